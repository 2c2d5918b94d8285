"""The quiz: questions of the course, asked and answered in the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import traitlets

from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.arguments import listed, the_catalog
from retinoid_teach.evidence.names import unknown
from retinoid_teach.learning import Answer, Given, History, Question, mark, question
from retinoid_teach.learning.digest import digest
from retinoid_teach.learning.marking import check_given
from retinoid_teach.learning.parts import partners
from retinoid_teach.learning.records import PARTED

from .._page.base import RefusedError, validate
from .._page.built import read_built
from .._page.cited import cited_rows
from .._page.packed import PACKED
from .._page.tries import KeepingWidget
from .html import quiz_html

if TYPE_CHECKING:
    from collections.abc import Iterable

FEEDBACK = ("at_once", "at_end")
_NOTHING = ["", "–"]


class Quiz(KeepingWidget):
    """Questions with feedback; made by `quiz`.

    Attributes
    ----------
    answers : dict
        Question id to the answer given last, as `rt.learning.mark` takes it: a number, the id of the answer
        chosen, or several ids with a space between. It begins with what was answered before. A question that
        was not answered is missing. Readable and settable.
    tries : list
        Every answer that the page took, in order, as question id, answer and time; kept for `rt.progress()`.
    saved : list
        For each of `tries`, "saved" once it is on disk, or a sentence that says why it is not. Read only.
    last : dict
        Question id to what this learner answered before this quiz was made: ``time``, and ``given`` unless
        the question has changed since. Read only.
    data : dict
        Questions, cited rows and their sources as the page has them, and whether feedback waits for the last
        answer; never changes.
    """

    _esm = read_built("quiz.js")
    _css = read_built("quiz.css")

    data = traitlets.Dict(read_only=True).tag(**PACKED)
    answers = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        questions: Iterable[Question],
        catalog: Catalog,
        *,
        at_end: bool = False,
        past: History | None = None,
    ) -> None:
        self._questions = {one.id: one for one in questions}
        super().__init__(self._questions, past)
        self.set_trait("data", _payload(tuple(self._questions.values()), catalog, at_end=at_end))
        self.answers = self._last_given

    @validate("answers")
    def _check_answers(self, proposal: Any) -> dict[str, Any]:
        for question_id, given in proposal["value"].items():
            self._check("answers", question_id, given)
        return dict(proposal["value"])

    def _check(self, trait: str, asked: str, given: Given) -> None:
        if asked not in self._questions:
            here = ", ".join(self._questions)
            raise RefusedError(f"{trait}: {asked!r} is not asked here; this quiz asks {here}.")
        try:
            check_given(self._questions[asked], given)
        except ValueError as error:
            raise RefusedError(str(error)) from None

    def _correct(self, asked: str, given: Given) -> bool | None:
        return mark(self._questions[asked], given).correct

    def _label(self) -> str:
        return " ".join(self._questions)

    def _html(self) -> str:
        return quiz_html(tuple(self._questions.values()), self.data, self.answers)


def quiz(*ids: str | Iterable[str], feedback: str = "at_once", catalog: Catalog | None = None) -> Quiz:
    """Ask questions in a lesson: answered in the page at once, with feedback for every answer.

    Parameters
    ----------
    *ids : str or iterable of str
        Question ids, such as ``"Q-01-01"``, one by one or as a list; asked in this order.
    feedback : str
        ``"at_once"``, after each answer, or ``"at_end"``, for a class: when every question has an answer.
        Until then answers are kept and may be changed. Neither is an exam: the answers are in the page.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    Quiz
        A widget. Its `answers` maps a question id to the answer given last, also on another day.

    Raises
    ------
    ValueError
        If no id is given, there is no such question (with the nearest id), or no such `feedback`.

    Examples
    --------
    >>> checks = quiz("Q-01-02", "Q-01-03")
    >>> checks
    <Quiz Q-01-02 Q-01-03>
    >>> checks.answers
    {}
    """
    if feedback not in FEEDBACK:
        raise unknown("feedback", feedback, FEEDBACK)
    catalog = the_catalog(catalog)
    wanted = [one for given in ids for one in ([given] if isinstance(given, str) else listed("ids", given))]
    if not wanted:
        raise ValueError("ids: name at least one question, such as quiz('Q-01-01').")
    asked = {one.id: one for one in (question(given, catalog=catalog) for given in wanted)}
    return Quiz(list(asked.values()), catalog, at_end=feedback == "at_end")


def _payload(questions: tuple[Question, ...], catalog: Catalog, *, at_end: bool) -> dict[str, Any]:
    """One copy of each text; what is blank is left out."""
    cited = cited_rows(dict.fromkeys(row for one in questions for row in one.cited), catalog)
    mode = {"at_end": True} if at_end else {}
    return {"questions": [_sent(one) for one in questions], **mode, **cited}


def _sent(one: Question) -> dict[str, Any]:
    return _filled(
        id=one.id,
        digest=digest(one),
        role=one.role,
        kind=one.kind,
        stem=one.stem,
        explanation=one.explanation,
        unit=one.unit,
        right=None if one.kind in PARTED else _number(one.right),
        shown=one.right_text if one.kind == "number" else "",
        tolerance=one.tolerance or None,
        minimum=_number(one.minimum),
        maximum=_number(one.maximum),
        step=_number(one.step),
        options=_options(one) or None,
        answers=[_sent_answer(answer) for answer in one.answers],
    )


def _options(one: Question) -> list[list[str]]:
    """What each line of an ordering or a match can be given, nothing first: value and text."""
    if one.kind == "match":
        return [_NOTHING, *([partner.id, partner.belongs] for partner in partners(one.answers))]
    if one.kind == "ordering":
        return [_NOTHING, *([str(place), str(place)] for place in range(1, len(one.answers) + 1))]
    return []


def _sent_answer(answer: Answer) -> dict[str, Any]:
    return _filled(
        id=answer.id,
        text=answer.text,
        low=_number(answer.low),
        high=_number(answer.high),
        correct=answer.correct or None,
        feedback=answer.feedback,
        belongs=answer.belongs,
    )


def _number(value: float | str | None) -> float | str | None:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _filled(**items: Any) -> dict[str, Any]:
    return {name: value for name, value in items.items() if value not in (None, "")}
