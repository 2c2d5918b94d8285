"""``retinoid-teach progress``: what this learner has answered; where it is, a copy of it, or its end."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

from retinoid_teach.learning import History, history, progress_folder
from retinoid_teach.learning.answer_table import COLUMNS
from retinoid_teach.learning.class_notes import counted
from retinoid_teach.learning.past_answers import is_ours
from retinoid_teach.learning.spreadsheets import ENCODING, table_text
from retinoid_teach.learning.store import PATTERN

from ._errors import NotDone, WrongUse
from ._target import refuse_target, write_whole


def progress(
    *, where: bool = False, export: Path | None = None, delete: bool = False, yes: bool = False
) -> int:
    """Print what this learner has answered, by objective; or do one of the three things asked for instead.

    Parameters
    ----------
    where : bool
        Print the folder of the answers.
    export : Path, optional
        A CSV file to write every answer to.
    delete : bool
        Delete every answer. Asks first.
    yes : bool
        Delete without asking, such as from a script.

    Returns
    -------
    int
        The exit status, 0.

    Raises
    ------
    WrongUse
        Where the file to write is there already, or its folder is not; where nobody is there to be asked
        before answers are deleted; or for `yes` with nothing to delete.
    NotDone
        Where there is no folder for answers or it cannot be read, or somebody who was asked did not say yes.

    Examples
    --------
    >>> progress(export=Path("no/such/folder/mine.csv"))
    Traceback (most recent call last):
    ...
    retinoid_teach.cli._errors.WrongUse: There is no folder no/such/folder: make it first, or name another.
    """
    if yes and not delete:
        raise WrongUse("--yes says that answers may be deleted: it goes with --delete.")
    try:
        folder = progress_folder()
    except ValueError as error:
        raise NotDone(str(error)) from error
    if where:
        print(folder)
        return 0
    _refuse_unreadable(folder)
    if export is not None:
        _export(export)
    elif delete:
        _delete(folder, yes=yes)
    else:
        from retinoid_teach.widgets import progress as summary

        print(summary())
    return 0


def _refuse_unreadable(folder: Path) -> None:
    """Answers that cannot be read are not the same as none: nobody shall take a copy of nothing for one."""
    try:
        list(folder.iterdir())
    except FileNotFoundError:
        return
    except OSError as error:
        raise NotDone(f"The folder of your answers, {folder}, cannot be read: {error.strerror}.") from error


def _export(file: Path) -> None:
    refuse_target(file, "answers.csv", force=None)
    past = history()
    right = {True: "true", False: "false", None: ""}
    rows = [
        [one.time.isoformat(), one.question_id, one.given, right[one.correct], one.digest]
        for one in past.answers
    ]
    write_whole(file, table_text([[*COLUMNS, "digest"], *rows]).encode(ENCODING), private=True)
    _say_notes(past)
    print(f"Wrote {counted(len(past.answers), 'answer')} to {file}.")


def _delete(folder: Path, *, yes: bool) -> None:
    files = [path for path in sorted(folder.glob(PATTERN)) if is_ours(path) or _is_empty(path)]
    what = f"{counted(len(history(folder).answers), 'answer')} in {counted(len(files), 'file')}"
    if files and not yes:
        if not sys.stdin.isatty():
            raise WrongUse(f"Nothing is deleted: nobody is here to be asked. To delete {what}, add --yes.")
        if input(f"Delete {what} for ever? [y/N] ").strip().lower() != "y":
            raise NotDone("Nothing is deleted.")
    for path in files:
        path.unlink()
    left = [path.name for path in sorted(folder.iterdir())] if folder.is_dir() else []
    if files and not left:
        folder.rmdir()
    print(f"Deleted {what}." if files else "There is nothing to delete.")
    if left:
        print(f"Left in {folder}, for it holds no answers of this course: {', '.join(left)}", file=sys.stderr)


def _is_empty(path: Path) -> bool:
    """Say whether a file of answers was begun and never written to; a link is none."""
    found = path.lstat()
    return stat.S_ISREG(found.st_mode) and not found.st_size


def _say_notes(past: History) -> None:
    for note in past.notes:
        print(note, file=sys.stderr)
