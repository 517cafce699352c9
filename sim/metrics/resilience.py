"""C7: what the first shock did to help and to readiness, and how soon they came back."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.arrays import total
from sim.metrics._numbers import first, mean_where, ratio
from sim.metrics._registry import outcome
from sim.metrics.flows import QUARTERS_PER_YEAR, Flows

_TRIANGLE = "Bruneau et al. 2003, doi:10.1193/1.1623497 (resilience triangle)"

#: Crisis that begins in a quarter and is greater is a shock, as it is what calls promises.
ONSET = 0.05

#: Share of the level before that counts as recovered.
RECOVERED = 0.9


class Response(NamedTuple):
    """What followed a shock, each `(runs,)`; NaN without a shock, or with nothing before it."""

    depth: np.ndarray
    recovery: np.ndarray
    area: np.ndarray
    retention: np.ndarray


def shock_quarter(h: Flows) -> np.ndarray:
    """First quarter in which an event sets in or a crisis begins, `(runs,)`; 0 for none.

    What is there in the first quarter belongs to the world as it starts, and is passed over: there
    is nothing before it to compare with.
    """
    events = np.char.startswith(h.labels("intervention"), "events.")
    strength = h.since_start("strength_of")[..., events]
    sets_in = ((strength[:, 1:] > 0) & (strength[:, :-1] <= 0)).any(-1)
    shock = sets_in | (h.quarterly("onset") > ONSET)
    return np.where(shock[:, 1:].any(1), first(shock[:, 1:]) + 2, 0)


def response(series: np.ndarray, shock: np.ndarray) -> Response:
    """Follow a series after a shock.

    Parameters
    ----------
    series : (runs, 1 + quarter)   From the initial moment on; NaN there if not yet defined.
    shock : (runs,)                Quarter of the shock; 0 for none.

    Notes
    -----
    Y_pre is the mean of the (up to) four quarters before. depth = max(0, Y_pre - min Y) / Y_pre;
    recovery = quarters from the shock until Y is again at 0.9 Y_pre after it first fell below, 0
    if it never did, NaN if it has not by the horizon; area = sum of max(0, Y_pre - Y) / (Y_pre H)
    over the H quarters from the shock to the horizon; retention = mean of the last four of these
    over Y_pre.
    """
    quarter, at = np.arange(series.shape[1]), shock[:, None]
    last = quarter[-1]
    before = (quarter >= at - QUARTERS_PER_YEAR) & (quarter < at) & np.isfinite(series)
    pre = mean_where(series, before)
    pre = np.where(pre > 0, pre, np.nan)
    after = (quarter >= at) & (shock > 0)[:, None]
    level = ratio(np.where(after, series, 0.0), pre[:, None])
    lost = np.where(after, np.maximum(1.0 - level, 0.0), 0.0)
    unknown = np.where(np.isnan(pre), np.nan, 0.0)
    fell = after & (level < RECOVERED)
    back = (np.add.accumulate(fell, axis=1) > 0) & (level >= RECOVERED)
    waited = np.where(first(back) >= 0, first(back) - shock, np.nan)
    recent = after & (quarter > last - QUARTERS_PER_YEAR)
    return Response(
        depth=lost.max(1) + unknown,
        recovery=np.where(fell.any(1), waited, 0.0) + unknown,
        area=ratio(np.asarray(total(lost, -1)), after.sum(1)) + unknown,
        retention=mean_where(level, recent) + unknown,
    )


def help_response(h: Flows) -> Response:
    """What the first shock did to help; the initial moment has no flow."""
    undefined = np.full((h.runs, 1), np.nan)
    return response(np.concatenate([undefined, h.external], axis=1), h.once(shock_quarter))


def readiness_response(h: Flows) -> Response:
    """What the first shock did to readiness."""
    return response(h.since_start("readiness"), h.once(shock_quarter))


@outcome(
    unit="0-1",
    meaning="deepest fall of help after the first shock",
    reference=_TRIANGLE,
    higher="worse",
)
def shock_depth(h: Flows) -> np.ndarray:
    """Depth as in `response`; NaN without a shock or without help in the year before it."""
    return h.once(help_response).depth


@outcome(
    unit="quarters", meaning="time to 90% recovery of help", reference=_TRIANGLE, higher="worse"
)
def recovery_quarters(h: Flows) -> np.ndarray:
    """Recovery as in `response`; NaN without a shock and where it is censored at the horizon."""
    return h.once(help_response).recovery


@outcome(
    unit="0-1",
    meaning="share of help lost from the first shock on",
    reference=_TRIANGLE,
    higher="worse",
)
def shock_area(h: Flows) -> np.ndarray:
    """Area as in `response`; NaN without a shock or without help in the year before it."""
    return h.once(help_response).area


@outcome(
    unit="1",
    meaning="help at the horizon over help before the first shock",
    reference=_TRIANGLE,
    higher="better",
)
def retention(h: Flows) -> np.ndarray:
    """Retention as in `response`; NaN without a shock or without help in the year before it."""
    return h.once(help_response).retention


@outcome(
    unit="0-1",
    meaning="deepest fall of readiness after the first shock",
    reference=_TRIANGLE,
    higher="worse",
)
def readiness_shock_depth(h: Flows) -> np.ndarray:
    """Depth as in `response`, of readiness; NaN without a shock."""
    return h.once(readiness_response).depth


@outcome(
    unit="quarters",
    meaning="time to 90% recovery of readiness",
    reference=_TRIANGLE,
    higher="worse",
)
def readiness_recovery_quarters(h: Flows) -> np.ndarray:
    """Recovery as in `response`, of readiness; NaN without a shock and where it is censored."""
    return h.once(readiness_response).recovery


@outcome(
    unit="0-1",
    meaning="share of readiness lost from the first shock on",
    reference=_TRIANGLE,
    higher="worse",
)
def readiness_shock_area(h: Flows) -> np.ndarray:
    """Area as in `response`, of readiness; NaN without a shock."""
    return h.once(readiness_response).area


@outcome(
    unit="1",
    meaning="readiness at the horizon over readiness before the first shock",
    reference=_TRIANGLE,
    higher="better",
)
def readiness_retention(h: Flows) -> np.ndarray:
    """Retention as in `response`, of readiness; NaN without a shock."""
    return h.once(readiness_response).retention
