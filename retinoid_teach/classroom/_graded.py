"""The checks of a lesson as a notebook to hand in, in the form that nbgrader takes."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from retinoid_teach.evidence import Catalog
from retinoid_teach.learning import Question, questions

from ._graded_code import answer_test, choices, form_test, how_to_write, shuffled, variable, written

_SCHEMA = 3
_LANGUAGE = "python"
_KERNEL = {"display_name": "Python 3 (ipykernel)", "language": _LANGUAGE, "name": "python3"}
_HEAD = """# Exercises to hand in: {lesson}

These are the questions that the lesson asks under *Check yourself*. For each of them:

1. Write your answer in place of `None`, in the cell below the question.
2. Run that cell and the one after it. The second says whether your answer has the right form, not whether
   it is right.

Before you hand in, restart the kernel and run all cells. Each question is worth one point.

**This is practice, not an exam.** The course is open, and every answer is in it for anyone to read. What is
worth having is the feedback: it says what an answer got wrong, and why.

For teaching. No substitute for current local guidance."""

_ESCAPED = (
    (re.compile(r"\s+"), " "),
    (re.compile(r"\\"), "&#92;"),
    (re.compile("`"), "&#96;"),
    (re.compile(r"\$"), "<span>$</span>"),
    (re.compile(r"\](?=[(:])"), "&#93;"),
    (re.compile(r"^#"), "&#35;"),
    (re.compile(r"\b(BEGIN|END) "), r"\1&#32;"),
)
"""What Markdown, mathematics and nbgrader would take for more than text; emphasis is the questions' own."""


def graded_notebook(lesson: str, *, catalog: Catalog | None = None) -> Any:
    """Make the source of a graded notebook from the checks of a lesson.

    Parameters
    ----------
    lesson : str
        Such as ``"01_acne_and_grading"``.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    nbformat.NotebookNode
        A source notebook of nbgrader, the same each time. Each check has a cell with the question, one for
        the answer and one that tests it for one point. It holds the answers: learners get what
        ``nbgrader generate_assignment`` makes of it.

    Raises
    ------
    ValueError
        If no question is of that lesson, it has no check, or a check has more than 26 answers.
    DataError
        If the tables of questions contradict themselves; with every fault.

    Notes
    -----
    Source rows: `questions`, `answers`, and every row that an ``answer_from`` names. The hidden tests mark as
    `mark` does and say what it says, without this package. To make the notebook nbgrader is not needed.

    Examples
    --------
    >>> notebook = graded_notebook("01_acne_and_grading")
    >>> notebook.cells[2].metadata.nbgrader.grade_id
    'q-01-02-answer'
    """
    from nbformat.v4 import new_notebook

    checks = questions(lesson, role="check", catalog=catalog)
    if not checks:
        raise ValueError(f"lesson: {lesson!r} has no check, so there is nothing to grade.")
    cells = [_cell("markdown", "head", _HEAD.format(lesson=_plain(lesson.replace("_", " "))))]
    for number, one in enumerate(map(shuffled, checks), start=1):
        cells += _question_cells(number, one)
    return new_notebook(cells=cells, metadata={"kernelspec": _KERNEL, "language_info": {"name": _LANGUAGE}})


def _question_cells(number: int, question: Question) -> list[Any]:
    name, slug = variable(question), question.id.lower()
    answer = [
        f"# {how_to_write(question).capitalize()}.",
        f"{name} = None",
        "### BEGIN SOLUTION",
        f"{name} = {written(question, question.right or 0)}",
        "### END SOLUTION",
    ]
    test = [
        f"# Looks at the form of {name}; leave this cell as it is.",
        form_test(question),
        "### BEGIN HIDDEN TESTS",
        answer_test(question),
        "### END HIDDEN TESTS",
    ]
    return [
        _cell("markdown", f"{slug}-question", _asked(number, question)),
        _cell("code", f"{slug}-answer", "\n".join(answer), solution=True, locked=False),
        _cell("code", f"{slug}-test", "\n".join(test), grade=True, points=1),
    ]


def _asked(number: int, question: Question) -> str:
    """Write a question and what may be answered as Markdown."""
    offered = choices(question) if question.kind != "number" else {}
    match = question.kind == "match"
    lines = [(str(at), answer.text) for at, answer in enumerate(question.answers, 1)] if match else []
    letters = [(letter, answer.belongs if match else answer.text) for letter, answer in offered.items()]
    unit = f"The unit of the answer: {_plain(question.unit)}." if question.unit else ""
    parts = [
        f"## Question {number} ({question.id})",
        _plain(question.stem),
        *("\n".join(f"- **{mark}** – {_plain(text)}" for mark, text in group) for group in (lines, letters)),
        unit,
    ]
    return "\n\n".join(part for part in parts if part)


def _plain(text: str) -> str:
    """Write text so that Markdown shows it as it stands."""
    text = escape(text, quote=False)
    for pattern, instead in _ESCAPED:
        text = pattern.sub(instead, text)
    return text


def _cell(kind: str, cell_id: str, source: str, **settings: Any) -> Any:
    """Make a cell with nbgrader's metadata: text to read, locked, unless `settings` say otherwise."""
    from nbformat.v4 import new_code_cell, new_markdown_cell

    known = {"grade": False, "solution": False, "locked": True, "task": False}
    about = known | settings | {"grade_id": cell_id, "schema_version": _SCHEMA, "cell_type": kind}
    if kind == "markdown":
        return new_markdown_cell(source, id=cell_id, metadata={"nbgrader": about})
    return new_code_cell(source, id=cell_id, metadata={"nbgrader": about})
