"""What the domain names is in the model: each name resolves, each piece of evidence holds."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from experiments.documentation import names
from experiments.documentation.coverage import Item, load, probe
from experiments.documentation.coverage_page import told
from experiments.documentation.pages import COVERAGE
from experiments.documentation.probes import RUNS, SEED, Effect, Probe, check, measured, paired
from sim.errors import CoalitionError
from sim.scenario import lever_names

ITEMS = [item for section in load(COVERAGE) for item in section.items]
PROBES = list(dict.fromkeys(p for item in ITEMS for p in item.probes))


def test_all_196_numbers_are_there_once() -> None:
    assert [item.number for item in ITEMS] == list(range(1, 197))


def test_nothing_is_pending() -> None:
    assert [item.number for item in ITEMS if item.pending] == []


def test_no_two_items_read_alike() -> None:
    assert [text for text, times in Counter(item.text for item in ITEMS).items() if times > 1] == []


def faults(item: Item) -> list[str]:
    found = []
    for resolve, wanted in (
        (names.resolve, item.where),
        (names.resolve_test, item.tests),
        (check, item.probes),
    ):
        for name in wanted:  # type: ignore[attr-defined]
            try:
                resolve(name)
            except CoalitionError as error:
                found.append(f"item {item.number}: {error}")
    return found


def test_every_name_resolves_and_every_test_exists() -> None:
    found = [fault for item in ITEMS for fault in faults(item)]
    assert not found, "\n".join(found)


def test_every_item_has_evidence() -> None:
    assert [item.number for item in ITEMS if not (item.where and (item.probes or item.tests))] == []
    assert sum(bool(item.probes) for item in ITEMS) >= 180


def test_every_lever_has_its_effect_and_its_harm() -> None:
    practice = [item for item in ITEMS if item.number >= 179]
    pulled = {item.number: {p.change for p in item.probes} for item in practice}
    assert all(len(item.probes) == 2 for item in practice)
    assert sorted(change[0][0].split(".")[1] for (change,) in pulled.values()) == lever_names()


def runs(wanted: Probe) -> bool:
    try:
        check(wanted)
    except CoalitionError:
        return False
    return True


def test_every_probe_moves_what_it_says() -> None:
    """One test, so that the ensembles are simulated once; what cannot run is told above."""
    found = []
    for wanted, effect in measured(filter(runs, PROBES), RUNS, SEED):
        if not effect.has(wanted.sign):
            owners = [item.number for item in ITEMS if wanted in item.probes]
            found.append(f"items {owners}: {told(wanted).replace('`', '')}: {effect}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "name",
    [
        "sim.rules.trust.next_trust",
        "sim.actors.HostState.decide",
        "actors.host_state.framework",
        "actors.partner_state.profile.training",
        "rules.trust.gain",
        "scenario liberia/us_freeze",
        "event liberia/us_freeze:us_freeze",
        "actor liberia/baseline:Côte d'Ivoire",
        "lever transparency",
        "policy diversify",
        "outcome concentration",
        "channel advice",
        "page extending.md",
    ],
)
def test_a_good_name_resolves(name: str) -> None:
    names.resolve(name)


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("sim.rules.trust.next_trusts", "has no 'next_trusts'"),
        ("sim.rules.thrust", "has no 'thrust'"),
        ("simulator", "no name of a known form"),
        ("colour red", "no name of a known form"),
        ("actors.hoststate.framework", "did you mean 'host_state'"),
        ("actors.host_state.framwork", "did you mean 'framework'"),
        ("actors.partner_state.profile.trainings", "did you mean 'training'"),
        ("actors.host_state.framework.training", "has no labels"),
        ("rules.trust.gian", "did you mean 'gain'"),
        ("scenario liberia/freeze", "there is no scenario"),
        ("event liberia/us_freeze:freeze", "there is no event in liberia/us_freeze"),
        ("actor liberia/baseline:Chna", "did you mean 'China'"),
        ("lever openness", "there is no lever"),
        ("outcome hhi", "there is no outcome"),
        ("page odds.md", "there is no page docs/odds.md"),
    ],
)
def test_a_bad_name_is_refused_with_advice(name: str, advice: str) -> None:
    with pytest.raises(names.UnknownName, match="no") as refused:
        names.resolve(name)
    assert advice in str(refused.value)


def test_tests_are_found_in_files_and_classes() -> None:
    names.resolve_test("tests/test_coverage.py::test_nothing_is_pending")
    names.resolve_test("tests/rules/test_trust.py::TestTrust")
    for bad in (
        "tests/test_coverage.py",
        "tests/test_nothing.py::test_it",
        "tests/test_coverage.py::faults",
        "tests/test_coverage.py::test_nothing_is_pendin",
        "tests/rules/test_trust.py::TestTrust::test_it",
    ):
        with pytest.raises(names.UnknownName):
            names.resolve_test(bad)


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"lever": "transparency", "moves": "trust up"}, "does not read like"),
        ({"moves": "trust +"}, "a probe has one of"),
        ({"lever": "transparency", "event": "us_freeze", "moves": "trust +"}, "a probe has one of"),
        ({"lever": "transparency", "moves": "trust +", "runs": 3}, "a probe has one of"),
    ],
)
def test_a_bad_probe_is_refused(given: dict[str, object], fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        probe(given)


@pytest.mark.parametrize(
    "given",
    [
        {"in": "liberia/nowhere", "lever": "transparency", "moves": "trust +"},
        {"against": "liberia/nowhere", "moves": "trust +"},
        {"set": {"rules.trust.gian": 0.2}, "moves": "trust +"},
        {"set": {"rules.trust.gain": 20}, "moves": "trust +"},
        {"lever": "openness", "moves": "trust +"},
        {"event": "flood", "moves": "trust +"},
        {"without": "love", "moves": "trust +"},
        {"lever": "transparency", "moves": "happiness +"},
    ],
)
def test_a_probe_on_what_is_not_there_is_refused(given: dict[str, object]) -> None:
    with pytest.raises(CoalitionError):
        check(probe(given))


def test_an_interval_by_hand() -> None:
    """Thirty differences of 0 or 2: mean 1, standard error 1.0171 / sqrt(30), t = 2.756."""
    found = paired(np.tile([0.0, 2.0], 15))
    assert (found.mean, round(found.low, 3), round(found.high, 3)) == (1.0, 0.488, 1.512)
    assert found.has(1) and not found.has(-1)
    assert not paired(np.tile([-1.0, 1.0], 15)).has(1)
    assert not paired(np.ones(5)).has(1)


def test_what_does_nothing_moves_nothing() -> None:
    idle = probe({"set": {"actors.Liberia.transparency": 0.3}, "moves": "leakage_share -"})
    ((_, found),) = measured([idle], 24, SEED)
    assert found == Effect(0.0, 0.0, 0.0)
    assert not found.has(-1)


def test_neighbours_in_an_ensemble_do_not_touch_each_other() -> None:
    """A probe alone and the same among others give the same effect."""
    mine, *others = (
        probe({"lever": lever, "moves": "trust +"})
        for lever in ("transparency", "regular_meetings", "harmonisation")
    )
    ((_, alone),) = measured([mine], 24, SEED)
    assert alone.mean > 0.0
    assert dict(measured([*others, mine], 24, SEED))[mine] == alone
