"""The comparator table that sorts, filters and lets its columns be chosen, in the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import traitlets

from retinoid_teach.evidence import Catalog, shipped
from retinoid_teach.evidence._names import unknown
from retinoid_teach.views._comparator import (
    column_unit,
    comparator_table,
    entry_value,
    heading,
    unit_shown,
)
from retinoid_teach.widgets._base import TeachingWidget
from retinoid_teach.widgets._bundle import module, style
from retinoid_teach.widgets._cited import cited_rows

if TYPE_CHECKING:
    import pandas as pd

_FIT = 8
"""So many columns are shown at first where there are more."""


class DrugTable(TeachingWidget):
    """Drugs side by side; made by `drug_table`.

    Attributes
    ----------
    columns : list of str
        Properties that are shown, in the order of the table. Readable and settable.
    sort_by : str
        Property by which the drugs are sorted; ``""``: the order given.
    descending : bool
        Whether the highest comes first.
    filter : str
        Only drugs with this text in their name or in a cell are shown.
    data : dict
        Drugs, properties, cells and sources as the page has them; never changes.
    """

    _esm = module("drug_table.js")
    _css = style("theme.css", "citations.css", "drug_table.css")

    data = traitlets.Dict(read_only=True).tag(sync=True)
    columns: traitlets.List[str] = traitlets.List().tag(sync=True)
    sort_by = traitlets.Unicode().tag(sync=True)
    descending = traitlets.Bool(default_value=False).tag(sync=True)
    filter = traitlets.Unicode().tag(sync=True)

    def __init__(self, frame: pd.DataFrame, catalog: Catalog) -> None:
        self._frame = frame.copy()
        self._known = [str(name) for name in frame.columns]
        super().__init__()
        self.set_trait("data", _payload(frame, catalog))
        self.columns = _first_shown(frame)

    @traitlets.validate("columns")
    def _check_columns(self, proposal: Any) -> list[str]:
        for name in proposal["value"]:
            if name not in self._known:
                raise unknown("columns", name, self._known)
        return [name for name in self._known if name in proposal["value"]]

    @traitlets.validate("sort_by")
    def _check_sort_by(self, proposal: Any) -> str:
        if proposal["value"] and proposal["value"] not in self._known:
            raise unknown("sort_by", proposal["value"], self._known)
        return str(proposal["value"])

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
    return DrugTable(frame, shipped() if catalog is None else catalog)


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
        "properties": [
            {"key": name, "name": heading(name), "unit": unit_shown(unit)} for name, unit in units.items()
        ],
        "drugs": [
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
