"""Were there worlds enough: precision reached against the zone of indifference."""

from __future__ import annotations

import numpy as np

from experiments.report.blocks import Block, Details, Prose, Sentence, Trace
from experiments.report.closing import absent
from experiments.report.comparison.compared import POOLED, Compared
from experiments.report.comparison.verdicts import amount
from experiments.report.frames import Shown, largest, of_frame
from experiments.report.model import Section
from experiments.report.pictures import of_stem
from experiments.report.words import capital, count, spoken
from experiments.wording import number

ADEQUACY = "adequacy.parquet"


def section(compared: Compared, used: set[str]) -> Section:
    """How many comparisons are settled, and what the others would need."""
    title = "Were there worlds enough"
    blocks: list[Block] = [Prose((*_looked(compared), *_settled(compared)))]
    table = compared.folder.table(ADEQUACY)
    blocks += of_stem(compared.folder, "adequacy", used=used)
    if table is None:
        what = "How many worlds an unclear comparison would need is not told"
        blocks.append(absent(compared.folder, "adequacy", what, "that part was not computed"))
        return Section("adequacy", title, tuple(blocks))
    pooled = table[table["scenario"] == POOLED] if "scenario" in table else table
    pooled = pooled if len(pooled) else table
    needed = next((name for name in ("needed", "worlds_needed") if name in table), "")
    if needed:
        short = pooled[np.isfinite(pooled[needed]) & (pooled[needed] > pooled["worlds"])]
        if len(short):
            row = largest(short, short[needed])
            text = (
                f"An interval as narrow as the indifference zone would take up to "
                f"{count(float(row[needed]), 'world')}, for {spoken(str(row['outcome']))} under "
                f"{compared.label(str(row['policy']))}; there were {int(row['worlds']):,}."
            )
        else:
            text = "Over all futures every interval is as narrow as the indifference zone."
        key = "scenario all, column needed"
        blocks.append(Prose((Sentence(text, (Trace(ADEQUACY, key, seeds=compared.seeds),)),)))
    shown: dict[str, Shown | str] = {
        "outcome": Shown("Outcome", lambda name: capital(spoken(str(name)))),
        "policy": Shown("Policy", lambda name: capital(compared.label(str(name)))),
        "half_width": Shown("Half-width reached", _three, True),
        "indifference": Shown("Indifference zone", _three, True),
        "worlds": "Worlds", needed: Shown("Worlds needed", _whole, True),
        "gain": Shown("Times as many, without common seeds", _ratio, True), "verdict": "Verdict",
    }  # fmt: skip
    inner = of_frame(pooled, "Precision over all futures", shown, file=ADEQUACY, row="scenario all",
                     seeds=compared.seeds)  # fmt: skip
    blocks.append(Details("Precision of every comparison", (inner,)))
    return Section("adequacy", title, tuple(blocks))


def _looked(compared: Compared) -> tuple[Sentence, ...]:
    """How the number of worlds came about, where they were added until all was clear."""
    said = compared.folder.manifest.get("sequential")
    if not isinstance(said, dict) or not said.get("words"):
        return ()
    trace = Trace("manifest.json", "sequential", count(compared.runs, "run"), compared.seeds)
    return (Sentence(str(said["words"]), (trace,)),)


def _settled(compared: Compared) -> tuple[Sentence, ...]:
    pooled = compared.pooled
    unclear = pooled[pooled["verdict"] == "unclear"]
    trace = Trace("differences.parquet", "scenario all, column verdict",
                  count(compared.runs, "run"), compared.seeds)  # fmt: skip
    text = (
        f"{count(len(pooled) - len(unclear), 'comparison')} of {len(pooled)} over all "
        f"futures got a verdict; {count(len(unclear), 'comparison')} stayed unclear."
    )
    found = [Sentence(text, (trace,))]
    for _, row in unclear.head(3).iterrows():
        if np.isfinite(float(row["low_all"])):
            said = (
                f"{capital(spoken(str(row['outcome'])))} under {compared.label(str(row['policy']))}"
            )
            found.append(
                Sentence(
                    f"{said} is known only to lie in {amount(row, 1.0)}.", (compared.trace(row),)
                )
            )
    return tuple(found)


def _three(value: float) -> str:
    return f"{value:.2g}" if np.isfinite(value) else "–"


def _whole(value: float) -> str:
    return "no number is enough" if np.isinf(value) else number(float(value), 0)


def _ratio(value: float) -> str:
    return number(float(value), 1) if np.isfinite(value) else "–"
