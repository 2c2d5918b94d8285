"""What a learner has answered, counted by objective."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.arguments import the_catalog

from ._questions import objectives, questions
from .past_answers import History, PastAnswer

if TYPE_CHECKING:
    import pandas as pd


def by_objective(past: History, *, catalog: Catalog | None = None) -> pd.DataFrame:
    """Count past answers by objective, in the order of the course.

    Parameters
    ----------
    past : History
        What was answered (`history`).
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    DataFrame
        Indexed by objective id: `lesson`; `objective`, its text; `questions`, how many checks the course has
        for it; `answered`, how many of these were answered; `right_first` and `right_last`, how many of them
        were right at the first and at the last try; `last`, when one was last answered (UTC, or NaT).

    Notes
    -----
    Source rows: `objectives`, `questions`. Predictions are not counted: they are never right or wrong.

    Examples
    --------
    >>> by_objective(History()).loc["O-01-1", ["answered", "right_last"]].tolist()
    [0, 0]
    """
    catalog = the_catalog(catalog)
    tries = tries_by_question(past)
    checks: defaultdict[str, list[str]] = defaultdict(list)
    for one in questions(role="check", catalog=catalog):
        checks[one.objective_id].append(one.id)
    rows = []
    for objective in objectives(catalog=catalog):
        about = {"id": objective.id, "lesson": objective.lesson, "objective": objective.text}
        asked = checks[objective.id]
        rows.append(about | {"questions": len(asked)} | _counted(asked, tries, "right"))
    return _by_id(rows)


def by_case(past: History, *, catalog: Catalog | None = None) -> pd.DataFrame:
    """Count past answers to the steps of cases, in the order of the cases.

    Parameters
    ----------
    past : History
        What was answered (`history`).
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    DataFrame
        Indexed by case id: `title`; `steps`, how many the case has; `answered`, how many of these were
        answered; `accepted_first` and `accepted_last`, how many of them could stand at the first and at the
        last try; `last`, when one was last answered (UTC, or NaT).

    Notes
    -----
    Source rows: `cases`, `case_steps`. A step is no question: it has no objective and is not asked again.

    Examples
    --------
    >>> by_case(History()).loc["CASE-1", ["steps", "answered"]].tolist()
    [5, 0]
    """
    catalog = the_catalog(catalog)
    tries = tries_by_question(past)
    rows = []
    for case in catalog.rows("cases"):
        steps = [row["id"] for row in catalog.rows("case_steps") if row["case_id"] == case["id"]]
        about = {"id": case["id"], "title": case["title"], "steps": len(steps)}
        rows.append(about | _counted(steps, tries, "accepted"))
    return _by_id(rows)


def step_ids(catalog: Catalog) -> set[str]:
    """Return the id of every step of every case."""
    return {row["id"] for row in catalog.rows("case_steps")}


def claim_ids(catalog: Catalog) -> set[str]:
    """Return the id of every claim that may be judged."""
    return {row["id"] for row in catalog.rows("claims")}


def not_asked_here(past: History, *, catalog: Catalog | None = None) -> int:
    """Count the past answers to questions, steps and claims that this version of the course does not ask.

    Parameters
    ----------
    past : History
        What was answered (`history`).
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Examples
    --------
    >>> not_asked_here(History())
    0
    """
    catalog = the_catalog(catalog)
    known = {one.id for one in questions(catalog=catalog)} | step_ids(catalog) | claim_ids(catalog)
    return sum(answer.question_id not in known for answer in past.answers)


def _counted(asked: list[str], tries: Mapping[str, list[PastAnswer]], good: str) -> dict[str, object]:
    """Count what was answered of what is asked, and how much of it was good at the first and last try."""
    made = [tries[one] for one in asked if one in tries]
    return {
        "answered": len(made),
        f"{good}_first": sum(one[0].correct is True for one in made),
        f"{good}_last": sum(one[-1].correct is True for one in made),
        "last": max((one[-1].time for one in made), default=None),
    }


def _by_id(rows: list[dict[str, object]]) -> pd.DataFrame:
    import pandas as pd

    frame = pd.DataFrame(rows).set_index("id")
    return frame.assign(last=pd.to_datetime(frame["last"], utc=True))


def tries_by_question(past: History) -> dict[str, list[PastAnswer]]:
    """Return every try at each question, in the order of time."""
    tries: defaultdict[str, list[PastAnswer]] = defaultdict(list)
    for answer in sorted(past.answers, key=lambda one: one.time):
        tries[answer.question_id].append(answer)
    return dict(tries)
