"""The catalog: all tables of one data folder, read once, that nobody can damage."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ._descriptor import parse
from ._reader import read_table, read_text, typed_rows
from .contract import FILE, Contract, Table
from .errors import DataError, Fault
from .names import check_name, unknown
from .place import data_folder

if TYPE_CHECKING:
    import pandas as pd

Rows = tuple[Mapping[str, Any], ...]

_DTYPES = {"integer": "Int64", "year": "Int64", "number": "Float64", "boolean": "boolean"}


class Catalog:
    """All tables of one data folder; immutable, compared and hashed by identity.

    Made by `shipped` or `open_data`, not by hand.

    Parameters
    ----------
    contract : Contract
        What the folder's ``datapackage.json`` says.
    read : callable
        Gives the typed rows of a table of the contract; called once a table, when it is first needed.
    folder : Path
        Where the data came from.
    borrowed : tuple of str, optional
        Tables that the folder does not have and that were taken from the shipped data.

    Examples
    --------
    >>> catalog = shipped()
    >>> "options" in catalog.names, catalog.borrowed
    (True, ())
    """

    __slots__ = ("_borrowed", "_contract", "_folder", "_frames", "_places", "_read", "_rows")

    def __init__(
        self,
        contract: Contract,
        read: Callable[[Table], Rows],
        folder: Path,
        borrowed: tuple[str, ...] = (),
    ) -> None:
        self._contract = contract
        self._read = read
        self._folder = folder
        self._borrowed = borrowed
        self._rows: dict[str, Rows] = {}
        self._frames: dict[str, pd.DataFrame] = {}
        self._places: dict[str, tuple[str, int]] = {}

    def __repr__(self) -> str:
        return f"<Catalog {self.title!r}, {len(self.names)} tables, {self.date}>"

    @property
    def contract(self) -> Contract:
        """Types, units and descriptions of every table."""
        return self._contract

    @property
    def folder(self) -> Path:
        """Where the data came from."""
        return self._folder

    @property
    def borrowed(self) -> tuple[str, ...]:
        """Tables that the folder does not have: taken from the shipped data."""
        return self._borrowed

    @property
    def title(self) -> str:
        """Title of the data package."""
        return self._contract.title

    @property
    def date(self) -> str:
        """Date of the evidence, as the data package gives it."""
        return self._contract.date or self._contract.version

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all tables."""
        return tuple(self._contract.tables)

    def table(self, name: str) -> Table:
        """Return the contract of one table; ValueError with the nearest match for a wrong name."""
        return self._contract.tables[check_name("name", name, self._contract.tables)]

    def rows(self, name: str) -> Rows:
        """Return all rows of a table as read-only mappings, in the order of the file.

        Parameters
        ----------
        name : str
            A name of `names`.

        Returns
        -------
        tuple of mapping
            Column to value: text, int, float or bool; None where the cell is blank. List columns stay text.

        Examples
        --------
        >>> shipped().rows("options")[0]["basis"]
        'read'
        """
        if name not in self._rows:
            self._rows[name] = self._read(self.table(name))
        return self._rows[name]

    def frame(self, name: str) -> pd.DataFrame:
        """Return all rows of a table, typed and indexed by row id, as a copy of your own.

        Parameters
        ----------
        name : str
            A name of `names`.

        Returns
        -------
        DataFrame
            Columns of type string, Int64, Float64 or boolean; missing is ``pd.NA``.

        Examples
        --------
        >>> shipped().frame("options").index.name
        'id'
        """
        if name not in self._frames:
            self._frames[name] = _framed(self.table(name), self.rows(name))
        return self._frames[name].copy(deep=True)

    def row(self, row_id: object) -> tuple[str, Mapping[str, Any]]:
        """Find a row by its id over all tables; the row of a fact or source before that of a vocabulary.

        Raises
        ------
        ValueError
            If no table has such a row; with the nearest id.

        Examples
        --------
        >>> table, row = shipped().row("P001")
        >>> table, row["basis"]
        ('pk_parameters', 'read')
        """
        if not self._places:
            self._places.update(self._all_places())
        if not isinstance(row_id, str) or row_id not in self._places:
            raise _unknown_row(row_id, self._places)
        name, position = self._places[row_id]
        return name, self.rows(name)[position]

    def _all_places(self) -> dict[str, tuple[str, int]]:
        places: dict[str, tuple[str, int]] = {}
        for name in sorted(self.names, key=lambda one: not self.table(one).citable):
            for position, row in enumerate(self.rows(name)):
                places.setdefault(row["id"], (name, position))
        return places


@cache
def shipped() -> Catalog:
    """Return the data that came with the package; read when first needed, then kept.

    Examples
    --------
    >>> shipped() is shipped()
    True
    """
    folder = data_folder()
    text = read_text(folder, FILE)
    if isinstance(text, Fault):
        raise DataError([text], str(folder))
    contract = parse(text, str(folder))

    def read(table: Table) -> Rows:
        return typed_rows(table, read_table(folder, table.path), str(folder))

    return Catalog(contract, read, folder)


def _framed(table: Table, rows: Rows) -> pd.DataFrame:
    import pandas as pd

    columns: dict[str, pd.Series[Any]] = {}
    for field in table.fields:
        dtype: Any = _DTYPES.get(field.type, "string")
        columns[field.name] = pd.Series([row[field.name] for row in rows], dtype=dtype)
    return pd.DataFrame(columns).set_index(table.key)


def _unknown_row(row_id: object, places: Mapping[str, object]) -> ValueError:
    error = str(unknown("row_id", row_id, places))
    return ValueError(error.partition(" Allowed:")[0])
