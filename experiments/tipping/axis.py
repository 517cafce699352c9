"""The two axes of a map: an address with a range."""

from __future__ import annotations

import math
from dataclasses import dataclass

from experiments.tipping.fault import TippingError
from sim.errors import AddressError, ScenarioError
from sim.scenario import Policy, Scenario, check_setting, parse_setting


@dataclass(frozen=True)
class Axis:
    """One factor of a map.

    Attributes
    ----------
    address : str
        What is varied.
    low, high : float
        Range. [unit]
    unit, meaning : str
        Unit in words, and what it is.
    integer : bool
        Whether only whole numbers make sense.
    now : float
        Value in the scenario; NaN where a run draws it in ways that have no middle. [unit]
    """

    address: str
    low: float
    high: float
    unit: str = "1"
    meaning: str = ""
    integer: bool = False
    now: float = math.nan

    @property
    def label(self) -> str:
        """Meaning and unit, for a figure."""
        words = self.meaning or self.address
        return f"{words} [{self.unit}]" if self.unit not in ("", "1") else words

    def told(self, value: float) -> str:
        """A value with its unit in words.

        >>> Axis("actors.China.budget", 0, 9, "million US$ a quarter").told(2.5)
        '2.5 million US$ a quarter'
        """
        return f"{value:.3g}{self._unit}"

    @property
    def span(self) -> str:
        """Range with its unit in words.

        >>> Axis("actors.China.budget", 0, 9, "million US$ a quarter").span
        '0 to 9 million US$ a quarter'
        """
        return f"{self.low:.3g} to {self.high:.3g}{self._unit}"

    @property
    def _unit(self) -> str:
        return f" {self.unit}" if self.unit not in ("", "1", "0-1") else ""


def parse_axis(text: str, scenario: Scenario, policy: Policy | None = None) -> Axis:
    """Read ``ADDRESS`` or ``ADDRESS=LOW:HIGH``; the range of the parameter table unless given.

    Parameters
    ----------
    text : str
        As on the command line.
    scenario, policy : Scenario, Policy
        Where the address must lead.

    Raises
    ------
    TippingError
        When the address leads nowhere, or the range is none.

    Examples
    --------
    >>> world = Scenario.load("toy")
    >>> parse_axis("rules.fatigue.gain=0:0.2", world).high
    0.2
    """
    address, equals, given = (part.strip() for part in text.partition("="))
    try:
        setting = parse_setting(scenario, policy, address)
    except (AddressError, ScenarioError) as error:
        raise TippingError(f"{text}: {error}") from None
    if setting.kind == "rule" and setting.parts[-1] == "on":
        raise TippingError(f"{text}: a switch has nothing between its ends; name a number")
    low, high = setting.low, setting.high
    if equals:
        low, high = _range(text, given)
        for value in (low, high):
            try:
                check_setting(setting, value)
            except ScenarioError as error:
                raise TippingError(f"{text}: {error}") from None
    elif not (math.isfinite(low) and math.isfinite(high)):
        raise TippingError(
            f"{text}: nothing bounds it ({setting.meaning} [{setting.unit}]); state a range, as in "
            f"{address}=LOW:HIGH"
        )
    return Axis(address, low, high, setting.unit, setting.meaning, setting.integer, setting.default)


def _range(text: str, given: str) -> tuple[float, float]:
    ends = given.split(":")
    try:
        low, high = (float(end) for end in ends)
    except ValueError:
        raise TippingError(
            f"{text}: '{given}' is no range; write LOW:HIGH with two numbers, such as 0:1"
        ) from None
    if not (math.isfinite(low) and math.isfinite(high) and low < high):
        raise TippingError(f"{text}: LOW must be below HIGH, both finite")
    return low, high
