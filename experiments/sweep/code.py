"""What results depend on beside the study: the code, and the libraries that calculate."""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import pathlib
import platform
import sys
from typing import Any

import sim
from experiments.output import fingerprint

#: Folders whose code decides the numbers of a run.
_DECIDING = ("sim", "experiments/design", "experiments/study", "experiments/sweep")
_LIBRARIES = ("mesa", "numpy", "scipy", "pandas", "xarray", "pyarrow", "SALib")


@functools.cache
def basis() -> dict[str, Any]:
    """Fingerprint of each source file, and versions; read once a process."""
    root = pathlib.Path(sim.__file__).resolve().parents[1]
    files = {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in _DECIDING
        for path in sorted((root / folder).rglob("*.py"))
    }
    environment = {
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
        "machine": platform.machine(),
        **{name: importlib.metadata.version(name) for name in _LIBRARIES},
    }
    return {"code": files, "environment": environment}


@functools.cache
def stamp() -> str:
    """The basis as one fingerprint, by which a worker shows that it runs the same code."""
    return fingerprint(basis())
