"""Factors of a study: from an address, with range and default out of the parameter table."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from experiments.design import DISTRIBUTIONS, Factor
from experiments.study.rows import SEED, SPECIAL
from sim.errors import AddressError, CoalitionError, ScenarioError, nearest
from sim.scenario import Policy, Scenario, Setting, check_setting, parse_setting
from sim.scenario.faults import Faults
from sim.scenario.tree import Node
from sim.scenario.wording import shown

_SHAPES = sorted({name for _, names in DISTRIBUTIONS.values() for name in names})
_NUMBERS = ("low", "high", "default", *_SHAPES)
_TEXTS = ("distribution", "group")
_KNOWN = (*_NUMBERS, *_TEXTS, "values")
_MOST_SEEDS = 1_000_000


class FactorReader:
    """Reads factors, noting what is wrong with each.

    Parameters
    ----------
    faults : Faults
        Collects what is wrong.
    scenarios, policies : mapping
        Worlds, and policies by world and name, in which every address must be found.
    """

    def __init__(
        self,
        faults: Faults,
        scenarios: Mapping[str, Scenario],
        policies: Mapping[str, Mapping[str, Policy]],
    ):
        self.faults, self.scenarios, self.policies = faults, scenarios, policies

    def factor(self, name: str, node: Node) -> Factor | None:
        """The factor called `name`, None when something about it is wrong."""
        data = self._data(name, node)
        if data is None:
            return None
        if name in SPECIAL:
            return self._special(name, data)
        try:
            setting = self._setting(name)
        except (AddressError, ScenarioError) as error:
            self.faults.add(("factors", name), f"factors.{name}: {error}")
            return None
        return self._of_setting(name, setting, data)

    def _data(self, name: str, node: Node) -> dict[str, Any] | None:
        """The statement as a mapping: nothing, [low, high], or a mapping."""
        data = node.plain()
        path = ("factors", name)
        if data is None:
            return {}
        if isinstance(data, list) and len(data) == 2:
            data = dict(zip(("low", "high"), data, strict=True))
        if not isinstance(data, dict):
            message = f"factors.{name} is {shown(data)}; it must be empty, [low, high] or a mapping"
            self.faults.add(path, message)
            return None
        known = ("count", "group") if name == SEED else _KNOWN
        for key, value in data.items():
            if key not in known:
                advice = nearest(key, known) or f"; {', '.join(known)} are"
                self.faults.add((*path, key), f"factors.{name}.{key} is not known{advice}")
            elif key in _NUMBERS and not _is_number(value):
                message = f"factors.{name}.{key} is {shown(value)}; it must be a number"
                self.faults.add((*path, key), message)
            elif key in _TEXTS and not isinstance(value, str):
                message = f"factors.{name}.{key} is {shown(value)}; it must be text"
                self.faults.add((*path, key), message)
        return None if self.faults.within(*path) else data

    def _special(self, name: str, data: dict[str, Any]) -> Factor | None:
        group = data.get("group", "")
        if name == SEED:
            count = data.get("count")
            if not isinstance(count, int) or not 2 <= count <= _MOST_SEEDS:
                message = f"factors.seed.count is {shown(count)}; it must be a whole number from 2"
                self.faults.add(("factors", name), message)
                return None
            return Factor(name, 0, count - 1, kind="integer", default=0.0, group=group)
        values = data.get("values")
        if not isinstance(values, list):
            self.faults.add(("factors", name), f"factors.{name} needs `values`, a list of names")
            return None
        return self._made(name, {"values": tuple(values), "default": values[0], "group": group})

    def _setting(self, address: str) -> Setting:
        """The number in the first world that has it; every world must."""
        found: list[Setting] = []
        for world, scenario in self.scenarios.items():
            if not address.startswith("policy."):
                found.append(parse_setting(scenario, None, address))
                continue
            failed: AddressError | None = None
            for policy in self.policies[world].values():
                try:
                    found.append(parse_setting(scenario, policy, address))
                except AddressError as error:
                    failed = error
            if not found and failed is not None:
                raise AddressError(f"no policy of the study has it: {failed}")
        return found[0]

    def _of_setting(self, name: str, setting: Setting, data: dict[str, Any]) -> Factor | None:
        kind = "integer" if setting.integer else "continuous"
        default = data.get("default", setting.default)
        if "values" in data:
            return self._listed(name, setting, data)
        low, high = data.get("low", setting.low), data.get("high", setting.high)
        for key, value in (("low", low), ("high", high)):
            if not math.isfinite(value):
                message = (
                    f"factors.{name}: nothing bounds it ({setting.meaning} [{setting.unit}]); "
                    "state low and high"
                )
                self.faults.add(("factors", name), message)
                return None
            if not self._fits(name, key, setting, value):
                return None
        if setting.parts[-1] == "on" and setting.kind == "rule":
            return self._made(name, {"values": (0.0, 1.0), "default": 1.0} | _grouped(data))
        usable = math.isfinite(default) and low <= default <= high
        if "default" in data and not usable:
            message = f"factors.{name}.default is {default:g}; it must lie in the range"
            self.faults.add(("factors", name, "default"), message)
            return None
        shape = {key: float(data[key]) for key in _SHAPES if key in data}
        return self._made(
            name,
            {
                "low": float(low),
                "high": float(high),
                "kind": kind,
                "distribution": data.get("distribution", "uniform"),
                "shape": shape,
                "default": float(default) if usable else None,
            }
            | _grouped(data),
        )

    def _listed(self, name: str, setting: Setting, data: dict[str, Any]) -> Factor | None:
        values = data["values"] if isinstance(data["values"], list) else []
        if not values or set(data) - {"values", "default", "group"}:
            message = f"factors.{name}.values must be a list, with no range or distribution beside"
            self.faults.add(("factors", name, "values"), message)
            return None
        fits = [self._fits(name, "values", setting, value) for value in values]
        if not all(fits):
            return None
        numbers = tuple(float(value) for value in values)
        default = float(data.get("default", setting.default))
        if default not in numbers:
            default = numbers[0]
        return self._made(name, {"values": numbers, "default": default} | _grouped(data))

    def _fits(self, name: str, key: str, setting: Setting, value: Any) -> bool:
        try:
            check_setting(setting, value)
        except ScenarioError as error:
            message = f"factors.{name}.{key}: {error.faults[0].message}"
            self.faults.add(("factors", name, key), message)
            return False
        return True

    def _made(self, name: str, arguments: dict[str, Any]) -> Factor | None:
        try:
            return Factor(name, **arguments)
        except CoalitionError as error:
            self.faults.add(("factors", name), f"factors.{name}: {error}")
        return None


def _grouped(data: Mapping[str, Any]) -> dict[str, Any]:
    return {"group": data.get("group", "")}


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
