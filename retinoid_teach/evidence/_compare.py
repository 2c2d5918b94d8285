"""The comparator table: drugs side by side, each value with its unit and its row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ._catalog import Catalog
from .arguments import listed, the_catalog
from .citations import NOT_CHECKED
from .names import check_name

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of a drug as one source gives it."""

    row_id: str
    value: str
    unit: str | None
    relation: str | None
    source_id: str | None
    jurisdiction: str | None
    checked: bool

    def __str__(self) -> str:
        sign = f"{self.relation} " if self.relation not in (None, "=") else ""
        unit = f" {self.unit}" if self.unit else ""
        place = f", {self.jurisdiction}" if self.jurisdiction else ""
        mark = "" if self.checked else f" ({NOT_CHECKED})"
        return f"{sign}{self.value}{unit}{place} [{self.row_id}]{mark}"


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known of one property of one drug: every value, none averaged, none chosen.

    An empty cell is false and shows as nothing.
    """

    entries: tuple[Entry, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.entries)

    def __str__(self) -> str:
        joint = "; but " if self.conflict else "; "
        return joint.join(str(entry) for entry in self.entries)

    @property
    def conflict(self) -> bool:
        """Whether sources give the same quantity in the same unit and place differently."""
        quantities = {
            (one.unit, one.jurisdiction, one.relation, one.value) for one in self.entries if one.unit
        }
        return len(quantities) > len({quantity[:2] for quantity in quantities})

    @property
    def checked(self) -> bool:
        """False where an entry was never checked against its source."""
        return all(entry.checked for entry in self.entries)

    @property
    def rows(self) -> tuple[str, ...]:
        """Ids of the rows behind the cell."""
        return tuple(entry.row_id for entry in self.entries)

    @property
    def number(self) -> float | None:
        """The one number of the cell, to sort by; None where there is none or where sources disagree."""
        values = {entry.value for entry in self.entries}
        try:
            return float(values.pop()) if len(values) == 1 else None
        except ValueError:
            return None


def compare_drugs(
    compounds: str | Iterable[str], columns: Sequence[str] | None = None, catalog: Catalog | None = None
) -> pd.DataFrame:
    """Set drugs side by side.

    Parameters
    ----------
    compounds : iterable of str
        Compounds of the table ``compounds``, in the order wanted.
    columns : sequence of str, optional
        Properties of that table; by default all that are recorded for at least one of the drugs.
    catalog : Catalog, optional
        The data to read; the shipped data by default.

    Returns
    -------
    DataFrame
        A row a drug, a column a property; each value is a `Cell`, which shows value, unit and row id. Where
        sources disagree the cell has all their values. ``attrs["units"]`` maps a property to its unit.

    Raises
    ------
    ValueError
        For a compound or a property that is not in the table, with the nearest match.

    Examples
    --------
    >>> both = compare_drugs(["isotretinoin", "tazarotene"], columns=["formula", "logp_predicted"])
    >>> print(both.loc["tazarotene", "logp_predicted"])
    5.6 log10 [CP191]; but 4.9 log10 [CP192]
    >>> both.loc["tazarotene", "logp_predicted"].conflict
    True
    """
    import pandas as pd

    rows = the_catalog(catalog).rows("compounds")
    drugs = [compounds] if isinstance(compounds, str) else listed("compounds", compounds)
    _known("compounds", drugs, (row["compound"] for row in rows))
    asked = None if columns is None else listed("columns", columns)
    if asked is not None:
        _known("columns", asked, (row["property"] for row in rows))
    cells = _cells(rows, drugs)
    shown = asked if asked is not None else list(dict.fromkeys(name for _, name in cells))
    frame = pd.DataFrame(
        [[cells.get((drug, name), Cell()) for name in shown] for drug in drugs],
        index=pd.Index(drugs, name="compound", dtype="string"),
        columns=pd.Index(shown, name="property", dtype="string"),
        dtype=object,
    )
    units = {name: unit for name, unit in _units(cells).items() if name in shown}
    frame.attrs = {"title": "Drugs compared", "units": units}
    return frame


def _known(argument: str, names: Iterable[str], allowed: Iterable[str]) -> None:
    every = dict.fromkeys(allowed)
    for name in names:
        check_name(argument, name, every)


def _cells(rows: Iterable[Any], drugs: list[str]) -> dict[tuple[str, str], Cell]:
    found: dict[tuple[str, str], list[Entry]] = {}
    for row in rows:
        if row["compound"] in drugs and row["value"] is not None:
            found.setdefault((row["compound"], row["property"]), []).append(_entry(row))
    return {place: Cell(tuple(entries)) for place, entries in found.items()}


def _entry(row: Any) -> Entry:
    return Entry(
        row_id=row["id"],
        value=str(row["value"]),
        unit=row["unit"],
        relation=row["relation"],
        source_id=row["source_id"],
        jurisdiction=row["jurisdiction"],
        checked=row["basis"] != "unread",
    )


def _units(cells: dict[tuple[str, str], Cell]) -> dict[Any, Any]:
    return {name: entry.unit for (_, name), cell in cells.items() for entry in cell.entries if entry.unit}
