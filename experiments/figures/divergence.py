"""When policies part: series with bands, their paired differences, and the moment marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from experiments.figures.labels import Label, label_right
from experiments.figures.palette import ACTORS
from experiments.figures.style import INK, SOFT, styled
from experiments.figures.timeline import time_figure
from experiments.figures.view import View, shortened
from experiments.gains.measures import MEASURES
from experiments.gains.simulating import AT_ONCE
from experiments.gains.worlds import Worlds
from experiments.wording import capital
from sim.columns import KINDS
from sim.ensemble import simulate
from sim.errors import ParameterError
from sim.scenario import Policy, Scenario

#: Measures that are drawn unless told.
SHOWN = ("help", "readiness", "funding_gap", "legitimacy")
REFERENCE = "#4d4d4d"
_COLOURS = tuple(colour for colour in ACTORS if colour != REFERENCE)
#: More trajectories than these, the reference included, get the inner band only.
_FEW = 2
_OUTER, _INNER, _BAND = 0.13, 0.26, 0.22
#: Height of a panel of series, and of one of differences. [inch]
_SERIES, _DIFFERENCE = 1.45, 1.2
_NAME = 24
#: Shortest span of an axis, by unit, and of any other; room above and below.
_LEAST, _LEAST_OF_ALL = {"persons": 1.0, "0-1": 1e-4}, 1e-3
_ROOM = 0.1
_MANY = {"policy": "policies", "scenario": "scenarios"}
#: What the strip of events reads.
_READ = ("active", "external", "help", "readiness", "strength", "threat", "trust")
_MEASURES = {measure.name: measure for measure in MEASURES if measure.series}


def stage(
    scenario: Scenario, policy: Policy | None, worlds: Worlds | None = None, seed: int = 1
) -> View:
    """What happens in a scenario: its events, for the axis of time.

    Parameters
    ----------
    scenario, policy : Scenario, Policy
        Whose events and levers are shown; with several policies, those of the reference.
    worlds : Worlds, optional
        The worlds that were compared; as many as are simulated at once, unless told.
    seed : int
        Seed of the worlds where none are given.
    """
    met = worlds if worlds is not None else Worlds.common(AT_ONCE, seed)
    kinds = {actor.kind for actor in scenario.actors.values()}
    carried = {name for kind in kinds for name in KINDS[kind].declared()}
    history = simulate(
        scenario, policy=policy, seeds=met.seeds, parameters=met.settings(policy),
        failures="keep", keep=[name for name in _READ if name in carried],
    )  # fmt: skip
    with np.errstate(all="ignore"):  # runs that went astray are left out
        return View(history, scenario, policy)


@styled
def divergence(
    trajectories: pd.DataFrame,
    partings: pd.DataFrame,
    view: View,
    within: str,
    which: Sequence[str] | None = None,
    measures: Sequence[str] = SHOWN,
    note: str = "",
) -> Figure:
    """Draw what policies do over time, and when they part from the reference.

    Parameters
    ----------
    trajectories, partings : pandas.DataFrame
        `Gains.trajectories` and `Gains.divergence`.
    view : View
        What happens, from `stage`.
    within : str
        The scenario in which policies are compared; of a comparison of scenarios, the policy.
    which : sequence of str, optional
        Which policies (scenarios) besides the reference; all unless told.
    measures : sequence of str
        A pair of panels each: the series, and under it the paired difference.
    note : str
        Added at the foot, such as the number of worlds.

    Raises
    ------
    ParameterError
        Where the tables hold nothing of it.
    """
    over = str(partings["over"].iloc[0]) if len(partings) else "policy"
    fixed = "scenario" if over == "policy" else "policy"
    lines = trajectories[trajectories[fixed] == within].assign(who=trajectories[over])
    found = partings[partings[fixed] == within].assign(who=partings[over])
    if which is not None:
        found = found[found["who"].isin(which)]
    shown = [name for name in measures if (found["measure"] == name).any()]
    if not shown:
        raise ParameterError(f"the tables compare none of {', '.join(measures)} in {within!r}")
    reference = str(found["reference"].iloc[0])
    names = list(dict.fromkeys(found["who"]))
    colours = {name: _COLOURS[n % len(_COLOURS)] for n, name in enumerate(names)}
    subject = f"{names[0]} parts" if len(names) == 1 else f"{_MANY[over]} part"
    title = f"When {subject} from {reference}"
    figure, panels = time_figure(view, title, [_SERIES, _DIFFERENCE] * len(shown))
    for place, name in enumerate(shown):
        own = lines[lines["measure"] == name]
        at = found[found["measure"] == name].set_index("who")
        series, difference = panels[2 * place], panels[2 * place + 1]
        _draw_series(series, own, {reference: REFERENCE} | colours)
        _draw_difference(difference, own, at, colours, view.years[0])
    _legend(panels[0], panels[1], len(names))
    words = [within, *([note] if note else []), "illustrative, no forecast"]
    figure.supxlabel("  ·  ".join(words), x=0.01, ha="left", fontsize=7.5, color=SOFT)
    return figure


def _years(part: pd.DataFrame) -> np.ndarray:
    """End of each quarter as a decimal year."""
    dates = part["date"].str
    return np.asarray(dates[:4].astype(int) + dates[5].astype(int) / 4)


def _draw_series(axes: Axes, lines: pd.DataFrame, colours: Mapping[str, str]) -> None:
    """Median and bands of each policy, the reference underneath."""
    for name, colour in colours.items():
        own = lines[lines["who"] == name]
        x = _years(own)
        if len(colours) <= _FEW:
            axes.fill_between(x, own["q05"], own["q95"], color=colour, alpha=_OUTER, linewidth=0)
        axes.fill_between(x, own["q25"], own["q75"], color=colour, alpha=_INNER / len(colours) * 2,
                          linewidth=0)  # fmt: skip
        axes.plot(x, own["median"], color=colour, linewidth=1.5)
    measure = _MEASURES[str(lines["measure"].iloc[0])]
    axes.set_title(f"{capital(measure.short)}{_whole(measure.level, measure.pool)}")
    axes.set_ylabel(_unit(measure.unit))
    drawn = ["q05", "q95"] if len(colours) <= _FEW else ["q25", "q75", "median"]
    _limits(axes, lines[lines["who"].isin(list(colours))][drawn], measure.unit)
    labels = [
        Label(float(lines[lines["who"] == name]["median"].iloc[-1]), shortened(name, _NAME), c)
        for name, c in colours.items()
    ]
    label_right(axes, labels, _SERIES)


def _draw_difference(
    axes: Axes, lines: pd.DataFrame, at: pd.DataFrame, colours: Mapping[str, str], start: float
) -> None:
    """Mean paired differences with their simultaneous bands, and where they part."""
    zone = float(at["indifference"].max())
    axes.axhspan(-zone, zone, color="#eeeeee", linewidth=0, zorder=0)
    axes.axhline(0.0, color=REFERENCE, linewidth=0.8)
    labels = []
    for name, colour in colours.items():
        own = lines[lines["who"] == name]
        x = _years(own)
        axes.fill_between(x, own["low_all"], own["high_all"], color=colour, alpha=_BAND,
                          linewidth=0)  # fmt: skip
        axes.plot(x, own["difference"], color=colour, linewidth=1.5)
        if name in at.index:
            parted: Any = at.loc[name]
            words = f"parts {parted['date']}" if parted["date"] else "never parts"
            if parted["turn_date"]:
                words += f", turns {parted['turn_date']}"
            if parted["back_date"]:
                words += f", back {parted['back_date']}"
            labels.append(Label(float(own["difference"].iloc[-1]), words, colour))
            if parted["date"]:
                place = int(parted["quarter"]) - 1
                axes.plot([x[place]], [own["difference"].iloc[place]], marker="o", markersize=6,
                          color=colour, markeredgecolor="white", zorder=5)  # fmt: skip
    unit = str(at["unit"].iloc[0])
    shown = lines[lines["who"].isin(list(colours))]
    _limits(axes, shown[["low_all", "high_all", "difference"]], unit, zone)
    axes.set_ylabel(f"difference\n{_unit(unit)}", fontsize=8)
    axes.set_xlim(left=start)
    label_right(axes, labels, _DIFFERENCE)


def _limits(axes: Axes, shown: pd.DataFrame, unit: str, zone: float = 0.0) -> None:
    """Limits round what is shown and the zone of indifference; never closer than is of note."""
    values = shown.to_numpy(dtype=float)
    known = values[np.isfinite(values)]
    ends = np.array([known.min(), known.max()]) if known.size else np.zeros(2)
    if zone > 0.0:
        ends = np.array([min(ends[0], -zone), max(ends[1], zone)])
    lack = max(_LEAST.get(unit, _LEAST_OF_ALL) - float(np.ptp(ends)), 0.0) / 2
    room = _ROOM * float(np.ptp(ends)) + lack
    axes.set_ylim(ends[0] - room, ends[1] + room)


def _whole(level: str, pool: str) -> str:
    """Over whom a series is put together."""
    if level == "host":
        return ""
    who = "communities" if level == "community" else "partners"
    return {"sum": f", all {who} together", "mean": f", mean over {who}"}.get(
        pool, f", mean over {who} by population"
    )


def _unit(unit: str) -> str:
    return "[0-1]" if unit == "0-1" else unit.replace(" a quarter", "\na quarter")


def _legend(series: Axes, difference: Axes, policies: int) -> None:
    keys: list[Line2D | Patch] = [
        Line2D([], [], color=INK, linewidth=1.5, label="median over worlds"),
        Patch(color=INK, alpha=_OUTER + _INNER, linewidth=0, label="25–75% of worlds"),
    ]
    if policies + 1 <= _FEW:
        keys.append(Patch(color=INK, alpha=_OUTER, linewidth=0, label="5–95% of worlds"))
    series.legend(handles=keys, ncols=3, loc="lower right", bbox_to_anchor=(1.0, 0.98),
                  borderaxespad=0.0, fontsize=7.5)  # fmt: skip
    difference.set_title("Paired difference from the reference, same worlds", fontsize=9)
    own = [
        Patch(color=INK, alpha=_BAND, linewidth=0, label="band over all quarters"),
        Patch(color="#eeeeee", label="indifference"),
        Line2D([], [], marker="o", linestyle="none", color=INK, label="parts"),
    ]
    difference.legend(handles=own, ncols=3, loc="lower right", bbox_to_anchor=(1.0, 0.98),
                      borderaxespad=0.0, fontsize=7.5)  # fmt: skip
