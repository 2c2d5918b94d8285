"""Read the tables of questions, and refuse those that contradict themselves, with every fault at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from retinoid_teach.evidence import Catalog, DataError
from retinoid_teach.evidence._errors import Fault
from retinoid_teach.learning._cells import cell_value, cells
from retinoid_teach.learning._parts import contradictions, right_parts, right_words
from retinoid_teach.learning._records import KINDS, PARTED, ROLES, Answer, Question

_FIRST_LINE = 2
"""The header is line 1 of the file."""


@lru_cache(maxsize=8)
def bank(catalog: Catalog) -> Mapping[str, Question]:
    """Return every question of a catalog by its id, in the order of the file.

    Raises
    ------
    DataError
        If the tables of questions contradict themselves.
    """
    answers = _answers(catalog)
    path = catalog.table("questions").path
    found: dict[str, Question] = {}
    faults: list[Fault] = []
    for line, row in enumerate(catalog.rows("questions"), start=_FIRST_LINE):
        try:
            right, shown = _right(row, answers.get(row["id"], ()), catalog)
            found[row["id"]] = _question(row, answers.get(row["id"], ()), right, shown)
        except ValueError as error:
            faults.append(Fault(path, line, "answer_from", row["answer_from"], f"a number; {error}"))
            continue
        faults += [
            Fault(path, line, column, value, expected)
            for column, value, expected in _contradictions(found[row["id"]], catalog)
        ]
    if faults:
        raise DataError(faults, str(catalog.folder))
    return MappingProxyType(found)


def _answers(catalog: Catalog) -> dict[str, tuple[Answer, ...]]:
    by_question: dict[str, tuple[Answer, ...]] = {}
    for row in sorted(catalog.rows("answers"), key=lambda one: int(one["order"])):
        answer = Answer(
            id=row["id"],
            text=row["text"] or "",
            low=row["low"],
            high=row["high"],
            correct=bool(row["correct"]),
            feedback=row["feedback"] or "",
            belongs=row.get("belongs") or "",
        )
        by_question[row["question_id"]] = (*by_question.get(row["question_id"], ()), answer)
    return by_question


def _right(
    row: Mapping[str, Any], answers: tuple[Answer, ...], catalog: Catalog
) -> tuple[float | str | None, str]:
    """Return the right answer and how it is shown."""
    if row["kind"] == "one_choice":
        correct = next((answer for answer in answers if answer.correct), None)
        return (correct.id, correct.text) if correct else (None, "")
    if row["kind"] in PARTED:
        return right_parts(row["kind"], answers) or None, right_words(row["kind"], answers)
    if row["answer_from"]:
        value = cell_value(row["answer_from"], catalog)
        return value, _shown(value, exact=len(cells(row["answer_from"])) == 1)
    return (row["answer_value"], _shown(row["answer_value"], exact=True)) if _has(row) else (None, "")


def _has(row: Mapping[str, Any]) -> bool:
    return row["answer_value"] is not None


def _shown(value: float, *, exact: bool) -> str:
    """Print a cell as it stands, and a worked-out number with three figures unless it is whole."""
    if value == int(value):
        return f"{value:,.0f}"
    return f"{value:,}" if exact else f"{value:,.3g}" if abs(value) < 1000 else f"{value:,.0f}"


def _question(
    row: Mapping[str, Any], answers: tuple[Answer, ...], right: float | str | None, shown: str
) -> Question:
    return Question(
        id=row["id"],
        lesson=row["lesson"],
        role=row["role"],
        objective_id=row["objective_id"],
        kind=row["kind"],
        level=row["level"],
        difficulty=row["difficulty"],
        stem=row["stem"],
        unit=row["unit"] or "",
        right=right,
        right_text=shown,
        answer_from=row["answer_from"] or "",
        tolerance=row["tolerance"] or 0.0,
        minimum=row["minimum"],
        maximum=row["maximum"],
        step=row["step"],
        rows=tuple(part.strip() for part in (row["rows"] or "").split(";") if part.strip()),
        explanation=row["explanation"] or "",
        answers=answers,
    )


_Contradiction = tuple[str, str | None, str]


def _contradictions(one: Question, catalog: Catalog) -> Iterator[_Contradiction]:
    """Yield what no single column can show: the column, its value and what was expected."""
    if one.role not in ROLES:
        yield "role", one.role, f"one of: {', '.join(ROLES)}"
    if one.kind not in KINDS:
        yield "kind", one.kind, f"one of: {', '.join(KINDS)}"
    elif one.kind == "one_choice":
        yield from _of_choice(one)
    elif one.kind in PARTED:
        yield from contradictions(one)
    else:
        yield from _of_number(one)
    if one.kind not in ("ordering", "match") and any(answer.belongs for answer in one.answers):
        yield "id", one.id, f"belongs left blank for {one.kind} (answers.csv)"
    yield from _of_rows(one, catalog)
    if one.role == "check" and not all(answer.feedback for answer in one.answers):
        yield "id", one.id, "feedback for every answer of a check (answers.csv)"


def _of_choice(one: Question) -> Iterator[_Contradiction]:
    correct = sum(answer.correct for answer in one.answers)
    if len(one.answers) < 2 or not all(answer.text for answer in one.answers):
        yield "id", one.id, "two or more answers with a text (answers.csv)"
    if correct > 1 or (one.role == "check" and correct == 0):
        yield "id", one.id, f"exactly one correct answer (answers.csv has {correct})"


def _of_number(one: Question) -> Iterator[_Contradiction]:
    if any(answer.text for answer in one.answers):
        yield "id", one.id, "answers without a text: a number has ranges (answers.csv)"
    right = [answer for answer in one.answers if answer.correct]
    if any(answer.low is not None or answer.high is not None for answer in right):
        yield "id", one.id, "no low or high on the correct answer: it is the right number (answers.csv)"
    if one.role == "check":
        yield from _of_checked_number(one, len(right))
    else:
        yield from _of_predicted_number(one, len(right))
    if one.minimum is not None and one.maximum is not None and one.minimum >= one.maximum:
        yield "maximum", f"{one.maximum:g}", f"more than the minimum {one.minimum:g}"


def _of_checked_number(one: Question, correct: int) -> Iterator[_Contradiction]:
    if one.right is None:
        yield "answer_from", None, "a right number: answer_from, or else answer_value"
    if correct != 1:
        yield "id", one.id, f"exactly one correct answer (answers.csv has {correct})"
    if not any(answer.low is None and answer.high is None for answer in one.answers if not answer.correct):
        yield "id", one.id, "an answer for any other number: low and high blank (answers.csv)"


def _of_predicted_number(one: Question, correct: int) -> Iterator[_Contradiction]:
    if correct and one.right is None:
        yield "answer_from", None, "a right number, since an answer is marked correct"
    if one.minimum is None or one.maximum is None:
        yield "minimum", None, "minimum and maximum of the slider of a prediction"


def _of_rows(one: Question, catalog: Catalog) -> Iterator[_Contradiction]:
    computed_from = {row for row, _ in cells(one.answer_from)} if one.answer_from else set()
    for row_id in sorted({*one.cited, *computed_from} - set(one.rows)):
        yield "rows", ";".join(one.rows), f"{row_id} too, which the question cites or takes its number from"
    for row_id in one.rows:
        try:
            catalog.row(row_id)
        except ValueError:
            yield "rows", row_id, "ids of rows that exist"
