"""Intergovernmental bodies: members, dues, a mandate, a mission."""

from __future__ import annotations

import numpy as np

from sim.actors.supplier import Supplier
from sim.arrays import share, total
from sim.columns.intergovernmental_body import IntergovernmentalBodyColumns
from sim.rules.mandate import required_troops, reviewed_strength


class IntergovernmentalBody(IntergovernmentalBodyColumns, Supplier):
    """The UN, ECOWAS, the African Union, the European Union."""

    def assess(self) -> None:
        """Tell the members what they owe together: programmes and the mission."""
        self.assessed = self.programme_budget + self.mission_cost * self.strength / 1000.0

    def collect(self) -> None:
        """Take in dues and contributions, pay the mission first, then programmes."""
        world = self.model.world
        income = (
            world.received("dues", self)
            + world.received("voluntary", self)
            + self.other_income * self.assessed
        )
        cost = self.mission_cost * self.strength / 1000.0
        money = self.funds + income
        mission = np.minimum(cost, money)
        offered = self.active * np.minimum(self.programme_budget, money - mission)
        pledged = self.split() * (offered * self.accepted())
        self.income = income
        self.mission_spending = mission
        self.funded = np.where(cost > 0.0, share(mission, cost), 1.0)
        self.offered = offered
        self.pledged = pledged
        self.funds = money - mission - total(pledged)

    def muster(self) -> None:
        """Count the troops that members sent."""
        strength = self.model.world.received("troops", self)
        peak = np.maximum(self.peak, strength)
        self.strength = strength
        self.peak = peak
        self.withdrawn = share(peak - strength, peak)
        self.protecting = strength * self.funded
        self.mission_quarters = (self.mission_quarters + 1.0) * (self.authorised > 0.0)

    def review(self) -> None:
        """Once a year compare the mission with what the threat still asks for, and vote."""
        host, world, rules = self.model.host, self.model.world, self.model.rules
        votes = self.votes * self.membership * (1.0 - self.suspended)
        in_favour = total(votes * world.about("stance", self))
        outside = np.maximum(1.0 - total(self.votes), 0.0)
        support = share(in_favour + outside, total(votes) + outside)
        review = (self.review_quarter == self.model.calendar_quarter) * (
            self.mission_quarters > 4.0
        )
        required = required_troops(host.threat, host.readiness, self.full_strength, rules.mandate)
        self.support = np.where(review, support, self.support)
        self.authorised = reviewed_strength(
            self.authorised,
            required,
            1.0 * review,
            1.0 * (support >= self.quota),
            rules.mandate,
        )

    def govern(self) -> None:
        """Suspend members under unconstitutional government; take note of who leaves and joins."""
        world = self.model.world
        leaves, joins = world.about("leaves", self), world.about("joins", self)
        membership = np.minimum(self.membership * (1.0 - leaves) + joins, 1.0)
        self.membership = membership
        self.suspended = self.suspends * membership * world.of("junta", "partner_state")
