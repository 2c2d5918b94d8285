"""Tables of questions that contradict themselves are refused, with the place and what was expected."""

from __future__ import annotations

import pytest

from retinoid_teach import learning
from retinoid_teach.evidence import DataError
from tests.learning.conftest import ANSWERS

RIGHT, LOW, HIGH, OTHER = ANSWERS
CHOICES = (
    {"id": "Q-77-01-a", "text": "Four", "correct": True, "feedback": "Yes: the row says so."},
    {"id": "Q-77-01-b", "text": "Five", "correct": False, "feedback": "You counted from one."},
)


def choice(**changes):
    return {"kind": "one_choice", "answer_from": None, "answers": CHOICES} | changes


@pytest.mark.parametrize(
    ("changes", "column", "expected"),
    [
        ({"answer_from": "GS099.factor"}, "answer_from", "a number; row_id: 'GS099' is not known"),
        ({"answer_from": None}, "answer_from", "a right number"),
        ({"role": "quiz"}, "role", "one of: prediction, check"),
        ({"kind": "essay"}, "kind", "one of: one_choice, number"),
        ({"rows": None}, "rows", "GS011 too"),
        ({"rows": "GS011;GS099"}, "rows", "ids of rows that exist"),
        ({"answers": (LOW, OTHER)}, "id", "exactly one correct answer (answers.csv has 0)"),
        ({"answers": (RIGHT, LOW)}, "id", "an answer for any other number"),
        ({"answers": (RIGHT | {"low": 3.0}, OTHER)}, "id", "no low or high on the correct answer"),
        ({"answers": (RIGHT, OTHER | {"feedback": None})}, "id", "feedback for every answer"),
        ({"answers": (RIGHT, OTHER | {"text": "Five"})}, "id", "answers without a text"),
        ({"role": "prediction"}, "minimum", "minimum and maximum of the slider"),
        ({"role": "prediction", "minimum": 5.0, "maximum": 5.0}, "maximum", "more than the minimum 5"),
        ({"role": "prediction", "answer_from": None}, "answer_from", "since an answer is marked correct"),
        (choice(answers=CHOICES[:1]), "id", "two or more answers with a text"),
        (choice(answers=(CHOICES[0], CHOICES[1] | {"text": None})), "id", "two or more answers with a text"),
        (choice(answers=(CHOICES[0], CHOICES[1] | {"correct": True})), "id", "exactly one correct answer"),
        (choice(answers=(CHOICES[0] | {"correct": False}, CHOICES[1])), "id", "exactly one correct answer"),
    ],
)
def test_a_contradiction_is_one_fault_with_its_place(catalog_with, changes, column, expected) -> None:
    with pytest.raises(DataError) as caught:
        learning.questions(catalog=catalog_with(**changes))
    faults = [fault for fault in caught.value.faults if expected in fault.expected]
    assert [(fault.file, fault.row, fault.column) for fault in faults] == [
        ("questions/questions.csv", 2, column)
    ], str(caught.value)


@pytest.mark.parametrize(
    "changes",
    [
        {"role": "prediction", "minimum": 0.0, "maximum": 10.0},
        {"role": "prediction", "minimum": 0.0, "maximum": 10.0, "answers": ()},
        {"role": "prediction", "minimum": 0.0, "maximum": 10.0, "answers": (), "answer_from": None},
        {"answer_from": None, "answer_value": 4.0},
        choice(),
        choice(role="prediction", answers=tuple(one | {"correct": False} for one in CHOICES)),
    ],
)
def test_what_may_be_left_out(catalog_with, changes) -> None:
    assert len(learning.questions(catalog=catalog_with(**changes))) == 1


@pytest.mark.parametrize(
    ("answer_from", "shown"),
    [
        ("GS011.lesion_score", "4"),
        ("P001.value", "10,004"),
        ("P001.value/P005.value", "2.7"),
        ("CP004.value*1", "300.442"),
    ],
)
def test_a_cell_is_shown_as_it_stands_and_a_result_with_three_figures(
    catalog_with, answer_from, shown
) -> None:
    rows = "GS011;P001;P005;CP004"
    (one,) = learning.questions(catalog=catalog_with(answer_from=answer_from, rows=rows))
    assert one.right_text == shown
