"""What a map says, in words."""

from __future__ import annotations

import numpy as np

from experiments.discovery.condition import Condition
from experiments.tipping.axis import Axis
from experiments.tipping.counting import Cells
from experiments.tipping.surfaces import Surface, boundary


def told(found: Cells, smooth: Surface, x: Axis, y: Axis, condition: Condition) -> str:
    """The map in a few sentences: range, boundary with its interval, and the scenario's own place.

    Honest where nothing tips.
    """
    return " ".join(text for _, text in sentences(found, smooth, x, y, condition))


def sentences(
    found: Cells, smooth: Surface, x: Axis, y: Axis, condition: Condition
) -> list[tuple[str, str]]:
    """The same, each sentence behind the table that it was read from.

    Returns
    -------
    list of (str, str)
        "cells", "surface" or "boundary", and the sentence.
    """
    share = found.probability[np.isfinite(found.probability)]
    lead = (
        f"Over {x.address} from {x.span} and {y.address} from {y.span}, {condition.words} "
        f"in {share.min():.0%} to {share.max():.0%} of worlds."
    )
    parts = [("cells", lead)]
    if not (smooth.sure == 1).any() or not (smooth.sure == -1).any():
        side = "reach" if not (smooth.sure == 1).any() else "fall short of"
        text = f"Nowhere on the map does it surely {side} {smooth.level:.0%}: there is no boundary "
        parts.append(("surface", f"{text}to speak of."))
    else:
        beyond = (smooth.sure == 1).mean()
        unclear = (smooth.sure == 0).mean()
        text = f"It is surely {smooth.level:.0%} or more on {beyond:.0%} of the map, and open on "
        parts.append(("surface", f"{text}{unclear:.0%}."))
        parts += [("boundary", text) for text in _along(smooth, x, y)]
    if x.low <= x.now <= x.high and y.low <= y.now <= y.high:
        middle, low, high = smooth.at(x.now, y.now)
        text = f"Where the scenario stands ({x.told(x.now)}, {y.told(y.now)}) it is {middle:.0%} "
        parts.append(("surface", f"{text}({low:.0%} to {high:.0%})."))
    if found.undefined:
        text = f"{found.undefined:,} runs could not be judged and are left out."
        parts.append(("cells", text))
    return parts


def _along(smooth: Surface, x: Axis, y: Axis) -> list[str]:
    """Where it tips at a quarter, half and three quarters of the way, on the axis that decides."""
    tables = {"x": boundary(smooth, "x"), "y": boundary(smooth, "y")}
    along = max(tables, key=lambda name: int(tables[name]["value"].notna().sum()))
    walked, other = (x, y) if along == "x" else (y, x)
    table = tables[along]
    told = []
    for share in (0.25, 0.5, 0.75):
        row = table.iloc[round(share * (len(table) - 1))]
        if np.isnan(row["value"]):
            continue
        # no false precision, and units once
        ends = f"{row['low']:.3g} to {row['high']:.3g}"
        told.append(f"at {other.told(row['at'])} it tips at {walked.told(row['value'])} ({ends})")
    if not told:
        return []
    return [f"Along {walked.address}, by {other.address}: {'; '.join(told)}."]


def beyond(found: Cells, level: float) -> tuple[float, float] | None:
    """The cell just beyond the boundary: of those surely above the level, the least so.

    Returns
    -------
    (x, y) or None
        None where no cell is surely above it.
    """
    table = found.table()
    table = table[(table["low"] > level) & (table["runs"] > 0)]
    if not len(table):
        return None
    row = table.sort_values("probability", kind="stable").iloc[0]
    return float(row["x"]), float(row["y"])
