"""What a person asked `coalition validate --ablation` for, checked as a whole; what came of it."""

from __future__ import annotations

import pathlib
from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from experiments.ablation import FEWEST_PAIRS, MAIN, Ablation, comparisons
from experiments.commands import request
from experiments.commands.request import Request
from sim.errors import Fault, ScenarioError, nearest
from sim.rules import RULES
from sim.scenario import scenario_names
from sim.streams import fresh_seed


@dataclass(frozen=True)
class AblationRequest:
    """An ablation to make.

    Attributes
    ----------
    main, further : list of Request
        Scenarios to look into, and those for mechanisms that have no effect in the first.
    mechanisms : list of str
        What to switch off, one at a time.
    narrowed : bool
        Whether scenarios were named, so that the others were not looked into.
    page : pathlib.Path or None
        Where the page goes besides `out`.
    """

    main: list[Request]
    further: list[Request]
    mechanisms: list[str]
    runs: int
    seed: int
    out: pathlib.Path
    force: bool
    narrowed: bool
    page: pathlib.Path | None

    @property
    def many(self) -> int:
        """Number of intervals that hold together."""
        return comparisons(len(self.mechanisms), len(self.main) + len(self.further))

    def command(self, *, out: str = "", write: bool = True) -> list[str]:
        """Words of the command that makes the same again."""
        words = ["coalition", "validate", "--ablation"]
        if self.narrowed:
            words += [word for one in self.main for word in ("--scenario", one.source)]
        if self.mechanisms != list(RULES):
            words += [word for name in self.mechanisms for word in ("--rule", name)]
        words += ["--runs", str(self.runs), "--seed", str(self.seed)]
        if out:
            words += ["--out", out]
        if write and self.page is not None:
            words += ["--write", str(self.page)]
        return words


@dataclass
class Found:
    """What an ablation found."""

    table: pd.DataFrame
    """From `effects`, scenario by scenario."""
    looked: list[Request] = field(default_factory=list)
    """Scenarios that were looked into."""
    parts: list[Ablation] = field(default_factory=list)
    unmoved: list[str] = field(default_factory=list)

    @property
    def failures(self) -> list[tuple[str, str, int, str]]:
        """Scenario, mechanism, run and message of what went astray."""
        return [
            (part.scenario, mechanism, run, message)
            for part in self.parts
            for (mechanism, run), message in part.failures.items()
        ]


def gather(
    scenarios: Sequence[str],
    rules: Sequence[str],
    runs: int,
    seed: int | None,
    out: pathlib.Path | None,
    force: bool,
    page: pathlib.Path | None,
) -> AblationRequest:
    """Load and check everything; raises `ScenarioError` with all faults at once."""
    faults: list[Fault] = []
    seed = fresh_seed() if seed is None else seed
    out = pathlib.Path("out") / f"ablation-{seed}" if out is None else out
    main = list(dict.fromkeys(scenarios)) or list(MAIN)
    further = [] if scenarios else [name for name in scenario_names() if name not in main]
    loaded = {}
    for source in [*main, *further]:
        try:
            loaded[source] = request.gather(source, "none", runs, seed, None, [], out, force)
        except ScenarioError as error:
            faults += error.faults
    for name in rules:
        if name not in RULES:
            faults.append(Fault(f"--rule: there is no rule '{name}'{nearest(name, RULES)}"))
    if 1 <= runs < FEWEST_PAIRS:
        faults.append(Fault(f"--runs is {runs}; an interval needs at least {FEWEST_PAIRS}"))
    if page is not None and page.suffix != ".md":
        faults.append(Fault(f"--write {page} is no Markdown file; its name ends in .md"))
    elif page is not None and not page.parent.is_dir():
        faults.append(Fault(f"--write {page}: there is no folder {page.parent}"))
    if faults:
        raise ScenarioError(faults)
    mechanisms = [name for name in RULES if not rules or name in rules]
    return AblationRequest(
        [loaded[name] for name in main], [loaded[name] for name in further], mechanisms, runs,
        seed, out, force, bool(scenarios), page,
    )  # fmt: skip
