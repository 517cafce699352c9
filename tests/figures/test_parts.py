"""What figures are made of: colours, bands, labels, events, places."""

import itertools

import numpy as np
import pytest

from experiments.figures import View, palette
from experiments.figures.bands import quantiles
from experiments.figures.events import events, weight
from experiments.figures.host import panels
from experiments.figures.labels import spread
from experiments.figures.network import places
from experiments.figures.strip import MOST_LANES, arranged
from sim.ensemble import simulate
from sim.scenario import Policy, Scenario

# Machado, Oliveira and Fernandes 2009, "A physiologically-based model for simulation of color
# vision deficiency", severity 1, on linear RGB.
SIGHT = {
    "normal": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                   [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                     [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                   [0.004733, 0.691367, 0.303900]],
}  # fmt: skip
XYZ = np.array(
    [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
) / np.array([[0.9505], [1.0], [1.089]])


def linear(colour):
    shares = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)


def lab(colour, sight):
    seen = XYZ @ np.clip(np.array(SIGHT[sight]) @ linear(colour), 0, 1)
    f = np.where(seen > 0.008856, np.cbrt(seen), 7.787 * seen + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize(
    "colours",
    [
        (*palette.ACTORS, palette.OTHERS),
        tuple(palette.CHANNEL_COLOURS.values()),
        tuple(palette.MONEY.values()),
        (*palette.KINDS.values(), "#222222"),
    ],
    ids=["actors", "channels", "money", "kinds"],
)
def test_colours_are_told_apart(colours, sight):
    for one, two in itertools.combinations(colours, 2):
        assert np.linalg.norm(lab(one, sight) - lab(two, sight)) > 14, (one, two)


@pytest.mark.parametrize("colour", [*palette.ACTORS, *palette.MONEY.values()])
def test_lines_stand_out_from_white(colour):
    light = float(XYZ[1] @ linear(colour))
    assert 1.05 / (light + 0.05) > 2.1


def test_an_actor_keeps_its_colour_when_another_joins_the_leaders():
    roster = [f"S{n}" for n in range(20)]
    leading = roster[2:10]
    before = palette.actor_colours(leading, roster)
    after = palette.actor_colours([*leading[:-1], "S15"], roster)
    kept = [name for name in leading[:-1] if before[name] == after[name]]
    assert len(kept) == 7
    assert len({after[name] for name in [*leading[:-1], "S15"]}) == 8


def test_quantiles_by_hand():
    values = np.arange(101.0)[:, None] * [1.0, 2.0]
    np.testing.assert_allclose(quantiles(values)[:, 0], [5, 25, 50, 75, 95])
    values[:, 1] = np.nan
    values[0, 0] = np.inf
    found = quantiles(values)
    assert np.isnan(found[:, 1]).all()
    assert found[2, 0] == 50.5


def test_labels_keep_their_order_and_their_distance():
    rng = np.random.default_rng(1)
    for count in (1, 2, 5, 9):
        wanted = rng.uniform(0.4, 0.6, count)
        found = spread(wanted, 0.1)
        assert (np.argsort(found) == np.argsort(wanted)).all()
        assert np.diff(np.sort(found)).min(initial=1.0) >= 0.1 - 1e-12
        assert found.min() >= 0
        assert found.max() <= 1
    assert len(spread([], 0.1)) == 0
    assert spread([0.2, 0.9], 0.1).tolist() == [0.2, 0.9]
    crowd = spread([0.5] * 30, 0.1)
    assert crowd.min() >= 0
    assert crowd.max() <= 1 + 1e-12


def test_events_of_every_kind(shapes):
    shape = shapes("busy")
    found = {event.name: event for event in events(shape.view)}
    freeze = found["Washington freezes aid"]
    assert freeze.begins == 2027.0
    assert np.flatnonzero(freeze.shares).tolist() == [8, 9, 10, 11]
    assert freeze.words == "Washington freezes aid"
    vote = found["Election"]
    assert vote.moment
    assert vote.shares.tolist() == [0] * 14 + [1, 0]
    coup = found["Coup next door"]
    assert coup.begins is None
    assert 0 < coup.ever < 1
    assert coup.words == f"Coup next door ({100 * coup.ever:.0f}% of runs)"
    assert found["Reform for good"].for_good
    assert not freeze.for_good
    assert found["Transparency and accountability"].lever


def test_shares_of_random_events_are_counted_over_runs(shapes):
    shape = shapes("busy")
    (plague,) = (event for event in events(shape.view) if event.name.startswith("A plague"))
    strength = shape.history["strength_of"].sel(intervention="events.plague").values[:, 1:]
    np.testing.assert_allclose(plague.shares, (strength > 0).mean(0))


def test_names_of_many_events_find_room_or_become_ticks(shapes):
    view = shapes("many events").view
    strip = arranged(view)
    assert strip.lanes <= MOST_LANES
    assert strip.ticks
    assert len(strip.named) + len(strip.ticks) == len(events(view))


def test_levers_and_chance_get_their_names_first_then_turning_points(shapes):
    view = shapes("busy").view
    weights = {event.name: weight(view, event) for event in events(view)}
    assert weights["Transparency and accountability"] == np.inf
    assert weights["Coup next door"] == np.inf
    assert np.inf > weights["Washington freezes aid"] > weights["New US administration"]


def test_many_levers_pulled_together_share_a_name():
    baseline = Scenario.load("liberia/baseline")
    policy = Policy.load("everything_at_once", baseline)
    view = View(simulate(baseline, 2, 1, policy, quarters=4), baseline, policy)
    levers = [event for event in events(view) if event.lever]
    together = [event for event in levers if event.name.endswith("more levers")]
    assert len(together) == 1
    assert len(levers) - 1 + 3 + int(together[0].name.split()[-3]) == len(policy.levers)


def test_places_are_fixed_and_apart():
    kinds = ["partner_state"] * 9 + ["ngo"] * 4
    where = places(kinds)
    np.testing.assert_array_equal(where, places(kinds))
    np.testing.assert_allclose(np.hypot(*where.T), 1.0)
    np.testing.assert_allclose(where[0], [0, 1], atol=1e-12)
    gaps = [np.linalg.norm(a - b) for a, b in itertools.combinations(where, 2)]
    assert min(gaps) > 0.3


def test_autonomy_is_that_of_the_past_four_quarters(shapes):
    view = shapes("baseline").view
    (autonomy,) = (panel for panel in panels(view) if panel.title.startswith("Autonomy"))
    own, external = view.flow("own_budget"), view.flow("external")
    year = slice(6, 10)
    by_hand = own[:, year].sum(1) / (own[:, year] + external[:, year]).sum(1)
    np.testing.assert_allclose(autonomy.values[:, 9], by_hand)
    np.testing.assert_allclose(autonomy.values[:, 0], (own / (own + external))[:, 0])


def test_soldiers_are_shown_where_they_move(shapes):
    titles = [panel.title for panel in panels(shapes("baseline").view)]
    assert titles[-1] == "Soldiers"
    still = shapes("toy").history.copy(deep=True)
    still["personnel"][:] = 2000.0
    assert [panel.title for panel in panels(View(still))][-1] != "Soldiers"
