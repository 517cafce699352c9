"""Pictures show what was found."""

import numpy as np
import pytest

from experiments.figures.gallery import save
from experiments.figures.search import front
from experiments.figures.search_decisions import decisions
from experiments.figures.search_progress import growth
from experiments.search import chosen_table, evolve, policies, proof
from sim.scenario import Policy
from tests.search.problems import ENDS, SMALL, cube, zdt1
from tests.search.test_proof import shocked

pytest.importorskip("pymoo")


@pytest.fixture(scope="module")
def found():
    search = evolve(cube(3), ENDS, zdt1, SMALL)
    again = policies(search, {"none": lambda scenario: Policy.none()}, 3)
    values = np.linspace([0.0, 1.0], [1.0, 0.0], len(again.names) - 1).tolist()
    values.append([9.0, 9.0])
    settings = {
        name: [shocked(values, seed)] for seed, name in enumerate(("training", "fresh", "other"))
    }
    return search, again, proof(again.names, again.kinds, ENDS, settings)


def test_arrows_lead_from_training_to_fresh_seeds(found, tmp_path):
    figure = front(found[2], "foot")
    first, other = figure.axes
    members = len(found[2].of("found"))
    arrows = [text for text in first.texts if getattr(text, "arrow_patch", None) is not None]
    assert len(arrows) == members
    assert arrows[0].xy == tuple(found[2].values["fresh"][0][::-1])
    assert other.get_title(loc="left") == "Held out: other"
    assert "outside the frame: a" in [text.get_text() for text in first.texts]
    assert "a none" in figure.get_supxlabel()
    save(figure, tmp_path / "front.png")
    assert (tmp_path / "front.png").stat().st_size > 10_000


def test_a_line_a_policy_through_all_decisions(found):
    search, again, proved = found

    class Named:
        """A space whose levers are known by name alone."""

        low, high, names = search.space.low, search.space.high, search.space.names
        policy = type("P", (), {"levers": {}})()

    for name in Named.names:
        lever = name.split(".")[1]
        when = type("W", (), {"trigger": None})()
        Named.policy.levers[lever] = type("L", (), {"when": when})()
    figure = decisions(chosen_table(search, again), Named, proved, "foot")
    axes = figure.axes[0]
    assert len(axes.lines) == len(again.points)
    np.testing.assert_allclose(axes.lines[0].get_xdata(), again.points[0])
    assert axes.get_yticklabels()[0].get_text() == "x0: intensity"


def test_growth_has_a_point_a_generation(found):
    search = found[0]
    left, right = growth(search.progress, search.ended, "foot").axes
    assert len(left.lines[0].get_xdata()) == len(right.patches) == 4
