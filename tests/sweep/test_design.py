"""Designs for any problem: what each promises, and what is refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.design import SAMPLERS, Constraint, DesignError, Factor, sample
from sim.errors import ParameterError

FACTORS = (
    Factor("x"),
    Factor("days", 1, 5, kind="integer"),
    Factor("side", values=("left", "right")),
    Factor("price", 1, 100, distribution="loguniform"),
)
SIZES = {
    "latin_hypercube": 12, "sobol": 16, "saltelli": 8, "morris": 6, "fast": 65,
    "one_at_a_time": None, "full_factorial": None, "permutations": 6,
}  # fmt: skip


def test_every_sampler_is_tried():
    # `listed` draws nothing: its points are given
    assert SIZES.keys() == SAMPLERS.keys() - {"listed"}


@pytest.mark.parametrize("method", SIZES)
def test_points_lie_in_the_ranges_and_follow_the_seed(method):
    design = sample(FACTORS, method, SIZES[method], seed=0)
    table = design.table()
    assert len(table) == len(design) == len(design.base) == len(design.step)
    assert table["x"].between(0, 1).all()
    assert set(table["days"]) <= {1.0, 2.0, 3.0, 4.0, 5.0}
    assert set(table["side"]) == {"left", "right"}
    assert table["price"].between(1, 100).all()
    assert table.equals(sample(FACTORS, method, SIZES[method], seed=0).table())
    drawn = method not in ("one_at_a_time", "full_factorial")
    assert table.equals(sample(FACTORS, method, SIZES[method], seed=1).table()) != drawn


@pytest.mark.parametrize("method", [name for name in SIZES if SAMPLERS[name].nested])
def test_fewer_samples_are_the_first_of_more(method):
    few, more = (sample(FACTORS, method, size, seed=4).table() for size in (8, 16))
    assert len(more) == 2 * len(few)
    assert few.equals(more.head(len(few)))


def test_a_latin_hypercube_has_a_point_in_every_slice():
    column = sample([Factor("x"), Factor("y")], "latin_hypercube", 20).columns["x"]
    assert sorted(np.floor(column * 20)) == list(range(20))


@pytest.mark.parametrize(("second_order", "rows"), [(False, 6), (True, 10)])
def test_the_rows_of_a_base_sample_differ_in_one_factor(second_order, rows):
    design = sample(FACTORS, "saltelli", 4, seed=1, second_order=second_order)
    matrix = design.matrix()
    assert len(design) == 4 * rows
    for base in range(4):
        block = matrix[design.base == base]
        a, b = block[0], block[-1]
        for k in range(4):
            expected = a.copy()
            expected[k] = b[k]
            np.testing.assert_array_equal(block[1 + k], expected)
            if second_order:
                expected = b.copy()
                expected[k] = a[k]
                np.testing.assert_array_equal(block[5 + k], expected)
    np.testing.assert_array_equal(design.step[: rows + 1], [*range(rows), 0])


@pytest.mark.parametrize("method", ["saltelli", "morris", "one_at_a_time"])
def test_factors_of_a_group_move_together(method):
    factors = [Factor("a", group="g"), Factor("b", group="g"), Factor("c")]
    design = sample(factors, method, SIZES[method], seed=2)
    for base in set(design.base):
        block = design.matrix()[design.base == base]
        changed = (block[1:-1] != block[:-2]).any(axis=0) if method == "morris" else None
        for row in block[1:-1] if method != "morris" else []:
            moved = row != block[0]
            assert moved[0] == moved[1]
        assert changed is None or changed[0] == changed[1]
    assert design.problem()["groups"] == ["g", "g", "c"]


def test_a_trajectory_moves_one_factor_a_step():
    factors = [Factor(name) for name in "abcd"]
    design = sample(factors, "morris", 5, seed=3)
    matrix = design.matrix().reshape(5, 5, 4)
    assert ((matrix[:, 1:] != matrix[:, :-1]).sum(axis=-1) == 1).all()


def test_an_order_of_joining_moves_each_factor_once_from_its_low_end_to_its_high_end():
    design = sample([Factor(name) for name in "abcd"], "permutations", 6, seed=3)
    orders = design.matrix().reshape(6, 5, 4)
    assert (orders[:, 0] == 0).all()
    assert (orders[:, -1] == 1).all()
    joins = orders[:, 1:] - orders[:, :-1]
    assert (joins.sum(axis=-1) == 1).all()
    assert (joins >= 0).all()
    # antithetic: every second order is the one before it backwards
    who = joins.argmax(axis=-1)
    np.testing.assert_array_equal(who[1::2], who[::2, ::-1])
    assert len(np.unique(who[::2], axis=0)) > 1
    plain = sample([Factor(name) for name in "abcd"], "permutations", 2, seed=3, antithetic=False)
    backwards = plain.matrix().reshape(2, 5, 4)
    assert (backwards[1] != 1 - backwards[0, ::-1]).any()


def test_an_order_needs_two_values():
    with pytest.raises(DesignError, match="side has 3 values"):
        sample([Factor("side", values=(1, 2, 3))], "permutations", 2)


def test_one_at_a_time_starts_from_the_default():
    factors = [Factor("a", 0, 4, default=1.0), Factor("b", values=("u", "v", "w"), default="v")]
    table = sample(factors, "one_at_a_time", levels=3).table()
    assert table["a"].tolist() == [1.0, 0.0, 2.0, 4.0, 1.0, 1.0]
    assert table["b"].tolist() == ["v", "v", "v", "v", "u", "w"]


def test_a_full_factorial_has_every_combination_once():
    table = sample(FACTORS[:3], "full_factorial", levels=5).table()
    assert len(table) == 5 * 5 * 2
    assert not table.duplicated(["x", "days", "side"]).any()


def test_whole_numbers_and_labels_are_equally_likely():
    table = sample(FACTORS, "sobol", 4096).table()
    for name, kinds in (("days", 5), ("side", 2)):
        counts = table[name].value_counts()
        assert counts.size == kinds
        assert counts.max() - counts.min() <= 0.02 * 4096


@pytest.mark.parametrize(
    ("factor", "mean", "sd"),
    [
        (Factor("x", 2, 6), 4.0, 4 / np.sqrt(12)),
        (Factor("x", 0, 3, distribution="triangular", shape={"mode": 3}), 2.0, np.sqrt(0.5)),
        (Factor("x", -9, 9, distribution="normal", shape={"mean": 1, "sd": 2}), 1.0, 2.0),
        (Factor("x", 1, np.e, distribution="loguniform"), np.e - 1, None),
    ],
)
def test_distributions_have_their_moments(factor, mean, sd):
    column = sample([factor], "sobol", 2**14).columns["x"]
    assert column.mean() == pytest.approx(mean, abs=0.01)
    assert sd is None or column.std() == pytest.approx(sd, rel=0.01)
    assert factor.low <= column.min() <= column.max() <= factor.high


@given(st.floats(0, 1), st.integers(-5, 5), st.integers(1, 9))
def test_an_integer_factor_gives_whole_numbers_of_its_range(u, low, width):
    value = float(Factor("n", low, low + width, kind="integer").at(u))
    assert value.is_integer()
    assert low <= value <= low + width


def test_a_constraint_keeps_the_sequence_and_its_size():
    factors, rule = [Factor("x"), Factor("y")], ["x + 2 * y <= 1"]
    few, more = (sample(factors, "sobol", size, constraints=rule) for size in (16, 32))
    assert len(few) == 16
    assert few.dropped > 0
    assert few.table().equals(more.table().head(16))
    assert (more.columns["x"] + 2 * more.columns["y"] <= 1).all()
    fewer = sample(factors, "latin_hypercube", 40, constraints=[lambda c: c["x"] > c["y"]])
    assert len(fewer) + fewer.dropped == 40
    assert (fewer.columns["x"] > fewer.columns["y"]).all()


def test_constraints_read_signs_numbers_and_names_with_hyphens():
    names = ["a-b", "c d"]
    rule = Constraint.parse("- a-b + 1.5 >= 0.5 * c d - 1", names)
    columns = {"a-b": np.array([0.0, 3.0]), "c d": np.array([2.0, 2.0])}
    assert rule.holds(columns).tolist() == [True, False]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x", "must hold one of"),
        ("x < z", "'z' is neither a number nor a factor"),
        ("x < 1 < y", "must hold one of"),
        ("x * y < 1", "'x * y' is neither"),
        ("< y", "empty"),
        ("__import__('os') < 1", "neither"),
    ],
)
def test_what_is_no_constraint_is_refused(text, said):
    with pytest.raises(DesignError, match="constraint") as error:
        sample([Factor("x"), Factor("y")], "sobol", 4, constraints=[text])
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"method": "sobel", "samples": 4}, "did you mean 'sobol'"),
        ({"method": "sobol", "samples": 100}, "such as 64 or 128"),
        ({"method": "saltelli", "samples": 6}, "such as 4 or 8"),
        ({"method": "sobol"}, "needs `samples`"),
        ({"method": "sobol", "samples": 0}, "whole number from 1"),
        ({"method": "sobol", "samples": 4, "seed": -1}, "seed is -1"),
        ({"method": "one_at_a_time", "samples": 4}, "takes no `samples`"),
        ({"method": "morris", "samples": 4, "levels": 3}, "must be even"),
        ({"method": "morris", "samples": 4, "level": 3}, "did you mean 'levels'"),
        ({"method": "fast", "samples": 64}, "at least 65"),
        ({"method": "saltelli", "samples": 4, "constraints": ["x < 1"]}, "cannot keep constraints"),
        ({"method": "full_factorial", "levels": 10**7}, "more than"),
        ({"method": "sobol", "samples": 4, "constraints": ["x > 2"]}, "keep all constraints"),
        ({"method": "latin_hypercube", "samples": 10**12}, "at most 20,000,000 points"),
        ({"method": "sobol", "samples": 4, "constraints": "x > 2"}, "keep all constraints"),
        ({"method": None, "samples": 4}, "there is no method 'None'"),
        ({"method": "sobol", "samples": 4, "factors": ["x"]}, "must be a list of Factor"),
        ({"method": "sobol", "samples": 4, "factors": [Factor("base")]}, "called 'base'"),
    ],
)
def test_what_cannot_be_made_is_refused_with_the_way_out(arguments, said):
    arguments = {"factors": FACTORS[:2], **arguments}
    with pytest.raises(DesignError) as error:
        sample(**arguments)
    assert said in str(error.value)


def test_groups_two_of_a_name_and_none_at_all_are_refused():
    with pytest.raises(DesignError, match="cannot move groups together"):
        sample([Factor("x", group="g"), Factor("y")], "fast", 65)
    with pytest.raises(DesignError, match="two factors are called 'x'"):
        sample([Factor("x"), Factor("x")], "sobol", 4)
    with pytest.raises(DesignError, match="no factor to vary"):
        sample([], "sobol", 4)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"low": 1, "high": 1}, "low must be below high"),
        ({"high": np.inf}, "not finite"),
        ({"distribution": "gauss"}, "must be one of"),
        ({"distribution": "normal"}, "needs mean and sd"),
        ({"distribution": "loguniform"}, "above 0"),
        ({"distribution": "triangular", "shape": {"mode": 2}}, "mode is 2"),
        ({"kind": "integer", "high": 1.5}, "whole numbers"),
        ({"values": (1,)}, "at least two"),
        ({"values": (1, 1)}, "stands twice"),
        ({"values": (1.0, np.nan)}, "without NaN"),
        ({"values": ([1], [2])}, "numbers or labels"),
        ({"low": "0"}, "low is '0'; it must be a number"),
        ({"high": None}, "high is None"),
        ({"distribution": "normal", "shape": {"mean": 0.5, "sd": np.nan}}, "sd is nan"),
    ],
)
def test_a_factor_that_makes_no_sense_is_refused(changes, said):
    with pytest.raises(ParameterError, match="factor x") as error:
        Factor("x", **changes)
    assert said in str(error.value)


def test_a_design_of_another_problem_gives_the_known_indices():
    """Ishigami's function through SALib's own estimator: S1 0.314, 0.442, 0 (a=7, b=0.1)."""
    from SALib.analyze import sobol

    design = sample([Factor(name, -np.pi, np.pi) for name in "xyz"], "saltelli", 1024, seed=1)
    x, y, z = design.matrix().T
    found = sobol.analyze(
        design.problem(), np.sin(x) + 7 * np.sin(y) ** 2 + 0.1 * z**4 * np.sin(x),
        calc_second_order=False, seed=1,
    )  # fmt: skip
    np.testing.assert_allclose(found["S1"], [0.314, 0.442, 0.0], atol=0.05)
    np.testing.assert_allclose(found["ST"], [0.558, 0.442, 0.244], atol=0.05)
