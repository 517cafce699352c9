import numpy as np
import pytest

from tests.metrics.histories import history, values

HELP = ["shock_depth", "recovery_quarters", "shock_area", "retention"]
READINESS = [
    "readiness_shock_depth",
    "readiness_recovery_quarters",
    "readiness_shock_area",
    "readiness_retention",
]
FALL = [8, 10, 10, 12, 4, 6, 9, 12, 10]  # quarters 1-9; the event sets in at quarter 5


def strength(*moments):
    """Strength of the first intervention at each moment, (1 + quarter, intervention)."""
    return np.array([[m, 0.0] for m in moments])


def story(series=FALL, began=5, **given):
    at = np.arange(len(series) + 1)
    return history(
        np.array(series, float)[:, None], strength_of=strength(*(1.0 * (at >= began))), **given
    )


def test_help_after_a_shock_by_hand():
    # Y_pre = (8 + 10 + 10 + 12)/4 = 10; deepest 4; at 9 = 0.9 * 10 in quarter 7, two after;
    # area (6 + 4 + 1)/(10 * 5); last four quarters 6, 9, 12, 10
    h = story()
    found = [values(name, h)[0] for name in HELP]
    assert found == pytest.approx([0.6, 2, 0.22, 0.925])


def test_retention_does_not_look_before_the_shock():
    # Y_pre is the mean of quarters 4-7: 12, 4, 6, 9; quarters 8 and 9 bring 12 and 10
    assert values("retention", story(began=8)) == pytest.approx(11 / 7.75)


def test_readiness_may_count_its_initial_state():
    # 0.9 initially and 0.7 in quarter 1 lie before; help of quarter 1 only
    h = story([2, 1, 1, 1], began=2, readiness=np.array([0.9, 0.7, 0.6, 0.4, 0.8]))
    found = [values(name, h)[0] for name in READINESS]
    assert found == pytest.approx([0.5, 2, (0.25 + 0.5) / 3, 0.75])
    assert values("shock_depth", h) == [0.5]


def test_what_is_in_force_from_the_start_is_no_shock():
    assert np.isnan([values(name, story(began=1)) for name in HELP + READINESS]).all()
    both = np.zeros((10, 2))
    both[1:, 0], both[5:, 1] = 1, 1
    given = np.array(FALL, float)[:, None]
    h = history(given, strength_of=both, events=("events.old", "events.new"))
    assert values("shock_depth", h) == pytest.approx(0.6)
    onset = np.zeros(10)
    onset[[1, 5]] = 0.5
    assert values("shock_depth", history(given, onset=onset)) == pytest.approx(0.6)


def test_a_crisis_of_the_host_is_a_shock():
    onset = np.zeros(10)
    onset[5] = 0.06
    by_crisis = history(np.array(FALL, float)[:, None], onset=onset)
    assert [values(n, by_crisis) for n in HELP] == [values(n, story()) for n in HELP]
    onset[5] = 0.05
    assert np.isnan(values("shock_depth", history(np.ones((9, 1)), onset=onset)))


def test_the_first_rise_counts_and_policies_do_not():
    later = np.zeros((10, 2))
    later[5:, 0], later[2:, 1] = 1, 1  # the lever of quarter 2 is no shock
    h = history(np.array(FALL, float)[:, None], strength_of=later)
    assert values("shock_depth", h) == pytest.approx(0.6)
    later[8:, 0] = 3.0  # a second step of the same event is not a first onset
    h = history(np.array(FALL, float)[:, None], strength_of=later)
    assert values("shock_depth", h) == pytest.approx(0.6)


@pytest.mark.parametrize("name", HELP + READINESS)
def test_without_a_shock_all_is_undefined(name):
    assert np.isnan(values(name, story(began=99)))
    assert np.isnan(values(name, history(np.ones((9, 1)), events=())))


def test_what_has_not_come_back_is_censored():
    h = story([10] * 4 + [4, 5, 6, 7])
    assert np.isnan(values("recovery_quarters", h))
    assert values("shock_depth", h) == pytest.approx(0.6)


def test_recovery_waits_for_the_fall():
    # untouched in the quarter of the shock, 4 in the next, back two quarters after the shock
    assert values("recovery_quarters", story([10] * 5 + [4, 10])) == [2]


def test_what_never_fell_has_recovered_at_once():
    h = story([10] * 4 + [9, 11, 12])
    assert values("recovery_quarters", h) == [0]
    assert values("shock_depth", story([10] * 4 + [11, 12])) == [0]


def test_no_help_before_leaves_nothing_to_lose():
    assert np.isnan([values(name, story([0] * 4 + [1, 1, 1])) for name in HELP]).all()
