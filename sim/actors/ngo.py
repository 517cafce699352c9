"""Non-governmental organisations: grants, independence, access to people in need."""

from __future__ import annotations

from sim.actors.supplier import Supplier
from sim.arrays import share, total
from sim.columns.ngo import NGOColumns
from sim.rules.independence import accepted_grant, access
from sim.rules.umbrella import passed_on, shared_access


class NGO(NGOColumns, Supplier):
    """An international or local non-governmental organisation."""

    def consider(self) -> None:
        """Refuse part of the grants of those who are party to the security work."""
        party = self.model.world.total("military", "partner_state") / max(
            self.model.world.count("partner_state"), 1
        )
        rule = self.model.rules.independence
        self.accepts = accepted_grant(self.active, party, self.independence, rule)
        alone = access(self.independence, self.local, self.model.host.threat, rule)
        links = self.umbrella * self.model.world.of("present", "ngo")
        roots = share(total(links * self.model.world.of("local", "ngo")), total(self.umbrella))
        self.access = shared_access(alone, roots, self.model.rules.umbrella)

    def pass_on(self) -> None:
        """Give part of the money in hand to partner organisations."""
        links = self.present * self.umbrella * self.model.world.of("active", "ngo")
        passed = passed_on(links, total(links), self.funds, self.model.rules.umbrella)
        self.passed_on = passed
        self.funds = self.funds - total(passed)

    def plan(self) -> None:
        """Turn grants and own income into programmes, as far as people can be reached."""
        world = self.model.world
        income = world.received("granted", self) + world.received("passed_on", self)
        income = income + self.present * self.own_income
        running = self.running_cost * income
        money = self.funds + income - running
        offered = self.active * self.access * (1.0 - self.reserve) * money
        pledged = self.split() * (offered * self.accepted())
        self.income = income
        self.running = running
        self.offered = offered
        self.pledged = pledged
        self.funds = money - total(pledged)

    def bring(self) -> None:
        """Bring knowledge of the people along with the help, and watch over their rights."""
        self.watching = self.active * self.advocacy
        self.competence_brought = self.competence * self.help
