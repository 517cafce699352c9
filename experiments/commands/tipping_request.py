"""What a person asked `coalition tipping` for, checked as a whole before anything runs."""

from __future__ import annotations

import pathlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from experiments.commands.request import slug
from experiments.discovery.condition import Condition, parse_condition
from experiments.output import fingerprint, refusals
from experiments.study import Study
from experiments.sweep.code import stamp
from experiments.tipping import Axis, Lever, catalogue, grid_study, parse_axis
from sim.errors import CoalitionError, Fault, ScenarioError
from sim.scenario import Policy, Scenario

T = TypeVar("T")

_MOST_SEEDS = 2**62
ALL, NONE = "all", "none"


@dataclass(frozen=True)
class TippingRequest:
    """A map to draw, and levers to try beyond its boundary.

    Attributes
    ----------
    scenario, policy : Scenario, Policy
        Loaded and checked.
    study : Study
        The grid.
    levers, pulled : list
        What is tried, and what the policy pulls already.
    point : (float, float) or None
        Where levers are tried; chosen from the map when None.
    words : list of str
        The command without --out and --force.
    """

    scenario: Scenario
    policy: Policy
    x: Axis
    y: Axis
    condition: Condition
    study: Study
    level: float
    levers: list[Lever]
    pulled: list[str]
    point: tuple[float, float] | None
    workers: int
    out: pathlib.Path
    force: bool
    words: list[str]

    @property
    def runs(self) -> int:
        """Worlds of each cell."""
        return self.study.replicates

    @property
    def kept(self) -> pathlib.Path:
        """Folder in which runs are kept, so that a broken off command can go on."""
        return self.out.with_name(f"{self.out.name}-runs")

    @property
    def cells(self) -> pathlib.Path:
        """Folder of the grid's runs; another study, or other code, has another one."""
        return self.kept / f"map-{fingerprint([self.study.sha256, stamp()])[:12]}"

    def command(self, out: pathlib.Path) -> list[str]:
        """Words of the command that does the same again, into `out`."""
        return [*self.words, "--out", str(out)]


def gather(
    source: str, x: str, y: str, where: str, levers_of: str, grid: int, runs: int, level: float,
    levers: str, at: str, quarters: int | None, seed: int, workers: int,
    out: pathlib.Path | None, force: bool,
) -> TippingRequest:  # fmt: skip
    """Load and check everything; raises `ScenarioError` with all faults that can be seen."""
    faults: list[Fault] = []

    def tried(make: Callable[[], T], option: str = "") -> T | None:
        try:
            return make()
        except ScenarioError as error:
            faults.extend(error.faults)
        except CoalitionError as error:
            faults.append(Fault(f"{option}: {error}" if option else str(error)))
        return None

    scenario = tried(lambda: Scenario.load(source))
    if scenario is not None and quarters is not None:
        horizon = scenario
        scenario = tried(lambda: horizon.replaced(quarters), "--quarters")
    condition = tried(lambda: parse_condition(where), "--where")
    for name, number, least, most in (
        ("--seed", seed, 0, _MOST_SEEDS - 1), ("--workers", workers, 1, 1024),
    ):  # fmt: skip
        if not least <= number <= most:
            faults.append(Fault(f"{name} is {number}; it must be between {least} and {most}"))
    if not 0.0 < level < 1.0:
        faults.append(Fault(f"--level is {level:g}; it must lie between 0 and 1, such as 0.5"))
    if out is None:
        tail = "" if levers_of == "none" else f"-{slug(levers_of)}"
        out = pathlib.Path("out") / f"{slug(source)}{tail}-tipping"
    faults += refusals(out, force)
    if scenario is None:  # everything else is checked in its world
        raise ScenarioError(faults)
    world = scenario
    policy = tried(lambda: Policy.load(levers_of, world))
    across = tried(lambda: parse_axis(x, world, policy), "--x")
    upward = tried(lambda: parse_axis(y, world, policy), "--y")
    point = tried(lambda: _point(at, across, upward)) if across and upward else None
    chosen = None
    if policy is not None:
        kept = policy
        chosen = tried(lambda: catalogue(world, kept, _names(levers)), "--levers")
    study = None
    if across and upward and condition is not None and policy is not None:
        ready = (across, upward, condition)
        study = tried(lambda: grid_study(world, levers_of, *ready, grid, runs, seed))
    if faults:
        raise ScenarioError(faults)
    assert across and upward and condition and policy and study and chosen is not None
    words = ["coalition", "tipping", source, "--x", x, "--y", y, "--where", where]
    words += [] if levers_of == "none" else ["--policy", levers_of]
    words += ["--grid", str(grid), "--runs", str(runs), "--level", f"{level:g}"]
    words += ["--levers", levers] + (["--at", at] if at else [])
    words += [] if quarters is None else ["--quarters", str(quarters)]
    words += ["--seed", str(seed)] + (["--workers", str(workers)] if workers > 1 else [])
    return TippingRequest(
        world, policy, across, upward, condition, study, level, *chosen, point, workers, out,
        force, words,
    )  # fmt: skip


def _names(levers: str) -> list[str] | None:
    """Levers by name; None for all."""
    text = levers.strip()
    if text in (ALL, NONE):
        return None if text == ALL else []
    return [name for name in (part.strip() for part in text.split(",")) if name]


def _point(at: str, x: Axis, y: Axis) -> tuple[float, float] | None:
    if not at:
        return None
    try:
        right, up = (float(part) for part in at.split(":"))
    except ValueError:
        raise ScenarioError(
            [Fault(f"--at is '{at}'; it must be X:Y with two numbers, such as 0.8:2.5")]
        ) from None
    for axis, value in ((x, right), (y, up)):
        if not axis.low <= value <= axis.high:
            raise ScenarioError(
                [Fault(f"--at: {axis.address} is {value:g}; the map goes from {axis.span}")]
            )
    return right, up
