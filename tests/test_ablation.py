"""What each mechanism carries: intervals that hold, runs that pair, and an effect for each."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from experiments.ablation import (
    FEWEST_PAIRS,
    WHOLE,
    Ablation,
    ablate,
    effects,
    paired,
    strongest,
    unmoved,
)
from experiments.figures.ablation import HIGHER, LOWER, heat_map, matrix
from sim import Scenario, outcomes, simulate
from sim.errors import CoalitionError
from sim.metrics import OUTCOMES
from sim.rules import RULES
from tests.figures.test_parts import SIGHT, lab
from tests.worlds import scenario

ROOT = Path(__file__).parents[1]
RUNS, SEED = 48, 5
EARLY, SPLIT, NATO = "liberia/mission_leaves_early", "liberia/bloc_split", "cases/nato_eu"
BASE = "liberia/baseline"

#: By mechanism a scenario, and an outcome with the sign of its difference (off - on).
SHOWN = {
    "absorption": (BASE, "mean_readiness +"),
    "agency": (BASE, "leakage_share -"),
    "allocation": (BASE, "mean_autonomy -"),
    "balance": (BASE, "cohesion_energy -"),
    "burden_sharing": (SPLIT, "external_total_musd -"),
    "contracting": (BASE, "effective_partners +"),
    "coordination": (BASE, "delivery_rate +"),
    "credibility": (BASE, "external_total_musd +"),
    "deployment": (BASE, "mean_readiness +"),
    "disbursement": (BASE, "delivery_rate +"),
    "entry": (BASE, "overhead_share -"),
    "equipment": (BASE, "mean_readiness +"),
    "fatigue": (BASE, "mean_readiness +"),
    "forces": (BASE, "personnel +"),
    "fragmentation": (BASE, "overhead_share -"),
    "hardware": (BASE, "perceived_security +"),
    "herding": (BASE, "funding_volatility -"),
    "host_budget": (BASE, "own_total_musd -"),
    "independence": (BASE, "leakage_share -"),
    "institution": (NATO, "readiness -"),
    "intelligence": (BASE, "confidence +"),
    "landscape": (BASE, "cohesion_energy -"),
    "legitimacy": (BASE, "confidence -"),
    "mandate": (EARLY, "external_total_musd -"),
    "mediation": (BASE, "confidence +"),
    "membership": (SPLIT, "membership_retention +"),
    "need": (BASE, "mean_autonomy -"),
    "patrols": (BASE, "perceived_security -"),
    "peacekeeping": (EARLY, "legitimacy -"),
    "priorities": (BASE, "composition_stability +"),
    "readiness": (BASE, "mean_readiness -"),
    "request": (BASE, "mean_readiness -"),
    "rivalry": (BASE, "funding_gap +"),
    "sovereignty": (BASE, "effective_partners -"),
    "specialisation": (BASE, "mean_readiness +"),
    "standby": (EARLY, "threat +"),
    "surge": (EARLY, "external_total_musd -"),
    "technology": (BASE, "delivery_rate -"),
    "termination": (BASE, "tie_survival +"),
    "threat": (BASE, "legitimacy +"),
    "trust": (BASE, "trust -"),
    "turnover": (BASE, "weakest_trust +"),
    "umbrella": (BASE, "overhead_share -"),
}


def test_every_mechanism_has_a_place_where_it_shows() -> None:
    missing, gone = sorted(RULES.keys() - SHOWN), sorted(SHOWN.keys() - RULES)
    assert not missing, (
        f"say in SHOWN where these are seen (coalition validate finds it): {missing}"
    )
    assert not gone, f"no mechanisms any more: {gone}"


@cache
def seen(world: str) -> pd.DataFrame:
    """Effects of the mechanisms that show in a scenario; one stated comparison for each."""
    names = [name for name, (where, _) in SHOWN.items() if where == world and name in RULES]
    found = effects(ablate(scenario(world), names, RUNS, SEED), len(SHOWN))
    return found.set_index(["mechanism", "outcome"])


@pytest.mark.parametrize("mechanism", SHOWN)
def test_switching_a_mechanism_off_moves_an_outcome(mechanism: str) -> None:
    """The stated one, with intervals that hold for all mechanisms together (Bonferroni)."""
    world, told = SHOWN[mechanism]
    outcome, sign = told.split()
    row = seen(world).loc[(mechanism, outcome)]
    assert row["moved"], row
    assert (row["low_all"] > 0) if sign == "+" else (row["high_all"] < 0), row


def frame(values: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame(values, columns=[f"o{n}" for n in range(values.shape[1])])


def test_intervals_hold_as_often_as_they_say() -> None:
    """Of what does nothing one in twenty excludes zero taken alone, and none all together."""
    drawn = np.random.default_rng(1)
    on = drawn.normal(size=(60, 3000))
    found = paired(frame(on), frame(on + drawn.normal(size=on.shape)), comparisons=3000)
    alone = (found["low"] > 0) | (found["high"] < 0)
    assert 0.038 < alone.mean() < 0.062
    assert not found["moved"].any()
    assert paired(frame(on), frame(on + drawn.normal(1, 1, on.shape)), 3000)["moved"].mean() > 0.95


def test_a_pair_with_an_undefined_side_is_left_out_and_said() -> None:
    on = frame(np.arange(40.0).reshape(20, 2))
    off = on + 1.0 + np.tile([[0.1], [-0.1]], (10, 1))
    off.loc[:2, "o0"] = np.nan
    on.loc[3:4, "o0"] = np.nan
    row = paired(on, off).loc["o0"]
    assert (row["runs"], row["lost"], row["gained"]) == (15, 3, 2)
    kept = (off - on)["o0"].dropna()
    assert row["difference"] == pytest.approx(kept.mean())
    assert row["effect"] == pytest.approx(kept.mean() / on["o0"][kept.index].std())


def test_few_pairs_are_not_judged() -> None:
    on = frame(np.arange(20.0).reshape(20, 1))
    on.loc[FEWEST_PAIRS - 1 :] = np.nan
    row = paired(on, on + 1.0).loc["o0"]
    assert row["runs"] == FEWEST_PAIRS - 1
    assert np.isnan(
        row[["difference", "low", "high", "low_all", "high_all", "effect"]].astype(float)
    ).all()
    assert not row["moved"]


def test_rounding_is_no_effect_and_a_constant_shift_is_one() -> None:
    on = frame(np.random.default_rng(2).normal(5, 1, (20, 1)))
    row = paired(on, on * (1 + 1e-13)).loc["o0"]
    assert (row["changed"], row["difference"], row["moved"]) == (0.0, 0.0, False)
    constant = frame(np.full((20, 1), 2.0))
    row = paired(constant, constant + 0.5).loc["o0"]
    assert row["moved"] and row["effect"] == np.inf and row["changed"] == 1.0


def test_runs_with_and_without_are_those_of_simulate() -> None:
    found = ablate(scenario("toy"), ["trust", "termination"], 6, SEED).outcomes
    for kind, off in (WHOLE, {}), ("trust", {"rules.trust.on": 0}):
        alone = outcomes(simulate(scenario("toy"), 6, SEED, parameters=off))
        pd.testing.assert_frame_equal(found.loc[kind], alone)
    assert not found.loc["trust"].equals(found.loc[WHOLE])
    for at_once in (1, 5):
        split = ablate(scenario("toy"), ["trust", "termination"], 6, SEED, at_once=at_once)
        pd.testing.assert_frame_equal(split.outcomes, found)


def test_what_a_scenario_switches_off_stays_off() -> None:
    data = scenario("toy").resolved()
    data["rules"] = {**data.get("rules", {}), "credibility": {"on": 0}}
    world = Scenario.from_dict(data, "without it")
    found = ablate(world, ["credibility", "trust"], 12, SEED)
    whole = outcomes(simulate(world, 12, SEED))
    pd.testing.assert_frame_equal(found.outcomes.loc[WHOLE], whole)
    assert unmoved(effects(found, 1), ["credibility", "trust"]) == ["credibility"]


def test_runs_that_went_astray_are_named_and_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def astray(*args: object, **more: object) -> object:
        history = simulate(*args, **more)  # type: ignore[arg-type]
        history["help"][{"run": 2, "quarter": slice(4, None)}] = np.nan
        history.attrs["failures"] = '{"2": "help is NaN"}'
        return history

    monkeypatch.setattr("experiments.ablation.study.simulate", astray)
    found = ablate(scenario("toy"), ["trust"], 12, SEED, at_once=12)
    assert found.failures == {(WHOLE, 2): "help is NaN", ("trust", 2): "help is NaN"}
    assert (effects(found, 1)["runs"] <= 11).all()


def test_an_unknown_mechanism_is_refused() -> None:
    with pytest.raises(CoalitionError, match="truts"):
        ablate(scenario("toy"), ["truts"], 2, SEED)


def invented(**changes: float) -> pd.DataFrame:
    """Effects of two mechanisms on readiness, in units of its standard deviation."""
    on = np.random.default_rng(3).normal(0, 1, 30)
    kinds = {WHOLE: on} | {name: on + size for name, size in changes.items()}
    table = pd.concat(
        {name: pd.DataFrame({"seed": 1, "readiness": v}) for name, v in kinds.items()}
    )
    return effects(Ablation("a", table.rename_axis(["mechanism", "run"])), 2)


def test_the_strongest_effect_of_several_scenarios_and_what_moves_nowhere() -> None:
    one, two = invented(a=0.5, b=0.0), invented(a=-2.0, b=0.0)
    both = pd.concat([one, two.assign(scenario="other")], ignore_index=True)
    assert unmoved(both, ["a", "b"]) == ["b"]
    (best,) = strongest(both).itertuples()
    assert (best.mechanism, best.scenario) == ("a", "other")
    assert best.difference == pytest.approx(-2.0)
    assert best.effect == pytest.approx(-2.0, rel=0.5)


def test_the_heat_map_shows_what_is_sure_and_nothing_else() -> None:
    found = invented(nothing=0.0, weak=0.05, strong=2.0)
    strength = matrix(found)
    assert list(strength.index) == ["strong", "nothing", "weak"]
    assert np.isnan(strength.loc["nothing", "readiness"])
    assert strength.loc["weak", "readiness"] > 0
    axes = heat_map(found, "Title", "Footer").axes[0]
    assert [text.get_text() for text in axes.get_yticklabels()] == list(strength.index)
    signs = [text.get_text() for text in axes.texts if text.get_text() in "+−"]
    assert signs == ["+", "+"]


@pytest.mark.parametrize("sight", SIGHT)
def test_colours_of_higher_and_lower_are_told_apart(sight: str) -> None:
    for one in LOWER:
        for two in HIGHER:
            assert np.linalg.norm(lab(one, sight) - lab(two, sight)) > 14, (one, two)
    for side in (LOWER, HIGHER):
        lightness = [lab(colour, sight)[0] for colour in side]
        steps = np.diff(lightness if side is LOWER else lightness[::-1])
        assert (steps > 5).all()


def test_the_page_names_every_mechanism_and_only_outcomes_that_are() -> None:
    text = (ROOT / "docs/ablation.md").read_text(encoding="utf-8")
    again = re.search(r"^coalition validate --ablation.*$", text, re.M)
    assert again, "the page says how it is made"
    table = text[text.index("## Mechanism by mechanism") :].split("\n## ")[0]
    rows = re.findall(r"^\| `(\w+)` \|", table, re.M)
    assert rows == list(RULES), f"docs/ablation.md is out of date: {again[0]}"
    spoken = set(re.findall(r"`(\w+)` [+−]", table))
    assert spoken <= OUTCOMES.keys()
