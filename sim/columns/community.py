"""What a community carries: a region's threat, and what its people think of their protectors."""

from __future__ import annotations

from sim.columns.base import Columns, money, share


class CommunityColumns(Columns):
    """The people of a region."""

    kind = "community"

    population = share("share of the host's population", None, keep="ends")
    base_threat = share("threat in normal times", 0.3)
    borders = share("1 for each neighbour at the region's border", 0.0, axis="partner_state")
    contact = share("contact with other regions", 0.0, axis="community")
    nationalism = share("sensitivity to foreign troops", 0.3)
    abuse = share("abuse by forces when nobody watches", 0.1)

    threat_seen = share("threat of the quarter before", role="state", follows="base_threat")
    local_threat = share("threat in the region", role="state", follows="base_threat", keep=True)
    perceived_security = share("security as people see it", 0.5, role="state", keep=True)
    expected_security = share("security that people expect", 0.5, role="state", keep=True)
    confidence = share("trust in the security forces", 0.4, role="state", keep=True)
    legitimacy = share("legitimacy of the state and its partners", 0.5, role="state", keep=True)
    cooperation = share("cooperation with the forces", 0.45, role="state", keep=True)
    aid_received = money("humanitarian help received", role="flow", keep=True)
