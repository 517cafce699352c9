"""The schedule as tables: what happens in a quarter, in order."""

from __future__ import annotations

import inspect
import re
from itertools import groupby

import sim.schedule
from experiments.documentation.markdown import code, escaped, kind_name, table
from experiments.documentation.mechanisms import calls
from sim.actors import Actor
from sim.schedule import QUARTER, SUPPLIERS, Phase

HEADS = ("no.", "who", "act", "what they do", "mechanisms")
_ENTRY = re.compile(r"^    (?:\((\w+), \"(\w+)\"\)|\*_each\(\"(\w+)\"\)),")
_COMMENT = re.compile(r"^    # (.+)$")


def stages() -> list[tuple[str, list[Phase]]]:
    """The phases under the comments that part them in `sim/schedule.py`.

    Raises
    ------
    ValueError
        When the file reads otherwise than the schedule that it defines.
    """
    source = inspect.getsource(sim.schedule)
    lines = source.split("QUARTER: tuple[Phase, ...] = (\n")[1].split("\n)\n")[0].splitlines()
    found: list[tuple[str, list[Phase]]] = []
    phases = iter(QUARTER)
    for line in lines:
        if comment := _COMMENT.match(line):
            found.append((comment[1], []))
        elif entry := _ENTRY.match(line):
            found[-1][1].extend(next(phases) for _ in range(len(SUPPLIERS) if entry[3] else 1))
    if [phase for _, stage in found for phase in stage] != list(QUARTER):
        raise ValueError("sim/schedule.py lists its phases in a form that this page cannot read")
    return found


def page_part() -> str:
    """A table a stage, the phases numbered through."""
    parts, count = [], 0
    for stage, phases in stages():
        rows = []
        for act, together in groupby(phases, key=lambda phase: phase[1]):
            kinds = [kind for kind, _ in together]
            count += 1
            mechanisms = sorted({rule for kind in kinds for rule in calls()[kind, act]})
            rows.append(
                [
                    str(count),
                    _who(kinds),
                    code(act),
                    escaped((inspect.getdoc(getattr(kinds[0], act)) or "").splitlines()[0]),
                    ", ".join(code(rule) for rule in mechanisms),
                ]
            )
        topic, _, detail = stage.partition(": ")
        parts.append(f"**{topic.capitalize()}**: {detail}\n\n{table(HEADS, rows, right=[0])}")
    return "\n\n".join(parts)


def _who(kinds: list[type[Actor]]) -> str:
    if tuple(kinds) == SUPPLIERS:
        return "each supplier"
    return ", ".join(kind_name(kind.kind) for kind in kinds)
