"""Wrong arguments that any room may be given, answered in words: the argument, the value, what is right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from numbers import Number
from typing import TYPE_CHECKING, Any

from ._catalog import Catalog, shipped
from .names import check_name

if TYPE_CHECKING:
    import pandas as pd


def the_catalog(catalog: Any) -> Catalog:
    """Return `catalog`, or the shipped data if it is None.

    Raises
    ------
    ValueError
        If it is anything else, such as the name of a folder that nobody has opened.

    Examples
    --------
    >>> the_catalog(None) is shipped()
    True
    >>> the_catalog("my-data")
    Traceback (most recent call last):
    ...
    ValueError: catalog: 'my-data' is no catalog; give what rt.open_data('my-data') gives
    """
    if catalog is None:
        return shipped()
    if not hasattr(catalog, "rows"):
        folder = repr(catalog) if isinstance(catalog, str) and catalog else "folder"
        raise ValueError(f"catalog: {catalog!r} is no catalog; give what rt.open_data({folder}) gives")
    given: Catalog = catalog
    return given


def listed(argument: str, values: object, of: str = "names") -> list[Any]:
    """Return `values` as a list; one text is no list of its letters.

    Raises
    ------
    ValueError
        If it is one text, or nothing that can be gone through.

    Examples
    --------
    >>> listed("columns", ("mw", "formula"))
    ['mw', 'formula']
    >>> listed("columns", "mw")
    Traceback (most recent call last):
    ...
    ValueError: columns: 'mw' is not a list of names, such as ['mw']
    """
    if isinstance(values, str) or not isinstance(values, Iterable):
        such = f", such as [{values!r}]" if isinstance(values, str) and of == "names" else ""
        raise ValueError(f"{argument}: {values!r} is not a list of {of}{such}")
    return list(values)


def data_frame(argument: str, value: object) -> pd.DataFrame:
    """Return `value` if it is a DataFrame.

    Raises
    ------
    ValueError
        If it is anything else.

    Examples
    --------
    >>> data_frame("table", None)
    Traceback (most recent call last):
    ...
    ValueError: table: a NoneType is no table; give a pandas DataFrame
    """
    import pandas as pd

    if not isinstance(value, pd.DataFrame):
        raise ValueError(f"{argument}: a {type(value).__name__} is no table; give a pandas DataFrame")
    return value


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
    return tuple(dict.fromkeys(check_name(argument, value, allowed) for value in values))


def is_number(value: object) -> bool:
    """Say whether a value is a number and not a truth value, Python's or NumPy's.

    Examples
    --------
    >>> is_number(16.5), is_number(True), is_number("16")
    (True, False, False)
    """
    return isinstance(value, Number) and not isinstance(value, bool)
