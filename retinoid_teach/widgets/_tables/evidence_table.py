"""The rows of an evidence table in the page, to be sorted and filtered, with their marks and sources."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any, Literal

from retinoid_teach.evidence import Catalog, table
from retinoid_teach.evidence.arguments import the_catalog
from retinoid_teach.evidence.citations import NOT_CHECKED
from retinoid_teach.evidence.names import unknown
from retinoid_teach.evidence.typed_tables import WITHHELD
from retinoid_teach.views.comparator import unit_shown

from .._page.cited import cited_rows
from .sortable import SortableTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from retinoid_teach.evidence.contract import Table

_PROVENANCE = ("source_id", "locator", "basis", "confidence")
_IN_THE_VALUE = (
    "relation",
    "value_low",
    "value_high",
    "unit",
    "dispersion",
    "dispersion_type",
    "dispersion_unit",
)
_MARKS = {
    ("use", "trap"): "trap",
    ("use", "do_not_use_until_checked"): "do not use before a check",
    ("teaching_status", "do_not_teach_as_settled"): "not settled",
    ("teaching_status", "contested"): "contested",
    ("teaching_status", "hypothesis"): "hypothesis",
}
_SCREEN, _FEW = 12, 4
"""Rows that are shown at once where nothing runs, and so many more that are not worth a fold."""
_SPREAD = {"+/- as printed": "as printed"}


class EvidenceTable(SortableTable):
    """Rows of an evidence table; made by `evidence_table`. A line is a row, its name the row's id."""

    def _label(self) -> str:
        shown, known = len(self.columns), len(self._known)
        return f"{self.data['title']}: {len(self.data['lines'])} rows, {shown} of {known} columns"

    def _html(self) -> str:
        return _static(self.data, self.columns)


def evidence_table(
    name: str,
    rows: Iterable[str] | None = None,
    columns: Sequence[str] | None = None,
    *,
    hide: Iterable[str] = (),
    include: Literal["taught", "all"] = "all",
    catalog: Catalog | None = None,
) -> EvidenceTable:
    """Show the rows of an evidence table so that they can be sorted and filtered in the page.

    Parameters
    ----------
    name : str
        A name of `retinoid_teach.tables` whose rows have sources.
    rows : iterable of str, optional
        Row ids to show, in this order; all unless said.
    columns : sequence of str, optional
        Columns that are shown at first; all but `hide` unless said. The reader can choose others.
    hide : iterable of str, optional
        Columns that are not shown at first.
    include : {"all", "taught"}
        ``"all"`` shows traps and unsettled rows too, each with its mark; ``"taught"`` leaves them out, as
        `retinoid_teach.table` does.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    EvidenceTable
        A widget. The column ``value`` holds the value as recorded with sign, spread and unit, and sorts by
        the number. Marks stand beside the row's id: trap, contested, not checked against its source.

    Raises
    ------
    ValueError
        For a table, a row or a column that does not exist (with the nearest match).

    Notes
    -----
    Source rows: those that are shown; every line names its own.

    Examples
    --------
    >>> evidence_table("pk_parameters", ["P001", "P005"], ["formulation", "value"])
    <EvidenceTable Kinetics in the body and the skin: 2 rows, 2 of 9 columns>
    """
    catalog = the_catalog(catalog)
    about = catalog.table(name)
    if not about.has("id") or not about.citable:
        raise ValueError(f"name: the rows of {name!r} have no sources; choose a table of evidence.")
    chosen = _chosen(name, rows, include, catalog)
    data = _payload(about, chosen, catalog)
    keys = [str(column["key"]) for column in data["properties"]]
    for one in hide:
        if one not in keys:
            raise unknown("hide", one, keys)
    return EvidenceTable(data, columns or [key for key in keys if key not in set(hide)])


def fact_value(row: Mapping[str, Any]) -> str:
    r"""Return the value of a row as a reader would write it: sign, value, spread and unit.

    Examples
    --------
    >>> from retinoid_teach.evidence import shipped
    >>> fact_value(shipped().row("P033")[1]), fact_value(shipped().row("P001")[1])
    ('29 ± 40 h (SD)', '10004 ng*h/mL (CV 22\xa0%)')
    """
    if row["value"] is None:
        return ""
    sign = f"{row['relation']} " if row.get("relation") in ("<", ">", "<=", ">=", "~", "+", "up to") else ""
    parts = [f"{sign}{row['value']}", unit_shown(row.get("unit"))]
    spread, kind = row.get("dispersion"), row.get("dispersion_type")
    if spread is None:
        return " ".join(filter(None, parts))
    if kind == "CV%":
        return f"{' '.join(filter(None, parts))} (CV {spread:g}\u00a0%)"
    return (
        f"{' '.join(filter(None, [parts[0], '±', f'{spread:g}', parts[1]]))} ({_SPREAD.get(str(kind), kind)})"
    )


def _chosen(
    name: str, rows: Iterable[str] | None, include: Literal["taught", "all"], catalog: Catalog
) -> list[Mapping[str, Any]]:
    allowed = table(name, include=include, catalog=catalog).index
    by_id = {row["id"]: row for row in catalog.rows(name)}
    wanted = [str(one) for one in (allowed if rows is None else rows)]
    for one in wanted:
        if one not in allowed:
            raise unknown("rows", one, [str(known) for known in allowed])
    return [by_id[one] for one in wanted]


def _payload(about: Table, rows: Sequence[Mapping[str, Any]], catalog: Catalog) -> dict[str, Any]:
    left_out = {about.key, *_PROVENANCE, *WITHHELD, *(_IN_THE_VALUE if about.has("value_low") else ())}
    fields = [field for field in about.fields if field.name not in left_out]
    return {
        "title": about.title,
        "head": "Row",
        "noun": "rows",
        "properties": [
            {"key": field.name, "name": _heading(field.name, field.title), "unit": ""} for field in fields
        ],
        "lines": [
            {
                "name": row["id"],
                "row": row["id"],
                "marks": _marks(row),
                "cells": [_cell(row, field.name) for field in fields],
            }
            for row in rows
        ],
        **cited_rows([row["id"] for row in rows], catalog),
    }


def _heading(name: str, title: str) -> str:
    return "Value" if name == "value" else title or name.replace("_", " ")


def _marks(row: Mapping[str, Any]) -> list[str]:
    marks = [mark for (column, value), mark in _MARKS.items() if row.get(column) == value]
    return [*marks, NOT_CHECKED] if row.get("basis") == "unread" else marks


def _cell(row: Mapping[str, Any], name: str) -> Any:
    """Text alone where that is all; a value that is a number brings the number to sort by."""
    if name != "value" or "value_low" not in row:
        return "" if row[name] is None else str(row[name])
    ends = [end for end in (row["value_low"], row["value_high"]) if end is not None]
    text = fact_value(row)
    if not text or not ends:
        return text
    return {"entries": [[text]], "number": sum(ends) / len(ends)}


def _static(data: Mapping[str, Any], columns: Sequence[str]) -> str:
    """The table without a browser's help: what is more than a screen is folded, and nothing is left out."""
    shown = [place for place, column in enumerate(data["properties"]) if column["key"] in columns]
    names = [data["head"], *(data["properties"][place]["name"] for place in shown)]
    lines, title = [_line(line, shown) for line in data["lines"]], data["title"]
    if len(lines) <= _SCREEN + _FEW:
        return _table(title, names, lines)
    rest = _table(f"{title}, the other rows", names, lines[_SCREEN:])
    more = f"<details><summary>{len(lines) - _SCREEN} more rows</summary>{rest}</details>"
    return f"{_table(f'{title}, {_SCREEN} of {len(lines)} rows', names, lines[:_SCREEN])}{more}"


def _table(caption: str, names: Sequence[str], lines: Sequence[str]) -> str:
    heads = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in names)
    return (
        f'<table class="rt-evidence"><caption>{html.escape(caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{''.join(lines)}</tbody></table>"
    )


def _line(line: Mapping[str, Any], shown: Sequence[int]) -> str:
    marks = "".join(f"<br><em>{html.escape(mark)}</em>" for mark in line["marks"])
    # HTML lets a row and a cell end where the next begins; a lesson stores hundreds of them.
    cells = "".join(f"<td>{html.escape(_text(line['cells'][place]))}" for place in shown)
    return f'<tr><th scope="row">{html.escape(line["name"])}{marks}{cells}'


def _text(cell: Any) -> str:
    return cell if isinstance(cell, str) else str(cell["entries"][0][0])
