"""Who is best how often, ties within the zone, and intervals of shares."""

import numpy as np
import pytest

from experiments.comparison import Zone, compare
from tests.comparison.tables import table

HALF = np.arange(200) % 2


def shares(found, column="probability"):
    rows = found.best[found.best["scenario"] == "here"]
    return dict(zip(rows["policy"], rows[column], strict=True))


def test_who_wins_in_three_worlds_of_four_is_best_in_three_of_four():
    place = np.arange(200) % 4
    found = compare(table({"none": np.zeros(200), "train": np.where(place < 3, 1.0, -1.0)}))
    assert shares(found) == {"none": 0.25, "train": 0.75}
    rows = found.best.set_index(["scenario", "policy"]).loc[("here", "train")]
    half = 1.97 * np.sqrt(0.75 * 0.25 / 199)
    assert rows["high"] - rows["low"] == pytest.approx(2 * half, rel=0.12)


def test_ties_within_the_zone_share_a_world_and_are_all_among_the_best():
    values = {"none": HALF * 1.0, "near": HALF + 0.04, "far": HALF - 0.5}
    found = compare(table(values), zone=Zone(absolute={"readiness": 0.05}))
    assert shares(found) == {"none": 0.5, "near": 0.5, "far": 0.0}
    assert shares(found, "among") == {"none": 1.0, "near": 1.0, "far": 0.0}
    sharp = compare(table(values), zone=Zone(absolute={"readiness": 0.03}))
    assert shares(sharp) == {"none": 0.0, "near": 1.0, "far": 0.0}


def test_less_is_best_where_less_is_better():
    found = compare(table({"none": HALF * 1.0, "calm": HALF - 0.5}, outcome="threat"))
    assert shares(found) == {"none": 0.0, "calm": 1.0}


def test_never_and_always_are_not_certain():
    found = compare(table({"none": HALF * 1.0, "train": HALF + 1.0}))
    # Clopper and Pearson with 200 worlds
    assert shares(found, "low")["train"] == pytest.approx(0.025 ** (1 / 200))
    assert shares(found, "high")["none"] == pytest.approx(1 - 0.025 ** (1 / 200))


def test_nothing_is_best_where_neither_is_to_be_wished():
    found = compare(table({"none": HALF * 1.0, "train": HALF + 1.0}, outcome="concentration"))
    assert found.best.empty
    assert len(found.differences) == 2
