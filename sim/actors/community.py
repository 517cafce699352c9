"""Communities: regions with a threat of their own, and people who judge their protectors."""

from __future__ import annotations

import numpy as np

from sim.actors.base import Actor
from sim.arrays import clip01, share, total
from sim.columns import FIELDS, HARDWARE
from sim.columns.community import CommunityColumns
from sim.rules.hardware import mobility
from sim.rules.legitimacy import (
    cooperation,
    next_confidence,
    next_expected,
    next_legitimacy,
    next_perceived,
    relief,
    visibility,
)
from sim.rules.patrols import border_calm
from sim.rules.peacekeeping import calm
from sim.rules.specialisation import sharpened
from sim.rules.threat import base_level, next_threat


class Community(CommunityColumns, Actor):
    """The people of a region."""

    def threaten(self) -> None:
        """Threat returns to what peacekeepers, forces, neighbours and aid make of it."""
        host, rules, world = self.model.host, self.model.rules, self.model.world
        spill = share(
            total(self.borders * world.of("unrest", "partner_state")), total(self.borders)
        )
        around = share(
            total(self.contact * world.of("threat_seen", "community")), total(self.contact)
        )
        forces = sharpened(
            host.readiness, host.skills[FIELDS.index("counter_terrorism")], rules.specialisation
        )
        patrols = host.patrols * mobility(host.stocks[HARDWARE.index("vehicles")], rules.hardware)
        level = base_level(
            self.base_threat,
            np.maximum(0.0, -host.aid_change),
            calm(host.foreign_troops, rules.peacekeeping),
            forces * host.detected,
            spill * border_calm(patrols, host.readiness, rules.patrols),
            around,
            self.cooperation,
            rules.threat,
        )
        self.local_threat = next_threat(
            self.local_threat, level, 0.0, self.normal("threat"), rules.threat
        )

    def judge(self) -> None:
        """People compare the security they see with what they expected."""
        host, rule = self.model.host, self.model.rules.legitimacy
        security = 1.0 - self.local_threat
        watched = clip01(self.model.world.total("watching", "ngo"))
        abuse = self.abuse * (1.0 - host.transparency) * (1.0 - watched)
        perceived = next_perceived(self.perceived_security, security, host.patrols, rule)
        helped = relief(host.humanitarian_aid, rule)
        own_missions = host.humanitarian_missions * sharpened(
            host.readiness,
            host.skills[FIELDS.index("disaster_response")],
            self.model.rules.specialisation,
        )
        legitimacy = next_legitimacy(
            self.legitimacy,
            perceived,
            self.expected_security,
            np.maximum(helped * host.competence, own_missions * self.cooperation),
            1.0,
            abuse,
            visibility(host.foreign_troops, rule),
            self.nationalism,
            rule,
        )
        confidence = next_confidence(
            self.confidence, perceived, abuse, host.community_programme, rule
        )
        self.threat_seen = 1.0 * self.local_threat
        self.perceived_security = perceived
        self.expected_security = next_expected(self.expected_security, perceived, rule)
        self.aid_received = self.population * host.humanitarian_aid
        self.legitimacy = legitimacy
        self.confidence = confidence
        self.cooperation = cooperation(legitimacy, confidence, rule)
