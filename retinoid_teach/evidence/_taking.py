"""Take values out of a JSON object of unknown origin: what is of another type becomes a fault."""

from __future__ import annotations

import json
import math
from typing import Any, TypeVar

from .contract import FILE
from .errors import Fault

_T = TypeVar("_T")
_NAMES: dict[type, str] = {str: "text", list: "a list", dict: "an object", bool: "true or false"}


def take(
    mapping: dict[str, Any], key: str, kind: type[_T], default: _T, place: str, faults: list[Fault]
) -> _T:
    """Take a value of one type; `default` where the key is missing or the type is another."""
    value = mapping.get(key, default)
    if isinstance(value, kind):
        return value
    faults.append(wrong(place, key, value, _NAMES[kind]))
    return default


def take_needed(mapping: dict[str, Any], key: str, place: str, faults: list[Fault]) -> str:
    """Take a text that must be there."""
    value = take(mapping, key, str, "", place, faults)
    if not value and isinstance(mapping.get(key, ""), str):
        faults.append(Fault(FILE, None, f"{place}.{key}", None, "a value: this key is needed"))
    return value


def take_limit(mapping: dict[str, Any], key: str, place: str, faults: list[Fault]) -> float | None:
    """Take a number that has an end: neither NaN nor Infinity, and none too large for a float."""
    value = mapping.get(key)
    if value is None:
        return None
    if isinstance(value, int | float) and not isinstance(value, bool) and _is_finite(value):
        return value
    faults.append(wrong(place, key, value, "a number"))
    return None


def take_flag(mapping: dict[str, Any], key: str, place: str, faults: list[Fault]) -> bool:
    """Take a truth value; False where the key is missing."""
    return take(mapping, key, bool, default=False, place=place, faults=faults)


def take_texts(mapping: dict[str, Any], key: str, place: str, faults: list[Fault]) -> tuple[str, ...]:
    """Take a list of texts; what is none is a fault, not turned into one."""
    found = take(mapping, key, list, [], place, faults)
    if all(isinstance(one, str) for one in found):
        return tuple(found)
    faults.append(wrong(place, key, found, "a list of texts"))
    return ()


def wrong(place: str, key: str, value: object, expected: str) -> Fault:
    """Make the fault of one key."""
    return Fault(FILE, None, f"{place}.{key}".lstrip("."), short(value), expected)


def short(value: object) -> str:
    """Show a value of JSON, cut to a line."""
    return json.dumps(value, ensure_ascii=False, default=str)[:200]


def _is_finite(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:
        return False
