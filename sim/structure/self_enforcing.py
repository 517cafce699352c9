"""Self-enforcing coalitions: sizes that nobody leaves and nobody joins."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from sim.errors import StructureError

Payoff = Callable[[int], float]


class Payoffs(NamedTuple):
    """Payoffs of identical actors by the size k of the coalition."""

    member: Payoff
    """Of a member of a coalition of k. [k from 1 to n]"""
    outsider: Payoff
    """Of one who faces a coalition of k. [k from 0 to n-1]"""


def self_enforcing_sizes(
    n: int,
    member: Payoff,
    outsider: Payoff,
    *,
    indifferent: Literal["stay", "join", "leave"] = "stay",
) -> tuple[int, ...]:
    """Sizes that are internally and externally stable.

    Parameters
    ----------
    n : Actors. [>= 1]
    member, outsider : Payoff at coalition size k, as in `Payoffs`. Compared without tolerance:
        return integers or fractions where equality matters.
    indifferent : What an actor does to whom both sides pay the same. ``"stay"`` is the weak
        inequality on both sides.

    Returns
    -------
    tuple   Stable sizes from 1 to n, ascending.

    Raises
    ------
    StructureError
        No actor, payoffs that are no numbers, or an unknown word for `indifferent`.

    Notes
    -----
    Internal: member(k) >= outsider(k-1). External: outsider(k) >= member(k+1). Source: d'Aspremont
    et al. 1983, Canadian Journal of Economics 16:17; Carraro & Siniscalco 1993,
    doi:10.1016/0047-2727(93)90037-T.

    Examples
    --------
    >>> self_enforcing_sizes(10, *barrett_payoffs(10))
    (2, 3)
    >>> self_enforcing_sizes(10, *barrett_payoffs(10), indifferent="join")
    (3,)
    """
    if n < 1:
        raise StructureError(f"n is {n}; a coalition needs at least 1 actor")
    if indifferent not in ("stay", "join", "leave"):
        raise StructureError(f"indifferent is {indifferent!r}; use 'stay', 'join' or 'leave'")

    def gain_of(change: float, k: int) -> float:
        if change != change:
            raise StructureError(f"the payoffs at size {k} do not compare; they must be numbers")
        return change

    def leaves(k: int) -> bool:
        gain = gain_of(outsider(k - 1) - member(k), k)
        return gain > 0 or (gain == 0 and indifferent == "leave")

    def joins(k: int) -> bool:
        gain = gain_of(member(k + 1) - outsider(k), k)
        return gain > 0 or (gain == 0 and indifferent == "join")

    return tuple(k for k in range(1, n + 1) if not leaves(k) and not (k < n and joins(k)))


def barrett_payoffs(n: int, benefit: float = 1.0, cost: float = 1.0) -> Payoffs:
    """Payoffs of a public good with linear benefit and quadratic cost.

    Parameters
    ----------
    n : Actors. [>= 1]
    benefit : To every actor, per unit that anybody provides. [> 0]
    cost : c in the cost c q**2 / 2 of providing q. [> 0]

    Returns
    -------
    Payoffs   Members maximise their joint payoff, an outsider its own.

    Raises
    ------
    StructureError
        A benefit or a cost that is not positive.

    Notes
    -----
    member(k) = b**2/c (k**2/2 - k + n); outsider(k) = b**2/c (k**2 + n - k - 1/2). Source: Barrett
    1994, doi:10.1093/oep/46.Supplement_1.878.
    """
    if not (benefit > 0 and cost > 0):
        raise StructureError(f"benefit is {benefit} and cost {cost}; both must be above 0")
    scale = benefit**2 / cost
    return Payoffs(
        member=lambda k: scale * (k**2 / 2 - k + n),
        outsider=lambda k: scale * (k**2 + n - k - 0.5),
    )
