"""The quiz of what should be asked now, from the answers that were kept."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.arguments import the_catalog
from retinoid_teach.learning import History, due, question

from .quiz import Quiz

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True)
class NothingDue:
    """What `review` gives where no question should be asked now; shows itself as a sentence."""

    text: str = (
        "Nothing is due now: you have answered every question of the lessons that you began, and none of "
        "them was missed last time. Begin another lesson, or come back another day."
    )

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return f"<p>{escape(self.text)}</p>"


def review(
    past: History | None = None,
    *,
    now: datetime | None = None,
    count: int = 8,
    catalog: Catalog | None = None,
) -> Quiz | NothingDue:
    """Ask again, mixed over the lessons: what is due, then what was missed, then what is new.

    Parameters
    ----------
    past : History, optional
        What was answered; everything that this learner's kernels have kept if None.
    now : datetime, optional
        The time to choose for, with its time zone; the present if None.
    count : int
        The most questions to ask, 1 or more.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    Quiz or NothingDue
        A quiz of `retinoid_teach.learning.due`, which also says why each question is asked; a sentence where
        nothing is due.

    Raises
    ------
    ValueError
        If `count` is less than 1, or `now` has no time zone.

    Examples
    --------
    >>> review(History(), count=2)
    <Quiz Q-00-02 Q-01-02>
    """
    catalog = the_catalog(catalog)
    chosen = due(past, now=now, count=count, catalog=catalog)
    if not len(chosen):
        return NothingDue()
    # Asked to be remembered: what was answered before is not shown.
    return Quiz([question(one, catalog=catalog) for one in chosen.index], catalog, past=History())
