"""Hedonic games: which partitions into coalitions hold when actors care about their company."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, TypeVar

from sim.errors import StructureError
from sim.structure._numbers import is_finite

Player = TypeVar("Player", bound=Hashable)
Coalition = Collection[Player]
Preferences = Mapping[Player, Sequence[Coalition[Player]] | Mapping[Any, float]]
Partition = tuple[tuple[Player, ...], ...]
Group = frozenset[Player]
Utility = Callable[[Player, Group[Player]], float]

PLAYER_LIMIT = 10


def core_partitions(preferences: Preferences[Player]) -> list[Partition[Player]]:
    """Partitions that no coalition would leave together, every member strictly better off.

    Parameters
    ----------
    preferences : Player -> its coalitions, best first, or -> {coalition: utility}. A coalition
        that a player leaves out is one it never joins; being alone, when left out, comes just
        below the listed coalitions, or has utility 0. [1-10 players]

    Returns
    -------
    list   Partitions as tuples of coalitions, members in the order of `preferences`.

    Raises
    ------
    StructureError
        Too many players, a utility that is no number, or a coalition that lacks its own player,
        holds an unknown one or stands twice.

    Notes
    -----
    Source: Banerjee, Konishi & Sonmez 2001, doi:10.1007/s003550000067; Bogomolnaia & Jackson 2002,
    doi:10.1006/game.2001.0877.

    Examples
    --------
    >>> core_partitions({1: [(1, 2), (1, 3)], 2: [(1, 2)], 3: [(1, 3)]})
    [((1, 2), (3,))]
    """
    utility = _utility(preferences)
    players = tuple(preferences)
    coalitions = [frozenset(c) for k in range(len(players)) for c in combinations(players, k + 1)]
    # Only a coalition that every member prefers to being alone can tempt anybody in any partition
    # that could be in the core, because whoever is worse off than alone leaves at once.
    alone = {p: utility(p, frozenset({p})) for p in players}
    tempting = [c for c in coalitions if all(utility(p, c) >= alone[p] for p in c)]

    def blocked(groups: Sequence[Group[Player]]) -> bool:
        now = {p: utility(p, group) for group in groups for p in group}
        return any(all(utility(p, c) > now[p] for p in c) for c in tempting)

    return _spelled(players, (g for g in _partitions(players) if not blocked(g)))


def nash_stable_partitions(preferences: Preferences[Player]) -> list[Partition[Player]]:
    """Partitions that no single player would leave for another coalition or to be alone.

    Parameters, returns and errors as for `core_partitions`. Nobody is asked for leave to enter.

    Examples
    --------
    The pursuer always follows the one who flees, so no partition is stable.

    >>> nash_stable_partitions({"pursuer": [{"pursuer", "fleer"}], "fleer": [{"fleer"}]})
    []
    """
    return _stable_against_moves(preferences, lambda utility, joined, left: True)


def individually_stable_partitions(
    preferences: Preferences[Player], *, contractual: bool = False
) -> list[Partition[Player]]:
    """Partitions that no single player would leave for a coalition whose members all accept it.

    Parameters, returns and errors as for `core_partitions`; with `contractual`, those whom the
    player leaves must not lose either.

    Examples
    --------
    >>> individually_stable_partitions({"pursuer": [{"pursuer", "fleer"}], "fleer": [{"fleer"}]})
    [(('pursuer',), ('fleer',))]
    """

    def allowed(
        utility: Utility[Player],
        joined: tuple[Group[Player], Group[Player]],
        left: tuple[Group[Player], Group[Player]],
    ) -> bool:
        affected = (joined, left) if contractual else (joined,)
        return all(
            utility(member, after) >= utility(member, before)
            for before, after in affected
            for member in before & after
        )

    return _stable_against_moves(preferences, allowed)


def _stable_against_moves(
    preferences: Preferences[Player],
    allowed: Callable[
        [Utility[Player], tuple[Group[Player], Group[Player]], tuple[Group[Player], Group[Player]]],
        bool,
    ],
) -> list[Partition[Player]]:
    utility = _utility(preferences)
    players = tuple(preferences)

    def holds(groups: Sequence[Group[Player]]) -> bool:
        return not any(
            utility(player, target | {player}) > utility(player, home)
            and allowed(utility, (target, target | {player}), (home, home - {player}))
            for home in groups
            for player in home
            for target in (*groups, Group[Player]())
        )

    return _spelled(players, filter(holds, _partitions(players)))


def _utility(preferences: Preferences[Player]) -> Utility[Player]:
    """Utility of a coalition for one of its members; minus infinity where it is unacceptable."""
    if not 0 < len(preferences) <= PLAYER_LIMIT:
        raise StructureError(
            f"{len(preferences)} players; all partitions are tried for 1 to {PLAYER_LIMIT}"
        )
    tastes: dict[Player, dict[Group[Player], float]] = {}
    for player, listed in preferences.items():
        if isinstance(listed, Mapping):
            ranked, alone = list(listed.items()), 0.0
        else:
            ranked = [(coalition, -float(rank)) for rank, coalition in enumerate(listed)]
            alone = -float(len(ranked))
        taste: dict[Group[Player], float] = {}
        for members, utility in ranked:
            coalition = _coalition_of(player, members, preferences)
            told = f"the coalition {sorted(map(str, coalition))} of {player!r}"
            if coalition in taste:
                raise StructureError(f"{told} stands twice in its preferences")
            if not is_finite(utility, f"the utility of {told}") and math.isnan(utility):
                raise StructureError(f"{told} has the utility nan; leave out what is unacceptable")
            taste[coalition] = float(utility)
        tastes[player] = {frozenset({player}): alone} | taste
    return lambda player, coalition: tastes[player].get(coalition, -math.inf)


def _coalition_of(player: Player, members: Any, preferences: Preferences[Player]) -> Group[Player]:
    """A coalition that a player has listed, if it can be one of its own."""
    coalition: Group[Player] = frozenset(members if isinstance(members, Iterable) else {members})
    if player not in coalition or not coalition <= preferences.keys():
        raise StructureError(
            f"preferences of {player!r} hold the coalition {sorted(map(str, coalition))}; "
            "it must contain its own player and only known ones"
        )
    return coalition


def _partitions(players: tuple[Player, ...]) -> Iterator[list[Group[Player]]]:
    """Every partition once: the last player joins each coalition of the others, or none."""
    if not players:
        yield []
        return
    *others, last = players
    for groups in _partitions(tuple(others)):
        for k, group in enumerate(groups):
            yield [*groups[:k], group | {last}, *groups[k + 1 :]]
        yield [*groups, frozenset({last})]


def _spelled(
    players: tuple[Player, ...], partitions: Iterable[Sequence[Group[Player]]]
) -> list[Partition[Player]]:
    return [tuple(tuple(p for p in players if p in g) for g in groups) for groups in partitions]
