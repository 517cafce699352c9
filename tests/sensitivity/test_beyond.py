"""Replicates before a study, indices over time, and the metamodel."""

import numpy as np
import pandas as pd
import pytest

from experiments.sensitivity import (
    SensitivityError,
    enough_replicates,
    metamodel,
    over_time,
)
from tests.sensitivity import functions as known


def pilot(sd, points=6, replicates=60, seed=0):
    rng = np.random.default_rng(seed)
    point = np.repeat(np.arange(points), replicates)
    return pd.DataFrame({"point": point, "out": point + sd * rng.standard_normal(len(point))})


def test_enough_replicates_are_those_of_the_formula():
    found = enough_replicates(pilot(1.0), "out", tolerance=0.1)
    variance = np.arange(6).var() * 1.0 + 1.0
    assert found.share == pytest.approx(1 / variance, rel=0.15)
    assert found.mean == pytest.approx(1.96**2 / 0.01 / variance, rel=0.2)
    # kurtosis of a normal distribution is 3
    assert found.variance == pytest.approx(1.96**2 / 0.01 * 2, rel=0.25)
    assert f"{found.mean:,} replicates" in found.verdict and "extrapolated" in found.verdict
    assert found.path["mean"].is_monotonic_decreasing
    at = found.path.set_index("replicates")["mean"]
    assert at[20] == pytest.approx(1.96 / np.sqrt(20) / found.scale, rel=0.15)


def test_less_chance_needs_fewer():
    few, many = (enough_replicates(pilot(sd), "out").mean for sd in (0.2, 2.0))
    assert few < many / 5


def test_a_thin_pilot_is_refused():
    with pytest.raises(SensitivityError, match="too few replicates"):
        enough_replicates(pilot(1.0, replicates=5), "out")
    with pytest.raises(SensitivityError, match="constant outcome"):
        enough_replicates(pilot(1.0).assign(out=1.0), "out")


def test_indices_over_time():
    design, table = known.table_of(known.linear, known.unit("xyz"), "saltelli", 256)
    columns = {}
    for quarter in range(4):
        table[f"q{quarter}"] = quarter * (table.x + (quarter - 1) * table.y)
        columns[2025 + quarter / 4] = f"q{quarter}"
    found = over_time(table, design, columns, resamples=20)
    first = found[found.measure == "first"].pivot(index="moment", columns="factor", values="value")
    assert first.loc[2025.0].isna().all()
    assert first.loc[2025.25, "x"] == pytest.approx(1.0, abs=0.05)
    assert first.loc[2025.75, "y"] == pytest.approx(0.8, abs=0.05)
    table.loc[4, "q2"] = np.nan
    with pytest.raises(SensitivityError, match="non-finite values: q2"):
        over_time(table, design, columns, resamples=20)


@pytest.fixture(scope="module")
def fitted():
    pytest.importorskip("sklearn")
    design, table = known.table_of(known.ishigami, known.ANGLES, "latin_hypercube", 220, seed=1)
    return metamodel(table, design, "out")


def test_a_metamodel_gives_indices_from_few_runs(fitted):
    assert fitted.q2 > 0.9 and fitted.low <= fitted.q2 <= fitted.high
    found = fitted.analyse("sobol", 1024, resamples=100)
    assert found.q2 == fitted.q2
    for measure in ("first", "total"):
        part = found.measure(measure)
        for name, value in known.ishigami_indices()[measure].items():
            assert part.low[name] - 0.03 <= value <= part.high[name] + 0.03
    assert "Q²" in found.summary and found.samples == 220


def test_a_metamodel_predicts_what_it_has_not_seen(fitted):
    _, table = known.table_of(known.ishigami, known.ANGLES, "latin_hypercube", 200, seed=9)
    error = (fitted.predict(table) - table.out).var() / table.out.var()
    assert 1 - error == pytest.approx(fitted.q2, abs=0.08)


def test_curves_along_a_factor(fitted):
    curves = fitted.curves("b", lines=5, places=9)
    assert len(curves) == 45
    middle = curves.groupby("place")["value"].mean()
    # 7 sin(b)^2 is highest at a quarter of the range
    assert middle.iloc[2] - middle.iloc[4] == pytest.approx(7.0, abs=1.5)
    flat = fitted.curves("idle", lines=5).groupby("line")["value"]
    assert (flat.max() - flat.min()).max() < 0.5


def test_a_poor_metamodel_is_not_interpreted():
    pytest.importorskip("sklearn")
    design, table = known.table_of(known.ishigami, known.ANGLES, "latin_hypercube", 60, seed=1)
    table["out"] = np.random.default_rng(1).normal(size=len(table))
    poor = metamodel(table, design, "out")
    assert poor.q2 < 0.3
    with pytest.raises(SensitivityError, match=r"poor metamodel: .*Q²"):
        poor.analyse()
