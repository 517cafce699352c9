"""Runs that failed: a table of them, and what they have in common."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from experiments.store.parts import FAILURE, KEYS

_ASTRAY = re.compile(
    r"(?P<column>\S+) of (?P<actor>.+) is not finite (?:after \S+(?: \(rules: (?P<rule>.+?)\))? "
    r"in|at the start of) (?P<quarter>\d{4}Q[1-4])"
)
#: A range of a factor is worth telling when at most this share of all its values lies in it.
_NARROW = 0.5
_TOLD = 4


def collect(tables: Iterable[pa.Table], factors: list[str]) -> pa.Table:
    """The failed runs of all parts: keys, factors, column, actor, rule, quarter, message."""
    chosen = [*KEYS, *factors, FAILURE]
    found = [table.filter(pc.is_valid(table[FAILURE])).select(chosen) for table in tables]
    if not found:
        return pa.table({name: [] for name in chosen})
    table = pa.concat_tables(found).replace_schema_metadata(None)
    messages = table[FAILURE].to_pylist()
    read = [_ASTRAY.match(message) for message in messages]
    for name in ("column", "actor", "rule", "quarter"):
        told = pa.array([match and match[name] for match in read], pa.string())
        table = table.append_column(name, told)
    return table.drop_columns([FAILURE]).append_column("message", pa.array(messages, pa.string()))


def encode(table: pa.Table) -> bytes:
    """The failures as the bytes of failures.parquet."""
    stream = io.BytesIO()
    pq.write_table(table, stream, version="2.6", compression="zstd", compression_level=3)
    return stream.getvalue()


def in_common(failures: pd.DataFrame, design: dict[str, np.ndarray]) -> list[str]:
    """What failed runs share, in words, the most telling first.

    Parameters
    ----------
    failures : pandas.DataFrame
        From failures.parquet.
    design : dict of (points,)
        Values of each factor over the whole design, to compare with.
    """
    if failures.empty:
        return []
    told = []
    for name in ("rule", "column", "quarter", "scenario", "policy"):
        counts = failures[name].value_counts()
        if len(counts) and (name in ("rule", "quarter") or counts.iloc[0] == len(failures)):
            share = _of(int(counts.iloc[0]), len(failures))
            told.append(f"{name} {counts.index[0]} in {share}")
    ranges = []
    for name, values in design.items():
        if name not in failures or values.dtype == object:
            continue
        low, high = failures[name].min(), failures[name].max()
        within = float(np.mean((values >= low) & (values <= high)))
        if within <= _NARROW:
            words = f"{name} {_between(low, high)}, as {100 * within:.0f}% of points"
            ranges.append((within, words))
    return [*told, *[text for _, text in sorted(ranges)[:_TOLD]]]


def _of(count: int, total: int) -> str:
    return "all" if count == total else f"{count:,} of {total:,}"


def _between(low: Any, high: Any) -> str:
    return f"is {low:g}" if low == high else f"between {low:.4g} and {high:.4g}"
