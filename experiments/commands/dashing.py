"""The dashboard from command to served page."""

from __future__ import annotations

import importlib.util

import typer

from experiments.commands.answers import INTERRUPTED, say
from experiments.dashboard.fault import DashboardError
from experiments.dashboard.serving import (
    LOCAL,
    address,
    has_assets,
    listening,
    prepare_environment,
    serve,
)


def execute(port: int, host: str, open_browser: bool) -> None:
    """Serve until interrupted, which ends with exit code 130."""
    if not 0 <= port <= 65535:
        raise DashboardError(f"--port is {port}; it must be between 0 and 65535")
    if importlib.util.find_spec("solara") is None:
        raise DashboardError(
            "The dashboard needs solara, which is not installed: "
            "pip install 'coalition-lab[dashboard]'"
        )
    made = listening(host, port)
    prepare_environment()
    typer.echo(f"The dashboard is at {address(host, made)}")
    if host not in LOCAL:
        say("Everybody who reaches this machine can use it: there is no password.")
    if not has_assets():
        say(
            "The page's scripts will come from cdn.jsdelivr.net; to work without a network: "
            "pip install solara-assets"
        )
    say("Ctrl-C ends it.")
    try:
        serve(host, made, open_browser)
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None
    finally:
        made.close()
