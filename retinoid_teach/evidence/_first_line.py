"""Tell what a file has in place of the header line, in one sentence that says what to do."""

from __future__ import annotations

from collections.abc import Iterable

from ._reader import CURLY, RawTable
from .contract import Table
from .errors import Fault

_SEPARATORS = ((";", "semicolons"), ("\t", "tabs"), ("|", "vertical bars"))
_ENOUGH = 2
"""So many names of columns make a line a header: a row of values has none."""

_QUOTES = "\"'" + "".join(CURLY)
_ADVICE = {
    "semicolons": (
        "; a spreadsheet program writes them where the system is set to a decimal comma, under 'CSV UTF-8' "
        "too: set the list separator to a comma and the decimal sign to a point in the system's regional "
        "settings, then save again; LibreOffice asks for the separator"
    ),
    "tabs": "; save as 'CSV UTF-8', not as text with tabs",
    "vertical bars": "; save again with a comma as the separator",
}


def first_line_fault(table: Table, raw: RawTable) -> Fault | None:
    """Find the one cause that would else be a fault for each column: another line, or other separators."""
    if not raw.start or not raw.start[0].strip():
        return None
    first = raw.start[0]
    curly = raw.header and not _named(table, raw.header) and _named(table, map(_bare, raw.header))
    if curly and any(sign in first for sign in CURLY):
        said = 'names of columns without quotes, or with straight ones (")'
        return Fault(raw.file, 1, None, first, f"{said}; these are curly")
    sign = _separator(table, first)
    if sign:
        return Fault(raw.file, 1, None, first, f"commas between the cells; {_these_are(sign)}")
    if _named(table, raw.header):
        return None
    return _header_below(table, raw)


def _header_below(table: Table, raw: RawTable) -> Fault | None:
    for row, line in enumerate(raw.start[1:], start=2):
        sign = _separator(table, line)
        if not sign and not _named(table, _cells(line, ",")):
            continue
        hint = raw.start[0].strip(' "').casefold().startswith("sep=")
        what = "this line is a hint to Excel alone" if hint else f"it is row {row}"
        do = "delete this line" if row == 2 else f"delete the {row - 1} lines above row {row}"
        more = f", and put commas between the cells: {_these_are(sign)}" if sign else ""
        expected = f"the header line first; {what}, so {do}{more}"
        return Fault(raw.file, 1, None, raw.start[0], expected)
    return None


def _separator(table: Table, line: str) -> str:
    """Return the sign that parts the names of columns in a line; blank where that is a comma, or nothing."""
    if _named(table, _cells(line, ",")):
        return ""
    return next((sign for sign, _ in _SEPARATORS if _named(table, _cells(line, sign))), "")


def _these_are(sign: str) -> str:
    name = dict(_SEPARATORS)[sign]
    return f"these are {name}{_ADVICE[name]}"


def _cells(line: str, sign: str) -> list[str]:
    return [_bare(cell) for cell in line.split(sign)]


def _bare(cell: str) -> str:
    return cell.strip().strip(_QUOTES).strip()


def _named(table: Table, cells: Iterable[str]) -> bool:
    return len(set(cells).intersection(table.columns)) >= _ENOUGH
