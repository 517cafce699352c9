"""Why an actor did what it did: the rules it called in a quarter, with inputs and results.

Nothing is guessed from the code: while one model lives through a quarter, Python's profiler tells
of every call from an actor to a rule, and of every draw. The profiler belongs to the thread, so
models of other sessions are not touched, and the numbers are those of the run itself.
"""

from __future__ import annotations

import pathlib
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from types import CodeType, FrameType
from typing import Any, NamedTuple

import numpy as np

import sim.actors
import sim.rules
from sim.actors import Actor
from sim.parameters import Rule

_RULES = str(pathlib.Path(sim.rules.__file__).parent)
_ACTORS = str(pathlib.Path(sim.actors.__file__).parent)
_DRAWS = ("uniform", "normal")


class Call(NamedTuple):
    """A rule that an actor called, or a number that it drew."""

    act: str
    """What the actor was doing: a phase of the quarter."""
    rule: str
    """File of the rule; "draw" for a draw."""
    function: str
    inputs: dict[str, Any]
    """Arguments by name, copied; the parameters of the mechanism apart."""
    parameters: dict[str, float]
    result: Any


Trace = dict[str, list[Call]]


@contextmanager
def traced() -> Iterator[Trace]:
    """Note, by actor, which rules are called inside the block, in this thread."""
    found: Trace = defaultdict(list)
    open_calls: dict[FrameType, tuple[str, Call]] = {}

    def watch(frame: FrameType, event: str, value: Any) -> None:
        if event == "call":
            begun = _begun(frame)
            if begun is not None:
                open_calls[frame] = begun
        elif event == "return" and frame in open_calls:
            actor, call = open_calls.pop(frame)
            found[actor].append(call._replace(result=_copied(value)))

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        yield found
    finally:
        sys.setprofile(before)
        open_calls.clear()


def _begun(frame: FrameType) -> tuple[str, Call] | None:
    """The actor and the call, where an actor calls a rule or draws."""
    code = frame.f_code
    caller = frame.f_back
    if caller is None:
        return None
    if code.co_filename.startswith(_RULES):
        actor = _acting(caller)
        if actor is None:
            return None
        who, act = actor
        names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
        given = {name: frame.f_locals[name] for name in names}
        inputs = {name: _copied(v) for name, v in given.items() if not isinstance(v, Rule)}
        parameters = {
            name: float(number)
            for rule in given.values()
            if isinstance(rule, Rule)
            for name, number in rule.values.items()
        }
        rule = pathlib.PurePath(code.co_filename).stem
        return who, Call(act, rule, code.co_name, inputs, parameters, None)
    if code.co_name in _DRAWS and _is_of_actor(code):
        actor = _acting(caller)
        if actor is None:
            return None
        who, act = actor
        return who, Call(act, "draw", code.co_name, {"stream": frame.f_locals["stream"]}, {}, None)
    return None


def _is_of_actor(code: CodeType) -> bool:
    return code in (Actor.uniform.__code__, Actor.normal.__code__)


def _acting(frame: FrameType | None) -> tuple[str, str] | None:
    """The actor whose method this frame is, and its phase: the outermost of its methods."""
    if frame is None or not frame.f_code.co_filename.startswith(_ACTORS):
        return None
    actor = None
    act = ""
    while frame is not None and frame.f_code.co_filename.startswith(_ACTORS):
        inner = frame.f_locals.get("self")
        if isinstance(inner, Actor):
            actor, act = inner, frame.f_code.co_name
        frame = frame.f_back
    return None if actor is None else (actor.name, act)


def _copied(value: Any) -> Any:
    """A number as a float, an array as a copy: what comes later shall not change it."""
    if isinstance(value, np.ndarray) and value.ndim:
        return value.copy()
    if isinstance(value, tuple):
        return tuple(_copied(part) for part in value)
    if isinstance(value, int | float | np.number | np.bool_ | np.ndarray):
        return float(value)
    return value
