"""What a spreadsheet does to a table: it runs formulas, and it saves values again in forms of its own.

One function keeps every text of every CSV file of the course from being run; its counterpart takes that back.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

ENCODING = "utf-8-sig"
"""Of each CSV file that is written: without the byte order mark Excel takes UTF-8 for an older code."""

SEPARATORS = ",;\t"

_FORMULA = "=+-@"
_STARTS = ("\t", "\r", "\n", "\0")
_PASSED_OVER = ("Z", "Cc", "Cf")

_TRUE = "true wahr vrai verdadero verdadeiro vero waar sant prawda"
_FALSE = "false falsch faux falso onwaar falskt fałsz"
_TRUTH: dict[str, bool | None] = {
    "": None,
    **dict.fromkeys(_TRUE.split(), True),
    **dict.fromkeys(_FALSE.split(), False),
}

_HINT = re.compile(r"\"?sep=(?P<between>.)\"?", re.IGNORECASE)
_COMMA = re.compile(r"[+-]?\d+,(?P<after>\d+)(?:e[+-]?\d+)?", re.IGNORECASE)
_DAY = re.compile(
    r"(?P<one>\d{1,2})(?P<mark>[./-])(?P<two>\d{1,2})(?P=mark)(?P<year>\d{4})"
    r"(?:[ T]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?)?"
)


def plain(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run as a formula.

    Spaces and signs that do not show are passed over, for a spreadsheet may do so too; the signs of East
    Asian keyboards count as what they stand for. A text that has such an apostrophe already gets another, so
    that `restored` gives back what was written.

    Examples
    --------
    >>> plain("=1+1"), plain(" =1+1"), plain("Ana"), plain("'=1+1")
    ("'=1+1", "' =1+1", 'Ana', "''=1+1")
    """
    bare = text.lstrip("'")
    seen = next((one for one in bare if not unicodedata.category(one).startswith(_PASSED_OVER)), "")
    runs = bool(seen) and unicodedata.normalize("NFKC", seen) in _FORMULA
    return f"'{text}" if runs or bare.startswith(_STARTS) else text


def restored(text: str) -> str:
    """Take away the apostrophe that `plain` has put before a text.

    Examples
    --------
    >>> restored("'=1+1"), restored("'Ana'")
    ('=1+1', "'Ana'")
    """
    bare = text.removeprefix("'")
    return bare if plain(bare) == text else text


def table_text(rows: Iterable[Sequence[object]]) -> str:
    r"""Write rows as CSV, in which no text is a formula.

    Examples
    --------
    >>> table_text([["id", "stem"], ["Q-01-01", "=1+1"]])
    "id,stem\nQ-01-01,'=1+1\n"
    """
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerows([plain(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return written.getvalue()


def table_lines(text: str) -> tuple[str, Iterator[tuple[int, str]]]:
    r"""Say what stands between the cells of a CSV text, and give its lines with their numbers.

    A first line such as ``sep=;``, by which Excel is told what stands between, is no line of the table.

    Examples
    --------
    >>> between, lines = table_lines("sep=;\nid;name\n")
    >>> between, next(lines)
    (';', (2, 'id;name'))
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    hint = _HINT.fullmatch(lines[0].strip(" "))
    begin = 1 if hint else 0
    between = hint["between"] if hint else max(SEPARATORS, key=lines[0].count)
    return between, enumerate(lines[begin:], start=begin + 1)


def truth(text: str) -> bool | None:
    """Read true or false as spreadsheets of several languages write it; an empty text is None.

    Raises
    ------
    ValueError
        If the text is neither.

    Examples
    --------
    >>> truth("WAHR"), truth("Faux"), truth("")
    (True, False, None)
    """
    word = text.strip().casefold()
    if word not in _TRUTH:
        raise ValueError(f"{text!r} is neither true nor false.")
    return _TRUTH[word]


def number(text: str, between: str) -> float | None:
    """Read a number with a decimal point, or with a decimal comma where that is no thousands mark.

    Parameters
    ----------
    text : str
        What a cell holds.
    between : str
        What stands between the cells. Where that is a comma, ``1,170`` may be either number and is none.

    Examples
    --------
    >>> number("1.17", ","), number("1,17", ";"), number("1,170", ",")
    (1.17, 1.17, None)
    """
    text = text.strip().replace("\N{MINUS SIGN}", "-")
    comma = _COMMA.fullmatch(text)
    if comma and (between != "," or len(comma["after"]) != 3):
        text = text.replace(",", ".")
    try:
        found = float(text)
    except ValueError:
        return None
    return found if abs(found) < float("inf") else None


def moment(text: str, between: str) -> datetime:
    """Read a moment, in UTC where it names no zone: as ISO 8601, or with the day first.

    Parameters
    ----------
    text : str
        What a cell holds, such as ``2030-01-17T08:00:00+00:00``, ``17.01.2030 08:00`` or ``17/01/2030``.
    between : str
        What stands between the cells. A date with strokes is read day first where that is a semicolon, as in
        French; elsewhere only where its parts cannot be changed for each other.

    Raises
    ------
    ValueError
        If the text is no moment, or could be two.

    Examples
    --------
    >>> moment("17.01.2030 08:00", ";").isoformat()
    '2030-01-17T08:00:00+00:00'
    """
    found = _DAY.fullmatch(text.strip())
    if found is None:
        time = datetime.fromisoformat(text.strip())
        return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC)
    one, two = int(found["one"]), int(found["two"])
    day, month = (one, two)
    if found["mark"] != "." and between != ";":
        if one <= 12 and two <= 12 and one != two:
            raise ValueError(f"{text!r} could be two days.")
        day, month = (one, two) if one > 12 else (two, one)
    hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
    return datetime(int(found["year"]), month, day, hour, minute, second, tzinfo=UTC)
