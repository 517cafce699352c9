"""The tree as a table and as a picture: nothing lost between a node and its children."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from matplotlib.patches import Rectangle

from experiments.discovery import Label, discover, tree_table
from experiments.figures.discovery_tree import tree
from experiments.figures.style import look
from tests.discovery.planted import NAMES, planted

LONG = "assistance to the host that full priority would pay (the United States of America)"


@pytest.fixture(scope="module")
def found():
    return discover(planted(2, points=500), NAMES, "fails", "cart", splits=0)


def test_children_share_out_the_worlds_of_their_parent(found):
    table = tree_table(found, {})
    assert table["parent"].iloc[0] == -1
    assert (table["parent"] < table["node"]).all()
    failing = table["worlds"] * table["density"]
    for node in table.loc[~table["leaf"], "node"]:
        below = table["parent"] == node
        assert below.sum() == 2
        assert table.loc[below, "worlds"].sum() == table.loc[node, "worlds"]
        assert failing[below].sum() == pytest.approx(failing[node])
        assert (table.loc[below, "depth"] == table.loc[node, "depth"] + 1).all()
    leaves = table[table["leaf"]]
    assert leaves["worlds"].sum() == len(found.sample.failing)
    assert leaves["coverage"].sum() == pytest.approx(1.0)
    assert not table["parent"].isin(leaves["node"]).any()


def test_a_question_is_the_last_one_and_a_rule_holds_them_all(found):
    table = tree_table(found, {})
    first = table[table["depth"] == 1]
    assert (first["question"] == first["rule"]).all()
    below, above = first["question"]
    assert below.replace("below", "above") == above
    for row in table[table["depth"] > 1].itertuples():
        assert " is between " in row.rule or row.question in row.rule
    assert table["chosen"].sum() == any(box == found.chosen for box in found.boxes)


def test_the_picture_holds_every_node_and_the_leaves_their_coverage(found):
    table = tree_table(found, {})
    figure = tree(found, {}, "title", "foot")
    with look():
        figure.draw_without_rendering()
    (axes,) = figure.axes
    cards = [one for one in axes.patches if isinstance(one, Rectangle)]
    assert len(cards) == len(table)
    said = [one.get_text() for one in axes.texts]
    for row in table.itertuples():
        told = f"{row.density:.0%} of {row.worlds:,} fail"
        told += f"\n{row.coverage:.0%} of all failures" if row.leaf else ""
        assert told in said
    spans = sorted((card.get_x(), card.get_y()) for card in cards)
    assert len(set(spans)) == len(cards)
    for (x, y), (other, below) in pairwise(spans):
        assert x != other or below - y > cards[0].get_height()


def test_letters_stay_inside_their_card(found):
    figure = tree(
        found,
        {name: Label(f"{LONG}, {name}", "million US$ a quarter") for name in NAMES},
        "title",
        "foot",
    )
    with look():
        figure.draw_without_rendering()
    (axes,) = figure.axes
    cards = [card.get_window_extent() for card in axes.patches]
    boxes = [one.get_window_extent() for one in axes.texts[:-1]]
    assert boxes
    for box in boxes:
        held = [
            card for card in cards
            if card.x0 <= box.x0 and box.x1 <= card.x1 and card.y0 <= box.y0 and box.y1 <= card.y1
        ]  # fmt: skip
        assert len(held) == 1


def test_without_a_tree_there_is_no_picture(found):
    rng = np.random.default_rng(3)
    table = planted(2, points=200).assign(fails=rng.random(200) < 0.5)
    peeled = discover(table, NAMES, "fails", "prim", splits=0)
    assert tree(peeled, {}, "title", "foot") is None
