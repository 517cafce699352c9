"""What is planted is found, and what is not planted is not."""

import numpy as np
import pandas as pd
import pytest

from experiments.discovery import Restriction, discover
from tests.discovery.planted import HIGH, LOW, NAMES, NOISE, noise, planted


@pytest.mark.parametrize("method", ["prim", "cart"])
@pytest.mark.parametrize("seed", range(2))
def test_a_planted_box_is_found(method, seed):
    table = planted(seed, points=600)
    found = discover(table, NAMES, "fails", method, splits=0)
    assert set(found.chosen.factors) == {"f0", "f1", "scenario"}
    # The last peels, near the planted edges, take a twentieth of some 150 runs: a few hundredths.
    assert found.chosen["f0"].low == pytest.approx(LOW, abs=0.05)
    assert found.chosen["f1"].high == pytest.approx(HIGH, abs=0.05)
    assert found.chosen["f0"].high == np.inf
    assert found.chosen["f1"].low == -np.inf
    assert found.chosen["scenario"] == Restriction(
        "scenario", without=("calm",), values=("drought", "war")
    )
    truth = table["fails"][table["within"]]
    assert found.density == pytest.approx(truth.mean(), abs=0.06)
    assert found.coverage == pytest.approx(truth.sum() / table["fails"].sum(), abs=0.08)
    assert found.base_rate == pytest.approx(table["fails"].mean())


@pytest.mark.parametrize(("method", "splits"), [("prim", 2), ("cart", 10)])
def test_what_is_planted_is_stable_and_noise_is_not(method, splits):
    table = planted(11, points=700)
    found = discover(table, NAMES, "fails", method, points="point", splits=splits, seed=1)
    for factor in ("f0", "f1", "scenario"):
        assert found.share(factor) >= 0.8
    for factor in NOISE:
        assert found.share(factor) <= 0.4
    low, high = found.spread("f0", "low")
    assert low - 0.05 <= LOW <= high + 0.05
    assert high - low < 0.25
    assert found.verdict.kind == "holds"
    middle, least, most = found.held_out.density
    assert least <= middle <= most
    assert middle > 0.6  # planted at 0.9, from half of the points
    assert found.sample.points == 700


@pytest.mark.parametrize("seed", range(5))
def test_held_out_density_is_honest_where_there_is_nothing_to_find(seed):
    table = noise(seed)
    # deep and small leaves overfit as much as they can
    found = discover(
        table, list(table.columns[:6]), "fails", "cart", coverage=0.1, splits=20, seed=seed,
        options={"mass": 0.03},
    )  # fmt: skip
    assert found.density > found.base_rate + 0.15
    fresh = found.held_out.density[0]
    assert fresh < found.density - 0.1
    # the median of 40 halves; the standard error of a density of 0.3 in 10 to 50 runs is 0.07-0.14
    assert fresh == pytest.approx(found.base_rate, abs=0.12)
    assert found.verdict.kind in ("none", "unconfirmed")


def test_prim_is_honest_about_noise_too():
    table = noise(3, points=200)
    found = discover(table, list(table.columns[:6]), "fails", "prim", coverage=0.2, splits=2)
    assert found.density > found.base_rate + 0.1
    assert found.held_out.density[0] < found.density - 0.1
    assert found.verdict.kind == "unconfirmed"
    assert "hint" in found.verdict.words


def test_a_failure_that_is_common_still_has_a_box():
    rng = np.random.default_rng(5)
    table = pd.DataFrame(rng.random((400, 3)), columns=list("abc"))
    fails = rng.random(400) < np.where(table["a"] > 0.5, 0.97, 0.6)
    found = discover(table, list("abc"), fails, "cart", splits=5)
    assert found.chosen.factors == ("a",)
    assert found.chosen["a"].low == pytest.approx(0.5, abs=0.05)


def test_the_densest_box_of_a_coverage_and_a_box_of_ones_own():
    table = planted(2)
    wide = discover(table, NAMES, "fails", "prim", coverage=0.9, splits=0)
    assert wide.coverage >= 0.9
    own = discover(table, NAMES, "fails", "prim", box=3, splits=0)
    assert own.chosen == own.boxes[3]
    assert own.rule is None
    trail = own.trajectory
    assert trail.loc[trail["chosen"], "box"].tolist() == [3]
    assert trail["mass"].iloc[0] == 1.0
    assert trail["coverage"].iloc[0] == 1.0
    assert trail["restricted"].iloc[0] == 0


@pytest.mark.parametrize("method", ["prim", "cart"])
def test_measures_are_those_of_the_table(method):
    table = planted(7, replicates=3, points=150)
    found = discover(table, NAMES, "fails", method, points="point", splits=0)
    inside = found.chosen.holds(table)
    assert found.density == pytest.approx(table["fails"][inside].mean())
    assert found.coverage == pytest.approx((table["fails"] & inside).sum() / table["fails"].sum())
    assert found.mass == pytest.approx(inside.mean())
    for measure in ("density", "coverage", "base_rate", "mass"):
        low, high = found.intervals[measure]
        assert low < getattr(found, measure) < high


def test_replicates_widen_intervals_because_points_are_the_unit():
    rng = np.random.default_rng(0)
    table = pd.DataFrame({"a": np.repeat(rng.random(100), 10)})
    table["point"] = np.repeat(np.arange(100), 10)
    # all replicates of a point share their fate
    fails = np.repeat(rng.random(100) < 0.5, 10) | (table["a"].to_numpy() > 0.7)
    apart = discover(table, ["a"], fails, "cart", splits=0)
    whole = discover(table, ["a"], fails, "cart", points="point", splits=0)

    def width(found):
        low, high = found.intervals["base_rate"]
        return high - low

    assert width(whole) == pytest.approx(np.sqrt(10) * width(apart), rel=0.2)


def test_the_same_seed_gives_the_same_for_any_number_of_processes():
    table = planted(1, points=150)
    one, two = (
        discover(table, NAMES, "fails", "cart", splits=2, seed=4, processes=count)
        for count in (1, 2)
    )
    pd.testing.assert_frame_equal(one.stability, two.stability)
    assert one.held_out == two.held_out
    assert one.intervals == two.intervals
    other = discover(table, NAMES, "fails", "cart", splits=2, seed=5)
    assert other.held_out != one.held_out
