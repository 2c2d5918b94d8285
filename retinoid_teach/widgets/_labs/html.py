"""A lab where no widget runs: what the controls say, the picture, its sentence and its numbers."""

from __future__ import annotations

import base64
import html
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from retinoid_teach.learning.records import CITATION

from .._page.cited import Cited, sources_html, with_labels, without_labels
from .svg import picture

if TYPE_CHECKING:
    from .drawing import Drawing

_LOOK = "max-width:100%;height:auto;border-radius:8px"


def static_lab(data: Mapping[str, Any], values: Mapping[str, Any], drawing: Drawing) -> str:
    """Return the present state of a lab as HTML; the same text for the same state."""
    cited: Cited = {"rows": data["rows"], "sources": data["sources"]}
    return (
        f'<div class="rt-lab-static"><p><strong>{html.escape(drawing.title)}</strong></p>'
        f"{_image(drawing, cited)}<p>{with_labels(drawing.sentence, cited)}</p>"
        f"{_table('Values', _chosen(data, values, drawing.hidden))}"
        f"{_table('Read from the picture', _readouts(drawing, cited))}"
        f"{''.join(f'<p>{with_labels(text, cited)}</p>' for text in drawing.notes)}"
        f"{''.join(_facts(drawing, cited))}"
        f"<details><summary>Sources</summary>{sources_html(_ids(drawing, cited), cited)}</details></div>"
    )


def _image(drawing: Drawing, cited: Cited) -> str:
    if drawing.empty:
        return f"<p>{html.escape(drawing.empty)}</p>"
    code = base64.b64encode(picture(drawing).encode()).decode("ascii")
    alt = html.escape(without_labels(drawing.sentence, cited))
    return f'<img alt="{alt}" style="{_LOOK}" src="data:image/svg+xml;base64,{code}">'


def _table(caption: str, lines: Iterable[tuple[str, str]]) -> str:
    """A table of names and values, the values as HTML; nothing where there are none."""
    rows = "".join(
        f'<tr><th scope="row">{html.escape(name)}</th><td>{value}</td></tr>' for name, value in lines
    )
    return f"<table><caption>{caption}</caption><tbody>{rows}</tbody></table>" if rows else ""


def _chosen(
    data: Mapping[str, Any], values: Mapping[str, Any], hidden: Iterable[str]
) -> Iterator[tuple[str, str]]:
    for control in data["controls"]:
        if control["key"] not in hidden:
            yield control["label"], html.escape(_words(control, values[control["key"]]))


def _words(control: Mapping[str, Any], value: Any) -> str:
    labels = {option["key"]: option["label"] for option in control.get("options", ())}
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(labels[one] for one in value) or "none"
    return labels.get(value) or f"{value:,g} {control['unit']}".rstrip()


def _readouts(drawing: Drawing, cited: Cited) -> Iterator[tuple[str, str]]:
    for one in drawing.readouts:
        ids = "".join(f" [{row}]" for row in one.rows)
        yield one.label, with_labels(f"{one.value} {one.unit}".rstrip() + ids, cited)


def _facts(drawing: Drawing, cited: Cited) -> Iterator[str]:
    for title, texts in drawing.facts:
        items = "".join(f"<li>{with_labels(text, cited)}</li>" for text in texts)
        yield f"<p><strong>{html.escape(title)}</strong></p><ul>{items}</ul>"


def _ids(drawing: Drawing, cited: Cited) -> list[str]:
    """Rows that the present state cites, each once."""
    found = [match[1] for text in drawing.texts() for match in CITATION.finditer(text)]
    return [row for row in dict.fromkeys(found) if row in cited["rows"]]
