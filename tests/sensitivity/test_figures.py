"""Pictures show what was found."""

import numpy as np
import pytest

from experiments.figures.gallery import save
from experiments.figures.sensitivity import plane, tornado
from experiments.figures.sensitivity_convergence import fan
from experiments.figures.sensitivity_pairs import pairs
from experiments.figures.sensitivity_time import time_bands
from experiments.sensitivity import analyse, over_time
from tests.sensitivity import functions as known


@pytest.fixture(scope="module")
def study():
    design, table = known.table_of(known.ishigami, known.ANGLES, "saltelli", 256, second_order=True)
    return design, table, analyse(table, design, "out", "sobol")


def words(axes):
    return [text.get_text() for text in axes.texts]


def test_a_tornado_has_a_bar_a_factor_the_longest_on_top(study, tmp_path):
    figure = tornado(study[2], "title", "foot")
    (axes,) = figure.axes
    assert [tick.get_text() for tick in axes.get_yticklabels()] == ["a", "b", "c", "idle"]
    widths = [bar.get_width() for bar in axes.containers[0]]
    assert widths == sorted(widths, reverse=True)
    assert study[2].verdict[:30] in figure.get_supxlabel()
    save(figure, tmp_path / "tornado.png")
    assert (tmp_path / "tornado.png").stat().st_size > 10_000


def test_a_fan_narrows(study):
    (axes,) = fan(study[2], "title", "foot").axes
    assert words(axes) == ["a", "b", "c", "idle"][::-1] or set(words(axes)) == set("abc") | {"idle"}
    wide = axes.collections[-1].get_paths()[0].get_extents().height
    assert wide > 0


def test_pairs_show_the_one_that_is_sure(study):
    axes = pairs(study[2], "title", "foot").axes[0]
    shown = np.ma.filled(axes.collections[0].get_array(), np.nan)
    assert np.isfinite(shown).sum() == 1
    assert words(axes) == [f"{study[2].measure('second').value['a', 'c']:.2f}".lstrip("0")]


def test_bands_over_time_fill_the_whole(study):
    design, table, _ = study
    table = table.assign(q1=table.out, q2=table.a)
    frame = over_time(table, design, {2025.0: "q1", 2025.25: "q2"}, resamples=20)
    axes, below = time_bands(frame, "title", "foot").axes
    assert axes.collections[-1].get_paths()[0].get_extents().y1 == pytest.approx(1.0)
    assert set(words(axes)) >= {"a", "b", "together, or chance"}
    assert len(below.collections) == 1


def test_the_plane_names_what_matters():
    design, table = known.table_of(known.morris_like, known.unit(known.MORRIS), "morris", 30)
    found = analyse(table, design, "out", "morris")
    (axes,) = plane(found, "title", "foot").axes
    named = {text for text in words(axes) if text in known.MORRIS}
    assert named == {n for n, s in found.convergence.screening.items() if s != "negligible"}
