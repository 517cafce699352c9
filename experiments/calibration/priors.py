"""Priors from the table of parameters."""

from __future__ import annotations

import math
from collections.abc import Sequence

from experiments.calibration.problem import CalibrationError, Prior
from sim.errors import AddressError, CoalitionError, Fault, ScenarioError
from sim.scenario import Scenario, parse_setting

#: What is calibrated unless somebody chooses: what `liberia/history` sets apart from its actors and
#: the effect on communities, and what moves the patterns of the window.
DEFAULT = (
    "rules.priorities.volatility",
    "rules.surge.size",
    "rules.host_budget.stickiness",
    "rules.host_budget.crowd_out",
    "rules.host_budget.take_over",
    "rules.peacekeeping.casualty_aversion",
    "rules.mandate.step",
    "rules.forces.recruitment",
    "rules.forces.retirement",
)


def parse_prior(text: str, scenario: Scenario) -> Prior:
    """A prior from `ADDRESS`, with the range of the table, or from `ADDRESS=LOW:HIGH`.

    Raises
    ------
    CalibrationError
        When the address leads nowhere, is no continuous number, or the range is none.
    """
    address, equals, span = (part.strip() for part in text.partition("="))
    try:
        found = parse_setting(scenario, None, address)
    except (AddressError, ScenarioError, CoalitionError) as error:
        raise CalibrationError(str(error)) from None
    if found.integer or found.parts[-1] == "on":
        raise CalibrationError(
            f"{address} is no continuous number; a switch or a count cannot be calibrated"
        )
    low, high = _span(address, span) if equals else (found.low, found.high)
    if not (math.isfinite(low) and math.isfinite(high)):
        raise CalibrationError(
            f"the table gives {address} no range on both sides; say {address}=LOW:HIGH"
        )
    if not found.low <= low < high <= found.high:
        raise CalibrationError(
            f"{address} may go from {found.low:g} to {found.high:g}, low before high; not from "
            f"{low:g} to {high:g}"
        )
    return Prior(found.address, low, high, float(found.default), found.unit, found.meaning)


def parse_priors(texts: Sequence[str], scenario: Scenario) -> tuple[Prior, ...]:
    """All of them, or `DEFAULT`; raises `ScenarioError` with all faults."""
    faults: list[Fault] = []
    found: list[Prior] = []
    for text in texts or DEFAULT:
        try:
            one = parse_prior(text, scenario)
        except CalibrationError as error:
            faults.append(Fault(f"--parameter {text}: {error}"))
            continue
        if one.address in [other.address for other in found]:
            faults.append(Fault(f"--parameter: {one.address} is given twice"))
        found.append(one)
    if faults:
        raise ScenarioError(faults)
    return tuple(found)


def _span(address: str, text: str) -> tuple[float, float]:
    try:
        low, high = (float(part) for part in text.split(":"))
    except ValueError:
        raise CalibrationError(
            f"'{text}' is no range; say {address}=LOW:HIGH, such as 0.1:0.6"
        ) from None
    return low, high
