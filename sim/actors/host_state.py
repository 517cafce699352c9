"""The host state: what it asks for, what it accepts, and what it makes of it."""

from __future__ import annotations

import numpy as np

from sim.actors.base import Actor
from sim.actors.supplier import LATELY
from sim.arrays import clip01, share, total
from sim.assembly import FELT_MUSD
from sim.columns import CHANNELS
from sim.columns.host_state import HostStateColumns
from sim.rules.absorption import useful
from sim.rules.coordination import coordination_share, dyads
from sim.rules.credibility import conduct, next_reputation
from sim.rules.equipment import maintenance, next_equipment, next_infrastructure, serviceability
from sim.rules.forces import left, next_personnel, next_skill
from sim.rules.fragmentation import eroded
from sim.rules.host_budget import next_own_budget, next_planned
from sim.rules.institution import next_capacity
from sim.rules.intelligence import perceived
from sim.rules.need import need
from sim.rules.patrols import next_interoperability
from sim.rules.readiness import readiness
from sim.rules.rivalry import next_alignment
from sim.rules.sovereignty import (
    accepted,
    backlash_chance,
    cost,
    dependency,
    next_backlash,
    tolerance,
)
from sim.rules.technology import information_quality, next_technology, supplier_dependence


class HostState(HostStateColumns, Actor):
    """The host state with its armed forces."""

    def sense(self) -> None:
        """Notice a crisis that begins; an old one passes."""
        now = self.crisis * (1.0 - self.crisis_decay)
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
        partners = total(1.0 * (ties > FELT_MUSD))
        mandates = total(shares * world.of("mandate_distance", "supplier"))
        multilateral = world.total("help", "intergovernmental_body") + world.total("help", "ngo")
        concentration = total(shares * shares)
        used = useful(external, self.capacity, self.own_budget, rules.absorption)
        lately = self.external_lately + LATELY * (external - self.external_lately)
        before = self.external_before + LATELY * (lately - self.external_before)
        self.external = external
        self.aid_change = np.log(np.maximum(lately, FELT_MUSD) / np.maximum(before, FELT_MUSD))
        self.external_before = before
        self.external_lately = lately
        self.useful = arrived * share(used, external)
        self.partners = partners
        self.concentration = concentration
        self.competition = (1.0 - concentration) * (partners > 1.0)
        self.multilateral_share = share(multilateral, external)
        self.coordination_share = coordination_share(
            dyads(partners, self.framework, rules.coordination), mandates, rules.coordination
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
        spent = np.maximum(own - self.policy_cost, 0.0)
        asked = share(
            total(world.of("help", "supplier") * world.of("conditionality", "supplier")),
            self.external,
        )
        depends = dependency(self.external_lately, spent, rules.sovereignty)
        locked_in = supplier_dependence(self.technology, self.concentration, rules.technology)
        self.revenue = revenue
        self.own_budget = own
        self.funding_gap = clip01(
            share(self.required_budget - self.external - spent, self.required_budget)
        )
        self.dependency = depends
        self.sovereignty_cost = clip01(cost(clip01(depends + locked_in), asked, rules.sovereignty))

    def build(self) -> None:
        """Recruit, train, equip; build institutions, bases and technology; all of it decays."""
        rules = self.model.rules
        spent = np.maximum(self.own_budget - self.policy_cost, 0.0)
        build = dict(zip(CHANNELS, self.useful + self.own_split * spent, strict=True))
        upkeep = share(spent * (1.0 - total(self.own_split)), self.upkeep_cost)
        gone = left(self.personnel, rules.forces)
        personnel = next_personnel(self.personnel, gone, self.ceiling, clip01(upkeep), rules.forces)
        skill = next_skill(
            self.skill,
            build["training"],
            np.maximum(personnel, 1.0),
            clip01(self.exercises + self.deployed),
            share(personnel - (self.personnel - gone), np.maximum(personnel, 1.0)),
            rules.forces,
        ) * (personnel >= 1.0)
        lost = eroded(
            self.capacity, self.concentration, self.multilateral_share, rules.fragmentation
        )
        capacity = next_capacity(
            self.capacity, build["advice"], lost, self.skill, rules.institution
        )
        maintained = maintenance(upkeep, build["logistics"], rules.equipment)
        self.left = gone
        self.recruited = personnel - (self.personnel - gone)
        self.personnel = personnel
        self.skill = skill
        self.capacity = capacity
        self.maintenance = maintained
        self.equipment = next_equipment(
            self.equipment, build["equipment"], maintained, rules.equipment
        )
        self.infrastructure = next_infrastructure(
            self.infrastructure, build["infrastructure"], rules.equipment
        )
        self.technology = next_technology(self.technology, build["technology"], rules.technology)
        self.interoperability = next_interoperability(
            self.interoperability, self.exercises, rules.patrols
        )

    def muster(self) -> None:
        """Readiness of the armed forces from what they have."""
        rules = self.model.rules
        self.readiness = readiness(
            self.skill,
            self.equipment,
            self.capacity,
            serviceability(self.maintenance, self.infrastructure, rules.equipment),
            clip01(share(self.personnel * (1.0 - self.deployed), self.ceiling)),
            self.interoperability,
            rules.readiness,
        )

    def perceive(self) -> None:
        """See the threat over the regions through the noise of thin information."""
        rules, world = self.model.rules, self.model.world
        people = world.of("population", "community")
        regions = share(total(people * world.of("local_threat", "community")), total(people))
        threat = np.where(total(people) > 0.0, regions, self.threat)
        quality = information_quality(
            self.technology, world.total("shared_intelligence"), rules.technology
        )
        left_behind = clip01(world.total("withdrawn", "intergovernmental_body"))
        self.security_gap = left_behind * (1.0 - self.readiness)
        self.alarm = np.maximum(threat - self.threat, 0.0)
        self.threat = threat
        self.information = quality
        self.perceived_threat = perceived(
            threat, quality, self.normal("perception"), rules.intelligence
        )

    def hedge(self) -> None:
        """Lean towards those who give, never quite; standing follows the company one keeps."""
        rules, world = self.model.rules, self.model.world
        weight = share(world.of("kept_lately", "supplier"), world.total("kept_lately"))
        pull = total(weight * (world.of("position", "supplier") - self.alignment))
        lent = share(world.total("political_support"), world.total("prestige"))
        self.alignment = next_alignment(self.alignment, pull, self.home_position, rules.rivalry)
        self.reputation = next_reputation(
            self.reputation,
            clip01(lent),
            conduct(self.accountability, self.transparency, self.deployed, rules.credibility),
            rules.credibility,
        )
