"""Rerun an output directory, sweep or single ensemble, and tell what differs."""

from __future__ import annotations

import hashlib
import json
import pathlib
import tempfile
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import typer

from experiments.commands.answers import FAILED, say
from experiments.commands.ensemble import run_all
from experiments.commands.progress import progress
from experiments.commands.request import Request
from experiments.output import MANIFEST, TOOL, code_and_machine
from experiments.store import open_study
from experiments.study import Study
from experiments.sweep import Summary, sweep
from sim.errors import Fault, ScenarioError
from sim.scenario import Policy, Scenario

#: Outcomes and files that are told.
_TOLD = 8


def execute(folder: pathlib.Path, workers: int) -> None:
    """Compare, tell, and end with exit code 0 if everything is the same, else with 1."""
    if workers < 1:
        raise ScenarioError([Fault(f"--workers is {workers}; it must be at least 1")])
    manifest = _manifest(folder)
    damaged = _damaged(folder, manifest)
    for line in damaged[:_TOLD]:
        say(line)
    for line in _other_basis(manifest):
        say(line)
    before, again = (_sweep if manifest["kind"] == "sweep" else _run)(folder, manifest, workers)
    found = compare(before, again)
    if not found and not damaged:
        typer.echo(f"The same: {len(before):,} runs, every number bit for bit.")
        return
    for line in found[:_TOLD]:
        say(line)
    if len(found) > _TOLD:
        say(f"and {len(found) - _TOLD} more columns")
    if not found:
        say("Every number comes out the same, but the files are not those of the manifest.")
    raise typer.Exit(FAILED)


def _manifest(folder: pathlib.Path) -> dict[str, Any]:
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        if manifest["tool"] == TOOL and manifest["kind"] in ("run", "sweep"):
            return dict(manifest)
    except FileNotFoundError:
        if (folder / "study.json").exists():
            message = f"{folder} is not complete; run its sweep again first"
            raise ScenarioError([Fault(message)]) from None
    except (OSError, ValueError, KeyError, TypeError):
        pass
    raise ScenarioError([Fault(f"{folder} holds no {MANIFEST} of a run or a sweep")])


def _damaged(folder: pathlib.Path, manifest: Mapping[str, Any]) -> list[str]:
    """Files that are not what the manifest says."""
    found = []
    for name, about in manifest["files"].items():
        try:
            with (folder / name).open("rb") as stream:
                same = hashlib.file_digest(stream, "sha256").hexdigest() == about["sha256"]
        except OSError as error:
            found.append(f"{name}: {error.strerror}")
        else:
            if not same:
                found.append(f"{name} is not what the manifest says: it was changed or damaged")
    return found


def _other_basis(manifest: Mapping[str, Any]) -> list[str]:
    """In what this code and machine differ from those of the manifest."""
    now = code_and_machine([])
    told = [
        f"{key} was {manifest[key]}, is {now[key]}"
        for key in ("version", "commit", "python", "streams")
        if manifest.get(key) != now[key]
    ]
    told += [
        f"{name} was {version}, is {now['libraries'].get(name)}"
        for name, version in manifest["libraries"].items()
        if now["libraries"].get(name) != version
    ]
    return told


def _sweep(
    folder: pathlib.Path, manifest: Mapping[str, Any], workers: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    study = Study.from_resolved(manifest["study"]["content"])
    with (
        tempfile.TemporaryDirectory() as fresh,
        progress(study.runs, "runs") as advance,
    ):
        told = 0

        def report(summary: Summary) -> None:
            nonlocal told
            advance(summary.done - told)
            told = summary.done

        sweep(study, fresh, processes=workers, report=report)
        return open_study(folder).table(), open_study(fresh).table()


def _run(
    folder: pathlib.Path, manifest: Mapping[str, Any], workers: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    world, levers = manifest["scenario"], manifest["policy"]
    scenario = Scenario.from_dict(world["content"], world["name"])
    policy = Policy.from_dict(levers["content"], scenario, levers["name"])
    request = Request(
        scenario, policy, world["name"], levers["name"], manifest["runs"], manifest["seed"],
        manifest["settings"], folder, False,
    )  # fmt: skip
    with progress(request.runs, "runs") as advance:
        again = run_all(request, advance).outcomes
    before = pd.read_parquet(folder / "outcomes.parquet").set_index("run")
    return before, again


def compare(before: pd.DataFrame, again: pd.DataFrame) -> list[str]:
    """Columns that differ in any bit, with how many runs and by how much at most."""
    if len(before) != len(again):
        return [f"there were {len(before):,} runs, now there are {len(again):,}"]
    found = [
        f"{name}: a column of one only"
        for name in before.columns.symmetric_difference(again.columns)
    ]
    for name in before.columns.intersection(again.columns):
        one, other = before[name].to_numpy(), again[name].to_numpy()
        if one.dtype.kind in "fiub" and other.dtype.kind in "fiub":
            apart = ~((one == other) | (pd.isna(one) & pd.isna(other)))
            if apart.any():
                with np.errstate(all="ignore"):
                    most = np.nanmax(np.abs(one[apart].astype(float) - other[apart].astype(float)))
                found.append(f"{name}: {apart.sum():,} runs differ, by {most:.3g} at most")
        elif (
            not before[name]
            .astype(object)
            .where(before[name].notna(), None)
            .equals(again[name].astype(object).where(again[name].notna(), None))
        ):
            found.append(f"{name}: differs")
    return found
