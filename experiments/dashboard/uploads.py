"""Files of a session: read within bounds, checked as by `coalition check`, never kept on disk."""

from __future__ import annotations

import hashlib
import pathlib
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from experiments.dashboard.fault import DashboardError
from sim.errors import Fault, ScenarioError
from sim.scenario import Policy, Scenario
from sim.scenario.reading import read
from sim.scenario.tree import MAX_BYTES

#: In front of the name of a file of the session, where the name of something shipped could stand.
UPLOADED = "upload:"
#: Files that a session keeps.
MOST = 20


@dataclass(frozen=True)
class Uploaded:
    """A file that was checked.

    Attributes
    ----------
    kind : {"scenario", "policy"}
        What it holds.
    key : str
        Its name with `UPLOADED` in front and a fingerprint behind.
    content : dict
        What `from_dict` of its kind reads.
    """

    kind: str
    key: str
    content: dict[str, Any]


Uploads = Mapping[str, Uploaded]


def take(name: str, stream: BinaryIO, world: Scenario) -> Uploaded:
    """Read and check a file that a person chose.

    Parameters
    ----------
    name : str
        The file's name; only its last part, and of that only plain characters, is used.
    stream : binary stream
        Its content, of which no more is read than a scenario may hold.
    world : Scenario
        What a policy is checked against.

    Raises
    ------
    ScenarioError
        With every fault, each with the line.
    DashboardError
        For something that is neither a scenario nor a policy.
    """
    raw = stream.read(MAX_BYTES + 1)
    plain = re.sub(r"[^\w.-]+", "-", pathlib.PurePath(name.replace("\\", "/")).name).strip("-.")
    plain = re.sub(r"\.ya?ml$", "", plain)[:80] or "file"
    # the content is part of the name, so that a changed file is another world
    key = f"{UPLOADED}{plain}-{hashlib.sha256(raw).hexdigest()[:8]}"
    with tempfile.TemporaryDirectory(prefix="coalition-") as folder:
        path = pathlib.Path(folder) / f"{plain}.yaml"
        path.write_bytes(raw)
        try:
            return _checked(path, key, world)
        except ScenarioError as error:
            raise ScenarioError([_renamed(fault, path) for fault in error.faults]) from None


def _checked(path: pathlib.Path, key: str, world: Scenario) -> Uploaded:
    stated = read(path, path.name).value
    if "levers" in stated and "actors" not in stated:
        content = Policy.load(path, world).resolved()
        return Uploaded("policy", key, content)
    if {"design", "factors"} & stated.keys():
        raise DashboardError(
            f"{path.name} is a study; the dashboard reads scenarios and policies. Run it with "
            "`coalition sweep`."
        )
    return Uploaded("scenario", key, Scenario.load(path).resolved())


def _renamed(fault: Fault, path: pathlib.Path) -> Fault:
    """The fault without the place on this machine where the file was checked."""
    return replace(
        fault,
        file=fault.file.replace(str(path), path.name),
        message=fault.message.replace(f"{path.parent}/", "").replace(
            str(path.parent), "of its own"
        ),
    )
