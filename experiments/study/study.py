"""A study: scenarios, policies, factors, a design over them, and what is kept of each run."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from experiments.design import SAMPLERS, Design, Factor, sample
from experiments.output import fingerprint
from experiments.study import rows as _rows
from experiments.study.finding import find
from experiments.study.interpreting import interpret
from sim.errors import Fault, ScenarioError
from sim.scenario import Policy, Scenario
from sim.scenario.reading import read
from sim.scenario.tree import from_plain
from sim.streams import SCHEME


@dataclass(frozen=True, eq=False)
class Study:
    """A design over factors, policies and seeds; made by `load` or `from_dict`.

    Attributes
    ----------
    name, title, question : str
        What the study is called, and what it is to answer.
    scenarios : dict of Scenario
        By name; with the horizon of the study.
    policies : dict of dict of Policy
        By scenario and name: a policy is checked against its world.
    factors : tuple of Factor
        Called by their addresses, or "scenario", "policy", "seed".
    method, samples, options, constraints
        What `experiments.design.sample` takes.
    replicates : int
        Runs of each point under each policy; a study without factors can be given more later.
    seed : int
        Seed of design and runs.
    seeds : {"common", "base", "independent", "factor"}
        Which runs share a seed: all points, the points of one base sample, none, or those to
        which the design gives the same. All policies and scenarios of a point always do.
    outcomes, history : tuple of str
        Outcomes of each run, and columns whose history is kept.
    chunk : int
        Runs of a part; it never changes a number.
    """

    name: str
    title: str
    question: str
    scenarios: dict[str, Scenario]
    policies: dict[str, dict[str, Policy]]
    factors: tuple[Factor, ...]
    method: str
    samples: int
    options: dict[str, Any]
    constraints: tuple[str, ...]
    replicates: int
    seed: int
    seeds: str
    outcomes: tuple[str, ...]
    history: tuple[str, ...]
    chunk: int

    @classmethod
    def load(cls, name_or_path: str | os.PathLike[str]) -> Study:
        """Load a study by its name under ``experiments/studies/`` or the path of a YAML file.

        Raises
        ------
        ScenarioError
            With all faults of the file, each with file, line and advice.
        """
        path, shown = find(name_or_path)
        return cls(**interpret(read(path, shown), path.stem, path.parent, {}))

    @classmethod
    def from_dict(
        cls,
        data: Mapping[str, Any],
        name: str = "study",
        scenarios: Mapping[str, Scenario] | None = None,
    ) -> Study:
        """Make a study of plain data with the keys of a file, checked like one.

        Parameters
        ----------
        data : mapping
            What a file would hold.
        name : str
            What the study is called.
        scenarios : mapping of str to Scenario, optional
            Scenarios made in Python, by the names that `data` uses.
        """
        if not isinstance(data, Mapping):
            raise ScenarioError([Fault(f"a study is a mapping, not {type(data).__name__}")])
        root = from_plain(data, name).stamped("")
        return cls(**interpret(root, name, None, dict(scenarios or {})))

    def resolved(self) -> dict[str, Any]:
        """The whole content with its scenarios and policies, as `from_resolved` reads it back."""
        return {
            "name": self.name,
            "title": self.title,
            "question": self.question,
            "scenarios": {name: one.resolved() for name, one in self.scenarios.items()},
            "policies": {
                world: {name: one.resolved() for name, one in found.items()}
                for world, found in self.policies.items()
            },
            "factors": [_plain(factor) for factor in self.factors],
            "design": {
                "method": self.method,
                "samples": self.samples,
                "options": dict(self.options),
                "constraints": list(self.constraints),
            },
            "replicates": self.replicates,
            "seed": self.seed,
            "seeds": self.seeds,
            "streams": SCHEME,
            "outcomes": list(self.outcomes),
            "history": list(self.history),
            "chunk": self.chunk,
        }

    @classmethod
    def from_resolved(cls, data: Mapping[str, Any]) -> Study:
        """Make a study of what `resolved` returned, without any other file."""
        scenarios = {n: Scenario.from_dict(c, n) for n, c in data["scenarios"].items()}
        policies = {
            world: {n: Policy.from_dict(c, scenarios[world], n) for n, c in found.items()}
            for world, found in data["policies"].items()
        }
        design = data["design"]
        return cls(
            data["name"], data["title"], data["question"], scenarios, policies,
            tuple(Factor(**factor) for factor in data["factors"]),
            design["method"], design["samples"], dict(design["options"]),
            tuple(design["constraints"]), data["replicates"], data["seed"], data["seeds"],
            tuple(data["outcomes"]), tuple(data["history"]), data["chunk"],
        )  # fmt: skip

    @cached_property
    def core(self) -> dict[str, Any]:
        """What decides the numbers of a run: everything but words and the size of the design.

        Two studies with one core and a nested design, or with no factors, share their first runs.
        """
        content = self.resolved()
        for words in ("name", "title", "question"):
            del content[words]
        if SAMPLERS[self.method].nested:
            del content["design"]["samples"]
        if not self.factors:
            del content["replicates"]
        return content

    @cached_property
    def sha256(self) -> str:
        """Fingerprint of the core, as hexadecimal digits."""
        return fingerprint(self.core)

    @cached_property
    def design(self) -> Design:
        """The points; one of no factors is a single point."""
        if not self.factors:
            alone = np.zeros(1, dtype=np.int64)
            return Design(SAMPLERS[self.method], (), 0, self.seed, {}, {}, alone, alone)
        return sample(
            self.factors, self.method, self.samples or None, seed=self.seed,
            constraints=self.constraints, **self.options,
        )  # fmt: skip

    @cached_property
    def crossed(self) -> list[tuple[str, str]]:
        """Pairs of scenario and policy under which every point runs."""
        varied = {factor.name for factor in self.factors}
        worlds = list(self.scenarios)[:1] if _rows.SCENARIO in varied else list(self.scenarios)
        names = list(self.policies[worlds[0]])
        if _rows.POLICY in varied:
            names = names[:1]
        return [(world, policy) for world in worlds for policy in names]

    @property
    def runs(self) -> int:
        """Number of runs."""
        return len(self.design) * len(self.crossed) * self.replicates

    @property
    def parts(self) -> int:
        """Number of parts in which they are run and written."""
        return -(-self.runs // self.chunk)

    def rows(self, start: int, stop: int) -> _rows.Rows:
        """Runs from `start` up to `stop`."""
        run = np.arange(start, stop, dtype=np.int64)
        seeding = (self.replicates, self.seed, self.seeds)
        return _rows.rows(self.design, self.crossed, *seeding, run)

    def of_part(self, part: int) -> tuple[int, int]:
        """First run of a part, and the first of the next."""
        return part * self.chunk, min((part + 1) * self.chunk, self.runs)

    def replaced(self, **changes: Any) -> Study:
        """The same study with other attributes, such as `samples`; the design is checked anew."""
        changed = dataclasses.replace(self, **changes)
        assert len(changed.design)
        return changed


def _plain(factor: Factor) -> dict[str, Any]:
    found = dataclasses.asdict(factor)
    found["shape"], found["values"] = dict(factor.shape), list(factor.values)
    return found
