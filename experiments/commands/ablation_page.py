"""What an ablation found, in words: a table for the terminal, a page for the documentation."""

from __future__ import annotations

import math
import shlex
import sys

import numpy as np
import pandas as pd

from experiments.ablation import FEWEST_PAIRS, SLIGHT, strongest
from experiments.commands.ablation_request import AblationRequest, Found
from experiments.commands.summary import figure
from experiments.commands.tables import aligned, markdown
from sim import __version__
from sim.metrics import OUTCOMES
from sim.rules import RULES

#: Outcomes that the page names for each mechanism.
_NAMED = 3


def meaning(mechanism: str) -> str:
    """The first sentence of a mechanism's file.

    >>> meaning("trust")
    'Trust: built slowly by promises kept, lost fast by promises broken, fading to a prior.'
    """
    text = sys.modules[RULES[mechanism].__module__].__doc__ or ""
    return " ".join(text.split("\n\n")[0].split())


def brief(found: Found) -> str:
    """A line a mechanism, for a terminal: how many outcomes it moves, which one most."""
    best = strongest(found.table)
    heads = ("mechanism", "moves", f"≥{SLIGHT:g} sd", "most of all", "off − on", "in sd", "in")
    lines = []
    for name in _names(found):
        mine = best[best["mechanism"] == name]
        most: tuple[str, ...] = ("–", "", "", "")
        if len(mine):
            first = mine.iloc[0]
            told = _signed(first["difference"]), _effect(first["effect"])
            most = first["outcome"], *told, first["scenario"]
        lines.append((name, str(len(mine)), _weighty(mine), *most))
    return aligned(heads, lines, right=(1, 2, 4, 5))


def page(asked: AblationRequest, found: Found, picture: str) -> str:
    """The page as Markdown.

    Parameters
    ----------
    asked, found : AblationRequest, Found
        What was asked for, and what came of it.
    picture : str
        Link to the heat map.
    """
    best = strongest(found.table)
    outcomes = found.table["outcome"].nunique()
    parts = [
        "# What each mechanism carries",
        f"Each of {len(asked.mechanisms)} mechanisms was switched off (`rules.NAME.on=0`) and "
        f"nothing else was changed, in {asked.runs:,} worlds of each scenario. The worlds with "
        "and without it have the same seeds and so meet the same shocks: the differences below "
        "are the mechanism's, in this model. They say what the model rests on, not what holds in "
        "the world, and they are not tests against data.",
        f"![Heat map of mechanisms by outcomes]({picture})",
        "*Colour: the difference that switching off makes, in standard deviations of the outcome "
        "over runs, where its interval excludes zero. Of several scenarios the strongest is "
        f"shown. At the right, the number of outcomes that move by {SLIGHT:g} or more.*",
        "## Mechanisms without effect",
        _verdict(asked, found, best),
        "## Mechanism by mechanism",
        f"Difference = mean of (without − with), with the interval that holds for all "
        f"{asked.many:,} differences together; in brackets the same in standard deviations. At "
        f"most {_NAMED} outcomes of {outcomes}, the strongest effects first; where the same "
        "outcome moves in several scenarios, the one where it moves most.",
        _table(found, best),
        "## How to read it",
        _method(asked, found),
        "## How it was made",
        f"coalition-lab {__version__}, {asked.runs:,} runs of each kind, seed {asked.seed}.",
        f"```sh\n{shlex.join(asked.command())}\n```",
        markdown(
            ("scenario", "quarters", "mechanisms switched off", "without effect there", "SHA-256"),
            [_scenario(found, n) for n in range(len(found.looked))],
            right=(1, 2),
        ),
        "The folder that the command writes holds every number: `effects.parquet` (mechanism, "
        "scenario, outcome, difference, intervals, effect), `outcomes.parquet` (each run) and a "
        "heat map of each scenario.",
    ]
    return "\n\n".join(parts) + "\n"


def _names(found: Found) -> list[str]:
    return list(found.table["mechanism"].unique())


def _verdict(asked: AblationRequest, found: Found, best: pd.DataFrame) -> str:
    if found.unmoved:
        names = ", ".join(f"`{name}`" for name in found.unmoved)
        where = (
            "the scenarios that were asked for; the others were not searched"
            if asked.narrowed
            else "any scenario that comes with the project, which is a defect"
        )
        text = f"**{names}**: without a measurable effect in {where}."
    else:
        text = "None: each mechanism moves at least one outcome in at least one scenario."
    top = best.groupby("mechanism")["effect"].agg(lambda effect: effect.abs().max())
    slight = [f"`{name}` ({top[name]:.2g})" for name in _names(found) if top.get(name, 1) < SLIGHT]
    if slight:
        text += (
            f"\n\nMeasurable, but nowhere as much as {SLIGHT:g} standard deviations of any "
            f"outcome, so that results hardly rest on them in these scenarios: {', '.join(slight)}."
        )
    if len(gone := found.failures):
        text += f"\n\n{len(gone):,} runs went astray and are left out; see `failures.parquet`."
    return text


def _table(found: Found, best: pd.DataFrame) -> str:
    heads = ("mechanism", "what it is", "moves", f"by ≥ {SLIGHT:g} sd", "most, when switched off")
    rows = [_row(name, best[best["mechanism"] == name]) for name in _names(found)]
    return markdown(heads, rows, right=(2, 3))


def _weighty(mine: pd.DataFrame) -> str:
    return str(int((mine["effect"].abs() >= SLIGHT).sum()))


def _row(name: str, mine: pd.DataFrame) -> tuple[str, ...]:
    told = "; ".join(
        f"`{row['outcome']}` {_signed(row['difference'])} "
        f"[{_signed(row['low_all'])}, {_signed(row['high_all'])}] ({_effect(row['effect'])} sd, "
        f"{row['scenario']})"
        for _, row in mine.head(_NAMED).iterrows()
    )
    return f"`{name}`", meaning(name), str(len(mine)), _weighty(mine), told or "nothing"


def _scenario(found: Found, place: int) -> tuple[str, ...]:
    scenario = found.looked[place].scenario
    mine = found.table[found.table["scenario"] == scenario.name]
    moved = mine.groupby("mechanism", sort=False)["moved"].any()
    without = ", ".join(f"`{name}`" for name, some in moved.items() if not some)
    return (
        f"`{scenario.name}`", str(scenario.quarters), str(len(moved)), without or "none",
        f"`{scenario.sha256}`",
    )  # fmt: skip


def _method(asked: AblationRequest, found: Found) -> str:
    """Intervals, many comparisons, undefined outcomes: how they were handled here."""
    table = found.table
    unjudged = int((table["runs"] < FEWEST_PAIRS).sum())
    partly = int(((table["runs"] >= FEWEST_PAIRS) & (table["runs"] < asked.runs)).sum())
    gone = int((table["lost"] > 0).sum())
    lines = [
        f"**Intervals** are paired t intervals over runs. {asked.many:,} of them are judged at "
        f"once (mechanisms × outcomes × scenarios: {len(asked.mechanisms)} × {len(OUTCOMES)} × "
        f"{len(asked.main) + len(asked.further)}), so each is made at the level 0.05 / "
        f"{asked.many:,} (Bonferroni): the chance that even one of them excludes zero by accident "
        "is at most 5%. The number was fixed before the first run and counts every scenario that "
        "could have been looked into. With so many at once an effect has to exceed about "
        f"{_quantile(asked):.1f} standard errors.",
        "**Rare changes.** A t interval this far out is approximate where few runs differ; an "
        f"outcome that changes in fewer than {_rarest(asked)} of {asked.runs:,} runs never "
        "reaches it.",
        f"**Undefined outcomes** (a recovery without a shock, troops without a mission) are left "
        f"out in pairs: {partly:,} of {len(table):,} differences rest on fewer than all runs, and "
        f"{unjudged:,} on fewer than {FEWEST_PAIRS} and are not judged. In {gone:,} the outcome "
        "ceases to be defined in some runs once the mechanism is off; such a loss is not counted "
        "as an effect, and what is left describes the other runs only.",
        "**Rounding.** Differences below a billionth of the outcome's size count as none.",
        "**Effects** in standard deviations are large where an outcome hardly varies between runs "
        "(personnel, which follows a ceiling): they compare a mechanism with chance, not with "
        "what matters. The differences in the outcome's own unit do that.",
        "**One at a time.** Two mechanisms that can stand in for each other both look weak here.",
    ]
    return "\n\n".join(lines)


def _quantile(asked: AblationRequest) -> float:
    from scipy import stats

    return float(stats.t.isf(0.025 / asked.many, asked.runs - 1))


def _rarest(asked: AblationRequest) -> int:
    """Fewest runs that have to change: all by the same amount, t² = (n - 1) k / (n - k)."""
    square = _quantile(asked) ** 2
    return math.ceil(asked.runs * square / (asked.runs - 1 + square))


def _signed(value: float) -> str:
    return f"+{figure(value)}" if value > 0 else figure(value).replace("-", "−", 1)


def _effect(value: float) -> str:
    return ("+" if value > 0 else "−") + ("∞" if np.isinf(value) else figure(abs(value)))
