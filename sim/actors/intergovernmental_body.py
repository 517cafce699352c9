"""Intergovernmental bodies: members, dues, a mandate, a mission."""

from __future__ import annotations

import numpy as np

from sim.actors.donor import Donor
from sim.arrays import Values, share, total
from sim.columns.intergovernmental_body import IntergovernmentalBodyColumns
from sim.rules.mandate import required_troops, reviewed_strength
from sim.rules.mediation import price
from sim.rules.standby import called, pool


class IntergovernmentalBody(IntergovernmentalBodyColumns, Donor):
    """The UN, ECOWAS, the African Union, the European Union."""

    def assess(self) -> None:
        """Tell the members what they owe together: programmes and the mission."""
        self.assessed = self.present * (
            self.programme_budget
            + self.mission_cost * self.in_the_field() / 1000.0
            + price(self.mediation, self.model.rules.mediation)
        )

    def in_the_field(self) -> Values:
        """Troops of the mission and of standby forces. [persons]"""
        return self.strength + self.standby_out + self.brigades_out

    def collect(self) -> None:
        """Take in dues and contributions; pay troops first, then envoys, then programmes."""
        world = self.model.world
        income = (
            world.received("dues", self)
            + world.received("voluntary", self)
            + self.other_income * self.assessed
        )
        cost = self.mission_cost * self.in_the_field() / 1000.0
        envoys = self.present * price(self.mediation, self.model.rules.mediation)
        money = self.funds + income
        mission = np.minimum(cost, money)
        mediation = np.minimum(envoys, money - mission)
        offered = self.active * np.minimum(self.programme_budget, money - mission - mediation)
        taken = offered * self.accepted()
        # an event or a study may raise the shares beyond the whole
        granted = self.through_ngos(taken / np.maximum(total(self.grants), 1.0))
        pledged = self.split() * (taken - total(granted))
        self.income = income
        self.mission_spending = mission
        self.funded = np.where(cost > 0.0, share(mission, cost), 1.0)
        self.mediation_spending = mediation
        self.mediating = self.mediation * share(mediation, envoys)
        self.offered = offered
        self.granted = granted
        self.pledged = pledged
        self.funds = money - mission - mediation - total(pledged) - total(granted)

    def muster(self) -> None:
        """Count the troops that members sent, and those that they hold ready."""
        world = self.model.world
        strength = world.received("troops", self)
        ready = self.voting() * world.about("standby", self)
        self.standby_pool = pool(total(ready), self.model.rules.standby)
        peak = np.maximum(self.peak, strength)
        self.strength = strength
        self.peak = peak
        self.withdrawn = share(peak - strength, peak)
        self.protecting = (strength + self.standby_out + self.brigades_out) * self.funded
        self.mission_quarters = (self.mission_quarters + 1.0) * (self.authorised > 0.0)

    def voting(self) -> Values:
        """1 for each member in good standing, where member and body are partners of the host."""
        partners = self.model.world.of("present", "partner_state") * self.present
        return self.membership * (1.0 - self.suspended) * partners

    def review(self) -> None:
        """Once a year compare the mission with what the threat still asks for, and vote."""
        host, world, rules = self.model.host, self.model.world, self.model.rules
        voting = self.voting()
        votes = self.votes * voting
        in_favour = total(votes * world.about("stance", self))
        outside = np.maximum(1.0 - total(self.votes), 0.0)
        support = share(in_favour + outside * self.outside_support, total(votes) + outside)
        vetoed = 1.0 * (total(self.vetoes * voting * world.about("objection", self)) > 0.5)
        carried = (support >= self.quota) * (1.0 - vetoed)
        review = (self.review_quarter == self.model.calendar_quarter) * (
            self.mission_quarters > 4.0
        )
        required = required_troops(host.threat, host.readiness, self.full_strength, rules.mandate)
        self.support = np.where(review, support, self.support)
        self.authorised = reviewed_strength(
            self.authorised,
            required,
            1.0 * review,
            carried,
            rules.mandate,
        )
        self.vetoed = vetoed
        out = self.standby_out + self.brigades_out
        calls = self.present * called(host.threat, self.honoured, out, carried, rules.standby)
        self.standby_called = calls
        self.standby_out = calls * self.standby_pool

    def reinforce(self) -> None:
        """Send the brigades of other bodies' standby forces that those do not use themselves."""
        world = self.model.world
        idle = world.of("standby_pool", "intergovernmental_body") - world.of(
            "standby_out", "intergovernmental_body"
        )
        self.brigades_out = self.standby_called * total(self.brigades * idle)

    def govern(self) -> None:
        """Suspend members under unconstitutional government; take note of who leaves and joins."""
        world = self.model.world
        leaves, joins = world.about("leaves", self), world.about("joins", self)
        membership = np.minimum(self.membership * (1.0 - leaves) + joins, 1.0)
        self.membership = membership
        self.suspended = self.suspends * membership * world.of("junta", "partner_state")
