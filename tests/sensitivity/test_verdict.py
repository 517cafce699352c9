"""What is settled: values, ranks and screening, each by itself, and in a sentence."""

import numpy as np
import pandas as pd
import pytest

from experiments.sensitivity import METHODS, Estimate, analyse
from experiments.sensitivity.convergence import judge
from experiments.sensitivity.verdict import verdict
from tests.sensitivity import functions as known

NAMES = [f"f{k}" for k in range(1, 9)]


def judged(values, sd, half=None, samples=512, dummy=None, method="sobol"):
    rng = np.random.default_rng(0)
    values = np.array(values, dtype=float)
    draws = values + sd * rng.standard_normal((500, len(values)))
    return judge(
        METHODS[method], Estimate(values, draws), values if half is None else np.array(half),
        NAMES[: len(values)], samples, dummy, False, 0.95, pd.DataFrame(),
    )  # fmt: skip


def test_a_clear_order_is_settled():
    found = judged([0.5, 0.3, 0.15, 0.05], 0.004)
    assert found.ranks == (True,) * 4 and found.values and found.settled
    assert verdict(METHODS["sobol"], found) == (
        "All four ranks that count are settled; the values are settled to ±0.008; four of four "
        "factors matter."
    )


def test_the_sentence_of_the_issue():
    values = [0.4, 0.3, 0.2, 0.15, 0.060, 0.058, 0.0555, 0.053]
    found = judged(values, 0.0012)
    assert found.ranks == (True,) * 4 + (False,) * 4
    said = verdict(METHODS["sobol"], found)
    assert said.startswith("The first four ranks are settled; ranks five to eight are not; ")
    assert said.endswith("about 2,048 base samples would be needed.")


def test_needed_samples_are_enough():
    """Four times the samples halve the spread, and then the ranks are settled."""
    found = judged([0.40, 0.37, 0.1], 0.02)
    assert not all(found.ranks)
    factor = found.needed / found.samples
    assert all(judged([0.40, 0.37, 0.1], 0.02 / np.sqrt(factor)).ranks)


def test_half_of_the_samples_must_say_the_same():
    assert all(judged([0.5, 0.3, 0.1], 0.004).ranks)
    swapped = judged([0.5, 0.3, 0.1], 0.004, half=[0.3, 0.5, 0.1])
    assert swapped.ranks == (False, False, True)
    assert not swapped.values
    assert swapped.needed == 1024


def test_negligible_factors_need_no_rank():
    found = judged([0.6, 0.3, 0.004, 0.0039], 0.001)
    assert len(found.ranks) == 2 and found.settled
    assert found.screening["f3"] == "negligible"
    assert "two can be left at their defaults" in verdict(METHODS["sobol"], found)


def test_the_dummy_is_the_threshold():
    dummy = 0.2 + 0.01 * np.random.default_rng(1).standard_normal(500)
    found = judged([0.5, 0.19, 0.1], 0.01, dummy=dummy)
    assert found.screening == {"f1": "matters", "f2": "undecided", "f3": "negligible"}
    assert found.threshold == pytest.approx(0.22, abs=0.01)


def test_too_close_to_tell():
    found = judged([0.4, 0.3999, 0.1], 0.01)
    assert found.needed is None
    assert verdict(METHODS["sobol"], found).endswith(
        "the rest lies too close together for any affordable number of runs."
    )


def test_more_samples_settle_more():
    settled = []
    for samples in (16, 2048):
        design, table = known.table_of(known.ishigami, known.ANGLES, "saltelli", samples)
        found = analyse(table, design, "out", "sobol").convergence
        settled.append(sum(found.ranks) + found.values)
        path = found.path[found.path["factor"] == "a"]
        assert path["samples"].max() == samples
    assert settled[1] > settled[0]
    width = (path["high"] - path["low"])[path["measure"] == "total"].to_numpy()
    assert width[-1] < width[0] / 3


def test_a_first_order_index_does_not_say_that_a_factor_can_be_left():
    design, table = known.table_of(known.ishigami, known.ANGLES, "latin_hypercube", 1500)
    said = analyse(table, design, "out", "rbd_fast", resamples=40).verdict
    assert "defaults" not in said and "by themselves" in said


def test_the_summary_says_all():
    design, table = known.noisy(known.unit(["x", "y", "idle"]), 128, "base", 0.5, replicates=4)
    found = analyse(table, design, "out", "sobol")
    for words in ("total", found.verdict, "Chance makes", "128 base samples", "x 0."):
        assert words in found.summary
