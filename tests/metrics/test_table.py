import numpy as np
import pandas as pd
import pytest

from sim.errors import HistoryError
from sim.metrics import OUTCOMES, Flows, OutcomeError, _registry, outcome, outcomes, summary
from tests.metrics.histories import history, random_history, values


def test_columns_stand_in_their_order():
    table = outcomes(history(np.ones((3, 12, 2))))
    assert list(table)[:4] == ["seed", "partnership_stability", "readiness", "autonomy"]
    assert list(table)[1:] == list(OUTCOMES)
    assert table.index.name == "run"
    assert table["seed"].tolist() == [100, 101, 102]
    assert {kind.name for kind in table.dtypes[1:]} == {"float64"}


def test_some_outcomes_only():
    table = outcomes(history(np.ones((12, 2))), ["threat", "concentration"])
    assert list(table) == ["seed", "concentration", "threat"]
    with pytest.raises(HistoryError, match="no outcome is named 'thread'; did you mean 'threat'"):
        outcomes(history(np.ones((12, 2))), ["thread"])


def test_a_single_mesa_run_is_one_row():
    one = history(np.ones((12, 2))).isel(run=0).drop_vars("run")
    pd.testing.assert_frame_equal(outcomes(one), outcomes(history(np.ones((12, 2)))))


def test_a_missing_variable_is_named():
    h = history(np.ones((12, 2)))
    with pytest.raises(HistoryError, match=r"does not hold 'funding_gap'.*keep="):
        outcomes(h.drop_vars("funding_gap"))
    assert values("concentration", h[["help", "kind"]]) == pytest.approx(0.5)  # all it needs


def test_a_history_without_a_quarter_is_refused():
    with pytest.raises(HistoryError, match="no quarter"):
        outcomes(history(np.ones((12, 2))).isel(quarter=[0]))


@pytest.mark.parametrize("name", ["help", "external", "readiness"])
@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_a_run_that_went_astray_has_no_outcome(name, value):
    h = random_history(0, 3, quarters=12)
    before = outcomes(h)
    h[name][{"run": 1, "quarter": slice(6, None)}] = value
    after = outcomes(h)
    assert after.loc[1].drop("seed").isna().all()
    pd.testing.assert_frame_equal(after.drop(index=1), before.drop(index=1))


def test_every_outcome_tells_what_it_is():
    for name, found in OUTCOMES.items():
        assert found.name == name
        assert found.unit and found.meaning and found.reference
        assert found.higher in ("better", "worse", "neither")
        assert len(found.definition) > 20, name


def test_an_outcome_is_declared_once_and_computed_once(monkeypatch):
    monkeypatch.setattr(_registry, "_declared", dict(_registry._declared))
    monkeypatch.setattr(_registry, "OUTCOMES", {})
    told, calls = {"unit": "1", "meaning": "m", "reference": "r"}, []

    @outcome(**told, higher="better")
    def novelty(h):
        calls.append(h)
        return np.zeros(h.runs)

    _registry.arrange()
    assert list(_registry.OUTCOMES)[:3] == list(_registry.LEAD)
    assert "novelty" in _registry.OUTCOMES
    flows = Flows(history(np.ones((4, 1))))
    assert novelty(flows) is novelty(flows)
    assert len(calls) == 1
    with pytest.raises(OutcomeError, match="two outcomes are named 'novelty'"):
        outcome(**told, higher="better")(novelty)
    with pytest.raises(OutcomeError, match="say better, worse or neither"):
        outcome(**told, higher="more", name="other")(novelty)


def test_summary_by_hand():
    table = pd.DataFrame({"seed": range(21), "readiness": np.arange(21) / 20, "autonomy": np.nan})
    table.loc[0, "autonomy"] = 0.3
    told = summary(table.assign(policy="none"))
    assert list(told.index) == ["readiness", "autonomy"]
    assert told.loc["readiness", ["median", "low", "high"]].tolist() == [0.5, 0.05, 0.95]
    assert told.loc["autonomy", "median"] == 0.3
    assert told["runs"].tolist() == [21, 1]
    assert told["unit"].tolist() == ["0-1", "0-1"]


def test_stability_is_not_shown_alone():
    table = outcomes(history(np.ones((12, 2))))
    assert summary(table).index[0] == "partnership_stability"
    for alone, missing in (
        (["readiness", "autonomy"], "readiness and autonomy"),
        (["autonomy"], "without autonomy"),
    ):
        with pytest.raises(HistoryError, match=missing):
            summary(table.drop(columns=alone))
    assert "partnership_stability" not in summary(table[["tie_survival"]]).index
