"""What a run comes to: a few lines for the terminal, all outcomes for the folder."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from typing import Any

import pandas as pd

from experiments.commands.request import Request
from experiments.commands.tables import aligned, markdown
from sim.metrics import LEAD, OUTCOMES, summary
from sim.scenario import Intervention

#: Outcomes that the terminal shows, after those that always stand together.
CHOSEN = (
    *LEAD, "funding_gap", "external_total_musd", "own_total_musd", "largest_partner",
    "funding_volatility", "trust", "tie_survival", "legitimacy", "threat", "shock_depth",
    "recovery_quarters",
)  # fmt: skip
#: Below so many runs a range says nothing.
FEWEST = 30
DISCLAIMER = (
    "The values are illustrative and the results hold under the scenario's assumptions; "
    "this is no forecast about any named state."
)


def figure(value: Any) -> str:
    """A number with three digits that mean something.

    >>> figure(0.41234), figure(140.8), figure(1898.5), figure(0.0), figure(float("nan"))
    ('0.412', '141', '1,898', '0', '–')
    """
    if pd.isna(value):
        return "–"
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}" if abs(value) >= 1e-3 else "0" if value == 0 else f"{value:.1e}"


def terminal(table: pd.DataFrame) -> str:
    """Median and 5–95% range of the chosen outcomes, for a terminal."""
    chosen = [name for name in CHOSEN if name in table]
    found = summary(table[chosen]).loc[chosen]
    # stability without the two that put it in its place is not shown
    together = found.index.isin(LEAD) & (found["runs"].get(LEAD[0], 0) > 0)
    found = found[(found["runs"] > 0) | together]
    heads = ("outcome", "median", "5%", "95%", "unit", "meaning")
    rows = [
        (str(name), *(figure(row[part]) for part in ("median", "low", "high")), str(row["unit"]),
         _meaning(str(name), int(row["runs"]), len(table)))
        for name, row in found.iterrows()
    ]  # fmt: skip
    lines = aligned(heads, rows, right=(1, 2, 3)).split("\n")
    if sys.stdout.isatty():
        width = shutil.get_terminal_size().columns
        lines = [line if len(line) <= width else f"{line[: width - 1]}…" for line in lines]
    return "\n".join(lines)


def _meaning(name: str, defined: int, runs: int) -> str:
    some = "" if defined == runs else f" (in {defined:,} of {runs:,} runs)"
    return OUTCOMES[name].meaning + some


def report(
    request: Request,
    table: pd.DataFrame,
    failures: int,
    pictures: Sequence[tuple[str, str]],
    undrawn: Sequence[str],
) -> str:
    """summary.md: what was run, all outcomes, the pictures, the command that makes it again.

    `pictures` are pairs of file name and caption, `undrawn` names of figures without content.
    """
    scenario, policy = request.scenario, request.policy
    heads = ("outcome", "median", "5%", "95%", "unit", "runs", "meaning")
    rows = [
        (f"`{name}`", *(figure(row[part]) for part in ("median", "low", "high")),
         str(row["unit"]), f"{row['runs']:,}", OUTCOMES[str(name)].meaning)
        for name, row in summary(table).iterrows()
    ]  # fmt: skip
    settings = [f"- `{address}` = {value:g}" for address, value in request.settings.items()]
    parts = [
        f"# {scenario.title}",
        f"Scenario `{scenario.name}`, policy `{policy.name}` ({policy.title}), {request.runs:,} "
        f"runs of {scenario.quarters} quarters from {scenario.start}, seed {request.seed}.",
        *(["Changed on the command line:\n\n" + "\n".join(settings)] if settings else []),
        *([f"**{failures:,} runs went astray**; see failures.parquet."] if failures else []),
        DISCLAIMER,
        "## Outcomes",
        "Over runs: the median and the range that holds nine runs in ten. Stability is no good in "
        "itself: a frozen, dependent, useless partnership is stable too, so read it with readiness "
        "and autonomy."
        + ("" if request.runs >= FEWEST else f" Fewer than {FEWEST} runs: ranges say little."),
        markdown(heads, rows, right=(1, 2, 3, 5)),
        *(["## Pictures"] if pictures else []),
        *[f"![{caption}](figures/{name})\n\n{caption}" for name, caption in pictures],
        *([f"Not drawn, for want of content: {', '.join(undrawn)}."] if undrawn else []),
        *_events(request),
        "## Again",
        f"```\n{request.again}\n```",
    ]
    return "\n\n".join(parts) + "\n"


def _events(request: Request) -> list[str]:
    """What may happen, with its source."""
    found = {**request.scenario.events, **request.policy.levers}
    if not found:
        return []
    rows = [(_when(request, event), event.title, event.source) for event in found.values()]
    return ["## Events and levers", markdown(("when", "what", "source"), rows)]


def _when(request: Request, event: Intervention) -> str:
    when, start = event.when, request.scenario.start
    if when.kind == "date" and when.first is not None:
        return str(start + when.first)
    if when.kind == "between" and when.first is not None and when.last is not None:
        return f"{start + when.first} to {start + when.last}"
    return f"{100 * when.rate:g}% a year" if when.kind == "rate" else "on a trigger"
