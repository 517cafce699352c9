"""The command `coalition`. What a command needs is imported when it runs, so that help is quick."""

from __future__ import annotations

import _thread
import os
import signal
import sys
import threading
from typing import Annotated

import typer

from experiments.commands.answers import INTERRUPTED
from experiments.commands.attribute import attribute
from experiments.commands.calibrate import calibrate
from experiments.commands.check import check
from experiments.commands.compare import compare
from experiments.commands.dashboard import dashboard
from experiments.commands.discover import discover
from experiments.commands.parameters import parameters
from experiments.commands.report import report
from experiments.commands.reproduce import reproduce
from experiments.commands.run import run
from experiments.commands.scenarios import scenarios
from experiments.commands.schema import schema
from experiments.commands.search import search
from experiments.commands.sensitivity import sensitivity
from experiments.commands.several import Several
from experiments.commands.sweep import sweep
from experiments.commands.tipping import tipping
from experiments.commands.validate import validate

app = typer.Typer(
    name="coalition",
    help=(
        "A laboratory for coalition dynamics: worlds of partners round a host state, many at "
        "once.\n\nIt makes no forecasts about any named state."
    ),
    epilog="Example: coalition run liberia/baseline --seed 1",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.command()(run)
app.command()(sweep)
app.command(cls=Several)(compare)
for command in (
    sensitivity, discover, attribute, search, tipping, report, reproduce, check, scenarios,
    parameters, schema, validate, calibrate, dashboard,
):  # fmt: skip
    app.command()(command)


def _version(wanted: bool) -> None:
    if wanted:
        from sim import __version__

        typer.echo(f"coalition-lab {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run the command line; always ends with an exit code of 0, 1, 2 or 130."""
    # a scheduler may close the streams (`>&-`): what is said is lost, what is done is not
    sys.stdout, sys.stderr = (
        open(os.devnull, "w", encoding="utf-8") if stream is None else stream
        for stream in (sys.stdout, sys.stderr)
    )
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a log in ASCII shows a question mark, not a traceback
            stream.reconfigure(errors="replace")
    # a scheduler's SIGTERM ends a run as tidily as Ctrl-C
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.unraisablehook = _never_lost
    try:
        app()
    except SystemExit as end:
        if end.code != INTERRUPTED:
            raise
        # An interrupt that passed through exec() of a text, as in a dataclass's making, leaves a
        # mark in CPython by which the ordinary end would become death by signal.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(INTERRUPTED)


def _never_lost(ignored: sys.UnraisableHookArgs) -> None:
    """Interrupt again where the first one fell into a finaliser, which swallows exceptions."""
    if issubclass(ignored.exc_type, KeyboardInterrupt):
        # A little later, since an interrupt now would fall into this hook and be swallowed as well;
        # as SIGTERM, since a shell's background job ignores SIGINT.
        again = threading.Timer(0.05, _thread.interrupt_main, [signal.SIGTERM])
        again.daemon = True
        again.start()
    else:
        sys.__unraisablehook__(ignored)


if __name__ == "__main__":
    main()
