"""How every command answers: the exit code, and one readable message instead of a traceback."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from typing import ParamSpec

import typer

P = ParamSpec("P")

FAILED, WRONG_INPUT, INTERRUPTED = 1, 2, 130


def say(text: str = "") -> None:
    """Write a line to standard error: what is not the result."""
    typer.echo(text, err=True)


def whole(text: str | int) -> int:
    """A whole number, or a message that shows what was given instead.

    >>> whole("12")
    12
    """
    try:
        return int(text)
    except ValueError:
        raise typer.BadParameter(f"'{text}' is not a whole number") from None


def answers(command: Callable[P, None]) -> Callable[P, None]:
    """Turn errors into messages on standard error and exit codes.

    0 done; 1 failed while running; 2 the input is wrong, with all its faults; 130 interrupted.
    COALITION_DEBUG=1 shows the traceback of what went wrong.
    """

    @functools.wraps(command)
    def answered(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except (typer.Exit, typer.Abort, BrokenPipeError):
            raise
        except KeyboardInterrupt:
            say("Interrupted; nothing was written.")
            raise typer.Exit(INTERRUPTED) from None
        except Exception as error:
            if os.environ.get("COALITION_DEBUG"):
                raise
            code, message = _explained(error)
            sys.stdout.flush()
            say(message)
            raise typer.Exit(code) from None

    return answered


def _explained(error: Exception) -> tuple[int, str]:
    from sim.errors import CoalitionError, NonFiniteState, ScenarioError

    if isinstance(error, ScenarioError):
        count = len(error.faults)
        total = f"\n{count} faults; nothing was done." if count > 1 else ""
        return WRONG_INPUT, f"{error}{total}"
    if isinstance(error, NonFiniteState):
        return FAILED, f"The simulation went astray: {error}"
    if isinstance(error, CoalitionError):
        return WRONG_INPUT, str(error)
    if isinstance(error, MemoryError):
        return FAILED, "There is not enough memory; take fewer --runs or --quarters."
    if isinstance(error, OSError):
        name = f"{error.filename}: " if error.filename else ""
        return FAILED, f"{name}{error.strerror or error}"
    return FAILED, (
        f"This is a fault of coalition-lab, not of your input: {type(error).__name__}: {error}\n"
        "COALITION_DEBUG=1 shows where it happened; please report it."
    )
