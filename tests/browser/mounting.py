"""What a page needs of a widget: its module, its style sheet and the state that a notebook would hold."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from retinoid_teach.widgets._page.base import TeachingWidget
    from tests.browser.conftest import Mounted

ORIGIN = "http://127.0.0.1:9/"
WINGS = ORIGIN + "widgets/"
"""Where a test page finds the scripts of the wings, as they are written."""

THEMES = ("light", "dark", "jupyter-light", "jupyter-dark", "forced-colors")
PHONE = 360


def mounted(page_with: Callable[..., Mounted], widget: TeachingWidget, **options: Any) -> Mounted:
    """Put a widget on a page as it is now."""
    state = {name: value for name, value in widget.get_state().items() if not name.startswith("_")}
    state = {name: value for name, value in state.items() if name not in ("layout", "tabbable", "tooltip")}
    return page_with(str(widget._esm), str(widget._css), json.loads(json.dumps(state)), **options)


def part_of(path: str, names: str, more: str = "") -> str:
    """A module that takes `names` from a script of a wing, hands them on, and adds `more`."""
    return f'import {{ {names} }} from "{WINGS}{path}";\nexport {{ {names} }};\n{more}'


def called(mounted: Mounted, module: str, function: str, argument: Any) -> Any:
    """Call a function that a module exports, in the page."""
    return mounted.page.evaluate(
        """async ({ module, function: name, argument }) => {
          const url = URL.createObjectURL(new Blob([module], { type: "text/javascript" }));
          return (await import(url))[name](...argument);
        }""",
        {"module": module, "function": function, "argument": argument},
    )


def tries(mounted: Mounted) -> list[list[Any]]:
    """What the page took as answers; when each was given is left out."""
    return [one[:2] for one in mounted.get("tries")]


def stop_clock(mounted: Mounted) -> None:
    """Have the page's time stand still, until a test moves it on."""
    mounted.page.clock.install(time="2026-03-01T09:30:00Z")
    mounted.page.clock.pause_at("2026-03-01T09:30:01Z")


def overflows(mounted: Mounted) -> int:
    """Pixels by which the page is wider than its window."""
    return mounted.page.evaluate("document.documentElement.scrollWidth - innerWidth")
