"""The Pareto set: known answers, and how surely a policy is in it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from experiments.robustness import RobustnessError, beats, pareto, undominated

from .worlds import runs


def two(readiness, threat, policies):
    """A table of two outcomes, each (policy, replicate)."""
    shape = (len(policies), 1, 1, -1)
    left = runs(np.reshape(readiness, shape), ("calm",), policies)
    right = runs(np.reshape(threat, shape), ("calm",), policies, "threat")
    return left.assign(threat=right["threat"])


def test_known_set():
    f = np.array([[1.0, 5.0], [2.0, 4.0], [1.5, 3.0], [3.0, 1.0], [3.0, 0.0]])
    assert undominated(f).tolist() == [True, True, False, True, False]
    assert beats(f)[1, 2] and beats(f)[3, 4] and not beats(f)[0, 1]


@given(
    arrays(
        float, st.tuples(st.integers(1, 6), st.integers(2, 3)),
        elements=st.integers(0, 4).map(float),
    )
)  # fmt: skip
def test_the_set_by_its_definition(f):
    expected = [not any((other >= one).all() and (other > one).any() for other in f) for one in f]
    assert undominated(f).tolist() == expected
    assert undominated(f).any()
    assert undominated(f + 1.0).tolist() == undominated(2.0 * f).tolist() == expected


def test_directions_are_kept():
    # little threat is good: b has more readiness and less threat than a, c is cheapest in threat
    table = two([[0.4] * 3, [0.6] * 3, [0.3] * 3], [[0.5] * 3, [0.3] * 3, [0.2] * 3], list("abc"))
    found = pareto(table, ["readiness", "threat"], resamples=50).set_index("policy")
    assert found["in_set"].to_dict() == {"a": False, "b": True, "c": True}
    assert found.loc["a", "beaten_by"] == "b"
    assert found.loc["b", "threat"] == pytest.approx(0.3)
    assert found["probability"].to_dict() == {"a": 0.0, "b": 1.0, "c": 1.0}
    assert found.attrs["higher"] == {"readiness": "better", "threat": "worse"}


def test_policies_are_drawn_together():
    # noise is large but common to both: b is behind in every world, so it is never in the set
    rng = np.random.default_rng(3)
    noise = rng.normal(size=30)
    threat = rng.normal(size=30)
    table = two([noise, noise - 0.01], [threat, threat + 0.01], list("ab"))
    found = pareto(table, ["readiness", "threat"], resamples=100).set_index("policy")
    assert found["probability"].to_dict() == {"a": 1.0, "b": 0.0}


def test_chance_gives_a_probability_between():
    rng = np.random.default_rng(6)
    table = two(rng.normal(size=(2, 30)), rng.normal(size=(2, 30)), list("ab"))
    found = pareto(table, ["readiness", "threat"], resamples=200)
    assert found["probability"].between(0.02, 1.0).all() and found["probability"].min() < 1.0


def test_a_world_counts_where_all_outcomes_are_defined():
    table = two(np.ones((2, 4)), np.ones((2, 4)), list("ab"))
    table.loc[0, "threat"] = np.nan
    assert pareto(table, ["readiness", "threat"], resamples=5).attrs["undefined"] == 1


def test_one_outcome_is_no_trade_off():
    with pytest.raises(RobustnessError, match="at least two"):
        pareto(runs(np.ones((2, 2, 1, 1))), ["readiness", "readiness"])


def test_outcomes_are_drawn_together():
    # what a gains in readiness it pays in threat, world by world: neither ever beats the other
    gain = np.random.default_rng(9).normal(size=30)
    table = two([gain, 0 * gain], [gain, 0 * gain], list("ab"))
    found = pareto(table, ["readiness", "threat"], resamples=200)
    assert found["probability"].tolist() == [1.0, 1.0]
