"""What the host state carries: armed forces, budget, institutions, and its view of partners."""

from __future__ import annotations

from sim.columns.base import Column, money, share
from sim.columns.special import SpecialColumns


class HostStateColumns(SpecialColumns):
    """The host state with its armed forces."""

    kind = "host_state"

    # what the scenario sets and policies move
    planned_budget = money("own security budget planned for a normal year", None)
    required_budget = money("cost of the security that the host plans for", None)
    own_split = share("share of own spending that builds, by channel", 0.0, axis="channel")
    fiscal_quarter = Column(
        "quarter", "quarter in which the budget year opens", 1, 4, 3, integer=True
    )
    ceiling = Column("persons", "authorised strength of the armed forces", 0.0, 1e6, None)
    crisis_decay = share("share of a crisis that passes in a quarter", 0.35)
    sovereignty_limit = share("sovereignty cost that the host tolerates", 0.35)
    home_position = share("foreign-policy position when nobody pays", 0.5)
    transparency = share("public accounts of what help becomes", 0.3)
    accountability = share("demonstrated accountability (merit in donors' eyes)", 0.4)
    framework = share("shared framework with a lead agency, 0 mesh to 1 hub", 0.2)
    standards = share("harmonised rules and standards", 0.2)
    patrols = share("joint border patrols", 0.1)
    exercises = share("joint exercises", 0.2)
    humanitarian_missions = share("the forces' own humanitarian missions", 0.1)
    community_programme = share("engagement of communities", 0.2)
    diplomacy = share("effort to raise and keep partners", 0.2)
    deployed = share("share of the forces offered for peace operations abroad", 0.0)
    policy_cost = money("cost of the policy's levers, borne by the host", keep=True)
    upkeep_cost = money("cost of full upkeep of the forces", follows="planned_budget")

    # what it is and becomes
    revenue = Column("1", "revenue, 1 at the start", 0.0, 1e6, 1.0, role="state")
    own_budget = money("own security spending", None, role="state", keep=True)
    personnel = Column("persons", "soldiers", 0.0, 1e6, None, role="state", keep=True)
    left = Column("persons a quarter", "soldiers who left", role="flow", keep=True)
    recruited = Column("persons a quarter", "soldiers who joined", role="flow", keep=True)
    skill = share("skill of the forces", 0.3, role="state", keep=True)
    skills = share(
        "special skill of those who learn it, by field", 0.0, role="state", axis="field", keep=True
    )
    equipment = share("equipment in service, 1 is full scale", 0.2, role="state", keep=True)
    stocks = share(
        "equipment in service by class",
        role="state",
        follows="equipment",
        axis="hardware",
        keep=True,
    )
    infrastructure = share("barracks, roads, bases, 1 is full scale", 0.3, role="state", keep=True)
    capacity = share("institutional capacity", 0.3, role="state", keep=True)
    technology = share("technology level", 0.1, role="state", keep=True)
    technologies = share(
        "technology level by kind", role="state", follows="technology", axis="system", keep=True
    )
    technology_concentration = share(
        "Herfindahl index of the suppliers of technology", role="state", keep=True
    )
    abroad = share(
        "share of the forces in peace operations abroad",
        role="state",
        follows="deployed",
        keep=True,
    )
    deployment_cost = money("own cost of deployments abroad", role="flow", keep=True)
    interoperability = share("ability to work with partners' forces", 0.2, role="state", keep=True)
    readiness = share("readiness of the armed forces", 0.1, role="state", keep=True)
    reputation = share("standing at home and abroad", 0.4, role="state", keep=True)
    alignment = share("foreign-policy position", role="state", follows="home_position", keep=True)
    crisis = share("crisis that donors see; events raise it", 0.0, role="state", keep=True)
    crisis_seen = share("crisis of the quarter before", role="state", follows="crisis")
    onset = share("crisis that began in the quarter", role="flow", keep=True)

    # what it computes in the quarter
    need = share("need that the host shows to donors", 0.5, role="state", keep=True)
    readiness_before = share("readiness, mean of about a year", role="state", follows="readiness")
    analytics = share("data analytics at work", role="state", keep=True)
    connection = share(
        "how well the forces and their partners are connected",
        role="state",
        follows="technology",
        keep=True,
    )
    capability_change = share("change of readiness against about a year ago", role="state")
    request = share("urgency of each channel", 0.5, role="state", axis="channel")
    welcome = share("share of each supplier's offer that is accepted", role="flow", axis="supplier")
    external = money("help that arrived from all suppliers", role="flow", keep=True)
    external_lately = money("help that arrived, mean of about a year", role="state")
    external_before = money(
        "help that arrived, mean of the two years before", role="state", follows="external_lately"
    )
    aid_change = Column(
        "1",
        "log of help of about a year over that of two years before",
        -20.0,
        20.0,
        role="flow",
        keep=True,
    )
    used = share("share of the help that is put to use", role="flow")
    useful = money(
        "help turned into capability, by channel", role="flow", axis="channel", keep=True
    )
    funding_gap = share(
        "requirement not met by help and own spending", 0.3, role="state", keep=True
    )
    dependency = share("help over help plus own spending", 0.5, role="state", keep=True)
    backlash = share("backlash against the partners", 0.0, role="state", keep=True)
    security_gap = share(
        "what missions left and own forces cannot yet do", 0.0, role="state", keep=True
    )
    sovereignty_cost = share("sovereignty given up", 0.1, role="state", keep=True)
    engaged = share("share of all possible partners that are engaged", 0.5, role="state")
    partners = Column(
        "partners", "partners that gave in the quarter, contractors apart", role="flow", keep=True
    )
    concentration = share("Herfindahl index of help over partners", 0.3, role="state", keep=True)
    multilateral_share = share("share of help from bodies and NGOs", 0.3, role="state", keep=True)
    competition = share("1 minus concentration: room to shop around", 0.5, role="state")
    coordination_share = share("share of help spent on coordination", role="flow", keep=True)
    humanitarian_aid = money("humanitarian help that arrived", role="flow", keep=True)
    competence = share("cultural competence of those who bring it", 0.5, role="state")
    foreign_troops = Column("persons", "troops of missions in the country", role="flow", keep=True)
    threat = share("threat over the regions", 0.3, role="state", keep=True)
    alarm = share("rise of the threat in the last quarter", 0.0, role="state", keep=True)
    threat_before = share("threat of the quarter before", role="state", follows="threat")
    maintenance = share("upkeep of equipment", 0.3, role="state", keep=True)
    perceived_threat = share("threat as the host sees it", 0.3, role="state", keep=True)
    pooled = Column("1", "intelligence received from partners", role="flow", keep=True)
    information = Column("1", "quality of information", role="flow", keep=True)
    detected = share("share of threats seen in time", 0.7, role="state", keep=True)
