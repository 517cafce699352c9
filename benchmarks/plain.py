"""The comparison: what a user would otherwise write, an ordinary Mesa model of agents and loops.

Its content is close to that of the engine's model: donors with five channels, fatigue, budgets that
follow need and agreement, disbursement with delay and losses, trust, relations with one another; a
host with stocks that help builds and time wears down; communities that judge. It is written for
these measurements only, plainly and without waste, and says nothing about any country.
"""

from __future__ import annotations

import math
from functools import partial
from typing import Any

import mesa

CHANNELS = ("training", "equipment", "infrastructure", "advice", "humanitarian")


def clip01(number: float) -> float:
    return min(max(number, 0.0), 1.0)


class Partner(mesa.Agent):
    """Gives help to the host, gets tired, gains and loses trust."""

    def __init__(self, model: PlainModel, number: int):
        super().__init__(model)
        self.number = number
        self.opens = number % 4
        self.budget = model.random.uniform(0.2, 2.0)
        self.position = model.random.random()
        self.conditionality = model.random.uniform(0.0, 0.5)
        self.interest_distance = model.random.uniform(0.1, 0.5)
        shares = [model.random.random() for _ in CHANNELS]
        self.profile = {c: s / sum(shares) for c, s in zip(CHANNELS, shares, strict=True)}
        self.pending = dict.fromkeys(CHANNELS, 0.0)
        self.delivered = dict.fromkeys(CHANNELS, 0.0)
        self.relations: dict[int, float] = {}
        self.appropriated = 0.3 * self.budget
        self.offered = self.help = self.leaked = self.mood = 0.0
        self.trust, self.fatigue, self.kept, self.active = 0.5, 0.1, 1.0, True

    def agreement(self) -> float:
        return 1.0 - abs(self.position - self.model.host.alignment)

    def tire(self) -> None:
        wear = 0.15 * self.offered / self.budget * (1.0 - self.model.host.readiness)
        self.fatigue = clip01(self.fatigue + wear - 0.1 * self.fatigue)
        self.mood = 0.8 * self.mood + 0.2 * self.model.random.gauss(0.0, 1.0)
        if self.model.random.random() < 0.05:
            self.position = clip01(self.position + self.model.random.gauss(0.0, 0.1))
            self.trust *= 0.8

    def allocate(self) -> None:
        host = self.model.host
        wish = self.budget * math.sqrt(max(host.need, 1e-9)) * self.agreement() ** 0.7
        if self.model.steps % 4 == self.opens:
            self.appropriated += 0.4 * (wish - self.appropriated)
        offered = self.appropriated * math.exp(0.2 * self.mood) * (1.0 - self.fatigue)
        self.offered = offered if self.active else 0.0

    def pledge(self) -> None:
        host = self.model.host
        taken = self.offered * (1.0 - self.conditionality * host.dependency)
        weights = {c: self.profile[c] * (0.5 + host.request[c]) for c in CHANNELS}
        whole = sum(weights.values())
        for channel in CHANNELS:
            self.pending[channel] += taken * weights[channel] / whole

    def disburse(self) -> None:
        host = self.model.host
        delay = 0.5 * (1.0 - host.capacity)
        draw = 1.7 + 0.5 * self.model.random.gauss(0.0, 1.0)
        part = 1.0 / (1.0 + math.exp(-draw)) / (1.0 + delay)
        loss = 0.3 * self.interest_distance * (1.0 - 0.5 * self.conditionality)
        due = sum(self.pending.values())
        paid_in_all = 0.0
        self.leaked = 0.0
        for channel in CHANNELS:
            paid = self.pending[channel] * part if self.active else 0.0
            self.pending[channel] = 0.9 * (self.pending[channel] - paid)
            self.delivered[channel] = paid * (1.0 - loss - host.overhead)
            self.leaked += paid * loss
            paid_in_all += paid
        self.help = sum(self.delivered.values())
        now = min(paid_in_all / due, 1.0) if due > 1e-9 else 1.0
        self.kept += 0.25 * (now - self.kept)

    def learn(self) -> None:
        gain = 0.1 if self.kept > 0.5 else 0.3
        self.trust = clip01(self.trust + gain * (self.kept - 0.5) * (1.0 - self.trust))
        hazard = 0.05 * (1.0 - self.trust) * (1.0 - 0.5 * self.agreement())
        if self.active:
            self.active = self.model.random.random() >= hazard
        else:
            self.active = self.model.random.random() < 0.1 * self.agreement()

    def relate(self) -> None:
        for other in self.model.partners:
            if other is not self:
                old = self.relations.get(other.number, 0.0)
                warmth = self.trust * other.trust - abs(self.position - other.position)
                self.relations[other.number] = 0.95 * old + 0.05 * warmth


class Host(mesa.Agent):
    """Asks, takes in, spends and builds."""

    def __init__(self, model: PlainModel):
        super().__init__(model)
        self.stocks = dict.fromkeys(CHANNELS, 0.3)
        self.request = dict.fromkeys(CHANNELS, 0.7)
        self.need, self.readiness, self.capacity, self.alignment = 0.5, 0.2, 0.3, 0.5
        self.dependency, self.overhead, self.external, self.own_budget = 0.5, 0.1, 0.0, 3.7
        self.funding_gap = self.concentration = 0.3

    def ask(self) -> None:
        for channel in CHANNELS:
            self.request[channel] = 1.0 - self.stocks[channel]
        self.need = clip01(0.5 * self.funding_gap + 0.5 * self.model.threat())

    def absorb(self) -> None:
        ties = [partner.help for partner in self.model.partners]
        self.external = sum(ties)
        self.concentration = sum((t / max(self.external, 1e-9)) ** 2 for t in ties)
        givers = sum(1 for tie in ties if tie > 0.01)
        self.overhead = min(0.02 * givers * (1.0 - self.concentration), 0.5)
        self.dependency = self.external / (self.external + self.own_budget)
        self.funding_gap = clip01((9.0 - self.external - self.own_budget) / 9.0)
        ceiling = 1.0 + self.capacity * 10.0
        useful = ceiling * (1.0 - math.exp(-self.external / ceiling))
        for channel in CHANNELS:
            arrived = sum(partner.delivered[channel] for partner in self.model.partners)
            used = arrived * useful / max(self.external, 1e-9) + 0.05 * self.own_budget
            stock = self.stocks[channel]
            self.stocks[channel] = clip01(stock + 0.05 * used * (1.0 - stock) - 0.03 * stock)
        self.capacity = self.stocks["advice"]
        self.readiness = math.prod(max(s, 1e-9) for s in self.stocks.values()) ** 0.2
        pull = sum(p.help * (p.position - self.alignment) for p in self.model.partners)
        self.alignment = clip01(self.alignment + 0.05 * pull / max(self.external, 1e-9))


class Community(mesa.Agent):
    """Lives with a threat of its own and judges the state."""

    def __init__(self, model: PlainModel):
        super().__init__(model)
        self.base_threat = model.random.uniform(0.2, 0.4)
        self.local_threat, self.perceived, self.legitimacy = self.base_threat, 0.5, 0.5

    def live(self) -> None:
        level = self.base_threat * (1.0 - 0.5 * self.model.host.readiness * self.legitimacy)
        shock = self.model.random.gauss(0.0, 0.03)
        self.local_threat = clip01(self.local_threat + 0.3 * (level - self.local_threat) + shock)
        self.perceived += 0.4 * (1.0 - self.local_threat - self.perceived)
        self.legitimacy = clip01(self.legitimacy + 0.1 * (self.perceived - self.legitimacy))


class PlainModel(mesa.Model):
    """A host, its partners and its communities.

    Parameters
    ----------
    partners, communities, quarters : int
        Numbers of actors, and the horizon.
    rng : int, optional
        Seed.
    """

    def __init__(
        self, partners: int = 21, communities: int = 5, quarters: int = 40, rng: Any = None
    ):
        super().__init__(rng=rng)
        self.quarters = quarters
        self.host = Host(self)
        self.partners = [Partner(self, number) for number in range(partners)]
        self.communities = [Community(self) for _ in range(communities)]
        self.datacollector = mesa.DataCollector(
            model_reporters={
                name: partial(_of_host, name=name)
                for name in ("readiness", "funding_gap", "dependency", "external", "concentration")
            },
            agent_reporters={name: partial(_of_agent, name=name) for name in ("trust", "help")},
        )
        self.datacollector.collect(self)

    def threat(self) -> float:
        return sum(c.local_threat for c in self.communities) / len(self.communities)

    def step(self) -> None:
        states = self.agents_by_type[Partner]
        states.do("tire")
        self.host.ask()
        for act in ("allocate", "pledge", "disburse"):
            states.do(act)
        self.host.absorb()
        self.agents_by_type[Community].do("live")
        states.do("learn")
        states.do("relate")
        self.datacollector.collect(self)
        self.running = self.steps < self.quarters


def _of_host(model: PlainModel, name: str) -> float:
    return float(getattr(model.host, name))


def _of_agent(agent: mesa.Agent, name: str) -> float:
    return float(getattr(agent, name, math.nan))
