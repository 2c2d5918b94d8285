"""Read what the learners of a class handed in. What cannot be read is named, and left out."""

from __future__ import annotations

import csv
import os
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

from retinoid_teach.learning._class_notes import counted, same_answers, some
from retinoid_teach.learning._history import LARGEST_MB, History, PastAnswer, line_answer, line_writer
from retinoid_teach.learning._marking import Given

KINDS = (".csv", ".jsonl")
_COLUMNS = {"time", "question", "given", "correct"}
_TOLD = {"true": True, "false": False, "": None}
_PASSED_OVER = ("__MACOSX",)

# Moodle: "Ana Lee_123_assignsubmission_file_", as a folder or before the name of the file.
_MOODLE = re.compile(r"(?P<name>.+?)(?P<number>_\d+)_assignsubmission_.*", re.DOTALL)


@dataclass
class _Pile:
    """What one learner handed in: answers in the order of the files, and who wrote them."""

    answers: dict[tuple[datetime, str, Given], PastAnswer] = field(default_factory=dict)
    writers: set[str] = field(default_factory=set)


def handed_in(folder: Path) -> tuple[dict[str, History], list[str]]:
    """Read a folder with a file, or a folder of files, for each learner.

    Parameters
    ----------
    folder : Path
        Where the files are. A learner is named by the file (without its ending) or by the folder in `folder`.
        A name that Moodle gave is cut to the person's, unless two people would be one then.

    Returns
    -------
    dict of str to History
        By learner's name. A learner whose files held nothing is there with no answers.
    list of str
        What was left out, and what was handed in twice.

    Raises
    ------
    ValueError
        If there is no such folder.

    Examples
    --------
    >>> handed_in(Path("no/such/folder"))
    Traceback (most recent call last):
    ...
    ValueError: folder: no/such/folder is not a folder; name the one with the files that were handed in.
    """
    if not folder.is_dir():
        raise ValueError(
            f"folder: {folder.as_posix()} is not a folder; name the one with the files that were handed in."
        )
    notes: list[str] = []
    files = list(_files(folder, notes))
    names = _names(files, folder)
    piles: defaultdict[str, _Pile] = defaultdict(_Pile)
    for path in files:
        _add(piles[names[path]], path, _shown(path, folder), notes)
    notes += _same_writers(piles)
    return {
        name: History(tuple(sorted(piles[name].answers.values(), key=lambda one: one.time)))
        for name in sorted(piles)
    }, notes


def _files(folder: Path, notes: list[str]) -> Iterator[Path]:
    """Give the files of answers, and name all others; hidden ones are nobody's business."""

    def closed(error: OSError) -> None:
        notes.append(f"{_shown(Path(error.filename), folder)} could not be opened: {error.strerror}.")

    found: list[Path] = []
    strange: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=closed):
        folders[:] = sorted(name for name in folders if not _hidden(name))
        paths = [Path(place, name) for name in (*folders, *names) if not _hidden(name)]
        strange += [path for path in paths if path.is_symlink()]
        for path in (path for path in paths if not path.is_symlink() and not path.is_dir()):
            ours = path.is_file() and path.suffix.lower() in KINDS
            (found if ours else strange).append(path)
    if strange:
        named = some(sorted(_shown(path, folder) for path in strange))
        notes.append(f"Left out, for they are no files of answers ({' or '.join(KINDS)}): {named}.")
    yield from sorted(found)


def _hidden(name: str) -> bool:
    return name.startswith(".") or name in _PASSED_OVER


def _shown(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _names(files: list[Path], folder: Path) -> dict[Path, str]:
    whole = {path: _named(path.relative_to(folder)) for path in files}
    keys = {name: _MOODLE.fullmatch(name) for name in whole.values()}
    numbered = {name: m["name"] + m["number"] if m else name for name, m in keys.items()}
    short = {name: m["name"] if m else name for name, m in keys.items()}
    people = Counter(short[name] for name in {numbered[one]: one for one in short}.values())
    return {path: short[n] if people[short[n]] == 1 else numbered[n] for path, n in whole.items()}


def _named(path: Path) -> str:
    """Give the learner's name as other programs write it: composed, and without what cannot be written."""
    name = path.parts[0] if len(path.parts) > 1 else path.stem
    return unicodedata.normalize("NFC", os.fsencode(name).decode("utf-8", "backslashreplace"))


def _add(pile: _Pile, path: Path, shown: str, notes: list[str]) -> None:
    try:
        if path.stat().st_size > LARGEST_MB * 1_000_000:
            notes.append(f"{shown} is larger than {LARGEST_MB} MB; it is left out.")
            return
        content = path.read_bytes()
    except OSError as error:
        notes.append(f"{shown} could not be read: {error.strerror}; it is left out.")
        return
    if not content.strip():
        notes.append(f"{shown} is empty.")
        return
    before = len(notes)
    read = _exported if path.suffix.lower() == ".csv" else _kept
    answers = list(read(pile, content, shown, notes))
    fresh = {(one.time, one.question_id, one.given): one for one in answers}
    twice = len(answers) - len(fresh.keys() - pile.answers.keys())
    pile.answers |= fresh
    if twice:
        notes.append(f"{shown}: {counted(twice, 'answer')} that came before too, counted once.")
    if not answers and len(notes) == before:
        notes.append(f"{shown} holds no answers.")


def _kept(pile: _Pile, content: bytes, shown: str, notes: list[str]) -> Iterator[PastAnswer]:
    """Read a file as a kernel writes it; each line ends with a line end, also the last."""
    first, *lines = content.split(b"\n")
    writer = line_writer(shown, first, notes)
    if writer is None:
        return
    pile.writers.add(writer)
    if lines and lines.pop():
        notes.append(f"{shown}: the last line was cut off before it was saved; it is left out.")
    faulty = []
    for number, line in enumerate(lines, start=2):
        answer = line_answer(line)
        if answer is None:
            faulty.append(number)
        else:
            yield answer
    _name_lines(shown, faulty, notes)


def _exported(_pile: _Pile, content: bytes, shown: str, notes: list[str]) -> Iterator[PastAnswer]:
    """Read an export, also one that a spreadsheet has saved again."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = content.count(b"\n", 0, error.start) + 1
        notes.append(f"{shown}, line {place}: this is not text in UTF-8; the file is left out.")
        return
    head, *lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    between = max(",;\t", key=head.count)
    columns = _cells(head, between)
    if not set(columns) >= _COLUMNS:
        notes.append(f"{shown}, line 1: no answers of this course; the file is left out.")
        return
    faulty = []
    for number, line in enumerate(lines, start=2):
        if not line.strip():
            continue
        cells = _cells(line, between)
        answer = _row(dict(zip(columns, cells, strict=True))) if len(cells) == len(columns) else None
        if answer is None:
            faulty.append(number)
        else:
            yield answer
    _name_lines(shown, faulty, notes)


def _cells(line: str, between: str) -> list[str]:
    """Part one line alone: a quote that is never closed costs no other line."""
    try:
        return next(csv.reader([line], delimiter=between), [])
    except csv.Error:
        return []


def _row(row: dict[str, str]) -> PastAnswer | None:
    try:
        time = datetime.fromisoformat(row["time"].strip())
        time = (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC)
        correct = _TOLD[row["correct"].strip().lower()]
    except (KeyError, ValueError, OverflowError):
        return None
    question, given = row["question"].strip(), row["given"].strip()
    return PastAnswer(time, question, _number(given), correct) if question and given else None


def _number(given: str) -> Given:
    try:
        number = float(given)
    except ValueError:
        return given
    return number if abs(number) < float("inf") else given


def _same_writers(piles: dict[str, _Pile]) -> Iterator[str]:
    """Name learners with a file of the same kernel: a slip, a copy, or two people at one computer."""
    made = {name: {key[:2] for key in pile.answers} for name, pile in piles.items()}
    for one, other in combinations(sorted(piles), 2):
        if not piles[one].writers & piles[other].writers:
            continue
        if not same_answers(made[one], made[other]):  # or else it is said of the answers
            yield f"{one} and {other} handed in files that one session of the course wrote. Both are counted."


def _name_lines(shown: str, lines: list[int], notes: list[str]) -> None:
    if lines:
        said = some([str(line) for line in lines])
        notes.append(f"{shown}, line{'s' * (len(lines) > 1)} {said}: cannot be read and left out.")
