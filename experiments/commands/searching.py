"""A policy search from request to folder."""

from __future__ import annotations

import pathlib
import shlex
import time
from typing import Any

import pandas as pd
import typer

from experiments import output
from experiments.commands.answers import FAILED, INTERRUPTED, say
from experiments.commands.cost import pilot
from experiments.commands.progress import Advance, progress
from experiments.commands.request import Request
from experiments.commands.sealing import seal
from experiments.commands.search_found import Found
from experiments.commands.search_request import Asked, Wish, gather
from experiments.commands.searching_page import brief, page
from experiments.commands.words import span
from experiments.search import (
    Policies,
    Proof,
    Search,
    begin,
    chosen_table,
    contests,
    evolve,
    exported,
    optimism,
    policies,
    prove,
    table,
)
from experiments.store import Locked
from experiments.sweep import Stopped


def execute(wish: Wish) -> None:
    """Search, try again, write and tell; exit code 1 when runs fail, 130 when interrupted."""
    asked = gather(wish)
    command = wish.command(asked.out)
    going_on = begin(asked.evaluator, asked.effort)
    started, clock = output.now(), time.perf_counter()
    _announce(asked, going_on)
    try:
        found = _look(asked)
    except KeyboardInterrupt:
        say(f"Interrupted. What is finished is kept in {asked.runs}; to go on:")
        say(shlex.join(command))
        raise typer.Exit(INTERRUPTED) from None
    except (Stopped, Locked) as error:
        say(f"Stopped: {error}")
        raise typer.Exit(FAILED) from None
    with output.directory(asked.out, wish.force) as folder:
        _write(asked, found, folder)
        seal(
            folder,
            {
                **output.code_and_machine(command),
                "kind": "search",
                **_about(asked, found),
                "started": started,
                "ended": output.now(),
                "seconds": round(time.perf_counter() - clock, 1),
            },
        )
    _conclude(asked, found)


def _announce(asked: Asked, going_on: bool) -> None:
    wish, effort = asked.wish, asked.effort
    ends = ", ".join(one.text for one in asked.objectives)
    say(f"{len(asked.space.factors)} decisions of {asked.space.policy.name}; objectives: {ends}")
    for one, unit in zip(asked.space.factors, asked.space.units, strict=True):
        say(f"  {one.name}: {one.low:g} to {one.high:g} [{unit}]")
    searching = effort.generations * effort.population * asked.evaluator.runs_each
    if effort.budget is not None:
        searching = min(searching, effort.budget)
    again = (wish.members + len(asked.baselines)) * asked.trial.runs_each
    scenario = next(iter(asked.trial.training.values()))
    runs = min(searching, 512)
    request = Request(
        scenario, asked.space.policy, scenario.name, asked.space.policy.name, runs, wish.seed, {},
        pathlib.Path(), False,
    )  # fmt: skip
    seconds = pilot(request).seconds / runs * (searching + again)
    say(
        f"At most {searching:,} runs to search and {again:,} to try again ({wish.members} found "
        f"policies, {len(asked.baselines)} to compare with): {span(seconds)}"
    )
    say(f"It ends {effort.rule}.")
    if going_on:
        say(f"Runs of this search are in {asked.runs}; what is finished is not run again.")


def _look(asked: Asked) -> Found:
    wish, effort = asked.wish, asked.effort
    evaluator = asked.evaluator
    total = effort.generations * effort.population * evaluator.runs_each
    state = {"generation": 0, "front": 0}

    def seen(rows: pd.DataFrame) -> None:
        state["generation"], state["front"] = len(rows), int(rows["front"].iloc[-1])

    def note() -> str:
        return f"generation {state['generation']}, front {state['front']}"

    with progress(total, "runs", note=note) as advance:
        evaluator.advance = advance
        search = evolve(asked.space, asked.objectives, evaluator, effort, evaluator.runs_each, seen)
    say(f"{len(search.candidates):,} candidates in {len(search.progress)} generations: "
        f"{search.ended}.")  # fmt: skip
    again = policies(search, asked.baselines, wish.members)
    with progress(len(again.names) * asked.trial.runs_each, "runs") as advance:
        proof = _proved(asked, search, again, advance)
    return Found(
        search, again, proof, table(proof), optimism(proof), contests(proof),
        chosen_table(search, again),
    )  # fmt: skip


def _proved(asked: Asked, search: Search, again: Policies, advance: Advance) -> Proof:
    return prove(search, again, asked.trial, asked.runs, asked.wish.workers, advance)


def _write(asked: Asked, found: Found, folder: pathlib.Path) -> None:
    from experiments.figures.gallery import save
    from experiments.figures.search import front
    from experiments.figures.search_decisions import decisions
    from experiments.figures.search_progress import growth

    tables = {
        "candidates": found.search.candidates, "progress": found.search.progress,
        "front": found.front, "optimism": found.optimism, "contests": found.contests,
        "decisions": found.decisions,
    }  # fmt: skip
    for name, one in tables.items():
        one.to_parquet(folder / f"{name}.parquet", index=False)
    (folder / "policies").mkdir()
    scenario = next(iter(asked.trial.training.values()))
    for name, text in exported(found.search, found.again, scenario, asked.origin).items():
        (folder / "policies" / f"{name}.yaml").write_text(text, encoding="utf-8")
    pictures = folder / "figures"
    pictures.mkdir()
    wish = asked.wish
    foot = (
        f"Search in {', '.join(asked.trial.training)}: {wish.runs} runs a candidate, seed "
        f"{wish.seed}; fresh seeds and held-out scenarios: {wish.fresh} runs a policy"
    )
    save(front(found.proof, foot), pictures / "front.png")
    save(decisions(found.decisions, asked.space, found.proof, foot), pictures / "decisions.png")
    save(growth(found.search.progress, found.search.ended, foot), pictures / "progress.png")
    (folder / "summary.md").write_text(page(asked, found), encoding="utf-8")


def _about(asked: Asked, found: Found) -> dict[str, Any]:
    wish, trial = asked.wish, asked.trial
    return {
        "runs_folder": asked.runs.name,
        "scenarios": {name: one.sha256 for name, one in trial.training.items()},
        "held_out": {name: one.sha256 for name, one in trial.held_out.items()},
        "documents": {name: one.resolved() for name, one in trial.training.items()},
        "policy": {
            "name": asked.space.policy.name,
            "sha256": output.fingerprint(asked.space.policy.resolved()),
            "content": asked.space.policy.resolved(),
        },
        "objectives": [one.text for one in asked.objectives],
        "over": wish.over,
        "seed": wish.seed,
        "fresh_seed": trial.fresh_seed,
        "runs": {"candidate": wish.runs, "fresh": wish.fresh},
        "stopping": asked.effort.rule,
        "ended": found.search.ended,
        "candidates": len(found.search.candidates),
        "set_aside": int((~found.search.candidates["feasible"]).sum()),
        "front": int(found.search.candidates["front"].sum()),
    }


def _conclude(asked: Asked, found: Found) -> None:
    typer.echo(brief(found.proof))
    typer.echo("")
    typer.echo(f"Written: {asked.out} (policies in {asked.out / 'policies'})")
    again = asked.wish.command(pathlib.Path(f"{asked.out}-again"))
    typer.echo(f"The same again: {shlex.join(again)}")
