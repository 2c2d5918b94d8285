"""The shipped data against its own contract: `frictionless` for what it can say, this file for the rest."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import frictionless
import pytest

DATA = Path(__file__).resolve().parents[2] / "data"
PACKAGE: dict[str, Any] = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
TABLES = {table["name"]: table for table in PACKAGE["resources"] if "schema" in table}
EVIDENCE = sorted(name for name, table in TABLES.items() if not table["path"].startswith("vocabulary/"))
SOURCE_COLUMNS = ("source_id", "source_ids", "correct_source_ids", "basis")
POINTERS = {
    "source_id",
    "source_ids",
    "trial_id",
    "option_id",
    "event_id",
    "scheme_id",
    "guideline_id",
    "situation",
    "acne_type",
    "ingredient",
    "route",
}
CLOSED = {
    "basis": ["read", "unread", "computed"],
    "confidence": ["high", "medium", "low"],
    "use": ["core", "context", "teaching_model", "trap", "do_not_use_until_checked"],
}

Row = dict[str, str]


@cache
def rows(table: str) -> tuple[Row, ...]:
    with (DATA / TABLES[table]["path"]).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def values(table: str, column: str = "id") -> frozenset[str]:
    return frozenset(row[column] for row in rows(table))


def fields(table: str) -> dict[str, dict[str, Any]]:
    return {field["name"]: field for field in TABLES[table]["schema"]["fields"]}


def fields_with(key: str) -> list[Any]:
    found = [(table, name) for table in TABLES for name, field in fields(table).items() if key in field]
    return [pytest.param(*where, id=".".join(where)) for where in found]


def split(text: str, separators: str) -> list[str]:
    return re.split(f"[{re.escape(separators)}]", text) if text else []


def foreign_keys(table: str) -> Iterator[tuple[str, str, str]]:
    for key in TABLES[table]["schema"].get("foreignKeys", []):
        reference = key["reference"]
        yield key["fields"], reference["resource"] or table, reference["fields"]


MEASURED = sorted(name for name, table in TABLES.items() if not table["path"].startswith("questions/"))

each_table = pytest.mark.parametrize("table", sorted(TABLES))


def test_frictionless_finds_nothing() -> None:
    report = frictionless.validate(str(DATA / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "note"])
    assert {task.name for task in report.tasks} >= set(TABLES)


def test_package_says_what_it_is() -> None:
    assert PACKAGE["title"]
    assert PACKAGE["description"]
    assert PACKAGE["licenses"][0]["name"] == "CC-BY-4.0"
    assert PACKAGE["created"].startswith(PACKAGE["rt:evidence_date"])


def test_every_file_is_in_the_package() -> None:
    assert {path.relative_to(DATA).as_posix() for path in DATA.rglob("*.csv")} == {
        table["path"] for table in PACKAGE["resources"] if table["path"].endswith(".csv")
    }


@each_table
def test_table_and_columns_are_described(table: str) -> None:
    assert all(TABLES[table].get(key) for key in ("title", "description", "rt:purpose"))
    for name, field in fields(table).items():
        assert field.get("title"), name
        assert field.get("description"), name


@each_table
def test_file_is_plain_text(table: str) -> None:
    raw = (DATA / TABLES[table]["path"]).read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    width = len(fields(table))
    with (DATA / TABLES[table]["path"]).open(encoding="utf-8", newline="") as file:
        assert {len(row) for row in csv.reader(file)} == {width}


@each_table
def test_key_is_id(table: str) -> None:
    schema = TABLES[table]["schema"]
    assert schema["primaryKey"] in ("id", ["id"])
    assert schema["fields"][0]["name"] == "id"
    assert schema["missingValues"] == [""]
    assert len(values(table)) == len(rows(table)) > 0


def test_ids_are_unique_over_all_evidence_tables() -> None:
    count = Counter(row["id"] for table in EVIDENCE for row in rows(table))
    assert [name for name, times in count.items() if times > 1] == []


@each_table
def test_foreign_keys_resolve(table: str) -> None:
    for column, target, field in foreign_keys(table):
        assert values(table, column) - {""} <= values(target, field), column


@each_table
def test_columns_that_name_rows_are_bound(table: str) -> None:
    """A column called like a key must say which table it points to."""
    bound = {column for column, _, _ in foreign_keys(table)}
    bound |= {n for n, f in fields(table).items() if any(k.startswith("rt:references") for k in f)}
    assert POINTERS & set(fields(table)) <= bound


@pytest.mark.parametrize(("table", "column"), fields_with("rt:references"))
def test_lists_resolve(table: str, column: str) -> None:
    reference = fields(table)[column]["rt:references"]
    known = values(reference["resource"], reference["field"])
    found = {item for row in rows(table) for item in split(row[column], reference["separator"])}
    assert found <= known, found - known


@pytest.mark.parametrize(("table", "column"), fields_with("rt:references_any"))
def test_ids_of_one_of_several_tables_resolve(table: str, column: str) -> None:
    places = fields(table)[column]["rt:references_any"]
    known = frozenset[str]().union(*(values(place["resource"], place["field"]) for place in places))
    assert values(table, column) - {""} <= known


@pytest.mark.parametrize(("table", "column"), fields_with("rt:references_when"))
def test_ids_that_depend_on_a_kind_resolve(table: str, column: str) -> None:
    for place in fields(table)[column]["rt:references_when"]:
        found = {row[column] for row in rows(table) if row[place["column"]] in place["values"]}
        assert found <= values(place["resource"], place["field"])


@pytest.mark.parametrize(("table", "about"), [("safety_rules", "condition"), ("contradictions", "other")])
def test_age_conditions_are_ages(table: str, about: str) -> None:
    found = {row[f"{about}_id"] for row in rows(table) if row[f"{about}_kind"] == "age_below"}
    assert found
    assert all(age.isdecimal() for age in found)


def test_conditions_have_the_kind_of_their_rules() -> None:
    kinds = {row["id"]: row["kind"] for row in rows("conditions")}
    used = {r["condition_id"]: r["condition_kind"] for r in rows("safety_rules")}
    assert kinds == {name: kind for name, kind in used.items() if kind not in ("pregnancy", "age_below")}


def test_ingredient_routes_resolve() -> None:
    for row in rows("options"):
        for pair in split(row["ingredient_routes"], ";|"):
            ingredient, _, route = pair.rpartition(":")
            assert ingredient in values("ingredients"), (row["id"], pair)
            assert route in values("routes"), (row["id"], pair)


@pytest.mark.parametrize(("table", "column"), fields_with("rt:keys"))
def test_interaction_keys_resolve(table: str, column: str) -> None:
    where = fields(table)[column]["rt:keys"]
    for row in rows(table):
        for key in split(row[column], where["separator"]):
            kind, _, name = key.partition(":")
            assert name in values(where[kind]), (row["id"], key)


@pytest.mark.parametrize("tetracycline", ["doxycycline", "lymecycline", "minocycline", "sarecycline"])
def test_tetracycline_and_oral_isotretinoin_find_each_other(tetracycline: str) -> None:
    options = {row["id"]: row for row in rows("options")}
    classes = split(options[tetracycline]["classes"], ";")
    wanted = {f"ingredient:{tetracycline}", *(f"class:{name}" for name in classes)}
    row = next(row for row in rows("interactions") if row["id"] == "IX001")
    assert row["a_keys"] == "ingredient:isotretinoin"
    assert row["route_a"] == "oral"
    assert wanted & set(split(row["b_keys"], ";")) == {f"ingredient:{tetracycline}", "class:tetracycline"}


@pytest.mark.parametrize("table", MEASURED)
def test_numbers_have_units(table: str) -> None:
    for name, field in fields(table).items():
        if field["type"] not in ("integer", "number"):
            continue
        assert bool(field.get("unit")) != bool(field.get("unit_column")), name
        if unit := field.get("unit_column"):
            assert unit in fields(table)
            assert [row["id"] for row in rows(table) if row[name] and not row[unit]] == []


@each_table
def test_low_is_not_above_high(table: str) -> None:
    for low in (name for name in fields(table) if name.endswith("_low")):
        high = low.removesuffix("_low") + "_high"
        for row in rows(table):
            assert not (row[low] and row[high]) or float(row[low]) <= float(row[high]), (row["id"], low)


@pytest.mark.parametrize("table", [t for t in sorted(TABLES) if "value_low" in fields(t)])
def test_numbers_beside_a_text_value_agree_with_it(table: str) -> None:
    for row in rows(table):
        numbers = {row["value_low"], row["value_high"]} - {""}
        assert all(number in row["value"] for number in numbers), row["id"]
        if row["relation"] in ("<", "<="):
            assert not row["value_low"], row["id"]
        if row["relation"] in (">", ">="):
            assert not row["value_high"], row["id"]


@pytest.mark.parametrize("table", sorted(set(EVIDENCE) - {"sources"}))
def test_every_row_says_where_it_comes_from(table: str) -> None:
    needed = [column for column in SOURCE_COLUMNS if column in fields(table)]
    assert [row["id"] for row in rows(table) if not all(row[column] for column in needed)] == []


def test_same_as_points_to_one_first_row() -> None:
    heads = {row["id"]: row["same_as"] or row["id"] for row in rows("sources")}
    assert all(heads[head] == head for head in heads.values())
    for column in ("doi", "pmid"):
        together: dict[str, set[str]] = defaultdict(set)
        for row in rows("sources"):
            if row[column]:
                together[row[column].casefold()].add(heads[row["id"]])
        assert {name: ids for name, ids in together.items() if len(ids) > 1} == {}


@each_table
def test_no_row_was_lost(table: str) -> None:
    taken = TABLES[table].get("rt:rows_in")
    if taken is None:
        pytest.skip("made for this project, not taken from raw tables")
    added = TABLES[table].get("rt:rows_added", [])
    assert {row["id"] for row in rows(table)} >= set(added)
    assert sum(taken.values()) + len(added) == len(rows(table))


def test_the_raw_tables_are_all_accounted_for() -> None:
    files = [name for table in TABLES.values() for name in table.get("rt:rows_in", {})]
    assert len(files) == len(set(files)) == 28


@each_table
def test_closed_words_are_closed(table: str) -> None:
    for column, allowed in CLOSED.items():
        if column in fields(table) and table in EVIDENCE:
            assert fields(table)[column]["constraints"]["enum"] == allowed


def test_isomers_stay_apart() -> None:
    keys = {row["compound"]: row["value"] for row in rows("compounds") if row["property"] == "inchikey"}
    assert len(set(keys.values())) == len(keys)
    assert len({keys[name].split("-")[0] for name in ("isotretinoin", "tretinoin", "alitretinoin")}) == 1


def test_every_event_is_used() -> None:
    used = values("adverse_events", "event_id") | values("local_tolerability", "event_id")
    assert used == values("events")
