"""Write the generated pages of `docs/` afresh: `python -m experiments.documentation`."""

from __future__ import annotations

import sys

from experiments.documentation import notebooks
from experiments.documentation.pages import DOCS, PAGES

if __name__ == "__main__":
    if not DOCS.is_dir():
        sys.exit(f"the pages are made in a checkout of the project, and {DOCS} is not there")
    for name, make in PAGES.items():
        (DOCS / name).write_text(make(), encoding="utf-8")
        print(f"docs/{name}")
    for written in notebooks.write():
        print(written.relative_to(DOCS.parent))
