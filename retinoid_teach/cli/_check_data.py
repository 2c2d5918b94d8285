"""``retinoid-teach check-data``: the same checks as the course's own data, one line a fault."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from retinoid_teach.evidence.errors import printable
from retinoid_teach.learning.class_notes import counted

from ._errors import WrongUse

if TYPE_CHECKING:
    from retinoid_teach.evidence import Catalog


def check_data(folder: Path, *, unread: bool = False, questions: bool = False) -> int:
    """Check a data folder and print what is wrong with it, one line a fault.

    Parameters
    ----------
    folder : Path
        The folder with the tables; its ``datapackage.json`` may be left out.
    unread : bool
        Also list the rows whose source nobody has read yet, so that a teacher can check one.
    questions : bool
        Also look the questions over: answers that give themselves away, and what the bank lacks.

    Returns
    -------
    int
        The exit status: 0 without a fault or finding, 1 with one or more.

    Raises
    ------
    WrongUse
        Where there is no such folder, or it is a file.

    Examples
    --------
    >>> from retinoid_teach.evidence import shipped
    >>> check_data(shipped().folder)  # doctest: +ELLIPSIS
    No fault: ... tables, ... rows.
    0
    """
    if folder.exists() and not folder.is_dir():
        raise WrongUse(f"{folder} is a file: name the folder that holds your tables.")
    if not folder.is_dir():
        raise WrongUse(f"There is no folder {folder}: name the folder that holds your tables.")
    from retinoid_teach.evidence import DataError, open_data
    from retinoid_teach.learning.bank import bank
    from retinoid_teach.learning.linting import findings

    try:
        catalog = open_data(folder)
        bank(catalog)
        found = list(findings(catalog)) if questions else []
    except DataError as error:
        for fault in error.faults:
            print(fault)
        return _complain(len(error.faults), "fault")
    own = [name for name in catalog.names if name not in catalog.borrowed]
    rows = sum(len(catalog.rows(name)) for name in own)
    print(f"No fault: {counted(len(own), 'table')}, {counted(rows, 'row')}.")
    if unread:
        _print_unread(catalog, own)
    for one in found:
        print(printable(f"{one.question}, {one.rule}: {one.what}; right would be {one.right}."))
    if questions and not found:
        print("No finding in the questions.")
    return _complain(len(found), "finding") if found else 0


def _complain(count: int, name: str) -> int:
    print(f"{counted(count, name)}.", file=sys.stderr)
    return 1


def _print_unread(catalog: Catalog, tables: Sequence[str]) -> None:
    found = [(name, row) for name in tables for row in catalog.rows(name) if row.get("basis") == "unread"]
    for name, row in found:
        place = ", ".join(filter(None, (row.get("source_id"), row.get("locator"))))
        print(printable(f"{name} {row['id']}: {place or 'no source named'}"))
    print(f"{len(found)} unread. Read one against its source, then set its basis to `read`.")
