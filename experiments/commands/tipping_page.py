"""What `coalition tipping` writes: tables, pictures, and the page in words."""

from __future__ import annotations

import pathlib
import shlex
from dataclasses import dataclass

import numpy as np
import pandas as pd

from experiments.commands.tipping_request import TippingRequest
from experiments.tipping import Cells, Rescue, Surface


@dataclass(frozen=True)
class Found:
    """What was found.

    Attributes
    ----------
    cells, surface, boundary : Cells, Surface, pandas.DataFrame
        The map.
    said : list of (str, str)
        The map in words: of each sentence the table that it stands on, and the sentence.
    point : (float, float) or None
        Where levers were tried.
    rescue : Rescue or None
        What they do there.
    failures : pandas.DataFrame
        Runs of the map that failed.
    """

    cells: Cells
    surface: Surface
    boundary: pd.DataFrame
    said: list[tuple[str, str]]
    point: tuple[float, float] | None
    rescue: Rescue | None
    failures: pd.DataFrame

    @property
    def words(self) -> str:
        """The map in words."""
        return " ".join(text for _, text in self.said)

    def way_back(self, asked: TippingRequest) -> str:
        """The way back in words, or why none was looked for."""
        if self.rescue is None:
            if not asked.levers:
                return "No lever was tried."
            return (
                f"In no cell is it surely beyond {asked.level:.0%}, so there is nothing to bring "
                "back; --at X:Y tries the levers anywhere."
            )
        assert self.point is not None
        where = (
            f"{asked.x.address} at {asked.x.told(self.point[0])} and {asked.y.address} at "
            f"{asked.y.told(self.point[1])}"
        )
        return f"Beyond the boundary, {where}: {self.rescue.words}"


def write(asked: TippingRequest, found: Found, folder: pathlib.Path) -> None:
    """Tables, pictures and the page, into a folder that is there."""
    from experiments.figures import save
    from experiments.figures.tipping import rescue_map, tipping_map

    names = {"x": asked.x.address, "y": asked.y.address}
    found.cells.table().rename(columns=names).to_parquet(folder / "cells.parquet", index=False)
    up, right = np.meshgrid(found.surface.y, found.surface.x, indexing="ij")
    fine = {
        names["x"]: right, names["y"]: up, "probability": found.surface.probability,
        "above": found.surface.above,
    }  # fmt: skip
    surface = pd.DataFrame({name: np.ravel(values) for name, values in fine.items()})
    surface.to_parquet(folder / "surface.parquet", index=False)
    lines = found.boundary.assign(along=found.boundary["along"].map(names))
    lines.to_parquet(folder / "boundary.parquet", index=False)
    found.failures.to_parquet(folder / "failures.parquet", index=False)
    pictures = folder / "figures"
    pictures.mkdir()
    foot = _foot(asked)
    save(
        tipping_map(
            found.cells, found.surface, (asked.x, asked.y), asked.condition.words,
            f"Where it tips: {asked.condition.words}", foot, found.point,
        ),
        pictures / "map.png",
    )  # fmt: skip
    if found.rescue is not None:
        found.rescue.scan.to_parquet(folder / "levers.parquet", index=False)
        found.rescue.confirmed.to_parquet(folder / "confirmed.parquet", index=False)
        title = "The cheapest lever back from beyond the boundary"
        save(rescue_map(found.rescue, asked.condition.words, title, foot), pictures / "levers.png")
    (folder / "summary.md").write_text(_page(asked, found), encoding="utf-8")


def _foot(asked: TippingRequest) -> str:
    policy = "" if asked.policy.name == "none" else f" under {asked.policy.name}"
    return (
        f"{asked.scenario.name}{policy} · {len(asked.study.design)} cells, {asked.runs:,} worlds "
        f"each, seed {asked.study.seed} · about the model, no forecast"
    )


def _page(asked: TippingRequest, found: Found) -> str:
    parts = [
        f"# Where it tips: {asked.condition.words}",
        f"{asked.scenario.title}. {_foot(asked)}.",
        "## The map",
        found.words,
        "![The map](figures/map.png)",
        f"The surface is smoothed over {found.surface.width:g} steps of the grid, the width that "
        "best foretells worlds that were left out. All cells met the same worlds; intervals come "
        "from drawing worlds anew, and hold 95% each. A boundary that is sharper than the grid is "
        "blurred to about one step of it.",
        "## The way back",
        found.way_back(asked),
    ]
    if found.rescue is not None:
        parts += ["![The levers](figures/levers.png)", _tried(found.rescue)]
        if asked.pulled:
            parts.append(f"Left out, since the policy pulls them: {', '.join(asked.pulled)}.")
    parts += [
        "## Limits",
        "This is about the model, with the assumptions of its scenario, and no forecast about any "
        "named state. The other numbers stay at the scenario's values. What no lever does by "
        "itself, two together may: combinations were not tried. How strong a lever is, and its "
        "cost, are assumptions of the catalogue.",
        "## Again",
        f"    {shlex.join(asked.command(pathlib.Path(f'{asked.out}-again')))}",
    ]
    return "\n\n".join(parts) + "\n"


def _tried(rescue: Rescue) -> str:
    """What was tried again on fresh seeds, as a table."""
    if not len(rescue.confirmed):
        return "No lever seemed to bring it back, so none was tried again on fresh seeds."
    heads = (
        "| lever | intensity | cost [million US$ a quarter] | probability, fresh seeds | verdict |"
    )
    rows = [
        f"| {row.lever} | {row.intensity:g} | {row.cost_musd:.3g} | {row.probability:.0%} "
        f"({row.low:.0%} to {row.high:.0%}) | {row.verdict} |"
        for row in rescue.confirmed.itertuples()
    ]
    return "\n".join([heads, "| --- | ---: | ---: | ---: | --- |", *rows])
