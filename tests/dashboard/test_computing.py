import gc
from dataclasses import replace

import numpy as np
import pytest
from matplotlib.figure import Figure

from experiments.dashboard.comparing import compare, differences
from experiments.dashboard.computing import Shown, Stopped, show
from experiments.dashboard.fault import DashboardError
from experiments.dashboard.pictures import drawn, drawn_difference
from experiments.dashboard.ring import lines, of_result
from experiments.dashboard.seeing import see
from experiments.dashboard.state import World
from sim import outcomes, simulate
from tests.dashboard import worlds


def quiet(share):
    pass


def test_the_numbers_are_those_of_simulate():
    found = worlds.compared().current
    history = simulate(
        "liberia/us_freeze", 12, 5, "transparency", {"rules.fatigue.gain": 0.3}, quarters=10
    )
    assert found.outcomes.equals(outcomes(history))
    assert np.array_equal(found.history["trust"], history["trust"], equal_nan=True)


def test_both_results_meet_the_same_seeds():
    shown = worlds.compared()
    assert np.array_equal(shown.current.outcomes["seed"], shown.pinned.outcomes["seed"])


def test_what_is_at_hand_is_not_run_again():
    shown = worlds.compared()
    swapped = replace(worlds.FROZEN, world=worlds.FROZEN.pinned, pinned=worlds.FROZEN.world)
    again = show(swapped, {}, quiet, shown.results)
    assert (again.current, again.pinned) == (shown.pinned, shown.current)
    other = show(replace(worlds.SMALL, seed=4), {}, quiet, worlds.toy().results)
    assert other.current is not worlds.toy().current


def test_work_stops_when_nobody_wants_it():
    def tick(share):
        raise Stopped

    with pytest.raises(Stopped):
        show(worlds.SMALL, {}, tick)


def test_progress_rises_to_the_whole():
    told = []
    show(replace(worlds.SMALL, runs=300, quarters=2, pinned=World("toy", "transparency")), {},
         told.append)  # fmt: skip
    assert told == sorted(told)
    assert len(told) == 4
    assert told[-1] == 1.0


def test_a_paired_difference_with_its_interval():
    shown = worlds.compared()
    found = {one.outcome: one for one in compare(shown.current, shown.pinned)}
    for name in ("trust", "funding_gap"):
        change = shown.current.outcomes[name] - shown.pinned.outcomes[name]
        one = found[name]
        assert one.difference == pytest.approx(change.mean(), rel=1e-9)
        assert one.current - one.pinned == pytest.approx(one.difference)
        assert one.low <= one.difference <= one.high
        assert one.pairs == 12
    # the interval of the pairs is narrower than the spread of either side would allow
    trust = shown.current.outcomes["trust"]
    assert found["trust"].high - found["trust"].low < 4 * trust.std()


def test_a_result_differs_from_itself_in_nothing():
    current = worlds.toy().current
    verdicts = {one.verdict for one in compare(current, current) if one.pairs >= 10}
    assert verdicts == {"same in every run"}


def test_other_seeds_are_no_pairs():
    other = show(replace(worlds.SMALL, seed=9), {}, quiet).current
    with pytest.raises(DashboardError, match="do not share their seeds"):
        compare(worlds.toy().current, other)


def test_worlds_of_other_times_are_compared_without_a_picture():
    later = show(replace(worlds.SMALL, quarters=4), {}, quiet).current
    with pytest.raises(DashboardError, match="same quarters"):
        differences(worlds.toy().current, later)
    assert compare(worlds.toy().current, later)


def test_pictures_are_png_in_memory():
    shown = worlds.compared()
    for found in (drawn(shown.current, "host"), drawn_difference(shown)):
        assert found.png.startswith(b"\x89PNG")
        assert found.caption
    assert drawn_difference(Shown(shown.current)) is None


def test_drawn_figures_are_let_go():
    gc.collect()
    before = sum(isinstance(one, Figure) for one in gc.get_objects())
    for _ in range(3):
        drawn(worlds.toy().current, "host", dpi=20)
    gc.collect()
    assert sum(isinstance(one, Figure) for one in gc.get_objects()) <= before


def test_the_ring_keeps_its_places_and_moves_its_ties():
    result = worlds.compared().current
    before, after = of_result(result, 4), of_result(result, 5)
    assert [(t.actor, t.x, t.y) for t in before.ties] == [(t.actor, t.x, t.y) for t in after.ties]
    assert after.when == "end of 2025Q1"
    freeze = {ring.when: next(t for t in ring.ties if t.actor == "United States")
              for ring in (before, of_result(result, 8))}  # fmt: skip
    assert freeze["end of 2025Q4"].help < 0.8 * freeze["end of 2024Q4"].help
    assert lines(before) != lines(after)


def test_what_was_seen_is_not_worked_out_again():
    view = replace(worlds.SMALL, show="host")
    first = see(view, {}, quiet)
    second = see(replace(view, show="trust"), {}, quiet, first)
    third = see(view, {}, quiet, second)
    assert third.shown.current is first.shown.current
    assert third.pictures["host"] is first.pictures["host"]
    changed = see(replace(view, seed=8), {}, quiet, third)
    assert set(changed.pictures) == {"host"}


def test_a_view_over_different_times_says_why_it_has_no_picture():
    view = replace(
        worlds.FROZEN, world=World("liberia/baseline"), show="compare", quarters=4, runs=10
    )
    seen = see(view, {}, quiet)
    assert "same quarters" in seen.trouble
    assert seen.shown.pinned is not None
