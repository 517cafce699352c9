"""Tables and factors that are not of this project: right, or refused in words."""

import numpy as np
import pandas as pd
import pytest
from SALib.sample import sobol as salib_sobol

from experiments.design import Factor, sample
from experiments.sensitivity import SensitivityError, analyse, points
from tests.sensitivity import functions as known

PROBLEM = {"num_vars": 3, "names": ["a", "b", "c"], "bounds": [[-np.pi, np.pi]] * 3}

#: A whole number, labels, a switch and a range on a logarithmic scale, with variances of the
#: outcome below, (5**2 - 1) / 12, 3**2 * 2 / 9, 1 / 4 and log(1000)**2 / 12.
MIXED = (
    Factor("count", 1, 5, kind="integer"),
    Factor("side", values=("left", "middle", "right")),
    Factor("switch", values=(10, 20)),
    Factor("scale", 1, 1000, distribution="loguniform"),
    Factor("idle"),
)
VARIANCES = np.array([2, 2, 0.25, np.log(1000) ** 2 / 12, 0])


def mixed(table):
    return table.count_ + 3 * (table.side == "middle") + table.switch / 10 + np.log(table.scale)


def tried(method, samples=512, seed=1):
    table = points(method, MIXED, samples, seed=seed)
    return table.assign(out=mixed(table.rename(columns={"count": "count_"})))


def salib_table(second_order):
    rows = salib_sobol.sample(PROBLEM, 1024, calc_second_order=second_order, seed=1)
    table = pd.DataFrame(rows, columns=PROBLEM["names"])
    length = 8 if second_order else 5
    table["base"], table["step"] = np.divmod(np.arange(len(table)), length)
    return table.assign(out=known.ishigami(table))


@pytest.mark.parametrize("second_order", [False, True])
def test_a_table_made_by_salib(second_order):
    found = analyse(salib_table(second_order), PROBLEM, "out")
    truth = known.ishigami_indices()
    for measure in ("first", "total"):
        value = found.measure(measure)["value"]
        for name in PROBLEM["names"]:
            assert value[name] == pytest.approx(truth[measure][name], abs=0.05)
    if second_order:
        pairs = found.indices[found.indices["measure"] == "second"].set_index(["factor", "other"])
        assert pairs["value"]["a", "c"] == pytest.approx(truth["total"]["c"], abs=0.1)


def test_a_table_made_by_salib_and_cut_at_a_wrong_length():
    table = salib_table(False)
    table["base"], table["step"] = np.divmod(np.arange(len(table)), 4)
    with pytest.raises(SensitivityError, match="a base sample has 4 rows"):
        analyse(table, PROBLEM, "out")


@pytest.mark.parametrize("method", ["sobol", "shapley"])
def test_factors_of_every_kind_have_their_shares(method):
    found = analyse(tried(method), MIXED, "out", method)
    measure = found.measure("effect" if method == "shapley" else "total")["value"]
    for factor, share in zip(MIXED, VARIANCES / VARIANCES.sum(), strict=True):
        assert measure[factor.name] == pytest.approx(share, abs=0.05), factor.name


def test_a_discrete_step_is_as_long_as_it_is():
    """From one label of two to the other is a full range, not one of the grid's steps of 2/3."""
    effects = analyse(tried("morris", 60), MIXED, "out", "morris").measure("mu")["value"]
    assert effects["switch"] == pytest.approx(1.0)
    assert effects["count"] == pytest.approx(4.0)
    assert effects["scale"] == pytest.approx(np.log(1000))


def test_fast_says_what_it_loses_of_jumps():
    found = analyse(tried("fast", 1024), MIXED, "out", "fast")
    said = [warning for warning in found.warnings if "jump along the curves" in warning]
    assert len(said) == 1 and said[0].startswith("count, side, switch jump")
    switch = found.measure("first")["value"]["switch"]
    assert switch < 0.8 * VARIANCES[2] / VARIANCES.sum()


@pytest.mark.parametrize(("place", "kind"), [(0, "integer"), (1, "categorical"), (3, "loguniform")])
def test_slopes_are_for_uniform_factors(place, kind):
    with pytest.raises(SensitivityError, match=f"{MIXED[place].name} is {kind}; slopes bound"):
        points("dgsm", [MIXED[place]], 16)


def test_polynomials_need_more_values_than_their_degree():
    table = sample(MIXED, "latin_hypercube", 600, seed=1).table()
    table["out"] = table["scale"]
    with pytest.raises(SensitivityError, match=r"switch has 2 values, .* set `degree=1`"):
        analyse(table, MIXED, "out", "hdmr")


@pytest.mark.parametrize("method", ["rbd_fast", "pawn", "regional"])
def test_a_handful_of_rows_says_nothing(method):
    rng = np.random.default_rng(0)
    table = pd.DataFrame(rng.random((20, 2)), columns=["x", "y"]).assign(out=lambda t: t.x)
    with pytest.raises(SensitivityError, match=f"too few rows: {method} needs [45]0 points"):
        analyse(table, known.unit("xy"), "out", method)
    more = pd.DataFrame(rng.random((300, 2)), columns=["x", "y"]).assign(out=lambda t: t.x)
    found = analyse(more, known.unit("xy"), "out", method, resamples=20)
    assert found.indices["factor"].iloc[0] == "x"


def test_two_outcomes_are_no_ten_classes():
    table = pd.DataFrame(np.random.default_rng(0).random((200, 2)), columns=["x", "y"])
    table["out"] = table.x > 0.5
    with pytest.raises(SensitivityError, match="too few values"):
        analyse(table, known.unit("xy"), "out", "regional")


TABLE = pd.DataFrame({"x": np.linspace(0, 1, 60), "out": np.linspace(1, 2, 60)})


@pytest.mark.parametrize(
    ("table", "factors", "said"),
    [
        (TABLE.iloc[:0], [Factor("x")], "the table has no rows"),
        (TABLE.to_numpy(), [Factor("x")], "pandas.DataFrame is needed, not a ndarray"),
        (TABLE.assign(out="high"), [Factor("x")], "out holds 'high'; an outcome is a number"),
        (TABLE, [], "what was varied is told by factors"),
        (TABLE, ["x"], "what was varied is told by factors"),
        (TABLE, None, "what was varied is told by factors"),
        (TABLE, [Factor("x"), Factor("x")], "two factors are called 'x'"),
        (TABLE, {"bounds": [[0, 1]]}, "names is missing"),
        (TABLE, {"names": ["x", "y"], "bounds": [[0, 1]]}, "`names` and `bounds` of one length"),
        (TABLE, {"names": ["x"], "bounds": [[0, 1]], "dists": ["norm"]}, "pass factors with their"),
    ],
)
def test_what_is_no_table_or_no_factor(table, factors, said):
    with pytest.raises(SensitivityError, match=said):
        analyse(table, factors, "out", "rbd_fast")


def test_a_method_is_a_name():
    with pytest.raises(SensitivityError, match="a method is a name, not a tuple"):
        points(MIXED, "morris", 8)
