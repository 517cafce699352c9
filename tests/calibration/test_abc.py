"""Approximate Bayesian computation: the right posterior, the same for a seed, in any batches."""

import numpy as np
import pandas as pd
import pytest

from experiments.calibration import calibrate, identifiability
from experiments.calibration.fence import fenced
from experiments.calibration.problem import CalibrationError
from experiments.calibration.smc import approximate
from tests.calibration.synthetic import Normal, Scant, evaluator, problem

pyabc = pytest.importorskip("pyabc")


def found(asked, seed=1, **told):
    return approximate(asked, evaluator(asked, seed), **{"seed": seed, **told})


@pytest.fixture(scope="module")
def normal():
    return found(problem((1.0,)), particles=200, runs=4000)


def test_a_normal_mean(normal):
    values, weights = normal.particles["rules.made.up0"].to_numpy(), normal.weights
    mean = weights @ values
    sd = np.sqrt(weights @ (values - mean) ** 2)
    threshold = normal.steps["threshold"].iloc[-1]
    # a flat prior and a distance cut at the threshold: N(1, 0.5) with a uniform of that half width
    expected = np.sqrt(0.25 + threshold**2 / 3)
    error = expected / np.sqrt(normal.effective)
    assert threshold < 0.5
    assert mean == pytest.approx(1.0, abs=4 * error)
    assert sd == pytest.approx(expected, abs=4 * error)


def test_what_a_particle_says_is_its_own_run(normal):
    some = normal.particles.iloc[:5]
    asked = problem((1.0,))
    again = asked.simulate({"x": some["rules.made.up0"].to_numpy()}, some["seed"].to_numpy())
    assert np.array_equal(again[:, 0], some["T0 mean"])
    assert np.array_equal(asked.distance(again), some["distance"])
    assert (normal.particles["distance"] <= normal.steps["threshold"].iloc[-1]).all()
    assert normal.particles["number"].is_unique


def test_thresholds_fall_and_runs_stay_within_the_budget(normal):
    assert normal.steps["threshold"].is_monotonic_decreasing
    assert len(normal.before) + normal.steps["runs"].sum() <= 4000
    assert np.isclose(normal.particles["weight"].sum(), 1.0)


@pytest.mark.parametrize("batch", [1, 37])
def test_batches_change_nothing(batch):
    asked = problem((1.0, -2.0))
    some = [found(asked, particles=40, runs=500, batch=size) for size in (512, batch)]
    pd.testing.assert_frame_equal(some[0].particles, some[1].particles, check_exact=True)
    pd.testing.assert_frame_equal(some[0].steps, some[1].steps, check_exact=True)


def test_it_is_what_pyabc_samples_one_by_one():
    """The same analysis with pyABC's own sampler, which asks once and simulates at once."""
    from experiments.calibration.sampler import Box, Kernel, Known, Only

    asked = problem((1.0, -2.0))
    ours = found(asked, seed=3, particles=40, runs=500)
    judge = evaluator(asked, 3)

    def one_by_one(parameter):
        columns = {name: np.array([parameter[name]]) for name in asked.addresses}
        values = judge(columns, judge.made)
        return {"distance": float(asked.distance(values)[0])}

    with fenced(3):
        analysis = pyabc.ABCSMC(
            one_by_one, Box(asked), Known(), 40, model_prior=Only(), transitions=Kernel(),
            eps=pyabc.MedianEpsilon(), sampler=pyabc.SingleCoreSampler(),
        )  # fmt: skip
        analysis.new("sqlite://", {"distance": 0.0})
        history = analysis.run(max_nr_populations=len(ours.steps))
        theirs, weights = history.get_distribution()
        history._session.close()
        history._engine.dispose()
    theirs = theirs[asked.addresses].assign(weight=weights).sort_values("rules.made.up0")
    mine = ours.particles[[*asked.addresses, "weight"]].sort_values("rules.made.up0")
    np.testing.assert_allclose(theirs.to_numpy(), mine.to_numpy(), rtol=1e-12)


def test_same_seed_same_bytes_for_any_number_of_workers(tmp_path):
    asked = problem((1.0, -2.0))
    files = []
    for processes in (1, 2):
        made = calibrate(
            asked, "abc", runs=700, particles=60, seed=5, processes=processes, checked=20
        )
        path = tmp_path / f"{processes}.parquet"
        made.posterior.particles.to_parquet(path, index=False)
        files.append(path.read_bytes() + made.fresh.to_csv().encode())
    assert files[0] == files[1]


def test_the_global_generator_is_fenced():
    np.random.seed(12)  # noqa: NPY002
    before = np.random.get_state()[1].copy()  # noqa: NPY002
    one = found(problem((1.0,)), particles=20, runs=120)
    assert np.array_equal(before, np.random.get_state()[1])  # noqa: NPY002
    np.random.seed(13)  # noqa: NPY002
    other = found(problem((1.0,)), particles=20, runs=120)
    pd.testing.assert_frame_equal(one.particles, other.particles, check_exact=True)
    third = found(problem((1.0,)), seed=2, particles=20, runs=120)
    assert not third.particles.equals(one.particles)


def test_intervals_cover_the_truth():
    rng = np.random.default_rng(7)
    covered = 0
    for repeat in range(40):
        truth = rng.uniform(-5.0, 5.0)
        seen = Normal()({"x": np.array([truth])}, np.array([10_000 + repeat]))[0, 0]
        table = identifiability(
            found(problem((float(seen),)), seed=repeat, particles=30, runs=150), seed=repeat
        )
        covered += bool(table["low"][0] <= truth <= table["high"][0])
    # 90% are due, and more where the threshold is wide; fewer than 32 of 40 has a chance of 2%
    assert covered >= 32


def test_undefined_statistics_are_far_and_counted():
    made = calibrate(problem((0.5,), Scant()), "abc", runs=1500, particles=60, seed=1, checked=20)
    assert 20 <= made.undefined <= 40  # half of 60
    assert (made.posterior.particles["rules.made.up0"] > 0).all()


def test_too_little_is_refused():
    with pytest.raises(CalibrationError, match="30 runs do not suffice for a generation of 20"):
        found(problem((1.0,)), particles=20, runs=30)
    with pytest.raises(CalibrationError, match="3 particles are too few; take at least 20"):
        found(problem((1.0,)), particles=3, runs=30)
