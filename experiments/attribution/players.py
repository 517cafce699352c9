"""Who plays: partners, mechanisms, or the levers of a policy, each with the switch that ends it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from experiments.ablation import ablate, effects
from experiments.attribution.attribution import USUAL
from sim.columns import SUPPLIERS
from sim.ensemble import simulate
from sim.errors import Fault, ScenarioError, nearest
from sim.rules import RULES
from sim.scenario import Policy, Scenario

KINDS = ("partners", "mechanisms", "levers")
#: Runs by which players are chosen; of mechanisms so many with and without each.
PILOT = 12
#: What a partner pays towards the host's security, directly or through bodies.
_PAID = ("help", "mission_spending", "dues", "voluntary")
#: An effect that dwarfs chance counts no more than this when mechanisms are chosen. [sd]
_CAP = 5.0


@dataclass(frozen=True)
class Team:
    """The players of an attribution.

    Attributes
    ----------
    kind : {"partners", "mechanisms", "levers"}
    switches : dict of str to str
        By player the address of its switch, in the order in which they were chosen.
    on : dict of str to float
        By player the value at which it plays; at 0 it does not.
    others : tuple of str
        Who could have played and stays as it is in all runs.
    chosen : str
        How the players were chosen, in words.
    """

    kind: str
    switches: dict[str, str]
    on: dict[str, float]
    others: tuple[str, ...]
    chosen: str

    @property
    def players(self) -> tuple[str, ...]:
        """Names of the players."""
        return tuple(self.switches)


def team(
    kind: str,
    scenario: Scenario,
    policy: Policy,
    outcomes: Sequence[str],
    *,
    names: Sequence[str] = (),
    everybody: bool = False,
    seed: int = 0,
    most: int = USUAL,
) -> Team:
    """Choose the players.

    Parameters
    ----------
    kind : {"partners", "mechanisms", "levers"}
        What is switched on and off.
    scenario, policy : Scenario, Policy
        The world, and the policy in force; levers are those of the policy.
    outcomes : sequence of str
        What is to be attributed: mechanisms are chosen by these.
    names : sequence of str
        Players; those who matter most unless given.
    everybody : bool
        Whether all play.
    seed : int
        Of the pilot runs by which players are chosen.
    most : int
        Players where neither names nor all are asked for.

    Raises
    ------
    ScenarioError
        For names that are not there, or fewer than two players.
    """
    candidates = _candidates(kind, scenario, policy)
    faults = [
        _unknown(kind, name, candidates, scenario) for name in names if name not in candidates
    ]
    if faults:
        raise ScenarioError(faults)
    chosen, how = list(dict.fromkeys(names)), "named"
    if not chosen and (everybody or len(candidates) <= most or kind == "levers"):
        chosen, how = list(candidates), "all there are"
    elif not chosen and kind == "partners":
        paid = _paid(scenario, policy, seed)
        chosen = sorted(candidates, key=lambda name: -paid.get(name, 0.0))[:most]
        how = f"the {most} who give most, bodies' missions and dues to bodies included"
    elif not chosen:
        moved = _moved(scenario, list(candidates), outcomes, seed)
        chosen = sorted(candidates, key=lambda name: -moved.get(name, 0.0))[:most]
        how = f"the {most} that move these outcomes most when switched off one at a time"
    if len(chosen) < 2:
        there = ", ".join(candidates) or "none"
        message = f"two players at least are needed, and there are {len(chosen)} ({kind}: {there})"
        raise ScenarioError([Fault(message)])
    return Team(
        kind,
        {name: candidates[name][0] for name in chosen},
        {name: candidates[name][1] for name in chosen},
        tuple(name for name in candidates if name not in chosen),
        how,
    )


def _candidates(kind: str, scenario: Scenario, policy: Policy) -> dict[str, tuple[str, float]]:
    """Everybody who could play, with the address of the switch and its value when on."""
    if kind == "partners":
        kinds = scenario.roster.kinds
        return {
            name: (f"actors.{name}.present", 1.0)
            for name, one in kinds.items()
            if one in SUPPLIERS and scenario.actors[name].numbers.get("present", 1.0) == 1.0
        }
    if kind == "mechanisms":
        return {
            name: (f"rules.{name}.on", 1.0)
            for name, rule in RULES.items()
            if scenario.rules.get(name, {}).get("on", rule.on.default) == 1.0
        }
    if kind == "levers":
        if not policy.levers:
            message = f"the policy '{policy.name}' has no lever; name one with levers by --policy"
            raise ScenarioError([Fault(message)])
        return {
            name: (f"policy.{name}.intensity", float(lever.depth[0]))
            for name, lever in policy.levers.items()
            if lever.depth[0] > 0.0
        }
    advice = nearest(kind, KINDS) or f"; it must be {', '.join(KINDS)}"
    raise ScenarioError([Fault(f"--of is '{kind}'{advice}")])


def _unknown(kind: str, name: str, candidates: Mapping[str, object], scenario: Scenario) -> Fault:
    if kind == "partners" and name in scenario.roster.kinds:
        what = scenario.roster.kinds[name].replace("_", " ")
        if scenario.roster.kinds[name] in SUPPLIERS:
            return Fault(f"--player: '{name}' takes no part in this scenario (present is 0)")
        return Fault(f"--player: '{name}' is a {what}, no partner of the host")
    if kind == "mechanisms" and name in RULES:
        return Fault(f"--player: the scenario itself switches '{name}' off")
    advice = nearest(name, candidates) or f"; there are {', '.join(candidates)}"
    return Fault(f"--player: none of the {kind} is '{name}'{advice}")


def _paid(scenario: Scenario, policy: Policy, seed: int) -> dict[str, float]:
    """What each partner pays in all, mean of a quarter. [million US$]"""
    history = simulate(scenario, PILOT, seed, policy, keep=_PAID, failures="keep")
    sums = np.zeros(history.sizes["actor"])
    for name in _PAID:
        values = history[name].isel(quarter=slice(1, None)).fillna(0.0)  # not of this kind
        lead = [dim for dim in values.dims if dim not in ("run", "quarter", "actor")]
        sums += values.sum(lead).mean(("run", "quarter")).to_numpy()
    return dict(zip(history["actor"].to_numpy().tolist(), sums.tolist(), strict=True))


def _moved(
    scenario: Scenario, candidates: Sequence[str], outcomes: Sequence[str], seed: int
) -> dict[str, float]:
    """How far switching off each mechanism moves the outcomes. [sd, summed over outcomes]"""
    found = effects(ablate(scenario, candidates, PILOT, seed), many=1)
    asked = found[found["outcome"].isin(outcomes)]
    size = asked["effect"].abs().fillna(0.0).clip(upper=_CAP)
    return {str(name): float(part.sum()) for name, part in size.groupby(asked["mechanism"])}
