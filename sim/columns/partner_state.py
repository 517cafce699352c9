"""What a partner state carries: its purse, its politics and its troops."""

from __future__ import annotations

import math

from sim.columns.base import Column, money, share
from sim.columns.donor import DonorColumns


class PartnerStateColumns(DonorColumns):
    """A state that helps the host, contributes troops, or could do so."""

    kind = "partner_state"

    budget = money("assistance to the host that full priority would pay", None)
    priority = Column("1", "long-run priority of the host", 0.0, 2.0, 1.0)
    fiscal_quarter = Column(
        "quarter", "quarter in which the budget year opens", 1, 4, 1, integer=True
    )
    tie = share("historical tie that makes it lead when the host is in crisis", 0.1)
    bilateral = share("how far it follows other donors (herding)", 1.0)
    rivalry = share("rivalry with other suppliers", 0.0, axis="supplier")
    exclusivity = share("aid withdrawn when rivals dominate", 0.0)
    rival_threshold = share("rivals' share of help that is tolerated", 0.5)
    democracy = share("democracy of the regime", 0.5)
    capability = share("material power on a common scale", 0.1, keep="ends")
    turnover_rate = share("changes of leadership a year besides scheduled ones", 0.1)
    turnover_due = share("1 when an election or a coup changes the leadership now", role="state")
    junta = share("1 under an unconstitutional government", 0.0, role="state", keep=True)
    junta_exit = share("chance a quarter that constitutional order returns", 0.05)
    unrest = share("threat inside the state", role="state", follows="unrest_base", keep=True)
    unrest_base = share("threat inside the state in normal times", 0.1)
    labour_advantage = share("comparative advantage in manpower", 0.3)
    proximity = share("nearness to the host, 1 for neighbours", 0.1, keep="ends")
    concurrent = share("load of deployments elsewhere", 0.2)
    troops_available = Column("persons", "troops that could be sent", 0.0, 1e6, 0.0)
    standby = Column(
        "persons",
        "troops pledged to a body's standby force",
        0.0,
        1e5,
        0.0,
        axis="intergovernmental_body",
    )
    wealth = money("means for voluntary contributions to bodies", 0.0)
    private_benefit = Column("1", "private benefit from the public good", 0.0, 0.5, 0.0)
    assessment = share("share of a body's assessed budget", 0.0, axis="intergovernmental_body")
    contracts = share("share of help carried out by firms", 0.0, axis="private_firm")

    appropriated = money("aid in the yearly budget", None, role="state", keep=True)
    mood = Column("1", "log attention to the host", -10.0, 10.0, 0.0, role="state", keep=True)
    surge = Column("1", "surge in shares of the budget", 0.0, 20.0, 0.0, role="state", keep=True)
    fatigue = share("goodwill already spent", 0.1, role="state", keep=True)
    offered_before = money("help offered in the quarter before", role="state")
    offer_change = Column("1", "relative change of the offer", -1.0, 1.0, 0.0, role="state")
    turned = share("1 when the leadership changed in the quarter", role="flow", keep=True)
    contracted = money("contracts with firms", role="flow", axis="private_firm")
    dues = money("dues to bodies", role="flow", axis="intergovernmental_body")
    voluntary = money(
        "voluntary contributions to bodies", role="state", axis="intergovernmental_body"
    )
    pool = Column(
        "persons",
        "troops on offer, weighted by readiness to send them",
        role="flow",
        axis="intergovernmental_body",
    )
    stance = share("1 for a vote for the mission", role="flow", axis="intergovernmental_body")
    objection = share(
        "1 where a member would use a veto", role="flow", axis="intergovernmental_body"
    )
    mediated = share("mediation by bodies that reaches the state", role="flow")
    troops = Column(
        "persons",
        "troops in missions",
        0.0,
        1e6,
        0.0,
        role="state",
        axis="intergovernmental_body",
        keep=True,
    )
    relation = Column(
        "-1 to 1",
        "relations with other states",
        -1.0,
        1.0,
        0.0,
        role="state",
        follows="kinship",
        axis="partner_state",
        keep="ends",
    )
    kinship = Column(
        "-1 to 1",
        "relations that history and position suggest",
        -1.0,
        1.0,
        0.0,
        axis="partner_state",
    )
    camp = Column(
        "-1 to 1", "camp that the state leans to", -1.0, 1.0, 0.0, role="state", keep=True
    )
    leaves = share("1 when the state leaves a body", role="flow", axis="intergovernmental_body")
    joins = share("1 when the state joins a body", role="flow", axis="intergovernmental_body")
    membership_gain = Column(
        "1",
        "what belonging to a body is worth to the state, below 0 when it is better off outside",
        -math.inf,
        math.inf,
        0.0,
        role="flow",
        axis="intergovernmental_body",
        keep="ends",
    )
