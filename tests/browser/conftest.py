"""The system's Chromium, driven by Playwright; used by every test of what a person sees.

Nothing is ever downloaded: a machine without Chromium fails these tests and is told what to
install. The browser lives as long as a worker stays in this folder, not for the session: Playwright
keeps an event loop running in its thread, in which other tests could start none of their own.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
)  # fmt: skip
DESKTOP, PHONE, SMALL = (1280, 900), (390, 844), (320, 568)


@dataclass
class Visit:
    """An open page, what it complained of and what it asked for."""

    page: object
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


@pytest.fixture(scope="package")
def browser():
    """A headless Chromium."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.fail(
            "Chromium was not found, so nobody has seen the pages. Install it: "
            "sudo apt install chromium (looked for: " + ", ".join(NAMES) + ")"
        )
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield launched
        launched.close()


@pytest.fixture
def visit(browser):
    """Open an address: `visit(url, size=PHONE, scheme="dark")` gives a `Visit`."""
    contexts = []

    def opened(url, size=DESKTOP, scheme="light", **options):
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, **options
        )
        contexts.append(context)
        page = context.new_page()
        seen = Visit(page)
        page.on("console", lambda said: seen.complaints.append(f"{said.type}: {said.text}"))
        page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        page.on("request", lambda request: seen.requests.append(request.url))
        page.goto(url, wait_until="load")
        return seen

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def page(visit, request):
    """An empty page, once at the size of a desktop and once at that of a phone."""
    return visit("about:blank", size=request.param).page
