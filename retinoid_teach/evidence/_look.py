"""Find what a cell of text is in truth: a blank, an error of a spreadsheet, signs of another encoding."""

from __future__ import annotations

import re
from functools import cache

_NOTHING = frozenset({"-", "–", "—", "--", ".", "na", "n/a", "n.a.", "nan", "null", "k.a.", "k. a."})
"""What programs and people write for a blank. Not `none`: that is an answer in several columns."""

_ERROR = re.compile(r"#{2,}|#(?:N/A|N/D|NV|NA|[¡¿]?[A-ZÀ-Ý]+(?:/[0A-Z])?[!?])|Err:[0-9]{3}")
_FIRST = ("#", "E", " ")
"""What an error begins with, so that most cells need no closer look."""

_LONGEST_ERROR = 20
_LOST = "\ufffd"
_CONTROL = re.compile("[\x80-\x9f]")
_OTHER = "the file was saved in another encoding than it was opened in"
_UNSEEN = ("\u00a0", "\u00ad", "\ufeff")
"""Signs that nobody sees and that come to be seen in another encoding."""

_READ_AS = ("cp1252", "mac_roman", "cp850", "cp437")
_LEADS = ((b"\xc2\xc3\xce\xcf", 1), (b"\xe2\xef", 2), (b"\xf0", 3))
"""First bytes of the signs that a course needs in UTF-8, and how many bytes follow each."""


def blank_in_words(cell: str) -> str:
    """Say why a cell is as good as blank; blank where it is not.

    Examples
    --------
    >>> blank_in_words("N/A"), blank_in_words("adapalene")
    ("'N/A' says nothing", '')
    """
    if len(cell) > _LONGEST_ERROR and not cell.isspace():
        return ""
    seen = cell.strip()
    if not any(sign.isprintable() and not sign.isspace() for sign in seen):
        return "this cell holds only spaces"
    return f"{seen!r} says nothing" if seen.casefold() in _NOTHING else ""


def damage_in_words(cell: str) -> str:
    r"""Say what a spreadsheet or another encoding made of a cell, and what to do; blank if nothing.

    Examples
    --------
    >>> damage_in_words("#REF!").partition(":")[0]
    '#REF! is an error of the spreadsheet program'
    >>> damage_in_words("Sj\u00c3\u00b6gren").partition(":")[0]
    "'Ã¶' stands where 'ö' did"
    """
    if cell.isascii() and cell[:1] not in _FIRST:
        return ""
    seen = cell.strip()
    if len(seen) <= _LONGEST_ERROR and _ERROR.fullmatch(seen):
        return f"{seen} is an error of the spreadsheet program: mend the formula there, and save again"
    return "" if cell.isascii() else _encoding_in_words(cell)


def _encoding_in_words(cell: str) -> str:
    if _LOST in cell:
        return f"the sign U+FFFD stands where another was lost: {_OTHER}, so type the sign again"
    for codec, signs in _misread():
        found = signs.search(cell)
        was = _as_written(found[0], codec) if found else None
        if found and was and (was.isprintable() or was in _UNSEEN):
            return f"{found[0]!r} stands where {was!r} did: {_OTHER}, so open the first file again as UTF-8"
    if control := _CONTROL.search(cell):
        return f"the control sign {control[0]!r} stands where a letter did: {_OTHER}, so type it again"
    return ""


@cache
def _misread() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Give the pattern of UTF-8 that was read as another encoding; for cells that are not plain ASCII."""
    patterns = []
    for codec in _READ_AS:
        rest = "".join(map(re.escape, filter(None, (_sign(byte, codec) for byte in range(0x80, 0xC0)))))
        forms = [
            f"[{''.join(re.escape(_sign(lead, codec)) for lead in leads)}][{rest}]{{{count}}}"
            for leads, count in _LEADS
        ]
        patterns.append((codec, re.compile("|".join(forms))))
    return tuple(patterns)


def _sign(byte: int, codec: str) -> str:
    """Return what a byte is read as; a byte that the encoding leaves out is read as a control sign."""
    return bytes([byte]).decode(codec, errors="ignore") or chr(byte)


def _as_written(text: str, codec: str) -> str | None:
    data = b"".join(sign.encode(codec, errors="ignore") or sign.encode("latin-1") for sign in text)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None
