"""What a person asked `coalition attribute` for, checked as a whole before anything runs."""

from __future__ import annotations

import pathlib
from dataclasses import dataclass, replace
from functools import cached_property

from experiments.attribution import FEWEST, KINDS, MOST_EXACT, Team, plan, team
from experiments.commands import request
from experiments.commands.counts import miscounted
from experiments.commands.request import Request, slug
from experiments.study import Study
from experiments.study.interpreting import MAX_RUNS
from sim.errors import Fault, ScenarioError, nearest
from sim.metrics import LEAD, OUTCOMES
from sim.streams import fresh_seed

USUAL = (*LEAD, "funding_gap")
#: Seeds of every coalition; orders where they are sampled, each under one seed.
RUNS, ORDERS = 20, 400


@dataclass(frozen=True)
class Question:
    """What was asked for, as it was typed."""

    scenario: str
    of: str
    policy: str
    players: list[str]
    everybody: bool
    outcomes: list[str]
    runs: int | None
    permutations: int
    quarters: int | None
    seed: int | None
    workers: int
    out: pathlib.Path | None
    force: bool


@dataclass(frozen=True)
class Checked:
    """A question that can be answered.

    Attributes
    ----------
    asked : Question
        With its seed and folder.
    world : Request
        Scenario and policy, loaded and checked.
    """

    asked: Question
    world: Request

    @property
    def out(self) -> pathlib.Path:
        """Folder of the answer."""
        return self.world.out

    @property
    def sweep(self) -> pathlib.Path:
        """Folder of the runs, beside the answer, so that they outlive it."""
        return self.out.with_name(f"{self.out.name}-sweep")

    @cached_property
    def team(self) -> Team:
        """The players; choosing them takes pilot runs."""
        one, world = self.asked, self.world
        return team(
            one.of, world.scenario, world.policy, one.outcomes or USUAL, names=one.players,
            everybody=one.everybody, seed=world.seed,
        )  # fmt: skip

    @cached_property
    def study(self) -> Study:
        """Every coalition, or sampled orders."""
        orders = self.asked.permutations
        if not orders and len(self.team.players) > MOST_EXACT:
            orders = ORDERS
        return plan(
            self.team, self.world.scenario, self.asked.scenario, self.asked.policy,
            self.asked.outcomes or USUAL, runs=self.asked.runs or (1 if orders else RUNS),
            permutations=orders, seed=self.world.seed, name=self.out.name,
        )  # fmt: skip

    def command(self, out: pathlib.Path) -> list[str]:
        """Words of the command that does the same again."""
        one = self.asked
        words = ["coalition", "attribute", one.scenario]
        if one.of != "partners":
            words += ["--of", one.of]
        if one.policy != "none":
            words += ["--policy", one.policy]
        words += [word for name in one.players for word in ("--player", name)]
        words += ["--all"] * one.everybody
        words += [word for name in one.outcomes for word in ("--outcome", name)]
        if one.runs is not None:
            words += ["--runs", str(one.runs)]
        if one.permutations:
            words += ["--permutations", str(one.permutations)]
        if one.quarters is not None:
            words += ["--quarters", str(one.quarters)]
        words += ["--seed", str(self.world.seed)]
        if one.workers > 1:
            words += ["--workers", str(one.workers)]
        return [*words, "--out", str(out)]


def gather(asked: Question) -> Checked:
    """Load and check everything; raises `ScenarioError` with all faults at once."""
    faults: list[Fault] = []
    seed = fresh_seed() if asked.seed is None else asked.seed
    out = asked.out or pathlib.Path("out") / f"attribution-{slug(asked.scenario)}-{asked.of}-{seed}"
    if asked.of not in KINDS:
        advice = nearest(asked.of, KINDS) or f"; it must be {', '.join(KINDS)}"
        faults.append(Fault(f"--of is '{asked.of}'{advice}"))
        out = asked.out or pathlib.Path("out") / "attribution"
    if asked.of == "levers" and asked.policy == "none":
        faults.append(Fault("--of levers needs --policy, the policy whose levers are shared out"))
    if asked.players and asked.everybody:
        faults.append(Fault("--player and --all exclude each other"))
    for name in asked.outcomes:
        if name not in OUTCOMES:
            advice = nearest(name, OUTCOMES)
            faults.append(Fault(f"--outcome: no outcome is named '{name}'{advice}"))
    sampled = asked.permutations or (asked.everybody and asked.runs == 1)
    if asked.runs is not None and not sampled and asked.runs < FEWEST:
        faults.append(Fault(f"--runs is {asked.runs}; intervals need at least {FEWEST} seeds"))
    if asked.runs is not None:
        faults += miscounted("--runs", asked.runs, least=-MAX_RUNS)
    if asked.permutations and (asked.permutations % 2 or asked.permutations < 2 * FEWEST):
        faults.append(
            Fault(
                f"--permutations is {asked.permutations}; it must be an even number from "
                f"{2 * FEWEST}: every order also runs backwards"
            )
        )
    if asked.workers < 1:
        faults.append(Fault(f"--workers is {asked.workers}; it must be at least 1"))
    try:
        world = request.gather(
            asked.scenario, asked.policy, asked.runs or RUNS, seed, asked.quarters, [], out,
            asked.force,
        )  # fmt: skip
    except ScenarioError as error:
        raise ScenarioError([*faults, *error.faults]) from None
    if faults:
        raise ScenarioError(faults)
    return Checked(replace(asked, out=out), world)
