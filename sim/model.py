"""The model: a Mesa model of one world, and the same model of many worlds at once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import mesa
import numpy as np
import xarray

from sim.actors import ACTORS, HostState
from sim.arrays import Values
from sim.assembly import Rules, assemble, withhold
from sim.columns import CHANNELS
from sim.errors import NonFiniteState, ParameterError
from sim.history import Recorder
from sim.interventions import Interventions
from sim.scenario import Policy, Scenario
from sim.schedule import QUARTER, Phase, rules_of
from sim.streams import SCHEME, Streams, fresh_seed
from sim.world import Rows, World

#: Key of the draws that all actors share.
COMMON = "everybody"


class CoalitionModel(mesa.Model):
    """A world of security partnerships: an ordinary Mesa model.

    Parameters
    ----------
    scenario : Scenario or str
        A scenario, its name, or the path of its file.
    rng : int, optional
        Seed of the run, at least 0; drawn from the system's entropy unless given. `model.seed`
        tells it, and the same seed gives the same run, bit for bit.
    policy : Policy or str, optional
        A policy, its name, or the path of its file.
    parameters : mapping of str to number, optional
        Values by address, such as `{"rules.fatigue.gain": 0.2}`; in an ensemble also one a run.
    quarters : int, optional
        Horizon; the scenario's unless given.
    seeds : (runs,) int, optional
        Makes an ensemble of one run a seed instead of a single run: each agent then holds all
        actors of its kind, in all runs.
    dtype : {"float64", "float32"}
        In what the columns of an ensemble are stored.

    Raises
    ------
    ScenarioError
        For a bad scenario, policy or value, with all its faults.
    NonFiniteState
        When a single run goes astray, with rule, actor and quarter.
    """

    def __init__(
        self,
        scenario: Scenario | str = "liberia/baseline",
        rng: Any = None,
        policy: Policy | str | None = None,
        parameters: Mapping[str, Any] | None = None,
        quarters: int | None = None,
        seeds: np.ndarray | None = None,
        dtype: str = "float64",
    ):
        self.seed = _integer_seed(rng)
        super().__init__(rng=self.seed)
        self._scenario = Scenario.of(scenario)
        self.horizon = self.scenario.quarters if quarters is None else int(quarters)
        self.policy = Policy.of(policy, self.scenario)
        self.seeds = None if seeds is None else np.asarray(seeds)
        self.failures: dict[int, str] = {}

        runs = None if self.seeds is None else len(self.seeds)
        self.world = World(Rows(self.scenario.roster), runs, dtype)
        self.rules = Rules()
        overrides = assemble(self.world, self.rules, self.scenario, self.policy, parameters or {})
        keys = self.seed if self.seeds is None else self.seeds
        self.streams = Streams(keys, (*self.world.rows.names, COMMON))
        self.interventions = Interventions(
            self.scenario, self.policy.levers, self.world, self.rules.by_name, keys, overrides
        )
        self._people()
        self.host: HostState = next(iter(self.agents_by_type[HostState]))
        runs_and_rows = () if runs is None else (1, 1)
        funding = [float(channel == "funding") for channel in CHANNELS]
        self.plain_funding = np.array(funding).reshape(len(CHANNELS), *runs_and_rows)
        self._recorder: Recorder | None = None
        self.datacollector = mesa.DataCollector(
            model_reporters={name: partial(_of_host, column=name) for name in MODEL_REPORTERS},
            agent_reporters={name: partial(_of_agent, name=name) for name in AGENT_REPORTERS},
        )
        if self.seeds is None:
            self._recorder = Recorder(self.world, self.interventions, self.horizon, None)
            self._collect()

    @property
    def scenario(self) -> Scenario:
        """The scenario of the run."""
        return self._scenario

    @scenario.setter
    def scenario(self, scenario: Any) -> None:
        # Mesa 3.5 offers every model an empty experimental scenario of its own: not wanted
        if isinstance(scenario, Scenario):
            self._scenario = scenario

    def _people(self) -> None:
        for kind, actor in ACTORS.items():
            rows = self.world.rows.of(kind)
            if self.seeds is not None:
                actor(self, rows)
            else:
                for row in range(rows.start, rows.stop):
                    actor(self, row)

    @property
    def quarter(self) -> int:
        """Index of the quarter that runs, 0 for the first."""
        return int(self.steps) - 1

    @property
    def calendar_quarter(self) -> int:
        """Quarter of the year that runs, 1 to 4."""
        return (self.scenario.start + max(self.quarter, 0)).quarter

    def common(self, stream: str) -> Values:
        """This quarter's standard normal draw that all actors share."""
        drawn = self.streams.normal(stream, self.quarter, slice(-1, None))
        return drawn[..., -1] if self.seeds is None else drawn

    def step(self) -> None:
        """Live through a quarter: one world, or all of them."""
        with np.errstate(all="ignore"):
            self.interventions.apply(self.quarter)
            withhold(self.world)
            self._check(None)
            for phase in QUARTER:
                kind, act = phase
                if kind in self.agents_by_type:
                    self.agents_by_type[kind].do(act)
                    self._check(phase)
        if self.steps >= self.horizon:
            self.running = False
        if self.seeds is None:
            self._collect()

    def run(self) -> CoalitionModel:
        """Run to the horizon; returns the model."""
        while self.running:
            self.step()
        return self

    def history(self) -> xarray.Dataset:
        """Everything kept since the start: (quarter, actor, ...)."""
        if self._recorder is None:
            raise ParameterError("an ensemble's history comes from sim.simulate")
        recorded = self._recorder.dataset(self.scenario.start, self.seed, self.attrs())
        return recorded.isel(quarter=slice(0, self.steps + 1))

    def attrs(self) -> dict[str, Any]:
        """What a history says of its origin."""
        return {
            "scenario": self.scenario.name,
            "scenario_sha256": self.scenario.sha256,
            "policy": self.policy.name,
            "start": str(self.scenario.start),
            "streams": SCHEME,
        }

    def _collect(self) -> None:
        assert self._recorder is not None
        if self.steps <= self.horizon:
            self._recorder.take(self.world, self.interventions, int(self.steps))
        self.datacollector.collect(self)

    def _check(self, phase: Phase | None) -> None:
        """Stop a single run, and note a run of an ensemble, that is no longer finite."""
        written, self.world.written = self.world.written, {}
        for name, rows in written.items():
            if self.world.is_finite(name, rows):
                continue
            bad = ~np.isfinite(self.world[name])
            lead = tuple(range(bad.ndim - (1 if self.seeds is None else 2)))
            bad = bad.any(axis=lead)
            if self.seeds is None:
                raise NonFiniteState(self._astray(phase, name, bad))
            for run in np.flatnonzero(bad.any(axis=-1)):
                self.failures.setdefault(int(run), self._astray(phase, name, bad[run]))

    def _astray(self, phase: Phase | None, name: str, bad: np.ndarray) -> str:
        actor = self.world.rows.names[int(np.flatnonzero(bad)[0])]
        when = self.scenario.start + self.quarter
        if phase is None:
            return f"{name} of {actor} is not finite at the start of {when}: set from outside"
        kind, act = phase
        rules = ", ".join(rules_of(kind, act))
        by = f" (rules: {rules})" if rules else ""
        return f"{name} of {actor} is not finite after {kind.__name__}.{act}{by} in {when}"


#: What Mesa's data collector reports of a single run each quarter.
MODEL_REPORTERS = (
    "readiness",
    "funding_gap",
    "dependency",
    "own_budget",
    "external",
    "concentration",
    "threat",
    "reputation",
)

#: What it reports of each agent, NaN for kinds that do not carry the column.
AGENT_REPORTERS = ("name", "trust", "help", "active")


def _of_agent(agent: mesa.Agent, name: str) -> Any:
    return getattr(agent, name, np.nan)


def _of_host(model: CoalitionModel, column: str) -> float:
    return float(getattr(model.host, column))


def _integer_seed(rng: Any) -> int:
    """Whatever Mesa takes for `rng`, as the integer that keys the named streams."""
    if rng is None:
        return fresh_seed()
    if isinstance(rng, np.random.Generator):
        return int(rng.integers(2**62))
    if isinstance(rng, np.random.SeedSequence):
        return int(rng.generate_state(1, np.uint64)[0] >> np.uint64(2))
    if isinstance(rng, int | np.integer) and not isinstance(rng, bool) and rng >= 0:
        return int(rng)
    raise ParameterError(f"the seed is {rng!r}; it must be a whole number, at least 0")
