"""Where each policy of a study fails."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from experiments.design import Factor
from experiments.discovery.condition import Condition
from experiments.discovery.discover import SPLITS, discover
from experiments.discovery.failing import default_condition
from experiments.discovery.fault import DiscoveryError
from experiments.discovery.labels import labels_of
from experiments.discovery.result import Discovery
from experiments.discovery.table import boxes_table
from experiments.store import StudyResults
from experiments.study.rows import POLICY, SCENARIO, SEED_FACTOR
from sim.errors import nearest


@dataclass(frozen=True)
class Failures:
    """Where policies fail.

    Attributes
    ----------
    boxes : pandas.DataFrame
        See `boxes_table`; empty where no search was possible.
    found : mapping of (policy, condition) to Discovery
        Each search.
    refused : mapping of (policy, condition) to str
        Why there was none.
    """

    boxes: pd.DataFrame
    found: Mapping[tuple[str, str], Discovery]
    refused: Mapping[tuple[str, str], str]


def failures_by_policy(
    results: StudyResults,
    condition: Condition | None = None,
    *,
    outcomes: Sequence[str] | None = None,
    reference: str = "",
    policies: Sequence[str] | None = None,
    method: str = "cart",
    splits: int = SPLITS,
    seed: int = 0,
    **options: Any,
) -> Failures:
    """Look for the box in which each policy fails, over all scenarios of a study.

    Parameters
    ----------
    results : StudyResults
        The runs.
    condition : Condition, optional
        What failing is; without it each outcome with a direction has its own, see
        `default_condition`.
    outcomes : sequence of str, optional
        Outcomes of the default conditions; all of the study unless given.
    reference : str
        Policy that the default conditions refer to; the first of the study unless given.
    policies : sequence of str, optional
        Policies to look at; all unless given.
    method : {"prim", "cart"}
        A tree is far quicker than PRIM, and finds planted boxes as well.
    splits, seed, **options
        As for `discover`.

    Examples
    --------
    >>> failures_by_policy(results, parse_condition("readiness < 0.4"))     # doctest: +SKIP
    """
    table = results.table()
    there = list(dict.fromkeys(table[POLICY].astype(str)))
    for name in [*(policies or []), *([reference] if reference else [])]:
        if name not in there:
            advice = nearest(name, there) or f"; it has {', '.join(there)}"
            raise DiscoveryError(f"the study has no policy '{name}'{advice}")
    labels = labels_of(results.study)
    found: dict[tuple[str, str], Discovery] = {}
    refused: dict[tuple[str, str], str] = {}
    tables = []
    conditions: list[tuple[Condition, str]] = []
    if condition is not None:
        conditions.append((condition, ""))
    else:
        for name in outcomes or results.outcomes:
            try:
                conditions.append(default_condition(table, name, reference or there[0]))
            except DiscoveryError as error:
                refused["", name] = str(error)
    for one, meant in conditions:
        for policy, rows in groups(table, POLICY, policies or there):
            factors = searchable(results, rows, {POLICY})
            try:
                searched = discover(
                    rows, factors, one.holds(rows), method,
                    points=unit(rows, factors), defined=one.defined(rows), splits=splits,
                    seed=seed, **options,
                )  # fmt: skip
            except DiscoveryError as error:
                refused[policy, str(one)] = str(error)
                continue
            found[policy, str(one)] = searched
            tables.append(boxes_table(searched, labels, one, meant, policy=policy))
    boxes = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()
    return Failures(boxes, found, refused)


def searchable(
    results: StudyResults, rows: pd.DataFrame, without: Collection[str]
) -> list[str | Factor]:
    """Factors of a study that some rows can be searched by: also scenario and policy.

    What the design varied, less the seed, which is chance and no factor; and the scenario and the
    policy, where there are several among the rows and they are not left out.
    """
    kinds = {factor.name: factor for factor in results.study.factors}
    names = [name for name in results.factors if name not in (SEED_FACTOR, *without)]
    for special in (SCENARIO, POLICY):
        if special not in (*names, *without) and rows[special].astype(str).nunique() > 1:
            names.append(special)
    return [kinds.get(name, name) for name in names if rows[name].notna().any()]


def unit(rows: pd.DataFrame, factors: Sequence[str | Factor]) -> str:
    """Column of what is drawn in resampling: `point`, or `replicate` where points are no sample.

    Points of a design over numbers are a sample of its space. Where only labels vary, such as
    scenarios, all of their combinations are there, and chance lies in the replicates alone: they
    meet the same shocks in every combination, and are drawn together.
    """
    labels = all(isinstance(one, str) or one.kind == "categorical" for one in factors)
    return "replicate" if labels and rows["replicate"].nunique() > 1 else "point"


def groups(
    table: pd.DataFrame, column: str, names: Sequence[str]
) -> Iterator[tuple[str, pd.DataFrame]]:
    """Rows of each name."""
    values = table[column].astype(str)
    for name in names:
        yield name, table[values == name]
