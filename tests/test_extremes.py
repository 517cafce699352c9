"""Worlds at the edge of what a scenario may say: finite, conserved, and failing in words."""

from __future__ import annotations

import gc
from typing import Any

import numpy as np
import pytest

from sim import CoalitionModel, Scenario, outcomes, simulate
from sim.columns import KINDS, LABELS, SUPPLIERS
from sim.errors import NonFiniteState, ParameterError, ScenarioError
from sim.rules import RULES
from sim.streams import run_seeds
from sim.world import World
from tests.worlds import scenario


def changed(name: str = "liberia/baseline", **top: Any) -> Scenario:
    return Scenario.from_dict({**scenario(name).resolved(), **top}, name="edge")


def only(*kinds: str) -> Scenario:
    """The baseline with actors of some kinds only, and what refers to others left out."""
    data = scenario("liberia/baseline").resolved()
    data["events"] = {}
    data["actors"] = {
        n: a for n, a in data["actors"].items() if a["kind"] in ("host_state", *kinds)
    }
    for actor in data["actors"].values():
        declared = KINDS[actor["kind"]].declared()
        for column in [c for c in actor if c in declared and declared[c].axis not in ("", *LABELS)]:
            labels = {label: v for label, v in actor[column].items() if label in data["actors"]}
            actor[column] = labels
            if not labels:
                del actor[column]
    return Scenario.from_dict(data, name="only")


def assert_sound(world: Scenario, runs: int = 3, **more: Any) -> Any:
    h = simulate(world, runs=runs, seed=1, **more)
    bounded = [n for n in ("readiness", "threat", "trust", "legitimacy", "funding_gap") if n in h]
    for name in bounded:
        values = h[name].values[np.isfinite(h[name].values)]
        assert values.size == 0 or (values.min() >= 0 and values.max() <= 1), name
    spent = h[["help", "overhead", "leaked", "cancelled"]].to_array("path").sum(("path", "quarter"))
    on_its_way = h.outstanding.isel(quarter=0) - h.outstanding.isel(quarter=-1)
    after = h.committed.sum("quarter") + on_its_way
    np.testing.assert_allclose(spent, after, rtol=1e-9, atol=1e-7)
    return h


@pytest.mark.parametrize(
    "kinds",
    [
        (),
        ("community",),
        ("partner_state",),
        ("ngo", "community"),
        ("private_firm",),
        ("intergovernmental_body",),
        ("partner_state", "community"),
    ],
    ids=lambda kinds: "+".join(kinds) or "host alone",
)
def test_worlds_that_lack_kinds(kinds: tuple[str, ...]) -> None:
    h = assert_sound(only(*kinds))
    single = CoalitionModel(only(*kinds), rng=int(h.seed[0])).run().history()
    np.testing.assert_array_equal(single.readiness, h.readiness.isel(run=0))


def test_a_host_alone_pays_for_itself_and_decays() -> None:
    h = assert_sound(only())
    assert float(h.external.max()) == 0.0
    assert float(h.dependency.isel(quarter=-1).max()) < 1e-4
    assert bool((h.capacity.isel(quarter=-1) < h.capacity.isel(quarter=0)).all())


def test_one_partner() -> None:
    data = only("partner_state", "community").resolved()
    for name in [n for n, a in data["actors"].items() if a["kind"] == "partner_state"][1:]:
        del data["actors"][name]
    for actor in data["actors"].values():
        for column in ("kinship", "rivalry", "borders"):
            actor.pop(column, None)
    h = assert_sound(Scenario.from_dict(data, name="one partner"))
    given = h.concentration.where(h.partners > 0).isel(quarter=slice(1, None))
    assert float(given.min()) == pytest.approx(1.0)


@pytest.mark.parametrize("factor", [0.0, 1000.0])
def test_no_money_and_a_thousand_times_the_money(factor: float) -> None:
    data = scenario("liberia/baseline").resolved()
    for actor in data["actors"].values():
        for column in ("budget", "appropriated", "programme_budget", "own_income", "funds"):
            if column in actor:
                stated = actor[column]
                value = stated["value"] if isinstance(stated, dict) else stated
                actor[column] = value * factor
    data["actors"]["Liberia"]["external_lately"] = 3.8 * factor
    h = assert_sound(Scenario.from_dict(data, name="money"))
    baseline = simulate("liberia/baseline", runs=3, seed=1)
    if factor:
        # institutions are the bottleneck: a thousand times the money is not a thousand times use
        assert float(h.external.mean()) > 100 * float(baseline.external.mean())
        assert float(h.useful.sum("channel").mean()) < 20 * float(
            baseline.useful.sum("channel").mean()
        )
    else:
        assert float(h.external.max()) == pytest.approx(0.0, abs=1e-12)


def test_zero_trust_shares_no_intelligence_and_recovers_slowly() -> None:
    data = scenario("liberia/baseline").resolved()
    for actor in data["actors"].values():
        if actor["kind"] in SUPPLIERS:
            actor["trust"] = 0.0
    h = assert_sound(Scenario.from_dict(data, name="no trust"))
    plain = simulate("liberia/baseline", runs=3, seed=1)
    first = {"quarter": 1}
    assert float(h.shared_intelligence.isel(first).sum()) < 0.1 * float(
        plain.shared_intelligence.isel(first).sum()
    )
    assert (
        0.05 < float(h.trust.isel(quarter=-1).mean()) < float(plain.trust.isel(quarter=-1).mean())
    )


@pytest.mark.parametrize("end", ["low", "high"])
def test_every_parameter_at_its_bound(end: str) -> None:
    ends = {
        f"rules.{rule}.{name}": getattr(parameter, end)
        for rule, declared in RULES.items()
        for name, parameter in declared.parameters().items()
        if name != "on"
    }
    assert_sound(scenario("liberia/baseline"), parameters=ends)


@pytest.mark.parametrize("end", ["low", "high"])
def test_every_bounded_setting_at_its_bound(end: str) -> None:
    data = scenario("liberia/baseline").resolved()
    for actor in data["actors"].values():
        for name, column in KINDS[actor["kind"]].declared().items():
            limit = getattr(column, end)
            if column.role == "setting" and not column.axis and np.isfinite(limit) and limit <= 1:
                actor[name] = limit
    assert_sound(Scenario.from_dict(data, name="bounds"))


def test_finished_chunks_give_their_memory_back() -> None:
    """By themselves, without the garbage collector; worlds of other tests may be alive."""

    def worlds() -> int:
        return sum(isinstance(thing, World) for thing in gc.get_objects())

    alive = []
    gc.collect()
    gc.disable()
    try:
        before = worlds()
        simulate("toy", runs=6, seed=1, chunk=1, progress=lambda _: alive.append(worlds()))
    finally:
        gc.enable()
    assert alive == [before] * 6


@pytest.mark.parametrize("quarters", [1, 400])
def test_one_quarter_and_a_century(quarters: int) -> None:
    h = assert_sound(scenario("liberia/baseline"), quarters=quarters)
    assert h.sizes["quarter"] == quarters + 1
    assert len(outcomes(h)) == 3


def test_everything_switched_off() -> None:
    assert_sound(scenario("liberia/baseline"), parameters={f"rules.{rule}.on": 0 for rule in RULES})


def test_a_value_set_by_hand_that_is_not_finite_is_named() -> None:
    model = CoalitionModel("liberia/baseline", rng=1)
    model.step()
    next(agent for agent in model.agents if agent.name == "China").budget = np.nan
    with pytest.raises(
        NonFiniteState, match="budget of China is not finite at the start of 2025Q2"
    ):
        model.step()


def test_a_run_that_goes_astray_stops_with_rule_actor_and_quarter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def astray(fatigue: float, *rest: object) -> float:
        return np.inf

    astray.__module__ = "sim.rules.fatigue"
    monkeypatch.setattr("sim.actors.partner_state.next_fatigue", astray)
    with pytest.raises(
        NonFiniteState,
        match=r"fatigue of United States is not finite after PartnerState\.tire "
        r"\(rules: fatigue\) in 2025Q1",
    ):
        CoalitionModel("liberia/baseline", rng=1).step()


def test_one_bad_run_spoils_no_other() -> None:
    seeds = run_seeds(1, 5)
    model = CoalitionModel("liberia/baseline", rng=0, seeds=seeds)
    model.world["budget"][2, model.world.rows.row("China")] = np.nan
    while model.running:
        model.step()
    assert set(model.failures) == {2}
    assert "China" in model.failures[2]
    assert "2025Q1" in model.failures[2]
    good = simulate("liberia/baseline", seeds=seeds)
    for run in (0, 1, 3, 4):
        np.testing.assert_array_equal(
            model.world["readiness"][run, 0], good.readiness.isel(run=run, quarter=-1)
        )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"runs": 0}, "runs is 0; it must be a whole number from 1"),
        ({"runs": 2.5}, "runs is 2.5"),
        ({"seed": -1}, "seed is -1"),
        ({"chunk": 0}, "chunk is 0"),
        ({"seeds": []}, "seeds is empty"),
        ({"quarters": 0}, "quarters is 0"),
        ({"parameters": {"rules.fatigue.gian": 0.1}}, "did you mean 'gain'"),
        ({"parameters": {"actors.Chnia.budget": 0.1}}, "did you mean 'China'"),
        ({"parameters": {"actors.China.budget": -4}}, "it must be at least 0"),
        ({"parameters": {"actors.China.budget": [1.0, np.nan]}, "runs": 2}, "must be"),
        (
            {"parameters": {"actors.China.budget": [1.0, 2.0, 3.0]}, "runs": 2},
            "3 values for 2 runs",
        ),
        ({"policy": "diversfy"}, "diversfy"),
        ({"scenario": "liberia/basline"}, "did you mean 'liberia/baseline'"),
        ({"keep": ["trsut"]}, "did you mean 'trust'"),
    ],
)
def test_bad_arguments_are_refused_in_words(arguments: dict[str, Any], message: str) -> None:
    from sim.errors import CoalitionError

    with pytest.raises(CoalitionError, match=message):
        simulate(**{"scenario": "liberia/baseline", "runs": 2, "seed": 1, **arguments})


def test_errors_of_both_kinds_are_also_plain_python_ones() -> None:
    assert issubclass(ScenarioError, ValueError)
    assert issubclass(ParameterError, ValueError)
    assert issubclass(NonFiniteState, ArithmeticError)
