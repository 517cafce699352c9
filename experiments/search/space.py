"""What a search may decide: how hard each lever is pulled, and when its trigger goes off."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from experiments.design import Factor, sample
from experiments.search.fault import SearchError
from experiments.search.levers import changed
from experiments.search.optimiser import rounded
from sim.errors import nearest
from sim.scenario import Policy, Scenario, parse_setting

#: Digits to which a decision is stated, of its range: a policy that hangs on more is none.
_DIGITS = 3

Ranges = Mapping[str, tuple[float, float]]


@dataclass(frozen=True, eq=False)
class Space:
    """The decisions of a search.

    Attributes
    ----------
    policy : Policy
        Whose levers are pulled; what is not decided stays as it says.
    scenario : Scenario
        The world in which it was checked.
    factors : tuple of Factor
        The decisions, by address.
    units, meanings : tuple of str
        Unit of each, and what it is.
    written : (variables,)
        What the policy itself says, inside the ranges.
    """

    policy: Policy
    scenario: Scenario
    factors: tuple[Factor, ...]
    units: tuple[str, ...]
    meanings: tuple[str, ...]
    written: np.ndarray

    @property
    def names(self) -> list[str]:
        """Addresses of the decisions."""
        return [factor.name for factor in self.factors]

    @cached_property
    def low(self) -> np.ndarray:
        """Lowest value of each, `(variables,)`."""
        return np.array([factor.low for factor in self.factors])

    @cached_property
    def high(self) -> np.ndarray:
        """Highest value of each, `(variables,)`."""
        return np.array([factor.high for factor in self.factors])

    @cached_property
    def decimals(self) -> np.ndarray:
        """Digits after the point to which each is stated, `(variables,)`."""
        size = np.log10(self.high - self.low).round(9)  # 0.4 - 0.3 is a little over 0.1
        return _DIGITS - np.ceil(size).astype(np.int64)

    def first(self, population: int, seed: int) -> np.ndarray:
        """The first generation: the policy as written, then a Latin hypercube.

        Returns
        -------
        (population, variables)
        """
        drawn = sample(self.factors, "latin_hypercube", max(population - 1, 1), seed=seed).matrix()
        points = np.vstack([self.written[None], drawn])[:population]
        return rounded(points, self.low, self.high, self.decimals)

    def at(self, point: np.ndarray, scenario: Scenario, name: str, title: str = "") -> Policy:
        """The policy that a point stands for, in a world."""
        values = dict(zip(self.names, np.asarray(point).tolist(), strict=True))
        return changed(self.policy, values, scenario, name, title)


def space(policy: Policy, scenario: Scenario, ranges: Ranges | None = None) -> Space:
    """Everything about a policy that a search may decide.

    Parameters
    ----------
    policy : Policy
        Intensities of all its levers are decided, and thresholds of those with a trigger.
    scenario : Scenario
        The world it acts in.
    ranges : mapping of str to (float, float), optional
        Narrower ranges by address; equal ends hold a decision fixed. Needed for thresholds on
        columns that nothing bounds.

    Raises
    ------
    SearchError
        Where nothing is left to decide, or a range is wrong or missing.
    """
    ranges = dict(ranges or {})
    addresses = []
    for name, lever in policy.levers.items():
        addresses.append(f"policy.{name}.intensity")
        if lever.when.trigger is not None:
            addresses.append(f"policy.{name}.threshold")
    for address in ranges:
        if address not in addresses:
            known = nearest(address, addresses) or f"; it has {', '.join(addresses) or 'none'}"
            raise SearchError(f"range of '{address}': the policy has no such decision{known}")
    found = []
    for address in addresses:
        setting = parse_setting(scenario, policy, address)
        low, high = ranges.get(address, (setting.low, setting.high))
        if not (math.isfinite(low) and math.isfinite(high)):
            raise SearchError(
                f"nothing bounds {address} ({setting.meaning} [{setting.unit}]); state a range: "
                f"{address}=LOW:HIGH"
            )
        if not setting.low <= low <= high <= setting.high:
            raise SearchError(
                f"range of {address} is {low:g} to {high:g}; it must rise, and lie between "
                f"{setting.low:g} and {setting.high:g} [{setting.unit}]"
            )
        if low == high:
            policy = changed(policy, {address: low}, scenario, policy.name)
            continue
        default = min(max(setting.default, low), high)
        found.append((Factor(address, low, high, default=default), setting))
    if not found:
        raise SearchError(f"policy '{policy.name}' leaves nothing to decide; it needs a lever")
    return Space(
        policy,
        scenario,
        tuple(factor for factor, _ in found),
        tuple(setting.unit for _, setting in found),
        tuple(setting.meaning for _, setting in found),
        np.array([float(factor.default) for factor, _ in found]),
    )
