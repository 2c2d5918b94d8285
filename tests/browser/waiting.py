"""How long a browser test waits for a state, and what it says where the state does not come.

A wait ends as soon as the state is there, so a long one costs nothing where all is well. It has room for a
machine that is many times slower than a quiet laptop, or does four things at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playwright.sync_api import TimeoutError as PlaywrightTimeout

if TYPE_CHECKING:
    from playwright.sync_api import Page

PAGE_MS = 60_000
"""For a widget on a page of its own."""

LAB_MS = 240_000
"""For JupyterLab, which starts kernels."""


def wait_until(
    page: Page, expression: str, awaited: str, *, timeout_ms: int = PAGE_MS, arg: Any = None
) -> None:
    """Wait until a script of the page gives something true; say in words what did not come."""
    try:
        page.wait_for_function(expression, arg=arg, timeout=timeout_ms)
    except PlaywrightTimeout as error:
        raise AssertionError(f"waited {timeout_ms // 1000} s for this: {awaited}") from error
