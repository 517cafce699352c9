import numpy as np
import pytest

from sim.errors import HistoryError
from sim.metrics import kaplan_meier


def test_the_curve_meets_the_truth_of_an_exponential_sample():
    # h = 0.25 a year, 2000 lives, censored at random: the truth lies in the pointwise 95% band
    # nearly everywhere up to the time at which few are left
    rng = np.random.default_rng(1)
    life, limit = rng.exponential(4.0, 2000), rng.uniform(0, 12, 2000)
    curve = kaplan_meier(np.minimum(life, limit), life <= limit)
    early = (curve.times > 0) & (curve.times < 8)
    truth = np.exp(-0.25 * curve.times[early])
    inside = (curve.lower[early] <= truth) & (truth <= curve.upper[early])
    assert inside.mean() > 0.9
    width = (curve.upper - curve.lower)[early]
    assert width[-1] > width[0] > 0
    assert width.max() < 0.15


def test_the_band_covers_the_truth_in_95_of_100_samples():
    rng = np.random.default_rng(2)
    held = 0
    for _ in range(400):
        life = rng.exponential(1.0, 60)
        curve = kaplan_meier(np.minimum(life, 1.5), life <= 1.5)
        at = np.searchsorted(curve.times, 1.0, side="right") - 1
        held += curve.lower[at] <= np.exp(-1.0) <= curve.upper[at]
    assert 0.91 < held / 400 < 0.98


def test_leukaemia_remissions():
    """Weeks with 6-mercaptopurine: Freireich et al. 1963, Blood 21:699."""
    relapsed = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    lost = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    curve = kaplan_meier(relapsed + lost, [True] * len(relapsed) + [False] * len(lost))
    assert curve.times.tolist() == [0, 6, 7, 10, 13, 16, 22, 23]
    published = [1, 0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448]
    assert curve.survival.round(3).tolist() == published


@pytest.mark.parametrize("events", [[np.nan, 0], ["False", "True"], [2, 0]])
def test_an_event_is_true_or_false(events):
    with pytest.raises(HistoryError, match="events must be True where it ended"):
        kaplan_meier([1, 2], events)


def test_by_hand():
    # 5 at risk, 1 ends at 1: 4/5; one censored at 2; 2 of 3 end at 3: 4/5 * 1/3
    curve = kaplan_meier([1, 2, 3, 3, 4], [1, 0, 1, 1, 0])
    assert curve.times.tolist() == [0, 1, 3]
    assert curve.survival == pytest.approx([1, 0.8, 4 / 15])
    # Greenwood at 1: 1/(5*4) = 0.05; log-log: exp(-exp(log(-log 0.8) +- 1.96 sqrt(.05)/.2231))
    assert curve.lower[1] == pytest.approx(0.2038, abs=1e-4)
    assert curve.upper[1] == pytest.approx(0.9692, abs=1e-4)


def test_all_censored_never_falls():
    curve = kaplan_meier([3, 5], [False, False])
    assert [field.tolist() for field in curve] == [[0], [1], [1], [1]]


def test_a_curve_at_nothing_has_no_band():
    curve = kaplan_meier([1, 2], [True, True])
    assert curve.survival.tolist() == [1, 0.5, 0]
    assert np.isnan([curve.lower[-1], curve.upper[-1]]).all()


@pytest.mark.parametrize(
    ("durations", "events", "complaint"),
    [([1, 2], [True], "both must be"), ([0, 2], [True, True], "not above 0")],
)
def test_what_makes_no_sense_is_refused(durations, events, complaint):
    with pytest.raises(HistoryError, match=complaint):
        kaplan_meier(durations, events)
