"""Boxes, the rule that chooses among them, and the nodes of a tree."""

import numpy as np
import pandas as pd
import pytest
from sklearn.tree import DecisionTreeClassifier

from experiments.discovery import Box, Restriction, discover
from experiments.discovery.cart import nodes
from experiments.discovery.choosing import Rule, choose
from experiments.discovery.measures import Counts, counted
from experiments.discovery.sample import take
from tests.discovery.planted import NAMES, planted

REAL = (
    Restriction("f0", low=0.6),
    Restriction("f1", high=0.5),
    Restriction("scenario", without=("calm",), values=("drought", "war")),
)


@pytest.fixture(scope="module")
def sample():
    return take(planted(2, points=500), NAMES, "fails")


def test_a_restriction_that_does_nothing_is_dropped(sample):
    idle = Box((*REAL, Restriction("f2", high=0.97), Restriction("f3", low=0.02)))
    assert choose([Box(), idle], sample, Rule()) == Box(REAL)


def test_one_side_of_a_range_is_dropped_without_the_other(sample):
    both = Box((Restriction("f0", low=0.6, high=0.99), *REAL[1:]))
    assert choose([Box(), both], sample, Rule()) == Box(REAL)


def test_a_restriction_that_does_much_is_kept(sample):
    assert choose([Box(), Box(REAL)], sample, Rule()) == Box(REAL)


def test_the_simpler_of_two_boxes_that_are_as_good(sample):
    finer = Box((Restriction("f0", low=0.601), *REAL[1:], Restriction("f4", high=0.999)))
    assert len(choose([Box(), finer, Box(REAL)], sample, Rule())) == 3


def test_where_no_box_is_allowed_there_is_none(sample):
    assert choose([Box(REAL)], sample, Rule(coverage=0.99)) == Box()


def test_a_value_that_is_missing_lies_in_no_restriction():
    table = pd.DataFrame({"x": [0.5, np.nan], "s": ["a", None]})
    assert Restriction("x", low=0.0).holds(table["x"]).tolist() == [True, False]
    only = Restriction("s", without=("b",), values=("a",))
    assert only.holds(table["s"]).tolist() == [True, False]


@pytest.mark.parametrize(
    ("counts", "phi"),
    [
        (Counts(50, 50, 25, 100), 0.0),
        (Counts(50, 50, 50, 100), 1.0),
        (Counts(50, 50, 0, 100), -1.0),
        (Counts(0, 50, 0, 100), 0.0),
    ],
)
def test_phi_by_hand(counts, phi):
    assert counts.phi == phi


def test_phi_is_the_correlation():
    rng = np.random.default_rng(0)
    inside, failing = rng.random((2, 200)) < 0.4
    assert counted(inside, failing).phi == pytest.approx(np.corrcoef(inside, failing)[0, 1])


def test_boxes_of_nodes_hold_what_the_nodes_of_the_tree_hold(sample):
    found = nodes(sample, depth=4, mass=0.02)
    table = sample.table
    matrix = np.column_stack(
        [table[name] for name in NAMES[:5]]
        + [table["scenario"] == label for label in table["scenario"].cat.categories]
    )
    tree = DecisionTreeClassifier(max_depth=4, min_samples_leaf=0.02, random_state=0)
    tree.fit(matrix, sample.failing)
    runs = [int(box.holds(table).sum()) for box, _ in found]
    assert sorted(runs) == sorted(tree.tree_.n_node_samples.tolist())
    assert sum(is_leaf for _, is_leaf in found) == tree.get_n_leaves()
    assert any("scenario" in box.factors for box, _ in found)
    leaves = np.array([box.holds(table) for box, is_leaf in found if is_leaf])
    assert (leaves.sum(axis=0) == 1).all()


def test_halves_of_a_box_of_ones_own_look_for_one_of_like_coverage():
    own = discover(planted(2), ["f0", "f1", "scenario"], "fails", "prim", box=3, splits=1)
    assert own.coverage > 0.9
    assert own.held_out.coverage[0] > 0.85  # the best box by phi holds some 0.75
