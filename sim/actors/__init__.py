"""The six kinds of actors, each a Mesa agent with behaviour of its own."""

from __future__ import annotations

from sim.actors.base import Actor
from sim.actors.community import Community
from sim.actors.host_state import HostState
from sim.actors.intergovernmental_body import IntergovernmentalBody
from sim.actors.ngo import NGO
from sim.actors.partner_state import PartnerState
from sim.actors.private_firm import PrivateFirm

#: Classes by kind.
ACTORS: dict[str, type[Actor]] = {
    kind.kind: kind
    for kind in (HostState, PartnerState, IntergovernmentalBody, NGO, PrivateFirm, Community)
}

__all__ = [
    "ACTORS",
    "NGO",
    "Actor",
    "Community",
    "HostState",
    "IntergovernmentalBody",
    "PartnerState",
    "PrivateFirm",
]
