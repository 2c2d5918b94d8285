"""Questions in a form to take along: sides of a card as plain text, and a CSV file of them."""

from __future__ import annotations

from dataclasses import dataclass

from retinoid_teach.evidence import Catalog, cite
from retinoid_teach.evidence.arguments import the_catalog

from ._questions import objectives, questions
from .records import Answer, Question
from .spreadsheets import table_text

NO_EXAM = "For self-study. Every answer is in this file, so it cannot serve as an exam."
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Sides:
    """One question as two sides of a card, in plain text; a tuple has one line or one source an entry.

    `stem` and `choices` are the front. The back is `right`, `why`, `told` (the feedback for each answer) and
    `sources`.
    """

    stem: str
    choices: tuple[str, ...]
    right: str
    why: str
    told: tuple[str, ...]
    sources: tuple[str, ...]


def cards(catalog: Catalog) -> tuple[tuple[Question, Sides], ...]:
    """Return every check of the course with its two sides, in the order of the file."""
    return tuple((one, sides(one, catalog)) for one in questions(role="check", catalog=catalog))


def sides(one: Question, catalog: Catalog) -> Sides:
    """Write one question as two sides; a number has no choices, only its unit.

    Parameters
    ----------
    one : Question
        A check: a prediction may have no right answer.
    catalog : Catalog
        Where the rows are that the question cites.
    """
    choice = one.kind == "one_choice"
    names = {
        answer.id: f"{letter}) {answer.text}" if choice else range_words(answer, one)
        for letter, answer in zip(_LETTERS, one.answers, strict=False)
    }
    return Sides(
        stem=one.stem,
        choices=tuple(names.values()) if choice else (f"A number in {one.unit}.",) if one.unit else (),
        right=names[str(one.right)] if choice else f"{one.right_text} {one.unit}".strip(),
        why=one.explanation,
        told=tuple(f"{names[answer.id]}: {answer.feedback}" for answer in one.answers if answer.feedback),
        sources=tuple(str(cite(*one.rows, catalog=catalog)).splitlines()) if one.rows else (),
    )


def questions_csv(catalog: Catalog | None = None) -> str:
    """Write every check of the course as a CSV file, one question a line.

    Parameters
    ----------
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    str
        The file's text, with a header. Columns: the question's id, its lesson, objective and level; what is
        asked and the choices; the right answer, the reason, the feedback and the sources. A cell with several
        entries has one on each of its lines. To be saved as UTF-8 with a byte order mark, which spreadsheets
        need; a text that one would run as a formula has an apostrophe before it.

    Notes
    -----
    Source rows: `questions`, `answers`, `objectives`, and every row that a question rests on. Predictions are
    left out: they are asked once, before the lesson.

    Examples
    --------
    >>> questions_csv().splitlines()[0]
    'id,lesson,objective,level,question,choices,right,reason,feedback,sources,note'
    """
    catalog = the_catalog(catalog)
    texts = {one.id: one.text for one in objectives(catalog=catalog)}
    head = "id,lesson,objective,level,question,choices,right,reason,feedback,sources,note"
    rows = [head.split(",")]
    for one, side in cards(catalog):
        about = [one.id, one.lesson, texts[one.objective_id], one.level]
        said = [side.stem, _lines(side.choices), side.right, side.why]
        rows.append([*about, *said, _lines(side.told), _lines(side.sources), NO_EXAM])
    return table_text(rows)


def _lines(parts: tuple[str, ...]) -> str:
    return "\n".join(parts)


def range_words(answer: Answer, one: Question) -> str:
    """Return the numbers that an answer's feedback is for, as a reader would say them."""
    low, high = answer.low, answer.high
    if answer.correct:
        return f"{one.right_text} {one.unit}".strip()
    if low is None and high is None:
        return "Any other number"
    if low is None or high is None:
        said = f"{low:g} or more" if low is not None else f"up to {high:g}"
    else:
        said = f"{low:g}" if low == high else f"{low:g} to {high:g}"
    # The right number is looked for first, so a range may lie around it.
    around = (
        isinstance(one.right, float | int)
        and (low is None or low <= one.right)
        and (high is None or one.right <= high)
    )
    return f"{said}, but not {one.right_text}" if around else said
