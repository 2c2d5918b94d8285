"""Questions are found by lesson, role and id, and a wrong name gets an answer that helps."""

from __future__ import annotations

import pytest

from retinoid_teach import learning


def test_questions_come_in_the_order_of_the_file_and_can_be_narrowed() -> None:
    every = learning.questions()
    lesson = learning.questions("01_acne_and_grading")
    checks = learning.questions("01_acne_and_grading", role="check")
    assert [one.id for one in every] == sorted(one.id for one in every)
    assert {one.lesson for one in lesson} == {"01_acne_and_grading"}
    assert {one.role for one in checks} == {"check"}
    assert set(checks) < set(lesson) < set(every)


def test_a_question_is_found_by_its_id() -> None:
    found = learning.question("Q-01-03")
    assert found in learning.questions()
    assert found.right == 10
    assert set(found.cited) <= set(found.rows)


@pytest.mark.parametrize(
    ("call", "parts"),
    [
        (lambda: learning.question("Q01-03"), ["question_id", "'Q01-03'", "did you mean 'Q-01-03'?"]),
        (lambda: learning.questions("01_acne_grading"), ["lesson", "did you mean '01_acne_and_grading'?"]),
        (lambda: learning.questions(role="predictions"), ["role", "did you mean 'prediction'?", "check"]),
        (lambda: learning.objectives("1"), ["lesson", "'1' is not known", "01_acne_and_grading"]),
    ],
)
def test_a_wrong_name_says_what_is_near_and_what_is_allowed(call, parts) -> None:
    with pytest.raises(ValueError, match="is not known") as caught:
        call()
    assert [part for part in parts if part not in str(caught.value)] == []


def test_objectives_of_a_lesson() -> None:
    found = learning.objectives("01_acne_and_grading")
    assert {one.lesson for one in found} == {"01_acne_and_grading"}
    assert all(one.text[0].isupper() for one in found)


def test_a_teachers_own_questions_are_read_the_same_way(catalog_with) -> None:
    (own,) = learning.questions(catalog=catalog_with())
    assert (own.id, own.right, own.right_text, own.cited) == ("Q-77-01", 4, "4", ("GS011",))
    assert learning.question("Q-77-01", catalog=catalog_with()) == own


def test_records_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        learning.question("Q-01-03").stem = "another"  # type: ignore[misc]
