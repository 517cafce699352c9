"""What happens in a quarter, in order: read this first.

A phase is a kind of actor and what it does. A phase writes only the actor's own row and reads no
column that is being written in it, so that the order of the actors within a phase never matters.
"""

from __future__ import annotations

from typing import Any

from sim.actors import (
    NGO,
    Actor,
    Community,
    HostState,
    IntergovernmentalBody,
    PartnerState,
    PrivateFirm,
)

Phase = tuple[type[Actor], str]

SUPPLIERS = (PartnerState, IntergovernmentalBody, NGO, PrivateFirm)


def _each(act: str) -> tuple[Phase, ...]:
    return tuple((kind, act) for kind in SUPPLIERS)


QUARTER: tuple[Phase, ...] = (
    # politics: who leads, what they attend to, how tired they are
    (HostState, "sense"),
    (PartnerState, "turn_over"),
    (PartnerState, "stand_by"),
    (IntergovernmentalBody, "stand_by"),
    (PartnerState, "reprioritise"),
    (PartnerState, "tire"),
    # money: asked for, offered, accepted, pledged
    (HostState, "ask"),
    (PartnerState, "appropriate"),
    (PartnerState, "compare"),
    (HostState, "decide"),
    (NGO, "consider"),
    (PartnerState, "pledge"),
    (IntergovernmentalBody, "assess"),
    (PartnerState, "pay_dues"),
    (IntergovernmentalBody, "collect"),
    (NGO, "pass_on"),
    (NGO, "plan"),
    (PrivateFirm, "perform"),
    *_each("disburse"),
    (NGO, "bring"),
    # troops: on offer, sent, counted
    (PartnerState, "volunteer"),
    (PartnerState, "deploy"),
    (IntergovernmentalBody, "muster"),
    # the host: takes in, spends, builds
    (HostState, "absorb"),
    (HostState, "deploy"),
    (HostState, "finance"),
    (HostState, "build"),
    (HostState, "equip"),
    (HostState, "muster"),
    # security: on the ground, as the host sees it, as people judge it
    (Community, "threaten"),
    (HostState, "perceive"),
    (Community, "judge"),
    # ties: trust, intelligence, partnerships that end or return
    *_each("learn"),
    *_each("share_knowledge"),
    *_each("reconsider"),
    # blocs: relations, membership, mandates, alignment
    (PartnerState, "relate"),
    (PartnerState, "weigh_membership"),
    (PartnerState, "vote"),
    (IntergovernmentalBody, "govern"),
    (IntergovernmentalBody, "review"),
    (IntergovernmentalBody, "reinforce"),
    (HostState, "hedge"),
)


def rules_of(kind: type, act: str) -> list[str]:
    """Names of the mechanisms that an act calls, read from the act's own code.

    >>> rules_of(PartnerState, "tire")
    ['fatigue']
    """
    function: Any = getattr(kind, act)
    called = (function.__globals__.get(name) for name in function.__code__.co_names)
    modules = {getattr(item, "__module__", "") or "" for item in called}
    return sorted(m.rpartition(".")[2] for m in modules if m.startswith("sim.rules."))
