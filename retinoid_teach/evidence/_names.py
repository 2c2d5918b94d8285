"""The answer to a misspelt name: what was given, what is nearest, what is allowed."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable

_LISTED = 40
_LIKE = 0.55
"""How like a name must be, so that `nice` still finds nice_ng198."""


def nearest(value: str, allowed: Iterable[str]) -> str | None:
    """Return the allowed name that is most like `value`, or None if none is near."""
    by_folded = {name.casefold(): name for name in allowed}
    matches = difflib.get_close_matches(value.casefold(), by_folded, n=1, cutoff=_LIKE)
    return by_folded[matches[0]] if matches else None


def known(argument: str, value: object, allowed: Iterable[str]) -> str:
    """Return `value` if it is one of the allowed names; a ValueError with the nearest one if it is not.

    Examples
    --------
    >>> known("name", "options", ["options", "trials"])
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
