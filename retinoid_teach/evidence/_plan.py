"""Find out which tables a folder has, and whether its contract keeps what the shipped one promises."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from ._catalog import shipped
from ._descriptor import parse
from ._reader import read_text
from .contract import FILE, Contract, Field, Table
from .errors import DataError, Fault
from .names import nearest

_SAME_IN_BOTH = (
    "type",
    "unit",
    "unit_column",
    "required",
    "unique",
    "allowed",
    "minimum",
    "maximum",
    "pattern",
    "relation",
    "true_values",
    "false_values",
)


@dataclass(frozen=True, slots=True)
class Plan:
    """Which tables there will be, which of them the folder has, and what its contract has wrong."""

    contract: Contract
    own: tuple[Table, ...]
    faults: tuple[Fault, ...]

    @property
    def borrowed(self) -> tuple[str, ...]:
        names = {table.name for table in self.own}
        return tuple(name for name in self.contract.tables if name not in names)


def plan_for(folder: Path) -> Plan:
    """Find the tables of a folder, by its own contract or the shipped one."""
    if (folder / FILE).exists() or (folder / FILE).is_symlink():
        return _own_contract(folder)
    base = shipped().contract
    found = {table.name: _where(folder, table) for table in base.tables.values()}
    own = tuple(_moved(base.tables[name], path) for name, path in found.items() if path)
    faults = [] if own else [Fault(".", None, None, None, _SOMETHING)]
    return Plan(_joined(base, own), own, tuple(faults))


_SOMETHING = f"at least one table, such as clinical/options.csv, or a {FILE} that says where the tables are"


def _where(folder: Path, table: Table) -> str | None:
    """Find the file of a table: where the shipped data has it, or at the top of the folder."""
    places = (table.path, PurePosixPath(table.path).name)
    return next((path for path in places if (folder / path).exists() or (folder / path).is_symlink()), None)


def _own_contract(folder: Path) -> Plan:
    text = read_text(folder, FILE)
    if isinstance(text, Fault):
        raise DataError([text], str(folder))
    own = parse(text, str(folder))
    base = shipped().contract
    faults: list[Fault] = []
    tables = []
    for table in own.tables.values():
        wrong = list(_differences(table, base.tables[table.name])) if table.name in base.tables else []
        faults += wrong
        tables.append(_moved(base.tables[table.name], table.path) if wrong else _as_strict(table, base))
    if not tables:
        faults.append(Fault(FILE, None, "resources", "[]", "at least one table"))
    joined = _joined(base, tuple(tables), own)
    faults += _lost_references(joined)
    return Plan(joined, tuple(tables), tuple(faults))


def _moved(table: Table, path: str) -> Table:
    return replace(table, path=path)


def _as_strict(table: Table, base: Contract) -> Table:
    """Hold the numbers of a table to what the shipped contract asks, which an older copy may not have."""
    if table.name not in base.tables:
        return table
    shipped_one = base.tables[table.name]
    return replace(table, needs=shipped_one.needs, scales=shipped_one.scales)


def _joined(base: Contract, own: tuple[Table, ...], about: Contract | None = None) -> Contract:
    tables = dict(base.tables) | {table.name: table for table in own}
    head = about or base
    return Contract(
        title=head.title or base.title,
        version=head.version or base.version,
        date=head.date or base.date,
        description=head.description,
        tables=MappingProxyType(tables),
    )


def _differences(own: Table, base: Table) -> Iterator[Fault]:
    """Compare with the shipped table of that name: its columns must be there, and more may be."""
    columns = {field.name: field for field in own.fields}
    for field in base.fields:
        place = f"{own.name}.{field.name}"
        if field.name not in columns:
            yield Fault(FILE, None, place, None, "this column, as in the shipped data; it is missing")
        else:
            yield from _field_differences(place, columns[field.name], field)
    for key in base.foreign_keys:
        if key not in own.foreign_keys:
            expected = f"a foreign key to {key.table}, as in the shipped data"
            yield Fault(FILE, None, f"{own.name}.{key.column}", None, expected)


def _field_differences(place: str, own: Field, base: Field) -> Iterator[Fault]:
    for name in _SAME_IN_BOTH:
        found, expected = getattr(own, name), getattr(base, name)
        if found != expected:
            said = f"{_shown(expected)}, as in the shipped data"
            yield Fault(FILE, None, f"{place}.{name}", _shown(found), said)


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(value) or "nothing"
    return "nothing" if value is None else str(value)


def _lost_references(contract: Contract) -> Iterator[Fault]:
    for table in contract.tables.values():
        for column, relation in table.relations:
            for target in relation.tables:
                if target not in contract.tables:
                    match = nearest(target, contract.tables)
                    hint = f" (did you mean {match}?)" if match else ""
                    yield Fault(FILE, None, f"{table.name}.{column}", target, f"the name of a table{hint}")
        for field in table.fields:
            if field.unit_column and not table.has(field.unit_column):
                place = f"{table.name}.{field.name}.unit_column"
                yield Fault(FILE, None, place, field.unit_column, "a column of this table")
