"""Where a command may write: a file in a folder that is there, and not over another file."""

from __future__ import annotations

from pathlib import Path

from retinoid_teach.cli._errors import WrongUse


def refuse_target(file: Path, example: str, *, force: bool = False) -> None:
    """Say why a command may not write to `file`, if it may not.

    Parameters
    ----------
    file : Path
        The file to write.
    example : str
        A name to suggest where `file` is a folder.
    force : bool
        A file that is there may be written over.

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
        raise WrongUse(f"{file} is there already: name another file, or add --force to write over it.")
