"""The map of a planted boundary: cells, surface, line and interval."""

import re

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from experiments.discovery import parse_condition
from experiments.tipping import (
    Axis,
    Cells,
    TippingError,
    beyond,
    boundary,
    cells,
    grid_study,
    parse_axis,
    surface,
    told,
    wilson,
)
from experiments.tipping.smoothing import chosen_width, frequencies, smoother
from experiments.tipping.surfaces import _crossing
from sim.scenario import Policy, Scenario

TOY = Scenario.load("toy")
LOW = parse_condition("readiness < 0.4")
X = Axis("rules.a.b", 0.0, 1.0, "1", "the one", now=0.5)
Y = Axis("rules.c.d", 0.0, 4.0, "million US$ a quarter", "the other", now=1.0)


def planted(replicates=60, size=9, steep=0.15, seed=0, tilt=0.5):
    """Rows of a grid in which the chance is half on the line y/4 = 0.25 + tilt x.

    A shock common to all cells of a world moves it, as common random numbers do.
    """
    rng = np.random.default_rng(seed)
    x, y = np.meshgrid(np.linspace(0, 1, size), np.linspace(0, 4, size), indexing="ij")
    luck = rng.logistic(size=replicates)
    rows = []
    for k in range(replicates):
        distance = (0.25 + tilt * x - y / 4) / steep
        rows.append(
            pd.DataFrame(
                {
                    X.address: x.ravel(),
                    Y.address: y.ravel(),
                    "replicate": k,
                    # below 0.4 in a world whose luck falls short of the distance
                    "readiness": np.where(luck[k] < distance, 0.3, 0.5).ravel(),
                }
            )
        )
    return pd.concat(rows, ignore_index=True)


def counted(**more):
    return cells(planted(**more), X.address, Y.address, LOW)


def test_cells_are_counted():
    table = pd.DataFrame(
        {
            "a": [0.0, 1.0, 0.0, 1.0] * 2,
            "b": [5.0, 5.0, 7.0, 7.0] * 2,
            "replicate": [0] * 4 + [1] * 4,
            "readiness": [0.1, 0.5, 0.1, np.nan, 0.1, 0.1, 0.9, 0.2],
        }
    )
    found = cells(table, "a", "b", LOW)
    assert found.x.tolist() == [0, 1] and found.y.tolist() == [5, 7]
    assert found.probability.tolist() == [[1.0, 0.5], [0.5, 1.0]]
    assert found.runs.tolist() == [[2, 2], [2, 1]] and found.undefined == 1
    shuffled = cells(table.sample(frac=1, random_state=1), "a", "b", LOW)
    assert np.array_equal(shuffled.crossed, found.crossed, equal_nan=True)
    with pytest.raises(TippingError, match="7 rows, a whole grid 8"):
        cells(table.iloc[:-1], "a", "b", LOW)


def test_wilson_is_what_scipy_says():
    held, runs = np.array([0, 3, 20]), np.array([20, 20, 20])
    low, high = wilson(held, runs)
    for k in range(3):
        theirs = stats.binomtest(int(held[k]), 20).proportion_ci(method="wilson")
        assert (low[k], high[k]) == pytest.approx((theirs.low, theirs.high), abs=1e-9)
    assert [float(end) for end in wilson(np.array(0), np.array(0))] == [0.0, 1.0]


def test_the_smoother_keeps_planes():
    y, x = (part.ravel() for part in np.mgrid[0:5, 0:6].astype(float))
    places = np.array([0.0, 2.5, 5.0]), np.array([0.0, 1.3, 4.0])
    weights = smoother(x, y, *places, 1.0, np.ones(30))
    assert weights.sum(axis=1) == pytest.approx([1, 1, 1])
    plane = 0.3 + 0.2 * x - 0.1 * y
    assert weights @ plane == pytest.approx(0.3 + 0.2 * places[0] - 0.1 * places[1], abs=1e-5)


def test_the_width_is_chosen_from_the_data():
    y, x = (part.ravel() for part in np.mgrid[0:9, 0:9].astype(float))
    rng = np.random.default_rng(2)
    sharp = np.repeat((x < 4.5).astype(float)[:, None], 40, axis=1)
    flat = (rng.random((81, 40)) < 0.3).astype(float)
    assert chosen_width(x, y, sharp, 0) == 0.6
    assert chosen_width(x, y, flat, 0) == 3.0


def test_a_cell_without_a_run_weighs_nothing():
    share, count = frequencies(np.array([[1.0, 0.0], [np.nan, np.nan]]))
    assert share.tolist() == [0.5, 0.0] and count[0] == 2 and count[1] < 1e-6
    found = counted(replicates=30)
    found.crossed[4, 4] = np.nan
    smooth = surface(found, resamples=20)
    assert np.isfinite(smooth.probability).all()


def test_the_planted_boundary_is_found():
    smooth = surface(counted(replicates=400), resamples=100)
    line = boundary(smooth, "y")
    inner = line[(line["at"] > 0.1) & (line["at"] < 0.9)]
    expected = 4 * (0.25 + 0.5 * inner["at"])
    # a step of the grid is 0.5; luck of 400 worlds moves the line by about 0.05
    assert (inner["value"] - expected).abs().max() < 0.15
    assert (inner["crossings"] == 1).all() and (inner["inside"] == 1).all()
    across = boundary(smooth, "x")
    middle = across[(across["at"] > 1.5) & (across["at"] < 2.5)]
    assert (middle["value"] - (middle["at"] / 4 - 0.25) / 0.5).abs().max() < 0.1


def test_intervals_hold_the_boundary_as_often_as_they_say():
    hits = []
    for seed in range(40):
        line = boundary(surface(counted(seed=seed, size=7), resamples=100, fine=7), "y")
        row = line.iloc[3]
        hits.append(row["low"] <= 4 * (0.25 + 0.5 * row["at"]) <= row["high"])
    # 95% wanted; of 40 repeats fewer than 33 would come up about once in a thousand
    assert np.sum(hits) >= 33


def test_more_worlds_narrow_the_band():
    narrow, wide = (
        (surface(counted(replicates=count), resamples=100).sure == 0).mean() for count in (400, 25)
    )
    assert narrow < 0.5 * wide


def test_the_level_moves_the_boundary():
    found = counted(replicates=400)
    half, most = (
        boundary(surface(found, level, 50), "y").set_index("at")["value"] for level in (0.5, 0.8)
    )
    # chance 0.8 lies where distance is log(0.8/0.2): 0.15 * 1.386 * 4 = 0.83 lower
    assert (half - most).loc[0.45:0.55].mean() == pytest.approx(0.83, abs=0.12)


def test_a_slope_downwards_and_the_other_way_round():
    found = counted(replicates=200)
    turned = Cells(found.x, found.y, 1.0 - found.crossed)
    one, other = (boundary(surface(part, resamples=50), "y") for part in (found, turned))
    assert one["value"].to_numpy() == pytest.approx(other["value"].to_numpy(), abs=1e-9)


@pytest.mark.parametrize(
    ("height", "rising", "place"),
    [
        ([0.1, 0.2, 0.3], True, 9.0),  # it rises and has not reached it: beyond the upper end
        ([0.7, 0.8, 0.9], True, 5.0),  # it was passed before the lower end
        ([0.3, 0.2, 0.1], False, 5.0),
        ([0.9, 0.8, 0.7], False, 9.0),
        ([0.1, 0.4, 0.6], True, 8.0),  # half of the way from 7 to 9
    ],
)
def test_what_tips_off_the_map_is_put_at_its_end(height, rising, place):
    found, count = _crossing(np.array([5.0, 7.0, 9.0]), np.array(height), 0.5, rising)
    assert found == pytest.approx(place) and count == int(place == 8.0)


def test_nothing_tips_where_nothing_does():
    never = Cells(np.arange(4.0), np.arange(4.0), np.zeros((4, 4, 20)))
    smooth = surface(never, resamples=20)
    assert (smooth.sure == -1).all() and boundary(smooth)["value"].isna().all()
    # rising or falling cannot be told, so neither end is claimed
    assert (boundary(smooth)["crossings"] == 0).all()
    words = told(never, smooth, X, Y, LOW)
    assert "Nowhere on the map does it surely reach 50%" in words
    assert beyond(never, 0.5) is None
    always = Cells(never.x, never.y, np.ones((4, 4, 20)))
    assert "surely fall short of 50%" in told(always, surface(always, resamples=20), X, Y, LOW)


def test_words_tell_the_boundary_with_units():
    found = counted(replicates=200)
    words = told(found, surface(found, resamples=100), X, Y, LOW)
    assert "readiness is below 0.4" in words
    tips = (
        r"Along rules\.c\.d, by rules\.a\.b: at 0\.25 it tips at 1\.\d+ million US\$ a quarter \(1"
    )
    assert re.search(tips, words)
    assert "Where the scenario stands (0.5, 1 million US$ a quarter)" in words


def test_the_point_beyond_is_surely_so_and_the_nearest():
    found = counted(replicates=100)
    right, up = beyond(found, 0.5)
    table = found.table().set_index(["x", "y"])
    chosen = table.loc[(right, up)]
    assert chosen["low"] > 0.5
    sure = table[table["low"] > 0.5]
    assert chosen["probability"] == sure["probability"].min()


def test_the_same_seed_gives_the_same_band():
    found = counted()
    one, two = surface(found, resamples=30, seed=4), surface(found, resamples=30, seed=4)
    assert np.array_equal(one.above, two.above)


def test_axes_are_read():
    axis = parse_axis("rules.fatigue.gain", TOY)
    assert (axis.low, axis.high) == (0.0, 0.4) and axis.unit == "1/year"
    given = parse_axis(" actors.Partner.budget = 2:8 ", TOY)
    assert (given.low, given.high, given.now) == (2.0, 8.0, 5.0)
    assert given.span == "2 to 8 million US$ a quarter"
    assert "[million US$ a quarter]" in given.label


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("rules.fatgue.gain", "did you mean 'fatigue'"),
        ("rules.fatigue.gain=0:9", "must be between 0 and 0.4"),
        ("rules.fatigue.gain=0.2", "'0.2' is no range"),
        ("rules.fatigue.gain=0.2:0.1", "LOW must be below HIGH"),
        ("rules.fatigue.gain=0.2:nan", "LOW must be below HIGH"),
        ("rules.fatigue.on", "a switch has nothing between"),
        ("actors.Partner.budget", "state a range"),
        ("policy.transparency.intensity", "no lever"),
    ],
)
def test_a_bad_axis_is_refused(text, complaint):
    with pytest.raises(TippingError, match=complaint):
        parse_axis(text, TOY, Policy.none())


def test_the_grid_is_a_study_in_common_worlds():
    x, y = parse_axis("rules.fatigue.gain", TOY), parse_axis("actors.Partner.budget=2:8", TOY)
    study = grid_study(TOY, "none", x, y, LOW, 4, 12, 7)
    assert study.runs == 4 * 4 * 12 and study.seeds == "common"
    rows = study.rows(0, study.runs)
    assert len(set(rows.seed)) == 12
    for more, complaint in (
        ({"y": x}, "two different ones"), ({"grid": 2}, "shows nothing"), ({"runs": 3}, "too few"),
    ):  # fmt: skip
        given = {"y": y, "grid": 4, "runs": 12} | more
        with pytest.raises(TippingError, match=complaint):
            grid_study(TOY, "none", x, given["y"], LOW, given["grid"], given["runs"], 1)


def test_a_level_outside_is_refused():
    with pytest.raises(TippingError, match="between 0 and 1"):
        surface(counted(replicates=10), 1.0)
    empty = Cells(np.arange(3.0), np.arange(3.0), np.full((3, 3, 4), np.nan))
    with pytest.raises(TippingError, match="in no run"):
        surface(empty)
