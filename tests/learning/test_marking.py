"""An answer is marked: right, or the thought that led elsewhere."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retinoid_teach import learning
from retinoid_teach.learning import mark
from retinoid_teach.learning.marking import foreseen

QUESTIONS = learning.questions()
NUMBERS = [one for one in QUESTIONS if one.kind == "number"]
CHOICES = [one for one in QUESTIONS if one.kind == "one_choice"]


@pytest.mark.parametrize("one", [one for one in QUESTIONS if one.right is not None], ids=lambda one: one.id)
def test_the_right_answer_is_right(one) -> None:
    assert mark(one, one.right).correct is True


@pytest.mark.parametrize("one", CHOICES, ids=lambda one: one.id)
def test_each_choice_has_its_own_feedback(one) -> None:
    for answer in one.answers:
        assert mark(one, answer.id).answer is answer
        assert mark(one, answer.id).correct == (answer.id == one.right if one.right else None)


@given(st.sampled_from(NUMBERS), st.floats(-1e6, 1e6))
def test_every_number_is_answered_and_one_rule_says_whether_it_is_right(one, number) -> None:
    found = mark(one, number)
    if one.right is None:
        assert (one.role, found.correct) == ("prediction", None)
        return
    assert found.correct == (abs(number - one.right) <= one.tolerance + 1e-9 * max(1, abs(one.right)))
    if one.role == "check":
        assert found.answer is not None
        assert found.answer.correct == found.correct
        assert found.feedback


def test_the_first_range_that_holds_a_wrong_number_speaks(catalog_with) -> None:
    one = learning.question("Q-77-01", catalog=catalog_with())
    said = {number: mark(one, number).answer.id[-1] for number in (-1, 0, 0.5, 1, 2, 4, 5, 1e9)}
    assert said == {-1: "d", 0: "b", 0.5: "b", 1: "b", 2: "d", 4: "a", 5: "c", 1e9: "c"}


def test_the_tolerance_is_part_of_the_right_answer(catalog_with) -> None:
    one = learning.question("Q-77-01", catalog=catalog_with(tolerance=0.1))
    assert [mark(one, number).correct for number in (3.89, 3.9, 4.1, 4.11)] == [False, True, True, False]


def test_a_prediction_without_a_right_number_is_never_wrong(catalog_with) -> None:
    changes = {"role": "prediction", "minimum": 0.0, "maximum": 9.0, "answer_from": None, "answers": ()}
    one = learning.question("Q-77-01", catalog=catalog_with(**changes))
    assert mark(one, 3) == learning.Mark(None, None, "")


@pytest.mark.parametrize(
    ("step", "high", "kept"),
    [
        (1.0, 5.0, "abcd"),  # 2 and 3 lie in no range
        (1.0, 1.0, "abc"),
        (0.5, 1.0, "abc"),
        (None, 1.0, "abcd"),  # any number may be given
    ],
)
def test_the_line_for_the_rest_is_foreseen_where_the_ranges_leave_a_number(catalog_with, step, high, kept):
    changes = {"role": "prediction", "minimum": 0.0, "maximum": high, "step": step}
    changes |= {"answer_from": None, "answer_value": 1.0, "explanation": "One."}
    one = learning.question("Q-77-01", catalog=catalog_with(**changes))
    assert "".join(answer.id[-1] for answer in foreseen(one)) == kept


@pytest.mark.parametrize("given_answer", [True, None, math.nan, math.inf, "4", "Q-01-03-a"])
def test_what_is_no_number_is_refused(given_answer) -> None:
    with pytest.raises(ValueError, match=r"Q-01-03: .* is not a number"):
        mark(learning.question("Q-01-03"), given_answer)


@pytest.mark.parametrize("given_answer", [1, "a", "Q-01-03-a", None])
def test_what_is_none_of_the_choices_is_refused(given_answer) -> None:
    with pytest.raises(ValueError, match="is none of its answers: Q-01-02-a"):
        mark(learning.question("Q-01-02"), given_answer)
