"""Error rates over many repeats: alone, together, near the edges of the zone, looking again."""

from types import SimpleNamespace

import numpy as np
import pytest
from scipy import stats

from experiments.comparison import Zone, compare
from experiments.comparison.sequential import plan, take
from experiments.comparison.stepping import ABOVE, BELOW, INSIDE, UNCLEAR, step_down
from tests.comparison.tables import worlds

REPEATS = 300


def margin(rate, repeats=REPEATS):
    """Three standard errors of a rate."""
    return 3 * np.sqrt(rate * (1 - rate) / repeats)


def compared(values, zone):
    """Columns of all repeats, each (repeats, comparisons); a scenario a repeat."""
    table = compare(worlds(values), "p0", zone=zone, resamples=400).differences
    table = table[table["scenario"] != ""]
    columns = ["difference", "low", "high", "indifference", "units"]
    shape = (len(values), -1)
    return [table[name].to_numpy().reshape(shape) for name in columns]


def verdicts(found):
    """Sides on which step-down puts the comparisons of each repeat."""
    return np.array([step_down(*one, 0.05).side for one in zip(*found, strict=True)])


def test_a_dominated_policy_is_found_dominated_at_the_nominal_rate():
    """Worse by 0.45 sd, of which 0.1 does not count, with 60 pairs: seen in 99 of 100."""
    rng = np.random.default_rng(11)
    luck = rng.normal(size=(REPEATS, 1, 1, 60))
    values = np.concatenate([luck, luck - 0.45 + 0.6 * rng.normal(size=luck.shape)], axis=1)
    zone = Zone(absolute={"readiness": 0.1})
    found = compared(values, zone)
    low, high = found[1:3]
    assert np.mean((low <= -0.45) & (high >= -0.45)) == pytest.approx(0.95, abs=margin(0.95))
    sides = verdicts(found)
    power = stats.norm.cdf(0.35 * np.sqrt(60) / 0.6 - stats.t.isf(0.025, 59))
    assert np.mean(sides == BELOW) >= power - margin(power)
    assert not (sides == ABOVE).any()
    # at the edge of the zone, where worse is just not true, it is said in 2.5% at most
    values[:, 1] += 0.35
    wrong = np.mean(verdicts(compared(values, zone)) == BELOW)
    assert 0.003 < wrong < 0.025 + margin(0.025)


def test_all_verdicts_together_are_right_where_nothing_differs():
    """Three policies by four outcomes that hang together, and a zone of no width."""
    rng = np.random.default_rng(12)
    shared = rng.normal(size=(REPEATS, 4, 1, 80))
    found = compared(shared + rng.normal(size=(REPEATS, 4, 4, 80)), Zone(0.0))
    wrong = (verdicts(found) != UNCLEAR).any(axis=1).mean()
    assert 0 < wrong <= 0.05 + margin(0.05)
    alone = ((found[1] > 0) | (found[2] < 0)).any(axis=1).mean()
    assert alone > 0.15  # one by one they would be wrong that often
    low, high = np.moveaxis([step_down(*one, 0.05)[:2] for one in zip(*found, strict=True)], 1, 0)
    covered = ((low <= 0) & (high >= 0)).all(axis=1)
    assert 1 - covered.mean() == pytest.approx(wrong)  # intervals and verdicts say the same


def stepped(truth, zone, count, rng, error=0.05):
    """Share of repeats with a wrong verdict; normal estimates with a standard error of 1."""
    wrong = 0
    half = np.full(len(truth), stats.norm.isf(0.025))
    units = np.full(len(truth), 10**6)
    right = np.select([truth > zone, truth < -zone], [1, -1], INSIDE)
    for _ in range(count):
        guess = truth + rng.normal(size=len(truth))
        found = step_down(guess, guess - half, guess + half, zone, units, error)
        wrong += ((found.side != UNCLEAR) & (found.side != right)).any()
    return wrong / count


@pytest.mark.parametrize(
    "truth",
    [
        np.array([0.0] * 6 + [9.0] * 6),  # half of it beyond doubt: Holm has more to spend
        np.array([2.0] * 12),  # on the edge, where inside is right
        np.array([1.0, 1.5, 2.5, 3.0, -1.0, -1.5, -2.5, -3.0, 0.0, 4.0, 6.0, 8.0]),
        np.array([2.2, 2.4, 2.6, 2.8] * 3),  # beyond the edge, but hardly
    ],
)
def test_no_verdict_is_wrong_more_often_than_the_rate_allows(truth):
    rate = stepped(truth, np.full(len(truth), 2.0), 1500, np.random.default_rng(13))
    assert rate <= 0.05 + margin(0.05, 1500)


def test_holm_spends_what_the_decided_leave():
    rng = np.random.default_rng(14)
    truth, zone = np.array([0.0] * 3 + [9.0] * 27), np.zeros(30)
    rate = stepped(truth, zone, 2000, rng)
    assert rate == pytest.approx(0.05, abs=margin(0.05, 2000))  # Bonferroni: 0.005
    wide = step_down(np.zeros(2), np.full(2, -1.0), np.ones(2), np.zeros(2), np.full(2, 99), 0.05)
    assert wide.error.tolist() == [0.025, 0.025]


def judging(zone, forgetful=False):
    """A light comparison of one mean by t; a forgetful one looks as often as if it never had."""

    def judge(values, *, error):
        one = np.array([values.mean()])
        half = stats.t.isf(0.025, len(values) - 1) * values.std(ddof=1) / np.sqrt(len(values))
        rate = 0.05 if forgetful else error
        units = np.array([len(values)])
        side = step_down(one, one - half, one + half, np.array([zone]), units, rate).side[0]
        word = {UNCLEAR: "unclear", INSIDE: "indifferent", ABOVE: "better", BELOW: "worse"}[side]
        rows = {"scenario": np.array(["", "here"]), "verdict": np.array([word, word])}
        return SimpleNamespace(differences=rows)

    return judge


def ended(difference, judge, sizes, count=500, seed=15):
    """Verdict at the end, and number of looks, of each repeat."""
    rng = np.random.default_rng(seed)
    for _ in range(count):
        values = difference + rng.normal(size=sizes[-1])
        found, looks = take(sizes, lambda size, values=values: values[:size], judge)
        yield found.differences["verdict"][1], len(looks)


def test_looking_again_and_again_does_not_spoil_the_rate():
    sizes = plan(20, 320)
    assert len(sizes) == 5
    honest = np.mean([v != "unclear" for v, _ in ended(0.0, judging(0.0), sizes)])
    spoiled = np.mean([v != "unclear" for v, _ in ended(0.0, judging(0.0, True), sizes)])
    assert 0.01 < honest <= 0.05 + margin(0.05, 500)
    assert spoiled > 0.08  # the test has teeth: five looks at 5% each are wrong far more often


def test_it_stops_when_the_answer_is_clear_and_not_before():
    sizes = plan(20, 320)
    large = list(ended(1.5, judging(0.1), sizes, 100))
    assert {verdict for verdict, _ in large} == {"better"}
    assert np.mean([looks for _, looks in large]) < 1.1
    none = list(ended(0.0, judging(0.4), sizes, 150))
    assert np.mean([verdict == "indifferent" for verdict, _ in none]) > 0.95
    assert 2 < np.mean([looks for _, looks in none]) < 4.5
    edge = list(ended(0.3, judging(0.3), sizes, 150))
    assert np.mean([verdict == "unclear" for verdict, _ in edge]) > 0.9
    assert all(looks == 5 for verdict, looks in edge if verdict == "unclear")
