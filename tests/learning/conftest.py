"""A catalog whose tables of questions a test writes itself; every other table is the shipped one."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest

from retinoid_teach.evidence import Catalog, shipped

if TYPE_CHECKING:
    from collections.abc import Callable

QUESTION = {
    "id": "Q-77-01",
    "lesson": "77_a_lesson",
    "role": "check",
    "objective_id": "O-77-1",
    "kind": "number",
    "level": "recall",
    "difficulty": 1,
    "stem": "What does a nodule score?",
    "unit": "points",
    "answer_from": "GS011.lesion_score",
    "answer_value": None,
    "tolerance": None,
    "minimum": None,
    "maximum": None,
    "step": None,
    "rows": "GS011",
    "explanation": "A nodule scores 4 [GS011.lesion_score].",
}
ANSWERS = (
    {"id": "Q-77-01-a", "correct": True, "feedback": "You read the row."},
    {"id": "Q-77-01-b", "correct": False, "low": 0.0, "high": 1.0, "feedback": "That is a milder lesion."},
    {"id": "Q-77-01-c", "correct": False, "low": 5.0, "feedback": "No lesion scores so high."},
    {"id": "Q-77-01-d", "correct": False, "feedback": "Look at the row."},
)
BLANK = {"text": None, "low": None, "high": None, "feedback": None, "question_id": "Q-77-01"}


@pytest.fixture
def catalog_with() -> Callable[..., Catalog]:
    """Make a catalog with one question: `catalog_with(answers=None, **columns of the question)`."""

    def make(answers: tuple[dict[str, Any], ...] = ANSWERS, **columns: Any) -> Catalog:
        tables = {
            "objectives": [{"id": "O-77-1", "lesson": "77_a_lesson", "text": "Read a row"}],
            "questions": [QUESTION | columns],
            "answers": [BLANK | {"order": place} | answer for place, answer in enumerate(answers, 1)],
        }
        ready = {name: tuple(map(MappingProxyType, rows)) for name, rows in tables.items()}
        data = shipped()
        return Catalog(
            data.contract, lambda table: ready.get(table.name) or data.rows(table.name), data.folder
        )

    return make
