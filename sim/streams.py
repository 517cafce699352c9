"""Named random streams: each decision of each actor draws from a generator of its own.

A draw is a pure function of (run seed, stream name, actor name, quarter). A new mechanism, a new
actor or a longer horizon therefore moves no other draw, and two policies under one seed meet the
same shocks. The generator is SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable pseudorandom
number generators", doi:10.1145/2660193.2660195): its state after n draws is `key + n * GOLDEN`, so
that any quarter can be reached without those before it, for all runs and actors in one expression.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence

import numpy as np
from scipy.special import ndtri

from sim.arrays import Values

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = np.uint64(0x94D049BB133111EB)
_S30, _S27, _S31, _S11 = (np.uint64(s) for s in (30, 27, 31, 11))

#: Named in every manifest: results are comparable only under the same scheme.
SCHEME = "splitmix64 by seed, stream, actor and quarter, v1"


def _mix(state: np.ndarray) -> np.ndarray:
    state = (state ^ (state >> _S30)) * _MIX_1
    state = (state ^ (state >> _S27)) * _MIX_2
    return state ^ (state >> _S31)


def _hash(name: str) -> np.uint64:
    return np.uint64(int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "big"))


def fresh_seed() -> int:
    """A seed from the operating system's entropy, small enough for any integer type."""
    return secrets.randbits(62)


def run_seeds(seed: int, runs: int, start: int = 0) -> np.ndarray:
    """Seeds of the runs of an ensemble: run k has the same seed however many runs there are.

    Parameters
    ----------
    seed : int
        Seed of the ensemble, at least 0.
    runs, start : int
        Number of seeds, and the run of the first.

    Returns
    -------
    (runs,) int64
        Seeds in [0, 2**62).
    """
    index = np.arange(start, start + runs, dtype=np.uint64)
    base = _mix(np.array([seed % 2**64], dtype=np.uint64) ^ _hash("runs of an ensemble"))
    return (_mix(base + (index + np.uint64(1)) * GOLDEN) >> np.uint64(2)).astype(np.int64)


class Streams:
    """Draws for all actors of a world, a quarter at a time.

    Parameters
    ----------
    seeds : int or (runs,) int
        One seed a run: an integer for a single run, an array for an ensemble.
    actors : sequence of str
        Names that key the draws; their order is that of the world's rows.
    """

    def __init__(self, seeds: int | np.ndarray, actors: Sequence[str]):
        self._single = np.ndim(seeds) == 0
        values = [int(seed) % 2**64 for seed in np.atleast_1d(np.asarray(seeds, dtype=object))]
        self._seeds = _mix(np.array(values, dtype=np.uint64) + GOLDEN)
        self._names = np.array([_hash(name) for name in actors], dtype=np.uint64)
        self._keys: dict[tuple[str, int, int], np.ndarray] = {}
        self._drawn: dict[tuple[str, str, int, int], tuple[int | None, Values]] = {}

    def _span(self, rows: slice | None) -> tuple[int, int]:
        """First row and the one after the last of those to draw for.

        A single run draws for everybody at once: its actors ask one by one for the same draw.
        """
        if rows is None or self._single:
            return 0, len(self._names)
        first, last, _ = rows.indices(len(self._names))
        return first, last

    def _key(self, stream: str, span: tuple[int, int]) -> np.ndarray:
        """SplitMix64 seeds of a stream, in memory (actor, run) as the world's columns are."""
        if (stream, *span) not in self._keys:
            runs = _mix(self._seeds ^ _hash(stream))
            names = _mix(self._names[slice(*span)] + GOLDEN)
            self._keys[stream, *span] = _mix(runs[None, :] ^ names[:, None])
        return self._keys[stream, *span]

    def uniform(self, stream: str, quarter: int, rows: slice | None = None) -> Values:
        """Uniform draws in (0, 1).

        Parameters
        ----------
        stream : str
            Name of the decision.
        quarter : int
            Quarter from 0.
        rows : slice, optional
            In an ensemble the actors to draw for, all unless told; no draw depends on it.

        Returns
        -------
        (actor,), in an ensemble (runs, actor)
        """
        span = self._span(rows)
        at, drawn = self._drawn.get((stream, "uniform", *span), (None, None))
        if at != quarter:
            step = np.uint64((quarter + 1) * int(GOLDEN) % 2**64)
            bits = _mix(self._key(stream, span) + step) >> _S11
            drawn = self._shape((bits.astype(np.float64) + 0.5) * 2.0**-53)
            self._drawn[stream, "uniform", *span] = (quarter, drawn)
        return drawn

    def normal(self, stream: str, quarter: int, rows: slice | None = None) -> Values:
        """Standard normal draws; parameters and shape as for `uniform`."""
        span = self._span(rows)
        at, drawn = self._drawn.get((stream, "normal", *span), (None, None))
        if at != quarter:
            drawn = ndtri(self.uniform(stream, quarter, rows))
            self._drawn[stream, "normal", *span] = (quarter, drawn)
        return drawn

    def _shape(self, drawn: np.ndarray) -> Values:
        return drawn[:, 0] if self._single else drawn.T
