"""Links from a page to a file of the project lead to a page that shows the file.

On a code host `[rule](../sim/rules/fatigue.py)` opens the file, and on the site it should too.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

from docutils import nodes
from sphinx.addnodes import download_reference, pending_xref
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.osutil import relative_uri

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = {".py": "python", ".yaml": "yaml", ".toml": "toml", ".md": "markdown", ".cff": "yaml"}
_TITLED = re.compile(r'^```(\w+) title="([^"]+)"$', re.M)


def shown(path: str) -> str:
    """Name of the page that shows a file."""
    return f"source/{path}"


class FilesAsPages(SphinxTransform):
    """Turns links to files and folders of the project into links to their pages."""

    default_priority = 400

    def apply(self, **_: Any) -> None:
        """Replace the references of one page."""
        here = Path(self.env.doc2path(self.env.docname)).parent
        for node in [
            *self.document.findall(download_reference),
            *self.document.findall(pending_xref),
        ]:
            target = (here / unquote(node["reftarget"])).resolve()
            if not target.is_relative_to(ROOT) or not (target.is_dir() or _readable(target)):
                continue
            if isinstance(node, pending_xref) and target.is_relative_to(ROOT / "docs"):
                continue
            path = target.relative_to(ROOT).as_posix()
            link = nodes.reference("", "", internal=True, repository=path)
            link["refuri"] = relative_uri(f"{self.env.docname}.html", f"{shown(path)}.html")
            link += node.children
            node.replace_self(link)


def _readable(path: Path) -> bool:
    return path.is_file() and path.suffix in LANGUAGES


def _inside(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if _readable(path))


def pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """A page for each file that some page links to."""
    linked = {
        node["repository"]
        for name in app.env.found_docs
        for node in app.env.get_doctree(name).findall(nodes.reference)
        if "repository" in node
    }
    folders = {path for path in linked if (ROOT / path).is_dir()}
    for path in sorted(folders):
        files = [file.relative_to(ROOT).as_posix() for file in _inside(ROOT / path)]
        linked |= set(files)
        links = [
            (relative_uri(f"{shown(path)}.html", f"{shown(file)}.html"), file) for file in files
        ]
        items = "".join(f'<li><a href="{uri}">{html.escape(file)}</a></li>' for uri, file in links)
        yield _page(path, f"<ul>{items}</ul>")
    for path in sorted(linked - folders):
        language = LANGUAGES[PurePosixPath(path).suffix]
        text = (ROOT / path).read_text(encoding="utf-8")
        highlighter = app.builder.highlighter  # type: ignore[attr-defined]
        yield _page(path, highlighter.highlight_block(text, language, linenos=False))


def _page(path: str, content: str) -> tuple[str, dict[str, Any], str]:
    title = html.escape(path)
    return shown(path), {"title": title, "body": f"<h1>{title}</h1>{content}"}, "page.html"


def captioned(_: Sphinx, __: str, source: list[str]) -> None:
    """Show the file name that a block of code carries above it."""

    def caption(found: re.Match[str]) -> str:
        language, title = found.groups()
        known = "/" in title or "." in title
        return f"```{{code-block}} {language}\n:caption: {title}\n" if known else f"```{language}"

    source[0] = _TITLED.sub(caption, source[0])


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx."""
    app.add_transform(FilesAsPages)
    app.connect("html-collect-pages", pages)
    app.connect("source-read", captioned)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
