"""Columns in single precision: half the memory, and no outcome that would be read otherwise."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from sim import outcomes, simulate
from sim.errors import ParameterError
from sim.metrics import OUTCOMES

#: Largest shift of a mean outcome that is called harmless. [standard deviations over runs]
HARMLESS = 0.01
#: Largest share of runs in which a rounding tips a decision, so that a run goes another way.
TIPPED = 0.02


@pytest.mark.parametrize("scenario", ["liberia/baseline", "liberia/us_freeze", "toy"])
def test_single_precision_moves_no_outcome_that_matters(scenario: str) -> None:
    """A rounding may tip a draw that lies within 1e-7 of a chance; then that one run differs."""
    double = simulate(scenario, runs=200, seed=3)
    single = simulate(scenario, runs=200, seed=3, dtype="float32")
    assert single.readiness.dtype == np.float32
    assert single.attrs["dtype"] == "float32"
    assert single.nbytes < 0.55 * double.nbytes
    before, after = outcomes(double), outcomes(single)
    shift, tipped = {}, {}
    for name in OUTCOMES:
        a, b = before[name], after[name]
        pd.testing.assert_series_equal(a.isna(), b.isna())
        spread = a.std()
        if np.isfinite(spread) and spread > 1e-6:
            shift[name] = abs((b - a).mean()) / spread
            tipped[name] = ((b - a).abs() > 0.01 * spread).mean()
    assert len(shift) >= 15
    assert {name: s for name, s in shift.items() if s > HARMLESS} == {}
    assert {name: s for name, s in tipped.items() if s > TIPPED} == {}


def test_other_precisions_are_refused() -> None:
    with pytest.raises(ParameterError, match="float64 or float32"):
        simulate("toy", runs=1, seed=1, dtype="float16")
