"""What may be taught, and what has not been checked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from retinoid_teach.evidence import open_data, shipped, table, tables
from retinoid_teach.evidence import unread as unread_rows
from tests.evidence.mutations import sheet

TABLES = shipped().names
WITHHELD = {"trap", "do_not_use_until_checked", "do_not_teach_as_settled"}


def test_tables_lists_every_table_with_its_purpose() -> None:
    listed = tables()
    assert list(listed.columns) == ["title", "rows", "key", "purpose"]
    assert list(listed.index) == list(TABLES)
    assert listed.index.name == "table"
    assert (listed["key"] == "id").all()
    assert listed["title"].str.len().gt(3).all()
    assert listed["purpose"].str.len().gt(20).all()
    assert listed["rows"].to_dict() == {name: len(shipped().rows(name)) for name in TABLES}


@pytest.mark.parametrize("name", [name for name in TABLES if name != "data_traps"])
def test_taught_leaves_out_what_must_not_be_taught_and_nothing_else(name: str) -> None:
    every, taught = table(name, include="all"), table(name)
    assert list(every.index) == [row["id"] for row in shipped().rows(name)]
    kept = [
        row["id"]
        for row in shipped().rows(name)
        if not {row.get("use"), row.get("teaching_status")} & WITHHELD
    ]
    assert list(taught.index) == kept
    assert taught.attrs == every.attrs


def test_some_rows_are_withheld_so_the_rule_does_something() -> None:
    lost = {
        name: len(table(name, include="all")) - len(table(name)) for name in TABLES if name != "data_traps"
    }
    assert {"binary_outcomes", "receptor_activity", "pk_parameters", "mechanism_effects"} <= {
        name for name, count in lost.items() if count
    }


def test_a_blank_use_is_core() -> None:
    blank = table("arm_outcomes", include="all")["use"].isna()
    assert blank.any()
    assert set(blank[blank].index) <= set(table("arm_outcomes").index)


def test_traps_open_only_when_asked_for() -> None:
    with pytest.raises(ValueError, match=r"name: 'data_traps' holds wrong or risky claims.*include=\"all\""):
        table("data_traps")
    assert len(table("data_traps", include="all")) == len(shipped().rows("data_traps"))


@pytest.mark.parametrize("name", TABLES)
def test_checked_is_false_on_unread_rows_alone(name: str) -> None:
    frame = table(name, include="all")
    assert frame["checked"].dtype == "boolean"
    assert not frame["checked"].isna().any()
    bases = [row.get("basis") for row in shipped().rows(name)]
    assert frame["checked"].tolist() == [basis != "unread" for basis in bases]


def test_units_and_title_come_along() -> None:
    attrs = table("binary_outcomes").attrs
    assert attrs["title"] == shipped().table("binary_outcomes").title
    assert attrs["units"]["percent"] == "%"
    assert table("pk_parameters").attrs["unit_columns"]["value_low"] == "unit"
    kept = table("binary_outcomes").query("events > 3")
    assert kept.attrs == attrs


@pytest.mark.parametrize("include", ["", "All", None, True, "taugt"])
def test_include_is_one_of_two(include: Any) -> None:
    with pytest.raises(ValueError, match=r"include: .* is not known.*Allowed: taught, all"):
        table("options", include=include)


@pytest.mark.parametrize("name", ["optoins", "", None, 7, ("options",)])
def test_a_wrong_name(name: Any) -> None:
    with pytest.raises(ValueError, match=r"name: .* is not known.*Allowed: sources"):
        table(name)


def test_a_table_is_the_callers_own() -> None:
    frame = table("options")
    frame["name"] = "x"
    frame.attrs["units"]["name"] = "kg"
    assert (table("options")["name"] != "x").all()
    assert table("options").attrs["units"] == {}


def test_unread_lists_every_unread_row_with_what_a_reader_needs() -> None:
    listed = unread_rows()
    expected = {row["id"] for name in TABLES for row in shipped().rows(name) if row.get("basis") == "unread"}
    assert set(listed.index) == expected
    assert listed.index.is_unique
    assert list(listed.columns) == ["table", "what", "source", "locator"]
    assert not listed.isna().any().any()
    assert listed["what"].str.len().between(3, 120).all()
    assert listed["source"].str.match(r"[A-Z]\d{3}").all()
    assert listed.loc["CP180", "table"] == "compounds"
    assert "D10BA01" in listed.loc["CP180", "what"]


def test_a_row_that_has_been_checked_leaves_the_list(tmp_path: Path) -> None:
    row = next(row for row in shipped().rows("options") if row["basis"] == "unread")
    data = sheet("options").data
    line = next(line for line in data.splitlines() if line.startswith(row["id"].encode() + b","))
    (tmp_path / "options.csv").write_bytes(data.replace(line, line.replace(b",unread,", b",read,")))
    catalog = open_data(tmp_path)
    assert row["id"] in unread_rows().index
    assert row["id"] not in unread_rows(catalog).index
    assert bool(table("options", catalog=catalog).loc[row["id"], "checked"])
    assert isinstance(tables(catalog), pd.DataFrame)
