"""C1: lifetimes of ties, and the Kaplan-Meier estimate of their survival."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from sim.errors import HistoryError
from sim.metrics.flows import Flows
from sim.metrics.ties import spells

if TYPE_CHECKING:
    import xarray

#: 97.5% point of the standard normal distribution.
Z95 = 1.959963984540054


class Survival(NamedTuple):
    """A survival curve: a step at each time at which something ended."""

    times: np.ndarray
    """0, then the distinct times of events, (times,)."""
    survival: np.ndarray
    """Estimated chance to live beyond each time. [0-1]"""
    lower: np.ndarray
    """Lower end of the 95% band; NaN where the curve has reached 0."""
    upper: np.ndarray
    """Upper end of the 95% band; NaN where the curve has reached 0."""


def tie_lifetimes(history: xarray.Dataset) -> pd.DataFrame:
    """Lifetimes of all ties, ready for `kaplan_meier`.

    Parameters
    ----------
    history : xarray.Dataset
        From `simulate`, or of a single Mesa run.

    Returns
    -------
    pandas.DataFrame
        A row a tie: run, actor, entered (quarter of the first felt help, 1 is the first), duration
        [quarters], terminated (False where censored at the horizon). Runs that ceased to be finite
        are left out.

    Notes
    -----
    Definition in `sim.metrics.ties.spells`. The age of a tie counts from its entry into the
    history: those that stand in the first quarter may be older.
    """
    flows = Flows(history)
    tied = flows.once(spells)
    run, actor = np.nonzero((tied.entered > 0) & ~flows.astray[:, None])
    runs = np.asarray(history.indexes["run"]) if "run" in history.indexes else np.arange(flows.runs)
    return pd.DataFrame(
        {
            "run": runs[run],
            "actor": flows.labels("actor")[actor],
            "entered": tied.entered[run, actor],
            "duration": tied.duration[run, actor],
            "terminated": tied.ended[run, actor] > 0,
        }
    )


def kaplan_meier(durations: ArrayLike, events: ArrayLike) -> Survival:
    """Survival with right-censoring.

    Parameters
    ----------
    durations : (n,)   Time at risk. [> 0]
    events : (n,)      True where it ended in an event, False where it was censored.

    Returns
    -------
    Survival           times, survival, lower, upper, each (1 + distinct event times,).

    Raises
    ------
    HistoryError
        Shapes that differ, durations that are not above 0, or events that are not true or false.

    Notes
    -----
    S(t) = product over t_i <= t of 1 - d_i / n_i; the censored at t_i are still at risk. The 95%
    band is exp(-exp(log(-log S) +- 1.96 s / |log S|)) with Greenwood's s^2 = sum of
    d_i / (n_i (n_i - d_i)). Source: Kaplan & Meier 1958, doi:10.1080/01621459.1958.10501452.

    Examples
    --------
    Four ties; one ends after 1 quarter, one after 3; one is censored at 2, one at 3. 3/4, then
    3/4 * (1 - 1/2).

    >>> kaplan_meier([1, 2, 3, 3], [True, False, True, False]).survival.tolist()
    [1.0, 0.75, 0.375]
    """
    times, told = np.asarray(durations, dtype=np.float64), np.asarray(events)
    if not np.isin(told, (False, True)).all():
        raise HistoryError("events must be True where it ended and False where it was censored")
    ended = told.astype(bool)
    if times.ndim != 1 or times.shape != ended.shape:
        raise HistoryError(
            f"durations has shape {times.shape} and events {ended.shape}; both must be (n,)"
        )
    if not (times > 0).all():
        raise HistoryError("a duration is not above 0; leave out what was never at risk")
    steps, died = np.unique(times[ended], return_counts=True)
    risk = len(times) - np.searchsorted(np.sort(times), steps, side="left")
    survival = np.cumprod(1.0 - died / risk)
    alive = survival > 0
    lower, upper = np.full(len(steps), np.nan), np.full(len(steps), np.nan)
    gone, at_risk = died[alive], risk[alive]
    log = np.log(survival[alive])
    reach = Z95 * np.sqrt(np.cumsum(gone / (at_risk * (at_risk - gone)))) / -log
    lower[alive], upper[alive] = np.exp(log * np.exp(reach)), np.exp(log * np.exp(-reach))
    return Survival(
        *(
            np.concatenate([[s], c])
            for s, c in ((0.0, steps), (1.0, survival), (1.0, lower), (1.0, upper))
        )
    )
