"""Check one table of a data folder against its contract.

What a cell may be stands in the columns of ``datapackage.json``, in the terms of Table Schema. The cells that
are judged are those that the reader read: what is checked is what is used.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any

from ._first_line import first_line_fault
from ._judge import Judge, column_notes, judge_of
from ._look import blank_in_words, damage_in_words
from ._patterns import longest_text
from ._reader import LONGEST_CELL, RawTable, expected_type, value_reader
from .contract import FILE, Field, Table
from .errors import Fault
from .names import Hints


@dataclass(frozen=True, slots=True)
class Column:
    """A column, the reader of its values, the judge of its cells, and what else is asked of a cell.

    `telling`: it must say something; `longest`: so many characters at most.
    """

    field: Field
    read: Callable[[str], Any]
    judge: Judge
    telling: bool
    longest: int


_CAPITALS = ("TRUE", "FALSE", "True", "False")
_LIMITS = {
    "required": "a value; this column is never blank",
    "minimum": "at least {limit}",
    "maximum": "at most {limit}",
    "pattern": "text of the form {limit}",
}
_IN_WORDS = {"[a-z0-9][a-z0-9_]*": " (small letters a to z, digits, and _ but not first)"}


@dataclass(frozen=True)
class Checked:
    """A table with its typed rows (None in place of a cell with a fault) and what is wrong with it.

    `usable` is False where the file has no rows to go by, so that nothing is said of references into it.
    `lost` are the ids of rows that could not be read: what names them is not blamed as well.
    """

    table: Table
    file: str
    rows: tuple[Mapping[str, Any], ...]
    lines: tuple[int, ...]
    faults: tuple[Fault, ...] = ()
    usable: bool = True
    borrowed: bool = False
    lost: frozenset[str] = frozenset()

    @cached_property
    def ids(self) -> frozenset[str]:
        """Ids of all rows."""
        return frozenset(row[self.table.key] for row in self.rows) | self.lost


def check_table(table: Table, raw: RawTable) -> Checked:
    """Check the header, every cell and the keys of a table."""
    judges = _judges(table)
    wrong = list(_wrong_form(table, raw, judges))
    if isinstance(judges, str) or wrong or not raw.header:
        return Checked(table, raw.file, (), (), tuple(wrong) or raw.faults, usable=False)
    faults = list(raw.faults)
    columns = _columns(table, judges)
    hints = Hints()
    rows, lines = [], []
    for line, cells in zip(raw.lines, _in_order(table, raw), strict=True):
        if any(cells):
            rows.append(_row(table, columns, (raw.file, line), cells, faults, hints))
            lines.append(line)
        else:
            expected = "a row with values, or no row; all its cells are blank: delete the row"
            faults.append(Fault(raw.file, line, None, None, expected))
    faults += _repeated(table, raw.file, rows, lines)
    at = raw.header.index(table.key)
    lost = frozenset(cells[at] for cells in raw.lost if len(cells) > at)
    return Checked(table, raw.file, tuple(rows), tuple(lines), tuple(faults), lost=lost)


def _columns(table: Table, judges: tuple[Judge, ...]) -> tuple[Column, ...]:
    """Join what is needed to read each column; text that nothing else limits must say something."""
    bound = {table.key, *(column for column, _ in table.relations)}
    return tuple(
        Column(
            field,
            value_reader(field),
            judge,
            telling=field.required
            and field.type == "string"
            and not (field.allowed or field.pattern or field.name in bound),
            longest=longest_text(field.pattern) if field.pattern else LONGEST_CELL,
        )
        for field, judge in zip(table.fields, judges, strict=True)
    )


def _wrong_form(table: Table, raw: RawTable, judges: tuple[Judge, ...] | str) -> Iterator[Fault]:
    """Find what keeps the rows from being checked at all."""
    if isinstance(judges, str):
        why = f"columns as Table Schema describes them ({judges})"
        yield Fault(FILE, None, f"{table.name}.schema", None, why)
    if first := first_line_fault(table, raw):
        yield first
    elif raw.header:
        wrong = tuple(_header_faults(table, raw))
        yield from (*raw.faults, *wrong) if wrong else ()


def _judges(table: Table) -> tuple[Judge, ...] | str:
    """Return the judge of each column, or say in words why there can be none."""
    notes = [note for field in table.fields for note in column_notes(field)]
    return "; ".join(notes) if notes else tuple(map(judge_of, table.fields))


def _header_faults(table: Table, raw: RawTable) -> Iterator[Fault]:
    hints = Hints()
    times = Counter(raw.header)
    missing = [name for name in table.columns if name not in times]
    for label in (label for label in times if label not in table.columns):
        match = hints.nearest(label, len(missing), lambda: missing)
        if match:
            missing.remove(match)
        hint = f"{match} as the name of this column" if match else f"a column of the table {table.name}"
        yield Fault(raw.file, 1, label, label, hint)
    for name in missing:
        yield Fault(raw.file, 1, name, None, "this column; it is missing")
    for label in (label for label in times if times[label] > 1 and label in table.columns):
        yield Fault(raw.file, 1, label, label, "each column once")


def _in_order(table: Table, raw: RawTable) -> Iterator[list[str]]:
    """Undo what a spreadsheet does on its own: other order of columns, TRUE for true."""
    order = [raw.header.index(name) for name in table.columns]
    booleans = [index for index, field in enumerate(table.fields) if field.type == "boolean"]
    for cells in raw.rows:
        ordered = [cells[index] for index in order]
        for index in booleans:
            ordered[index] = ordered[index].lower() if ordered[index] in _CAPITALS else ordered[index]
        yield ordered


def _row(
    table: Table,
    columns: tuple[Column, ...],
    place: tuple[str, int],
    cells: list[str],
    faults: list[Fault],
    hints: Hints,
) -> Mapping[str, Any]:
    row: dict[str, Any] = {}
    for column, cell in zip(columns, cells, strict=True):
        name = column.field.name
        value, expected = _read(column, cell, hints)
        # A key stays even where it is wrong, so that rows that name it are not blamed as well.
        row[name] = (cell or None) if name == table.key else value
        if expected:
            faults.append(Fault(*place, name, cell or None, expected))
    return MappingProxyType(row)


def _read(column: Column, cell: str, hints: Hints) -> tuple[Any, str]:
    """Read the value as the catalog will; stricter than Table Schema, which lets NaN pass."""
    if len(cell) > column.longest:
        return None, f"at most {column.longest} characters, as this column has a form"
    try:
        value = column.read(cell) if cell else None
    except ValueError:
        return None, _with_cause(column.field, expected_type(column.field), cell)
    if notes := _judged(column, cell):
        expected = _expected(column.field, cell, notes[0], hints)
        return None, _with_cause(column.field, expected, cell)
    if cell and column.field.type == "string":
        if column.telling and (blank := blank_in_words(cell)):
            return None, f"{_LIMITS['required']}, and {blank}"
        if damage := damage_in_words(cell):
            return None, f"text; {damage}"
    return value, ""


def _judged(column: Column, cell: str) -> Sequence[str]:
    """Ask the judge; a contract of a teacher's own may hold a limit that no cell can be held against."""
    try:
        return column.judge(cell)
    except Exception:
        return ("type",)


def _with_cause(field: Field, expected: str, cell: str) -> str:
    """Add how a cell that is not as it should be may have come about."""
    if damage := damage_in_words(cell):
        return f"{expected}; {damage}"
    if not (blank := blank_in_words(cell) if cell else ""):
        return expected
    do = "" if field.required else ": leave it empty where nothing was recorded"
    return f"{expected}; {blank}{do}"


def _expected(field: Field, cell: str, constraint: str, hints: Hints) -> str:
    if constraint == "type":
        return expected_type(field)
    limit = field.raw["constraints"][constraint]
    if constraint == "enum":
        match = hints.nearest(cell, field.name, lambda: field.allowed)
        return f"one of: {', '.join(field.allowed)}" + (f" (did you mean {match}?)" if match else "")
    said = _LIMITS.get(constraint, "a value with {name} {limit}").format(name=constraint, limit=limit)
    return said + (_IN_WORDS.get(limit, "") if constraint == "pattern" else "")


def _repeated(table: Table, file: str, rows: list[Mapping[str, Any]], lines: list[int]) -> Iterator[Fault]:
    for field in table.fields:
        if not field.unique and field.name != table.key:
            continue
        first: dict[Any, int] = {}
        for row, line in zip(rows, lines, strict=True):
            value = row[field.name]
            if value is not None and first.setdefault(value, line) != line:
                expected = f"a value that no other row has; row {first[value]} has it too"
                yield Fault(file, line, field.name, str(value), expected)
