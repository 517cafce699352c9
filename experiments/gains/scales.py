"""Cells of scenario and policy, weighed against each other as soon as they are there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal

import pandas as pd

from experiments.gains.condensing import Condensed
from experiments.gains.following import Followed, reference_lines
from experiments.gains.measures import KIND_WORDS, chosen
from experiments.gains.result import Gains
from experiments.gains.settings import Settings
from experiments.gains.simulating import Cell, simulate_all
from experiments.gains.tables import Pair, gains_table
from experiments.gains.worlds import Worlds
from sim.errors import ParameterError
from sim.scenario import Policy, Scenario

Over = Literal["policy", "scenario"]
#: Names of scenario and policy.
Name = tuple[str, str]


def weighed(
    scenarios: Mapping[str, Scenario],
    policies: Mapping[str, Mapping[str, Policy]],
    reference: str,
    over: Over,
    worlds: Mapping[str, Worlds],
    measures: Iterable[str] | None,
    settings: Settings,
    processes: int,
    progress: Callable[[int], None] | None,
) -> Gains:
    """Simulate all policies in all scenarios, and compare those that belong together.

    Parameters
    ----------
    scenarios, policies
        Scenarios by name, and by scenario and name the policies.
    reference, over, worlds, measures, processes, progress
        As in `gains`.
    settings : Settings
        How differences are judged.
    """
    for name in scenarios:
        if name not in worlds:
            raise ParameterError(f"no worlds are given for the scenario {name!r}")
    scales = _Scales(scenarios, policies, reference, over, worlds, settings)
    wanted = chosen(measures)
    simulate_all(scales.cells, worlds, wanted, processes, scales.take, progress)
    return scales.found()


class _Scales:
    """Takes in cells as they come; what has met its whole group is weighed and let go."""

    def __init__(
        self,
        scenarios: Mapping[str, Scenario],
        policies: Mapping[str, Mapping[str, Policy]],
        reference: str,
        over: Over,
        worlds: Mapping[str, Worlds],
        settings: Settings,
    ):
        self.scenarios, self.reference, self.over = scenarios, reference, over
        self.worlds, self.settings = worlds, settings
        self.groups: dict[str, list[Name]] = {}
        names = [(s, p) for s in scenarios for p in policies[s]]
        for name in sorted(names, key=lambda name: self._order(names, name)):
            self.groups.setdefault(name[0] if over == "policy" else name[1], []).append(name)
        self.spans = {key: self._span(group) for key, group in self.groups.items()}
        self.cells = {
            name: Cell(scenarios[name[0]], policies[name[0]][name[1]], self._window(key, name[0]))
            for key, group in self.groups.items()
            for name in group
        }
        self.held: dict[Name, Condensed] = {}
        self.failures: dict[Name, dict[int, str]] = {}
        self.tables: dict[str, dict[str, pd.DataFrame]] = {}

    def _order(self, names: Sequence[Name], name: Name) -> tuple[bool, int]:
        return name[self.over == "policy"] != self.reference, names.index(name)

    def _span(self, group: Sequence[Name]) -> tuple[Any, int]:
        """First calendar quarter that all scenarios of a group have, and how many there are."""
        own = [self.scenarios[scenario] for scenario, _ in group]
        start = max(one.start for one in own)
        count = min((one.start + one.quarters) - start for one in own)
        if count < 1:
            raise ParameterError(
                "the scenarios share no quarter: "
                + ", ".join(f"{one.name} starts in {one.start}" for one in own)
            )
        return start, count

    def _window(self, key: str, scenario: str) -> slice:
        start, count = self.spans[key]
        first = start - self.scenarios[scenario].start
        return slice(first, first + count)

    def take(self, name: Name, condensed: Condensed, failures: dict[int, str]) -> None:
        """Take in a cell."""
        key = name[0] if self.over == "policy" else name[1]
        self.held[name], self.failures[name] = condensed, failures
        group = self.groups[key]
        if all(one in self.held for one in group):
            self.tables[key] = self._weigh(key, group)
            for one in group:
                del self.held[one]

    def _weigh(self, key: str, group: Sequence[Name]) -> dict[str, pd.DataFrame]:
        first, *others = group
        found: dict[str, list[pd.DataFrame]] = {"gains": [], "divergence": []}
        found["trajectories"] = [reference_lines(self._pair(key, first, first))]
        for name in others:
            pair = self._pair(key, name, first)
            found["gains"].append(gains_table(pair, self.settings))
            followed = Followed(pair, self.settings)
            found["trajectories"].append(followed.trajectories())
            found["divergence"].append(followed.divergence())
        return {
            name: pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()
            for name, parts in found.items()
        }

    def _pair(self, key: str, name: Name, first: Name) -> Pair:
        start, count = self.spans[key]
        scenario = self.scenarios[name[0]]
        labels = {actor.name: actor.label or actor.name for actor in scenario.actors.values()}
        kinds = {actor.name: actor.kind for actor in scenario.actors.values()}
        names = {
            "over": self.over, "scenario": name[0], "policy": name[1], "reference": self.reference,
        }  # fmt: skip
        dates = [str(start + quarter) for quarter in range(count)]
        words = {kind: words.removeprefix("the ") for kind, words in KIND_WORDS.items()}
        return Pair(names, self.held[name], self.held[first], dates, words | labels, kinds)

    def found(self) -> Gains:
        """All tables, in the order of scenarios and policies."""
        whole = {
            name: pd.concat([self.tables[key][name] for key in self.groups], ignore_index=True)
            for name in ("gains", "trajectories", "divergence")
        }
        gone = [
            (*name, run, int(self.worlds[name[0]].seeds[run]), message)
            for name in self.cells
            for run, message in sorted(self.failures[name].items())
        ]
        failures = pd.DataFrame(gone, columns=["scenario", "policy", "world", "seed", "message"])
        own = self.settings
        return Gains(
            **whole, failures=failures, over=self.over, confidence=own.confidence, hold=own.hold,
            resamples=own.resamples, seed=own.seed,
        )  # fmt: skip
