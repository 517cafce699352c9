"""May this sweep go on in that directory? If not: what has changed, by name."""

from __future__ import annotations

import pathlib
from collections.abc import Iterator, Mapping
from typing import Any

from experiments.design import SAMPLERS
from experiments.output import refusals
from experiments.store import Store
from experiments.study import Study
from experiments.sweep.code import basis
from sim.errors import Fault, ScenarioError
from sim.scenario.wording import shown

#: Differences that are told.
_TOLD = 6
#: Parts of a study that may change under --anyway; anything else would be another study.
_WORLD = ("scenarios", "policies", "streams")


def begin(store: Store, study: Study, anyway: bool) -> list[str]:
    """Make a directory ready for a study, new, resumed or extended.

    Returns
    -------
    list of str
        Fingerprints of the studies whose parts are taken as finished.

    Raises
    ------
    ScenarioError
        When the directory belongs to another study, or its code or scenario has changed.
    """
    stated = store.stated()
    content = {
        "kind": "sweep",
        "sha256": study.sha256,
        "study": study.resolved(),
        "earlier": [],
        **basis(),
    }
    if stated is None:
        if foreign := store.foreign():
            raise _refused(f"holds {foreign}, which is no sweep; choose another folder")
        store.state(content)
        return [study.sha256]
    changed = list(_changes(stated, content))
    known = [*stated["earlier"], stated["sha256"]]
    if changed and not anyway:
        raise _refused(
            "was made with something else; take another folder, or go on with --anyway and keep "
            "the finished parts as they are:",
            changed,
        )
    if changed:
        known = [one for one in known if one != study.sha256]
        content["earlier"] = known
        content["changed"] = [*stated.get("changed", []), changed]
        known = [*known, study.sha256]
    if changed or stated["study"] != content["study"]:
        store.unseal()
        store.state({**stated, **content} if changed else {**stated, "study": content["study"]})
    return known


def _changes(stated: Mapping[str, Any], content: Mapping[str, Any]) -> Iterator[str]:
    """What of world, code and libraries differs; raises when it is another study altogether."""
    old, new = dict(stated["study"]), dict(content["study"])
    for words in ("name", "title", "question"):
        old.pop(words), new.pop(words)
    world = [
        difference for key in _WORLD for difference in differences(old.pop(key), new.pop(key), key)
    ]
    _same_study(old, new)
    yield from world
    yield from differences(stated["code"], content["code"], "code")
    yield from differences(stated["environment"], content["environment"], "environment")


def _same_study(old: dict[str, Any], new: dict[str, Any]) -> None:
    had, wanted = old["design"].get("samples", 0), new["design"].get("samples", 0)
    method = old["design"]["method"]
    if method == new["design"]["method"] and method in SAMPLERS and SAMPLERS[method].nested:
        if had > wanted:
            message = (
                f"design.samples: {wanted} now, {had} there; more can be added, fewer would leave "
                "runs over; take another --out, or at least as many"
            )
            raise ScenarioError([Fault(message)])
        old = {**old, "design": {**old["design"], "samples": wanted}}
    if not old["factors"] and not new["factors"]:
        had, wanted = old["replicates"], new["replicates"]
        if had > wanted:
            message = (
                f"replicates: {wanted} now, {had} there; more can be added, fewer would leave runs "
                "over; take another --out, or at least as many"
            )
            raise ScenarioError([Fault(message)])
        old = {**old, "replicates": wanted}
    found = list(differences(old, new, ""))
    if found:
        raise _refused("holds another study; choose another folder. What differs:", found)


def _refused(why: str, changed: list[str] | None = None) -> ScenarioError:
    told = list(changed or [])
    more = len(told) - _TOLD
    lines = [f"--out {why}", *told[:_TOLD]]
    if more > 0:
        lines.append(f"and {more} more")
    return ScenarioError([Fault("\n  ".join(lines))])


def differences(old: Any, new: Any, path: str) -> Iterator[str]:
    """Where two trees of plain data differ, and how.

    >>> list(differences({"a": {"b": 1}}, {"a": {"b": 2}, "c": 3}, ""))
    ['a.b: 2 now, 1 there', 'c: now there, not before']
    """
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in dict.fromkeys([*old, *new]):
            here = f"{path}.{key}" if path else str(key)
            if key not in new:
                yield f"{here}: no longer there"
            elif key not in old:
                yield f"{here}: now there, not before"
            else:
                yield from differences(old[key], new[key], here)
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for place, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from differences(one, other, f"{path}.{place}")
    elif old != new:
        fingerprints = path.startswith("code.")
        yield (
            f"{path} has changed"
            if fingerprints
            else f"{path}: {shown(new)} now, {shown(old)} there"
        )


def place(out: pathlib.Path) -> Store:
    """The directory, made if it is not there; raises `ScenarioError` where it cannot be."""
    if not (out / "study.json").exists():
        found = [fault for fault in refusals(out, False) if not _is_beginning(out)]
        if found:
            raise ScenarioError(found)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ScenarioError([Fault(f"--out {out} cannot be written: {error.strerror}")]) from None
    return Store(out)


def _is_beginning(out: pathlib.Path) -> bool:
    """Whether all that stands there is what a sweep puts there first."""
    return out.is_dir() and not Store(out).foreign()
