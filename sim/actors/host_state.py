"""The host state: what it asks for, what it accepts, and what it makes of it."""

from __future__ import annotations

import numpy as np

from sim.actors.armed_forces import ArmedForces
from sim.actors.supplier import LATELY
from sim.arrays import clip01, share, total
from sim.assembly import FELT_MUSD, felt
from sim.columns import CHANNELS, FIELDS
from sim.rules.absorption import useful
from sim.rules.coordination import coordination_share, dyads, mistrust
from sim.rules.credibility import conduct, lent, next_reputation
from sim.rules.host_budget import next_own_budget, next_planned
from sim.rules.intelligence import perceived, received
from sim.rules.need import need
from sim.rules.rivalry import next_alignment
from sim.rules.sovereignty import (
    accepted,
    backlash_chance,
    cost,
    dependency,
    next_backlash,
    tolerance,
)
from sim.rules.specialisation import passing, sharpened
from sim.rules.technology import (
    detected,
    information_quality,
    supplier_dependence,
)

#: Weight of the last quarter in a mean of about two years.
BEFORE = 0.12


class HostState(ArmedForces):
    """The host state: its politics and its purse; its forces are in `ArmedForces`."""

    def sense(self) -> None:
        """Notice a crisis that begins; an old one passes."""
        helpers = self.skills[FIELDS.index("disaster_response")]
        passes = passing(self.crisis_decay, helpers, self.model.rules.specialisation)
        now = self.crisis * (1.0 - passes)
        self.onset = np.maximum(self.crisis - self.crisis_seen, 0.0)
        self.crisis = now
        self.crisis_seen = now
        self.threat_before = 1.0 * self.threat

    def ask(self) -> None:
        """Show need, and say which channels are short."""
        short = {
            "funding": self.funding_gap,
            "training": 1.0 - self.skill,
            "equipment": 1.0 - self.equipment,
            "infrastructure": 1.0 - self.infrastructure,
            "advice": 1.0 - self.capacity,
            "logistics": 1.0 - self.readiness,
            "technology": 1.0 - self.technology,
            "intelligence": self.perceived_threat,
            "humanitarian": self.crisis,
        }
        self.request = np.stack([short[channel] for channel in CHANNELS])
        self.need = need(
            self.funding_gap, self.perceived_threat, self.crisis, self.model.rules.need
        )

    def decide(self) -> None:
        """Accept offers up to the sovereignty that the host is ready to give up."""
        rule = self.model.rules.sovereignty
        asked = self.model.world.of("conditionality", "supplier")
        begins = self.uniform("backlash") < backlash_chance(self.sovereignty_cost, rule)
        backlash = next_backlash(self.backlash, 1.0 * begins, rule)
        limit = tolerance(self.sovereignty_limit, backlash, rule)
        self.backlash = backlash
        self.welcome = accepted(cost(self.dependency, asked, rule), limit, rule)

    def absorb(self) -> None:
        """Take in what arrived, and turn into capability what institutions can carry."""
        rules, world = self.model.rules, self.model.world
        arrived = world.total("delivered")
        external = total(arrived)
        ties = world.of("help", "supplier")
        shares = share(ties, external)
        # contractors are led by those who pay them, and count with them
        partners = total(felt(ties)) - total(felt(world.of("help", "private_firm")))
        mandates = total(shares * world.of("mandate_distance", "supplier"))
        military = total(shares * world.of("military", "supplier"))
        by_technology = world.of("technology_lately", "supplier")
        of_technology = share(by_technology, total(by_technology))
        suppliers = max(world.count("supplier"), 1)
        multilateral = world.total("help", "intergovernmental_body") + world.total("help", "ngo")
        concentration = total(shares * shares)
        absorbed = useful(external, self.capacity, self.own_budget, rules.absorption)
        used = share(absorbed, external)
        lately = self.external_lately + LATELY * (external - self.external_lately)
        before = self.external_before + BEFORE * (lately - self.external_before)
        self.external = external
        self.aid_change = np.log(np.maximum(lately, FELT_MUSD) / np.maximum(before, FELT_MUSD))
        self.external_before = before
        self.external_lately = lately
        self.used = used
        self.useful = arrived * used
        self.partners = partners
        self.engaged = world.total("active") / suppliers
        self.technology_concentration = total(of_technology * of_technology)
        self.concentration = concentration
        self.competition = (1.0 - concentration) * (partners > 1.0)
        self.multilateral_share = share(multilateral, external)
        self.coordination_share = coordination_share(
            dyads(partners, self.framework, rules.coordination),
            clip01(mandates + mistrust(military, rules.coordination)),
            rules.coordination,
        )
        self.humanitarian_aid = arrived[CHANNELS.index("humanitarian")]
        self.competence = share(
            total(world.of("competence_brought", "ngo")), world.total("help", "ngo")
        )
        self.foreign_troops = world.total("protecting", "intergovernmental_body")

    def finance(self) -> None:
        """Set own spending; see the gap and the dependence that remain."""
        rules, world = self.model.rules, self.model.world
        revenue = next_planned(self.revenue, self.opens(), rules.host_budget)
        own = next_own_budget(
            self.own_budget,
            self.planned_budget * revenue,
            self.external_lately,
            self.external_before,
            self.perceived_threat,
            self.opens(),
            rules.host_budget,
        )
        self.own_budget = own
        spent = self.spent()
        asked = share(
            total(world.of("help", "supplier") * world.of("conditionality", "supplier")),
            self.external,
        )
        depends = dependency(self.external_lately, spent, rules.sovereignty)
        locked_in = supplier_dependence(
            self.technology, self.technology_concentration, rules.technology
        )
        self.revenue = revenue
        self.funding_gap = clip01(
            share(self.required_budget - self.external - spent, self.required_budget)
        )
        self.dependency = depends
        self.sovereignty_cost = clip01(cost(clip01(depends + locked_in), asked, rules.sovereignty))

    def perceive(self) -> None:
        """See the threat over the regions through the noise of thin information."""
        rules, world = self.model.rules, self.model.world
        people = world.of("population", "community")
        regions = share(total(people * world.of("local_threat", "community")), total(people))
        threat = np.where(total(people) > 0.0, regions, self.threat)
        pooled = received(world.total("shared_intelligence"), self.connection, rules.intelligence)
        quality = information_quality(self.technologies[2], pooled, rules.technology)
        left_behind = clip01(world.total("withdrawn", "intergovernmental_body"))
        self.security_gap = left_behind * (1.0 - self.readiness)
        self.alarm = np.maximum(threat - self.threat, 0.0)
        self.threat = threat
        self.pooled = pooled
        self.information = quality
        self.detected = detected(self.technologies[0], quality, rules.technology)
        self.perceived_threat = perceived(
            threat, quality, self.normal("perception"), rules.intelligence
        )

    def hedge(self) -> None:
        """Lean towards those who give, never quite; standing follows the company one keeps."""
        rules, world = self.model.rules, self.model.world
        weight = share(world.of("kept_lately", "supplier"), world.total("kept_lately"))
        pull = total(weight * (world.of("position", "supplier") - self.alignment))
        peacekeepers = sharpened(
            self.abroad, self.skills[FIELDS.index("peacekeeping")], rules.specialisation
        )
        self.alignment = next_alignment(self.alignment, pull, self.home_position, rules.rivalry)
        self.reputation = next_reputation(
            self.reputation,
            lent(world.total("political_support"), rules.credibility),
            conduct(self.accountability, self.transparency, peacekeepers, rules.credibility),
            rules.credibility,
        )
