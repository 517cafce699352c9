"""The armed forces of the host: soldiers, skills, equipment, deployments, readiness."""

from __future__ import annotations

import numpy as np

from sim.actors.base import Actor
from sim.actors.supplier import LATELY
from sim.arrays import Values, clip01, share, total
from sim.columns import CHANNELS, SYSTEMS
from sim.columns.host_state import HostStateColumns
from sim.rules.deployment import at_home, next_abroad, own_cost
from sim.rules.equipment import maintenance, next_equipment, next_infrastructure, serviceability
from sim.rules.forces import left, next_personnel, next_skill
from sim.rules.fragmentation import eroded
from sim.rules.hardware import carried_over, composite
from sim.rules.institution import next_capacity
from sim.rules.patrols import next_interoperability
from sim.rules.readiness import readiness
from sim.rules.specialisation import cadre, general_training
from sim.rules.technology import connection, next_technology


class ArmedForces(HostStateColumns, Actor):
    """Abstract base of the host state: what its forces do and become."""

    def deploy(self) -> None:
        """Send soldiers to peace operations abroad, when ready and not needed at home."""
        rule = self.model.rules.deployment
        abroad = next_abroad(self.abroad, self.deployed, self.readiness, self.threat, rule)
        self.abroad = abroad
        self.deployment_cost = own_cost(abroad * self.personnel, rule)

    def spent(self) -> Values:
        """Own spending that is left for security at home. [million US$ a quarter]"""
        return np.maximum(self.own_budget - self.policy_cost - self.deployment_cost, 0.0)

    def build(self) -> None:
        """Recruit and train; build institutions and bases; all of it decays."""
        rules, world = self.model.rules, self.model.world
        spent = self.spent()
        build = dict(zip(CHANNELS, self.useful + self.own_split * spent, strict=True))
        upkeep = share(spent * (1.0 - total(self.own_split)), self.upkeep_cost)
        gone = left(self.personnel, rules.forces)
        personnel = next_personnel(self.personnel, gone, self.ceiling, clip01(upkeep), rules.forces)
        replaced = share(personnel - (self.personnel - gone), np.maximum(personnel, 1.0))
        practice = clip01(self.exercises + self.abroad)
        special = self.bought("training", "courses")[1:]
        skill = next_skill(
            self.skill,
            general_training(build["training"], total(special), rules.specialisation),
            np.maximum(personnel, 1.0),
            practice,
            replaced,
            rules.forces,
        )
        skills = next_skill(
            self.skills,
            special,
            np.maximum(cadre(personnel, rules.specialisation), 1.0),
            practice,
            replaced,
            rules.forces,
        )
        lost = eroded(
            self.capacity, self.concentration, self.multilateral_share, rules.fragmentation
        )
        capacity = next_capacity(
            self.capacity,
            build["advice"],
            world.total("shared_knowledge"),
            lost,
            self.skill,
            rules.institution,
        )
        self.left = gone
        self.recruited = personnel - (self.personnel - gone)
        self.personnel = personnel
        self.skill = skill * (personnel >= 1.0)
        self.skills = skills * (personnel >= 1.0)
        self.capacity = capacity
        self.maintenance = maintenance(upkeep, build["logistics"], rules.equipment)
        self.infrastructure = next_infrastructure(
            self.infrastructure, build["infrastructure"], rules.equipment
        )

    def equip(self) -> None:
        """Take delivery of equipment and technology, class by class; both wear out."""
        rules = self.model.rules
        goods, systems = self.bought("equipment", "goods"), self.bought("technology", "systems")
        parts = rules.hardware
        weapons, vehicles, radios = self.stocks
        before = composite(weapons, vehicles, radios, parts)
        stocks = np.stack(
            [
                next_equipment(
                    carried_over(stock, self.equipment, before, parts),
                    arrived / part,
                    self.maintenance,
                    rules.equipment,
                )
                for stock, arrived, part in zip(
                    self.stocks,
                    goods,
                    (parts.weapons, parts.vehicles, parts.communications),
                    strict=True,
                )
            ]
        )
        level = self.technology
        mean = total(self.technologies) / len(SYSTEMS)
        moved = carried_over(self.technologies, level, mean, parts)
        technologies = next_technology(moved, len(SYSTEMS) * systems, rules.technology)
        connected = connection(technologies[1], stocks[2], rules.technology)
        self.stocks = stocks
        self.equipment = composite(stocks[0], stocks[1], stocks[2], parts)
        self.technologies = technologies
        self.technology = total(technologies) / len(SYSTEMS)
        self.connection = connected
        self.analytics = technologies[2] * rules.technology.analytics * rules.technology.on
        self.interoperability = next_interoperability(
            self.interoperability, self.exercises, connected, rules.patrols
        )

    def bought(self, channel: str, split: str) -> Values:
        """Useful help and own spending on one channel, by what it is made of."""
        given = self.used * self.model.world.mixed("delivered", channel, split)
        own = self.own_split[CHANNELS.index(channel)] * self.spent()
        return given + own * getattr(self, split)

    def muster(self) -> None:
        """Readiness of the armed forces from what they have."""
        rules = self.model.rules
        at_hand = at_home(self.abroad, self.humanitarian_missions, rules.deployment)
        now = readiness(
            self.skill,
            self.equipment,
            self.capacity,
            serviceability(self.maintenance, self.infrastructure, rules.equipment),
            clip01(share(self.personnel * at_hand, self.ceiling)),
            self.interoperability,
            rules.readiness,
        )
        usual = self.readiness_before
        self.readiness = now
        self.capability_change = clip01(share(np.abs(now - usual), usual))
        self.readiness_before = usual + LATELY * (now - usual)
