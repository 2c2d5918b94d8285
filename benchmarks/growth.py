"""A larger course: a data folder with the evidence several times over, and how long it takes to open."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.place import DATA, timed
from benchmarks.samples import Samples
from benchmarks.table import Aim, Of, Row
from retinoid_teach.evidence import Catalog, shipped

FOLDERS = ("science/", "clinical/", "questions/")
# Words that evidence is about and that grow with it; without them, each copy would fall on the same drugs.
WORDS = ("ingredients", "option_classes")
TIMES = {1: 3, 10: 3, 100: 1}
LINEAR = Aim(12.5, Of.RATIO)
_READY = "import retinoid_teach as rt; rt.table('sources')"
_TOKEN = re.compile(r"[^;|:]+")
_NUMBERED = re.compile(r"([A-Z]-\d{2}-|CASE-|C[MX])(\d+)(.*)")


def loading(scratch: Path) -> Iterator[Row]:
    """`open_data`, first in a process, then on the evidence once, 10 and 100 times over.

    Ten times the rows may take 12.5 times as long; the first opening imports what later ones have.
    """
    first = Samples.of(_seconds(scratch, DATA, _READY) for _ in range(3))
    name = "open_data on the shipped folder"
    yield Row(measure=f"{name}, first in a process, median", value=first.median, unit="s", n=first.count)
    before: Samples | None = None
    for times, rounds in TIMES.items():
        folder = grown(scratch / f"data{times}", times)
        taken = Samples.of(_seconds(scratch, folder, f"{_READY}; {_open(DATA)}") for _ in range(rounds))
        yield Row(
            measure=f"open_data, {times} × the rows, median" if before else f"{name}, median",
            value=taken.median,
            unit="s",
            n=taken.count,
            aim=LINEAR if before else None,
            peer=f"{times // 10} × the rows" if times > 10 else "the shipped rows",
            peer_value=before.median if before else None,
            peer_n=before.count if before else 0,
        )
        before = taken


def _seconds(scratch: Path, folder: Path, setup: str) -> float:
    return timed(scratch, _open(folder), setup, timeout=240)[0]


def _open(folder: Path) -> str:
    return f"rt.open_data({str(folder)!r})"


def grown(folder: Path, times: int) -> Path:
    """Make a valid data folder with every row of evidence and every question `times` over.

    A copy has ids of its own and speaks of copies: the second adapalene has its own effects, rules and
    recommendations. Sources and the vocabulary (but for ingredients and classes) are shared.
    """
    shutil.copytree(DATA, folder)
    catalog = shipped()
    tables = [table for table in catalog.contract.tables.values() if _grows(table.name, table.path)]
    ids = {table.name: frozenset(row["id"] for row in catalog.rows(table.name)) for table in tables}
    for table in tables:
        columns = {table.key: ids[table.name], **_references(table.name, catalog, ids)}
        _multiply(folder / table.path, columns, times)
    return folder


def _grows(name: str, path: str) -> bool:
    return name in WORDS or path.startswith(FOLDERS)


def _references(name: str, catalog: Catalog, ids: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """The columns of a table that name rows which are copied, and those rows' ids."""
    found: dict[str, frozenset[str]] = {}
    for column, relation in catalog.table(name).relations:
        copied = frozenset[str]().union(*(ids.get(table, frozenset()) for table in relation.tables))
        if copied:
            found[column] = found.get(column, frozenset()) | copied
    return found


def _multiply(path: Path, columns: Mapping[str, frozenset[str]], times: int) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows, header = list(reader), list(reader.fieldnames or ())
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, lineterminator="\n")
        writer.writeheader()
        for copy in range(1, times + 1):
            writer.writerows(rows if copy == 1 else (_copied(row, columns, copy) for row in rows))


def _copied(row: Mapping[str, str], columns: Mapping[str, frozenset[str]], copy: int) -> dict[str, str]:
    return {**row, **{column: renamed(row[column], ids, copy) for column, ids in columns.items()}}


def renamed(cell: str, ids: frozenset[str], copy: int) -> str:
    """Rename the ids in a cell, be it one id, a list, or pairs.

    Examples
    --------
    >>> renamed("adapalene:topical; bpo", frozenset({"adapalene", "bpo"}), 2)
    'adapalene_x2:topical; bpo_x2'
    """

    def one(match: re.Match[str]) -> str:
        word = match[0].strip()
        return match[0].replace(word, _new_id(word, copy)) if word in ids else match[0]

    return _TOKEN.sub(one, cell)


def _new_id(word: str, copy: int) -> str:
    # Some ids have a form: Q-01-03 becomes Q-01-203, and CM04 becomes CM204.
    numbered = _NUMBERED.fullmatch(word)
    return f"{numbered[1]}{copy}{numbered[2]:>02}{numbered[3]}" if numbered else f"{word}_x{copy}"
