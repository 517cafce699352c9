"""What happens in a quarter, in order: read this first.

A phase is a kind of actor and what it does. A phase writes only the actor's own row and reads no
column that is being written in it, so that the order of the actors within a phase never matters.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
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

_RULES = "sim.rules."

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


def rules_of(kind: type[Actor], act: str) -> list[str]:
    """Names of the mechanisms that an act calls, itself or through other methods of the actor.

    Read from the source, so that a column that shares its name with a function is no call.

    >>> rules_of(PartnerState, "tire")
    ['fatigue']
    """
    found: set[str] = set()
    seen: set[str] = set()
    waiting = [act]
    while waiting:
        name = waiting.pop()
        seen.add(name)
        function: Any = inspect.unwrap(getattr(kind, name))
        for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(function)))):
            if isinstance(node, ast.Name):
                used = function.__globals__.get(node.id)
                home = getattr(used, "__module__", None) or ""
                if inspect.isfunction(used) and home.startswith(_RULES):
                    found.add(home.removeprefix(_RULES))
            elif isinstance(node, ast.Attribute) and _is_own(kind, node) and node.attr not in seen:
                waiting.append(node.attr)
    return sorted(found)


def _is_own(kind: type[Actor], node: ast.Attribute) -> bool:
    """Whether this is a method of the actor, called on itself."""
    item = inspect.getattr_static(kind, node.attr, None)
    on_itself = isinstance(node.value, ast.Name) and node.value.id == "self"
    return on_itself and inspect.isfunction(item) and item.__module__.startswith("sim.actors.")
