"""Differences between policies with their intervals and the zone of indifference; who is best."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from experiments.figures.palette import OTHERS, actor_colours
from experiments.figures.style import INK, SOFT, blank, styled
from sim.metrics import OUTCOMES

#: Verdicts in Paul Tol's high-contrast set, told apart in grey print and by colour blindness.
VERDICTS = {
    "better": "#004488",
    "more": "#222222",
    "worse": "#bb5566",
    "less": "#222222",
    "indifferent": "#999999",
    "unclear": "#ddaa33",
}
_MARKS = {
    "better": "o", "more": "^", "worse": "s", "less": "v", "indifferent": "D", "unclear": "X",
}  # fmt: skip
_COLUMNS = 3
#: Height of a row of a panel, and of its title and axis. [inch]
_ROW, _REST, _HEAD = 0.2, 0.72, 1.0
_GREY = "#efefef"
#: Lines above the footer, in which the key stands.
_ROOM = "\n\n\n"
#: Markers of scenarios, told apart without colour too.
_SHAPES = ("o", "s", "^", "D", "v", "P", "X", "*")


@styled
def forest(differences: pd.DataFrame, footer: str, scenario: str = "") -> Figure:
    """A panel an outcome, a row a policy: the difference with both intervals.

    Parameters
    ----------
    differences : pandas.DataFrame
        From `experiments.comparison`.
    footer : str
        Where it comes from.
    scenario : str
        Which to show; all taken together unless told.
    """
    rows = differences[differences["scenario"] == scenario]
    outcomes = [name for name in OUTCOMES if name in set(rows["outcome"])]
    policies = list(dict.fromkeys(rows["policy"]))
    columns = min(_COLUMNS, len(outcomes))
    lines = -(-len(outcomes) // columns)
    reference = rows["reference"].iloc[0]
    where = scenario or "all scenarios"
    height = _HEAD + lines * (_REST + _ROW * len(policies))
    figure = blank(height, f"Difference from {_words(reference)}, {where}", _ROOM + footer)
    grid = figure.subplots(lines, columns, squeeze=False)
    for place, name in enumerate(outcomes):
        axes = grid[divmod(place, columns)]
        _panel(axes, rows[rows["outcome"] == name], policies, name)
        if place % columns:
            axes.set_yticklabels([])
    for empty in grid.ravel()[len(outcomes) :]:
        empty.set_visible(False)
    _legend(figure, _key(set(rows["verdict"])))
    return figure


def _legend(figure: Figure, handles: Sequence[Line2D | Patch]) -> None:
    """Put the key above the footer, in the room that was left there."""
    figure.legend(
        handles=list(handles), loc="lower left", ncols=8, fontsize=8, handletextpad=0.4,
        bbox_to_anchor=(0.0, 0.17 / figure.get_figheight()), columnspacing=1.2,
    )  # fmt: skip


def _panel(axes: Axes, rows: pd.DataFrame, policies: list[str], outcome: str) -> None:
    rows = rows.set_index("policy").reindex(policies)
    zone = float(rows["indifference"].max())
    if np.isfinite(zone):
        axes.axvspan(-zone, zone, color=_GREY, linewidth=0)
    axes.axvline(0.0, color=SOFT, linewidth=0.8)
    ends = rows[["low", "high", "low_all", "high_all", "difference"]].to_numpy(dtype=float)
    for place, (low, high, low_all, high_all, difference) in enumerate(ends):
        verdict = str(rows["verdict"].iloc[place])
        colour = VERDICTS[verdict]
        axes.plot([low_all, high_all], [place, place], color=colour, linewidth=1.2)
        axes.plot([low, high], [place, place], color=colour, linewidth=3.6, alpha=0.55,
                  solid_capstyle="butt")  # fmt: skip
        axes.plot([difference], [place], marker=_MARKS[verdict], color=colour, markersize=4.5,
                  linestyle="none")  # fmt: skip
    unit = OUTCOMES[outcome].unit
    _frame(axes, policies, outcome, "" if unit == "1" else unit)


def _frame(axes: Axes, policies: list[str], outcome: str, unit: str) -> None:
    good = {"better": "more is better", "worse": "less is better", "neither": "neither is better"}
    axes.set_title(f"{_words(outcome)}", fontsize=9, fontweight="bold")
    words = ", ".join(filter(None, [unit, good[OUTCOMES[outcome].higher]]))
    axes.set_xlabel(words, fontsize=7.5, color=SOFT)
    axes.set_yticks(range(len(policies)), labels=[_words(name) for name in policies])
    axes.set_ylim(len(policies) - 0.4, -0.6)
    axes.tick_params(labelsize=8, length=0, axis="y")
    axes.tick_params(labelsize=7.5, axis="x")
    axes.grid(True, axis="x")
    axes.grid(False, axis="y")
    axes.locator_params(axis="x", nbins=5)
    axes.margins(x=0.08)


def _key(verdicts: set[str]) -> list[Line2D | Patch]:
    shown: list[Line2D | Patch] = [
        Line2D([], [], color=VERDICTS[name], marker=_MARKS[name], markersize=5, linewidth=0,
               label=name)
        for name in VERDICTS if name in verdicts
    ]  # fmt: skip
    shown.append(Line2D([], [], color=SOFT, linewidth=3.6, alpha=0.55, label="95% alone"))
    shown.append(Line2D([], [], color=SOFT, linewidth=1.2, label="95% together"))
    shown.append(Patch(color=_GREY, label="indifferent"))
    if "indifferent" in verdicts:  # the zone and the verdict need no two names
        shown[-1] = Patch(color=_GREY, label="zone of indifference")
    return shown


@styled
def by_scenario(differences: pd.DataFrame, footer: str) -> Figure:
    """A panel an outcome, a row a policy, a mark a scenario: where a policy does what it does.

    Parameters
    ----------
    differences : pandas.DataFrame
        From `experiments.comparison`; all of one size: standard deviations of the reference.
    footer : str
        Where it comes from.
    """
    rows = differences[differences["scenario"] != ""]
    outcomes = [name for name in OUTCOMES if name in set(rows["outcome"])]
    policies = list(dict.fromkeys(rows["policy"]))
    scenarios = list(dict.fromkeys(rows["scenario"]))
    columns = min(_COLUMNS, len(outcomes))
    lines = -(-len(outcomes) // columns)
    reference = _words(rows["reference"].iloc[0])
    height = _HEAD + lines * (_REST + _ROW * len(policies))
    figure = blank(height, f"Difference from {reference}, by scenario", _ROOM + footer)
    grid = figure.subplots(lines, columns, squeeze=False)
    colours = actor_colours(scenarios[:8], scenarios)
    apart = np.linspace(-0.26, 0.26, len(scenarios))
    for place, name in enumerate(outcomes):
        axes = grid[divmod(place, columns)]
        axes.axvline(0.0, color=SOFT, linewidth=0.8)
        for number, scenario in enumerate(scenarios):
            part = rows[(rows["outcome"] == name) & (rows["scenario"] == scenario)]
            part = part.set_index("policy").reindex(policies)
            sure = ~part["verdict"].isin(["unclear"]).to_numpy()
            effect = part["effect"].replace([np.inf, -np.inf], np.nan).to_numpy()
            heights = np.arange(len(policies)) + apart[number]
            for chosen, face in ((sure, colours[scenario]), (~sure, "white")):
                axes.scatter(effect[chosen], heights[chosen], s=16, color=face, linewidth=0.9,
                             edgecolor=colours[scenario], zorder=3,
                             marker=_SHAPES[number % len(_SHAPES)])  # fmt: skip
        _frame(axes, policies, name, "sd of the reference")
        if place % columns:
            axes.set_yticklabels([])
    for empty in grid.ravel()[len(outcomes) :]:
        empty.set_visible(False)
    handles: list[Line2D | Patch] = [
        Line2D([], [], color=colours[name], marker=_SHAPES[number % len(_SHAPES)], markersize=5,
               linewidth=0, label=_words(name.rpartition("/")[2]))
        for number, name in enumerate(scenarios)
    ]  # fmt: skip
    if (rows["verdict"] == "unclear").any():
        hollow = Line2D([], [], color=SOFT, marker="o", markersize=5, linewidth=0,
                        markerfacecolor="white", label="hollow: unclear")  # fmt: skip
        handles.append(hollow)
    _legend(figure, handles)
    return figure


@styled
def best_bars(best: pd.DataFrame, footer: str, scenario: str = "") -> Figure:
    """A row an outcome: in which share of the worlds each policy is best, ties shared.

    Parameters
    ----------
    best : pandas.DataFrame
        From `experiments.comparison`.
    footer : str
        Where it comes from.
    scenario : str
        Which to show; all taken together unless told.
    """
    rows = best[best["scenario"] == scenario]
    outcomes = [name for name in OUTCOMES if name in set(rows["outcome"])]
    policies = list(dict.fromkeys(rows["policy"]))
    colours = actor_colours(policies[:8], policies)
    height = 1.35 + 0.42 * len(outcomes)
    where = scenario or "all scenarios"
    title = f"In which share of worlds each policy is best, {where}"
    figure = blank(height, title, _ROOM + footer)
    axes = figure.subplots()
    for place, outcome in enumerate(outcomes):
        part = rows[rows["outcome"] == outcome].set_index("policy").reindex(policies)
        left = 0.0
        for name, row in part.iterrows():
            width = float(np.nan_to_num(row["probability"]))
            axes.barh(place, width, left=left, color=colours.get(str(name), OTHERS), height=0.72,
                      edgecolor="white", linewidth=0.6)  # fmt: skip
            if width >= 0.09:
                words = f"{width:.0%}"
                if width >= 0.16 and np.isfinite(row["low"]):
                    words += f" [{100 * row['low']:.0f}, {100 * row['high']:.0f}]"
                axes.text(left + width / 2, place, words, ha="center", va="center", fontsize=7.5,
                          color=_legible(colours.get(str(name), OTHERS)))  # fmt: skip
            left += width
    axes.set_yticks(range(len(outcomes)), labels=[_words(name) for name in outcomes])
    axes.set_ylim(len(outcomes) - 0.5, -0.5)
    axes.set_xlim(0, 1)
    axes.set_xticks(np.linspace(0, 1, 6), labels=[f"{share:.0%}" for share in np.linspace(0, 1, 6)])
    axes.tick_params(axis="y", length=0)
    axes.grid(False)
    axes.set_xlabel(
        "share of worlds; policies within the zone of indifference of the best share a world "
        "equally; [95% interval]",
        fontsize=8, color=SOFT,
    )  # fmt: skip
    handles = [Patch(color=colours.get(name, OTHERS), label=_words(name)) for name in policies]
    _legend(figure, handles)
    return figure


def _legible(colour: str) -> str:
    """White or ink, whichever stands out on a colour."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return "white" if 0.299 * red + 0.587 * green + 0.114 * blue < 0.55 else INK


def _words(name: str) -> str:
    return name.replace("_", " ")
