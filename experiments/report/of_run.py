"""The report of a single ensemble: what `coalition run` wrote."""

from __future__ import annotations

from typing import Any

import pandas as pd

from experiments.report import closing, worlds
from experiments.report.blocks import Block, Details, Finding, Sentence, Trace, Words
from experiments.report.folder import FAILURES, Folder, has_columns
from experiments.report.frames import of_frame
from experiments.report.model import Report, Section
from experiments.report.pictures import left
from experiments.report.words import capital, count, in_unit, spoken
from experiments.wording import estimate
from sim.errors import CoalitionError
from sim.metrics import LEAD, OUTCOMES, summary
from sim.scenario import Policy, Scenario

OUTCOMES_FILE = "outcomes.parquet"
#: Outcomes of the first screen, after those that always stand together.
_FIRST = (*LEAD, "funding_gap", "legitimacy")
_STATED = Trace("manifest.json", "scenario, policy")


def build(folder: Folder) -> Report:
    """The report of a folder that `coalition run` wrote.

    Raises
    ------
    ReportError
        When a table is damaged or missing.
    """
    said = folder.manifest
    table = folder.needed(OUTCOMES_FILE, ("seed",))
    has_columns(table, (LEAD[0],), str(folder.path / OUTCOMES_FILE))
    known = [name for name in table if name in OUTCOMES]
    found = summary(table[known])
    scenario, policy = _stated(said)
    runs = int(said.get("runs", len(table)))
    seeds = f"seed {said.get('seed', 'unknown')}"
    policy_label = policy.title if policy else str(said.get("policy", {}).get("name", ""))
    title = scenario.title if scenario else str(said.get("scenario", {}).get("name", "A run"))
    sections = [Section("outcomes", "Outcomes", _outcomes(found, len(table), seeds))]
    pictures = left(folder, ())
    absent = Words("The folder holds no pictures.", "absent")
    sections.append(Section("pictures", "Pictures", pictures or (absent,)))
    sections.append(closing.failed(folder, runs))
    if scenario is not None and policy is not None:
        sections.append(_assumptions(scenario, policy, said))
    sections += [closing.limits(), closing.again(folder)]
    failed = folder.table(FAILURES)
    facts = (
        ("Runs", f"{runs:,}"), ("Quarters", f"{said.get('quarters', 'unknown')}"),
        ("Seed", f"{said.get('seed', 'unknown')}"),
        ("Failed runs", f"{0 if failed is None else len(failed):,}"),
        ("Policy", capital(policy_label)),
    )  # fmt: skip
    question = f"What happens under the policy “{policy_label}”, and how much of it is chance?"
    return Report(
        title, question, _answer(found, len(table), seeds), _findings(found, len(table), seeds),
        tuple(sections), facts, "A single ensemble", closing.provenance(said),
    )  # fmt: skip


def _stated(said: dict[str, Any]) -> tuple[Scenario | None, Policy | None]:
    """Scenario and policy as the manifest holds them; None where this version cannot read them."""
    try:
        scenario = Scenario.from_dict(said["scenario"]["content"], said["scenario"]["name"])
        return scenario, Policy.from_dict(
            said["policy"]["content"], scenario, said["policy"]["name"]
        )
    except (CoalitionError, KeyError, TypeError):
        return None, None


def _range(row: pd.Series[Any]) -> str:
    text = estimate(float(row["median"]), float(row["low"]), float(row["high"]))
    return in_unit(text, str(row["unit"]))


def _trace(name: str, row: pd.Series[Any], runs: int, seeds: str) -> Trace:
    defined = int(row["runs"])
    some = "" if defined == runs else f" of {runs:,}"
    return Trace(OUTCOMES_FILE, f"column {name}, all rows", f"{defined:,}{some} runs", seeds)


def _defined(found: pd.DataFrame, names: tuple[str, ...]) -> dict[str, pd.Series[Any]]:
    """Rows of some outcomes that are defined in any run."""
    rows = {str(name): row for name, row in found.iterrows() if row["runs"] > 0}
    return {name: rows[name] for name in names if name in rows}


def _answer(found: pd.DataFrame, runs: int, seeds: str) -> tuple[Sentence, ...]:
    rows = _defined(found, LEAD)
    if not rows:
        return (Sentence("No run came to its end: there is no outcome to tell."),)
    parts = [f"{spoken(name)} {_range(row)}" for name, row in rows.items()]
    traces = tuple(_trace(name, row, runs, seeds) for name, row in rows.items())
    text = f"In the middle run, with the range that holds nine runs in ten: {'; '.join(parts)}."
    return (Sentence(text, traces),)


def _findings(found: pd.DataFrame, runs: int, seeds: str) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            "note",
            capital(spoken(name)),
            Sentence(
                f"{capital(OUTCOMES[name].meaning)}: **{_range(row)}**.",
                (_trace(name, row, runs, seeds),),
            ),
        )
        for name, row in _defined(found, _FIRST).items()
    )


def _outcomes(found: pd.DataFrame, runs: int, seeds: str) -> tuple[Block, ...]:
    defined = found[found["runs"] > 0]
    frame = pd.DataFrame(
        {
            "outcome": [capital(spoken(str(name))) for name in defined.index],
            "range": [_range(row) for _, row in defined.iterrows()],
            "runs": defined["runs"].to_numpy(),
            "higher": [_good(str(name)) for name in defined.index],
            "meaning": [OUTCOMES[str(name)].meaning for name in defined.index],
        }
    )
    shown = {"outcome": "Outcome", "range": "Median [5%, 95%]", "runs": "Runs", "higher": "More is",
             "meaning": "Meaning"}  # fmt: skip
    table = of_frame(
        frame, "Outcomes over the runs", shown, file=OUTCOMES_FILE, row="all rows",
        runs=count(runs, "run"), seeds=seeds,
    )  # fmt: skip
    gone = [spoken(str(name)) for name in found.index[found["runs"] == 0]]
    words = [Words(f"Undefined in every run: {', '.join(gone)}.")] if gone else []
    few = [Words("So few runs that the ranges say little.", "warning")] if runs < 30 else []
    return (*few, table, *words)


def _good(name: str) -> str:
    return {"better": "better", "worse": "worse"}.get(OUTCOMES[name].higher, "neither")


def _assumptions(scenario: Scenario, policy: Policy, said: dict[str, Any]) -> Section:
    names = {scenario.name: scenario.title}
    blocks: list[Block] = [
        worlds.events({scenario.name: scenario}, names, _STATED),
        worlds.levers(scenario, {policy.name: policy}, {policy.name: policy.title}, _STATED),
    ]
    settings = said.get("settings") or {}
    if settings:
        frame = pd.DataFrame(
            {"address": [f"`{a}`" for a in settings], "value": list(settings.values())}
        )
        heads = {"address": "Number", "value": "Set to"}
        blocks.append(
            of_frame(
                frame, "Changed on the command line", heads, file="manifest.json", row="settings"
            )
        )
    counted, named = worlds.statuses(scenario, scenario.title, _STATED)
    blocks.append(counted)
    if named is not None:
        blocks.append(Details(named.caption, (named,)))
    return Section("assumptions", "Assumptions and their sources", tuple(blocks))
