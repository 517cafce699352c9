"""What every actor carries that gives something to the host: its tie with the host."""

from __future__ import annotations

from sim.columns.base import Column, money, share
from sim.columns.special import SpecialColumns


class SupplierColumns(SpecialColumns):
    """The tie between a supplier and the host, and the money that moves along it."""

    present = Column(
        "0 or 1",
        "1 takes part; 0 is no partner of the host in this world: no help, no entry or return, no "
        "troops, dues, votes, programmes or mediation for its sake, while the actor's own politics "
        "and unrest go on",
        0.0,
        1.0,
        1.0,
        integer=True,
    )
    active = share("1 while the partnership stands", 1.0, role="state", keep=True)
    known = share("1 once there has been a partnership", role="state", follows="active")
    trust = share("trust on the tie with the host", 0.5, role="state", keep=True)
    trust_prior = share("trust to which the tie returns when nothing happens", follows="trust")
    reliability = share("record of keeping commitments", 0.6)
    position = share("foreign-policy position on a common scale", 0.5, role="state", keep=True)
    interest_distance = share("distance of interests from the host's in the shared task", 0.4)
    conditionality = share("how far help hangs on conditions", 0.2)
    monitoring = share("effort spent on seeing what help becomes", 0.3, role="state")
    mandate_distance = share("distance of the mandate from the shared framework", 0.3)
    regulatory_distance = share("difference of rules and standards from the host's", 0.3)
    military = share("1 for a military partner, 0 for a civilian one", 0.0)
    institutionalised = share("how far treaty, office and staff hold the tie", 0.5)
    intelligence_willing = share("willingness to share intelligence, 0 by principle", 0.3)
    prestige = share("standing that the partner's political support lends", 0.3)
    release = share("share of what is due that is let go; a freeze lowers it", 1.0)
    profile = share("split of help over the channels", 0.0, axis="channel", whole=True)
    expertise = share("knowledge of security institutions that it can pass on", 0.3)
    entry = Column(
        "1/year", "rate at which a partner that is not engaged takes up a partnership", 0.0, 1.0
    )

    offered = money("help offered, before the host accepts it", role="flow", keep=True)
    pledged = money("new commitments to the host by channel", role="flow", axis="channel")
    pending = money("committed and not yet spent, by channel", role="stock", axis="channel")
    gift = money(
        "gift announced and committed in the coming quarter, by channel",
        role="state",
        axis="channel",
    )
    delivered = money("help that arrived, by channel", role="flow", axis="channel", keep=True)
    help = money("help that arrived, all channels", role="flow", keep=True)
    committed = money("new commitments over all channels", role="flow", keep=True)
    outstanding = money("committed and not yet spent, all channels", role="flow", keep=True)
    overhead = money("spent on coordination and fees", role="flow", keep=True)
    leaked = money("lost between payment and purpose", role="flow", keep=True)
    cancelled = money("commitments withdrawn", role="flow", keep=True)
    promised_lately = money("payments that were due, mean of about a year", role="state")
    kept_lately = money("payments made, mean of about a year", role="state")
    kept = Column(
        "1",
        "payments made over payments due, of about a year",
        0.0,
        2.0,
        1.0,
        role="state",
        keep=True,
    )
    political_support = share("political support in the quarter", role="flow", keep=True)
    shared_intelligence = share("intelligence shared in the quarter", role="flow", keep=True)
    shared_knowledge = share("lessons and practice shared in the quarter", role="flow", keep=True)
    technology_lately = money("technology delivered, mean of about two years", role="state")
