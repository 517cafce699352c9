"""Runs put side by side: every policy in the same world, so that what differs is its doing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.errors import CoalitionError, nearest
from sim.metrics import OUTCOMES

#: What a policy is compared with unless a person says otherwise: the first of these that is there.
USUAL_REFERENCES = ("status_quo", "none")
KEYS = ("point", "base", "replicate", "scenario", "policy", "seed")


class ComparisonError(CoalitionError, ValueError):
    """A table that cannot be compared, with what to do about it."""


@dataclass(frozen=True, eq=False)
class Worlds:
    """Outcomes by scenario, policy and world. A world is a point of the design and a replicate.

    Attributes
    ----------
    scenarios, policies, outcomes : tuple of str
        Labels of the first three axes.
    values : (scenarios, policies, outcomes, worlds)
        NaN where a run failed, is missing, or leaves the outcome undefined.
    base, seed : (worlds,) int64
        Base sample of the design, and seed: worlds that share one of them are not independent.
    failures : int
        Runs that failed.
    """

    scenarios: tuple[str, ...]
    policies: tuple[str, ...]
    outcomes: tuple[str, ...]
    values: np.ndarray
    base: np.ndarray
    seed: np.ndarray
    failures: int

    @classmethod
    def from_table(
        cls,
        table: pd.DataFrame,
        outcomes: Iterable[str] | None = None,
        policies: Sequence[str] | None = None,
    ) -> Worlds:
        """Arrange the rows of a study.

        Parameters
        ----------
        table : pandas.DataFrame
            A row a run, from `experiments.open_study(folder).table()` or from anywhere: columns
            point, base, replicate, scenario, policy, seed, and outcomes; `failure` where there is
            one.
        outcomes, policies : sequence of str, optional
            Which to take, in this order; all unless told.

        Raises
        ------
        ComparisonError
            When columns or policies are missing, a run stands there twice, or runs of one world
            have different seeds: their shocks would look like an effect of the policy.
        """
        missing = [name for name in KEYS if name not in table]
        if missing:
            raise ComparisonError(f"the table has no column {', '.join(missing)}")
        names = tuple(outcomes or (name for name in OUTCOMES if name in table))
        for name in names:
            if name not in table or name not in OUTCOMES:
                known = [known for known in OUTCOMES if known in table]
                advice = nearest(name, known) or f"; it has {', '.join(known)}"
                raise ComparisonError(f"the study has no outcome '{name}'{advice}")
        there = list(dict.fromkeys(table["policy"].astype(str)))
        chosen = tuple(policies or there)
        for name in chosen:
            if name not in there:
                advice = nearest(name, there) or f"; it has {', '.join(there)}"
                raise ComparisonError(f"the study has no policy '{name}'{advice}")
        table = table[table["policy"].astype(str).isin(chosen)]
        return cls._arranged(table, names, chosen)

    @classmethod
    def _arranged(
        cls, table: pd.DataFrame, outcomes: tuple[str, ...], policies: tuple[str, ...]
    ) -> Worlds:
        scenarios = tuple(dict.fromkeys(table["scenario"].astype(str)))
        scenario = pd.Categorical(table["scenario"].astype(str), scenarios).codes.astype(int)
        policy = pd.Categorical(table["policy"].astype(str), policies).codes.astype(int)
        pairs = table[["point", "replicate"]].to_numpy(dtype=np.int64)
        _, first, world = np.unique(pairs, axis=0, return_index=True, return_inverse=True)
        world = world.ravel()
        seed = table["seed"].to_numpy(dtype=np.int64)
        if (seed != seed[first][world]).any():
            raise ComparisonError(
                "runs of one world have different seeds, so that chance would look like an effect; "
                "state policies under `policy` of the study, not as a factor"
            )
        shape = (len(scenarios), len(policies), len(first))
        place = np.ravel_multi_index((scenario, policy, world), shape)
        if len(np.unique(place)) < len(place):
            raise ComparisonError("the table holds a run twice: the same world under one policy")
        counts = np.bincount(policy, minlength=len(policies))
        paired = np.zeros((len(policies), len(scenarios) * len(first)), dtype=bool)
        paired[policy, scenario * len(first) + world] = True
        if not (paired.sum(axis=0) == len(policies)).any():
            told = ", ".join(f"{n} {c:,}" for n, c in zip(policies, counts, strict=True))
            raise ComparisonError(
                f"no world was run under every policy ({told} runs); state policies under `policy` "
                "of the study, not as a factor"
            )
        values = np.full((len(scenarios), len(policies), len(outcomes), len(first)), np.nan)
        values[scenario, policy, :, world] = table[list(outcomes)].to_numpy(dtype=float)
        gone = 0
        if "failure" in table:
            gone = int((table["failure"].notna() & (table["failure"] != "")).sum())
        base = table["base"].to_numpy(dtype=np.int64)[first]
        return cls(scenarios, policies, outcomes, values, base, seed[first], gone)

    def reference(self, asked: str = "") -> str:
        """The policy to compare with: the one asked for, or the first usual one, or the first."""
        if asked and asked not in self.policies:
            advice = nearest(asked, self.policies) or f"; it has {', '.join(self.policies)}"
            raise ComparisonError(f"the study has no policy '{asked}'{advice}")
        usual = [name for name in USUAL_REFERENCES if name in self.policies]
        return asked or (usual or list(self.policies))[0]

    @property
    def direction(self) -> np.ndarray:
        """1 where more of an outcome is better, -1 where it is worse, 0 neither; (outcomes,)."""
        signs = {"better": 1.0, "worse": -1.0, "neither": 0.0}
        return np.array([signs[OUTCOMES[name].higher] for name in self.outcomes])

    def first(self, worlds: int) -> Worlds:
        """The first worlds only, in the order of points and replicates."""
        return Worlds(
            self.scenarios, self.policies, self.outcomes, self.values[..., :worlds],
            self.base[:worlds], self.seed[:worlds], self.failures,
        )  # fmt: skip
