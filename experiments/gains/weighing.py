"""Policies, or scenarios, weighed against a reference in the same worlds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from experiments.gains.parting import HOLD
from experiments.gains.result import Gains
from experiments.gains.scales import Over, weighed
from experiments.gains.settings import Settings
from experiments.gains.worlds import Worlds, worlds_of
from experiments.study import Study
from sim.errors import ParameterError, nearest
from sim.scenario import Policy, Scenario


def gains(
    scenarios: str | Scenario | Sequence[str | Scenario],
    policies: str | Policy | Sequence[str | Policy],
    reference: str,
    runs: int = 200,
    seed: int = 1,
    *,
    over: Over = "policy",
    worlds: Mapping[str, Worlds] | None = None,
    quarters: int | None = None,
    measures: Iterable[str] | None = None,
    indifference: Mapping[str, float] | None = None,
    hold: int = HOLD,
    confidence: float = 0.95,
    resamples: int = 1000,
    processes: int = 1,
    progress: Callable[[int], None] | None = None,
) -> Gains:
    """Who gains and who loses when a policy takes the place of the reference.

    Every policy meets the same worlds: the same seeds, and the same settings where they differ.

    Parameters
    ----------
    scenarios : str, Scenario, or several
        Scenarios, their names or the paths of their files.
    policies : str, Policy, or several
        Policies, their names or the paths of their files.
    reference : str
        Name of the policy, or with ``over="scenario"`` of the scenario, that the others are
        compared with. It is simulated too if it is not among them.
    runs, seed : int
        Worlds of each scenario and their seed, as for `sim.simulate`; the seed of the bootstrap
        too.
    over : {"policy", "scenario"}
        What takes the place of what. Scenarios are compared over the calendar quarters, and for
        the actors and measures, that both have; they meet the same shocks only where they start
        in the same quarter.
    worlds : mapping of str to Worlds, optional
        By scenario the worlds themselves, in place of `runs`; such as from `worlds_of`.
    quarters : int, optional
        Horizon; the scenarios' unless given.
    measures : iterable of str, optional
        Names from `MEASURES`; all unless told.
    indifference : mapping of str to float, optional
        By measure the difference, in its unit, up to which nobody minds. Unless given it is 0 in
        the table of gains, and a tenth of the reference's standard deviation over worlds (its
        median over quarters) in that of divergence.
    hold : int
        Quarters in a row that policies must stay apart to have parted.
    confidence : float
        Of each interval, and of those that hold together. (0-1)
    resamples : int
        Of the bootstrap, at least 100.
    processes : int
        Processes that compute. The tables are the same for any number.
    progress : callable, optional
        Told the number of runs just done.

    Returns
    -------
    Gains

    Raises
    ------
    ScenarioError
        For a bad scenario or policy.
    ParameterError
        For an unknown reference or measure, or scenarios that share no quarter.
    """
    if over not in ("policy", "scenario"):
        raise ParameterError(f"over is {over!r}; say policy or scenario")
    named = _scenarios(scenarios, reference if over == "scenario" else None, quarters)
    known = {
        name: _policies(policies, one, reference if over == "policy" else None)
        for name, one in named.items()
    }
    met = worlds or {name: Worlds.common(runs, seed) for name in named}
    settings = Settings(confidence, resamples, seed, hold, dict(indifference or {}))
    return weighed(named, known, reference, over, met, measures, settings, processes, progress)


def gains_of(
    study: Study,
    reference: str,
    most: int = 200,
    *,
    over: Over = "policy",
    scenarios: Iterable[str] | None = None,
    policies: Iterable[str] | None = None,
    measures: Iterable[str] | None = None,
    indifference: Mapping[str, float] | None = None,
    hold: int = HOLD,
    confidence: float = 0.95,
    resamples: int = 1000,
    processes: int = 1,
    progress: Callable[[int], None] | None = None,
) -> Gains:
    """The same over the worlds of a study: its seeds, and the settings of its factors.

    Parameters
    ----------
    study : Study
        Its scenarios and policies are compared.
    reference : str
        One of its policies (scenarios).
    most : int
        Worlds of each scenario; of more, these are spread evenly over the design.
    scenarios, policies : iterable of str, optional
        Names; all of the study's unless told.
    over, measures, indifference, hold, confidence, resamples, processes, progress
        As in `gains`.
    """
    found = worlds_of(study, most)
    some = [name for name in study.scenarios if name in found]
    wanted = _among(some, scenarios, reference if over == "scenario" else None, "scenario")
    named = {name: study.scenarios[name] for name in wanted}
    levers = list(study.policies[wanted[0]])
    allowed = _among(levers, policies, reference if over == "policy" else None, "policy")
    known = {name: {p: study.policies[name][p] for p in allowed} for name in named}
    settings = Settings(confidence, resamples, study.seed, hold, dict(indifference or {}))
    return weighed(named, known, reference, over, found, measures, settings, processes, progress)


def _scenarios(
    given: str | Scenario | Sequence[str | Scenario], reference: str | None, quarters: int | None
) -> dict[str, Scenario]:
    several = [given] if isinstance(given, str | Scenario) else list(given)
    loaded = [Scenario.of(one) for one in several]
    if reference is not None and reference not in [one.name for one in loaded]:
        loaded.insert(0, Scenario.load(reference))
    if not loaded:
        raise ParameterError("scenarios is empty; give at least one")
    if quarters is not None:
        loaded = [one.replaced(quarters=quarters) for one in loaded]
    return {one.name: one for one in loaded}


def _policies(
    given: str | Policy | Sequence[str | Policy], scenario: Scenario, reference: str | None
) -> dict[str, Policy]:
    several = [given] if isinstance(given, str | Policy) else list(given)
    loaded = [Policy.of(one, scenario) for one in several]
    if reference is not None and reference not in [one.name for one in loaded]:
        loaded.insert(0, Policy.load(reference, scenario))
    if not loaded:
        raise ParameterError("policies is empty; give at least one")
    return {one.name: one for one in loaded}


def _among(
    known: Sequence[str], wanted: Iterable[str] | None, reference: str | None, what: str
) -> list[str]:
    """The wanted of the known, with the reference."""
    names = list(known) if wanted is None else list(wanted)
    if reference is not None and reference not in names:
        names.insert(0, reference)
    for name in names:
        if name not in known:
            raise ParameterError(
                f"the study has no {what} {name!r}{nearest(name, known)}; it has {', '.join(known)}"
            )
    return names
