"""Put the lessons in a learner's folder, which others may be able to write to, and mark them as trusted."""

from __future__ import annotations

from pathlib import Path

from retinoid_teach.learning.regular import read_regular

from ._errors import NotDone, WrongUse
from ._shipped import (
    LESSON,
    cells,
    fit_to_python,
    has_shipped_cells,
    is_shipped,
    shipped_digests,
    was_shipped,
)
from ._target import put_in_place

MOST_MB = 100
KEPT = "it is left as it is. To have this version's beside it, give yours another name and run this again."


def put_lessons(folder: Path) -> None:
    """Have each file of the course in a folder, and say what was done with one that was there and differs.

    Parameters
    ----------
    folder : Path
        Where the lessons are or will be. What a learner has changed is never written over.

    Raises
    ------
    WrongUse
        Where `folder` is a file.
    NotDone
        Where it cannot be written.
    """
    if folder.exists() and not folder.is_dir():
        raise WrongUse(f"{folder} is a file: name a folder for the lessons.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not folder.samefile(_packaged_folder()):
            for name, content in _packaged().items():
                _put(folder / name, content)
    except OSError as error:
        raise NotDone(
            f"The lessons cannot be put in {folder} ({error.strerror}): name a folder of your own, "
            "for example: retinoid-teach lab my-lessons"
        ) from error


def trust_lessons() -> None:
    """Sign the shipped lessons, so that their stored widgets work before any cell has run.

    A signature is one of content. What is signed is the package's own copy, and nothing of a folder that
    others may be able to write to.
    """
    import nbformat
    from nbformat.sign import NotebookNotary

    try:
        notary = NotebookNotary()
        for name, content in _packaged().items():
            if name.endswith(LESSON) and is_shipped(name, content):
                for copy in {content, fit_to_python(name, content)}:
                    notary.sign(nbformat.reads(copy.decode("utf-8"), as_version=4))
    except OSError as error:  # a read-only home: the lessons open all the same, with still pictures
        print(f"The lessons could not be marked as trusted ({error.strerror}): run their cells first.")


def _packaged_folder() -> Path:
    from retinoid_teach.evidence.place import lessons_folder

    return lessons_folder()


def _packaged() -> dict[str, bytes]:
    return {name: (_packaged_folder() / name).read_bytes() for name in shipped_digests()}


def _put(target: Path, packaged: bytes) -> None:
    """Write a file that is not there yet, or bring one to this version that its learner never changed."""
    name = target.name
    wanted = fit_to_python(name, packaged) if is_shipped(name, packaged) else packaged
    if target.is_symlink():
        print(f"{name} is a link; it is left as it is.")
        return
    if not target.exists():
        put_in_place(target, wanted)
        return
    try:
        present = read_regular(target, MOST_MB)
    except OSError as error:
        print(f"{name} cannot be read ({error.strerror}); {KEPT}")
        return
    if present == wanted:
        return
    if was_shipped(name, present):
        put_in_place(target, wanted)
    elif cells(name, present) == cells(name, packaged):
        return  # looked at or run, which is what a lesson is for
    elif has_shipped_cells(name, present):
        put_in_place(target, wanted)
        print(
            f"{name} was of an earlier version, in which you had changed nothing; it is now of this version. "
            "Your answers are kept; what else its widgets showed is not."
        )
    else:
        print(f"{name} has been changed; {KEPT}")
