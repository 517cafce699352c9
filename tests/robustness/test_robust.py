"""From the rows of a study to rankings, regrets, winners and the words for them."""

import numpy as np
import pandas as pd
import pytest

from experiments.robustness import (
    METRICS,
    RobustnessError,
    of_frame,
    of_performance,
    performance,
    robustness,
    tau,
)
from experiments.robustness.ranking import first
from experiments.robustness.reasons import told

from .worlds import runs

# hold is even, spread gambles: better on average, worse in the storm
HOLD = [[[0.5, 0.5], [0.52, 0.48]], [[0.4, 0.42], [0.4, 0.38]]]
SPREAD = [[[0.9, 0.7], [0.8, 0.8]], [[0.2, 0.3], [0.25, 0.25]]]
TABLE = runs([HOLD, SPREAD])

RETURNS = pd.DataFrame(
    {"rise": [-4, -2, 3], "still": [4, 3, 2], "fall": [12, 8, 1]},
    index=["stocks", "bonds", "money"],
)


def winners(found, scenario=""):
    rows = found.values[(found.values["rank"] == 1) & (found.values["scenario"] == scenario)]
    return rows.groupby("metric")["policy"].agg(set).to_dict()


def test_replicates_are_averaged_into_futures():
    (found,) = performance(TABLE, ["readiness"])
    assert found.policies == ("hold", "spread")
    assert found.values.tolist() == pytest.approx(
        np.array([[0.5, 0.5, 0.41, 0.39], [0.8, 0.8, 0.25, 0.25]])
    )
    assert found.counts.tolist() == [2, 2, 2, 2]
    assert found.named(3) == "storm at point 1"


def test_the_order_of_the_rows_means_nothing():
    moved = TABLE.sample(frac=1.0, random_state=3)
    one, other = (robustness(table, ["readiness"]).values for table in (TABLE, moved))
    keys = ["metric", "policy"]
    pd.testing.assert_frame_equal(
        one.sort_values(keys, ignore_index=True), other.sort_values(keys, ignore_index=True)
    )


def test_an_undefined_world_is_left_out_for_all_and_counted():
    holes = TABLE.copy()
    at = (holes["policy"] == "spread") & (holes["scenario"] == "calm")
    holes.loc[at & (holes["point"] == 0) & (holes["replicate"] == 1), "readiness"] = np.nan
    holes.loc[at & (holes["point"] == 1), "readiness"] = np.nan
    (found,) = performance(holes, ["readiness"])
    assert (found.undefined, found.dropped) == (3, 1)
    # the first replicate alone is left of the first future, under both policies
    assert found.values[:, 0].tolist() == [0.5, 0.9]
    assert found.counts.tolist() == [1, 2, 2]
    basis = robustness(holes, ["readiness"]).basis.iloc[0]
    assert (basis["undefined"], basis["dropped"], basis["worlds"]) == (3, 1, 5)


def test_metrics_name_whom_they_should():
    found = robustness(TABLE, ["readiness"], thresholds={"readiness": 0.35})
    best = winners(found)
    assert best["maximin"] == {"hold"} and best["domain"] == {"hold"}
    assert best["maximax"] == best["laplace"] == best["minimax_regret"] == {"spread"}
    assert set(best) <= set(METRICS)
    assert found.basis.iloc[0]["stated"]


def test_the_example_of_an_investor():
    # Savage's rule on returns: en.wikipedia.org/wiki/Regret_(decision_theory), used in RAPID too
    found = of_performance(of_frame(RETURNS, "better", "return"))
    best = winners(found)
    assert best["maximin"] == {"money"} and best["minimax_regret"] == {"bonds"}
    worst = found.regret[found.regret["scenario"] == ""].set_index("policy")["max"]
    assert worst.to_dict() == {"stocks": 7.0, "bonds": 5.0, "money": 11.0}


def test_less_is_better_where_the_outcome_says_so():
    threat = TABLE.rename(columns={"readiness": "threat"})
    found = robustness(threat, ["threat"])
    best = winners(found)
    assert best["maximin"] == {"hold"} and best["laplace"] == {"hold"}
    value = found.values.set_index(["metric", "policy"])["value"]
    assert value["maximin", "hold"] == pytest.approx(0.5)  # its highest, told as it is
    assert value["minimax_regret", "hold"] == pytest.approx(0.16)


def test_a_direction_that_nobody_knows_is_asked_for():
    table = TABLE.rename(columns={"readiness": "partnership_stability"})
    with pytest.raises(RobustnessError, match="whether more partnership_stability is better"):
        robustness(table, ["partnership_stability"])
    both = table.assign(readiness=table["partnership_stability"])
    found = robustness(both, ["partnership_stability", "readiness"])
    assert "neither" in found.skipped["partnership_stability"]
    higher = {"partnership_stability": "better"}
    assert not robustness(table, ["partnership_stability"], higher=higher).skipped


def test_policies_must_have_met_the_same_worlds():
    with pytest.raises(RobustnessError, match="'spread' has 7 runs, others 8"):
        robustness(TABLE.iloc[:-1], ["readiness"])
    with pytest.raises(RobustnessError, match="two runs of one scenario"):
        robustness(pd.concat([TABLE, TABLE.iloc[:1]]), ["readiness"])
    with pytest.raises(RobustnessError, match="no column 'raediness'"):
        performance(TABLE, ["raediness"])


def test_an_outcome_undefined_throughout_is_told():
    holes = TABLE.assign(threat=np.nan)
    found = robustness(holes, ["threat", "readiness"])
    assert "undefined" in found.skipped["threat"]
    with pytest.raises(RobustnessError, match="no outcome can be ranked"):
        robustness(holes, ["threat"])


def test_each_scenario_is_ranked_alone_where_it_has_points_enough():
    rng = np.random.default_rng(0)
    many = runs(rng.random((2, 2, 12, 1)))
    found = robustness(many, ["readiness"], resamples=20)
    assert set(found.values["scenario"]) == {"", "calm", "storm"}
    assert set(robustness(TABLE, ["readiness"]).values["scenario"]) == {""}
    alone = found.values[(found.values["scenario"] == "storm") & (found.values.metric == "laplace")]
    expected = many[many["scenario"] == "storm"].groupby("policy")["readiness"].mean()
    assert alone.set_index("policy")["value"].to_dict() == pytest.approx(expected.to_dict())


def test_a_sure_winner_always_wins_and_a_coin_now_and_then():
    rng = np.random.default_rng(4)
    base = rng.random((1, 1, 40, 2))
    sure = runs(np.concatenate([base, base - 0.1]), scenarios=("calm",))
    share = robustness(sure, ["readiness"], resamples=100).winners.set_index(["metric", "policy"])
    assert share.loc[("laplace", "hold"), "share"] == 1.0
    coin = runs(rng.random((2, 1, 40, 2)), scenarios=("calm",))
    share = robustness(coin, ["readiness"], resamples=200).winners.set_index(["metric", "policy"])
    one, other = share.loc["laplace", "share"]
    assert one + other == pytest.approx(1.0) and 0.0 < one < 1.0


def test_luck_of_replicates_alone_is_resampled_too():
    # one point a scenario: what is drawn anew are the replicates
    rng = np.random.default_rng(5)
    table = runs(rng.normal(size=(2, 2, 1, 25)))
    share = robustness(table, ["readiness"], resamples=200).winners.set_index(["metric", "policy"])
    (found,) = performance(table, ["readiness"])
    gap = np.diff(found.values.mean(axis=1))[0]
    assert 0.0 < share.loc[("laplace", "spread"), "share"] < 1.0
    assert (share.loc[("laplace", "spread"), "share"] > 0.5) == (gap > 0)


def test_the_same_seed_gives_the_same_shares():
    one, two, other = (
        robustness(TABLE, ["readiness"], resamples=50, seed=seed).winners for seed in (1, 1, 2)
    )
    assert one.equals(two) and not one.equals(other)


def test_ties_share_the_first_place():
    assert first(np.array([[1.0, 1.0, 0.0], [np.nan, 0.0, -1.0]])).tolist() == [
        [0.5, 0.5, 0.0],
        [0.0, 1.0, 0.0],
    ]
    assert first(np.array([np.nan, np.nan])).tolist() == [0.0, 0.0]


def test_agreement_is_kendalls():
    assert tau(np.array([1.0, 2, 3, 4]), np.array([4.0, 3, 2, 1])) == -1.0
    # one tie, by hand: 5 concordant, 0 discordant of 6; tau-b = 5 / sqrt(6 * 5)
    assert tau(np.array([1.0, 2, 3, 4]), np.array([1.0, 2, 3, 3])) == pytest.approx(5 / 30**0.5)
    assert np.isnan(tau(np.array([1.0, 1.0]), np.array([1.0, 2.0])))
    found = robustness(TABLE, ["readiness"]).agreement.set_index(["metric", "other"])["tau"]
    assert found["maximin", "laplace"] == -1.0 and found["maximax", "laplace"] == 1.0


def test_disagreements_tell_why_with_numbers():
    found = robustness(TABLE, ["readiness"], thresholds={"readiness": 0.35})
    rows = found.disagreements.set_index("winners")
    why = rows.loc["hold", "why"]
    assert "worst future (storm at point 1) comes to 0.39, that of spread" in why
    assert "to 0.25" in why
    assert "100.0% of its futures reach 0.35 or better, 50.0% of those of spread" in why
    assert "its mean over 4 futures is 0.525, that of hold 0.45" in rows.loc["spread", "why"]
    assert rows["count"].sum() == len(METRICS)
    assert "6 of 11 metrics name hold for readiness" in found.verdict("readiness")


def test_metrics_of_shape_are_told_with_their_caution():
    rng = np.random.default_rng(2)
    good = 0.6 + 0.2 * rng.random((1, 1, 21, 1))
    poor = 0.1 + 0.001 * rng.random((1, 1, 21, 1))
    found = robustness(runs(np.concatenate([good, poor]), ("calm",)), ["readiness"])
    assert winners(found)["undesirable_deviations"] == {"spread"}
    rows = found.disagreements.set_index("winners")
    assert "it looks at shape alone: the mean is 0.1" in rows.loc["spread", "why"]
    assert "which is worse" in rows.loc["spread", "why"]


def test_equal_policies_are_said_to_be_equal():
    found = robustness(runs([HOLD, HOLD]), ["readiness"])
    assert found.disagreements["winners"].tolist()[0] == "hold = spread"
    assert found.disagreements["why"].tolist()[0].startswith("No policy is better")


def test_numbers_are_told_apart():
    assert told([0.30001, 0.30002]) == ["0.30001", "0.30002"]
    assert told([-2.0, 3.0]) == ["−2", "3"]
