"""Figures show who gains and when policies part, with names, units and nothing overlapping."""

import itertools

import numpy as np
import pytest
from matplotlib.colors import to_hex

from experiments.figures import gains as figures
from experiments.figures import save
from experiments.figures.divergence import REFERENCE, divergence, stage
from experiments.figures.style import look
from experiments.gains import Worlds, gains
from sim import Policy, Scenario
from sim.errors import ParameterError
from tests.figures.test_figures import corners, depth, shown

FREEZE = "liberia/us_freeze"
MANY = ["status_quo", "self_financing", "transparency", "regional_first"]
SIDES = ["by_side", "by_actor", "by_channel"]


@pytest.fixture(scope="module")
def found():
    return gains(FREEZE, MANY, "status_quo", 16, 5, quarters=10, resamples=200)


@pytest.fixture(scope="module")
def view():
    scenario = Scenario.load(FREEZE).replaced(quarters=10)
    return stage(scenario, Policy.load("transparency", scenario), Worlds.common(16, 5))


@pytest.fixture(scope="module")
def drawn(found, view):
    made = {name: getattr(figures, name)(found.gains, FREEZE, "regional_first") for name in SIDES}
    tables = (found.trajectories, found.divergence)
    made["all"] = divergence(*tables, view, FREEZE, note="16 worlds")
    made["one"] = divergence(*tables, view, FREEZE, ["transparency"], ["trust", "troops"])
    for figure in made.values():
        with look():
            figure.draw_without_rendering()
    return made


def words(figure):
    return [text.get_text() for text in shown(figure)]


def test_no_word_leaves_the_paper_or_overlaps(drawn):
    for title, figure in drawn.items():
        width, height = figure.bbox.size
        boxes = [(text.get_text(), corners(text)) for text in shown(figure)]
        legends = [axes.get_legend() for axes in figure.axes if axes.get_legend()]
        legends += figure.legends
        inside = {t.get_text() for legend in legends for t in legend.get_texts()}
        for text, box in boxes:
            assert box.min() >= -1, (title, text)
            assert (box.max(axis=0) <= [width + 1, height + 1]).all(), (title, text)
        boxes = [(text, box) for text, box in boxes if text not in inside]
        for text, box in boxes:
            if text.endswith("\n"):  # a title with a line left free for the legend
                box[:, 1] = np.maximum(box[:, 1], box[:, 1].mean())
        boxes += [("legend", legend.get_window_extent().corners()) for legend in legends]
        for (one, a), (two, b) in itertools.combinations(boxes, 2):
            # two pixels: boxes of text have a little air
            assert depth(a, b) < 2, (title, one, two)


def test_every_partner_is_named_and_units_are_told(drawn, found):
    text = words(drawn["by_actor"])
    rows = found.gains.query("by == 'actor' and measure == 'trust'")
    assert set(rows["label"]) <= set(text)
    assert any("million US$ a quarter" in one for one in text)
    assert "difference [0-1]" in text
    channels = words(drawn["by_channel"])
    assert {"training", "humanitarian"} <= set(channels)
    sides = words(drawn["by_side"])
    assert {"The host", "Communities", "Partner states", "NGOs", "Firms"} <= set(sides)
    assert any(one.endswith("M US$/q") for one in sides)
    assert any("no forecast" in one for one in sides)


def test_bars_are_the_differences_coloured_by_gain(drawn, found):
    figure = drawn["by_actor"]
    panel = next(axes for axes in figure.axes if axes.get_title(loc="left") == "Trust")
    rows = found.gains.query("by == 'actor' and measure == 'trust' and policy == 'regional_first'")
    lengths = [bar.get_width() for bar in panel.patches if bar.get_height() == pytest.approx(0.66)]
    np.testing.assert_allclose(lengths, rows["difference"])
    colours = [to_hex(bar.get_facecolor()) for bar in panel.patches
               if bar.get_height() == pytest.approx(0.66)]  # fmt: skip
    expected = [
        figures.COLOURS[row.gain] if row.direction in ("more", "less") else "#ffffff"
        for row in rows.itertuples()
    ]
    assert colours == expected
    assert figures.COLOURS["better"] in colours


def test_the_moment_of_parting_is_marked_and_named(drawn, found):
    figure = drawn["all"]
    parted = found.divergence.query("measure == 'readiness'").set_index("policy")
    panels = figure.axes
    at = next(n for n, axes in enumerate(panels) if axes.get_title(loc="left") == "Readiness")
    below = panels[at + 1]
    marks = [line for line in below.lines if line.get_marker() == "o"]
    assert len(marks) == parted["quarter"].notna().sum() > 0
    ends = sorted(float(line.get_xdata()[0]) for line in marks)
    by_hand = sorted(2024 + quarter / 4 for quarter in parted["quarter"].dropna())
    np.testing.assert_allclose(ends, by_hand)
    text = {one.get_text() for one in below.texts}
    for row in parted.itertuples():
        words = f"parts {row.date}" if row.date else "never parts"
        words += f", turns {row.turn_date}" if row.turn_date else ""
        assert words + (f", back {row.back_date}" if row.back_date else "") in text


def test_events_stand_on_the_axis_and_names_beside_the_lines(drawn):
    text = words(drawn["all"])
    assert "Foreign assistance is frozen" in text
    assert "Transparency and accountability" in text
    assert set(MANY) <= set(text)
    assert "16 worlds" in " ".join(text)
    assert "never parts" in words(drawn["one"]), "no mission, no troops"
    lines = [to_hex(line.get_color()) for axes in drawn["all"].axes for line in axes.lines]
    assert REFERENCE in lines


def test_what_is_not_there_is_refused(found, view):
    with pytest.raises(ParameterError, match="no policy 'rescue'"):
        figures.by_side(found.gains, FREEZE, "rescue")
    with pytest.raises(ParameterError, match="none of readiness"):
        divergence(found.trajectories, found.divergence, view, FREEZE, ["rescue"], ["readiness"])


def test_scenarios_are_drawn_too(tmp_path):
    both = ["liberia/baseline", FREEZE]
    found = gains(both, "none", both[0], 12, 1, over="scenario", quarters=8, resamples=200)
    figure = figures.by_side(found.gains, FREEZE, "none")
    assert figure.get_suptitle().strip().endswith("liberia/us_freeze instead of liberia/baseline")
    view = stage(Scenario.load(FREEZE).replaced(quarters=8), None, Worlds.common(12, 1))
    for take in "ab":
        lines = divergence(found.trajectories, found.divergence, view, "none", measures=["help"])
        assert lines.get_suptitle() == "When liberia/us_freeze parts from liberia/baseline"
        save(lines, tmp_path / f"{take}.png")
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


def test_the_toy_has_room_too():
    found = gains("toy", ["none", "transparency"], "none", 12, 1, resamples=200)
    for name in SIDES:
        figure = getattr(figures, name)(found.gains, "toy", "transparency")
        with look():
            figure.draw_without_rendering()
    view = stage(Scenario.load("toy"), None, Worlds.common(12, 1))
    assert divergence(found.trajectories, found.divergence, view, "toy").axes
