import numpy as np
import pytest

from sim.errors import HistoryError
from sim.metrics import outcomes, partnership_stability
from tests.metrics.histories import history, values


def test_the_three_parts_by_hand():
    # one tie of two ends formally in quarter 12; help 8, 4, 4 a year, shares alike throughout
    active = np.ones((13, 2))
    active[12, 1] = 0
    flow = np.repeat([[1.0, 1.0], [0.5, 0.5], [0.5, 0.5]], 4, axis=0)
    h = history(flow, active=active)
    # downside sqrt(log(2)**2 / 2)
    steadiness = np.exp(-np.log(2) / np.sqrt(2))
    assert values("partnership_stability", h) == pytest.approx((0.5 + 1 + steadiness) / 3)


def test_a_fall_to_nothing_is_not_undefined():
    # lived five quarters of two alike partners, then all silent: survival 0, composition 1
    flow = np.zeros((16, 2))
    flow[:5] = 1
    assert values("partnership_stability", history(flow)) == pytest.approx(1 / 3)


def test_rising_from_nothing_is_no_fall():
    flow = np.ones((16, 2))
    flow[:8] = 0
    flow[0] = 1  # years 2, 0, 8, 8
    assert values("partnership_stability", history(flow)) < 0.7
    flow[:4] = 0
    assert np.isnan(values("partnership_stability", history(flow)))  # no tie in the first year


def test_weights():
    assert partnership_stability(0.2, 0.6, 0.0, weights=(1, 0, 0)) == pytest.approx(0.2)
    assert partnership_stability(0.2, 0.6, 0.0, weights=(2, 1, 1)) == pytest.approx(0.5)
    assert partnership_stability(0.2, 0.6, np.inf, weights=(0, 0, 1)) == 0
    assert partnership_stability(0.2, np.nan, 0.0, weights=(1, 0, 1)) == pytest.approx(0.6)
    assert np.isnan(partnership_stability(0.2, np.nan, 0.0))
    assert partnership_stability(np.zeros(3), 0.6, 0.0).shape == (3,)


@pytest.mark.parametrize("weights", [(1, 1), (0, 0, 0), (1, -1, 1), (1, np.nan, 1)])
def test_weights_that_weigh_nothing_are_refused(weights):
    with pytest.raises(HistoryError, match="three numbers"):
        partnership_stability(0.2, 0.6, 0.0, weights=weights)


def test_the_columns_of_a_table_give_the_composite():
    rng = np.random.default_rng(0)
    table = outcomes(history(rng.random((5, 16, 4))))
    parts = ("tie_survival", "composition_stability", "downside_volatility")
    found = partnership_stability(*(table[part] for part in parts))
    assert found == pytest.approx(table["partnership_stability"])
