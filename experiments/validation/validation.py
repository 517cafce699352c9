"""Patterns held against an ensemble, and against the same ensemble without their mechanism."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass

import numpy as np
import pandas as pd

from experiments.validation.patterns import Measure, Pattern, PatternFile
from experiments.validation.statistics import STATISTICS
from experiments.validation.verdict import FAILS, PASSES, Inside, evidence, judge, nothing, together
from experiments.validation.worlds import MODEL, PLACEBO, Computed, compute_all, worlds
from sim.streams import run_seeds


@dataclass
class Validation:
    """What came of a validation.

    Attributes
    ----------
    file : PatternFile
        The patterns.
    runs, seed : int
        Runs of each world, and the seed of the ensemble.
    table : pandas.DataFrame
        A row a measure, see `validate`.
    statistics : pandas.DataFrame
        A row a run: `pattern`, `measure`, `variant`, `run`, `seed`, `value`.
    worlds : int
        Scenarios and placebos that were run.
    courses, dates : dict
        By series, `(runs, date)` and `(date,)` decimal years.
    failures : dict
        By pattern and variant, then by run, what went wrong.
    """

    file: PatternFile
    runs: int
    seed: int
    worlds: int
    table: pd.DataFrame
    statistics: pd.DataFrame
    courses: dict[str, np.ndarray]
    dates: dict[str, np.ndarray]
    failures: dict[tuple[str, str], dict[int, str]]

    @property
    def verdicts(self) -> pd.DataFrame:
        """A row a pattern: `pattern`, `window`, `reading_of`, `verdict`, `placebo`, `evidence`."""
        heads = ["pattern", "title", "window", "reading_of", "pattern_verdict", "pattern_placebo",
                 "evidence"]  # fmt: skip
        short = {"pattern_verdict": "verdict", "pattern_placebo": "placebo"}
        return self.table[heads].drop_duplicates("pattern").rename(columns=short)

    @property
    def holds(self) -> bool:
        """Whether every counted pattern passes and every counted placebo fails."""
        return not self.amiss

    @property
    def amiss(self) -> list[str]:
        """Names of counted patterns that do not pass, or whose placebo does not fail."""
        counted = {one.name for one in self.file.patterns if one.counted}
        found = self.verdicts[self.verdicts["pattern"].isin(counted)]
        bad = (found["verdict"] != PASSES) | (found["placebo"] != FAILS)
        return list(found.loc[bad, "pattern"])


def validate(
    file: PatternFile,
    runs: int = 200,
    seed: int = 1,
    processes: int = 1,
    advance: Callable[[int], None] | None = None,
) -> Validation:
    """Hold an ensemble against patterns, each with its placebo.

    Each scenario runs once for all its patterns, then once for each placebo, always in the same
    worlds (the same seeds), so that the mechanism is all that differs.

    Parameters
    ----------
    file : PatternFile
        From `load`.
    runs, seed : int
        Runs of each world, at least 1, and the seed of the ensemble as for `simulate`.
    processes : int
        Worker processes. It changes speed, never a result.
    advance : callable, optional
        Told the number of runs just done.

    Returns
    -------
    Validation
        Its table has a row each measure: pattern, title, window, reading_of, measure, statistic,
        unit, arguments (JSON), band_low, band_high, needed, observed_low, observed_high,
        confidence, source; of the world as it is and, with the prefix `placebo_`, without the
        mechanism: runs, defined, median, low, high (5-95% of runs), share (of runs inside),
        share_low, share_high (95% Wilson), verdict; `pattern_verdict`, `pattern_placebo` over
        all measures of the pattern, and `evidence`.
    """
    asked = worlds(file.patterns, file.series)
    made = compute_all(asked, runs, seed, processes, advance)
    rows = [row for pattern in file.patterns for row in _rows(pattern, made)]
    return Validation(
        file, runs, seed, len(asked), pd.DataFrame(rows), _long(made, runs, seed), made.courses,
        made.dates, made.failures,
    )  # fmt: skip


def _rows(pattern: Pattern, made: Computed) -> list[dict[str, object]]:
    model = [_judged(pattern, one, MODEL, made) for one in pattern.measures]
    without = [
        _judged(pattern, one, PLACEBO, made) if pattern.placebo else None
        for one in pattern.measures
    ]
    said = together(one.verdict for one in model)
    placebo = together(one.verdict for one in without if one) if pattern.placebo else None
    return [
        {
            "pattern": pattern.name, "title": pattern.title, "window": pattern.window,
            "reading_of": pattern.reading_of, "scenario": pattern.scenario.name,
            "measure": one.name, "statistic": one.statistic,
            "unit": STATISTICS[one.statistic].unit,
            "arguments": json.dumps(one.arguments, ensure_ascii=False),
            "band_low": one.low, "band_high": one.high, "needed": one.needed,
            "observed_low": one.observed[0] if one.observed else np.nan,
            "observed_high": one.observed[-1] if one.observed else np.nan,
            "confidence": pattern.confidence, "source": pattern.source,
            **asdict(inside),
            **{f"placebo_{key}": value for key, value in (asdict(off) if off else _BLANK).items()},
            "pattern_verdict": said, "pattern_placebo": placebo or "",
            "evidence": evidence(said, placebo),
        }
        for one, inside, off in zip(pattern.measures, model, without, strict=True)
    ]  # fmt: skip


_BLANK = {**asdict(nothing()), "verdict": ""}


def _judged(pattern: Pattern, one: Measure, variant: str, made: Computed) -> Inside:
    values = made.values[pattern.name, one.name, variant]
    gone = list(made.failures[pattern.name, variant])
    return judge(np.delete(values, gone), one.low, one.high, one.needed)


def _long(made: Computed, runs: int, seed: int) -> pd.DataFrame:
    seeds = run_seeds(seed, runs)
    parts = [
        pd.DataFrame(
            {"pattern": pattern, "measure": measure, "variant": variant, "run": np.arange(runs),
             "seed": seeds, "value": values}
        )
        for (pattern, measure, variant), values in made.values.items()
    ]  # fmt: skip
    return pd.concat(parts, ignore_index=True)
