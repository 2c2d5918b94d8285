"""Numbers of a row that contradict each other, its words, or what a model can use."""

from __future__ import annotations

from pathlib import Path

import pytest

from retinoid_teach.evidence import Fault, open_data, shipped
from tests.evidence.folders import DESCRIPTOR, first, only_fault, own
from tests.evidence.mutations import sheet, written


def _fault(folder: Path, name: str, row_id: str, **cells: str) -> Fault:
    """Open a table in which some cells of one shipped row are others."""
    _put(folder, name, row_id, **cells)
    return only_fault(folder)


def _put(folder: Path, name: str, row_id: str, **cells: str) -> None:
    clean = sheet(name)
    rows = [
        [cells.get(column, cell) for column, cell in zip(clean.header, row, strict=True)]
        if row[0] == row_id
        else row
        for row in clean.rows[:-1]
    ]
    (folder / f"{name}.csv").write_bytes(written([clean.header, *rows]))


def _number(value: str) -> dict[str, str]:
    return {"value": value, "value_low": value, "value_high": value}


# What people read and what models read


@pytest.mark.parametrize(
    ("row_id", "cells", "column", "expected"),
    [
        ("P125", {"value": "0.2"}, "value", "the number 0.1258, which is value_low"),
        ("P125", {"value": "-0.1258"}, "value", "the number 0.1258, which is value_low"),
        ("P125", {"value": "ca. 0.2 per h"}, "value", "a text with the number 0.1258, which is value_low"),
        ("P125", {"value": ""}, "value", "the number 0.1258, which is value_low"),
        ("P125", {"value_low": "0.2", "value_high": "0.2"}, "value", "the number 0.2, which is value_low"),
        ("P125", {"value_low": "0.1"}, "value", "the number 0.1, which is value_low"),
        ("P019", {"value": "74-611"}, "value", "a text with the number 511, which is value_high"),
        ("P019", {"value": "90"}, "value", "the number 74, which is value_low"),
        ("P009", {"value_high": ""}, "value_high", "2.7, as value is this one number"),
        ("P009", {"value_low": "", "value_high": ""}, "value_low", "2.7, as value is: people read value"),
        ("P096", {"value_low": "6"}, "value_low", "blank, as relation is <"),
        ("P101", {"value_high": "99"}, "value_high", "blank, as relation is >"),
    ],
)
def test_a_value_and_its_two_ends_say_the_same(
    row_id: str, cells: dict[str, str], column: str, expected: str, tmp_path: Path
) -> None:
    fault = _fault(tmp_path, "pk_parameters", row_id, **cells)
    assert fault.column == column
    assert fault.expected.startswith(expected)


@pytest.mark.parametrize(
    ("name", "row_id"), [("compounds", "CP004"), ("receptor_activity", "R050"), ("mechanism_effects", "M002")]
)
def test_every_table_with_a_value_in_words_is_held_to_it(name: str, row_id: str, tmp_path: Path) -> None:
    fault = _fault(tmp_path, name, row_id, value="7", value_low="8", value_high="8")
    assert (fault.column, fault.value) == ("value", "7")


@pytest.mark.parametrize(
    ("row_id", "cells"),
    [
        ("P009", _number("2.71")),
        ("P009", {"value": "about 2.7 (range 2 to 3)"}),
        ("P019", {"value": "between 1,074 and 1,511", "value_low": "1074", "value_high": "1511"}),
        ("P019", {"value": "74 – 511 ng/mL"}),
        ("P019", {"value": "7.4e1 to 5.11e2"}),
        ("P096", {"value": "< 6", "value_high": "6"}),
        ("P114", {"value": "unquantifiable (1990)"}),
    ],
)
def test_other_ways_to_write_the_same_are_welcome(row_id: str, cells: dict[str, str], tmp_path: Path) -> None:
    _put(tmp_path, "pk_parameters", row_id, **cells)
    assert open_data(tmp_path).row(row_id)[1]["value"] == cells["value"]


# What a model needs


@pytest.mark.parametrize(
    ("name", "row_id", "cells", "column", "expected"),
    [
        ("pk_parameters", "P004", _number("0.875") | {"unit": "day"}, "unit", "h, with the numbers in it"),
        ("pk_parameters", "P127", {"unit": "ng/mL"}, "unit", "L, with the numbers in it"),
        ("pk_parameters", "P127", {"unit": ""}, "unit", "L, with the numbers in it"),
        ("pk_parameters", "P115", {"unit": "mL/h/kg"}, "unit", "L/h, with the numbers in it"),
        ("pk_parameters", "P002", {"dispersion_unit": "ng/mL"}, "dispersion_unit", "%, with the numbers"),
        ("pk_parameters", "P125", _number("0"), "value_low", "a number above 0: a model reads it as a rate"),
        (
            "pk_parameters",
            "P116",
            _number("-242"),
            "value_low",
            "a number above 0: a model reads it as a vol",
        ),
        ("pk_parameters", "P126", _number("-1"), "value_low", "at least 0: a model reads it as a lag time"),
        ("pk_parameters", "P080", _number("101"), "value_low", "at most 100: a model reads it as the part"),
        (
            "pk_parameters",
            "P067",
            {"value": "0", "value_high": "0"},
            "value_high",
            "a number above 0: a model",
        ),
        (
            "pk_parameters",
            "P138",
            {"value": "not known", "value_low": "", "value_high": ""},
            "value_low",
            "a number: a model reads it as a rate constant",
        ),
        (
            "pk_parameters",
            "P138",
            {"value": "0.2-0.3", "value_low": "0.2", "value_high": "0.3", "relation": "range"},
            "value_high",
            "0.2, as value_low is: a model reads one number",
        ),
        ("model_constants", "K006", {"value": "25"}, "value", "at most 1: a model reads it as the part"),
        ("model_constants", "K012", {"unit": "g/mol"}, "unit", "mg, with the numbers in it"),
        ("compounds", "CP004", {"unit": "1"}, "unit", "g/mol, with the numbers in it"),
        (
            "compounds",
            "CP004",
            _number("0"),
            "value_low",
            "a number above 0: a model reads it as a molar mass",
        ),
        ("receptor_activity", "R001", {"unit": "uM"}, "unit", "nM, with the numbers in it"),
        (
            "receptor_activity",
            "R001",
            _number("0"),
            "value_low",
            "a number above 0: a model reads it as a con",
        ),
        ("receptor_activity", "R017", {"value": "0", "value_high": "0"}, "value_high", "a number above 0"),
    ],
)
def test_a_model_can_use_what_it_reads(
    name: str, row_id: str, cells: dict[str, str], column: str, expected: str, tmp_path: Path
) -> None:
    fault = _fault(tmp_path, name, row_id, **cells)
    assert (fault.row, fault.column) == (_line(name, row_id), column)
    assert fault.expected.startswith(expected)


def _line(name: str, row_id: str) -> int:
    return 2 + next(at for at, row in enumerate(shipped().rows(name)) if row["id"] == row_id)


def test_another_number_in_the_same_unit_is_welcome(tmp_path: Path) -> None:
    _put(tmp_path, "pk_parameters", "P125", **_number("0.2"))
    assert open_data(tmp_path).row("P125")[1]["value_low"] == 0.2


def test_rows_that_no_model_reads_may_have_any_unit(tmp_path: Path) -> None:
    (tmp_path / "pk_parameters.csv").write_bytes(
        sheet("pk_parameters").with_cells(unit="day", **_number("0"))
    )
    assert open_data(tmp_path).rows("pk_parameters")[-1]["unit"] == "day"


def test_an_older_copy_of_the_contract_is_held_to_the_same(tmp_path: Path) -> None:
    """A contract of one's own that does not have these rules yet opens, and they hold all the same."""
    own(tmp_path, "pk_parameters", change=lambda document: first(document).pop("rt:read_by_models"))
    assert "pk_parameters" not in open_data(tmp_path).borrowed
    path = tmp_path / shipped().table("pk_parameters").path
    text = path.read_text(encoding="utf-8")
    assert text.count(",63.6,63.6,63.6,,,,L,") == 1
    path.write_text(text.replace(",63.6,63.6,63.6,,,,L,", ",63.6,63.6,63.6,,,,uM,"), encoding="utf-8")
    assert only_fault(tmp_path).expected.startswith("L, with the numbers in it")
    assert (tmp_path / DESCRIPTOR).exists()


# Percentages, counts and words


@pytest.mark.parametrize(
    ("events", "n", "percent"),
    [
        ("30", "60", "0.5"),
        ("30", "60", "55.0"),
        ("30", "60", "50.2"),
        ("0", "60", "1"),
        ("60", "60", "0"),
        ("1", "3", "33.1"),
    ],
)
def test_a_percentage_is_that_of_its_counts(events: str, n: str, percent: str, tmp_path: Path) -> None:
    fault = _fault(tmp_path, "binary_outcomes", "BO001", events=events, n=n, percent=percent)
    assert fault.column == "percent"
    assert f"for {events} of {n} (leave events blank where" in fault.expected


@pytest.mark.parametrize(
    ("events", "n", "percent"),
    [
        ("30", "60", "50"),
        ("30", "60", "50.0"),
        ("1", "3", "33.3"),
        ("2", "3", "66"),
        ("2", "3", "67"),
        ("", "60", "7"),
        ("30", "60", ""),
    ],
)
def test_a_percentage_may_be_rounded_up_and_down(events: str, n: str, percent: str, tmp_path: Path) -> None:
    _put(tmp_path, "binary_outcomes", "BO001", events=events, n=n, percent=percent)
    assert open_data(tmp_path).row("BO001")[1]["percent"] == (float(percent) if percent else None)


@pytest.mark.parametrize(
    ("word", "low", "high"),
    [
        ("common", "40", "45"),
        ("common", "", "0.5"),
        ("very common", "3", ""),
        ("very common", "3", "5"),
        ("rare", "0.2", "0.3"),
        ("very rare", "1", "1"),
        ("common or more", "0.1", "0.2"),
    ],
)
def test_a_word_is_that_of_its_percentages(word: str, low: str, high: str, tmp_path: Path) -> None:
    cells = {"frequency_category": word, "percent_low": low, "percent_high": high}
    fault = _fault(tmp_path, "adverse_events", "AE007", **cells)
    assert (fault.column, fault.value) == ("frequency_category", word)
    ends = "{:g} to {:g}".format(*_limits()[word])
    assert fault.expected.endswith(f"; {word} is from {ends}")


@pytest.mark.parametrize(
    ("word", "low", "high"),
    [
        ("common", "1", "10"),
        ("common", "8", "12"),
        ("very common", "", "33"),
        ("unknown", "40", "45"),
        ("rare", "", ""),
    ],
)
def test_a_word_may_overlap_its_percentages(word: str, low: str, high: str, tmp_path: Path) -> None:
    cells = {"frequency_category": word, "percent_low": low, "percent_high": high}
    _put(tmp_path, "adverse_events", "AE007", **cells)
    assert open_data(tmp_path).row("AE007")[1]["frequency_category"] == word


def _limits() -> dict[str, tuple[float, float]]:
    (scale,) = shipped().table("adverse_events").scales
    return dict(scale.limits)


def test_the_description_of_the_words_says_their_limits() -> None:
    fields = shipped().table("adverse_events").fields
    (said,) = [field.description for field in fields if field.name == "frequency_category"]
    for word, (low, high) in _limits().items():
        form = (
            f"{low:g}% or more"
            if high == 100
            else f"below {high:g}%"
            if low == 0
            else f"{low:g} to {high:g}%"
        )
        assert f"{word.removesuffix(' or more')} {form}" in said or word.endswith("or more")
    assert _limits()["common or more"] == (_limits()["common"][0], 100)
