"""``retinoid-teach check-data``: the same checks as the course's own data, one line a fault."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from retinoid_teach.cli._errors import WrongUse

if TYPE_CHECKING:
    from retinoid_teach.evidence import Catalog


def check_data(folder: Path, *, unread: bool = False) -> int:
    """Check a data folder and print what is wrong with it, one line a fault.

    Parameters
    ----------
    folder : Path
        The folder with ``datapackage.json``.
    unread : bool
        Also list the rows whose source nobody has read yet, so that a teacher can check one.

    Returns
    -------
    int
        The exit status: 0 without a fault, 1 with one or more.

    Raises
    ------
    WrongUse
        Where there is no such folder.

    Examples
    --------
    >>> from retinoid_teach.evidence import shipped
    >>> check_data(shipped().folder)  # doctest: +ELLIPSIS
    No fault: ... tables, ... rows.
    0
    """
    if not folder.is_dir():
        raise WrongUse(f"There is no folder {folder}: name the folder that holds datapackage.json.")
    from retinoid_teach.evidence import DataError, open_data

    try:
        catalog = open_data(folder)
    except DataError as error:
        for fault in error.faults:
            print(fault)
        count = len(error.faults)
        print(f"{count} fault{'' if count == 1 else 's'}.", file=sys.stderr)
        return 1
    own = [name for name in catalog.names if name not in catalog.borrowed]
    print(f"No fault: {len(own)} tables, {sum(len(catalog.rows(name)) for name in own)} rows.")
    if unread:
        _print_unread(catalog, own)
    return 0


def _print_unread(catalog: Catalog, tables: Sequence[str]) -> None:
    found = [(name, row) for name in tables for row in catalog.rows(name) if row.get("basis") == "unread"]
    for name, row in found:
        place = ", ".join(filter(None, (row.get("source_id"), row.get("locator"))))
        print(f"{name} {row['id']}: {place or 'no source named'}")
    print(f"{len(found)} unread. Read one against its source, then set its basis to `read`.")
