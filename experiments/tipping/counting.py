"""What happened in each cell of a map: how often the condition held, and how surely."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from experiments.discovery.condition import Condition
from experiments.sensitivity.resampling import normal_quantile
from experiments.tipping.fault import TippingError

LEVEL = 0.95


@dataclass(frozen=True)
class Cells:
    """A grid of cells, all run in the same worlds.

    Attributes
    ----------
    x, y : (columns,), (rows,)
        Values along the axes, ascending.
    crossed : (rows, columns, replicates)
        1 where the condition held, 0 where not, NaN where the run failed or is undefined.
    """

    x: np.ndarray
    y: np.ndarray
    crossed: np.ndarray

    @property
    def runs(self) -> np.ndarray:
        """Worlds in which the condition could be judged, `(rows, columns)`."""
        return np.isfinite(self.crossed).sum(axis=-1)

    @property
    def undefined(self) -> int:
        """Runs that failed or in which an outcome is undefined."""
        return int((~np.isfinite(self.crossed)).sum())

    @property
    def held(self) -> np.ndarray:
        """Worlds in which it held, `(rows, columns)`."""
        return (self.crossed == 1.0).sum(axis=-1)

    @property
    def probability(self) -> np.ndarray:
        """Share of the worlds in which it held, `(rows, columns)`; NaN without any. [0-1]"""
        return np.where(self.runs > 0, self.held / np.maximum(self.runs, 1), np.nan)

    def table(self) -> pd.DataFrame:
        """A row a cell: `x`, `y`, `runs`, `undefined`, `held`, `probability`, `low`, `high`."""
        low, high = wilson(self.held, self.runs)
        y, x = np.meshgrid(self.y, self.x, indexing="ij")
        columns = {
            "x": x, "y": y, "runs": self.runs, "undefined": self.crossed.shape[-1] - self.runs,
            "held": self.held, "probability": self.probability, "low": low, "high": high,
        }  # fmt: skip
        return pd.DataFrame({name: np.ravel(values) for name, values in columns.items()})


def cells(table: pd.DataFrame, x: str, y: str, condition: Condition) -> Cells:
    """The cells of a grid study from its rows.

    Parameters
    ----------
    table : pandas.DataFrame
        A row a run with the columns `x`, `y`, `replicate` and the outcomes of the condition; every
        cell in every replicate.
    x, y : str
        Columns of the axes.
    condition : Condition
        What is asked.
    """
    for name in (x, y, "replicate"):
        if name not in table:
            raise TippingError(f"the table has no column '{name}'")
    across, column = np.unique(table[x].to_numpy(dtype=float), return_inverse=True)
    up, row = np.unique(table[y].to_numpy(dtype=float), return_inverse=True)
    each, replicate = np.unique(table["replicate"].to_numpy(), return_inverse=True)
    shape = (len(up), len(across), len(each))
    if len(table) != np.prod(shape):
        raise TippingError(
            f"the table has {len(table):,} rows, a whole grid {np.prod(shape):,} "
            f"({shape[1]} by {shape[0]} cells in {shape[2]} worlds)"
        )
    crossed = np.full(shape, np.nan)
    value = np.where(condition.defined(table), condition.holds(table).astype(float), np.nan)
    crossed[row, column, replicate] = value
    return Cells(across, up, crossed)


def wilson(
    held: np.ndarray, runs: np.ndarray, level: float = LEVEL
) -> tuple[np.ndarray, np.ndarray]:
    """Interval of a probability from a count (Wilson 1927, doi:10.1080/01621459.1927.10502953).

    Parameters
    ----------
    held, runs : (...)
        How often it held, of how many; without runs the interval is 0 to 1.
    level : float
        Its confidence. (0-1)

    Examples
    --------
    >>> low, high = wilson(np.array(5), np.array(10))
    >>> print(f"{low:.3f} to {high:.3f}")
    0.237 to 0.763
    """
    z = normal_quantile(level)
    n = np.asarray(runs, dtype=float)
    share = np.asarray(held) / np.maximum(n, 1.0)
    middle = share * n + z * z / 2.0
    half = z * np.sqrt(share * (1.0 - share) * n + z * z / 4.0)
    return (middle - half) / (n + z * z), (middle + half) / (n + z * z)
