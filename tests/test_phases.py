"""A phase writes only the actor's own row, and reads no column that is written in it."""

from __future__ import annotations

import inspect
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pytest

from sim import CoalitionModel
from sim.columns import Column
from sim.schedule import QUARTER, rules_of
from sim.world import World
from tests.worlds import scenario

PHASES = [f"{kind.__name__}.{act}" for kind, act in QUARTER]


class Watch:
    """Takes down which columns of others a phase reads, and which it writes."""

    def __init__(self) -> None:
        self.phase = ""
        self.actor: Any = None
        self.read: dict[str, set[str]] = defaultdict(set)
        self.written: dict[str, set[str]] = defaultdict(set)

    @contextmanager
    def over(self, monkeypatch: pytest.MonkeyPatch, model: CoalitionModel) -> Iterator[None]:
        watch, host = self, model.host
        get, write = Column.__get__, World.write

        def watched_get(column: Column, actor: Any, owner: type) -> Any:
            if actor is not None and actor is host:
                # the host's columns are read across by everybody; its own acts may read them
                watch.read[watch.phase].add(column.name)
            return get(column, actor, owner)

        def watched_write(world: World, name: str, actor: Any, value: Any) -> None:
            watch.written[watch.phase].add(name)
            rows = np.arange(len(world.rows.names))[actor.row]
            before = np.delete(world[name], rows, axis=-1).copy()
            write(world, name, actor, value)
            np.testing.assert_array_equal(before, np.delete(world[name], rows, axis=-1))

        def across(method: str) -> Any:
            plain = getattr(World, method)

            def watched(world: World, name: str, *rest: Any) -> Any:
                watch.read[watch.phase].add(name)
                return plain(world, name, *rest)

            return watched

        monkeypatch.setattr(Column, "__get__", watched_get)
        monkeypatch.setattr(World, "write", watched_write)
        for method in ("of", "total", "received", "about"):
            monkeypatch.setattr(World, method, across(method))
        yield


def conflicts(watch: Watch) -> dict[str, set[str]]:
    """Columns that a phase both writes and reads of other actors."""
    return {
        phase: clash
        for phase in watch.written
        # the host is one actor: what it reads of itself is no conflict
        if not phase.startswith("HostState") and (clash := watch.read[phase] & watch.written[phase])
    }


def test_no_phase_reads_what_is_written_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    model = CoalitionModel(scenario("liberia/baseline"), rng=3)
    watch = Watch()
    with watch.over(monkeypatch, model):
        for _ in range(2):
            for kind, act in QUARTER:
                watch.phase = f"{kind.__name__}.{act}"
                model.agents_by_type[kind].do(act)
    assert set(watch.written) == set(PHASES)
    assert conflicts(watch) == {}


def test_the_watch_sees_a_conflict() -> None:
    watch = Watch()
    watch.written["NGO.plan"] = {"funds", "income"}
    watch.read["NGO.plan"] = {"income", "trust"}
    watch.written["HostState.absorb"] = watch.read["HostState.absorb"] = {"external"}
    assert conflicts(watch) == {"NGO.plan": {"income"}}


@pytest.mark.parametrize("phase", QUARTER, ids=PHASES)
def test_every_phase_is_an_act_that_says_what_it_does(phase: tuple[type, str]) -> None:
    kind, act = phase
    assert getattr(kind, act).__doc__


def test_every_mechanism_is_at_work() -> None:
    """Each rule file is called from some phase, or from a method that phases share."""
    from sim.actors import ACTORS
    from sim.rules import RULES

    used = {
        rule
        for kind in ACTORS.values()
        for act in dir(kind)
        if inspect.isfunction(getattr(kind, act))
        for rule in rules_of(kind, act)
    }
    assert used == set(RULES)
