"""Each future differs from its twin under the same seeds in what its description says, and no more.

A signature is the mean of a paired difference over runs with its 99% interval (Student's t), which
must lie on the side that is claimed. The events alone make the difference, and the assumption that
the description names carries it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
import pytest
import xarray
import yaml

from sim import Scenario, outcomes, simulate
from sim.scenario import parameter_table
from sim.scenario.folders import shipped
from tests.signatures import DOWN, UP, Measure, mean, paired
from tests.worlds import stated_numbers

RUNS = 60
BASELINE = "liberia/baseline"
FUTURES = (
    "us_freeze", "rivalry", "bloc_split", "epidemic", "border_crisis", "mission_leaves_early",
    "distracted", "windfall", "technology", "contractors", "too_many_partners", "frozen",
    "trends",
)  # fmt: skip

#: Futures without a twin in the baseline, and the events that their twin does without.
OWN_TWIN = {"us_freeze": ("us_freeze", "us_cut"), "mission_leaves_early": ("mission_ends",)}

#: Futures that differ from the baseline in nothing but events.
EVENTS_ONLY = ("rivalry", "epidemic", "distracted", "windfall")


@cache
def world(name: str, *without: str, **set_to: float) -> xarray.Dataset:
    """Runs of a scenario, without some of its events, with some values set."""
    given = {f"events.{event}.depth": 0.0 for event in without}
    given |= {address.replace("__", "."): value for address, value in set_to.items()}
    return simulate(name, RUNS, 1, parameters=given)


def future(name: str) -> xarray.Dataset:
    return world(f"liberia/{name}")


def twin(name: str) -> xarray.Dataset:
    return world(f"liberia/{name}", *OWN_TWIN[name]) if name in OWN_TWIN else world(BASELINE)


@cache
def table(name: str, which: Callable[[str], xarray.Dataset]) -> dict[str, np.ndarray]:
    return {str(column): values.to_numpy() for column, values in outcomes(which(name)).items()}


def members(h: xarray.Dataset) -> np.ndarray:
    """Members of ECOWAS at the horizon."""
    return np.asarray(h.membership.sel(actor="ECOWAS").isel(quarter=-1).sum("state").values)


def paid(h: xarray.Dataset) -> np.ndarray:
    """All that suppliers paid."""
    flows = h.help + h.overhead + h.leaked
    return np.asarray(flows.isel(quarter=slice(1, None)).sum(("quarter", "actor")).values)


def called(h: xarray.Dataset) -> np.ndarray:
    """Promises of assistance that a crisis called."""
    return np.asarray(h.triggered.sum(("quarter", "actor")).values)


def broken(h: xarray.Dataset) -> np.ndarray:
    """Promises that were called and not kept."""
    return called(h) - np.asarray(h.honoured.sum(("quarter", "actor")).values)


def overhead_while_it_works(h: xarray.Dataset) -> np.ndarray:
    """Share of payments that is overhead, in the five years of the contract."""
    years = h.isel(quarter=slice(4, 23))
    help_, overhead, leaked = (
        years[v].sum(("quarter", "actor")).values for v in ("help", "overhead", "leaked")
    )
    return np.asarray(overhead / (help_ + overhead + leaked))


SIGNATURES: list[tuple[str, str | Measure, int]] = [
    ("us_freeze", "external_total_musd", DOWN),
    ("us_freeze", "funding_gap", UP),
    ("us_freeze", "shock_depth", UP),
    ("us_freeze", "readiness", DOWN),
    ("us_freeze", mean("trust", 9, 20, "United States"), DOWN),
    ("us_freeze", mean("help", 5, 6, "Training contractor"), DOWN),
    ("rivalry", mean("help", 17, 40, "United States"), DOWN),
    ("rivalry", mean("help", 17, 40, "China"), UP),
    ("rivalry", mean("alignment", 33, 40), UP),
    ("rivalry", "largest_partner", DOWN),
    ("rivalry", "cohesion_balance", DOWN),
    ("rivalry", "cohesion_frustration", UP),
    ("bloc_split", members, DOWN),
    ("bloc_split", mean("income", 21, 40, "ECOWAS"), DOWN),
    ("bloc_split", mean("help", 21, 40, "ECOWAS"), DOWN),
    ("bloc_split", mean("threat", 9, 40), UP),
    ("bloc_split", "cohesion_balance", DOWN),
    ("epidemic", "external_total_musd", UP),
    ("epidemic", "largest_partner", UP),
    ("epidemic", "own_total_musd", DOWN),
    ("epidemic", "autonomy", DOWN),
    ("epidemic", "funding_volatility", UP),
    ("epidemic", "confidence", DOWN),
    ("border_crisis", mean("threat", 5, 40), UP),
    ("border_crisis", mean("legitimacy", 5, 40, "North Central"), DOWN),
    ("border_crisis", called, UP),
    ("border_crisis", broken, UP),
    ("border_crisis", mean("trust", 5, 40, "Senegal"), DOWN),
    ("mission_leaves_early", "threat", UP),
    ("mission_leaves_early", "confidence", DOWN),
    ("mission_leaves_early", "external_total_musd", UP),
    ("mission_leaves_early", mean("mission_spending", 17, 40, "UN"), DOWN),
    ("mission_leaves_early", "trust", DOWN),
    ("distracted", "external_total_musd", DOWN),
    ("distracted", "funding_gap", UP),
    ("distracted", "largest_partner", DOWN),
    ("distracted", mean("help", 9, 32, "EU"), DOWN),
    ("windfall", mean("own_budget", 17, 24), UP),
    ("windfall", mean("dependency", 17, 24), DOWN),
    ("windfall", mean("external", 13, 24), DOWN),
    ("windfall", mean("funding_gap", 9, 12), DOWN),
    ("windfall", mean("funding_gap", 33, 40), UP),
    ("windfall", "autonomy", DOWN),
    ("windfall", "readiness", DOWN),
    ("windfall", "personnel", UP),
    ("technology", mean("information", 25, 40), UP),
    ("technology", "delivery_rate", UP),
    ("technology", "perceived_security", UP),
    ("technology", mean("sovereignty_cost", 25, 40), UP),
    ("technology", mean("maintenance", 9, 40), DOWN),
    ("technology", "readiness", DOWN),
    ("contractors", mean("help", 5, 20, "Training contractor"), UP),
    ("contractors", mean("memory", 17, 22, "Training contractor"), UP),
    ("contractors", mean("memory", 29, 40, "Training contractor"), DOWN),
    ("contractors", mean("skill", 5, 20), UP),
    ("contractors", mean("skill", 29, 40), DOWN),
    ("contractors", "leakage_share", UP),
    ("contractors", overhead_while_it_works, UP),
    ("contractors", "readiness", DOWN),
    ("too_many_partners", paid, UP),
    ("too_many_partners", "external_total_musd", DOWN),
    ("too_many_partners", "overhead_share", UP),
    ("too_many_partners", mean("capacity", 33, 40), DOWN),
    ("too_many_partners", "readiness", DOWN),
    ("too_many_partners", "funding_gap", UP),
    ("frozen", "partnership_stability", UP),
    ("frozen", "tie_survival", UP),
    ("frozen", "downside_volatility", DOWN),
    ("frozen", "readiness", DOWN),
    ("frozen", "autonomy", DOWN),
    ("frozen", "leakage_share", UP),
    ("trends", "external_total_musd", UP),
    ("trends", "readiness", UP),
    ("trends", "autonomy", DOWN),
    ("trends", "confidence", UP),
    ("trends", "tie_survival", UP),
    ("trends", mean("multilateral_share", 21, 40), UP),
    ("trends", mean("information", 21, 40), UP),
    ("trends", "threat", UP),
    ("trends", "perceived_security", DOWN),
]

#: What each trend moves by itself, without the others.
TRENDS: dict[str, tuple[str | Measure, int]] = {
    "actors.Liberia.own_split.technology": (mean("technology", 21, 40), UP),
    "rules.intelligence.threshold": (mean("information", 21, 40), UP),
    "actors.ECOWAS.programme_budget": (mean("help", 21, 40, "ECOWAS"), UP),
    "actors.AU.programme_budget": (mean("help", 21, 40, "AU"), UP),
    "actors.Liberia.exercises": (mean("interoperability", 21, 40), UP),
    "rules.termination.base": ("tie_survival", UP),
    "actors.Germany.budget": ("largest_partner", DOWN),
    "actors.Japan.budget": ("effective_partners", UP),
    "actors.UN.programme_budget": (mean("multilateral_share", 21, 40), UP),
    "actors.EU.programme_budget": (mean("multilateral_share", 21, 40), UP),
    "rules.technology.sensing": (mean("information", 21, 40), UP),
    "rules.technology.blindness": ("threat", DOWN),
    "actors.Liberia.community_programme": ("confidence", UP),
    "actors.Sweden.grants.Local peace committees": ("legitimacy", UP),
    "actors.United States.contracts.Training contractor": (
        mean("help", 21, 40, "Training contractor"),
        UP,
    ),
    "rules.threat.contagion": ("threat", UP),
}


@pytest.mark.parametrize(("name", "measure", "side"), SIGNATURES)
def test_signature(name: str, measure: str | Measure, side: int) -> None:
    if isinstance(measure, str):
        ours, theirs = table(name, future)[measure], table(name, twin)[measure]
    else:
        ours, theirs = measure(future(name)), measure(twin(name))
    _, low, high = paired(ours, theirs)
    assert low > 0 if side == UP else high < 0, (low, high)


def with_trends(*addresses: str) -> xarray.Dataset:
    """The scenario of trends with these and no others."""
    content = loaded("trends").resolved()
    content["trends"] = {address: content["trends"][address] for address in addresses}
    return simulate(Scenario.from_dict(content, "trends"), RUNS, 1)


@pytest.mark.parametrize("address", TRENDS)
def test_each_trend_moves_something_by_itself(address: str) -> None:
    measure, side = TRENDS[address]
    alone, base = with_trends(address), world(BASELINE)
    if isinstance(measure, str):
        ours, theirs = outcomes(alone, [measure])[measure].to_numpy(), table(BASELINE, world)
        _, low, high = paired(ours, theirs[measure])
    else:
        _, low, high = paired(measure(alone), measure(base))
    assert low > 0 if side == UP else high < 0, (low, high)


def test_every_trend_is_tested_and_nothing_but_trends_differs() -> None:
    assert list(TRENDS) == list(loaded("trends").trends)
    still = with_trends()
    for variable in ("help", "readiness", "threat", "alignment"):
        np.testing.assert_array_equal(still[variable].values, world(BASELINE)[variable].values)


def test_trends_stay_inside_their_ranges() -> None:
    """A rate that runs into the end of a range would be a smaller rate without a word."""
    scenario = loaded("trends")
    table_ = {row.address: row for row in parameter_table()}
    for address, rate in scenario.trends.items():
        if address.startswith("rules."):
            _, rule, name = address.split(".")
            row = table_[address]
            start = scenario.rules.get(rule, {}).get(name, row.default)
            end = start * np.exp(rate * (scenario.quarters - 1) / 4)
            assert row.low <= end <= row.high, address


def test_contagion_carries_the_sign_of_the_trends_in_threat() -> None:
    others = [address for address in TRENDS if address != "rules.threat.contagion"]
    measure = mean("threat", 37, 40)
    _, _, high = paired(measure(with_trends(*others)), measure(world(BASELINE)))
    assert high < 0


def test_common_bodies_carry_the_growth_of_help() -> None:
    others = [address for address in TRENDS if not address.endswith("programme_budget")]
    paid_in = mean("external", 1, 40)
    assert gone("trends", paid_in, with_trends(*others), world(BASELINE)) > 0.6


@pytest.mark.parametrize("name", EVENTS_ONLY)
def test_without_its_events_a_future_is_the_baseline(name: str) -> None:
    off = world(f"liberia/{name}", *(set(loaded(name).events) - set(loaded("baseline").events)))
    for variable in ("help", "readiness", "threat", "alignment"):
        np.testing.assert_array_equal(off[variable].values, world(BASELINE)[variable].values)


@cache
def loaded(name: str) -> Scenario:
    return Scenario.load(f"liberia/{name}")


# What carries the result, as the descriptions say


def gone(name: str, measure: Measure, carrier: xarray.Dataset, against: xarray.Dataset) -> float:
    """Share of the difference from the twin that is gone without what carries it."""
    full, _, _ = paired(measure(future(name)), measure(twin(name)))
    rest, _, _ = paired(measure(carrier), measure(against))
    return 1.0 - rest / full


def test_the_lasting_cut_carries_the_freeze() -> None:
    frozen_only = world("liberia/us_freeze", "us_cut")
    assert gone("us_freeze", mean("external", 9, 40), frozen_only, twin("us_freeze")) > 0.9
    _, low, high = paired(
        mean("external", 5, 5)(frozen_only), mean("external", 5, 5)(twin("us_freeze"))
    )
    assert low < high < 0


def test_exclusivity_carries_half_of_what_a_rival_withdraws() -> None:
    courted = world("liberia/rivalry", "estrangement")
    measure = mean("help", 17, 40, "United States")
    assert 0.3 < gone("rivalry", measure, courted, world(BASELINE)) < 0.8
    assert (
        paired(mean("external", 17, 40)(courted), mean("external", 17, 40)(twin("rivalry")))[1] > 0
    )


def test_stigma_decides_who_leaves_and_not_the_money() -> None:
    mild = world("liberia/bloc_split", rules__membership__stigma=0.5)
    assert gone("bloc_split", members, mild, world(BASELINE)) > 0.6
    income = mean("income", 21, 40, "ECOWAS")
    assert gone("bloc_split", income, mild, world(BASELINE)) < 0.3


def test_without_a_surge_an_epidemic_brings_little_help() -> None:
    calm = {"rules__surge__on": 0.0}
    measure = mean("external", 5, 40)
    without, base = world("liberia/epidemic", **calm), world(BASELINE, **calm)
    assert gone("epidemic", measure, without, base) > 0.8


def test_an_epidemic_costs_readiness_at_first() -> None:
    ours, theirs = future("epidemic"), twin("epidemic")
    struck = (ours.strength_of.sel(intervention="events.epidemic") > 0).values.argmax(1)
    runs = np.arange(RUNS)
    first = [h.readiness.values[runs, struck] for h in (ours, theirs)]
    assert paired(*first)[2] < 0
    before = [h.readiness.values[runs, struck - 1] for h in (ours, theirs)]
    np.testing.assert_array_equal(*before)


def test_a_mission_without_local_effect_leaves_no_threat_behind() -> None:
    blunt = {"rules__peacekeeping__local_effect": 0.0}
    measure = mean("threat", 17, 40)
    stays = world("liberia/mission_leaves_early", "mission_ends", **blunt)
    leaves = world("liberia/mission_leaves_early", **blunt)
    assert gone("mission_leaves_early", measure, leaves, stays) > 0.95


def test_the_mission_stays_around_5000_until_it_ends() -> None:
    strength = future("mission_leaves_early").strength.sel(actor="UN").median("run").values
    assert (abs(strength[:13] - 5000) < 750).all() and strength[-1] < 1
    assert twin("mission_leaves_early").strength.sel(actor="UN").median("run").values[-1] > 3000


def test_promises_carry_the_end_of_the_windfall() -> None:
    sober = world("liberia/windfall", "promises")
    assert gone("windfall", mean("readiness", 37, 40), sober, world(BASELINE)) > 0.8
    gap = gone("windfall", mean("funding_gap", 37, 40), sober, world(BASELINE))
    assert 0.5 < gap < 0.85


@pytest.mark.parametrize("alone", ["surveillance", "communications", "analytics"])
def test_each_technology_can_be_had_alone(alone: str) -> None:
    others = {"surveillance", "communications", "analytics"} - {alone}
    measure = mean("information", 25, 40)
    none = world("liberia/technology", "surveillance", "communications", "analytics")
    by_itself = paired(measure(world("liberia/technology", *sorted(others))), measure(none))
    together = paired(measure(future("technology")), measure(none))
    assert 0 < by_itself[1] and by_itself[2] < together[1]


def test_a_lead_agency_takes_back_two_thirds_of_the_loss() -> None:
    led = {"actors__Liberia__framework": 1.0}
    measure = mean("external", 1, 40)
    hub, base = world("liberia/too_many_partners", **led), world(BASELINE, **led)
    assert 0.5 < gone("too_many_partners", measure, hub, base) < 0.85


def test_habit_carries_part_of_the_uselessness_and_none_of_the_stability() -> None:
    elsewhere = world("liberia/frozen", "habit")
    assert 0.1 < gone("frozen", mean("readiness", 37, 40), elsewhere, world(BASELINE)) < 0.5
    steady = outcomes(elsewhere, ["partnership_stability", "readiness", "autonomy"])
    assert paired(steady.partnership_stability.to_numpy(),
                  table("frozen", twin)["partnership_stability"])[1] > 0  # fmt: skip


# What every future owes its reader


@pytest.mark.parametrize("name", FUTURES)
def test_it_says_why_what_to_look_at_and_what_carries_it(name: str) -> None:
    scenario = loaded(name)
    text = " ".join(scenario.description.split())
    assert scenario.title != loaded("baseline").title and scenario.title != ""
    assert "Look at" in text or "Compare" in text
    assert "hangs on" in text or "carries" in text
    assert scenario.quarters <= 40


@pytest.mark.parametrize("name", FUTURES)
def test_every_number_of_its_own_has_a_source_or_is_an_assumption(name: str) -> None:
    scenario = loaded(name)
    addresses = stated_numbers(scenario)
    for address in addresses:
        known = scenario.provenance(address)
        assert known.file and (known.source or known.status == "assumption"), address
    stated = yaml.safe_load((shipped() / f"liberia/{name}.yaml").read_text(encoding="utf-8"))
    assert stated["status"] == "assumption"
    for key, event in stated["events"].items() if "events" in stated else ():
        assert event.get("source") or event.get("status") == "assumption", key
    for address in scenario.trends:
        known = scenario.provenance(f"trends.{address}")
        assert known.file and known.source and known.status == "assumption", address
