"""A partner that is not `present` gives nothing and takes nothing, and everybody else lives on."""

from __future__ import annotations

import numpy as np
import pytest

from sim import CoalitionModel, simulate
from sim.actors import IntergovernmentalBody
from sim.columns import KINDS, SUPPLIERS
from sim.streams import run_seeds
from tests.worlds import scenario

#: A state's politics at home and its memberships go on without the host.
OWN_LIFE = {"turned", "mediated", "leaves", "joins", "membership_gain"}

#: What an actor that is not there holds of nothing, beside its flows.
NOTHING = {
    "active", "pending", "gift", "technology_lately", "voluntary", "troops", "strength",
    "mediating", "authorised", "standby_out", "brigades_out",
}  # fmt: skip


def columns_of_nothing(kind):
    declared = KINDS[kind].declared().items()
    return [n for n, c in declared if (c.role == "flow" and n not in OWN_LIFE) or n in NOTHING]


def lacking(name, who, runs_each=1, policy="none"):
    """A model whose run k lacks the k-th of `who`."""
    switches = {f"actors.{one}.present": np.ones(len(who) * runs_each) for one in who}
    for k, one in enumerate(who):
        switches[f"actors.{one}.present"][k * runs_each : (k + 1) * runs_each] = 0.0
    seeds = run_seeds(5, len(who) * runs_each)
    return CoalitionModel(scenario(name), rng=0, policy=policy, parameters=switches, seeds=seeds)


def suppliers(name):
    return [one for one, kind in scenario(name).roster.kinds.items() if kind in SUPPLIERS]


@pytest.mark.parametrize("name", ["liberia/baseline", "liberia/history", "liberia/windfall"])
def test_whoever_is_absent_does_nothing_in_any_quarter(name):
    who = suppliers(name)
    model = lacking(name, who)
    kinds = scenario(name).roster.kinds

    def check():
        for k, one in enumerate(who):
            row = model.world.rows.row(one)
            for column in columns_of_nothing(kinds[one]):
                found = model.world[column][..., k, row]
                assert not found.any(), f"{column} of absent {one} in quarter {model.steps}"

    check()
    while model.running:
        model.step()
        check()
    assert not model.failures
    # the others are there: this is no empty world
    help_of_others = model.world["help"].sum(axis=-1)
    assert (help_of_others > 0.0).all()


def test_nothing_goes_to_a_body_that_is_absent():
    model = lacking("liberia/history", ["UN", "ECOWAS"])
    while model.running:
        model.step()
        for k, body in enumerate(("UN", "ECOWAS")):
            place = model.world.rows.labels("intergovernmental_body").index(body)
            for column in ("dues", "voluntary", "pool", "troops"):
                assert not model.world[column][place, k].any(), column
    assert model.world["dues"].any()  # to the other bodies


def test_an_absent_state_is_still_a_neighbour():
    absent = {"actors.Guinea.present": 0.0}
    calm = {**absent, "actors.Guinea.unrest_base": 0.0, "actors.Guinea.unrest": 0.0}
    wild = {**absent, "actors.Guinea.unrest_base": 1.0, "actors.Guinea.unrest": 1.0}
    threats = [
        float(simulate("liberia/baseline", 4, 3, parameters=p, quarters=12).threat[:, -1].mean())
        for p in (calm, wild)
    ]
    assert threats[1] > threats[0] + 0.005


def test_presence_is_the_default_and_changes_no_bit():
    plain = simulate("liberia/baseline", 3, 9, quarters=8)
    said = simulate(
        "liberia/baseline", 3, 9, quarters=8,
        parameters={f"actors.{one}.present": np.ones(3) for one in suppliers("liberia/baseline")},
    )  # fmt: skip
    for name in plain.data_vars:
        np.testing.assert_array_equal(plain[name].values, said[name].values, err_msg=str(name))


def test_a_run_without_a_partner_is_the_mesa_run_with_its_seed():
    absent = {"actors.United States.present": 0.0, "actors.UN.present": 0.0}
    world = scenario("liberia/history").replaced(10)
    many = simulate(world, 2, 9, parameters=absent)
    one = CoalitionModel(world, rng=int(many.seed[1]), parameters=absent).run().history()
    for name in one.data_vars:
        shown = many[name].isel(run=1)
        np.testing.assert_array_equal(shown.values, one[name].values, err_msg=str(name))


def test_the_host_remembers_no_help_from_an_absent_partner():
    """Else each world without a partner would begin with the shock of losing it."""
    model = lacking("liberia/baseline", ["United States", "Senegal"])
    host = model.world.rows.of("host_state")
    lately = model.world["external_lately"][:, host][:, 0]
    whole = CoalitionModel(scenario("liberia/baseline"), rng=0).host.external_lately
    assert lately[0] < 0.8 * whole
    assert 0.9 * whole < lately[1] < whole
    before = model.world["external_before"][:, host][:, 0]
    np.testing.assert_allclose(before, lately)


def test_a_partner_that_a_vote_needs_neither_carries_nor_blocks_it():
    """Members that take no part leave the count, as suspended ones do."""
    model = lacking("liberia/history", ["United States"])
    body = next(iter(model.agents_by_type[IntergovernmentalBody]))
    place = model.world.rows.labels("partner_state").index("United States")
    assert not body.voting()[place].any()
    assert body.voting().any()
