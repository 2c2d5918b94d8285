"""How a cell names rows of other tables: by one id, a list of ids, or keys that say what they are.

The contract's forms, all beside a field (foreign keys too become a `Named`):

- ``rt:references`` {resource, separator}: ids of one table; each sign of `separator` ends an id.
- ``rt:references_any`` [{resource}, …]: an id of any of these tables.
- ``rt:references_when`` [{resource, column, values}, …]: an id of this table where `column` has such a value.
- ``rt:pairs`` {separator, between, resources}: ``ingredient:route``, each part an id of its table.
- ``rt:keys`` {separator, <kind>: resource, …}: ``kind:id``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .errors import Fault

Lookup = tuple[str, tuple[str, ...]]
"""An id and the tables, one of which must have it."""


class BadForm(ValueError):
    """A token that is not built as the contract says; the message says how it is built."""


@dataclass(frozen=True, slots=True)
class Named:
    """Ids of rows of one of `tables`."""

    tables: tuple[str, ...]
    separators: str = ""

    def __str__(self) -> str:
        return f"{'ids' if self.separators else 'id'} of {' or '.join(self.tables)}{_several(self)}"

    def lookups(self, token: str, row: Mapping[str, Any]) -> Iterator[Lookup]:  # noqa: ARG002
        """Say what the token refers to."""
        yield token, self.tables


@dataclass(frozen=True, slots=True)
class NamedWhen:
    """An id whose table depends on another column of the row."""

    cases: tuple[tuple[str, str, tuple[str, ...]], ...]
    separators: str = ""

    def __str__(self) -> str:
        return "; ".join(f"id of {name} where {column} is {', '.join(v)}" for name, column, v in self.cases)

    @property
    def tables(self) -> tuple[str, ...]:
        """Every table that the column may refer to."""
        return tuple(table for table, _, _ in self.cases)

    def lookups(self, token: str, row: Mapping[str, Any]) -> Iterator[Lookup]:
        """Say what the token refers to; nothing where no case holds."""
        for table, column, values in self.cases:
            if row.get(column) in values:
                yield token, (table,)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Several ids joined by a sign, each of its own table."""

    tables: tuple[str, ...]
    between: str
    separators: str = ""

    def __str__(self) -> str:
        return f" `{self.between}` ".join(f"id of {table}" for table in self.tables) + _several(self)

    def lookups(self, token: str, row: Mapping[str, Any]) -> Iterator[Lookup]:  # noqa: ARG002
        """Say what the parts of the token refer to."""
        parts = token.split(self.between)
        if len(parts) != len(self.tables):
            raise BadForm(f"ids of {', '.join(self.tables)} with {self.between!r} between them")
        for part, table in zip(parts, self.tables, strict=True):
            yield part, (table,)


@dataclass(frozen=True, slots=True)
class Keys:
    """Ids with the kind of thing before a colon."""

    kinds: tuple[tuple[str, str], ...]
    separators: str = ""

    def __str__(self) -> str:
        return " or ".join(f"`{kind}:` and an id of {table}" for kind, table in self.kinds) + _several(self)

    @property
    def tables(self) -> tuple[str, ...]:
        """Every table that a key may refer to."""
        return tuple(table for _, table in self.kinds)

    def lookups(self, token: str, row: Mapping[str, Any]) -> Iterator[Lookup]:  # noqa: ARG002
        """Say what the key refers to."""
        kind, _, key = token.partition(":")
        table = dict(self.kinds).get(kind)
        if table is None or not key:
            raise BadForm(" or ".join(f"{name}:<id of {where}>" for name, where in self.kinds))
        yield key, (table,)


Relation = Named | NamedWhen | Pairs | Keys


def tokens(text: str, relation: Relation) -> list[str]:
    """Take a list cell apart; an empty item stays, so that a check finds it."""
    if not relation.separators:
        return [text]
    return [part.strip() for part in re.split(f"[{re.escape(relation.separators)}]", text)]


def _several(relation: Relation) -> str:
    signs = " or ".join(f"`{sign}`" for sign in relation.separators)
    return f", with {signs} between them" if signs else ""


def relation_of(field: Mapping[str, Any], place: str, faults: list[Fault]) -> Relation | None:
    """Read the relation that a field of ``datapackage.json`` declares, if any."""
    declared = [form for form in _FORMS if form in field]
    if not declared:
        return None
    if len(declared) > 1:
        faults.append(Fault("datapackage.json", None, place, ", ".join(declared), "one of these at most"))
    try:
        return _FORMS[declared[0]](field[declared[0]])
    except (KeyError, TypeError, AttributeError, IndexError, ValueError):
        found = str(field[declared[0]])
        said = "the names of tables and signs, as in the shipped data"
        faults.append(Fault("datapackage.json", None, f"{place}.{declared[0]}", found, said))
        return None


def _named(declared: dict[str, Any]) -> Named:
    return Named((_text(declared["resource"]),), _text(declared.get("separator", "")))


def _any(declared: list[dict[str, Any]]) -> Named:
    return Named(tuple(_text(one["resource"]) for one in declared))


def _when(declared: list[dict[str, Any]]) -> NamedWhen:
    return NamedWhen(
        tuple(
            (_text(one["resource"]), _text(one["column"]), tuple(_text(value) for value in one["values"]))
            for one in declared
        )
    )


def _pairs(declared: dict[str, Any]) -> Pairs:
    tables = tuple(_text(table) for table in declared["resources"])
    between = _text(declared["between"])
    if not between:
        raise ValueError("between")
    return Pairs(tables, between, _text(declared.get("separator", "")))


def _keys(declared: dict[str, Any]) -> Keys:
    kinds = tuple((kind, _text(table)) for kind, table in declared.items() if kind != "separator")
    return Keys(kinds, _text(declared.get("separator", "")))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


_FORMS: dict[str, Callable[[Any], Relation]] = {
    "rt:references": _named,
    "rt:references_any": _any,
    "rt:references_when": _when,
    "rt:pairs": _pairs,
    "rt:keys": _keys,
}
