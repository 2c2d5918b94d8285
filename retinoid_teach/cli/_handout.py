"""``retinoid-teach handout``: the explorer as one file."""

from __future__ import annotations

from pathlib import Path

from retinoid_teach.cli._errors import WrongUse


def handout(file: Path, *, force: bool = False) -> int:
    """Write the option explorer as one HTML file that needs neither a kernel nor a network.

    Parameters
    ----------
    file : Path
        The file to write.
    force : bool
        Write over a file that is there already.

    Returns
    -------
    int
        The exit status, 0.

    Raises
    ------
    WrongUse
        Where the file is there already, or its folder is not.

    Examples
    --------
    >>> handout(Path("no/such/folder/explorer.html"))
    Traceback (most recent call last):
    ...
    retinoid_teach.cli._errors.WrongUse: There is no folder no/such/folder: make it first, or name another.
    """
    if file.is_dir():
        raise WrongUse(f"{file} is a folder: name a file in it, such as {file / 'explorer.html'}.")
    if not file.parent.is_dir():
        raise WrongUse(f"There is no folder {file.parent.as_posix()}: make it first, or name another.")
    if file.exists() and not force:
        raise WrongUse(f"{file} is there already: name another file, or add --force to write over it.")
    from retinoid_teach.widgets import handout_html

    page = handout_html().encode("utf-8")
    file.write_bytes(page)
    print(f"Wrote {file} ({len(page) / 1000:.0f} kB). It opens in any browser and needs no network.")
    return 0
