"""The questions of the lessons: every objective is tested, and the right answer does not give itself away."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from retinoid_teach import learning
from retinoid_teach.evidence import shipped
from tests.notebooks import reading

QUESTIONS = learning.questions()
CHOICES = [question for question in QUESTIONS if question.kind == "one_choice"]
each_lesson = pytest.mark.parametrize("path", reading.LESSONS, ids=reading.named)


@each_lesson
def test_every_question_of_a_lesson_resolves_and_belongs_to_it(path: Path) -> None:
    asked = [one for _, ids in reading.quizzes(path) for one in ids]
    assert len(set(asked)) == len(asked)
    assert {learning.question(one).lesson for one in asked} == {path.stem}


@each_lesson
def test_every_objective_is_tested_by_a_check_in_the_lesson(path: Path) -> None:
    asked = [learning.question(one) for _, ids in reading.quizzes(path) for one in ids]
    tested = {question.objective_id for question in asked if question.role == "check"}
    assert tested == {objective.id for objective in learning.objectives(path.stem)}


@each_lesson
def test_the_bank_holds_at_least_what_the_lesson_asks(path: Path) -> None:
    bank = {question.id for question in QUESTIONS if question.lesson == path.stem}
    asked = {one for _, ids in reading.quizzes(path) for one in ids}
    assert asked <= bank
    assert len(bank) >= (4 if path.stem == "00_start_here" else 8)


def test_every_question_belongs_to_a_lesson_that_exists() -> None:
    assert {question.lesson for question in QUESTIONS} <= {path.stem for path in reading.LESSONS}


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.id)
def test_a_question_rests_on_rows_that_were_read(question: learning.Question) -> None:
    assert [one for one in question.rows if shipped().row(one)[1].get("basis") == "unread"] == []


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.id)
def test_every_answer_has_feedback_of_its_own(question: learning.Question) -> None:
    said = [answer.feedback for answer in question.answers]
    assert all(len(text.split()) >= 6 for text in said)
    assert len(set(said)) == len(said)


def test_the_right_answer_is_not_known_by_its_place() -> None:
    places = Counter([answer.correct for answer in question.answers].index(True) for question in CHOICES)
    assert max(places.values()) <= 0.4 * len(CHOICES)
    assert len(places) >= 4


def test_the_right_answer_is_not_known_by_its_length() -> None:
    lengths = {question.id: right_and_wrong_lengths(question) for question in CHOICES}
    longest = [name for name, (right, wrong) in lengths.items() if right > max(wrong)]
    shortest = [name for name, (right, wrong) in lengths.items() if right < min(wrong)]
    assert len(longest) <= 0.4 * len(CHOICES), longest
    assert len(shortest) <= 0.4 * len(CHOICES), shortest


@pytest.mark.parametrize("question", CHOICES, ids=lambda one: one.id)
def test_answers_are_of_about_the_same_length(question: learning.Question) -> None:
    lengths = [len(answer.text) for answer in question.answers]
    assert max(lengths) <= 2.2 * min(lengths)


def right_and_wrong_lengths(question: learning.Question) -> tuple[int, list[int]]:
    (right,) = [len(answer.text) for answer in question.answers if answer.correct]
    return right, [len(answer.text) for answer in question.answers if not answer.correct]
