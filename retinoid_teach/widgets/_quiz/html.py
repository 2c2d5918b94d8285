"""A quiz where no widget runs: each question, and a fold with its answers and what each is told."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from retinoid_teach.learning import Answer, Question, mark
from retinoid_teach.learning.marking import foreseen
from retinoid_teach.learning.parts import partners
from retinoid_teach.learning.records import PARTED

from .._page.cited import Cited, sources_html, with_labels

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_NAMES = {"check": "Check", "prediction": "Prediction"}
_HINTS = {"several_choices": "Choose all that fit.", "ordering": "Put these in order."}
_HONEST = "For self-study. The answers are on this page, so it cannot serve as an exam."


def quiz_html(questions: tuple[Question, ...], cited: Cited, answers: Mapping[str, Any]) -> str:
    """Return questions as HTML that needs no script and no style sheet.

    Parameters
    ----------
    questions : tuple of Question
        What is asked.
    cited : dict
        Rows and sources that the texts cite (`cited_rows`).
    answers : mapping
        Question id to the answer given, where there is one.
    """
    asked = "<hr>".join(_asked(one, cited, answers.get(one.id)) for one in questions)
    return f'<div class="rt-quiz-static">{asked}<p><small>{_HONEST}</small></p></div>'


def _asked(one: Question, cited: Cited, given: Any) -> str:
    said = "" if given is None else f"<p>You answered: <strong>{_given(one, given)}</strong></p>"
    return (
        f"<p>{_NAMES[one.role]}. <strong>{with_labels(one.stem, cited)}</strong></p>"
        f"{_choices(one, cited)}{said}{_fold(one, cited)}"
        f"<p><small>Unclear? Tell us about question {html.escape(one.id)}.</small></p>"
    )


def _choices(one: Question, cited: Cited) -> str:
    if one.kind == "match":
        items = _items([partner.belongs for partner in partners(one.answers)], cited)
        return f"{_items([answer.text for answer in one.answers], cited)}<p>belongs to one of:</p>{items}"
    if one.kind != "number":
        hint = f"<p>{_HINTS[one.kind]}</p>" if one.kind in _HINTS else ""
        return hint + _items([answer.text for answer in one.answers], cited)
    unit = f" ({html.escape(one.unit)})" if one.unit else ""
    return f"<p>Think of a number{unit}, then open the answer.</p>"


def _items(texts: Sequence[str], cited: Cited) -> str:
    items = "".join(f"<li>{with_labels(text, cited)}</li>" for text in texts)
    return f"<ul>{items}</ul>"


def _fold(one: Question, cited: Cited) -> str:
    told = "".join(f"<li>{_told(one, answer, cited)}</li>" for answer in foreseen(one) if answer.feedback)
    number = one.kind == "number" and one.right is not None
    return (
        "<details><summary>Answer and feedback</summary>"
        f"{f'<p>{_number(one.right_text, one.unit)}</p>' if number else ''}"
        f"<p>{with_labels(one.explanation, cited)}</p>{f'<ul>{told}</ul>' if told else ''}"
        f"{sources_html(one.cited, cited)}</details>"
    )


def _told(one: Question, answer: Answer, cited: Cited) -> str:
    if one.kind in ("ordering", "match"):
        where = f"place {answer.belongs}" if one.kind == "ordering" else with_labels(answer.belongs, cited)
        told = with_labels(answer.feedback, cited)
        return f"<strong>{with_labels(answer.text, cited)}</strong> ({where}): {told}"
    if one.kind != "number":
        name = with_labels(answer.text, cited)
    elif answer.correct:
        name = _number(one.right_text, one.unit)
    else:
        name = html.escape(_range(answer.low, answer.high, one.unit))
    verdict = "" if one.role == "prediction" else " (right)" if answer.correct else " (not this one)"
    return f"<strong>{name}</strong>{verdict}: {with_labels(answer.feedback, cited)}"


def _range(low: float | None, high: float | None, unit: str) -> str:
    if low is None:
        return "Any other number" if high is None else f"up to {high:g} {unit}".strip()
    if high is None:
        return f"{f'{low:g} {unit}'.strip()} or more"
    return f"{low:g} {unit}".strip() if low == high else f"{low:g} to {high:g} {unit}".strip()


def _given(one: Question, given: Any) -> str:
    if one.kind in PARTED:
        return html.escape(_parts(one, given.split(" ")))
    answer = mark(one, given).answer
    if one.kind == "one_choice" and answer is not None:
        return html.escape(answer.text)
    return _number(f"{given:g}", one.unit)


def _parts(one: Question, ids: Sequence[str]) -> str:
    named = {answer.id: answer for answer in one.answers}
    if one.kind == "match":
        pairs = zip(one.answers, ids, strict=True)
        return "; ".join(f"{answer.text}: {named[chosen].belongs}" for answer, chosen in pairs)
    return "; ".join(named[chosen].text for chosen in ids)


def _number(text: str, unit: str) -> str:
    return html.escape(f"{text} {unit}".strip())
