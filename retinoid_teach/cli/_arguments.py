"""The command line: every command, its arguments, and what does it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ._check_data import check_data
from ._class_summary import class_summary
from ._exercises import exercises
from ._export import FORMS, export
from ._handout import handout
from ._lab import DEFAULT_FOLDER, lab
from ._progress import progress


def _version() -> str:
    try:
        return version("retinoid-teach")
    except PackageNotFoundError:
        return "not installed"


def parser() -> argparse.ArgumentParser:
    """Make the reader of the command line; what it reads has `run`, which does the command."""
    reader = argparse.ArgumentParser(
        prog="retinoid-teach",
        description="A course on topical retinoids in acne, in Jupyter.",
        epilog="Example: retinoid-teach lab my-lessons",
    )
    reader.add_argument("--version", action="version", version=f"retinoid-teach {_version()}")
    commands = reader.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for add in (
        *(_add_lab, _add_check_data, _add_handout, _add_export, _add_progress),
        *(_add_exercises, _add_class_summary),
    ):
        add(commands.add_parser)
    return reader


def _add_lab(add: Callable[..., argparse.ArgumentParser]) -> None:
    command = add(
        "lab",
        help="put the lessons in a folder and open them in JupyterLab",
        description="Put the lessons in FOLDER where they are not there yet, and open them in JupyterLab. A "
        "lesson that you changed is left alone; what you did not change is renewed with the course. What "
        "follows `--` goes to JupyterLab.",
        epilog="Example: retinoid-teach lab my-lessons -- --no-browser --port=9000",
    )
    command.set_defaults(run=lambda given: lab(given.folder, given.extra))
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
        description="Check a data folder against its datapackage.json, or against the course's own where it "
        "has none: one line for each fault. Nothing is changed.",
        epilog="Example: retinoid-teach check-data my-data --unread",
    )
    command.set_defaults(
        run=lambda given: check_data(given.folder, unread=given.unread, questions=given.questions)
    )
    command.add_argument("folder", type=Path, metavar="FOLDER", help="the folder with your tables")
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
    command.set_defaults(run=lambda given: handout(given.file, force=given.force))
    command.add_argument(
        "file", type=Path, metavar="FILE.html", help="the file to write; its name ends in .html"
    )
    command.add_argument("--force", action="store_true", help="write over a file that is there already")


def _add_export(add: Callable[..., argparse.ArgumentParser]) -> None:
    command = add(
        "export",
        help="write the questions as a deck for Anki or as a CSV file",
        description="Write every check of the course to one file, with its feedback and its sources: "
        "as a deck for Anki, or as CSV.",
        epilog="Example: retinoid-teach export anki questions.apkg",
    )
    command.set_defaults(run=lambda given: export(given.form, given.file, force=given.force))
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
    command.set_defaults(run=lambda given: exercises(given.folder, given.lesson, force=given.force))
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
    command.set_defaults(
        run=lambda given: progress(where=given.where, export=given.export, delete=given.delete, yes=given.yes)
    )
    instead = command.add_mutually_exclusive_group()
    instead.add_argument("--where", action="store_true", help="print the folder of your answers")
    instead.add_argument("--export", type=Path, metavar="FILE", help="write every answer to a CSV file")
    instead.add_argument("--delete", action="store_true", help="delete your answers for ever; asks first")
    command.add_argument("--yes", action="store_true", help="with --delete: delete without asking")


def _add_class_summary(add: Callable[..., argparse.ArgumentParser]) -> None:
    command = add(
        "class-summary",
        help="show what a class handed in, and which questions mislead",
        description="Show what the learners of a class answered at the first try, and which questions "
        "mislead. Learners hand in what `retinoid-teach progress --export` wrote. Name each file, or a "
        "folder with it, by what your gradebook knows the learner by; or give a roster, and names will do.",
        epilog="Example: retinoid-teach class-summary handed-in --csv gradebook.csv",
    )
    command.set_defaults(
        run=lambda given: class_summary(
            given.folder,
            gradebook=given.csv,
            questions=given.questions,
            roster=given.roster,
            data=given.data,
            force=given.force,
        )
    )
    command.add_argument("folder", type=Path, metavar="FOLDER", help="the files that learners handed in")
    command.add_argument(
        "--csv", type=Path, metavar="FILE", help="write a CSV file for Moodle or Canvas, outside FOLDER"
    )
    command.add_argument(
        "--questions", type=Path, metavar="FILE", help="write the questions as a CSV file, outside FOLDER"
    )
    command.add_argument(
        "--roster",
        type=Path,
        metavar="FILE",
        help="a CSV file with names and e-mail addresses, user names or ids, such as a list of participants "
        "from Moodle or the gradebook of Canvas: it says by what the gradebook knows each learner",
    )
    command.add_argument("--data", type=Path, metavar="FOLDER", help="a data folder of your own")
    command.add_argument("--force", action="store_true", help="write over files that are there already")
