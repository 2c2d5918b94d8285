"""A numbered list of references, made from row ids."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from ._catalog import Catalog
from ._relations import tokens
from .arguments import the_catalog

NOT_CHECKED = "not checked against its source"

_DOI = re.compile(r"10\.[0-9]{4,9}/\S+")
_PMID = re.compile(r"[0-9]{1,9}")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|<>~&$^=-])")


@dataclass(frozen=True, slots=True)
class Link:
    """A text and the address behind it; no address where it is none that may be followed."""

    text: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Reference:
    """One source, what it was cited for and whether it was read.

    `source_ids` has more than one id where the same paper is listed twice; `rows` are the cited rows and
    `unread_rows` those of them that nobody has checked against the source.
    """

    number: int
    source_ids: tuple[str, ...]
    citation: str
    links: tuple[Link, ...]
    checked: bool
    rows: tuple[str, ...]
    unread_rows: tuple[str, ...]


@dataclass(frozen=True)
class ReferenceList:
    """A numbered list of references; shows itself as HTML, Markdown or plain text."""

    entries: tuple[Reference, ...]

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[Reference]:
        return iter(self.entries)

    def numbers(self, row_id: str) -> tuple[int, ...]:
        """Return the numbers under which a cited row or source stands in the list."""
        return tuple(one.number for one in self.entries if row_id in one.rows or row_id in one.source_ids)

    def __str__(self) -> str:
        return "\n".join(_line(one, str, _plain_link) for one in self.entries)

    def _repr_markdown_(self) -> str:
        return "\n".join(_line(one, _markdown, _markdown_link) for one in self.entries)

    def _repr_html_(self) -> str:
        items = "".join(
            f'<li value="{one.number}">{_entry(one, html.escape, _html_link)}</li>' for one in self.entries
        )
        # An address has no place to break, and a phone no room for one.
        return f'<ol class="rt-references" style="overflow-wrap:anywhere">{items}</ol>'


def cite(*row_ids: str, catalog: Catalog | None = None) -> ReferenceList:
    """Make a numbered reference list from row ids.

    Parameters
    ----------
    *row_ids : str
        Ids of rows (``"P002"``; with a column, ``"BO174.events"``) or of sources (``"S056"``), in the order
        in which the text names them.
    catalog : Catalog, optional
        The data to read; the shipped data by default.

    Returns
    -------
    ReferenceList
        One entry a source, numbered in the order of first mention. A paper that is listed under two source
        ids is one entry. What nobody has read is marked "not checked against its source".

    Raises
    ------
    ValueError
        For an id or a column that does not exist, and for a row that names no source.

    Examples
    --------
    >>> references = cite("P002", "P001", "S056")
    >>> len(references), references.numbers("P002")
    (1, (1,))
    """
    catalog = the_catalog(catalog)
    sources = {row["id"]: row for row in catalog.rows("sources")}
    papers = _papers(sources)
    cited: dict[tuple[str, ...], list[tuple[str, bool]]] = {}
    for given in row_ids:
        table, row = _row(given, catalog)
        for source_id in [row["id"]] if table == "sources" else _source_ids(table, row, catalog):
            rows = cited.setdefault(papers[source_id], [])
            entry = (row["id"], row.get("basis") == "unread")
            if table != "sources" and entry not in rows:
                rows.append(entry)
    return ReferenceList(
        tuple(_reference(number, ids, rows, sources) for number, (ids, rows) in enumerate(cited.items(), 1))
    )


def _row(given: object, catalog: Catalog) -> tuple[str, Mapping[str, Any]]:
    if not isinstance(given, str):
        raise ValueError(f"row_ids: {given!r} is not text; give ids one by one, as in cite('P001', 'P002')")
    row_id, dot, column = given.partition(".")
    table, row = catalog.row(row_id)
    if dot and column not in row:
        raise ValueError(f"row_ids: {given!r} names no column of {table}; it has {', '.join(row)}")
    return table, row


def _source_ids(table: str, row: Mapping[str, Any], catalog: Catalog) -> list[str]:
    found: list[str] = []
    for column, relation in catalog.table(table).relations:
        if "sources" in relation.tables and row[column]:
            found += tokens(row[column], relation)
    if not found:
        raise ValueError(f"row_ids: the row {row['id']!r} of {table} names no source")
    return list(dict.fromkeys(found))


def _papers(sources: Mapping[str, Mapping[str, Any]]) -> dict[str, tuple[str, ...]]:
    """Map every source id to all ids of the same paper, the one that the others point to first."""
    groups: dict[str, list[str]] = {}
    for source_id, source in sources.items():
        if not source["same_as"]:
            groups.setdefault(source_id, []).insert(0, source_id)
        else:
            groups.setdefault(source["same_as"], []).append(source_id)
    return {source_id: tuple(group) for group in groups.values() for source_id in group}


def _reference(
    number: int, ids: tuple[str, ...], rows: list[tuple[str, bool]], sources: Mapping[str, Mapping[str, Any]]
) -> Reference:
    listed = [sources[source_id] for source_id in ids]
    return Reference(
        number=number,
        source_ids=ids,
        citation=_one_line(_first(listed, "citation") or ids[0]),
        links=tuple(_links(listed)),
        checked=any(source.get("basis") != "unread" for source in listed),
        rows=tuple(row_id for row_id, _ in rows),
        unread_rows=tuple(row_id for row_id, is_unread in rows if is_unread),
    )


def _first(listed: list[Mapping[str, Any]], column: str) -> str | None:
    return next((str(source[column]) for source in listed if source.get(column)), None)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _links(listed: list[Mapping[str, Any]]) -> Iterator[Link]:
    doi, pmid, url = (_first(listed, column) for column in ("doi", "pmid", "url"))
    if doi:
        known = _DOI.fullmatch(doi)
        yield Link(f"doi:{_one_line(doi)}", f"https://doi.org/{quote(doi, safe='/:;().')}" if known else None)
    if pmid:
        known = _PMID.fullmatch(pmid)
        yield Link(f"PMID {_one_line(pmid)}", f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/" if known else None)
    if url and not (doi and "doi.org/" in url) and not (pmid and "pubmed" in url):
        yield Link(_one_line(url), url if _may_be_followed(url) else None)


def _may_be_followed(url: str) -> bool:
    """Only an ordinary web address becomes a link; a script or a local file stays text."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    plain = url.isprintable() and not any(sign in url for sign in " \"'<>\\`")
    return plain and parts.scheme in ("http", "https") and bool(parts.hostname)


def _line(one: Reference, escape: Any, link: Any) -> str:
    return f"{one.number}. {_entry(one, escape, link)}"


def _entry(one: Reference, escape: Any, link: Any) -> str:
    parts = [escape(one.citation), *(link(each) for each in one.links)]
    if not one.checked:
        parts.append(escape(f"[{NOT_CHECKED}]"))
    named = [f"{row} ({NOT_CHECKED})" if row in one.unread_rows else row for row in one.rows]
    parts.append(escape(f"[{'; '.join((*one.source_ids, *named))}]"))
    return " ".join(parts)


def _plain_link(link: Link) -> str:
    return link.text


def _markdown(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)


def _markdown_link(link: Link) -> str:
    if not link.address:
        return _markdown(link.text)
    address = link.address.replace("(", "%28").replace(")", "%29")
    return f"[{_markdown(link.text)}]({address})"


def _html_link(link: Link) -> str:
    text = html.escape(link.text)
    return f'<a href="{html.escape(link.address)}">{text}</a>' if link.address else text
