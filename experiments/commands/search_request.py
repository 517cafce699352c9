"""What a person asked `coalition search` for, checked as a whole before anything runs."""

from __future__ import annotations

import math
import pathlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from experiments.output import refusals
from experiments.search import (
    Effort,
    Objective,
    SearchError,
    Simulated,
    Space,
    Trial,
    always_on,
    assembled,
    check,
    fresh_seed,
    is_adaptive,
    objectives,
    space,
)
from experiments.search.optimiser import LEAST_POPULATION
from experiments.search.proof import FEWEST_RUNS
from experiments.search.simulated import slug
from sim.errors import CoalitionError, Fault, ScenarioError
from sim.scenario import Policy, Scenario, policy_names

T = TypeVar("T")

#: Least value of each number.
_LEAST = {
    "population": LEAST_POPULATION, "generations": 1, "runs": FEWEST_RUNS, "fresh": FEWEST_RUNS,
    "members": 1, "workers": 1, "budget": 0, "patience": 0, "quarters": 0, "lasts": 0, "seed": 0,
}  # fmt: skip


@dataclass(frozen=True)
class Wish:
    """The options as they were typed; 0 and "" where one was left out."""

    scenarios: tuple[str, ...]
    objectives: tuple[str, ...]
    policy: str
    levers: tuple[str, ...]
    trigger: str
    lasts: int
    fixed: bool
    ranges: tuple[str, ...]
    held_out: tuple[str, ...]
    baselines: tuple[str, ...]
    over: str
    cost: bool
    population: int
    generations: int
    runs: int
    fresh: int
    members: int
    budget: int
    patience: int
    quarters: int
    seed: int
    workers: int
    out: pathlib.Path | None
    force: bool

    def command(self, out: pathlib.Path) -> list[str]:
        """Words of the command that does the same again."""
        words = ["coalition", "search", *self.scenarios]
        for option, texts in (
            ("objective", self.objectives), ("lever", self.levers), ("range", self.ranges),
            ("held-out", self.held_out), ("baseline", self.baselines),
        ):  # fmt: skip
            words += [word for text in texts for word in (f"--{option}", text)]
        for option in ("policy", "trigger"):
            if text := getattr(self, option):
                words += [f"--{option}", text]
        words += ["--fixed"] * self.fixed + ["--no-cost"] * (not self.cost)
        if self.over != "mean":
            words += ["--over", self.over]
        for option in ("population", "generations", "runs", "fresh", "members", "patience", "seed"):
            words += [f"--{option}", str(getattr(self, option))]
        for option in ("lasts", "budget", "quarters"):
            if number := getattr(self, option):
                words += [f"--{option}", str(number)]
        if self.workers > 1:
            words += ["--workers", str(self.workers)]
        return [*words, "--out", str(out)]


@dataclass(frozen=True, eq=False)
class Asked:
    """A search to make, everything loaded.

    Attributes
    ----------
    wish : Wish
        The options.
    space, objectives, effort, evaluator, trial
        What `evolve` and `prove` take.
    baselines : dict of callable
        Policies to compare with, by name.
    out, runs : pathlib.Path
        Folder to write, and the one that keeps the runs.
    """

    wish: Wish
    space: Space
    objectives: tuple[Objective, ...]
    effort: Effort
    evaluator: Simulated
    trial: Trial
    baselines: dict[str, Callable[[Scenario], Policy]]
    out: pathlib.Path
    runs: pathlib.Path

    @property
    def origin(self) -> str:
        """Where a policy comes from, in words."""
        what = ", ".join(one.text for one in self.objectives)
        where = ", ".join(self.trial.training)
        return f"Found by a search in {where} for {what} (seed {self.wish.seed})."


def gather(wish: Wish) -> Asked:
    """Load and check everything; raises `ScenarioError` with all faults at once."""
    faults: list[Fault] = []
    for option, least in _LEAST.items():
        if getattr(wish, option) < least:
            faults.append(
                Fault(f"--{option} is {getattr(wish, option)}; it must be at least {least}")
            )
    if wish.over not in ("mean", "worst"):
        faults.append(Fault(f"--over is '{wish.over}'; it must be mean or worst"))
    training = _scenarios(wish.scenarios, wish.quarters, faults)
    held_out = _scenarios(wish.held_out, wish.quarters, faults)
    faults += [
        Fault(f"--held-out {name} is searched in too; it would hold nothing out")
        for name in held_out
        if name in training
    ]
    ends = _tried(lambda: objectives(list(wish.objectives), wish.cost), faults)
    decided = None
    if len(training) == len(wish.scenarios):
        first = next(iter(training.values()))
        levers = _tried(lambda: _levers(wish, first), faults)
        ranges = _ranges(wish.ranges, faults)
        if levers is not None:
            decided = _tried(lambda: space(levers, first, ranges), faults)
    where = f"{slug(wish.scenarios[0])}-{slug(_named(wish))}{'-fixed' * wish.fixed}-search"
    out = wish.out or pathlib.Path("out") / where
    faults += refusals(out, wish.force)
    baselines: dict[str, Callable[[Scenario], Policy]] = {}
    if decided is not None:
        baselines = _baselines(wish, decided, {**training, **held_out}, faults)
    effort = Effort(
        wish.population, wish.generations, wish.seed, wish.patience, budget=wish.budget or None
    )
    if not faults:
        _tried(lambda: check(effort, wish.runs * len(training)), faults)
    if faults or decided is None or ends is None:
        raise ScenarioError(faults)
    runs = out.with_name(f"{out.name}-runs")
    evaluator = Simulated(
        decided, training, ends, wish.runs, wish.seed, runs, wish.over, wish.workers
    )
    trial = Trial(
        training, held_out, wish.runs, wish.seed, wish.fresh, fresh_seed(wish.seed), wish.over
    )
    return Asked(wish, decided, ends, effort, evaluator, trial, baselines, out, runs)


def _tried(make: Callable[[], T], faults: list[Fault]) -> T | None:
    """What can be made, None with its faults noted where it cannot."""
    try:
        return make()
    except ScenarioError as error:
        faults += error.faults
    except CoalitionError as error:
        faults.append(Fault(str(error)))
    return None


def _scenarios(names: tuple[str, ...], quarters: int, faults: list[Fault]) -> dict[str, Scenario]:
    found: dict[str, Scenario] = {}
    for name in names:
        one = _tried(partial(Scenario.load, name), faults)
        if one is None:
            continue
        if one.name in found:
            faults.append(Fault(f"scenario '{one.name}' is named twice"))
        if 0 < quarters <= 400:
            one = one.replaced(quarters)
        found[one.name] = one
    if quarters > 400:
        faults.append(Fault(f"--quarters is {quarters}; it must be between 1 and 400"))
    return found


def _named(wish: Wish) -> str:
    if not wish.policy:
        return "levers"
    path = pathlib.PurePath(wish.policy)
    return path.stem if path.suffix in (".yaml", ".yml") else wish.policy


def _levers(wish: Wish, scenario: Scenario) -> Policy:
    if bool(wish.policy) == bool(wish.levers):
        raise SearchError("say whose levers are pulled: either --policy, or --lever")
    if wish.policy and (wish.trigger or wish.lasts):
        raise SearchError("--trigger and --lasts are for --lever; a policy states its own")
    levers = (
        Policy.load(wish.policy, scenario)
        if wish.policy
        else assembled(wish.levers, scenario, wish.trigger, wish.lasts or None)
    )
    return always_on(levers, scenario) if wish.fixed else levers


def _ranges(texts: tuple[str, ...], faults: list[Fault]) -> dict[str, tuple[float, float]]:
    found = {}
    for text in texts:
        address, _, ends = text.partition("=")
        try:
            low, high = map(float, ends.split(":"))
        except ValueError:
            low = high = math.nan
        if not (math.isfinite(low) and math.isfinite(high)):
            message = f"--range is '{text}'; it must read ADDRESS=LOW:HIGH"
            faults.append(Fault(f"{message}, as in policy.transparency.intensity=0:0.5"))
        else:
            found[address.strip()] = (low, high)
    return found


def _baselines(
    wish: Wish, decided: Space, scenarios: dict[str, Scenario], faults: list[Fault]
) -> dict[str, Callable[[Scenario], Policy]]:
    """Policies to compare with: those named, or the shipped ones that fit; and one's own."""
    found: dict[str, Callable[[Scenario], Policy]] = {
        _label(source): partial(Policy.load, source)
        for source in wish.baselines or ("none", *policy_names())
    }
    levers = decided.policy
    own: dict[str, Callable[[Scenario], Policy]] = {
        levers.name: partial(Policy.from_dict, levers.resolved(), name=levers.name)
    }
    if is_adaptive(levers):
        own[f"{levers.name} always on"] = partial(always_on, levers)
    for name, make in {**own, **found}.items():
        wrong: list[Fault] = []
        for scenario in scenarios.values():
            _tried(partial(make, scenario), wrong)
        if wrong and not wish.baselines and name not in own:
            del found[name]  # a shipped policy may need actors that this world does not have
        elif wrong:
            faults.append(Fault(f"baseline {name}: {wrong[0].message}"))
    return {**found, **{name: make for name, make in own.items() if name not in found}}


def _label(source: str) -> str:
    """What a baseline is called: the end of its path, without folders that say nothing.

    >>> _label("transparency"), _label("out/fixed/policies/search-01.yaml")
    ('transparency', 'fixed/search-01')
    """
    path = pathlib.PurePath(source)
    if path.suffix not in (".yaml", ".yml"):
        return source
    folders = [part for part in path.parts[:-1] if part not in ("policies", "/")]
    return "/".join([*folders[-1:], path.stem])
