"""Parts: the runs of one chunk as a Parquet file whose bytes depend on its content alone."""

from __future__ import annotations

import io
import json
import pathlib
from dataclasses import asdict, dataclass
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

#: Key of what a part says of itself.
ABOUT = b"coalition"
#: What went wrong, as a message; null for a run that went well.
FAILURE = "failure"
#: Columns that name a run, before factors and outcomes.
KEYS: dict[str, Any] = {
    "run": pa.int64(),
    "point": pa.int64(),
    "base": pa.int64(),
    "step": pa.int64(),
    "replicate": pa.int64(),
    "scenario": pa.string(),
    "policy": pa.string(),
    "seed": pa.int64(),
}


@dataclass(frozen=True)
class About:
    """What a part says of itself, so that it is never taken for another.

    Attributes
    ----------
    study : str
        Fingerprint of the study's core.
    part, start, rows, failures : int
        Number of the part, its first run, how many runs it holds and how many of them failed.
    """

    study: str
    part: int
    start: int
    rows: int
    failures: int


def schema(factors: list[str], outcomes: list[str]) -> pa.Schema:
    """Columns of a part: keys, factors, outcomes, failure."""
    numbers = {name: pa.float64() for name in (*factors, *outcomes)}
    return pa.schema({**KEYS, **numbers, FAILURE: pa.string()})


def encode(table: pa.Table, about: About) -> bytes:
    """The Parquet file of a part: fixed layout, no times, a checksum on each page."""
    said = json.dumps(asdict(about)).encode()
    stream = io.BytesIO()
    pq.write_table(
        table.combine_chunks().replace_schema_metadata({ABOUT: said}),
        stream,
        row_group_size=max(table.num_rows, 1),
        version="2.6",
        data_page_version="1.0",
        compression="zstd",
        compression_level=3,
        use_dictionary=["scenario", "policy", FAILURE],
        write_page_checksum=True,
    )
    return stream.getvalue()


def about(path: pathlib.Path) -> About | None:
    """What the part at `path` says of itself; None where there is no readable part."""
    try:
        found = pq.read_metadata(path)
        said = About(**json.loads(found.metadata[ABOUT]))
        return said if said.rows == found.num_rows else None
    except (OSError, pa.ArrowException, ValueError, KeyError, TypeError):
        return None


def read(path: pathlib.Path) -> pa.Table:
    """The rows of a part, its checksums verified."""
    with pq.ParquetFile(path, page_checksum_verification=True) as file:
        return file.read()
