"""Each verdict on a cell and on a column is that of `frictionless`, which nobody here wrote."""

from __future__ import annotations

import copy
import decimal
import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from frictionless import FrictionlessException, Schema
from hypothesis import given, settings
from hypothesis import strategies as st

from retinoid_teach.evidence import Fault, shipped
from retinoid_teach.evidence._descriptor import TYPES, _field
from retinoid_teach.evidence._judge import column_notes, judge_of
from retinoid_teach.evidence._reader import value_reader
from retinoid_teach.evidence.contract import Field

FIRST_PLACE = "column x"


def _described(item: dict[str, Any]) -> tuple[Field, list[Fault]]:
    faults: list[Fault] = []
    return _field(copy.deepcopy(item), "x", faults), faults


def _theirs(item: dict[str, Any]) -> Any:
    """Give the reader that `frictionless` makes of a column, or None where it refuses the column."""
    try:
        return Schema.from_descriptor({"fields": [copy.deepcopy(item)]}).fields[0].create_cell_reader()
    except (FrictionlessException, re.error, OverflowError):
        return None


def _verdict(read: Any, cell: str) -> tuple[Any, list[str]]:
    try:
        value, notes = read(cell)
    except (TypeError, ArithmeticError):
        return None, ["cannot be judged"]
    if isinstance(value, decimal.Decimal):
        value = float(value)
    return (value.isoformat() if isinstance(value, date) else value), list(notes or {})


def _our_verdict(field: Field, cell: str) -> tuple[Any, list[str]]:
    """Read and judge a cell; one that cannot be read is not judged."""
    try:
        value = value_reader(field)(cell) if cell else None
    except ValueError:
        return None, ["cannot be read"]
    try:
        return value, list(judge_of(field)(cell))
    except (TypeError, ArithmeticError):
        return None, ["cannot be judged"]


def _compare(item: dict[str, Any], cells: Sequence[str]) -> None:
    field, faults = _described(item)
    if faults:
        return
    theirs, notes = _theirs(item), list(column_notes(field))
    assert bool(notes) is (theirs is None), (item, notes)
    if theirs is None:
        return
    for cell in cells:
        value, names = _our_verdict(field, cell)
        their_value, their_names = _verdict(theirs, cell)
        if names == ["cannot be read"]:  # we read less: no NaN, no 1_000, no space beside a number
            continue
        assert names == their_names, (item, cell)
        if not names and (field.type != "date" or field.raw.get("format", "default") in ("default", "any")):
            assert (value, type(value)) == (their_value, type(their_value)), (item, cell)


# Any cell of any column

WORDS = (
    *("", " ", "a", "ab", "abc", "abcd", "Abc", "xabc", "abcx", "abc\n", "a\nb", "é", "ab-12", "12"),
    *(
        "0",
        "1",
        "2",
        "3",
        "-1",
        "+1",
        "007",
        "2.5",
        "2.50",
        "2.49",
        "2.51",
        "1e2",
        "100",
        "99.99",
        ".5",
        "5.",
    ),
    *(
        "1_000",
        "NaN",
        "Infinity",
        "-0",
        " 2",
        "2 ",
        "1,5",
        "0.1",
        "0.10000000000000000001",
        "1e-99999999999999999999",
        "٣",
        "1" * 5000,
    ),
    *("true", "True", "TRUE", "false", "FALSE", "yes", "no", "y", "n"),
    *("2026", "1999", "0000", "0001", "0026", "9999", "26", "20266", "-026", "2 26"),
    *(
        "2026-01-22",
        "2026-02-30",
        "2024-02-29",
        "2023-02-29",
        "0000-01-01",
        "2026-13-01",
        "22.01.2026",
        "2026-1-2",
    ),
    *(
        "a@b.org",
        "a.b+c@mail.example.org",
        "nobody",
        "a@b",
        "a@@b.org",
        "a@b_c.org",
        "@b.org",
        "a@",
        '"q"@b.org',
    ),
    *("ä@bücher.de", "a@-b.org", "a@b-.org", "a@b.o1", "a..b@c.org", "a@b.org.", f"{'l' * 64}@b.org"),
    *(
        f"{'l' * 65}@b.org",
        f"a@{'d' * 64}.org",
        f"a@{'d' * 63}.org",
        f"a@{'d.' * 130}org",
        "A@B.ORG",
        "a@" + "\u00ad" * 300 + "b.org",
        "a@b__c.org",
        "a@b\u00a0.org",
    ),
    *("http://b.org", "doi:10.1000/1", "//b.org", "b.org/x:y", "1http://b", "urn:isbn:1", "h+t-t.p:", ":x"),
    *(
        "12345678-1234-5678-1234-567812345678",
        "12345678123456781234567812345678",
        "{12345678-1234",
        "urn:uuid:x",
    ),
    *("YQ==", "YQ=", "YQ", "Y", "****", "YWI=\n", "ÄÖ"),
)
cells = st.sampled_from(WORDS) | st.text(max_size=6)
numbers = st.sampled_from((0, 1, 2, 3, -1, 2.5, 0.1, 1999, 2026, 12345, 1e2, 1.0)) | st.none()
listed = st.lists(
    st.sampled_from((*WORDS[:-60], 1, 2, 2.5, True, False, None, 0.1, 2026, "sNaN"))
    | st.lists(st.none(), max_size=1),
    max_size=5,
)
lengths = st.sampled_from((0, 1, 2, 3, 4, 2.0, 2.5, -1, "many", None, True))
PATTERNS = (
    "abc",
    "[a-z]+",
    "[a-z]{2,3}",
    "a",
    ".*",
    "^[a-z]+$",
    r"\d+",
    "[a-z]+-[0-9]{2}",
    "",
    "[",
    r"a\.b",
    "a{2",
)
constraints = st.fixed_dictionaries(
    {},
    optional={
        "required": st.booleans(),
        "unique": st.booleans(),
        "minimum": numbers,
        "maximum": numbers,
        "enum": listed,
        "pattern": st.sampled_from(PATTERNS),
        "minLength": lengths,
        "maxLength": lengths,
    },
) | st.dictionaries(st.sampled_from(("exclusiveMinimum", "jsonSchema", "Required")), numbers, max_size=1)
FORMATS = (
    "default",
    "email",
    "uri",
    "binary",
    "uuid",
    "any",
    "%Y-%m-%d",
    "%d.%m.%Y",
    "%Y-%d-%m",
    "fmt:email",
    "",
    5,
)
words = st.lists(st.sampled_from(("true", "yes", "y", "1", "no", "a", 1)), min_size=1, max_size=3)
BY_TYPE = {
    "string": ("required", "unique", "minLength", "maxLength", "pattern", "enum"),
    "boolean": ("required", "unique", "enum"),
}
ORDERED = ("required", "unique", "minimum", "maximum", "enum")


@st.composite
def columns(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(TYPES))
    limits = draw(constraints)
    if draw(st.integers(0, 3)):  # mostly what the type has, or hardly any cell would be judged
        limits = {name: limit for name, limit in limits.items() if name in BY_TYPE.get(kind, ORDERED)}
    item: dict[str, Any] = {"name": "x", "type": kind, "constraints": limits}
    if not draw(st.integers(0, 3)):
        item["format"] = draw(st.sampled_from(FORMATS))
    if kind == "boolean" and draw(st.booleans()):
        item |= {"trueValues": draw(words), "falseValues": draw(words)}
    return item


@settings(max_examples=600, deadline=None)
@given(item=columns(), found=st.lists(cells, min_size=5, max_size=25))
def test_any_cell_of_any_column(item: dict[str, Any], found: list[str]) -> None:
    _compare(item, found)


# Every kind of constraint alone, at, below and above its limit

ALONE: tuple[dict[str, Any], ...] = (
    *({"type": kind, "constraints": {"required": needed}} for kind in TYPES for needed in (True, False)),
    *({"type": kind, "constraints": {"unique": True}} for kind in TYPES),
    *({"type": kind, "constraints": {"enum": ["2.5", "abc", "2", "1", 2.5, True]}} for kind in TYPES),
    *(
        {"type": kind, "constraints": {"enum": ["2026-01-22", "1999", 2026, "true", "sNaN"]}}
        for kind in TYPES
    ),
    *({"type": kind, "constraints": {name: 2}} for kind in TYPES for name in ("minimum", "maximum")),
    *(
        {"type": "number", "constraints": {name: limit}}
        for name in ("minimum", "maximum")
        for limit in (2.5, 0.1)
    ),
    *(
        {"type": "integer", "constraints": {name: limit}}
        for name in ("minimum", "maximum")
        for limit in (2.5, 2.0)
    ),
    *(
        {"type": "year", "constraints": {name: limit}}
        for name in ("minimum", "maximum")
        for limit in (1999, 12345)
    ),
    *({"type": "string", "constraints": {name: 3}} for name in ("minLength", "maxLength")),
    *({"type": "string", "constraints": {"pattern": form}} for form in PATTERNS),
    *({"type": kind, "format": form} for kind in TYPES for form in FORMATS),
    {"type": "number", "constraints": {"minimum": 0, "maximum": 2, "enum": [1, 5]}},
    {"type": "string", "constraints": {"minLength": 3, "maxLength": 3, "pattern": "[a-z]+", "enum": ["abc"]}},
    {"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"], "constraints": {"enum": ["yes"]}},
    {"type": "boolean", "trueValues": ["1", "y"], "falseValues": ["1", "n"], "constraints": {"enum": ["n"]}},
    {"type": "boolean", "constraints": {"minimum": None}},
    {"type": "year", "constraints": {"enum": ["26", 0]}},
    {"type": "string", "constraints": {"minLength": 4, "maxLength": 2}},
    {"type": "string", "constraints": {"minLength": True}},
    *(
        {"type": kind, "constraints": {"enum": listed}}
        for kind in TYPES
        for listed in ([], [True], [1, [1], None])
    ),
    {"constraints": {"maxLength": 2}},
)


@pytest.mark.parametrize("item", ALONE, ids=str)
def test_every_constraint_alone(item: dict[str, Any]) -> None:
    _compare({"name": "x", **item}, WORDS)


def test_what_is_compared_is_not_all_one_verdict() -> None:
    """A judge that lets all pass, or none, would be told by each type and each constraint."""
    told: dict[str, set[bool]] = {}
    for item in ALONE:
        field, faults = _described({"name": "x", **item})
        if faults or list(column_notes(field)):
            continue
        for cell in WORDS:
            _, names = _our_verdict(field, cell)
            for name in ("type", *field.raw.get("constraints", {})) if names != ["cannot be read"] else ():
                told.setdefault(f"{field.type}.{name}", set()).add(name in names)
    alike = {name for name, verdicts in told.items() if len(verdicts) == 1}
    # What is unique is seen when all rows are there; what could be read is of these types for sure.
    assert alike == {f"{kind}.unique" for kind in TYPES} | {"integer.type", "boolean.type", "year.type"}


@pytest.mark.parametrize("name", shipped().names)
def test_every_shipped_column(name: str) -> None:
    about = shipped().table(name)
    for field in about.fields:
        found = {str(row[field.name]) for row in shipped().rows(name)[:50]}
        item = {key: field.raw[key] for key in SCHEMA_KEYS if key in field.raw}
        _compare(item, sorted(found.union(WORDS)))


SCHEMA_KEYS = ("name", "type", "format", "constraints", "trueValues", "falseValues")


# Where we differ


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (
            {"constraints": {"minLength": "many"}},
            "constraint \"minLength\" is 'many'; it must be a whole number",
        ),
        (
            {"constraints": {"lengt": 3}},
            'constraint "lengt" is not supported by type "string", which has required',
        ),
        (
            {"type": "date", "constraints": {"pattern": "x"}},
            'constraint "pattern" is not supported by type "date"',
        ),
        ({"constraints": {"pattern": "["}}, "constraint \"pattern\" is '['; unterminated character set"),
        ({"constraints": {"pattern": "a{99999999999}"}}, "the repetition number is too large"),
        ({"format": "ISO"}, "format is 'ISO'; it must be one of default, email, uri, binary, uuid"),
        ({"format": "wkt"}, "format is 'wkt'; it must be one of default, email, uri, binary, uuid"),
        ({"type": "date", "format": 5}, "format is 5; it must be text"),
        ({"type": "boolean", "trueValues": ["y", 1]}, "trueValues is ['y', 1]; each must be text"),
    ],
)
def test_a_refused_column_is_named_with_what_would_be_right(item: dict[str, Any], expected: str) -> None:
    (note,) = column_notes(_described({"name": "x", **item})[0])
    assert note.startswith(f"{FIRST_PLACE}: ")
    assert expected in note


@pytest.mark.parametrize("cell", ["é\n@b.org", "nobody\n@b.org"])
def test_an_address_has_no_line_end_in_it(cell: str) -> None:
    """What frictionless holds an address against lets one through before the `@`."""
    item = {"name": "x", "type": "string", "format": "email"}
    assert _verdict(_theirs(item), cell)[1] == []
    assert judge_of(_described(item)[0])(cell) == ("type",)
