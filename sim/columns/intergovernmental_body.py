"""What an intergovernmental body carries: members, money, a mandate and a mission."""

from __future__ import annotations

from sim.columns.base import Column, money, share
from sim.columns.donor import DonorColumns


class IntergovernmentalBodyColumns(DonorColumns):
    """The UN, ECOWAS, the African Union, the European Union."""

    kind = "intergovernmental_body"

    membership = share("1 for each member", 0.0, role="state", axis="partner_state", keep=True)
    value_of_membership = share("benefit of belonging to the body", 0.5)
    open_to = share("1 for each state that may join", 0.0, axis="partner_state", keep="ends")
    suspends = share("1 when coups suspend a member", 0.0)
    programme_budget = money("assessed budget of programmes for the host", 0.0)
    other_income = share("share of the assessed budget paid by members outside the scenario", 0.0)
    votes = share(
        "shares of the votes of members in the scenario", 0.0, axis="partner_state", keep="ends"
    )
    vetoes = share("1 for each member with a veto", 0.0, axis="partner_state")
    outside_support = share("share of the votes outside the scenario that is in favour", 1.0)
    mediation = share("effort for mediation among members", 0.0)
    brigades = share(
        "1 for each body whose standby force is part of this one's",
        0.0,
        axis="intergovernmental_body",
    )
    quota = share(
        "share of votes that carries a decision; nine of fifteen in the Security Council",
        0.6,
        keep="ends",
    )
    consensus_noise = share("spread of a member's vote round its interest", 0.15)
    full_strength = Column("persons", "troops that the highest threat would need", 0.0, 2e5, 0.0)
    mission_cost = Column(
        "million US$ a quarter per thousand troops",
        "cost of the mission",
        0.0,
        100.0,
        0.0,
    )
    review_quarter = Column("quarter", "quarter of the yearly review", 1, 4, 3, integer=True)

    authorised = Column(
        "persons", "authorised mission strength", 0.0, 2e5, 0.0, role="state", keep=True
    )
    strength = Column("persons", "mission strength", 0.0, 2e5, 0.0, role="state", keep=True)
    peak = Column("persons", "greatest strength so far", 0.0, 2e5, 0.0, role="state")
    withdrawn = share("share of the greatest strength that has left", role="flow", keep=True)
    protecting = Column("persons", "troops present and paid for", role="flow", keep=True)
    mission_quarters = Column("quarters", "age of the mission", 0.0, 1e4, 0.0, role="state")
    support = share("votes for the mission at the last review", 1.0, role="state", keep=True)
    vetoed = share("1 when a veto stopped the last decision", role="flow", keep=True)
    standby_pool = Column(
        "persons", "troops that members hold ready", role="flow", keep=True, high=2e5
    )
    standby_out = Column(
        "persons", "own standby force in the country", 0.0, 2e5, 0.0, role="state", keep=True
    )
    brigades_out = Column(
        "persons",
        "other bodies' standby forces in the country under this one",
        0.0,
        2e5,
        0.0,
        role="state",
        keep=True,
    )
    standby_called = share("1 while the standby force is called", role="flow")
    mediating = share("mediation that is paid for", role="state", keep=True)
    mediation_spending = money("spent on mediation", role="flow", keep=True)
    funds = Column("million US$", "money in hand", 0.0, default=0.0, role="state", keep=True)
    assessed = money("dues that the members owe together", role="state")
    funded = share("share of the mission's cost that is paid", 1.0, role="state", keep=True)
    income = money("dues and contributions received", role="flow", keep=True)
    mission_spending = money("spent on the mission", role="flow", keep=True)
    suspended = share("1 for each suspended member", role="state", axis="partner_state")
