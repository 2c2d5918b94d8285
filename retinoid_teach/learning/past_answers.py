"""Read the answers of every kernel as one history. What cannot be read is named, and left as it is."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from .marking import Given
from .regular import read_regular
from .store import COURSE, FORMAT, progress_folder

LARGEST_MB = 20
"""No file of answers is that large; one that is would fill the memory."""


@dataclass(frozen=True, slots=True)
class PastAnswer:
    """An answer that was kept: when (UTC), to which question, and what the learner was told about it.

    `digest` names the wording that was answered; it is empty where an older course kept none.
    """

    time: datetime
    question_id: str
    given: Given
    correct: bool | None
    digest: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """Every answer in the order of time; `notes` are sentences about what could not be read."""

    answers: tuple[PastAnswer, ...] = ()
    notes: tuple[str, ...] = ()


def history(folder: Path | None = None) -> History:
    """Read every answer that was kept.

    Parameters
    ----------
    folder : Path, optional
        The folder of the answers; the learner's own if None.

    Returns
    -------
    History
        Empty where nothing was answered yet. A cut-off last line, a file of a newer course and a file that is
        none of ours are left out, and `notes` says so.

    Examples
    --------
    >>> history(Path("no/such/folder"))
    History(answers=(), notes=())
    """
    notes: list[str] = []
    found: dict[tuple[object, ...], PastAnswer] = {}
    try:
        paths = sorted((progress_folder() if folder is None else folder).iterdir())
    except FileNotFoundError:
        return History()
    except OSError as error:
        return History(notes=(f"The folder of your answers could not be read: {error.strerror}.",))
    except ValueError as error:
        return History(notes=(str(error),))
    for path in paths:
        if path.suffix == ".jsonl":
            for answer in _answers(path, notes):
                # Twice where a file has a copy beside it, or a page sent an answer again that had waited.
                found.setdefault((answer.time, answer.question_id, answer.given), answer)
    return History(tuple(sorted(found.values(), key=lambda one: one.time)), tuple(notes))


def is_ours(path: Path) -> bool:
    """Say whether a file holds answers of this course, of whichever format."""
    try:
        header = _object(read_regular(path, LARGEST_MB).partition(b"\n")[0])
    except OSError:
        return False
    return header is not None and header.get("course") == COURSE


def _answers(path: Path, notes: list[str]) -> Iterator[PastAnswer]:
    try:
        *lines, rest = read_regular(path, LARGEST_MB).split(b"\n")
    except OSError as error:
        notes.append(f"{path.name} could not be read: {error.strerror}.")
        return
    if rest:
        # A whole line ends with a line end, and only a whole line was ever called saved.
        notes.append(f"The last line of {path.name} was cut off before it was saved; it is left out.")
    if not lines:
        return
    if line_writer(path.name, lines[0], notes) is None:
        return
    faulty = 0
    for line in lines[1:]:
        answer = line_answer(line)
        if answer is None:
            faulty += 1
        else:
            yield answer
    if faulty:
        notes.append(f"{path.name}: lines that could not be read and are left out: {faulty}.")


def line_writer(name: str, line: bytes, notes: list[str]) -> str | None:
    """Return who wrote a file, from its first line; None, and a note, where it is none of ours."""
    header = _object(line)
    if header is None or header.get("course") != COURSE:
        notes.append(f"{name} holds no answers of this course; it is left out.")
        return None
    if header.get("format") != FORMAT:
        notes.append(f"{name} was written by a newer version of the course; it is left out, and kept.")
        return None
    return str(header.get("writer", name.removesuffix(".jsonl")))


def _object(line: bytes) -> dict[str, Any] | None:
    try:
        # Of bytes json would look for the encoding, line by line.
        found = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def line_answer(line: bytes) -> PastAnswer | None:
    """Return the answer that a line holds; None where it holds none."""
    found = _object(line)
    if found is None:
        return None
    try:
        time = datetime.fromisoformat(found["time"]).astimezone(UTC)
        question, given, correct = found["question"], found["given"], found["correct"]
        marked = correct is None or isinstance(correct, bool)
        fits = isinstance(question, str) and _is_given(given) and marked
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
    digest = str(found.get("digest", ""))
    return PastAnswer(time, question, given, correct, digest) if fits else None


def _is_given(given: object) -> bool:
    if isinstance(given, str):
        return True
    return isinstance(given, (int, float)) and not isinstance(given, bool) and math.isfinite(given)
