"""The ensemble against Mesa: its batch runner with the same model, and a plain model of objects."""

from __future__ import annotations

import inspect
import statistics
import time
from typing import Any

import mesa
import mesa.batchrunner

from benchmarks.figures import Figure
from benchmarks.plain import PlainModel
from benchmarks.timing import interleaved, ratio, rounds
from sim import CoalitionModel, Scenario, simulate

BASELINE = "liberia/baseline"


def batch_run(
    model: type[mesa.Model], parameters: dict[str, list[Any]], runs: int, processes: int = 1
) -> list[dict[str, Any]]:
    """Mesa's batch runner with one seed a run, in the way of the Mesa that is installed."""
    seeds = list(range(runs))
    common = {"number_processes": processes, "display_progress": False}
    if "rng" in inspect.signature(mesa.batchrunner.batch_run).parameters:
        return list(mesa.batch_run(model, parameters, rng=seeds, **common))
    return list(mesa.batch_run(model, {**parameters, "rng": seeds}, **common))


def run_plain(scenario: Scenario, runs: int) -> None:
    """Run the plain model, with as many partners, communities and quarters as the scenario."""
    partners = len(scenario.axis("supplier"))
    communities = len(scenario.of_kind("community"))
    for seed in range(runs):
        model = PlainModel(partners, communities, scenario.quarters, rng=seed)
        while model.running:
            model.step()


def measure(quick: bool) -> list[Figure]:
    """Runs a second of each, on one core and on two, and the ratios."""
    scenario = Scenario.load(BASELINE)
    simulate(scenario, runs=8, seed=1)
    runs = {"ensemble": 512, "batch": 2 if quick else 6, "plain": 10 if quick else 50}
    tasks = {
        "ensemble": lambda: simulate(scenario, runs=runs["ensemble"], seed=1),
        "batch": lambda: batch_run(CoalitionModel, {"scenario": [scenario]}, runs["batch"]),
        "plain": lambda: run_plain(scenario, runs["plain"]),
    }
    times = interleaved(tasks, 1 if quick else 5)
    a_run = {name: [t / runs[name] for t in times[name]] for name in tasks}
    rate = {name: 1.0 / statistics.median(a_run[name]) for name in tasks}
    core = "one core, processor time"
    return [
        Figure("rate.ensemble", "ensemble of the baseline", rate["ensemble"], "runs/s", core),
        Figure("rate.batch_run", "`mesa.batch_run` of it", rate["batch"], "runs/s", core),
        Figure(
            "ratio.batch_run",
            "ensemble against `mesa.batch_run`, same model",
            ratio(a_run["batch"], a_run["ensemble"]),
            "x",
            rounds(a_run["batch"], a_run["ensemble"]),
        ),
        _on_two_cores(scenario, quick),
        Figure("rate.plain", "plain Mesa model", rate["plain"], "runs/s", core),
        Figure(
            "ratio.plain",
            "ensemble against the plain model",
            ratio(a_run["plain"], a_run["ensemble"]),
            "x",
            f"{rounds(a_run['plain'], a_run['ensemble'])}; fewer mechanisms, see below",
        ),
    ]


def _on_two_cores(scenario: Scenario, quick: bool) -> Figure:
    runs = 4 if quick else 24
    start = time.perf_counter()
    batch_run(CoalitionModel, {"scenario": [scenario]}, runs, processes=2)
    rate = runs / (time.perf_counter() - start)
    how = f"{runs} runs, on the wall, start of the processes included"
    return Figure("rate.batch_run_2", "`mesa.batch_run` in two processes", rate, "runs/s", how)
