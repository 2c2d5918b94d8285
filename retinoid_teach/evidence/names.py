"""The answer to a misspelt name: what was given, what is nearest, what is allowed."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence

_LISTED = 40
_LIKE = 0.55
"""How like a name must be, so that `nice` still finds nice_ng198."""

_LONGEST = 100
_COMPARED = 20_000
"""Comparing every wrong name with every right one takes hours where a whole column is wrong."""


def nearest(value: str, allowed: Iterable[str]) -> str | None:
    """Return the allowed name that is most like `value`, or None if none is near."""
    if len(value) > _LONGEST:
        return None
    by_folded = {name.casefold(): name for name in allowed}
    matches = difflib.get_close_matches(value.casefold(), by_folded, n=1, cutoff=_LIKE)
    return by_folded[matches[0]] if matches else None


class Hints:
    """The nearest names for a list of faults: as many as a limited number of comparisons can give.

    Examples
    --------
    >>> hints = Hints()
    >>> hints.nearest("optoins", "tables", lambda: ["options", "trials"])
    'options'
    """

    def __init__(self) -> None:
        self._left = _COMPARED
        self._found: dict[tuple[Hashable, str], str | None] = {}

    def nearest(self, value: str, among: Hashable, allowed: Callable[[], Sequence[str]]) -> str | None:
        """Return the nearest of `allowed`, which `among` names; None once too much has been compared."""
        key = (among, value)
        if key not in self._found:
            if self._left <= 0:
                return None
            names = allowed()
            self._left -= len(names)
            self._found[key] = nearest(value, names) if self._left >= 0 else None
        return self._found[key]


def check_name(argument: str, value: object, allowed: Iterable[str]) -> str:
    """Return `value` if it is one of the allowed names; a ValueError with the nearest one if it is not.

    Examples
    --------
    >>> check_name("name", "options", ["options", "trials"])
    'options'
    """
    names = allowed if isinstance(allowed, Collection) else list(allowed)
    if isinstance(value, str) and value in names:
        return value
    raise unknown(argument, value, names)


def unknown(argument: str, value: object, allowed: Iterable[str]) -> ValueError:
    """Build the error for an argument that is none of the allowed names.

    Examples
    --------
    >>> print(unknown("name", "optoins", ["options", "trials"]))
    name: 'optoins' is not known; did you mean 'options'? Allowed: options, trials
    """
    names = list(allowed)
    match = nearest(value, names) if isinstance(value, str) else None
    hint = f"; did you mean {match!r}?" if match else "."
    shown = ", ".join(names[:_LISTED]) + (", …" if len(names) > _LISTED else "")
    return ValueError(f"{argument}: {value!r} is not known{hint} Allowed: {shown}")
