"""Boxes in words with units, as a table, and as pictures."""

import re

import numpy as np
import pytest

from experiments.discovery import (
    Condition,
    Label,
    Restriction,
    boxes_table,
    discover,
    labels_of,
    leaves,
    sentence,
    stable,
)
from experiments.figures.discovery import tradeoff
from experiments.figures.discovery_plane import plane
from experiments.figures.discovery_ranges import ranges
from experiments.study import Study
from tests.discovery.planted import NAMES, noise, planted

LABELS = {
    "f0": Label("the fall of US funding", "%"),
    "f1": Label("own revenue", "million US$ a quarter"),
    "scenario": Label("the scenario"),
}
LOW = Condition("readiness", "<", 0.4)


@pytest.fixture(scope="module")
def found():
    return discover(planted(2, points=500), NAMES, "fails", "cart", splits=5)


@pytest.fixture(scope="module")
def nothing():
    """A search with nothing to find, whose rule finds nothing."""
    table = noise(1)
    return discover(table, list(table.columns[:6]), "fails", "cart", coverage=0.99, splits=2)


def test_the_sentence_says_what_the_box_is_worth(found):
    told = sentence(found, LABELS)
    assert told.startswith(f"Fails in {found.density:.0%} (")
    assert "the fall of US funding is above 6" in told
    assert re.search(r"own revenue is below 0\.\d+ million US\$ a quarter", told)
    assert "the scenario is drought or war" in told
    assert f"against {found.base_rate:.0%} (" in told
    assert f"this box holds {found.coverage:.0%} (" in told


def test_a_box_of_nothing_says_so(nothing):
    assert not nothing.chosen.restrictions
    assert sentence(nothing, {}).startswith("No box")
    table = boxes_table(nothing, {}, LOW)
    assert table["factor"].tolist() == [""]
    assert table["verdict"].tolist() == ["none"]
    assert ranges(nothing, {}, "title", "foot") is None
    assert plane(nothing, {}, "title", "foot") is None
    assert tradeoff(nothing, "title", "foot").axes


@pytest.mark.parametrize(
    ("label", "one", "told"),
    [
        (Label("aid", "1/year"), Restriction("x", low=0.25), "aid is above 0.25 a year"),
        (Label("aid", "1"), Restriction("x", low=0.2, high=0.4), "aid is between 0.2 and 0.4"),
        (
            Label("aid", "million US$"),
            Restriction("x", low=2, high=1234.5),
            "aid is between 2 and 1,234 million US$",
        ),
        (Label("troops", "persons", True), Restriction("x", high=3), "troops is at most 3 persons"),
        (
            Label("the mechanism trust", switch=True),
            Restriction("x", without=(1.0,), values=(0.0,)),
            "the mechanism trust is switched off",
        ),
        (
            Label("s"),
            Restriction("x", without=("a", "b"), values=tuple("cdefg")),
            "s is neither a nor b",
        ),
        (Label("s"), Restriction("x", without=("a",), values=tuple("bcdef")), "s is not a"),
        (Label("depth", "%"), Restriction("x", without=(0.5,), values=(0.25, 1.0)),
         "depth is 25% or 100%"),
    ],
)  # fmt: skip
def test_clauses(label, one, told):
    assert label.clause(one) == told


def test_a_study_knows_its_units():
    labels = labels_of(Study.load("tiny"))
    assert labels["rules.trust.on"] == Label("the mechanism trust", switch=True)
    budget = labels["actors.Partner.budget"]
    assert budget.subject == "assistance to the host that full priority would pay (Partner)"
    assert budget.unit == "million US$ a quarter"
    assert labels["rules.fatigue.gain"].unit == "1/year"


def test_the_intensity_of_a_lever_is_told_in_per_cent():
    label = labels_of(Study.load("leaks"))["policy.transparency.intensity"]
    assert label.clause(Restriction("x", high=0.5)) == (
        "intensity of Transparency and accountability is below 50%"
    )


def test_the_table_has_a_row_a_restriction(found):
    table = boxes_table(found, LABELS, LOW, policy="none")
    assert set(table["factor"]) == {"f0", "f1", "scenario"}
    assert table["policy"].unique().tolist() == ["none"]
    assert table["condition"].unique().tolist() == ["readiness < 0.4"]
    rows = table.set_index("factor")
    assert rows.loc["f0", "low"] == found.chosen["f0"].low
    assert np.isnan(rows.loc["f0", "high"])
    assert rows.loc["f0", "low_from"] <= rows.loc["f0", "low_to"]
    assert rows.loc["f1", "unit"] == "million US$ a quarter"
    assert rows.loc["scenario", "allowed"] == "drought, war"
    assert rows.loc["scenario", "words"] == "the scenario is drought or war"
    assert (table["density_low"] <= table["density"]).all()
    assert (table["stability"] >= 0.5).all()
    assert table["failures"].unique() == found.sample.failing.sum()
    assert table["held_out_density"].tolist() == [found.held_out.density[0]] * 3


def test_stability_is_told_for_each_bound(found):
    told = stable(found, LABELS)
    assert len(told) == 3
    assert any(re.match(r"the fall of US funding, lower bound: in \d+% of halves", t) for t in told)
    assert "the scenario, without calm" in " ".join(told)


def test_leaves_are_rules_the_densest_first(found):
    told = leaves(found, LABELS)
    shares = [int(one.partition("%")[0]) for one in told if "worlds fail where" in one]
    assert shares == sorted(shares, reverse=True)
    assert shares[-1] >= 100 * found.base_rate - 1
    assert "further leaves" in told[-1]


def test_a_tradeoff_shows_every_box_and_rings_the_chosen_one(found):
    figure = tradeoff(found, "title", "foot")
    axes = figure.axes[0]
    shown = axes.collections[0].get_offsets()
    assert len(shown) == len(found.trajectory)
    ringed = [line.get_xydata()[0] for line in axes.lines if line.get_marker() == "o"]
    np.testing.assert_allclose(ringed[0], [found.coverage, found.density])
    assert found.verdict.words[:40] in figure.get_supxlabel()


def test_ranges_show_the_part_of_the_box(found):
    figure = ranges(found, LABELS, "title", "foot")
    (axes,) = figure.axes
    names = [tick.get_text() for tick in axes.get_yticklabels()]
    assert len(names) == 6
    row = found.leading.index("f0")
    column = found.sample.table["f0"]
    at = (found.chosen["f0"].low - column.min()) / (column.max() - column.min())
    lefts = [
        bar.get_x() for bar in axes.patches if abs(bar.get_y() + bar.get_height() / 2 - row) < 0.01
    ]
    assert at == pytest.approx(max(lefts))


def test_a_plane_draws_the_box(found):
    figure = plane(found, LABELS, "title", "foot")
    axes = figure.axes[0]
    edges = [patch for patch in axes.patches if not patch.get_fill() or patch.get_linewidth() > 1]
    numeric = [name for name in found.leading[:2] if name != "scenario"]
    assert len(edges) == (1 if len(numeric) == 2 else 2)  # one for each label allowed
    points = sum(len(one.get_offsets()) for one in axes.collections)
    assert points == len(found.sample.failing)
