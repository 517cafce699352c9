"""The whole question: which policy is robust, by which metric, how surely, and why they differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from experiments.robustness.concordance import agreement
from experiments.robustness.disagreement import disagreements
from experiments.robustness.fault import RobustnessError
from experiments.robustness.futures import Performance, performance
from experiments.robustness.metric import metrics
from experiments.robustness.ranking import how_often_first, ranked, scores
from experiments.robustness.regret import regrets

#: Fewest futures of one scenario that are ranked by themselves.
FEWEST = 10


@dataclass
class Robustness:
    """What was found; each table has a column `outcome`.

    Attributes
    ----------
    values : pandas.DataFrame
        Values and ranks, see `ranked`; `scenario` is "" over all scenarios.
    regret : pandas.DataFrame
        See `regrets`.
    winners : pandas.DataFrame
        How often each policy is first in resampled futures, see `how_often_first`.
    agreement : pandas.DataFrame
        Kendall's tau between metrics, see `agreement`.
    disagreements : pandas.DataFrame
        Who names whom and why, see `disagreements`.
    basis : pandas.DataFrame
        What each outcome rests on: `unit`, `higher`, `futures`, `worlds`, `undefined`, `dropped`,
        and the `threshold` of the domain criterion with its origin `stated` (False: median over
        all policies and futures).
    skipped : dict of str to str
        Outcomes that could not be ranked, and why.
    """

    values: pd.DataFrame
    regret: pd.DataFrame
    winners: pd.DataFrame
    agreement: pd.DataFrame
    disagreements: pd.DataFrame
    basis: pd.DataFrame
    skipped: dict[str, str] = field(default_factory=dict)

    def verdict(self, outcome: str) -> str:
        """What comes of it for one outcome, in a sentence or two."""
        rows = self.disagreements[self.disagreements["outcome"] == outcome]
        shares = self.winners[self.winners["outcome"] == outcome]
        count, top = int(rows["count"].sum()), rows.iloc[0]
        words = outcome.replace("_", " ")
        head = f"{top['count']} of {count} metrics name {top['winners']} for {words}"
        by_mean = shares[shares["metric"] == "laplace"].nlargest(1, "share").iloc[0]
        sure = (
            f"by the mean over futures {by_mean['policy']} is first in {by_mean['share']:.0%} of "
            f"{by_mean['resamples']:,} resamples"
        )
        others = ", ".join(f"{row.winners} ({row.metrics})" for row in rows.iloc[1:].itertuples())
        return f"{head}; {sure}." + (f" Others name {others}." if others else "")


def robustness(
    table: pd.DataFrame,
    outcomes: Iterable[str],
    *,
    higher: Mapping[str, str] | None = None,
    thresholds: Mapping[str, float] | None = None,
    policies: Iterable[str] | None = None,
    pessimism: float = 0.5,
    resamples: int = 500,
    seed: int = 0,
) -> Robustness:
    """Rank the policies of a study by the metrics of McPhail et al. (2018).

    Parameters
    ----------
    table : pandas.DataFrame
        A row a run, as `open_study(folder).table()` gives them.
    outcomes : iterable of str
        What to judge by. Outcomes of which nobody can say whether more is better are skipped.
    higher : mapping of str to {"better", "worse"}, optional
        Direction; that of `sim.metrics.OUTCOMES` unless given.
    thresholds : mapping of str to float, optional
        What a future has to reach for the domain criterion, in the outcome's unit; the median over
        all policies and futures unless given.
    policies : iterable of str, optional
        Which to compare; all unless given.
    pessimism : float
        Weight of the worst future in Hurwicz' rule. [0-1]
    resamples, seed : int
        Of the bootstrap behind `winners`.

    Raises
    ------
    RobustnessError
        When columns are missing, or policies did not meet the same worlds.

    Notes
    -----
    A ranking is about the futures of the study and their weights: each counts once.
    """
    names = None if policies is None else tuple(policies)
    parts, skipped = [], {}
    for outcome in outcomes:
        if outcome not in table:
            raise RobustnessError(f"the table has no column '{outcome}'")
        try:
            (found,) = performance(table, [outcome], higher, names)
        except RobustnessError as error:
            if "whether more" not in str(error):
                raise
            skipped[outcome] = str(error)
            continue
        if not len(found.futures):
            skipped[outcome] = "it is undefined, under some policy, in every world"
            continue
        threshold = (thresholds or {}).get(outcome)
        parts.append(of_performance(found, threshold, pessimism, resamples, seed))
    return _joined(parts, skipped)


def of_performance(
    found: Performance,
    threshold: float | None = None,
    pessimism: float = 0.5,
    resamples: int = 500,
    seed: int = 0,
) -> Robustness:
    """The same for one performance, also of a plain table (`of_frame`).

    Examples
    --------
    >>> from experiments.robustness.futures import of_frame
    >>> returns = pd.DataFrame(
    ...     {"rise": [-4, -2, 3], "still": [4, 3, 2], "fall": [12, 8, 1]},
    ...     index=["stocks", "bonds", "money"],
    ... )
    >>> found = of_performance(of_frame(returns, "better", "return"), threshold=0.0)
    >>> best = found.values[found.values["rank"] == 1].set_index("metric")["policy"]
    >>> best["maximin"], best["minimax_regret"], best["laplace"]
    ('money', 'bonds', 'stocks')
    """
    if not len(found.futures):
        raise RobustnessError(f"{found.outcome} is undefined, under some policy, in every future")
    if not 0.0 <= pessimism <= 1.0:
        raise RobustnessError(f"pessimism is {pessimism:g}; it must be between 0 and 1")
    stated = threshold is not None
    level = float(np.median(found.values)) if threshold is None else float(threshold)
    chosen = metrics(found.sign * level, pessimism)
    score = scores(found, chosen)
    values = [ranked(found, chosen)]
    for scenario in found.scenarios:
        part = found.within(scenario)
        if FEWEST <= len(part.futures) < len(found.futures):
            values.append(ranked(part, chosen, scenario))
    basis = {
        "outcome": found.outcome, "unit": found.unit, "higher": found.higher,
        "futures": len(found.futures), "worlds": int(found.counts.sum()),
        "undefined": found.undefined, "dropped": found.dropped, "threshold": level,
        "stated": stated,
    }  # fmt: skip
    return Robustness(
        pd.concat(values, ignore_index=True),
        regrets(found),
        how_often_first(found, chosen, resamples, seed),
        agreement(found.outcome, score),
        disagreements(found, chosen, score),
        pd.DataFrame([basis]),
    )


def _joined(parts: list[Robustness], skipped: dict[str, str]) -> Robustness:
    if not parts:
        why = "; ".join(f"{name}: {reason}" for name, reason in skipped.items())
        raise RobustnessError(f"no outcome can be ranked ({why or 'none was named'})")

    def whole(name: str) -> pd.DataFrame:
        return pd.concat([getattr(part, name) for part in parts], ignore_index=True)

    return Robustness(
        whole("values"), whole("regret"), whole("winners"), whole("agreement"),
        whole("disagreements"), whole("basis"), skipped,
    )  # fmt: skip
