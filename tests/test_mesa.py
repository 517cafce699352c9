"""The model is an ordinary Mesa model."""

from __future__ import annotations

import mesa
import numpy as np
import pandas as pd
import pytest

from sim import CoalitionModel
from sim.actors import HostState, PartnerState
from sim.errors import ParameterError


def test_it_steps_stops_and_knows_its_agents() -> None:
    model = CoalitionModel("toy", rng=1)
    assert isinstance(model, mesa.Model)
    assert {type(agent).__name__ for agent in model.agents} == {
        "HostState",
        "PartnerState",
        "Community",
    }
    (partner,) = model.agents_by_type[PartnerState]
    assert partner.name == "Partner"
    assert isinstance(partner.trust, float)
    model.step()
    assert model.steps == 1
    assert model.running
    model.run_model()
    assert model.steps == 8
    assert not model.running


def test_agent_sets_select_and_aggregate() -> None:
    model = CoalitionModel("liberia/baseline", rng=1).run()
    states = model.agents_by_type[PartnerState]
    trusting = states.select(lambda state: state.trust > 0.5)
    assert 0 < len(trusting) <= len(states)
    assert states.agg("trust", np.mean) == pytest.approx(np.mean([s.trust for s in states]))


def test_an_actor_can_be_changed_between_steps() -> None:
    plain, generous = CoalitionModel("toy", rng=1), CoalitionModel("toy", rng=1)
    (partner,) = generous.agents_by_type[PartnerState]
    partner.budget = 50.0
    assert generous.run().host.external > plain.run().host.external


def test_data_collector_reports_start_and_each_quarter() -> None:
    model = CoalitionModel("toy", rng=1).run()
    table = model.datacollector.get_model_vars_dataframe()
    assert len(table) == 9
    assert {"readiness", "funding_gap", "external"} <= set(table.columns)
    np.testing.assert_array_equal(table["readiness"], model.history().readiness)
    agents = model.datacollector.get_agent_vars_dataframe()
    partner = agents[agents["name"] == "Partner"]["trust"]
    np.testing.assert_array_equal(partner, model.history().trust.sel(actor="Partner"))


def test_batch_run_varies_what_a_mesa_user_varies() -> None:
    results = mesa.batch_run(
        CoalitionModel,
        parameters={"scenario": ["toy"], "quarters": [4, 6]},
        number_processes=1,
        data_collection_period=1,
        display_progress=False,
    )
    table = pd.DataFrame(results)
    assert {"readiness", "Step", "quarters", "name", "trust"} <= set(table.columns)
    # Mesa numbers collections from 0 and, in some versions, leaves out the last
    assert table["Step"].max() in (5, 6)
    assert table.groupby("quarters")["readiness"].nunique().min() > 1


def test_the_seed_is_kept_and_replays() -> None:
    unseeded = CoalitionModel("liberia/baseline", quarters=6).run()
    again = CoalitionModel("liberia/baseline", rng=unseeded.seed, quarters=6).run()
    np.testing.assert_array_equal(unseeded.history().trust, again.history().trust)


@pytest.mark.parametrize("rng", [np.int64(7), np.random.SeedSequence(7), np.random.default_rng(7)])
def test_other_seeds_that_mesa_takes(rng: object) -> None:
    assert CoalitionModel("toy", rng=rng).run().steps == 8


@pytest.mark.parametrize("rng", [-1, 0.5, "7", True])
def test_seeds_that_make_no_sense_are_refused(rng: object) -> None:
    with pytest.raises(ParameterError, match="at least 0"):
        CoalitionModel("toy", rng=rng)


def test_two_models_do_not_disturb_each_other() -> None:
    alone = CoalitionModel("toy", rng=1).run().history()
    one, other = CoalitionModel("toy", rng=1), CoalitionModel("toy", rng=2)
    while one.running:
        one.step()
        other.step()
    np.testing.assert_array_equal(alone.trust, one.history().trust)


def test_the_host_is_an_agent() -> None:
    model = CoalitionModel("toy", rng=1)
    assert isinstance(model.host, HostState)
    assert model.host in model.agents
