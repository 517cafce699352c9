"""Targets come from the calibration window, and nothing after it is run."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from experiments.calibration import LAST, CalibrationError, calibrate, historical, worlds
from experiments.calibration.priors import DEFAULT, parse_prior, parse_priors
from experiments.calibration.targets import chosen
from experiments.validation import load
from sim.errors import ScenarioError
from sim.streams import run_seeds

HERE = Path(__file__).parent
RETIREMENT = "rules.forces.retirement"


@pytest.fixture(scope="module")
def file():
    return load()


@pytest.fixture(scope="module")
def toy():
    return load(HERE / "patterns.yaml")


def test_the_default_problem(file):
    scenario = file.patterns[0].scenario
    asked = historical(file, parse_priors([], scenario))
    assert asked.addresses == list(DEFAULT)
    assert {one.pattern for one in asked.targets} == {"P1", "P2", "P5", "P7", "P14"}
    assert asked.simulate.scenario.name == "liberia/history"
    assert scenario.start + (asked.simulate.quarters - 1) == LAST
    assert scenario.quarters > asked.simulate.quarters
    attrition = next(one for one in asked.targets if one.name == "P7 attrition")
    assert (attrition.low, attrition.high, attrition.scale) == (0.015, 0.03, 0.0175)


def test_nothing_after_the_window_is_simulated(toy, monkeypatch):
    seen = []
    real = worlds.simulate

    def spy(*args, **kwargs):
        history = real(*args, **kwargs)
        seen.append(history["date"].values.max())
        return history

    monkeypatch.setattr(worlds, "simulate", spy)
    asked = historical(toy, (parse_prior(RETIREMENT, toy.patterns[0].scenario),))
    made = calibrate(asked, "history-matching", runs=60, checked=5)
    assert len(made.posterior.particles)
    assert seen and max(seen) <= np.datetime64("2015-12-31")
    assert max(seen) >= np.datetime64("2014-12-01")


def test_what_happens_later_moves_nothing(file):
    """Another world after 2015 is the same world up to it."""
    scenario = file.patterns[0].scenario
    asked = historical(file.only({"P7"}), (parse_prior(RETIREMENT, scenario),))
    points, seeds = {RETIREMENT: np.array([0.01, 0.05])}, run_seeds(1, 2)
    longer = replace(asked.simulate, scenario=scenario.replaced(scenario.quarters - 20))
    assert np.array_equal(asked.simulate(points, seeds), longer(points, seeds))


def test_targets_are_counted_and_have_a_number(toy):
    assert [f"{pattern.name} {one.name}" for pattern, one in chosen(toy)] == [
        "C1 soldiers", "C1 attrition",
    ]  # fmt: skip


def test_a_late_measure_is_refused(toy, tmp_path):
    text = (HERE / "patterns.yaml").read_text(encoding="utf-8")
    (tmp_path / "world.yaml").write_text((HERE / "world.yaml").read_text(encoding="utf-8"))
    late = text.replace("{first: 2013, last: 2014}", "{first: 2013, last: 2016}")
    (tmp_path / "late.yaml").write_text(late)
    with pytest.raises(CalibrationError, match=r"C1 attrition goes to 2016Q4; .* after 2015Q4"):
        chosen(load(tmp_path / "late.yaml"))
    (tmp_path / "none.yaml").write_text(text.replace("window: calibration", "window: hold-out"))
    with pytest.raises(CalibrationError, match="no pattern of the calibration window"):
        chosen(load(tmp_path / "none.yaml"))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("rules.forces.retirment", "retirement"),
        ("rules.forces.on", "cannot be calibrated"),
        (f"{RETIREMENT}=0.1", "is no range; say"),
        (f"{RETIREMENT}=0.05:0.01", "low before high"),
        (f"{RETIREMENT}=0:9", "may go from 0 to 0.06"),
    ],
)
def test_priors_are_checked(toy, text, complaint):
    with pytest.raises(CalibrationError, match=complaint):
        parse_prior(text, toy.patterns[0].scenario)


def test_all_faults_of_priors_at_once(toy):
    with pytest.raises(ScenarioError) as caught:
        parse_priors([RETIREMENT, RETIREMENT, "rules.nothing.on"], toy.patterns[0].scenario)
    assert len(caught.value.faults) == 2


@pytest.mark.parametrize("method", ["abc", "history-matching"])
def test_a_truth_of_the_real_model_is_found_again(file, method):
    """Attrition made with a known rate of retirement tells that rate."""
    if method == "abc":
        pytest.importorskip("pyabc")
    scenario = file.patterns[0].scenario
    pattern = next(one for one in file.patterns if one.name == "P7")
    measure = next(one for one in pattern.measures if one.name == "attrition")
    early = replace(measure, arguments={"first": 2006, "last": 2007})
    prior = parse_prior(RETIREMENT, scenario)
    asked = historical(replace(file, patterns=(replace(pattern, measures=(early,)),)), (prior,))
    truth = 0.043
    seen = float(asked.simulate({RETIREMENT: np.array([truth])}, run_seeds(99, 1))[0, 0])
    target = replace(asked.targets[0], low=seen, high=seen)
    made = calibrate(
        replace(asked, targets=(target,)), method, runs=180, particles=30, seed=1, checked=5
    )
    (row,) = made.parameters.to_dict("records")
    assert row["low"] <= truth <= row["high"]
    assert row["contraction"] > 0.5
