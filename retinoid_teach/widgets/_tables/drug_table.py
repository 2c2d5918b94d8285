"""The comparator table that sorts, filters and lets its columns be chosen, in the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.arguments import the_catalog
from retinoid_teach.views import comparator_table
from retinoid_teach.views.comparator import column_unit, entry_value, heading, unit_shown

from .._page.cited import cited_rows
from .sortable import SortableTable

if TYPE_CHECKING:
    import pandas as pd

_FIT = 8
"""So many columns are shown at first where there are more."""


class DrugTable(SortableTable):
    """Drugs side by side; made by `drug_table`. `columns` are properties, a line is a drug."""

    def __init__(self, frame: pd.DataFrame, catalog: Catalog) -> None:
        self._frame = frame.copy()
        super().__init__(_payload(frame, catalog), _first_shown(frame))

    def _label(self) -> str:
        return f"{len(self._frame)} drugs, {len(self.columns)} of {len(self._known)} properties"

    def _html(self) -> str:
        return comparator_table(self._frame, self.columns).html


def drug_table(frame: pd.DataFrame, *, catalog: Catalog | None = None) -> DrugTable:
    """Show drugs side by side in a table that sorts, filters and lets its columns be chosen.

    Parameters
    ----------
    frame : DataFrame
        What `retinoid_teach.compare_drugs` gives.
    catalog : Catalog, optional
        The data that `frame` came from; the shipped data if None.

    Returns
    -------
    DrugTable
        A widget. Of many columns those with a unit and two or more values are shown first.

    Notes
    -----
    Source rows: `compounds`.

    Examples
    --------
    >>> from retinoid_teach.evidence import compare_drugs
    >>> drug_table(compare_drugs(["isotretinoin", "tazarotene"], columns=["mw", "tpsa"]))
    <DrugTable 2 drugs, 2 of 2 properties>
    """
    return DrugTable(frame, the_catalog(catalog))


def _first_shown(frame: pd.DataFrame) -> list[str]:
    names = [str(name) for name in frame.columns]
    if len(names) <= _FIT:
        return names
    quantities = [name for name in names if column_unit(frame, name) and _filled(frame, name) > 1]
    return (quantities or names)[:_FIT]


def _filled(frame: pd.DataFrame, name: str) -> int:
    return sum(bool(cell) for cell in frame[name])


def _payload(frame: pd.DataFrame, catalog: Catalog) -> dict[str, Any]:
    units = {str(name): column_unit(frame, name) for name in frame.columns}
    ids = [entry.row_id for name in units for cell in frame[name] for entry in cell.entries]
    return {
        "title": str(frame.attrs.get("title", "Drugs compared")),
        "head": "Drug",
        "noun": "drugs",
        "properties": [
            {"key": name, "name": heading(name), "unit": unit_shown(unit)} for name, unit in units.items()
        ],
        "lines": [
            {"name": str(drug), "cells": [_cell(row[name], unit) for name, unit in units.items()]}
            for drug, row in frame.iterrows()
        ],
        **cited_rows(dict.fromkeys(ids), catalog),
    }


def _cell(cell: Any, unit: str | None) -> dict[str, Any]:
    """``entries``: value and row id of each, and 1 where it was not checked; ``number`` to sort by."""
    entries = [
        [entry_value(entry, unit), entry.row_id, *([] if entry.checked else [1])] for entry in cell.entries
    ]
    found: dict[str, Any] = {"entries": entries}
    if cell.number is not None:
        found["number"] = cell.number
    if cell.conflict:
        found["conflict"] = True
    return found
