"""``retinoid-teach class-summary``: what a class handed in, as text and as files for a gradebook."""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path

from retinoid_teach import classroom

from ._class_text import lines, printable
from ._errors import NotDone, WrongUse
from ._target import refuse_target, write_whole


def class_summary(
    folder: Path,
    *,
    gradebook: Path | None = None,
    questions: Path | None = None,
    roster: Path | None = None,
    data: Path | None = None,
    force: bool = False,
) -> int:
    """Print what a class handed in, and write it for a gradebook where that is asked for.

    Parameters
    ----------
    folder : Path
        The files that learners handed in.
    gradebook, questions : Path, optional
        CSV files to write: a line for each learner, a line for each question.
    roster : Path, optional
        A CSV file that says by what the gradebook knows each learner.
    data : Path, optional
        A data folder of the teacher's own.
    force : bool
        Write over files that are there already.

    Returns
    -------
    int
        The exit status: 0, or 1 where nobody handed anything in.

    Raises
    ------
    WrongUse
        Where a file to write may not be written or is in `folder`, there is no such folder, or the roster
        cannot be used.
    NotDone
        Where the data folder has faults.

    Examples
    --------
    >>> class_summary(Path("no/such/folder"))
    Traceback (most recent call last):
    ...
    retinoid_teach.cli._errors.WrongUse: There is no folder no/such/folder: name the one with the files ...
    """
    _refuse(folder, gradebook, questions, force=force)
    from retinoid_teach.evidence import DataError, open_data, shipped
    from retinoid_teach.learning.class_notes import counted
    from retinoid_teach.learning.spreadsheets import ENCODING

    try:
        catalog = shipped() if data is None else open_data(data)
        summary = classroom.class_summary(folder, roster=roster, catalog=catalog)
    except DataError as error:
        raise NotDone(str(error)) from error
    except ValueError as error:
        raise WrongUse(printable(str(error))) from error
    for line in lines(summary):
        print(printable(line))
    for note in summary.notes:
        print(printable(note), file=sys.stderr)
    if gradebook is not None:
        write_whole(
            gradebook, classroom.gradebook_csv(summary, catalog=catalog).encode(ENCODING), private=True
        )
        print(f"\nWrote {counted(len(summary.known_by.cells), 'learner')} to {gradebook}.")
        for line in summary.known_by.advice.splitlines():
            print(textwrap.fill(printable(line), 80))
    if questions is not None:
        write_whole(questions, classroom.class_questions_csv(summary).encode(ENCODING), private=True)
        print(f"\nWrote {len(summary.questions)} questions to {questions}.")
    return 0 if len(summary.learners) else 1


def _refuse(folder: Path, gradebook: Path | None, questions: Path | None, *, force: bool) -> None:
    """Say why nothing can be read or written as asked, before anything is."""
    for file, example in ((gradebook, "gradebook.csv"), (questions, "questions.csv")):
        if file is not None:
            refuse_target(file, example, force=force)
    if gradebook is not None and questions is not None and gradebook.resolve() == questions.resolve():
        raise WrongUse(f"{gradebook} cannot hold both tables: name two files.")
    if not folder.is_dir():
        raise WrongUse(
            f"There is no folder {folder.as_posix()}: name the one with the files that learners handed in."
        )
    for file in filter(None, (gradebook, questions)):
        # The next summary would take it for a learner.
        if file.resolve().is_relative_to(folder.resolve()):
            raise WrongUse(
                f"{file} is in {folder}, whose files are what learners handed in: write it to another folder."
            )
