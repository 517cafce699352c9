"""The figures: every number that they must show is on them, and nothing is clipped."""

import numpy as np
import pytest

from experiments.figures import save
from experiments.figures.robustness import ranks, regret_map
from experiments.figures.tradeoffs import marks, parallel, scatter
from experiments.robustness import METRICS, pareto, robustness

from .worlds import runs


@pytest.fixture(scope="module")
def table():
    rng = np.random.default_rng(8)
    policies = tuple(f"policy_{letter}" for letter in "abcd")
    values = rng.random((4, 2, 12, 1))
    found = runs(values, policies=policies)
    threat = runs(1 - values + 0.3 * rng.random(values.shape), policies=policies, outcome="threat")
    return found.assign(threat=threat["threat"])


def words(figure):
    return [text.get_text() for axes in figure.axes for text in axes.texts]


def whole(figure, path):
    """Save, and see that every word lies on the page."""
    save(figure, path)
    assert path.stat().st_size > 10_000
    box = figure.bbox
    for axes in figure.axes:
        for text in axes.texts:
            if text.get_text():
                where = text.get_window_extent()
                assert where.x0 >= box.x0 - 1 and where.x1 <= box.x1 + 1, text.get_text()


def test_ranks_show_every_rank_and_value(table, tmp_path):
    found = robustness(table, ["threat"], resamples=40)
    figure = ranks(found, "threat", "Ranks", "foot")
    shown = words(figure)
    assert len([text for text in shown if text.startswith("first ")]) == 4 * len(METRICS)
    for rank in "1234":
        assert shown.count(rank) >= len(METRICS) - 2
    labels = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert [label.split("\n")[0] for label in labels] == [
        name.replace("_", " ") for name in METRICS
    ]
    heads = [label.get_text() for label in figure.axes[0].get_xticklabels()]
    best = found.values[found.values["metric"] == "laplace"].nsmallest(1, "rank")["policy"].iloc[0]
    assert heads[0] == best.replace("_", " ")
    whole(figure, tmp_path / "ranks.png")


def test_an_undefined_metric_is_shown_as_such(tmp_path):
    found = robustness(runs(np.ones((2, 2, 2, 1))), ["readiness"], resamples=5)
    assert words(ranks(found, "readiness", "Ranks", "foot")).count("undefined") == 4


def test_regret_has_a_column_a_scenario(table, tmp_path):
    found = robustness(table, ["readiness"], resamples=5)
    figure = regret_map(found.regret, "readiness", "Regret", "foot")
    assert [label.get_text() for label in figure.axes[0].get_xticklabels()] == [
        "over all",
        "calm",
        "storm",
    ]
    assert len(words(figure)) == 4 * 3
    whole(figure, tmp_path / "regret.png")


def test_parallel_axes_have_the_better_end_on_top(table, tmp_path):
    found = pareto(table, ["readiness", "threat"], resamples=20)
    figure = parallel(found, "Trade-offs", "foot")
    (axes,) = figure.axes
    texts = {text.get_text(): text.get_position() for text in axes.texts}
    least, most = found["threat"].min(), found["threat"].max()
    assert texts[f"{least:.3g}"][1] > 1 > texts[f"{most:.3g}"][1]
    assert "threat [0-1]\nless is better" in texts and "readiness [0-1]\nmore is better" in texts
    assert sum("%" in text for text in texts) == 4
    whole(figure, tmp_path / "parallel.png")


def test_the_pareto_set_stands_out(table):
    found = pareto(table, ["readiness", "threat"], resamples=5)
    colours = marks(found)
    for policy, inside in found[["policy", "in_set"]].itertuples(index=False):
        assert (colours[policy][0] != "#b0b0b0") == inside


def test_two_outcomes_with_their_own_set(table, tmp_path):
    found = pareto(table, ["readiness", "threat"], resamples=5)
    figure = scatter(found, ["readiness", "threat"], "Two", "foot")
    (axes,) = figure.axes
    assert axes.get_xlabel() == "readiness [0-1], more is better"
    assert axes.get_ylabel() == "threat [0-1], less is better"
    assert {text.get_text() for text in axes.texts} == {f"policy {letter}" for letter in "abcd"}
    whole(figure, tmp_path / "scatter.png")
