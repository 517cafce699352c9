"""One front: from a table of runs to differences, who is best, and whether the runs suffice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from experiments.comparison.adequacy import adequacy
from experiments.comparison.best import best
from experiments.comparison.differences import LEVEL, Differences
from experiments.comparison.resampling import Resampling
from experiments.comparison.worlds import ComparisonError, Worlds
from experiments.comparison.zone import Zone


@dataclass(frozen=True, eq=False)
class Comparison:
    """Policies compared.

    Attributes
    ----------
    worlds : Worlds
        The runs, side by side.
    reference : str
        Policy that the others are compared with.
    zone : Zone
        What counts as no difference.
    resampling : Resampling
        How intervals were made.
    differences, best, adequacy : pandas.DataFrame
        See `Differences.table`, `best` and `adequacy`.
    """

    worlds: Worlds
    reference: str
    zone: Zone
    resampling: Resampling
    differences: pd.DataFrame
    best: pd.DataFrame
    adequacy: pd.DataFrame

    @property
    def is_clear(self) -> bool:
        """Whether every comparison within a scenario has a verdict."""
        within = self.differences["scenario"] != ""
        return not (self.differences["verdict"][within] == "unclear").any()


def compare(
    table: pd.DataFrame | Worlds,
    reference: str = "",
    outcomes: Iterable[str] | None = None,
    *,
    policies: Sequence[str] | None = None,
    zone: Zone | None = None,
    error: float = 1 - LEVEL,
    resamples: int = 2000,
    seed: int = 0,
) -> Comparison:
    """Compare every policy with a reference, world by world.

    Parameters
    ----------
    table : pandas.DataFrame or Worlds
        A row a run, as `experiments.open_study(folder).table()` gives it.
    reference : str
        Policy to compare with; `status_quo`, `none` or the first of the table unless told.
    outcomes, policies : iterable of str, optional
        Which to compare; all of the table unless told.
    zone : Zone, optional
        Half widths of indifference; a tenth of the reference's standard deviation unless told.
    error : float
        Chance that any verdict of a family is wrong; all pooled ones are one family, all within
        scenarios another. [0-1]
    resamples, seed : int
        Of the bootstrap.

    Returns
    -------
    Comparison

    Raises
    ------
    ComparisonError
        When the table does not hold pairs, with the reason.

    Examples
    --------
    >>> import numpy as np
    >>> luck = np.random.default_rng(1).normal(size=200)
    >>> rows = [
    ...     pd.DataFrame({"point": 0, "base": 0, "replicate": range(200), "seed": range(200),
    ...                   "scenario": "here", "policy": policy, "readiness": luck + gain})
    ...     for policy, gain in (("none", 0.0), ("train", 0.5))
    ... ]
    >>> found = compare(pd.concat(rows)).differences
    >>> found.loc[found["scenario"] == "here", ["difference", "verdict"]].round(2).to_numpy()
    array([[0.5, 'better']], dtype=object)
    """
    worlds = table if isinstance(table, Worlds) else Worlds.from_table(table, outcomes, policies)
    if len(worlds.policies) < 2:
        raise ComparisonError(
            f"there is nothing to compare {worlds.policies[0]} with; name at least two policies"
        )
    if not 0.0 < error < 1.0:
        raise ComparisonError(f"error is {error:g}; it must lie between 0 and 1")
    resampling = Resampling(worlds, resamples, seed)
    found = Differences(worlds, worlds.reference(reference), zone or Zone(), resampling)
    differences = found.table(error)
    return Comparison(
        worlds, found.reference, found.zone, resampling, differences, best(found),
        adequacy(found, differences),
    )  # fmt: skip
