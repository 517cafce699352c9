"""A comparison in words: for the terminal, and as summary.md."""

from __future__ import annotations

import pandas as pd

from experiments.commands.comparing_evidence import Evidence
from experiments.commands.comparing_request import Asked
from experiments.commands.comparing_runs import Ran
from experiments.comparison import POOLED, Comparison

_ORDER = ("better", "more", "worse", "less", "unclear", "indifferent")


def brief(ran: Ran) -> str:
    """A line a policy: what it does over all scenarios."""
    compared = ran.comparison
    lines = [f"Compared with {compared.reference}, over {_where(compared)}:"]
    width = max(len(name) for name in compared.worlds.policies)
    pooled = compared.differences[compared.differences["scenario"] == POOLED]
    for policy, rows in pooled.groupby("policy", sort=False):
        said = [
            f"{verdict} {', '.join(_words(name) for name in names)}"
            for verdict, names in rows.groupby("verdict", sort=False)["outcome"]
            if verdict != "indifferent"
        ]
        said.sort(key=lambda text: _ORDER.index(text.partition(" ")[0]))
        lines.append(f"  {policy!s:{width}}  {'; '.join(said) or 'no difference that counts'}")
    return "\n".join(lines)


def page(asked: Asked, ran: Ran, found: Evidence) -> str:
    """The comparison as a page in Markdown."""
    compared, study = ran.comparison, ran.study
    text = [f"# {study.title}", *([study.question] if study.question else [])]
    text.append(
        "What follows is about the model and its assumptions. It is no forecast about any named "
        "state."
    )
    text.append(_how(ran))
    if ran.sequential is not None:
        looks = ran.sequential
        text.append(
            f"{looks.words} Each of {looks.planned} planned looks was given the same share of the "
            "5% error rate, so that looking more than once does not spoil the verdicts."
        )
    text += ["## Differences", "![Differences](figures/differences.png)"]
    pooled = compared.differences[compared.differences["scenario"] == POOLED]
    for policy, rows in pooled.groupby("policy", sort=False):
        text += [f"### {policy}", _table(rows)]
        text += [_exceptions(compared, str(policy), rows)]
    if len(compared.best):
        text += ["## How often each policy is best", "![Best](figures/best.png)"]
    if "drivers" in found.tables:
        text += ["## What drives the outcomes", _driving(found.tables["drivers"])]
    undefined = int(pooled["undefined"].max())
    text += ["## What is missing", _missing(compared, found, undefined)]
    return "\n\n".join(part for part in text if part) + "\n"


def _how(ran: Ran) -> str:
    compared = ran.comparison
    return (
        f"Every policy met the same worlds under the same shocks and is compared with "
        f"{compared.reference}, world by world, over {_where(compared)}. Intervals are 95%: the "
        f"first of each number alone, the second so wide that all verdicts hold together (Holm). "
        f"By bootstrap: {compared.resampling.words}. A difference within {compared.zone.words} "
        "counts as none. Over all scenarios each has the same weight."
    )


def _where(compared: Comparison) -> str:
    count = len(compared.worlds.scenarios)
    worlds = f"{len(compared.worlds.base):,} worlds"
    if count == 1:
        return f"{worlds} of {compared.worlds.scenarios[0]}"
    return f"{count} scenarios with {worlds} each"


def _table(rows: pd.DataFrame) -> str:
    lines = [
        "| outcome | unit | difference | alone | together | in sd | verdict |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| {_words(str(row.outcome))} | {row.unit} | {row.difference:.3g} "
        f"| [{row.low:.3g}, {row.high:.3g}] | [{row.low_all:.3g}, {row.high_all:.3g}] "
        f"| {row.effect:.2f} | {row.verdict} |"
        for row in rows.itertuples()
    ]
    return "\n".join(lines)


def _exceptions(compared: Comparison, policy: str, pooled: pd.DataFrame) -> str:
    """Scenarios whose verdict is the opposite of, or is not that over all."""
    if len(compared.worlds.scenarios) == 1:
        return ""
    over_all = pooled.set_index("outcome")["verdict"]
    rows = compared.differences
    rows = rows[(rows["policy"] == policy) & (rows["scenario"] != POOLED)]
    told = [
        f"{row.verdict} for {_words(str(row.outcome))} in {row.scenario} (over all {over})"
        for row in rows.itertuples()
        if row.verdict != (over := over_all[str(row.outcome)])
    ]
    return f"Not the same everywhere: {'; '.join(told)}." if told else ""


def _driving(table: pd.DataFrame) -> str:
    own = table[table["of"] == "outcome"]
    lines = []
    for outcome, rows in own.groupby("outcome", sort=False):
        top = rows.nlargest(3, "value")
        named = [f"{r.factor} {r.value:.2f} [{r.low:.2f}, {r.high:.2f}]" for r in top.itertuples()]
        lines.append(f"- {_words(str(outcome))}: {', '.join(named)}")
    return "Shares of variance that a factor explains alone, under the reference:\n\n" + "\n".join(
        lines
    )


def _missing(compared: Comparison, found: Evidence, undefined: int) -> str:
    lines = [f"- {compared.worlds.failures:,} runs failed; their pairs are left out."]
    if undefined:
        lines.append(
            f"- Up to {undefined:,} pairs of a comparison leave an outcome undefined and are left "
            "out; the column `undefined` counts them."
        )
    unclear = int((compared.differences["verdict"] == "unclear").sum())
    lines.append(f"- {unclear:,} of {len(compared.differences):,} comparisons are unclear.")
    lines += [f"- {gap}." for gap in found.gaps()]
    return "\n".join(lines)


def _words(outcome: str) -> str:
    return outcome.replace("_", " ")
