"""Shapley values: what each member adds to a coalition, averaged over the orders of joining."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any, TypeVar

import numpy as np

from sim.errors import StructureError
from sim.structure._numbers import is_finite, shown
from sim.structure.shapley_arrays import Worths, shapley_interactions, shapley_shares

Player = TypeVar("Player", bound=Hashable)
Worth = Callable[[frozenset[Player]], float] | Mapping[Any, float]

PLAYER_LIMIT = 15


def shapley_value(players: Sequence[Player], value: Worth[Player]) -> dict[Player, float]:
    """Divide the worth of the grand coalition by marginal contributions, exactly.

    Parameters
    ----------
    players : Distinct names. [1-15]
    value : Worth of a coalition: a callable on a frozenset of players, or a mapping whose keys are
        collections of players (an absent empty coalition is worth 0; those with others than
        `players` play no part). Each coalition is asked for once. A callable that adds floats
        should iterate `players`, not the set, whose order changes with the hash seed.

    Returns
    -------
    dict   Player -> value, in the unit of `value`. Sums to worth of all less worth of none.

    Raises
    ------
    StructureError
        Too many or repeated players, a coalition without a finite worth or with two of them.

    Notes
    -----
    Source: Shapley 1953, doi:10.1515/9781400881970-018. For more players: `shapley_value_sampled`.

    Examples
    --------
    One glove fits either of two others: the scarce hand earns 2/3.

    >>> def pairs(hands):
    ...     return float("left" in hands and len(hands) > 1)
    >>> {hand: round(v, 4) for hand, v in shapley_value(("left", "r1", "r2"), pairs).items()}
    {'left': 0.6667, 'r1': 0.1667, 'r2': 0.1667}
    """
    shares = shapley_shares(_worths(players, value))
    return dict(zip(players, shares.tolist(), strict=True))


def shapley_interaction(
    players: Sequence[Player], value: Worth[Player]
) -> dict[tuple[Player, Player], float]:
    """Shapley interaction index of every pair: above 0 they complement, below 0 they replace.

    Parameters
    ----------
    players, value : As for `shapley_value`; at least two players.

    Returns
    -------
    dict   (player, later player) -> interaction, in the unit of `value`.

    Raises
    ------
    StructureError
        As for `shapley_value`, or a single player.

    Notes
    -----
    Average of v(S+i+j) - v(S+i) - v(S+j) + v(S) over where S stands when the pair joins as one.
    Source: Grabisch & Roubens 1999, doi:10.1007/s001820050125.

    Examples
    --------
    >>> shapley_interaction(("a", "b"), lambda coalition: float(len(coalition) == 2))
    {('a', 'b'): 1.0}
    """
    if len(players) < 2:
        raise StructureError("an interaction needs at least two players")
    found = shapley_interactions(_worths(players, value))
    return dict(zip(combinations(players, 2), found.tolist(), strict=True))


def worth_of(
    players: Sequence[Player], value: Worth[Player]
) -> Callable[[frozenset[Player]], float]:
    """Turn either form of `value` into a callable that refuses what is unknown or not finite."""
    if not len(players) or len(set(players)) != len(players):
        raise StructureError(f"players must be distinct and at least one, not {players!r}")
    known = _by_coalition(players, value) if isinstance(value, Mapping) else None
    if known is None and not callable(value):
        raise StructureError(
            "value must be a function of a coalition, or a mapping from coalitions to worths, not "
            f"{shown(value)}"
        )

    def worth(coalition: frozenset[Player]) -> float:
        if known is None:
            amount = value(coalition)  # type: ignore[operator]
        elif coalition in known or not coalition:
            amount = known.get(coalition, 0.0)
        else:
            raise StructureError(
                f"value has no worth for the coalition {_spell(players, coalition)}"
            )
        named = f"the worth of {_spell(players, coalition)}"
        if not is_finite(amount, named):
            raise StructureError(f"{named} is {amount}; it must be finite")
        return float(amount)

    return worth


def _by_coalition(players: Sequence[Player], worths: Mapping[Any, float]) -> dict[Any, float]:
    """Worths by frozenset of players; coalitions with others than `players` play no part."""
    known: dict[Any, float] = {}
    for key, amount in worths.items():
        if not isinstance(key, Iterable):
            raise StructureError(
                f"value has the key {key!r}; a key is a collection of players, such as ({key!r},)"
            )
        coalition = frozenset(key)
        if coalition in known:
            raise StructureError(
                f"value holds the coalition {sorted(map(str, coalition))} twice, in two orders"
            )
        known[coalition] = amount
    return known


def _worths(players: Sequence[Player], value: Worth[Player]) -> Worths:
    """Worth of every coalition, (2**n,), where bit i stands for player i."""
    n = len(players)
    if n > PLAYER_LIMIT:
        raise StructureError(
            f"{n} players have {2**n} coalitions; the exact value takes at most {PLAYER_LIMIT} "
            "players: use shapley_value_sampled"
        )
    worth = worth_of(players, value)
    coalitions = [frozenset(p for i, p in enumerate(players) if m >> i & 1) for m in range(2**n)]
    return np.array([worth(coalition) for coalition in coalitions])


def _spell(players: Sequence[Player], coalition: frozenset[Player]) -> list[Player]:
    return [player for player in players if player in coalition]
