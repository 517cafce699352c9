"""What a factor is called in a sentence, and in which unit it is told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from experiments.discovery.box import Restriction
from experiments.discovery.units import measured, rounded
from experiments.study import Study
from sim.errors import AddressError
from sim.scenario.address import Setting, parse_setting

#: Labels beyond this many are told by what is missing, or by their number.
_LISTED = 4


@dataclass(frozen=True)
class Label:
    """A factor in words.

    Attributes
    ----------
    subject : str
        What is high or low, as the beginning of a clause.
    unit : str
        Its unit, as `measured` takes it.
    integer : bool
        Whether it counts things.
    switch : bool
        Whether 1 and 0 mean on and off.
    """

    subject: str
    unit: str = ""
    integer: bool = False
    switch: bool = False

    def clause(self, one: Restriction) -> str:
        """A restriction as a clause.

        >>> Label("own revenue", "million US$ a quarter").clause(Restriction("x", high=14))
        'own revenue is below 14 million US$ a quarter'
        >>> Label("depth", "%").clause(Restriction("x", low=0.25, high=0.6))
        'depth is between 25% and 60%'
        >>> war = Restriction("scenario", without=("calm",), values=("war", "drought"))
        >>> Label("the scenario").clause(war)
        'the scenario is war or drought'
        """
        if one.is_categorical:
            return self._of_labels(one)
        low, high = self.number(one.low), self.number(one.high)
        if one.is_free:
            return f"{self.subject} is anything"
        if np.isfinite(one.low) and np.isfinite(one.high):
            return f"{self.subject} is between {' and '.join(self.ends(one.low, one.high))}"
        more, less = ("at least", "at most") if self.integer else ("above", "below")
        end = f"{more} {low}" if np.isfinite(one.low) else f"{less} {high}"
        return f"{self.subject} is {end}"

    def number(self, value: float) -> str:
        """A value with its unit, in three digits."""
        return measured(value, self.unit, exact=False)

    def ends(self, low: float, high: float) -> tuple[str, str]:
        """Two values, with their unit once."""
        first = self.number(low) if self.unit == "%" else rounded(low)
        return first, self.number(high)

    def _of_labels(self, one: Restriction) -> str:
        if self.switch:
            state = "on" if 1.0 in one.values else "off"
            return f"{self.subject} is switched {state}"
        if len(one.values) > _LISTED:
            gone = [self._label(value) for value in one.without]
            return (
                f"{self.subject} is neither {' nor '.join(gone)}"
                if len(gone) > 1
                else (f"{self.subject} is not {gone[0]}")
            )
        return f"{self.subject} is {' or '.join(self._label(value) for value in one.values)}"

    def _label(self, value: Any) -> str:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return self.number(float(value)) if number else str(value)


def labels_of(study: Study) -> dict[str, Label]:
    """Words of every factor of a study, from the parameter table and its scenarios."""
    found = {"scenario": Label("the scenario"), "policy": Label("the policy")}
    for factor in study.factors:
        setting = _setting(study, factor.name)
        if setting is not None:
            found[factor.name] = _label(setting)
    return found


def label(labels: Mapping[str, Label], factor: str) -> Label:
    """Words of a factor, its own name where nothing is known of it."""
    return labels.get(factor, Label(factor))


def _setting(study: Study, address: str) -> Setting | None:
    for world, policy in study.crossed:
        try:
            return parse_setting(study.scenarios[world], study.policies[world][policy], address)
        except AddressError:
            continue
    return None


def _label(setting: Setting) -> Label:
    short = _short(setting.meaning)
    first, *_, last = setting.address.split(".")
    if setting.kind == "rule" and last == "on":
        rule = setting.address.split(".")[1].replace("_", " ")
        return Label(f"the mechanism {rule}", switch=True)
    if first == "actors":
        actor, _, *item = setting.parts[0], setting.parts[1], setting.parts[2]
        owner = ", ".join([str(actor), *(str(one) for one in item if one)])
        short = f"{short} ({owner})"
    share = setting.kind in ("event", "policy") and last in ("depth", "intensity")
    return Label(short, "%" if share else setting.unit, setting.integer)


def _short(meaning: str) -> str:
    """The first clause of a meaning, without what stands in brackets.

    >>> _short("share disbursed (m): the median, with the mean below")
    'share disbursed'
    """
    return re.split(r"[:;]", re.sub(r"\s*\([^)]*\)", "", meaning))[0].strip()
