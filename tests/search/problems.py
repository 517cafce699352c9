"""Problems with known answers, and a small search in the toy world."""

import os
import signal

import numpy as np

from experiments.design import Factor
from experiments.search import (
    Effort,
    Objective,
    Simulated,
    Space,
    Worth,
    assembled,
    begin,
    evolve,
    objectives,
    space,
)
from sim import Scenario
from sim.scenario import Policy

#: Two ends of which less is better.
ENDS = (Objective("funding_gap", more=False), Objective("cost", more=False))
LEVERS = ("transparency", "self_financing")
TRIGGER = "funding_gap > 0.2 for 2 quarters"


def toy():
    return Scenario.load("toy")


def cube(variables, decimals=3):
    """A space of so many decisions between 0 and 1, with no policy behind it."""
    factors = tuple(Factor(f"policy.x{k}.intensity") for k in range(variables))
    empty = ("1",) * variables
    return Space(Policy.none(), toy(), factors, empty, empty, np.full(variables, 0.5))


def worth(*columns, undefined=0.0):
    values = np.column_stack(columns)
    return Worth(values, np.full(len(values), undefined))


def zdt1(points, generation):
    """Zitzler, Deb and Thiele (2000), doi:10.1162/106365600568202: the front is 1 - sqrt(f1)."""
    first, rest = points[:, 0], points[:, 1:]
    g = 1.0 + 9.0 * rest.mean(axis=1)
    return worth(first, g * (1.0 - np.sqrt(first / g)))


def small(folder, runs=10):
    """An evaluator of two triggered levers in the toy world."""
    scenario = toy()
    decided = space(assembled(LEVERS, scenario, TRIGGER, 3), scenario)
    ends = objectives(["readiness", "funding_gap"])
    return Simulated(decided, {scenario.name: scenario}, ends, runs, 3, folder)


SMALL = Effort(population=6, generations=4, seed=2, patience=0)


def look(folder):
    """The small search, begun or gone on with."""
    evaluator = small(folder)
    begin(evaluator, SMALL)
    return evolve(evaluator.space, evaluator.objectives, evaluator, SMALL, evaluator.runs_each)


def die_while_looking(folder, nth):
    """The small search, killed between the writing and the renaming of the n-th file."""
    sync, calls = os.fsync, [0]

    def deadly(handle):
        calls[0] += 1
        if calls[0] == nth:
            os.kill(os.getpid(), signal.SIGKILL)
        sync(handle)

    os.fsync = deadly
    look(folder)
