"""The parameter table: each number of the model is declared once, beside its rule."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, overload

from sim.arrays import Values
from sim.errors import AddressError, ParameterError, nearest

Status = Literal["estimate", "stylised fact", "assumption"]
STATUSES = ("estimate", "stylised fact", "assumption")

#: A quarter in years: rates are declared a year, because that is how they are published.
YEARS_PER_QUARTER = 0.25


@dataclass(frozen=True)
class Parameter:
    """A number that a rule needs, with all that a reader or a sweep must know of it.

    Read from a rule's class it is this declaration, from a rule's instance its value.

    Attributes
    ----------
    default, low, high : float
        Value, and the range inside which a study may vary it. [unit]
    unit : str
        Unit in words, "1" for a pure number.
    meaning : str
        What it is, in one sentence.
    status : str
        "estimate", "stylised fact" or "assumption".
    source : str
        Citation, or the section of the model's documentation that argues for an assumption.
    integer : bool
        True for a number of things.
    """

    default: float
    low: float
    high: float
    unit: str
    meaning: str
    status: Status = "assumption"
    source: str = ""
    integer: bool = False
    name: str = ""

    def __post_init__(self) -> None:
        if self.status not in STATUSES:
            raise ParameterError(f"status {self.status!r} is none of {', '.join(STATUSES)}")
        if not (math.isfinite(self.low) and math.isfinite(self.high)):
            raise ParameterError(f"the range [{self.low}, {self.high}] is not finite")
        if not self.low <= self.default <= self.high:
            raise ParameterError(f"{self.default} lies outside [{self.low}, {self.high}]")
        if self.status != "assumption" and not self.source:
            raise ParameterError(f"status {self.status!r} needs a source")

    def __set_name__(self, owner: type, name: str) -> None:
        object.__setattr__(self, "name", name)

    @overload
    def __get__(self, rule: None, owner: type) -> Parameter: ...
    @overload
    def __get__(self, rule: Rule, owner: type) -> Any: ...
    def __get__(self, rule: Rule | None, owner: type) -> Any:
        return self if rule is None else rule.values[self.name]


class Rule:
    """The parameters of one mechanism: subclass it beside the mechanism's functions.

    `on` is 1 where the mechanism works and 0 where it is switched off; it multiplies the
    mechanism's effect, so that runs with and without it can stand side by side in one ensemble.
    """

    on = Parameter(1, 0, 1, "1", "1 when the mechanism works, 0 when switched off", integer=True)

    def __init__(self, values: Mapping[str, Values] | None = None):
        declared = self.parameters()
        self.values: dict[str, Values] = {name: p.default for name, p in declared.items()}
        for name, value in (values or {}).items():
            if name not in declared:
                raise AddressError(
                    f"{type(self).__name__} has no {name!r}{nearest(name, declared)}"
                )
            self.values[name] = value

    @classmethod
    def parameters(cls) -> dict[str, Parameter]:
        """Declarations by name, in the order of the class body, `on` first."""
        return dict(cls._declared())

    @classmethod
    def _declared(cls) -> Iterator[tuple[str, Parameter]]:
        for base in reversed(cls.__mro__):
            for name, value in vars(base).items():
                if isinstance(value, Parameter):
                    yield name, value
