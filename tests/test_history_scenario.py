"""The world of 2003-2025 brings back what is on record for 2003-2015, and says where it is from.

Only 2003-2015 is compared. What followed is a hold-out: no figure of it stands here.
"""

import numpy as np
import pytest

from sim import Scenario, simulate
from sim.calendar import Quarter
from sim.metrics._numbers import gini
from tests.worlds import stated_numbers

RUNS = 60
KEEP = (
    "help", "overhead", "leaked", "own_budget", "troops", "authorised", "mission_spending",
    "personnel", "left", "surge", "turned",
)  # fmt: skip
START = Quarter.parse("2003Q4")

# UN DPKO monthly contributions via IPI Peacekeeping Database (Perry & Smith 2013): troops of UNMIL
# at the end of the year.
MISSION = {
    2003: 8387, 2004: 14501, 2005: 14824, 2006: 13613, 2007: 13310, 2008: 10607, 2009: 9505,
    2010: 7938, 2011: 7778, 2012: 7430, 2013: 5751, 2014: 4308, 2015: 3306,
}  # fmt: skip

# SIPRI Military Expenditure Database 2021 edition: million current US$ a year.
OWN = {
    2004: 4.5, 2005: 6.5, 2006: 3.9, 2007: 2.9, 2008: 4.9, 2009: 6.7, 2010: 9.0, 2011: 12.5,
    2012: 15.2, 2013: 15.1, 2014: 14.5, 2015: 14.8,
}  # fmt: skip

# Accra peace process; Colpus dataset 1.1; Powell and Thyne; Cline Center; UCDP v25.1; WHO; OECD
# DAC1; inaugurations; UK Spending Review 2020: what happened from outside, and when.
HAPPENED = {
    "taylor_leaves_2003": "2003-08", "peace_agreement_2003": "2003-08",
    "recognition_of_beijing_2003": "2003-10", "transitional_government_2003": "2003-10",
    "togo_coup_2005": "2005-02", "liberia_inauguration_2006": "2006-01",
    "nigeria_inauguration_2007": "2007-05", "financial_crisis_2008": "2008-09",
    "guinea_coup_2008": "2008-12", "us_inauguration_2009": "2009-01",
    "niger_coup_2010": "2010-02", "ivorian_crisis_2010": "2010-11", "mali_coup_2012": "2012-03",
    "guinea_bissau_coup_2012": "2012-04", "border_attack_2012": "2012-06",
    "ebola_2014": "2014-03", "burkina_faso_coup_2014": "2014-10",
    "burkina_faso_failed_coup_2015": "2015-09", "uk_referendum_2016": "2016-06",
    "us_inauguration_2017": "2017-01", "liberia_inauguration_2018": "2018-01",
    "covid_2020": "2020-03", "mali_coup_2020": "2020-08", "uk_aid_cut_2020": "2020-11",
    "us_inauguration_2021": "2021-01", "mali_coup_2021": "2021-05", "guinea_coup_2021": "2021-09",
    "burkina_faso_coup_2022": "2022-01", "ukraine_war_2022": "2022-02",
    "burkina_faso_second_coup_2022": "2022-09", "niger_coup_2023": "2023-07",
    "liberia_inauguration_2024": "2024-01", "us_inauguration_2025": "2025-01",
    "us_freeze_2025": "2025-01",
}  # fmt: skip

COUPS = [name for name in HAPPENED if "coup" in name and "failed" not in name]


@pytest.fixture(scope="module")
def scenario():
    return Scenario.load("liberia/history")


@pytest.fixture(scope="module")
def history(scenario):
    return simulate(scenario, RUNS, 1, keep=KEEP)


def moment(year, quarter=4):
    """Index of the end of a quarter; 0 is the moment before the first."""
    return Quarter(year, quarter) - START + 1


def yearly(flow, first=2004, last=2015):
    """Sums of calendar years, `(run, year, ...)`."""
    quarters = flow[:, moment(first, 1) : moment(last, 4) + 1]
    return quarters.reshape(len(flow), last - first + 1, 4, *flow.shape[2:]).sum(2)


def given(history, name):
    """A variable as an array; 0 for those who do not carry it."""
    return np.nan_to_num(history[name].values)


def mission(history):
    """UNMIL's troops by contributor, `(run, moment, actor)`."""
    return given(history.sel(body="UN"), "troops")


def help_by_donor(history):
    """Help a year by who pays for it: the contractor's work counts as its employer's."""
    actors = list(history.actor.values)
    flow = yearly(given(history, "help"))
    contractor = actors.index("Training contractor")
    flow[..., actors.index("United States")] += flow[..., contractor]
    flow[..., contractor] = 0.0
    return flow


def of(history, flow, donor):
    return flow[..., list(history.actor.values).index(donor)]


def paid(history, donors):
    """Million US$ a year that left the donors, losses and overhead included, 2004-2015."""
    flow = sum(given(history, name) for name in ("help", "overhead", "leaked"))
    return sum(of(history, yearly(flow), donor) for donor in donors)


def passes(values, low, high):
    """A pattern: the median lies in the band, and so do at least half of the runs."""
    inside = (values >= low) & (values <= high)
    return low <= np.nanmedian(values) <= high and inside.mean() >= 0.5


def test_it_spans_2003_to_2025(scenario):
    assert (str(scenario.start), scenario.quarters) == ("2003Q4", 89)
    assert str(scenario.start + (scenario.quarters - 1)) == "2025Q4"


def test_every_stated_number_says_where_it_comes_from(scenario):
    addresses = stated_numbers(scenario) + [f"trends.{address}" for address in scenario.trends]
    assert len(addresses) > 800
    for address in addresses:
        known = scenario.provenance(address)
        assert known.file and (known.source or known.status == "assumption"), address
        if known.source and not address.startswith("trends"):
            assert known.confidence in ("high", "medium", "low"), address


def test_nobody_gives_out_of_a_contributors_purse(scenario):
    givers = [a for a in scenario.of_kind("partner_state") if scenario.actors[a].numbers["budget"]]
    assert len(scenario.of_kind("partner_state")) - len(givers) >= 20
    assert {"United States", "China", "Norway"} <= set(givers)
    assert not {"Pakistan", "Bangladesh", "Togo", "Peru"} & set(givers)


@pytest.mark.parametrize(("name", "month"), HAPPENED.items())
def test_what_happened_is_an_event_in_its_quarter_with_its_source(scenario, name, month):
    event = scenario.events[name]
    year, of_year = int(month[:4]), int(month[5:])
    quarter = Quarter(year, (of_year + 2) // 3)
    # what happens at the end of a quarter acts from the next one on
    assert START + event.when.first in (quarter, quarter + 1)
    assert event.when.kind == "date"
    assert event.source and event.effects


def test_no_event_is_without_a_source(scenario):
    assert [name for name, event in scenario.events.items() if not event.source] == []


@pytest.mark.parametrize("name", COUPS)
def test_a_coup_changes_the_leader_and_suspends_the_constitution(scenario, history, name):
    moved = {target.name for effect in scenario.events[name].effects for target in effect.targets}
    assert moved == {"turnover_due", "junta"}
    state = scenario.events[name].effects[0].targets[0].owner
    at = scenario.events[name].when.first + 1
    assert (history.turned.sel(actor=state).values[:, at] == 1).all()


def test_the_mission_arrives_and_shrinks_as_on_record(history):
    troops = np.median(mission(history).sum(-1), axis=0)
    level = np.array([troops[moment(year)] for year in MISSION])
    apart = np.log(level / np.array(list(MISSION.values())))
    assert abs(apart[0]) < 0.05  # 8,387 at the end of 2003
    assert (np.abs(apart[1:3]) < 0.05).all()  # full strength, 2004 and 2005
    assert np.abs(apart).max() < 0.3
    assert np.abs(apart).mean() < 0.12
    assert 3300 <= level[-1] <= 4500


def test_the_mission_is_a_staircase_not_a_slope(history):
    # 63% of monthly changes on record are below 1%, and the 14 largest carry 57% of the fall
    authorised = given(history.sel(actor="UN"), "authorised")[:, : moment(2015) + 1]
    change = np.diff(authorised, axis=1)
    steps = (change < 0).sum(1)
    assert (change > 0).sum() < 0.1 * (change < 0).sum()  # a review may also add, and seldom does
    assert passes(steps, 4, 8)
    share = -change[change < 0] / authorised[:, :-1][change < 0]
    assert np.median(share) == pytest.approx(0.2)  # the third to fifth largest of nine yearly falls
    third = [moment(year, 3) - 1 for year in range(2004, 2016)]
    assert not np.delete(change, third, axis=1).any()


def test_the_mission_leaves_by_its_own_reviews_in_the_end(history):
    troops = mission(history).sum(-1)
    assert np.median(troops[:, moment(2015)]) > 3000
    # years after 2015 are not tuned to: most runs are enough
    assert np.mean(troops[:, -1] < 100) > 0.5


def test_few_states_send_most_of_the_troops(history):
    # P5: HHI 0.131-0.181 and Gini 0.85-0.88 of some 60 contributors, November 2009-August 2014
    # (UN DPKO via IPI); band of HHI 0.10-0.30, Gini at least 0.7
    for year in range(2009, 2015):
        troops = mission(history)[:, moment(year)]
        shares = troops / troops.sum(-1, keepdims=True)
        assert passes((shares**2).sum(-1), 0.1, 0.3), year
        assert passes(gini(troops, troops > 0.5), 0.7, 1.0), year


@pytest.mark.parametrize(
    ("state", "year", "on_record"),
    [  # UN DPKO via IPI: uniformed, December 2009 and 2010
        ("Pakistan", 2009, 3116 / 10947), ("Bangladesh", 2009, 2362 / 10947),
        ("Nigeria", 2009, 1714 / 10947), ("Ghana", 2009, 746 / 10947),
        ("Pakistan", 2010, 2988 / 9392), ("Bangladesh", 2010, 1465 / 9392),
        ("Nigeria", 2010, 1724 / 9392), ("Ghana", 2010, 738 / 9392),
    ],
)  # fmt: skip
def test_the_large_contributors_are_those_on_record(history, state, year, on_record):
    troops = mission(history)[:, moment(year)]
    share = np.median(of(history, troops, state) / troops.sum(-1))
    assert share == pytest.approx(on_record, abs=0.05)


def test_the_region_carries_more_of_the_mission_as_it_shrinks(history):
    # 0.23 in 2009, 0.39 in August 2014 (UN DPKO via IPI)
    region = ("Nigeria", "Ghana", "Senegal", "Mali", "Benin", "Togo", "Niger")
    share = {}
    for year in (2005, 2009, 2014):
        troops = mission(history)[:, moment(year)]
        ours = sum(of(history, troops, state) for state in region)
        share[year] = np.median(ours / troops.sum(-1))
    assert share[2005] < share[2009] < share[2014]
    assert 0.2 < share[2009] < 0.33 and 0.33 < share[2014] < 0.45


def test_a_small_army_is_raised_and_stays_near_its_ceiling(history):
    # P7: 2,000-2,050 (IISS via World Bank WDI), 226 of 2,169 deserted by February 2012 (Monitor)
    personnel = history.personnel.values
    assert not personnel[:, : moment(2005) + 1].any()
    assert passes(personnel[:, moment(2009, 1) : moment(2015) + 1].mean(1), 1700, 2300)
    assert passes(personnel[:, moment(2006) : moment(2015) + 1 : 4].mean(1), 1700, 2300)
    after = slice(moment(2010, 1), moment(2015) + 1)
    left = yearly(history.left.values, 2010, 2015) / yearly(personnel, 2010, 2015) * 4
    assert passes(left.mean(1), 0.015, 0.05)
    assert (np.abs(np.diff(personnel[:, after], axis=1)) < 40).all()


def test_own_spending_has_the_level_on_record(history):
    own = np.median(yearly(history.own_budget.values), axis=0)
    apart = np.log(own / np.array(list(OWN.values())))
    assert np.abs(apart).max() < 0.5  # the trough of 2007 is not reached
    assert np.abs(apart).mean() < 0.16
    assert np.abs(apart[4:]).max() < 0.15  # from 2008 on


def test_the_scale_of_security_money_is_that_on_record(history):
    # UNMIL about 7.8 bn over 15 years; the US programme 200-250 m in about 2005-2009 (AFRICOM);
    # China nearly 15 m since 2004 (defenceweb)
    america = paid(history, ("United States", "Training contractor"))
    programme = np.median(america[:, 1:6].sum(1))
    america = np.median(america, axis=0)
    mission_cost = np.median(given(history.sel(actor="UN"), "mission_spending").sum(1))
    china = np.median(paid(history, ("China",)).sum(1))
    ghana_and_nigeria = [np.median(paid(history, (s,)).sum(1)) for s in ("Nigeria", "Ghana")]
    own = np.array(list(OWN.values()))
    assert 200 <= programme <= 250
    assert 6500 < mission_cost < 9500
    assert mission_cost > 10 * programme and programme > 4 * own[1:6].sum()
    assert 0.5 < (america[6:10] / own[6:10]).mean() < 2.0  # later the two are alike
    assert 10 < china < 20 and china > max(ghana_and_nigeria)


def test_contractors_raise_the_army_and_mentors_follow(history):
    contractor = np.median(paid(history, ("Training contractor",)), axis=0)
    share = contractor / np.median(paid(history, ("United States", "Training contractor")), axis=0)
    assert (share[2:6] > 0.5).all() and (share[7:] < 0.25).all()


def test_one_donor_gives_a_quarter_to_a_half(history):
    # P14: largest share of DAC aid 0.25-0.72 (OECD DAC2a via WDI); band 0.2-0.6 in 80% of years
    for flow in (help_by_donor(history), yearly(given(history, "help"))):
        largest = flow.max(-1) / flow.sum(-1)
        assert passes(((largest >= 0.2) & (largest <= 0.6)).mean(1), 0.8, 1.0)


def test_help_swings_more_than_own_spending(history):
    # P1: ratio of the sds of yearly log changes 1.7 in 2004-2015 and 3.25 in 2011-2020 (OECD DAC2a
    # via WDI, SIPRI); band 1.7-6. From 2004 on, when single decisions ruled both series, record and
    # model lie at the edge of the band: too close to say (docs/validation.md, P1-all-years)
    help_in, own = help_by_donor(history).sum(-1), yearly(history.own_budget.values)

    def swing(flow):
        return np.diff(np.log(flow), axis=1).std(1, ddof=1)

    assert passes(swing(help_in[:, 5:]) / swing(own[:, 5:]), 1.7, 6.0)


def test_without_wandering_priorities_help_swings_too_little(scenario):
    still = simulate(
        scenario, RUNS, 1, parameters={"rules.priorities.on": 0}, quarters=49, keep=KEEP
    )
    help_in, own = help_by_donor(still).sum(-1), yearly(still.own_budget.values)
    sds = [np.diff(np.log(flow), axis=1).std(1, ddof=1) for flow in (help_in, own)]
    assert not passes(sds[0] / sds[1], 1.7, 6.0)


def test_ebola_brings_a_surge_of_the_lead_donor_that_fades(scenario, history):
    # P2: peak over the years before 4.1-7.7 in four pairs, band 2-8; half-life 2.4-4.7 years (OECD
    # DAC2a via WDI)
    america = of(history, help_by_donor(history), "United States")
    before = america[:, 6:10].mean(1)
    steady = before > 1.0
    assert steady.mean() > 0.7  # the others broke with Liberia before
    surge = america[steady, 10:].max(1) / before[steady]
    assert passes(surge, 2.0, 8.0)
    surge_only = np.median(of(history, given(history, "surge"), "United States"), axis=0)
    slope = np.log(surge_only[moment(2015, 1)] / surge_only[moment(2014, 3)]) / 0.5
    assert 2.4 < np.log(0.5) / slope < 4.7
    britain = np.median(of(history, help_by_donor(history), "United Kingdom"), axis=0)
    assert britain[10:].max() < 2.0 * britain[6:10].mean()  # it led elsewhere

    without = simulate(scenario, RUNS, 1, parameters={"rules.surge.on": 0}, quarters=49, keep=KEEP)
    america = of(without, help_by_donor(without), "United States")
    before = america[:, 6:10].mean(1)
    assert not passes(america[before > 1.0, 10:].max(1) / before[before > 1.0], 2.0, 8.0)
