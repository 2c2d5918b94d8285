"""Cells that only look blank, errors of a spreadsheet, and signs that another encoding left."""

from __future__ import annotations

from pathlib import Path

import pytest

from retinoid_teach.evidence import open_data, shipped
from retinoid_teach.evidence._look import damage_in_words
from tests.evidence.folders import only_fault
from tests.evidence.mutations import sheet

BLANK = (
    " ",
    "\u00a0",
    "\u200b",
    " \u00a0 ",
    "\t",
    " " * 50,
    "NA",
    "n/a",
    "N/A",
    "-",
    "–",
    "NaN",
    "null",
    "k. A.",
)
ERRORS = (
    "#REF!",
    "#N/A",
    "#DIV/0!",
    "#NAME?",
    "#BEZUG!",
    "#NV",
    "#WERT!",
    " #VALUE! ",
    "#¿NOMBRE?",
    "#####",
    "Err:502",
)
SIGNS = ("é", "–", "’", "α", "≥", "µ", "ü", "\u00a0", "“")
READ_AS = ("cp1252", "mac_roman", "cp850", "cp437")
SOUND = (
    "naïve – “quoted” €5 ± 3 °C, α ≥ µ",
    "«OLÉ»",
    "SÃO PAULO",
    "Łódź, Größe, Þórður, Ελλάς",
    "CAFÉ…",
    "#1 choice",
    "none",
    "NaCl 0.9 %",
)


@pytest.mark.parametrize("cell", BLANK)
@pytest.mark.parametrize(
    ("name", "column"), [("options", "name"), ("safety_rules", "reason"), ("claims", "claim")]
)
def test_what_looks_blank_does_not_fill_a_cell(name: str, column: str, cell: str, tmp_path: Path) -> None:
    (tmp_path / f"{name}.csv").write_bytes(sheet(name).with_cells(**{column: cell}))
    fault = only_fault(tmp_path)
    assert (fault.row, fault.column, fault.value) == (sheet(name).line, column, cell)
    assert fault.expected.startswith("a value; this column is never blank, and ")
    assert fault.expected.endswith(("holds only spaces", "says nothing"))


@pytest.mark.parametrize("cell", ERRORS)
@pytest.mark.parametrize("column", ["name", "strengths", "parts", "class", "source_id"])
def test_an_error_of_a_spreadsheet_is_found_in_any_column(column: str, cell: str, tmp_path: Path) -> None:
    (tmp_path / "options.csv").write_bytes(sheet("options").with_cells(**{column: cell}))
    fault = only_fault(tmp_path)
    assert fault.column == column
    assert "is an error of the spreadsheet program: mend the formula there" in fault.expected


@pytest.mark.parametrize(
    ("cell", "says"), [("#DIV/0!", "an error of the spreadsheet"), ("NA", "leave it empty")]
)
def test_a_number_says_why_it_is_none(cell: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "pk_parameters.csv").write_bytes(sheet("pk_parameters").with_cells(dispersion=cell))
    expected = only_fault(tmp_path).expected
    assert expected.startswith("a number with a point")
    assert says in expected


def _read_as(text: str, codec: str) -> str:
    return "".join(bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in text.encode())


@pytest.mark.parametrize("codec", READ_AS)
@pytest.mark.parametrize("sign", SIGNS)
def test_signs_of_another_encoding_are_named_with_what_they_were(
    sign: str, codec: str, tmp_path: Path
) -> None:
    cell = f"Gel{_read_as(sign, codec)}x"
    (tmp_path / "options.csv").write_bytes(sheet("options").with_cells(form=cell))
    fault = only_fault(tmp_path)
    assert fault.column == "form"
    assert f"stands where {sign!r} did: the file was saved in another encoding" in fault.expected


@pytest.mark.parametrize("cell", ["\ufffd", "Gr\ufffd\ufffde", "\u0081", "Ł".encode().decode("latin-1")])
def test_signs_that_are_lost_are_named(cell: str, tmp_path: Path) -> None:
    (tmp_path / "options.csv").write_bytes(sheet("options").with_cells(strengths=cell))
    assert "saved in another encoding than it was opened in, so type" in only_fault(tmp_path).expected


@pytest.mark.parametrize("cell", SOUND)
def test_sound_text_stays(cell: str, tmp_path: Path) -> None:
    (tmp_path / "options.csv").write_bytes(sheet("options").with_cells(name=cell))
    assert open_data(tmp_path).rows("options")[-1]["name"] == cell


def test_a_blank_in_words_may_stand_where_a_cell_may_be_blank(tmp_path: Path) -> None:
    (tmp_path / "options.csv").write_bytes(sheet("options").with_cells(strengths="-"))
    assert open_data(tmp_path).rows("options")[-1]["strengths"] == "-"


def test_the_shipped_data_are_sound() -> None:
    texts = {
        cell
        for name in shipped().names
        for row in shipped().rows(name)
        for cell in row.values()
        if isinstance(cell, str)
    }
    assert len(texts) > 5000
    assert {cell for cell in texts if damage_in_words(cell)} == set()
