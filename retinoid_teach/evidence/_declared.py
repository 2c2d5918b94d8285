"""Read what the contract says of the numbers of a table: what models need, and what words stand for.

Beside the columns of a table in ``datapackage.json``:

- ``rt:read_by_models`` [{where, column, quantity, unit, above, at_least, at_most}, …]: what a model reads.
- ``rt:scales`` [{column, low, high, limits}, …]: words for numbers of the same row; `limits` of each word.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Any

from ._taking import short, take, take_limit, take_needed, take_texts, wrong
from .contract import NUMERIC, Need, Scale
from .errors import Fault

NEEDS, SCALES = "rt:read_by_models", "rt:scales"


def needs_of(
    resource: dict[str, Any], types: dict[str, str], place: str, faults: list[Fault]
) -> tuple[Need, ...]:
    """Read ``rt:read_by_models`` of a table whose columns have these types."""
    return tuple(_need(item, types, here, faults) for item, here in _items(resource, NEEDS, place, faults))


def scales_of(
    resource: dict[str, Any], types: dict[str, str], place: str, faults: list[Fault]
) -> tuple[Scale, ...]:
    """Read ``rt:scales`` of a table whose columns have these types."""
    return tuple(_scale(item, types, here, faults) for item, here in _items(resource, SCALES, place, faults))


def _items(
    resource: dict[str, Any], key: str, place: str, faults: list[Fault]
) -> Iterator[tuple[dict[str, Any], str]]:
    for number, item in enumerate(take(resource, key, list, [], place, faults)):
        here = f"{place}.{key}[{number}]"
        if isinstance(item, dict):
            yield item, here
        else:
            faults.append(Fault("datapackage.json", None, here, short(item), "an object"))


def _need(item: dict[str, Any], types: dict[str, str], place: str, faults: list[Fault]) -> Need:
    where = take(item, "where", dict, {}, place, faults)
    inside = f"{place}.where"
    return Need(
        where=tuple(
            (
                _column(where, name, name, types, inside, faults),
                frozenset(take_texts(where, name, inside, faults)),
            )
            for name in where
        ),
        column=_number(item, "column", types, place, faults),
        quantity=take_needed(item, "quantity", place, faults),
        unit=take_needed(item, "unit", place, faults),
        above=take_limit(item, "above", place, faults),
        at_least=take_limit(item, "at_least", place, faults),
        at_most=take_limit(item, "at_most", place, faults),
    )


def _scale(item: dict[str, Any], types: dict[str, str], place: str, faults: list[Fault]) -> Scale:
    limits = take(item, "limits", dict, {}, place, faults)
    ends = {word: _ends(limits, word, f"{place}.limits", faults) for word in limits}
    name = take_needed(item, "column", place, faults)
    return Scale(
        column=_column(item, "column", name, types, place, faults),
        low=_number(item, "low", types, place, faults),
        high=_number(item, "high", types, place, faults),
        limits=MappingProxyType(ends),
    )


def _ends(limits: dict[str, Any], word: str, place: str, faults: list[Fault]) -> tuple[float, float]:
    ends = take(limits, word, list, [], place, faults)
    low, high = (take_limit({word: end}, word, place, faults) for end in (*ends, None, None)[:2])
    if len(ends) != 2 or low is None or high is None or low > high:
        faults.append(wrong(place, word, ends, "two numbers, the lower one first"))
        return 0.0, 0.0
    return low, high


def _number(item: dict[str, Any], key: str, types: dict[str, str], place: str, faults: list[Fault]) -> str:
    name = take_needed(item, key, place, faults)
    if name and types.get(name) not in NUMERIC:
        faults.append(wrong(place, key, name, "a column of this table that holds numbers"))
    return name


def _column(
    item: dict[str, Any], key: str, name: str, types: dict[str, str], place: str, faults: list[Fault]
) -> str:
    if name and types.get(name) != "string":
        faults.append(wrong(place, key, item.get(key), "a text column of this table"))
    return name
