"""A comparison's verdict as a sentence, its numbers those of the table's row."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from experiments.report.blocks import Sentence
from experiments.report.comparison.compared import Compared
from experiments.report.words import capital, in_unit, measured, share, spoken
from experiments.wording import decimals, number

#: Tone of each verdict; what is neither good nor bad has that of a note.
TONES = {
    "better": "better", "worse": "worse", "indifferent": "indifferent", "unclear": "unclear",
    "more": "note", "less": "note",
}  # fmt: skip


def tone(verdict: str) -> str:
    """How a verdict is marked; one that is not known counts as unclear."""
    return TONES.get(verdict, "unclear")


def amount(row: pd.Series[Any], sign: float) -> str:
    """The difference with its simultaneous interval, turned so that `sign` is counted upwards."""
    ends = sorted((sign * float(row["low_all"]), sign * float(row["high_all"])))
    return measured(sign * float(row["difference"]), ends[0], ends[1], str(row["unit"]))


def level(row: pd.Series[Any]) -> str:
    """Mean under the policy and under the reference, so that a difference has a size."""
    if not {"mean", "reference_mean"} <= set(row.index):
        return ""
    means = float(row["mean"]), float(row["reference_mean"])
    if not np.isfinite(means).all():
        return ""
    places = min(decimals(*means, digits=3), max(decimals(means[0] - means[1]), 2))
    here, there = (number(value, places) for value in means)
    return f"on average {here} against {there}"


def zone(compared: Compared, row: pd.Series[Any]) -> str:
    """The indifference zone in words."""
    width = compared.zone(row)
    if not np.isfinite(width):
        return "the indifference zone"
    return f"the indifference zone (±{in_unit(number(width, decimals(width)), str(row['unit']))})"


def told(compared: Compared, row: pd.Series[Any], topic: bool = True) -> Sentence:
    """What a row says.

    Parameters
    ----------
    compared : Compared
        Names and traces.
    row : pandas.Series
        A row of differences.parquet.
    topic : bool
        Whether to begin with the outcome, where no heading says it.
    """
    verdict, sign = str(row["verdict"]), float(row["sign"])
    policy = f"**{capital(compared.label(str(row['policy'])))}**"
    reference = compared.label(str(row["reference"]))
    lead = f"{capital(spoken(str(row['outcome'])))}: " if topic else ""
    where = compared.label(str(row["scenario"]))
    over = "" if str(row["scenario"]) == "" else f" In {where}."
    if verdict in ("better", "worse"):
        up = sign if verdict == "better" else -sign
        aside = "; ".join(filter(None, [level(row), "less is better" if sign < 0 else ""]))
        aside = f" ({aside})" if aside else ""
        share_of = share(float(row["better_share"]))
        tail = f", in {share_of} of worlds" if verdict == "better" else (
            f"; it is better in {share_of} of worlds"
        )  # fmt: skip
        text = f"{policy} is {verdict} than {reference} by {amount(row, up)}{tail}{aside}."
    elif verdict in ("more", "less"):
        up = 1.0 if verdict == "more" else -1.0
        name = spoken(str(row["outcome"]))
        text = f"{policy} has {verdict} {name} than {reference}, by {amount(row, up)}."
    elif verdict == "indifferent":
        text = (
            f"{policy} makes no difference larger than {zone(compared, row)} from {reference}: "
            f"{amount(row, 1.0)}."
        )
    elif np.isfinite(float(row["difference"])) and np.isfinite(float(row["low_all"])):
        text = (
            f"Whether {policy} differs from {reference} is unclear: {amount(row, 1.0)} lies "
            f"neither inside {zone(compared, row)} nor outside it."
        )
    else:
        text = f"Whether {policy} differs from {reference} is unclear: too few worlds define it."
    return Sentence(f"{lead}{text}{over}", (compared.trace(row),))
