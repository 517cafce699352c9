"""The case studies show their point by configuration alone, with and without one event each.

A signature is the mean of a paired difference over runs with its 99% interval (Student's t), which
must lie on the side that is claimed.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
import xarray
import yaml

from sim import Scenario, outcomes, simulate
from sim.calendar import Quarter
from sim.scenario import scenario_names
from sim.scenario.folders import shipped
from tests.signatures import DOWN, UP, Measure, mean, paired
from tests.worlds import stated_numbers

RUNS = 60

#: The case, and the event without which it is its own twin.
CASES = {
    "un_au": "un_support",
    "nato_eu": "berlin_plus",
    "isaf_like": "caveats",
    "local_ngo_agency": "umbrella",
    "balkans_1990s": "robust_force",
    "un_early": "consent_withdrawn",
    "un_multidimensional": "civilians",
    "somalia_1990s": "casualties",
}

#: Authorised strengths on record: body, quarter in which it holds, persons.
ON_RECORD = {
    # resolutions 1744 (2007), 2036 (2012), 2124 (2013)
    "un_au": [("AU", "2007Q1", 8000), ("AU", "2012Q1", 17731), ("AU", "2013Q4", 22126)],
    # SFOR at its end; resolution 1575 (2004)
    "nato_eu": [("NATO", "2004Q3", 7000), ("NATO", "2004Q4", 0), ("EU", "2004Q4", 7000)],
    # ISAF in 2011; end on 28 December 2014
    "isaf_like": [("NATO", "2011Q2", 130000), ("NATO", "2014Q4", 0)],
    # resolutions 743 (1992), 1031 (1995), 1088 (1996)
    "balkans_1990s": [
        ("UN", "1992Q2", 14000),
        ("UN", "1995Q4", 0),
        ("NATO", "1995Q4", 60000),
        ("NATO", "1996Q4", 32000),
    ],
    # General Assembly resolution 1001 (ES-I) and A/3694; A/6406; request of 18 May 1967
    "un_early": [
        ("UN", "1956Q4", 6000),
        ("UN", "1966Q1", 3959),
        ("UN", "1967Q1", 3378),
        ("UN", "1967Q2", 0),
    ],
    # resolutions 797 (1992), 957 (1994)
    "un_multidimensional": [("UN", "1993Q1", 6625 + 354), ("UN", "1995Q1", 0)],
    # resolutions 751, 775, 794 (1992), 814 (1993), 897, 954 (1994)
    "somalia_1990s": [
        ("UN", "1992Q2", 50),
        ("UN", "1992Q3", 50 + 3500 + 719),
        ("Unified Task Force", "1992Q4", 37000),
        ("Unified Task Force", "1993Q2", 0),
        ("UN", "1993Q2", 28000),
        ("UN", "1994Q1", 22000),
        ("UN", "1995Q1", 0),
    ],
}


@cache
def loaded(name: str) -> Scenario:
    return Scenario.load(f"cases/{name}")


@cache
def world(name: str, without: str = "", **set_to: float) -> xarray.Dataset:
    """Runs of a case, without one of its events, with some values set."""
    given = {address.replace("__", "."): value for address, value in set_to.items()}
    if without:
        given[f"events.{without}.depth"] = 0.0
    return simulate(loaded(name), RUNS, 1, parameters=given)


def twin(name: str) -> xarray.Dataset:
    return world(name, CASES[name])


@cache
def table(name: str, without: str = "") -> dict[str, np.ndarray]:
    found = outcomes(world(name, without))
    return {str(column): values.to_numpy() for column, values in found.items()}


def moment(name: str, quarter: str) -> int:
    """Index of a quarter's end; 0 is the moment before the first."""
    return Quarter.parse(quarter) - loaded(name).start + 1


SIGNATURES: list[tuple[str, str | Measure, int]] = [
    # soldiers who are paid for hold a country that soldiers alone do not
    ("un_au", mean("funded", 13, 36, "AU"), UP),
    ("un_au", mean("foreign_troops", 13, 36), UP),
    ("un_au", "threat", DOWN),
    ("un_au", "legitimacy", UP),
    ("un_au", mean("help", 13, 36, "AU"), UP),
    # one framework, standards and exercises
    ("nato_eu", mean("interoperability", 20, 32), UP),
    ("nato_eu", "overhead_share", DOWN),
    ("nato_eu", "delivery_rate", UP),
    ("nato_eu", "external_total_musd", UP),
    ("nato_eu", "readiness", UP),
    # each for itself
    ("isaf_like", "overhead_share", UP),
    ("isaf_like", "delivery_rate", DOWN),
    ("isaf_like", "external_total_musd", DOWN),
    ("isaf_like", "funding_gap", UP),
    # people whom outsiders do not reach
    ("local_ngo_agency", mean("legitimacy", 17, 24, "Countryside"), UP),
    ("local_ngo_agency", "legitimacy", UP),
    ("local_ngo_agency", "concentration", DOWN),
    ("local_ngo_agency", "overhead_share", UP),
    # a mandate to use force
    ("balkans_1990s", "threat", DOWN),
    ("balkans_1990s", "confidence", UP),
    ("balkans_1990s", mean("foreign_troops", 17, 31), UP),
    ("balkans_1990s", mean("help", 19, 31, "United States"), UP),
    # without consent there is no mission
    ("un_early", mean("foreign_troops", 44, 48), DOWN),
    ("un_early", mean("mission_spending", 44, 48, "UN"), DOWN),
    ("un_early", "threat", UP),
    ("un_early", "perceived_security", DOWN),
    # what civilians leave behind, and what they cost
    ("un_multidimensional", "confidence", UP),
    ("un_multidimensional", "legitimacy", UP),
    ("un_multidimensional", mean("capacity", 15, 24), UP),
    ("un_multidimensional", "readiness", UP),
    ("un_multidimensional", "mean_autonomy", DOWN),
    ("un_multidimensional", "funding_volatility", UP),
    # those who could use most force leave first
    ("somalia_1990s", mean("troops", 8, 11, "United States"), DOWN),
    ("somalia_1990s", mean("foreign_troops", 8, 11), DOWN),
    ("somalia_1990s", mean("threat", 8, 11), UP),
    ("somalia_1990s", mean("access", 8, 15, "Relief agencies"), DOWN),
    ("somalia_1990s", "external_total_musd", DOWN),
    ("somalia_1990s", "legitimacy", DOWN),
]


@pytest.mark.parametrize(("name", "measure", "side"), SIGNATURES)
def test_signature(name: str, measure: str | Measure, side: int) -> None:
    if isinstance(measure, str):
        ours, theirs = table(name)[measure], table(name, CASES[name])[measure]
    else:
        ours, theirs = measure(world(name)), measure(twin(name))
    _, low, high = paired(ours, theirs)
    assert low > 0 if side == UP else high < 0, (low, high)


@pytest.mark.parametrize("name", ON_RECORD)
def test_authorised_strength_is_that_on_record(name: str) -> None:
    for body, quarter, persons in ON_RECORD[name]:
        authorised = world(name).authorised.sel(actor=body).isel(quarter=moment(name, quarter))
        np.testing.assert_allclose(authorised.values, persons, rtol=1e-3, atol=1e-6)


def test_the_african_mission_deploys_over_years() -> None:
    strength = world("un_au").strength.sel(actor="AU").median("run").values
    assert strength[moment("un_au", "2007Q4")] < 2000
    assert 6500 < strength[moment("un_au", "2009Q4")] < 8200
    assert strength[moment("un_au", "2015Q4")] > 20000


def test_few_neighbours_send_all_the_soldiers() -> None:
    troops = world("un_au").troops.sel(body="AU")
    last = np.nan_to_num(troops.isel(quarter=-1).median("run").values)
    senders = [str(a) for a, n in zip(world("un_au").actor.values, last, strict=True) if n > 1]
    assert senders == ["Uganda", "Burundi", "Kenya", "Ethiopia", "Djibouti"]


def test_one_body_hands_over_to_the_other() -> None:
    strength = world("nato_eu").strength.median("run")
    nato, eu = strength.sel(actor="NATO").values, strength.sel(actor="EU").values
    assert nato[7] > 6500 and eu[7] == 0
    assert nato[-1] < 1 and eu[-1] > 6900


def test_caveats_cost_help_and_no_readiness() -> None:
    caveats, free = world("isaf_like"), twin("isaf_like")
    lost = 1 - caveats.external.values[:, 1:].sum(1) / free.external.values[:, 1:].sum(1)
    assert 0.05 < lost.mean() < 0.15
    assert (
        abs(paired(table("isaf_like")["readiness"], table("isaf_like", "caveats")["readiness"])[0])
        < 0.01
    )
    assert np.median(table("isaf_like")["autonomy"]) < 0.3


def test_threat_returns_when_the_large_force_has_left() -> None:
    threat = world("isaf_like").threat.values
    there, gone = moment("isaf_like", "2012Q4"), moment("isaf_like", "2015Q4")
    assert paired(threat[:, gone], threat[:, there])[1] > 0


def test_local_organisations_have_the_better_access() -> None:
    access = world("local_ngo_agency").access.isel(quarter=slice(9, None)).mean(("run", "quarter"))
    locals_ = access.sel(actor=["Women's association", "Health committees", "Farmers' union"])
    assert (locals_.values > float(access.sel(actor="International agency"))).all()


def test_equal_competence_takes_away_most_of_what_the_umbrella_gains() -> None:
    locals_ = ("Women's association", "Health committees", "Farmers' union")
    alike = {f"actors__{name}__competence": 0.4 for name in locals_}
    measure = mean("legitimacy", 17, 24, "Countryside")
    full = paired(measure(world("local_ngo_agency")), measure(twin("local_ngo_agency")))
    bare = paired(
        measure(world("local_ngo_agency", **alike)),
        measure(world("local_ngo_agency", "umbrella", **alike)),
    )
    assert 0 < bare[0] < 0.5 * full[0]


def test_the_impartial_force_is_too_small_to_matter_and_the_robust_one_is_not() -> None:
    off = world("balkans_1990s", rules__peacekeeping__local_effect=0.0)
    before, after = mean("threat", 8, 14), mean("threat", 24, 31)
    small = paired(before(off), before(world("balkans_1990s")))
    robust = paired(after(twin("balkans_1990s")), after(world("balkans_1990s")))
    assert small[0] < 0.4 * robust[0] and robust[1] > 0.2


def test_the_early_force_is_small_brings_nothing_else_and_goes_at_once() -> None:
    strength = world("un_early").strength.sel(actor="UN").median("run").values
    assert strength.max() < 6100
    assert strength[moment("un_early", "1967Q1")] > 3000
    assert strength[moment("un_early", "1967Q2")] == 0
    leaves, stays = world("un_early"), twin("un_early")
    assert float(leaves.help.sel(actor="UN").sum()) == 0.0
    assert (
        abs(paired(mean("readiness", 44, 48)(leaves), mean("readiness", 44, 48)(stays))[0]) < 0.01
    )


def test_a_buffer_that_both_sides_want_matters_and_one_that_they_do_not_want_hardly() -> None:
    after = mean("threat", 45, 48)
    wanted = paired(after(world("un_early")), after(twin("un_early")))
    slight = {"rules__peacekeeping__local_effect": 0.1}
    unwanted = paired(
        after(world("un_early", **slight)), after(world("un_early", "consent_withdrawn", **slight))
    )
    assert 0 < unwanted[0] < 0.25 * wanted[0]


def test_civilians_change_trust_and_not_the_threat() -> None:
    case, soldiers = world("un_multidimensional"), twin("un_multidimensional")
    later = mean("confidence", 15, 24)
    gain = paired(later(case), later(soldiers))
    silent = {"rules__legitimacy__openness": 0.0}
    without = paired(
        later(world("un_multidimensional", **silent)),
        later(world("un_multidimensional", "civilians", **silent)),
    )
    assert 0 < without[0] < 0.5 * gain[0]
    calm = mean("threat", 15, 24)
    assert abs(paired(calm(case), calm(soldiers))[0]) < 0.01


def test_the_coalition_changes_hands_and_leaves_nothing_behind() -> None:
    strength = world("somalia_1990s").strength.median("run")
    first, last = strength.sel(actor="Unified Task Force").values, strength.sel(actor="UN").values
    there, handed_over = moment("somalia_1990s", "1993Q1"), moment("somalia_1990s", "1993Q4")
    assert last[:there].max() < 950 and first[there] > 30000
    assert first[handed_over] < 1000 and last[handed_over] > 22000
    assert last[-1] < 1 and first[-1] < 1
    apart = [
        paired(measure(world("somalia_1990s")), measure(twin("somalia_1990s")))[0]
        for measure in (mean("threat", 8, 11), mean("threat", 17, 20))
    ]
    assert 0 < apart[1] < 0.33 * apart[0]
    threat = world("somalia_1990s").threat.median("run").values
    assert threat[-1] > threat[0] > threat[handed_over]


@pytest.mark.parametrize("name", CASES)
def test_it_says_why_what_to_look_at_and_what_carries_it(name: str) -> None:
    text = " ".join(loaded(name).description.split())
    assert "Look at" in text and "hangs on" in text and f"events.{CASES[name]}" in text
    assert loaded(name).quarters <= 48 and len(loaded(name).actors) <= 16


@pytest.mark.parametrize("name", CASES)
def test_every_number_has_a_source_or_is_an_assumption(name: str) -> None:
    scenario = loaded(name)
    addresses = stated_numbers(scenario)
    assert len(addresses) > 50
    for address in addresses:
        known = scenario.provenance(address)
        assert known.file and (known.source or known.status == "assumption"), address
    stated = yaml.safe_load((shipped() / f"cases/{name}.yaml").read_text(encoding="utf-8"))
    assert stated["status"] == "assumption"
    for key, event in stated["events"].items():
        assert event.get("source") or event.get("status") == "assumption", key


def test_every_case_is_tested() -> None:
    assert {f"cases/{name}" for name in CASES} == {n for n in scenario_names() if "cases/" in n}
