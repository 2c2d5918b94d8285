"""Printing where the encoding of the output lacks a letter: into a file, a pipe, or under an old locale."""

from __future__ import annotations

import codecs
import io
import sys

_RULE = "retinoid_teach.any_letter"
_FIRST, _LAST, _ABOVE = 0xDC80, 0xDCFF, 0xDC00


def print_any_letter() -> None:
    r"""Have a letter that the output cannot hold printed as its number, such as ``\u2192``.

    A byte of a path that is no letter is printed as that byte, so that the path can still be used.

    Examples
    --------
    >>> print_any_letter()
    >>> "Łukasz \udcfc".encode("cp1252", _RULE)
    b'\\u0141ukasz \xfc'
    """
    codecs.register_error(_RULE, _write_number)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_RULE)


def _write_number(error: UnicodeError) -> tuple[str | bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    error.end = error.start + 1
    number = ord(error.object[error.start])
    if _FIRST <= number <= _LAST:
        return bytes([number - _ABOVE]), error.end
    return codecs.backslashreplace_errors(error)
