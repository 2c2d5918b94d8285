"""``retinoid-teach handout``: the explorer as one file."""

from __future__ import annotations

from pathlib import Path

from ._errors import WrongUse
from ._target import refuse_target, write_whole


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
        Where the file is there already, its folder is not, or its name is not that of a page.

    Examples
    --------
    >>> handout(Path("no/such/folder/explorer.html"))
    Traceback (most recent call last):
    ...
    retinoid_teach.cli._errors.WrongUse: There is no folder no/such/folder: make it first, or name another.
    """
    refuse_target(file, "explorer.html", force=force)
    if file.suffix.lower() not in (".html", ".htm"):
        raise WrongUse(f"{file} would not open as a page: name it {file.with_suffix('.html')}.")
    from retinoid_teach.widgets import handout_html

    page = handout_html().encode("utf-8")
    write_whole(file, page)
    print(f"Wrote {file} ({len(page) / 1000:.0f} kB). It opens in any browser and needs no network.")
    return 0
