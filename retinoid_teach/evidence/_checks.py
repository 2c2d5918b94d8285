"""Check one table of a data folder against its contract.

What a cell may be is frictionless' judgement, on the columns of ``datapackage.json``; the header, the keys
and the wording are ours. frictionless judges the cells that our reader read: what is checked is what is used.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ._catalog import shipped
from ._first_line import first_line_fault
from ._look import blank_in_words, damage_in_words
from ._patterns import longest_text
from ._reader import LONGEST_CELL, RawTable, expected_type, value_reader
from .contract import FILE, Field, Table
from .errors import Fault
from .names import Hints

if TYPE_CHECKING:
    import frictionless

Judge = Callable[[str], tuple[Any, Mapping[str, str] | None]]
"""frictionless' reader of a cell: the value, and a note by name for each thing that is wrong with it."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column, the reader of its values, frictionless' judge of them, and what else is asked of a cell.

    `telling`: it must say something; `longest`: so many characters at most.
    """

    field: Field
    read: Callable[[str], Any]
    judge: Judge
    telling: bool
    longest: int


_SCHEMA_KEYS = ("name", "type", "format", "constraints", "trueValues", "falseValues")
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
    judges = _judges(_schema(table))
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


def _schema(table: Table) -> str:
    fields = [{key: field.raw[key] for key in _SCHEMA_KEYS if key in field.raw} for field in table.fields]
    return json.dumps({"fields": fields})


@lru_cache(maxsize=128)
def _judges(schema: str) -> tuple[Judge, ...] | str:
    """Let frictionless read a schema; it takes longer than to check the rows, so it is kept."""
    from frictionless import FrictionlessException

    read = _fields if schema in _shipped_schemas() else _validated_fields
    try:
        return tuple(field.create_cell_reader() for field in read(schema))
    except FrictionlessException as error:
        return "; ".join(reason.note for reason in error.reasons) or str(error.error.note)
    except (re.error, TypeError, ValueError) as error:
        return str(error)


@cache
def _shipped_schemas() -> frozenset[str]:
    """Schemas that the tests of the data have validated: to do it again would take a folder seconds."""
    return frozenset(map(_schema, shipped().contract.tables.values()))


def _fields(schema: str) -> list[frictionless.Field]:
    from frictionless import Field

    described = json.loads(schema)["fields"]
    return [Field.metadata_select_class(one["type"]).metadata_import(one) for one in described]


def _validated_fields(schema: str) -> list[frictionless.Field]:
    from frictionless import Schema

    return Schema.from_descriptor(json.loads(schema)).fields


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
    """Read the value as the catalog will; stricter than frictionless, which lets NaN and 1_000 pass."""
    if len(cell) > column.longest:
        return None, f"at most {column.longest} characters, as this column has a form"
    try:
        value = column.read(cell) if cell else None
    except ValueError:
        return None, _with_cause(column.field, expected_type(column.field), cell)
    notes = _judged(column, cell)
    if notes:
        expected = _expected(column.field, cell, next(iter(notes)), hints)
        return None, _with_cause(column.field, expected, cell)
    if cell and column.field.type == "string":
        if column.telling and (blank := blank_in_words(cell)):
            return None, f"{_LIMITS['required']}, and {blank}"
        if damage := damage_in_words(cell):
            return None, f"text; {damage}"
    return value, ""


def _judged(column: Column, cell: str) -> Mapping[str, str]:
    """Ask frictionless; a contract of a teacher's own may hold what it was not made for."""
    try:
        _, notes = column.judge(cell)
    except Exception:
        return {"type": "this cell cannot be judged"}
    return notes or {}


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
