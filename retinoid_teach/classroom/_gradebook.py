"""A class summary as CSV files: one for the gradebook of a learning platform, one of the questions."""

from __future__ import annotations

import csv
import io
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.arguments import the_catalog
from retinoid_teach.learning import questions
from retinoid_teach.learning.spreadsheets import plain

from ._file_names import CANVAS

if TYPE_CHECKING:
    from ._class_summary import ClassSummary

NO_GRADE = "-"
"""How Moodle and Canvas both write that there is no grade; Moodle would take an empty cell for 0."""

ANSWERED, RIGHT = "answered % of its checks", "right first % of those answered"
"""What the two columns of a lesson hold; the summary on the screen has the same “right first”."""

_POINTS = "    Points Possible"
"""How the line of points begins in a gradebook of Canvas."""


def gradebook_csv(summary: ClassSummary, *, catalog: Catalog | None = None) -> str:
    r"""Write a class as a CSV file that the gradebooks of Moodle and Canvas import.

    Parameters
    ----------
    summary : ClassSummary
        What `class_summary` gave.
    catalog : Catalog, optional
        The data that the summary was made with; the shipped data if None.

    Returns
    -------
    str
        One header line and a line for each learner in `ClassSummary.known_by`. Its columns come first:
        without a roster those that Canvas wants, with what the files are named by in ``Student`` and the two
        SIS columns. For each lesson that anybody began: the percent of its checks that were answered, and
        the percent of those that were right at the first try, 0 to 100. A lesson of which this learner
        answered nothing is ``-``, no grade. With a roster of Canvas a line says that each column has 100
        points. To be saved as UTF-8 with a byte order mark, which spreadsheets need and both gradebooks take.

    Notes
    -----
    Source rows: `questions`. A name that a spreadsheet would run as a formula has an apostrophe before it, as
    OWASP advises, and every text is in quotes.

    Examples
    --------
    >>> from retinoid_teach.classroom import class_summary
    >>> gradebook_csv(class_summary({}))
    'Student,ID,SIS User ID,SIS Login ID,Section\n'
    """
    catalog = the_catalog(catalog)
    checks = Counter(one.lesson for one in questions(role="check", catalog=catalog))
    learners = summary.learners
    lessons = [one for one in checks if f"{one} tried" in learners.columns]
    known = summary.known_by
    head = [*known.columns, *(f"{one} {what}" for one in lessons for what in (ANSWERED, RIGHT))]
    rows: list[list[object]] = []
    if known.system == CANVAS:
        rows.append([_POINTS, *[""] * (len(known.columns) - 1), *[100] * (2 * len(lessons))])
    for name, row in zip(learners.index, learners.to_dict("records"), strict=True):
        if str(name) not in known.cells:
            continue
        grades: list[object] = []
        for one in lessons:
            tried, right = row[f"{one} tried"], row[f"{one} right"]
            grades += [_percent(tried, checks[one]), _percent(right, tried)] if tried else [NO_GRADE] * 2
        rows.append([*map(plain, known.cells[str(name)]), *grades])
    return _written(head, rows)


def class_questions_csv(summary: ClassSummary) -> str:
    """Write the questions of a class as a CSV file, a line each.

    Parameters
    ----------
    summary : ClassSummary
        What `class_summary` gave.

    Returns
    -------
    str
        The columns of `ClassSummary.questions`, with three decimals; a number that cannot be given is empty.

    Examples
    --------
    >>> from retinoid_teach.classroom import class_summary
    >>> class_questions_csv(class_summary({})).split(",")[:3]
    ['question', 'lesson', 'role']
    """
    frame = summary.questions
    rows = [[name, *frame.loc[name]] for name in frame.index]
    return _written(["question", *frame.columns], [[_cell(one) for one in row] for row in rows])


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1)


def _cell(value: object) -> object:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, float):
        return None if math.isnan(value) else round(value, 3)
    return value


def _written(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Write texts in quotes, but the header bare: Canvas stops at a quote after a byte order mark."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerow([plain(one) for one in head])
    csv.writer(written, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC).writerows(rows)
    return written.getvalue()
