"""Refusals: tables that cannot answer, each with its name, the rows and a way out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from experiments.sensitivity._registry import Method, given_data
from experiments.sensitivity.fault import SensitivityError
from sim.errors import nearest

#: Rows named in a message.
_NAMED = 3
#: Spread below which an outcome is constant, relative to its size: rounding.
_ROUNDING = 1e-12


def way_out() -> str:
    """What to do when rows of a paired design are lost."""
    return (
        "rerun what is missing or failed (the same command resumes a sweep), or take a method for "
        f"given data ({given_data()})"
    )


def named(keys: pd.DataFrame) -> str:
    """A few rows by their ids."""
    rows = [
        " ".join(f"{name} {value}" for name, value in row.items())
        for row in keys.head(_NAMED).to_dict("records")
    ]
    more = ", ..." if len(keys) > _NAMED else ""
    return "; ".join(rows) + more


def need_table(table: object) -> None:
    """Refuse what is no table, or has no row."""
    if not isinstance(table, pd.DataFrame):
        raise SensitivityError(
            "no table", f"a pandas.DataFrame is needed, not a {type(table).__name__}"
        )
    if table.empty:
        raise SensitivityError("no table", "the table has no rows")


def need_numbers(column: pd.Series) -> None:
    """Refuse an outcome in words: there is no spread to explain."""
    told = column.dropna()
    words = told[pd.to_numeric(told, errors="coerce").isna()]
    if len(words):
        raise SensitivityError(
            "no number",
            f"{column.name} holds {words.iloc[0]!r}; an outcome is a number: code words as 0 and 1",
        )


def need_rows(rows: int, fewest: int, method: str, what: str) -> None:
    """Refuse fewer rows than a method needs to say anything."""
    if rows < fewest:
        raise SensitivityError(
            "too few rows", f"{method} needs {fewest} points for {what}, the table has {rows}"
        )


def need_columns(table: pd.DataFrame, names: Iterable[str], what: str) -> None:
    """Refuse a table that lacks columns."""
    held = [str(name) for name in table.columns]
    for name in names:
        if name not in held:
            advice = nearest(name, held) or f"; it has {', '.join(held[:20])}"
            raise SensitivityError("missing column", f"the table has no {what} '{name}'{advice}")
        if held.count(name) > 1:
            raise SensitivityError("duplicated column", f"two columns are called '{name}'")


def need_ids(table: pd.DataFrame, method: Method) -> None:
    """Refuse rows without ids: they are joined by id and never by order."""
    lacking = [name for name in ("base", "step") if name not in table.columns]
    if lacking:
        raise SensitivityError(
            "unordered rows",
            f"{method.name} needs to know the base sample of each row and its place in it, in the "
            f"columns base and step, and {' and '.join(lacking)} is missing; rows are joined by "
            "these and never by their order. Keep the table of the design and its ids, or take a "
            f"method for given data ({given_data()})",
        )


def refuse_unfinite(bad: pd.DataFrame, runs: int, outcome: str) -> None:
    """NaN and infinity turn all of SALib's indices to zero without a word."""
    raise SensitivityError(
        "non-finite values",
        f"{outcome} or a factor is missing or not finite in {len(bad):,} of {runs:,} runs "
        f"({named(bad)}), and one of them would spoil every index; {way_out()}",
    )


def refuse_duplicates(table: pd.DataFrame, keys: Sequence[str]) -> None:
    """Refuse two rows with one id."""
    twice = table[table.duplicated(list(keys), keep=False)]
    if twice.empty:
        return
    first = twice[(twice[list(keys)] == twice[list(keys)].iloc[0]).all(axis=1)]
    worlds = [n for n in ("policy", "scenario") if n in first and first[n].nunique() > 1]
    advice = (
        f"choose one {' and one '.join(worlds)} first"
        if worlds
        else "drop the copies, or number repeated runs in a column `replicate`"
    )
    raise SensitivityError(
        "duplicated rows",
        f"{len(twice):,} rows share their ids ({named(twice[list(keys)])}); {advice}",
    )


def need_replicates(counts: pd.Series) -> None:
    """Refuse points with fewer replicates than others."""
    most = int(counts.max())
    lacking = counts[counts < most]
    if len(lacking):
        rows = lacking.index.to_frame(index=False)
        raise SensitivityError(
            "missing rows",
            f"{len(lacking):,} points have fewer than {most} replicates ({named(rows)}); "
            f"{way_out()}",
        )


def need_whole(base: np.ndarray, step: np.ndarray, samples: int | None) -> tuple[int, int]:
    """Number of base samples and rows of each; refuses what is lost.

    Parameters
    ----------
    base, step : (points,)
        Ids, sorted.
    samples : int or None
        Base samples of the design, if known.
    """
    length = int(step.max()) + 1
    blocks = samples or int(base.max()) + 1
    if int(base.max()) >= blocks or int(base.min()) < 0 or int(step.min()) < 0:
        raise SensitivityError(
            "wrong design",
            f"the table has base samples from {base.min()} to {base.max()}, the design has "
            f"{blocks:,}; take the table and the design of one study",
        )
    place = base * length + step
    if len(place) == blocks * length:
        return blocks, length
    lost = np.setdiff1d(np.arange(blocks * length), place, assume_unique=True)
    rows = pd.DataFrame({"base": lost // length, "step": lost % length})
    at_end = lost[0] > place[-1]
    if at_end:
        raise SensitivityError(
            "truncated study",
            f"the table ends with base {base[-1]} step {step[-1]}, and {len(lost):,} of "
            f"{blocks * length:,} points are missing after it; finish the sweep (the same command "
            "resumes it), or analyse its first base samples, a power of two of them",
        )
    raise SensitivityError(
        "missing rows",
        f"{len(lost):,} of {blocks * length:,} points are not in the table ({named(rows)}); "
        f"{way_out()}",
    )


def refuse_layout(method: Method, why: str) -> None:
    """Rows whose factor values are not those that their ids promise."""
    raise SensitivityError(
        "shuffled rows",
        f"{why}. Ids and values do not belong together: the rows were shuffled, joined wrongly or "
        f"made by another design than {method.sampler}, or the factors stand in another order "
        "than in the design; join outcomes to the design by id",
    )


def refuse_constant(values: np.ndarray, outcome: str) -> None:
    """Refuse an outcome that does not vary: there is nothing to explain."""
    if is_constant(values):
        raise SensitivityError(
            "constant outcome",
            f"{outcome} is {values.flat[0]:g} everywhere, so that no factor can matter and every "
            "index is zero over zero; look at another outcome or widen the ranges",
        )


def is_constant(values: np.ndarray) -> bool:
    """Whether values differ by rounding at most."""
    return bool(np.ptp(values) <= _ROUNDING * np.abs(values).max(initial=0.0))
