"""Where a command may write: a file in a folder that is there, not over another, and whole."""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path

from ._errors import WrongUse

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_NEW |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


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


def write_whole(file: Path, content: bytes, *, private: bool = False) -> None:
    """Write a file of which somebody may have a copy only there: a disk that fills up must not cost it.

    Parameters
    ----------
    file : Path
        The file to write. What was there stays until the new content is complete; who may read it, stays too,
        and a link goes on pointing to it.
    content : bytes
        All of it.
    private : bool
        A new file can be read by its owner alone: it says what people answered.

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
    try:
        put_in_place(file.resolve(), content, private=private)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(file)) from error  # a write names no file


def put_in_place(target: Path, content: bytes, *, private: bool = False) -> None:
    """Write a file in one step, also in a folder that others may write to; a link is replaced, not followed.

    Parameters
    ----------
    target : Path
        The file to write. Who may read one that is there, stays.
    content : bytes
        All of it.
    private : bool
        A new file can be read by its owner alone.

    Raises
    ------
    OSError
        Where it could not be written; nothing is left of it then.
    """
    present = _mode(target)
    # A name that nobody can guess, in a file that must be new: nobody can put a link there before.
    half = target.with_name(f".{secrets.token_hex(16)}.half")
    descriptor = os.open(half, _NEW, 0o666 if present is None and not private else 0o600)
    try:
        with os.fdopen(descriptor, "wb") as opened:
            if present is not None and hasattr(os, "fchmod"):
                os.fchmod(descriptor, present)  # before there is anything to read
            opened.write(content)
            opened.flush()
            os.fsync(descriptor)
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)


def _mode(target: Path) -> int | None:
    """Return the mode of the file that is there; None where there is none."""
    try:
        found = target.lstat().st_mode
    except FileNotFoundError:
        return None
    return stat.S_IMODE(found) if stat.S_ISREG(found) else None
