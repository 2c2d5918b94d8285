"""Read the tables of questions, and refuse those that contradict themselves, with every fault at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from retinoid_teach.evidence import Catalog, DataError, Fault
from retinoid_teach.evidence.question_rules import Contradiction, contradictions

from ._cells import cell_value, cells
from .parts import right_parts, right_words
from .records import KINDS, PARTED, ROLES, Answer, Question

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
    rows = _answer_rows(catalog)
    path = catalog.table("questions").path
    found: dict[str, Question] = {}
    faults: list[Fault] = []
    for line, row in enumerate(catalog.rows("questions"), start=_FIRST_LINE):
        answers = tuple(map(_answer, rows.get(row["id"], ())))
        try:
            right, shown = _right(row, answers, catalog)
            found[row["id"]] = _question(row, answers, right, shown)
        except ValueError as error:
            faults.append(Fault(path, line, "answer_from", row["answer_from"], f"a number; {error}"))
            continue
        faults += [
            Fault(path, line, column, value, expected)
            for column, value, expected in _contradictions(
                found[row["id"]], row, rows.get(row["id"], ()), catalog
            )
        ]
    if faults:
        raise DataError(faults, str(catalog.folder))
    return MappingProxyType(found)


def _answer_rows(catalog: Catalog) -> dict[str, list[Mapping[str, Any]]]:
    by_question: dict[str, list[Mapping[str, Any]]] = {}
    for row in sorted(catalog.rows("answers"), key=lambda one: int(one["order"])):
        by_question.setdefault(row["question_id"], []).append(row)
    return by_question


def _answer(row: Mapping[str, Any]) -> Answer:
    return Answer(
        id=row["id"],
        text=row["text"] or "",
        low=row["low"],
        high=row["high"],
        correct=bool(row["correct"]),
        feedback=row["feedback"] or "",
        belongs=row.get("belongs") or "",
    )


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


def _contradictions(
    one: Question, row: Mapping[str, Any], answers: Sequence[Mapping[str, Any]], catalog: Catalog
) -> Iterator[Contradiction]:
    """Yield what no single column can show: the column, its value and what was expected."""
    if one.role not in ROLES:
        yield "role", one.role, f"one of: {', '.join(ROLES)}"
    if one.kind not in KINDS:
        yield "kind", one.kind, f"one of: {', '.join(KINDS)}"
    yield from contradictions(row, answers, one.right)
    yield from _of_rows(one, catalog)


def _of_rows(one: Question, catalog: Catalog) -> Iterator[Contradiction]:
    computed_from = {row for row, _ in cells(one.answer_from)} if one.answer_from else set()
    for row_id in sorted({*one.cited, *computed_from} - set(one.rows)):
        yield "rows", ";".join(one.rows), f"{row_id} too, which the question cites or takes its number from"
    for row_id in one.rows:
        try:
            catalog.row(row_id)
        except ValueError:
            yield "rows", row_id, "ids of rows that exist"
