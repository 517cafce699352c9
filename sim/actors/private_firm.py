"""Private firms: contracts, fees, speed, and knowledge that leaves with them."""

from __future__ import annotations

import numpy as np

from sim.actors.supplier import Supplier
from sim.arrays import Values, share
from sim.columns.private_firm import PrivateFirmColumns
from sim.rules.contracting import delay_factor, fee, next_memory, quality


class PrivateFirm(PrivateFirmColumns, Supplier):
    """A contractor: security, logistics, technology, telecommunications or consulting."""

    def perform(self) -> None:
        """Take on contracts; build knowledge of the host while they last."""
        income = self.model.world.received("contracted", self)
        engaged = np.minimum(share(income, self.full_contract), 1.0)
        self.contract_income = income
        self.engaged = engaged
        self.offered = 1.0 * income
        self.pledged = self.split() * income
        self.memory = next_memory(self.memory, engaged, self.model.rules.contracting)

    def delay_factor(self) -> Values:
        """Firms deliver faster than states, the more the better they know the host."""
        return delay_factor(self.speed, self.memory, self.model.rules.contracting)

    def fee_share(self) -> Values:
        """The firm's margin."""
        return fee(1.0, self.model.rules.contracting)

    def workmanship(self) -> Values:
        """Quality drifts where nobody looks and nobody remembers."""
        return quality(self.memory, self.monitoring, self.model.rules.contracting)
