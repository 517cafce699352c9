"""What a hurried reader needs: names in words, sums that can be read, the price, one future."""

from __future__ import annotations

import pandas as pd

from experiments.report import Folder, build
from experiments.report.words import measured
from tests.report import folders, texts


def _made(path, **how):
    return build(Folder.open(folders.comparison(path / "made", figures=(), **how)))


def test_title_and_question_call_policies_and_futures_by_their_titles(tmp_path):
    made = _made(
        tmp_path, title="Policies compared: liberia/us_freeze",
        question="Does any do better than `transparency`?",
    )  # fmt: skip
    assert made.title == "Policies compared: A freeze of US assistance"
    assert made.question == "Does any do better than Open books?"


def test_small_money_is_not_told_in_millions():
    year = "million US$ a quarter"
    assert measured(-0.000311, -0.000325, -0.000297, year) == "−311 [−325, −297] US$ a quarter"
    assert measured(0.0087, 0.0065, 0.011, year, sign=True) == (
        "+8.7 [+6.5, +11.0] thousand US$ a quarter"
    )
    assert measured(0.132, 0.132, 0.132, year) == "0.13 million US$ a quarter"
    assert measured(0.0312, 0.0241, 0.0383, "0-1") == "0.031 [0.024, 0.038]"


def test_what_the_host_pays_is_on_the_first_screen(tmp_path):
    paid = folders.gains().iloc[[1]].assign(
        policy="transparency", label="Host", measure="policy_cost", unit="million US$ a quarter",
        difference=0.13, low_all=0.12, high_all=0.14, direction="more",
    )  # fmt: skip
    made = _made(tmp_path, tables={"gains": pd.concat([folders.gains(), paid], ignore_index=True)})
    (costs,) = [one for one in made.findings if one.head == "What it costs"]
    assert costs.tone == "note"
    assert costs.sentence.text == (
        "Host pays **0.13 [0.12, 0.14] million US$ a quarter** for the policy itself, in “Three "
        "actors, by hand”."
    )
    (trace,) = costs.sentence.traces
    assert trace.file == "gains.parquet"
    assert "measure policy_cost" in trace.row


def test_where_a_policy_does_worse_is_told_without_boxes(tmp_path):
    made = _made(tmp_path, without={"boxes"})
    said = texts.words(texts.section(made, "boxes").blocks)
    assert "**Open books** does surely worse than doing nothing on no outcome" in said
    assert "Funding gap: **Train together** is worse than doing nothing by 0.049" in said


def test_regret_on_all_outcomes_stands_in_one_table(report):
    (table,) = texts.tables(report, "How far each policy is behind the best")
    assert [column.head for column in table.columns] == [
        "Policy", "Readiness [0–1]", "Funding gap [0–1]",
    ]  # fmt: skip
    assert ["Open books", "0.034", "0.034"] in texts.cells(table)


def test_of_one_future_no_robustness_is_claimed(tmp_path):
    table = folders.differences()
    table = table[table["scenario"].isin(["", "toy"])]
    regret = folders.regret()
    best = regret["policy"] == "transparency"
    regret.loc[best, ["mean", "p90", "max"]] = 0.0
    made = _made(tmp_path, tables={"differences": table, "regret": regret})
    (one,) = [found for found in made.findings if found.head == "How much a wrong choice costs"]
    assert one.sentence.text == (
        "On readiness **Open books** is the best choice; doing nothing falls behind by 0.081."
    )
    part = texts.section(made, "regret")
    assert "There is one future here." in texts.words(part.blocks)
    assert [block.kind for block in part.blocks] == ["words", "table", "words", "details"]
    for winners in texts.tables(made, "Who gains most"):
        assert "Future" not in [column.head for column in winners.columns]


def test_winners_are_actors_and_not_their_kinds_as_well(report):
    for table in texts.tables(report, "Who gains most"):
        assert [row[:2] for row in texts.cells(table)] == [["Partner", "Trust"]]
