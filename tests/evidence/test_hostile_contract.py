"""A contract in which something is of a kind that nobody expects: one fault, never a traceback."""

from __future__ import annotations

import contextlib
import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retinoid_teach.cli import main
from retinoid_teach.evidence import DataError, open_data, shipped
from tests.evidence.folders import DESCRIPTOR, faults_of, own

Change = Callable[[dict[str, Any]], object]
FIELDS: tuple[dict[str, Any], ...] = (
    {"name": "id", "type": "string"},
    {"name": "x", "type": "string"},
    {"name": "x_low", "type": "number", "unit_column": "unit"},
    {"name": "x_high", "type": "number", "unit_column": "unit"},
    {"name": "events", "type": "integer"},
    {"name": "n", "type": "integer"},
    {"name": "percent", "type": "number"},
    {"name": "unit", "type": "string"},
    {"name": "yes", "type": "boolean"},
    {"name": "day", "type": "date"},
)
ROW = "a,adapalene,1,2,1,2,50,%,true,2026-01-22\n"


def _folder(folder: Path, change: Change) -> Path:
    """Make a folder with a table of one's own, whose contract is changed."""
    fields = copy.deepcopy(list(FIELDS))
    mine: dict[str, Any] = {"name": "mine", "path": "mine.csv", "schema": {"fields": fields}}
    change(mine)
    own(folder, "options", change=lambda document: document["resources"].append(mine))
    names = [one.get("name") for one in fields if isinstance(one, dict)]
    (folder / "mine.csv").write_text(",".join(map(str, names)) + "\n" + ROW)
    return folder


def _field(name: str, /, **values: Any) -> Change:
    def change(mine: dict[str, Any]) -> None:
        next(one for one in mine["schema"]["fields"] if one["name"] == name).update(values)

    return change


def _table(**values: Any) -> Change:
    return lambda mine: mine.update(values)


def _key(column: str) -> Change:
    key = {"fields": column, "reference": {"resource": "options", "fields": "id"}}
    return lambda mine: mine["schema"].update(foreignKeys=[key])


OPTIONS = {"resource": "options"}
NEED = {"where": {"x": ["adapalene"]}, "column": "x_low", "quantity": "a rate", "unit": "%"}
SCALE = {"column": "x", "low": "x_low", "high": "x_high", "limits": {"rare": [0, 1]}}
REFUSED: dict[str, tuple[Change, str]] = {
    "rows-added-a-number": (_table(**{"rt:rows_added": 5}), "a list"),
    "rows-added-null": (_table(**{"rt:rows_added": None}), "a list"),
    "rows-added-of-lists": (_table(**{"rt:rows_added": [["x"]]}), "a list of texts"),
    "rows-in-a-list": (_table(**{"rt:rows_in": [1]}), "an object"),
    "rows-in-of-texts": (_table(**{"rt:rows_in": {"a.csv": "many"}}), "a number of rows"),
    "no-true-values": (_field("yes", trueValues=[]), "one word or more"),
    "no-false-values": (_field("yes", falseValues=[]), "one word or more"),
    "unit-of-a-number": (_field("x_low", unit_column="n"), "a column of the type string"),
    "unit-of-a-truth-value": (_field("x_low", unit_column="yes"), "a column of the type string"),
    "relation-of-a-number": (_field("n", **{"rt:references": OPTIONS}), "string, as the column names rows"),
    "relation-of-a-list-of-numbers": (
        _field("n", **{"rt:references": OPTIONS | {"separator": ";"}}),
        "string, as the column names rows",
    ),
    "relation-of-a-date": (_field("day", **{"rt:references_any": [OPTIONS]}), "string, as the column names"),
    "key-of-a-truth-value": (_key("yes"), "a column of the type string"),
    "key-of-a-number": (_key("percent"), "a column of the type string"),
    "key-of-nothing": (_key("none"), "one column that refers to one of a table"),
    "id-a-number": (_field("id", type="integer"), "string: an id is a text"),
    "maximum-of-a-date": (_field("day", constraints={"maximum": 5}), "no limit: the type is date"),
    "minimum-of-a-text": (_field("x", constraints={"minimum": 5}), "no limit: the type is string"),
    "minimum-not-a-number": (_field("percent", constraints={"minimum": float("nan")}), "JSON that is"),
    "maximum-without-end": (_field("percent", constraints={"maximum": float("inf")}), "JSON that is"),
    "maximum-beyond-measure": (_field("percent", constraints={"maximum": 10**400}), "a number"),
    "pattern-nested": (_field("x", constraints={"pattern": "(a+)+"}), "signs and classes"),
    "pattern-of-choices": (_field("x", constraints={"pattern": "(a|a)*"}), "signs and classes"),
    "pattern-of-many-counts": (_field("x", constraints={"pattern": "a*a*a*a*a*a*a*b"}), "signs and classes"),
    "pattern-looking-back": (_field("x", constraints={"pattern": r"(.*)\1"}), "signs and classes"),
    "need-no-object": (_table(**{"rt:read_by_models": [7]}), "an object"),
    "need-no-list": (_table(**{"rt:read_by_models": {}}), "a list"),
    "need-of-a-text": (_table(**{"rt:read_by_models": [NEED | {"column": "x"}]}), "a column of this table"),
    "need-where-nothing": (
        _table(**{"rt:read_by_models": [NEED | {"where": {"none": ["x"]}}]}),
        "a text column of this table",
    ),
    "need-where-a-number": (
        _table(**{"rt:read_by_models": [NEED | {"where": {"x": [1]}}]}),
        "a list of texts",
    ),
    "need-above-a-text": (_table(**{"rt:read_by_models": [NEED | {"above": "0"}]}), "a number"),
    "need-without-unit": (
        _table(**{"rt:read_by_models": [{**NEED, "unit": ""}]}),
        "a value: this key is needed",
    ),
    "scale-no-object": (_table(**{"rt:scales": ["x"]}), "an object"),
    "scale-of-texts": (_table(**{"rt:scales": [SCALE | {"low": "unit"}]}), "a column of this table"),
    "scale-of-nothing": (_table(**{"rt:scales": [SCALE | {"column": "none"}]}), "a text column"),
    "scale-one-end": (_table(**{"rt:scales": [SCALE | {"limits": {"rare": [1]}}]}), "two numbers"),
    "scale-ends-swapped": (_table(**{"rt:scales": [SCALE | {"limits": {"rare": [2, 1]}}]}), "two numbers"),
    "scale-ends-of-text": (_table(**{"rt:scales": [SCALE | {"limits": {"rare": "few"}}]}), "a list"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_a_contract_cannot_mean_is_a_fault_of_it(name: str, tmp_path: Path) -> None:
    change, expected = REFUSED[name]
    faults = faults_of(_folder(tmp_path, change))
    assert {fault.file for fault in faults} == {DESCRIPTOR}
    assert any(fault.expected.startswith(expected) for fault in faults), faults


ACCEPTED: dict[str, Change] = {
    "as-it-is": lambda mine: None,
    "low-and-high-of-other-types": _field("x_high", type="string", unit_column=""),
    "events-in-words": _field("events", type="string"),
    "n-in-words": _field("n", type="string"),
    "percent-in-words": _field("percent", type="string"),
    "a-form": _field("x", constraints={"pattern": "^[a-z]+$"}),
    "a-form-with-counts": _field("x", constraints={"pattern": r"[a-z]{2,}\w*"}),
    "a-need": _table(**{"rt:read_by_models": [NEED | {"column": "percent", "at_most": 100}]}),
    "a-scale": _table(**{"rt:scales": [SCALE]}),
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_a_table_of_ones_own_may_have_columns_of_any_type(name: str, tmp_path: Path) -> None:
    assert len(open_data(_folder(tmp_path, ACCEPTED[name])).rows("mine")) == 1


def test_needs_and_scales_of_an_own_table_are_held(tmp_path: Path) -> None:
    def change(mine: dict[str, Any]) -> None:
        mine["rt:read_by_models"] = [NEED | {"above": 1}]
        mine["rt:scales"] = [SCALE | {"limits": {"adapalene": [7, 8]}}]

    scale, need = faults_of(_folder(tmp_path, change))
    assert (scale.column, need.column) == ("x", "x_low")
    assert scale.expected.startswith("a word for x_low 1 and x_high 2; adapalene is from 7 to 8")
    assert need.expected == "a number above 1: a model reads it as a rate"


def test_what_cannot_be_judged_is_a_fault_of_the_cell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from retinoid_teach.evidence import _checks

    def broken(cell: str) -> Any:
        raise ArithmeticError(cell)

    monkeypatch.setattr(_checks, "_judges", lambda table: (broken,) * len(table.fields))
    assert len(faults_of(_folder(tmp_path, ACCEPTED["as-it-is"]))) > 10


LEAF = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
JSON = LEAF | st.lists(LEAF, max_size=3) | st.dictionaries(st.text(max_size=5), LEAF, max_size=3)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_value_anywhere_in_a_table_of_ones_own(data: st.DataObject, tmp_path: Path) -> None:
    """A table with every type and every declaration; a value of its contract is replaced by any other."""

    def change(mine: dict[str, Any]) -> None:
        mine |= {"rt:rows_in": {"a.csv": 1}, "rt:rows_added": ["a"]}
        mine |= {"rt:read_by_models": [copy.deepcopy(NEED)], "rt:scales": [copy.deepcopy(SCALE)]}
        mine["schema"]["fields"][1]["rt:references"] = copy.deepcopy(OPTIONS)
        mine["schema"]["fields"][6]["constraints"] = {"minimum": 0, "maximum": 100}
        mine["schema"]["fields"][8] |= {"trueValues": ["true"], "falseValues": ["false"]}
        _key("x")(mine)
        inside: Any = mine
        for _ in range(data.draw(st.integers(0, 5))):
            keys = list(inside) if isinstance(inside, dict) else list(range(len(inside)))
            key = data.draw(st.sampled_from(keys))
            if not isinstance(inside[key], dict | list) or not inside[key]:
                break
            inside = inside[key]
        keys = list(inside) if isinstance(inside, dict) else list(range(len(inside)))
        inside[data.draw(st.sampled_from(keys))] = data.draw(JSON)

    with contextlib.suppress(DataError):
        assert open_data(_folder(tmp_path, change)).names


# What a folder makes the command print

STEERING = "\x1b]0;owned\x07\x1b[2J\u202e\x9b31m"


def _steered(folder: Path) -> Path:
    """The shipped folder with signs in a locator and in a question that would steer a terminal."""
    from tests.evidence.mutations import sheet, written

    for name, column, text in (
        ("pk_parameters", "locator", f"page {STEERING}"),
        ("questions", "stem", f"Which is *{STEERING}*?"),
    ):
        clean = sheet(name)
        rows = [list(row) for row in clean.rows[:-1]]
        if "basis" in clean.header:
            rows[0][clean.header.index("basis")] = "unread"
        rows[0][clean.header.index(column)] = text
        path = folder / shipped().table(name).path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written([clean.header, *rows]))
    return folder


def test_no_sign_of_a_folder_steers_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check-data", str(_steered(tmp_path)), "--unread", "--questions"])
    said = capsys.readouterr()
    assert "owned" in said.out
    assert all(line.isprintable() for line in (said.out + said.err).splitlines())


def test_no_name_of_a_table_or_file_steers_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def change(mine: dict[str, Any]) -> None:
        mine["name"] = f"mine{STEERING}"
        mine["schema"]["fields"].append({"name": "basis", "type": "string"})

    folder = _folder(tmp_path, change)
    rows = (folder / "mine.csv").read_text().splitlines()
    (folder / "mine.csv").write_text(f"{rows[0]}\n{rows[1]},unread\n")
    main(["check-data", str(folder), "--unread"])
    (folder / f"options{STEERING.replace('/', '')}.csv").touch()
    main(["check-data", str(folder)])
    (folder / DESCRIPTOR).write_text(json.dumps({"resources": [STEERING]}))
    main(["check-data", str(folder)])
    said = capsys.readouterr()
    assert said.out.count("mine") > 0
    assert all(line.isprintable() for line in (said.out + said.err).splitlines())
