"""What `simulate` takes."""

from __future__ import annotations

import pandas as pd
import xarray

from sim import simulate


def test_settings_may_be_a_table() -> None:
    points = pd.DataFrame({"rules.fatigue.gain": [0.0, 0.2], "actors.Partner.budget": [2.0, 5.0]})
    table = simulate("toy", runs=2, seed=1, parameters=points)
    columns = {name: points[name].to_numpy() for name in points}
    xarray.testing.assert_identical(table, simulate("toy", runs=2, seed=1, parameters=columns))
