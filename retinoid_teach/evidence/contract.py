"""The contract: what ``datapackage.json`` says of every table, as frozen dataclasses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ._relations import Named, Relation

FILE = "datapackage.json"
NUMERIC = ("integer", "number", "year")
"""Types of column whose values are numbers."""


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
class Need:
    """What a model asks of a number that it reads from a table.

    `where` says of which rows: for each column the values that it has there. `column` holds the number, whose
    `unit` must be this one; `above`, `at_least` and `at_most` are its limits, None where there is none.
    """

    where: tuple[tuple[str, frozenset[str]], ...]
    column: str
    quantity: str
    unit: str
    above: float | None
    at_least: float | None
    at_most: float | None

    def holds_for(self, row: Mapping[str, Any]) -> bool:
        """Say whether a model reads this row."""
        return all(row[column] in values for column, values in self.where)


@dataclass(frozen=True, slots=True)
class Scale:
    """Words in `column` for what `low` and `high` give as numbers, and the limits of each word."""

    column: str
    low: str
    high: str
    limits: Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its file, its columns and what they refer to."""

    name: str
    path: str
    title: str
    description: str
    purpose: str
    rows_in: Mapping[str, int]
    rows_added: tuple[str, ...]
    key: str
    fields: tuple[Field, ...]
    foreign_keys: tuple[ForeignKey, ...]
    needs: tuple[Need, ...] = ()
    scales: tuple[Scale, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Column names in the order of the contract."""
        return tuple(column.name for column in self.fields)

    def has_numbers(self, *columns: str) -> bool:
        """Say whether the table has all these columns, and each holds numbers."""
        types = {field.name: field.type for field in self.fields}
        return all(types.get(column) in NUMERIC for column in columns)

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
