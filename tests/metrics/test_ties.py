import numpy as np
import pytest

from sim.metrics import tie_lifetimes
from tests.metrics.histories import history, values


def flows(*series):
    """(quarter, actor) from one series a supplier."""
    return np.array(series, float).T


def test_a_dormant_tie_ends_in_its_fourth_silent_quarter():
    # the first gives in quarters 1-6 and is silent from 7 on: ended in 10, at risk 1-10;
    # the second gives 12 quarters and is censored
    h = history(flows([1] * 6 + [0] * 6, [1] * 12))
    table = tie_lifetimes(h)
    assert table["duration"].tolist() == [10, 12]
    assert table["terminated"].tolist() == [True, False]
    assert values("tie_survival", h) == [0.5]
    # one end in 22 quarters = 5.5 years
    assert values("termination_hazard", h) == pytest.approx(1 / 5.5)


def test_three_silent_quarters_end_nothing():
    h = history(flows([1, 1, 0, 0, 0, 1, 1, 0, 0, 0]))
    assert values("tie_survival", h) == [1]
    assert values("termination_hazard", h) == [0]


@pytest.mark.parametrize(("trickle", "ends"), [(0.049, True), (0.051, False)])
def test_dormant_is_below_five_percent_of_the_eight_quarters_before(trickle, ends):
    # the first trickle meets a mean of 1; the fourth one of (5 + 3 * trickle) / 8 = 0.643 or
    # 0.644, of which 0.049 is more than 5%, so a steady trickle must fall with it
    falling = [1] * 8 + [trickle * (8 - k) / 8 for k in range(4)]
    assert (values("tie_survival", history(flows(falling))) == 0) == ends


def test_eight_quarters_and_no_more_make_the_mean():
    # 15 in quarter 1, then 1 a quarter, 0.06 from quarter 10 on: of the mean of quarters 2-9, 1,
    # that is 6%; of all nine quarters before, 23/9 = 2.6, it would be 2%
    assert values("tie_survival", history(flows([15] + [1] * 8 + [0.06] * 4))) == [1]
    # 0.04 in quarter 10 is 4%, and so on to 0.02 in 13, 4% of (5 + 0.04 + 0.035 + 0.03)/8
    series = [15] + [1] * 8 + [0.04, 0.035, 0.03, 0.02]
    assert values("tie_survival", history(flows(series))) == [0]


def test_a_formal_end_counts_at_once_and_only_once():
    active = np.ones((6, 1))  # (1 + quarter, actor)
    active[3] = 0  # over at the end of quarter 3, back in 4
    h = history(flows([1, 1, 1, 0, 1]), active=active)
    (row,) = tie_lifetimes(h).itertuples()
    assert (row.entered, row.duration, row.terminated) == (1, 3, True)
    assert values("tie_survival", h) == [0]
    assert values("termination_hazard", h) == pytest.approx(1 / 0.75)


def test_being_inactive_before_the_first_help_ends_nothing():
    active = np.ones((6, 1))
    active[:3] = 0
    h = history(flows([0, 0, 1, 1, 1]), active=active)
    (row,) = tie_lifetimes(h).itertuples()
    assert (row.entered, row.duration, row.terminated) == (3, 3, False)


def test_survival_asks_the_ties_of_the_first_year_only():
    # enters in quarter 5, ends; still counted in the hazard: 1 end in 5 + 12 quarters
    active = np.ones((13, 2))
    active[9:, 1] = 0
    h = history(flows([1] * 12, [0] * 4 + [1] * 8), active=active)
    assert values("tie_survival", h) == [1]
    assert values("termination_hazard", h) == pytest.approx(4 / 17)


def test_without_ties_there_is_nothing_to_survive():
    h = history(np.full((8, 2), 0.01))  # not more than 10,000 US$
    assert np.isnan(values("tie_survival", h))
    assert np.isnan(values("termination_hazard", h))
    assert tie_lifetimes(h).empty


def test_lifetimes_leave_out_runs_that_went_astray():
    h = history(np.ones((2, 5, 3)))
    h["readiness"][{"run": 0, "quarter": 3}] = np.nan
    assert tie_lifetimes(h)["run"].tolist() == [1, 1, 1]


def test_lifetimes_name_runs_and_actors():
    given = np.ones((2, 5, 3))
    given[0, :, 1] = 0
    table = tie_lifetimes(history(given).assign_coords(run=[7, 9]))
    assert table["run"].tolist() == [7, 7, 9, 9, 9]
    assert table["actor"].str[-1].tolist() == ["0", "2", "0", "1", "2"]
    assert list(table) == ["run", "actor", "entered", "duration", "terminated"]
