"""Which pages there are, and what makes each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from experiments.documentation import commands_page, coverage_page, odd, parameters, schema_page

#: Where the pages lie, in a checkout of the project.
DOCS = Path(__file__).parents[2] / "docs"

#: Data of the coverage page.
COVERAGE = DOCS / "coverage.yaml"

#: Stands at the head of each page.
NOTE = "<!-- Made by `make docs` from {source}: change that, not this page. -->\n\n"

PAGES: dict[str, Callable[[], str]] = {
    "parameters.md": lambda: NOTE.format(source="the rules in sim/rules") + parameters.page(),
    "coverage.md": lambda: NOTE.format(source="docs/coverage.yaml") + coverage_page.page(COVERAGE),
    "odd.md": lambda: (
        NOTE.format(source="docs/templates/odd.md and the code")
        + odd.page(DOCS / "templates" / "odd.md")
    ),
    "reference/commands.md": lambda: (
        NOTE.format(source="the help of each command") + commands_page.page()
    ),
    "reference/schema.md": lambda: (
        NOTE.format(source="the schemas of the code") + schema_page.page()
    ),
}
