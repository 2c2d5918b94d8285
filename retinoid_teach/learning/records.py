"""What a question is: frozen records with no behaviour but to list their own texts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retinoid_teach.evidence.question_rules import PARTED

__all__ = ["CITATION", "KINDS", "PARTED", "ROLES", "Answer", "Objective", "Question"]

CITATION = re.compile(r"\[([A-Za-z][A-Za-z0-9_-]*\d)(?:\.[a-z][a-z0-9_]*)?\]")
"""A citation inside a text: ``[GS008]`` or ``[P009.value]``."""

ROLES = ("prediction", "check")
KINDS = ("one_choice", "number", *PARTED)


@dataclass(frozen=True, slots=True)
class Objective:
    """Something that a lesson enables its reader to do; `text` begins with a verb."""

    id: str
    lesson: str
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer that a question foresees, and what whoever gives it is told.

    A choice has a `text`. Of a number, `low` and `high` are the range that this feedback is for: None is
    an open end, and both None means the right number (if `correct`) or any other. `belongs` is the place of a
    line in an ordering (1 is the first), and the partner of a line in a match.
    """

    id: str
    text: str
    low: float | None
    high: float | None
    correct: bool
    feedback: str
    belongs: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question with everything needed to ask it, mark it and say why.

    `right` is the right number, the id of the right answer, the ids of the right parts with a space between,
    or None where there is no right answer.
    `right_text` is the same as it is shown. `rows` are the ids of the evidence that the question rests on.
    """

    id: str
    lesson: str
    role: str
    objective_id: str
    kind: str
    level: str
    difficulty: int
    stem: str
    unit: str
    right: float | str | None
    right_text: str
    answer_from: str
    tolerance: float
    minimum: float | None
    maximum: float | None
    step: float | None
    rows: tuple[str, ...]
    explanation: str
    answers: tuple[Answer, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that a learner may read, in the order of the page."""
        partners = self.kind == "match"
        answers = (
            text
            for answer in self.answers
            for text in (answer.text, *([answer.belongs] if partners else []), answer.feedback)
        )
        return (self.stem, *answers, self.explanation)

    @property
    def cited(self) -> tuple[str, ...]:
        """Ids of the rows that the texts cite, in the order of the page, each once."""
        return tuple(dict.fromkeys(row for text in self.texts for row in CITATION.findall(text)))
