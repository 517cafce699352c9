"""A sensitivity analysis from a study, or its folder, to indices, words and pictures."""

from __future__ import annotations

import pathlib
import shlex
import time
from dataclasses import dataclass

import pandas as pd
import typer

from experiments import output
from experiments.commands.answers import FAILED, say
from experiments.commands.progress import progress
from experiments.commands.sweeping import Wish
from experiments.commands.sweeping import execute as run
from experiments.sensitivity import METHODS, Analysis, SensitivityError, analyse
from experiments.store import StudyResults, open_study
from experiments.study import Study
from sim.errors import Fault, ScenarioError, nearest

#: The method that a design is made for; other designs are any sample to a method for given data.
FITTING = {"saltelli": "sobol", "morris": "morris", "fast": "fast"}
GIVEN = "rbd_fast"


@dataclass(frozen=True)
class Question:
    """What a person asked `coalition sensitivity` for."""

    study: str
    outcomes: list[str]
    method: str
    policy: str
    scenario: str
    workers: int
    out: pathlib.Path | None
    force: bool

    def command(self, out: pathlib.Path) -> list[str]:
        """Words of the command that does the same again."""
        words = ["coalition", "sensitivity", self.study]
        for name in self.outcomes:
            words += ["--outcome", name]
        for option in ("method", "policy", "scenario"):
            if given := getattr(self, option):
                words += [f"--{option}", given]
        if self.workers > 1:
            words += ["--workers", str(self.workers)]
        return [*words, "--out", str(out)]


def execute(asked: Question) -> None:
    """Run what is missing, analyse, write and tell; exit code 1 when nothing could be said."""
    if asked.method and asked.method not in METHODS:
        known = f"{nearest(asked.method, METHODS)} ({', '.join(METHODS)})"
        raise ScenarioError([Fault(f"--method is '{asked.method}', which is not there{known}")])
    folder = _swept(asked)
    out = asked.out or folder.parent / f"{folder.name}-sensitivity"
    if found := output.refusals(out, asked.force):
        raise ScenarioError(found)
    results = open_study(folder)
    names = _outcomes(asked, results)
    table = _rows(asked, results)
    method = asked.method or FITTING.get(results.study.method, GIVEN)
    started, clock = output.now(), time.perf_counter()
    answers: dict[str, Analysis] = {}
    refused: dict[str, str] = {}
    say(f"{len(names)} outcomes of {len(table):,} runs, by {method}")
    with output.directory(out, asked.force) as fresh, progress(len(names), "outcomes") as advance:
        (fresh / "figures").mkdir()
        for name in names:
            try:
                answers[name] = analyse(table, results.study.design, name, method)
            except SensitivityError as error:
                refused[name] = str(error)
            else:
                _draw(answers[name], results, fresh / "figures")
            advance(1)
        _write(answers, refused, results, fresh)
        output.seal(
            fresh,
            {
                **output.code_and_machine(asked.command(out)),
                "kind": "sensitivity",
                "study": {"folder": folder.name, "sha256": output.fingerprint(results.stated)},
                "method": method,
                "started": started,
                "ended": output.now(),
                "seconds": round(time.perf_counter() - clock, 1),
            },
        )
    _conclude(asked, answers, refused, out)


def _swept(asked: Question) -> pathlib.Path:
    """Folder of the finished sweep; what is missing is run first."""
    given = pathlib.Path(asked.study)
    if given.is_dir():
        results = open_study(given)
        if not results.is_complete:
            raise ScenarioError(
                [Fault(f"{given} misses runs; go on with `coalition sweep` into that folder first")]
            )
        return given
    folder = pathlib.Path("out") / Study.load(asked.study).name
    run(Wish(asked.study, asked.workers, "", "", folder, None, None, False))
    return folder


def _outcomes(asked: Question, results: StudyResults) -> list[str]:
    for name in asked.outcomes:
        if name not in results.outcomes:
            advice = nearest(name, results.outcomes)
            raise ScenarioError([Fault(f"--outcome: the study has no '{name}'{advice}")])
    return asked.outcomes or results.outcomes


def _rows(asked: Question, results: StudyResults) -> pd.DataFrame:
    """Runs of one scenario and policy, the one asked for where there are several."""
    table = results.table()
    for column, wanted in (("scenario", asked.scenario), ("policy", asked.policy)):
        there = list(dict.fromkeys(table[column].astype(str)))
        if column in results.factors or (not wanted and len(there) == 1):
            continue
        if wanted not in there:
            what = f"'{wanted}' is not in the study" if wanted else "the study has several"
            raise ScenarioError([Fault(f"--{column}: {what}; choose one of {', '.join(there)}")])
        table = table[table[column].astype(str) == wanted]
    return table


def _draw(found: Analysis, results: StudyResults, folder: pathlib.Path) -> None:
    from experiments.figures import save
    from experiments.figures.sensitivity import plane, tornado
    from experiments.figures.sensitivity_convergence import fan
    from experiments.figures.sensitivity_pairs import pairs

    footer = f"{results.study.name} · {found.method} · {found.rows:,} points · no forecast"
    words = found.outcome.replace("_", " ")
    drawn = {
        "tornado": tornado(found, f"What drives {words}", footer),
        "convergence": fan(found, f"Are there runs enough: {words}", footer),
    }
    if found.method == "morris":
        drawn["plane"] = plane(found, f"Size and spread of effects on {words}", footer)
    if "second" in found.indices["measure"].to_numpy():
        drawn["pairs"] = pairs(found, f"Factors that act together on {words}", footer)
    for kind, figure in drawn.items():
        if figure is not None:
            save(figure, folder / f"{found.outcome}-{kind}.png")


def _write(
    answers: dict[str, Analysis],
    refused: dict[str, str],
    results: StudyResults,
    folder: pathlib.Path,
) -> None:
    """Indices of all outcomes in one table, and the page in words."""
    tables = [found.indices.assign(outcome=name) for name, found in answers.items()]
    if tables:
        every = pd.concat(tables, ignore_index=True)
        every[["outcome", *every.columns.drop("outcome")]].to_parquet(
            folder / "indices.parquet", index=False
        )
    study = results.study
    page = [f"# {study.title}", study.question] if study.question else [f"# {study.title}"]
    page.append(
        "What follows says which assumptions of the model carry its result. It is no forecast "
        "about any named state, and it holds inside the ranges that the study varied."
    )
    for name, found in answers.items():
        page += [f"## {name}", found.summary, f"![{name}](figures/{name}-tornado.png)"]
    if refused:
        page += ["## What could not be analysed"]
        page += [f"- `{name}`: {why}" for name, why in refused.items()]
    (folder / "summary.md").write_text("\n\n".join(page) + "\n", encoding="utf-8")


def _conclude(
    asked: Question, answers: dict[str, Analysis], refused: dict[str, str], out: pathlib.Path
) -> None:
    for name, found in answers.items():
        lead = found.measure(METHODS[found.method].leading).head(3)
        first = ", ".join(f"{factor} {value:.2f}" for factor, value in lead["value"].items())
        typer.echo(f"{name}: {first}.\n  {found.verdict}")
    for name, why in refused.items():
        say(f"{name} was not analysed: {why}")
    typer.echo(f"Written: {out}")
    again = asked.command(out.with_name(f"{out.name}-again"))
    typer.echo(f"The same again: {shlex.join(again)}")
    if not answers:
        raise typer.Exit(FAILED)
