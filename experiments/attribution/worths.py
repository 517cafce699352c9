"""From a table of runs to the worth of every coalition, or to gains along orders of joining."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from experiments.attribution.fault import AttributionError
from experiments.attribution.intervals import FEWEST


@dataclass(frozen=True, eq=False)
class Worths:
    """Worth of every coalition under every seed.

    Attributes
    ----------
    players : tuple of str
        Names; bit i of a coalition's number stands for the i-th.
    worth : (seeds, 2**n)
        In the outcome's unit, without NaN.
    undefined : int
        Seeds that were left out, because the outcome is undefined for a coalition.
    """

    players: tuple[str, ...]
    worth: np.ndarray
    undefined: int


@dataclass(frozen=True, eq=False)
class Orders:
    """What each player gained when it joined, along random orders.

    Attributes
    ----------
    players : tuple of str
        Names.
    gain : (blocks, n)
        Mean gain over the orders of a block: an order and the same backwards.
    first, last : (blocks, n)
        Gain of who joined first, and last; NaN for the others.
    whole : (blocks, 2)
        Worth of nobody and of everybody.
    undefined : int
        Blocks that were left out, because the outcome is undefined somewhere along an order.
    """

    players: tuple[str, ...]
    gain: np.ndarray
    first: np.ndarray
    last: np.ndarray
    whole: np.ndarray
    undefined: int


def worths(table: pd.DataFrame, players: Mapping[str, str], outcome: str) -> Worths:
    """Worth of every coalition from a full factorial of switches under common seeds.

    Parameters
    ----------
    table : pandas.DataFrame
        A row a run: `replicate`, a column a switch, and the outcome. A player is in where its
        switch has the greater of its two values.
    players : mapping of str to str
        By name the column of the switch.
    outcome : str
        Column of the outcome.

    Raises
    ------
    AttributionError
        When coalitions are missing or twice there, or the outcome is undefined too often.
    """
    number = np.zeros(len(table), dtype=np.int64)
    for place, column in enumerate(players.values()):
        number |= _is_in(table, column).astype(np.int64) << place
    seeds, seed = np.unique(table["replicate"].to_numpy(), return_inverse=True)
    coalitions = 2 ** len(players)
    counted = np.zeros((len(seeds), coalitions), dtype=np.int64)
    np.add.at(counted, (seed, number), 1)
    if (counted != 1).any():
        raise AttributionError(
            f"{int((counted != 1).sum()):,} of {counted.size:,} coalitions and seeds are missing "
            "or stand twice; a full factorial of the switches under common seeds has each once"
        )
    worth = np.empty(counted.shape)
    worth[seed, number] = table[outcome].to_numpy(dtype=float)
    missing = ~np.isfinite(worth)
    _refuse_undefined(missing, tuple(players), outcome, "seeds")
    kept = ~missing.any(axis=1)
    return Worths(tuple(players), worth[kept], int((~kept).sum()))


def orders(table: pd.DataFrame, players: Mapping[str, str], outcome: str) -> Orders:
    """Gains along orders of joining, from a `permutations` design with antithetic orders.

    Parameters
    ----------
    table, players, outcome
        As for `worths`, with `base` (number of the order) and `step` beside `replicate`.

    Raises
    ------
    AttributionError
        When rows are missing, or the outcome is undefined too often.
    """
    n = len(players)
    ordered = table.sort_values(["base", "replicate", "step"], kind="stable")
    if (
        len(ordered) % (n + 1)
        or (ordered["step"].to_numpy().reshape(-1, n + 1) != range(n + 1)).any()
    ):
        raise AttributionError(f"an order of {n} players has {n + 1} rows; some are missing")
    value = ordered[outcome].to_numpy(dtype=float).reshape(-1, n + 1)
    inside = np.stack([_is_in(ordered, column) for column in players.values()], axis=-1)
    joins = np.diff(inside.reshape(-1, n + 1, n).astype(np.int64), axis=1).argmax(axis=2)
    steps = np.diff(value, axis=1)
    walk = np.arange(len(steps))[:, None]
    gain = np.empty_like(steps)
    gain[walk, joins] = steps
    first, last = np.full_like(gain, np.nan), np.full_like(gain, np.nan)
    first[walk[:, 0], joins[:, 0]] = steps[:, 0]
    last[walk[:, 0], joins[:, -1]] = steps[:, -1]
    block = ordered["base"].to_numpy().reshape(-1, n + 1)[:, 0] // 2
    lost = np.zeros(int(block.max()) + 1, dtype=bool)
    np.logical_or.at(lost, block, ~np.isfinite(value).all(axis=1))
    _refuse_undefined(lost[:, None], tuple(players), outcome, "pairs of orders")
    kept = ~lost
    ends = _by_block(value[:, [0, -1]], block)[kept]
    gain, first, last = (_by_block(part, block)[kept] for part in (gain, first, last))
    return Orders(tuple(players), gain, first, last, ends, int(lost.sum()))


def _by_block(values: np.ndarray, block: np.ndarray) -> np.ndarray:
    """Mean over the rows of each block; what is NaN is passed over, and NaN where all is."""
    there = np.isfinite(values)
    summed = np.zeros((int(block.max()) + 1, values.shape[1]))
    count = np.zeros_like(summed)
    np.add.at(summed, block, np.where(there, values, 0.0))
    np.add.at(count, block, there)
    return np.where(count > 0, summed / np.maximum(count, 1), np.nan)


def _is_in(table: pd.DataFrame, column: str) -> np.ndarray:
    switch = table[column].to_numpy(dtype=float)
    values = np.unique(switch)
    if len(values) != 2:
        shown = ", ".join(f"{value:g}" for value in values[:5])
        raise AttributionError(f"{column} has the values {shown}; a switch has two")
    return np.asarray(switch == values[1])


def _refuse_undefined(
    missing: np.ndarray, players: tuple[str, ...], outcome: str, what: str
) -> None:
    """Refuse an outcome that too few blocks know; `missing` is `(blocks, coalitions or 1)`."""
    left = int((~missing.any(axis=1)).sum())
    if left >= max(FEWEST, len(missing) // 2):
        return
    if not missing.any():
        raise AttributionError(f"{left} {what} are too few for an interval; take at least {FEWEST}")
    where = ""
    if missing.shape[1] > 1:
        worst = int(missing.sum(axis=0).argmax())
        inside = [name for place, name in enumerate(players) if worst >> place & 1]
        most = int(missing[:, worst].sum())
        who = f"of {', '.join(inside)} alone" if inside else "without any of the players"
        where = f", most often {who} ({most:,} of {len(missing):,})"
    raise AttributionError(
        f"{outcome} is undefined in {len(missing) - left:,} of {len(missing):,} {what}{where}, and "
        "what is undefined cannot be shared out; choose another outcome, or fewer players, so "
        "that somebody is always left"
    )
