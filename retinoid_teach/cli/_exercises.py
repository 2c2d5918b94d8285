"""``retinoid-teach exercises``: a folder that nbgrader takes as a course."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from ._errors import WrongUse
from ._target import refuse_target, write_whole

SETTINGS = "nbgrader_config.py"
_CONTENT = '''"""Settings for nbgrader, which reads them where it is started in this folder."""

c = get_config()  # nbgrader gives this function
c.CourseDirectory.course_id = "retinoid_teach"
# An answer cell says None until it is answered, so nothing has to stand where the right answer was.
c.ClearSolutions.code_stub = {"python": ""}
'''
_NEXT = """Next, in {folder}, with this environment active:
  nbgrader generate_assignment {lesson}
      makes release/{lesson}, without the answers, to give to the learners
  nbgrader autograde {lesson}
      marks what lies in submitted/NAME/{lesson}, NAME being a learner
  nbgrader generate_feedback {lesson}
      writes feedback/NAME/{lesson}, to give back
  nbgrader export
      writes the points to grades.csv"""
_CAUTION = """
nbgrader autograde runs the learners' code with your rights: it can read and change whatever
you can, also the answers, the points and the work of others. Mark in a container or in a
separate account that holds nothing else."""
_MISSING = "nbgrader is not installed here; install it first: pip install nbgrader"


def exercises(folder: Path, lessons: Sequence[str] = (), *, force: bool = False) -> int:
    """Write the checks of the lessons as source notebooks of nbgrader.

    Parameters
    ----------
    folder : Path
        The folder to write to; it is made where only it is missing. Its ``nbgrader_config.py`` is left alone
        where it has one.
    lessons : sequence of str
        The lessons to write, such as ``01_acne_and_grading``; every lesson where none is named.
    force : bool
        Write over notebooks that are there already.

    Returns
    -------
    int
        The exit status, 0.

    Raises
    ------
    WrongUse
        Where there is no such lesson, a notebook is there already, or the folder cannot be made.

    Examples
    --------
    >>> exercises(Path("no/such/folder"))
    Traceback (most recent call last):
    ...
    retinoid_teach.cli._errors.WrongUse: There is no folder no/such: make it first, or name another.
    """
    if folder.is_file():
        raise WrongUse(f"{folder} is a file: name a folder.")
    if not folder.is_dir():
        refuse_target(folder, SETTINGS)
    notebooks = _notebooks(lessons)
    files = {name: folder / "source" / name / f"{name}.ipynb" for name in notebooks}
    for file in files.values():
        if file.parent.is_dir():
            refuse_target(file, file.name, force=force)
    for name, file in files.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, notebooks[name].encode("utf-8"))
    kept = _write_settings(folder / SETTINGS)
    _tell(folder, list(files), kept=kept)
    return 0


def _notebooks(lessons: Sequence[str]) -> dict[str, str]:
    """Make the text of each notebook, by its lesson."""
    import nbformat

    from retinoid_teach.classroom import graded_notebook
    from retinoid_teach.learning import questions

    every = dict.fromkeys(one.lesson for one in questions(role="check"))
    try:
        return {
            name: nbformat.writes(graded_notebook(name), version=4) + "\n"
            for name in dict.fromkeys(lessons or every)
        }
    except ValueError as error:
        raise WrongUse(str(error)) from None


def _write_settings(file: Path) -> bool:
    """Write nbgrader's settings where there are none; tell whether there were some."""
    if file.exists():
        return True
    write_whole(file, _CONTENT.encode("utf-8"))
    return False


def _tell(folder: Path, lessons: list[str], *, kept: bool) -> None:
    from retinoid_teach.learning import questions

    count = sum(len(questions(name, role="check")) for name in lessons)
    which = lessons[0] if len(lessons) == 1 else f"{len(lessons)} lessons"
    print(f"Wrote the {count} questions of {which} to {folder / 'source'}. They hold the answers.")
    if kept:
        print(f"{folder / SETTINGS} was there already and is left alone.")
    print(_NEXT.format(folder=folder, lesson=lessons[0]))
    print(_CAUTION)
    if find_spec("nbgrader") is None:
        print(_MISSING)
