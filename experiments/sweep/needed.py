"""Which columns of the history some outcomes read: keeping only these saves time and memory."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sim import simulate
from sim.metrics import OUTCOMES, Flows
from sim.metrics.flows import WATCHED
from sim.scenario import Policy, Scenario


class _Noting(Flows):
    """Flows that note what is asked of the history."""

    def __init__(self, history: Any):
        self.asked: set[str] = set(WATCHED)
        super().__init__(history)

    def _variable(self, name: str) -> Any:
        self.asked.add(name)
        return super()._variable(name)


def needed(scenario: Scenario, policy: Policy, outcomes: Iterable[str]) -> list[str]:
    """Columns that the outcomes of a short run read, sorted."""
    history = simulate(
        scenario.replaced(min(scenario.quarters, 2)), seeds=[0], policy=policy, failures="keep"
    )
    flows = _Noting(history)
    for name in outcomes:
        OUTCOMES[name].compute(flows)
    return sorted(flows.asked & {str(name) for name in history.data_vars} - {"strength_of"})
