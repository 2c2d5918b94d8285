"""The answers of one lesson for whoever teaches it, as Markdown."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.arguments import the_catalog
from retinoid_teach.learning import Answer, Choice, Question, Step, cases, objectives, questions
from retinoid_teach.learning.exports import range_words
from retinoid_teach.learning.marking import foreseen
from retinoid_teach.learning.records import CITATION, PARTED

# The cases are of the course; the lesson on choosing shows them.
_LESSON_OF_CASES = "09_choosing_treatment"
# A citation stands as it is, unless what follows would make a link of it.
_MARKS = re.compile(rf"{CITATION.pattern}(?![(:\[])|[\\`*_<>\[\]~$|&]")
_OPENING = re.compile(r"^(?:[#+=-]|\d+(?=[.)](?:\s|$)))")


def answer_key(lesson: str, *, asked: Collection[str] | None = None, catalog: Catalog | None = None) -> str:
    """Write the questions of a lesson with their answers, objective by objective, as Markdown.

    Parameters
    ----------
    lesson : str
        Such as ``"01_acne_and_grading"``.
    asked : collection of str, optional
        Ids of the questions that the lesson's page asks. With them a check says whether it stands in the
        lesson, or only in the bank, from which the review and the exports take it.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    str
        For each question what is asked, the right answer, the thought behind each wrong one, the reason, and
        the ids of its rows. Sources stay out: `cite` makes them from the ids. The lesson on choosing a
        treatment ends with the cases. The texts of the data are escaped, so that they stay text.

    Raises
    ------
    ValueError
        If no question is of that lesson; with the nearest name.

    Notes
    -----
    Source rows: `questions`, `answers`, `objectives`; for the cases also `cases`, `case_steps`,
    `case_choices` and all that `clinic.appropriate_options` reads.

    Examples
    --------
    >>> print(answer_key("01_acne_and_grading").splitlines()[0])
    ### O-01-1: Score a face and trunk with the Global Acne Grading System, and say what the score leaves out
    >>> answer_key("01_acne_and_grades")
    Traceback (most recent call last):
    ...
    ValueError: lesson: '01_acne_and_grades' is not known; did you mean '01_acne_and_grading'? Allowed: ...
    """
    catalog = the_catalog(catalog)
    asks = questions(lesson, catalog=catalog)
    blocks: list[str] = []
    for goal in objectives(lesson, catalog=catalog):
        blocks.append(f"### {goal.id}: {_text(goal.text)}")
        for one in asks:
            if one.objective_id == goal.id:
                blocks += _question(one, _used(one, asked))
    if lesson == _LESSON_OF_CASES:
        blocks += _cases(catalog)
    return "\n\n".join(blocks) + "\n"


def _used(one: Question, asked: Collection[str] | None) -> str:
    if one.role != "check" or asked is None:
        return one.role
    return "check in the lesson" if one.id in asked else "only in the bank and the review"


def _question(one: Question, used: str) -> Iterator[str]:
    yield f"**{one.id}** ({used}). {_text(one.stem)}"
    yield "\n".join(_lines(one))


def _lines(one: Question) -> Iterator[str]:
    yield f"- **Right:** {_right(one)}"
    for answer in foreseen(one):
        if one.kind in PARTED:
            yield f"- {_text(answer.text)}: {_text(answer.feedback)}"
        elif not answer.correct and answer.feedback:
            yield f"- *{_text(_given(answer, one))}:* {_text(answer.feedback)}"
    if one.explanation:
        yield f"- **Why:** {_text(one.explanation)}"
    if one.rows:
        yield f"- **Rows:** {', '.join(map(_text, one.rows))}"


def _right(one: Question) -> str:
    if one.right is None:
        return "none; it is a forecast"
    tolerance = f" (give or take {one.tolerance:g})" if one.tolerance else ""
    return _text(f"{one.right_text} {one.unit}".strip() + tolerance)


def _given(answer: Answer, one: Question) -> str:
    return range_words(answer, one) if one.kind == "number" else answer.text


def _cases(catalog: Catalog) -> Iterator[str]:
    yield "### The cases"
    for one in cases(catalog=catalog):
        where = f"type {one.acne_type}, {_text(one.guideline)}, {_text(one.region)}"
        yield f"**{one.id}: {_text(one.title)}** ({where}). {_text(one.story)} {_text(one.wish)}"
        yield "\n".join(_step(step) for step in one.steps)


def _step(step: Step) -> str:
    shown = [choice for choice in step.choices if choice.acceptable or step.kind != "grade"]
    why = [f"  - **Why:** {_text(step.explanation)}"] if step.explanation else []
    return "\n".join([f"- {_text(step.text)}", *(f"  - {_told(choice)}" for choice in shown), *why])


def _told(choice: Choice) -> str:
    """Write a choice; of a treatment that was set aside only the rows, for the explorer has the words."""
    said = _text(choice.feedback)
    if choice.option and not choice.acceptable:
        said = " ".join(f"[{row}]" for row in dict.fromkeys(CITATION.findall(choice.feedback)))
    return f"{_text(choice.text)}. *{_text(choice.heading)}.* {said}".rstrip()


def _text(text: str) -> str:
    """Keep a text of the data what it is: no mark-up, one paragraph, citations as they stand."""
    return _OPENING.sub(_opening, _MARKS.sub(_mark, " ".join(text.split())))


def _mark(found: re.Match[str]) -> str:
    return found.group() if found.group(1) else f"\\{found.group()}"


def _opening(found: re.Match[str]) -> str:
    mark = found.group()
    return f"{mark}\\" if mark.isdecimal() else f"\\{mark}"
