"""Read ``datapackage.json`` into the contract.

The file may come from a teacher, so nothing in it is trusted: what is not as it should be becomes a
`Fault`, and no path or address in it is followed here.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from types import MappingProxyType
from typing import Any

from ._declared import needs_of, scales_of
from ._patterns import PLAIN, longest_text
from ._relations import relation_of
from ._taking import short, take, take_flag, take_limit, take_needed, take_texts, wrong
from .contract import FILE, NUMERIC, Contract, Field, ForeignKey, Table
from .errors import DataError, Fault

TYPES = ("string", "integer", "number", "boolean", "year", "date")
TRUE_VALUES = ("true", "True", "TRUE", "1")
_LIMITS = ("minimum", "maximum")
FALSE_VALUES = ("false", "False", "FALSE", "0")


def parse(text: str, folder: str) -> Contract:
    """Read the text of a ``datapackage.json``.

    Parameters
    ----------
    text : str
        The file's content.
    folder : str
        Named in the error.

    Raises
    ------
    DataError
        With every fault of the file.

    Examples
    --------
    >>> contract = parse('{"title": "Mine", "resources": []}', "my_data")
    >>> contract.title, len(contract.tables)
    ('Mine', 0)
    """
    faults: list[Fault] = []
    contract = _contract(_document(text, faults), faults)
    if faults:
        raise DataError(faults, folder)
    return contract


def _document(text: str, faults: list[Fault]) -> dict[str, Any]:
    try:
        document = json.loads(text, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        faults.append(Fault(FILE, error.lineno, None, None, f"JSON ({error.msg}, character {error.colno})"))
        return {}
    except (ValueError, RecursionError):
        faults.append(Fault(FILE, None, None, None, "JSON that is not too deep, with ordinary numbers"))
        return {}
    if not isinstance(document, dict):
        faults.append(Fault(FILE, None, None, short(document), "an object with title and resources"))
        return {}
    if "resources" not in document:
        faults.append(Fault(FILE, None, "resources", None, "this key: the list of tables"))
    return document


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _contract(document: dict[str, Any], faults: list[Fault]) -> Contract:
    tables: dict[str, Table] = {}
    for number, resource in enumerate(take(document, "resources", list, [], "", faults)):
        place = f"resources[{number}]"
        if not isinstance(resource, dict):
            faults.append(Fault(FILE, None, place, short(resource), "an object"))
            continue
        if not _is_table(resource):
            continue
        table = _table(resource, place, faults)
        if table.name in tables:
            faults.append(Fault(FILE, None, f"{place}.name", table.name, "a name that no other table has"))
        tables.setdefault(table.name, table)
    created = take(document, "created", str, "", "", faults)
    return Contract(
        title=take(document, "title", str, "", "", faults),
        version=take(document, "version", str, "", "", faults),
        date=take(document, "rt:evidence_date", str, created[:10], "", faults),
        description=take(document, "description", str, "", "", faults),
        tables=MappingProxyType(tables),
    )


def _is_table(resource: dict[str, Any]) -> bool:
    """Tell a table from another file that the package lists, such as a bank of questions in JSON."""
    path = resource.get("path")
    return "schema" in resource or not isinstance(path, str) or path.lower().endswith(".csv")


def _table(resource: dict[str, Any], place: str, faults: list[Fault]) -> Table:
    name = take_needed(resource, "name", place, faults)
    place = f"{place} ({name})" if name else place
    schema = take(resource, "schema", dict, {}, place, faults)
    if schema.get("missingValues", [""]) != [""]:
        found = short(schema["missingValues"])
        faults.append(
            Fault(FILE, None, f"{place}.schema.missingValues", found, '[""]: only a blank is missing')
        )
    fields = tuple(_fields(schema, place, faults))
    names = [item.name for item in fields]
    twice = sorted(one for one, times in Counter(names).items() if times > 1)
    faults += [Fault(FILE, None, f"{place}.schema.fields", one, "each column once") for one in twice]
    types = {item.name: item.type for item in fields}
    faults += [
        wrong(f"{place}.schema", f"{item.name}.unit_column", item.unit_column, _A_TEXT)
        for item in fields
        if types.get(item.unit_column or "", "string") != "string"
    ]
    return Table(
        name=name,
        path=take_needed(resource, "path", place, faults),
        title=take(resource, "title", str, name, place, faults),
        description=take(resource, "description", str, "", place, faults),
        purpose=take(resource, "rt:purpose", str, "", place, faults),
        rows_in=_rows_in(resource, place, faults),
        rows_added=take_texts(resource, "rt:rows_added", place, faults),
        key=_key(schema, types, place, faults),
        fields=fields,
        foreign_keys=tuple(_foreign_keys(schema, name, types, place, faults)),
        needs=needs_of(resource, types, place, faults),
        scales=scales_of(resource, types, place, faults),
    )


_A_TEXT = "a column of the type string"


def _rows_in(resource: dict[str, Any], place: str, faults: list[Fault]) -> dict[str, int]:
    found = take(resource, "rt:rows_in", dict, {}, place, faults)
    if all(isinstance(count, int) for count in found.values()):
        return found
    faults.append(wrong(place, "rt:rows_in", found, "a number of rows for each list"))
    return {}


def _key(schema: dict[str, Any], types: dict[str, str], place: str, faults: list[Fault]) -> str:
    key = schema.get("primaryKey", "id")
    key = key[0] if isinstance(key, list) and len(key) == 1 else key
    if key != "id" or "id" not in types:
        faults.append(wrong(f"{place}.schema", "primaryKey", key, "the column id"))
    elif types["id"] != "string":
        faults.append(wrong(f"{place}.schema", "id.type", types["id"], "string: an id is a text"))
    return "id"


def _fields(schema: dict[str, Any], place: str, faults: list[Fault]) -> list[Field]:
    place = f"{place}.schema"
    found = take(schema, "fields", list, [], place, faults)
    if not found:
        faults.append(Fault(FILE, None, f"{place}.fields", None, "a list of columns"))
    fields = []
    for number, item in enumerate(found):
        if isinstance(item, dict):
            fields.append(_field(item, f"{place}.fields[{number}]", faults))
        else:
            faults.append(Fault(FILE, None, f"{place}.fields[{number}]", short(item), "an object"))
    return fields


def _field(item: dict[str, Any], place: str, faults: list[Fault]) -> Field:
    name = take_needed(item, "name", place, faults)
    kind = take(item, "type", str, "string", place, faults)
    if kind not in TYPES:
        faults.append(Fault(FILE, None, f"{place}.type", kind, f"one of: {', '.join(TYPES)}"))
    limits = take(item, "constraints", dict, {}, place, faults)
    inside = f"{place}.constraints"
    relation = relation_of(item, place, faults)
    if relation and kind != "string":
        faults.append(wrong(place, "type", kind, "string, as the column names rows"))
    faults += [
        wrong(inside, one, limits[one], f"no limit: the type is {kind}")
        for one in _LIMITS
        if kind not in NUMERIC and limits.get(one) is not None
    ]
    return Field(
        name=name,
        type=kind,
        title=take(item, "title", str, "", place, faults),
        description=take(item, "description", str, "", place, faults),
        unit=take(item, "unit", str, "", place, faults) or None,
        unit_column=take(item, "unit_column", str, "", place, faults) or None,
        required=take_flag(limits, "required", inside, faults),
        unique=take_flag(limits, "unique", inside, faults),
        allowed=tuple(str(one) for one in take(limits, "enum", list, [], inside, faults)),
        minimum=take_limit(limits, "minimum", inside, faults),
        maximum=take_limit(limits, "maximum", inside, faults),
        pattern=_pattern(limits, inside, faults),
        relation=relation,
        true_values=_words(item, "trueValues", TRUE_VALUES, place, faults),
        false_values=_words(item, "falseValues", FALSE_VALUES, place, faults),
        raw=MappingProxyType(item),
    )


def _pattern(limits: dict[str, Any], place: str, faults: list[Fault]) -> str | None:
    pattern = take(limits, "pattern", str, "", place, faults)
    if pattern and _compiles(pattern) and not longest_text(pattern):
        faults.append(wrong(place, "pattern", pattern, PLAIN))
    return pattern or None


def _compiles(pattern: str) -> bool:
    """Leave what is no regular expression at all to the check of the columns, which says why."""
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        return False
    return True


def _words(
    item: dict[str, Any], key: str, default: tuple[str, ...], place: str, faults: list[Fault]
) -> tuple[str, ...]:
    found = take(item, key, list, list(default), place, faults)
    if not found:
        faults.append(wrong(place, key, found, "one word or more"))
        return default
    return tuple(str(word) for word in found)


def _foreign_keys(
    schema: dict[str, Any], own_name: str, types: dict[str, str], place: str, faults: list[Fault]
) -> list[ForeignKey]:
    keys = []
    for number, item in enumerate(take(schema, "foreignKeys", list, [], f"{place}.schema", faults)):
        here = f"{place}.schema.foreignKeys[{number}]"
        reference = item.get("reference") if isinstance(item, dict) else None
        if not isinstance(reference, dict):
            faults.append(Fault(FILE, None, here, short(item), "an object with fields and reference"))
            continue
        own, target = _one(item.get("fields")), _one(reference.get("fields"))
        table = reference.get("resource")
        named = isinstance(own, str) and own in types
        if not isinstance(own, str) or not named or not isinstance(target, str) or not isinstance(table, str):
            faults.append(Fault(FILE, None, here, short(item), "one column that refers to one of a table"))
        elif types[own] != "string":
            faults.append(wrong(here, "fields", own, _A_TEXT))
        else:
            keys.append(ForeignKey(own, table or own_name, target))
    return keys


def _one(fields: object) -> object:
    return fields[0] if isinstance(fields, list) and len(fields) == 1 else fields
