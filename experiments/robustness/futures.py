"""Performance of policies over futures: from the rows of a study, or from any table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from experiments.robustness.fault import RobustnessError
from sim.errors import nearest
from sim.metrics import OUTCOMES

#: Columns that make a world, when all policies met the same ones.
WORLD = ("scenario", "point", "replicate")
DIRECTIONS = ("better", "worse")


@dataclass(frozen=True)
class Performance:
    """What each policy came to in each future, by one outcome.

    A future is a scenario at a point of the design; its replicates are averaged. Only worlds in
    which the outcome is defined under every policy count, so that policies are compared over the
    same worlds.

    Attributes
    ----------
    outcome, unit : str
        Name and unit of the outcome.
    higher : {"better", "worse"}
        Whether more of it is to be wished.
    policies : tuple of str
        In the order of the table.
    futures : pandas.DataFrame
        Column `scenario`, and `point` where the table has points: a row a future.
    worlds : (policies, futures, replicates)
        The outcome, the defined worlds of a future first, then NaN. [unit]
    counts : (futures,) int
        Defined worlds of each future, at least 1.
    undefined : int
        Worlds left out because the outcome is undefined, or the run failed, under some policy.
    dropped : int
        Futures left out because none of their worlds is left.
    """

    outcome: str
    unit: str
    higher: str
    policies: tuple[str, ...]
    futures: pd.DataFrame
    worlds: np.ndarray
    counts: np.ndarray
    undefined: int = 0
    dropped: int = 0

    @property
    def sign(self) -> float:
        """1 where more is better, -1 where less is."""
        return 1.0 if self.higher == "better" else -1.0

    @property
    def values(self) -> np.ndarray:
        """Mean over the worlds of each future, `(policies, futures)`. [unit]"""
        known = np.where(np.isfinite(self.worlds), self.worlds, 0.0)
        found: np.ndarray = known.sum(axis=-1) / self.counts
        return found

    @property
    def oriented(self) -> np.ndarray:
        """`values` turned so that more is better, `(policies, futures)`."""
        return self.sign * self.values

    @property
    def scenarios(self) -> tuple[str, ...]:
        """Scenarios of the futures, in order."""
        return tuple(dict.fromkeys(self.futures["scenario"]))

    def within(self, scenario: str) -> Performance:
        """The futures of one scenario only."""
        chosen = (self.futures["scenario"] == scenario).to_numpy()
        return Performance(
            self.outcome, self.unit, self.higher, self.policies,
            self.futures[chosen].reset_index(drop=True), self.worlds[:, chosen],
            self.counts[chosen],
        )  # fmt: skip

    def named(self, place: int) -> str:
        """A future in words, such as "liberia/us_freeze at point 3"."""
        row = self.futures.iloc[place]
        scenario = str(row["scenario"])
        same = self.futures["scenario"] == scenario
        return f"{scenario} at point {row['point']}" if same.sum() > 1 else scenario


def performance(
    table: pd.DataFrame, outcomes: Sequence[str], higher: Mapping[str, str] | None = None,
    policies: Iterable[str] | None = None,
) -> list[Performance]:  # fmt: skip
    """Performance by each outcome from the rows of a study.

    Parameters
    ----------
    table : pandas.DataFrame
        A row a run: `scenario`, `policy`, `point`, `replicate`, and the outcomes, as
        `open_study(folder).table()` gives them.
    outcomes : sequence of str
        Columns. Worlds in which any of them is undefined under any policy are left out of all, so
        ask for one at a time unless they are to be looked at together.
    higher : mapping of str to {"better", "worse"}, optional
        Direction of outcomes; that of `sim.metrics.OUTCOMES` unless given.
    policies : iterable of str, optional
        Which to compare, and in which order; all unless given.

    Raises
    ------
    RobustnessError
        When columns are missing, a direction is unknown, or policies did not meet the same worlds.
    """
    for name in (*WORLD, "policy", *outcomes):
        if name not in table:
            advice = nearest(name, map(str, table.columns))
            raise RobustnessError(f"the table has no column '{name}'{advice}")
    directions = [direction(name, higher) for name in outcomes]
    names = tuple(dict.fromkeys(table["policy"].astype(str) if policies is None else policies))
    index = pd.MultiIndex.from_frame(table[list(WORLD)].drop_duplicates())
    keyed = table.assign(policy=table["policy"].astype(str)).set_index(["policy", *WORLD])
    if keyed.index.has_duplicates:
        raise RobustnessError("a policy has two runs of one scenario, point and replicate")
    cube = []
    for name in names:
        if name not in keyed.index.get_level_values(0):
            raise RobustnessError(f"the table has no policy '{name}'{nearest(name, names)}")
        part = keyed.loc[name, list(outcomes)]
        if len(part) < len(index):
            raise RobustnessError(
                f"the policy '{name}' has {len(part)} runs, others {len(index)}; all policies must "
                "have met the same worlds"
            )
        cube.append(part.reindex(index).to_numpy(dtype=float))
    values = np.stack(cube)  # policy, world, outcome
    defined = np.isfinite(values).all(axis=(0, 2))
    futures, worlds, counts = _by_future(index, values, defined)
    lost = {"undefined": int((~defined).sum()), "dropped": futures.attrs.pop("dropped")}
    return [
        Performance(
            name, OUTCOMES[name].unit if name in OUTCOMES else "", way, names, futures,
            worlds[..., place], counts, **lost,
        )
        for place, (name, way) in enumerate(zip(outcomes, directions, strict=True))
    ]  # fmt: skip


def of_frame(
    frame: pd.DataFrame, higher: str, outcome: str = "performance", unit: str = ""
) -> Performance:
    """Performance from any table of policies by futures.

    Parameters
    ----------
    frame : pandas.DataFrame
        A row a policy (index: its name), a column a future. A future with a missing number is left
        out, for all policies.
    higher : {"better", "worse"}
        Whether more is to be wished.
    outcome, unit : str
        What the numbers are, for words and figures.

    Examples
    --------
    >>> returns = pd.DataFrame({"rise": [-4, 3], "fall": [12, 1]}, index=["stocks", "money"])
    >>> of_frame(returns, "better", "return", "%").oriented.tolist()
    [[-4.0, 12.0], [3.0, 1.0]]
    """
    if higher not in DIRECTIONS:
        raise RobustnessError(f"higher is '{higher}'; it must be better or worse")
    values = frame.to_numpy(dtype=float)
    known = np.isfinite(values).all(axis=0)
    futures = pd.DataFrame({"scenario": [str(name) for name in frame.columns[known]], "point": 0})
    counts = np.ones(int(known.sum()), dtype=np.int64)
    lost = int((~known).sum())
    names = tuple(str(name) for name in frame.index)
    worlds = values[:, known, None]
    return Performance(outcome, unit, higher, names, futures, worlds, counts, lost, lost)


def direction(outcome: str, higher: Mapping[str, str] | None) -> str:
    """Whether more of an outcome is "better" or "worse"; raises where nobody can say."""
    declared = OUTCOMES[outcome].higher if outcome in OUTCOMES else "unknown"
    found = (higher or {}).get(outcome, declared)
    if found in DIRECTIONS:
        return found
    raise RobustnessError(
        f"whether more {outcome} is better is {found}; name it, as in "
        f"higher={{'{outcome}': 'better'}}"
    )


def _by_future(
    index: pd.MultiIndex, values: np.ndarray, defined: np.ndarray
) -> tuple[pd.DataFrame, np.ndarray, np.ndarray]:
    """Futures, `(policy, future, replicate, outcome)` with NaN behind, and worlds of each."""
    frame = index.to_frame(index=False)
    code = frame.groupby(["scenario", "point"], sort=False).ngroup().to_numpy()
    every = frame[["scenario", "point"]].drop_duplicates().reset_index(drop=True)
    counts = np.bincount(code[defined], minlength=len(every))
    worlds = np.full((len(values), len(every), int(counts.max(initial=0)), values.shape[2]), np.nan)
    rows = np.flatnonzero(defined)
    rows = rows[np.argsort(code[rows], kind="stable")]
    starts = np.cumsum(counts) - counts
    place = np.arange(len(rows)) - np.repeat(starts, counts)
    worlds[:, code[rows], place] = values[:, rows]
    kept = counts > 0
    futures = every[kept].reset_index(drop=True)
    futures.attrs["dropped"] = int((~kept).sum())
    return futures, worlds[:, kept], counts[kept]
