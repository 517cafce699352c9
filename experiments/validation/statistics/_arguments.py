"""What a statistic may be told: windows, actors, columns and amounts, each a kind of argument."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

#: A year such as 2014, or a quarter such as "2014Q3".
When = Annotated[int | str, "when"]
#: Name of a supplier.
Actor = Annotated[str, "actor"]
#: Names of suppliers.
Actors = Annotated[Sequence[str], "actors"]
#: By supplier, who pays for what it brings: a contractor's work counts as its employer's.
Payers = Annotated[Mapping[str, str], "payers"]
#: Name of a column of the world.
ColumnName = Annotated[str, "column"]
#: A number.
Amount = Annotated[float, "amount"]
#: A whole number from 1.
Count = Annotated[int, "count"]

KINDS = ("when", "actor", "actors", "payers", "column", "amount", "count")
