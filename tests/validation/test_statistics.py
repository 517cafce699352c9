"""Statistics of histories made by hand, whose answers a pencil gives."""

import numpy as np
import pytest
import xarray

from experiments.validation.statistics import STATISTICS, StatisticError, compute
from sim.errors import HistoryError
from tests.validation.hand import at, history, in_body, members, yearly

TEN = (1,) * 10


def one(name, h, **arguments):
    """The statistic of the only run."""
    found = compute(name, h, **arguments)
    assert found.shape == (1,)
    return found[0]


# volatility


def test_the_ratio_of_volatilities_is_that_of_the_log_changes():
    # log changes of ±log 4 and ±log 2, alternating: the spreads stand 2 to 1
    help_in, own = yearly(*(1, 4) * 5), yearly(*(2, 1) * 5)
    h = history(help={"Lead": help_in}, own_budget=own)
    assert one("volatility_ratio", h, first=2004, last=2013) == pytest.approx(2.0)


def test_the_spread_of_an_autoregressive_flow_is_the_one_known():
    # x' = 0.5 x + e, sd 0.1: changes have the variance 2 (1 - 0.5) 0.01 / (1 - 0.25)
    rng = np.random.default_rng(1)
    years, runs = 400, 40
    logs = np.zeros((runs, years))
    for year in range(1, years):
        logs[:, year] = 0.5 * logs[:, year - 1] + 0.1 * rng.standard_normal(runs)
    flow = np.repeat(np.exp(logs) / 4.0, 4, axis=1)
    flow = np.concatenate([np.zeros((runs, 1)), flow], axis=1)
    own = np.concatenate([[0.0], np.repeat(np.tile([1.0, np.exp(0.1)], years // 2), 4)])
    h = history(4 * years, runs, "1599-12-31", help={"Lead": flow}, own_budget=own)
    found = compute("volatility_ratio", h, first=1600, last=1999)
    known = np.sqrt(2 * 0.5 * 0.01 / 0.75) / 0.1
    # 400 changes give a spread to 4%; the mean over 40 runs to 0.6%
    assert found.mean() == pytest.approx(known, rel=0.02)


def test_volatility_is_undefined_after_a_year_without_help():
    h = history(help={"Lead": yearly(*(1, 0) * 5)}, own_budget=yearly(*(2, 1) * 5))
    assert np.isnan(one("volatility_ratio", h, first=2004, last=2013))


def test_donors_can_be_chosen_and_a_firm_counts_as_its_employer():
    flow = {"Lead": yearly(*TEN), "Firm": yearly(*(3, 15) * 5), "Other": yearly(*(5, 1) * 5)}
    h = history(help=flow, own_budget=yearly(*(2, 1) * 5))
    told = {"first": 2004, "last": 2013, "donors": ["Lead"]}
    assert one("volatility_ratio", h, **told) == 0.0
    # 4 and 16: log 4 against log 2
    assert one("volatility_ratio", h, **told, paid_by={"Firm": "Lead"}) == pytest.approx(2.0)


# surge and fade


def test_a_surge_is_the_peak_over_the_years_t_minus_4_to_t_minus_2():
    h = history(help={"Lead": yearly(1, 2, 3, 4, 99, 5, 12, 20, 1, 1)})
    # peak 2011; 2007-2009 give 4, 99, 5
    told = {"donor": "Lead", "first": 2010, "last": 2011}
    assert one("surge_ratio", h, **told) == pytest.approx(20 / 36)
    assert np.isnan(one("surge_ratio", h, **told, smallest=36.0))


def test_the_peak_is_looked_for_in_the_window_alone():
    h = history(help={"Lead": yearly(9, 2, 2, 2, 7, 6, 12, 50, 1, 1)})
    assert one("surge_ratio", h, donor="Lead", first=2008, last=2009) == pytest.approx(7 / (13 / 3))


@pytest.mark.parametrize("half_life", [2.4, 4.7, -3.0])
def test_an_exact_half_life_is_found(half_life):
    rate = np.log(2) / half_life
    path = np.concatenate([[1.0, 2.0], 100.0 * np.exp(-rate * np.arange(8))])
    h = history(help={"Lead": yearly(*path)})
    told = {"donor": "Lead", "first": 2006, "peak_by": 2006, "last": 2013}
    assert one("fade_rate", h, **told) == pytest.approx(rate, rel=1e-9)


def test_a_fade_begins_at_its_own_peak():
    path = [1, 2, 4, *(8 * 0.5**k for k in range(7))]
    h = history(help={"Lead": yearly(*path)})
    told = {"donor": "Lead", "first": 2004, "last": 2013}
    assert one("fade_rate", h, **told, peak_by=2008) == pytest.approx(np.log(2))
    assert one("fade_rate", h, **told, peak_by=2005) < 0.5


def test_a_fade_to_nothing_has_no_rate():
    h = history(help={"Lead": yearly(8, 4, 2, 0, 0, 0, 0, 0, 0, 0)})
    told = {"donor": "Lead", "first": 2004, "peak_by": 2005, "last": 2013}
    assert np.isnan(one("fade_rate", h, **told))


# contributors and donors


def test_gini_and_concentration_count_those_who_send_somebody():
    h = history(troops=in_body(Lead=800.0, Other=200.0))
    told = {"body": "Body", "first": 2004, "last": 2005}
    assert one("contributor_gini", h, **told) == pytest.approx(0.3)
    assert one("contributor_concentration", h, **told) == pytest.approx(0.68)


def test_without_a_mission_there_are_no_contributors():
    h = history(troops=in_body())
    for name in ("contributor_gini", "contributor_concentration"):
        assert np.isnan(one(name, h, body="Body", first=2004, last=2005))


def test_the_share_of_a_group_and_its_rise():
    lead = np.where(np.arange(41) <= 20, 800.0, 100.0)
    h = history(troops=in_body(Lead=lead, Other=100.0, Third=100.0))
    told = {"body": "Body", "states": ["Other", "Third"], "first": 2010, "last": 2011}
    assert one("group_share", h, **told) == pytest.approx(2 / 3)
    assert one("group_share_rise", h, **told, before=2005) == pytest.approx(2 / 3 - 0.2)
    assert np.isnan(one("group_share", h, **told, least=301.0))


def test_the_largest_donor_year_by_year():
    h = history(help={"Lead": yearly(*(1, 9) * 5), "Other": yearly(*TEN)})
    told = {"first": 2004, "last": 2013}
    assert one("largest_share", h, **told) == pytest.approx((0.5 + 0.9) / 2)
    assert one("largest_share_years", h, **told, low=0.2, high=0.6) == pytest.approx(0.5)
    assert np.isnan(one("largest_share_years", h, **told, low=0, high=1, donors=["Third"]))


# levels


def test_levels_changes_and_retention():
    level = np.concatenate([np.full(21, 2.0), np.full(20, 6.0)])
    h = history(skill=level)
    assert one("mean_level", h, column="skill", first=2008, last=2009) == pytest.approx(4.0)
    change = one("log_change", h, column="skill", before_first=2004, before_last=2005,
                 first=2012, last=2013)  # fmt: skip
    assert change == pytest.approx(np.log(3))
    assert one("retention", h, column="skill", first="2008Q4", last="2009Q1") == 3.0
    gone = history(skill=0.0)
    assert np.isnan(one("retention", gone, column="skill", first=2008, last=2009))


def test_attrition_is_a_year_s():
    h = history(personnel=2000.0, left=15.0)
    assert one("attrition", h, first=2004, last=2008) == pytest.approx(0.03)
    assert np.isnan(one("attrition", history(personnel=0.0, left=0.0), first=2004, last=2008))


def test_the_lag_from_recipient_to_contributor():
    h = history(abroad=np.where(np.arange(41) < 10, 0.0, 0.03), personnel=2000.0)
    told = {"first": 2004, "last": 2013}
    assert one("soldiers_abroad", h, first=2010, last=2013) == pytest.approx(60.0)
    assert one("contributor_lag", h, **told, least=40) == 2.5  # the tenth quarter
    assert np.isnan(one("contributor_lag", h, **told, least=61))


# drawdown

STAIRS = np.repeat([1000.0, 600.0, 500.0, 0.0], [11, 10, 10, 10])


def test_a_staircase_is_quiet_between_its_steps():
    h = history(strength={"Body": STAIRS})
    told = {"body": "Body", "first": 2004, "last": 2013}
    # 30 changes from 2004Q1 with a mission before them, three of them falls
    assert one("quiet_share", h, **told) == pytest.approx(27 / 30)
    assert one("fall_in_steps", h, **told, steps=1) == pytest.approx(0.5)
    assert one("fall_in_steps", h, **told, steps=2) == pytest.approx(0.9)
    # gone at moment 31, the third quarter of the eighth year
    assert one("gone_by", h, **told, least=100) == pytest.approx(2011.75)


def test_a_slope_has_no_steps():
    h = history(strength={"Body": np.linspace(1000.0, 100.0, 41)})
    told = {"body": "Body", "first": 2004, "last": 2013}
    assert one("quiet_share", h, **told) == 0.0
    assert one("fall_in_steps", h, **told, steps=4) == pytest.approx(4 / 39)
    assert np.isnan(one("gone_by", h, **told, least=100))


def test_a_mission_that_comes_back_has_not_gone():
    strength = np.where((np.arange(41) > 10) & (np.arange(41) < 15), 0.0, 500.0)
    h = history(strength={"Body": strength})
    assert np.isnan(one("gone_by", h, body="Body", first=2004, last=2013, least=100))
    never = history(strength={"Body": 0.0})
    for name, more in (
        ("gone_by", {"least": 1}),
        ("quiet_share", {}),
        ("fall_in_steps", {"steps": 1}),
    ):
        assert np.isnan(one(name, never, body="Body", first=2004, last=2013, **more)), name


# ties


def test_a_tie_that_ended_and_came_back_has_not_survived():
    left = np.where((np.arange(41) > 10) & (np.arange(41) < 15), 0.0, 1.0)
    h = history(active={"Lead": 1.0, "Other": left})
    told = {"partners": ["Lead", "Other", "Third"], "last": 2013}
    assert one("surviving_ties", h, **told, first="2004Q1") == 0.5  # the third never stood
    assert one("surviving_ties", h, **told, first="2008Q1") == 1.0
    assert np.isnan(one("surviving_ties", history(active={}), **told, first=2004))


def test_a_tie_outlives_a_turnover_or_does_not():
    kept, lost = 1.0, np.where(np.arange(41) < 13, 1.0, 0.0)
    turns = at(10)
    h = history(active={"Lead": kept, "Other": lost}, turned={"Lead": turns, "Other": turns})
    told = {"partners": ["Lead", "Other"], "first": 2004, "last": 2013}
    assert one("ties_kept_after_turnover", h, **told, within=3) == 0.5  # lost in the third
    assert one("ties_kept_after_turnover", h, **told, within=2) == 1.0
    still = history(active={"Lead": 1.0}, turned={})
    assert np.isnan(one("ties_kept_after_turnover", still, **told))
    late = history(active={"Lead": 1.0}, turned={"Lead": at(38)})
    assert np.isnan(one("ties_kept_after_turnover", late, **told))


def test_rivals_coexist_where_both_give():
    gone = np.where(np.arange(41) > 30, 0.0, 1.0)
    h = history(help={"Lead": 1.0, "Other": gone})
    told = {"partners": ["Lead", "Other"], "first": 2004, "last": 2013}
    assert one("coexistence", h, **told) == 0.75
    assert one("coexistence", h, **told, felt=1.5) == 0.0


# bloc


def test_who_leaves_a_bloc_and_how_together():
    junta = {"Lead": at(*range(5, 30)), "Other": at(*range(5, 30))}
    h = history(membership=members(Lead=20, Other=22, Third=30), junta=junta)
    told = {"body": "Body", "first": 2004, "last": 2013}
    assert one("states_that_left", h, **told) == 3.0
    assert one("juntas_among_leavers", h, **told) == pytest.approx(2 / 3)
    assert one("juntas_that_left", h, **told) == 1.0
    assert one("left_together", h, **told, within=4) == pytest.approx(2 / 3)
    assert one("left_together", h, **told, within=11) == 1.0


def test_where_nobody_leaves_nothing_is_said_of_leavers():
    h = history(membership=members(), junta={})
    told = {"body": "Body", "first": 2004, "last": 2013}
    assert one("states_that_left", h, **told) == 0.0
    for name in ("juntas_among_leavers", "juntas_that_left", "left_together"):
        assert np.isnan(one(name, h, **told)), name
    alone = history(membership=members(Lead=20), junta={})
    assert np.isnan(one("left_together", alone, **told))


# response


def views(quick, slow):
    """Two views of two communities that think alike."""
    dims = ("run", "quarter", "community")
    return {
        name: xarray.DataArray(np.repeat(values[None, :, None], 2, axis=2), dims=dims)
        for name, values in (("perceived_security", quick), ("confidence", slow))
    }


def test_the_view_that_moves_first_leads_by_its_quarters():
    noise = np.cumsum(np.random.default_rng(2).standard_normal(44))
    h = history(**views(noise[3:], 0.25 * noise[:41]))  # follows by three, a quarter of the size
    told = {"first": 2004, "last": 2013}
    ahead = {"column": "perceived_security", "before": "confidence"}
    assert one("lead", h, **ahead, **told, longest=5) == 3.0
    behind = {"column": "confidence", "before": "perceived_security"}
    assert one("lead", h, **behind, **told, longest=5) == -3.0
    sizes = {"column": "perceived_security", "against": "confidence"}
    lagged = history(**views(noise[:41], 0.25 * noise[:41]))
    assert one("swing_ratio", lagged, **sizes, **told) == pytest.approx(4.0)


def test_a_view_that_never_moves_neither_leads_nor_swings():
    h = history(**views(np.arange(41.0) ** 2, np.ones(41)))
    told = {"first": 2004, "last": 2013}
    assert np.isnan(one("lead", h, column="perceived_security", before="confidence", **told))
    sizes = {"column": "perceived_security", "against": "confidence"}
    assert np.isnan(one("swing_ratio", h, **sizes, **told))


# all of them


def test_each_says_what_it_is():
    assert len(STATISTICS) > 20
    for found in STATISTICS.values():
        assert found.unit and found.meaning and len(found.definition) > 40, found.name
        assert found.columns or "column" in found.arguments.values(), found.name


def test_runs_stay_apart_and_those_that_went_astray_are_undefined():
    level = np.array([np.full(41, 1.0), np.full(41, 2.0), np.full(41, 3.0)])
    h = history(runs=3, failures={"1": "gone"}, skill=level)
    found = compute("mean_level", h, column="skill", first=2004, last=2005)
    assert found[0] == 1.0 and np.isnan(found[1]) and found[2] == 3.0


def test_a_single_run_without_the_run_dimension_will_do():
    h = history(skill=5.0).isel(run=0)
    assert compute("mean_level", h, column="skill", first=2004, last=2004).tolist() == [5.0]


def test_a_column_that_a_supplier_does_not_carry_counts_as_nothing():
    troops = in_body(Lead=800.0, Other=200.0, Body=np.nan, Firm=np.nan)
    h = history(troops=troops)
    told = {"body": "Body", "states": ["Other"], "first": 2004, "last": 2005}
    assert one("group_share", h, **told) == pytest.approx(0.2)
    assert np.isnan(one("group_share", history(troops=in_body(Lead=np.nan)), **told))


@pytest.mark.parametrize(
    ("name", "arguments", "complaint"),
    [
        ("mean_levle", {}, "did you mean 'mean_level'"),
        ("mean_level", {"colum": "skill"}, "did you mean 'column'"),
        ("mean_level", {"column": "skill", "first": 2004}, "needs the argument 'last'"),
    ],
)
def test_what_is_unknown_or_missing_is_refused(name, arguments, complaint):
    with pytest.raises(StatisticError, match=complaint):
        compute(name, history(skill=1.0), **arguments)


@pytest.mark.parametrize(
    ("told", "complaint"),
    [
        ({"column": "skil", "first": 2004, "last": 2005}, "did you mean 'skill'"),
        ({"column": "skill", "first": 2003, "last": 2005}, "outside the history"),
        ({"column": "skill", "first": 2005, "last": 2004}, "ends before it begins"),
        ({"column": "skill", "first": "2005q1", "last": 2005}, "write it as 2025Q1"),
    ],
)
def test_a_window_or_column_that_is_not_there_is_refused(told, complaint):
    with pytest.raises(HistoryError, match=complaint):
        compute("mean_level", history(skill=1.0), **told)


def test_years_are_whole():
    h = history(help={"Lead": 1.0}, own_budget=1.0)
    with pytest.raises(HistoryError, match="calendar years"):
        compute("volatility_ratio", h, first="2004Q2", last=2010)
