"""Which files the folder of a course has, and what of a learner's copy is still as it was shipped.

``lessons.sha256`` has the digest of each file of this version, in the form that ``sha256sum --check`` reads.
``lessons.earlier`` has shortened digests of what every version up to this one shipped: of each lesson one of
the whole file and one of its cells. ``make lessons`` writes the first anew and adds to the second.
"""

from __future__ import annotations

import hashlib
import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

DIGESTS = Path(__file__).with_name("lessons.sha256")
EARLIER = Path(__file__).with_name("lessons.earlier")
LESSON = ".ipynb"
GLOSSARY = "glossary.md"
_LETTERS = 16


def shipped_digests() -> dict[str, str]:
    """Return the SHA-256 of each shipped file.

    Returns
    -------
    dict
        File name to digest, in the order of the course; the glossary last.

    Examples
    --------
    >>> next(iter(shipped_digests()))
    '00_start_here.ipynb'
    """
    return {name: digest for digest, name in _lines(DIGESTS)}


@cache
def shipped_before() -> frozenset[tuple[str, str]]:
    """Return the pairs of a file's name and what `marks` gave for it in some version, this one included."""
    return frozenset((name, mark) for mark, name in _lines(EARLIER))


def digest(content: bytes) -> str:
    """Return the SHA-256 of a file's content."""
    return hashlib.sha256(content).hexdigest()


def is_shipped(name: str, content: bytes) -> bool:
    """Tell whether a content is that of the shipped file, whichever Python the learner's copy names."""
    return shipped_digests().get(name) == digest(_without_version(name, content))


def was_shipped(name: str, content: bytes) -> bool:
    """Tell whether some version of the course shipped this file, this one included."""
    return (name, _short(_without_version(name, content))) in shipped_before()


def has_shipped_cells(name: str, content: bytes) -> bool:
    """Tell whether the cells are those of some version, whatever stands in outputs and metadata."""
    return (name, _short(cells(name, content))) in shipped_before()


def cells(name: str, content: bytes) -> bytes:
    """Return what a learner can change in a file: of a lesson the kinds and the texts of its cells.

    Examples
    --------
    >>> cells("a.ipynb", b'{"metadata": {}, "cells": [{"cell_type": "code", "source": ["1 ", "+ 2"]}]}')
    b'[["code", "1 + 2"]]'
    """
    notebook = _read(name, content)
    if notebook is None:
        return content
    found = [[cell.get("cell_type"), _text(cell.get("source"))] for cell in notebook["cells"]]
    return json.dumps(found).encode("ascii")


def fit_to_python(name: str, content: bytes) -> bytes:
    """Write the version of this Python into a lesson, as JupyterLab would do when its kernel has started.

    Otherwise JupyterLab would change each lesson at the moment of opening it.
    """
    notebook = _read(name, content)
    if notebook is None:
        return content
    language = notebook["metadata"].setdefault("language_info", {})
    language["version"] = sys.version.split()[0]  # as the kernel says it
    return _written(notebook)


def renew_digests(folder: Path) -> None:
    """Note the files of a folder as the shipped ones from then on; what was shipped before stays known."""
    files = {path.name: path.read_bytes() for path in [*sorted(folder.glob(f"*{LESSON}")), folder / GLOSSARY]}
    _write(DIGESTS, [(digest(content), name) for name, content in files.items()])
    now = {(mark, name) for name, content in files.items() for mark in marks(name, content)}
    _write(EARLIER, sorted(now.union(_lines(EARLIER)), key=lambda line: line[::-1]))
    shipped_before.cache_clear()


def marks(name: str, content: bytes) -> set[str]:
    """Return the short digests of a file: of the whole, and of its cells."""
    return {_short(_without_version(name, content)), _short(cells(name, content))}


def _without_version(name: str, content: bytes) -> bytes:
    """Return a lesson as it is shipped, which names no version of Python."""
    notebook = _read(name, content)
    if notebook is None:
        return content
    language = notebook["metadata"].get("language_info")
    if isinstance(language, dict):
        language.pop("version", None)
    return _written(notebook)


def _text(source: object) -> str:
    """Return the text of a cell, which may be stored line by line."""
    return "".join(map(str, source)) if isinstance(source, list) else str(source)


def _read(name: str, content: bytes) -> dict[str, Any] | None:
    """Read a notebook; None where it is none."""
    if not name.endswith(LESSON):
        return None
    try:
        found = json.loads(content)
        fits = isinstance(found["metadata"], dict) and all(isinstance(one, dict) for one in found["cells"])
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
    return found if fits else None


def _written(notebook: dict[str, Any]) -> bytes:
    """Write a notebook byte for byte as JupyterLab's server does."""
    text = json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True, separators=(",", ": "))
    return text.encode("utf-8", "surrogatepass") + b"\n"


def _short(content: bytes) -> str:
    return digest(content)[:_LETTERS]


def _lines(path: Path) -> list[tuple[str, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [(mark, name) for mark, name in (line.split("  ", 1) for line in lines if line)]


def _write(path: Path, lines: list[tuple[str, str]]) -> None:
    text = "".join(f"{mark}  {name}\n" for mark, name in lines)
    path.write_text(text, encoding="utf-8", newline="\n")
