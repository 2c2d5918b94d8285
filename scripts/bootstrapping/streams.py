"""Printing where the encoding of the output lacks a letter: into a file, a pipe, or under an old locale."""

from __future__ import annotations

import io
import sys


def print_any_letter() -> None:
    r"""Have a letter that the output cannot hold printed as its number, such as \u2192, and stop at none."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
