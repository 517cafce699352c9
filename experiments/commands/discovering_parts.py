"""What scenario discovery writes: pictures, tables, and the page in words."""

from __future__ import annotations

import pathlib
from dataclasses import dataclass, field

import pandas as pd

from experiments.discovery import (
    Condition,
    Discovery,
    Label,
    boxes_table,
    labels_of,
    leaves,
    sentence,
    stable,
    tree_table,
)
from experiments.store import StudyResults


@dataclass(frozen=True)
class Part:
    """Runs that are searched together.

    Attributes
    ----------
    policy, scenario : str
        Which they are of; "" for all.
    apart : frozenset of str
        Of "scenario" and "policy", what is no factor of the search.
    """

    policy: str
    scenario: str
    apart: frozenset[str]

    @property
    def title(self) -> str:
        """What it is called."""
        where = f" in {self.scenario}" if self.scenario else ""
        return f"{self.policy or 'all policies'}{where}"

    @property
    def file(self) -> str:
        """The same in a name of a file."""
        return self.title.replace(" ", "-").replace("/", "-")


@dataclass
class Found:
    """What was found, by part, and what was refused."""

    condition: Condition
    labels: dict[str, Label] = field(default_factory=dict)
    answers: dict[Part, Discovery] = field(default_factory=dict)
    refused: dict[Part, str] = field(default_factory=dict)

    def sentence(self, one: Discovery) -> str:
        """The chosen box in words."""
        return sentence(one, self.labels)


def footer(results: StudyResults, one: Discovery, condition: Condition) -> str:
    """Where a picture comes from."""
    return (
        f"{results.study.name} · {condition} · {one.method.upper()} · "
        f"{one.sample.points:,} {one.sample.unit},"
        f" {len(one.sample.failing):,} runs · about the model, no forecast"
    )


def draw(
    part: Part, one: Discovery, found: Found, results: StudyResults, folder: pathlib.Path
) -> None:
    """Trade-off, ranges of the box, the two leading factors, and the tree where there is one."""
    from experiments.figures import save
    from experiments.figures.discovery import tradeoff
    from experiments.figures.discovery_plane import plane
    from experiments.figures.discovery_ranges import ranges
    from experiments.figures.discovery_tree import tree

    foot = footer(results, one, found.condition)
    drawn = {
        "tradeoff": tradeoff(one, f"Coverage against density: {part.title}", foot),
        "ranges": ranges(one, found.labels, f"The box in which worlds fail: {part.title}", foot),
        "plane": plane(one, found.labels, f"Worlds that fail: {part.title}", foot),
        "tree": tree(one, found.labels, f"Questions that tell failing worlds: {part.title}", foot),
    }
    for kind, figure in drawn.items():
        if figure is not None:
            save(figure, folder / f"{part.file}-{kind}.png")


def write(found: Found, results: StudyResults, failures: int, folder: pathlib.Path) -> None:
    """Boxes, trajectories and stability of all parts in a table each, and the page in words."""
    names = [(part.policy, part.scenario, one) for part, one in found.answers.items()]
    tables = {
        "boxes": [
            boxes_table(one, found.labels, found.condition, policy=policy, scenario=scenario)
            for policy, scenario, one in names
        ],
        "trajectory": [_keyed(one.trajectory, policy, world) for policy, world, one in names],
        "stability": [_keyed(one.stability, policy, world) for policy, world, one in names],
        "tree": [
            _keyed(tree_table(one, found.labels), policy, world)
            for policy, world, one in names
            if one.method == "cart"
        ],
    }
    for name, parts in tables.items():
        if parts:
            pd.concat(parts, ignore_index=True).to_parquet(folder / f"{name}.parquet", index=False)
    (folder / "summary.md").write_text(_page(found, results, failures), encoding="utf-8")


def labelled(results: StudyResults, condition: Condition) -> Found:
    """An empty answer that knows what the factors are called."""
    return Found(condition, labels_of(results.study))


def _keyed(table: pd.DataFrame, policy: str, scenario: str) -> pd.DataFrame:
    keys = pd.DataFrame({"policy": policy, "scenario": scenario}, index=table.index)
    return pd.concat([keys, table], axis=1)


def _page(found: Found, results: StudyResults, failures: int) -> str:
    study = results.study
    page = [f"# {study.title}", *([study.question] if study.question else [])]
    page.append(f"A world fails here when {found.condition.words}.")
    page.append(
        "What follows is about the model inside the ranges that the study varied. It is no "
        "forecast about any named state. Coverage is the share of all failures that a box holds, "
        "density the share of the worlds in it that fail; a world is a point of the design, a "
        "scenario and a replicate. Brackets hold 95% intervals from a bootstrap over points (over "
        "replicates where only labels vary) for the box as it is, which its search flatters. On "
        "runs that a search had not seen, they hold the 5th and 95th percentile over halves of the "
        "points; that does not flatter, and is rather too wide, as each search has half the runs."
    )
    for part, one in found.answers.items():
        page += _section(part, one, found)
    if found.refused:
        page += ["## What could not be searched"]
        page.append("\n".join(f"- {part.title}: {why}" for part, why in found.refused.items()))
    if failures:
        page += ["## Failed runs", f"{failures:,} runs failed; they count as undefined."]
    return "\n\n".join(page) + "\n"


def _section(part: Part, one: Discovery, found: Found) -> list[str]:
    lines = [f"## {part.title}", found.sentence(one)]
    if len(one.chosen):
        lines.append(one.verdict.words)
    if one.held_out.halves and (told := stable(one, found.labels)):
        lines += ["How often each restriction came back:", _list(told)]
    if one.method == "cart":
        lines += ["The leaves of the tree, the densest first:", _list(leaves(one, found.labels))]
    if one.rule is not None:
        lines.append(one.rule.words)
    notes = []
    if one.sample.dropped:
        notes.append(f"{one.sample.dropped:,} runs were left out: the outcome is undefined there.")
    if one.sample.constant:
        notes.append(f"Never varied here: {', '.join(one.sample.constant)}.")
    lines += [" ".join(notes)] if notes else []
    kinds = (
        "ranges",
        "tradeoff",
        "plane",
        *(["tree"] if one.method == "cart" and len(one.boxes) > 1 else []),
    )
    return [*lines, "\n".join(f"![{kind}](figures/{part.file}-{kind}.png)" for kind in kinds)]


def _list(lines: list[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)
