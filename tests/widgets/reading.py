"""Read a widget's static form as a reader without scripts sees it, and weigh what a notebook stores of it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

VOID = {"hr", "br", "img", "input"}
CELLS, ROWS = {"td", "th"}, {"td", "th", "tr"}
"""HTML lets a cell end where the next begins, and a row too."""


@dataclass
class Page(HTMLParser):
    """The text of an HTML fragment, the tags in it, and whether they nest."""

    html: str
    text: str = ""
    tags: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str, str | None]] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.html)
        assert self.open == []

    def __hash__(self) -> int:
        return id(self)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag in ROWS:
            self.close_what_may_end(CELLS if tag in CELLS else ROWS)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ROWS:
            self.close_what_may_end(ROWS)
        assert self.open.pop() == tag

    def close_what_may_end(self, tags: set[str]) -> None:
        while self.open and self.open[-1] in tags:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.text += data


def stored_bytes(widget: Any) -> int:
    """Bytes that a saved notebook spends on the widget's own model."""
    state = {name: value for name, value in widget.get_state().items() if name != "layout"}
    return len(json.dumps(state).encode())
