"""The sources behind the rows that a widget's texts cite, in the compact form that the page takes."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from retinoid_teach.evidence import Catalog, cite
from retinoid_teach.evidence.citations import NOT_CHECKED
from retinoid_teach.learning.records import CITATION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Cited = dict[str, Any]
"""``rows``: row id to (place in `sources`, where in the source, places of further sources); ``sources``:
(citation, address or "")."""


def cited_rows(ids: Iterable[str], catalog: Catalog) -> Cited:
    """Collect the sources of rows, each source once.

    Parameters
    ----------
    ids : iterable of str
        Row ids.
    catalog : Catalog
        Where the rows are.

    Returns
    -------
    dict
        ``{"rows": {...}, "sources": [...]}``, ready to be sent.
    """
    found: Cited = {"rows": {}, "sources": []}
    for reference in cite(*ids, catalog=catalog):
        address = next((link.address for link in reference.links if link.address), "")
        for row_id in reference.rows:
            place = len(found["sources"])
            if row_id in found["rows"]:
                found["rows"][row_id].append(place)
            else:
                found["rows"][row_id] = [place, _place(row_id, reference.unread_rows, catalog)]
        found["sources"].append([reference.citation, address])
    return found


def with_labels(text: str, cited: Cited) -> str:
    """Return a text as HTML in which each citation is a small label that names its source."""
    pieces = _split(text, cited)
    return "".join(
        html.escape(before) + (_label(row_id, cited) if row_id else "") for before, row_id in pieces
    )


def without_labels(text: str, cited: Cited) -> str:
    """Return a text for the ear: without what `with_labels` makes a label of, and with what it leaves."""
    return "".join(before for before, _ in _split(text, cited))


def _split(text: str, cited: Cited) -> Iterator[tuple[str, str]]:
    """Cut a text at its citations: each piece and the row cited after it, "" after the last."""
    end = 0
    for found in CITATION.finditer(text):
        if found[1] in cited["rows"]:
            yield text[end : found.start()].rstrip(), found[1]
            end = found.end()
    yield text[end:], ""


def sources_html(ids: Iterable[str], cited: Cited) -> str:
    """Return the list of the sources of rows as HTML; nothing where there are none."""
    by_source: dict[int, list[str]] = {}
    for row_id in ids:
        first, place, *others = cited["rows"][row_id]
        for source in (first, *others):
            by_source.setdefault(source, []).append(f"{row_id}, {place}" if place else row_id)
    items = "".join(
        f"<li>{_linked(*cited['sources'][source])} ({html.escape('; '.join(rows))})</li>"
        for source, rows in by_source.items()
    )
    return f"<p>Sources</p><ul>{items}</ul>" if items else ""


def _place(row_id: str, unread: tuple[str, ...], catalog: Catalog) -> str:
    locator = catalog.row(row_id)[1].get("locator") or ""
    return "; ".join(part for part in (locator, NOT_CHECKED if row_id in unread else "") if part)


def _label(row_id: str, cited: Cited) -> str:
    first, place, *others = cited["rows"][row_id]
    citations = "; ".join(cited["sources"][source][0] for source in (first, *others))
    title = ", ".join(part for part in (citations, place) if part)
    return f' <sup title="{html.escape(title)}">{row_id}</sup>'


def _linked(citation: str, address: str) -> str:
    text = html.escape(citation)
    return f'<a href="{html.escape(address)}">{text}</a>' if address else text
