"""What every rule owes: subclass `RuleContract`, state ranges and directions, get its tests."""

from __future__ import annotations

import importlib
import inspect
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest
import yaml

from sim.parameters import Rule
from sim.rules import RULES

CASES = Path(__file__).parent / "cases"
Range = tuple[float, float]


class RuleContract:
    """Inherited tests of one rule file.

    name        the file's name under sim/rules
    arguments   function -> argument -> range that the rule accepts
    returns     function -> range of what it returns
    directions  function -> argument -> +1 (never falls as it grows) or -1 (never rises)
    off         function -> name of the argument, or the number, returned with `on` = 0
    """

    name: ClassVar[str]
    arguments: ClassVar[Mapping[str, Mapping[str, Range]]]
    returns: ClassVar[Mapping[str, Range]]
    directions: ClassVar[Mapping[str, Mapping[str, int]]] = {}
    off: ClassVar[Mapping[str, str | float]] = {}
    samples: ClassVar[int] = 60

    def rule(self, **values: Any) -> Rule:
        return RULES[self.name](values)

    def function(self, name: str) -> Callable[..., Any]:
        return getattr(importlib.import_module(f"sim.rules.{self.name}"), name)

    def draw(self, name: str, shape: tuple[int, ...] = ()) -> dict[str, Any]:
        """Arguments across their ranges, the ends included."""
        rng = np.random.default_rng(zlib.crc32(repr((self.name, name, shape)).encode()))
        drawn = {}
        for argument, (low, high) in self.arguments[name].items():
            values = rng.uniform(low, high, shape or (self.samples,))
            edge = rng.random(values.shape)
            values = np.where(edge < 0.1, low, np.where(edge > 0.9, high, values))
            drawn[argument] = values
        return drawn

    def rules_to_try(self) -> list[Rule]:
        """The defaults, and every parameter at each end of its range."""
        declared = {k: p for k, p in RULES[self.name].parameters().items() if k != "on"}
        ends = [self.rule(**{k: end}) for k, p in declared.items() for end in (p.low, p.high)]
        return [self.rule(), *ends]

    def test_every_public_function_is_tested(self) -> None:
        module = importlib.import_module(f"sim.rules.{self.name}")
        public = {
            name
            for name, item in vars(module).items()
            if inspect.isfunction(item)
            and item.__module__ == module.__name__
            and not name.startswith("_")
        }
        assert public == set(self.arguments) == set(self.returns)

    def test_values_stay_in_range_at_every_end_of_every_parameter(self) -> None:
        for name in self.arguments:
            low, high = self.returns[name]
            for p in self.rules_to_try():
                value = np.asarray(self.function(name)(**self.draw(name), p=p), dtype=float)
                assert np.isfinite(value).all(), name
                assert value.min() >= low - 1e-12, name
                assert value.max() <= high + 1e-12, name

    def test_any_leading_shape_gives_the_same_bits(self) -> None:
        """One actor, one world, an ensemble in the world's own memory order: the same numbers."""
        for name in self.arguments:
            args = self.draw(name, (7, 5))
            p = self.rule()
            whole = np.asarray(self.function(name)(**args, p=p))
            rows = {k: np.moveaxis(np.ascontiguousarray(v.T), 0, -1) for k, v in args.items()}
            np.testing.assert_array_equal(whole, self.function(name)(**rows, p=p))
            for run in range(7):
                for actor in range(5):
                    one = self.function(name)(**{k: v[run, actor] for k, v in args.items()}, p=p)
                    assert np.ndim(one) == 0, f"{name} does not return a scalar for scalars"
                    assert float(one) == whole[run, actor], name

    def test_directions(self) -> None:
        for name, signs in self.directions.items():
            for argument, sign in signs.items():
                args = self.draw(name)
                low, high = self.arguments[name][argument]
                steps = [
                    self.function(name)(
                        **{**args, argument: np.full(self.samples, x)}, p=self.rule()
                    )
                    for x in np.linspace(low, high, 7)
                ]
                change = np.diff(
                    np.stack([np.broadcast_to(s, self.samples) for s in steps]), axis=0
                )
                assert (sign * change >= -1e-9).all(), f"{name}: {argument}"
                assert (sign * change > 1e-12).any(), f"{name}: {argument} has no effect"

    def test_switched_off(self) -> None:
        for name, neutral in self.off.items():
            args = self.draw(name)
            expected = args[neutral] if isinstance(neutral, str) else neutral
            value = self.function(name)(**args, p=self.rule(on=0))
            np.testing.assert_array_equal(
                np.broadcast_to(value, self.samples), np.broadcast_to(expected, self.samples)
            )
            working = self.function(name)(**args, p=self.rule())
            assert not np.array_equal(
                np.broadcast_to(working, self.samples), np.broadcast_to(expected, self.samples)
            ), f"{name} does the same on and off"

    def test_cases_by_hand(self) -> None:
        cases = yaml.safe_load((CASES / f"{self.name}.yaml").read_text())
        assert {case["function"] for case in cases} == set(self.arguments), (
            "a case for each function"
        )
        for case in cases:
            value = self.function(case["function"])(
                **case["given"], p=self.rule(**case.get("p", {}))
            )
            assert float(value) == pytest.approx(case["gives"], rel=1e-9, abs=1e-12), case
