"""Scenario discovery from the folder of a sweep to boxes, words and pictures."""

from __future__ import annotations

import pathlib
import shlex
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd
import typer

from experiments import output
from experiments.commands.answers import FAILED, say
from experiments.commands.discovering_parts import Found, Part, draw, labelled, write
from experiments.commands.progress import progress
from experiments.commands.sealing import seal
from experiments.commands.stating import study_stated
from experiments.commands.words import span
from experiments.discovery import (
    Condition,
    Discovery,
    DiscoveryError,
    check_method,
    discover,
    library,
    parse_condition,
    searchable,
    unit,
)
from experiments.store import StudyResults, open_study
from experiments.wording import number
from sim.errors import Fault, ScenarioError, nearest

#: What the start of further processes takes. [s]
_STARTING = 3.0


@dataclass(frozen=True)
class Question:
    """What a person asked `coalition discover` for."""

    folder: pathlib.Path
    where: str
    method: str
    policy: str
    scenario: str
    together: bool
    coverage: float | None
    box: int | None
    splits: int
    seed: int
    workers: int
    out: pathlib.Path | None
    force: bool

    def command(self, out: pathlib.Path) -> list[str]:
        """Words of the command that does the same again."""
        words = ["coalition", "discover", str(self.folder), "--where", self.where]
        words += ["--method", self.method]
        for option in ("policy", "scenario", "coverage", "box"):
            if (given := getattr(self, option)) not in ("", None):
                words += [f"--{option}", str(given)]
        if self.together:
            words += ["--together"]
        words += ["--splits", str(self.splits), "--seed", str(self.seed)]
        if self.workers > 1:
            words += ["--workers", str(self.workers)]
        return [*words, "--out", str(out)]


def execute(asked: Question) -> None:
    """Search, write and tell; exit code 1 when nothing could be searched."""
    check_method(asked.method)
    if asked.splits < 0 or asked.workers < 1:
        raise ScenarioError([Fault("--splits must be at least 0, and --workers at least 1")])
    if asked.coverage == 0:
        raise ScenarioError([Fault("--coverage must be above 0")])
    library(asked.method)
    if not asked.folder.is_dir():
        raise ScenarioError([Fault(f"{asked.folder} is no folder; name the --out of a sweep")])
    results = open_study(asked.folder)
    condition = parse_condition(asked.where, results.outcomes)
    if not results.is_complete:
        message = f"{asked.folder} misses runs; go on with `coalition sweep` into that folder first"
        raise ScenarioError([Fault(message)])
    folder = asked.folder if asked.folder.name else asked.folder.resolve()
    out = asked.out or folder.parent / f"{folder.name}-discovery"
    if refusals := output.refusals(out, asked.force):
        raise ScenarioError(refusals)
    parts = list(_parts(asked, results))
    started, clock = output.now(), time.perf_counter()
    found = labelled(results, condition)
    failures = len(results.failures())
    with output.directory(out, asked.force) as fresh:
        pictures = fresh / "figures"
        pictures.mkdir()
        _search(asked, results, parts, condition, found)
        for part, one in found.answers.items():
            draw(part, one, found, results, pictures)
        write(found, results, failures, fresh)
        seal(
            fresh,
            {
                **output.code_and_machine(asked.command(out)),
                "kind": "discovery",
                "study": {
                    **study_stated(results.study, folder.name),
                    "sha256": output.fingerprint(results.stated),
                },
                "runs": sum(len(rows) for _, rows in parts),
                "condition": str(condition),
                "method": asked.method,
                "seed": asked.seed,
                "splits": asked.splits,
                "started": started,
                "ended": output.now(),
                "seconds": round(time.perf_counter() - clock, 1),
            },
        )
    _conclude(asked, found, out)


def _search(
    asked: Question, results: StudyResults, parts: list[tuple[Part, pd.DataFrame]],
    condition: Condition, found: Found,
) -> None:  # fmt: skip
    """Search each part; the first search tells what all will take."""
    runs = sum(len(rows) for _, rows in parts)
    halves = 2 * asked.splits
    searches = "1 search" if len(parts) == 1 else f"{len(parts)} searches"
    say(f"{condition} in {runs:,} runs: {searches} by {asked.method}, each also on {halves} halves")

    def once(
        part: Part, rows: pd.DataFrame, splits: int, advance: Callable[[int], None] | None
    ) -> Discovery:
        factors = searchable(results, rows, part.apart)
        return discover(
            rows, factors, condition.holds(rows), asked.method,
            points=unit(rows, factors), defined=condition.defined(rows), coverage=asked.coverage,
            box=asked.box, splits=splits, seed=asked.seed, processes=asked.workers,
            advance=advance,
        )  # fmt: skip

    _estimate(asked, parts, once)
    with progress(len(parts) * max(halves, 1), "searches") as advance:
        for part, rows in parts:
            try:
                found.answers[part] = once(part, rows, asked.splits, advance)
            except DiscoveryError as error:
                found.refused[part] = f"{error}{_reach(condition, rows)}"


def _reach(condition: Condition, rows: pd.DataFrame) -> str:
    """From where to where the outcomes of a condition run: where another threshold may lie."""
    said = [
        f"{name} runs from {number(rows[name].min(), 3)} to {number(rows[name].max(), 3)} here"
        for name in condition.outcomes
        if rows[name].notna().any()
    ]
    return f"; {', '.join(said)}" if said else ""


def _estimate(
    asked: Question, parts: list[tuple[Part, pd.DataFrame]], once: Callable[..., Discovery]
) -> None:
    for part, rows in parts:
        clock = time.perf_counter()
        try:
            once(part, rows, 0, None)
        except DiscoveryError:
            continue
        each = time.perf_counter() - clock
        # half of the runs take most of the time of all: it goes into the steps, not into the rows
        total = each * len(parts) * (1 + 0.8 * 2 * asked.splits / asked.workers)
        total += _STARTING * len(parts) * (asked.workers > 1)
        say(f"Estimated time: {span(total)}")
        return


def _parts(asked: Question, results: StudyResults) -> Iterator[tuple[Part, pd.DataFrame]]:
    """Rows that are searched together: a policy each, all scenarios unless one is asked for."""
    table = results.table()
    for column, wanted in (("scenario", asked.scenario), ("policy", asked.policy)):
        there = list(dict.fromkeys(table[column].astype(str)))
        if wanted and wanted not in there:
            advice = nearest(wanted, there) or f"; it has {', '.join(there)}"
            message = f"--{column}: '{wanted}' is not in the study{advice}"
            raise ScenarioError([Fault(message)])
        if wanted:
            table = table[table[column].astype(str) == wanted]
    policies = table["policy"].astype(str)
    there = list(dict.fromkeys(policies))
    apart = {"scenario"} if asked.scenario else set()
    if asked.together and len(there) > 1:
        yield Part("", asked.scenario, frozenset(apart)), table
        return
    for name in there:
        yield Part(name, asked.scenario, frozenset({*apart, "policy"})), table[policies == name]


def _conclude(asked: Question, found: Found, out: pathlib.Path) -> None:
    for part, one in found.answers.items():
        typer.echo(f"{part.title}: {found.sentence(one)}")
        if len(one.chosen):
            typer.echo(f"  {one.verdict.words}")
    for part, why in found.refused.items():
        say(f"{part.title} was not searched: {why}")
    typer.echo(f"Written: {out}")
    again = asked.command(out.with_name(f"{out.name}-again"))
    typer.echo(f"The same again: {shlex.join(again)}")
    if not found.answers:
        raise typer.Exit(FAILED)
