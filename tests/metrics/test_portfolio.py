"""Composition, concentration and volatility of help."""

import numpy as np
import pytest

from tests.metrics.histories import history, values


def test_composition_compares_with_a_year_before():
    # shares (3/4, 1/4) for four quarters, then (1/4, 3/4): each of four pairs 1 - 0.5 * (1/2 + 1/2)
    h = history([[3, 1]] * 4 + [[1, 3]] * 4)
    assert values("composition_stability", h) == pytest.approx(0.5)
    # frozen shares are stable whatever the level
    assert values("composition_stability", history([[3, 1]] * 4 + [[30, 10]] * 4)) == [1]


def test_quarters_without_help_are_passed_over():
    # nothing in quarters 3 and 8: the pairs 3-7 and 4-8 fall out, 1-5, 2-6 and 5-9 are alike
    flow = np.ones((9, 2))
    flow[[2, 7]] = 0
    assert values("composition_stability", history(flow)) == [1]
    assert values("partner_retention", history(flow)) == [1]


def test_retention_is_the_overlap_of_partner_sets():
    # {a, b} then {b, c}: 1/3 in each of four pairs; c's 0.01 in the first year is not felt
    h = history([[1, 1, 0.01]] * 4 + [[0, 1, 1]] * 4)
    assert values("partner_retention", h) == pytest.approx(1 / 3)


@pytest.mark.parametrize("name", ["composition_stability", "partner_retention"])
def test_edges_of_composition(name):
    alone = np.zeros((3, 2))
    alone[1, 0] = 1
    assert values(name, history(alone)) == [1]  # one supplier ever, no two quarters to compare
    assert np.isnan(values(name, history(np.zeros((8, 2)))))
    assert np.isnan(values(name, history(np.ones((4, 2)))))


def test_concentration_by_hand():
    # (1/2, 1/2) then (1, 0) then nothing: HHI 1/2 and 1, effective partners 2 and 1, largest 1/2, 1
    h = history([[2, 2], [5, 0], [0, 0]])
    assert values("concentration", h) == [0.75]
    assert values("effective_partners", h) == [1.5]
    assert values("largest_partner", h) == [0.75]


@pytest.mark.parametrize("n", [1, 2, 7])
def test_equal_partners_count_as_many_as_they_are(n):
    h = history(np.full((4, n), 2.5))
    assert values("concentration", h) == pytest.approx(1 / n)
    assert values("effective_partners", h) == pytest.approx(n)


@pytest.mark.parametrize("name", ["concentration", "effective_partners", "largest_partner"])
def test_without_help_concentration_is_undefined(name):
    assert np.isnan(values(name, history(np.zeros((8, 2)))))


def test_who_does_not_carry_a_column_counts_as_nothing():
    h = history([[1, 3, 9]] * 8)
    h["help"][{"actor": 2}] = np.nan
    assert values("concentration", h) == pytest.approx(1 / 16 + 9 / 16)


def years(*sums):
    """Quarterly help of one supplier with these yearly sums."""
    return np.repeat(np.array(sums, float) / 4, 4)[:, None]


def test_volatility_by_hand():
    # yearly sums 8, 4, 8 and a stump of a year: log changes -log 2 and log 2, sd = log 2 * sqrt 2
    h = history(np.concatenate([years(8, 4, 8), [[99.0]]]))
    assert values("funding_volatility", h) == pytest.approx(np.log(2) * np.sqrt(2))
    # the fall alone: sqrt(log(2)**2 / 2)
    assert values("downside_volatility", h) == pytest.approx(np.log(2) / np.sqrt(2))
    # mean 20/3, deviations 4/3, -8/3, 4/3: sd = sqrt(96/9/2)
    assert values("funding_volatility_cv", h) == pytest.approx(np.sqrt(16 / 3) / (20 / 3))


def test_steady_growth_is_not_volatile_but_has_a_cv():
    h = history(years(1, 2, 4, 8))
    assert values("funding_volatility", h) == pytest.approx(0, abs=1e-12)
    assert values("downside_volatility", h) == [0]
    assert values("funding_volatility_cv", h) > 0.5


def test_a_year_without_help_has_no_log_change():
    h = history(years(8, 0, 8))
    assert np.isnan(values("funding_volatility", h))
    assert np.isnan(values("downside_volatility", h))
    assert values("funding_volatility_cv", h) == pytest.approx(np.sqrt(64 / 3) / (16 / 3))
    assert np.isnan(values("funding_volatility_cv", history(years(0, 0, 0))))


@pytest.mark.parametrize(
    "name", ["funding_volatility", "funding_volatility_cv", "downside_volatility"]
)
def test_two_full_years_are_too_few(name):
    assert np.isnan(values(name, history(np.full((11, 1), 2.0))))
    assert values(name, history(np.full((12, 1), 2.0))) == [0]
    assert np.isnan(values(name, history(np.full((3, 1), 2.0))))
