"""What an attribution says, in sentences that can be forwarded."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from experiments.attribution.attribution import Attribution
from experiments.attribution.collapse import Loss
from experiments.attribution.values import Estimate
from experiments.wording import estimate as told

#: Share of resamples from which a first place, or a place in the order, counts as sure.
SURE = 0.95
#: Pairs that are named of either sort.
_PAIRS = 3

#: What one player is called, several, and how one goes.
NOUNS = {
    "partners": ("partner", "partners", "leaves"),
    "mechanisms": ("mechanism", "mechanisms", "is switched off"),
    "levers": ("lever", "levers", "is left out"),
}
#: What stands on every page.
DISCLAIMER = (
    "This is about the model and its assumptions: what it would show if a partner, mechanism or "
    "lever had never been there. It is no forecast about any named state."
)


def number(value: float) -> str:
    """Three digits that mean something, with a real minus.

    >>> number(0.03916), number(-0.1038), number(0.0), number(3e-07)
    ('0.0392', '−0.104', '0', '3e-07')
    """
    text = f"{value:.3g}" if value else "0"
    return text.replace("-", "−", 1) if text.startswith("-") else text


def between(one: Estimate) -> str:
    """A value with its interval.

    >>> between(Estimate(-0.5, -0.75, 0.0))
    '−0.5 [−0.8, 0.0]'
    """
    return told(one.value, one.low, one.high)


def estimate(row: Mapping[Hashable, Any], lead: str = "") -> Estimate:
    """The estimate in a row of a table: value, low, high; or `lead`, `lead`_low, `lead`_high."""
    ends = f"{lead}_" if lead else ""
    return Estimate(row[lead or "value"], row[f"{ends}low"], row[f"{ends}high"])


def pivotal(found: Attribution, kind: str) -> str:
    """Which player is pivotal, how sure that is, and who comes next."""
    one, many, _ = NOUNS[kind]
    best, second = found.values.head(2).to_dict("records")
    brings, together = estimate(best), found.whole["together"]
    words = found.outcome.replace("_", " ")
    moves = "lowers" if found.good < 0 else "raises"
    if not brings.surely(found.good):
        least = "most helpful" if found.good * brings.value > 0.0 else "least harmful"
        return (
            f"No {one} {moves} {words} for sure: of {len(found.values)} the {least} is "
            f"{best['player']} with {between(brings)}."
        )
    text = f"**{best['player']}** {moves} {words} most, by {between(brings)}"
    if found.good < 0:
        text = f"**{best['player']}** {moves} {words} most, a change of {between(brings)}"
    if together.surely(found.good) and abs(brings.value) <= abs(together.value):
        share = f"{brings.value / together.value:.0%} of the {number(together.value)}"
        text += f": {share} that the {many} bring together"
    text += f". Next is {second['player']} with {between(estimate(second))}."
    first = float(best["first"])
    if first >= SURE:
        return f"{text} {best['player']} is pivotal: first in {_share(first)} of the resamples."
    return (
        f"{text} {best['player']} is first in only {_share(first)} of the resamples, so that no "
        f"{one} is pivotal for sure."
    )


def strongest(found: Attribution, kind: str) -> str:
    """Which player moves the outcome most, whichever way: what is asked of mechanisms."""
    one, _, _ = NOUNS[kind]
    order = found.values["value"].abs().sort_values(ascending=False, kind="stable").index
    best, second = found.values.loc[order].head(2).to_dict("records")
    words = found.outcome.replace("_", " ")
    largest = float(best["largest"])
    sure = (
        f"it is the largest in {_share(largest)} of the resamples"
        if largest >= SURE
        else f"but it is the largest in only {_share(largest)} of the resamples, so that no {one} "
        "carries most for sure"
    )
    return (
        f"**{best['player']}** moves {words} most, by {between(estimate(best))}; {sure}. Next is "
        f"{second['player']} with {between(estimate(second))}."
    )


def lead(found: Attribution, kind: str) -> str:
    """The first sentence on an outcome: of mechanisms the strongest, of others the pivotal one."""
    return strongest(found, kind) if kind == "mechanisms" else pivotal(found, kind)


def harmful(found: Attribution) -> str:
    """Players that surely make the outcome worse, the worst first; empty where none does."""
    rows = found.values.iloc[::-1].to_dict("records")
    bad = [row for row in rows if estimate(row).surely(-found.good)]
    if not bad:
        return ""
    moves = "raise" if found.good < 0 else "lower"
    named = "; ".join(f"{row['player']} ({between(estimate(row))})" for row in bad)
    return f"These {moves} it: {named}."


def paired(found: Attribution) -> str:
    """Complements and substitutes; empty where pairs are not known."""
    if found.pairs is None:
        return ""
    parts = []
    for relation, says in (
        ("complements", "are better together than the sum of both"),
        ("substitutes", "can partly stand in for each other, or get in each other's way"),
    ):
        mine = found.pairs[found.pairs["relation"] == relation]
        if not len(mine):
            parts.append(f"No pair are {relation} for sure.")
            continue
        named = "; ".join(
            f"{row['one']} and {row['other']} ({between(estimate(row))})"
            for row in mine.head(_PAIRS).to_dict("records")
        )
        rest = len(mine) - _PAIRS
        more = f"; and {rest} weaker pair{'s' * (rest > 1)}" if rest > 0 else ""
        parts.append(f"{relation.capitalize()}, who {says}: {named}{more}.")
    return " ".join(parts)


def collapse(found: Attribution, kind: str) -> str:
    """The order of collapse, and the fewest losses that matter; empty where it is not known."""
    if found.steps is None:
        return ""
    table = found.steps.iloc[1:]
    sure = int((table["agreement"] >= SURE).cumprod().sum())
    order = ", then ".join(table["player"].head(max(sure, 3)))
    text = f"Order of collapse, whoever is missed most first: {order}"
    text += f", … to {number(table['worth'].iloc[-1])} without any of them. "
    if found.whole["together"].surely(-found.good):
        text += "On the whole nothing collapses: without them the outcome is better. "
    if sure:
        text += f"The first {f'{sure} places are' if sure > 1 else 'place is'} the same in at "
        text += f"least {SURE:.0%} of the resamples."
    else:
        text += f"No place is the same in {SURE:.0%} of the resamples: the order is unsure."
    for what, (level, loss) in found.losses.items():
        text += " " + _loss(what, level, loss, kind)
    return text


def _loss(what: str, level: float, loss: Loss, kind: str) -> str:
    _, many, _ = NOUNS[kind]
    if not loss.suffices:
        return (
            f"Without all of these {many} it is at {number(loss.worth)}: their loss alone does "
            f"not take it to {what} ({number(level)})."
        )
    names = _listed(loss.players)
    goes = "is" if len(loss.players) == 1 else "are"
    text = (
        f"The fewest whose loss takes it to {what} ({number(level)}) {goes} {names}: "
        f"{number(loss.worth)} without them"
    )
    doubts = []
    if loss.enough < SURE:
        doubts.append(f"so few are enough in {_share(loss.enough)} of the resamples")
    if loss.fewer > 1.0 - SURE:
        doubts.append(f"fewer are in {_share(loss.fewer)}")
    if loss.same < SURE:
        doubts.append(f"it is this very set in {_share(loss.same)}")
    return text + (f" ({', '.join(doubts)})." if doubts else ".")


def _listed(names: Sequence[str]) -> str:
    """Names with an "and" before the last.

    >>> _listed(("Ghana", "Mali", "Togo"))
    'Ghana, Mali and Togo'
    """
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _share(share: float) -> str:
    return ">99%" if 0.99 < share < 1.0 else f"{share:.0%}"
