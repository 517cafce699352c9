"""Verdicts: whether enough runs lie in a band, and more than chance would put there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy import stats

PASSES, FAILS, UNCLEAR = "passes", "fails", "unclear"

#: What pattern and placebo say together.
EVIDENCE, NO_EVIDENCE, NOT_REPRODUCED = "evidence", "no evidence", "not reproduced"
OPEN, NO_PLACEBO = "unclear", "no placebo"


@dataclass(frozen=True)
class Inside:
    """How the runs lie to a band.

    Attributes
    ----------
    runs, defined : int
        Runs that went well, and those of them in which the statistic is defined.
    median, low, high : float
        Median and 5 to 95% range over the defined ones; NaN without any.
    share, share_low, share_high : float
        Share of the runs inside the band with its 95% Wilson interval; undefined ones count as
        outside. NaN without a run.
    verdict : str
        See `judge`.
    """

    runs: int
    defined: int
    median: float
    low: float
    high: float
    share: float
    share_low: float
    share_high: float
    verdict: str


def judge(values: np.ndarray, low: float, high: float, needed: float = 0.5) -> Inside:
    """Judge the runs of a statistic against a band.

    Parameters
    ----------
    values : (runs,)
        The statistic of each run that went well; NaN where it is undefined.
    low, high : float
        The band, both ends included.
    needed : float
        Share of the runs that must lie in it. (0-1)

    Returns
    -------
    Inside
        It passes where the median lies in the band and the interval of the share lies at or
        above `needed`; it fails where the interval lies below, or the median outside while
        enough runs are inside; else it is unclear, and more runs would tell.

    Notes
    -----
    Wilson 1927, Journal of the American Statistical Association,
    doi:10.1080/01621459.1927.10502953.

    Examples
    --------
    Sixty of a hundred: the interval is 0.502 to 0.691.

    >>> judge(np.repeat([1.0, 9.0], [60, 40]), 0.0, 2.0).verdict
    'passes'
    >>> judge(np.repeat([1.0, 9.0], [6, 4]), 0.0, 2.0).verdict
    'unclear'
    """
    known = values[np.isfinite(values)]
    inside = int(((known >= low) & (known <= high)).sum())
    if not len(values):
        return nothing()
    interval = stats.binomtest(inside, len(values)).proportion_ci(0.95, "wilson")
    five, median, most = np.quantile(known, [0.05, 0.5, 0.95]) if len(known) else [np.nan] * 3
    central = bool(low <= median <= high)
    if interval.low >= needed and central:
        said = PASSES
    elif interval.high < needed or (interval.low >= needed and not central):
        said = FAILS
    else:
        said = UNCLEAR
    return Inside(
        len(values), len(known), float(median), float(five), float(most), inside / len(values),
        float(interval.low), float(interval.high), said,
    )  # fmt: skip


def nothing() -> Inside:
    """What can be said where there is no run."""
    nan = float("nan")
    return Inside(0, 0, nan, nan, nan, nan, nan, nan, UNCLEAR)


def together(verdicts: Iterable[str]) -> str:
    """Verdict over several measures: all have to pass, and one that fails is enough to fail.

    >>> together(["passes", "unclear"]), together(["passes", "fails"]), together(["passes"])
    ('unclear', 'fails', 'passes')
    """
    said = set(verdicts)
    return FAILS if FAILS in said else UNCLEAR if UNCLEAR in said or not said else PASSES


def evidence(pattern: str, placebo: str | None) -> str:
    """What a pattern is worth, given how it fares without its mechanism.

    Only one that passes with it and fails without it speaks for the mechanism.

    >>> evidence("passes", "fails"), evidence("passes", "passes"), evidence("fails", "fails")
    ('evidence', 'no evidence', 'not reproduced')
    """
    if pattern == FAILS:
        return NOT_REPRODUCED
    if pattern == UNCLEAR:
        return OPEN
    if placebo is None:
        return NO_PLACEBO
    return {FAILS: EVIDENCE, PASSES: NO_EVIDENCE, UNCLEAR: OPEN}[placebo]
