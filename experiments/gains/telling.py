"""Gains, losses and partings in sentences: what the runs show, no word about motives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from experiments.gains.measures import KIND_WORDS, MEASURES, measure_of
from experiments.gains.parting import SLIGHT
from experiments.gains.result import Gains
from experiments.gains.wording import amount, decimals, listed, named, scale
from experiments.wording import capital, money

#: Members of a kind that a sentence names.
_NAMED = 3
#: Digits that an interval may show beyond those of the difference.
_FINEST = 2
#: Averages over communities, which have their own rows.
_TWICE = ("legitimacy",)
_WHERE = ["scenario", "policy", "reference"]
_COLUMNS = [*_WHERE, "gain", "by", "name", "measure", "effect", "sentence"]


def told(
    found: Gains | pd.DataFrame, most: int = 8, *, slight: float = SLIGHT, confidence: float = 0.95
) -> pd.DataFrame:
    """Gains, losses, and what is more or less without being either, in sentences.

    A kind of actor is told as a whole, with those of its members that differ most; a member gets
    a sentence of its own where its kind as a whole does not move surely, or moves the other way.

    Parameters
    ----------
    found : Gains or pandas.DataFrame
        A comparison, or its table `gains`, as read back from a file.
    most : int
        Sentences for gains, for losses, and for what is neither, of each scenario and policy; as
        many more of what does not vary under the reference, so that its effect has no scale.
    slight : float
        Effects below this are not told. [standard deviations over worlds]
    confidence : float
        Of the intervals in a bare table; a `Gains` knows its own.

    Returns
    -------
    pandas.DataFrame
        scenario, policy, reference, gain, by, name, measure (which row of the table a sentence
        stands on), effect, sentence; for each scenario and policy the largest effect first. The
        intervals hold together over all rows of the same scenario, policy and `by`. Where nothing
        is sure, one sentence says so.
    """
    table = found.gains if isinstance(found, Gains) else found
    level = found.confidence if isinstance(found, Gains) else confidence
    rows: list[dict[str, object]] = []
    for where, part in table.groupby(_WHERE, sort=False):
        chosen = _largest(part, slight)
        scaled = np.isfinite(chosen["effect"])
        chosen = chosen[chosen.groupby([scaled, "gain"], sort=False).cumcount() < most]
        place = dict(zip(_WHERE, where, strict=True))
        rows += [
            place
            | {name: getattr(row, name) for name in _COLUMNS[3:8]}
            | {"sentence": _sentence(row, _members(part, row), level)}
            for row in _rows(chosen)
        ]
        if chosen.empty:
            nothing = dict.fromkeys(("by", "name", "measure"), "") | {"gain": "neither"}
            text = (
                f"Between {place['policy']} and {place['reference']} in {place['scenario']} no "
                f"difference of at least {slight:g} standard deviations is sure."
            )
            rows.append(place | nothing | {"effect": 0.0, "sentence": text})
    return pd.DataFrame(rows, columns=_COLUMNS)


def _largest(part: pd.DataFrame, slight: float) -> pd.DataFrame:
    """Rows worth a sentence, the largest effect first."""
    sure = part["direction"].isin(("more", "less")) & (part["effect"].abs() >= slight)
    size = part.groupby(["by", "kind", "measure"])["name"].transform("size")
    member = part["by"].isin(("actor", "community"))
    alone = member & (size == 1)
    kinds = part[(part["by"] == "kind") & sure].set_index(["kind", "measure"])["direction"]
    places = pd.MultiIndex.from_frame(part[["kind", "measure"]])
    of_kind = kinds.reindex(places).to_numpy()
    lonely = set(zip(part.loc[alone, "kind"], part.loc[alone, "measure"], strict=True))
    twice = (part["by"] == "kind") & np.array([place in lonely for place in places])
    with_kind = member & ~alone & (of_kind == part["direction"].to_numpy())
    average = (part["kind"] == "host_state") & part["measure"].isin(_TWICE)
    chosen = part[sure & ~twice & ~with_kind & ~average & (part["by"] != "year")]
    # what does not vary under the reference has no scale of its own: it comes last
    relative = (chosen["difference"] / chosen["reference_mean"]).abs().fillna(0.0)
    rank = pd.DataFrame(
        {"effect": chosen["effect"].abs().replace(np.inf, -1.0), "relative": relative}
    )
    order = rank.sort_values(["effect", "relative"], ascending=False, kind="stable").index
    return chosen.loc[order]


def _members(part: pd.DataFrame, row: Any) -> pd.DataFrame:
    """Members of a kind that move with it surely, the largest difference first."""
    if row.by != "kind":
        return part.iloc[:0]
    same = (part["kind"] == row.kind) & (part["measure"] == row.measure)
    with_it = part["direction"] == row.direction
    members = part[same & with_it & part["by"].isin(("actor", "community"))]
    size = members["difference"].abs()
    return members.loc[size.sort_values(ascending=False, kind="stable").index[:_NAMED]]


def _rows(table: pd.DataFrame) -> Iterator[Any]:
    return iter(table.itertuples())


def _sentence(row: Any, members: pd.DataFrame, confidence: float) -> str:
    by, name, unit = (str(getattr(row, key)) for key in ("by", "name", "unit"))
    who = KIND_WORDS[name] if by == "kind" else str(row.label)
    if by in ("actor", "community"):
        who = named(who)
    measure = measure_of(by, name, str(row.measure))
    phrase = measure.told.format(who=who.replace("_", " "))
    size, low, high, sides = _size(row)
    factor, unit = money(size, unit)
    size, low, high = factor * size, factor * low, factor * high
    text = f"{phrase} is {sides} by {amount(size, unit)}{scale(unit)} "
    text += _interval(size, low, high, confidence)
    effect = float(row.effect)
    if np.isfinite(effect):
        text += f", {abs(effect):.1f} standard deviations over worlds"
    if len(members):
        own = [
            f"{named(str(one.label))} ({amount(factor * abs(float(one.difference)), '1')})"
            for one in _rows(members)
        ]
        text += f"; most for {listed(own)}"
    return capital(text) + "."


def _size(row: Any) -> tuple[float, float, float, str]:
    """Size of a difference, its interval turned the same way, and the side."""
    difference, low, high = (
        float(getattr(row, key)) for key in ("difference", "low_all", "high_all")
    )
    if difference >= 0.0:
        return difference, low, high, "higher"
    return -difference, -high, -low, "lower"


def _interval(size: float, low: float, high: float, confidence: float) -> str:
    if not np.isfinite(low):
        return "(too few worlds for an interval)"
    if low == high:
        return "(the same in all worlds)"
    digits = min(max(decimals(size), decimals(high - low) - 1), decimals(size) + _FINEST)
    return f"({100 * confidence:g}% interval {low:,.{digits}f} to {high:,.{digits}f})"


def told_partings(found: Gains | pd.DataFrame, *, confidence: float = 0.95) -> pd.DataFrame:
    """When each measure parts from the reference, in sentences.

    Parameters
    ----------
    found : Gains or pandas.DataFrame
        A comparison, or its table `divergence`.
    confidence : float
        Of the bands in a bare table.

    Returns
    -------
    pandas.DataFrame
        scenario, policy, reference, measure, quarter, sentence; for each scenario and policy in
        order of time, and last, with measure "", one sentence for all that never part.
    """
    table = found.divergence if isinstance(found, Gains) else found
    level = found.confidence if isinstance(found, Gains) else confidence
    rows = [row for where, part in table.groupby(_WHERE, sort=False) for row in _told(part, level)]
    return pd.DataFrame(rows, columns=[*_WHERE, "measure", "quarter", "sentence"])


_SHORT = {measure.name: measure.short for measure in MEASURES if measure.series}


def _told(part: pd.DataFrame, confidence: float) -> Iterator[dict[str, object]]:
    for row in _rows(part.sort_values("quarter", kind="stable")):
        if np.isfinite(row.quarter):
            place = {key: getattr(row, key) for key in (*_WHERE, "measure", "quarter")}
            yield place | {"sentence": _parting(row, confidence)}
    never = part[part["quarter"].isna()]
    if len(never):
        first = never.iloc[0]
        names = listed([_SHORT[name] for name in never["measure"]])
        text = (
            f"Never surely apart from {first['reference']} for {first['hold']} quarters in a row: "
            f"{names}."
        )
        place = {key: first[key] for key in _WHERE}
        yield place | {"measure": "", "quarter": np.nan, "sentence": text}


def _parting(row: Any, confidence: float) -> str:
    measure, unit = str(row.measure), str(row.unit)
    size, low, high, side = _size(row)
    factor, unit = money(max(size, abs(row.largest)), unit)
    size, low, high = factor * size, factor * low, factor * high
    text = f"{capital(_SHORT[measure])} parts from {row.reference} in {row.date}: {side} by "
    text += f"{amount(size, unit)}{scale(unit)} {_interval(size, low, high, confidence)}"
    largest = "higher" if row.largest > 0.0 else "lower"
    most = amount(factor * abs(row.largest), unit)
    text += f"; farthest apart in {row.largest_date}, {largest} by {most}"
    if row.turn_date:
        text += f"; on the other side from {row.turn_date}"
    if row.back_date:
        text += f"; not surely apart any more from {row.back_date}"
    return text + "."
