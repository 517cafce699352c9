"""Output directories: whole or not at all, with a manifest that tells where it all comes from."""

from __future__ import annotations

import datetime
import hashlib
import importlib.metadata
import json
import os
import pathlib
import platform
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import sim
from sim.errors import Fault, ScenarioError
from sim.scenario import Policy, Scenario
from sim.streams import SCHEME

MANIFEST = "manifest.json"
#: Version of the manifest's own form.
MANIFEST_SCHEMA = 1
TOOL = "coalition-lab"
_LIBRARIES = (
    "mesa", "numpy", "scipy", "pandas", "xarray", "h5netcdf", "pyarrow", "SALib", "matplotlib",
    "pydantic",
)  # fmt: skip
#: Those of extras, named where they are installed.
_OF_EXTRAS = ("ema_workbench", "scikit-learn", "pymoo", "pyabc")


def refusals(out: pathlib.Path, force: bool) -> list[Fault]:
    """Reasons why nothing may be written to `out`; empty when it may.

    Parameters
    ----------
    out : pathlib.Path
        Absent, empty, or with `force` an earlier output of this tool with nothing else in it.
    force : bool
        Whether an earlier output may be replaced.
    """
    try:
        out.stat()  # also tells a circle of links, which `exists` does not
        if not out.is_dir():
            return [Fault(f"--out {out} is a file; name a folder")]
        if out.resolve() == pathlib.Path.cwd().resolve():
            return [Fault("--out is the current folder; name a folder inside it")]
        if not any(out.iterdir()):
            return []
        written = _written(out)
        if written is None:
            return [
                Fault(
                    f"--out {out} is not empty and holds no earlier output; choose another folder"
                )
            ]
        if not force:
            return [Fault(f"--out {out} holds an earlier output; add --force to replace it")]
        foreign = sorted(_files(out) - written)
        if foreign:
            return [
                Fault(
                    f"--out {out} also holds {foreign[0]}, which this tool did not write; "
                    "move it, or choose another folder"
                )
            ]
    except FileNotFoundError:
        return []
    except OSError as error:
        return [Fault(f"--out {out} cannot be used: {error.strerror}")]
    return []


def _written(out: pathlib.Path) -> set[str] | None:
    """Files that the manifest in `out` lists, itself included; None without a readable one."""
    try:
        manifest = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
        if manifest["tool"] != TOOL:
            return None
        return {*manifest["files"], MANIFEST}
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _files(folder: pathlib.Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_symlink() or not path.is_dir()
    }


@contextmanager
def directory(out: pathlib.Path, force: bool = False) -> Iterator[pathlib.Path]:
    """A folder to write to, which becomes `out` when the block ends well and vanishes otherwise.

    Raises
    ------
    ScenarioError
        When nothing may be written to `out`, see `refusals`.
    """
    found = refusals(out, force)
    if found:
        raise ScenarioError(found)
    target = out.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = pathlib.Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    except OSError as error:
        raise ScenarioError([Fault(f"--out {out} cannot be written: {error.strerror}")]) from None
    try:
        fresh.chmod(0o777 & ~_umask())
        yield fresh
        if found := refusals(out, force):  # something may have come there in the meantime
            raise ScenarioError(found)
        _replace(fresh, target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _replace(fresh: pathlib.Path, target: pathlib.Path) -> None:
    """Rename `fresh` to `target`; what was there is gone only after the new one stands."""
    if not target.exists():
        fresh.rename(target)
        return
    aside = pathlib.Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    target.rename(aside / "old")
    try:
        fresh.rename(target)
    except OSError:
        (aside / "old").rename(target)
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def fingerprint(content: Any) -> str:
    """SHA-256 of plain data, as hexadecimal digits; of a scenario the same as its `sha256`."""
    text = json.dumps(content, ensure_ascii=True, allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def origin(
    scenario: Scenario, policy: Policy, settings: Mapping[str, float], command: Sequence[str]
) -> dict[str, Any]:
    """What a manifest says of code, machine and input."""
    return {
        **code_and_machine(command),
        "scenario": {
            "name": scenario.name,
            "sha256": scenario.sha256,
            "files": [path.name for path in scenario.files],
            "content": scenario.resolved(),
        },
        "policy": {
            "name": policy.name,
            "sha256": fingerprint(policy.resolved()),
            "content": policy.resolved(),
        },
        "settings": dict(settings),
    }


def code_and_machine(command: Sequence[str]) -> dict[str, Any]:
    """What any manifest says: command, version, commit, Python, platform, libraries, streams."""
    return {
        "tool": TOOL,
        "schema": {"manifest": MANIFEST_SCHEMA},
        "command": list(command),
        "version": sim.__version__,
        **checkout(pathlib.Path(sim.__file__).resolve().parents[1]),
        "python": platform.python_version(),
        "platform": platform.platform(),
        "libraries": _versions(),
        "streams": SCHEME,
    }


def _versions() -> dict[str, str]:
    """Versions of the libraries that calculate."""
    found = {name: importlib.metadata.version(name) for name in _LIBRARIES}
    for name in _OF_EXTRAS:
        with suppress(importlib.metadata.PackageNotFoundError):
            found[name] = importlib.metadata.version(name)
    return found


def checkout(root: pathlib.Path) -> dict[str, Any]:
    """Commit of the code, and whether files differ from it; None outside a git checkout."""
    unknown = {"commit": None, "dirty": None}
    if not (root / ".git").exists():
        return unknown
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0"}

    def git(*words: str) -> str:
        done = subprocess.run(
            ["git", "-C", str(root), *words],
            capture_output=True, text=True, check=True, timeout=10, env=environment,
        )  # fmt: skip
        return done.stdout.strip()

    try:
        commit = git("rev-parse", "HEAD")
        return {"commit": commit, "dirty": bool(git("status", "--porcelain"))}
    except (OSError, subprocess.SubprocessError):
        return unknown


def now() -> str:
    """The time in UTC, to the second."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def seal(folder: pathlib.Path, manifest: Mapping[str, Any]) -> None:
    """Write the manifest last, with the fingerprints of all files that stand beside it."""
    files = {}
    for name in sorted(_files(folder) - {MANIFEST}):
        with (folder / name).open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        files[name] = {"bytes": (folder / name).stat().st_size, "sha256": digest}
    text = json.dumps({**manifest, "files": files}, indent=2, ensure_ascii=False, allow_nan=False)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")
