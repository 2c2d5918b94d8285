"""Wrong arguments, answered in words: the argument, its value, what is allowed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import Catalog
from .arguments import the_catalog

Numbers = float | NDArray[np.float64]
"""What every model takes and gives: one number, or an array of numbers."""


def numbers(argument: str, value: object, *, above: float | None = None, low: float = 0.0) -> NDArray[Any]:
    """Return `value` as floats if every one is finite and in range.

    Parameters
    ----------
    argument : str
        What the error calls it.
    value : object
        A number, or an array or nested list of numbers.
    above : float, optional
        Every number must be greater than this; `low` is then not asked.
    low : float
        Every number must be at least this.

    Raises
    ------
    ValueError
        If one is not; the message names the argument, the number, where it stands and what is allowed.

    Examples
    --------
    >>> numbers("time_h", [0, 1.5])
    array([0. , 1.5])
    >>> numbers("time_h", [0, -1])
    Traceback (most recent call last):
    ...
    ValueError: time_h: -1.0 at position 1 is not allowed. Allowed: finite numbers of 0 or more
    """
    allowed = f"finite numbers above {above:g}" if above is not None else f"finite numbers of {low:g} or more"
    found = _floats(argument, value, allowed)
    fits = np.isfinite(found) & (found >= low if above is None else found > above)
    if not fits.all():
        at = np.unravel_index(int(np.argmin(fits)), found.shape)
        where = f" at position {', '.join(str(int(one)) for one in at)}" if at else ""
        raise ValueError(f"{argument}: {float(found[at])}{where} is not allowed. Allowed: {allowed}")
    return found


def number(
    argument: str,
    value: object,
    *,
    above: float | None = None,
    low: float = 0.0,
    high: float | None = None,
) -> float:
    """Return `value` as one float in range; an array is refused.

    Examples
    --------
    >>> number("dose_mg", 80)
    80.0
    """
    found = numbers(argument, value, above=above, low=low)
    if found.ndim:
        raise ValueError(f"{argument}: an array of shape {found.shape} is not allowed. Allowed: one number")
    if high is not None and found > high:
        raise ValueError(
            f"{argument}: {float(found)} is not allowed. Allowed: a number from {low:g} to {high:,.0f}"
        )
    return float(found)


def whole(argument: str, value: object, low: int, high: int) -> int:
    """Return `value` if it is a whole number from `low` to `high`.

    Examples
    --------
    >>> whole("doses", 3, 1, 10)
    3
    """
    if isinstance(value, bool) or not isinstance(value, int | np.integer) or not low <= value <= high:
        raise ValueError(
            f"{argument}: {value!r} is not allowed. Allowed: a whole number from {low} to {high}"
        )
    return int(value)


def yes_or_no(argument: str, value: object) -> bool:
    """Return `value` if it is True or False.

    Examples
    --------
    >>> yes_or_no("fed", True)
    True
    """
    if not isinstance(value, bool | np.bool_):
        raise ValueError(f"{argument}: {value!r} is not allowed. Allowed: True, False")
    return bool(value)


def as_given(found: NDArray[Any]) -> Numbers:
    """Return an array as it is, and an array of no dimensions as a float.

    Examples
    --------
    >>> as_given(np.array(2.0))
    2.0
    """
    return found if found.ndim else float(found)


def row_number(catalog: Catalog | None, row_id: str, column: str = "value") -> float:
    """Return the one number of a row: its `value`, or `value_low` where the value is kept as text.

    Raises
    ------
    ValueError
        If there is no such row, or it holds no number.

    Examples
    --------
    >>> row_number(None, "P002"), row_number(None, "K001")
    (862.0, 0.5)
    """
    _, row = the_catalog(catalog).row(row_id)
    if column == "value" and "value_low" in row:
        column = "value_low"
    if not isinstance(row[column], int | float):
        raise ValueError(f"row {row_id}: {column} is {row[column]!r}. Allowed: a number")
    return float(row[column])


def same_keys(first: str, one: Any, second: str, other: Any) -> None:
    """Raise a ValueError unless two mappings are about the same names.

    Examples
    --------
    >>> same_keys("a", {"x": 1}, "b", {"x": 2})
    """
    for argument, mapping in ((first, one), (second, other)):
        if not isinstance(mapping, Mapping) or not mapping:
            raise ValueError(f"{argument}: {mapping!r} is not allowed. Allowed: a dict of numbers by ligand")
    if missing := set(one) ^ set(other):
        name = sorted(missing, key=str)[0]
        lacks = second if name in one else first
        raise ValueError(f"{lacks}: {name!r} is missing. Allowed: the same ligands in {first} and {second}")


def _floats(argument: str, value: object, allowed: str) -> NDArray[Any]:
    try:
        raw = np.asarray(value)
    except ValueError:
        raise ValueError(
            f"{argument}: rows of different lengths are not allowed. Allowed: {allowed}"
        ) from None
    if raw.dtype.kind not in "iuf":
        raise ValueError(f"{argument}: {value!r} is not allowed. Allowed: {allowed}")
    return raw.astype(float)
