"""Draws are keyed by run, stream, actor and quarter, and by nothing else."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim import CoalitionModel, Scenario, simulate
from sim.streams import Streams, run_seeds
from tests.worlds import scenario

SEEDS = st.integers(0, 2**62)


def reference_draw(seed: int, stream: str, actor: str, quarter: int) -> float:
    """The scheme once more, in Python's whole numbers."""
    top, golden = 2**64, 0x9E3779B97F4A7C15

    def mix(z: int) -> int:
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 % top
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB % top
        return z ^ (z >> 31)

    def name(text: str) -> int:
        return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")

    run = mix(mix((seed + golden) % top) ^ name(stream))
    key = mix(run ^ mix((name(actor) + golden) % top))
    return ((mix((key + (quarter + 1) * golden) % top) >> 11) + 0.5) / 2**53


def test_draws_are_fixed_for_ever() -> None:
    """Published results rest on these numbers: whoever changes them makes a new scheme."""
    drawn = Streams(7, ["China"]).uniform("turnover", 3)
    np.testing.assert_array_equal(drawn, [0.9880395651720413])


@given(SEEDS, st.integers(0, 400))
def test_draws_are_splitmix64(seed: int, quarter: int) -> None:
    drawn = Streams(seed, ["China", "Ghana"]).uniform("turnover", quarter)
    assert drawn.tolist() == [
        reference_draw(seed, "turnover", a, quarter) for a in ("China", "Ghana")
    ]


@given(SEEDS, st.integers(0, 400))
def test_an_ensemble_draws_what_each_run_draws(seed: int, quarter: int) -> None:
    seeds = np.array([seed, seed + 1, 5])
    many = Streams(seeds, ["a", "b"]).uniform("x", quarter)
    for k, own in enumerate(seeds):
        np.testing.assert_array_equal(many[k], Streams(int(own), ["a", "b"]).uniform("x", quarter))


@pytest.mark.parametrize("rows", [slice(1, 3), slice(-1, None), slice(2, 2)])
def test_draws_for_some_rows_are_those_of_the_whole(rows: slice) -> None:
    names = ["a", "b", "c", "d"]
    many, whole = Streams(np.array([3, 4, 5]), names), Streams(np.array([3, 4, 5]), names)
    for quarter in (0, 1, 0):
        for draw in ("uniform", "normal"):
            some = getattr(many, draw)("x", quarter, rows)
            expected = getattr(whole, draw)("x", quarter)[:, rows]
            np.testing.assert_array_equal(some, expected)


@given(SEEDS)
def test_a_new_actor_moves_no_other_draw(seed: int) -> None:
    few = Streams(seed, ["a", "c"]).normal("x", 2)
    more = Streams(seed, ["a", "b", "c"]).normal("x", 2)
    np.testing.assert_array_equal(few, more[[0, 2]])


def test_quarters_may_be_drawn_in_any_order() -> None:
    forwards, backwards = Streams(1, ["a"]), Streams(1, ["a"])
    first = [float(forwards.uniform("x", t)[0]) for t in range(5)]
    assert first == [float(backwards.uniform("x", t)[0]) for t in reversed(range(5))][::-1]
    assert len(set(first)) == 5


def test_draws_are_uniform_normal_and_uncorrelated() -> None:
    seeds = run_seeds(1, 20_000)
    streams = Streams(seeds, ["a", "b"])
    u, v = streams.uniform("x", 0), streams.uniform("y", 0)
    later = streams.uniform("x", 1)
    z = streams.normal("z", 0)
    columns = np.column_stack([u, v, later, z])
    off_diagonal = np.corrcoef(columns.T) - np.eye(columns.shape[1])
    assert np.abs(off_diagonal).max() < 0.03
    counts = np.histogram(u, bins=20, range=(0, 1))[0]
    expected = u.size / 20
    assert ((counts - expected) ** 2 / expected).sum() < 45  # chi-square, 19 df, p about 0.0007
    assert abs(z.mean()) < 0.02
    assert abs(z.std() - 1) < 0.02


def test_seeds_of_runs_do_not_repeat_and_do_not_depend_on_their_number() -> None:
    many = run_seeds(3, 100_000)
    assert len(np.unique(many)) == len(many)
    assert many.min() >= 0
    np.testing.assert_array_equal(run_seeds(3, 10), many[:10])
    np.testing.assert_array_equal(run_seeds(3, 10, start=50), many[50:60])
    assert len(np.intersect1d(many, run_seeds(4, 100_000))) == 0


def test_a_longer_horizon_changes_no_earlier_quarter() -> None:
    short = simulate("liberia/baseline", runs=3, seed=1, quarters=8)
    long = simulate("liberia/baseline", runs=3, seed=1, quarters=12)
    for name in short.data_vars:
        if "quarter" in short[name].dims:
            np.testing.assert_array_equal(
                short[name], long[name].isel(quarter=slice(0, 9)), str(name)
            )


def _with_bystander() -> Scenario:
    data = scenario("liberia/baseline").resolved()
    bystander = {
        "kind": "partner_state",
        "budget": 0.0,
        "appropriated": 0.0,
        "turnover_rate": 0.5,
        "bilateral": 0.0,
    }
    data["actors"] = {**data["actors"], "Bystander": bystander}
    return Scenario.from_dict(data, name="with a bystander")


def test_an_actor_who_gives_nothing_changes_no_draw_of_the_others() -> None:
    """Position moves only by draws and own state: the same with and without the newcomer."""
    alone = CoalitionModel(scenario("liberia/baseline"), rng=4).run().history()
    joined = CoalitionModel(_with_bystander(), rng=4).run().history()
    others = alone.actor.values
    for name in ("turned", "mood", "position"):
        np.testing.assert_array_equal(alone[name], joined[name].sel(actor=others), name)


@pytest.mark.parametrize("rule", ["herding", "trust", "balance", "rivalry"])
def test_switching_a_mechanism_off_moves_no_draw(rule: str) -> None:
    world = scenario("liberia/baseline")
    with_it = simulate(world, runs=2, seed=1)
    without = simulate(world, runs=2, seed=1, parameters={f"rules.{rule}.on": 0})
    for name in ("turned", "mood", "position"):
        np.testing.assert_array_equal(with_it[name], without[name], name)


def test_two_policies_meet_the_same_shocks() -> None:
    world = scenario("liberia/baseline")
    poor = simulate(world, runs=2, seed=1, parameters={"actors.Liberia.transparency": 0.0})
    open_ = simulate(world, runs=2, seed=1, parameters={"actors.Liberia.transparency": 1.0})
    np.testing.assert_array_equal(poor.turned, open_.turned)
    np.testing.assert_array_equal(poor.mood, open_.mood)
    assert not np.array_equal(poor.leaked, open_.leaked)
