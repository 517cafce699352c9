"""The first screen of a comparison: the short answer, and three to five findings."""

from __future__ import annotations

from typing import Any

import pandas as pd

from experiments.report.blocks import Finding, Sentence, Trace
from experiments.report.comparison.boxes import worst_box
from experiments.report.comparison.compared import BEST, POOLED, Compared
from experiments.report.comparison.gains import price
from experiments.report.comparison.leading import leading
from experiments.report.comparison.regret import least_regret
from experiments.report.comparison.verdicts import told
from experiments.report.frames import largest
from experiments.report.words import capital, count, joined, share, spoken

#: Findings on the first screen: so many on outcomes, so many in all.
_ON_OUTCOMES, _MOST = 3, 5
_WORDS = ("better", "worse", "indifferent", "unclear")


def answer(compared: Compared) -> tuple[Sentence, ...]:
    """The short answer: how the leading policy does, where it holds, and who is ahead elsewhere."""
    policy = leading(compared)
    rows = compared.pooled[(compared.pooled["policy"] == policy) & (compared.pooled["sign"] != 0)]
    sorted_out = {word: _names(rows[rows["verdict"] == word], compared) for word in _WORDS}
    traces = tuple(compared.trace(row) for _, row in rows.iterrows())
    anyone = compared.pooled[compared.pooled["verdict"] == "better"]
    reference = compared.label(compared.reference)
    if not len(anyone):
        text = f"No policy does clearly better than **{reference}** on any outcome that was judged"
        unclear = int((compared.pooled["verdict"] == "unclear").sum())
        left = f"; {count(unclear, 'comparison')} of {len(compared.pooled)} stayed unclear"
        whole = Trace("differences.parquet", "scenario all, all rows", seeds=compared.seeds)
        return (Sentence(f"{text}{left if unclear else ''}.", (whole,)),)
    parts = [f"better than **{reference}** on {joined(sorted_out['better'])}"]
    if sorted_out["worse"]:
        parts.append(f"worse on {joined(sorted_out['worse'])}")
    text = f"**{capital(compared.label(policy))}** does {' and '.join(parts)}"
    text += "" if sorted_out["worse"] else ", and worse on nothing that was judged"
    rest = []
    if sorted_out["indifferent"]:
        rest.append(f"too little to matter on {joined(sorted_out['indifferent'])}")
    if sorted_out["unclear"]:
        rest.append(f"unclear on {joined(sorted_out['unclear'])}")
    if rest:
        text += f"; the difference is {' and '.join(rest)}"
    first = [Sentence(f"{text}.", traces)] if sorted_out["better"] else []
    return (*first, *_held(compared, policy), *_others(compared, policy))


def findings(compared: Compared) -> tuple[Finding, ...]:
    """Three to five findings: outcomes first, then what is lost, regret, and where it fails."""
    found = [
        _on_outcome(compared, outcome)
        for outcome in compared.outcomes
        if (compared.pooled.loc[compared.pooled["outcome"] == outcome, "sign"] != 0).any()
    ][:_ON_OUTCOMES]
    loss, paid = _loss(compared), price(compared, leading(compared))
    regret, box = least_regret(compared), worst_box(compared)
    further = [
        _costs(loss, paid),
        Finding("note", "How much a wrong choice costs", regret) if regret else None,
        Finding("worse", "Where it fails", box) if box else None,
    ]
    return (*found, *(one for one in further if one is not None))[:_MOST]


def _costs(loss: Sentence | None, paid: Sentence | None) -> Finding | None:
    """What is lost on an outcome, and what the host pays; None where neither is known."""
    there = [one for one in (loss, paid) if one is not None]
    if not there:
        return None
    both = Sentence(
        " ".join(one.text for one in there), tuple(t for one in there for t in one.traces)
    )
    return Finding("worse" if loss else "note", "What it costs", both)


def _on_outcome(compared: Compared, outcome: str) -> Finding:
    rows = compared.pooled[compared.pooled["outcome"] == outcome]
    head = capital(spoken(outcome))
    gain = rows["sign"] * rows["difference"]
    better = rows[rows["verdict"] == "better"]
    if len(better):
        row = largest(better, gain[better.index])
        sentence = told(compared, row, topic=False)
        among = _among(compared, str(row["policy"]), outcome)
        if among is not None:
            sentence = Sentence(f"{sentence.text} {among.text}", (*sentence.traces, *among.traces))
        return Finding("better", head, sentence)
    verdicts = set(rows["verdict"])
    traces = tuple(compared.trace(row) for _, row in rows.iterrows())
    reference = compared.label(compared.reference)
    if verdicts == {"indifferent"}:
        text = f"No policy makes a difference larger than the indifference zone from {reference}."
        return Finding("indifferent", head, Sentence(text, traces))
    if "worse" in verdicts:
        worst = rows[rows["verdict"] == "worse"]
        row = largest(worst, gain[worst.index], -1.0)
        one = told(compared, row, topic=False)
        return Finding("worse", head, Sentence(f"No policy is better. {one.text}", traces))
    text = f"Whether any policy differs from {reference} is unclear: the intervals reach too far."
    return Finding("unclear", head, Sentence(text, traces))


def _among(compared: Compared, policy: str, outcome: str) -> Sentence | None:
    """How often the policy is best, or as good as the best."""
    if compared.best is None:
        return None
    table = compared.best
    chosen = (table["scenario"] == POOLED) & (table["policy"] == policy)
    rows = table[chosen & (table["outcome"] == outcome)]
    if not len(rows):
        return None
    column = "among" if "among" in rows else "probability"
    what = "Best, or as good as the best," if column == "among" else "Best of all"
    trace = Trace(BEST, compared.key(POOLED, policy, outcome), seeds=compared.seeds)
    return Sentence(f"{what} in {share(float(rows[column].iloc[0]))} of worlds.", (trace,))


def _loss(compared: Compared) -> Sentence | None:
    """The largest loss of the leading policy, in standard deviations where the table has them."""
    policy = leading(compared)
    rows = compared.pooled[compared.pooled["policy"] == policy]
    rows = rows[rows["verdict"] == "worse"]
    if not len(rows):
        return None
    size = rows["effect"].abs() if "effect" in rows else rows["difference"].abs()
    return told(compared, largest(rows, size))


def _held(compared: Compared, policy: str) -> tuple[Sentence, ...]:
    """In how many futures the leading policy is better on the first outcome on which it is."""
    if len(compared.scenarios) < 2:
        return ()
    for outcome in compared.outcomes:
        pooled = compared.row(policy, outcome)
        if pooled is None or pooled["verdict"] != "better":
            continue
        rows = [
            row
            for name in compared.scenarios
            if (row := compared.row(policy, outcome, name)) is not None
        ]
        good = [row for row in rows if row["verdict"] == "better"]
        bad = [compared.label(str(row["scenario"])) for row in rows if row["verdict"] == "worse"]
        traces = tuple(compared.trace(row) for row in rows)
        where = "all" if len(good) == len(rows) else f"{len(good)} of"
        text = f"On {spoken(outcome)} it is better in {where} {len(rows)} futures"
        text += f", and worse in {joined(bad)}" if bad else ""
        return (Sentence(f"{text}.", traces),)
    return ()


def _others(compared: Compared, policy: str) -> tuple[Sentence, ...]:
    """Outcomes on which another policy gains more."""
    ahead: dict[str, list[str]] = {}
    traces = []
    for outcome in compared.outcomes:
        rows = compared.pooled[(compared.pooled["outcome"] == outcome)]
        rows = rows[(rows["sign"] != 0) & (rows["verdict"] == "better")]
        if not len(rows):
            continue
        first = largest(rows, rows["sign"] * rows["difference"])
        if str(first["policy"]) != policy:
            ahead.setdefault(str(first["policy"]), []).append(spoken(outcome))
            traces.append(compared.trace(first))
    if not ahead:
        return ()
    told_ = [f"on {joined(names)} {compared.label(key)} gains most" for key, names in ahead.items()]
    return (Sentence(f"No policy leads everywhere: {joined(told_)}.", tuple(traces)),)


def _names(rows: pd.DataFrame, compared: Compared) -> list[str]:
    order = {name: place for place, name in enumerate(compared.outcomes)}
    names: list[Any] = sorted(rows["outcome"].astype(str), key=lambda name: order[name])
    return [spoken(name) for name in names]
