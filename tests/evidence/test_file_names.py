"""Files that are meant as tables and have another name, ending or place: what is there, what is expected."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from retinoid_teach.evidence import open_data, shipped
from tests.evidence.folders import faults_of, only_fault, own
from tests.evidence.mutations import sheet

NAMES = {
    "Options.CSV": "the name options.csv, in small letters",
    "OPTIONS.csv": "the name options.csv, in small letters",
    "clinical/Options.csv": "the name options.csv, in small letters",
    "options.csv.txt": "the name options.csv; this one ends in .csv.txt (Windows hides the last ending",
    "options.csv.csv": "the name options.csv; this one ends in .csv.csv",
    "options - Kopie.csv": "the name options.csv; this one seems to be a copy",
    "Kopie von options.csv": "the name options.csv; this one seems to be a copy",
    "options (2).csv": "the name options.csv; this one seems to be a copy",
    "options - Copy (3).csv": "the name options.csv; this one seems to be a copy",
    "options.xlsx": "the file options.csv; a workbook is not read, so save this sheet as 'CSV UTF-8'",
    "clinical/options.ods": "the file options.csv; a workbook is not read",
    "options.tsv": "the file options.csv, with commas between the cells",
    "options.txt": "the file options.csv, with commas between the cells",
    "options": "the file options.csv, with commas between the cells",
    "science/options.csv": "this table as clinical/options.csv or options.csv",
    "my_options.csv": "the file of a table; did you mean clinical/options.csv?",
}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("beside", [False, True], ids=["alone", "beside-a-table"])
def test_a_file_that_is_passed_over_is_named(name: str, beside: bool, tmp_path: Path) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(sheet("options").data)
    if beside:
        (tmp_path / "sources.csv").write_bytes(sheet("sources").data)
    if name != name.lower() and (tmp_path / name.lower()).exists():
        pytest.skip("this system does not tell capitals apart")
    fault = only_fault(tmp_path)
    assert (fault.file, fault.row, fault.column) == (name, None, None)
    assert fault.expected.startswith(NAMES[name])


@pytest.mark.parametrize("name", ["options - Kopie.csv", "options (1).csv", "clinical/options.csv"])
def test_a_second_file_of_a_table_is_named(name: str, tmp_path: Path) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    for path in ("options.csv", name):
        (tmp_path / path).write_bytes(sheet("options").data)
    fault = only_fault(tmp_path)
    assert "one file for the table options" in fault.expected


@pytest.mark.parametrize(
    "name", ["options.xlsx", "options.ods", "old/options.csv", "options.txt", "trials.txt"]
)
def test_what_stands_beside_a_table_and_is_none_is_left_alone(name: str, tmp_path: Path) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("Notes on trials, and more of them\n")
    (tmp_path / "options.csv").write_bytes(sheet("options").data)
    assert "options" not in open_data(tmp_path).borrowed


def test_a_row_that_is_in_a_workbook_is_not_said_to_be_missing(tmp_path: Path) -> None:
    """The workbook was passed over, and only the table that names its row was blamed."""
    (tmp_path / "options.xlsx").write_bytes(b"PK")
    lines = sheet("guideline_recommendations").with_cells(option_id="my_gel")
    (tmp_path / "guideline_recommendations.csv").write_bytes(lines)
    assert only_fault(tmp_path).file == "options.xlsx"


@pytest.mark.parametrize("place", ["data", "course/data"])
def test_tables_that_lie_too_deep_are_one_fault(place: str, tmp_path: Path) -> None:
    for part in ("clinical", "vocabulary", "science"):
        shutil.copytree(shipped().folder / part, tmp_path / place / part)
    fault = only_fault(tmp_path)
    assert fault.file == place
    assert f"would be found if the folder {place} were named" in fault.expected
    assert open_data(tmp_path / place).borrowed


def test_a_missing_file_of_the_own_contract_under_another_name(tmp_path: Path) -> None:
    own(tmp_path, "options", "sources")
    (tmp_path / "sources.csv").rename(tmp_path / "Sources.CSV")
    fault = only_fault(tmp_path)
    assert (fault.file, fault.expected) == ("Sources.CSV", "the name sources.csv, in small letters")


def test_links_are_not_followed_in_the_search(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "options.csv").write_bytes(sheet("options").data)
    (tmp_path / "secret" / "trials").write_bytes(sheet("trials").data)
    (tmp_path / "mine" / "a").symlink_to(tmp_path / "secret")
    (tmp_path / "mine" / "b").symlink_to(tmp_path / "mine")
    (tmp_path / "mine" / "trials.txt").symlink_to(tmp_path / "secret" / "trials")
    assert [fault.file for fault in faults_of(tmp_path / "mine")] == ["."]
