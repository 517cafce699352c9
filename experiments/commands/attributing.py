"""An attribution from a scenario to values, words and pictures."""

from __future__ import annotations

import pathlib
import shlex
import time
from collections.abc import Iterator

import pandas as pd
import typer

from experiments import output
from experiments.attribution import Attribution, AttributionError, attribute
from experiments.attribution.words import collapse, harmful, lead, paired
from experiments.commands.answers import FAILED, INTERRUPTED, say
from experiments.commands.attribution_page import headline, page
from experiments.commands.attribution_request import Checked, Question, gather
from experiments.commands.sealing import seal
from experiments.commands.stating import study_stated, told
from experiments.commands.sweep_progress import SweepProgress, study_seconds
from experiments.commands.words import span
from experiments.executor import WorkersLost
from experiments.store import open_study
from experiments.sweep import Stopped, Summary, sweep

__all__ = ["Question", "execute"]


def execute(asked: Question) -> None:
    """Run, analyse, write and tell; exit code 1 when nothing could be said."""
    checked = gather(asked)
    if not asked.players:
        say(f"Choosing among the {asked.of} of {asked.scenario}")
    _announce(checked)
    started, clock = output.now(), time.perf_counter()
    _run(checked)
    results = open_study(checked.sweep)
    table, failed = results.table(), len(results.failures())
    answers: dict[str, Attribution] = {}
    refused: dict[str, str] = {}
    for name in checked.study.outcomes:
        try:
            answers[name] = attribute(table, checked.team.switches, name, seed=checked.world.seed)
        except AttributionError as error:
            refused[name] = str(error)
    with output.directory(checked.out, asked.force) as fresh:
        _draw(checked, answers, fresh / "figures")
        _tables(answers, fresh)
        text = page(checked, answers, refused, failed)
        (fresh / "summary.md").write_text(text, encoding="utf-8")
        seal(
            fresh,
            {
                **output.code_and_machine(checked.command(checked.out)),
                "kind": "attribution",
                "of": asked.of,
                "players": list(checked.team.players),
                "study": study_stated(checked.study, checked.sweep.name),
                "told": told(_sentences(answers, asked.of)),
                "seed": checked.world.seed,
                "runs": checked.study.runs,
                "failures": failed,
                "started": started,
                "ended": output.now(),
                "seconds": round(time.perf_counter() - clock, 1),
            },
        )
    _conclude(checked, answers, refused, failed)


def _sentences(
    answers: dict[str, Attribution], kind: str
) -> Iterator[tuple[str, str, str, str]]:  # fmt: skip
    """What is said of each outcome, with the table and rows that it stands on."""
    for name, found in answers.items():
        rows = f"outcome {name}"
        yield name, lead(found, kind), "values.parquet", f"{rows}, the first two players"
        yield name, harmful(found), "values.parquet", rows
        yield name, paired(found), "interactions.parquet", rows
        yield name, collapse(found, kind), "collapse.parquet", f"{rows}; losses.parquet, {rows}"


def _announce(checked: Checked) -> None:
    study, team = checked.study, checked.team
    count = len(team.players)
    say(f"{study.title}; {study.question}")
    say(f"Players, {team.chosen}: {', '.join(team.players)}")
    if team.others:
        rest = f"{len(team.others)} more" if len(team.others) > 6 else ", ".join(team.others)
        say(f"In all runs as they are: {rest}")
    if study.method == "permutations":
        points = f"{study.samples:,} orders of {count} players, {count + 1} steps each"
    else:
        points = f"{len(study.design):,} coalitions of {count} players"
    cost = study_seconds(study, study.runs, checked.asked.workers)
    seeds = "seed" if study.replicates == 1 else "seeds"
    say(f"{points}, {study.replicates} {seeds} each: {study.runs:,} runs, {span(cost)}")


def _run(checked: Checked) -> None:
    """The sweep, with progress; what was broken off goes on."""
    again = shlex.join(checked.command(checked.out))

    def begin(summary: Summary) -> None:
        if summary.found:
            say(f"{summary.found:,} of {summary.runs:,} runs are there already.")

    with SweepProgress(begin) as report:
        try:
            sweep(
                checked.study, checked.sweep, processes=checked.asked.workers, report=report,
                command=checked.command(checked.out),
            )  # fmt: skip
        except KeyboardInterrupt:
            say(f"Interrupted. The finished runs are kept in {checked.sweep}; to go on:\n{again}")
            raise typer.Exit(INTERRUPTED) from None
        except (Stopped, WorkersLost) as error:
            say(f"Stopped: {error}. What is finished is kept in {checked.sweep}.")
            raise typer.Exit(FAILED) from None


def _draw(checked: Checked, answers: dict[str, Attribution], folder: pathlib.Path) -> None:
    from experiments.figures import save
    from experiments.figures.attribution import attribution

    folder.mkdir()
    study, scenario = checked.study, checked.world.scenario
    labels = {name: actor.label for name, actor in scenario.actors.items() if actor.label}
    how = "sampled orders" if study.method == "permutations" else "every coalition"
    foot = (
        f"{checked.asked.scenario} · policy {checked.asked.policy} · {how} · {study.runs:,} runs · "
        f"seed {checked.world.seed} · lines and bands: 95% intervals · no forecast"
    )
    for name, found in answers.items():
        save(attribution(found, headline(name, checked.asked.of), foot, labels),
             folder / f"{name}.png")  # fmt: skip


def _tables(answers: dict[str, Attribution], folder: pathlib.Path) -> None:
    tables: dict[str, list[pd.DataFrame]] = {
        "values": [], "whole": [], "interactions": [], "collapse": [], "losses": [],
    }  # fmt: skip
    for name, found in answers.items():
        whole = [{"worth": what, **one._asdict()} for what, one in found.whole.items()]
        parts = {"values": found.values, "whole": pd.DataFrame(whole), "interactions": found.pairs,
                 "collapse": found.steps}  # fmt: skip
        if found.losses:
            rows = [
                {"level": what, "at": at, **loss._asdict(), "players": ", ".join(loss.players)}
                for what, (at, loss) in found.losses.items()
            ]
            parts["losses"] = pd.DataFrame(rows)
        for kind, part in parts.items():
            if part is not None:
                tables[kind].append(part.assign(outcome=name, unit=found.unit))
    for kind, frames in tables.items():
        if frames:
            joined = pd.concat(frames, ignore_index=True)
            lead = ["outcome", "unit"]
            joined[[*lead, *joined.columns.drop(lead)]].to_parquet(
                folder / f"{kind}.parquet", index=False
            )


def _conclude(
    checked: Checked, answers: dict[str, Attribution], refused: dict[str, str], failed: int
) -> None:
    for name, found in answers.items():
        typer.echo(f"{name}: {lead(found, checked.asked.of).replace('**', '')}")
    for name, why in refused.items():
        say(f"{name} was not shared out: {why}")
    if failed:
        say(f"{failed:,} runs failed: {checked.sweep / 'failures.parquet'}")
    typer.echo(f"Written: {checked.out} (runs: {checked.sweep})")
    again = checked.command(checked.out.with_name(f"{checked.out.name}-again"))
    typer.echo(f"The same again: {shlex.join(again)}")
    if not answers:
        raise typer.Exit(FAILED)
