"""A search: a method with its settings, and the rule that chooses among its boxes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from experiments.discovery.box import Box
from experiments.discovery.cart import cart
from experiments.discovery.choosing import Rule, choose
from experiments.discovery.fault import DiscoveryError
from experiments.discovery.prim import prim
from experiments.discovery.sample import Sample
from sim.errors import nearest

METHODS: dict[str, Callable[..., list[Box]]] = {"prim": prim, "cart": cart}


@dataclass(frozen=True)
class Search:
    """How boxes are looked for.

    Attributes
    ----------
    method : {"prim", "cart"}
        What makes the boxes.
    rule : Rule
        What chooses one.
    options : mapping
        Settings of the method: `peel` and `mass` of PRIM, `depth` and `mass` of CART.
    """

    method: str = "prim"
    rule: Rule = field(default_factory=Rule)
    options: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        check_method(self.method)

    def boxes(self, sample: Sample) -> list[Box]:
        """All boxes that the method offers, the whole space first."""
        return METHODS[self.method](sample, **self.options)

    def choose(self, sample: Sample) -> Box:
        """The box of the rule."""
        return choose(self.boxes(sample), sample, self.rule)


def check_method(name: str) -> None:
    """Refuse a method that is not there."""
    if name not in METHODS:
        advice = nearest(name, METHODS) or f"; there are {' and '.join(METHODS)}"
        raise DiscoveryError(f"there is no method '{name}'{advice}")
