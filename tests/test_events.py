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
LEVEL = 0.01

#: What no outcome of the whole run shows: the series of an actor in the two years after the event.
SOON_GONE = {
    ("liberia/history", "us_inauguration_2009"): ("trust", "United States", 22),
    ("liberia/history", "burkina_faso_failed_coup_2015"): ("unrest", "Burkina Faso", 48),
    ("liberia/history", "uk_referendum_2016"): ("trust", "United Kingdom", 52),
}


def lasting(name: str, runs: int, **off: float) -> pd.DataFrame:
    """Outcomes of a scenario's runs, without the events whose depth is 0."""
    depths = {f"events.{event}.depth": depth for event, depth in off.items()}
    h = simulate(scenario(name), seeds=run_seeds(SEED, runs), parameters=depths)
    table = outcomes(h).drop(columns="seed")
    for (world, event), (series, actor, first) in SOON_GONE.items():
        if world == name:
            years = h[series].sel(actor=actor).isel(quarter=slice(first, first + 8))
            table[event] = years.mean("quarter").to_numpy()
    return table


@pytest.mark.parametrize("name", [name for name in SHIPPED if scenario(name).events])
def test_each_event_moves_an_outcome(name: str) -> None:
    events = scenario(name).events
    runs = RUNS if len(events) < MANY_EVENTS else RUNS_OF_MANY_EVENTS
    with_all = lasting(name, runs)
    idle = []
    for event in events:
        apart = with_all - lasting(name, runs, **{event: 0.0})
        apart = apart[[c for c in apart if c in with_all and (c == event or c not in events)]]
        known = apart.columns[(apart.count() > runs // 2) & (apart.std() > 1e-9)]
        level = LEVEL / max(len(apart.columns), 1)
        count = apart[known].count()
        half = stats.t.ppf(1 - level / 2, count - 1) * apart[known].std() / np.sqrt(count)
        if not (apart[known].mean().abs() > half).any():
            idle.append(event)
    assert not idle, f"no outcome moves: {idle}"
