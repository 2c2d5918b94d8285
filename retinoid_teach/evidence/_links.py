"""Check what a table says of other tables: that every id it names exists, and that ids are unique."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ._checks import Checked
from ._relations import BadForm, Relation, tokens
from .errors import Fault
from .names import Hints

Tables = Mapping[str, Checked]
Ids = Mapping[str, frozenset[str]]


def link_faults(tables: Tables) -> Iterator[Fault]:
    """Find references that lead nowhere, ids that two tables share and sources that are the same in a ring.

    A reference into a file that could not be read is not judged.
    """
    ids = {name: one.ids for name, one in tables.items() if one.usable}
    hints = Hints()
    own = {name for name, one in tables.items() if not one.borrowed}
    for checked in tables.values():
        for column, relation in checked.table.relations:
            could_fail = not checked.borrowed or own & set(relation.tables)
            if could_fail and ids.keys() >= set(relation.tables):
                yield from _column_faults(checked, column, relation, ids, tables, hints)
    yield from _shared_ids(tables)
    if "sources" in tables:
        yield from _same_as(tables["sources"])


def place(checked: Checked, position: int, column: str, expected: str) -> Fault:
    """Describe what is wrong in one cell of a checked table."""
    value = checked.rows[position][column]
    shown = None if value is None else str(value)
    return Fault(checked.file, checked.lines[position], column, shown, expected)


def _column_faults(
    checked: Checked, column: str, relation: Relation, ids: Ids, tables: Tables, hints: Hints
) -> Iterator[Fault]:
    reported: set[str] = set()
    for position, row in enumerate(checked.rows):
        if row[column] is None:
            continue
        try:
            missing = _first_missing(row[column], row, relation, ids)
        except BadForm as form:
            yield place(checked, position, column, str(form))
            continue
        if missing and not checked.borrowed:
            fault = place(checked, position, column, _expected(*missing, relation, ids, hints))
            yield replace(fault, follows=_cause(checked, missing[1], tables))
        elif missing and missing[0] not in reported:
            reported.add(missing[0])
            yield _lost(checked, position, missing[0], [tables[name] for name in missing[1]])


def _first_missing(
    text: str, row: Mapping[str, object], relation: Relation, ids: Ids
) -> tuple[str, tuple[str, ...]] | None:
    for token in tokens(text, relation):
        for key, names in relation.lookups(token, row):
            if not any(key in ids[name] for name in names):
                return key, names
    return None


def _cause(checked: Checked, names: Iterable[str], tables: Tables) -> str:
    """Name the file with faults of its own that should have had the row; blank where none has any."""
    files = (tables[name].file for name in names if tables[name].faults)
    return next((file for file in files if file != checked.file), "")


def _expected(key: str, names: tuple[str, ...], relation: Relation, ids: Ids, hints: Hints) -> str:
    match = hints.nearest(key, names, lambda: sorted(one for name in names for one in ids[name] if one))
    hint = f" (did you mean {match}?)" if match else ""
    instead = f" instead of {key!r}" if relation.separators else ""
    return f"the id of a row of {' or '.join(names)}{instead}{hint}"


def _lost(checked: Checked, position: int, key: str, targets: Iterable[Checked]) -> Fault:
    """Blame the folder's own table: the shipped row that names the id cannot be wrong."""
    own = next(target for target in targets if not target.borrowed)
    row = f"row {checked.rows[position]['id']} of the shipped table {checked.table.name}"
    return Fault(own.file, None, "id", key, f"a row with this id: {row} names it")


def _shared_ids(tables: Tables) -> Iterator[Fault]:
    """Every row that can be cited has an id of its own over all tables; a vocabulary may share words."""
    others: list[Checked] = []
    for checked in sorted(tables.values(), key=lambda one: not one.borrowed):
        if checked.table.citable and not checked.borrowed:
            yield from _shared_with(others, checked)
        if checked.table.citable:
            others.append(checked)


def _shared_with(others: list[Checked], checked: Checked) -> Iterator[Fault]:
    for other in others:
        twice = checked.ids & other.ids - {None}
        for position, row in enumerate(checked.rows if twice else ()):
            if row["id"] in twice:
                yield place(
                    checked, position, "id", f"an id that no other table has; {other.file} has it too"
                )


def _same_as(sources: Checked) -> Iterator[Fault]:
    alias = {row["id"] for row in sources.rows if row["same_as"]}
    for position, row in enumerate(sources.rows):
        if row["same_as"] in alias and not sources.borrowed:
            yield place(sources, position, "same_as", "a source that is not itself the same as another")
