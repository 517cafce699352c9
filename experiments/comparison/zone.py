"""The zone of indifference: differences so small that nobody would choose by them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from sim.errors import Fault, ScenarioError, nearest
from sim.metrics import OUTCOMES

#: Half of what Cohen (1988, "Statistical power analysis for the behavioral sciences") calls a
#: small effect: a policy that moves an outcome by less drowns in what differs between worlds.
SHARE = 0.1
_NUMBER = re.compile(r"(?P<number>[^a-z]+?)\s*(?P<sd>sd)?")


@dataclass(frozen=True)
class Zone:
    """Half widths of the zone, by outcome.

    Attributes
    ----------
    share : float
        Of the reference's standard deviation over worlds, for outcomes that are not named. [1]
    absolute : mapping of str to float
        By outcome, in its own unit.
    shares : mapping of str to float
        By outcome, of the reference's standard deviation. [1]
    """

    share: float = SHARE
    absolute: Mapping[str, float] = field(default_factory=dict)
    shares: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def parse(cls, texts: Sequence[str]) -> Zone:
        """Read what a person typed: ``X`` (in sd, for all), ``OUTCOME=X`` or ``OUTCOME=Xsd``.

        Raises
        ------
        ScenarioError
            With all faults at once.

        Examples
        --------
        >>> zone = Zone.parse(["0.2", "readiness=0.01", "autonomy=0.5sd"])
        >>> zone.share, dict(zone.absolute), dict(zone.shares)
        (0.2, {'readiness': 0.01}, {'autonomy': 0.5})
        """
        share, absolute, shares = SHARE, {}, {}
        faults = []
        for text in texts:
            name, equals, said = text.rpartition("=")
            found = _NUMBER.fullmatch(said.strip().lower())
            value = _number(found["number"]) if found else np.nan
            if equals and name not in OUTCOMES:
                advice = nearest(name, OUTCOMES)
                faults.append(Fault(f"--indifference: no outcome is named '{name}'{advice}"))
            elif not 0 <= value < np.inf:
                faults.append(
                    Fault(
                        f"--indifference is '{text}'; it must be a number from 0 (in standard "
                        "deviations of the reference), OUTCOME=NUMBER (in the outcome's unit) or "
                        "OUTCOME=NUMBERsd"
                    )
                )
            elif not equals:
                share = value
            elif found and found["sd"]:
                shares[name] = value
            else:
                absolute[name] = value
        if faults:
            raise ScenarioError(faults)
        return cls(share, absolute, shares)

    def widths(self, outcomes: Sequence[str], spread: np.ndarray) -> np.ndarray:
        """Half widths in the outcomes' units.

        Parameters
        ----------
        outcomes : sequence of str
            Names of the last axis.
        spread : (..., outcomes)
            Standard deviation of the reference over worlds.
        """
        share = np.array([self.shares.get(name, self.share) for name in outcomes])
        stated = np.array([self.absolute.get(name, np.nan) for name in outcomes])
        return np.where(np.isnan(stated), share * spread, stated)

    @property
    def words(self) -> str:
        """The zone for a report.

        >>> Zone(absolute={"readiness": 0.01}).words
        'readiness 0.01, any other outcome 0.1 sd of the reference'
        """
        named = [f"{name} {value:g}" for name, value in self.absolute.items()]
        named += [f"{name} {value:g} sd" for name, value in self.shares.items()]
        other = "any other outcome " if named else ""
        return ", ".join([*named, f"{other}{self.share:g} sd of the reference"])


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return float("nan")
