"""Sentences say what the tables say, with units and intervals, the largest first."""

import re

import numpy as np
import pandas as pd
import pytest

from experiments.gains import MEASURES, told, told_partings
from experiments.gains.tables import gains_table
from experiments.gains.wording import amount, decimals, named
from tests.gains.planted import SETTINGS, divergence, gift, nothing, pair
from tests.gains.planted import trust as less_trust


def mixed(history):
    """Sweden trusts less, all of the NGOs more."""
    less_trust(history)
    ngos = history["kind"].values == "ngo"
    drawn = np.random.default_rng(2).normal(0.3, 0.02, (history.sizes["run"], 1, 1))
    history["trust"].values[..., ngos] += drawn


@pytest.fixture(scope="module")
def table():
    return gains_table(pair(mixed), SETTINGS)


def test_a_kind_is_told_with_those_that_differ_most(table):
    found = told(table)
    first = found.iloc[0]
    assert (first["by"], first["name"], first["gain"]) == ("kind", "ngo", "better")
    assert first["sentence"].startswith("The trust on the tie with the NGOs is higher by 0.")
    assert re.search(
        r"most for .+ \(0\.\d+\), .+ \(0\.\d+\) and .+ \(0\.\d+\)\.$", first["sentence"]
    )
    assert not ((found["by"] == "actor") & (found["name"] == "ICRC")).any(), "told with its kind"
    # every state but Sweden is as before, and so the kind's sentence names Sweden alone
    loss = found[found["gain"] == "worse"]
    assert len(loss) == 1
    assert "lower by" in loss["sentence"].iloc[0]
    assert "Sweden" in loss["sentence"].iloc[0]


def test_a_member_against_its_kind_has_its_own_sentence():
    def split(history):
        ngos = np.flatnonzero(history["kind"].values == "ngo")
        for place, shift in zip(ngos, (0.3, 0.3, 0.3, -0.2), strict=True):
            drawn = np.random.default_rng(place).normal(shift, 0.02, (history.sizes["run"], 1))
            history["trust"].values[..., place] += drawn

    found = told(gains_table(pair(split), SETTINGS))
    pairs = set(zip(found["by"], found["gain"], strict=True))
    assert pairs == {("actor", "worse"), ("kind", "better")}
    against = found[found["by"] == "actor"].iloc[0]
    assert against["name"] == "Local peace committees"
    assert "with the local peace committees is lower by 0.2" in against["sentence"]


def test_sentences_stand_on_rows_and_the_largest_come_first(table):
    found = told(table)
    assert found["effect"].abs().is_monotonic_decreasing
    for row in found.itertuples():
        own = table[(table["by"] == row.by) & (table["name"] == row.name)
                    & (table["measure"] == row.measure)]  # fmt: skip
        assert len(own) == 1
        low, high = np.sort(own[["low_all", "high_all"]].abs().to_numpy()[0])
        words = re.search(r"95% interval ([\d.]+) to ([\d.]+)\)", row.sentence)
        assert float(words[1]) == pytest.approx(low, rel=0.05)
        assert float(words[2]) == pytest.approx(high, rel=0.05)
        assert "standard deviations over worlds" in row.sentence


def test_money_has_its_unit_and_no_verdict():
    found = told(gains_table(pair(gift), SETTINGS))
    assert set(found["gain"]) == {"neither"}
    text = "\n".join(found["sentence"])
    assert re.search(r"from the partner states is higher by 0\.25 million US\$ a quarter", text)
    assert "through the channel training" in text
    assert "(the same in all worlds)" in text


def test_at_most_so_many_of_each(table):
    assert len(told(table, most=1)) == 2
    assert told(table, slight=1e9)["sentence"].str.contains("no difference of at least").all()


def test_what_has_no_scale_takes_nobodys_place(table):
    paid = table.copy()
    cost = (paid["measure"] == "policy_cost") & (paid["by"] == "actor")
    paid.loc[cost, ["difference", "low", "high", "low_all", "high_all"]] = 0.2
    paid.loc[cost, ["effect", "direction", "gain"]] = [np.inf, "more", "worse"]
    found = told(paid, most=1)
    assert found["gain"].tolist() == ["better", "worse", "worse"]
    assert found["sentence"].iloc[-1] == (
        "The cost of the policy to Liberia is higher by 0.20 million US$ a quarter (the same in "
        "all worlds)."
    )


def test_nothing_found_is_told():
    (row,) = told(gains_table(pair(nothing), SETTINGS)).itertuples()
    assert row.gain == "neither"
    assert row.sentence == (
        "Between new and old in liberia/baseline no difference of at least 0.1 standard "
        "deviations is sure."
    )


def test_partings_in_order_of_time():
    def two(history):
        gift(history)
        history["readiness"].loc[{"quarter": slice(2, 5)}] += 0.3

    found = told_partings(divergence(two).reset_index())
    assert found["quarter"].tolist()[:2] == [2.0, 5.0]
    assert found["sentence"].iloc[0] == (
        "Readiness parts from old in 2025Q2: higher by 0.30 on a scale of 0 to 1 (the same in all "
        "worlds); farthest apart in 2025Q2, higher by 0.30; not surely apart any more from 2026Q2."
    )
    assert "in 2026Q1: higher by 0.50 million US$ a quarter" in found["sentence"].iloc[1]
    assert found["sentence"].iloc[-1].startswith("Never surely apart from old for 3 quarters")
    assert "trust" in found["sentence"].iloc[-1]


def test_a_turn_to_the_other_side_is_told():
    def turns(history):
        history["readiness"].loc[{"quarter": slice(1, 4)}] += 0.1
        history["readiness"].loc[{"quarter": slice(5, None)}] -= 0.2

    (first, *_) = told_partings(divergence(turns).reset_index())["sentence"]
    assert first.startswith("Readiness parts from old in 2025Q1: higher by 0.10")
    assert first.endswith("lower by 0.20; on the other side from 2026Q1.")


def test_no_sentence_forecasts_or_judges(table):
    text = " ".join([*told(table)["sentence"], *(measure.told for measure in MEASURES)]).lower()
    assert not re.search(r"\b(will|should|must|blame|fault|bad|good)\b", text)


def test_words_for_numbers():
    assert amount(0.0, "persons") == "0 persons"
    assert amount(1234.5, "persons") == "1,234 persons"
    assert amount(0.00123, "million US$ a quarter") == "0.0012 million US$ a quarter"
    assert decimals(float("nan")) == 0
    names = ("UK", "Sierra Leone", "Local peace committees")
    assert [named(name) for name in names] == ["the UK", names[1], "the local peace committees"]


def test_a_table_read_back_tells_the_same(table, tmp_path):
    table.to_parquet(tmp_path / "gains.parquet")
    again = pd.read_parquet(tmp_path / "gains.parquet")
    pd.testing.assert_frame_equal(told(again), told(table))
