"""Where a command may write: a file in a folder that is there, not over another, and whole."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from retinoid_teach.cli._errors import WrongUse


def refuse_target(file: Path, example: str, *, force: bool | None = False) -> None:
    """Say why a command may not write to `file`, if it may not.

    Parameters
    ----------
    file : Path
        The file to write.
    example : str
        A name to suggest where `file` is a folder.
    force : bool or None
        A file that is there may be written over; None where the command never does that.

    Raises
    ------
    WrongUse
        Where `file` is a folder or is there already, or its folder is not.

    Examples
    --------
    >>> refuse_target(Path("no/such/folder/explorer.html"), "explorer.html")
    Traceback (most recent call last):
    ...
    retinoid_teach.cli._errors.WrongUse: There is no folder no/such/folder: make it first, or name another.
    """
    if file.is_dir():
        raise WrongUse(f"{file} is a folder: name a file in it, such as {file / example}.")
    if not file.parent.is_dir():
        raise WrongUse(f"There is no folder {file.parent.as_posix()}: make it first, or name another.")
    if file.exists() and not force:
        more = "" if force is None else ", or add --force to write over it"
        raise WrongUse(f"{file} is there already: name another file{more}.")


def write_whole(file: Path, content: bytes) -> None:
    """Write a file of which somebody may have a copy only there: a disk that fills up must not cost it.

    Parameters
    ----------
    file : Path
        The file to write. What was there stays until the new content is complete; who may read it, stays too,
        and a link goes on pointing to it.
    content : bytes
        All of it.

    Raises
    ------
    OSError
        Where it could not be written; nothing is left of it then.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_whole(Path(folder, "questions.csv"), b"id")
    ...     [file.name for file in Path(folder).iterdir()]
    ['questions.csv']
    """
    target = file.resolve()
    half = target.with_name(f".{os.getpid()}.half")
    try:
        with half.open("wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        if target.exists():
            shutil.copymode(target, half)
        half.replace(target)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(file)) from error  # a write names no file
    finally:
        half.unlink(missing_ok=True)
