"""No money appears, and none disappears."""

from __future__ import annotations

import numpy as np
import pytest

from sim import CoalitionModel
from tests.worlds import SHIPPED, ensemble, scenario

CENT = 1e-8  # million US$


@pytest.mark.parametrize("name", SHIPPED)
def test_pledged_is_delivered_pending_overhead_leaked_or_cancelled(name: str) -> None:
    """At the start on its way + committed = delivered + pending + overhead + leaked + cancelled."""
    h = ensemble(name)
    flows = h[["help", "overhead", "leaked", "cancelled"]].to_array("path").sum("path")
    accounted = flows.isel(quarter=slice(1, None)).cumsum("quarter") + h.outstanding.isel(
        quarter=slice(1, None)
    )
    committed = h.committed.isel(quarter=slice(1, None)).cumsum("quarter")
    committed = committed + h.outstanding.isel(quarter=0)
    assert float(committed.max()) > 1.0
    np.testing.assert_allclose(accounted, committed, atol=CENT, rtol=0)


@pytest.mark.parametrize("name", SHIPPED)
def test_help_is_the_sum_of_its_channels(name: str) -> None:
    h = ensemble(name)
    np.testing.assert_allclose(h.delivered.sum("channel"), h.help, atol=CENT)
    np.testing.assert_allclose(h.help.sum("actor"), h.external, atol=CENT)


class Ledger(CoalitionModel):
    """Checks transfers between actors each quarter."""

    checked = 0

    def _check(self, phase: object) -> None:
        super()._check(phase)  # type: ignore[arg-type]
        if phase is None:  # events have been applied, and nobody has acted yet
            self.gifts = self.world["gift"].sum()

    def step(self) -> None:
        before = self.world["funds"].copy()
        super().step()
        world, rows = self.world, self.world.rows
        states, ngos = rows.of("partner_state"), rows.of("ngo")
        bodies, firms = rows.of("intergovernmental_body"), rows.of("private_firm")

        donors = slice(states.start, bodies.stop)
        granted = world["granted"][:, states].sum()
        passed = world["passed_on"][:, ngos].sum()
        own = world["own_income"][ngos].sum()
        received = world["granted"][:, donors].sum() + passed + own
        assert abs(received - world["income"][ngos].sum()) < CENT
        contracted = world["contracted"][:, states].sum()
        assert abs(contracted - world["contract_income"][firms].sum()) < CENT

        dues = (world["dues"] + world["voluntary"])[:, states].sum()
        outside = (world["other_income"] * world["assessed"])[bodies].sum()
        assert abs(dues + outside - world["income"][bodies].sum()) < CENT

        by_bodies = world["mission_spending"] + world["mediation_spending"]
        by_bodies = by_bodies + world["granted"].sum(0)
        by_ngos = world["running"] + world["passed_on"].sum(0)
        for kind, spent in ((bodies, by_bodies), (ngos, by_ngos)):
            change = (world["funds"] - before)[kind].sum()
            out = spent[kind].sum() + world["committed"][kind].sum()
            assert abs(world["income"][kind].sum() - out - change) < CENT

        taken = world["offered"][states] * world["welcome"][: world.count("partner_state"), 0]
        direct = world["pledged"][:, states].sum()
        assert abs(taken.sum() + self.gifts - granted - contracted - direct) < CENT
        Ledger.checked += 1


@pytest.mark.parametrize("name", SHIPPED)
def test_dues_grants_and_contracts_arrive_whole(name: str) -> None:
    Ledger.checked = 0
    Ledger(scenario(name), rng=9).run()
    assert Ledger.checked == scenario(name).quarters
