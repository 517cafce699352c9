"""What every supplier does with its commitments, whatever it is: disburse, learn, reconsider."""

from __future__ import annotations

import numpy as np

from sim.actors.base import Actor
from sim.arrays import Values, clip01, share, total
from sim.columns import CHANNELS
from sim.columns.supplier import SupplierColumns
from sim.rules.agency import effort, leaked_share
from sim.rules.coordination import delay_quarters
from sim.rules.disbursement import cancelled, disbursed_share
from sim.rules.entry import entry_chance
from sim.rules.fragmentation import transaction_share
from sim.rules.intelligence import shared
from sim.rules.patrols import trust_gained
from sim.rules.request import tilted_profile
from sim.rules.technology import next_delivered
from sim.rules.termination import hazard, return_chance
from sim.rules.trust import next_trust

#: Weight of the last quarter in a mean of about a year.
LATELY = 0.25

#: Coordination, transactions and fees never eat more than this share of a payment.
MOST_OVERHEAD = 0.9


class Supplier(SupplierColumns, Actor):
    """Abstract base of the four kinds that hold a tie with the host."""

    def agreement(self) -> Values:
        """Closeness of foreign-policy positions, 1 for the same position."""
        return 1.0 - np.abs(self.position - self.model.host.alignment)

    def accepted(self) -> Values:
        """Share of this supplier's offer that the host accepts."""
        return self.model.world.received("welcome", self)

    def split(self) -> Values:
        """Split of help over the channels, leaning towards what the host asks for.

        Whoever states no profile gives plain funding.
        """
        stated = total(self.profile)
        whole = np.where(stated > 0.0, share(self.profile, stated), self.model.plain_funding)
        host = self.model.host
        return tilted_profile(whole, host.request, host.analytics, self.model.rules.request)

    def delay_factor(self) -> Values:
        """Factor on the delay of delivery."""
        return 1.0

    def fee_share(self) -> Values:
        """Share of a payment that the supplier keeps as its fee."""
        return 0.0

    def workmanship(self) -> Values:
        """Share of the effort that reaches the purpose."""
        return 1.0

    def irregular_change(self) -> Values:
        """Change of leadership in the quarter, weighted by how undemocratic the regime is."""
        return 0.0

    def broken_promise(self) -> Values:
        """1 where a promise of assistance was called and not kept in the quarter."""
        return 0.0

    def joint_patrols(self) -> Values:
        """How far the supplier patrols a border together with the host."""
        return 0.0

    def disburse(self) -> None:
        """Pay out what is due, lose some on the way, and account for every cent."""
        host, rules = self.model.host, self.model.rules
        delay = self.delay_factor() * delay_quarters(
            self.regulatory_distance, host.standards, host.connection, rules.coordination
        )
        usual = disbursed_share(0.0, delay, rules.disbursement)
        part = self.release * disbursed_share(
            self.normal("disbursement"), delay, rules.disbursement
        )
        costs = np.minimum(
            transaction_share(host.partners, host.concentration, rules.fragmentation)
            + host.coordination_share
            + self.fee_share(),
            MOST_OVERHEAD,
        )
        worth = self.workmanship() * effort(
            self.interest_distance,
            self.monitoring,
            self.conditionality,
            host.competition,
            rules.agency,
        )
        lost = (1.0 - costs) * leaked_share(worth, host.transparency, rules.agency)

        pledged = self.pledged + self.gift
        committed = total(pledged)
        due = self.pending + pledged
        standing = due * self.active
        paid = standing * part
        rest = standing - paid
        dropped = cancelled(rest, rules.disbursement)
        carried = rest - dropped
        delivered = paid * (1.0 - costs - lost)
        all_due, all_paid = total(due), total(paid)

        self.pledged = pledged
        self.gift = 0.0 * pledged
        self.committed = committed
        self.pending = carried
        self.outstanding = total(carried)
        self.delivered = delivered
        self.help = total(delivered)
        self.overhead = all_paid * costs
        self.leaked = all_paid * lost
        self.cancelled = total(dropped) + all_due * (1.0 - self.active)
        expected = all_due * usual
        self.promised_lately = self.promised_lately + LATELY * (expected - self.promised_lately)
        self.kept_lately = self.kept_lately + LATELY * (all_paid - self.kept_lately)
        self.technology_lately = next_delivered(
            self.technology_lately, delivered[CHANNELS.index("technology")], rules.technology
        )

    def learn(self) -> None:
        """Trust grows slowly with promises kept and falls fast with promises broken."""
        promised = self.promised_lately
        fulfilled = np.minimum(share(self.kept_lately, promised), 2.0)
        kept = np.where(promised > 1e-6, fulfilled, 1.0) * (1.0 - self.broken_promise())
        host, rules = self.model.host, self.model.rules
        together = trust_gained(self.trust, self.joint_patrols(), rules.patrols)
        self.kept = kept
        self.trust = clip01(
            next_trust(self.trust, self.trust_prior, kept, host.transparency, rules.trust)
            + together
        )

    def share_knowledge(self) -> None:
        """Share intelligence as far as trust allows, and lend political support."""
        self.shared_intelligence = self.active * shared(
            self.trust, self.intelligence_willing, self.model.rules.intelligence
        )
        self.shared_knowledge = self.active * self.trust * self.expertise
        self.political_support = self.active * self.prestige * self.trust * self.agreement()

    def reconsider(self) -> None:
        """End the partnership, take it up again, or begin it; whoever is not present cannot."""
        host, rules = self.model.host, self.model.rules
        agreement = self.agreement()
        ends = hazard(
            host.capability_change,
            np.abs(host.threat - host.threat_before),
            agreement,
            self.irregular_change(),
            self.institutionalised,
            self.trust,
            np.maximum(0.0, 1.0 - self.kept),
            rules.termination,
        )
        returns = return_chance(agreement, self.trust, rules.termination)
        enters = entry_chance(self.entry, host.reputation, host.engaged, rules.entry)
        comes = np.where(self.known > 0.5, returns, enters)
        draw = self.uniform("partnership")
        stands = np.where(self.active > 0.5, 1.0 * (draw >= ends), 1.0 * (draw < comes))
        self.active = self.present * stands
        self.known = np.maximum(self.known, self.active)
