"""Ask axe-core whether part of a page can be used by everyone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def axe_violations(page: Page, selector: str) -> list[str]:
    """List what axe-core finds wrong inside `selector`: rule, reason and element; empty is good."""
    found = Axe().run(page, context=selector, options=RULES).response["violations"]
    return [f"{one['id']} ({one['help']}): {node['html'][:200]}" for one in found for node in one["nodes"]]
