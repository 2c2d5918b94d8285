"""Every way we can think of to spoil a table, made for each table and column from the contract.

A mutation makes a whole file as bytes, and has the place where the one fault must be reported and words that
its message must have. Each starts from the shipped table with one more row, the probe, which nothing names.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Literal

from retinoid_teach.evidence import shipped
from retinoid_teach.evidence._relations import Keys, Named, NamedWhen, Pairs, tokens
from retinoid_teach.evidence.contract import Field, Table

_PROBES = (
    *("zz-probe", "zz_probe", "O-99-9", "Q-99-99", "Q-99-99-z", "CM999", "CX9999"),
    *("CASE-99", "CASE-99-9", "CASE-99-9-z"),
)
NONSENSE = "no-such-thing"


@dataclass(frozen=True)
class Mutation:
    """A spoilt file, made when it is needed, and what must be said of it."""

    what: str
    make: Callable[[], bytes]
    row: int | None
    column: str | None
    says: str


@dataclass(frozen=True)
class Sheet:
    """The cells of a table with the probe as last row."""

    table: Table
    header: list[str]
    rows: list[list[str]]

    @cached_property
    def before(self) -> bytes:
        """The file without the probe."""
        return written([self.header, *self.rows[:-1]])

    @cached_property
    def line(self) -> int:
        """Line number of the probe."""
        return self.before.count(b"\n") + 1

    @property
    def data(self) -> bytes:
        """The whole file."""
        return self.with_cells()

    @property
    def probe(self) -> str:
        """Id of the probe."""
        return self.rows[-1][self.header.index("id")]

    def with_cells(self, **cells: str) -> bytes:
        """Give the file with other cells in the probe."""
        named = zip(self.header, self.rows[-1], strict=True)
        return self.before + written([[cells.get(name, value) for name, value in named]])

    def with_probe_as(self, data: bytes) -> bytes:
        """Give the file with other bytes in place of the probe's id."""
        return self.data.replace(self.probe.encode(), data)


def sheet(name: str) -> Sheet:
    """Read a shipped table and add the probe: a copy of the first row under a new id."""
    table = shipped().table(name)
    with (shipped().folder / table.path).open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    probe = [_probe_id(table) if name == "id" else cell for name, cell in zip(header, rows[0], strict=True)]
    return Sheet(table, header, [*rows, probe])


def _probe_id(table: Table) -> str:
    return next(one for one in _PROBES if re.fullmatch(_form_of_ids(table), one))


def _form_of_ids(table: Table) -> str:
    return next(field.pattern for field in table.fields if field.name == "id") or ".*"


def _ids_of_others(table: Table) -> Iterator[str]:
    for name in ("pk_parameters", "compounds", "options", "trials"):
        if name != table.name:
            yield shipped().rows(name)[0]["id"]


def written(
    rows: Iterable[list[str]],
    delimiter: str = ",",
    end: str = "\n",
    quoting: Literal[0, 1] = csv.QUOTE_MINIMAL,
) -> bytes:
    """Write cells as CSV."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(rows)
    return out.getvalue().encode()


def mutations(clean: Sheet) -> Iterator[Mutation]:
    """Give every mutation of a table."""
    yield from _of_file(clean)
    yield from _of_header(clean)
    yield from _of_rows(clean)
    for field in clean.table.fields:
        for what, cells, says in (*_by_type(field), *_by_limit(field), *_by_reference(clean, field)):
            make = partial(clean.with_cells, **cells)
            yield Mutation(f"{field.name}-{what}", make, clean.line, field.name, says)
    for column, what, cells, says in _rules(clean.table):
        yield Mutation(what, partial(clean.with_cells, **cells), clean.line, column, says)


def _of_file(clean: Sheet) -> Iterator[Mutation]:
    line, probe = clean.line, clean.probe.encode()
    rows = [clean.header, *clean.rows]
    spoilt = partial(partial, clean.with_probe_as)
    yield Mutation("empty", lambda: b"", None, None, "the file is empty")
    yield Mutation("only-a-byte-order-mark", lambda: b"\xef\xbb\xbf", None, None, "the file is empty")
    yield Mutation("only-line-ends", lambda: b"\r\n\r\n", None, None, "the file is empty")
    yield Mutation("empty-first-line", lambda: b"\n" + clean.data, 1, None, "this line is empty")
    yield Mutation("utf-16", lambda: clean.data.decode().encode("utf-16"), 1, None, "this is UTF-16")
    yield Mutation("latin-1", spoilt(probe + b"\xe9"), line, None, "UTF-8 text")
    yield Mutation("nul", spoilt(probe + b"\0"), line, None, "NUL at byte offset")
    yield Mutation("semicolons", lambda: written(rows, ";"), 1, None, "these are semicolons")
    yield Mutation("tabs", lambda: written(rows, "\t"), 1, None, "these are tabs")
    yield Mutation("open-quote", spoilt(b'"' + probe), line, None, "matching quotes")
    yield Mutation("text-after-quote", spoilt(b'"' + probe + b'"x'), line, None, "matching quotes")
    yield Mutation("long-cell", spoilt(b"z" * 120_000), line, None, "cells of at most")
    yield Mutation("vast-cell", spoilt(b"z" * 200_000), line, None, "cells of at most")


def _of_header(clean: Sheet) -> Iterator[Mutation]:
    header, rows, name = clean.header, [clean.header, *clean.rows], clean.table.name
    body = clean.data.partition(b"\n")[2]
    for index, column in enumerate(header):
        without = partial(_without, rows, index)
        yield Mutation(f"no-{column}", without, 1, column, "this column; it is missing")
        label = f"{column}x"
        data = written([[*header[:index], label, *header[index + 1 :]]]) + body
        yield Mutation(f"misspelt-{column}", partial(bytes, data), 1, label, "as the name of this column")
    strange = f"a column of the table {name}"
    yield Mutation("column-twice", partial(_with, rows, header[0]), 1, header[0], "each column once")
    yield Mutation("strange-column", partial(_with, rows, "Zusatz"), 1, "Zusatz", strange)
    yield Mutation("column-without-name", partial(_with, rows, ""), 1, "", strange)


def _without(rows: list[list[str]], index: int) -> bytes:
    return written(row[:index] + row[index + 1 :] for row in rows)


def _with(rows: list[list[str]], label: str) -> bytes:
    return written([*row, "x" if number else label] for number, row in enumerate(rows))


def _of_rows(clean: Sheet) -> Iterator[Mutation]:
    line, probe, before = clean.line, clean.rows[-1], clean.before
    last, width = clean.header[-1], f"{len(probe)} cells"
    yield Mutation("cell-missing", lambda: before + written([probe[:-1]]), line, last, width)
    yield Mutation("cell-too-many", lambda: before + written([[*probe, "x"]]), line, None, width)
    yield Mutation("empty-line", lambda: before + b"\n" + written([probe]), line, None, "this line is empty")
    cleared = written([[""] * len(probe), probe])
    yield Mutation("blank-row", lambda: before + cleared, line, None, "all its cells are blank")
    again = "a value that no other row has"
    yield Mutation("id-twice", lambda: before + written([probe, probe]), line + 1, "id", again)
    unseen = "an id without spaces at its ends, line ends"
    formed = "text of the form" if _form_of_ids(clean.table) != ".*" else unseen
    yield Mutation("id-with-line-end", partial(clean.with_cells, id=f"{clean.probe}\n"), line, "id", unseen)
    for what, more in (("space", " "), ("sign-unseen", "\u202e")):
        spoilt = partial(clean.with_cells, id=f"{clean.probe}{more}")
        yield Mutation(f"id-with-{what}", spoilt, line, "id", formed)
    if clean.table.citable:
        other = next(
            one for one in _ids_of_others(clean.table) if re.fullmatch(_form_of_ids(clean.table), one)
        )
        shared = partial(clean.with_cells, id=other)
        yield Mutation("id-of-another-table", shared, line, "id", "an id that no other table has")
    used = _referred_to(clean.table.name)
    if used:
        rows = [clean.header, *(row for row in clean.rows if row[0] != used)]
        yield Mutation("row-lost", lambda: written(rows), None, "id", "of the shipped table")


def _referred_to(name: str) -> str | None:
    """Find a row that another table names, and no row of its own table."""
    own = {
        token
        for column, relation in shipped().table(name).relations
        for row in shipped().rows(name)
        if name in relation.tables and row[column]
        for token in tokens(row[column], relation)
    }
    for other in shipped().names:
        for column, relation in shipped().table(other).relations:
            if (
                other == name
                or not isinstance(relation, Named)
                or relation.tables != (name,)
                or relation.separators
            ):
                continue
            for row in shipped().rows(other):
                if row[column] and row[column] not in own:
                    return str(row[column])
    return None


Change = tuple[str, dict[str, str], str]

_NO_NUMBERS = ("abc", "2,5", "nan", "1e999", "1_000", "٣", "5 mg")
_NO_WHOLE_NUMBERS = ("abc", "2.5", "=1+1", "1_000", "9" * 30)


def _by_type(field: Field) -> Iterator[Change]:
    name = field.name
    if field.type == "number":
        for value in _NO_NUMBERS:
            yield f"not-a-number-{value}", {name: value}, "a number with a point"
    if field.type == "integer":
        for value in _NO_WHOLE_NUMBERS:
            yield f"not-whole-{value[:6]}", {name: value}, "a whole number"
    if field.type == "boolean":
        for value in ("yes", "2", "wahr"):
            yield f"not-boolean-{value}", {name: value}, "true or false"


def _by_limit(field: Field) -> Iterator[Change]:
    name = field.name
    if field.required:
        yield "blank", {name: ""}, "never blank"
    if field.allowed:
        yield "not-allowed", {name: NONSENSE}, "one of: "
        yield "misspelt", {name: f"{field.allowed[0]}x"}, "one of: "
        yield "html", {name: "<b>x</b>"}, "one of: "
    if field.minimum is not None:
        yield "too-small", {name: f"{field.minimum - 1:g}"}, "at least "
    if field.maximum is not None:
        yield "too-large", {name: f"{field.maximum + 1:g}"}, "at most "
    if field.pattern:
        yield "wrong-form", {name: "?!"}, "text of the form "


def _by_reference(clean: Sheet, field: Field) -> Iterator[Change]:
    name = field.name
    for column, relation in clean.table.relations:
        if column != name or field.allowed:
            continue
        match relation:
            case Named(tables, separators):
                says = f"the id of a row of {' or '.join(tables)}"
                yield "dangling", {name: NONSENSE}, says
                if separators:
                    good = shipped().rows(tables[0])[0]["id"]
                    yield "dangling-in-list", {name: f"{good}{separators[0]}{NONSENSE}"}, says
                    yield "empty-in-list", {name: f"{good}{separators[0]}"}, says
            case NamedWhen(cases):
                for table, when, values in cases:
                    yield (
                        f"dangling-{table}",
                        {when: values[0], name: NONSENSE},
                        f"the id of a row of {table}",
                    )
            case Pairs(tables, between, separators):
                first, second = (shipped().rows(table)[0]["id"] for table in tables)
                yield "no-pair", {name: first}, "between them"
                yield "pair-first", {name: f"{NONSENSE}{between}{second}"}, f"the id of a row of {tables[0]}"
                yield "pair-second", {name: f"{first}{between}{NONSENSE}"}, f"the id of a row of {tables[1]}"
            case Keys(kinds):
                yield "no-kind", {name: NONSENSE}, f"{kinds[0][0]}:<id of {kinds[0][1]}>"
                yield "strange-kind", {name: f"drug:{NONSENSE}"}, f"{kinds[0][0]}:<id of {kinds[0][1]}>"
                for kind, table in kinds:
                    yield f"dangling-{kind}", {name: f"{kind}:{NONSENSE}"}, f"the id of a row of {table}"


def _rules(table: Table) -> Iterator[tuple[str, str, dict[str, str], str]]:
    fixed = {field.name for field in table.fields if field.allowed}
    for column in {field.unit_column for field in table.fields if field.unit_column} - fixed:
        for unit in ("furlong", "NG/ML", "ng/ml ", "µg/L"):
            yield column, f"{column}-{unit}", {column: unit}, "a unit that the shipped data uses"
    for field in table.fields:
        high = field.name.removesuffix("_low") + "_high"
        if field.name.endswith("_low") and table.has(high) and field.type in ("integer", "number"):
            yield (
                field.name,
                f"{field.name}-above-high",
                {field.name: "9", high: "8"},
                f"at most {high}, which is 8",
            )
    for part, whole in (
        ("events", "n"),
        ("exposed_events", "n_exposed"),
        ("comparator_events", "n_comparator"),
    ):
        if table.has(part) and table.has(whole):
            yield part, f"{part}-above-{whole}", {part: "9", whole: "8"}, f"at most {whole}, which is 8"
    yield from _rules_of_one_table(table.name)


def _rules_of_one_table(name: str) -> Iterator[tuple[str, str, dict[str, str], str]]:
    if name == "contradictions":
        age = {"other_kind": "age_below", "other_id": "twelve"}
        yield "other_id", "age-in-words", age, "an age in whole years"
    if name == "safety_rules":
        age = {"condition_kind": "age_below", "condition_id": "twelve"}
        yield "condition_id", "age-in-words", age, "an age in whole years"
        kind = {"condition_kind": "course", "condition_id": "peanut_or_soya_allergy"}
        yield "condition_id", "condition-of-another-kind", kind, "this one is of the kind patient"
        never = {"condition_kind": "pregnancy", "condition_id": "not_stated"}
        yield "condition_id", "never-holds", never, "a status that a rule can hold for: not_possible, "
        for why in ("", "  "):
            yield "why_not", f"decides-not{why}", {"decides": "false", "why_not": why}, "does not decide"
    for named, sign in (("ingredients", ":"), ("regions", ";"), ("routes", "|"), ("compound_names", ";")):
        if name == named:
            yield "id", "id-with-sign", {"id": f"zz{sign}probe"}, f"an id without {sign!r}"
    if name == "options":
        ring = "do not lead back to the option: zz_probe → zz_probe"
        yield "parts", "made-of-itself", {"parts": "bpo;adapalene|zz_probe"}, ring
    if name == "sources":
        alias = next(row["id"] for row in shipped().rows("sources") if row["same_as"])
        yield "same_as", "same-as-an-alias", {"same_as": alias}, "not itself the same as another"
        yield "same_as", "same-as-itself", {"same_as": _PROBES[0]}, "not itself the same as another"
