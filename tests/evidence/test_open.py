"""A teacher's own folder: what is taken, what is borrowed, and every way in which a folder can be wrong."""

from __future__ import annotations

import contextlib
import copy
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retinoid_teach.evidence import Catalog, DataError, Fault, cite, open_data, shipped, table
from tests.evidence.mutations import sheet, written

DESCRIPTOR = "datapackage.json"


def faults_of(folder: Path) -> tuple[Fault, ...]:
    with pytest.raises(DataError) as caught:
        open_data(folder)
    assert str(caught.value).isprintable() or "\n" in str(caught.value)
    return caught.value.faults


def only_fault(folder: Path) -> Fault:
    (fault,) = faults_of(folder)
    return fault


def own(
    folder: Path, *names: str, change: Callable[[dict[str, Any]], object] = lambda document: None
) -> Path:
    """Make a folder with its own contract for these tables and copies of their files."""
    document = json.loads((shipped().folder / DESCRIPTOR).read_text(encoding="utf-8"))
    document["title"] = "My tables"
    document["resources"] = [one for one in document["resources"] if one["name"] in names]
    for name in names:
        target = folder / shipped().table(name).path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(shipped().folder / shipped().table(name).path, target)
    change(document)
    (folder / DESCRIPTOR).write_text(json.dumps(document), encoding="utf-8")
    return folder


def first(document: dict[str, Any]) -> dict[str, Any]:
    resource: dict[str, Any] = document["resources"][0]
    return resource


def column(document: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in first(document)["schema"]["fields"] if one["name"] == name)
    return found


# What is taken and what is borrowed


def test_the_shipped_folder_opens_and_borrows_nothing() -> None:
    catalog = open_data(shipped().folder)
    assert catalog.borrowed == ()
    assert catalog.names == shipped().names
    assert all(catalog.rows(name) == shipped().rows(name) for name in catalog.names)


def test_a_single_file_at_the_top_is_enough(tmp_path: Path) -> None:
    (tmp_path / "options.csv").write_bytes(sheet("options").with_cells(id="my_gel", name="My gel"))
    catalog = open_data(tmp_path)
    assert isinstance(catalog, Catalog)
    assert table("options", catalog=catalog).loc["my_gel", "name"] == "My gel"
    assert set(catalog.borrowed) == set(shipped().names) - {"options"}
    assert catalog.rows("safety_rules") == shipped().rows("safety_rules")


def test_own_contract_names_the_data(tmp_path: Path) -> None:
    def dated(document: dict[str, Any]) -> None:
        document.update({"rt:evidence_date": "2027-01-31", "version": "7"})

    catalog = open_data(own(tmp_path, "options", "sources", change=dated))
    assert (catalog.title, catalog.date, catalog.contract.version) == ("My tables", "2027-01-31", "7")
    assert not {"options", "sources"} & set(catalog.borrowed)
    assert "trials" in catalog.borrowed


def test_own_columns_and_own_tables_are_welcome(tmp_path: Path) -> None:
    def change(document: dict[str, Any]) -> None:
        first(document)["schema"]["fields"].append({"name": "price", "type": "number", "unit": "EUR"})
        fields = [{"name": "id", "type": "string"}, {"name": "option_id", "type": "string"}]
        keys = [{"fields": "option_id", "reference": {"resource": "options", "fields": "id"}}]
        schema = {"fields": fields, "primaryKey": "id", "foreignKeys": keys}
        document["resources"].append({"name": "shelf", "path": "shelf.csv", "schema": schema})

    own(tmp_path, "options", change=change)
    clean = sheet("options")
    rows = [
        [*row, "price" if number == 0 else "3.5"] for number, row in enumerate([clean.header, *clean.rows])
    ]
    (tmp_path / shipped().table("options").path).write_bytes(written(rows))
    (tmp_path / "shelf.csv").write_text("id,option_id\ns1,adapalene\n")
    catalog = open_data(tmp_path)
    assert table("options", catalog=catalog)["price"].eq(3.5).all()
    assert table("options", catalog=catalog).attrs["units"]["price"] == "EUR"
    assert catalog.row("s1") == ("shelf", {"id": "s1", "option_id": "adapalene"})
    (tmp_path / "shelf.csv").write_text("id,option_id\ns1,adapalen\n")
    assert "did you mean adapalene?" in only_fault(tmp_path).expected


def test_a_path_may_be_written_in_several_ways(tmp_path: Path) -> None:
    path = "./clinical//options.csv"
    own(tmp_path, "options", change=lambda document: first(document).update(path=path))
    assert "options" not in open_data(tmp_path).borrowed


def test_what_is_open_stays_as_it_was_read(tmp_path: Path) -> None:
    path = tmp_path / "options.csv"
    path.write_bytes(sheet("options").data)
    catalog = open_data(tmp_path)
    path.write_bytes(b"")
    assert len(catalog.rows("options")) == len(shipped().rows("options")) + 1
    assert len(catalog.frame("options")) == len(shipped().rows("options")) + 1


def test_text_stays_text(tmp_path: Path) -> None:
    hostile = (
        '=HYPERLINK("http://example.org";"x") <script>alert(1)</script> \N{RIGHT-TO-LEFT OVERRIDE} {{7*7}}'
    )
    (tmp_path / "options.csv").write_bytes(sheet("options").with_cells(id="mine", name=hostile))
    catalog = open_data(tmp_path)
    assert catalog.row("mine")[1]["name"] == hostile
    assert table("options", catalog=catalog).loc["mine", "name"] == hostile


def test_files_that_are_no_tables_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "options.csv").write_bytes(sheet("options").data)
    for name in ("notes.txt", "._options.csv", "~$options.csv", "lecture.xlsx"):
        (tmp_path / name).write_bytes(b"\xff\0")
    assert open_data(tmp_path).borrowed


def test_every_function_that_reads_rows_takes_the_catalog(tmp_path: Path) -> None:
    (tmp_path / "sources.csv").write_bytes(sheet("sources").with_cells(citation="Mine 2027", basis="read"))
    catalog = open_data(tmp_path)
    assert "Mine 2027" in str(cite("zz-probe", catalog=catalog))


# The folder itself


@pytest.mark.parametrize("folder", ["", "  ", None, 7, [], b"data"])
def test_no_name_of_a_folder(folder: Any) -> None:
    with pytest.raises(ValueError, match=r"folder: .* is not the name of a folder"):
        open_data(folder)


@pytest.mark.parametrize(
    ("name", "why"),
    [("nowhere", "it is not there"), ("nul\0", "it is not there"), ("x" * 5000, "File name too long")],
)
def test_no_folder(name: str, why: str, tmp_path: Path) -> None:
    assert only_fault(tmp_path / name).expected == f"a folder with tables; {why}"


def test_the_home_of_nobody() -> None:
    fault = only_fault(Path("~no-such-user/data"))
    assert fault.expected.startswith("a folder with tables; ")


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    path = tmp_path / "options.csv"
    path.write_bytes(sheet("options").data)
    assert only_fault(path).expected == "a folder with tables; this is a file"


def test_an_empty_folder(tmp_path: Path) -> None:
    assert "at least one table" in only_fault(tmp_path).expected


def test_a_misspelt_file_name_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "sources.csv").write_bytes(sheet("sources").data)
    (tmp_path / "clinical").mkdir()
    (tmp_path / "clinical" / "optoins.csv").write_bytes(sheet("options").data)
    fault = only_fault(tmp_path)
    assert fault.file == "clinical/optoins.csv"
    assert "did you mean clinical/options.csv?" in fault.expected


def test_the_same_table_twice(tmp_path: Path) -> None:
    (tmp_path / "clinical").mkdir()
    for path in ("options.csv", "clinical/options.csv"):
        (tmp_path / path).write_bytes(sheet("options").data)
    assert only_fault(tmp_path).file == "options.csv"


# Files that are not opened


OUTSIDE = [
    "../options.csv",
    "clinical/../../options.csv",
    "/etc/passwd",
    "~/options.csv",
    "C:\\options.csv",
    "..\\options.csv",
    "file:///etc/passwd",
    "https://example.org/options.csv",
    "options\0.csv",
    "options\ud800.csv",
    ".",
]


@pytest.mark.parametrize("path", OUTSIDE)
def test_a_path_out_of_the_folder_is_not_followed(path: str, tmp_path: Path) -> None:
    (tmp_path / "options.csv").write_bytes(sheet("options").data)
    folder = own(tmp_path / "mine", "options", change=lambda document: first(document).update(path=path))
    shutil.rmtree(folder / "clinical")
    fault = only_fault(folder)
    assert (fault.file, fault.column, fault.value) == (DESCRIPTOR, "path", path)
    assert fault.expected == "a path inside the data folder"


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "secret.csv").write_bytes(sheet("options").data)
    (tmp_path / "mine" / "options.csv").symlink_to(tmp_path / "secret.csv")
    fault = only_fault(tmp_path / "mine")
    assert (fault.file, fault.value) == ("options.csv", None)
    assert "this link leads out of it" in fault.expected


def test_a_linked_folder_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    shutil.copytree(shipped().folder / "clinical", tmp_path / "clinical")
    (tmp_path / "clinical" / "private.csv").touch()
    (tmp_path / "mine" / "clinical").symlink_to("../clinical")
    faults = faults_of(tmp_path / "mine")
    assert "private" not in str(faults)
    assert {fault.expected for fault in faults} == {
        "a file inside the data folder; this link leads out of it"
    }


def test_a_linked_contract_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / DESCRIPTOR).symlink_to(shipped().folder / DESCRIPTOR)
    assert "this link leads out of it" in only_fault(tmp_path).expected


def test_a_link_inside_the_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "version 2.txt").write_bytes(sheet("options").data)
    (tmp_path / "options.csv").symlink_to("version 2.txt")
    assert "options" not in open_data(tmp_path).borrowed


def test_a_linked_data_folder_is_opened(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "options.csv").write_bytes(sheet("options").data)
    (tmp_path / "mine").symlink_to("real")
    assert "options" not in open_data(tmp_path / "mine").borrowed


def test_links_that_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "options.csv").symlink_to("gone.csv")
    (tmp_path / "sources.csv").symlink_to("sources.csv")
    options, sources = faults_of(tmp_path)
    assert options.expected == "this file; it is not there"
    assert sources.expected.startswith("a file that can be read (")


def test_a_missing_file_of_the_own_contract(tmp_path: Path) -> None:
    own(tmp_path, "options", "sources")
    (tmp_path / "sources.csv").unlink()
    fault = only_fault(tmp_path)
    assert (fault.file, fault.expected) == ("sources.csv", "this file; it is not there")


def test_a_folder_in_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "options.csv").mkdir()
    assert only_fault(tmp_path).expected == "a file; this is a folder or a device"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_does_not_keep_us_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "options.csv")
    assert only_fault(tmp_path).expected == "a file; this is a folder or a device"


def test_a_file_beyond_all_measure(tmp_path: Path) -> None:
    with (tmp_path / "options.csv").open("wb") as file:
        file.truncate(65 * 1024 * 1024)
    assert only_fault(tmp_path).expected.startswith("at most 67108864 bytes")


@pytest.mark.skipif(sys.platform == "win32", reason="other rights on this system")
def test_an_unreadable_file(tmp_path: Path) -> None:
    path = tmp_path / "options.csv"
    path.write_bytes(sheet("options").data)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    assert only_fault(tmp_path).expected == "a file that can be read (Permission denied)"


def test_a_file_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "options.csv").write_bytes(sheet("options").data)

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert only_fault(tmp_path).expected == "a file that can be read (Permission denied)"


# The contract of the folder


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
        "resources[1] (options).name",
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


# Nothing crashes otherwise


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200) | st.text(alphabet='id,"\n\r;|x1\0é', max_size=200).map(str.encode))
def test_any_bytes_are_a_catalog_or_a_data_error(data: bytes, tmp_path: Path) -> None:
    for name in ("routes.csv", DESCRIPTOR):
        for old in tmp_path.iterdir():
            old.unlink()
        (tmp_path / name).write_bytes(data)
        with contextlib.suppress(DataError):
            assert isinstance(open_data(tmp_path), Catalog)
        assert (tmp_path / name).read_bytes() == data


LEAF = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
LISTS = st.lists(LEAF | st.lists(LEAF, max_size=2), max_size=3)
JSON = LEAF | LISTS | st.dictionaries(st.text(max_size=5), LEAF | LISTS, max_size=3)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_value_anywhere_in_the_contract(data: st.DataObject, tmp_path: Path) -> None:
    """Put any JSON in place of any value of a contract: a catalog or a DataError, nothing else."""
    for name in ("routes", "options"):
        target = tmp_path / shipped().table(name).path
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(sheet(name).data)
    document = json.loads((shipped().folder / DESCRIPTOR).read_text(encoding="utf-8"))
    document["resources"] = [one for one in document["resources"] if one["name"] in ("routes", "options")]
    inside: Any = document
    for _ in range(data.draw(st.integers(0, 6))):
        keys = list(inside) if isinstance(inside, dict) else list(range(len(inside)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(inside[key], dict | list) or not inside[key]:
            break
        inside = inside[key]
    keys = list(inside) if isinstance(inside, dict) else list(range(len(inside)))
    inside[data.draw(st.sampled_from(keys))] = data.draw(JSON)
    (tmp_path / DESCRIPTOR).write_text(json.dumps(document), encoding="utf-8")
    with contextlib.suppress(DataError):
        assert open_data(tmp_path).names


def test_opening_a_folder_leaves_no_trace(tmp_path: Path) -> None:
    own(tmp_path, "options", "sources")
    before = sorted((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in tmp_path.rglob("*"))
    open_data(tmp_path)
    after = sorted((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in tmp_path.rglob("*"))
    assert after == before


def test_frictionless_comes_in_only_when_a_folder_is_checked() -> None:
    code = (
        "import sys; from retinoid_teach import evidence as e; c = e.shipped(); c.row('P001');"
        "assert not {'pandas', 'numpy', 'frictionless', 'jsonschema'} & set(sys.modules);"
        "c.frame('options'); assert 'pandas' in sys.modules and 'frictionless' not in sys.modules;"
        "e.open_data(c.folder); assert 'frictionless' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
