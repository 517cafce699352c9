"""Partner states: a purse, politics at home, relations abroad, and troops."""

from __future__ import annotations

import numpy as np

from sim.actors.donor import Donor
from sim.arrays import Values, clip01, share, total
from sim.columns.partner_state import PartnerStateColumns
from sim.rules.agency import chosen_monitoring
from sim.rules.allocation import desired_aid, merit, next_appropriation
from sim.rules.balance import next_relation
from sim.rules.burden_sharing import best_response, next_contribution
from sim.rules.fatigue import next_fatigue
from sim.rules.herding import herded_aid
from sim.rules.landscape import camp, opposed, propensity
from sim.rules.mandate import objects, substituted, votes_for
from sim.rules.mediation import reconciled, soothed
from sim.rules.membership import join_chance, leave_chance, stay_gain
from sim.rules.peacekeeping import contingent, next_troops, supply_weight
from sim.rules.priorities import attention, next_mood
from sim.rules.rivalry import retained
from sim.rules.surge import next_surge
from sim.rules.threat import next_unrest
from sim.rules.turnover import next_position, remembered_trust, turns

BODY = "intergovernmental_body"


class PartnerState(PartnerStateColumns, Donor):
    """A state that helps the host, contributes troops, or could do so."""

    def turn_over(self) -> None:
        """Change the leadership by election, coup or chance; policy and trust move with it."""
        rules = self.model.rules
        turned = turns(
            self.uniform("turnover"), self.turnover_rate, self.turnover_due, rules.turnover
        )
        restored = self.uniform("constitutional order") < self.junta_exit
        self.turned = turned
        self.turnover_due = 0.0
        self.position = next_position(
            self.position, turned, self.democracy, self.normal("new position"), rules.turnover
        )
        self.trust = remembered_trust(self.trust, turned, rules.turnover)
        self.junta = self.junta * (1.0 - restored)
        mediated = clip01(
            total(
                self.model.world.of("mediating", BODY) * self.model.world.about("membership", self)
            )
        )
        self.mediated = mediated
        self.unrest = next_unrest(
            self.unrest,
            self.unrest_base,
            self.at_border() * self.model.host.threat,
            soothed(mediated, rules.mediation),
            rules.threat,
        )

    def joint_patrols(self) -> Values:
        """Neighbours patrol the border with the host."""
        return self.present * self.model.host.patrols * (self.proximity >= 1.0)

    def irregular_change(self) -> Values:
        """Change of leadership in the quarter, weighted by how undemocratic the regime is."""
        return self.turned * (1.0 - self.democracy)

    def reprioritise(self) -> None:
        """Attention to the host wanders; a crisis there lifts it, most where ties are old."""
        rules = self.model.rules
        self.mood = next_mood(
            self.mood, self.normal("priority"), self.model.common("priority"), rules.priorities
        )
        host = self.model.host
        onset = np.minimum(host.onset + self.honoured * host.alarm, 1.0)
        self.surge = next_surge(self.surge, onset, self.tie, rules.surge)

    def tire(self) -> None:
        """Grow tired of giving much and seeing little."""
        burden = share(self.offered, self.budget)
        self.fatigue = next_fatigue(
            self.fatigue, burden, self.model.host.readiness, self.model.rules.fatigue
        )

    def appropriate(self) -> None:
        """Vote the year's aid and offer this quarter's help."""
        host, rules, world = self.model.host, self.model.rules, self.model.world
        wish = desired_aid(
            self.budget,
            self.priority,
            host.need,
            merit(host.accountability, host.diplomacy, host.reputation, rules.allocation),
            self.agreement(),
            rules.allocation,
        ) * (1.0 + substituted(host.security_gap, rules.mandate))
        voted = next_appropriation(self.appropriated, wish, self.opens(), rules.allocation)
        others = world.total("offer_change", "partner_state") - self.offer_change
        able = world.of("present", "partner_state") * (world.of("budget", "partner_state") > 0.0)
        peers = np.maximum(total(able) - self.present * (self.budget > 0.0), 1.0)
        appropriated = herded_aid(voted, others / peers, self.bilateral, rules.herding)
        regular = appropriated * attention(self.mood, rules.priorities)
        rivals = opposed(self.rivalry, self.camp, world.of("camp", "supplier"), rules.landscape)
        by_rivals = total(rivals * world.of("kept_lately", "supplier"))
        kept = retained(
            clip01(share(by_rivals, world.total("kept_lately"))),
            self.rival_threshold,
            self.exclusivity,
            rules.rivalry,
        )
        self.appropriated = appropriated
        self.offered = (
            self.active * kept * (1.0 - self.fatigue) * (regular + self.budget * self.surge)
        )
        self.monitoring = chosen_monitoring(
            self.interest_distance, self.conditionality, rules.agency
        )

    def compare(self) -> None:
        """Note how the own offer changed, for others to follow."""
        now, before = self.offered, self.offered_before
        self.offer_change = share(now - before, np.maximum(now, before))
        self.offered_before = 1.0 * now

    def pledge(self) -> None:
        """Commit what the host accepts: directly, through NGOs and through firms."""
        world = self.model.world
        taken = self.offered * self.accepted()
        # an event or a study may raise the shares beyond the whole
        passed_on = taken / np.maximum(total(self.grants) + total(self.contracts), 1.0)
        granted = self.through_ngos(passed_on)
        contracted = self.contracts * passed_on * world.of("active", "private_firm")
        direct = taken - total(granted) - total(contracted)
        self.granted = granted
        self.contracted = contracted
        self.pledged = self.split() * direct

    def pay_dues(self) -> None:
        """Pay the assessed dues of each body, and what is worth giving besides."""
        world, rules = self.model.world, self.model.rules
        member = self.takes_part() * (1.0 - world.about("suspended", self))
        others = world.of("income", BODY) - self.dues - self.voluntary
        wanted = best_response(
            self.wealth, np.maximum(others, 0.0), self.private_benefit, rules.burden_sharing
        )
        self.voluntary = next_contribution(self.voluntary, wanted * member, rules.burden_sharing)
        self.dues = self.assessment * world.of("assessed", BODY) * member

    def takes_part(self) -> Values:
        """1 for each body in which the state acts for the host: as a member, both present."""
        world = self.model.world
        return world.about("membership", self) * world.of("present", BODY) * self.present

    def volunteer(self) -> None:
        """Put troops on offer, by readiness to send them."""
        weight = supply_weight(
            self.labour_advantage,
            self.proximity,
            self.agreement(),
            self.unrest,
            self.concurrent,
            self.model.rules.peacekeeping,
        )
        self.pool = weight * self.troops_available * self.takes_part()

    def deploy(self) -> None:
        """Send troops to missions: a share by readiness, up to what the state has."""
        world = self.model.world
        part = share(self.pool, world.total("pool", "partner_state"))
        rule = self.model.rules.peacekeeping
        wanted = contingent(part, world.of("authorised", BODY), self.troops_available, rule)
        self.troops = next_troops(self.troops, wanted, rule)

    def relate(self) -> None:
        """Relations with other states follow history and the company that both keep."""
        rules, world = self.model.rules, self.model.world
        relation = next_relation(
            self.relation,
            self.kinship,
            self.trust,
            world.of("trust", "partner_state"),
            rules.balance,
        ) * world.others(self, "partner_state")
        relation = reconciled(
            relation, self.mediated * world.of("mediated", "partner_state"), rules.mediation
        )
        side = 2.0 * world.of("position", "partner_state") - 1.0
        weight = world.of("capability", "partner_state")
        self.relation = relation
        self.camp = camp(
            total(propensity(relation, weight, rules.landscape) * side), rules.landscape
        )

    def weigh_membership(self) -> None:
        """Leave a body that gives less than it asks; join one that gives more."""
        world, rules = self.model.world, self.model.rules
        member = world.about("membership", self)
        gain = stay_gain(
            world.of("value_of_membership", BODY),
            world.company("relation", "membership", self),
            share(self.dues, self.dues + self.budget + self.wealth),
            world.about("suspended", self),
            rules.membership,
        )
        draw = self.uniforms("membership of", BODY)
        self.membership_gain = gain
        self.leaves = member * (draw < leave_chance(gain, rules.membership))
        self.joins = (
            (1.0 - member)
            * world.about("open_to", self)
            * (draw < join_chance(gain, rules.membership))
        )

    def vote(self) -> None:
        """Vote for a body's mission when threat and closeness outweigh weariness."""
        world, host = self.model.world, self.model.host
        noise = world.of("consensus_noise", BODY) * self.normals("vote in", BODY)
        view = (self.agreement(), host.threat, self.fatigue, noise, self.model.rules.mandate)
        self.stance = self.present * votes_for(*view)
        self.objection = self.present * objects(*view)

    def at_border(self) -> Values:
        """1 for a state that borders on a region of the host."""
        return np.minimum(self.model.world.received("borders", self), 1.0)
