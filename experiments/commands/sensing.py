"""A sensitivity analysis from a study, or its folder, to indices, words and pictures."""

from __future__ import annotations

import pathlib
import shlex
import time
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import typer

from experiments import output
from experiments.commands.answers import FAILED, say
from experiments.commands.progress import progress
from experiments.commands.sealing import seal
from experiments.commands.sensing_parts import Found, draw, modelled, through_time, write
from experiments.commands.sweeping import Wish
from experiments.commands.sweeping import execute as run
from experiments.sensitivity import METHODS, SensitivityError, analyse, enough_replicates
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
    statistic: str
    series: list[str]
    metamodel: bool
    replicates: int
    policy: str
    scenario: str
    workers: int
    out: pathlib.Path | None
    force: bool

    def command(self, out: pathlib.Path) -> list[str]:
        """Words of the command that does the same again."""
        words = ["coalition", "sensitivity", self.study]
        for option, values in (("outcome", self.outcomes), ("series", self.series)):
            for value in values:
                words += [f"--{option}", value]
        for option in ("method", "policy", "scenario"):
            if given := getattr(self, option):
                words += [f"--{option}", given]
        if self.statistic != "mean":
            words += ["--statistic", self.statistic]
        if self.metamodel:
            words += ["--metamodel"]
        if self.workers > 1:
            words += ["--workers", str(self.workers)]
        return [*words, "--out", str(out)]

    @property
    def of_replicates(self) -> str | float:
        """The statistic, a quantile as a number."""
        if self.statistic in ("mean", "spread"):
            return self.statistic
        try:
            quantile = float(self.statistic)
        except ValueError:
            quantile = -1.0
        if not 0.0 < quantile < 1.0:
            message = f"--statistic is '{self.statistic}'; it must be mean, spread or a quantile"
            raise ScenarioError([Fault(f"{message} between 0 and 1, such as 0.9")])
        return quantile


def execute(asked: Question) -> None:
    """Run what is missing, analyse, write and tell; exit code 1 when nothing could be said."""
    if asked.method and asked.method not in METHODS:
        known = f"{nearest(asked.method, METHODS)} ({', '.join(METHODS)})"
        raise ScenarioError([Fault(f"--method is '{asked.method}', which is not there{known}")])
    statistic = asked.of_replicates
    if asked.replicates:
        _pilot(asked)
        return
    folder = _swept(asked)
    out = asked.out or folder.parent / f"{folder.name}-sensitivity"
    if refusals := output.refusals(out, asked.force):
        raise ScenarioError(refusals)
    results = open_study(folder)
    names, table = _outcomes(asked, results.outcomes), _rows(asked, results)
    method = asked.method or FITTING.get(results.study.method, GIVEN)
    started, clock = output.now(), time.perf_counter()
    found = Found()
    by = "a Gaussian process" if asked.metamodel else method
    say(f"{len(names)} outcomes of {len(table):,} runs, by {by}")
    with output.directory(out, asked.force) as fresh:
        pictures = fresh / "figures"
        pictures.mkdir()
        with progress(len(names) + len(asked.series), "analyses") as advance:
            for name in names:
                try:
                    found.answers[name] = (
                        modelled(table, name, statistic, results, pictures)
                        if asked.metamodel
                        else analyse(table, results.study.design, name, method, statistic=statistic)
                    )
                    draw(found.answers[name], results, pictures)
                except SensitivityError as error:
                    found.refused[name] = str(error)
                advance(1)
            for series in asked.series:
                found.times[series] = through_time(table, series, method, results, pictures)
                advance(1)
        write(found, results, fresh)
        seal(
            fresh,
            {
                **output.code_and_machine(asked.command(out)),
                "kind": "sensitivity",
                "study": {"folder": folder.name, "sha256": output.fingerprint(results.stated)},
                "method": by,
                "started": started,
                "ended": output.now(),
                "seconds": round(time.perf_counter() - clock, 1),
            },
        )
    _conclude(asked, found, out)


def _pilot(asked: Question) -> None:
    """Say how many replicates are enough, from runs at the defaults of the study."""
    from sim import outcomes, simulate

    study = Study.load(asked.study)
    world, levers = study.crossed[0]
    say(f"{asked.replicates:,} runs of {world} with the policy {levers}, all factors at defaults")
    h = simulate(
        study.scenarios[world], runs=asked.replicates, seed=study.seed,
        policy=study.policies[world][levers],
    )  # fmt: skip
    names = asked.outcomes or list(study.outcomes)
    table = outcomes(h, names)
    for name in names:
        try:
            typer.echo(f"{name}: {enough_replicates(table, name, by=[]).verdict}")
        except SensitivityError as error:
            typer.echo(f"{name}: {error}")


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
    study = Study.load(asked.study)
    _outcomes(asked, study.outcomes)
    folder = pathlib.Path("out") / study.name
    run(Wish(asked.study, asked.workers, "", "", folder, None, None, False))
    return folder


def _outcomes(asked: Question, there: Sequence[str]) -> list[str]:
    for name in asked.outcomes:
        if name not in there:
            advice = nearest(name, there) or f"; it has {', '.join(there)}"
            raise ScenarioError([Fault(f"--outcome: the study has no '{name}'{advice}")])
    return asked.outcomes or list(there)


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


def _conclude(asked: Question, found: Found, out: pathlib.Path) -> None:
    for name, one in found.answers.items():
        lead = one.measure(METHODS[one.method].leading).head(3)
        first = ", ".join(f"{factor} {value:.2f}" for factor, value in lead["value"].items())
        typer.echo(f"{name}: {first}.\n  {one.verdict}")
    for name, why in found.refused.items():
        say(f"{name} was not analysed: {why}")
    typer.echo(f"Written: {out}")
    again = asked.command(out.with_name(f"{out.name}-again"))
    typer.echo(f"The same again: {shlex.join(again)}")
    if not found.answers and not found.times:
        raise typer.Exit(FAILED)
