"""What states and bodies do alike: stand by a promise, and give through NGOs."""

from __future__ import annotations

from sim.actors.supplier import Supplier
from sim.arrays import Values
from sim.columns.donor import DonorColumns
from sim.rules.termination import called, honour_chance


class Donor(DonorColumns, Supplier):
    """Abstract base of partner states and intergovernmental bodies."""

    def stand_by(self) -> None:
        """Keep, or break, the promise to help when the threat to the host leaps up."""
        rule = self.model.rules.termination
        asked = self.active * called(self.guarantee, self.model.host.alarm, rule)
        chance = honour_chance(self.trust, self.reliability, rule)
        self.triggered = asked
        self.honoured = asked * (self.uniform("honour") < chance)

    def broken_promise(self) -> Values:
        """1 where a promise of assistance was called and not kept in the quarter."""
        return self.triggered - self.honoured

    def through_ngos(self, money: Values) -> Values:
        """Grants to each NGO out of money for the host: what it accepts while it is there."""
        world = self.model.world
        return self.grants * money * world.of("accepts", "ngo") * world.of("active", "ngo")
