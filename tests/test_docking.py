"""Docking: the whole model, its other mechanisms out of the way, against closed forms.

Whether two models of one thing agree is asked in the sense of Axtell, Axelrod, Epstein & Cohen
1996, doi:10.1007/BF01299065: not rule by rule, but by what comes out of the whole schedule.
"""

from __future__ import annotations

import numpy as np
import pytest

from sim import Scenario, simulate
from sim.structure import public_good

RUNS = 2000
#: Standard errors within which chance is let pass; each test makes fewer than twenty comparisons.
ERRORS = 4.0


def test_attention_is_the_autoregressive_process_of_its_closed_form() -> None:
    """Moods start at 0: variance s^2 (1 - phi^2t), and donors correlate by what they share."""
    persistence, spread, shared = 0.6, 0.5, 0.4
    settings = {
        "rules.priorities.persistence": persistence,
        "rules.priorities.volatility": spread,
        "rules.priorities.common": shared,
        "rules.turnover.on": 0.0,
    }
    history = simulate("liberia/baseline", RUNS, 5, parameters=settings, keep=["mood"])
    china, japan = (history.mood.sel(actor=name).values for name in ("China", "Japan"))
    phi = persistence**0.25
    for quarter in (1, 2, 4, 8, 20, 40):
        variance = spread**2 * (1 - phi ** (2 * quarter))
        for mood in (china, japan):
            error = variance * np.sqrt(2 / RUNS)
            assert mood[:, quarter].var() == pytest.approx(variance, abs=ERRORS * error)
        together = np.corrcoef(china[:, quarter], japan[:, quarter])[0, 1]
        assert together == pytest.approx(shared, abs=ERRORS * (1 - shared**2) / np.sqrt(RUNS))
    year_on = np.corrcoef(china[:, 36], china[:, 40])[0, 1]
    assert year_on == pytest.approx(persistence, abs=ERRORS * (1 - persistence**2) / np.sqrt(RUNS))


@pytest.mark.parametrize("rate", [0.02, 0.06])
def test_ties_survive_as_under_a_constant_hazard(rate: float) -> None:
    """With nothing but the base hazard, a tie lives exp(-h t); nobody comes back."""
    settings = {
        "rules.termination.on": 1.0,
        "rules.termination.base": rate,
        "rules.termination.rejoin": 0.0,
        **{
            f"rules.termination.{name}": 0.0
            for name in ("capability", "threat", "misalignment", "institutionalisation", "trust")
        },
    }
    history = simulate("toy", RUNS, 8, parameters=settings, quarters=120, keep=["active"])
    stands = history.active.sel(actor="Partner").values
    assert (np.diff(stands, axis=1) <= 0).all()
    for years in (1, 5, 10, 20, 30):
        expected = np.exp(-rate * years)
        error = np.sqrt(expected * (1 - expected) / RUNS)
        assert stands[:, 4 * years].mean() == pytest.approx(expected, abs=ERRORS * error)


@pytest.mark.parametrize(
    ("wealth", "taste"), [((8, 6, 2), 0.4), ((5, 5, 5), 0.25), ((20, 1, 1), 0.1)]
)
def test_voluntary_contributions_settle_at_the_nash_equilibrium(
    wealth: tuple[float, ...], taste: float
) -> None:
    """A body that lives on gifts gets what private provision of a public good gives it."""
    names = ["One", "Two", "Three"]
    states = {
        name: {
            "kind": "partner_state", "budget": 0.0, "appropriated": 0.0, "wealth": own,
            "private_benefit": 0.0,
            "turnover_rate": 0.0,
        }
        for name, own in zip(names, wealth, strict=True)
    }  # fmt: skip
    body = {"kind": "intergovernmental_body", "membership": names, "programme_budget": 0.0}
    scenario = Scenario.from_dict(
        {
            "title": "A body that lives on gifts", "extends": "toy", "status": "assumption",
            "quarters": 200, "actors": {**states, "Body": body},
            "rules": {
                "burden_sharing": {"taste": taste}, "membership": {"on": False},
                "termination": {"on": False},
            },
        },
        "gifts",
    )  # fmt: skip
    history = simulate(scenario, 1, 1, keep=["voluntary"])
    given = history.voluntary.isel(run=0, quarter=-1).sel(actor=names).values.ravel()
    found = public_good(wealth, taste)
    assert given == pytest.approx(found.contributions, abs=1e-6)
    assert given.sum() == pytest.approx(float(found.provision), abs=1e-6)
