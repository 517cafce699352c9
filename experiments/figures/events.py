"""What happened, when, and in how many runs: the strip of events above every time axis."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from experiments.figures.view import View, shortened
from sim.columns import KINDS
from sim.errors import HistoryError

if TYPE_CHECKING:
    from sim.scenario import Intervention

#: Ties whose trust decides which events are named, and what an event counts that touches neither
#: the host nor a leading supplier.
_CLOSE, _FAR = 3, 0.3
#: Levers that are named each for itself.
_FEW = 3
#: Longest name of an event in a figure. [characters]
LONGEST = 40


@dataclass(frozen=True, eq=False)
class Event:
    """An event or a lever as a figure shows it.

    Attributes
    ----------
    name : str
        Its short title.
    lever : bool
        True for a lever of a policy.
    shares : (quarter,)
        Share of the runs in which it is in force, or for a moment's event begins. [0-1]
    ever : float
        Share of the runs in which it happened at all. [0-1]
    moment : bool
        True where it moves states once and leaves nothing in force.
    for_good : bool
        True where it stays in force to the horizon, once begun, in all runs.
    near : bool
        True where it touches the host, a rule, or a leading supplier, as far as is known.
    begins : float or None
        When it begins, where that is the same in all runs. [decimal year]
    """

    name: str
    lever: bool
    shares: np.ndarray
    ever: float
    moment: bool
    for_good: bool
    near: bool
    begins: float | None

    @property
    def words(self) -> str:
        """Its name, with the share of the runs where it is not all of them."""
        percent = f"{100 * self.ever:.0f}" if self.ever >= 0.01 else "<1"
        return self.name if self.ever == 1 else f"{self.name} ({percent}% of runs)"

    @property
    def first(self) -> int:
        """First quarter in which it is in force in any run, 0 for the first of all."""
        return int(np.flatnonzero(self.shares)[0])

    @property
    def last(self) -> int:
        """Last quarter in which it is in force in any run."""
        return int(np.flatnonzero(self.shares)[-1])


def events(view: View) -> list[Event]:
    """Events and levers that were in force in any run, in order of time."""
    if "intervention" not in view.history.sizes or "strength_of" not in view.history:
        return []
    try:
        strong = view.flow("strength_of") > 0
    except HistoryError:
        return []
    found = []
    for column, key in enumerate(view.flows.labels("intervention")):
        force = strong[..., column]
        if force.any():
            found.append(_event(view, str(key), force))
    return sorted(_merged(found), key=lambda event: (event.first, event.last, event.name))


def _merged(found: list[Event]) -> list[Event]:
    """Many levers pulled together and for good, as a policy's often are, under one name."""
    together: dict[float, list[Event]] = {}
    for event in found:
        if event.lever and event.for_good and event.begins is not None:
            together.setdefault(event.begins, []).append(event)
    for levers in together.values():
        if len(levers) > _FEW:
            found = [event for event in found if event not in levers]
            names = ", ".join(event.name for event in levers[:_FEW])
            name = f"{shortened(names, 64)} and {len(levers) - _FEW} more levers"
            found.append(replace(levers[0], name=name))
    return found


def _event(view: View, key: str, force: np.ndarray) -> Event:
    group, _, name = key.partition(".")
    declared = _declared(view, group, name)
    moment = declared is not None and _is_momentary(view, declared)
    before = np.concatenate([np.zeros_like(force[:, :1]), force[:, :-1]], axis=1)
    begun = force & ~before
    shares = (begun if moment else force).mean(0)
    same = bool((force == force[:1]).all())
    return Event(
        name=shortened(declared.title if declared is not None else name.replace("_", " "), LONGEST),
        lever=group == "policy",
        shares=shares,
        ever=float(force.any(1).mean()),
        moment=moment,
        for_good=bool((force[:, 1:] >= force[:, :-1]).all()),
        near=declared is None or _is_near(view, declared),
        begins=float(view.years[np.flatnonzero(shares)[0]]) if same else None,
    )


def _declared(view: View, group: str, name: str) -> Intervention | None:
    if group == "policy":
        return None if view.policy is None else view.policy.levers.get(name)
    return None if view.scenario is None else view.scenario.events.get(name)


def _is_momentary(view: View, intervention: Intervention) -> bool:
    """Whether all that it moves are states, which are moved once when it begins."""
    assert view.scenario is not None
    targets = [target for effect in intervention.effects for target in effect.targets]
    return bool(targets) and all(
        target.kind == "column"
        and KINDS[view.scenario.actors[target.owner].kind].declared()[target.name].role == "state"
        for target in targets
    )


def _is_near(view: View, intervention: Intervention) -> bool:
    assert view.scenario is not None
    known = {view.scenario.roster.host, *view.leading}
    targets = [target for effect in intervention.effects for target in effect.targets]
    return any(target.kind == "rule" or target.owner in known for target in targets)


def weight(view: View, event: Event) -> float:
    """How much there is to explain where an event begins: it decides who gets a name.

    Levers and events that chance decides come first. Of the others, those at whose beginning
    help, readiness, threat, trust or missions turn most sharply, each turn over the usual one.
    """
    if event.lever or event.begins is None:
        return float("inf")
    total = 0.1 if event.near else 0.0
    for series in _means(view):
        change = np.abs(np.diff(series, prepend=series[0]))
        usual = float(change.mean())
        total += float(change[event.first]) / usual if usual > 0 else 0.0
    return total if event.near else _FAR * total


def _means(view: View) -> list[np.ndarray]:
    """Means over runs of what the figures show, (quarter,) each."""
    series = [view.mean_help.sum(-1)]
    series += [view.flow(name).mean(0) for name in ("readiness", "threat")]
    series.append(view.flow("strength").mean(0).sum(-1))
    ties = [view.actors.index(name) for name in view.leading[:_CLOSE]]
    series.append(view.flow("trust").mean(0)[:, ties].mean(-1))
    return series
