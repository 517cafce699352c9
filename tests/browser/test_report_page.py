"""A report as a person meets it: in a window, on a phone, in the dark, on paper, by keyboard."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from experiments.report import Folder, build, write_report
from tests.browser import looking
from tests.browser.conftest import DESKTOP, PHONE, SMALL
from tests.report import folders

SIZES = pytest.mark.parametrize("size", [SMALL, PHONE, DESKTOP], ids=["320", "390", "1280"])


@pytest.fixture(scope="module")
def comparison(tmp_path_factory):
    """A comparison whose names try to break the page, and that has all parts."""
    folder = tmp_path_factory.mktemp("page") / "made"
    return folders.comparison(folder, title=f"Which policy {folders.EVIL}", question="Who & why?")


@pytest.fixture(scope="module")
def url(comparison):
    return write_report(comparison).resolve().as_uri()


@SIZES
def test_nothing_is_fetched_and_nothing_complains(visit, url, size):
    seen = visit(url, size=size)
    assert seen.complaints == []
    assert [one for one in seen.requests if not one.startswith("data:")] == [url]


@SIZES
def test_the_page_never_scrolls_sideways(visit, url, size):
    page = visit(url, size=size).page
    # what is closed could hide what is too wide
    page.evaluate("document.querySelectorAll('details').forEach((e) => { e.open = true })")
    found = page.evaluate(looking.OVERFLOW)
    assert found["out"] == []
    assert found["page"] <= 0


@SIZES
def test_wide_tables_and_pictures_scroll_in_their_own_box(visit, url, size):
    page = visit(url, size=size).page
    inside = page.evaluate(
        "[...document.querySelectorAll('table')].every((e) => e.closest('.scroll'))"
    )
    assert inside
    wide = page.evaluate(
        "[...document.querySelectorAll('.scroll')].filter((e) => e.scrollWidth > e.clientWidth)"
        ".every((e) => e.tabIndex === 0 && e.getAttribute('aria-label'))"
    )
    assert wide


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_no_table_is_pushed_sideways(visit, url, size):
    page = visit(url, size=size).page
    page.evaluate("document.querySelectorAll('details').forEach((e) => { e.open = true })")
    wide = page.evaluate(
        "[...document.querySelectorAll('table')]"
        ".filter((e) => e.parentElement.scrollWidth > e.parentElement.clientWidth)"
        ".map((e) => e.caption.innerText)"
    )
    assert wide == []


def test_on_a_phone_a_row_is_a_card(visit, url):
    page = visit(url, size=PHONE).page
    page.evaluate("document.querySelectorAll('details').forEach((e) => { e.open = true })")
    cell = page.locator(".cards td").first
    assert cell.evaluate("(e) => getComputedStyle(e).display") == "grid"
    shown = cell.evaluate("(e) => getComputedStyle(e, '::before').content")
    assert shown == f'"{cell.get_attribute("data-label")}"'


def test_cards_stay_a_table_for_whoever_hears_it(visit, url):
    page = visit(url, size=PHONE).page
    told = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    heard = [node["role"]["value"] for node in told if not node["ignored"]]
    shown = "[...document.querySelectorAll('{}')].filter((e) => e.checkVisibility()).length"
    for tag, role in (
        ("table", "table"),
        ("tr", "row"),
        ("td", "cell"),
        ("thead th", "columnheader"),
    ):
        there = page.evaluate(shown.format(tag))
        assert there > 2
        assert heard.count(role) == there


def test_letters_of_a_figure_can_be_read_on_a_phone(visit, url):
    page = visit(url, size=PHONE).page
    drawn = page.evaluate(
        "[...document.images].filter((e) => e.checkVisibility())"
        ".map((e) => e.clientWidth / e.naturalWidth)"
    )
    assert drawn
    # 7 points at 150 dots per inch make 14.6 pixels
    assert min(drawn) * 7 * 150 / 72 >= 9


def test_every_picture_is_there_and_told(visit, url):
    pictures = visit(url).page.evaluate(looking.PICTURES)
    assert len(pictures) == 3
    for picture in pictures:
        assert picture["done"]
        assert picture["wide"] > 100
        assert len(picture["alt"]) > 10


def test_pictures_lie_on_white_in_the_dark(visit, url):
    seen = visit(url, scheme="dark")
    assert seen.page.evaluate("getComputedStyle(document.body).backgroundColor") == (
        "rgb(20, 23, 26)"
    )
    assert {one["behind"] for one in seen.page.evaluate(looking.PICTURES)} == {"rgb(255, 255, 255)"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_contrast(visit, url, size, scheme):
    page = visit(url, size=size, scheme=scheme).page
    page.evaluate("document.querySelectorAll('details').forEach((e) => { e.open = true })")
    found = page.evaluate(looking.CONTRAST)
    assert found["seen"] > 300
    assert found["poor"] == []


def test_headings_descend_one_at_a_time(visit, url):
    levels = visit(url).page.evaluate(looking.HEADINGS)
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert max(after - before for before, after in pairwise(levels)) <= 1


def test_a_reader_of_tables_hears_heads_and_captions(visit, url):
    page = visit(url).page
    assert page.evaluate("document.documentElement.lang") == "en-GB"
    without = page.evaluate(
        "[...document.querySelectorAll('table')].filter((e) => !e.caption?.textContent).length"
        " + document.querySelectorAll('th:not([scope])').length"
    )
    assert without == 0
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((e) => e.id)")
    assert len(ids) == len(set(ids))
    targets = page.evaluate(
        "[...document.links].map((e) => e.getAttribute('href'))"
        ".filter((to) => to.startsWith('#')).map((to) => to.slice(1))"
    )
    assert set(targets) <= set(ids)


def test_the_first_screen_holds_question_answer_and_findings(visit, url):
    page = visit(url, size=DESKTOP).page
    bottom = page.evaluate("document.querySelector('.findings').getBoundingClientRect().bottom")
    assert bottom <= DESKTOP[1]
    assert page.locator(".question").inner_text() == "Who & why?"
    assert "does better than doing nothing" in page.locator(".answer").inner_text()
    assert "no forecast about any named state" in page.locator(".caution").inner_text()
    assert 3 <= page.locator(".finding").count() <= 5


def test_names_are_text_and_never_markup(visit, url):
    seen = visit(url)
    assert seen.page.locator("h1").inner_text() == f"Which policy {folders.EVIL}"
    assert seen.page.evaluate("document.scripts.length") == 0
    assert seen.complaints == []


def test_the_page_forbids_scripts_and_the_network(visit, url):
    """Were a name to slip through after all, the browser would refuse to run it."""
    seen = visit(url)
    loaded = seen.page.evaluate(
        """() => new Promise((done) => {
          const script = document.createElement('script');
          script.textContent = 'window.ran = 1';
          const image = new Image();
          image.onload = () => done(true);
          image.onerror = () => done(false);
          image.src = 'https://example.org/x.png';
          document.body.append(script, image);
        })"""
    )
    assert not loaded
    assert seen.page.evaluate("window.ran") is None
    told = " ".join(seen.complaints)
    assert "Content Security Policy" in told
    assert "https://example.org/x.png" in told
    assert "inline script" in told


def test_the_keyboard_reaches_main_and_opens_details(visit, url):
    page = visit(url).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    summary = page.locator("main > section > details > summary").first
    summary.focus()
    assert page.evaluate("document.activeElement.parentElement.open") is False
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open") is True


def test_a_small_number_leads_to_its_file(visit, url):
    page = visit(url).page
    reference = page.locator(".answer .trace a").first
    target = reference.get_attribute("href")
    reference.click()
    line = page.locator(target).inner_text()
    assert "differences.parquet" in line
    assert "outcome readiness" in line
    assert "seed 11" in line


def test_print_holds_every_section_and_what_was_closed(visit, url, comparison):
    page = visit(url).page
    paper = page.pdf(prefer_css_page_size=True, outline=True, tagged=True)
    assert paper.startswith(b"%PDF")
    assert len(re.findall(rb"/Type /Page\b(?!s)", paper)) >= 4
    titles = {title.decode("latin-1") for title in re.findall(rb"/Title \((.*?)\)", paper)}
    sections = {section.title for section in build(Folder.open(comparison)).sections}
    assert sections <= titles
    page.emulate_media(media="print")
    shown = page.evaluate(
        "[...document.querySelectorAll('main details:not(.source)')]"
        ".map((e) => e.lastElementChild.checkVisibility())"
    )
    assert len(shown) > 5
    assert all(shown)
    assert page.evaluate("getComputedStyle(document.querySelector('nav')).display") == "none"
    assert (
        page.evaluate("getComputedStyle(document.querySelector('figure')).breakInside") == "avoid"
    )


def test_the_page_is_light(comparison):
    pictures = sum(path.stat().st_size for path in (comparison / "figures").glob("*.png"))
    size = write_report(comparison).stat().st_size
    assert size < 200_000 + 1.4 * pictures
