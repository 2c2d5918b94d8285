"""The contract: what ``datapackage.json`` says of every table, as frozen dataclasses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from retinoid_teach.evidence._relations import Named, Relation

FILE = "datapackage.json"


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its type, unit, limits and what it refers to."""

    name: str
    type: str
    title: str
    description: str
    unit: str | None
    unit_column: str | None
    required: bool
    unique: bool
    allowed: tuple[str, ...]
    minimum: float | None
    maximum: float | None
    pattern: str | None
    relation: Relation | None
    true_values: tuple[str, ...]
    false_values: tuple[str, ...]
    raw: Mapping[str, Any] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """A column whose values are ids of another table."""

    column: str
    table: str
    target: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its file, its columns and what they refer to."""

    name: str
    path: str
    title: str
    description: str
    purpose: str
    rows_in: object
    rows_added: tuple[str, ...]
    key: str
    fields: tuple[Field, ...]
    foreign_keys: tuple[ForeignKey, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Column names in the order of the contract."""
        return tuple(column.name for column in self.fields)

    def has(self, column: str) -> bool:
        """Say whether the table has this column."""
        return column in self.columns

    @property
    def relations(self) -> tuple[tuple[str, Relation], ...]:
        """Every column that names rows of other tables, and how; foreign keys too."""
        keys = [(key.column, Named((key.table,))) for key in self.foreign_keys]
        return (*keys, *((one.name, one.relation) for one in self.fields if one.relation))

    @property
    def citable(self) -> bool:
        """Whether its rows rest on sources (or are sources): facts, not vocabulary."""
        return self.has("basis") or any("sources" in relation.tables for _, relation in self.relations)


@dataclass(frozen=True, slots=True)
class Contract:
    """All tables of one data folder."""

    title: str
    version: str
    date: str
    description: str
    tables: Mapping[str, Table]
