"""Name a wording: a short hash of what a learner saw and of what is right, kept with every answer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from ._case_records import Step
from .past_answers import PastAnswer
from .records import Question

_LETTERS = 11


Asked = Question | Step | Mapping[str, Any]
"""A question, a step of a case, or a row of the table `claims`."""


def digest(asked: Asked) -> str:
    """Return a short hash of what is asked, as it reads now.

    Notes
    -----
    The order of answers counts only where an answer is written by it, in a match. Feedback does not count:
    whoever answers has not seen it yet.

    Examples
    --------
    >>> from retinoid_teach.learning import question
    >>> digest(question("Q-01-02")) == digest(question("Q-01-03"))
    False
    """
    text = json.dumps(_seen(asked), ensure_ascii=False, allow_nan=False)
    # A letter first: a spreadsheet that saves an export again takes digits alone for a number.
    return "w" + hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:_LETTERS]


def of_earlier_wording(asked: Asked, answer: PastAnswer) -> bool:
    """Say whether an answer was given to another wording; of one without a digest nobody can tell."""
    return answer.digest not in ("", digest(asked))


def _seen(asked: Asked) -> list[object]:
    if isinstance(asked, Question):
        return _question(asked)
    return _step(asked) if isinstance(asked, Step) else [asked["claim"], asked["verdict"]]


def _question(one: Question) -> list[object]:
    if one.kind == "number":
        return [one.kind, one.stem, one.unit, one.right_text, one.tolerance, one.minimum, one.maximum]
    lines = [[answer.id, answer.text, answer.belongs, answer.correct] for answer in one.answers]
    return [one.kind, one.stem, lines if one.kind == "match" else sorted(lines)]


def _step(one: Step) -> list[object]:
    return [one.kind, one.text, sorted([choice.id, choice.text, choice.acceptable] for choice in one.choices)]
