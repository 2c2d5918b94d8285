"""The questions of the course, found by lesson, by role or by id."""

from __future__ import annotations

from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.arguments import the_catalog
from retinoid_teach.evidence.names import check_name, unknown

from .bank import bank
from .records import ROLES, Objective, Question


def questions(
    lesson: str | None = None, *, role: str | None = None, catalog: Catalog | None = None
) -> tuple[Question, ...]:
    """Return the questions of the course, in the order of the file.

    Parameters
    ----------
    lesson : str, optional
        Only those of one lesson, such as ``"01_acne_and_grading"``.
    role : str, optional
        Only those of one role: ``"prediction"`` or ``"check"``.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    tuple of Question
        Empty where a lesson has none of that role.

    Raises
    ------
    ValueError
        If no question is of that lesson, or there is no such role.
    DataError
        If the tables of questions contradict themselves; with every fault.

    Notes
    -----
    Source rows: `questions`, `answers`, and every row that an ``answer_from`` names.

    Examples
    --------
    >>> [one.id for one in questions("01_acne_and_grading", role="prediction")][0]
    'Q-01-01'
    """
    every = bank(the_catalog(catalog))
    lessons = list(dict.fromkeys(one.lesson for one in every.values()))
    if lesson is not None and lesson not in lessons:
        raise unknown("lesson", lesson, lessons)
    if role is not None and role not in ROLES:
        raise unknown("role", role, ROLES)
    return tuple(one for one in every.values() if lesson in (None, one.lesson) and role in (None, one.role))


def question(question_id: str, *, catalog: Catalog | None = None) -> Question:
    """Return one question.

    Parameters
    ----------
    question_id : str
        Such as ``"Q-01-03"``.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Raises
    ------
    ValueError
        If there is no such question; with the nearest id.

    Examples
    --------
    >>> question("Q-01-01").unit
    'points'
    >>> question("Q01-01")
    Traceback (most recent call last):
    ...
    ValueError: question_id: 'Q01-01' is not known; did you mean 'Q-01-01'? Allowed: ...
    """
    every = bank(the_catalog(catalog))
    return every[check_name("question_id", question_id, every)]


def objectives(lesson: str | None = None, *, catalog: Catalog | None = None) -> tuple[Objective, ...]:
    """Return what the lessons enable their readers to do, in the order of the file.

    Parameters
    ----------
    lesson : str, optional
        Only those of one lesson.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Raises
    ------
    ValueError
        If no objective is of that lesson.

    Examples
    --------
    >>> objectives("01_acne_and_grading")[0].id
    'O-01-1'
    """
    rows = the_catalog(catalog).rows("objectives")
    lessons = list(dict.fromkeys(row["lesson"] for row in rows))
    if lesson is not None and lesson not in lessons:
        raise unknown("lesson", lesson, lessons)
    return tuple(Objective(**row) for row in rows if lesson in (None, row["lesson"]))
