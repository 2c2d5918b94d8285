"""A learner's own progress: a picture and a table by objective."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.arguments import the_catalog
from retinoid_teach.learning import History, by_case, by_objective, history
from retinoid_teach.learning.progress import not_asked_here

if TYPE_CHECKING:
    import pandas as pd

    from retinoid_teach.views import Figure, TextTable

_CAPTION = "Questions of each objective that are done, and right at the first and at the last try"
_CASES = "Steps of each case that are done, and acceptable at the first and at the last try"
_NOTHING = "Nothing is answered yet: answer a check in a lesson, and it is counted here."
_HONEST = "For you alone: it is stored on this computer, and cannot serve as an exam."


@dataclass(frozen=True)
class Progress:
    """What a learner has answered; made by `progress`.

    Parameters
    ----------
    table : DataFrame
        A row for each objective of the course, as `retinoid_teach.learning.by_objective` gives it.
    cases : DataFrame
        A row for each case, as `retinoid_teach.learning.by_case` gives it.
    notes : tuple of str
        Sentences about answers that could not be read or are not counted.
    """

    table: pd.DataFrame
    cases: pd.DataFrame
    notes: tuple[str, ...] = ()

    @property
    def picture(self) -> Figure | None:
        """The bars of the lessons that were begun; None where nothing is answered."""
        from retinoid_teach.views import objective_bars

        return objective_bars(self.table) if self.table["answered"].any() else None

    def shown(self) -> TextTable:
        """Return the objectives of the lessons that were begun, as a table that a phone can show.

        Examples
        --------
        >>> print(progress(History()).shown())
        Questions of each objective that are done, and right at the first and at the last try
        lesson objective done first last
        """
        from retinoid_teach.views import text_table

        table = self.table
        begun = table[table["lesson"].isin(table.loc[table["answered"] > 0, "lesson"])]
        shown = begun.set_index(begun["lesson"].str[:2])[["objective", "right_first", "right_last"]]
        shown.insert(1, "done", [f"{one.answered} of {one.questions}" for one in begun.itertuples()])
        return text_table(shown.rename(columns={"right_first": "first", "right_last": "last"}), _CAPTION)

    def shown_cases(self) -> TextTable:
        """Return the cases that were begun, as a table that a phone can show.

        Examples
        --------
        >>> print(progress(History()).shown_cases())
        Steps of each case that are done, and acceptable at the first and at the last try
        title done first last
        """
        from retinoid_teach.views import text_table

        begun = self.cases[self.cases["answered"] > 0]
        shown = begun.set_index("title")[["accepted_first", "accepted_last"]]
        shown.insert(0, "done", [f"{one.answered} of {one.steps}" for one in begun.itertuples()])
        return text_table(shown.rename(columns={"accepted_first": "first", "accepted_last": "last"}), _CASES)

    @property
    def _tables(self) -> list[TextTable]:
        """What was begun: questions by objective, steps by case."""
        begun = (self.table["answered"].any(), self.shown), (self.cases["answered"].any(), self.shown_cases)
        return [show() for any_answer, show in begun if any_answer]

    def __repr__(self) -> str:
        body = "\n\n".join(one.text for one in self._tables) or _NOTHING
        return "\n".join([body, *self.notes])

    def _repr_html_(self) -> str:
        picture = self.picture
        body = picture._repr_html_() if picture is not None else ""
        body += "".join(one.html for one in self._tables) or f"<p>{_NOTHING}</p>"
        notes = "".join(f"<p>{escape(note)}</p>" for note in self.notes)
        return f"<div>{body}{notes}<p><small>{_HONEST}</small></p></div>"


def progress(past: History | None = None, *, catalog: Catalog | None = None) -> Progress:
    """Show what this learner has answered: questions by objective, and steps of cases.

    Parameters
    ----------
    past : History, optional
        What was answered; everything that this learner's kernels have kept if None.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    Progress
        A picture and tables on the page; its `table` and `cases` are DataFrames.

    Notes
    -----
    Source rows: `objectives`, `questions`, `cases`, `case_steps`. Reads the folder that ``retinoid-teach
    progress --where`` names.

    Examples
    --------
    >>> progress(History())
    Nothing is answered yet: answer a check in a lesson, and it is counted here.
    """
    catalog = the_catalog(catalog)
    past = history() if past is None else past
    unknown = not_asked_here(past, catalog=catalog)
    left_out = f"Not counted: {unknown} answer{'s' * (unknown > 1)} to questions that are not asked any more."
    notes = past.notes + ((left_out,) if unknown else ())
    return Progress(by_objective(past, catalog=catalog), by_case(past, catalog=catalog), notes)
