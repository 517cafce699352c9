"""What is looked at: everything that a link reproduces, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from sim.errors import CoalitionError, nearest
from sim.scenario import parse_assignment

#: Most runs at once: bands over more look the same, and a session's memory stays bounded.
MOST_RUNS = 2000
_SEEDS = 2**63
_QUARTERS = 400
#: Longest link that is read. [characters]
LONGEST = 16_000

#: What the page can show, by name in the link.
SHOWS = {
    "host": "The host",
    "who_gives": "Who gives",
    "trust": "Trust",
    "network": "Network",
    "more": "More pictures",
    "table": "Outcomes",
    "compare": "Compare",
    "step": "Step a run",
}


@dataclass(frozen=True)
class World:
    """What is simulated.

    Attributes
    ----------
    scenario, policy : str
        Names of what is shipped, or ``upload:NAME`` for a file of the session.
    levers : tuple of str
        Levers of the catalogue added to those of the policy.
    settings : tuple of (str, float)
        Numbers changed, by address, in the order in which they were changed.
    """

    scenario: str = "liberia/baseline"
    policy: str = "none"
    levers: tuple[str, ...] = ()
    settings: tuple[tuple[str, float], ...] = ()

    def having(self, address: str, value: float) -> World:
        """The same with a number changed."""
        return replace(self, settings=tuple({**dict(self.settings), address: float(value)}.items()))

    def without(self, address: str) -> World:
        """The same with a number as the scenario or the policy states it."""
        return replace(self, settings=tuple(pair for pair in self.settings if pair[0] != address))

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Keys and values for a link."""
        found = [("scenario", self.scenario), ("policy", self.policy)]
        found += [("lever", name) for name in self.levers]
        return found + [("set", f"{address}={value!r}") for address, value in self.settings]


@dataclass(frozen=True)
class View:
    """What a person looks at.

    Attributes
    ----------
    world : World
        What is simulated.
    pinned : World or None
        What it is compared with, under the same seeds.
    runs, seed : int
        Size and seed of the ensemble.
    quarters : int or None
        Horizon; the scenario's when None.
    show : str
        One of `SHOWS`.
    at : int
        Quarter shown by the network, and reached by the single run; 0 before the first.
    run : int
        Which run of the ensemble is stepped, 0 the first.
    actor : str
        Actor whose state is shown, empty for none.
    """

    world: World = field(default_factory=World)
    pinned: World | None = None
    runs: int = 200
    seed: int = 1
    quarters: int | None = None
    show: str = "host"
    at: int = 0
    run: int = 0
    actor: str = ""

    @property
    def query(self) -> str:
        """The view as the part of a link after the question mark.

        >>> View(runs=50, at=4).query
        'scenario=liberia%2Fbaseline&policy=none&runs=50&seed=1&show=host&at=4'
        """
        pairs = [*self.world.pairs, ("runs", str(self.runs)), ("seed", str(self.seed))]
        if self.quarters is not None:
            pairs.append(("quarters", str(self.quarters)))
        pairs.append(("show", self.show))
        pairs += [(key, str(n)) for key, n in (("at", self.at), ("run", self.run)) if n]
        if self.actor:
            pairs.append(("actor", self.actor))
        if self.pinned is not None:
            pairs.append(("pin", urlencode(self.pinned.pairs)))
        return urlencode(pairs)


def parsed(query: str) -> tuple[View, list[str]]:
    """The view of a link, and what in the link could not be understood.

    Parameters
    ----------
    query : str
        The part after the question mark.

    Returns
    -------
    View
        With the usual value wherever the link is silent or wrong.
    list of str
        A message for each fault. Whether scenarios, levers and addresses exist is found out when
        the world is prepared.
    """
    if len(query) > LONGEST:
        return View(), [f"The link is longer than {LONGEST:,} characters, so it was not read."]
    faults: list[str] = []
    pairs = _pairs(query, faults)
    world = _world(pairs, faults)
    known: dict[str, Any] = {"world": world}
    for key, text in pairs:
        if key in _NUMBERS:
            low, high = _NUMBERS[key]
            number = _whole(key, text, low, high, faults)
            known |= {} if number is None else {key: number}
        elif key == "show":
            if text in SHOWS:
                known[key] = text
            else:
                faults.append(f"The link shows '{text[:40]}'; it may show {', '.join(SHOWS)}.")
        elif key == "actor":
            known[key] = text
        elif key == "pin":
            known["pinned"] = _world(_pairs(text, faults), faults)
        elif key not in _WORLD:
            advice = nearest(key, [*_WORLD, *_NUMBERS, "show", "actor", "pin"])
            faults.append(f"The link says '{key[:40]}', which means nothing here{advice}.")
    return View(**known), faults


_NUMBERS = {
    "runs": (1, MOST_RUNS),
    "seed": (0, _SEEDS - 1),
    "quarters": (1, _QUARTERS),
    "at": (0, _QUARTERS),
    "run": (0, MOST_RUNS - 1),
}
_WORLD = ("scenario", "policy", "lever", "set")


def _pairs(query: str, faults: list[str]) -> list[tuple[str, str]]:
    try:
        return parse_qsl(query, keep_blank_values=True, max_num_fields=500)
    except ValueError:
        faults.append("The link holds more than 500 parts, so it was not read.")
        return []


def _world(pairs: list[tuple[str, str]], faults: list[str]) -> World:
    world = World()
    for key, text in pairs:
        if key in ("scenario", "policy"):
            changed: dict[str, Any] = {key: text}
            world = replace(world, **changed)
        elif key == "lever" and text not in world.levers:
            world = replace(world, levers=(*world.levers, text))
        elif key == "set":
            try:
                world = world.having(*parse_assignment(text))
            except CoalitionError as error:
                faults.append(f"In the link: {error}")
    return world


def _whole(key: str, text: str, low: int, high: int, faults: list[str]) -> int | None:
    try:
        number = int(text)
    except ValueError:
        number = low - 1
    if low <= number <= high:
        return number
    faults.append(
        f"The link says {key}={text[:40]}; it must be a whole number between {low} and {high}."
    )
    return None


#: How the page changes what is looked at.
Change = Callable[[View], None]
