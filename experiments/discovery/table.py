"""Boxes as a tidy table: a row a restricted factor, what the whole box is worth beside it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from experiments.discovery.condition import Condition
from experiments.discovery.labels import Label, label
from experiments.discovery.result import Discovery
from experiments.discovery.words import sentence


def boxes_table(
    found: Discovery, labels: Mapping[str, Label], condition: Condition, meant: str = "",
    *, policy: str = "", scenario: str = "",
) -> pd.DataFrame:  # fmt: skip
    """The chosen box of a search.

    Returns
    -------
    pandas.DataFrame
        policy, scenario ("" over all), outcome, condition, failing (the condition in words),
        method, factor, low, high (NaN where it is open), allowed (labels that are left, "" of
        numbers), unit, words, least, most (range searched), stability (share of halves in which
        every side of this restriction came back), low_from, low_to, high_from, high_to (spread of
        its bounds), density, coverage, base_rate, mass, each of them with its interval (_low,
        _high), held_out_density, held_out_coverage (with _low, _high), verdict, sentence, told
        (verdict in words), runs, points, resampled ("points" or
        "replicates"), failures, undefined. Where there is no box, one row with
        the factor "".
    """
    fresh = found.held_out
    whole: dict[str, object] = {
        "policy": policy,
        "scenario": scenario,
        "outcome": ", ".join(condition.outcomes),
        "condition": str(condition),
        "failing": meant or condition.words,
        "method": found.method,
    }
    worth: dict[str, object] = {}
    for measure, (low, high) in found.intervals.items():
        worth |= {measure: getattr(found, measure), f"{measure}_low": low, f"{measure}_high": high}
    for measure, spread in (("density", fresh.density), ("coverage", fresh.coverage)):
        names = [f"held_out_{measure}{end}" for end in ("", "_low", "_high")]
        worth |= dict(zip(names, spread, strict=True))
    worth |= {
        "verdict": found.verdict.kind,
        "sentence": sentence(found, labels),
        "told": found.verdict.words,
        "runs": len(found.sample.failing),
        "points": found.sample.points,
        "resampled": found.sample.unit,
        "failures": int(found.sample.failing.sum()),
        "undefined": found.sample.dropped,
    }
    names = [name for name in found.leading if name in found.chosen.factors]
    rows = [whole | _row(found, labels, name) | worth for name in names or [""]]
    return pd.DataFrame(rows)


def _row(found: Discovery, labels: Mapping[str, Label], name: str) -> dict[str, object]:
    one, words = found.chosen[name], label(labels, name)
    numeric = bool(name) and not one.is_categorical
    column = found.sample.table[name] if numeric else None
    row: dict[str, object] = {
        "factor": name,
        "low": one.low if np.isfinite(one.low) else np.nan,
        "high": one.high if np.isfinite(one.high) else np.nan,
        "allowed": ", ".join(map(str, one.values)),
        "unit": words.unit if name else "",
        "words": words.clause(one) if name else "",
        "least": np.nan if column is None else float(column.min()),
        "most": np.nan if column is None else float(column.max()),
        "stability": found.share(name) if name else np.nan,
    }
    for side in ("low", "high"):
        spread = found.spread(name, side) if name else (np.nan, np.nan)
        row |= {f"{side}_from": spread[0], f"{side}_to": spread[1]}
    return row
