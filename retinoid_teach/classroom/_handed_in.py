"""Read what the learners of a class handed in. What cannot be read is named, and left out."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import combinations
from pathlib import Path

from retinoid_teach.learning import Given, History, PastAnswer
from retinoid_teach.learning.answer_table import table_answers
from retinoid_teach.learning.class_notes import counted, name_lines, same_answers, some
from retinoid_teach.learning.past_answers import LARGEST_MB, line_answer, line_writer

from ._file_names import FileName, learners

KINDS = (".csv", ".jsonl")
MOST_LINES = 50_000
"""Of all files of one learner together: far more than anybody answers, and read within seconds."""

_PASSED_OVER = ("__MACOSX",)


@dataclass
class _Pile:
    """What one learner handed in: answers in the order of the files, who wrote them, and how much it is."""

    name: str
    answers: dict[tuple[datetime, str, Given], PastAnswer] = field(default_factory=dict)
    writers: set[str] = field(default_factory=set)
    size: int = 0
    lines: int = 0


def handed_in(folder: Path) -> tuple[dict[str, History], list[str]]:
    """Read a folder with a file, or a folder of files, for each learner.

    Parameters
    ----------
    folder : Path
        Where the files are. A learner is named by the file (without its ending) or by the folder in `folder`.
        A name that Moodle or Canvas gave is cut to the person's, unless two people would be one then.

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
    named = _learners(files, folder)
    piles = {name: _Pile(name) for name, _ in named.values()}
    for path in files:
        _add(piles[named[path][0]], path, _shown(path, folder), notes)
    notes += _same_writers(piles)
    return {
        name: History(tuple(sorted(piles[name].answers.values(), key=lambda one: one.time)))
        for name in sorted(piles)
    }, notes


def file_names(folder: Path) -> dict[str, FileName]:
    """Say of each learner that `handed_in` gives what the names of the files say.

    Examples
    --------
    >>> file_names(Path("no/such/folder"))
    {}
    """
    return dict(_learners(list(_files(folder, [])), folder).values())


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


def _learners(files: list[Path], folder: Path) -> dict[Path, tuple[str, FileName]]:
    whole = {path: _named(path.relative_to(folder)) for path in files}
    found = learners(whole.values())
    return {path: found[name] for path, name in whole.items()}


def _named(path: Path) -> str:
    """Give the learner's name as other programs write it: composed, and without what cannot be written."""
    name = path.parts[0] if len(path.parts) > 1 else path.stem
    return unicodedata.normalize("NFC", os.fsencode(name).decode("utf-8", "backslashreplace"))


def _add(pile: _Pile, path: Path, shown: str, notes: list[str]) -> None:
    try:
        if _is_too_much(pile, shown, notes, size=path.stat().st_size):
            return
        content = path.read_bytes()
    except OSError as error:
        notes.append(f"{shown} could not be read: {error.strerror}; it is left out.")
        return
    if not content.strip():
        notes.append(f"{shown} is empty.")
        return
    if _is_too_much(pile, shown, notes, lines=max(content.count(b"\n"), content.count(b"\r"))):
        return
    before = len(notes)
    table = path.suffix.lower() == ".csv"
    answers = list(table_answers(content, shown, notes) if table else _kept(pile, content, shown, notes))
    fresh = {(one.time, one.question_id, one.given): one for one in answers}
    twice = len(answers) - len(fresh.keys() - pile.answers.keys())
    pile.answers |= fresh
    if twice:
        notes.append(f"{shown}: {counted(twice, 'answer')} that came before too, counted once.")
    if not answers and len(notes) == before:
        notes.append(f"{shown} holds no answers.")


def _is_too_much(pile: _Pile, shown: str, notes: list[str], *, size: int = 0, lines: int = 0) -> bool:
    """Say whether a learner's files are too much with this one; count it where they are not."""
    for what, limit, held, more in (
        (f"{LARGEST_MB} MB", LARGEST_MB * 1_000_000, pile.size, size),
        (f"{MOST_LINES:,} lines", MOST_LINES, pile.lines, lines),
    ):
        if more > limit:
            notes.append(f"{shown} holds more than {what}; it is left out.")
            return True
        if held + more > limit:
            notes.append(f"{shown} is left out: with it the files of {pile.name} hold more than {what}.")
            return True
    pile.size += size
    pile.lines += lines
    return False


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
    name_lines(shown, faulty, notes)


def _same_writers(piles: dict[str, _Pile]) -> Iterator[str]:
    """Name learners with a file of the same kernel: a slip, a copy, or two people at one computer."""
    made = {name: {key[:2] for key in pile.answers} for name, pile in piles.items()}
    for one, other in combinations(sorted(piles), 2):
        if not piles[one].writers & piles[other].writers:
            continue
        if not same_answers(made[one], made[other]):  # or else it is said of the answers
            yield f"{one} and {other} handed in files that one session of the course wrote. Both are counted."
