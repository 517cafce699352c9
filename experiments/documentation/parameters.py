"""`docs/parameters.md`: every number of the mechanisms, with range, unit, status and origin."""

from __future__ import annotations

import inspect

from experiments.documentation.markdown import (
    anchor,
    code,
    counted,
    escaped,
    file_link,
    number,
    table,
)
from experiments.documentation.mechanisms import all_parameters, module, parameters, title
from sim.parameters import STATUSES, Parameter
from sim.rules import RULES

HEADS = ("parameter", "default", "range", "unit", "status", "meaning, and *source*")

INTRODUCTION = """\
# Parameters

{count} parameters of {rules} mechanisms: {statuses}. {cited} of them cite a source; for an \
assumption
that is where its form comes from, or who argues for its range.

- An **estimate** was computed from data, a **stylised fact** is a regularity that the cited work
  reports, an **assumption** is the authors' judgement: sweep its range before you believe what
  hangs on it.
- The **range** is what a study may vary, and no scenario may leave it. Rates are given a year,
  because that is how they are published, and turned into quarters by the mechanism.
- A unit of 1 is a pure number, or a share.
- Every mechanism has a parameter `on` besides: 1 when it works, 0 when it is switched off.
- A scenario may state another value than the default, with its source; `coalition run --set
  rules.fatigue.gain=0.2` sets one for a run, `parameters={{"rules.fatigue.gain": values}}` one for
  each run of `sim.simulate`.

The table comes from the declarations beside each mechanism, as does `coalition parameters`, which
prints it as text, CSV, JSON or Markdown. What the mechanisms do with these numbers is in
[the model's description](odd.md#7-submodels).

"""


def page() -> str:
    """The page."""
    everything = list(all_parameters())
    head = INTRODUCTION.format(
        count=len(everything),
        rules=len(RULES),
        statuses=counted((p.status for p in everything), STATUSES),
        cited=sum(bool(p.source) for p in everything),
    )
    contents = " · ".join(f"[{title(rule)}](#{anchor(title(rule))})" for rule in RULES)
    return "\n\n".join([head.strip(), contents, *(_section(rule) for rule in RULES)]) + "\n"


def _section(rule: str) -> str:
    doc = inspect.getdoc(module(rule)) or ""
    where = file_link(f"sim/rules/{rule}.py")
    rows = [row(p) for p in parameters(rule).values()]
    parts = [f"## {title(rule)}", f"{escaped(doc.splitlines()[0])} {where}"]
    return "\n\n".join([*parts, table(HEADS, rows, right=[1])])


def row(p: Parameter) -> list[str]:
    """A line of the table."""
    meaning = escaped(p.meaning) + (f". *{escaped(p.source)}*" if p.source else "")
    between = f"{number(p.low)} to {number(p.high)}"
    return [code(p.name), number(p.default), between, p.unit, p.status, meaning]
