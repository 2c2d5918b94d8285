"""Mark an answer. The page does the same in ``_quiz/marking.js``; a test compares the two."""

from __future__ import annotations

import math
from dataclasses import dataclass

from .parts import check_parts, misjudged
from .records import PARTED, Answer, Question

Given = float | str
"""What a learner answers: a number, the id of the answer chosen, or several ids with a space between."""

SLACK = 1e-9
"""Two ways to work out the same number may differ in the last bits."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What an answer was worth: `correct` is None where there is no right answer.

    `parts` are the lines of an ordering, a match or several choices that the feedback speaks of: those that
    are wrong, or every line where all is right.
    """

    correct: bool | None
    answer: Answer | None
    feedback: str
    parts: tuple[Answer, ...] = ()


def mark(question: Question, given: Given) -> Mark:
    """Mark one answer to one question.

    Parameters
    ----------
    question : Question
        What was asked.
    given : float or str
        A number in the question's unit, or the id of the answer chosen. Of several choices their ids, of an
        ordering every id in order, of a match for each line the id of the first line with the partner chosen;
        with a space between.

    Returns
    -------
    Mark
        Whether it is right, the foreseen answer that it matches, and what to say.

    Raises
    ------
    ValueError
        If the answer is none that this kind of question can have.

    Examples
    --------
    >>> from retinoid_teach.learning import question
    >>> mark(question("Q-01-03"), 10).correct
    True
    >>> mark(question("Q-01-03"), 5).correct
    False
    """
    check_given(question, given)
    if question.kind in PARTED and isinstance(given, str):
        wrong = misjudged(question, given)
        parts = wrong or question.answers
        said = " ".join(f"{part.text}: {part.feedback}" for part in parts)
        return Mark(not wrong, None, said, parts)
    answer = _chosen(question, given) if isinstance(given, str) else _matching(question, given)
    return Mark(_correct(question, given), answer, answer.feedback if answer else "")


def foreseen(question: Question) -> tuple[Answer, ...]:
    """Return the answers that somebody can fall under.

    Where a prediction's ranges hold every number of its slider, its line for any other number is for nobody.
    """
    low, high, step = question.minimum, question.maximum, question.step
    if question.kind != "number" or low is None or high is None or not step:
        return question.answers
    numbers = [min(low + step * place, high) for place in range(math.floor((high - low) / step) + 1)]
    met = [_matching(question, number) for number in numbers]
    return tuple(one for one in question.answers if not _for_the_rest(one) or one in met)


def check_given(question: Question, given: object) -> None:
    """Raise ValueError unless `given` is an answer that this question can have."""
    if question.kind == "one_choice":
        allowed = [answer.id for answer in question.answers]
        if given not in allowed:
            raise ValueError(f"{question.id}: {given!r} is none of its answers: {', '.join(allowed)}.")
    elif question.kind in PARTED:
        check_parts(question, given)
    elif isinstance(given, bool) or not isinstance(given, (int, float)) or not math.isfinite(given):
        raise ValueError(f"{question.id}: {given!r} is not a number.")


def _correct(question: Question, given: Given) -> bool | None:
    if question.right is None:
        return None
    if isinstance(given, str) or isinstance(question.right, str):
        return given == question.right
    slack = SLACK * max(1.0, abs(question.right))
    return abs(given - question.right) <= question.tolerance + slack


def _chosen(question: Question, given: str) -> Answer:
    return next(answer for answer in question.answers if answer.id == given)


def _matching(question: Question, given: float) -> Answer | None:
    """Find the answer that a number falls under: the right one, else the first range that holds it."""
    correct = _correct(question, given)
    for answer in question.answers:
        if answer.correct == bool(correct) and (answer.correct or _within(given, answer)):
            return answer
    return None


def _for_the_rest(answer: Answer) -> bool:
    return not answer.correct and answer.low is None and answer.high is None


def _within(given: float, answer: Answer) -> bool:
    return (answer.low is None or given >= answer.low) and (answer.high is None or given <= answer.high)
