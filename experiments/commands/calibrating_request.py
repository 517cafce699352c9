"""What a person asked `coalition calibrate` for, checked as a whole before anything runs."""

from __future__ import annotations

import pathlib
from collections.abc import Sequence
from dataclasses import dataclass

from experiments.calibration import METHODS, CalibrationError, Problem, Worlds, historical
from experiments.calibration.calibrate import CHECKED, default_method
from experiments.calibration.fence import library
from experiments.calibration.priors import DEFAULT, parse_priors
from experiments.calibration.smc import ABC, LEAST
from experiments.commands.counts import miscounted
from experiments.output import refusals
from experiments.validation import PatternFile, load
from sim.errors import Fault, ScenarioError, nearest
from sim.scenario import Scenario
from sim.streams import fresh_seed

_SEEDS = 2**62


@dataclass(frozen=True)
class CalibrationRequest:
    """A calibration to make.

    Attributes
    ----------
    file : PatternFile
        The patterns asked for.
    problem : Problem
        Priors, targets, and the worlds between them.
    worlds : Worlds
        The simulator of the problem.
    words : list of str
        The command without --workers, --out and --force.
    """

    file: PatternFile
    problem: Problem
    worlds: Worlds
    method: str
    runs: int
    particles: int
    seed: int
    workers: int
    out: pathlib.Path
    force: bool
    words: list[str]

    @property
    def scenario(self) -> Scenario:
        """The world that is calibrated."""
        return self.worlds.scenario

    @property
    def window(self) -> str:
        """First and last quarter that are simulated."""
        first = self.scenario.start
        return f"{first} to {first + (self.worlds.quarters - 1)}"

    @property
    def most(self) -> int:
        """Runs at most, those of the check and of the present values included."""
        return self.runs + 2 * CHECKED

    def command(self, out: str) -> list[str]:
        """Words of the command that makes the same again."""
        workers = ["--workers", str(self.workers)] if self.workers > 1 else []
        return [*self.words, *workers, "--out", out]


def gather(
    parameters: Sequence[str], source: pathlib.Path | None, names: Sequence[str], method: str,
    runs: int, particles: int, seed: int | None, workers: int, out: pathlib.Path | None,
    force: bool,
) -> CalibrationRequest:  # fmt: skip
    """Load and check everything; raises `ScenarioError` with all faults at once."""
    faults: list[Fault] = []
    file = _patterns(source, names, faults)
    chosen = method or default_method()
    if chosen not in METHODS:
        advice = nearest(chosen, METHODS) or f"; there are {', '.join(METHODS)}"
        faults.append(Fault(f"--method: there is no '{chosen}'{advice}"))
    elif chosen == ABC:
        try:
            library()
        except CalibrationError as error:
            faults.append(Fault(str(error)))
    least = 2 * particles if chosen == ABC else 1
    for option, value, low in (
        ("--particles", particles, LEAST), ("--runs", runs, least), ("--workers", workers, 1),
    ):  # fmt: skip
        faults += miscounted(option, value, low)
    if seed is not None and seed not in range(_SEEDS):
        faults.append(Fault(f"--seed is {seed}; it must be between 0 and {_SEEDS - 1}"))
    seed = fresh_seed() if seed is None else seed
    out = pathlib.Path("out") / f"calibration-{seed}" if out is None else out
    faults += refusals(out, force)
    problem = _problem(file, parameters, faults)
    if faults or file is None or problem is None:
        raise ScenarioError(faults)
    assert isinstance(problem.simulate, Worlds)
    words = ["coalition", "calibrate"]
    words += [word for one in parameters for word in ("--parameter", one)]
    words += ["--patterns", str(source)] if source is not None else []
    words += [word for one in names for word in ("--pattern", one)]
    words += ["--method", chosen, "--runs", str(runs)]
    words += ["--particles", str(particles)] if chosen == ABC else []
    words += ["--seed", str(seed)]
    return CalibrationRequest(
        file, problem, problem.simulate, chosen, runs, particles, seed, workers, out, force, words
    )


def _patterns(
    source: pathlib.Path | None, names: Sequence[str], faults: list[Fault]
) -> PatternFile | None:
    try:
        file = load(source)
    except ScenarioError as error:
        faults += error.faults
        return None
    known = [one.name for one in file.patterns if one.counted]
    for name in names:
        if name not in known:
            advice = nearest(name, known) or f"; there are {', '.join(known)}"
            faults.append(
                Fault(f"--pattern: there is no pattern '{name}' of the calibration window{advice}")
            )
    good = set(names) & set(known)
    return file.only(good) if good else file


def _problem(
    file: PatternFile | None, parameters: Sequence[str], faults: list[Fault]
) -> Problem | None:
    if file is None or not file.patterns:
        return None
    try:
        bare = historical(file, ())
        assert isinstance(bare.simulate, Worlds)
        priors = parse_priors(parameters or DEFAULT, bare.simulate.scenario)
    except ScenarioError as error:
        faults += error.faults
    except CalibrationError as error:
        faults.append(Fault(str(error)))
    else:
        return historical(file, priors)
    return None
