"""What is said of parameters, by hand."""

import numpy as np
import pandas as pd
import pytest

from experiments.calibration import correlations, identifiability
from experiments.calibration.identifiability import NARROWED, OPEN, PINNED, strongest
from experiments.calibration.posterior import Posterior, particle_table, quantiles
from experiments.calibration.predictive import PRESENT, predictive
from experiments.calibration.problem import FAR, Problem, Target
from tests.calibration.synthetic import Normal, evaluator, problem


def posterior(columns, weights=None):
    asked = problem((0.0,) * columns.shape[1])
    count = len(columns)
    weights = np.ones(count) if weights is None else weights
    table = particle_table(
        asked, columns, columns, weights, np.zeros(count), np.arange(count), np.arange(count)
    )
    return Posterior(asked, "abc", table, table, pd.DataFrame())


def test_verdicts():
    rng = np.random.default_rng(2)
    flat = rng.uniform(-5, 5, 600)
    table = identifiability(
        posterior(np.stack([flat, 0.3 * flat, 0.8 * flat, 4.9 * np.sign(flat)], axis=1))
    )
    assert list(table["verdict"]) == [OPEN, PINNED, NARROWED, OPEN]
    assert table["contraction"][1] == pytest.approx(1 - 0.09, abs=0.02)
    assert table["contraction"][3] < -1
    assert (table["contraction_low"] < table["contraction"]).all()
    assert table["inside"].all()


def test_weights_count():
    values = np.repeat([[-4.0], [1.0], [3.0]], 30, axis=0)
    found = posterior(values, np.repeat([0.0, 1.0, 3.0], 30))
    assert found.effective == pytest.approx(30 * 1.6)
    table = identifiability(found)
    assert table["mean"][0] == pytest.approx(2.5)
    assert (table["low"][0], table["high"][0]) == (1.0, 3.0)
    assert not table["inside"][0]


def test_a_few_particles_leave_a_wide_interval():
    rng = np.random.default_rng(2)
    wide, narrow = (
        identifiability(posterior(rng.uniform(-2, 2, (count, 1)))) for count in (20, 2000)
    )
    spans = [table["contraction_high"][0] - table["contraction_low"][0] for table in (wide, narrow)]
    assert spans[0] > 4 * spans[1]


def test_trade_offs():
    rng = np.random.default_rng(4)
    one = rng.uniform(-3, 3, 300)
    columns = np.stack([one, -one + 0.1 * rng.normal(size=300), rng.uniform(-5, 5, 300)], axis=1)
    table = correlations(posterior(columns))
    ((first, second, value),) = strongest(table)
    assert {first, second} == {"rules.made.up0", "rules.made.up1"} and value < -0.98


def test_distance_by_hand():
    targets = (
        Target("A one", "A", 1.0, 2.0, 0.5), Target("A two", "A", 0.0, 0.0, 1.0),
        Target("B one", "B", 10.0, 10.0, 5.0),
    )  # fmt: skip
    asked = Problem((), targets, Normal())
    values = np.array([[1.5, 0.0, 10.0], [3.0, 2.0, 5.0], [1.5, np.nan, 10.0], [900.0, 0.0, 10.0]])
    assert asked.departures(values).tolist() == [
        [0, 0, 0], [2, 2, 1], [0, FAR, 0], [FAR, 0, 0],
    ]  # fmt: skip
    # the two of A weigh a half each: (0.5 * 4 + 0.5 * 4 + 1) / 2
    assert asked.distance(values) == pytest.approx([0, np.sqrt(2.5), np.sqrt(25), np.sqrt(25)])


def test_fresh_worlds_do_not_flatter():
    """Particles chosen for lucky noise look better than what their parameters do again."""
    rng = np.random.default_rng(5)
    chosen = posterior(rng.uniform(-5, 5, (300, 1)))
    lucky = chosen.particles.assign(**{"T0 mean": 0.0})
    table, fresh = predictive(Posterior(chosen.problem, "abc", lucky, chosen.before, chosen.steps),
                              evaluator(chosen.problem), runs=200)  # fmt: skip
    row = table.set_index("source").loc["posterior"]
    assert row["low"] < -3 and row["high"] > 3 and row["inside"] < 0.4
    present = fresh.loc[fresh["source"] == PRESENT, "T0 mean"]
    assert present.mean() == pytest.approx(0.0, abs=4 * 0.5 / np.sqrt(200))


def test_quantiles_of_nothing():
    assert np.isnan(quantiles(np.array([np.nan]), np.ones(1), [0.5])).all()
