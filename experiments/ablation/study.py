"""Every mechanism switched off in turn, in the worlds of one scenario."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from experiments.ablation.pairs import paired
from sim.ensemble import simulate
from sim.metrics import OUTCOMES, outcomes
from sim.rules import RULES
from sim.scenario import Scenario
from sim.streams import run_seeds

#: Together these have nearly everything that the model knows: partners under uncertainty, the
#: record with its epidemic and its mission, a mission's exit, and blocs whose members leave.
MAIN = (
    "liberia/baseline",
    "liberia/history",
    "liberia/mission_leaves_early",
    "liberia/bloc_split",
)
#: The name under which the runs with everything switched on stand.
WHOLE = ""
#: An effect below this is slight, however sure. [standard deviations over runs]
SLIGHT = 0.1


@dataclass
class Ablation:
    """Outcomes of one scenario with each mechanism switched off.

    Attributes
    ----------
    scenario : str
        Name of the scenario.
    outcomes : pandas.DataFrame
        Index `mechanism`, `run`; the mechanism `""` is the scenario as it is. Columns `seed` and
        the outcomes; NaN where one is undefined, and for runs that went astray.
    failures : dict
        What went wrong, by (mechanism, run).
    """

    scenario: str
    outcomes: pd.DataFrame
    failures: dict[tuple[str, int], str] = field(default_factory=dict)


def ablate(
    scenario: Scenario,
    mechanisms: Sequence[str],
    runs: int,
    seed: int,
    *,
    quarters: int | None = None,
    at_once: int = 512,
    advance: Callable[[int], None] | None = None,
) -> Ablation:
    """Simulate a scenario as it is, and once more without each mechanism, under the same seeds.

    Parameters
    ----------
    scenario : Scenario
        The world. A mechanism that it switches off itself stays off throughout.
    mechanisms : sequence of str
        Names from `sim.rules.RULES`.
    runs, seed : int
        Worlds of each kind, and the seed of the ensemble, as for `simulate`.
    quarters : int, optional
        Horizon; the scenario's unless given.
    at_once : int
        Runs whose series are in memory together. It changes memory and speed, never a result.
    advance : callable, optional
        Told the number of runs just done, of `runs * (1 + len(mechanisms))`.

    Raises
    ------
    ParameterError, ScenarioError
        As `simulate` does, also for an unknown mechanism.
    """
    kinds = [WHOLE, *mechanisms]
    places = pd.MultiIndex.from_product([kinds, range(runs)], names=["mechanism", "run"])
    seeds = np.tile(run_seeds(seed, runs), len(kinds))
    kind_of = np.repeat(np.arange(len(kinds)), runs)
    tables = []
    failures: dict[tuple[str, int], str] = {}
    for start in range(0, len(places), at_once):
        part = slice(start, start + at_once)
        history = simulate(
            scenario, seeds=seeds[part], parameters=_switches(scenario, kinds, kind_of[part]),
            quarters=quarters, chunk=at_once, failures="keep",
        )  # fmt: skip
        for place, message in json.loads(history.attrs.pop("failures", "{}")).items():
            at = start + int(place)
            failures[kinds[kind_of[at]], at % runs] = message
        with np.errstate(all="ignore"):  # runs that went astray are NaN and named
            tables.append(outcomes(history))
        if advance is not None:
            advance(history.sizes["run"])
        del history
    return Ablation(scenario.name, pd.concat(tables).set_index(places), failures)


def _switches(
    scenario: Scenario, kinds: Sequence[str], kind_of: np.ndarray
) -> dict[str, np.ndarray]:
    """Settings by address: 0 in the runs without a mechanism, the scenario's own in the others.

    Only mechanisms that are off in some run are named: what is the same in all runs is faster.
    """
    settings = {}
    for kind in np.unique(kind_of):
        if (name := kinds[kind]) != WHOLE:
            default = RULES[name].on.default if name in RULES else 1.0
            own = scenario.rules.get(name, {}).get("on", default)
            settings[f"rules.{name}.on"] = np.where(kind_of == kind, 0.0, own)
    return settings


def comparisons(mechanisms: int, scenarios: int) -> int:
    """Number of intervals that a study judges together: mechanisms by scenarios by outcomes.

    Fixed before the study starts, over all scenarios that it may come to look into, so that
    looking further where nothing was found makes no interval too narrow.
    """
    return mechanisms * scenarios * len(OUTCOMES)


def effects(ablation: Ablation, many: int, confidence: float = 0.95) -> pd.DataFrame:
    """What switching off each mechanism does to each outcome.

    Parameters
    ----------
    ablation : Ablation
        Outcomes with and without.
    many : int
        Number of intervals that hold together, see `comparisons`.
    confidence : float
        Of one interval, and of all together. (0-1)

    Returns
    -------
    pandas.DataFrame
        `mechanism`, `scenario`, `outcome`, then the columns of `paired`.
    """
    table = ablation.outcomes.drop(columns="seed")
    kinds = {str(name): part.droplevel(0) for name, part in table.groupby(level=0, sort=False)}
    on = kinds.pop(WHOLE)
    found = []
    for name, off in kinds.items():
        part = paired(on, off, many, confidence).reset_index()
        part.insert(0, "mechanism", name)
        part.insert(1, "scenario", ablation.scenario)
        found.append(part)
    return pd.concat(found, ignore_index=True)


def unmoved(found: pd.DataFrame, mechanisms: Iterable[str]) -> list[str]:
    """Mechanisms without a measurable effect on any outcome in any scenario of a table."""
    seen = set(found.loc[found["moved"], "mechanism"]) if len(found) else set()
    return [name for name in mechanisms if name not in seen]


def strongest(found: pd.DataFrame) -> pd.DataFrame:
    """The strongest measurable effect on each outcome, over the scenarios of a table.

    Returns
    -------
    pandas.DataFrame
        A row each mechanism and outcome that it moves, from the mechanism's strongest on. An
        effect without end says no more than that the outcome does not vary: it comes last.
    """
    moved = found[found["moved"]]
    size = moved["effect"].abs().replace(np.inf, -1.0).sort_values(ascending=False, kind="stable")
    first = moved.loc[size.index].drop_duplicates(["mechanism", "outcome"])
    return first.sort_values("mechanism", kind="stable").reset_index(drop=True)
