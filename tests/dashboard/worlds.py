"""Small worlds for the tests, made once."""

from __future__ import annotations

import functools
from dataclasses import replace

from experiments.dashboard.computing import Shown, show
from experiments.dashboard.state import View, World

SMALL = View(world=World("toy"), runs=12, seed=3, quarters=8)
FROZEN = View(
    world=World("liberia/us_freeze", "transparency", (), (("rules.fatigue.gain", 0.3),)),
    pinned=World("liberia/us_freeze"), runs=12, seed=5, quarters=10,
)  # fmt: skip


@functools.cache
def compared() -> Shown:
    """A result and a pinned one."""
    return show(FROZEN, {}, lambda share: None)


@functools.cache
def toy() -> Shown:
    """The toy world."""
    return show(SMALL, {}, lambda share: None)


def with_setting(address: str, value: float) -> View:
    """The small view with a number changed."""
    return replace(SMALL, world=SMALL.world.having(address, value))
