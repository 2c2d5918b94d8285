"""Ask axe-core whether part of a page can be used by everyone."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def axe_violations(page: Page, selector: str) -> list[str]:
    """List what axe-core finds wrong inside `selector`: rule, reason and element; empty is good."""
    with _all_laid_out(page):
        found = Axe().run(page, context=selector, options=RULES).response["violations"]
    return [f"{one['id']} ({one['help']}): {node['html'][:200]}" for one in found for node in one["nodes"]]


@contextmanager
def _all_laid_out(page: Page) -> Iterator[None]:
    """A window as high as the page: what is out of sight has no places for axe-core to measure."""
    size = page.viewport_size
    assert size is not None
    height = page.evaluate("() => document.documentElement.scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": max(size["height"], 2 * height)})
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    yield
    page.set_viewport_size(size)
