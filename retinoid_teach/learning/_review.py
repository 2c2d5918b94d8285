"""Which questions to ask again now, from the answers that were kept."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.arguments import the_catalog

from ._questions import questions
from .past_answers import History, PastAnswer, history
from .progress import tries_by_question

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from .records import Question

MISSED, NEW, START = "missed last time", "not asked yet", "to begin with: no question is answered yet"
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def due(
    past: History | None = None,
    *,
    now: datetime | None = None,
    count: int = 8,
    catalog: Catalog | None = None,
) -> pd.DataFrame:
    """Choose the questions to ask now: those that are due, then those missed, then new ones.

    Parameters
    ----------
    past : History, optional
        What was answered; everything that this learner's kernels have kept if None.
    now : datetime, optional
        The time to choose for, with its time zone; the present if None.
    count : int
        The most questions to choose, 1 or more.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    DataFrame
        Indexed by question id, in the order to ask: `lesson`; `why`, in words. It may have fewer than `count`
        rows, or none: new questions come only from lessons that were begun. Where nothing was answered, it is
        a mixed set to begin with, the same for everybody at any time.

    Raises
    ------
    ValueError
        If `count` is less than 1, or `now` has no time zone.

    Notes
    -----
    Source rows: `questions`. Predictions are not asked again. Each question is a card of the FSRS scheduler
    with its own settings, but without chance in its intervals and without steps of minutes: a right answer
    counts as "good", any other as "again".

    Examples
    --------
    >>> due(History(), count=2)["lesson"].tolist()
    ['00_start_here', '01_acne_and_grading']
    """
    import pandas as pd

    if count < 1:
        raise ValueError(f"count: {count!r} is not allowed; choose 1 or more.")
    now = datetime.now(UTC) if now is None else now
    if now.tzinfo is None:
        raise ValueError(f"now: {now.isoformat()} has no time zone; give one, such as datetime.now(UTC).")
    every = questions(catalog=the_catalog(catalog))
    chosen = list(_chosen(every, history() if past is None else past, now.astimezone(UTC)))[:count]
    index = pd.Index([one.id for one, _ in chosen], name="question", dtype="str")
    columns = {"lesson": [one.lesson for one, _ in chosen], "why": [why for _, why in chosen]}
    return pd.DataFrame(columns, index=index, dtype="str")


def _chosen(every: tuple[Question, ...], past: History, now: datetime) -> list[tuple[Question, str]]:
    checks = [one for one in every if one.role == "check"]
    answered = {answer.question_id for answer in past.answers}
    begun = {one.lesson for one in every if one.id in answered}
    if not begun:
        return [(one, START) for one in _mixed(checks)]
    asked = {one.id for one in checks}
    tries = {name: made for name, made in tries_by_question(past).items() if name in asked}
    when = {name: _due(made) for name, made in tries.items()}
    missed = {name for name, made in tries.items() if not made[-1].correct}
    by_time = sorted((one for one in checks if one.id in tries), key=lambda one: when[one.id])
    ready = [one for one in by_time if when[one.id] <= now]
    soon = [one for one in by_time if when[one.id] > now and one.id in missed]
    new = [one for one in checks if one.id not in tries and one.lesson in begun]
    reasons = {name: MISSED if name in missed else f"due since {when[name]:%Y-%m-%d}" for name in tries}
    return [(one, reasons.get(one.id, NEW)) for group in (ready, soon, new) for one in _mixed(group)]


def _due(tries: Iterable[PastAnswer]) -> datetime:
    """Give when a question should be asked again, from every try at it in the order of time."""
    from fsrs import Card, Rating, Scheduler

    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card = Card(card_id=0, due=_LONG_AGO)  # both named: else the card asks the clock, and waits for it
    for one in tries:
        rating = Rating.Good if one.correct else Rating.Again
        card, _ = scheduler.review_card(card, rating, review_datetime=one.time.astimezone(UTC))
    return card.due


def _mixed(group: Iterable[Question]) -> list[Question]:
    """Deal questions out by turns, one of each lesson; the order within a lesson stays."""
    lessons: defaultdict[str, list[Question]] = defaultdict(list)
    for one in group:
        lessons[one.lesson].append(one)
    turns = [(turn, one) for held in lessons.values() for turn, one in enumerate(held)]
    return [one for _, one in sorted(turns, key=lambda pair: pair[0])]
