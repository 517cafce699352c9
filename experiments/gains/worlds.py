"""The worlds that every policy meets: seeds, and what a design varied."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from experiments.study import Study
from sim.errors import ParameterError
from sim.scenario import Policy
from sim.streams import run_seeds

#: Runs of a study looked through at once for its worlds.
_AT_ONCE = 1 << 16


@dataclass(frozen=True, eq=False)
class Worlds:
    """Worlds of one scenario.

    Attributes
    ----------
    seeds : (worlds,) int64
        Seed of each.
    parameters : dict of (worlds,) float
        By address what differs between them.
    """

    seeds: np.ndarray
    parameters: Mapping[str, np.ndarray] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for address, values in self.parameters.items():
            if np.shape(values) != np.shape(self.seeds):
                raise ParameterError(
                    f"{address} has {np.size(values)} values for {len(self.seeds)} worlds"
                )

    def __len__(self) -> int:
        return len(self.seeds)

    @classmethod
    def common(cls, worlds: int, seed: int) -> Worlds:
        """Worlds that differ by chance alone: those of `sim.simulate` under this seed."""
        if worlds < 1:
            raise ParameterError(f"runs is {worlds}; it must be a whole number from 1")
        return cls(run_seeds(seed, worlds))

    def settings(self, policy: Policy | None) -> dict[str, np.ndarray]:
        """Parameters that can be set under a policy: not those of levers that it does not have."""
        own = {f"policy.{name}" for name in policy.levers} if policy is not None else set()
        return {
            address: values
            for address, values in self.parameters.items()
            if not address.startswith("policy.") or address.rpartition(".")[0] in own
        }

    def part(self, start: int, stop: int) -> Worlds:
        """The worlds from `start` up to `stop`."""
        some = {name: values[start:stop] for name, values in self.parameters.items()}
        return Worlds(self.seeds[start:stop], some)


def worlds_of(study: Study, most: int = 200) -> dict[str, Worlds]:
    """Worlds of a study, by scenario: each seed with each setting of the factors once.

    Parameters
    ----------
    study : Study
        Its policies meet the same worlds; where policy or scenario is a factor, the worlds of
        all its points are taken together.
    most : int
        Worlds of each scenario; of more, these are spread evenly over the design.
    """
    found: dict[str, dict[bytes, tuple[int, dict[str, float]]]] = {}
    for start in range(0, study.runs, _AT_ONCE):
        rows = study.rows(start, min(start + _AT_ONCE, study.runs))
        settings = {name: np.asarray(v, dtype=float) for name, v in rows.settings.items()}
        table = np.column_stack([rows.seed.astype(np.int64), *(v.view(np.int64) for v in
                                 map(np.ascontiguousarray, settings.values()))])  # fmt: skip
        for place, scenario in enumerate(rows.scenario):
            held = found.setdefault(str(scenario), {})
            key = table[place].tobytes()
            if key not in held:
                own = {name: float(values[place]) for name, values in settings.items()}
                held[key] = (int(rows.seed[place]), own)
    return {scenario: _thinned(list(held.values()), most) for scenario, held in found.items()}


def _thinned(held: list[tuple[int, dict[str, float]]], most: int) -> Worlds:
    count = min(most, len(held))
    places = (np.arange(count) * len(held)) // count
    some = [held[place] for place in places]
    names = list(some[0][1])
    return Worlds(
        np.array([seed for seed, _ in some], dtype=np.int64),
        {name: np.array([own[name] for _, own in some]) for name in names},
    )
