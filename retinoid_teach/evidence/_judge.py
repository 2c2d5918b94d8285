"""What Table Schema asks of a cell: the type with its format, and the constraints of the column.

A learner's machine needs no package for it. The tests hold each verdict against one of `frictionless`.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ._formats import FORMATS, fits
from .contract import NUMERIC, Field

Judge = Callable[[str], Sequence[str]]
"""It names what a cell does not keep to: `type`, or constraints, the first of them first."""

Reader = Callable[[Any], Any]

_LIMITS: dict[str, Callable[[Any, Any], Any]] = {
    "minLength": lambda value, least: len(value) >= least,
    "maxLength": lambda value, most: len(value) <= most,
    "pattern": lambda value, form: form.match(value),
    "minimum": operator.ge,
    "maximum": operator.le,
    "enum": lambda value, allowed: value in allowed,
}
_ORDERED = ("required", "unique", "minimum", "maximum", "enum")
_CONSTRAINTS = {
    "string": ("required", "unique", "minLength", "maxLength", "pattern", "enum"),
    "boolean": ("required", "unique", "enum"),
    "date": _ORDERED,
} | dict.fromkeys(NUMERIC, _ORDERED)


def judge_of(field: Field) -> Judge:
    """Return the function that judges the cells of a column.

    Parameters
    ----------
    field : Field
        A column in which `column_notes` finds nothing.
    """
    read = _typed(field)
    given = field.raw.get("constraints", {})
    limits = [(name, _limit(name, given[name], read)) for name in _LIMITS if given.get(name) is not None]

    def judge(cell: str) -> Sequence[str]:
        if not cell:
            return ("required",) if field.required else ()
        value = read(cell)
        if value is None:
            return ("type",)
        return [name for name, limit in limits if not _LIMITS[name](value, limit)]

    return judge


def column_notes(field: Field) -> Iterator[str]:
    """Say what is not as Table Schema has it in the constraints, the format and the words of a column.

    Parameters
    ----------
    field : Field
        A column of a contract that could be read.
    """
    for name, limit in field.raw.get("constraints", {}).items():
        if why := _wrong_constraint(field.type, name, limit):
            yield f'column {field.name}: constraint "{name}" {why}'
    form = field.raw.get("format", "default")
    if not isinstance(form, str):
        yield f"column {field.name}: format is {form!r}; it must be text"
    elif field.type == "string" and _plain(form) not in FORMATS:
        yield f"column {field.name}: format is {form!r}; it must be one of {', '.join(FORMATS)}"
    for key in ("trueValues", "falseValues") if field.type == "boolean" else ():
        if not all(isinstance(word, str) for word in field.raw.get(key, [])):
            yield f"column {field.name}: {key} is {field.raw[key]!r}; each must be text"


def _wrong_constraint(kind: str, name: str, limit: Any) -> str:
    if name not in _CONSTRAINTS[kind]:
        return f'is not supported by type "{kind}", which has {", ".join(_CONSTRAINTS[kind])}'
    if name in ("minLength", "maxLength") and not _is_whole(limit):
        return f"is {limit!r}; it must be a whole number"
    if name == "pattern" and (why := _not_a_form(limit)):
        return f"is {limit!r}; {why}"
    return ""


def _limit(name: str, limit: Any, read: Reader) -> Any:
    """Read a limit as the cells are read, so that 2.50 is one of the values "2.5"."""
    if name in ("minimum", "maximum"):
        return read(limit)
    if name == "enum":
        return [read(one) for one in limit]
    return _form(limit) if name == "pattern" else limit


def _form(pattern: str) -> re.Pattern[str]:
    # Not fullmatch: a line end after the last sign has always been let through here.
    return re.compile(f"^{pattern}$")


def _not_a_form(pattern: str) -> str:
    try:
        _form(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        return str(error)
    return ""


def _is_whole(limit: object) -> bool:
    return isinstance(limit, int | float) and not isinstance(limit, bool) and limit == limit // 1


def _plain(form: str) -> str:
    """Leave out what the first version of Table Schema wrote before a format."""
    return form.replace("fmt:", "") if form.startswith("fmt:") else form


def _typed(field: Field) -> Reader:
    """Return the function that reads a cell or a limit, and gives None where it is of another type."""
    form = _plain(field.raw.get("format", "default"))
    words = dict.fromkeys(field.true_values, True) | dict.fromkeys(field.false_values, False)
    readers: dict[str, Reader] = {
        "string": lambda value: value if isinstance(value, str) and fits(value, form) else None,
        "boolean": lambda value: words.get(value) if isinstance(value, str) else _if_bool(value),
        "date": lambda value: _date(value, form),
        "integer": _integer,
        "number": _number,
        "year": _year,
    }
    read = readers[field.type]

    def typed(value: Any) -> Any:
        # The format and the listed values are a sender's own, so they may fail in any way.
        try:
            return read(value)
        except Exception:
            return None

    return typed


def _if_bool(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _date(value: str, form: str) -> date:
    # Cells have been read as 2026-01-22 before, so "any" leaves no other choice.
    form = "%Y-%m-%d" if form in ("default", "any") else form
    return datetime.strptime(value, form).date()


def _integer(value: Any) -> int | None:
    if isinstance(value, str):
        return int(value)
    return int(value) if _is_whole(value) else None


def _number(value: Any) -> Decimal | int | None:
    # Decimals hold what stands in the file: 0.1 is 0.1, and a last digit counts.
    if isinstance(value, str | float):
        return Decimal(str(value))
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _year(value: Any) -> int | None:
    if isinstance(value, str) and len(value) == 4:
        value = int(value)
    return value if isinstance(value, int) and 0 <= value <= 9999 else None
