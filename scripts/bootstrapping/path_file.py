"""The `.pth` file that leads the environment's Python to the course: its line is made relative, so ASCII.

An editable install writes the whole path of the course there, as UTF-8. Python 3.11 and 3.12 read the file in
the locale's encoding, and with a letter that the locale lacks they do not start at all.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from bootstrapping.environment import Environment

PLACES = ("*/python*/site-packages/*.pth", "Lib/site-packages/*.pth")
"""Where they lie, on POSIX systems and on Windows."""


def make_relative(environment: Environment) -> None:
    """Write each line that leads to the course anew, as the way from the folder in which the file lies.

    What pip noted about the file is its name, by which it takes the file away; that name stays.
    """
    for file in (found for places in PLACES for found in environment.folder.glob(places)):
        lines = file.read_bytes().splitlines()
        way = os.path.relpath(environment.root, file.parent).encode("ascii")
        new = [way if _leads_to(environment.root, line, file.parent) else line for line in lines]
        if new != lines:
            file.write_bytes(b"\n".join([*new, b""]))


def _leads_to(root: Path, line: bytes, folder: Path) -> bool:
    # Written by whoever built the package; a letter may be kept as UTF-8 or as the locale writes it.
    for path in (os.fsdecode(line), line.decode("utf-8", "replace")):
        with contextlib.suppress(OSError, ValueError):
            if path.strip() and os.path.samefile(folder / path.strip(), root):  # noqa: PTH121
                return True
    return False
