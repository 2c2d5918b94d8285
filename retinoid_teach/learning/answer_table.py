"""Read an export of answers, also one that a spreadsheet has saved again in its own language."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from .class_notes import name_lines
from .marking import Given
from .past_answers import PastAnswer
from .spreadsheets import moment, number, restored, table_lines, truth

COLUMNS = ("time", "question", "given", "correct")
"""What ``retinoid-teach progress --export`` writes, and every file has; newer ones have the digest too."""

_IDS = re.compile(r"[A-Z]+-\d+-\d+-\w+(?: [A-Z]+-\d+-\d+-\w+)*")
_CLAIM = re.compile(r"CL\d+")
_JUDGEMENT = re.compile(r"[a-z]+(?: [a-z]+)*")


def table_answers(content: bytes, shown: str, notes: list[str]) -> Iterator[PastAnswer]:
    r"""Give the answers of a CSV file.

    Parameters
    ----------
    content : bytes
        What the file holds.
    shown : str
        What the file is called in a note.
    notes : list of str
        Gets a sentence about each thing that could not be read, with its line.

    Yields
    ------
    PastAnswer
        In the order of the lines.

    Examples
    --------
    >>> list(table_answers(b"name\nAna\n", "a.csv", notes := [])), notes
    ([], ['a.csv, line 1: no answers of this course; the file is left out.'])
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = content.count(b"\n", 0, error.start) + 1
        notes.append(f"{shown}, line {place}: this is not text in UTF-8; the file is left out.")
        return
    between, lines = table_lines(text)
    place, head = next(lines, (1, ""))
    columns = [one.strip() for one in _cells(head, between)]
    if not set(columns) >= set(COLUMNS):
        notes.append(f"{shown}, line {place}: no answers of this course; the file is left out.")
        return
    faulty = []
    for place, line in lines:
        if not line.strip(f" {between}"):
            continue  # a spreadsheet leaves such a line where cells were emptied
        cells = _cells(line, between)
        fits = len(cells) == len(columns)
        answer = _answer(dict(zip(columns, cells, strict=True)), between) if fits else None
        if answer is None:
            faulty.append(place)
        else:
            yield answer
    name_lines(shown, faulty, notes)


def _cells(line: str, between: str) -> list[str]:
    """Part one line alone: a quote that is never closed costs no other line."""
    try:
        return next(csv.reader([line], delimiter=between), [])
    except csv.Error:
        return []


def _answer(row: dict[str, str], between: str) -> PastAnswer | None:
    try:
        time, correct = moment(row["time"], between), truth(row["correct"])
    except (ValueError, OverflowError):
        return None
    question = restored(row["question"].strip())
    given = _given(question, restored(row["given"].strip()), between)
    digest = row.get("digest", "").strip()
    return PastAnswer(time, question, given, correct, digest) if question and given is not None else None


def _given(question: str, text: str, between: str) -> Given | None:
    """Read an answer: a number, ids or a judgement; what else stands there, a spreadsheet has made of one."""
    found = number(text, between)
    if found is not None:
        return found
    words = _JUDGEMENT if _CLAIM.fullmatch(question) else _IDS
    return text if words.fullmatch(text) else None
