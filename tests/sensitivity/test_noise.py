"""Chance: independent seeds are refused for a reason, shared ones work, and its share is told."""

import numpy as np
import pytest

from experiments.design import Factor
from experiments.sensitivity import SensitivityError, analyse
from tests.sensitivity import functions as known

FACTORS = known.unit(["x", "y", "idle"])
#: Variance of 2 x + y for uniform x and y.
SIGNAL = 5 / 12


def test_independent_seeds_are_refused_and_rightly():
    design, table = known.noisy(FACTORS, 256, "independent", 0.7)
    for method in ("sobol",):
        with pytest.raises(SensitivityError, match="independent seeds: sobol compares"):
            analyse(table, design, "out", method)
    # What the refusal saves from: without the seeds nobody knows, and the idle factor has it all.
    blind = analyse(table.drop(columns="seed"), design, "out", "sobol", dummy="idle")
    total = blind.measure("total")
    assert total.low["idle"] > 0.3
    assert any("the dummy idle" in warning for warning in blind.warnings)


@pytest.mark.parametrize("method", ["sobol", "morris"])
@pytest.mark.parametrize("seeds", ["base", "common"])
def test_shared_seeds_leave_the_idle_factor_at_zero(method, seeds):
    sampler = {"sobol": "saltelli", "morris": "morris"}[method]
    design, table = known.noisy(FACTORS, 64, seeds, 0.7, method=sampler)
    found = analyse(table, design, "out", method, dummy="idle")
    lead = found.measure({"sobol": "total", "morris": "mu_star"}[method])
    assert lead.value["idle"] == pytest.approx(0.0, abs=1e-12)
    assert found.noise.treatment == seeds
    assert not any("dummy" in warning for warning in found.warnings)


def test_morris_and_fast_refuse_independent_seeds_too():
    for method, samples in (("morris", 20), ("fast", 100)):
        design, table = known.noisy(FACTORS, samples, "independent", 0.7, method=method)
        with pytest.raises(SensitivityError, match="independent seeds"):
            analyse(table, design, "out", method)


@pytest.mark.parametrize("seeds", ["base", "common", "independent"])
def test_the_share_of_chance_is_the_known_one(seeds):
    method, sampler = (
        ("pawn", "latin_hypercube") if seeds == "independent" else ("sobol", "saltelli")
    )
    shares, inside = [], 0
    for seed in range(8):
        design, table = known.noisy(
            FACTORS, 128, seeds, 0.7, replicates=8, seed=seed, method=sampler
        )
        found = analyse(table, design, "out", method, resamples=100 if method == "sobol" else 20)
        share = 0.49 / (0.49 + SIGNAL)
        shares.append(found.noise.share)
        inside += found.noise.low <= share <= found.noise.high
    if seeds == "common":
        # Eight seeds in all: their spread is badly known, whatever the number of points.
        assert np.mean(shares) == pytest.approx(share, abs=0.15)
    else:
        assert np.mean(shares) == pytest.approx(share, abs=0.02)
        assert inside >= 6
    assert "%" in found.noise.words
    assert ("too short" in found.noise.words) == (seeds == "common")


def test_what_is_left_of_chance_in_the_mean():
    design, table = known.noisy(FACTORS, 256, "base", 0.7, replicates=4)
    found = analyse(table, design, "out", "sobol")
    assert found.noise.left == pytest.approx(0.49 / 4 / (0.49 / 4 + SIGNAL), abs=0.04)


def test_without_replicates_the_share_is_unknown_but_has_a_lower_bound():
    design, table = known.noisy(FACTORS, 1024, "base", 0.7)
    found = analyse(table, design, "out", "sobol")
    assert np.isnan(found.noise.share)
    assert "unknown" in found.noise.words
    assert found.noise.least == pytest.approx(0.49 / (0.49 + SIGNAL), abs=0.06)


def test_indices_of_mean_spread_and_quantile():
    design, table = known.noisy(FACTORS, 64, "base", 0.0, replicates=10)
    rng = np.random.default_rng(1)
    luck = rng.normal(size=10)  # one seed a replicate
    table["seed"] = table.replicate
    # y moves the spread, and with it the high quantile
    table["out"] = table.x + (0.1 + table.y) * luck[table.replicate]
    totals = {
        statistic: analyse(table, design, "out", "sobol", statistic=statistic).measure("total")
        for statistic in ("mean", "spread", 0.9)
    }
    assert totals["mean"].value["x"] > 0.8
    assert totals["spread"].value["y"] == pytest.approx(1.0, abs=0.1)
    assert totals["spread"].value["x"] == pytest.approx(0.0, abs=1e-9)
    assert totals[0.9].value["y"] > totals["mean"].value["y"] + 0.1
    with pytest.raises(SensitivityError, match="too few replicates: the 99% quantile"):
        analyse(table, design, "out", "sobol", statistic=0.99)


def test_the_seed_as_a_factor_has_an_index_of_its_own():
    factors = (Factor("x"), Factor("seed", values=tuple(range(16))))
    design, table = known.table_of(lambda t: t.x, factors, "saltelli", 512)
    luck = np.random.default_rng(3).normal(size=16)
    table["seed_factor"] = table["seed"]
    table["seed"] = 100 + table["seed_factor"].astype(int)  # of the run, as a study writes it
    table["out"] = table.x + luck[table.seed_factor.astype(int)]
    found = analyse(table, design, "out", "sobol")
    assert found.noise.treatment == "factor"
    share = luck.var() / (luck.var() + 1 / 12)
    assert found.measure("first").value["seed"] == pytest.approx(share, abs=0.08)
