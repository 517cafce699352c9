"""What an attribution found, as a page in words."""

from __future__ import annotations

import math
import shlex
from collections.abc import Hashable, Mapping
from typing import Any

from experiments.attribution import MOST_EXACT, TITLES, Attribution
from experiments.attribution.words import (
    DISCLAIMER,
    NOUNS,
    between,
    collapse,
    estimate,
    harmful,
    lead,
    number,
    paired,
)
from experiments.commands.attribution_request import Checked
from experiments.commands.tables import markdown
from sim import __version__
from sim.metrics import LEAD, OUTCOMES

_UP = {
    "partners": "Who holds up {}",
    "mechanisms": "Which mechanisms carry {}",
    "levers": "Which levers lift {}",
}
_DOWN = {
    "partners": "Who keeps down {}",
    "mechanisms": "Which mechanisms hold down {}",
    "levers": "Which levers lower {}",
}


def headline(outcome: str, kind: str) -> str:
    """What is asked of one outcome.

    >>> headline("readiness", "partners"), headline("funding_gap", "partners")
    ('Who holds up readiness', 'Who keeps down funding gap')
    """
    declared = OUTCOMES.get(outcome)
    texts = _DOWN if declared is not None and declared.higher == "worse" else _UP
    return texts[kind].format(outcome.replace("_", " "))


def page(
    checked: Checked,
    answers: Mapping[str, Attribution],
    refused: Mapping[str, str],
    failed: int,
) -> str:
    """The page as Markdown."""
    kind, team, study = checked.asked.of, checked.team, checked.study
    _, many, _ = NOUNS[kind]
    parts = [
        f"# {TITLES[kind]}: {checked.world.scenario.title}",
        f"{DISCLAIMER} Real names stand for illustrative numbers.",
        f"**Players** ({team.chosen}): {', '.join(team.players)}."
        + (f" In all runs as they are: {', '.join(team.others)}." if team.others else ""),
    ]
    for name, found in answers.items():
        parts += [f"## {headline(name, kind)}", *_of_one(name, found, kind)]
    if LEAD[0] in answers:
        parts.append(
            "Stability is not a good in itself: a frozen, dependent, useless partnership scores "
            "high. Read it with readiness and autonomy."
        )
    if refused:
        parts += ["## What could not be shared out"]
        parts += ["\n".join(f"- `{name}`: {why}." for name, why in refused.items())]
    parts += ["## How to read it", *_method(checked, answers, many)]
    if failed:
        parts.append(
            f"**{failed:,} of {study.runs:,} runs failed** and count as undefined; see "
            f"`failures.parquet` in the folder of the runs."
        )
    parts += [
        "## How it was made",
        f"coalition-lab {__version__}, {study.runs:,} runs, seed {checked.world.seed}, policy "
        f"{checked.asked.policy}, {checked.world.scenario.quarters} quarters.",
        f"```sh\n{shlex.join(checked.command(checked.out))}\n```",
        "Every number: `values.parquet`, `interactions.parquet`, `collapse.parquet`, "
        "`losses.parquet`, `whole.parquet`; every run in the folder of the sweep.",
    ]
    return "\n\n".join(parts) + "\n"


def _of_one(name: str, found: Attribution, kind: str) -> list[str]:
    _, many, _ = NOUNS[kind]
    told = OUTCOMES[name].meaning if name in OUTCOMES else ""
    whole = found.whole
    text = [
        f"*{told} [{found.unit}].* With all of these {many} {between(whole['everybody'])}, "
        f"without any {between(whole['nobody'])}; the difference that is shared out is "
        f"{between(whole['together'])}.",
        lead(found, kind),
        harmful(found),
        paired(found),
        collapse(found, kind),
        f"![{name}](figures/{name}.png)",
        _table(found, kind),
    ]
    if found.undefined:
        what = "seeds" if found.exact else "pairs of orders"
        text.append(
            f"{found.undefined:,} {what} are left out, because the outcome is undefined in them "
            f"for some coalition; what is said holds for the other {found.blocks:,}."
        )
    return [part for part in text if part]


def _table(found: Attribution, kind: str) -> str:
    most = "largest" if kind == "mechanisms" else "first"
    heads = ("player", "value [95% interval]", "alone", "lost if it alone goes", "largest in")
    rows = [
        (
            str(row["player"]), between(estimate(row)), _or_none(row, "alone"),
            _or_none(row, "leaving"), f"{row[most]:.0%}",
        )
        for row in found.values.to_dict("records")
    ]  # fmt: skip
    rows.append(("sum", number(float(found.values["value"].sum())), "", "", ""))
    return markdown(heads, rows, right=(1, 2, 3, 4))


def _or_none(row: Mapping[Hashable, Any], name: str) -> str:
    return "–" if math.isnan(row[name]) else between(estimate(row, name))


def _method(checked: Checked, answers: Mapping[str, Attribution], many: str) -> list[str]:
    study, kind = checked.study, checked.asked.of
    switch = {
        "partners": "A partner that is switched off is no partner of the host from the first "
        "quarter on (`actors.NAME.present` = 0): it gives nothing, never comes back, sends no "
        "troops, pays no dues for the host's sake, casts no vote on missions. It remains a state "
        "with its own politics and unrest, and the host does not remember its help: this is a "
        "world without it, not the shock of losing it.",
        "mechanisms": "A mechanism that is switched off has no effect (`rules.NAME.on` = 0).",
        "levers": "A lever that is left out has intensity 0 and costs nothing.",
    }[kind]
    lines = [
        switch,
        "**Value** is the Shapley value: what a player adds, averaged over all orders in which "
        f"the {many} could have joined. Values sum to what all bring together. **Alone** is what "
        "it brings where none of the others is there; **lost if it alone goes** is what leaves "
        "with it while the others stay. Where alone is much more than lost, others can stand in "
        "for it. **Largest in** is the share of resamples in which it "
        f"{'moves the outcome' if kind == 'mechanisms' else 'brings'} most.",
    ]
    if study.method == "permutations":
        lines.append(
            f"**Sampled**: {study.samples:,} random orders, every second one backwards, each "
            "under seeds of its own; intervals (95%) are bootstrapped over pairs of orders and "
            "hold for one number at a time. Alone and lost rest on the orders in which a player "
            "comes first or last, which are few. Pairs and the order of collapse need every "
            f"coalition: name up to {MOST_EXACT} players for them."
        )
    else:
        lines.append(
            f"**Exact**: every one of {len(study.design):,} coalitions ran under the same "
            f"{study.replicates} seeds, and so met the same shocks; intervals (95%) are "
            "bootstrapped over seeds, say how far more seeds would move a number, and hold for "
            "one number at a time. A pair are complements where both together are better for "
            "the outcome than the sum of what each does without the other, averaged over who else "
            "is there (Shapley interaction index), substitutes where they are worse than the sum, "
            "and neither where the interval holds zero. The order of collapse is greedy: at each "
            "step goes whoever is missed most among those left."
        )
    if any(found.good < 0 for found in answers.values()):
        lines.append("Where less of an outcome is better, a value below zero is a help.")
    if LEAD[0] in answers:
        lines.append(
            "For partnership stability neither more nor less is good: here losing it is the harm."
        )
    return lines
