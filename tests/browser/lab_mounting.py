"""A lab on a page of its own, with Python behind it: the test decides when the kernel answers."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.browser.mounting import WINGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from retinoid_teach.widgets._labs.lab import Lab
    from tests.browser.conftest import Mounted

SENT = ("data", "values", "drawing")
OPENED = (
    f'import lab from "{WINGS}built/labs.js";\n'
    """\
const opened = (value) => {
  if (Array.isArray(value)) return value.map(opened);
  if (!value || typeof value !== "object") return value;
  const within = (entries) => Object.fromEntries(entries.map(([key, one]) => [key, opened(one)]));
  if (value.$bytes === undefined) return within(Object.entries(value));
  return new DataView(Uint8Array.from(atob(value.$bytes), (sign) => sign.charCodeAt(0)).buffer);
};
const opening = (model) => new Proxy(model, { get: (held, name) => {
  if (name === "get") return (key) => opened(held.get(key));
  return typeof held[name] === "function" ? held[name].bind(held) : held[name];
} });
export default { render: ({ model, el }) => lab.render({ model: opening(model), el }) };
"""
)
"""A page gets an array as a `DataView`, which no test can hand over: bytes go as text, opened in the page."""


@dataclass
class MountedLab:
    """A lab in the page and the one in Python; `answer` is the kernel's turn."""

    lab: Lab
    mounted: Mounted

    @property
    def page(self) -> Any:
        return self.mounted.page

    @property
    def root(self) -> Any:
        return self.mounted.page.locator(".rt-lab")

    def asked(self) -> list[dict[str, Any]]:
        """The values that the page has sent, in order."""
        return [one["values"] for one in self.mounted.saved if "values" in one]

    def wanted(self) -> list[dict[str, Any]]:
        """What the page has asked for ahead, in order."""
        return [one["wanted"] for one in self.mounted.saved if "wanted" in one]

    def prepare(self) -> None:
        """Draw ahead what the page asked for last, as the kernel would."""
        self.lab.set_state({"wanted": self.wanted()[-1]})
        self.mounted.receive(ahead=sendable(self.lab.ahead))

    def answer(self, values: dict[str, Any] | None = None) -> None:
        """Answer as the kernel would: these values, or the newest that the page sent."""
        self.lab.set_state({"values": values if values is not None else self.asked()[-1]})
        self.mounted.receive(drawing=sendable(self.lab.drawing))


def mounted_lab(page_with: Callable[..., Mounted], lab: Lab, **options: Any) -> MountedLab:
    """Put a lab on a page as it is now."""
    state = {name: sendable(getattr(lab, name)) for name in SENT}
    return MountedLab(lab, page_with(OPENED, str(lab._css), state, **options))


def sendable(value: Any) -> Any:
    """A state with its bytes as text."""
    if isinstance(value, bytes):
        return {"$bytes": base64.b64encode(value).decode("ascii")}
    if isinstance(value, dict):
        return {key: sendable(one) for key, one in value.items()}
    return [sendable(one) for one in value] if isinstance(value, list | tuple) else value
