"""What a person asked `coalition compare` for, checked as a whole before anything runs."""

from __future__ import annotations

import pathlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from experiments.commands.counts import miscounted
from experiments.commands.request import slug
from experiments.comparison import Zone, can_grow, resized
from experiments.comparison.worlds import USUAL_REFERENCES
from experiments.output import fingerprint, refusals
from experiments.store import Store, open_study
from experiments.study import Study, study_names
from experiments.study.interpreting import MAX_RUNS
from experiments.study.rows import POLICY, SCENARIO
from sim.errors import CoalitionError, Fault, ScenarioError, nearest
from sim.metrics import LEAD, OUTCOMES
from sim.scenario import scenario_names
from sim.scenario.reading import read
from sim.streams import fresh_seed

#: Outcomes of a comparison of one scenario, unless told: the lead, and what each partner asks for.
USUAL = (*LEAD, "funding_gap", "legitimacy", "threat", "trust")
#: Worlds of a scenario, unless told.
RUNS = 200
#: Budget of a sequential comparison, in first looks: three doublings.
LOOKS = 8
_MARKS = {"design", "factors", "replicates"}
#: Options by which people state what a comparison's own study holds.
_TYPED = {"policy": "--policies", "seed": "--seed", "scenario": "scenario"}
_OPTION = re.compile(rf"^({'|'.join(_TYPED)})(?:\.\d+)?(?=:| is)")


@dataclass(frozen=True)
class Asked:
    """A comparison to make.

    Attributes
    ----------
    study : Study
        What is run, at the size of the first look.
    folder, out : pathlib.Path
        Of the sweep, and of the comparison.
    policies, outcomes : list of str
        What is compared.
    reference : str
        With which policy.
    zone : Zone
        What counts as no difference.
    budget : int
        Most runs of a sequential comparison; 0 for one look.
    command : list of str
        Words of the command that does the same again, without --out.
    is_own, as_it_is : bool
        Whether the study was made for a scenario, and whether the folder of a sweep was named,
        whose runs are taken by whatever code they were made.
    anyway : bool
        Whether to go on with runs of other code.
    """

    study: Study
    folder: pathlib.Path
    out: pathlib.Path
    policies: list[str]
    reference: str
    outcomes: list[str]
    zone: Zone
    budget: int
    workers: int
    force: bool
    command: list[str] = field(default_factory=list)
    is_own: bool = False
    as_it_is: bool = False
    anyway: bool = False


def gather(
    subject: str,
    policies: Sequence[str],
    reference: str,
    outcomes: Sequence[str],
    indifference: Sequence[str],
    runs: int | None,
    until_clear: bool,
    budget: int | None,
    seed: int | None,
    workers: int,
    anyway: bool,
    out: pathlib.Path | None,
    force: bool,
) -> Asked:
    """Load and check everything; raises `ScenarioError` with all faults at once."""
    faults: list[Fault] = []
    for name, value in (("--workers", workers), ("--budget", budget), ("--runs", runs)):
        faults += miscounted(name, value) if value is not None else []
    if budget is not None and not until_clear:
        faults.append(Fault("--budget is for --until-clear; add it, or leave --budget out"))
    faults += [
        Fault(f"--outcome: no outcome is named '{name}'{nearest(name, OUTCOMES)}")
        for name in outcomes
        if name not in OUTCOMES
    ]
    zone = Zone()
    try:
        zone = Zone.parse(indifference)
    except ScenarioError as error:
        faults += error.faults
    chosen = list(dict.fromkeys(policies))
    study, own, folder, kind = None, False, None, ""
    try:
        kind = kind_of(subject)
        if kind == "scenario":
            own, seed = True, fresh_seed() if seed is None else seed
            chosen, reference = _of_scenario(chosen, reference)
            kept = [name for name in outcomes if name in OUTCOMES] or list(USUAL)
            study = _made(subject, chosen, reference, kept, runs or RUNS, seed)
        else:
            study, folder = _loaded(subject, kind, runs, seed)
    except ScenarioError as error:
        faults += error.faults
    if study is None:
        raise ScenarioError(faults)
    names, reference = _policies(study, chosen, reference, faults)
    judged = _outcomes(study, outcomes, faults)
    if until_clear and not can_grow(study):
        faults.append(Fault(f"--until-clear: a {study.method} design cannot be given more points"))
    if until_clear and budget is None:
        budget = LOOKS * study.runs
    if until_clear and budget is not None and 1 <= budget < study.runs:
        message = f"--budget is {budget:,}; the first look alone takes {study.runs:,} runs"
        faults.append(Fault(f"{message}; give more, or fewer --runs"))
    folder = folder or pathlib.Path("out") / study.name
    if own and out is not None:
        folder = out.with_name(f"{out.name}-runs")
    target = out or folder.with_name(f"{folder.name}-comparison")
    faults += refusals(target, force)
    if faults:
        raise ScenarioError(faults)
    words = _command(
        subject, policies, reference, outcomes, indifference, runs, until_clear, budget,
        seed if own else None, workers,
    )  # fmt: skip
    return Asked(
        study, folder, target, names, reference, judged, zone, budget or 0, workers, force, words,
        own, kind == "folder", anyway,
    )  # fmt: skip


def kind_of(subject: str) -> str:
    """What a word names: "folder" of a sweep, "study" or "scenario".

    Raises
    ------
    ScenarioError
        When nothing is called so.
    """
    path = pathlib.Path(subject)
    if path.is_dir() and Store(path).stated() is not None:
        return "folder"
    if path.suffix in (".yaml", ".yml") or path.is_file():
        if not path.is_file():
            return "scenario" if subject in scenario_names() else "study"
        stated = read(path, subject).value
        return "study" if isinstance(stated, dict) and _MARKS & stated.keys() else "scenario"
    for kind, names in (("study", study_names()), ("scenario", scenario_names())):
        if subject in names:
            return kind
    advice = nearest(subject, [*study_names(), *scenario_names()])
    message = f"there is no study or scenario '{subject[:80]}'"
    raise ScenarioError([Fault(message + (advice or "; the path of a YAML file works too"))])


def _of_scenario(policies: list[str], reference: str) -> tuple[list[str], str]:
    """The policies with their reference, which stands first where it was not among them."""
    if not policies:
        message = (
            "--policies is missing; name at least two, such as --policies status_quo diversify"
        )
        raise ScenarioError([Fault(message)])
    if not reference:
        usual = [name for name in USUAL_REFERENCES if name in policies]
        reference = (usual or policies)[0]
        if len(policies) == 1:
            reference = next(name for name in USUAL_REFERENCES if name not in policies)
    return ([] if reference in policies else [reference]) + policies, reference


def _made(
    subject: str, policies: list[str], reference: str, outcomes: list[str], runs: int, seed: int
) -> Study:  # fmt: skip
    """A study of one point, with replicates."""
    mark = fingerprint([subject, policies, outcomes])[:6]
    data = {
        "title": f"Policies compared: {subject}",
        "question": f"Which policy does better than `{reference}`, and by how much?",
        "scenario": subject,
        "policy": policies,
        "replicates": min(max(runs, 1), MAX_RUNS),
        "seed": seed,
        "outcomes": outcomes,
    }
    try:
        return Study.from_dict(data, f"{slug(subject)}-{seed}-{mark}")
    except ScenarioError as error:
        # The study is ours: people typed the options that it was made of.
        typed = [_OPTION.sub(lambda key: _TYPED[key[1]], one.message) for one in error.faults]
        raise ScenarioError([Fault(message) for message in typed]) from None


def _loaded(
    subject: str, kind: str, runs: int | None, seed: int | None
) -> tuple[Study, pathlib.Path | None]:
    folder = None
    if kind == "folder":
        folder = pathlib.Path(subject)
        study = open_study(folder).study
    else:
        study = Study.load(subject)
    if seed is not None:
        message = f"--seed: a study has its own, {study.seed}; change the file"
        raise ScenarioError([Fault(message)])
    if runs is not None and runs >= 1:
        try:
            study = resized(study, runs)
        except CoalitionError as error:
            raise ScenarioError([Fault(f"--runs: {error}")]) from None
    return study, folder


def _policies(
    study: Study, asked: list[str], reference: str, faults: list[Fault]
) -> tuple[list[str], str]:
    factors = [f.name for f in study.factors if f.name in (POLICY, SCENARIO)]
    if factors:
        faults.append(
            Fault(
                f"the study varies {' and '.join(factors)} as factors, so that no two policies "
                "meet in one point; state them under `policy` and `scenario` instead"
            )
        )
        return [], ""
    there = list(next(iter(study.policies.values())))
    for name in [*asked, *([reference] if reference else [])]:
        if name not in there:
            advice = nearest(name, there) or f"; it has {', '.join(there)}"
            faults.append(Fault(f"the study has no policy '{name}'{advice}; add it to its file"))
    if len(there) < 2:
        faults.append(Fault(f"the study has one policy, {there[0]}; name two under `policy`"))
    names = asked or there
    reference = reference or next(
        (name for name in (*USUAL_REFERENCES, *names) if name in names), names[0]
    )
    names = ([] if reference in names else [reference]) + names
    if len(names) < 2 <= len(there):
        faults.append(Fault("--policies names one policy; name another, or a --reference"))
    return names, reference


def _outcomes(study: Study, asked: Sequence[str], faults: list[Fault]) -> list[str]:
    for name in asked:
        if name in OUTCOMES and name not in study.outcomes:
            advice = f"; it keeps {', '.join(study.outcomes)}"
            faults.append(Fault(f"--outcome: the study does not keep '{name}'{advice}"))
    return [name for name in study.outcomes if not asked or name in asked]


def _command(
    subject: str, policies: Sequence[str], reference: str, outcomes: Sequence[str],
    indifference: Sequence[str], runs: int | None, until_clear: bool, budget: int | None,
    seed: int | None, workers: int,
) -> list[str]:  # fmt: skip
    words = ["coalition", "compare", subject]
    words += ["--policies", *policies] if policies else []
    words += ["--reference", reference]
    for option, values in (("outcome", outcomes), ("indifference", indifference)):
        words += [word for value in values for word in (f"--{option}", value)]
    words += ["--runs", str(runs)] if runs is not None else []
    words += ["--until-clear", "--budget", str(budget)] if until_clear else []
    words += ["--seed", str(seed)] if seed is not None else []
    return words + (["--workers", str(workers)] if workers > 1 else [])
