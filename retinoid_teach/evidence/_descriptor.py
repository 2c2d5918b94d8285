"""Read ``datapackage.json`` into the contract.

The file may come from a teacher, so nothing in it is trusted: what is not as it should be becomes a
`Fault`, and no path or address in it is followed here.
"""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import Any, TypeVar

from retinoid_teach.evidence._contract import FILE, Contract, Field, ForeignKey, Table
from retinoid_teach.evidence._errors import DataError, Fault
from retinoid_teach.evidence._relations import relation_of

TYPES = ("string", "integer", "number", "boolean", "year", "date")
TRUE_VALUES = ("true", "True", "TRUE", "1")
FALSE_VALUES = ("false", "False", "FALSE", "0")

_T = TypeVar("_T")
_NAMES: dict[type, str] = {str: "text", list: "a list", dict: "an object", bool: "true or false"}


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
        document = json.loads(text)
    except json.JSONDecodeError as error:
        faults.append(Fault(FILE, error.lineno, None, None, f"JSON ({error.msg}, character {error.colno})"))
        return {}
    except (ValueError, RecursionError):
        faults.append(Fault(FILE, None, None, None, "JSON that is not too deep, with ordinary numbers"))
        return {}
    if not isinstance(document, dict):
        faults.append(Fault(FILE, None, None, _short(document), "an object with title and resources"))
        return {}
    if "resources" not in document:
        faults.append(Fault(FILE, None, "resources", None, "this key: the list of tables"))
    return document


def _contract(document: dict[str, Any], faults: list[Fault]) -> Contract:
    tables: dict[str, Table] = {}
    for number, resource in enumerate(_take(document, "resources", list, [], "", faults)):
        place = f"resources[{number}]"
        if not isinstance(resource, dict):
            faults.append(Fault(FILE, None, place, _short(resource), "an object"))
            continue
        if not _is_table(resource):
            continue
        table = _table(resource, place, faults)
        if table.name in tables:
            faults.append(Fault(FILE, None, f"{place}.name", table.name, "a name that no other table has"))
        tables.setdefault(table.name, table)
    created = _take(document, "created", str, "", "", faults)
    return Contract(
        title=_take(document, "title", str, "", "", faults),
        version=_take(document, "version", str, "", "", faults),
        date=_take(document, "rt:evidence_date", str, created[:10], "", faults),
        description=_take(document, "description", str, "", "", faults),
        tables=MappingProxyType(tables),
    )


def _is_table(resource: dict[str, Any]) -> bool:
    """Tell a table from another file that the package lists, such as a bank of questions in JSON."""
    path = resource.get("path")
    return "schema" in resource or not isinstance(path, str) or path.lower().endswith(".csv")


def _table(resource: dict[str, Any], place: str, faults: list[Fault]) -> Table:
    name = _needed(resource, "name", place, faults)
    place = f"{place} ({name})" if name else place
    schema = _take(resource, "schema", dict, {}, place, faults)
    if schema.get("missingValues", [""]) != [""]:
        found = _short(schema["missingValues"])
        faults.append(
            Fault(FILE, None, f"{place}.schema.missingValues", found, '[""]: only a blank is missing')
        )
    fields = tuple(_fields(schema, place, faults))
    names = [item.name for item in fields]
    twice = sorted({one for one in names if names.count(one) > 1})
    faults += [Fault(FILE, None, f"{place}.schema.fields", one, "each column once") for one in twice]
    return Table(
        name=name,
        path=_needed(resource, "path", place, faults),
        title=_take(resource, "title", str, name, place, faults),
        description=_take(resource, "description", str, "", place, faults),
        purpose=_take(resource, "rt:purpose", str, "", place, faults),
        rows_in=resource.get("rt:rows_in"),
        rows_added=tuple(resource.get("rt:rows_added", ())),
        key=_key(schema, names, place, faults),
        fields=fields,
        foreign_keys=tuple(_foreign_keys(schema, name, names, place, faults)),
    )


def _key(schema: dict[str, Any], columns: list[str], place: str, faults: list[Fault]) -> str:
    key = schema.get("primaryKey", "id")
    key = key[0] if isinstance(key, list) and len(key) == 1 else key
    if key != "id" or "id" not in columns:
        faults.append(Fault(FILE, None, f"{place}.schema.primaryKey", _short(key), "the column id"))
    return "id"


def _fields(schema: dict[str, Any], place: str, faults: list[Fault]) -> list[Field]:
    place = f"{place}.schema"
    found = _take(schema, "fields", list, [], place, faults)
    if not found:
        faults.append(Fault(FILE, None, f"{place}.fields", None, "a list of columns"))
    fields = []
    for number, item in enumerate(found):
        if isinstance(item, dict):
            fields.append(_field(item, f"{place}.fields[{number}]", faults))
        else:
            faults.append(Fault(FILE, None, f"{place}.fields[{number}]", _short(item), "an object"))
    return fields


def _field(item: dict[str, Any], place: str, faults: list[Fault]) -> Field:
    name = _needed(item, "name", place, faults)
    kind = _take(item, "type", str, "string", place, faults)
    if kind not in TYPES:
        faults.append(Fault(FILE, None, f"{place}.type", kind, f"one of: {', '.join(TYPES)}"))
    limits = _take(item, "constraints", dict, {}, place, faults)
    inside = f"{place}.constraints"
    return Field(
        name=name,
        type=kind,
        title=_take(item, "title", str, "", place, faults),
        description=_take(item, "description", str, "", place, faults),
        unit=_take(item, "unit", str, "", place, faults) or None,
        unit_column=_take(item, "unit_column", str, "", place, faults) or None,
        required=_flag(limits, "required", inside, faults),
        unique=_flag(limits, "unique", inside, faults),
        allowed=tuple(str(one) for one in _take(limits, "enum", list, [], inside, faults)),
        minimum=_limit(limits, "minimum", inside, faults),
        maximum=_limit(limits, "maximum", inside, faults),
        pattern=_take(limits, "pattern", str, "", inside, faults) or None,
        relation=relation_of(item, place, faults),
        true_values=_words(item, "trueValues", TRUE_VALUES, place, faults),
        false_values=_words(item, "falseValues", FALSE_VALUES, place, faults),
        raw=MappingProxyType(item),
    )


def _foreign_keys(
    schema: dict[str, Any], own_name: str, columns: list[str], place: str, faults: list[Fault]
) -> list[ForeignKey]:
    keys = []
    for number, item in enumerate(_take(schema, "foreignKeys", list, [], f"{place}.schema", faults)):
        here = f"{place}.schema.foreignKeys[{number}]"
        reference = item.get("reference") if isinstance(item, dict) else None
        if not isinstance(reference, dict):
            faults.append(Fault(FILE, None, here, _short(item), "an object with fields and reference"))
            continue
        own, target = _one(item.get("fields")), _one(reference.get("fields"))
        table = reference.get("resource")
        if own not in columns or not isinstance(target, str) or not isinstance(table, str):
            faults.append(Fault(FILE, None, here, _short(item), "one column that refers to one of a table"))
            continue
        keys.append(ForeignKey(str(own), table or own_name, target))
    return keys


def _one(fields: object) -> object:
    return fields[0] if isinstance(fields, list) and len(fields) == 1 else fields


def _take(
    mapping: dict[str, Any], key: str, kind: type[_T], default: _T, place: str, faults: list[Fault]
) -> _T:
    value = mapping.get(key, default)
    if isinstance(value, kind):
        return value
    faults.append(Fault(FILE, None, f"{place}.{key}".lstrip("."), _short(value), _NAMES[kind]))
    return default


def _needed(mapping: dict[str, Any], key: str, place: str, faults: list[Fault]) -> str:
    value = _take(mapping, key, str, "", place, faults)
    if not value and isinstance(mapping.get(key, ""), str):
        faults.append(Fault(FILE, None, f"{place}.{key}", None, "a value: this key is needed"))
    return value


def _limit(mapping: dict[str, Any], key: str, place: str, faults: list[Fault]) -> float | None:
    value = mapping.get(key)
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    faults.append(Fault(FILE, None, f"{place}.{key}", _short(value), "a number"))
    return None


def _flag(mapping: dict[str, Any], key: str, place: str, faults: list[Fault]) -> bool:
    return _take(mapping, key, bool, default=False, place=place, faults=faults)


def _words(
    item: dict[str, Any], key: str, default: tuple[str, ...], place: str, faults: list[Fault]
) -> tuple[str, ...]:
    return tuple(str(word) for word in _take(item, key, list, list(default), place, faults))


def _short(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)[:200]
