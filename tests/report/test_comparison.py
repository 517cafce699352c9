"""The report of a comparison: its numbers are those of the tables, and every one has a trace."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

from experiments.report import Folder, build
from experiments.report.comparison.compared import Compared
from experiments.report.comparison.leading import leading
from experiments.report.comparison.verdicts import told
from tests.report import folders, texts

PARTS = {
    "best": "findings", "regret": "regret", "gains": "gains", "boxes": "boxes",
    "drivers": "drivers", "adequacy": "adequacy",
}  # fmt: skip


@pytest.fixture(scope="module")
def compared(folder):
    return Compared(Folder.open(folder))


@pytest.mark.parametrize(
    ("policy", "outcome", "text"),
    [
        ("transparency", "readiness",
         "**Open books** is better than doing nothing by 0.031 [0.024, 0.038], in 84% of worlds "
         "(on average 0.431 against 0.400)."),
        ("transparency", "funding_gap",
         "**Open books** is better than doing nothing by 0.021 [0.013, 0.030], in 71% of worlds "
         "(on average 0.379 against 0.400; less is better)."),
        ("joint_training", "funding_gap",
         "**Train together** is worse than doing nothing by 0.049 [0.040, 0.057]; it is better in "
         "7% of worlds (on average 0.449 against 0.400; less is better)."),
        ("transparency", "autonomy",
         "**Open books** makes no difference larger than the indifference zone (±0.010) from "
         "doing nothing: 0.001 [−0.003, 0.005]."),
        ("joint_training", "readiness",
         "Whether **Train together** differs from doing nothing is unclear: 0.012 [−0.012, 0.036] "
         "lies neither inside the indifference zone (±0.010) nor outside it."),
        ("transparency", "external_total_musd",
         "**Open books** has more external total than doing nothing, by 12 [9, 16] million US$."),
    ],
)  # fmt: skip
def test_verdicts_in_words(compared, policy, outcome, text):
    sentence = told(compared, compared.row(policy, outcome), topic=False)
    assert sentence.text == text
    (trace,) = sentence.traces
    assert trace.file == "differences.parquet"
    assert trace.row == f"scenario all, policy {policy}, outcome {outcome}"
    assert trace.runs == "128 worlds, each run under both policies (256 runs)"
    assert trace.seeds == "seed 11, the same in a world for every policy"


def test_names_in_texts_of_other_parts(compared):
    said = (
        "joint_training beats `transparency` in liberia/us_freeze. policy.joint_training.intensity"
    )
    assert compared.spoken(said) == (
        "Train together beats Open books in A freeze of US assistance. "
        "policy.joint_training.intensity"
    )
    # a word that is also the name of a policy may be meant as a word
    assert compared.spoken("transparency is below 0.2, none above") == (
        "transparency is below 0.2, none above"
    )


def test_too_few_worlds_are_told(compared):
    row = compared.row("joint_training", "readiness").copy()
    row["low_all"] = row["high_all"] = np.nan
    assert told(compared, row, topic=False).text.endswith("unclear: too few worlds define it.")


def test_a_future_is_named(compared):
    text = told(compared, compared.row("transparency", "readiness", "liberia/us_freeze")).text
    assert text.startswith("Readiness: **Open books** is better than doing nothing by 0.016 [")
    assert text.endswith(" In A freeze of US assistance.")


def test_every_sentence_with_a_number_says_where_it_is_from(report):
    found = texts.sentences(report)
    assert len(found) > 20
    numbered = [one for one in found if re.search(r"\d", one.text)]
    assert len(numbered) > 15
    for sentence in numbered:
        assert sentence.traces
    for table in texts.tables(report):
        assert table.traces, table.caption
        assert all(trace.file for trace in table.traces)


def test_no_p_value_anywhere(report):
    assert not [one.text for one in texts.sentences(report) if re.search(r"\bp\s*[<=]", one.text)]


def test_the_answer_weighs_better_against_worse(compared, report):
    # better on two and worse on none, against better on one and worse on one
    assert leading(compared) == "transparency"
    text = " ".join(one.text for one in report.answer)
    assert text.startswith(
        "**Open books** does better than **doing nothing** on readiness and funding gap, and worse "
        "on nothing that was judged; the difference is too little to matter on autonomy."
    )
    assert "On readiness it is better in all 2 futures." in text
    assert "No policy leads everywhere: on autonomy Train together gains most." in text


def test_a_loss_stands_in_the_answer(tmp_path):
    table = folders.differences()
    row = (table["policy"] == "transparency") & (table["outcome"] == "autonomy")
    table.loc[row, ["difference", "low_all", "high_all"]] = [-0.05, -0.06, -0.04]
    table.loc[row, "verdict"] = "worse"
    path = folders.comparison(tmp_path / "made", tables={"differences": table})
    found = build(Folder.open(path))
    assert "and worse on autonomy" in found.answer[0].text
    (loss,) = [one for one in found.findings if one.head == "What it costs"]
    assert (
        "**Open books** is worse than doing nothing by 0.050 [0.040, 0.060]" in loss.sentence.text
    )


def test_no_policy_better_is_said(tmp_path):
    table = folders.differences().assign(verdict="unclear")
    path = folders.comparison(tmp_path / "made", tables={"differences": table})
    found = build(Folder.open(path))
    (answer,) = found.answer
    assert answer.text.startswith("No policy does clearly better than **doing nothing**")
    assert "8 comparisons of 8 stayed unclear" in answer.text
    assert {one.tone for one in found.findings[:3]} == {"unclear"}


def test_findings_are_three_to_five_and_in_the_order_of_the_study(report):
    heads = [one.head for one in report.findings]
    assert heads[:3] == ["Readiness", "Autonomy", "Funding gap"]
    assert 3 <= len(heads) <= 5
    assert heads[3:] == ["How much a wrong choice costs", "Where it fails"]
    regret = report.findings[3].sentence.text
    assert (
        "**Open books** is never further behind the best choice for that future than 0.034"
        in regret
    )
    assert regret.endswith("doing nothing falls behind by up to 0.081.")


def test_every_difference_stands_in_a_table(report):
    rows = texts.cells(texts.tables(report, "Readiness of the armed forces")[0])
    assert rows == [
        ["Open books", "better", "0.031 [0.024, 0.038]", "0.031 [0.024, 0.038]", "84%"],
        ["Train together", "unclear", "0.012 [−0.012, 0.036]", "0.012 [−0.012, 0.036]", "55%"],
    ]
    (matrix,) = texts.tables(report, "Difference in readiness from doing nothing, by future")
    assert [column.head for column in matrix.columns] == [
        "Policy", "Three actors, by hand", "A freeze of US assistance",
    ]  # fmt: skip
    assert texts.cells(matrix)[0] == ["Open books", "+0.047 better", "+0.016 better"]


def test_of_boxes_those_that_held_speak_first(tmp_path):
    rows = pd.concat([folders.boxes()] * 3, ignore_index=True).assign(
        sentence=["Fails in 99% of A.", "Fails in 50% of B.", "Fails in 98% of C."],
        policy=["transparency", "transparency", "joint_training"],
        verdict=["unconfirmed", "holds", "holds"],
    )
    twice = pd.concat([rows, rows], ignore_index=True)  # a box has a row for each restriction
    path = folders.comparison(tmp_path / "made", figures=(), tables={"boxes": twice})
    found = build(Folder.open(path))
    (box,) = [one for one in found.findings if one.head == "Where it fails"]
    assert "fails in 50% of B." in box.sentence.text
    told_ = [
        one.text for one in texts.sentences(found) if "Fails" in one.text or "fails" in one.text
    ]
    assert len([text for text in told_ if "of A." in text]) == 1
    assert any(
        text.endswith("On runs that the search had not seen: unconfirmed.") for text in told_
    )


def test_where_all_metrics_agree_it_is_said(tmp_path, report):
    assert texts.tables(report, "Outcomes on which the metrics disagree")
    tables = {"disagreements": folders.disagreements().head(1)}
    found = build(Folder.open(folders.comparison(tmp_path / "made", figures=(), tables=tables)))
    assert not texts.tables(found, "Outcomes on which the metrics disagree")
    said = texts.words(texts.section(found, "regret").blocks)
    assert "On every outcome all metrics name the same policy first." in said


def test_failed_runs_are_told(report):
    part = texts.section(report, "failed")
    assert "**1 run of 384 failed** (under 1%)" in texts.words(part.blocks)
    assert ["17", "toy", "transparency", "991", "trust", "5", "trust became NaN"] in [
        row for table in texts.tables(report, "The first of them") for row in texts.cells(table)
    ]
    assert ("Failed runs", "1") in report.facts


def test_assumptions_carry_their_sources(report):
    (varied,) = texts.tables(report, "What was varied over the worlds")
    rows = texts.cells(varied)
    assert rows[0][:5] == ["`rules.fatigue.gain`", "0.05 to 0.3", "0.12", "1/year", "assumption"]
    (events,) = texts.tables(report, "What happens in each future")
    frozen = [row for row in texts.cells(events) if row[1] == "Foreign assistance is frozen"]
    assert frozen[0][2:5] == ["2025Q1", "0.50–0.95", "2–4 quarters"]
    assert frozen[0][6].startswith("executive order of 20 January 2025")


def test_regret_boxes_drivers_and_gains(report):
    (regret,) = texts.tables(report, "Regret on readiness")
    assert texts.cells(regret)[0] == ["Open books", "0.0113", "0.0227", "0.0340", "30%"]
    (why,) = texts.tables(report, "Why a metric names")
    assert "that of Train together 0.28" in texts.cells(why)[0][2]
    boxes = texts.words(texts.section(report, "boxes").blocks)
    assert (
        "**Open books** on readiness: fails in 71% of worlds where fatigue is above 0.22" in boxes
    )
    (box,) = [one for one in report.findings if one.head == "Where it fails"]
    assert box.sentence.text.endswith("(Failing: readiness is below 0.27.)")
    drivers = texts.words(texts.section(report, "drivers").blocks)
    assert "**Readiness** hangs most on `rules.fatigue.gain` (0.41)" in drivers
    gains = texts.words(texts.section(report, "gains").blocks)
    assert (
        "Of 3 actors: gains alone for 1, losses alone for 1, both for none, nothing sure for 1."
        in gains
    )
    (winners,) = texts.tables(report, "Who gains most under Open books")
    assert texts.cells(winners)[0] == [
        "Partner", "Trust", "Three actors, by hand", "+0.041 [+0.031, +0.051]", "better",
    ]  # fmt: skip


def test_worlds_that_are_missing_are_told(report):
    text = texts.words(texts.section(report, "adequacy").blocks)
    assert (
        "6 comparisons of 8 over all futures got a verdict; 2 comparisons stayed unclear." in text
    )
    # the widest interval over its zone: 128 × (5.7 / 1)², rounded up
    assert "would take up to 4,159 worlds, for external total under Train together" in text


def test_the_way_back_is_told(report, folder):
    said = folders.manifest(folder)
    again = texts.section(report, "again")
    assert again.blocks[1].text == "coalition compare toys.yaml --out made"
    rows = dict(texts.cells(texts.tables(report, "Code and machine")[0]))
    assert rows["Commit"].startswith(str(said["commit"]))
    assert rows["Platform"] == said["platform"]
    assert rows["Seed"] == "11"
    assert said["study"]["sha256"] in rows["Study (SHA-256)"]


def test_every_report_denies_a_forecast(report):
    assert "no forecast about any named state" in texts.words(
        texts.section(report, "limits").blocks
    )


@pytest.mark.parametrize("part", list(PARTS))
def test_absent_parts_are_told(tmp_path, part):
    without = {part, "robustness"} if part == "regret" else {part}
    absent = {"absent": {part if part != "regret" else "robustness": "there was no time for it"}}
    path = folders.comparison(tmp_path / "made", without=without, figures=(), said=absent)
    found = build(Folder.open(path))
    if part == "best":
        assert "as good as" not in " ".join(one.sentence.text for one in found.findings)
        return
    told_ = " ".join(found.absent())
    assert "there was no time for it" in told_
    assert texts.words(texts.section(found, PARTS[part]).blocks)


def test_without_the_study_names_stay_and_the_gap_is_told(tmp_path):
    found = build(Folder.open(folders.comparison(tmp_path / "made", with_study=False)))
    assert "**Transparency** does better than **doing nothing** on" in found.answer[0].text
    assert sum("study behind this folder is not beside it" in text for text in found.absent()) == 2


def test_of_one_future_the_pool_is_not_told_twice(tmp_path):
    table = folders.differences()
    path = folders.comparison(
        tmp_path / "made", tables={"differences": table[table["scenario"].isin(["", "toy"])]}
    )
    found = build(Folder.open(path))
    assert not texts.tables(found, "Difference in")
    assert "futures" not in " ".join(one.text for one in found.answer)
