"""The evidence of a comparison: each part computed, written as a table, and drawn."""

from __future__ import annotations

import pathlib

from experiments.commands.comparing_evidence import Evidence, footer, titled
from experiments.commands.comparing_more import fail, gain_and_lose, robust, trade_offs
from experiments.commands.comparing_request import Asked
from experiments.commands.comparing_runs import Ran
from experiments.commands.progress import progress
from experiments.comparison.drivers import drivers
from experiments.store import open_study
from sim.errors import CoalitionError


def gather_evidence(asked: Asked, ran: Ran, folder: pathlib.Path) -> Evidence:
    """Compute all parts into a folder, and draw them."""
    found = Evidence()
    (folder / "figures").mkdir()
    parts = {
        "differences": _differences,
        "robustness": robust,
        "trade-offs": trade_offs,
        "gains": gain_and_lose,
        "boxes": fail,
        "drivers": _drivers,
    }
    with progress(len(parts), "parts of the evidence") as advance:
        for name, compute in parts.items():
            try:
                compute(asked, ran, found, folder / "figures")
            except CoalitionError as error:
                found.absent[name] = str(error)
            advance(1)
    for name, table in found.tables.items():
        table.to_parquet(folder / f"{name}.parquet", index=False)
    return found


def _differences(asked: Asked, ran: Ran, found: Evidence, pictures: pathlib.Path) -> None:
    from experiments.figures import save
    from experiments.figures.comparison import best_bars, by_scenario, forest

    compared = ran.comparison
    found.tables["differences"] = compared.differences
    found.tables["best"] = compared.best
    found.tables["adequacy"] = compared.adequacy
    failures = open_study(asked.folder).failures()
    found.tables["failures"] = failures[failures["run"].isin(ran.table.index)]
    foot = footer(ran)
    shown = titled(ran, compared.differences)
    save(forest(shown, foot), pictures / "differences.png")
    if len(compared.worlds.scenarios) > 1:
        save(by_scenario(shown, foot), pictures / "differences-by-scenario.png")
    if len(compared.best):
        save(best_bars(titled(ran, compared.best), foot), pictures / "best.png")


def _drivers(asked: Asked, ran: Ran, found: Evidence, pictures: pathlib.Path) -> None:
    if not ran.study.factors:
        found.absent["drivers"] = "the study varies no factors"
        return
    table = drivers(ran.comparison, ran.table, ran.study.design)
    if table.empty:
        found.absent["drivers"] = "there are too few points to tell what the factors do"
        return
    found.tables["drivers"] = table
