"""Where each policy fails: boxes of the varied assumptions, in words."""

from __future__ import annotations

from typing import Any

import pandas as pd

from experiments.report.blocks import Block, Bullets, Details, Heading, Sentence, Trace, Words
from experiments.report.closing import absent
from experiments.report.comparison.compared import POOLED, Compared
from experiments.report.comparison.leading import leading
from experiments.report.comparison.verdicts import told
from experiments.report.frames import Shown, of_frame
from experiments.report.model import Section
from experiments.report.pictures import of_stem
from experiments.report.restrictions import BOXES, HELD, boxes, restrictions
from experiments.report.words import capital, spoken

_TITLE = "Where each policy fails"


def section(compared: Compared, used: set[str]) -> Section:
    """A sentence a box: the leading policy's open, those of the others behind their names."""
    table = compared.folder.table(BOXES)
    where = _worse(compared)
    if table is None:
        gap = absent(
            compared.folder, "boxes", "Under which assumptions a policy fails is not told",
            "the study varies no factors, or too few runs fail to name a region",
        )  # fmt: skip
        return Section("boxes", _TITLE, (*where, gap))
    if not {"policy", "sentence"} <= set(table):
        return Section("boxes", _TITLE, (*where, of_frame(table, "Boxes", file=BOXES)))
    blocks: list[Block] = [
        *where,
        Words(
            "A box is a region of the varied assumptions in which a policy fails more often than "
            "elsewhere. It says where in the model to look, not that the one causes the other."
        ),
        *_meaning(compared, table),
        *of_stem(compared.folder, "boxes", "discovery", used=used),
    ]
    found, first = boxes(table), leading(compared)
    policies = dict.fromkeys(found["policy"].astype(str))
    for policy in sorted(policies, key=lambda name: name != first):
        rows = found[found["policy"] == policy]
        said = Bullets(tuple(_told(compared, row) for _, row in rows.iterrows()))
        label = capital(compared.label(policy))
        blocks += [Heading(label), said] if policy == first else [Details(label, (said,))]
    trace = Trace(BOXES, "all rows", seeds=compared.seeds)
    numbers = restrictions(table, trace, lambda name: capital(compared.label(str(name))))
    blocks.append(Details("The boxes in numbers", (numbers,)))
    return Section("boxes", _TITLE, tuple(blocks))


def _worse(compared: Compared) -> tuple[Block, ...]:
    """On which outcomes each policy does worse than the reference, the leading one first."""
    first, said = leading(compared), []
    for policy in sorted(compared.policies, key=lambda name: name != first):
        rows = compared.pooled[compared.pooled["policy"] == policy]
        worse = rows[rows["verdict"] == "worse"]
        said += [told(compared, row) for _, row in worse.iterrows()]
        if worse.empty:
            label = capital(compared.label(policy))
            reference = compared.label(compared.reference)
            traces = tuple(compared.trace(row) for _, row in rows.iterrows())
            text = f"**{label}** does surely worse than {reference} on no outcome, over all worlds."
            said.append(Sentence(text, traces))
    return (Bullets(tuple(said)),)


def worst_box(compared: Compared) -> Sentence | None:
    """The first box of the leading policy that held on runs that the search had not seen.

    Where none held, the one of any policy that holds the largest share of failures.
    """
    table = compared.folder.table(BOXES)
    if table is None or not {"policy", "sentence"} <= set(table):
        return None
    found = boxes(table)
    own = found[found["policy"] == leading(compared)]
    if "verdict" in own and (own["verdict"] == HELD).any():
        own = own[own["verdict"] == HELD]
        return _told(compared, own.iloc[0], full=True)
    order = found.sort_values("coverage", ascending=False) if "coverage" in found else found
    return _told(compared, (own if len(own) else order).iloc[0], full=True)


def _meaning(compared: Compared, table: pd.DataFrame) -> list[Block]:
    """What failing means, by outcome."""
    if not {"outcome", "failing"} <= set(table):
        return []
    shown: dict[str, Shown | str] = {
        "outcome": Shown("Outcome", lambda name: capital(spoken(str(name)))),
        "failing": Shown("A world fails where", lambda text: compared.spoken(str(text))),
    }
    rows = table.drop_duplicates(["outcome", "failing"])
    return [of_frame(rows, "What failing means here", shown, file=BOXES, row="column failing")]


def _told(compared: Compared, row: pd.Series[Any], full: bool = False) -> Sentence:
    """A box in words; `full` says too what failing means."""
    label = f"**{capital(compared.label(str(row['policy'])))}**"
    text = compared.spoken(str(row["sentence"]).strip())
    known = text.lower().startswith(compared.label(str(row["policy"])).lower())
    scenario = str(row.get("scenario") or POOLED)
    where = "" if scenario == POOLED else f" in {compared.label(scenario)}"
    topic = f" on {spoken(str(row['outcome']))}" if row.get("outcome") else ""
    if known:
        text = f"{label}{text[len(label) - 4 :]}"
    else:
        text = f"{label}{topic}{where}: {text[:1].lower()}{text[1:]}"
    text = text if text.endswith((".", ")")) else f"{text}."
    if full and row.get("failing"):
        text += f" (Failing: {str(row['failing']).partition(':')[0]}.)"
    if "verdict" in row.index and str(row["verdict"]) != HELD:
        text += f" On runs that the search had not seen: {row['verdict']}."
    names = ("policy", "scenario", "outcome")
    key = ", ".join(f"{name} {row[name]}" for name in names if row.get(name))
    runs = f"{int(row['runs']):,} runs" if "runs" in row.index else ""
    return Sentence(text, (Trace(BOXES, key, runs, compared.seeds),))
