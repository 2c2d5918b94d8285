"""A datapackage.json of a teacher's own: broken, hostile, or promising less than the shipped one."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from retinoid_teach.evidence import open_data
from tests.evidence.folders import DESCRIPTOR, column, faults_of, first, only_fault, own
from tests.evidence.mutations import sheet


def _replace(document: dict[str, Any], **values: Any) -> None:
    document.clear()
    document.update(values)


BROKEN_TEXT = {
    "": "JSON (Expecting value, character 1)",
    "{": "JSON (Expecting property name enclosed in double quotes, character 2)",
    '{"title": "x",}': "JSON (",
    "[]": "an object with title and resources",
    "null": "an object with title and resources",
    "{}": "this key: the list of tables",
    '{"resources": {}}': "a list",
    '{"resources": []}': "at least one table",
    '{"resources": [7]}': "an object",
    '{"resources": [], "title": 7}': "text",
    "[" * 100_000: "JSON that is not too deep",
    '{"resources": ' + "9" * 5000 + "}": "JSON that is not too deep, with ordinary numbers",
}


@pytest.mark.parametrize("text", BROKEN_TEXT, ids=range(len(BROKEN_TEXT)))
def test_a_broken_contract(text: str, tmp_path: Path) -> None:
    (tmp_path / DESCRIPTOR).write_text(text)
    fault = only_fault(tmp_path)
    assert fault.file == DESCRIPTOR
    assert fault.expected.startswith(BROKEN_TEXT[text])


def test_the_line_of_broken_json(tmp_path: Path) -> None:
    (tmp_path / DESCRIPTOR).write_text('{\n "title": "x"\n "resources": []}')
    assert only_fault(tmp_path).row == 3


@pytest.mark.parametrize("data", [b"\xff\xfe{\0}\0", b'{"title": "\xe9"}', b'{"title": "\0"}'])
def test_a_contract_in_another_encoding(data: bytes, tmp_path: Path) -> None:
    (tmp_path / DESCRIPTOR).write_bytes(data)
    assert only_fault(tmp_path).file == DESCRIPTOR


def _field(name: str, /, **values: Any) -> Callable[[dict[str, Any]], object]:
    return lambda document: column(document, name).update(values)


def _schema(**values: Any) -> Callable[[dict[str, Any]], object]:
    return lambda document: first(document)["schema"].update(values)


def _resource(**values: Any) -> Callable[[dict[str, Any]], object]:
    return lambda document: first(document).update(values)


KEY = {"fields": "source_id", "reference": {"resource": "sources", "fields": "id"}}
BROKEN_CONTRACTS: dict[str, tuple[Callable[[dict[str, Any]], object], str, str]] = {
    "no-name": (lambda d: first(d).pop("name"), "resources[0].name", "a value: this key is needed"),
    "name-of-another-type": (_resource(name=["x"]), "resources[0].name", "text"),
    "no-path": (lambda d: first(d).pop("path"), ".path", "a value: this key is needed"),
    "several-paths": (_resource(path=["a.csv", "b.csv"]), ".path", "text"),
    "schema-elsewhere": (_resource(schema="https://example.org/schema.json"), ".schema", "an object"),
    "name-twice": (
        lambda d: d["resources"].append(copy.deepcopy(first(d))),
        "resources[1].name",
        "a name that no other table has",
    ),
    "no-fields": (lambda d: first(d)["schema"].pop("fields"), ".schema.fields", "a list of columns"),
    "fields-of-another-type": (_schema(fields={}), ".schema.fields", "a list"),
    "field-of-another-type": (
        lambda d: first(d)["schema"]["fields"].append(7),
        ".schema.fields[",
        "an object",
    ),
    "field-without-name": (lambda d: column(d, "form").pop("name"), ".name", "a value: this key is needed"),
    "field-twice": (_field("form", name="route"), ".schema.fields", "each column once"),
    "other-key": (_schema(primaryKey=["name", "id"]), ".schema.primaryKey", "the column id"),
    "other-missing-values": (_schema(missingValues=["", "NA"]), ".missingValues", '[""]: only a blank'),
    "type-unknown": (_field("form", type="geopoint"), ".type", "one of: string"),
    "title-no-text": (_field("form", title=7), ".title", "text"),
    "required-no-truth": (_field("form", constraints={"required": "yes"}), ".required", "true or false"),
    "minimum-no-number": (_field("form", constraints={"minimum": "low"}), ".minimum", "a number"),
    "enum-no-list": (_field("form", constraints={"enum": "gel"}), ".enum", "a list"),
    "foreign-key-no-object": (_schema(foreignKeys=["x"]), ".foreignKeys[0]", "an object with fields"),
    "foreign-key-no-column": (
        _schema(foreignKeys=[KEY | {"fields": ["no"]}]),
        ".foreignKeys[0]",
        "one column that refers to one of a table",
    ),
    "relation-no-object": (
        _field("form", **{"rt:references": ["x"]}),
        ".rt:references",
        "the names of tables",
    ),
    "relation-no-text": (_field("form", **{"rt:references": {"resource": 7}}), ".rt:references", "the names"),
    "pairs-without-sign": (
        _field("form", **{"rt:pairs": {"resources": ["routes", "routes"], "between": ""}}),
        ".rt:pairs",
        "the names of tables",
    ),
    "two-relations": (
        _field("parts", **{"rt:keys": {"separator": ";", "text": "routes"}}),
        ".fields[",
        "one of these at most",
    ),
}


@pytest.mark.parametrize("name", BROKEN_CONTRACTS)
def test_a_contract_that_says_nothing_sensible(name: str, tmp_path: Path) -> None:
    change, place, expected = BROKEN_CONTRACTS[name]
    faults = faults_of(own(tmp_path, "options", change=change))
    assert {fault.file for fault in faults} == {DESCRIPTOR}
    assert any(place in str(fault.column) and fault.expected.startswith(expected) for fault in faults)


OTHER_CONTRACTS: dict[str, tuple[Callable[[dict[str, Any]], object], str, str]] = {
    "column-left-out": (
        lambda d: first(d)["schema"]["fields"].remove(column(d, "form")),
        "options.form",
        "this column, as in the shipped data; it is missing",
    ),
    "other-type": (
        _field("strengths", type="number"),
        "options.strengths.type",
        "string, as in the shipped data",
    ),
    "other-unit": (
        _field("strengths", unit="%"),
        "options.strengths.unit",
        "nothing, as in the shipped data",
    ),
    "more-values": (
        _field("basis", constraints={"required": True, "enum": ["read", "hearsay"]}),
        "options.basis.allowed",
        "read, unread, computed, as in the shipped data",
    ),
    "not-required": (_field("form", constraints={}), "options.form.required", "True, as in the shipped data"),
    "relation-dropped": (
        lambda d: column(d, "classes").pop("rt:references"),
        "options.classes.relation",
        "ids of option_classes",
    ),
    "foreign-keys-dropped": (_schema(foreignKeys=[]), "options.source_id", "a foreign key to sources"),
}


@pytest.mark.parametrize("name", OTHER_CONTRACTS)
def test_a_contract_that_promises_less_than_the_shipped_one(name: str, tmp_path: Path) -> None:
    change, place, expected = OTHER_CONTRACTS[name]
    faults = faults_of(own(tmp_path, "options", change=change))
    assert {fault.file for fault in faults} <= {DESCRIPTOR, "clinical/options.csv"}
    assert any(fault.column == place and fault.expected.startswith(expected) for fault in faults)


def _mine(**field: Any) -> Callable[[dict[str, Any]], object]:
    fields = [{"name": "id", "type": "string"}, {"name": "x", "type": "string", **field}]
    resource = {"name": "mine", "path": "mine.csv", "schema": {"fields": fields}}
    return lambda document: document["resources"].append(copy.deepcopy(resource))


OWN_TABLES = {
    "relation-to-nothing": (
        _mine(**{"rt:references": {"resource": "optoins"}}),
        "mine.x",
        "did you mean options?",
    ),
    "unit-column-of-nothing": (_mine(unit_column="unit"), "mine.x.unit_column", "a column of this table"),
    "broken-pattern": (_mine(constraints={"pattern": "["}), "mine.schema", "as Table Schema describes them"),
    "count-beyond-measure": (
        _mine(constraints={"pattern": "a{99999999999}"}),
        "mine.schema",
        "the repetition number is too large",
    ),
    "constraint-that-nobody-knows": (
        _mine(constraints={"maxLenght": 3}),
        "mine.schema",
        'column x: constraint "maxLenght" is not supported by type "string", which has required, unique',
    ),
    "format-that-nobody-knows": (_mine(format="ISO"), "mine.schema", "it must be one of default, email, uri"),
    "constraint-of-another-type": (
        _mine(type="integer", constraints={"pattern": "x"}),
        "mine.schema",
        "as Table Schema describes them",
    ),
}


@pytest.mark.parametrize("name", OWN_TABLES)
def test_an_own_table_that_cannot_be_checked(name: str, tmp_path: Path) -> None:
    change, place, expected = OWN_TABLES[name]
    own(tmp_path, "options", change=change)
    (tmp_path / "mine.csv").write_text("id,x\na,1\n")
    fault = only_fault(tmp_path)
    assert (fault.file, fault.column) == (DESCRIPTOR, place)
    assert expected in fault.expected


@pytest.mark.parametrize(
    ("field", "cell", "expected"),
    [
        ({"type": "date"}, "2026-02-30", "a date such as 2026-01-22"),
        ({"type": "date"}, "30.1.2026", "a date such as 2026-01-22"),
        ({"type": "year"}, "26", "a year of four digits"),
        ({"type": "string", "format": "email"}, "nobody", "text in the format email"),
    ],
)
def test_other_types_of_table_schema(field: dict[str, Any], cell: str, expected: str, tmp_path: Path) -> None:
    own(tmp_path, "options", change=_mine(**field))
    (tmp_path / "mine.csv").write_text(f"id,x\na,{cell}\n")
    fault = only_fault(tmp_path)
    assert (fault.file, fault.row, fault.column, fault.value) == ("mine.csv", 2, "x", cell)
    assert fault.expected == expected


def test_a_date_and_a_year_are_read(tmp_path: Path) -> None:
    own(tmp_path, "options", change=_mine(type="date"))
    (tmp_path / "mine.csv").write_text("id,x\na,2026-01-22\nb,\n")
    assert [row["x"] for row in open_data(tmp_path).rows("mine")] == ["2026-01-22", None]
    own(tmp_path, "options", change=_mine(type="year"))
    (tmp_path / "mine.csv").write_text("id,x\na,2026\n")
    assert open_data(tmp_path).frame("mine")["x"].tolist() == [2026]


def test_other_limits_of_table_schema_hold_too(tmp_path: Path) -> None:
    own(tmp_path, "options", change=_mine(constraints={"maxLength": 3}))
    (tmp_path / "mine.csv").write_text("id,x\na,four\n")
    assert only_fault(tmp_path).expected == "a value with maxLength 3"


def test_faults_of_contract_and_files_come_together(tmp_path: Path) -> None:
    own(tmp_path, "options", "sources", change=_resource(path="../sources.csv"))
    (tmp_path / "sources.csv").unlink()
    (tmp_path / "clinical" / "options.csv").write_bytes(sheet("options").with_cells(route="orl"))
    assert [(fault.file, fault.column) for fault in faults_of(tmp_path)] == [
        ("clinical/options.csv", "route"),
        (DESCRIPTOR, "path"),
    ]
