"""Differences, effects, shares and verdicts with answers known beforehand; gaps and bad tables."""

import numpy as np
import pandas as pd
import pytest

from experiments.comparison import ComparisonError, Worlds, Zone, compare
from experiments.comparison.resampling import Resampling
from tests.comparison.tables import row, table, worlds

LUCK = np.random.default_rng(1).normal(size=400)


def test_a_constant_gain_is_known_without_doubt():
    found = compare(table({"none": LUCK, "train": LUCK + 0.3})).differences
    one = row(found, "train")
    assert one["difference"] == pytest.approx(0.3)
    for end in ("low", "high", "low_all", "high_all"):
        assert one[end] == pytest.approx(0.3)
    assert one["effect"] == pytest.approx(0.3 / LUCK.std(ddof=1))
    assert one["indifference"] == pytest.approx(0.1 * LUCK.std(ddof=1))
    assert one["better_share"] == 1.0
    assert one["mean"] - one["reference_mean"] == pytest.approx(0.3)
    assert one["verdict"] == "better"
    assert (one["worlds"], one["undefined"]) == (400, 0)


@pytest.mark.parametrize(
    ("outcome", "up", "down"),
    [
        ("readiness", "better", "worse"),
        ("threat", "worse", "better"),
        ("concentration", "more", "less"),
    ],
)
def test_verdicts_follow_the_direction_of_the_outcome(outcome, up, down):
    values = {"none": LUCK, "up": LUCK + 0.3, "down": LUCK - 0.3, "same": LUCK + 0.01}
    found = compare(table(values, outcome=outcome)).differences
    told = [row(found, name, outcome)["verdict"] for name in ("up", "down", "same")]
    assert told == [up, down, "indifferent"]
    good = {"up": up, "down": down}
    for name, verdict in good.items():
        share = row(found, name, outcome)["better_share"]
        assert share == float(verdict in ("better", "more"))


def test_the_interval_is_that_of_the_mean():
    noise = np.random.default_rng(2).normal(size=400)
    one = row(compare(table({"none": LUCK, "train": LUCK + noise})).differences, "train")
    half = 1.966 * noise.std(ddof=1) / 20  # t with 399 degrees of freedom
    # 2,000 resamples know a 2.5% quantile to some 5% of the half width
    assert one["difference"] - one["low"] == pytest.approx(half, rel=0.12)
    assert one["high"] - one["difference"] == pytest.approx(half, rel=0.12)
    assert one["low_all"] == pytest.approx(one["low"])  # a family of one


def test_ten_worlds_get_the_wider_interval_of_ten_and_fewer_get_none():
    rng = np.random.default_rng(3)
    many = rng.normal(size=(400, 2, 1, 10))  # a scenario a repeat
    low, high = compare(worlds(many)).differences[["low", "high"]].to_numpy()[1:].T
    inside = np.mean((low <= 0.0) & (high >= 0.0))
    assert inside == pytest.approx(0.95, abs=0.035)  # three standard errors
    values = {"none": np.zeros(9), "train": rng.normal(size=9)}
    one = row(compare(table(values)).differences, "train")
    assert np.isnan([one["low"], one["high_all"]]).all()
    assert one["verdict"] == "unclear"


def test_undefined_worlds_are_dropped_in_pairs_and_counted():
    train = LUCK + 0.3
    train[:30] = np.nan
    none = LUCK.copy()
    none[20:50] = np.nan
    found = compare(table({"none": none, "train": train}))
    one = row(found.differences, "train")
    assert (one["worlds"], one["undefined"]) == (350, 50)
    assert one["difference"] == pytest.approx(0.3)
    assert one["reference_mean"] == pytest.approx(LUCK[50:].mean())
    assert found.best["undefined"].tolist() == [50, 50, 50, 50]


def test_an_outcome_that_a_scenario_leaves_undefined_is_pooled_over_the_rest():
    whole = table({"none": LUCK, "train": LUCK + 0.3}, "a")
    empty = table({"none": LUCK * np.nan, "train": LUCK * np.nan}, "b")
    found = compare(pd.concat([whole, empty])).differences
    assert row(found, "train", scenario="b")["verdict"] == "unclear"
    pooled = row(found, "train")
    assert (pooled["scenarios"], pooled["worlds"], pooled["undefined"]) == (1, 400, 400)
    assert pooled["difference"] == pytest.approx(0.3)
    assert pooled["verdict"] == "better"


def test_scenarios_have_the_same_weight_and_stay_together():
    first = table({"none": LUCK, "train": LUCK + 0.4}, "a")
    second = table({"none": LUCK, "train": LUCK}, "b")
    found = compare(pd.concat([first, second])).differences
    assert row(found, "train")["difference"] == pytest.approx(0.2)
    # a world that is drawn is drawn in both scenarios: opposite noise cancels
    noise = np.random.default_rng(4).normal(size=400)
    first = table({"none": LUCK, "train": LUCK + noise}, "a")
    second = table({"none": LUCK, "train": LUCK - noise}, "b")
    pooled = row(compare(pd.concat([first, second])).differences, "train")
    assert pooled["high"] - pooled["low"] < 1e-12


def test_points_are_drawn_whole():
    shared = np.repeat(np.random.default_rng(5).normal(size=100), 4)
    found = compare(table({"none": LUCK, "train": LUCK + shared}, replicates=4))
    one = row(found.differences, "train")
    half = 1.984 * shared[::4].std(ddof=1) / 10  # 100 points, not 400 runs
    assert one["high"] - one["low"] == pytest.approx(2 * half, rel=0.12)
    assert one["units"] == 100
    assert "each with all its replicates" in found.resampling.words


def test_seeds_that_points_share_are_drawn_too():
    rng = np.random.default_rng(6)
    chance = np.tile(rng.normal(size=20), 100)  # what a seed does, in 100 points
    runs = table({"none": np.zeros(2000), "train": chance}, replicates=20)
    runs["seed"] = runs["replicate"]
    one = row(compare(runs).differences, "train")
    half = 2.093 * chance[:20].std(ddof=1) / np.sqrt(20)
    assert one["high"] - one["low"] == pytest.approx(2 * half, rel=0.15)
    assert one["units"] == 20
    runs["seed"] = runs["point"] * 20 + runs["replicate"]  # own seeds: chance averages out
    assert row(compare(runs).differences, "train")["units"] == 100


def test_a_single_seed_for_all_points_is_told():
    runs = table({"none": LUCK, "train": LUCK})
    runs["seed"] = 7
    assert "chance is not in the interval" in Resampling(Worlds.from_table(runs)).words


def test_the_same_seed_gives_the_same_table_whatever_the_order_of_the_runs():
    runs = table({"none": LUCK, "train": LUCK + np.random.default_rng(7).normal(size=400)})
    mixed = runs.sample(frac=1.0, random_state=1)
    names = ["none", "train"]
    first, second = compare(runs, policies=names), compare(mixed, policies=names)
    pd.testing.assert_frame_equal(first.differences, second.differences)
    pd.testing.assert_frame_equal(first.best, second.best)
    assert compare(runs, seed=1).differences["low"][0] != first.differences["low"][0]


def test_the_usual_reference_and_another():
    runs = table({"a": LUCK, "none": LUCK, "status_quo": LUCK + 1})
    assert compare(runs).reference == "status_quo"
    assert compare(runs[runs["policy"] != "status_quo"]).reference == "none"
    found = compare(runs, "a", policies=["status_quo", "a"]).differences
    assert row(found, "status_quo")["difference"] == pytest.approx(1.0)


def broken(runs, how):
    if how == "policy as a factor":
        return runs.assign(point=runs["point"] + 1000 * (runs["policy"] == "train"))
    if how == "other seeds":
        return runs.assign(seed=runs["seed"] + 1000 * (runs["policy"] == "train"))
    if how == "twice":
        return pd.concat([runs, runs])
    if how == "one policy":
        return runs[runs["policy"] == "none"]
    return runs.drop(columns="seed")


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ("policy as a factor", "no world was run under every policy"),
        ("other seeds", "different seeds"),
        ("twice", "holds a run twice"),
        ("one policy", "nothing to compare none with"),
        ("no seed", "no column seed"),
    ],
)
def test_tables_that_hold_no_pairs_are_refused(how, told):
    with pytest.raises(ComparisonError, match=told):
        compare(broken(table({"none": LUCK, "train": LUCK}), how))


def test_unknown_names_are_told_with_the_nearest():
    runs = table({"none": LUCK, "train": LUCK})
    with pytest.raises(ComparisonError, match="did you mean 'train'"):
        compare(runs, "trian")
    with pytest.raises(ComparisonError, match="no outcome 'trust'"):
        compare(runs, outcomes=["trust"])
    with pytest.raises(ComparisonError, match="must lie between 0 and 1"):
        compare(runs, error=5)


def test_a_zone_in_the_outcomes_unit_decides():
    runs = table({"none": LUCK, "train": LUCK + 0.3})
    wide = compare(runs, zone=Zone(absolute={"readiness": 0.4})).differences
    assert row(wide, "train")["verdict"] == "indifferent"
    assert row(wide, "train")["better_share"] == 0.0
    assert row(wide, "train")["indifference"] == 0.4


def test_worlds_that_do_not_suffice_are_told_how_many_would():
    noise = np.random.default_rng(8).normal(size=400)
    found = compare(table({"none": LUCK, "train": LUCK + noise}))
    one = found.adequacy.iloc[0]
    # half width and zone are about 2/20 and 1/10 of a standard deviation
    assert one["needed"] == pytest.approx(
        400 * (one["half_width"] / one["indifference"]) ** 2, abs=1
    )
    assert 250 < one["needed"] < 650
    variance = np.var(LUCK + noise, ddof=1) + np.var(LUCK, ddof=1)
    assert one["gain"] == pytest.approx(variance / np.var(noise, ddof=1))
