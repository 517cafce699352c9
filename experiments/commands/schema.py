"""`coalition schema`: the JSON schema of scenario files."""

from __future__ import annotations

import typer

from experiments.commands.answers import answers


@answers
def schema() -> None:
    """Print the JSON schema of scenario files, with which editors complete and check them.

    Example: coalition schema > scenario.schema.json
    """
    import json

    from sim.scenario import json_schema

    typer.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))
