"""The site of the documentation, built once a process for all tests that look at it."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]


@cache
def site() -> Path:
    """Folder of the pages, built as `make site` builds them: any warning is an error."""
    out = Path(tempfile.mkdtemp(prefix="coalition-site-"))
    atexit.register(shutil.rmtree, out, ignore_errors=True)
    done = subprocess.run(
        [
            sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going",
            "-d", str(out / "trees"), "docs", str(out / "html"),
        ],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=300,
        env=os.environ | {"OMP_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-5000:]
    return out / "html"
