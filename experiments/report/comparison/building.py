"""A comparison's folder to its report."""

from __future__ import annotations

from collections.abc import Callable

from experiments.report import closing, worlds
from experiments.report.blocks import Block, Details, Trace, Words
from experiments.report.comparison import adequacy, boxes, drivers, effects, gains, regret
from experiments.report.comparison.brief import answer, findings
from experiments.report.comparison.compared import Compared
from experiments.report.folder import FAILURES, Folder
from experiments.report.model import Report, Section
from experiments.report.pictures import left, of_stem
from experiments.report.simulated import assumptions, simulated
from experiments.report.words import capital, spoken

#: Evidence, in the order of reading.
EVIDENCE: tuple[Callable[[Compared, set[str]], Section], ...] = (
    effects.section, gains.section, regret.section, boxes.section, drivers.section,
)  # fmt: skip
_STUDY = Trace("manifest.json", "study: scenarios, policies, factors")


def build(folder: Folder) -> Report:
    """The report of a folder that `coalition compare` wrote.

    Raises
    ------
    ReportError
        When a table is damaged, or differences.parquet is not there.
    """
    compared = Compared(folder)
    used: set[str] = set()
    sections = [_compared(compared)]
    sections += [make(compared, used) for make in EVIDENCE]
    sections += [_trade_offs(compared, used), adequacy.section(compared, used)]
    further = left(folder, used)
    if further:
        sections.append(Section("pictures", "Further pictures", further))
    sections += [
        closing.failed(folder, compared.runs), _assumptions(compared),
        closing.limits(*_own_limits(compared)), closing.again(folder),
    ]  # fmt: skip
    said = folder.manifest
    study = said.get("study")
    told = study if isinstance(study, dict) else {"name": study} if study else {}
    title = told.get("title") or (compared.study.title if compared.study else "")
    question = told.get("question") or said.get("question") or ""
    if not question and compared.study is not None:
        question = compared.study.question
    return Report(
        compared.spoken(str(title or capital(spoken(str(told.get("name") or folder.path.name))))),
        compared.spoken(str(question)),
        answer(compared), findings(compared), tuple(sections), _facts(compared),
        "Comparison of policies", closing.provenance(said),
    )  # fmt: skip


def _facts(compared: Compared) -> tuple[tuple[str, str], ...]:
    failed = compared.folder.table(FAILURES)
    return (
        ("Policies", f"{len(compared.policies) + 1}"),
        ("Futures", f"{len(compared.scenarios)}"),
        ("Worlds", f"{compared.worlds:,}"),
        ("Runs", f"{compared.runs:,}"),
        ("Failed runs", f"{0 if failed is None else len(failed):,}"),
        ("Compared with", capital(compared.label(compared.reference))),
    )


def _compared(compared: Compared) -> Section:
    """What differs between the futures, and what the policies do."""
    study, title = compared.study, "What was compared"
    if study is None:
        text = (
            "The study behind this folder is not beside it, so the differences between the "
            "futures and the levers of the policies cannot be shown. Put the sweep's folder beside "
            "this one and make the report again."
        )
        return Section("compared", title, (Words(text, "absent"),))
    shown = {n: s for n, s in study.scenarios.items() if n in compared.scenarios} or study.scenarios
    labels = {name: compared.label(name) for name in shown}
    first = next(iter(shown))
    policies = study.policies[first]
    blocks: list[Block] = [worlds.events(shown, {n: capital(t) for n, t in labels.items()}, _STUDY)]
    changed = worlds.changed(shown, labels, _STUDY)
    if changed is not None:
        blocks.append(Details("Numbers that differ between the futures", (changed,)))
    elif len(shown) > 1:
        blocks.append(
            Words("The futures differ in their events only: every other number is the same.")
        )
    names = {name: capital(compared.label(name)) for name in policies}
    blocks.append(worlds.levers(shown[first], policies, names, _STUDY))
    return Section("compared", title, tuple(blocks))


def _trade_offs(compared: Compared, used: set[str]) -> Section:
    found = of_stem(compared.folder, "trade", "pareto", "parallel", used=used)
    if not found:
        folder, why = compared.folder, "that part was not computed"
        gap = closing.absent(folder, "trade-offs", "There is no picture of trade-offs", why)
        return Section("trade-offs", "Trade-offs", (gap,))
    lead = Words(
        "No policy that lies on the front can be bettered on one outcome without a loss on "
        "another: to choose among them is a choice of values, not of fact."
    )
    return Section("trade-offs", "Trade-offs", (lead, *found))


def _assumptions(compared: Compared) -> Section:
    found = simulated(compared.folder)
    return assumptions(found, compared.label(next(iter(found.scenarios))) if found else "")


def _own_limits(compared: Compared) -> list[str]:
    """Limits of this comparison."""
    found = []
    if len(compared.scenarios) > 1:
        found.append(
            "Over all futures each of them counts the same. That is a choice, not a likelihood: "
            "whoever thinks one of them likelier should read that future's own column."
        )
    if compared.study is None or not compared.study.factors:
        found.append(
            "No assumption was varied: how the verdicts change with them is not known. A study "
            "that varies them would tell, and where each policy fails: `coalition compare STUDY`."
        )
    return found
