"""Addresses: what each reaches, and what stands in the message when it reaches nothing."""

from __future__ import annotations

import pytest

from sim.errors import AddressError, ScenarioError
from sim.scenario import Policy, check_setting, parse_assignment, parse_setting

POLICY = {
    "title": "P",
    "levers": {
        "books": {
            "intensity": 0.6,
            "cost": 0.2,
            "effects": [{"address": "actors.Liberia.transparency", "add": 1}],
        },
        "alarm": {
            "intensity": 1,
            "when": "crisis > 0.4",
            "effects": [{"address": "actors.Liberia.diplomacy", "add": 1}],
        },
    },
}


@pytest.fixture
def policy(good):
    return Policy.from_dict(POLICY, good)


@pytest.mark.parametrize(
    ("address", "kind", "parts", "low", "high", "default"),
    [
        ("rules.fatigue.gain", "rule", ("fatigue", "gain"), 0, 0.4, 0.1),
        ("rules.fatigue.rest", "rule", ("fatigue", "rest"), 0.15, 0.29, 0.22),
        ("rules.fatigue.on", "rule", ("fatigue", "on"), 0, 1, 0),
        ("actors.China.budget", "column", ("China", "budget", None), 0, float("inf"), 1.5),
        ("actors.China.trust", "column", ("China", "trust", None), 0, 1, 0.5),
        (
            "actors.China.profile.equipment",
            "column",
            ("China", "profile", "equipment"),
            0,
            1,
            0.4,
        ),
        ("actors.China.profile.training", "column", ("China", "profile", "training"), 0, 1, 0),
        ("events.freeze.depth", "event", ("freeze", "depth"), 0, 1, 0.5),
        ("events.freeze.lasts", "event", ("freeze", "lasts"), 1, 400, 5),
        ("events.freeze.when", "event", ("freeze", "when"), 0, 11, 2),
        ("events.gap.threshold", "event", ("gap", "threshold"), 0, 1, 0.3),
        ("events.gap.lasts", "event", ("gap", "lasts"), 1, 400, 12),
        ("policy.books.intensity", "policy", ("books", "intensity"), 0, 1, 0.6),
        ("policy.books.cost", "policy", ("books", "cost"), 0, 1e6, 0.2),
        ("policy.alarm.threshold", "policy", ("alarm", "threshold"), 0, 1, 0.4),
    ],
)
def test_setting(good, policy, address, kind, parts, low, high, default):
    setting = parse_setting(good, policy, address)
    assert (setting.kind, setting.parts) == (kind, parts)
    assert (setting.low, setting.high) == (low, high)
    assert setting.default == pytest.approx(default)
    assert setting.unit and setting.meaning
    assert check_setting(setting, default) == pytest.approx(default)


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("rules.fatige.gain", "there is no rule 'fatige'; did you mean 'fatigue'?"),
        ("rules.fatigue.gian", "'gian' is no parameter of fatigue; did you mean 'gain'?"),
        ("actors.Chian.budget", "there is no actor 'Chian'; did you mean 'China'?"),
        (
            "actors.China.bugdet",
            "'bugdet' is not known for a partner_state; did you mean 'budget'?",
        ),
        ("actors.China.offered", "'offered' is computed each quarter; nothing else may move it"),
        ("actors.China.budget.x", "'budget' has no labels; leave out '.x'"),
        (
            "actors.China.assessment",
            "'actors.China.assessment' needs a label (intergovernmental_body), such as ECOWAS",
        ),
        ("actors.China.profile.x", "'x' is not a channel"),
        ("events.freze.depth", "there is no event 'freze'; did you mean 'freeze'?"),
        (
            "events.gap.when",
            "the event 'gap' has no 'when'; a study may vary depth, lasts, threshold",
        ),
        ("policy.boks.cost", "the policy has no lever 'boks'; did you mean 'books'?"),
        (
            "policy.books.threshold",
            "the lever 'books' has no 'threshold'; a study may vary intensity, cost",
        ),
        ("rule.fatigue.gain", "'rule.fatigue.gain' is no address; did you mean 'rules'?"),
        ("", "'' is no address; write one such as rules.fatigue.gain"),
        ("actors.*.budget", "there is no actor '*'"),
    ],
)
def test_no_setting(good, policy, address, message):
    with pytest.raises(AddressError) as caught:
        parse_setting(good, policy, address)
    assert str(caught.value) == message


def test_no_policy(good):
    with pytest.raises(AddressError, match="has no lever 'x'; it has none"):
        parse_setting(good, None, "policy.x.cost")


@pytest.mark.parametrize(
    ("address", "value", "message"),
    [
        ("actors.China.budget", -4, "-4; it must be at least 0 [million US$ a quarter]"),
        ("actors.China.trust", 1.5, "1.5; it must be between 0 and 1"),
        (
            "actors.China.budget",
            float("nan"),
            "nan; it must be a number at least 0 [million US$ a quarter]",
        ),
        ("actors.China.budget", True, "true; it must be a number at least 0 "
         "[million US$ a quarter]"),
        ("events.freeze.when", 1.5, "1.5; it must be a whole number between 0 and 11 [quarter]"),
        ("rules.fatigue.on", 0.5, "0.5; it must be a whole number between 0 and 1"),
        ("rules.fatigue.gain", "x", "'x'; it must be a number between 0 and 0.4 [1/year]"),
    ],
)  # fmt: skip
def test_check_setting(good, address, value, message):
    setting = parse_setting(good, None, address)
    with pytest.raises(ScenarioError) as caught:
        check_setting(setting, value)
    assert str(caught.value) == f"`{address}` is {message}"


def test_a_switch_takes_true_and_false(good):
    assert check_setting(parse_setting(good, None, "rules.fatigue.on"), True) == 1.0


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("rules.fatigue.gain=0.2", ("rules.fatigue.gain", 0.2)),
        (" actors.United States.budget = 1e-3 ", ("actors.United States.budget", 0.001)),
        ("rules.fatigue.on=false", ("rules.fatigue.on", 0.0)),
        ("rules.fatigue.on=On", ("rules.fatigue.on", 1.0)),
    ],
)
def test_assignment(text, pair):
    assert parse_assignment(text) == pair


@pytest.mark.parametrize("text", ["", "=", "a=", "=1", "a", "a=b", "a=nan", "a=inf", "a.b=true"])
def test_no_assignment(text):
    with pytest.raises(ScenarioError):
        parse_assignment(text)
