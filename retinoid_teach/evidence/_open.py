"""Open a teacher's own data folder: the same reader and the same checks as the shipped data."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from ._catalog import Catalog, shipped
from ._checks import Checked, check_table
from ._files import strange_files
from ._links import Tables, link_faults
from ._plan import plan_for
from ._reader import read_table
from ._rules import rule_faults
from .contract import Table
from .errors import DataError, Fault


def open_data(folder: str | os.PathLike[str]) -> Catalog:
    """Open a data folder of your own.

    The folder may have a ``datapackage.json``; without one, the shipped contract holds, and a table may lie
    where the shipped data has it (``clinical/options.csv``) or at the top (``options.csv``). Tables that the
    folder does not have are taken from the shipped data: ``Catalog.borrowed`` names them. Everything is read
    and checked at once; nothing in the folder is changed, and later changes there do not reach the catalog.

    Parameters
    ----------
    folder : str or path
        The folder.

    Returns
    -------
    Catalog
        To be given as `catalog` to any function that reads rows.

    Raises
    ------
    DataError
        If anything in the folder is wrong; it lists every fault as file, row, column, value and what was
        expected.
    ValueError
        If `folder` is no text or path.

    Examples
    --------
    >>> try:
    ...     open_data("no such folder")
    ... except ValueError as error:
    ...     print(error)
    1 fault in no such folder:
      no such folder: expected a folder with tables; it is not there
    """
    given = _folder(folder)
    plan = plan_for(given)
    strange = tuple(strange_files(given, plan))
    misnamed = {one.table for one in strange}
    checked = {table.name: _checked(given, table, misnamed) for table in plan.own}
    tables = checked | {name: _from_shipped(name) for name in plan.borrowed}
    # A table under another name is not there: what should be in it is not judged, nor its shipped stand-in.
    tables |= {name: replace(tables[name], usable=False) for name in misnamed & tables.keys()}
    faults = [one.fault for one in strange]
    faults += plan.faults if plan.own or not strange else ()
    faults += _all_faults(checked, tables)
    if faults:
        raise DataError(dict.fromkeys(faults), str(folder))
    rows = {name: tables[name].rows for name in plan.contract.tables}
    return Catalog(plan.contract, lambda table: rows[table.name], given, plan.borrowed)


def _folder(folder: object) -> Path:
    if not isinstance(folder, str | os.PathLike) or not str(folder).strip():
        raise ValueError(f"folder: {folder!r} is not the name of a folder")
    try:
        path = Path(folder).expanduser()
        if path.is_dir():
            return path.resolve()
        state = "this is a file" if path.exists() else "it is not there"
    except (OSError, RuntimeError) as error:
        state = getattr(error, "strerror", None) or str(error)
    raise DataError([Fault(str(folder), None, None, None, f"a folder with tables; {state}")], str(folder))


def _checked(folder: Path, table: Table, misnamed: Collection[str]) -> Checked:
    if table.name in misnamed:
        return Checked(table, table.path, (), (), usable=False)
    return check_table(table, read_table(folder, table.path))


@cache
def _from_shipped(name: str) -> Checked:
    base = shipped()
    table, rows = base.table(name), base.rows(name)
    return Checked(table, table.path, rows, (0,) * len(rows), borrowed=True)


def _all_faults(checked: Tables, tables: Tables) -> Iterator[Fault]:
    """Yield the faults of every table, then those between tables; a cell's first fault stands for it."""
    cells: set[tuple[object, ...]] = set()
    for one in checked.values():
        cells.update((fault.file, fault.row, fault.column) for fault in one.faults)
        yield from one.faults
    for fault in (*link_faults(tables), *rule_faults(tables, _units())):
        cell = (fault.file, fault.row, fault.column, *([fault.value] if fault.row is None else []))
        if cell not in cells:
            cells.add(cell)
            yield fault


@cache
def _units() -> frozenset[str]:
    base = shipped()
    return frozenset(
        row[field.unit_column]
        for name in base.names
        for field in base.table(name).fields
        if field.unit_column
        for row in base.rows(name)
        if row[field.unit_column]
    )
