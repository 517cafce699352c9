"""A comparison's folder as its report needs it: tables, names in words, traces of rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from experiments.report.blocks import Trace
from experiments.report.comparison.names import labels
from experiments.report.folder import Folder, has_columns
from experiments.report.studies import study_of
from experiments.report.words import count, spoken
from experiments.study import Study
from sim.metrics import OUTCOMES

DIFFERENCES, BEST = "differences.parquet", "best.parquet"
#: All scenarios taken together.
POOLED = ""
NEEDED = (
    "scenario", "policy", "reference", "outcome", "unit", "higher", "worlds", "undefined",
    "difference", "low_all", "high_all", "better_share", "verdict",
)  # fmt: skip


@dataclass(frozen=True)
class Compared:
    """What the builders of a comparison's sections share.

    Attributes
    ----------
    folder : Folder
        What `coalition compare` wrote.
    """

    folder: Folder

    @cached_property
    def differences(self) -> pd.DataFrame:
        """Paired differences; `sign` is +1 where more is better, -1 where less is, else 0."""
        found = self.folder.needed(DIFFERENCES, NEEDED)
        sign = found["higher"].map({"better": 1.0, "worse": -1.0}).fillna(0.0)
        return found.assign(sign=sign)

    @cached_property
    def pooled(self) -> pd.DataFrame:
        """Differences over all futures together."""
        return self.differences[self.differences["scenario"] == POOLED]

    @cached_property
    def best(self) -> pd.DataFrame | None:
        """Shares of worlds in which a policy is best, where the folder has them."""
        found = self.folder.table(BEST)
        columns = ("scenario", "outcome", "policy", "probability")
        return None if found is None else has_columns(found, columns, str(self.folder.path / BEST))

    @cached_property
    def study(self) -> Study | None:
        """The study with its scenarios, where it can be found."""
        return study_of(self.folder)

    @cached_property
    def reference(self) -> str:
        """Policy that the others are compared with."""
        return str(self.differences["reference"].iloc[0])

    @cached_property
    def policies(self) -> list[str]:
        """Policies that are compared with the reference."""
        return list(dict.fromkeys(self.differences["policy"].astype(str)))

    @cached_property
    def scenarios(self) -> list[str]:
        """The futures, in the order of the table."""
        found = dict.fromkeys(self.differences["scenario"].astype(str))
        return [name for name in found if name != POOLED]

    @cached_property
    def outcomes(self) -> list[str]:
        """Outcomes in the order that the study states, which is that of their weight."""
        there = list(dict.fromkeys(self.differences["outcome"].astype(str)))
        stated = self.folder.manifest.get("outcomes")
        first = [name for name in stated if name in there] if isinstance(stated, list) else []
        return [*first, *(name for name in there if name not in first)]

    @cached_property
    def _labels(self) -> dict[str, str]:
        return labels(self.study, [*self.policies, self.reference, *self.scenarios])

    def label(self, name: str) -> str:
        """A policy or future in words."""
        return "all futures" if name == POOLED else self._labels.get(name, spoken(name))

    def spoken(self, text: str) -> str:
        """A text of another part, with policies and futures called as everywhere in the report.

        A name that is an ordinary word, such as "transparency", may be meant as one: it is
        replaced between backticks only.
        """
        for name in sorted(
            {*self.policies, self.reference, *self.scenarios}, key=len, reverse=True
        ):
            label = self.label(name)
            text = text.replace(f"`{name}`", label)
            if "_" in name or "/" in name:
                alone = rf"(?<![\w/.]){re.escape(name)}(?![\w/]|\.\w)"
                text = re.sub(alone, label.replace("\\", r"\\"), text)
        return text

    def row(self, policy: str, outcome: str, scenario: str = POOLED) -> pd.Series[Any] | None:
        """One comparison; None where it was not made."""
        return self._rows.get((scenario, policy, outcome))

    @cached_property
    def _rows(self) -> dict[tuple[str, str, str], pd.Series[Any]]:
        found = self.differences
        keys = zip(found["scenario"], found["policy"], found["outcome"], strict=True)
        rows = (found.iloc[place] for place in range(len(found)))
        return dict(zip(keys, rows, strict=True))

    def trace(self, row: pd.Series[Any]) -> Trace:
        """Where a comparison's numbers stand."""
        worlds = int(row["worlds"])
        return Trace(
            DIFFERENCES, self.key(row["scenario"], row["policy"], row["outcome"]),
            f"{count(worlds, 'world')}, each run under both policies ({count(2 * worlds, 'run')})",
            self.seeds,
        )  # fmt: skip

    def key(self, scenario: str, policy: str = "", outcome: str = "") -> str:
        """Key of a row in words."""
        parts = {"scenario": scenario or "all", "policy": policy, "outcome": outcome}
        return ", ".join(f"{name} {value}" for name, value in parts.items() if value)

    @property
    def seeds(self) -> str:
        """How the runs were seeded."""
        seed = self.folder.manifest.get("seed")
        said = f"seed {seed}, " if seed is not None else ""
        return f"{said}the same in a world for every policy"

    @property
    def runs(self) -> int:
        """Runs of the whole study."""
        said = self.folder.manifest.get("runs")
        if isinstance(said, int):
            return said
        return int(self.pooled["worlds"].max()) * (1 + len(self.policies))

    @property
    def worlds(self) -> int:
        """Worlds in which the policies met: the most that any pooled comparison has."""
        return int((self.pooled["worlds"] + self.pooled["undefined"]).max())

    def zone(self, row: pd.Series[Any]) -> float:
        """Half-width of the indifference zone of a comparison; NaN where nothing tells it."""
        if "indifference" in row.index:
            return float(row["indifference"])
        said = self.folder.manifest.get("indifference")
        if isinstance(said, dict):
            said = said.get(str(row["outcome"]), np.nan)
        return float(said) if isinstance(said, int | float) else float("nan")


def meaning(outcome: str) -> str:
    """What an outcome is, in a line; its name where the model no longer has it."""
    return OUTCOMES[outcome].meaning if outcome in OUTCOMES else spoken(outcome)
