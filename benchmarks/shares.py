"""Where the time of an ensemble goes: rules, actors and world, streams, recording."""

from __future__ import annotations

import cProfile
import pstats
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.against import BASELINE
from benchmarks.figures import Figure
from sim import Scenario, simulate

SIM = Path(__file__).parents[1] / "sim"

#: Group of a file or folder of `sim/`. Other code, NumPy's too, belongs to whoever calls it.
GROUPS = {
    "rules": "rules",
    "streams.py": "streams",
    "history.py": "recording",
    "actors": "actors and world",
    "columns": "actors and world",
    "world.py": "actors and world",
    "interventions.py": "actors and world",
    "model.py": "actors and world",
    "assembly.py": "the rest",
    "ensemble.py": "the rest",
    "scenario": "the rest",
}

Function = tuple[str, int, str]


def group_of(file: str) -> str | None:
    """Group of a source file, or None where its callers decide.

    >>> group_of(str(SIM / "rules" / "trust.py")), group_of("~")
    ('rules', None)
    """
    path = Path(file)
    return GROUPS.get(path.relative_to(SIM).parts[0]) if path.is_relative_to(SIM) else None


def split(stats: dict[Function, Any]) -> dict[str, float]:
    """Share of each group in the time that a profile tells of. [0-1]

    A function's own time counts for its group; without a group, for those of its callers, in
    proportion to the time that it spent for each.
    """

    def owners(function: Function, seen: frozenset[Function]) -> dict[str, float]:
        group = group_of(function[0])
        if group is not None:
            return {group: 1.0}
        callers = {
            caller: times[3]
            for caller, times in stats[function][4].items()
            if caller in stats and caller not in seen and caller != function
        }
        whole = sum(callers.values())
        if not whole:
            return {"the rest": 1.0}
        shares: Counter[str] = Counter()
        for caller, spent in callers.items():
            for name, share in owners(caller, seen | {function}).items():
                shares[name] += share * spent / whole
        return dict(shares)

    spent: Counter[str] = Counter()
    for function, (_, _, own, _, _) in stats.items():
        if own > 1e-5:
            for name, share in owners(function, frozenset()).items():
                spent[name] += own * share
    whole = sum(spent.values())
    return {name: spent[name] / whole for name in dict.fromkeys(GROUPS.values())}


def measure(quick: bool) -> list[Figure]:
    """The split of an ensemble of the baseline."""
    scenario = Scenario.load(BASELINE)
    runs = 64 if quick else 512
    simulate(scenario, runs=8, seed=1)
    profile = cProfile.Profile()
    profile.runcall(simulate, scenario, runs=runs, seed=1)
    shares = split(pstats.Stats(profile).stats)  # type: ignore[attr-defined]
    return [
        Figure(
            f"share.{name.split()[-1]}",
            f"time spent in {name}",
            100.0 * share,
            "%",
            f"profile of {runs} runs",
        )
        for name, share in shares.items()
    ]
