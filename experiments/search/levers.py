"""Policies as documents: put together from levers, changed, written and read again."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from experiments.search.fault import SearchError
from sim.errors import ScenarioError
from sim.scenario import Policy, Scenario

#: The number in a trigger such as "funding_gap > 0.3 for 2 quarters".
_THRESHOLD = re.compile(r"([<>]\s*)[-+.\deE]+")
#: What a policy file says of a lever from the catalogue; the rest is the catalogue's.
_OWN = ("intensity", "when", "start", "until", "lasts", "ramp")
_HALF = 0.5


def assembled(
    levers: Sequence[str], scenario: Scenario, trigger: str = "", lasts: int | None = None
) -> Policy:
    """A policy of levers from the catalogue, at half intensity, all with the same trigger.

    Parameters
    ----------
    levers : sequence of str
        Names in the catalogue.
    scenario : Scenario
        The world in which they are checked.
    trigger : str, optional
        Such as "funding_gap > 0.3 for 2 quarters"; without one they run from the start.
    lasts : int, optional
        How long a lever runs once it is triggered. [quarters]

    Raises
    ------
    ScenarioError
        With all faults of levers and trigger.
    """
    if not levers:
        raise SearchError("there is no lever to pull; name a policy, or levers of the catalogue")
    if lasts is not None and not trigger:
        raise SearchError("how long a lever lasts is stated without a trigger to begin it")
    one: dict[str, Any] = {"intensity": _HALF}
    if trigger:
        one["when"] = trigger
    if lasts is not None:
        one["lasts"] = lasts
    document = {"title": "Levers", "levers": {name: dict(one) for name in levers}}
    return Policy.from_dict(document, scenario, "levers")


def is_adaptive(policy: Policy) -> bool:
    """Whether any of its levers waits for a trigger."""
    return any(lever.when.trigger is not None for lever in policy.levers.values())


def always_on(policy: Policy, scenario: Scenario, name: str = "") -> Policy:
    """The same levers at the same intensities, but from the start and for good.

    Levers with dates instead of triggers stay as they are.
    """
    document = policy.resolved()
    for key, lever in policy.levers.items():
        if lever.when.trigger is not None:
            stated = document["levers"][key]
            for word in ("when", "lasts"):
                stated.pop(word, None)
    document["title"] = f"{policy.title}, without triggers"
    return Policy.from_dict(document, scenario, name or f"{policy.name} always on")


def changed(
    policy: Policy, values: Mapping[str, float], scenario: Scenario, name: str, title: str = ""
) -> Policy:
    """A policy with other numbers at some ``policy.L.intensity`` and ``policy.L.threshold``."""
    document = policy.resolved()
    for address, value in values.items():
        _, lever, what = address.split(".")
        stated = document["levers"][lever]
        if what == "intensity":
            stated["intensity"] = _valued(stated["intensity"], float(value))
        else:
            stated["when"] = _THRESHOLD.sub(rf"\g<1>{float(value)!r}", stated["when"], count=1)
    if title:
        document["title"] = title
    return Policy.from_dict(document, scenario, name)


def _valued(stated: Any, value: float) -> Any:
    return {**stated, "value": value} if isinstance(stated, dict) else value


def as_yaml(policy: Policy, scenario: Scenario, description: str) -> str:
    """A policy file that loads as this policy: short where the catalogue says the rest.

    Parameters
    ----------
    policy : Policy
        To be written.
    scenario : Scenario
        The world in which both must mean the same.
    description : str
        What the file says of its origin.
    """
    document = policy.resolved()
    document["description"] = description
    short = copy.deepcopy(document)
    for name, lever in document["levers"].items():
        own = {key: _bare(lever[key]) for key in (*_OWN, "cost") if key in lever}
        for form in ({key: own[key] for key in own if key != "cost"}, own, lever):
            short["levers"][name] = form
            if _alike(policy, short, scenario, name):
                break
    return yaml.safe_dump(short, sort_keys=False, allow_unicode=True, width=100)


def _bare(stated: Any) -> Any:
    """A number without its provenance, whole where it is."""
    value = stated["value"] if isinstance(stated, dict) and "value" in stated else stated
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _alike(policy: Policy, document: Mapping[str, Any], scenario: Scenario, lever: str) -> bool:
    """Whether the document's lever does the same as the policy's."""
    alone = {**document, "levers": {lever: document["levers"][lever]}}
    try:
        made = Policy.from_dict(alone, scenario, policy.name).levers[lever]
    except ScenarioError:
        return False
    return made == policy.levers[lever]
