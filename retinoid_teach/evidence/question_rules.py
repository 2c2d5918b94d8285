"""Check that a question can be answered right: how its row and the rows of its answers must agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ._checks import Checked
from ._links import Tables
from .errors import Fault

Row = Mapping[str, Any]
Contradiction = tuple[str, str | None, str]
"""A column of the question, its value and what was expected."""

PARTED = ("several_choices", "ordering", "match")
"""Kinds whose answer has a part for each line."""


def question_faults(tables: Tables) -> Iterator[Fault]:
    """Find questions that nobody can answer right; one with a fault in a row of its own is not judged."""
    questions, answers = tables.get("questions"), tables.get("answers")
    if questions is None or answers is None or (questions.borrowed and answers.borrowed):
        return
    if not (questions.usable and answers.usable):
        return
    unsound = _unsound(questions, "id") | _unsound(answers, "question_id")
    of_question: dict[str, list[Row]] = {}
    for answer in answers.rows:
        of_question.setdefault(answer["question_id"], []).append(answer)
    for line, row in zip(questions.lines, questions.rows, strict=True):
        if row["id"] in unsound or not (row["kind"] and row["role"]):
            continue
        for column, value, expected in contradictions(row, of_question.get(row["id"], ())):
            if questions.borrowed:
                said = f"{expected}, for this question of the shipped table"
                yield Fault(answers.file, None, "question_id", row["id"], said)
            else:
                yield Fault(questions.file, line, column, value, expected)


def _unsound(checked: Checked, column: str) -> set[str | None]:
    lines = {fault.row for fault in checked.faults}
    return {row[column] for line, row in zip(checked.lines, checked.rows, strict=True) if line in lines}


def contradictions(
    question: Row, answers: Sequence[Row], right: float | str | None = None
) -> Iterator[Contradiction]:
    """Yield what no single cell can show.

    Parameters
    ----------
    question : mapping
        A row of `questions`.
    answers : sequence of mapping
        Its rows of `answers`.
    right : float or str, optional
        The right answer as it was worked out; None where it was not, or where there is none.
    """
    kind, role = question["kind"], question["role"]
    if kind == "one_choice":
        yield from _of_choice(question, answers)
    elif kind in PARTED:
        yield from _of_parts(question, answers)
    elif kind == "number":
        yield from _of_number(question, answers, right)
    if kind != "number":
        yield from _of_texts(question, answers)
    if kind not in ("ordering", "match") and any(answer.get("belongs") for answer in answers):
        yield "id", question["id"], f"belongs left blank for {kind} (answers.csv)"
    if role == "check" and not all(answer["feedback"] for answer in answers):
        yield "id", question["id"], "feedback for every answer of a check (answers.csv)"


def _of_choice(question: Row, answers: Sequence[Row]) -> Iterator[Contradiction]:
    correct = _correct(answers)
    if len(answers) < 2 or not all(answer["text"] for answer in answers):
        yield "id", question["id"], "two or more answers with a text (answers.csv)"
    if correct > 1 or (question["role"] == "check" and correct == 0):
        yield "id", question["id"], f"exactly one correct answer (answers.csv has {correct})"


def _of_parts(question: Row, answers: Sequence[Row]) -> Iterator[Contradiction]:
    kind, correct = question["kind"], _correct(answers)
    if question["role"] != "check":
        yield "role", question["role"], f"check, the only role of {kind}"
    if len(answers) < 3 or not all(answer["text"] for answer in answers):
        yield "id", question["id"], "three or more answers with a text (answers.csv)"
    if kind == "several_choices":
        if not 0 < correct < len(answers):
            said = f"some answers correct and some not (answers.csv has {correct} correct)"
            yield "id", question["id"], said
        return
    if correct < len(answers):
        yield "id", question["id"], "every answer correct, each where it belongs (answers.csv)"
    belong = [answer.get("belongs") or "" for answer in answers]
    places = [str(place) for place in range(1, len(belong) + 1)]
    if kind == "ordering" and sorted(belong) != sorted(places):
        yield "id", question["id"], f"belongs from 1 to {len(belong)}, each once (answers.csv)"
    if kind == "match" and (not all(belong) or len(set(belong)) < 2):
        yield "id", question["id"], "belongs for every answer, two or more different ones (answers.csv)"


def _of_texts(question: Row, answers: Sequence[Row]) -> Iterator[Contradiction]:
    """Find two answers that read the same, of which nobody can tell the right one."""
    first: dict[str, tuple[object, object]] = {}
    for answer in answers:
        text = " ".join((answer["text"] or "").split())
        worth = (answer["correct"], answer.get("belongs"))
        if text and first.setdefault(text, worth) != worth:
            said = f"answers with texts of their own; {text[:80]!r} is there twice (answers.csv)"
            yield "id", question["id"], said


def _of_number(question: Row, answers: Sequence[Row], right: float | str | None) -> Iterator[Contradiction]:
    low, high = question["minimum"], question["maximum"]
    if any(answer["text"] for answer in answers):
        yield "id", question["id"], "answers without a text: a number has ranges (answers.csv)"
    if any(answer["correct"] and not _is_open(answer) for answer in answers):
        said = "no low or high on the correct answer: it is the right number (answers.csv)"
        yield "id", question["id"], said
    has_right = right is not None or question["answer_value"] is not None or bool(question["answer_from"])
    if question["role"] == "check":
        yield from _of_checked_number(question, answers, has_right=has_right)
    elif question["role"] == "prediction":
        if _correct(answers) and not has_right:
            yield "answer_from", None, "a right number, since an answer is marked correct"
        if low is None or high is None:
            yield "minimum", None, "minimum and maximum of the slider of a prediction"
    if low is not None and high is not None and low >= high:
        yield "maximum", f"{high:g}", f"more than the minimum {low:g}"
    else:
        yield from _of_reach(question, right)


def _of_checked_number(question: Row, answers: Sequence[Row], *, has_right: bool) -> Iterator[Contradiction]:
    if not has_right:
        yield "answer_from", None, "a right number: answer_from, or else answer_value"
    if (correct := _correct(answers)) != 1:
        yield "id", question["id"], f"exactly one correct answer (answers.csv has {correct})"
    if not any(_is_open(answer) for answer in answers if not answer["correct"]):
        yield "id", question["id"], "an answer for any other number: low and high blank (answers.csv)"


def _of_reach(question: Row, right: float | str | None) -> Iterator[Contradiction]:
    """Find a right number that cannot be given: the page takes numbers from the minimum to the maximum."""
    number = right if right is not None or question["answer_from"] else question["answer_value"]
    if not isinstance(number, int | float):
        return
    slack = (question["tolerance"] or 0.0) + 1e-9 * max(1.0, abs(number))
    low, high = question["minimum"], question["maximum"]
    if low is not None and number < low - slack:
        yield "minimum", f"{low:g}", f"at most the right number, which is {number:g}"
    if high is not None and number > high + slack:
        yield "maximum", f"{high:g}", f"at least the right number, which is {number:g}"


def _correct(answers: Sequence[Row]) -> int:
    return sum(bool(answer["correct"]) for answer in answers)


def _is_open(answer: Row) -> bool:
    return answer["low"] is None and answer["high"] is None
