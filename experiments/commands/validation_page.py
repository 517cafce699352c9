"""What a validation found, in words: a table for the terminal, a page for the documentation."""

from __future__ import annotations

import shlex
from collections.abc import Mapping

import numpy as np
import pandas as pd

from experiments.commands.summary import figure
from experiments.commands.tables import aligned, markdown
from experiments.commands.validating_request import PatternRequest
from experiments.commands.validation_words import INTRODUCTION, LIMITS, METHOD, RECORD
from experiments.validation import Pattern, Validation
from experiments.validation.patterns import CALIBRATION, HOLD_OUT
from experiments.validation.verdict import EVIDENCE
from sim import __version__

#: What pattern and placebo say together, in a sentence.
_MEANING = {
    EVIDENCE: "it passes with its mechanism and fails without it",
    "no evidence": "it passes without its mechanism as well, and so says nothing for it",
    "not reproduced": "the model does not show it",
    "unclear": "too few runs to say; take more",
    "no placebo": "it passes; no placebo was asked for",
}


def brief(found: Validation) -> str:
    """A line a measure, for a terminal."""
    heads = ("pattern", "measure", "band", "on record", "median", "5–95%", "inside", "verdict",
             "placebo", "inside", "verdict", "evidence")  # fmt: skip
    last = ""
    rows = []
    for _, one in found.table.iterrows():
        first = one["pattern"] != last
        last = one["pattern"]
        rows.append(
            (one["pattern"] if first else "", one["measure"], _band(one), _observed(one),
             _number(one, "median"), _range(one), _inside(one), one["verdict"],
             _number(one, "placebo_median"), _inside(one, "placebo_"), one["placebo_verdict"],
             one["evidence"] if first else "")
        )  # fmt: skip
    return aligned(heads, rows, right=(4, 6, 8, 9))


def told(found: Validation) -> str:
    """The result in a few lines."""
    table = found.verdicts
    lines = []
    for window in (CALIBRATION, HOLD_OUT):
        some = table[(table["window"] == window) & (table["reading_of"] == "")]
        if len(some):
            passed = some[some["verdict"] == "passes"]
            good = passed[passed["evidence"] == EVIDENCE]
            lines.append(
                f"{window}: {len(passed)} of {len(some)} patterns pass, {len(good)} of them with a "
                f"placebo that fails" + _names("; not", some[some["verdict"] != "passes"])
            )
    return "\n".join(lines)


def page(asked: PatternRequest, found: Validation, pictures: Mapping[str, str]) -> str:
    """The page as Markdown.

    Parameters
    ----------
    asked, found : PatternRequest, Validation
        What was asked for, and what came of it.
    pictures : mapping of str to str
        Links to the pictures: courses, calibration, hold-out, readings.
    """
    parts = [
        "# Held to the record",
        INTRODUCTION,
        f"Parameters frozen at: **{found.file.frozen or 'not stated'}**",
        "## In short",
        "\n".join(f"- {line}" for line in told(found).splitlines()),
        _gone(found),
        *_picture(pictures, "courses", "Courses of the model and points on record"),
        "*Line and bands: median, 25–75% and 5–95% of the runs. Aid is compared in its course "
        "only, each relative to its own mean, because aid statistics leave military help out.*"
        if "courses" in pictures
        else "",
        *_window(found, CALIBRATION, "Calibration window, 2003-2015", pictures),
        *_readings(found, pictures),
        *_window(found, HOLD_OUT, "Hold-out years, 2016-2025", pictures),
        "## How a verdict comes about",
        METHOD.format(runs=f"{asked.runs:,}", worlds=found.worlds),
        "## The record and its uncertainty",
        RECORD,
        _confidence(found),
        _sources(found),
        "## Limits",
        LIMITS,
        "## How it was made",
        f"coalition-lab {__version__}, {asked.runs:,} runs of each of {found.worlds} worlds, seed "
        f"{asked.seed}; patterns {asked.file.name.rsplit('/', 1)[-1]}, SHA-256 "
        f"`{asked.file.sha256}`.",
        f"```sh\n{shlex.join(asked.command())}\n```",
        "The folder that the command writes holds every number: `patterns.parquet` (a row a "
        "measure), `statistics.parquet` (each run), `failures.parquet` and the pictures.",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _window(found: Validation, window: str, title: str, pictures: Mapping[str, str]) -> list[str]:
    some = [one for one in found.file.patterns if one.window == window and not one.reading_of]
    if not some:
        return []
    return [
        f"## {title}",
        *_picture(pictures, window, f"Runs and bands, {window}"),
        _table(found, some),
        *[_paragraph(found, one) for one in some],
    ]


def _readings(found: Validation, pictures: Mapping[str, str]) -> list[str]:
    some = [one for one in found.file.patterns if one.reading_of]
    if not some:
        return []
    return [
        "## Other readings",
        "The same patterns read in another way: told, because a verdict that hangs on a definition "
        "should be seen to do so, and not counted.",
        *_picture(pictures, "readings", "Runs and bands, other readings"),
        _table(found, some),
        "\n".join(
            f"- **{one.name}** ({one.reading_of}): {one.title[0].lower() + one.title[1:]}: "
            f"{_meaning(found, one)}."
            for one in some
        ),
    ]


def _table(found: Validation, some: list[Pattern]) -> str:
    heads = ("pattern", "measure", "on record", "band", "median (5–95%)", "runs inside (95%)",
             "verdict", "without the mechanism: median, inside", "verdict")  # fmt: skip
    rows = []
    for _, one in found.table[found.table["pattern"].isin([p.name for p in some])].iterrows():
        off = f"{_number(one, 'placebo_median')}, {_inside(one, 'placebo_', True)}"
        rows.append(
            (f"**{one['pattern']}**", f"{one['measure']}{_unit(one)}", _observed(one), _band(one),
             f"{_number(one, 'median')} ({_range(one)})", _inside(one, "", True), one["verdict"],
             off if one["placebo_runs"] else "–", one["placebo_verdict"] or "–")
        )  # fmt: skip
    return markdown(heads, rows)


def _paragraph(found: Validation, one: Pattern) -> str:
    parts = [
        f"**{one.name}. {one.title}.** Mechanism: {one.mechanism}. **{_evidence(found, one)}**: "
        f"{_meaning(found, one)}."
    ]
    if one.placebo is not None:
        parts.append(f"Placebo: {one.placebo.why[0].lower() + one.placebo.why[1:].rstrip('.')}.")
    notes = [f"{m.name}: {m.note}" for m in one.measures if m.note]
    if notes:
        parts.append(f"On record and band: {'; '.join(notes)}.")
    if one.remark:
        parts.append(one.remark)
    return " ".join(parts)


def _evidence(found: Validation, one: Pattern) -> str:
    return str(found.verdicts.set_index("pattern").loc[one.name, "evidence"])


def _meaning(found: Validation, one: Pattern) -> str:
    return _MEANING[_evidence(found, one)]


def _confidence(found: Validation) -> str:
    heads = ("confidence in the record", "calibration", "hold-out")
    rows = []
    for level in ("high", "medium", "low"):
        names = [
            ", ".join(
                one.name
                for one in found.file.patterns
                if (one.window, one.confidence) == (window, level) and not one.reading_of
            )
            for window in (CALIBRATION, HOLD_OUT)
        ]
        rows.append((level, *[name or "–" for name in names]))
    return markdown(heads, rows)


def _sources(found: Validation) -> str:
    lines = [
        f"- **{one.name}** ({one.status}, {one.confidence}): {one.source}."
        for one in found.file.patterns
        if not one.reading_of
    ]
    lines += [f"- {one.title} ({one.confidence}): {one.source}." for one in found.file.series]
    return "\n".join(lines)


def _gone(found: Validation) -> str:
    gone = sum(len(runs) for runs in found.failures.values())
    return f"{gone:,} runs went astray and are left out; see `failures.parquet`." if gone else ""


def _picture(pictures: Mapping[str, str], name: str, words: str) -> list[str]:
    return [f"![{words}]({pictures[name]})"] if name in pictures else []


def _names(words: str, some: pd.DataFrame) -> str:
    return f"{words} {', '.join(some['pattern'])}" if len(some) else ""


def _number(one: pd.Series, name: str) -> str:
    """A number of a row; a date keeps its digits."""
    dated = one["unit"] == "calendar year" and np.isfinite(one[name])
    return f"{one[name]:.2f}" if dated else figure(one[name])


def _band(one: pd.Series) -> str:
    return f"{_plain(one['band_low'])} to {_plain(one['band_high'])}"


def _observed(one: pd.Series) -> str:
    low, high = one["observed_low"], one["observed_high"]
    if not np.isfinite(low):
        return "–"
    return _plain(low) if low == high else f"{_plain(low)} to {_plain(high)}"


def _plain(value: float) -> str:
    return f"{value:.6g}"


def _range(one: pd.Series) -> str:
    if not one["defined"]:
        return "–"
    return f"{_number(one, 'low')} to {_number(one, 'high')}"


def _inside(one: pd.Series, prefix: str = "", interval: bool = False) -> str:
    """Share of runs inside; with the interval, and how many are undefined."""
    if not one[f"{prefix}runs"]:
        return "–"
    text = f"{one[f'{prefix}share']:.0%}"
    if not interval:
        return text
    text += f" ({one[f'{prefix}share_low']:.0%} to {one[f'{prefix}share_high']:.0%})"
    undefined = int(one[f"{prefix}runs"] - one[f"{prefix}defined"])
    return text + (f", {undefined:,} undefined" if undefined else "")


def _unit(one: pd.Series) -> str:
    return "" if one["unit"] in ("1", "the column's") else f" [{one['unit']}]"
