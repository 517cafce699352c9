"""The site builds without a warning, leads nowhere that is not there, and needs no network."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType
from urllib.parse import unquote, urlsplit

import pytest

from experiments.documentation import commands_page, schema_page
from tests import built

ROOT = Path(__file__).parents[1]
#: Where a page fetches something by itself, and does not only lead to it.
FETCHES = {
    ("img", "src"),
    ("script", "src"),
    ("link", "href"),
    ("iframe", "src"),
    ("source", "src"),
}
_OUTSIDE = re.compile(r"https?://[\w.-]+\.[a-z]{2,}(:\d+)?(/\S*)?")
_STYLE = re.compile(r"url\(\s*['\"]?(?!data:)([^'\")]+)|@import\s+['\"]([^'\"]+)")


class Page(HTMLParser):
    """Anchors, links, fetches and headings of a page."""

    def __init__(self, text: str):
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[str] = []
        self.fetches: list[str] = []
        self.images: list[dict[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.anchors.update(value for key, value in attrs if key in ("id", "name") and value)
        if tag == "a" and found.get("href"):
            self.links.append(str(found["href"]))
        if tag == "img":
            self.images.append(found)
        for key, value in attrs:
            if (tag, key) in FETCHES and value:
                self.fetches.append(value)


@pytest.fixture(scope="module")
def site() -> Path:
    return built.site()


@cache
def read(path: Path) -> Page:
    return Page(path.read_text(encoding="utf-8"))


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def faults(site: Path, page: Path) -> list[str]:
    """Links of a page that lead nowhere, or are no address."""
    found = []
    for link in read(page).links + read(page).fetches:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            if parts.scheme == "mailto" or _OUTSIDE.fullmatch(link):
                continue
            found.append(f"{page.relative_to(site)}: {link} is no address")
            continue
        target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
        if target.is_dir():
            target = target / "index.html"
        if not target.is_file() or not target.is_relative_to(site.resolve()):
            found.append(f"{page.relative_to(site)}: {link} is not there")
        elif parts.fragment and target.suffix == ".html":
            if unquote(parts.fragment) not in read(target).anchors:
                found.append(f"{page.relative_to(site)}: nothing in {link} is called so")
    return found


def test_every_page_is_built_and_in_the_tree(site: Path) -> None:
    written = {path.relative_to(ROOT / "docs") for path in (ROOT / "docs").rglob("*.md")}
    expected = {path.with_suffix(".html") for path in written if "templates" not in path.parts}
    built = {path.relative_to(site) for path in pages(site)}
    assert expected <= built
    assert len(expected) > 20


def test_links_and_anchors_lead_somewhere(site: Path) -> None:
    assert [fault for page in pages(site) for fault in faults(site, page)] == []


def test_the_checker_finds_what_is_broken(site: Path) -> None:
    page = site / "broken.html"
    page.write_text(
        '<a href="nowhere.html">a</a><a href="index.html#nothing">b</a><a href="https://">c</a>'
        '<img src="none.png"><a href="../../outside.html">d</a><a href="#here" id="here">fine</a>'
    )
    try:
        assert len(faults(site, page)) == 5
    finally:
        page.unlink()


def test_pictures_say_what_they_show(site: Path) -> None:
    shown = [image for page in pages(site) for image in read(page).images]
    assert len(shown) >= 10
    assert [image["src"] for image in shown if not image.get("alt")] == []


def test_nothing_is_fetched_from_elsewhere(site: Path) -> None:
    """No font, script or style comes from the network: the site and its search work offline."""
    outside = [link for page in pages(site) for link in read(page).fetches if "//" in link]
    assert outside == []
    for sheet in site.rglob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        assert [url for found in _STYLE.findall(text) for url in found if "//" in url] == [], sheet


def test_the_search_knows_the_pages(site: Path) -> None:
    index = (site / "searchindex.js").read_text(encoding="utf-8")
    for page in ("start", "concepts/streams", "howto/write_a_scenario", "reference/commands"):
        assert f'"{page}"' in index
    assert "herd" in index and "fatigu" in index  # words are kept by their stems


def test_a_link_to_a_file_of_the_project_shows_the_file(site: Path) -> None:
    rule = site / "source" / "sim" / "rules" / "fatigue.py.html"
    assert "next_fatigue" in rule.read_text(encoding="utf-8")
    assert "../source/sim/schedule.py.html" in read(site / "concepts" / "quarter.html").links


def test_the_reference_has_what_people_import(site: Path) -> None:
    anchors = read(site / "reference" / "simulation.html").anchors
    assert {
        "sim.simulate",
        "sim.outcomes",
        "sim.CoalitionModel.step",
        "sim.Scenario.load",
    } <= anchors
    assert "sim.structure.shapley_value" in read(site / "reference" / "structure.html").anchors
    assert "experiments.sweep.sweep" in read(site / "reference" / "studies.html").anchors


def test_the_page_of_commands_has_every_command_and_option() -> None:
    page = commands_page.page()
    assert len(commands_page.commands()) >= 15
    for name, command in commands_page.commands().items():
        part = page.split(f"\n## {name}\n")[1].split("\n## ")[0]
        options = [one.opts[0] for one in command.params if one.param_type_name == "option"]
        assert [
            option for option in options if f"`{option}" not in part and option != "--help"
        ] == []
        assert "coalition " + name in part


@pytest.mark.parametrize("made", [commands_page, schema_page])
def test_a_page_of_the_reference_is_what_its_sources_make(made: ModuleType) -> None:
    name = made.__name__.rsplit(".", 1)[1].removesuffix("_page") + ".md"
    committed = (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")
    assert committed.endswith(made.page()), f"docs/reference/{name} is out of date: make docs"


def test_the_page_of_files_has_every_key() -> None:
    page = schema_page.page()
    for key in (
        "extends",
        "required_budget",
        "base_threat",
        "replicates",
        "constraints",
        "`morris`",
    ):
        assert key in page
