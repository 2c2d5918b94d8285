"""Read one CSV file of a data folder, and turn its texts into typed values.

Nothing here raises over what stands in a file: what is wrong comes back as faults beside what could be read.
"""

from __future__ import annotations

import codecs
import csv
import io
import math
import re
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any

from .contract import FILE, Field, Table
from .errors import DataError, Fault

LARGEST_FILE = 64 * 1024 * 1024
LONGEST_CELL = 100_000
FIRST_LINES = 10
CURLY = tuple("“”„‟«»")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_YEAR = re.compile(r"[0-9]{4}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class RawTable:
    """The cells of a file as text: rows of the header's length, each with its line number.

    `lost` are the rows of another length, and `start` the first lines as they stand in the file.
    """

    file: str
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    lines: tuple[int, ...] = ()
    faults: tuple[Fault, ...] = ()
    lost: tuple[tuple[str, ...], ...] = ()
    start: tuple[str, ...] = ()


def read_text(folder: Path, path: str) -> str | Fault:
    """Read a file that must lie inside `folder`; whatever prevents it comes back as a fault."""
    data = _read_bytes(folder, path)
    if isinstance(data, Fault):
        return data
    if data.startswith(_UTF_16):
        return Fault(path, 1, None, None, "UTF-8 text; this is UTF-16 (in Excel, save as 'CSV UTF-8')")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _not_utf_8(path, data, error)
    if "\0" in text:
        row = text.count("\n", 0, text.index("\0")) + 1
        return Fault(path, row, None, "\0", f"text; there is a NUL at byte offset {data.index(0)}")
    return text


def read_table(folder: Path, path: str) -> RawTable:
    """Read the cells of a CSV file (UTF-8, comma, any line ends, with or without a byte-order mark)."""
    text = read_text(folder, path)
    if isinstance(text, Fault):
        return RawTable(path, faults=(text,))
    start = tuple(text[:LONGEST_CELL].splitlines()[:FIRST_LINES])
    try:
        records = list(_records(text))
    except _NotCsv as wrong:
        fault = Fault(path, wrong.line, None, None, str(wrong))
        return RawTable(path, faults=(fault,), start=start)
    while records and not any(records[-1][1]):
        records.pop()  # lines that a spreadsheet keeps of cleared rows are no rows
    if not records:
        return RawTable(path, faults=(Fault(path, None, None, None, f"{_HEADER}; the file is empty"),))
    if not records[0][1]:
        return RawTable(path, faults=(Fault(path, 1, None, None, f"{_HEADER}; this line is empty"),))
    return replace(_rectangle(path, _without_blank_columns(records)), start=start)


def typed_rows(table: Table, raw: RawTable, folder: str) -> tuple[Mapping[str, Any], ...]:
    """Turn the cells into typed values; for a file that is known to be good."""
    faults = list(raw.faults)
    if not faults and raw.header != table.columns:
        faults.append(Fault(raw.file, 1, None, ",".join(raw.header), ",".join(table.columns)))
    readers = [value_reader(field) for field in table.fields]
    rows = []
    for line, cells in zip(raw.lines, raw.rows, strict=True):
        row: dict[str, Any] = {}
        for field, read, cell in zip(table.fields, readers, cells, strict=False):
            try:
                row[field.name] = read(cell) if cell else None
            except ValueError:
                faults.append(Fault(raw.file, line, field.name, cell, expected_type(field)))
        rows.append(MappingProxyType(row))
    if faults:
        raise DataError(faults, folder)
    return tuple(rows)


def value_reader(field: Field) -> Callable[[str], Any]:
    """Return the function that turns a cell of this column into its value, or raises ValueError."""
    if field.type == "boolean":
        meaning = dict.fromkeys(field.true_values, True) | dict.fromkeys(field.false_values, False)
        return lambda cell: _looked_up(meaning, cell)
    return _READERS[field.type]


def expected_type(field: Field) -> str:
    """Say in words what a cell of this column must be."""
    if field.type == "boolean":
        return f"{field.true_values[0]} or {field.false_values[0]}"
    form = field.raw.get("format", "default")
    return _IN_WORDS[field.type] if form == "default" else f"text in the format {form}"


def inside(path: str) -> bool:
    """Say whether `path` is a plain relative path: no way up, no drive, no address, nothing unprintable."""
    parts = PurePosixPath(path).parts
    plain = path.isprintable() and not any(sign in path for sign in "\\:")
    return bool(parts) and plain and not path.startswith(("/", "~")) and ".." not in parts


def _read_bytes(folder: Path, path: str) -> bytes | Fault:
    if not inside(path):
        return Fault(FILE, None, "path", path, "a path inside the data folder")
    try:
        real = (folder / path).resolve(strict=True)
        wrong = _refused(real, folder)
        return Fault(path, None, None, None, wrong) if wrong else real.read_bytes()
    except FileNotFoundError:
        return Fault(path, None, None, None, "this file; it is not there")
    except (OSError, RuntimeError) as error:
        why = getattr(error, "strerror", None) or type(error).__name__
        return Fault(path, None, None, None, f"a file that can be read ({why})")


def _refused(real: Path, folder: Path) -> str | None:
    """Say what was expected of a file that is not opened at all."""
    if not real.is_relative_to(folder.resolve()):
        return "a file inside the data folder; this link leads out of it"
    about = real.stat()
    if not stat.S_ISREG(about.st_mode):
        return "a file; this is a folder or a device"
    if about.st_size > LARGEST_FILE:
        return f"at most {LARGEST_FILE} bytes; the file has {about.st_size}"
    return None


def _not_utf_8(path: str, data: bytes, error: UnicodeDecodeError) -> Fault:
    row = data.count(b"\n", 0, error.start) + 1
    value = f"byte 0x{data[error.start]:02x} at byte offset {error.start}"
    return Fault(path, row, None, value, "UTF-8 text (in Excel, save as 'CSV UTF-8')")


_Record = tuple[int, tuple[str, ...]]


class _NotCsv(Exception):
    """A record that cannot be taken apart; the message says what was expected."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def _records(text: str) -> Iterator[_Record]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            yield line, tuple(next(reader))
        except StopIteration:
            return
        except csv.Error as error:
            why = _TOO_LONG if "limit" in str(error) else f"{_QUOTES} ({error})"
            raise _NotCsv(why, line) from None


_QUOTES = "matching quotes, with nothing between a quote and the comma beside it"
_TOO_LONG = f"cells of at most {LONGEST_CELL} characters"
_HEADER = "a header line with the names of the columns"


def _without_blank_columns(records: list[_Record]) -> list[_Record]:
    """Leave out columns at the end without name and values: a spreadsheet keeps those that were cleared.

    A row of another length stays as it is, or a comma too many would move its cells and not be found.
    """
    header = records[0][1]
    width = next((at for at in range(len(header), 0, -1) if header[at - 1]), 0)
    whole = [cells for _, cells in records if len(cells) == len(header)]
    if width in (0, len(header)) or any(any(cells[width:]) for cells in whole):
        return records
    return [(line, cells[:width] if len(cells) == len(header) else cells) for line, cells in records]


def _rectangle(path: str, records: list[_Record]) -> RawTable:
    """Keep the rows of the header's length; the others are faults."""
    (_, header), *body = records
    good, lines, lost, faults = [], [], [], []
    for line, cells in body:
        if len(cells) == len(header) and max(map(len, cells)) > LONGEST_CELL:
            faults.append(Fault(path, line, None, None, _TOO_LONG))
            lost.append(cells)
        elif len(cells) == len(header):
            good.append(cells)
            lines.append(line)
        else:
            faults.append(_ragged(path, header, line, cells))
            lost.append(cells)
    return RawTable(path, header, tuple(good), tuple(lines), tuple(faults), tuple(lost))


def _ragged(path: str, header: tuple[str, ...], line: int, cells: tuple[str, ...]) -> Fault:
    if not cells:
        return Fault(path, line, None, None, "a row; this line is empty")
    column = header[len(cells)] if len(cells) < len(header) else None
    hint = "a text with a comma needs quotes round it"
    if curly := next((cell.strip()[0] for cell in cells if cell.strip().startswith(CURLY)), None):
        hint += f': straight ones, ", for the curly {curly} holds nothing together'
    return Fault(path, line, column, f"{len(cells)} cells", f"{len(header)} cells, as in the header ({hint})")


def _looked_up(meaning: dict[str, bool], cell: str) -> bool:
    if cell not in meaning:
        raise ValueError(cell)
    return meaning[cell]


def _matching(pattern: re.Pattern[str], cell: str) -> str:
    if not pattern.fullmatch(cell):
        raise ValueError(cell)
    return cell


def _whole(cell: str) -> int:
    return int(_matching(_WHOLE, cell))


def _number(cell: str) -> float:
    value = float(_matching(_NUMBER, cell))
    if not math.isfinite(value):
        raise ValueError(cell)
    return value


_READERS: dict[str, Callable[[str], Any]] = {
    "string": str,
    "integer": _whole,
    "number": _number,
    "year": lambda cell: int(_matching(_YEAR, cell)),
    "date": lambda cell: _matching(_DATE, cell),
}
_IN_WORDS = {
    "string": "text",
    "integer": "a whole number, such as 12",
    "number": "a number with a point, such as 2.5 (digits only; no comma, unit or space)",
    "year": "a year of four digits",
    "date": "a date such as 2026-01-22",
}
