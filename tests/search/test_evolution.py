"""The search finds what was planted, the same each time, and ends as it says."""

import io
import sys
from contextlib import redirect_stdout
from dataclasses import replace

import numpy as np
import pytest

from experiments.search import Effort, Objective, SearchError, Worth, evolve
from tests.search.problems import ENDS, cube, worth, zdt1

pytest.importorskip("pymoo")

QUICK = Effort(population=8, generations=5, seed=1, patience=0)


def front_of(search):
    kept = search.candidates[search.candidates["front"]]
    return kept[[one.name for one in search.objectives]].to_numpy()


def test_a_planted_front_is_found():
    search = evolve(cube(3), ENDS, zdt1, Effort(32, 40, seed=3, patience=0))
    found = front_of(search)
    ideal = 1.0 - np.sqrt(found[:, 0])
    # the best of 32 random points lies 1.5 above the front in the mean
    assert np.abs(found[:, 1] - ideal).mean() < 0.03
    assert np.abs(found[:, 1] - ideal).max() < 0.15
    # and all of it: no gap along the first objective is wider than an eighth
    along = np.sort(np.concatenate([[0.0], found[:, 0], [1.0]]))
    assert np.diff(along).max() < 0.125


def test_a_planted_optimum_is_found_where_more_is_better():
    best = np.array([0.3, 0.7])

    def hill(points, generation):
        return worth(1.0 - ((points - best) ** 2).sum(axis=1))

    search = evolve(cube(2), (Objective("readiness", True),), hill, Effort(24, 30, 1, 0))
    (row,) = search.candidates[search.candidates["front"]].to_dict("records")
    found = [row["policy.x0.intensity"], row["policy.x1.intensity"]]
    assert found == pytest.approx(best, abs=0.02)


def test_the_same_seed_finds_the_same_and_another_does_not():
    one, same, other = (
        evolve(cube(3), ENDS, zdt1, replace(QUICK, seed=seed)).candidates for seed in (4, 4, 5)
    )
    assert one.equals(same)
    assert not one.equals(other)


def test_more_generations_go_on_with_the_same_ones():
    few = evolve(cube(3), ENDS, zdt1, QUICK).candidates
    more = evolve(cube(3), ENDS, zdt1, replace(QUICK, generations=8)).candidates
    assert few.drop(columns="front").equals(more.head(len(few)).drop(columns="front"))


def test_it_ends_when_nothing_is_gained():
    def flat(points, generation):
        return worth(np.ones(len(points)), np.arange(len(points)) / len(points))

    search = evolve(cube(3), ENDS, flat, Effort(8, 50, seed=1, patience=3))
    assert "has grown by less than 0.5% of itself over 3 generations" in search.ended
    assert len(search.progress) < 10


def test_the_budget_is_kept():
    search = evolve(cube(3), ENDS, zdt1, replace(QUICK, budget=200), runs_each=10)
    assert search.progress["runs"].tolist() == [80, 160]
    assert search.ended == "the budget of 200 runs is spent"
    with pytest.raises(SearchError, match="the first generation alone takes 80"):
        evolve(cube(3), ENDS, zdt1, replace(QUICK, budget=79), runs_each=10)


def test_what_is_undefined_never_wins():
    def partly(points, generation):
        known = zdt1(points, generation)
        gone = points[:, 0] < 0.5
        values = np.where(gone[:, None], [[np.nan, -9.0]], known.values)
        return Worth(values, np.where(gone, 0.5, 0.0))

    search = evolve(cube(3), ENDS, partly, replace(QUICK, generations=12))
    table = search.candidates
    assert (~table["feasible"]).sum() > 5
    assert (table["feasible"] == (table["policy.x0.intensity"] >= 0.5)).all()
    assert table.loc[table["front"], "policy.x0.intensity"].min() >= 0.5

    def half(points, generation):
        return Worth(zdt1(points, generation).values, np.full(len(points), 0.5))

    with pytest.raises(SearchError, match=r"the best misses 50%"):
        evolve(cube(3), ENDS, half, QUICK)


def test_copies_count_once():
    def two_steps(points, generation):
        high = points[:, 0] > 0.5
        return worth(np.where(high, 1.0, 0.0), np.where(high, 0.0, 1.0))

    search = evolve(cube(2), ENDS, two_steps, QUICK)
    assert search.progress["front"].iloc[-1] == search.candidates["front"].sum() == 2


def test_the_optimiser_is_silent():
    said = io.StringIO()
    with redirect_stdout(said):
        evolve(cube(3), ENDS, zdt1, QUICK)
    assert said.getvalue() == ""


def test_without_the_extra_it_says_how_to_install_it(monkeypatch):
    for name in [name for name in sys.modules if name.split(".")[0] == "pymoo"]:
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(SearchError, match=r"pip install 'coalition-lab\[search\]'"):
        evolve(cube(3), ENDS, zdt1, QUICK)


@pytest.mark.parametrize(
    ("effort", "told"),
    [
        (replace(QUICK, population=3), "population is 3; it must be at least 4"),
        (replace(QUICK, generations=0), "generations is 0"),
    ],
)
def test_too_little_effort_is_refused(effort, told):
    with pytest.raises(SearchError, match=told):
        evolve(cube(3), ENDS, zdt1, effort)
