"""A history as figures read it: finite runs, the run in front, time in decimal years."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from experiments.figures.palette import ACTORS, OTHERS, actor_colours
from sim.metrics import Flows

if TYPE_CHECKING:
    import xarray

    from sim.scenario import Policy, Scenario

#: What the figures read; a history with these variables is enough to draw all of them.
NEEDED = (
    "active", "delivered", "external", "funding_gap", "help", "leaked", "mission_spending",
    "authorised", "overhead", "own_budget", "personnel", "readiness", "standby_out",
    "brigades_out", "strength", "threat", "troops", "trust",
)  # fmt: skip


class View:
    """A history, and where given the scenario and policy behind it, for drawing.

    Parameters
    ----------
    history : xarray.Dataset
        From `simulate`, or `model.history()` of a single run. Runs that ceased to be finite are
        left out.
    scenario, policy : Scenario, Policy, optional
        Give actors their labels, events and levers their titles.
    colours : mapping of str to str, optional
        Colours of suppliers, such as those of another view with which this one is compared.
    """

    def __init__(
        self,
        history: xarray.Dataset,
        scenario: Scenario | None = None,
        policy: Policy | None = None,
        colours: Mapping[str, str] | None = None,
    ):
        self.scenario, self.policy = scenario, policy
        self._colours = colours
        self.flows = Flows(history)
        self.alive = ~self.flows.astray
        self.runs = int(self.alive.sum())
        if "run" in history.dims:
            history = history.isel(run=np.flatnonzero(self.alive))
        self.history = history
        self.actors = [str(name) for name in self.flows.labels("actor")]
        self.kinds = [str(kind) for kind in self.flows.labels("kind")]
        self.channels = [str(name) for name in self.flows.labels("channel")]
        self.bodies = [str(name) for name in self.flows.labels("body")]

    @cached_property
    def years(self) -> np.ndarray:
        """End of each quarter as a decimal year, the start of the first in front, (1 + quarter,).

        2025.25 is the end of March 2025.
        """
        dates = self.history["date"].values.astype("datetime64[M]").astype(int)
        return np.asarray(1970 + (dates + 1) / 12)

    def state(self, name: str) -> np.ndarray:
        """A variable at every moment, the initial one included, (run, 1 + quarter, ...)."""
        return self._kept(self.flows.since_start(name))

    def flow(self, name: str) -> np.ndarray:
        """A variable in each quarter, (run, quarter, ...)."""
        return self._kept(self.flows.quarterly(name))

    def _kept(self, values: np.ndarray) -> np.ndarray:
        return values if self.alive.all() else values[self.alive]

    def at_ends(self, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Times and values (run, quarter) at the quarters' ends; of one quarter, all along it."""
        if values.shape[1] == 1:
            return self.years, np.repeat(values, 2, axis=1)
        return self.years[1:], values

    @cached_property
    def mean_help(self) -> np.ndarray:
        """Help of each supplier in each quarter, mean over runs, (quarter, actor)."""
        return np.asarray(self.flow("help").mean(0))

    @cached_property
    def ranked(self) -> list[str]:
        """Suppliers that gave anything, the largest first."""
        given = self.mean_help.sum(0)
        order = np.argsort(-given, kind="stable")
        return [self.actors[i] for i in order if given[i] > 0]

    @cached_property
    def leading(self) -> list[str]:
        """The suppliers that figures name, the largest first."""
        return self.ranked[: len(ACTORS)]

    @cached_property
    def colours(self) -> dict[str, str]:
        """Colour of each supplier."""
        if self._colours is not None:
            return {name: self._colours.get(name, OTHERS) for name in self.actors}
        return actor_colours(self.leading, self.actors)

    def label(self, actor: str) -> str:
        """Name of an actor in figures."""
        if self.scenario is not None and actor in self.scenario.actors:
            return shortened(self.scenario.actors[actor].label or actor)
        return shortened(actor)

    @cached_property
    def footer(self) -> str:
        """Where the numbers come from."""
        attrs = self.history.attrs
        runs = "one run" if self.runs == 1 else f"{self.runs:,} runs"
        words = [attrs.get("scenario", ""), _policy(attrs.get("policy", "none")), runs]
        if "seed" in attrs:
            words.append(f"seed {attrs['seed']}")
        if "note" in attrs:
            words.append(str(attrs["note"]))
        words.append("illustrative, no forecast")
        return "  ·  ".join(str(word) for word in words if word)


def _policy(name: str) -> str:
    return "no policy" if name == "none" else f"policy {name}"


def shortened(text: str, longest: int = 28) -> str:
    """A name that fits beside a figure.

    >>> shortened("Economic Community of West African States")
    'Economic Community of West…'
    """
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
