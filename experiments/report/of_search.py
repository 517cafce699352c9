"""The report of a policy search: what was found, and what is left of it in other worlds."""

from __future__ import annotations

import pandas as pd

from experiments.report import of_any
from experiments.report.assembling import assemble
from experiments.report.blocks import Finding, Prose, Sentence, Words
from experiments.report.folder import Folder
from experiments.report.frames import amount, largest
from experiments.report.model import Report, Section
from experiments.report.pictures import of_stem
from experiments.report.search_evidence import FRONT, contests, decisions, luck, values
from experiments.report.simulated import simulated
from experiments.report.stated import trace
from experiments.report.words import capital, count, joined, spoken
from experiments.search import BASELINE, FRESH, MEMBER, TRAINING

CANDIDATES = "candidates.parquet"
_NEEDED = {"policy", "kind", "setting", "objective", "unit", "value", "low", "high", "stays_share"}
_HOW = (
    "No policy on the **front** can be bettered on one objective without a loss on another: to "
    "choose among them is a choice of values. Those that lie apart were run again in worlds that "
    "the search never saw. **Stays** is the share of resamples in which no other found policy is "
    "at least as good in everything and better in something. Intervals are 95%, over worlds."
)
_LIMITS = (
    "The front is that of these levers with these kinds of triggers. Other levers, other "
    "indicators, or triggers that look further back may do better, and a search that is stopped "
    "by its rule may have missed parts of the front.",
    "A trigger that never went off in the search is untried: its lever cost nothing there, and "
    "may act elsewhere. How strong levers are, and what they cost, are assumptions.",
)


def build(folder: Folder) -> Report:
    """The report of a folder that `coalition search` wrote.

    Raises
    ------
    ReportError
        When a table is damaged.
    """
    table = folder.table(FRONT)
    if table is None or not set(table) >= _NEEDED or not (table["kind"] == MEMBER).any():
        return of_any.build(folder)
    found, used = simulated(folder), set[str]()
    settings = [name for name in dict.fromkeys(table["setting"]) if name not in (TRAINING, FRESH)]
    policy = folder.manifest.get("policy", {}).get("name", "")
    title = found.policies[policy].title if found and policy in found.policies else spoken(policy)
    evidence = [
        Section("found", "What was found", (
            Words(_HOW), *of_stem(folder, "front", used=used, caption="What the search saw, and "
            "what the same policies do in fresh worlds."), values(folder, table, FRESH),
        )),
        Section("luck", "By how much the training seeds flattered", luck(folder)),
        Section("contests", "Against policies that are there already", contests(folder)),
        *(Section(f"held-{place}", f"In a future that the search did not see: {spoken(name)}",
                  (values(folder, table, name),)) for place, name in enumerate(settings, 1)),
        Section("decisions", "What they decide", (
            *of_stem(folder, "decisions", used=used, caption="Intensities and thresholds of the "
            "found policies."), *decisions(folder),
        )),
        Section("search", "How the search went", (
            Prose((_searched(folder),)), *of_stem(folder, "progress", used=used, caption="What "
            "each generation added, as hypervolume: the share of the space between the best and "
            "the worst of the first generation that the front bounds."),
        )),
    ]  # fmt: skip
    objectives = joined(
        [str(one).replace("_", " ") for one in folder.manifest.get("objectives", [])]
    )
    where = joined([one.title for one in found.scenarios.values()]) if found else ""
    return assemble(
        folder, "Policy search", f"{capital(title)}, tuned{f': {where}' if where else ''}",
        f"Which strengths and thresholds of “{title}” give {objectives}?",
        (_searched(folder), *_steady(folder, table)), _best(folder, table), evidence, _LIMITS,
        used=used, found=found,
    )  # fmt: skip


def _wants(folder: Folder, objective: str) -> float:
    """+1 where more is wanted of an objective, -1 where less is."""
    for text in folder.manifest.get("objectives", []):
        if objective in str(text).split():
            return -1.0 if str(text).startswith("less") else 1.0
    return 1.0


def _at(table: pd.DataFrame, kind: str, setting: str, objective: str) -> pd.DataFrame:
    rows = table[(table["kind"] == kind) & (table["setting"] == setting)]
    return rows[rows["objective"] == objective]


def _best(folder: Folder, table: pd.DataFrame) -> tuple[Finding, ...]:
    """The best found policy on each objective, beside the best of those that were there already."""
    made = []
    for objective in dict.fromkeys(table["objective"].astype(str)):
        rows = _at(table, MEMBER, FRESH, objective)
        sign = _wants(folder, objective)
        best = largest(rows, rows["value"], sign)
        text = f"**{best['policy']}** does best in fresh worlds: {amount(best)}"
        rivals = _at(table, BASELINE, FRESH, objective).dropna(subset=["value"])
        names = [f"{best['policy']}"]
        if len(rivals):
            rival = largest(rivals, rivals["value"], sign)
            text += f"; of the policies to compare with, {spoken(str(rival['policy']))}: "
            text += amount(rival)
            names.append(str(rival["policy"]))
        key = f"setting {FRESH}, objective {objective}, policies {joined(names)}"
        where = trace(folder, FRONT, key, int(best["runs"]))
        wish = "less is wanted" if sign < 0 else "more is wanted"
        head = f"{capital(spoken(objective))}, {wish}"
        made.append(Finding("note", head, Sentence(f"{text}.", (where,))))
    return tuple(made[:4])


def _searched(folder: Folder) -> Sentence:
    """How much was tried, and how it ended."""
    said, runs = folder.manifest, folder.manifest.get("runs")
    each = runs.get("candidate") if isinstance(runs, dict) else None
    text = f"{count(int(said.get('candidates', 0)), 'candidate')} were tried"
    text += f", each in {each} worlds a future" if each else ""
    text += f"; **{int(said.get('front', 0)):,}** of them are bettered by no other in those worlds"
    aside = int(said.get("set_aside", 0))
    text += f", and {aside:,} were set aside, undefined or failed too often." if aside else "."
    return Sentence(text, (trace(folder, CANDIDATES, "all rows, columns front and feasible", ""),))


def _steady(folder: Folder, table: pd.DataFrame) -> tuple[Sentence, ...]:
    """How many of those tried again stay on the front in fresh worlds, and elsewhere."""
    said = []
    for setting in [name for name in dict.fromkeys(table["setting"]) if name != TRAINING]:
        rows = table[(table["kind"] == MEMBER) & (table["setting"] == setting)]
        whole = rows.drop_duplicates("policy")
        sure = int((whole["stays_share"] >= 0.95).sum())
        beaten = int((whole["dominated_by"].fillna("") != "").sum())
        where = "in fresh worlds" if setting == FRESH else f"in {spoken(str(setting))}"
        text = f"Of {len(whole)} that were tried again, {sure} surely stay on the front {where}"
        text += (
            f"; {beaten} are bettered there by a policy that was there already." if beaten else "."
        )
        key = f"kind found, setting {setting}, columns stays_share and dominated_by"
        said.append(Sentence(text, (trace(folder, FRONT, key, int(whole["runs"].max())),)))
    return tuple(said)
