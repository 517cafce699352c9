"""What a sensitivity analysis writes: pictures, tables, and the page in words."""

from __future__ import annotations

import pathlib
from dataclasses import dataclass, field

import pandas as pd

from experiments.sensitivity import Analysis, Metamodel, metamodel, over_time
from experiments.store import StudyResults
from sim.errors import Fault, ScenarioError, nearest

#: Factors along which the metamodel is drawn.
CURVES = 6


@dataclass
class Found:
    """What was found, by outcome and by series, and what was refused."""

    answers: dict[str, Analysis] = field(default_factory=dict)
    times: dict[str, pd.DataFrame] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)


def footer(results: StudyResults, method: str, points: int) -> str:
    """Where a picture comes from."""
    return f"{results.study.name} · {method} · {points:,} points · no forecast"


def draw(found: Analysis, results: StudyResults, folder: pathlib.Path) -> None:
    """Tornado, convergence, and what else the method has."""
    from experiments.figures import save
    from experiments.figures.sensitivity import plane, tornado
    from experiments.figures.sensitivity_convergence import fan
    from experiments.figures.sensitivity_pairs import pairs

    foot = footer(results, found.method, found.rows)
    words = found.outcome.replace("_", " ")
    drawn = {
        "tornado": tornado(found, f"What drives {words}", foot),
        "convergence": fan(found, f"Are there runs enough: {words}", foot),
    }
    if found.method == "morris":
        drawn["plane"] = plane(found, f"Size and spread of effects on {words}", foot)
    if "second" in found.indices["measure"].to_numpy():
        drawn["pairs"] = pairs(found, f"Factors that act together on {words}", foot)
    for kind, figure in drawn.items():
        if figure is not None:
            save(figure, folder / f"{found.outcome}-{kind}.png")


def modelled(
    table: pd.DataFrame, name: str, statistic: str | float, results: StudyResults,
    folder: pathlib.Path,
) -> Analysis:  # fmt: skip
    """Indices of a Gaussian process fitted to the runs, with curves along the first factors."""
    from experiments.figures import save
    from experiments.figures.sensitivity_curves import curves

    model: Metamodel = metamodel(table, results.study.design, name, statistic=statistic)
    found = model.analyse("sobol")
    first = [str(factor) for factor in found.measure("total").index[:CURVES]]
    words = name.replace("_", " ")
    figure = curves(
        model, first, words, f"Along one factor at a time: {words}",
        footer(results, "Gaussian process", model.rows),
    )  # fmt: skip
    save(figure, folder / f"{name}-curves.png")
    return found


def through_time(
    table: pd.DataFrame, series: str, method: str, results: StudyResults, folder: pathlib.Path
) -> pd.DataFrame:
    """Indices of a series of the host in each quarter, drawn as stacked bands."""
    from experiments.figures import save
    from experiments.figures.sensitivity_time import time_bands

    kept = list(results.study.history)
    if series not in kept:
        advice = nearest(series, kept) or f"; the study keeps {', '.join(kept) or 'none'}"
        raise ScenarioError([Fault(f"--series: no '{series}' under `history`{advice}")])
    values = results.history()[series]
    if values.dims != ("run", "quarter"):
        axes = ", ".join(map(str, values.dims))
        message = f"--series: '{series}' has the axes {axes}; name a series of the host"
        raise ScenarioError([Fault(f"{message}, one number a quarter")])
    later = values.isel(quarter=slice(1, None))
    columns = {int(quarter): f"{series} {quarter}" for quarter in later["quarter"].values}
    frame = pd.DataFrame(
        later.to_numpy(), index=later["run"].to_numpy(), columns=list(columns.values())
    )
    joined = table.join(frame)
    found = over_time(joined, results.study.design, columns, method)
    words = series.replace("_", " ")
    save(
        time_bands(found, f"What drives {words}, quarter by quarter",
                   footer(results, method, len(table)), str(values.attrs.get("units", ""))),
        folder / f"{series}-over-time.png",
    )  # fmt: skip
    return found


def write(found: Found, results: StudyResults, folder: pathlib.Path) -> None:
    """Indices of all outcomes in one table, those over time in another, and the page in words."""
    tables = [one.indices.assign(outcome=name) for name, one in found.answers.items()]
    if tables:
        _led(pd.concat(tables, ignore_index=True), "outcome", folder / "indices.parquet")
    times = [frame.assign(series=name) for name, frame in found.times.items()]
    if times:
        _led(pd.concat(times, ignore_index=True), "series", folder / "over_time.parquet")
    (folder / "summary.md").write_text(_page(found, results), encoding="utf-8")


def _led(table: pd.DataFrame, first: str, path: pathlib.Path) -> None:
    table[[first, *table.columns.drop(first)]].to_parquet(path, index=False)


def _page(found: Found, results: StudyResults) -> str:
    study = results.study
    page = [f"# {study.title}", *([study.question] if study.question else [])]
    page.append(
        "What follows says which assumptions of the model carry its result. It is no forecast "
        "about any named state, and it holds inside the ranges that the study varied."
    )
    for name, one in found.answers.items():
        page += [f"## {name}", one.summary, f"![{name}](figures/{name}-tornado.png)"]
    for name in found.times:
        page += [f"## {name}, quarter by quarter", f"![{name}](figures/{name}-over-time.png)"]
    if found.refused:
        page += ["## What could not be analysed"]
        page += [f"- `{name}`: {why}" for name, why in found.refused.items()]
    return "\n\n".join(page) + "\n"
