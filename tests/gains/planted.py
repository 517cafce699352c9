"""Histories in which one thing was changed by hand, so that everybody knows who gains."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
import xarray

from experiments.gains.condensing import available, columns, condensed
from experiments.gains.following import Followed
from experiments.gains.measures import MEASURES
from experiments.gains.settings import Settings
from experiments.gains.tables import Pair
from sim import simulate
from tests.worlds import scenario

NAME = "liberia/baseline"
QUARTERS, RUNS = 8, 24
DATES = [f"{2025 + n // 4}Q{1 + n % 4}" for n in range(QUARTERS)]
NAMES = {"over": "policy", "scenario": NAME, "policy": "new", "reference": "old"}
SETTINGS = Settings(resamples=400, hold=3)


@cache
def _history() -> xarray.Dataset:
    world = scenario(NAME)
    keep = columns(available(world, MEASURES))
    return simulate(world, RUNS, 3, quarters=QUARTERS, keep=keep)


def pair(change: Callable[[xarray.Dataset], None]) -> Pair:
    """The same worlds before and after a change of their history."""
    world = scenario(NAME)
    able = available(world, MEASURES)
    new = _history().copy(deep=True)
    change(new)
    sides = [condensed(history, "Liberia", able) for history in (new, _history())]
    labels = {actor.name: actor.label for actor in world.actors.values()}
    kinds = {actor.name: actor.kind for actor in world.actors.values()}
    return Pair(NAMES, sides[0], sides[1], DATES, labels, kinds)


def nothing(history: xarray.Dataset) -> None:
    """Change nothing."""


def gift(history: xarray.Dataset) -> None:
    """Ghana gives 0.5 million US$ more in training from the fifth quarter on."""
    history["help"].loc[{"actor": "Ghana", "quarter": slice(5, None)}] += 0.5
    history["delivered"].loc[
        {"actor": "Ghana", "channel": "training", "quarter": slice(5, None)}
    ] += 0.5


def trust(history: xarray.Dataset) -> None:
    """Trust on the tie with Sweden is 0.1 lower, give or take, in all quarters."""
    drawn = np.random.default_rng(1).normal(-0.1, 0.02, (RUNS, 1))
    history["trust"].loc[{"actor": "Sweden"}] += drawn


def divergence(change: Callable[[xarray.Dataset], None], settings: Settings = SETTINGS):
    """Table of partings by measure."""
    return Followed(pair(change), settings).divergence().set_index("measure")
