"""The roof: the commands of ``retinoid-teach``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from retinoid_teach.cli._check_data import check_data
from retinoid_teach.cli._errors import NotDone, WrongUse
from retinoid_teach.cli._exercises import exercises
from retinoid_teach.cli._export import FORMS, export
from retinoid_teach.cli._handout import handout
from retinoid_teach.cli._lab import DEFAULT_FOLDER, lab
from retinoid_teach.cli._progress import progress

__all__ = ["main"]

DONE, FAULTS, WRONG_USE = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    argv : sequence of str, optional
        The arguments after the command's name; those of this process where left out.

    Returns
    -------
    int
        0 where all is well, 1 where faults were found or the command could not be done, 2 for wrong use.

    Examples
    --------
    >>> main(["check-data", "no/such/folder"])
    2
    """
    ours, extra = _split(list(sys.argv[1:] if argv is None else argv))
    try:
        arguments = _parser().parse_args(ours)
    except SystemExit as stop:  # argparse has said what was wrong, or shown the help
        return DONE if not stop.code else WRONG_USE
    if extra and arguments.command != "lab":
        return _say(f"Only `lab` takes arguments after `--`; {arguments.command} does not.", WRONG_USE)
    try:
        return _run(arguments, extra)
    except WrongUse as error:
        return _say(str(error), WRONG_USE)
    except NotDone as error:
        return _say(str(error), FAULTS)
    except OSError as error:
        return _say(f"{error.filename or 'A file'} could not be used: {error.strerror or error}.", FAULTS)


def _run(arguments: argparse.Namespace, extra: Sequence[str]) -> int:
    if arguments.command == "lab":
        return lab(arguments.folder, extra)
    if arguments.command == "check-data":
        return check_data(arguments.folder, unread=arguments.unread, questions=arguments.questions)
    if arguments.command == "progress":
        return progress(where=arguments.where, export=arguments.export, delete=arguments.delete)
    if arguments.command == "export":
        return export(arguments.form, arguments.file, force=arguments.force)
    if arguments.command == "exercises":
        return exercises(arguments.folder, arguments.lesson, force=arguments.force)
    return handout(arguments.file, force=arguments.force)


def _split(argv: list[str]) -> tuple[list[str], list[str]]:
    """Part our arguments from JupyterLab's at the first ``--``."""
    if "--" not in argv:
        return argv, []
    at = argv.index("--")
    return argv[:at], argv[at + 1 :]


def _say(sentence: str, status: int) -> int:
    print(sentence, file=sys.stderr)
    return status


def _version() -> str:
    try:
        return version("retinoid-teach")
    except PackageNotFoundError:
        return "not installed"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="retinoid-teach",
        description="A course on topical retinoids in acne, in Jupyter.",
        epilog="Example: retinoid-teach lab my-lessons",
    )
    parser.add_argument("--version", action="version", version=f"retinoid-teach {_version()}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for add in (_add_lab, _add_check_data, _add_handout, _add_export, _add_exercises, _add_progress):
        add(commands.add_parser)
    return parser


def _add_lab(add: Callable[..., argparse.ArgumentParser]) -> None:
    command = add(
        "lab",
        help="put the lessons in a folder and open them in JupyterLab",
        description="Put the lessons in FOLDER where they are not there yet (a changed one is left alone), "
        "and open them in JupyterLab. What follows `--` goes to JupyterLab.",
        epilog="Example: retinoid-teach lab my-lessons -- --no-browser --port=9000",
    )
    command.add_argument(
        "folder",
        nargs="?",
        type=Path,
        default=Path(DEFAULT_FOLDER),
        metavar="FOLDER",
        help=f"where the lessons are or will be (default: {DEFAULT_FOLDER})",
    )


def _add_check_data(add: Callable[..., argparse.ArgumentParser]) -> None:
    command = add(
        "check-data",
        help="check a data folder of your own",
        description="Check a data folder against its datapackage.json: one line for each fault. "
        "Nothing is changed.",
        epilog="Example: retinoid-teach check-data my-data --unread",
    )
    command.add_argument("folder", type=Path, metavar="FOLDER", help="the folder with datapackage.json")
    command.add_argument(
        "--unread", action="store_true", help="also list the rows whose source nobody has read yet"
    )
    command.add_argument(
        "--questions",
        action="store_true",
        help="also look the questions over: answers given away, what lacks",
    )


def _add_handout(add: Callable[..., argparse.ArgumentParser]) -> None:
    command = add(
        "handout",
        help="write the option explorer as one file that needs no network",
        description="Write the option explorer as one HTML file, to open in any browser, without a network.",
        epilog="Example: retinoid-teach handout explorer.html",
    )
    command.add_argument("file", type=Path, metavar="FILE.html", help="the file to write")
    command.add_argument("--force", action="store_true", help="write over a file that is there already")


def _add_export(add: Callable[..., argparse.ArgumentParser]) -> None:
    command = add(
        "export",
        help="write the questions as a deck for Anki or as a CSV file",
        description="Write every check of the course to one file, with its feedback and its sources: "
        "as a deck for Anki, or as CSV.",
        epilog="Example: retinoid-teach export anki questions.apkg",
    )
    command.add_argument("form", choices=FORMS, help="what to write")
    command.add_argument("file", type=Path, metavar="FILE", help="the file to write")
    command.add_argument("--force", action="store_true", help="write over a file that is there already")


def _add_exercises(add: Callable[..., argparse.ArgumentParser]) -> None:
    command = add(
        "exercises",
        help="write the questions as exercises to hand in, for nbgrader",
        description="Write the checks of the lessons to FOLDER, as a course for nbgrader: learners hand them "
        "in, and nbgrader marks them and writes the feedback.",
        epilog="Example: retinoid-teach exercises my-course --lesson 01_acne_and_grading",
    )
    command.add_argument("folder", type=Path, metavar="FOLDER", help="the folder to write to")
    command.add_argument(
        "--lesson",
        action="append",
        default=[],
        metavar="NAME",
        help="only this lesson; may be given more than once (default: every lesson)",
    )
    command.add_argument("--force", action="store_true", help="write over notebooks that are there already")


def _add_progress(add: Callable[..., argparse.ArgumentParser]) -> None:
    command = add(
        "progress",
        help="show what you have answered, by objective",
        description="Show what you have answered in the lessons, by objective. Your answers are in files on "
        "this computer, and nowhere else.",
        epilog="Example: retinoid-teach progress --export my-answers.csv",
    )
    instead = command.add_mutually_exclusive_group()
    instead.add_argument("--where", action="store_true", help="print the folder of your answers")
    instead.add_argument("--export", type=Path, metavar="FILE", help="write every answer to a CSV file")
    instead.add_argument("--delete", action="store_true", help="delete your answers for ever")
