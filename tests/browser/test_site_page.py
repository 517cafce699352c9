"""The site in a browser: no page wider than a phone, nothing fetched, search that works offline."""

import functools
import http.server
import threading

import pytest

from tests import built
from tests.browser.conftest import PHONE
from tests.browser.looking import OVERFLOW

PAGES = (
    "index", "start", "concepts/rows", "howto/write_a_scenario", "reference/commands",
    "reference/schema", "reference/studies", "odd", "source/sim/rules/fatigue.py",
)  # fmt: skip


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def address():
    """The built site, served on this machine alone."""
    handler = functools.partial(Quiet, directory=str(built.site()))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_a_phone(visit, address, name):
    seen = visit(f"{address}/{name}.html", size=PHONE)
    wide = seen.page.evaluate(OVERFLOW)
    assert wide["page"] <= 0, wide["out"]
    assert [url for url in seen.requests if not url.startswith((address, "data:"))] == []
    assert [said for said in seen.complaints if "error" in said.lower()] == []


def test_the_search_finds_a_mechanism_without_a_network(visit, address):
    page = visit(f"{address}/search.html?q=herding").page
    page.wait_for_selector("#search-results li a", timeout=10_000)
    assert page.locator("#search-results li").count() >= 3
