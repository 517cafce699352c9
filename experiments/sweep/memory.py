"""The most memory that this process has held, by the operating system's count."""

from __future__ import annotations

import pathlib
import sys

_STATUS = pathlib.Path("/proc/self/status")


def peak_mib() -> float:
    """Peak resident memory since the process began; 0 where the system does not tell. [MiB]"""
    try:  # what getrusage tells of a child on Linux may be its parent's
        for line in _STATUS.read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
    except (OSError, ValueError, IndexError):
        pass
    try:
        import resource
    except ImportError:
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)
