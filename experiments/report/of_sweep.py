"""The report of a sweep: what was run, the outcomes by future and policy, what is missing."""

from __future__ import annotations

import numpy as np
import pandas as pd

from experiments.report import closing, worlds
from experiments.report.blocks import Block, Details, Finding, Sentence, Trace, Words
from experiments.report.fault import ReportError
from experiments.report.folder import Folder
from experiments.report.frames import of_frame
from experiments.report.model import Report, Section
from experiments.report.words import capital, count, spoken
from experiments.store import StoreError, open_study
from experiments.study import Study
from experiments.wording import estimate
from sim.metrics import OUTCOMES, summary

_FILE = "outcomes/part-*.parquet"
_FEW = 4


def build(folder: Folder) -> Report:
    """The report of a folder that `coalition sweep` wrote.

    Raises
    ------
    ReportError
        When parts are damaged or missing.
    """
    try:
        results = open_study(folder.path)
        table, study = results.table(results.outcomes), results.study
    except (StoreError, OSError, ValueError) as error:
        raise ReportError(f"{folder.path} cannot be read: {error}") from None
    known = [name for name in results.outcomes if name in OUTCOMES]
    keys = [name for name in ("scenario", "policy") if table[name].nunique() > 1]
    seeds = f"seed {study.seed}, shared: {study.seeds}"
    found: list[tuple[tuple[str, ...], pd.DataFrame]] = [((), table)]
    if keys:
        groups = table.groupby(keys, sort=False, observed=True)
        found = [(tuple(map(str, key)), part) for key, part in groups]
    tables = _tables(study, found, keys, known, seeds)
    labels = _labels(study)
    trace = Trace("study.json", "the study's scenarios, policies and factors")
    first, scenario = next(iter(study.scenarios.items()))
    policies = study.policies[first]
    inputs: list[Block] = [worlds.events(study.scenarios, labels, trace),
                           worlds.levers(scenario, policies, labels, trace)]  # fmt: skip
    if study.factors:
        inputs.append(worlds.factors(study.factors, scenario, policies, trace))
    counted, named = worlds.statuses(scenario, labels[first], trace)
    inputs += [counted, *([Details(named.caption, (named,))] if named is not None else [])]
    next_ = Words(
        "A sweep is raw material: `coalition compare` tells policies apart in it, and `coalition "
        "sensitivity` tells which factors matter."
    )
    sections = (
        Section("outcomes", "Outcomes", (next_, *tables)),
        closing.failed(folder, study.runs),
        Section("assumptions", "Assumptions and their sources", tuple(inputs)),
        closing.limits(), closing.again(folder),
    )  # fmt: skip
    failed = int((table["failure"].astype(str) != "").sum())
    facts = (
        ("Runs", f"{study.runs:,}"), ("Points", f"{len(study.design):,}"),
        ("Replicates", f"{study.replicates:,}"), ("Futures", f"{len(study.scenarios)}"),
        ("Policies", f"{len(policies)}"), ("Failed runs", f"{failed:,}"),
    )  # fmt: skip
    said = Sentence(
        f"{count(len(table), 'run')} of {count(len(study.factors), 'factor')} over "
        f"{count(len(study.design), 'point')}, {len(study.scenarios)} × {len(policies)} futures "
        f"and policies; what follows are ranges over all of them, and no comparison.",
        (Trace(_FILE, "all rows", count(len(table), "run"), seeds),),
    )
    return Report(
        study.title, study.question, (said,), _findings(table, known, seeds), sections, facts,
        "Sweep of a study", closing.provenance(folder.manifest),
    )  # fmt: skip


def _labels(study: Study) -> dict[str, str]:
    found = {name: one.title for name, one in study.scenarios.items()}
    for policies in study.policies.values():
        found |= {name: one.title for name, one in policies.items()}
    return found


def _findings(table: pd.DataFrame, names: list[str], seeds: str) -> tuple[Finding, ...]:
    told = []
    for name in names[:_FEW]:
        values = table[name].dropna().to_numpy(dtype=float)
        if not len(values):
            continue
        text = f"Over all runs {_range(values)}; {OUTCOMES[name].meaning}."
        trace = Trace(_FILE, f"column {name}", f"{len(values):,} of {len(table):,} runs", seeds)
        told.append(Finding("note", capital(spoken(name)), Sentence(text, (trace,))))
    return tuple(told)


def _range(values: np.ndarray) -> str:
    middle, low, high = map(float, np.quantile(values, [0.5, 0.05, 0.95]))
    return estimate(middle, low, high)


def _tables(
    study: Study,
    found: list[tuple[tuple[str, ...], pd.DataFrame]],
    keys: list[str],
    names: list[str],
    seeds: str,
) -> list[Block]:
    """A table an outcome where futures or policies stand side by side, one of all otherwise."""
    labels = _labels(study)
    if not keys:
        frame = summary(found[0][1][names]).reset_index()
        frame = frame.assign(
            **{frame.columns[0]: [spoken(str(n)) for n in frame[frame.columns[0]]]}
        )
        return [of_frame(frame, "Outcomes over all runs", file=_FILE, seeds=seeds)]
    blocks: list[Block] = []
    heads = [" · ".join(capital(labels.get(k, k)) for k in key) for key, _ in found]
    for name in names:
        values = [part[name].dropna().to_numpy(dtype=float) for _, part in found]
        rows = {
            "of": heads,
            "range": [_range(value) if len(value) else "–" for value in values],
            "runs": [len(value) for value in values],
        }
        shown = {"of": " · ".join(map(capital, keys)), "range": "Median [5%, 95%]", "runs": "Runs"}
        blocks.append(
            of_frame(
                pd.DataFrame(rows), capital(OUTCOMES[name].meaning), shown, file=_FILE,
                row=f"column {name}, by {' and '.join(keys)}", seeds=seeds,
            )
        )  # fmt: skip
    return blocks
