"""The verdict as a sentence: what is settled, what is not, what would settle it."""

from __future__ import annotations

from collections.abc import Iterator

from experiments.sensitivity._registry import Method
from experiments.sensitivity.convergence import MATTERS, NEGLIGIBLE, UNDECIDED, Convergence

_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty",
)  # fmt: skip
_LEFT, _LEFT_ONE = "can be left at their defaults", "can be left at its default"
#: Factors named in the sentence on screening.
_NAMED = 3


def number(count: int) -> str:
    """A number as in a sentence.

    >>> number(4), number(40)
    ('four', '40')
    """
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"


def verdict(method: Method, found: Convergence) -> str:
    """What the samples settle and what they do not.

    Parameters
    ----------
    method : Method
        What made the indices.
    found : Convergence
        What is settled.
    """
    if not found.judged:
        return (
            f"Whether the order {', '.join(found.order[:_NAMED])} would last cannot be judged: "
            f"{method.name} gives no intervals from "
            f"{'these' if method.judged else 'one design'}; repeat it with other seeds of the "
            "design, or take sobol."
        )
    said = [_ranks(found)]
    unit = f"±{round(found.half_width, 12):.2g}"
    said.append(
        f"the values are settled to {unit}"
        if found.values
        else f"the values are known only to {unit}"
    )
    said.append(_screening(method, found))
    if not found.settled:
        said.append(_needed(method, found))
    text = "; ".join(part for part in said if part)
    return f"{text[0].upper()}{text[1:]}."


def _ranks(found: Convergence) -> str:
    if not found.ranks:
        return "no factor matters, so that there is nothing to rank"
    if all(found.ranks):
        if len(found.ranks) == 1:
            return f"{found.order[0]} is the only factor that counts, and its rank is settled"
        if len(found.ranks) == 2:
            return "both ranks that count are settled"
        return f"all {number(len(found.ranks))} ranks that count are settled"
    if not any(found.ranks):
        return f"none of the {number(len(found.ranks))} ranks that count is settled"
    pieces: list[str] = []
    for first, last, sure in _stretches(found.ranks):
        if first == last:
            what = "the first rank" if first == 1 else f"rank {number(first)}"
            verb = "is"
        elif first == 1:
            what, verb = f"the first {number(last)} ranks", "are"
        else:
            what, verb = f"ranks {number(first)} to {number(last)}", "are"
        said = "settled" if sure else "not" if pieces else "not settled"
        pieces.append(f"{what} {verb} {said}")
    return "; ".join(pieces)


def _stretches(ranks: tuple[bool, ...]) -> Iterator[tuple[int, int, bool]]:
    """First and last rank of each stretch that is settled, or is not."""
    start = 0
    for place in range(1, len(ranks) + 1):
        if place == len(ranks) or ranks[place] != ranks[start]:
            yield start + 1, place, ranks[start]
            start = place


def _screening(method: Method, found: Convergence) -> str:
    count = list(found.screening.values()).count
    some = count(MATTERS)
    of_all = f"{number(some)} of {number(len(found.screening))} factors"
    said = [f"{of_all} {'matters' if some == 1 else 'matter'}"]
    if count(NEGLIGIBLE):
        # What a factor does only together with others is not seen by a first-order index.
        little = "do little by themselves" if method.leading == "first" else _LEFT
        few = "does little by itself" if method.leading == "first" else _LEFT_ONE
        said.append(f"{number(count(NEGLIGIBLE))} {few if count(NEGLIGIBLE) == 1 else little}")
    if count(UNDECIDED):
        names = [name for name in found.order if found.screening[name] == UNDECIDED]
        shown = ", ".join(names[:_NAMED]) + (", ..." if len(names) > _NAMED else "")
        said.append(f"{number(len(names))} cannot be told yet ({shown})")
    return ", ".join(said)


def _needed(method: Method, found: Convergence) -> str:
    if all(found.ranks) and found.values:
        return ""
    if found.needed is None:
        return "the rest lies too close together for any affordable number of runs"
    return f"about {found.needed:,} {method.sized} would be needed"
