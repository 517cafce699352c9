"""What the panels of one page share; made anew for every session, never kept by a module."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from experiments.dashboard.preparing import Prepared
from experiments.dashboard.seeing import Seen
from experiments.dashboard.state import View
from experiments.dashboard.uploads import Uploaded


@dataclass(frozen=True, eq=False)
class Session:
    """A page as its panels see it.

    Attributes
    ----------
    view : View
        What is looked at.
    change : callable
        Look at something else.
    prepared : Prepared
        The world of the view; the last fit one while the view's is not.
    seen : Seen or None
        What was worked out last, None at first.
    uploads : dict of Uploaded
        Files of the session.
    keep : callable
        Keep a file.
    tell : callable
        Show messages, in place of those before.
    """

    view: View
    change: Callable[[View], None]
    prepared: Prepared
    seen: Seen | None
    uploads: dict[str, Uploaded]
    keep: Callable[[Uploaded], None]
    tell: Callable[[list[str]], None]
