"""Progress with rate and time left: a bar on a terminal, plain lines in a log."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from experiments.commands.answers import say
from experiments.commands.words import span

Advance = Callable[[int], None]

#: Time between two lines of a log. [s]
_EVERY = 10.0


@contextmanager
def progress(
    total: int, what: str, found: int = 0, note: Callable[[], str] = str
) -> Iterator[Advance]:
    """Show how far the work is; call what it yields with the number of things just done.

    Parameters
    ----------
    total : int
        Number of things in all.
    what : str
        What they are.
    found : int
        Things that were done before; they do not count in the rate.
    note : callable
        Gives further words.
    """
    if sys.stderr.isatty():
        with _bar(total, what, found, note) as advance:
            yield advance
    else:
        yield _lines(total, what, found, note)


@contextmanager
def _bar(total: int, what: str, found: int, note: Callable[[], str]) -> Iterator[Advance]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"), TimeRemainingColumn(),
    )  # fmt: skip
    started = time.perf_counter()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total, completed=found, rate="")
        done = 0

        def advance(count: int) -> None:
            nonlocal done
            done += count
            rate = done / max(time.perf_counter() - started, 1e-9)
            words = ", ".join(filter(None, [pace(rate), note()]))
            bar.update(task, advance=count, rate=words)

        yield advance


def _lines(total: int, what: str, found: int, note: Callable[[], str]) -> Advance:
    started = last = time.perf_counter()
    done = 0

    def advance(count: int) -> None:
        nonlocal done, last
        done += count
        now = time.perf_counter()
        if now - last >= _EVERY and found + done < total:
            last = now
            rate = done / (now - started)
            left = span((total - found - done) / rate)
            words = [f"{found + done:,} of {total:,}", pace(rate), f"{left} left"]
            say(f"{what}: {', '.join(filter(None, [*words, note()]))}")

    return advance


def pace(rate: float) -> str:
    """How fast it goes, per second or, where it is slow, per minute.

    >>> pace(1234.5), pace(0.25)
    ('1,234 a second', '15 a minute')
    """
    return f"{rate:,.0f} a second" if rate >= 1 else f"{60 * rate:,.0f} a minute"
