"""What a person asked `coalition run` for, checked as a whole before anything runs."""

from __future__ import annotations

import pathlib
import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from experiments.commands.counts import miscounted
from experiments.output import refusals
from sim.errors import AddressError, CoalitionError, Fault, ScenarioError
from sim.scenario import (
    Policy,
    Scenario,
    check_setting,
    parse_assignment,
    parse_setting,
)
from sim.streams import fresh_seed

_SEEDS = 2**63


@dataclass(frozen=True)
class Request:
    """One ensemble to run.

    Attributes
    ----------
    scenario, policy : Scenario, Policy
        Loaded and checked; the scenario has the horizon asked for.
    source, levers : str
        Scenario and policy as they were typed.
    settings : mapping of str to float
        Numbers changed, by address.
    """

    scenario: Scenario
    policy: Policy
    source: str
    levers: str
    runs: int
    seed: int
    settings: Mapping[str, float]
    out: pathlib.Path
    force: bool

    def command(self, out: str) -> list[str]:
        """Words of the command that makes the same outcomes again, into `out`."""
        words = ["coalition", "run", self.source]
        if self.levers != "none":
            words += ["--policy", self.levers]
        words += ["--runs", str(self.runs), "--seed", str(self.seed)]
        words += ["--quarters", str(self.scenario.quarters)]
        for address, value in self.settings.items():
            words += ["--set", f"{address}={value!r}"]
        return [*words, "--out", out]

    @property
    def again(self) -> str:
        """The command that makes the same outcomes again, beside the present ones."""
        return shlex.join(self.command(f"{self.out}-again"))


def gather(
    source: str,
    levers: str,
    runs: int,
    seed: int | None,
    quarters: int | None,
    settings: Sequence[str],
    out: pathlib.Path | None,
    force: bool,
) -> Request:
    """Load and check everything; raises `ScenarioError` with all faults at once."""
    faults: list[Fault] = []
    scenario = _scenario(source, quarters, faults)
    policy = _policy(levers, scenario, faults)
    given = _settings(settings, scenario, policy, faults)
    faults += miscounted("--runs", runs)
    if seed is not None and seed not in range(_SEEDS):
        faults.append(Fault(f"--seed is {seed}; it must be between 0 and {_SEEDS - 1}"))
    seed = fresh_seed() if seed is None else seed
    if out is None:
        out = pathlib.Path("out") / f"{slug(source)}-{slug(levers)}-{seed}"
    faults += refusals(out, force)
    if faults or scenario is None or policy is None:
        raise ScenarioError(faults)
    return Request(scenario, policy, source, levers, runs, seed, given, out, force)


def _scenario(source: str, quarters: int | None, faults: list[Fault]) -> Scenario | None:
    scenario = None
    try:
        scenario = Scenario.load(source)
    except ScenarioError as error:
        faults += error.faults
    if quarters is not None and quarters not in range(1, 401):
        faults.append(Fault(f"--quarters is {quarters}; it must be between 1 and 400"))
    elif quarters is not None and scenario is not None:
        scenario = scenario.replaced(quarters)
    return scenario


def _policy(levers: str, scenario: Scenario | None, faults: list[Fault]) -> Policy | None:
    if scenario is None:  # a policy can only be checked against its world
        return None
    try:
        return Policy.load(levers, scenario)
    except ScenarioError as error:
        faults += error.faults
    return None


def _settings(
    texts: Sequence[str], scenario: Scenario | None, policy: Policy | None, faults: list[Fault]
) -> dict[str, float]:
    given: dict[str, float] = {}
    for text in texts:
        try:
            address, value = parse_assignment(text)
            if address in given:
                faults.append(Fault(f"--set: `{address}` is given twice"))
            elif scenario is not None and not (policy is None and address.startswith("policy.")):
                given[address] = check_setting(parse_setting(scenario, policy, address), value)
        except ScenarioError as error:
            faults += [Fault(f"--set: {fault}") for fault in error.faults]
        except (AddressError, CoalitionError) as error:
            faults.append(Fault(f"--set {text}: {error}"))
    return given


def slug(name: str) -> str:
    """A name fit for a folder.

    >>> slug("liberia/baseline"), slug("../my worlds/aid cut.yaml")
    ('liberia-baseline', 'aid-cut')
    """
    if name.endswith((".yaml", ".yml")):
        name = pathlib.PurePath(name).stem
    return re.sub(r"[^\w.]+", "-", name).strip("-.") or "run"
