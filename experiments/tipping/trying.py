"""Levers to try beyond a boundary: a policy with one more of them, and the study of them all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from experiments.design import Factor
from experiments.discovery.condition import Condition
from experiments.store import open_study
from experiments.study import Study
from experiments.sweep import sweep
from experiments.sweep.running import Report
from experiments.tipping.fault import TippingError
from sim.errors import nearest
from sim.scenario import Policy, Scenario, lever_names

#: Name of the policy as it is.
AS_IS = ""


@dataclass(frozen=True)
class Lever:
    """A lever that may be added to a policy.

    Attributes
    ----------
    name, title : str
        In the catalogue.
    cost : float
        At full intensity; at a part of it, that part. [million US$ a quarter]
    """

    name: str
    title: str
    cost: float


@dataclass(frozen=True)
class Beyond:
    """Worlds at one point of the map, with levers added one at a time.

    Attributes
    ----------
    scenario, policy : Scenario, Policy
        The world, and what is done in it already.
    point : mapping of str to float
        The point: values by address.
    condition : Condition
        What is to be ended.
    folder : str
        Where runs are kept; nothing is run twice.
    processes : int
        Processes that compute; it changes no number.
    report : callable, optional
        Is told how far a sweep is.
    """

    scenario: Scenario
    policy: Policy
    point: Mapping[str, float]
    condition: Condition
    folder: str
    processes: int = 1
    report: Report | None = None

    def __call__(
        self, names: Sequence[str], intensities: Sequence[float], runs: int, seed: int
    ) -> np.ndarray:
        """Whether the condition held, `(levers, intensities, runs)`: 1, 0 or NaN.

        `AS_IS` among the names stands for no further lever.
        """
        study = self.study(names, intensities, runs, seed)
        out = f"{self.folder}/{study.sha256[:12]}"
        sweep(study, out, processes=self.processes, report=self.report)
        table = open_study(out).table().sort_values(["point", "replicate"], kind="stable")
        held = self.condition.holds(table).astype(float)
        found = np.where(self.condition.defined(table), held, np.nan)
        return found.reshape(len(names), len(intensities), runs)

    def study(
        self, names: Sequence[str], intensities: Sequence[float], runs: int, seed: int
    ) -> Study:
        """The study of these levers at these intensities, at the point, in common worlds.

        One policy has all the levers, and each point of the design pulls one of them: a lever at
        intensity 0 changes no number, and worlds of one policy are computed together.
        """
        levers = [name for name in names if name != AS_IS]
        policy = with_levers(self.policy, levers, self.scenario)
        # a range that holds the one value: the design lists it
        factors = [
            Factor(address, value - 1.0, value + 1.0) for address, value in self.point.items()
        ]
        factors += [Factor(f"policy.{name}.intensity", 0.0, 1.0) for name in levers]
        points = [
            [*self.point.values(), *(float(intensity) * (lever == name) for lever in levers)]
            for name in names
            for intensity in intensities
        ]
        return Study(
            name="levers",
            title=f"Levers that end it that {self.condition.words}",
            question="",
            scenarios={self.scenario.name: self.scenario},
            policies={self.scenario.name: {policy.name: policy}},
            factors=tuple(factors),
            method="listed",
            samples=0,
            options={"points": points},
            constraints=(),
            replicates=runs,
            seed=seed,
            seeds="common",
            outcomes=self.condition.outcomes,
            history=(),
            chunk=512,
        )


def with_levers(policy: Policy, names: Sequence[str], scenario: Scenario) -> Policy:
    """The policy with levers of the catalogue added at full intensity, from the start."""
    if not names:
        return policy
    document = policy.resolved()
    document["title"] = f"{policy.title}, and {', '.join(names)}"
    document["levers"] = {**document["levers"], **{name: {"intensity": 1.0} for name in names}}
    return Policy.from_dict(document, scenario, f"{policy.name} and more")


def catalogue(
    scenario: Scenario, policy: Policy, names: Sequence[str] | None = None
) -> tuple[list[Lever], list[str]]:
    """Levers that can be added, and those that cannot since the policy pulls them already.

    Parameters
    ----------
    scenario, policy : Scenario, Policy
        Where they are to work.
    names : sequence of str, optional
        Which; all of the shipped catalogue unless given.

    Raises
    ------
    TippingError
        For a name that is not in the catalogue.
    """
    known = lever_names()
    wanted = list(dict.fromkeys(known if names is None else names))
    for name in wanted:
        if name not in known:
            raise TippingError(f"there is no lever '{name}'{nearest(name, known)}")
    free = [name for name in wanted if name not in policy.levers]
    levers = with_levers(policy, free, scenario).levers
    found = [Lever(name, levers[name].title, levers[name].cost) for name in free]
    return found, [name for name in wanted if name in policy.levers]
