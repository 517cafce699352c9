"""History matching: the truth is kept, what cannot be is ruled out."""

import numpy as np
import pandas as pd
import pytest

from experiments.calibration import calibrate
from experiments.calibration.emulator import fit
from experiments.calibration.matching import CUT, implausibility, match
from experiments.calibration.problem import CalibrationError
from tests.calibration.synthetic import Normal, Scant, evaluator, problem


@pytest.mark.parametrize("truth", [(1.0, -2.0), (4.5, 0.0), (-4.9, 4.9)])
def test_it_shrinks_and_keeps_the_truth(truth):
    asked = problem(truth, Normal(0.3))
    found = match(asked, evaluator(asked), runs=300)
    left = found.steps["accepted"].to_numpy()
    # within 3 sd of noise 0.3 and discrepancy 1/3 on both axes: at most 2.8 of 10, squared
    assert left[0] < 0.12 and left[-1] <= left[0]
    values = found.particles[asked.addresses].to_numpy()
    off = np.abs(values - truth).max(1)
    assert off.min() < 0.7 and off.max() < 2.2


def test_the_truth_is_never_implausible():
    asked = problem((1.0, -2.0), Normal(0.3))
    unit = np.random.default_rng(1).random((100, 2))
    columns = dict(zip(asked.addresses, (-5.0 + 10.0 * unit).T, strict=True))
    surfaces = [[fit(unit, column) for column in evaluator(asked)(columns, 0).T]]
    at = np.array([[0.6, 0.3], [0.1, 0.3]])
    worst = implausibility(asked, surfaces, at)
    assert worst[0] < 1.0 and worst[1] > CUT
    # by hand: 5 half bands away, over noise 0.3 and discrepancy 1/3
    assert worst[1] == pytest.approx(5.0 / np.hypot(0.3, 1 / 3), rel=0.15)


def test_same_seed_same_points_for_any_number_of_workers():
    asked = problem((1.0, -2.0))
    made = [
        calibrate(asked, "history-matching", runs=600, seed=4, processes=processes, checked=10)
        for processes in (1, 2)
    ]
    pd.testing.assert_frame_equal(
        made[0].posterior.particles, made[1].posterior.particles, check_exact=True
    )
    other = calibrate(asked, "history-matching", runs=600, seed=5, checked=10)
    assert not other.posterior.particles.equals(made[0].posterior.particles)


def test_undefined_points_are_left_out_of_surfaces():
    asked = problem((1.0,), Scant(0.3))
    found = match(asked, evaluator(asked), runs=150)
    assert found.before["T0 mean"].isna().any()
    assert np.isfinite(found.particles["distance"]).all()


def test_what_cannot_be_is_said():
    asked = problem((30.0,))
    with pytest.raises(CalibrationError, match="the model cannot make the record"):
        match(asked, evaluator(asked), runs=150)
    with pytest.raises(CalibrationError, match="take at least 18"):
        match(asked, evaluator(asked), runs=9)


def test_a_surface_finds_a_parabola_and_its_noise():
    rng = np.random.default_rng(3)
    unit = rng.random((400, 2))
    values = 2.0 + unit[:, 0] * unit[:, 1] - unit[:, 1] ** 2 + 0.1 * rng.normal(size=400)
    surface = fit(unit, values)
    at = np.array([[0.25, 0.75]])
    assert surface.mean(at)[0] == pytest.approx(2.0 + 0.1875 - 0.5625, abs=0.03)
    assert surface.residual == pytest.approx(0.01, rel=0.25)
    assert fit(unit[:5], values[:5]) is None
