"""What a policy search rests on: values in fresh worlds, luck, contests, and what is decided."""

from __future__ import annotations

import pandas as pd

from experiments.report.blocks import Block, Column, Mark, Table, Words
from experiments.report.folder import Folder
from experiments.report.frames import Shown, amount, of_frame
from experiments.report.stated import trace
from experiments.report.words import capital, plain, share, spoken
from experiments.search import FRESH, MEMBER, TRAINING

FRONT, CONTESTS, OPTIMISM = "front.parquet", "contests.parquet", "optimism.parquet"
DECISIONS = "decisions.parquet"
_DIFFERENCE = ("difference", "low", "high")


def values(folder: Folder, table: pd.DataFrame, setting: str) -> Table:
    """Found policies and those to compare with, an objective a column."""
    rows = table[table["setting"] == setting]
    objectives = list(dict.fromkeys(rows["objective"].astype(str)))
    cells = []
    for policy, part in rows.groupby("policy", sort=False):
        by = {str(row["objective"]): amount(row) for _, row in part.iterrows()}
        stays = float(part["stays_share"].iloc[0])
        own = part["kind"].iloc[0] == MEMBER
        cells.append(
            (str(policy) if own else capital(spoken(str(policy))),
             *(by.get(name, "–") for name in objectives),
             share(stays) if own else "–")
        )  # fmt: skip
    named = [Column(f"{capital(spoken(name))} [interval]", True) for name in objectives]
    heads = (Column("Policy"), *named, Column("Stays", True))
    where = trace(folder, FRONT, f"setting {setting}", f"{int(rows['runs'].max()):,} runs a policy")
    caption = "In fresh worlds" if setting == FRESH else f"In {spoken(setting)}"
    note = "Below the found policies stand those to compare with, which nobody tuned."
    return Table(caption, heads, tuple(cells), note, (where,))


def luck(folder: Folder) -> tuple[Block, ...]:
    """What choosing on some seeds did to what was chosen."""
    table = folder.table(OPTIMISM)
    if table is None:
        return (Words("The folder tells nothing of it.", "absent"),)
    rows = []
    for _, row in table.iterrows():
        cells = [amount(row, (name, name, name)) for name in (TRAINING, FRESH)]
        cells.append(amount(row, ("optimism", "low", "high")))
        rows.append((capital(spoken(str(row["objective"]))), *cells))
    heads = (
        Column("Objective"), Column("In the search", True), Column("In fresh worlds", True),
        Column("Optimism [95% interval]", True),
    )  # fmt: skip
    note = (
        "Means over the found policies. Optimism is what choosing the best on the worlds of the "
        "search did: how much worse they are in fresh worlds, less what happened there to policies "
        "that nobody chose. An interval that holds zero says that it cannot be told from none."
    )
    where = trace(folder, OPTIMISM, "all rows", "")
    return (Table("The found policies, on seeds that chose them and on others", heads, tuple(rows),
                  note, (where,)),)  # fmt: skip


def contests(folder: Folder) -> tuple[Block, ...]:
    """A found policy against each that was there already, world by world."""
    table = folder.table(CONTESTS)
    if table is None:
        return (Words("There is nothing to compare with.", "absent"),)
    rows = []
    for (rival, setting), part in table.groupby(["rival", "setting"], sort=False):
        first = part.iloc[0]
        known = part[part["difference"].notna()]
        told = "; ".join(
            f"{spoken(str(row['objective']))} {amount(row, _DIFFERENCE, sign=True)}"
            for _, row in known.iterrows()
        )
        verdict = str(first["verdict"])
        tone = {"beaten": "better", "no contender": "indifferent"}.get(verdict, "unclear")
        rows.append(
            (capital(spoken(str(rival))), spoken(str(setting)), str(first["policy"]) or "none",
             told or "–", Mark(tone, verdict))
        )  # fmt: skip
    heads = tuple(
        Column(head) for head in ("Rival", "Where", "Found policy", "Differences", "Verdict")
    )
    note = (
        "For each rival one found policy was named on the worlds of the search: the one that "
        "betters it everywhere by most. Differences are policy less rival in the same worlds, with "
        "95% intervals. **Beaten**: nowhere worse and somewhere better, so surely that all "
        "verdicts of a place hold together. **No contender**: none betters it everywhere; it may "
        "be another trade-off."
    )
    return (Table("Found policies against rivals", heads, tuple(rows), note,
                  (trace(folder, CONTESTS, "all rows", ""),)),)  # fmt: skip


def decisions(folder: Folder) -> tuple[Block, ...]:
    """Strengths and thresholds of each found policy."""
    table = folder.table(DECISIONS)
    if table is None:
        return ()
    names = [name for name in table.columns if name not in ("policy", "candidate")]
    shown: dict[str, Shown | str] = {"policy": "Policy"}
    shown |= {
        name: Shown(_lever(name), lambda value: plain(float(value), 2), True) for name in names
    }
    note = (
        "Each policy stands as a file in the folder `policies`; `coalition run SCENARIO --policy "
        "FILE` runs one."
    )
    seeds = trace(folder, DECISIONS).seeds
    caption = "Decisions of each found policy"
    made = of_frame(table, caption, shown, file=DECISIONS, note=note, seeds=seeds)
    return (made,)


def _lever(address: str) -> str:
    """A decision as a head.

    >>> _lever("policy.self_financing.intensity")
    'Self financing, intensity'
    """
    return capital(", ".join(spoken(part) for part in address.split(".")[1:]))
