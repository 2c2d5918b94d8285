"""Which regular expressions a contract may hold, and how long a text may be that is held against them.

A contract may come from anybody, and a regular expression can take longer than anybody lives. One that is a
plain row of signs and classes, each with its count, can try no more ways than its counts multiplied.
"""

from __future__ import annotations

import re
from functools import cache

from ._reader import LONGEST_CELL

PLAIN = (
    "signs and classes such as [a-z], \\d or \\S with counts such as + or {2,4}, without brackets ( ) and |, "
    "and with few open counts"
)

_WAYS = 10_000_000
"""So many ways are tried in about a second."""

_SHORTEST = 20
_ITEM = re.compile(
    r"(?:\\[dDwWsS]|\\[^\w\s]|\[\^?(?:\\.|[^\]\[\\])+\]|[^\\\[\](){}|*+?^$])"
    r"(?:(?P<open>[*+])|(?P<maybe>\?)|\{(?P<low>[0-9]{1,4})(?:(?P<comma>,)(?P<high>[0-9]{1,4})?)?\})?"
)
_ENDS = re.compile(r"\A\^|(?<!\\)\$\Z")
"""A form holds for the whole cell, so these say nothing more."""


@cache
def longest_text(pattern: str) -> int:
    """Return how long a text may be that is held against a pattern; 0 where the pattern is not plain.

    Examples
    --------
    >>> longest_text("Q-[0-9]{2}-[0-9]{2,}"), longest_text("[0-9]+-[0-9]+"), longest_text("(a+)+")
    (100000, 3162, 0)
    """
    at, unlimited, ways = 0, 0, 1
    pattern = _ENDS.sub("", pattern)
    while at < len(pattern):
        item = _ITEM.match(pattern, at)
        if item is None:
            return 0
        if item["open"] or (item["comma"] and not item["high"]):
            unlimited += 1
        elif item["maybe"]:
            ways *= 2
        elif item["high"]:
            ways *= max(1, int(item["high"]) - int(item["low"]) + 1)
        at = item.end()
    if ways > _WAYS:
        return 0
    longest = int((_WAYS / ways) ** (1 / unlimited)) if unlimited else LONGEST_CELL
    return min(longest, LONGEST_CELL) if longest >= _SHORTEST else 0
