"""The reader of prose is itself tested: a checker that cannot fail proves nothing."""

from __future__ import annotations

from typing import Any

import pytest

from tests.notebooks import row_ids

ROWS: dict[str, dict[str, Any]] = {
    "P002": {
        "id": "P002",
        "value": 862.0,
        "dispersion": 40.0,
        "unit": "ng/mL",
        "basis": "read",
        "source_id": "S056",
    },
    "P001": {"id": "P001", "value": 10004.0, "unit": "ng*h/mL", "basis": "read"},
    "P009": {"id": "P009", "value": 2.7016, "unit": "ratio", "basis": "computed"},
    "P032": {"id": "P032", "value": "1.5-2", "unit": "ratio", "basis": "read"},
    "GR001": {"id": "GR001", "lesion_count_low": 0, "lesion_count_high": 34, "note": "", "basis": "read"},
    "GR063": {"id": "GR063", "lesion_count_low": 10, "lesion_count_high": 40, "basis": "read"},
    "BO174": {"id": "BO174", "events": 38, "n": 57, "basis": "read"},
    "SR168": {
        "id": "SR168",
        "reason": "Since 22 January 2026 no longer required",
        "regions": "UK",
        "basis": "read",
    },
    "AE114": {
        "id": "AE114",
        "know": "87% before, 98% after",
        "percent_low": None,
        "locator": "p 5",
        "basis": "read",
    },
    "GR041": {"id": "GR041", "lesion_count_high": 29, "basis": "unread"},
    "K1": {"id": "K1", "value": 5.0, "basis": "read", "use": "trap"},
    "ME1": {"id": "ME1", "value": 5.0, "basis": "read", "teaching_status": "do_not_teach_as_settled"},
}


def find(row_id: str) -> dict[str, Any]:
    return ROWS[row_id]


@pytest.mark.parametrize(
    "text",
    [
        "The peak was 862 ng/mL [P002].",
        "The peak was 862 nanograms per millilitre [P002].",
        "An area of 10,004 ng·h/mL [P001].",
        "An area of 10004 [P001].",
        "That is 2.7 times [P009] as much, or 2.70 [P009.value].",
        "Another study found 1.5 to 2 times [P032].",
        "Another study found 1.5–2 [P032], which is 1.5-2 [P032].",
        "At most 34 inflamed lesions [GR001.lesion_count_high].",
        "From 10 to 40 lesions [GR063] is moderate.",
        "It helped 38 [BO174.events] of 57 [BO174.n], so 38 of 57 [BO174].",
        "It ended on 22 January 2026 [SR168].",
        "From 87% [AE114.know] to 98% [AE114.know].",
        "It is moderate [GR063], and no number is near.",
        "The number 99 stands in the sentence before. This one cites [GR063] only.",
        "| 862 [P002] | 34 [GR001.lesion_count_high] |",
        "A cut-off of 29 [GR041] that was not checked against its source.",
        "Found at 34 [GR063] [GR001.lesion_count_high]: one of the two holds it.",
    ],
)
def test_what_agrees_passes(text: str) -> None:
    assert row_ids.faults(text, find) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("The peak was 863 ng/mL [P002].", "the row says 862"),
        ("The peak was 40 ng/mL [P002].", "the row says 862"),
        ("The peak was 862 mg [P002].", "the unit of the row is ng/mL"),
        ("The peak was 862 h [P002].", "the unit of the row is ng/mL"),
        ("That is 2.8 times [P009].", "the row says 2.7016"),
        ("That is 2.71 times [P009].", "the row says 2.7016"),
        ("Another study found 1.5 to 3 times [P032].", "the row says 1.5, 2"),
        ("An area of 1,004 [P001].", "the row says 10004"),
        ("At most 34 [GR001].", "several numbers; name the field"),
        ("It helped 38 [BO174].", "several numbers; name the field"),
        ("From 10 to 41 lesions [GR063].", "the row says 10, 40"),
        ("At most 35 [GR001.lesion_count_high].", "the row says 34"),
        ("It ended on 23 January 2026 [SR168].", "no such date"),
        ("At most 34 [GR001.lesions].", "no such value"),
        ("At most 87% [AE114.percent_low].", "no such value"),
        ("At most 5% [AE114].", "the row says 87, 98"),
        ("At most 34 [GR999].", "no such row"),
        ("At most 29 [GR041].", "may not be used as fact"),
        ("A word alone [GR041].", "may not be used as fact"),
        ("A trap says 5 [K1].", "may not be used as fact"),
        ("Not settled: 5 [ME1].", "may not be used as fact"),
        ("Not checked against its source. Yet 29 [GR041].", "may not be used as fact"),
    ],
)
def test_what_disagrees_is_found(text: str, says: str) -> None:
    found = row_ids.faults(text, find)
    assert len(found) == 1
    assert says in found[0]


def test_a_number_is_paired_over_a_line_break_but_not_over_a_table_cell() -> None:
    assert row_ids.faults("The peak was 863\nng/mL [P002].", find)
    assert not row_ids.faults("| 863 | [P002] |", find)


def test_cited_ids_come_once_and_in_order() -> None:
    text = "[GR063], [NICE-01.line], [EUS3-12] and [GR063]; not [Q-01-01], not [a link](x.md), not [note]"
    assert row_ids.cited_ids(text) == ["GR063", "NICE-01", "EUS3-12"]


@pytest.mark.parametrize(
    "text",
    [
        "At most 34 [GR001.lesion_count_high], at least 10 to 40 [GR063].",
        "Lessons 02 to 08 and lesson 09 take 25 minutes; types 1–4, type 3, types 1 and 2.",
        "In 1997, with JupyterLab 4, `f(3)` and [a link](../01_x.ipynb).",
        "The nose gives 1 [GS004] × 4 [GS011] = 4.",
        "The nose gives 1 [GS004] × 4 [GS011] = 4 points, which is mild.",
        "1. A list.\n2. Of two.",
        "The 13-cis and 9-cis acids, 4-oxo and 13Z, the enzyme RoDH-4 and SEB-1 cells.",
        "It ended on 22 January 2026 [SR168].",
        "```\n3 + 4\n```",
    ],
)
def test_numbers_that_are_accounted_for(text: str) -> None:
    assert row_ids.loose_numbers(text) == []


@pytest.mark.parametrize(
    ("text", "loose"),
    [
        ("A face with 30 lesions.", ["30"]),
        ("At most 34 [GR001.lesion_count_high], and 12 more.", ["12"]),
        ("A face with 30 lesions has at most 34 [GR001.lesion_count_high].", ["30"]),
        ("It ended on 22 January 2026.", ["22"]),
        ("About 2.7 times.", ["2.7"]),
        ("In 13 cis-formed cells, 9-fold, and level-3 ones.", ["13", "9", "3"]),
        ("An area of 10,004.", ["10,004"]),
        ("Up to 50% of them. Cited [GR063] later.", ["50"]),
    ],
)
def test_loose_numbers_are_found(text: str, loose: list[str]) -> None:
    assert row_ids.loose_numbers(text) == loose


def test_sums_are_worked_out() -> None:
    right = "2 [GS001] × 3 [GS010] = 6 and 2 × 3 + 1 × 4 = 10 and 11 − 3 = 8"
    assert row_ids.wrong_sums(right) == []
    assert row_ids.wrong_sums("2 [GS001] × 3 [GS010] = 7") == ["2 × 3 = 7"]
    assert row_ids.wrong_sums("2 × 3 + 1 × 4 = 11") == ["2 × 3 + 1 × 4 = 11"]
