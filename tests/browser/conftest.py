"""Real Chromium for the widgets: each is mounted on an empty local page with a model that has no kernel.

`page_with(module, css, state)` gives a `Mounted`. A test fails if its page threw, logged an error or asked
for anything beyond this machine. Chromium is found by the variable CHROMIUM, on the path, or where Playwright
put one; without it these tests are skipped, or fail where CI=true.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from retinoid_teach import widgets
from tests.browser.axe import axe_violations as find_violations
from tests.browser.lab_page import answers, lessons, open_lesson, server
from tests.browser.mounting import ORIGIN, WINGS
from tests.browser.waiting import PAGE_MS
from tests.widgets.conftest import catalog_with_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Locator, Page, Playwright, Route

__all__ = ["answers", "catalog_with_texts", "lessons", "open_lesson", "server"]

HERE = Path(__file__).parent
WIDGETS = Path(widgets.__file__).parent
LOOPBACK = ("127.0.0.1", "localhost", "::1")
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
]
expect.set_options(timeout=PAGE_MS)
THEMES = ("light", "dark", "jupyter-light", "jupyter-dark", "forced-colors")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    path = _chromium(playwright)
    if path is None:
        reason = "no Chromium: install one, run `playwright install chromium`, or set CHROMIUM to its path"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with playwright.chromium.launch(executable_path=path, args=FLAGS) as launched:
        yield launched


def _chromium(playwright: Playwright) -> str | None:
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named) or pytest.fail(f"CHROMIUM={named!r} is no program that can be run")
    found = next(filter(None, map(shutil.which, NAMES)), None)
    own = playwright.chromium.executable_path
    return found or (own if Path(own).is_file() else None)


@dataclass
class Watched:
    """A browser context, what went wrong in its pages and what they asked for beyond this machine."""

    context: BrowserContext
    errors: list[str] = field(default_factory=list)
    blocked: list[str] = field(default_factory=list)

    def new_page(self) -> Page:
        page = self.context.new_page()
        page.set_default_timeout(PAGE_MS)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda line: self.errors.append(line.text) if line.type == "error" else None)
        return page

    def answer(self, route: Route) -> None:
        """Let through what stays on this machine, and remember what does not."""
        address = urlsplit(route.request.url)
        if address.scheme in ("blob", "data") or address.hostname in LOOPBACK:
            route.fallback()
        else:
            self.blocked.append(route.request.url)
            route.abort()


@pytest.fixture
def watched(browser: Browser) -> Iterator[Callable[..., Watched]]:
    """Open browser contexts (arguments as Playwright's) that must stay quiet and at home."""
    opened: list[Watched] = []

    def open_context(**options: Any) -> Watched:
        one = Watched(browser.new_context(**options))
        one.context.route("**/*", one.answer)
        opened.append(one)
        return one

    yield open_context
    for one in opened:
        one.context.close()
    assert not [error for one in opened for error in one.errors]
    assert not [url for one in opened for url in one.blocked]


@dataclass
class Mounted:
    """A widget on a page: `root` is its outermost element, `saved` what a kernel would have received."""

    page: Page

    @property
    def root(self) -> Locator:
        return self.page.locator("#widget")

    @property
    def saved(self) -> list[dict[str, Any]]:
        """What the page has saved, or was about to save in a task of its own."""
        return self.page.evaluate("new Promise((done) => setTimeout(() => done(model.saves)))")

    def get(self, trait: str) -> Any:
        return self.page.evaluate("name => model.get(name)", trait)

    def receive(self, **traits: Any) -> None:
        """Change traits as Python would."""
        self.page.evaluate("traits => model.receive(traits)", traits)


@pytest.fixture
def page_with(watched: Callable[..., Watched]) -> Callable[..., Mounted]:
    """Mount a module: `page_with(module, css, state, theme="light", width=1000, **options)`."""

    def mount(
        module: str, css: str, state: dict[str, Any], theme: str = "light", width: int = 1000, **options: Any
    ) -> Mounted:
        assert theme in THEMES, theme
        page = watched(**_context_options(theme, width), **options).new_page()
        html = (HERE / "harness.html").read_text(encoding="utf-8")
        page.route(ORIGIN, lambda route: route.fulfill(body=html, content_type="text/html"))
        page.route(WINGS + "**", _answer_with_script)
        page.goto(ORIGIN)
        if theme.startswith("jupyter-"):
            page.add_style_tag(content=_jupyter_variables(theme.removeprefix("jupyter-")))
            page.evaluate(
                "light => document.body.dataset.jpThemeLight = light", str("light" in theme).lower()
            )
        page.evaluate("widget => mount(widget)", {"module": module, "css": css, "state": state})
        return Mounted(page)

    return mount


def _answer_with_script(route: Route) -> None:
    script = WIDGETS / route.request.url.removeprefix(WINGS)
    route.fulfill(body=script.read_bytes(), content_type="text/javascript")


def _context_options(theme: str, width: int) -> dict[str, Any]:
    return {
        "color_scheme": "dark" if "dark" in theme else "light",
        "forced_colors": "active" if theme == "forced-colors" else "none",
        "viewport": {"width": width, "height": 900},
    }


def _jupyter_variables(name: str) -> str:
    """The variables of JupyterLab's own theme, as installed."""
    themes = Path(sys.prefix) / "share/jupyter/lab/themes/@jupyterlab"
    css = (themes / f"theme-{name}-extension/index.css").read_text(encoding="utf-8")
    return "\n".join(re.findall(r":root\s*\{[^}]*\}", css))


@pytest.fixture
def axe_violations() -> Callable[[Page, str], list[str]]:
    """Give `axe_violations(page, selector)`: what axe-core finds wrong there, as sentences."""
    return find_violations
