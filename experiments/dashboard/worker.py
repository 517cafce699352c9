"""Long work off the page's thread: one piece at a time, with progress and a way to stop."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Generic, Protocol, TypeVar

from experiments.dashboard.computing import Stopped, Tick
from experiments.dashboard.fault import worded

T = TypeVar("T")

#: Wait before work begins: a lever that is still moved starts nothing. [s]
_PATIENCE = 0.05
#: Pieces of work at once over all sessions: more would only take the processor from each other.
_TURNS = threading.BoundedSemaphore(max(2, os.cpu_count() or 2))


@dataclass(frozen=True)
class Told(Generic[T]):
    """What is known of a piece of work.

    Attributes
    ----------
    running, stopped : bool
        Whether it goes on; whether the person stopped it.
    share : float
        How much of it is done. [0-1]
    result : any
        What the last work that came to an end found.
    fault : str
        Why the last work failed, empty when it did not.
    """

    running: bool = False
    stopped: bool = False
    share: float = 0.0
    result: T | None = None
    fault: str = ""


class Cell(Protocol):
    """Where the page keeps a value: a solara reactive, or in a test anything like it."""

    def get(self) -> Any: ...

    def set(self, value: Any) -> None: ...


class Worker:
    """Runs one piece of work at a time; a new one stops the one before.

    Parameters
    ----------
    cell : Cell
        Where `Told` is written.
    """

    def __init__(self, cell: Cell):
        self._cell = cell
        self._lock = threading.RLock()
        self._turn = threading.Lock()
        self._stop: threading.Event | None = None

    def start(self, work: Callable[[Tick], Any]) -> threading.Thread:
        """Begin `work(tick)` in a thread of its own."""
        stop = threading.Event()
        with self._lock:
            if self._stop is not None:
                self._stop.set()
            self._stop = stop
            self._cell.set(Told(running=True, result=self._cell.get().result))
        thread = threading.Thread(target=self._run, args=(work, stop), daemon=True)
        thread.start()
        return thread

    def stop(self) -> None:
        """Stop what runs, if anything does; what was found before stays."""
        with self._lock:
            if self._stop is not None:
                self._stop.set()
                self._stop = None
                self._cell.set(Told(stopped=True, result=self._cell.get().result))

    def leave(self) -> None:
        """Stop without a word: the page is gone."""
        with self._lock:
            if self._stop is not None:
                self._stop.set()
                self._stop = None

    def _run(self, work: Callable[[Tick], Any], stop: threading.Event) -> None:
        def tick(share: float) -> None:
            if stop.is_set():
                raise Stopped
            self._tell(stop, share=share)

        try:
            if stop.wait(_PATIENCE):
                return
            with self._turn, _TURNS:
                tick(0.0)
                found = work(tick)
        except Stopped:
            return
        except Exception as error:
            self._tell(stop, running=False, fault=worded(error))
        else:
            self._tell(stop, running=False, share=1.0, result=found)

    def _tell(self, stop: threading.Event, **known: Any) -> None:
        """Tell, unless something else has begun."""
        with self._lock:
            if self._stop is stop and not stop.is_set():
                if not known.get("running", True):
                    self._stop = None
                self._cell.set(replace(self._cell.get(), **known))
