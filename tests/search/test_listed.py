"""Points that are listed are visited as they are."""

import pytest

from experiments.design import DesignError, Factor, sample
from experiments.search.simulated import study
from experiments.study import Study
from sim.errors import ScenarioError
from tests.search.problems import ENDS, LEVERS, assembled, toy

FACTORS = (Factor("x"), Factor("days", 1, 5, kind="integer"), Factor("side", values=("l", "r")))


def test_points_stand_in_their_order():
    points = [[0.25, 3, "r"], [1.0, 1, "l"], [0.25, 3, "r"]]
    design = sample(FACTORS, "listed", points=points)
    assert design.columns["x"].tolist() == [0.25, 1.0, 0.25]
    assert design.columns["days"].tolist() == [3.0, 1.0, 3.0]
    assert design.columns["side"].tolist() == ["r", "l", "r"]
    assert design.base.tolist() == [0, 1, 2]


@pytest.mark.parametrize(
    ("points", "told"),
    [
        ([], "needs `points`"),
        ([[0.5, 1]], "points.0 has 2 values; there are 3 factors"),
        ([[0.5, 1, "l"], [1.5, 1, "l"]], "points.1: x is 1.5; it must be a number from 0 to 1"),
        ([[float("nan"), 1, "l"]], "x is nan"),
        ([[True, 1, "l"]], "x is True"),
        ([[0.5, 1.5, "l"]], "days is 1.5; it must be a whole number"),
        ([[0.5, 1, "up"]], "side is 'up'; it must be one of l, r"),
    ],
)
def test_what_does_not_fit_is_refused(points, told):
    with pytest.raises(DesignError, match=told):
        sample(FACTORS, "listed", points=points)


def test_a_study_of_listed_points_comes_back_from_its_content():
    scenario = toy()
    levers = assembled(LEVERS, scenario)
    factor = Factor("policy.transparency.intensity")
    points = [[0.1], [0.30000000000000004]]
    made = study("s", scenario, {"p": levers}, ENDS, 2, 1, (factor,), points)
    again = Study.from_resolved(made.resolved())
    assert again.sha256 == made.sha256
    assert again.design.matrix().tolist() == points


def test_a_file_may_list_its_points(tmp_path):
    path = tmp_path / "two.yaml"
    lines = [
        "title: Two points", "scenario: toy", "factors: {rules.fatigue.gain: , rules.trust.on: }",
        "design: {method: listed, points: [[0.1, 1], [0.3, 0]]}", "seed: 1",
    ]  # fmt: skip
    path.write_text("\n".join(lines), encoding="utf-8")
    assert Study.load(path).design.matrix().tolist() == [[0.1, 1.0], [0.3, 0.0]]
    path.write_text("\n".join(lines).replace("0.3, 0", "9, 0"), encoding="utf-8")
    with pytest.raises(ScenarioError, match=r"points\.1: rules\.fatigue\.gain is 9"):
        Study.load(path)
