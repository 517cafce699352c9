"""Whole comparisons: nothing is lost between tables, and workers change no number."""

import numpy as np
import pandas as pd
import pytest

from experiments.gains import Worlds, gains, gains_of, simulating, worlds_of
from experiments.gains import scales as weighing
from experiments.gains.measures import chosen
from experiments.study import Study
from sim import Policy, Scenario, simulate
from sim.errors import ParameterError
from sim.streams import run_seeds

LIBERIA = "liberia/us_freeze"


@pytest.fixture(scope="module")
def found():
    return gains(
        LIBERIA, ["self_financing", "transparency"], "none", 24, 5, quarters=10, resamples=200
    )


def total(table, by):
    """Help by policy, summed over the rows of a kind."""
    some = table[(table["by"] == by) & (table["measure"] == "help")]
    return some.groupby("policy")[["difference", "reference_mean"]].sum()


def test_sums_over_actors_kinds_channels_and_the_host_are_one(found):
    actors = total(found.gains, "actor")
    assert (actors["reference_mean"] > 1.0).all()
    for by in ("kind", "channel"):
        pd.testing.assert_frame_equal(total(found.gains, by), actors, rtol=1e-9, atol=1e-12)
    host = found.gains[found.gains["measure"] == "external"].query("by == 'actor'")
    np.testing.assert_allclose(host["difference"], actors["difference"], rtol=1e-9)


def test_years_are_the_means_of_their_quarters(found):
    lines = found.trajectories.query("policy == 'transparency' and measure == 'help'")
    years = found.gains.query("policy == 'transparency' and measure == 'help' and by == 'year'")
    by_hand = lines.groupby(lines["date"].str[:4])["difference"].mean()
    np.testing.assert_allclose(years["difference"], by_hand, rtol=1e-9)
    assert years["name"].tolist() == ["2024", "2025", "2026"]
    whole = found.gains.query("policy == 'transparency' and measure == 'help' and by == 'kind'")
    assert lines["difference"].mean() == pytest.approx(whole["difference"].sum(), rel=1e-9)


def test_differences_are_those_of_the_histories(found):
    worlds = [
        simulate(LIBERIA, 24, 5, policy, quarters=10, keep=["readiness", "trust"])
        for policy in ("self_financing", "none")
    ]
    readiness = [world["readiness"].values[:, 1:] for world in worlds]
    lines = found.trajectories.query("measure == 'readiness'").set_index("policy")
    by_hand = (readiness[0] - readiness[1]).mean(0)
    np.testing.assert_allclose(lines.loc["self_financing", "difference"], by_hand, rtol=1e-9)
    np.testing.assert_allclose(
        lines.loc["none", "median"], np.median(readiness[1], axis=0), rtol=1e-12
    )
    assert lines.loc["none", "difference"].isna().all()
    tie = [world["trust"].sel(actor="China").values[:, 1:].mean() for world in worlds]
    row = found.gains.query(
        "policy == 'self_financing' and by == 'actor' and name == 'China' and measure == 'trust'"
    ).iloc[0]
    assert row["difference"] == pytest.approx(tie[0] - tie[1])
    assert row["label"] == "China"
    assert row["worlds"] == 24


def test_tables_have_the_columns_that_others_read(found):
    assert {"scenario", "policy", "reference", "by", "name", "measure", "unit", "difference",
            "low", "high", "effect", "gain"} <= set(found.gains)  # fmt: skip
    assert {"scenario", "policy", "measure", "quarter", "q05", "q25", "median", "q75", "q95",
            "difference", "low", "high"} <= set(found.trajectories)  # fmt: skip
    assert {"scenario", "policy", "measure", "quarter"} <= set(found.divergence)
    assert set(found.gains["by"]) == {"kind", "actor", "channel", "community", "year"}
    assert not found.gains.duplicated(["scenario", "policy", "by", "name", "measure"]).any()
    assert list(found.gains["policy"].unique()) == ["self_financing", "transparency"]
    assert found.failures.empty


def test_the_cost_of_a_policy_is_a_loss_to_the_host(found):
    row = found.gains.query("by == 'actor' and measure == 'policy_cost'").iloc[0]
    assert (row["name"], row["gain"], row["effect"]) == ("Liberia", "worse", np.inf)


def test_toy_from_end_to_end_and_the_same_with_two_processes():
    one = gains("toy", ["none", "transparency"], "none", 12, 1, resamples=200)
    two = gains("toy", ["none", "transparency"], "none", 12, 1, resamples=200, processes=2)
    for name in ("gains", "trajectories", "divergence", "failures"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(two, name), check_exact=True)
    # no chance reaches trust there: its difference is the same in all worlds
    (trust,) = one.gains.query("by == 'actor' and measure == 'trust'").itertuples()
    assert trust.low_all == trust.difference == trust.high_all > 0.0
    assert (trust.gain, trust.effect) == ("better", np.inf)
    assert set(one.gains.query("by == 'actor'")["name"]) == {"Host", "Partner"}


def test_chunks_change_no_number(monkeypatch):
    def made():
        return gains("toy", ["none", "transparency"], "none", 12, 1, resamples=200).gains

    whole = made()
    monkeypatch.setattr("experiments.gains.simulating.AT_ONCE", 5)
    pd.testing.assert_frame_equal(made(), whole, check_exact=True)


def test_the_reference_is_added_and_loaded():
    found = gains("toy", "transparency", "none", 12, 1, resamples=200)
    assert set(found.gains["policy"]) == {"transparency"}
    assert list(found.trajectories["policy"].unique()) == ["none", "transparency"]


def test_scenarios_are_compared_over_their_common_quarters():
    found = gains(
        ["liberia/baseline", LIBERIA], "none", "liberia/baseline", 12, 1, over="scenario",
        quarters=8, measures=["help", "readiness"], resamples=200,
    )  # fmt: skip
    lines = found.trajectories.query("measure == 'help'")
    # one starts in 2024, the other in 2025, eight quarters each
    assert lines.groupby("scenario")["date"].agg(["first", "last"]).to_numpy().tolist() == [
        ["2025Q1", "2025Q4"], ["2025Q1", "2025Q4"],
    ]  # fmt: skip
    assert set(found.gains["scenario"]) == {LIBERIA}
    assert set(found.gains["reference"]) == {"liberia/baseline"}
    frozen = found.gains.query("by == 'actor' and name == 'United States' and measure == 'help'")
    assert frozen["direction"].tolist() == ["less"]
    assert set(found.gains["measure"]) == {"help", "readiness"}


def study(**changes):
    data = {
        "title": "Small", "scenario": "toy", "policy": ["none", "transparency"],
        "factors": {"rules.fatigue.gain": [0.05, 0.4], "policy.transparency.intensity": [0.2, 1.0]},
        "design": {"method": "latin_hypercube", "samples": 15}, "seeds": "independent",
        "seed": 4, "outcomes": ["readiness"],
    }  # fmt: skip
    return Study.from_dict(data | changes, "small")


def test_a_study_lends_its_worlds():
    own = worlds_of(study(), 200)["toy"]
    rows = study().rows(0, study().runs)
    assert len(own) == 15
    assert set(own.seeds) == set(rows.seed)
    few = worlds_of(study(), 5)["toy"]
    assert len(few) == 5
    assert few.seeds.tolist() == own.seeds[[0, 3, 6, 9, 12]].tolist()
    found = gains_of(study(), "none", resamples=200)
    assert set(found.gains["worlds"]) == {15}
    assert set(found.gains["policy"]) == {"transparency"}
    # fatigue differs between worlds, since its gain does
    fatigue = found.trajectories.query("policy == 'none' and measure == 'fatigue'")
    assert (fatigue["q95"] > fatigue["q05"]).any()


def test_worlds_of_a_study_whose_policies_are_a_factor():
    whole = worlds_of(
        Study.from_dict(
            {"title": "Crossed",
             "factors": {"scenario": {"values": ["toy", "liberia/baseline"]},
                         "policy": {"values": ["none", "transparency"]}},
             "design": {"method": "full_factorial"}, "replicates": 12, "seed": 4}
        )
    )  # fmt: skip
    assert set(whole) == {"toy", "liberia/baseline"}
    for own in whole.values():
        np.testing.assert_array_equal(np.sort(own.seeds), np.sort(run_seeds(4, 12)))


def test_common_worlds_are_those_of_simulate():
    history = simulate("toy", 5, 9)
    np.testing.assert_array_equal(Worlds.common(5, 9).seeds, history["seed"].values)


def test_progress_counts_every_run():
    told = []
    gains("toy", ["none", "transparency"], "none", 12, 1, resamples=200, progress=told.append)
    assert sum(told) == 24


def test_failures_are_told(monkeypatch):
    real = weighing.simulate_all

    def broken(cells, worlds, measures, processes, deliver, progress=None):
        def deliver_broken(name, condensed, failures):
            if name[1] == "transparency":
                condensed.fine[3] = False
                failures = {3: "astray"}
            deliver(name, condensed, failures)

        real(cells, worlds, measures, processes, deliver_broken, progress)

    monkeypatch.setattr(weighing, "simulate_all", broken)
    found = gains("toy", ["none", "transparency"], "none", 12, 1, resamples=200)
    assert found.failures["message"].tolist() == ["astray"]
    assert found.failures["seed"].tolist() == [int(run_seeds(1, 12)[3])]
    assert set(found.gains["worlds"]) == {11}


def test_failures_are_numbered_over_all_parts(monkeypatch):
    def astray(*args, **more):
        history = simulate(*args, **more)
        history["readiness"][1, 3:] = np.nan
        return history.assign_attrs(failures='{"1": "astray"}')

    monkeypatch.setattr(simulating, "simulate", astray)
    toy = Scenario.load("toy")
    cell = simulating.Cell(toy, Policy.none(), slice(None))
    part = simulating.compute(
        simulating.Task(("toy", "none"), cell, 5, Worlds.common(4, 1), chosen(["trust"]))
    )
    assert part.failures == {6: "astray"}
    assert np.flatnonzero(~part.condensed.fine).tolist() == [1]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: gains("toy", "none", "none", over="actor"), "say policy or scenario"),
        (lambda: gains("toy", "none", "none", 0), "runs is 0"),
        (lambda: gains("toy", [], None), "policies is empty"),
        (lambda: gains([], "none", "none"), "scenarios is empty"),
        (lambda: gains("toy", "none", "none", worlds={"other": Worlds.common(3, 1)}), "no worlds"),
        (lambda: gains("toy", "none", "none", 12, measures=["readyness"]), "mean 'readiness'"),
        (lambda: gains_of(study(), "transparancy"), "mean 'transparency'"),
        (
            lambda: gains(
                [Scenario.load("toy"), "liberia/history"], "none", "toy", 12, over="scenario",
                quarters=1,
            ),
            "share no quarter",
        ),
    ],
)  # fmt: skip
def test_bad_input_is_told(call, words):
    with pytest.raises(ParameterError, match=words):
        call()
