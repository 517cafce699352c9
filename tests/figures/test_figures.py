"""Every figure bears every shape of history, says its units, and hides nothing."""

import itertools
import re

import matplotlib
import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.text import Text

from experiments.figures import FIGURES, NEEDED, View, draw, save
from experiments.figures.style import look
from tests.figures.conftest import SHAPES

DRAWN = [name for name in SHAPES if name != "toy"]
UNITS = re.compile(r"\[0-1\]|\[persons\]|persons|million US\$ a quarter|^events$|^$")
TIMES = re.compile(r"year|quarter|^$")

EXPECTED = {
    "baseline": {"who_gives", "host", "trust", "survival", "network", "money"},
    "busy": {"who_gives", "host", "trust", "survival", "network", "mission", "money"},
    "no suppliers": {"host", "money"},
    "host alone": {"host", "money"},
    "no communities": {"who_gives", "host", "trust", "survival", "network", "money"},
}


@pytest.fixture(scope="session")
def drawn(shapes):
    """Figures of a shape by name, laid out."""
    made = {}

    def figures(name):
        if name not in made:
            made[name] = {picture.name: figure for picture, figure in draw(*shapes(name))}
            for figure in made[name].values():
                with look():
                    figure.draw_without_rendering()
        return made[name]

    return figures


def texts(figure):
    """Visible texts with something to say."""
    found = figure.findobj(lambda artist: isinstance(artist, Text) and artist.get_visible())
    return [text for text in found if text.get_text().strip()]


def shown(figure):
    """Texts that are really drawn: matplotlib keeps ticks and titles that are not."""
    hidden = set()
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            slack = 1e-9 * max(abs(low), abs(high), 1)
            for tick in [*axis.get_major_ticks(), *axis.get_minor_ticks()]:
                out = not low - slack <= tick.get_loc() <= high + slack
                if out or not axes.axison or not axis.get_visible():
                    hidden |= {tick.label1, tick.label2}
        if not axes.axison:
            hidden |= {axes.xaxis.label, axes.yaxis.label}
    return [text for text in texts(figure) if text not in hidden]


@pytest.mark.parametrize("name", DRAWN)
def test_every_shape_is_drawn_without_warnings(drawn, name):
    figures = drawn(name)
    assert "host" in figures
    if name in EXPECTED:
        assert set(figures) == EXPECTED[name]


@pytest.mark.parametrize("name", DRAWN)
def test_axes_say_what_they_measure(drawn, name):
    for figure in drawn(name).values():
        assert figure.get_suptitle()
        for axes in figure.axes:
            if axes.axison:
                assert UNITS.search(axes.get_ylabel()), axes.get_ylabel()
                assert TIMES.search(axes.get_xlabel()) or "trust" in axes.get_xlabel()
        labels = {axes.get_ylabel() for axes in figure.axes} | {
            axes.get_xlabel() for axes in figure.axes
        }
        assert any(labels - {"", "events"})


@pytest.mark.parametrize("name", DRAWN)
def test_no_word_leaves_the_paper(drawn, name):
    for title, figure in drawn(name).items():
        width, height = figure.bbox.size
        for text in shown(figure):
            box = text.get_window_extent()
            inside = box.x0 >= -1 and box.y0 >= -1 and box.x1 <= width + 1 and box.y1 <= height + 1
            assert inside, (title, text.get_text(), box)


def corners(text):
    """Corners of a text as it stands on the paper, also where it is turned. [pixels]"""
    turn = text.get_rotation()
    text.set_rotation(0.0)
    box = text.get_window_extent()
    text.set_rotation(turn)
    if turn == 0.0 or text.get_rotation_mode() != "anchor":
        return text.get_window_extent().corners()
    at = text.get_transform().transform(text.get_position())
    cos, sin = np.cos(np.radians(turn)), np.sin(np.radians(turn))
    return (box.corners() - at) @ np.array([[cos, sin], [-sin, cos]]) + at


def depth(one, two):
    """How far two rectangles reach into each other, at most 0 when they do not. [pixels]"""
    least = np.inf
    for a in (one, two):
        for side in (a[1] - a[0], a[2] - a[0]):
            axis = side / np.linalg.norm(side)
            p, q = one @ axis, two @ axis
            least = min(least, min(p.max(), q.max()) - max(p.min(), q.min()))
    return least


def test_turned_rectangles_are_told_apart():
    square = np.array([[0.0, 0.0], [0.0, 2.0], [2.0, 0.0], [2.0, 2.0]])
    turned = np.array([[2.5, 0.0], [4.5, 2.0], [3.5, -1.0], [5.5, 1.0]])
    assert depth(square, square + 1.5) == pytest.approx(0.5)
    assert depth(square, square + np.array([3.0, 0.0])) < 0
    # their upright boxes overlap, they do not
    assert depth(turned, turned + np.array([0.0, 2.0])) == pytest.approx(0.0)
    assert depth(turned, turned + np.array([0.0, 1.0])) > 0.5


@pytest.mark.parametrize("name", ["baseline", "history", "busy", "many events", "one quarter"])
def test_words_do_not_overlap(drawn, name):
    for title, figure in drawn(name).items():
        boxes = [(text.get_text(), corners(text)) for text in shown(figure)]
        legends = [legend for axes in figure.axes if (legend := axes.get_legend())]
        boxes += [("legend", legend.get_window_extent().corners()) for legend in legends]
        inside = {t.get_text() for legend in legends for t in legend.get_texts()}
        for (one, a), (two, b) in itertools.combinations(boxes, 2):
            if one in inside or two in inside:
                continue
            # two pixels: boxes of text have a little air
            assert depth(a, b) < 2, (title, one, two)


def test_the_bytes_are_the_same_every_time(shapes, tmp_path):
    for kind in ("png", "svg", "pdf"):
        for take in "ab":
            ((_, figure),) = draw(*shapes("toy"), names=["trust"])
            save(figure, tmp_path / f"{take}.{kind}")
        assert (tmp_path / f"a.{kind}").read_bytes() == (tmp_path / f"b.{kind}").read_bytes()


def test_global_settings_stay_as_they_were(shapes, tmp_path):
    with matplotlib.rc_context({"figure.facecolor": "red", "xtick.direction": "in"}):
        before = dict(matplotlib.rcParams)
        ((_, figure),) = draw(*shapes("toy"), names=["host"])
        save(figure, tmp_path / "host.png")
        assert dict(matplotlib.rcParams) == before
    assert to_hex(figure.get_facecolor()) == "#ffffff", "the reader's settings leak in"


def test_an_actor_has_one_colour_in_all_figures(shapes, drawn):
    view = shapes("baseline").view
    figures = drawn("baseline")
    colours = {view.label(name): colour for name, colour in view.colours.items()}
    panels = {axes.get_title(loc="left"): axes for axes in figures["trust"].axes}
    for name in view.leading:
        label = view.label(name)
        assert to_hex(panels[label].lines[-1].get_color()) == colours[label]
    chips = [line for line in figures["who_gives"].axes[0].lines if line.get_marker() == "s"]
    named = {to_hex(chip.get_color()) for chip in chips}
    assert named == {colours[view.label(name)] for name in view.leading} | {"#c4c4c4"}


def test_channels_and_actors_add_up_to_the_help(shapes, drawn):
    from experiments.figures.stacks import by_actor

    view = shapes("baseline").view
    total = view.flow("external").mean(0)
    layers = by_actor(view, view.mean_help)
    np.testing.assert_allclose(sum(layer.values for layer in layers), total, rtol=1e-9)
    for axes in drawn("baseline")["who_gives"].axes[:2]:
        corners = np.concatenate([area.get_paths()[0].vertices for area in axes.collections])
        np.testing.assert_allclose(corners[:, 1].max(), total.max(), rtol=1e-9)


def test_dollars_in_names_are_no_formulas(drawn):
    figures = drawn("no communities")
    assert any("US$ fund of $" in text.get_text() for text in texts(figures["who_gives"]))
    assert not any(text.get_parse_math() for figure in figures.values() for text in texts(figure))


def test_what_is_needed_is_enough(shapes):
    shape = shapes("busy")
    slim = shape.history[[*NEEDED, "strength_of"]]
    names = {picture.name for picture, _ in draw(slim, shape.scenario, shape.policy)}
    assert names == {picture.name for picture in FIGURES}


def test_runs_that_went_astray_are_left_out(shapes):
    assert shapes("some astray").view.runs == 6


def test_a_history_is_enough(shapes):
    view = View(shapes("busy").history)
    assert view.label("United States") == "United States"
    assert all(picture.make(view) is not None for picture in FIGURES)


def test_nothing_is_drawn_of_nothing(shapes):
    shape = shapes("toy")
    history = shape.history.copy(deep=True)
    history["readiness"][:] = np.nan
    assert list(draw(history, shape.scenario)) == []
