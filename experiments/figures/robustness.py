"""Which policy is robust by which metric, and what a wrong choice costs."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from experiments.figures.style import INK, SOFT, blank, styled
from experiments.robustness import METRICS, Robustness, metrics

#: From the first rank to the last; legible in grey print.
_RANKS = LinearSegmentedColormap.from_list("ranks", ["#004488", "#6ea6cd", "#dfecf5"])
#: From no regret to the greatest.
_REGRET = LinearSegmentedColormap.from_list("regret", ["#fffdf5", "#fdb366", "#a50026"])
UNDEFINED = "#e9e9e9"
#: Height of a row and of the rest [inch]; letters of a name on one line.
_ROW, _REST, _WRAP = 0.36, 2.0, 14


@styled
def ranks(found: Robustness, outcome: str, title: str, footer: str) -> Figure:
    """Draw the rank of each policy by each metric, with its value and how surely it is first.

    Parameters
    ----------
    found : Robustness
        From `experiments.robustness.robustness`.
    outcome : str
        Which outcome.
    title, footer : str
        What is shown, and where it comes from.
    """
    rows = found.values[(found.values["outcome"] == outcome) & (found.values["scenario"] == "")]
    names = [name for name in METRICS if name in set(rows["metric"])]
    mean = rows[rows["metric"] == "laplace"].sort_values("rank", kind="stable")
    policies = list(mean["policy"])
    table = rows.set_index(["metric", "policy"])
    rank = table["rank"].unstack().reindex(index=names, columns=policies).to_numpy()
    value = table["value"].unstack().reindex(index=names, columns=policies).to_numpy()
    share = _shares(found, outcome, names, policies)
    basis = found.basis[found.basis["outcome"] == outcome].iloc[0]
    figure = blank(_REST + _ROW * len(names), title, _note(basis, footer))
    axes = figure.add_subplot()
    top = max(len(policies), 2)
    axes.pcolormesh(
        np.ma.masked_invalid(rank), cmap=_RANKS, vmin=1, vmax=top, edgecolors="white", linewidth=1.5
    )
    for row, column in np.ndindex(rank.shape):
        place, share_of = float(rank[row, column]), float(share[row, column])
        words = _told(names[row], float(value[row, column]))
        _cell(axes, row, column, place, words, share_of, top)
    _grid_names(axes, policies, [_metric_words(name) for name in names])
    sensitive = [row for row, name in enumerate(names) if not metrics()[name].level]
    if sensitive and sensitive[0]:
        axes.axhline(sensitive[0], color=SOFT, linewidth=1.2)
        axes.axhline(sensitive[-1] + 1, color=SOFT, linewidth=1.2)
        axes.text(
            len(policies) + 0.06, (sensitive[0] + sensitive[-1] + 1) / 2, "shape alone,\nnot level",
            va="center", fontsize=7.5, color=SOFT,
        )  # fmt: skip
    return figure


def _shares(found: Robustness, outcome: str, names: list[str], policies: list[str]) -> np.ndarray:
    rows = found.winners[found.winners["outcome"] == outcome].set_index(["metric", "policy"])
    return np.asarray(rows["share"].unstack().reindex(index=names, columns=policies))


def _cell(
    axes: Axes, row: int, column: int, rank: float, words: str, share: float, top: int
) -> None:
    if np.isnan(rank):
        axes.add_patch(Rectangle((column, row), 1, 1, facecolor=UNDEFINED, edgecolor="white"))
        axes.text(column + 0.5, row + 0.5, "undefined", ha="center", va="center", fontsize=7,
                  color=SOFT)  # fmt: skip
        return
    colour = "white" if (rank - 1) / (top - 1) < 0.45 else INK
    axes.text(column + 0.2, row + 0.5, f"{rank:.0f}", ha="center", va="center", color=colour,
              fontsize=10, fontweight="bold")  # fmt: skip
    axes.text(column + 0.62, row + 0.32, words, ha="center", va="center", color=colour,
              fontsize=7.5)  # fmt: skip
    axes.text(column + 0.62, row + 0.7, f"first {share:.0%}", ha="center", va="center",
              color=colour, fontsize=6.5)  # fmt: skip


def _number(value: float) -> str:
    if np.isinf(value):
        return "∞"
    return f"{value:.3g}".replace("-", "−")


def _told(metric: str, value: float) -> str:
    return f"{value:.0%}" if metrics()[metric].measures == "share" else _number(value)


def _metric_words(name: str) -> str:
    metric = metrics()[name]
    return f"{name.replace('_', ' ')}\n{metric.meaning}"


def _note(basis: pd.Series, footer: str) -> str:
    unit = str(basis["unit"])
    measured = f" [{unit}]" if unit not in ("", "1") else ""
    return (
        f"Rank (1 is best), value{measured}, and share of the resamples in which the policy is "
        "first. Policies by their mean, the best at the left.\n"
        f"Over {basis['futures']:,} futures; domain: share of futures that reach "
        f"{_number(float(basis['threshold']))} or better.\n{footer}"
    )


def _grid_names(axes: Axes, columns: list[str], rows: list[str]) -> None:
    axes.grid(False)
    axes.set_xlim(0, len(columns))
    axes.set_ylim(len(rows), 0)
    axes.tick_params(length=0, top=False, labeltop=True, labelbottom=False)
    axes.set_xticks(np.arange(len(columns)) + 0.5, [wrapped(name) for name in columns], fontsize=8)
    axes.set_yticks(np.arange(len(rows)) + 0.5, rows, fontsize=7.5)
    for spine in axes.spines.values():
        spine.set_visible(False)


def wrapped(name: str) -> str:
    """A name in lines that fit over a column.

    >>> wrapped("self_financing"), wrapped("liberia/us_freeze")
    ('self financing', 'us freeze')
    """
    import textwrap

    words = name.rpartition("/")[2].replace("_", " ")
    return "\n".join(textwrap.wrap(words, _WRAP)) or name


@styled
def regret_map(regret: pd.DataFrame, outcome: str, title: str, footer: str) -> Figure:
    """Draw how far each policy is behind the best one, scenario by scenario.

    Parameters
    ----------
    regret : pandas.DataFrame
        `Robustness.regret`.
    outcome, title, footer : str
        As for `ranks`.
    """
    rows = regret[regret["outcome"] == outcome]
    over_all = rows[rows["scenario"] == ""].sort_values("mean", kind="stable")
    policies = list(over_all["policy"])
    scenarios = ["", *(name for name in dict.fromkeys(rows["scenario"]) if name)]
    table = rows.set_index(["policy", "scenario"])
    mean = table["mean"].unstack().reindex(index=policies, columns=scenarios).to_numpy()
    most = table["max"].unstack().reindex(index=policies, columns=scenarios).to_numpy()
    unit = str(rows["unit"].iloc[0])
    note = (
        "Regret: how far behind the best policy of the same future. Mean over futures, and in "
        "brackets the greatest. Policies by their mean over all, the best on top.\n" + footer
    )
    figure = blank(2.2 + _ROW * len(policies), title, note)
    axes = figure.add_subplot()
    top = float(np.nanmax(mean)) or 1.0
    image = axes.pcolormesh(mean, cmap=_REGRET, vmin=0, vmax=top, edgecolors="white", linewidth=1.5)
    for row, column in np.ndindex(mean.shape):
        colour = "white" if mean[row, column] > 0.62 * top else INK
        words = f"{_number(float(mean[row, column]))}  ({_number(float(most[row, column]))})"
        axes.text(column + 0.5, row + 0.5, words, ha="center", va="center", fontsize=7.5,
                  color=colour)  # fmt: skip
    heads = ["over all", *scenarios[1:]]
    _grid_names(axes, heads, [name.replace("_", " ") for name in policies])
    axes.axvline(1, color=SOFT, linewidth=1.2)
    scale = figure.colorbar(image, ax=axes, shrink=0.9, aspect=18, pad=0.02)
    scale.outline.set_visible(False)  # type: ignore[operator]
    scale.ax.tick_params(length=0)
    measured = f" [{unit}]" if unit not in ("", "1") else ""
    scale.set_label(f"mean regret, {outcome.replace('_', ' ')}{measured}", fontsize=8)
    return figure
