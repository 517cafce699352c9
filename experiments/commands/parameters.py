"""`coalition parameters`: every number of the model, with range, unit and origin."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from experiments.commands.answers import answers

if TYPE_CHECKING:
    from sim.scenario import ParameterRow


class Format(StrEnum):
    """Forms of the table."""

    table = "table"
    csv = "csv"
    json = "json"
    markdown = "markdown"


@answers
def parameters(
    rule: Annotated[
        str | None, typer.Option("--rule", help="Only this mechanism, such as fatigue.")
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="Form of the table.")] = Format.table,
) -> None:
    """Print the parameter table: address, default, range, unit, status, meaning, source.

    Example: coalition parameters --rule fatigue
    """
    from sim.errors import AddressError, nearest
    from sim.rules import RULES
    from sim.scenario import parameter_table

    if rule is not None and rule not in RULES:
        raise AddressError(f"there is no rule '{rule}'{nearest(rule, RULES)}")
    rows = [row for row in parameter_table() if rule is None or row.address.split(".")[1] == rule]
    typer.echo(_FORMS[form](rows))


def _table(rows: Sequence[ParameterRow]) -> str:
    from experiments.commands.tables import aligned

    heads = ("address", "default", "low", "high", "unit", "status", "meaning")
    return aligned(
        heads,
        [
            (row.address, f"{row.default:g}", f"{row.low:g}", f"{row.high:g}", row.unit,
             row.status, row.meaning)
            for row in rows
        ],
        right=(1, 2, 3),
    )  # fmt: skip


def _csv(rows: Sequence[ParameterRow]) -> str:
    import csv
    import dataclasses
    import io

    written = io.StringIO()
    writer = csv.DictWriter(written, list(_fields()), lineterminator="\n")
    writer.writeheader()
    writer.writerows(dataclasses.asdict(row) for row in rows)
    return written.getvalue().rstrip("\n")


def _json(rows: Sequence[ParameterRow]) -> str:
    import dataclasses
    import json

    return json.dumps([dataclasses.asdict(row) for row in rows], indent=2, ensure_ascii=False)


def _markdown(rows: Sequence[ParameterRow]) -> str:
    import dataclasses

    from experiments.commands.tables import markdown

    heads = _fields()
    return markdown(heads, [[_word(v) for v in dataclasses.astuple(row)] for row in rows])


def _word(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _fields() -> tuple[str, ...]:
    import dataclasses

    from sim.scenario import ParameterRow

    return tuple(field.name for field in dataclasses.fields(ParameterRow))


_FORMS: dict[Format, Callable[[Sequence[ParameterRow]], str]] = {
    Format.table: _table,
    Format.csv: _csv,
    Format.json: _json,
    Format.markdown: _markdown,
}
