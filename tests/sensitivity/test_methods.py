"""Known indices lie within the stated intervals as often as stated, through the public front."""

import numpy as np
import pytest
from SALib.analyze import morris as salib_morris
from SALib.analyze import sobol as salib_sobol

from experiments.design import Factor, sample
from experiments.sensitivity import METHODS, SensitivityError, analyse, points
from tests.sensitivity import functions as known

REPEATS = 40
#: Hits of 40 at 95% that are missed by chance in one of a thousand indices.
FEWEST = 33


def coverage(function, factors, truth, method, samples):
    """Share of repeats, by measure and factor, in which the interval holds the truth."""
    hits = {}
    for seed in range(REPEATS):
        table = points(method, factors, samples, seed=seed)
        table = table.assign(out=function(table))
        found = analyse(table, factors, "out", method, resamples=100, seed=seed)
        for measure, values in truth.items():
            part = found.measure(measure)
            for name, value in values.items():
                inside = part.low[name] - 1e-12 <= value <= part.high[name] + 1e-12
                hits.setdefault((measure, name), []).append(inside)
    return {key: sum(found) for key, found in hits.items()}


CASES = {
    "ishigami": (known.ishigami, known.ANGLES, known.ishigami_indices()),
    "g": (known.sobol_g, known.unit(known.WEIGHTS), known.sobol_g_indices()),
    "linear": (known.linear, known.unit("xyz"), {"first": known.LINEAR, "total": known.LINEAR}),
}


@pytest.mark.parametrize("case", CASES)
def test_sobol_intervals_hold(case):
    function, factors, truth = CASES[case]
    truth = {name: truth[name] for name in ("first", "total")}
    hits = coverage(function, factors, truth, "sobol", 256)
    assert min(hits.values()) >= FEWEST, hits
    assert np.mean(list(hits.values())) / REPEATS >= 0.93


def test_morris_intervals_hold():
    effects = known.morris_effects()
    truth = {
        "mu_star": {name: value[0] for name, value in effects.items()},
        "sigma": {name: value[1] for name, value in effects.items()},
    }
    hits = coverage(known.morris_like, known.unit(known.MORRIS), truth, "morris", 40)
    assert min(hits.values()) >= FEWEST - 2, hits
    assert np.mean(list(hits.values())) / REPEATS >= 0.9


def test_shapley_intervals_hold():
    truth = {"effect": known.ishigami_indices()["effect"]}
    hits = coverage(known.ishigami, known.ANGLES, truth, "shapley", 64)
    assert min(hits.values()) >= FEWEST - 2, hits


def test_fast_finds_ishigami_and_states_no_interval():
    table = points("fast", known.ANGLES, 1000, seed=1)
    found = analyse(table.assign(out=known.ishigami(table)), known.ANGLES, "out", "fast")
    for measure in ("first", "total"):
        part = found.measure(measure)
        for name, value in known.ishigami_indices()[measure].items():
            assert part.value[name] == pytest.approx(value, abs=0.05)
        assert part.low.isna().all()
    assert "cannot be judged" in found.verdict and "issue" not in found.verdict


def test_dgsm_bounds_the_total_index():
    table = points("dgsm", known.ANGLES, 256, seed=1)
    found = analyse(table.assign(out=known.ishigami(table)), known.ANGLES, "out", "dgsm")
    bound = found.measure("bound").high
    for name, value in known.ishigami_indices()["total"].items():
        assert bound[name] >= value - 1e-12
    # E[(7 sin 2b)^2] = 49 / 2
    assert found.measure("slope").value["b"] == pytest.approx(24.5, rel=0.05)


@pytest.fixture(scope="module")
def any_table():
    design = sample(known.ANGLES, "latin_hypercube", 600, seed=2)
    return design.table().assign(out=lambda t: known.ishigami(t)).drop(columns=["base", "step"])


def test_rbd_fast_on_any_table(any_table):
    part = analyse(any_table, known.ANGLES, "out", "rbd_fast", resamples=40).measure("first")
    for name, value in known.ishigami_indices()["first"].items():
        slack = (part.high[name] - part.low[name]) / 2
        assert abs(part.value[name] - value) <= 2 * slack


@pytest.mark.parametrize("method", ["delta", "pawn", "regional"])
def test_distances_put_the_idle_factor_last(any_table, method):
    found = analyse(any_table, known.ANGLES, "out", method, resamples=30)
    assert found.convergence.order[-1] == "idle"
    assert found.convergence.screening["a"] == "matters"
    assert found.convergence.screening["idle"] != "matters"
    lead = found.measure(METHODS[method].leading)
    assert (lead.low <= lead.value).all() and (lead.value <= lead.high).all()


def test_hdmr_of_a_polynomial():
    factors = known.unit(["x", "y", "z"])
    design = sample(factors, "latin_hypercube", 400, seed=3)
    table = design.table().assign(out=lambda t: 2 * t.x + t.y + 2 * (t.x - 0.5) * (t.y - 0.5))
    found = analyse(table, design, "out", "hdmr", resamples=30, degree=2)
    # V = 4 / 12 + 1 / 12 + 4 / 144
    assert found.measure("first").value["x"] == pytest.approx(0.75, abs=0.03)
    assert found.measure("second").value["x", "y"] == pytest.approx(0.0625, abs=0.02)
    with pytest.raises(SensitivityError, match="too few rows"):
        analyse(table.head(200), factors, "out", "hdmr")


def test_sobol_is_salib_on_ordered_rows():
    design, table = known.table_of(known.ishigami, known.ANGLES, "saltelli", 64, second_order=True)
    found = analyse(table.sample(frac=1, random_state=1), design, "out", "sobol")
    there = salib_sobol.analyze(design.problem(), table.out.to_numpy(), seed=1)
    names = [factor.name for factor in known.ANGLES]
    assert found.measure("first").value[names].tolist() == pytest.approx(there["S1"].tolist())
    assert found.measure("total").value[names].tolist() == pytest.approx(there["ST"].tolist())
    assert found.measure("second").value["a", "c"] == pytest.approx(there["S2"][0, 2])


def test_morris_is_salib_on_ordered_rows():
    factors = known.unit(known.MORRIS)
    design, table = known.table_of(known.morris_like, factors, "morris", 10)
    found = analyse(table.sample(frac=1, random_state=1), design, "out", "morris")
    there = salib_morris.analyze(design.problem(), design.matrix(), table.out.to_numpy(), seed=1)
    for measure in ("mu", "mu_star", "sigma"):
        mine = found.measure(measure).value[list(known.MORRIS)].tolist()
        assert mine == pytest.approx(list(there[measure]))


@pytest.mark.parametrize("method", ["sobol", "morris"])
def test_groups_count_as_one(method):
    factors = (Factor("x", group="both"), Factor("y", group="both"), Factor("z"))
    sampler = {"sobol": "saltelli", "morris": "morris"}[method]
    design, table = known.table_of(known.linear, factors, sampler, 128, seed=4)
    found = analyse(table, design, "out", method)
    lead = found.measure(METHODS[method].leading)
    assert list(lead.index) == ["both", "z"]
    if method == "sobol":
        assert lead.value["both"] == pytest.approx(13 / 14, abs=0.05)
    else:
        assert np.isnan(found.measure("sigma").value["both"])


def test_labels_and_whole_numbers_are_factors_too():
    factors = (Factor("side", values=("left", "right")), Factor("n", 1, 4, kind="integer"))
    design = sample(factors, "saltelli", 256, seed=5)
    table = design.table().assign(out=lambda t: 2.0 * (t.side == "right") + t.n)
    first = analyse(table, design, "out", "sobol").measure("first").value
    assert first["side"] == pytest.approx(1 / 2.25, abs=0.06)


def test_the_same_seed_gives_the_same_numbers_and_nothing_else_moves():
    design, table = known.table_of(known.ishigami, known.ANGLES, "latin_hypercube", 300)
    problem = design.problem()
    before, state = dict(problem), np.random.get_state()[1].copy()  # noqa: NPY002
    one = analyse(table, problem, "out", "pawn", resamples=20, seed=0)
    two = analyse(table, problem, "out", "pawn", resamples=20, seed=0)
    assert one.indices.equals(two.indices)
    assert problem == before
    assert (np.random.get_state()[1] == state).all()  # noqa: NPY002
