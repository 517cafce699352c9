"""What was chosen on some seeds, on others: chance is seen through, and merit stays."""

from functools import partial

import numpy as np
import pytest

from experiments.search import (
    BASELINE,
    FRESH,
    MEMBER,
    TRAINING,
    Effort,
    Objective,
    SearchError,
    contests,
    evolve,
    fresh_seed,
    optimism,
    policies,
    proof,
    table,
)
from experiments.search.simulated import worth
from sim.scenario import Policy
from sim.streams import run_seeds
from tests.search.problems import ENDS, cube

GAP, COST = ENDS
RUNS = 20


def of_chance(points, seed, runs=RUNS):
    """Worlds in which every policy is worth the same, and what differs is chance alone."""
    rows = [
        np.random.default_rng([seed, *(point * 1000).astype(int)]).standard_normal((2, runs))
        for point in points
    ]
    found = np.array(rows)
    return {"funding_gap": found[:, 0], "cost": found[:, 1]}


@pytest.fixture(scope="module")
def lucky():
    pytest.importorskip("pymoo")

    def evaluate(points, generation):
        return worth([of_chance(points, 1)], ENDS, "mean")

    search = evolve(cube(3), ENDS, evaluate, Effort(16, 12, seed=1, patience=0))
    again = policies(search, {f"b{k}": lambda scenario: Policy.none() for k in range(20)}, 8)
    others = np.random.default_rng(5).random((20, 3)).round(3)
    everybody = np.vstack([again.points, others])
    settings = {
        TRAINING: [of_chance(everybody, 1)], FRESH: [of_chance(everybody, 2)],
        "elsewhere": [of_chance(everybody, 3)],
    }  # fmt: skip
    return search, proof(again.names, again.kinds, ENDS, settings)


def test_optima_of_chance_flatter_and_fresh_seeds_show_it(lucky):
    search, found = lucky
    row = optimism(found).set_index("objective")
    for one in ENDS:
        # chosen from 192 means of 20 draws, each with a standard error of 0.22
        assert row.training[one.name] < -0.2
        assert abs(row.fresh[one.name]) < 0.2
        assert row.low[one.name] > 0.05
        assert abs(row.luck[one.name]) < 0.2
        assert row.flattered[one.name] == pytest.approx(
            row.fresh[one.name] - row.training[one.name]
        )
        assert row.optimism[one.name] == row.flattered[one.name] - row.luck[one.name]
        assert row.low[one.name] < row.optimism[one.name] < row.high[one.name]
    chosen = search.candidates[search.candidates["front"]]
    assert chosen["cost"].min() < -0.5


def test_luck_beats_nobody_on_fresh_seeds(lucky):
    found = contests(lucky[1])
    assert (found["policy"] != "").sum() > 20  # on the training seeds they seemed to
    assert set(found["setting"]) == {FRESH, "elsewhere"}
    assert not (found["verdict"] == "beaten").any()


def test_a_front_of_chance_does_not_stay_one(lucky):
    rows = table(lucky[1])
    mine = rows[(rows["kind"] == MEMBER) & (rows["objective"] == "cost")].set_index("setting")
    assert mine.loc[TRAINING, "stays"].mean() == 1.0
    assert mine.loc[FRESH, "stays_share"].mean() < 0.75
    assert (mine.loc[FRESH, "dominated_by"] != "").any()
    # intervals of chance hold the truth, which is 0, about as often as they say
    fresh = rows[rows["setting"] == FRESH]
    assert ((fresh["low"] <= 0.0) & (fresh["high"] >= 0.0)).mean() > 0.8


def shocked(values, seed, runs=30):
    """Worlds of policies with these values, under the same shocks and a little of their own."""
    rng = np.random.default_rng(seed)
    shared = rng.standard_normal(runs)
    own = 0.05 * rng.standard_normal((len(values), 2, runs))
    rows = np.asarray(values)[:, :, None] + shared + own
    return {"funding_gap": rows[:, 0], "cost": rows[:, 1]}


VALUES = [[0.0, 0.2], [0.2, 0.0], [0.3, 0.3], [-0.5, 0.5]]
KINDS = [MEMBER, MEMBER, BASELINE, BASELINE]


def merit(**changes):
    settings = {TRAINING: [shocked(VALUES, 1)], FRESH: [shocked(VALUES, 2)], **changes}
    return proof(["m1", "m2", "poor", "other"], KINDS, ENDS, settings)


def test_merit_stays():
    found = contests(merit()).set_index(["rival", "objective"])
    poor = found.loc[("poor", "cost")]
    assert poor["verdict"] == "beaten"
    assert poor["policy"] in ("m1", "m2")
    # shocks that all share do not blur a difference: the interval is a tenth of theirs
    assert poor["high"] - poor["low"] < 0.1
    assert found.loc[("other", "cost"), "verdict"] == "no contender"
    assert found.loc[("other", "cost"), "policy"] == ""
    rows = table(merit())
    assert (rows.loc[rows["kind"] == MEMBER, "stays_share"] > 0.99).all()
    assert (rows["dominated_by"] == "").all()
    assert np.abs(optimism(merit())["optimism"]).max() < 0.1


def test_what_fails_elsewhere_is_told():
    turned = merit(elsewhere=[shocked([[0.5, 0.5], [0.5, 0.5], [0.0, 0.0], [-0.5, 0.5]], 3)])
    found = contests(turned)
    poor = found[found["rival"] == "poor"].drop_duplicates("setting").set_index("setting")
    assert poor.loc[FRESH, "verdict"] == "beaten"
    assert poor.loc["elsewhere", "verdict"] == "not shown"
    assert poor.loc["elsewhere", "dominates"] == 0.0
    rows = table(turned)
    mine = rows[(rows["kind"] == MEMBER) & (rows["setting"] == "elsewhere")]
    assert (mine["dominated_by"] == "poor").all()


def test_several_scenarios_are_joined_by_the_worst():
    two = [shocked(VALUES, 2), shocked(np.array(VALUES) + 1.0, 2)]
    make = partial(proof, ["m1", "m2", "poor", "other"], KINDS, ENDS)
    settings = {TRAINING: two, FRESH: two}
    worst, mean = make(settings, how="worst"), make(settings, how="mean")
    np.testing.assert_allclose(worst.values[FRESH], mean.values[FRESH] + 0.5)
    np.testing.assert_allclose(worst.draws[FRESH], mean.draws[FRESH] + 0.5)


def test_undefined_runs_are_counted_and_left_out():
    gone = shocked(VALUES, 2)
    gone["cost"][0, :3] = np.nan
    found = merit(**{FRESH: [gone]})
    assert found.undefined[FRESH].tolist() == [[0, 3], [0, 0], [0, 0], [0, 0]]
    assert np.isfinite(found.draws[FRESH]).all()
    assert found.values[FRESH][0, 1] == pytest.approx(gone["cost"][0, 3:].mean())


def test_too_few_runs_are_refused():
    with pytest.raises(SearchError, match="9 runs are too few"):
        merit(**{FRESH: [shocked(VALUES, 2, runs=9)]})


def test_fresh_seeds_are_others():
    for seed in (0, 1, 2**62 - 1):
        assert not set(run_seeds(seed, 500)) & set(run_seeds(fresh_seed(seed), 500))


def test_quantiles_are_bootstrapped_too():
    ends = (Objective("funding_gap", more=False, statistic="q90"), COST)
    settings = {TRAINING: [shocked(VALUES, 1)], FRESH: [shocked(VALUES, 2)]}
    found = proof(["m1", "m2", "poor", "other"], KINDS, ends, settings)
    expected = np.quantile(settings[FRESH][0]["funding_gap"], 0.9, axis=1)
    np.testing.assert_allclose(found.values[FRESH][:, 0], expected)
