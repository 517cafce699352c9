"""Regret and robustness: what a wrong choice costs, and which policy is never far behind."""

from __future__ import annotations

from typing import Any

import pandas as pd

from experiments.report.blocks import Block, Column, Details, Prose, Sentence, Table, Trace, Words
from experiments.report.closing import absent
from experiments.report.comparison.compared import POOLED, Compared
from experiments.report.frames import Shown, largest, numbers, of_frame
from experiments.report.model import Section
from experiments.report.pictures import of_stem
from experiments.report.words import capital, count, in_unit, joined, spoken
from experiments.wording import decimals, number

REGRET, ROBUSTNESS, DISAGREEMENTS = (
    "regret.parquet", "robustness.parquet", "disagreements.parquet",
)  # fmt: skip
_NAMES = {
    "maximin": "best worst future (maximin)",
    "maximax": "best best future (maximax)",
    "laplace": "mean (Laplace)",
    "hurwicz": "Hurwicz",
    "minimax_regret": "least greatest regret",
}


#: Why robustness says little of a single future.
_ONE = (
    "There is one future here. How a policy fares when the future is not the one that was planned "
    "for can therefore not be told: regret is the distance to the best policy of this future, and "
    "the metrics of robustness order the policies by their mean. Compare in several futures to "
    "learn more, such as with `coalition compare us_freeze`."
)


def overall(table: pd.DataFrame) -> pd.DataFrame:
    """Regret over all futures: the pooled rows, or the worst future's where there are none."""
    pooled = table[table["scenario"] == POOLED]
    if len(pooled):
        return pooled
    numbers = {name: "max" for name in ("p90", "max") if name in table}
    found = table.groupby(["outcome", "policy"], sort=False, observed=True)
    return found.agg({"mean": "mean", **numbers}).reset_index().assign(scenario=POOLED)


def least_regret(compared: Compared) -> Sentence | None:
    """Which policy has the least greatest regret on the first outcome, and which the largest."""
    table = compared.folder.table(REGRET)
    if table is None or not {"outcome", "policy", "scenario", "mean", "max"} <= set(table):
        return None
    whole = overall(table)
    for outcome in compared.outcomes:
        rows = whole[whole["outcome"] == outcome].dropna(subset=["max"])
        if len(rows) < 2:
            continue
        least, most = (largest(rows, rows["max"], sign) for sign in (-1.0, 1.0))
        spread = float(most["max"] - least["max"])
        places = decimals(spread, float(least["max"]))
        unit = _unit(compared, outcome)
        behind, ahead = (in_unit(number(float(row["max"]), places), unit) for row in (most, least))
        never = f"is never further behind the best choice for that future than {ahead}"
        if not any(digit in "123456789" for digit in ahead):
            never = "is the best choice in every future"
        far = f"falls behind by up to {behind}"
        if len(compared.scenarios) == 1:
            never, far = "is the best choice", f"falls behind by {behind}"
        text = (
            f"On {spoken(outcome)} **{compared.label(str(least['policy']))}** {never}; "
            f"{compared.label(str(most['policy']))} {far}."
        )
        traces = tuple(
            Trace(
                REGRET,
                compared.key(POOLED, str(row["policy"]), outcome),
                runs=count(compared.runs, "run"),
                seeds=compared.seeds,
            )
            for row in (least, most)
        )
        return Sentence(text, traces)
    return None


def section(compared: Compared, used: set[str]) -> Section:
    """Tables of regret and of metrics, and why the metrics disagree."""
    folder = compared.folder
    regret, metrics = folder.table(REGRET), folder.table(ROBUSTNESS)
    if regret is None and metrics is None:
        gap = absent(
            compared.folder,
            "robustness",
            "There is no table of regret or robustness",
            "that part was not computed",
        )
        return Section("regret", "Regret and robustness", (gap,))
    blocks: list[Block] = [
        Words(
            "Regret is how far a policy is behind the best one of the same future: what a wrong "
            "choice costs. Each metric stands for a way to look at risk, and to pick one is a "
            "choice of values (McPhail et al. 2018, https://doi.org/10.1002/2017EF000649)."
        )
    ]
    lengthy: list[Block] = []
    if regret is not None:
        blocks.append(_greatest(compared, regret))
        lengthy += _pictured(compared, "regret", used)
        lengthy.append(
            Details("Regret in numbers, outcome by outcome", tuple(_regrets(compared, regret)))
        )
    if metrics is not None:
        lengthy += _why(compared)
        lengthy += _pictured(compared, "robustness", used)
        lengthy += _ranks(compared, metrics)
    if len(compared.scenarios) == 1:
        blocks.append(Words(_ONE))
        lengthy = [Details("Regret and robustness all the same", tuple(lengthy))]
    blocks += lengthy
    return Section("regret", "Regret and robustness", tuple(blocks))


def _pictured(compared: Compared, start: str, used: set[str]) -> list[Block]:
    """The picture of the first outcome that has one, those of the others behind a click."""
    found: list[Block] = []
    for outcome in compared.outcomes:
        found += of_stem(compared.folder, f"{start}-{outcome}", used=used)
    found += of_stem(compared.folder, start, used=used)
    if len(found) < 2:
        return found
    return [found[0], Details(f"Pictures of {start} on other outcomes", tuple(found[1:]))]


def _greatest(compared: Compared, table: pd.DataFrame) -> Table:
    """The greatest regret of each policy, an outcome a column: the whole choice at a glance."""
    whole = overall(table)
    names = [name for name in compared.outcomes if name in set(whole["outcome"])]
    wide = whole.pivot_table(index="policy", columns="outcome", values="max", sort=False)[names]
    columns = [_from_zero(wide[name].tolist()) for name in names]
    heads = (Column("Policy"), *(Column(capital(_scaled(compared, name)), True) for name in names))
    labels = [capital(compared.label(str(name))) for name in wide.index]
    rows = tuple(zip(labels, *columns, strict=True))
    trace = Trace(REGRET, "scenario all, column max", count(compared.runs, "run"), compared.seeds)
    note = "0 is the best policy, or one as good; the smaller, the less is lost by choosing it."
    where = "" if len(compared.scenarios) == 1 else ", in the future where it is furthest behind"
    return Table(f"How far each policy is behind the best{where}", heads, rows, note, (trace,))


def _regrets(compared: Compared, table: pd.DataFrame) -> list[Block]:
    blocks: list[Block] = []
    whole = overall(table)
    shown: dict[str, Shown | str] = {
        "policy": Shown("Policy", lambda name: capital(compared.label(str(name)))),
        "mean": "Mean regret", "p90": "90th percentile", "max": "Greatest regret",
        "best_share": Shown("Best in (futures)", _share, True),
    }  # fmt: skip
    for outcome in [name for name in compared.outcomes if name in set(whole["outcome"])]:
        rows = whole[whole["outcome"] == outcome].sort_values("max", kind="stable")
        blocks.append(
            of_frame(
                rows, f"Regret on {_scaled(compared, outcome)}, the least first",
                shown, file=REGRET, row=f"scenario all, outcome {outcome}",
                runs=count(compared.runs, "run"), seeds=compared.seeds,
            )
        )  # fmt: skip
    return blocks


def _ranks(compared: Compared, table: pd.DataFrame) -> list[Block]:
    """Ranks by every metric, one table an outcome."""
    if not {"outcome", "policy", "metric", "rank"} <= set(table):
        return [of_frame(table, "Robustness", file=ROBUSTNESS)]
    pooled = table[table["scenario"] == POOLED] if "scenario" in table else table
    inner: list[Block] = []
    for outcome in [name for name in compared.outcomes if name in set(pooled["outcome"])]:
        rows = pooled[pooled["outcome"] == outcome]
        wide = rows.pivot_table(index="metric", columns="policy", values="rank", sort=False)
        heads = (Column("Metric"), *(Column(capital(compared.label(str(n))), True) for n in wide))
        cells = tuple(
            (
                capital(_NAMES.get(str(metric), spoken(str(metric)))),
                *(number(float(v), 0) for v in line),
            )
            for metric, line in zip(wide.index, wide.to_numpy(), strict=True)
        )
        trace = Trace(
            ROBUSTNESS,
            f"scenario all, outcome {outcome}",
            runs=count(compared.runs, "run"),
            seeds=compared.seeds,
        )
        inner.append(
            Table(
                f"Rank on {spoken(outcome)} by each metric; 1 is best",
                heads,
                cells,
                traces=(trace,),
            )
        )
    return [Details("Ranks by every robustness metric", tuple(inner))]


def _why(compared: Compared) -> list[Block]:
    """Where the metrics name different winners, and why."""
    table = compared.folder.table(DISAGREEMENTS)
    if table is None:
        return [Words("The folder tells no disagreement between the metrics.", "absent")]
    outcome = Shown("Outcome", lambda name: capital(spoken(str(name))))
    first = Shown("Named first", lambda names: capital(_winners(compared, names)))
    by = Shown("By these metrics", _metrics)
    why = Shown("Why", lambda text: capital(compared.spoken(str(text))))
    several = table.groupby("outcome")["winners"].transform("nunique") > 1
    blocks: list[Block] = []
    if several.any():
        shown = {"outcome": outcome, "winners": first, "metrics": by}
        caption = "Outcomes on which the metrics disagree"
        blocks.append(of_frame(table[several], caption, shown, file=DISAGREEMENTS,
                               runs=count(compared.runs, "run"), seeds=compared.seeds))  # fmt: skip
    else:
        text = "On every outcome all metrics name the same policy first."
        blocks.append(Prose((Sentence(text, (Trace(DISAGREEMENTS, "column winners"),)),)))
    shown = {"outcome": outcome, "winners": first, "why": why}
    reasons = of_frame(table, "Why a metric names whom it names", shown, file=DISAGREEMENTS,
                       runs=count(compared.runs, "run"), seeds=compared.seeds)  # fmt: skip
    return [*blocks, Details("Why the metrics name whom they name", (reasons,))]


def _winners(compared: Compared, names: Any) -> str:
    return joined(
        [compared.label(name.strip()) for name in str(names).replace("=", ",").split(",")]
    )


def _metrics(names: Any) -> str:
    return joined([spoken(name.strip()) for name in str(names).split(",")])


def _share(value: Any) -> str:
    return f"{100 * float(value):.0f}%"


def _from_zero(values: list[float]) -> list[str]:
    """Distances of one column; none at all is a plain 0."""
    shown = numbers(values, digits=2)
    return ["0" if value == 0 else text for value, text in zip(values, shown, strict=True)]


def _scaled(compared: Compared, outcome: str) -> str:
    """An outcome with its unit."""
    unit = _unit(compared, outcome).replace("0-1", "0–1")
    return f"{spoken(outcome)} [{unit}]" if unit not in ("", "1") else spoken(outcome)


def _unit(compared: Compared, outcome: str) -> str:
    rows = compared.differences.loc[compared.differences["outcome"] == outcome, "unit"]
    return str(rows.iloc[0]) if len(rows) else ""
