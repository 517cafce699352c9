"""One process at a time in a study's directory, or several shards of it and nobody else.

The operating system holds the lock and lets go of it when the process ends, however it ends; a
lock file that a killed process left behind therefore means nothing, and is not in the way.
"""

from __future__ import annotations

import errno
import json
import os
import pathlib
import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from sim.errors import CoalitionError

LOCK = ".lock"
#: Answers of file systems that know no locks; parts are whole there all the same.
_UNABLE = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL}


class Locked(CoalitionError, RuntimeError):
    """Another process works in the directory."""


@contextmanager
def held(folder: pathlib.Path, shard: str = "") -> Iterator[None]:
    """Hold a directory: alone, or as one shard beside others.

    Parameters
    ----------
    folder : pathlib.Path
        An existing directory.
    shard : str
        Name of the shard, such as "1-of-4"; empty to hold the directory alone.

    Raises
    ------
    Locked
        When another process holds it; says which.
    """
    with ExitStack() as stack:
        if shard:
            stack.enter_context(_lock(folder, LOCK, shared=True))
            stack.enter_context(_lock(folder, f"{LOCK}-{shard}", shared=False))
        else:
            stack.enter_context(_lock(folder, LOCK, shared=False))
        yield


@contextmanager
def _lock(folder: pathlib.Path, name: str, shared: bool) -> Iterator[None]:
    handle = os.open(folder / name, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        if not _taken(handle, shared):
            raise Locked(
                f"{folder} is in use by {_holder(handle)}; wait for it, stop it, or choose another "
                "--out. To share the work, start every process with --shard"
            )
        if not shared:
            about = json.dumps({"process": os.getpid(), "host": socket.gethostname()})
            os.ftruncate(handle, 0)
            os.pwrite(handle, about.encode(), 0) if hasattr(os, "pwrite") else None
        yield
    finally:
        os.close(handle)


def _holder(handle: int) -> str:
    try:
        said = json.loads(os.read(handle, 4096))
        return f"process {int(said['process'])} on {said['host']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"


def _taken(handle: int, shared: bool) -> bool:
    if sys.platform == "win32":
        import msvcrt

        try:  # a byte far behind the text, which others may then still read
            os.lseek(handle, 2**20, os.SEEK_SET)
            if not shared:
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(handle, 0, os.SEEK_SET)
        return True
    import fcntl

    try:
        fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        if error.errno not in _UNABLE:
            raise
    return True
