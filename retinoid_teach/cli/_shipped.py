"""Which lessons are shipped, and whether a file is one of them, unmodified.

The digests lie in ``lessons.sha256``, in the form that ``sha256sum --check`` reads. ``make lessons`` writes
them anew after it has stored the lessons.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

DIGESTS = Path(__file__).with_name("lessons.sha256")


def shipped_digests() -> dict[str, str]:
    """Return the SHA-256 of each shipped lesson.

    Returns
    -------
    dict
        File name to digest, in the order of the course.

    Examples
    --------
    >>> next(iter(shipped_digests()))
    '00_start_here.ipynb'
    """
    lines = DIGESTS.read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, name in (line.split("  ", 1) for line in lines if line)}


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def is_shipped(path: Path) -> bool:
    """Tell whether a file is a shipped lesson, byte for byte."""
    return path.is_file() and shipped_digests().get(path.name) == digest(path)


def renew_digests(folder: Path) -> None:
    """Write the digests of the lessons in a folder, which from then on are the shipped ones."""
    lines = [f"{digest(path)}  {path.name}\n" for path in sorted(folder.glob("*.ipynb"))]
    DIGESTS.write_text("".join(lines), encoding="utf-8", newline="\n")
