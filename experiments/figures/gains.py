"""Who gains and who loses: diverging bars by side, by actor and by channel, with intervals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.gridspec import GridSpec
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from experiments.figures.palette import ACTORS
from experiments.figures.style import INK, SOFT, blank, styled
from experiments.gains.measures import MEASURES, measure_of
from experiments.gains.wording import amount
from experiments.wording import capital
from sim.columns import SUPPLIERS
from sim.errors import ParameterError

#: Blue and vermilion of Okabe and Ito: told apart under the common forms of colour blindness.
COLOURS = {"better": ACTORS[0], "worse": ACTORS[5], "neither": "#8c8c8c"}
_WORDS = {"better": "a gain to them", "worse": "a loss to them", "neither": "more or less, neither"}
_SIDES = (
    ("host_state", "The host"),
    ("community", "Communities"),
    ("partner_state", "Partner states"),
    ("intergovernmental_body", "Intergovernmental bodies"),
    ("ngo", "NGOs"),
    ("private_firm", "Firms"),
)
#: Effects beyond this end in an arrow. [standard deviations over worlds]
_FARTHEST = 3.0
#: Measures that the figure by actor shows unless told.
BY_ACTOR = ("help", "leaked", "trust", "political_support", "fatigue")
#: Height of a row and of the rest. [inch]
_ROW, _REST = 0.2, 1.9
#: Top of the legend below the top of the figure. [inch]
_UNDER_TITLE = 0.27


@styled
def by_side(table: pd.DataFrame, scenario: str, policy: str) -> Figure | None:
    """Draw what changes for the host, its people and each kind of partner, on one scale.

    Parameters
    ----------
    table : pandas.DataFrame
        `Gains.gains`, or as read back from a file.
    scenario, policy : str
        Which of its comparisons.

    Returns
    -------
    matplotlib.figure.Figure or None
        None where nothing differs.
    """
    part = _part(table, scenario, policy)
    rows = part[(part["by"] == "kind") & (part["direction"] != "same")]
    sides = [(kind, words) for kind, words in _SIDES if (rows["kind"] == kind).any()]
    if not sides:
        return None
    columns = _balanced([(rows["kind"] == kind).sum() for kind, _ in sides])
    tallest = max(sum(int((rows["kind"] == sides[n][0]).sum()) + 1.6 for n in c) for c in columns)
    figure = blank(_REST + _ROW * tallest, _title("Who gains, who loses", part),
                   _footer(part, "M US$/q: million US$ a quarter"))  # fmt: skip
    whole = GridSpec(1, len(columns), figure)
    finite = rows.loc[np.isfinite(rows["effect"]), "effect"].abs()
    reach = min(max(float(finite.max()) if len(finite) else 1.0, 0.1), _FARTHEST)
    for place, column in enumerate(columns):
        counts = [int((rows["kind"] == sides[n][0]).sum()) for n in column]
        used = sum(counts) + 1.6 * len(counts)
        ratios = [count + 1.6 for count in counts] + [max(tallest - used, 1e-3)]
        grid = whole[place].subgridspec(len(ratios), 1, height_ratios=ratios)
        for row, n in enumerate(column):
            axes = figure.add_subplot(grid[row])
            _effects(axes, rows[rows["kind"] == sides[n][0]], reach)
            axes.set_title(sides[n][1])
            last = row == len(column) - 1
            axes.tick_params(labelbottom=last)
            if last:
                axes.set_xlabel("difference, standard deviations over worlds")
    _legend(figure, rows)
    return figure


@styled
def by_actor(
    table: pd.DataFrame, scenario: str, policy: str, measures: Sequence[str] = BY_ACTOR
) -> Figure | None:
    """Draw what changes for each partner, a panel a measure; None without partners."""
    part = _part(table, scenario, policy)
    rows = part[(part["by"] == "actor") & part["kind"].isin(SUPPLIERS)]
    rows = rows[rows["measure"].isin(measures)]
    if rows.empty:
        return None
    who = rows.drop_duplicates("name").reset_index(drop=True)
    gaps = (who["kind"] != who["kind"].shift()).cumsum() - 1
    at = dict(zip(who["name"], np.arange(len(who)) + 0.6 * gaps, strict=True))
    lowest = max(at.values())
    shown = [name for name in measures if (rows["measure"] == name).any()]
    figure = blank(_REST + 0.2 + _ROW * lowest, _title("By partner", part), _footer(part))
    _apart(figure)
    grid = GridSpec(1, len(shown), figure)
    for place, name in enumerate(shown):
        axes = figure.add_subplot(grid[place])
        some = rows[rows["measure"] == name]
        _bars(axes, some, np.array([at[owner] for owner in some["name"]]))
        axes.set_ylim(lowest + 0.7, -0.7)
        _names(axes, list(at.values()), list(who["label"]) if place == 0 else [])
        _measured(axes, measure_of("actor", "", name).short, some["unit"].iloc[0])
        carried = set(some["name"])
        for owner, height in at.items():
            if owner not in carried:
                axes.axhspan(height - 0.5, height + 0.5, color="#f4f4f4", linewidth=0, zorder=0)
    _legend(figure, rows)
    return figure


@styled
def by_channel(table: pd.DataFrame, scenario: str, policy: str) -> Figure | None:
    """Draw help, and help that turns into capability, by channel; None without channels."""
    part = _part(table, scenario, policy)
    rows = part[part["by"] == "channel"]
    if rows.empty:
        return None
    channels = list(rows["name"].unique())
    shown = [m.name for m in MEASURES if m.level == "channel" and (rows["measure"] == m.name).any()]
    figure = blank(_REST + 0.24 * len(channels), _title("By channel", part), _footer(part))
    grid = GridSpec(1, len(shown), figure)
    for place, name in enumerate(shown):
        axes = figure.add_subplot(grid[place])
        some = rows[rows["measure"] == name]
        _bars(axes, some, np.array([channels.index(channel) for channel in some["name"]]))
        axes.set_ylim(len(channels) - 0.4, -0.6)
        words = [channel.replace("_", " ") for channel in channels]
        _names(axes, list(range(len(channels))), words if place == 0 else [])
        _measured(axes, measure_of("channel", "", name).short, some["unit"].iloc[0])
    _legend(figure, rows)
    return figure


def _part(table: pd.DataFrame, scenario: str, policy: str) -> pd.DataFrame:
    part = table[(table["scenario"] == scenario) & (table["policy"] == policy)]
    if part.empty:
        raise ParameterError(f"the table compares no policy {policy!r} in {scenario!r}")
    return part


def _title(lead: str, part: pd.DataFrame) -> str:
    first = part.iloc[0]
    return f"{lead}: {first[first['over']]} instead of {first['reference']}\n"


def _footer(part: pd.DataFrame, *more: str) -> str:
    first = part.iloc[0]
    left_out = f" ({first['undefined']} left out)" if first["undefined"] else ""
    return "  ·  ".join(
        [
            str(first["scenario"]),
            f"policy {first['policy']}",
            f"{first['worlds']:,} worlds{left_out}, means over time",
            "lines: intervals that hold together",
            *more,
            "illustrative, no forecast",
        ]
    )


def _balanced(counts: Sequence[int]) -> list[list[int]]:
    """Places of panels in one or two columns of about the same height.

    >>> _balanced([5, 5, 8, 4]), _balanced([3])
    ([[0, 1], [2, 3]], [[0]])
    """
    sizes = np.array(counts) + 1.6
    cuts = range(1, len(sizes))
    if not cuts:
        return [[0]]
    cut = min(cuts, key=lambda n: max(sizes[:n].sum(), sizes[n:].sum()))
    return [list(range(cut)), list(range(cut, len(sizes)))]


def _effects(axes: Axes, rows: pd.DataFrame, reach: float) -> None:
    """Bars in standard deviations, with the difference in its own unit beside them."""
    deviation = (rows["difference"] / rows["effect"]).abs().to_numpy()
    at = np.arange(len(rows))
    edge = 1.08 * reach
    for place, (row, sd) in enumerate(zip(_rows(rows), deviation, strict=True)):
        effect = float(np.clip(row.effect, -edge, edge))
        endless = not np.isfinite(row.effect)
        if not endless:
            _bar(axes, place, effect, row)
            if np.isfinite(sd) and sd > 0:
                ends = np.clip([row.low_all / sd, row.high_all / sd], -edge, edge)
                axes.plot(ends, [place] * 2, color=INK, linewidth=0.9, solid_capstyle="butt")
        if endless or abs(row.effect) > edge:
            mark = "D" if endless else (">" if effect > 0 else "<")
            where = 0.0 if endless else effect
            axes.plot([where], [place], marker=mark, markersize=4.5, color=_colour(row))
        sign = "+" if row.difference > 0 else "−"
        words = amount(abs(float(row.difference)), str(row.unit))
        words = words.replace("million US$ a quarter", "M US$/q")
        axes.text(1.02, place, sign + words, va="center", fontsize=7.5, color=SOFT,
                  transform=axes.get_yaxis_transform())  # fmt: skip
    axes.set_xlim(-1.15 * reach, 1.15 * reach)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    names = [
        capital(measure_of("kind", kind, name).short)
        for kind, name in zip(rows["kind"], rows["measure"], strict=True)
    ]
    _names(axes, list(at), names)
    axes.xaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))


def _rows(table: pd.DataFrame) -> Iterator[Any]:
    return iter(table.itertuples())


def _bars(axes: Axes, rows: pd.DataFrame, at: np.ndarray) -> None:
    """Bars in the measure's unit."""
    for place, row in zip(at, _rows(rows), strict=True):
        _bar(axes, float(place), float(row.difference), row)
        if np.isfinite(row.low_all):
            axes.plot([row.low_all, row.high_all], [place] * 2, color=INK, linewidth=0.9,
                      solid_capstyle="butt")  # fmt: skip
    ends = rows[["low_all", "high_all", "difference"]].to_numpy(dtype=float)
    low, high = min(float(np.nanmin(ends)), 0.0), max(float(np.nanmax(ends)), 0.0)
    room = 0.06 * (high - low) or 1.0
    axes.set_xlim(low - room, high + room)
    axes.xaxis.set_major_locator(MaxNLocator(3))


def _bar(axes: Axes, place: float, length: float, row: Any) -> None:
    sure = row.direction in ("more", "less")
    colour = _colour(row)
    axes.barh([place], [length], height=0.66, linewidth=0.8, edgecolor=colour if sure else SOFT,
              color=colour if sure else "white")  # fmt: skip


def _colour(row: Any) -> str:
    return COLOURS[str(row.gain)]


def _apart(figure: Figure) -> None:
    """Room between panels for the numbers at their ends."""
    engine = figure.get_layout_engine()
    if isinstance(engine, ConstrainedLayoutEngine):
        engine.set(w_pad=0.09)


def _names(axes: Axes, at: Sequence[float], names: Sequence[str]) -> None:
    axes.set_yticks(list(at), list(names) if names else [""] * len(at))
    axes.tick_params(axis="y", length=0, labelsize=8)
    axes.tick_params(axis="x", labelsize=7.5)
    axes.grid(axis="x")
    axes.grid(False, axis="y")
    axes.axvline(0.0, color=INK, linewidth=0.8, zorder=3)
    axes.spines["left"].set_visible(False)


def _measured(axes: Axes, short: str, unit: str) -> None:
    axes.set_title(capital(short), fontsize=9)
    words = "difference [0-1]" if unit == "0-1" else f"difference\n[{unit}]"
    axes.set_xlabel(words, fontsize=8)


def _legend(figure: Figure, rows: pd.DataFrame) -> None:
    """What the colours say, as far as they are shown."""
    sure = rows["direction"].isin(("more", "less"))
    keys: list[Patch | Line2D] = [
        Patch(color=COLOURS[gain], label=words)
        for gain, words in _WORDS.items()
        if (sure & (rows["gain"] == gain)).any()
    ]
    if (rows["direction"] == "unclear").any():
        keys.append(Patch(facecolor="white", edgecolor=SOFT, label="not sure"))
    if not np.isfinite(rows["effect"]).all() and (rows["by"] == "kind").all():
        keys.append(Line2D([], [], marker="D", markersize=4.5, linestyle="none", color=SOFT,
                           label="no scale: the reference never varies"))  # fmt: skip
    height = float(figure.get_size_inches()[1])
    corner = (0.003, 1.0 - _UNDER_TITLE / height)
    figure.legend(handles=keys, loc="upper left", ncols=max(len(keys), 1), fontsize=8,
                  bbox_to_anchor=corner, borderaxespad=0.0)  # fmt: skip
