"""Spoil every table in every way of `mutations`: one clear answer each, and the folder stays as it was."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import pytest

from retinoid_teach.evidence import DataError, open_data, shipped
from tests.evidence.mutations import Mutation, Sheet, mutations, sheet, written

TABLES = shipped().names
WAYS = """
    empty empty-first-line only-a-byte-order-mark only-line-ends utf-16 latin-1 nul semicolons tabs open-quote
    text-after-quote long-cell vast-cell column-twice strange-column column-without-name cell-missing
    cell-too-many empty-line blank-row id-twice id-blank
"""


def put(folder: Path, table: str, data: bytes) -> Path:
    path = folder / shipped().table(table).path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def fingerprint(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def unclear(folder: Path, name: str, mutation: Mutation) -> str | None:
    """Open a spoilt table, and say what is wrong with the answer; None where it is as it should be."""
    path = put(folder, name, mutation.make())
    before = fingerprint(folder)
    try:
        open_data(folder)
    except DataError as error:
        answer = error
    else:
        return "no fault found"
    told = [(fault.file, fault.row, fault.column) for fault in answer.faults]
    if told != [(path.relative_to(folder).as_posix(), mutation.row, mutation.column)]:
        return f"at {mutation.row}, {mutation.column}: {answer}"
    if mutation.says not in answer.faults[0].expected or str(answer.faults[0]) not in str(answer):
        return f"not said {mutation.says!r}: {answer}"
    return None if fingerprint(folder) == before else "the folder was changed"


@pytest.mark.parametrize("name", TABLES)
def test_each_way_to_spoil_a_table_gives_one_clear_fault(name: str, tmp_path: Path) -> None:
    wrong = {one.what: unclear(tmp_path, name, one) for one in mutations(sheet(name))}
    assert {what: answer for what, answer in wrong.items() if answer} == {}


def test_mutations_are_many_and_cover_every_table_and_column() -> None:
    ways = {name: [one.what for one in mutations(sheet(name))] for name in TABLES}
    count = sum(map(len, ways.values()))
    print(f"{count} mutations of {len(ways)} tables: " + ", ".join(f"{n} {len(w)}" for n, w in ways.items()))
    assert count > 2000
    for name, done in ways.items():
        columns = shipped().table(name).columns
        assert len(set(done)) == len(done)
        assert {*WAYS.split(), *(f"no-{column}" for column in columns)} <= set(done)


@pytest.mark.parametrize("name", TABLES)
def test_untouched_table_with_probe_opens(name: str, tmp_path: Path) -> None:
    clean = sheet(name)
    put(tmp_path, name, clean.data)
    catalog = open_data(tmp_path)
    assert catalog.rows(name)[:-1] == shipped().rows(name)
    assert catalog.rows(name)[-1] == {**shipped().rows(name)[0], "id": clean.probe}
    assert set(catalog.borrowed) == set(TABLES) - {name}


def _as_a_spreadsheet_saves_it(clean: Sheet) -> bytes:
    booleans = [field.name for field in clean.table.fields if field.type == "boolean"]
    places = [clean.header.index(name) for name in booleans]
    rows = [
        [cell.upper() if index in places else cell for index, cell in enumerate(row)] for row in clean.rows
    ]
    return b"\xef\xbb\xbf" + written([clean.header, *rows], end="\r\n")


HARMLESS = {
    "byte-order-mark": lambda clean: b"\xef\xbb\xbf" + clean.data,
    "crlf": lambda clean: written([clean.header, *clean.rows], end="\r\n"),
    "no-line-end-at-the-end": lambda clean: clean.data.rstrip(b"\n"),
    "empty-lines-at-the-end": lambda clean: clean.data + b"\n\n",
    "cleared-rows-at-the-end": lambda clean: clean.data + b"," * (len(clean.header) - 1) + b"\n,,\n\n",
    "cleared-columns": lambda clean: clean.data.replace(b"\n", b",,\n"),
    "all-quoted": lambda clean: written([clean.header, *clean.rows], quoting=csv.QUOTE_ALL),
    "other-order": lambda clean: written(row[::-1] for row in (clean.header, *clean.rows)),
    "spreadsheet": _as_a_spreadsheet_saves_it,
}


@pytest.mark.parametrize("name", TABLES)
def test_harmless_differences_change_nothing(name: str, tmp_path: Path) -> None:
    clean = sheet(name)
    for what, make in HARMLESS.items():
        put(tmp_path, name, make(clean))
        assert open_data(tmp_path).rows(name)[:-1] == shipped().rows(name), what


@pytest.mark.parametrize("name", ["sources", "pk_parameters", "safety_rules", "adverse_events"])
def test_ten_times_the_size(name: str, tmp_path: Path) -> None:
    clean = sheet(name)
    copies = [[f"{row[0]}-{copy}", *row[1:]] for copy in range(1, 10) for row in clean.rows]
    put(tmp_path, name, written([clean.header, *clean.rows, *copies]))
    assert len(open_data(tmp_path).rows(name)) == 10 * len(clean.rows)


def test_every_fault_is_listed_however_many(tmp_path: Path) -> None:
    clean = sheet("adverse_events")
    put(tmp_path, "adverse_events", written([clean.header, *clean.rows * 10]))
    with pytest.raises(DataError) as caught:
        open_data(tmp_path)
    assert len(caught.value.faults) == 9 * len(clean.rows)
    assert [fault.row for fault in caught.value.faults] == sorted(
        fault.row or 0 for fault in caught.value.faults
    )
    assert len(str(caught.value).splitlines()) == 42
    assert f"and {9 * len(clean.rows) - 40} more" in str(caught.value)


def test_faults_of_several_tables_come_together(tmp_path: Path) -> None:
    options = sheet("options").with_cells(route="orl", source_id="A9999")
    rules = sheet("safety_rules").with_cells(id="zz-rule", regions="UK;Mars", effect="contraindicate")
    put(tmp_path, "options", options)
    put(tmp_path, "safety_rules", rules)
    with pytest.raises(DataError) as caught:
        open_data(tmp_path)
    found = [(fault.file, fault.column, fault.value) for fault in caught.value.faults]
    assert found == [
        ("clinical/options.csv", "route", "orl"),
        ("clinical/options.csv", "source_id", "A9999"),
        ("clinical/safety_rules.csv", "effect", "contraindicate"),
        ("clinical/safety_rules.csv", "regions", "UK;Mars"),
    ]
    assert "did you mean oral?" in str(caught.value)
    assert "did you mean contraindicated?" in str(caught.value)


def test_lines_are_counted_as_an_editor_does(tmp_path: Path) -> None:
    """A cell with line ends in it takes several lines; the row is named by its first."""
    clean = sheet("options")
    first, last = [*clean.rows[0]], [*clean.rows[-1]]
    first[clean.header.index("name")] = "Adapalene\nin three\nlines"
    last[clean.header.index("route")] = "orl"
    put(tmp_path, "options", written([clean.header, first, *clean.rows[1:-1], last]))
    with pytest.raises(DataError) as caught:
        open_data(tmp_path)
    assert [fault.row for fault in caught.value.faults] == [clean.line + 2]
