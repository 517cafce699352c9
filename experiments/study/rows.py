"""Runs of a study: which point, world, policy and seed belong to which number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from experiments.design import Design
from sim.streams import run_seeds

SCENARIO, POLICY, SEED = "scenario", "policy", "seed"
#: Factors that are no numbers of the world.
SPECIAL = (SCENARIO, POLICY, SEED)
#: Column of the seed as a factor: the column `seed` is the seed of the run itself.
SEED_FACTOR = "seed_factor"


class Rows(NamedTuple):
    """Some runs of a study, everything `(runs,)`."""

    run: np.ndarray
    point: np.ndarray
    base: np.ndarray
    step: np.ndarray
    replicate: np.ndarray
    scenario: np.ndarray
    """Name of the scenario."""
    policy: np.ndarray
    """Name of the policy."""
    seed: np.ndarray
    factors: dict[str, np.ndarray]
    """Numbers by address, and `seed_factor` where the seed is a factor."""

    @property
    def settings(self) -> dict[str, np.ndarray]:
        """What `simulate` takes: the numbers by address."""
        return {name: column for name, column in self.factors.items() if name != SEED_FACTOR}

    def where(self, chosen: np.ndarray) -> Rows:
        """The chosen runs."""
        factors = {name: column[chosen] for name, column in self.factors.items()}
        cut = {name: getattr(self, name)[chosen] for name in self._fields if name != "factors"}
        return Rows(**cut, factors=factors)


def rows(
    design: Design,
    crossed: Sequence[tuple[str, str]],
    replicates: int,
    seed: int,
    seeds: str,
    run: np.ndarray,
) -> Rows:
    """The runs with these numbers: replicates fastest, then policies, scenarios, points.

    Without factors there is one point for good, and replicates are slowest: more of them stand
    behind those that are there, as more points of a nested design do.

    Parameters
    ----------
    design : Design
        The points.
    crossed : sequence of (str, str)
        Scenarios and policies under which every point runs.
    replicates, seed, seeds
        As in `Study`.
    run : (runs,) int64
        Numbers of the runs.
    """
    if design.factors:
        rest, replicate = np.divmod(run, replicates)
        point, place = np.divmod(rest, len(crossed))
    else:
        replicate, place = np.divmod(run, len(crossed))
        point = np.zeros_like(run)
    scenario, policy = np.array(crossed, dtype=object)[place].T
    columns = {name: column[point] for name, column in design.columns.items()}
    scenario = columns.pop(SCENARIO, scenario)
    policy = columns.pop(POLICY, policy)
    chosen_seed = columns.pop(SEED, None)
    if chosen_seed is not None:
        columns[SEED_FACTOR] = chosen_seed
    base = design.base[point]
    index = {
        "common": np.zeros_like(point),
        "base": base,
        "independent": point,
        "factor": point if chosen_seed is None else chosen_seed.astype(np.int64),
    }[seeds]
    own = _seeds(seed, index * replicates + replicate)
    return Rows(run, point, base, design.step[point], replicate, scenario, policy, own, columns)


def _seeds(seed: int, index: np.ndarray) -> np.ndarray:
    """Seeds of the runs with these numbers in the ensemble of a seed."""
    if not index.size:
        return index
    first = int(index.min())
    return run_seeds(seed, int(index.max()) - first + 1, first)[index - first]
