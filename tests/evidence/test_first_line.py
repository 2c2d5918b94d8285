"""One wrong first line is one sentence that says what to do, not a fault for each column and row."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from retinoid_teach.evidence import open_data
from tests.evidence.folders import faults_of, only_fault
from tests.evidence.mutations import Sheet, sheet, written

TABLES = ("options", "regions", "pk_parameters", "questions")


def _rows(clean: Sheet) -> list[list[str]]:
    return [clean.header, *clean.rows]


def _curly(clean: Sheet) -> bytes:
    header = ",".join(f"“{name}”" for name in clean.header)
    return header.encode() + b"\n" + clean.data.partition(b"\n")[2]


FIRST_LINES: dict[str, tuple[Callable[[Sheet], bytes], str, str]] = {
    "hint-and-semicolons": (
        lambda clean: b"sep=;\n" + written(_rows(clean), ";"),
        "this line is a hint to Excel alone, so delete this line",
        "semicolons",
    ),
    "hint-and-commas": (lambda clean: b"sep=,\r\n" + clean.data, "a hint to Excel alone", "delete this line"),
    "quoted-hint": (lambda clean: b'"sep=\t"\n' + written(_rows(clean), "\t"), "a hint to Excel", "tabs"),
    "title": (lambda clean: b"My table\n" + clean.data, "it is row 2, so delete this line", ""),
    "title-of-a-spreadsheet": (
        lambda clean: b"My table" + b"," * (len(clean.header) - 1) + b"\n,,\n" + clean.data,
        "it is row 3, so delete the 2 lines above row 3",
        "",
    ),
    "title-with-a-comma": (lambda clean: b"Basel, 2026\n\n" + clean.data, "it is row 3", ""),
    "title-and-semicolons": (
        lambda clean: b"My table;;\n" + written(_rows(clean), ";"),
        "it is row 2",
        "commas between the cells: these are semicolons",
    ),
    "cleared-first-row": (lambda clean: b",,\n" + clean.data, "it is row 2, so delete this line", ""),
    "semicolons": (
        lambda clean: written(_rows(clean), ";"),
        "these are semicolons",
        "decimal comma, under 'CSV UTF-8' too: set the list separator",
    ),
    "quoted-semicolons": (
        lambda clean: written(_rows(clean), ";", quoting=csv.QUOTE_ALL),
        "these are semicolons",
        "",
    ),
    "tabs": (lambda clean: written(_rows(clean), "\t"), "these are tabs", "save as 'CSV UTF-8'"),
    "vertical-bars": (lambda clean: written(_rows(clean), "|"), "these are vertical bars", ""),
    "curly-quotes": (_curly, 'without quotes, or with straight ones (")', "these are curly"),
}


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("what", FIRST_LINES)
def test_a_wrong_first_line_is_one_fault(what: str, name: str, tmp_path: Path) -> None:
    make, says, says_too = FIRST_LINES[what]
    path = tmp_path / f"{name}.csv"
    path.write_bytes(make(sheet(name)))
    fault = only_fault(tmp_path)
    assert (fault.file, fault.row, fault.column) == (path.name, 1, None)
    assert says in fault.expected
    assert says_too in fault.expected
    assert len(str(fault)) < 600


def test_a_misspelt_column_is_still_named_by_itself(tmp_path: Path) -> None:
    clean = sheet("options")
    (tmp_path / "options.csv").write_bytes(clean.data.replace(b"strengths", b"strenghts", 1))
    assert only_fault(tmp_path).column == "strenghts"


def test_curly_quotes_round_a_text_with_a_comma_are_named(tmp_path: Path) -> None:
    clean = sheet("options")
    cells = ["my_gel", "“A gel, mine”", *clean.rows[-1][2:]]
    (tmp_path / "options.csv").write_bytes(clean.before + ",".join(cells[:2]).encode() + b"\n")
    assert 'straight ones, ", for the curly “ holds nothing together' in only_fault(tmp_path).expected
    (tmp_path / "options.csv").write_bytes(clean.before + b"my_gel,A gel, mine\n")
    assert "curly" not in only_fault(tmp_path).expected


def test_curly_quotes_inside_a_text_are_text(tmp_path: Path) -> None:
    (tmp_path / "options.csv").write_bytes(sheet("options").with_cells(name="“Mine”"))
    assert open_data(tmp_path).rows("options")[-1]["name"] == "“Mine”"


def test_a_gap_after_a_quote_is_named(tmp_path: Path) -> None:
    (tmp_path / "options.csv").write_bytes(b'"id"   ,"name"\n')
    assert "nothing between a quote and the comma" in only_fault(tmp_path).expected


# Rows and columns that were cleared


def test_a_row_that_is_moved_by_a_comma_is_not_taken_for_cleared_cells(tmp_path: Path) -> None:
    """Its last cells are blank, but not because nothing stood there."""
    clean = sheet("sources")
    moved = [clean.probe, "a text, without quotes", *clean.rows[-1][2:-1], ""]
    (tmp_path / "sources.csv").write_bytes(clean.before + ",".join(moved).encode() + b"\n")
    assert only_fault(tmp_path).row == clean.line


def test_a_cleared_row_between_others_is_named(tmp_path: Path) -> None:
    clean = sheet("options")
    (tmp_path / "options.csv").write_bytes(clean.before + b"," * 18 + b"\n" + written([clean.rows[-1]]))
    assert only_fault(tmp_path).expected.endswith("all its cells are blank: delete the row")


def test_a_value_in_a_column_without_a_name_is_not_lost(tmp_path: Path) -> None:
    clean = sheet("options")
    rows = [[*row, "", ""] for row in _rows(clean)]
    rows[3][-1] = "kept"
    (tmp_path / "options.csv").write_bytes(written(rows))
    assert {fault.column for fault in faults_of(tmp_path)} == {""}


# Causes before what follows from them


def _with_reference(folder: Path, options: bytes) -> None:
    (folder / "options.csv").write_bytes(options)
    lines = sheet("guideline_recommendations").with_cells(option_id="my_gel")
    (folder / "guideline_recommendations.csv").write_bytes(lines)


def test_what_names_a_row_that_could_not_be_read_is_not_blamed(tmp_path: Path) -> None:
    clean = sheet("options")
    _with_reference(tmp_path, clean.before + b"my_gel,A gel, mine\n")
    assert only_fault(tmp_path).file == "options.csv"


def test_a_fault_that_may_follow_from_another_stands_after_it(tmp_path: Path) -> None:
    _with_reference(tmp_path, sheet("options").with_cells(id="My Gel"))
    cause, consequence = faults_of(tmp_path)
    assert (cause.file, cause.column) == ("options.csv", "id")
    assert consequence.file == "guideline_recommendations.csv"
    assert str(consequence).endswith("this may follow from what is wrong in options.csv")


def test_a_reference_that_leads_nowhere_stands_alone(tmp_path: Path) -> None:
    _with_reference(tmp_path, sheet("options").data)
    assert only_fault(tmp_path).follows == ""
