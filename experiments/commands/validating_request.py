"""What a person asked `coalition validate` for, patterns apart from ablations; what came of it."""

from __future__ import annotations

import pathlib
from collections.abc import Sequence
from dataclasses import dataclass

from experiments.commands.counts import miscounted
from experiments.output import refusals
from experiments.validation import PatternFile, load
from sim.errors import Fault, ScenarioError, nearest
from sim.streams import fresh_seed

_SEEDS = 2**63
RUNS = 200


@dataclass(frozen=True)
class PatternRequest:
    """A validation to make.

    Attributes
    ----------
    file : PatternFile
        The patterns asked for, read and checked.
    source : str
        The file as it was typed; empty for the patterns of the project.
    names : list of str
        Patterns asked for by name; empty for all.
    page : pathlib.Path or None
        Where the page goes besides `out`.
    """

    file: PatternFile
    source: str
    names: list[str]
    runs: int
    seed: int
    workers: int
    out: pathlib.Path
    force: bool
    page: pathlib.Path | None

    def command(self, *, out: str = "", write: bool = True) -> list[str]:
        """Words of the command that makes the same again."""
        words = ["coalition", "validate"]
        if self.source:
            words += ["--patterns", self.source]
        words += [word for name in self.names for word in ("--pattern", name)]
        words += ["--runs", str(self.runs), "--seed", str(self.seed)]
        if self.workers > 1:
            words += ["--workers", str(self.workers)]
        if out:
            words += ["--out", out]
        if write and self.page is not None:
            words += ["--write", str(self.page)]
        return words


def gather(
    source: pathlib.Path | None,
    names: Sequence[str],
    runs: int | None,
    seed: int | None,
    workers: int,
    out: pathlib.Path | None,
    force: bool,
    page: pathlib.Path | None,
) -> PatternRequest:
    """Load and check everything; raises `ScenarioError` with all faults at once."""
    faults: list[Fault] = []
    file = None
    try:
        file = load(source)
    except ScenarioError as error:
        faults += error.faults
    known = [one.name for one in file.patterns] if file is not None else []
    for name in names:
        if file is not None and name not in known:
            advice = nearest(name, known) or f"; there are {', '.join(known)}"
            faults.append(Fault(f"--pattern: there is no pattern '{name}'{advice}"))
    runs = RUNS if runs is None else runs
    for option, value in (("--runs", runs), ("--workers", workers)):
        faults += miscounted(option, value)
    if seed is not None and seed not in range(_SEEDS):
        faults.append(Fault(f"--seed is {seed}; it must be between 0 and {_SEEDS - 1}"))
    seed = fresh_seed() if seed is None else seed
    out = pathlib.Path("out") / f"validation-{seed}" if out is None else out
    faults += refusals(out, force)
    if page is not None and page.suffix != ".md":
        faults.append(Fault(f"--write {page} is no Markdown file; its name ends in .md"))
    elif page is not None and not page.parent.is_dir():
        faults.append(Fault(f"--write {page}: there is no folder {page.parent}"))
    if faults or file is None:
        raise ScenarioError(faults)
    chosen = file.only(set(names)) if names else file
    typed = "" if source is None else str(source)
    return PatternRequest(chosen, typed, list(names), runs, seed, workers, out, force, page)
