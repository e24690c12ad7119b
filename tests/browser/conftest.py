"""Real pages in a real browser: Chromium, without a screen and without the network."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as project
from django.db import connections
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from permits.demo.city import City, make_city
from tests.permits.files import FILED_ON
from workflows.procedures import store

CHROMIUM = shutil.which("chromium")
AXE = Path(project.BASE_DIR) / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SIZES = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 360, "height": 740}}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
Open = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without the browser these tests are skipped on a desk, and fail where nothing may be skipped."""
    if CHROMIUM or os.environ.get("CI", "").lower() in {"1", "true"}:
        return
    reason = pytest.mark.skip(reason="no chromium here: install the Debian package of that name")
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(reason)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One browser for these tests, gone before others: it runs a loop in this thread, with connections."""
    assert CHROMIUM, "chromium is missing"
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Django sees the loop; we stay synchronous
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        connections.close_all()


@pytest.fixture(autouse=True)
def plain_static_files(settings: Any) -> None:
    """The live server serves files by their own names."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def visit(browser: Browser, live_server: LiveServer) -> Iterator[Open]:
    """Open an address as a new visitor: language, size, with or without scripts. Closed afterwards."""
    contexts = []

    def visit(address: str, language: str = "en", size: str = "desktop", scripts: bool = True) -> Page:
        context = browser.new_context(
            locale=language, viewport=SIZES[size], java_script_enabled=scripts, bypass_csp=False
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.goto(live_server.url + address)
        return page

    yield visit
    for context in contexts:
        context.close()


@pytest.fixture
def city(transactional_db: None) -> City:
    """The demonstration city, really committed: the server works in a thread of its own."""
    store.load_packs()
    return make_city()


@pytest.fixture
def day_of_deposit(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Legal time stands at the day of deposit, for the server too."""
    settings.DEMO = True
    monkeypatch.setenv("LEGAL_TODAY", FILED_ON.isoformat())


def complaints(page: Page) -> list[str]:
    """What axe finds wrong, a line each; and a page wider than its window."""
    # By the debugger, not by a script tag: the policy of the page stays as it is.
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run({runOnly: rules, resultTypes: ['violations']})", RULES)[
        "violations"
    ]
    lines = [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        lines.append("the page is wider than its window")
    return lines
