"""How a search went: what each generation added to the hypervolume, and to the front."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from experiments.figures.style import blank, styled

_LINE, _BARS = "#0072b2", "#b9c6d2"


@styled
def growth(progress: pd.DataFrame, ended: str, footer: str) -> Figure:
    """Draw hypervolume and size of the front by generation.

    Parameters
    ----------
    progress : pandas.DataFrame
        generation, runs, hypervolume, front.
    ended : str
        Why the search ended.
    footer : str
        Where it comes from.
    """
    runs = f"{int(progress['runs'].iloc[-1]):,} runs"
    figure = blank(3.4, "How the search went", f"Ended after {runs}: {ended}. {footer}")
    left, right = figure.subplots(1, 2)
    generation = progress["generation"]
    left.plot(generation, progress["hypervolume"], "-o", color=_LINE, ms=3.5)
    left.set_ylim(0.0, None)
    left.set_title("Hypervolume: what the candidates so far dominate")
    left.set_ylabel("box of the first generation = 1")
    right.bar(generation, progress["front"], color=_BARS, width=0.8)
    right.set_title("Candidates that none so far dominates")
    right.set_ylabel("candidates")
    for axes in (left, right):
        axes.set_xlabel("generation")
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.set_xlim(0.3, float(generation.iloc[-1]) + 0.7)
    return figure
