"""One history for each shape of scenario that a figure must bear."""

from __future__ import annotations

from typing import NamedTuple

import pytest
import xarray

from experiments.figures import View
from sim.ensemble import simulate
from sim.model import CoalitionModel
from sim.scenario import Policy, Scenario

HOST = {
    "kind": "host_state", "planned_budget": 4.0, "required_budget": 10.0, "own_budget": 4.0,
    "ceiling": 2000, "personnel": 2000,
}  # fmt: skip
PEOPLE = {"kind": "community", "population": 1.0}
DONOR = {"kind": "partner_state", "budget": 3.0, "appropriated": 2.0, "profile": {"training": 1.0}}

EVENTS = {
    "freeze": {"title": "Washington freezes aid", "when": "2027Q1", "lasts": 4,
               "effects": [{"address": "actors.United States.release", "scale": -1}]},
    "coup": {"title": "Coup next door", "when": {"rate": 0.3},
             "effects": [{"address": "actors.Guinea.junta", "set": 1}]},
    "plague": {"title": "A plague with closed borders and empty treasuries",
               "when": {"between": ["2026Q1", "2028Q4"]}, "lasts": [2, 6],
               "effects": [{"address": "actors.partner_state.release", "scale": -0.5}]},
    "vote": {"title": "Election", "when": "2028Q3",
             "effects": [{"address": "actors.Liberia.crisis", "add": 0.2}]},
    "reform": {"title": "Reform for good", "when": "2028Q4",
               "effects": [{"address": "actors.Liberia.transparency", "add": 0.2}]},
}  # fmt: skip


class Shape(NamedTuple):
    """A history with what made it."""

    history: xarray.Dataset
    scenario: Scenario
    policy: Policy | None = None

    @property
    def view(self) -> View:
        return View(*self)


def world(**changes) -> Scenario:
    """A small world; `actors` replaces everybody but the host."""
    data = {
        "title": "Small", "start": "2025Q1", "quarters": 12, "status": "assumption",
        "actors": {"Host": HOST, "Donor": DONOR, "People": PEOPLE}, **changes,
    }  # fmt: skip
    return Scenario.from_dict(data)


def busy(**changes) -> Scenario:
    """Liberia with events of every kind and a mission."""
    data = Scenario.load("liberia/baseline").resolved()
    data["quarters"] = 16
    data["actors"]["UN"]["authorised"] = 9000
    for name, troops in (("Nigeria", 3000), ("Ghana", 2000), ("China", 800), ("Guinea", 20)):
        data["actors"][name]["troops_available"] = troops
    data["events"] |= {name: {**event, "status": "assumption"} for name, event in EVENTS.items()}
    return Scenario.from_dict(data | changes, "busy")


def many_events() -> Scenario:
    """More events than there is room for."""
    effects = [{"address": "actors.Liberia.crisis", "add": 0.1}]
    events = {
        f"event_{n}": {"title": f"Something happens, number {n}", "status": "assumption",
                       "when": f"{2025 + n // 12}Q{1 + n // 3 % 4}", "effects": effects}
        for n in range(45)
    }  # fmt: skip
    return busy(events=events)


def _open_books() -> Shape:
    lever = {"intensity": 0.6, "when": "2025Q3"}
    data = {"title": "Open books", "levers": {"transparency": lever}}
    policy = Policy.from_dict(data, busy())
    return Shape(simulate(busy(), 40, 1, policy), busy(), policy)


def _mesa() -> Shape:
    return Shape(CoalitionModel("toy", rng=3).run().history(), Scenario.load("toy"))


def _shipped(name: str, runs: int, quarters: int | None = None) -> Shape:
    scenario = Scenario.load(name)
    return Shape(simulate(scenario, runs, 1, quarters=quarters), scenario)


def _of(scenario: Scenario, runs: int = 8) -> Shape:
    return Shape(simulate(scenario, runs, 1), scenario)


def _astray() -> Shape:
    scenario = Scenario.load("toy")
    history = simulate(scenario, 8, 1)
    history["help"][2, 4:] = float("nan")
    history["readiness"][5, 1:] = float("inf")
    return Shape(history, scenario)


def _alone(**others) -> Shape:
    return _of(world(actors={"Host": HOST, **others}))


#: Drawn whole; "toy" is there for single figures.
SHAPES = {
    "baseline": lambda: _shipped("liberia/baseline", 30),
    "history": lambda: _shipped("liberia/history", 8),
    "toy": lambda: _shipped("toy", 10),
    "busy": _open_books,
    "many events": lambda: _of(many_events()),
    "one run": lambda: _of(busy(), runs=1),
    "mesa run": _mesa,
    "one quarter": lambda: _shipped("liberia/baseline", 8, quarters=1),
    "no suppliers": lambda: _alone(People=PEOPLE),
    "no communities": lambda: _alone(**{"US$ fund of $": DONOR}),
    "host alone": _alone,
    "a crowd": lambda: _alone(**{f"Donor {n}": DONOR for n in range(60)}),
    "some astray": _astray,
}


@pytest.fixture(scope="session")
def shapes():
    """Histories by name of their shape, each made once."""
    made: dict[str, Shape] = {}

    def shape(name: str) -> Shape:
        if name not in made:
            made[name] = SHAPES[name]()
        return made[name]

    return shape
