"""The catalog: the same values as frictionless reads, typed, and safe from whoever uses it."""

from __future__ import annotations

import copy
import decimal
import pickle
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from retinoid_teach.evidence import Catalog, DataError, Fault, shipped
from retinoid_teach.evidence import _catalog as catalog_module
from retinoid_teach.evidence.place import _first_with, data_folder, lessons_folder

TABLES = shipped().names


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let `shipped` read another folder, without a trace for other tests."""

    def read(folder: Path) -> Catalog:
        monkeypatch.setattr(catalog_module, "data_folder", lambda: folder)
        return catalog_module.shipped.__wrapped__()

    return read


def test_our_reader_and_frictionless_agree_on_every_cell() -> None:
    """Data are read without frictionless and checked with it: both must mean the same by a cell."""
    from frictionless import Package

    package = Package(str(shipped().folder / "datapackage.json"))
    assert {resource.name for resource in package.resources} == set(TABLES)
    cells = 0
    for resource in package.resources:
        ours = shipped().rows(str(resource.name))
        resource.schema.foreign_keys = []
        theirs = resource.read_rows()
        assert len(ours) == len(theirs)
        for mine, row in zip(ours, theirs, strict=True):
            for column, value in row.to_dict().items():
                as_float = float(value) if isinstance(value, decimal.Decimal) else value
                assert (mine[column], type(mine[column])) == (as_float, type(as_float)), (mine["id"], column)
                cells += 1
    assert cells > 30_000


def test_date_title_and_folder() -> None:
    catalog = shipped()
    assert catalog.folder == data_folder()
    assert pd.Timestamp(catalog.date).strftime("%Y-%m-%d") == catalog.date
    assert catalog.title in repr(catalog)
    assert catalog.date in repr(catalog)


def test_it_is_read_once_and_compared_by_identity() -> None:
    assert shipped() is shipped()
    assert shipped().rows("options") is shipped().rows("options")
    assert {shipped(): 1}[shipped()] == 1
    other = Catalog(shipped().contract, shipped().rows, shipped().folder)
    assert other != shipped()


@pytest.mark.parametrize("name", TABLES)
def test_a_frame_has_the_types_of_the_contract(name: str) -> None:
    frame, about = shipped().frame(name), shipped().table(name)
    assert frame.index.name == "id"
    assert frame.index.is_unique
    assert frame.index.dtype == "string"
    assert list(frame.columns) == [column for column in about.columns if column != "id"]
    dtypes = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean"}
    for field in about.fields[1:]:
        assert frame[field.name].dtype == dtypes[field.type]
        blank = [row[field.name] is None for row in shipped().rows(name)]
        assert frame[field.name].isna().tolist() == blank
        assert all(value is pd.NA for value in frame[field.name][blank])


def test_nobody_can_damage_the_rows() -> None:
    row = shipped().rows("options")[0]
    with pytest.raises(TypeError):
        row["name"] = "other"
    with pytest.raises(AttributeError):
        row.update(name="other")
    with pytest.raises(TypeError):
        shipped().rows("options")[0] = {}
    with pytest.raises(TypeError):
        shipped().contract.tables["options"] = None


def test_nobody_can_damage_the_frames() -> None:
    frame = shipped().frame("options")
    name = frame.loc["adapalene", "name"]
    frame.loc["adapalene", "name"] = "other"
    frame["more"] = 1
    frame.loc["bpo", :] = pd.NA
    frame.attrs["title"] = "other"
    again = shipped().frame("options")
    assert again.loc["adapalene", "name"] == name
    assert "more" not in again
    assert not again.loc["bpo"].isna().all()
    assert again.attrs == {}
    assert shipped().row("adapalene")[1]["name"] == name


@pytest.mark.parametrize("attribute", ["folder", "borrowed", "title", "date", "names", "contract"])
def test_nobody_can_exchange_what_it_says(attribute: str) -> None:
    with pytest.raises(AttributeError):
        setattr(shipped(), attribute, None)
    with pytest.raises(AttributeError):
        shipped().anything = 1


def test_every_row_that_can_be_cited_is_found_by_its_id() -> None:
    for name in TABLES:
        if shipped().table(name).citable:
            for row in shipped().rows(name):
                assert shipped().row(row["id"]) == (name, row)


def test_a_word_of_two_vocabularies_is_still_found() -> None:
    assert shipped().row("adapalene")[0] == "options"
    assert shipped().row("benzoyl peroxide")[0] in ("ingredients", "compound_names")


@pytest.mark.parametrize("row_id", ["P0001", "", None, 7, "p001"])
def test_a_row_that_does_not_exist(row_id: Any) -> None:
    with pytest.raises(ValueError, match=r"row_id: .* is not known") as caught:
        shipped().row(row_id)
    assert len(str(caught.value)) < 100


@pytest.mark.parametrize("read", ["rows", "frame", "table"])
def test_a_table_that_does_not_exist(read: str) -> None:
    with pytest.raises(ValueError, match="name: 'optoins' is not known; did you mean 'options'"):
        getattr(shipped(), read)("optoins")


def test_shipped_data_that_are_damaged_are_not_used(fresh: Any, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"datapackage.json: expected this file; it is not there"):
        fresh(tmp_path)
    (tmp_path / "datapackage.json").write_bytes((data_folder() / "datapackage.json").read_bytes())
    catalog = fresh(tmp_path)
    with pytest.raises(DataError, match=r"clinical/options.csv: expected this file"):
        catalog.rows("options")
    (tmp_path / "clinical").mkdir()
    (tmp_path / "clinical" / "options.csv").write_text("id,name\n1,2\n")
    with pytest.raises(
        DataError, match=r"clinical/options.csv, row 1: found 'id,name'; expected id,name,active"
    ):
        catalog.rows("options")
    good = (data_folder() / "sources.csv").read_text(encoding="utf-8").replace("\n", "\nx,", 1)
    (tmp_path / "sources.csv").write_text(good, encoding="utf-8")
    with pytest.raises(DataError, match=r"sources.csv, row 2: found '12 cells'; expected 11 cells"):
        catalog.rows("sources")


def test_a_damaged_value_of_the_shipped_data(fresh: Any, tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_bytes((data_folder() / "datapackage.json").read_bytes())
    (tmp_path / "clinical").mkdir()
    text = (data_folder() / "clinical" / "gags_scoring.csv").read_text(encoding="utf-8")
    (tmp_path / "clinical" / "gags_scoring.csv").write_text(text.replace(",2,", ",two,", 1), encoding="utf-8")
    with pytest.raises(DataError, match=r"row \d+, column factor: found 'two'; expected a whole number"):
        fresh(tmp_path).rows("gags_scoring")


def test_where_things_are(tmp_path: Path) -> None:
    assert (data_folder() / "sources.csv").is_file()
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "x").touch()
    assert _first_with("x", tmp_path / "a", tmp_path / "b") == tmp_path / "b"
    with pytest.raises(FileNotFoundError, match=r"y is neither in .* install retinoid_teach again"):
        _first_with("y", tmp_path / "a", tmp_path / "b")


def test_lessons_are_found_or_the_error_says_what_to_do() -> None:
    try:
        assert (lessons_folder() / "00_start_here.ipynb").is_file()
    except FileNotFoundError as error:
        assert "install retinoid_teach again" in str(error)  # noqa: PT017


# The error


def test_an_error_can_be_pickled_and_copied() -> None:
    error = DataError([Fault("b.csv", 2, "x", "1", "y"), Fault("a.csv", None, None, None, "z")], "mine")
    for other in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert other.faults == error.faults
        assert str(other) == str(error)
    assert [fault.file for fault in error.faults] == ["a.csv", "b.csv"]
    assert isinstance(error, ValueError)


def test_one_fault_takes_one_line_whatever_is_in_it() -> None:
    fault = Fault("a\nb.csv", 2, "x\u202e\ud800", "v\n" * 100, "q\0")
    text = str(fault)
    assert text.isprintable()
    assert len(text) < 400
    assert text.startswith("a\\nb.csv, row 2, column x\\u202e\\ud800: found 'v\\nv")
    assert text.endswith("…'; expected q\\x00")
