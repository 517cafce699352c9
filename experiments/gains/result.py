"""What a comparison of gains and losses found."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True, eq=False)
class Gains:
    """Tables of who gains, who loses, how it comes about, and when.

    A mean over worlds is taken of paired differences: policy (or scenario) less reference, in the
    same world; the column `over` says which of the two is replaced. `low` to `high` is the
    interval of a number alone; `low_all` to `high_all` are wide enough to hold together.

    Attributes
    ----------
    gains : pandas.DataFrame
        A row for each number of each of those who have it: scenario, policy, reference, by
        ("kind", "actor", "channel", "community" or "year"), name, label (for figures), kind,
        measure, unit, higher (whether more is "better", "worse" or "neither" for them), worlds,
        undefined (worlds left out, because a run of theirs went astray), changed (share of the
        worlds in which it differs), reference_mean, difference, low, high, low_all, high_all (over
        all rows of this scenario, policy and `by`), effect (difference over the standard deviation
        of the reference over worlds), direction ("more", "less", "same" where nothing differs,
        "unclear"), gain ("better", "worse", "neither"). Direction and gain go by low_all to
        high_all, which must lie beyond the indifference. Numbers are means over the quarters;
        of the rows by year, over its quarters, and over all who have the measure.
    trajectories : pandas.DataFrame
        scenario, policy, reference, measure, unit, higher, quarter (1 for the first), date
        ("2026Q3"), q05, q25, median, q75, q95 over worlds, mean, difference, low, high, low_all,
        high_all (over all quarters of this measure). The reference has no difference: NaN.
    divergence : pandas.DataFrame
        scenario, policy, reference, measure, unit, higher, quarter and date of the parting (NaN
        and "" for never), difference, low_all, high_all in that quarter, indifference, hold,
        side ("more", "less", ""), turn and turn_date (from when it stays on the other side for
        `hold` quarters; NaN and "" for never), back (first quarter of those, up to the end, in
        which the difference is no longer sure; NaN where it stays) and back_date, largest and
        largest_date (the difference farthest from zero, and its quarter).
    failures : pandas.DataFrame
        scenario, policy, world, seed, message of runs that went astray.
    over : {"policy", "scenario"}
        What takes the place of what.
    confidence, hold, resamples, seed
        What the tables were made with.
    """

    gains: pd.DataFrame
    trajectories: pd.DataFrame
    divergence: pd.DataFrame
    failures: pd.DataFrame
    over: str = "policy"
    confidence: float = 0.95
    hold: int = 4
    resamples: int = 1000
    seed: int = 0
