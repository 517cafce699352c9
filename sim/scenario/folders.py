"""Where scenarios and policies lie, and how a name becomes a file."""

from __future__ import annotations

import os
import pathlib
from dataclasses import dataclass

from sim.errors import Fault, ScenarioError, nearest

LEVERS = "levers.yaml"
POLICIES = "policies"
_SUFFIXES = (".yaml", ".yml")


def shipped() -> pathlib.Path:
    """Folder of the scenarios that come with the project, in a checkout or an installed wheel."""
    package = pathlib.Path(__file__).resolve().parents[1]
    inside = package / "_scenarios"
    return inside if inside.is_dir() else package.parent / "scenarios"


def scenario_names() -> list[str]:
    """Names of the shipped scenarios, sorted."""
    return [
        name
        for name in _names(shipped())
        if POLICIES not in name.split("/")[:-1] and name != "levers"
    ]


def policy_names() -> list[str]:
    """Names of the shipped policies, sorted."""
    return _names(shipped() / POLICIES)


def _names(folder: pathlib.Path) -> list[str]:
    files = folder.rglob("*.yaml") if folder.is_dir() else ()
    return sorted(path.relative_to(folder).with_suffix("").as_posix() for path in files)


@dataclass(frozen=True)
class Source:
    """A file to read: where it is, how messages show it, and the tree it may not leave."""

    path: pathlib.Path
    shown: str
    tree: pathlib.Path


def find(name: object, what: str, folder: str = "", near: pathlib.Path | None = None) -> Source:
    """Find the file of a scenario or a policy.

    Parameters
    ----------
    name : str or os.PathLike
        Name in the scenario folders, or path of a file.
    what : str
        "scenario" or "policy", for messages.
    folder : str
        Folder below the scenario folders in which names are looked up.
    near : pathlib.Path, optional
        Tree of a file that refers to `name`; names are looked up there first.

    Raises
    ------
    ScenarioError
        With the nearest known name, when nothing is found.
    """
    if not isinstance(name, str | os.PathLike) or not str(name).strip():
        raise ScenarioError([Fault(f"a {what} is a name or the path of a YAML file, not {name!r}")])
    text = os.fspath(name)
    if not isinstance(text, str) or "\0" in text or len(text) > 4096:
        raise ScenarioError([Fault(f"a {what} is a name or the path of a YAML file")])
    path = pathlib.Path(text)
    if text.endswith(_SUFFIXES) or _is_file(path):
        inside = shipped()
        tree = inside if is_within(path, inside) else _own_tree(path)
        return Source(path, text, tree)
    for place in dict.fromkeys((near, shipped())):
        if place is not None and (found := named(place, text, folder)) is not None:
            return found
    raise ScenarioError([Fault(unknown(text, what, near))])


def named(tree: pathlib.Path, name: str, folder: str = "") -> Source | None:
    """The file that `name` means inside `tree`, None where there is none."""
    if pathlib.PurePath(name).is_absolute() or ".." in name.split("/"):
        return None
    for suffix in ("", *_SUFFIXES):
        if not suffix and not name.endswith(_SUFFIXES):
            continue
        path = tree / folder / (name + suffix)
        if _is_file(path):
            return Source(path, display(path), tree)
    return None


def is_within(path: pathlib.Path, tree: pathlib.Path) -> bool:
    """Whether `path`, symbolic links followed, lies inside `tree`."""
    try:
        return path.resolve().is_relative_to(tree.resolve())
    except (OSError, RuntimeError):
        return False


def display(path: pathlib.Path) -> str:
    """The path as a person in the working directory would type it."""
    try:
        return path.relative_to(pathlib.Path.cwd()).as_posix()
    except (OSError, ValueError):
        return path.as_posix()


def _own_tree(path: pathlib.Path) -> pathlib.Path:
    folder = path.absolute().parent
    return folder.parent if folder.name == POLICIES else folder


def _is_file(path: pathlib.Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def unknown(name: str, what: str, near: pathlib.Path | None = None) -> str:
    """The message for a name that leads to no file, with the nearest known one."""
    known = policy_names() if what == "policy" else scenario_names()
    if near is not None and what == "policy":
        known = sorted({*known, *_names(near / POLICIES)})
    below = [other for other in known if other.startswith(f"{name.rstrip('/')}/")]
    hint = f"; did you mean '{below[0]}'?" if below else nearest(name, known)
    if not hint:
        # People remember the last part of a name better than its folder.
        ends = {other.rsplit("/", 1)[-1]: other for other in known}
        close = nearest(name.rsplit("/", 1)[-1], ends)
        hint = close and f"; did you mean '{ends[close.split(chr(39))[1]]}'?"
    return f"there is no {what} '{name[:80]}'{hint or '; the path of a YAML file works too'}"
