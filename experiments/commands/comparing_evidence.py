"""What a comparison found, by part, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from experiments.commands.comparing_runs import Ran
from experiments.report.comparison.names import labels

#: What it means that a part is absent, where its name says too little.
_GAPS = {
    "boxes": "Not told where each policy fails",
    "drivers": "Not told what drives the differences",
    "gains": "Not told who gains and who loses",
}


@dataclass
class Evidence:
    """Tables of a comparison's folder.

    Attributes
    ----------
    tables : dict of str to DataFrame
        By the name of their file.
    absent : dict of str to str
        Parts that could not be computed or do not apply, and why.
    """

    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    absent: dict[str, str] = field(default_factory=dict)

    def gaps(self) -> list[str]:
        """What is not in the folder, and why, in words."""
        return [f"{_GAPS.get(part, f'No {part}')}: {why}" for part, why in self.absent.items()]


def footer(ran: Ran) -> str:
    """Where a picture comes from."""
    worlds = f"{len(ran.comparison.worlds.base):,} worlds in each scenario"
    return f"{ran.study.name} · {worlds}, seed {ran.study.seed} · no forecast"


def titled(ran: Ran, table: pd.DataFrame) -> pd.DataFrame:
    """A table for a picture: policies are called what they are called in the report's sentences."""
    there = [name for name in ("policy", "reference") if name in table]
    names = labels(ran.study, ran.comparison.worlds.policies)
    called = {name: names[name][:1].upper() + names[name][1:] for name in names}
    return table.assign(**{name: table[name].astype(str).map(called.get) for name in there})
