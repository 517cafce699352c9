"""The map and the levers as pictures."""

import pytest

from experiments.figures import save
from experiments.figures.tipping import rescue_map, tipping_map
from experiments.tipping import Cells, cheapest, surface

from .test_map import X, Y, counted
from .test_rescue import LEVERS, planted


@pytest.fixture(scope="module")
def found():
    return counted(replicates=80, size=5)


def keys(figure):
    return [text.get_text() for axes in figure.axes if (key := axes.get_legend())
            for text in key.get_texts()]  # fmt: skip


def test_the_map_has_boundary_band_cells_and_units(found, tmp_path):
    smooth = surface(found, resamples=50)
    figure = tipping_map(found, smooth, (X, Y), "readiness is below 0.4", "Map", "foot", (0.9, 1.0))
    assert keys(figure) == [
        "may lie on either side (95%)", "boundary: 50%", "counted in a cell [%]",
        "where the scenario stands", "where levers are tried",
    ]  # fmt: skip
    axes = figure.axes[0]
    shown = [text.get_text() for text in axes.texts]
    assert shown == [f"{100 * share:.0f}" for share in found.probability.ravel()]
    assert axes.get_ylabel() == "the other [million US$ a quarter]\nrules.c.d"
    save(figure, tmp_path / "map.png")
    assert (tmp_path / "map.png").stat().st_size > 10_000


def test_a_map_without_a_boundary_draws_none(found):
    never = Cells(found.x, found.y, 0 * found.crossed)
    figure = tipping_map(never, surface(never, resamples=5), (X, Y), "it is so", "Map", "foot")
    assert keys(figure) == ["counted in a cell [%]", "where the scenario stands"]


def test_levers_by_what_they_do(tmp_path):
    rescue = cheapest(planted(), LEVERS, runs=60, fresh=400)
    figure = rescue_map(rescue, "readiness is below 0.4", "Back", "foot")
    names = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert names == ["strong", "steady", "idle"]  # by the most that each does
    assert "cheapest way back, on fresh seeds" in keys(figure)
    save(figure, tmp_path / "levers.png")
    weak = cheapest(planted(dict.fromkeys(("", "strong", "steady", "idle"), 0.0)), LEVERS, runs=20)
    figure = rescue_map(weak, "it is so", "Back", "foot")
    assert "cheapest way back, on fresh seeds" not in keys(figure)
    assert "No lever" in figure.get_supxlabel()
