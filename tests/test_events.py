"""Each event of each shipped scenario moves an outcome, or a series that the test names.

The same seeds with the event and with its depth at 0; the 99% interval of the mean paired
difference, widened for looking at all outcomes (Bonferroni), excludes zero.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from sim import outcomes, simulate
from sim.streams import run_seeds
from tests.worlds import SHIPPED, scenario

SEED = 7
RUNS, RUNS_OF_MANY_EVENTS = 48, 24
MANY_EVENTS = 20
TOGETHER = 8
LEVEL = 0.01

#: What no outcome of the whole run shows: the series of an actor in the two years after the event.
SOON_GONE = {
    ("liberia/history", "us_inauguration_2009"): ("trust", "United States", 22),
    ("liberia/history", "burkina_faso_failed_coup_2015"): ("unrest", "Burkina Faso", 48),
    ("liberia/history", "uk_referendum_2016"): ("trust", "United Kingdom", 52),
}


def lasting(name: str, runs: int, idle: list[str]) -> list[pd.DataFrame]:
    """Outcomes of the same runs without each of some events in turn, all in one ensemble."""
    depths = {}
    for place, event in enumerate(idle):
        each = np.full(len(idle), scenario(name).events[event].depth[0])
        each[place] = 0.0
        depths[f"events.{event}.depth"] = np.repeat(each, runs)
    seeds = np.tile(run_seeds(SEED, runs), max(len(idle), 1))
    h = simulate(scenario(name), seeds=seeds, parameters=depths)
    table = outcomes(h).drop(columns="seed")
    for (world, event), (series, actor, first) in SOON_GONE.items():
        if world == name:
            years = h[series].sel(actor=actor).isel(quarter=slice(first, first + 8))
            table[event] = years.mean("quarter").to_numpy()
    parts = [table.iloc[start : start + runs] for start in range(0, len(table), runs)]
    return [part.reset_index(drop=True) for part in parts]


def together(name: str) -> list[list[str]]:
    """Events that may share an ensemble: a depth that is drawn cannot be given to other runs."""
    events = scenario(name).events
    drawn = [event for event, what in events.items() if what.depth[0] != what.depth[1]]
    fixed = [event for event in events if event not in drawn]
    return [[event] for event in drawn] + [
        fixed[start : start + TOGETHER] for start in range(0, len(fixed), TOGETHER)
    ]


@pytest.mark.parametrize("name", [name for name in SHIPPED if scenario(name).events])
def test_each_event_moves_an_outcome(name: str) -> None:
    events = scenario(name).events
    runs = RUNS if len(events) < MANY_EVENTS else RUNS_OF_MANY_EVENTS
    (with_all,) = lasting(name, runs, [])
    without = {
        event: table
        for group in together(name)
        for event, table in zip(group, lasting(name, runs, group), strict=True)
    }
    idle = []
    for event in events:
        apart = with_all - without[event]
        apart = apart[[c for c in apart if c in with_all and (c == event or c not in events)]]
        known = apart.columns[(apart.count() > runs // 2) & (apart.std() > 1e-9)]
        level = LEVEL / max(len(apart.columns), 1)
        count = apart[known].count()
        half = stats.t.ppf(1 - level / 2, count - 1) * apart[known].std() / np.sqrt(count)
        if not (apart[known].mean().abs() > half).any():
            idle.append(event)
    assert not idle, f"no outcome moves: {idle}"
