"""`coalition schema`: the JSON schema of scenario and study files."""

from __future__ import annotations

from typing import Annotated

import typer

from experiments.commands.answers import answers


@answers
def schema(
    study: Annotated[
        bool, typer.Option("--study", help="The schema of study files, not of scenarios.")
    ] = False,
) -> None:
    """Print the JSON schema of scenario files, with which editors complete and check them.

    Example: coalition schema > scenario.schema.json

    Example: coalition schema --study > study.schema.json
    """
    import json

    if study:
        from experiments.study.schema import json_schema
    else:
        from sim.scenario import json_schema

    typer.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))
