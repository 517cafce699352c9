"""The dashboard as a person meets it: by mouse, by keyboard, on a phone, in the dark."""

from __future__ import annotations

import csv
import io
import re
import time
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from experiments.dashboard.serving import has_assets
from sim import Scenario
from tests.browser import looking
from tests.browser.conftest import DESKTOP, PHONE
from tests.dashboard.server import Server

#: A small view that is quickly worked out.
QUICK = "?scenario=toy&policy=none&runs=20&seed=1&quarters=8"
FROZEN = "?scenario=liberia%2Fus_freeze&policy=none&runs=20&seed=1&quarters=12"
_WAIT = 20_000


@pytest.fixture(scope="module")
def server():
    if not has_assets():
        pytest.fail("The page's scripts are not on this machine: pip install solara-assets")
    made = Server("--port", "0")
    yield made
    made.close()


@pytest.fixture
def look(visit, server):
    """Open a view and wait until it is worked out; complaints of the page fail the test."""
    seen = []

    def opened(query=QUICK, until="runs=", **options):
        found = visit(server.url + query, **options)
        seen.append(found)
        if until:
            shows(found.page, until)
        return found.page

    yield opened
    for one in seen:
        bad = [said for said in one.complaints if not said.startswith(("log:", "info:", "debug:"))]
        assert bad == []
        foreign = [
            url for url in one.requests if not url.startswith((server.url, "data:", "blob:"))
        ]
        assert foreign == []


#: Done when nothing on the page has changed for a while, or after five seconds.
_QUIET = """() => new Promise((done) => {
  let timer = setTimeout(end, 200);
  const latest = setTimeout(end, 5000);
  const watch = new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(end, 200); });
  function end() { clearTimeout(timer); clearTimeout(latest); watch.disconnect(); done(true); }
  watch.observe(document.body,
    {subtree: true, childList: true, attributes: true, characterData: true});
})"""


def shows(page, *parts):
    """Wait until what is on the page was worked out for a view that says all of `parts`."""
    page.wait_for_function(
        """(parts) => {
          const status = document.querySelector('.cl-status');
          return status && status.querySelector('.cl-state').dataset.state !== 'running'
            && parts.every((part) => (status.dataset.seen || '').includes(part));
        }""",
        arg=list(parts),
        timeout=_WAIT,
    )
    page.evaluate(_QUIET)  # parts of the page are drawn one after the other


def number(page, address):
    return page.locator(f'[data-address="{address}"]')


def tab(page, name):
    page.locator(".cl-tab", has_text=name).click()


def saved(page, words):
    with page.expect_download(timeout=_WAIT) as waiting:
        page.get_by_role("button", name=words, exact=True).click()
    download = waiting.value
    with open(download.path(), "rb") as file:
        return download.suggested_filename, file.read()


def test_it_loads_and_a_scenario_a_policy_and_a_lever_are_moved(look):
    page = look("", until="scenario=liberia%2Fbaseline")
    assert page.locator(".cl-picture img").get_attribute("alt").startswith("Readiness, autonomy")
    assert "200 runs of 40 quarters; seed 1" in page.locator(".cl-state").inner_text()
    page.get_by_label("Runs", exact=True).fill("20")
    page.keyboard.press("Enter")
    page.get_by_label("Scenario", exact=True).select_option("liberia/us_freeze")
    shows(page, "us_freeze", "runs=20")
    before = page.locator(".cl-picture img").get_attribute("src")
    page.get_by_label("Policy", exact=True).select_option("transparency")
    shows(page, "policy=transparency")
    lever = number(page, "policy.transparency.intensity")
    assert "assumption" in lever.inner_text()
    lever.locator("input[type=range]").focus()
    page.keyboard.press("ArrowLeft")
    shows(page, "set=policy.transparency.intensity")
    assert page.locator(".cl-picture img").get_attribute("src") != before
    lever.get_by_role("button", name=re.compile("Back to")).click()
    page.wait_for_function("!location.search.includes('set=')")


def test_a_parameter_has_unit_range_and_source_and_bad_input_a_message(look):
    page = look()
    page.get_by_label("Numbers of").select_option("rules.fatigue")
    rest = number(page, "rules.fatigue.rest")
    assert "1/year" in rest.inner_text()
    assert "0.15 to 0.29" in rest.inner_text()
    assert "World Bank WDI" in rest.inner_text()
    field = rest.get_by_role("textbox")
    field.fill("7")
    field.press("Enter")
    told = rest.get_by_role("alert")
    told.wait_for()
    assert "it must be" in told.inner_text()
    assert "set=" not in page.url
    field.fill("0.25")
    field.press("Enter")
    shows(page, "set=rules.fatigue.rest%3D0.25")
    runs = page.get_by_label("Runs", exact=True)
    runs.fill("<b>many</b>")
    runs.press("Enter")
    told = page.locator(".cl-choices [role=alert]")
    told.wait_for()
    assert "'<b>many</b>' is not allowed" in told.inner_text()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?scenario=nowhere&runs=20", "there is no scenario 'nowhere'"),
        ("?scenario=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E", "<img src=x onerror=alert(1)>"),
        ("?scenario=toy&runs=20&set=rules.fatigue.gain%3D99", "it must be"),
        ("?scenario=..%2F..%2Fetc%2Fpasswd", "there is no scenario"),
    ],
)
def test_a_bad_link_is_told_and_the_page_can_be_used(look, query, words):
    page = look(query, until="")
    told = page.locator(".cl-alert").first
    told.wait_for(timeout=_WAIT)
    assert words in told.inner_text()
    assert page.locator(".cl-page img[src=x]").count() == 0
    assert "Traceback" not in page.locator("body").inner_text()
    if "toy" not in query:
        page.get_by_label("Scenario", exact=True).select_option("toy")
        shows(page, "scenario=toy")
        assert page.locator(".cl-alert").count() == 0


def test_a_file_of_ones_own_and_a_bad_one(look):
    page = look()
    chooser = page.locator("input[type=file]")
    chooser.set_input_files(
        {"name": "bad.yaml", "mimeType": "text/yaml",
         "buffer": b"title: x\nextends: toy\nquarters: many\n"}
    )  # fmt: skip
    notice = page.locator(".cl-notice").first
    notice.wait_for(timeout=_WAIT)
    assert "bad.yaml:3" in notice.inner_text()
    chooser.set_input_files(
        {"name": "Mine.yaml", "mimeType": "text/yaml", "buffer": b"title: My own\nextends: toy\n"}
    )
    shows(page, "scenario=upload%3AMine")
    assert "My own" in page.locator(".cl-choices").inner_text()


def test_pin_and_compare_under_the_same_seeds(look):
    page = look(FROZEN + "&show=compare")
    page.get_by_role("button", name="Pin this result").click()
    shows(page, "pin=")
    page.get_by_label("Policy", exact=True).select_option("transparency")
    shows(page, "policy=transparency", "pin=")
    table = page.locator("table")
    assert "paired difference under the same seeds" in table.locator("caption").inner_text()
    row = table.locator("tr", has_text="trust on ties").inner_text()
    assert "better" in row
    assert " to " in row
    assert "no policy" in page.locator("#results").inner_text()
    assert "Differences run by run" in page.locator(".cl-picture img").get_attribute("alt")


def test_step_a_run_and_ask_an_actor_why(look):
    page = look(FROZEN + "&show=step")
    assert "start of 2024Q1" in page.locator(".cl-when").inner_text()
    page.get_by_role("button", name="Next quarter").click()
    shows(page, "at=1")
    page.get_by_role("button", name="Next year").click()
    shows(page, "at=5")
    page.locator(".cl-node", has_text="China").click()
    shows(page, "actor=China")
    panel = page.get_by_role("region", name="China")
    assert "fatigue.next_fatigue" in panel.inner_text()
    reconsider = panel.locator("details", has_text="End the partnership").inner_text()
    assert "termination.hazard" in reconsider
    assert "misalignment = 1" in reconsider
    assert "chance.partnership" in reconsider
    table = panel.locator("table").first
    table.get_by_text("help offered, before the host accepts it").wait_for()
    state = table.inner_text()
    assert "million US$ a quarter" in state


def test_the_network_over_time_leads_to_an_actor(look):
    page = look(FROZEN + "&show=network&at=4")
    usa = page.locator(".cl-node", has_text="USA")
    words = usa.get_attribute("aria-label")
    page.get_by_role("button", name="Next year").click()
    shows(page, "at=8")
    expect(usa).not_to_have_attribute("aria-label", words, timeout=_WAIT)
    page.locator(".cl-node", has_text="ECOWAS").click()
    shows(page, "show=step", "actor=ECOWAS", "at=8")
    page.locator(".cl-panel h2", has_text="intergovernmental body").wait_for()


#: Pairs of names on the ring of which one covers part of the other.
_COVERED = """() => {
  const names = [...document.querySelectorAll('.cl-node')]
    .map((one) => [one.innerText, one.getBoundingClientRect()]);
  return names.flatMap(([name, a], n) => names.slice(n + 1).filter(([, b]) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1).map(([other]) => [name, other]));
}"""


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_no_name_on_the_ring_covers_another(look, size):
    page = look("?scenario=liberia%2Fbaseline&runs=10&seed=1&quarters=4&show=network", size=size)
    page.locator(".cl-node", has_text="Consultancy").wait_for()
    assert page.locator(".cl-node").count() > 25
    assert page.evaluate(_COVERED) == []
    firm = page.locator(".cl-node", has_text="Consultancy")
    assert firm.get_attribute("title").startswith("Consultancy: help")
    assert firm.inner_text() == ("Consu." if size == PHONE else "Consultancy")


def test_what_is_taken_home(look, tmp_path):
    page = look(QUICK + "&set=rules.fatigue.gain%3D0.2")
    name, content = saved(page, "Table (CSV)")
    rows = list(csv.DictReader(io.StringIO(content.decode())))
    assert name == "toy-outcomes.csv"
    assert len(rows) == 20
    name, content = saved(page, "Picture (PNG)")
    assert name == "toy-host.png"
    assert content.startswith(b"\x89PNG")
    name, content = saved(page, "Scenario (YAML)")
    path = tmp_path / name
    path.write_bytes(content)
    scenario = Scenario.load(path)
    assert scenario.rules["fatigue"]["gain"] == 0.2
    assert scenario.quarters == 8


def test_the_report_is_taken_home(look):
    page = look(QUICK)
    name, content = saved(page, "Report (HTML)")
    assert name == "toy-report.html"
    assert b"no forecast" in content


def test_two_sessions_do_not_disturb_each_other(look):
    one, other = look(QUICK), look(FROZEN)
    one.get_by_label("Seed").fill("7")
    one.keyboard.press("Enter")
    other.get_by_label("Policy", exact=True).select_option("transparency")
    shows(one, "scenario=toy", "seed=7")
    shows(other, "us_freeze", "policy=transparency", "seed=1")
    assert "seed 7" in one.locator(".cl-state").inner_text()
    assert "seed 1." in other.locator(".cl-state").inner_text()
    assert one.get_by_label("Policy", exact=True).input_value() == "none"


def test_a_link_reproduces_the_view(look):
    page = look(FROZEN + "&show=table&pin=" + quote("scenario=liberia%2Fus_freeze&policy=rescue"))
    page.get_by_label("Policy", exact=True).select_option("transparency")
    shows(page, "policy=transparency")
    link = page.locator(".cl-link a").get_attribute("href")
    again = look(link, until="policy=transparency")
    for part in ("table", ".cl-choices select >> nth=1", ".cl-state"):
        assert again.locator(part).inner_text() == page.locator(part).inner_text()
    page.go_back()
    shows(page, "policy=none")


def test_work_is_cancelled_and_begun_again(look):
    page = look("?scenario=liberia%2Fbaseline&runs=2000&seed=2&show=table", until="")
    page.get_by_role("button", name="Cancel").click(timeout=_WAIT)
    page.locator(".cl-state[data-state=stopped]").wait_for(timeout=_WAIT)
    assert "Cancelled" in page.locator(".cl-state").inner_text()
    page.get_by_label("Runs", exact=True).fill("10")
    page.keyboard.press("Enter")
    shows(page, "runs=10")


def test_by_keyboard_alone(look):
    page = look(QUICK)

    def focus(words):
        for _ in range(60):
            page.keyboard.press("Tab")
            # a page that is drawn anew hands the focus to the body, whose text is everything
            if words in page.evaluate(
                "(e => e === document.body ? '' : (e.labels?.[0] || e).innerText)"
                "(document.activeElement)"
            ):
                assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != (
                    "none"
                )
                return
        raise AssertionError(f"{words} is not reached by Tab")

    focus("To the results")
    focus("Policy")
    page.keyboard.type("transparency")
    page.keyboard.press("Enter")
    shows(page, "policy=transparency")
    focus("Step a run")
    page.keyboard.press("Enter")
    shows(page, "show=step")
    focus("Next quarter")
    page.keyboard.press("Space")
    shows(page, "at=1")
    assert "1 of 8" in page.locator(".cl-when").inner_text()


@pytest.mark.parametrize(
    ("show", "size", "scheme"),
    [
        ("host", DESKTOP, "dark"),
        ("host", PHONE, "light"),
        ("step", PHONE, "dark"),
        ("compare", PHONE, "light"),
    ],
)
def test_it_is_legible_and_fits(look, show, size, scheme):
    query = FROZEN + f"&show={show}&at=5&actor=China&pin=scenario%3Dliberia%252Fbaseline"
    query = query.replace("quarters=12", "quarters=6")
    page = look(query, size=size, scheme=scheme)
    found = page.evaluate(looking.OVERFLOW)
    assert found["out"] == []
    assert found["page"] <= 0
    seen = page.evaluate(looking.CONTRAST)
    assert seen["seen"] > 30
    assert seen["poor"] == []
    levels = page.evaluate(looking.HEADINGS)
    assert levels.count(1) == 1
    dark = page.evaluate("getComputedStyle(document.querySelector('.cl-page')).backgroundColor")
    assert dark == ("rgb(20, 23, 26)" if scheme == "dark" else "rgb(255, 255, 255)")


def test_fifty_updates_leave_the_memory_as_it_was(look, server):
    page = look(QUICK + "&show=table")
    field = page.get_by_label("Seed")

    def update(seeds):
        for seed in seeds:
            field.fill(str(seed))
            field.press("Enter")
            shows(page, f"seed={seed}&")

    update(range(100, 110))
    before = server.memory
    update(range(110, 160))
    time.sleep(0.2)
    # twice the history of an update, were each kept: 50 of them are 35 MiB
    assert server.memory - before < 20
    assert "Traceback" not in server.errors
