"""What was simulated, and what it rests on: the same two sections in every report that knows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from experiments.design import Factor
from experiments.report import worlds
from experiments.report.blocks import Block, Details, Trace, Words
from experiments.report.folder import Folder
from experiments.report.model import Section
from experiments.report.studies import study_of
from experiments.report.words import capital
from sim.errors import CoalitionError
from sim.scenario import Policy, Scenario

_TITLE = "Assumptions and their sources"


@dataclass(frozen=True)
class Simulated:
    """Scenarios and policies that were run, and what was varied.

    Attributes
    ----------
    scenarios, policies : mapping of str
        By name, the first scenario first; policies as they are in it.
    factors : tuple of Factor
        What the worlds differ in, besides chance.
    trace : Trace
        Where the folder states them.
    """

    scenarios: Mapping[str, Scenario]
    policies: Mapping[str, Policy]
    factors: tuple[Factor, ...] = ()
    trace: Trace = field(default=Trace("manifest.json", "study: scenarios, policies, factors"))

    @property
    def title(self) -> str:
        """The first scenario's title."""
        return next(iter(self.scenarios.values())).title


def simulated(folder: Folder) -> Simulated | None:
    """What was simulated, from the folder's study or from the scenarios that its manifest holds."""
    study = study_of(folder)
    if study is not None:
        first = next(iter(study.scenarios))
        return Simulated(study.scenarios, study.policies[first], study.factors)
    documents, policy = folder.manifest.get("documents"), folder.manifest.get("policy")
    try:
        read = {name: Scenario.from_dict(one, name) for name, one in documents.items()}  # type: ignore[union-attr]
        world = next(iter(read.values()))
        own = {policy["name"]: Policy.from_dict(policy["content"], world, policy["name"])}  # type: ignore[index]
    except (CoalitionError, AttributeError, KeyError, TypeError, StopIteration):
        return None
    return Simulated(read, own, trace=Trace("manifest.json", "documents, policy"))


def happens(found: Simulated) -> Section:
    """What happens in the scenarios, and what the policies do."""
    titles = {name: capital(one.title) for name, one in found.scenarios.items()}
    named = {name: capital(one.title) for name, one in found.policies.items()}
    first = next(iter(found.scenarios.values()))
    blocks: list[Block] = []
    if any(one.events for one in found.scenarios.values()):
        blocks.append(worlds.events(found.scenarios, titles, found.trace))
    else:
        blocks.append(Words("No event is scheduled; chance alone makes the worlds differ."))
    blocks.append(worlds.levers(first, found.policies, named, found.trace))
    return Section("simulated", "What was simulated", tuple(blocks))


def assumptions(found: Simulated | None, label: str = "") -> Section:
    """What was varied, and what the other numbers rest on."""
    if found is None:
        text = "The study behind this folder is not beside it: its assumptions cannot be shown."
        return Section("assumptions", _TITLE, (Words(text, "absent"),))
    scenario = next(iter(found.scenarios.values()))
    blocks: list[Block] = []
    if found.factors:
        blocks.append(worlds.factors(found.factors, scenario, found.policies, found.trace))
    else:
        blocks.append(
            Words("The study varies no assumption: worlds differ by chance and events alone.")
        )
    counted, named = worlds.statuses(scenario, label or scenario.title, found.trace)
    blocks.append(counted)
    if named is not None:
        blocks.append(Details(named.caption, (named,)))
    return Section("assumptions", _TITLE, tuple(blocks))
