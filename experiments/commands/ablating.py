"""An ablation from request to folder."""

from __future__ import annotations

import pathlib
import shlex
import time
from typing import Any

import pandas as pd
import typer

from experiments import output
from experiments.ablation import ablate, effects, unmoved
from experiments.commands.ablation_page import brief, page
from experiments.commands.ablation_request import AblationRequest, Found
from experiments.commands.answers import FAILED, say
from experiments.commands.cost import pilot
from experiments.commands.progress import Advance, progress
from experiments.commands.request import Request
from experiments.commands.sealing import seal
from experiments.commands.words import span

#: Series of runs in memory together. [bytes]
_ROOM = 300e6
_MOST_AT_ONCE = 512


def execute(asked: AblationRequest) -> None:
    """Run, write, and tell; exit code 1 when a mechanism moves nothing, or runs went astray."""
    started, clock = output.now(), time.perf_counter()
    with output.directory(asked.out, asked.force) as folder:
        found = _look(asked)
        _write(asked, found, folder)
        manifest = {**_origin(asked, found), "started": started, "ended": output.now()}
        seal(folder, {**manifest, "seconds": round(time.perf_counter() - clock, 1)})
    if asked.page is not None:
        _publish(asked, found, asked.page)
    _conclude(asked, found, time.perf_counter() - clock)


def _look(asked: AblationRequest) -> Found:
    """The main scenarios for all mechanisms, then further ones for those that moved nothing."""
    costs = [pilot(one) for one in asked.main]
    each = 1 + len(asked.mechanisms)
    seconds = each * sum(cost.seconds for cost in costs)
    total = asked.runs * each * len(asked.main)
    names = "1 mechanism" if each == 2 else f"{each - 1} mechanisms"
    say(f"{names} switched off one at a time in {', '.join(one.source for one in asked.main)}")
    more = f", and longer where a mechanism moves nothing there (at most {len(asked.further)} more"
    words = f"{total:,} runs, seed {asked.seed}: {span(seconds)}"
    say(words + (f"{more} scenarios)" if asked.further else ""))
    found = Found(pd.DataFrame())
    with progress(total, "runs") as advance:
        for one, cost in zip(asked.main, costs, strict=True):
            _into(found, asked, one, asked.mechanisms, cost.bytes_a_run, advance)
    for one in asked.further:
        if not (left := unmoved(found.table, asked.mechanisms)):
            break
        say(f"Not seen yet: {', '.join(left)}. Looking in {one.source}.")
        with progress(asked.runs * (1 + len(left)), "runs") as advance:
            _into(found, asked, one, left, pilot(one).bytes_a_run, advance)
    found.unmoved = unmoved(found.table, asked.mechanisms)
    return found


def _into(
    found: Found,
    asked: AblationRequest,
    one: Request,
    mechanisms: list[str],
    bytes_a_run: int,
    advance: Advance,
) -> None:
    at_once = int(min(max(_ROOM / bytes_a_run, 1), _MOST_AT_ONCE))
    part = ablate(
        one.scenario, mechanisms, asked.runs, asked.seed, at_once=at_once, advance=advance
    )
    found.parts.append(part)
    found.looked.append(one)
    found.table = pd.concat([found.table, effects(part, asked.many)], ignore_index=True)


def _write(asked: AblationRequest, found: Found, folder: pathlib.Path) -> None:
    from experiments.figures.ablation import heat_map
    from experiments.figures.gallery import save

    found.table.to_parquet(folder / "effects.parquet", index=False)
    parts = [part.outcomes.reset_index() for part in found.parts]
    for part, made in zip(parts, found.parts, strict=True):
        part.insert(0, "scenario", made.scenario)
    pd.concat(parts, ignore_index=True).to_parquet(folder / "outcomes.parquet", index=False)
    heads = ["scenario", "mechanism", "run", "message"]
    failures = pd.DataFrame(found.failures, columns=heads)
    failures.astype({"run": "int64", **dict.fromkeys(heads[:2] + heads[3:], "string")}).to_parquet(
        folder / "failures.parquet", index=False
    )
    (folder / "figures").mkdir()
    save(_overview(asked, found), folder / "figures" / "ablation.png")
    for one in found.looked:
        some = found.table[found.table["scenario"] == one.scenario.name]
        slug = one.scenario.name.replace("/", "-")
        footer = f"{asked.runs:,} runs, seed {asked.seed}; {one.scenario.title}"
        figure = heat_map(some, f"What each mechanism carries in {one.scenario.name}", footer)
        save(figure, folder / "figures" / f"ablation-{slug}.png")
    text = page(asked, found, "figures/ablation.png")
    (folder / "summary.md").write_text(text, encoding="utf-8")


def _overview(asked: AblationRequest, found: Found) -> Any:
    from experiments.figures.ablation import heat_map

    where = ", ".join(one.scenario.name for one in found.looked)
    each = "the strongest sure effect over the scenarios" if len(found.looked) > 1 else "effects"
    footer = f"{asked.runs:,} runs with and without, seed {asked.seed}; {each}: {where}"
    return heat_map(found.table, "What each mechanism carries", footer)


def _publish(asked: AblationRequest, found: Found, target: pathlib.Path) -> None:
    """The page and its picture, for the documentation."""
    from experiments.figures.gallery import save

    pictures = target.parent / "images"
    pictures.mkdir(exist_ok=True)
    save(_overview(asked, found), pictures / f"{target.stem}.png")
    text = page(asked, found, f"images/{target.stem}.png")
    target.write_text(text, encoding="utf-8")


def _origin(asked: AblationRequest, found: Found) -> dict[str, Any]:
    """The manifest: that of a run, with all scenarios in place of one."""
    command = asked.command(out=str(asked.out))
    made = [output.origin(one.scenario, one.policy, {}, command) for one in found.looked]
    manifest = {name: value for name, value in made[0].items() if name != "scenario"}
    return {
        **manifest,
        "kind": "ablation",
        "scenarios": [one["scenario"] for one in made],
        "again": shlex.join(asked.command(out=f"{asked.out}-again", write=False)),
        "mechanisms": asked.mechanisms,
        "unmoved": found.unmoved,
        "runs": asked.runs,
        "seed": asked.seed,
        "intervals": asked.many,
        "failures": len(found.failures),
    }


def _conclude(asked: AblationRequest, found: Found, seconds: float) -> None:
    typer.echo(brief(found))
    typer.echo("")
    written = f"{asked.out}" + (f", {asked.page}" if asked.page is not None else "")
    typer.echo(f"Written in {seconds:.1f} s: {written}")
    again = asked.command(out=f"{asked.out}-again", write=False)
    typer.echo(f"The same again: {shlex.join(again)}")
    if found.unmoved:
        where = "the scenarios asked for" if asked.narrowed else "any scenario"
        advice = "; without --scenario all that come with the project are searched"
        say(
            f"Without a measurable effect in {where}: {', '.join(found.unmoved)}"
            + (advice if asked.narrowed else "")
            + "."
        )
    if gone := found.failures:
        scenario, mechanism, run, message = gone[0]
        kind = f"without {mechanism}" if mechanism else "as it is"
        say(
            f"{len(gone):,} runs went astray; the first is run {run} of {scenario} {kind}: "
            f"{message}. See failures.parquet; the intervals leave them out."
        )
    if found.unmoved or gone:
        raise typer.Exit(FAILED)
