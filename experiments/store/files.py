"""Files that are whole or absent, whatever happens to the process or the power."""

from __future__ import annotations

import os
import pathlib

#: Ending of files that are not finished; what a dead process left is removed by the next one.
UNFINISHED = ".unfinished"


def write_whole(path: pathlib.Path, content: bytes | memoryview) -> None:
    """Write under another name, to the disk itself, then rename.

    Raises
    ------
    OSError
        When it cannot be written; nothing is left behind then.
    """
    fresh = path.with_name(f".{path.name}.{os.getpid()}{UNFINISHED}")
    try:
        with fresh.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    _settle(path.parent)


def _settle(folder: pathlib.Path) -> None:
    """Put the new name on the disk too, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:  # some network file systems cannot sync a folder
        pass
    finally:
        os.close(handle)


def remove_unfinished(folder: pathlib.Path) -> None:
    """Remove what processes that died left; only for who holds the folder alone."""
    for path in folder.rglob(f".*{UNFINISHED}"):
        path.unlink(missing_ok=True)
