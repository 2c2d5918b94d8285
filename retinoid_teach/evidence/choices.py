"""Wrong arguments, answered in words: the argument, its value, what is allowed and the nearest match."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from numbers import Number

from .names import unknown


def one_of(argument: str, value: object, allowed: Sequence[str]) -> str:
    """Return `value` if it is one of `allowed`.

    Raises
    ------
    ValueError
        If it is not; the message names the argument, the value, what is allowed and the nearest match.

    Examples
    --------
    >>> one_of("region", "UK", ["UK", "EU"])
    'UK'
    >>> one_of("region", "uk", ["UK", "EU"])
    Traceback (most recent call last):
    ...
    ValueError: region: 'uk' is not known; did you mean 'UK'? Allowed: UK, EU
    """
    if isinstance(value, str) and value in allowed:
        return value
    raise unknown(argument, value, allowed)


def several_of(argument: str, values: object, allowed: Sequence[str]) -> tuple[str, ...]:
    """Return `values` as a tuple without repeats, in the order given, if every one is allowed.

    Raises
    ------
    ValueError
        If `values` is a single string or not a sequence, or if one of them is not allowed.

    Examples
    --------
    >>> several_of("conditions", ["asthma"], ["asthma", "male"])
    ('asthma',)
    """
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise ValueError(
            f"{argument}={values!r} must be a list or tuple of names, such as ({allowed[0]!r},)."
        )
    return tuple(dict.fromkeys(one_of(argument, value, allowed) for value in values))


def is_number(value: object) -> bool:
    """Say whether a value is a number and not a truth value, Python's or NumPy's.

    Examples
    --------
    >>> is_number(16.5), is_number(True), is_number("16")
    (True, False, False)
    """
    return isinstance(value, Number) and not isinstance(value, bool)
