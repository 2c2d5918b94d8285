"""Write the page ``docs/data.md`` from the contract, so that it says what the reader checks.

``python -m retinoid_teach.evidence._document > docs/data.md`` writes it anew.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from ._catalog import Catalog, shipped
from .contract import FILE, Field, Table

_INTRODUCTION = f"""\
This page is made from `data/{FILE}`, the contract of the tables; a test keeps it true. After a change of the
contract, write it anew: `python -m retinoid_teach.evidence._document > docs/data.md`.

`rt.tables()` lists the tables, `rt.table(name)` opens one, `rt.cite(id)` makes a reference from a row's id.
A folder of your own in the same form opens with `rt.open_data(folder)`; `retinoid-teach check-data FOLDER`
says what is wrong in it. Tables that the folder does not have come from the shipped data.

- Files are CSV in UTF-8, with commas, a header line and a point in numbers. Blank: nothing was recorded.
- `id` is the key of every table. An id of a row that has sources belongs to that row alone, over all tables.
- What a column refers to must exist. A unit must be one that the shipped data uses; unit 1 is a count or a
  pure number.
- A `percent` agrees with `events` and `n`; a `value` holds the numbers of `value_low` and `value_high`, which
  models and figures read.
- Lines of commas at the end are no rows. An error of a spreadsheet (`#REF!`) is no text, nor are signs of
  another encoding; a space, `NA` or `-` does not fill a cell that is never blank.
"""

_COUNTED = """\
What the collected lists gave, what was added to them, and what the tables have. An added row says of one
more case what a row read in the same source says already. Vocabularies and questions were made for this
project and are not counted. `science/compounds_wide.csv`, a pivot of `compounds`, is not shipped:
`rt.compare_drugs` builds it."""


def data_page(catalog: Catalog) -> str:
    """Describe every table of a catalog, as Markdown.

    Parameters
    ----------
    catalog : Catalog
        The data.

    Returns
    -------
    str
        The page, with a table of rows in and rows out.

    Examples
    --------
    >>> print(data_page(shipped()).splitlines()[0])
    # The data
    """
    lines = [
        "# The data",
        "",
        f"{catalog.title}. Version {catalog.contract.version}, evidence of {catalog.date}.",
    ]
    lines += ["", _text(catalog.contract.description), "", _INTRODUCTION.rstrip()]
    lines += ["", "## Tables", "", *_overview(catalog)]
    lines += ["", "## Rows in, rows out", "", *_rows_in_and_out(catalog)]
    for name in catalog.names:
        lines += ["", *_section(catalog.table(name))]
    return "\n".join(lines) + "\n"


def _overview(catalog: Catalog) -> Iterator[str]:
    yield "| table | rows | what it is for |"
    yield "|---|---:|---|"
    for name in catalog.names:
        rows = len(catalog.rows(name))
        yield f"| [{name}](#{name}) | {rows} | {_cell(catalog.table(name).purpose)} |"


def _rows_in_and_out(catalog: Catalog) -> Iterator[str]:
    """Count what the collected lists gave and what the tables have: no row may be lost."""
    yield _COUNTED
    yield ""
    yield "| collected list | rows in | added | table | rows out |"
    yield "|---|---:|---|---|---:|"
    total_in = total_added = total_out = 0
    for name in catalog.names:
        rows_in, added = catalog.table(name).rows_in, catalog.table(name).rows_added
        if rows_in:
            rows_out = len(catalog.rows(name))
            files = "<br>".join(f"`{file}` {count}" for file, count in rows_in.items())
            lists = files if len(rows_in) > 1 else f"`{next(iter(rows_in))}`"
            yield f"| {lists} | {sum(rows_in.values())} | {', '.join(added)} | {name} | {rows_out} |"
            total_in, total_out = total_in + sum(rows_in.values()), total_out + rows_out
            total_added += len(added)
    yield f"| all | {total_in} | {total_added or ''} | | {total_out} |"


def _section(table: Table) -> Iterator[str]:
    yield f"## {table.name}"
    yield ""
    yield f"**{table.title}.** {table.purpose}"
    if table.description:
        yield ""
        yield _text(table.description)
    yield ""
    yield f"File: `{table.path}`."
    yield ""
    yield "| column | type | unit | rules | meaning |"
    yield "|---|---|---|---|---|"
    refers = {key.column: key.table for key in table.foreign_keys}
    for field in table.fields:
        rules = _bars("; ".join(_rules(field, refers.get(field.name))))
        cells = (f"`{field.name}`", field.type, _unit(field), rules, _cell(field.description))
        yield f"| {' | '.join(cells)} |"
    yield from _of_numbers(table)


def _of_numbers(table: Table) -> Iterator[str]:
    """Say what words stand for, and what models need of the numbers that they read."""
    for scale in table.scales:
        words = "; ".join(f"{word} {low:g} to {high:g}" for word, (low, high) in scale.limits.items())
        yield ""
        yield f"`{scale.column}` must not contradict `{scale.low}` and `{scale.high}`: {words}."
    if table.needs:
        yield ""
        yield "Models read these rows, in this unit and within these limits:"
        yield ""
    for need in table.needs:
        where = " and ".join(f"`{name}` {_listed(values)}" for name, values in need.where)
        limits = (("above", need.above), ("at least", need.at_least), ("at most", need.at_most))
        said = [need.unit, *(f"{word} {limit:g}" for word, limit in limits if limit is not None)]
        yield f"- {need.quantity}: `{need.column}` where {where}; {', '.join(said)}"


def _listed(values: frozenset[str]) -> str:
    return ", ".join(sorted(values))


def _unit(field: Field) -> str:
    return f"see `{field.unit_column}`" if field.unit_column else field.unit or ""


def _rules(field: Field, foreign: str | None) -> Iterator[str]:
    if field.required:
        yield "never blank"
    if field.unique:
        yield "no value twice"
    if foreign:
        yield f"id of {foreign}"
    if field.relation:
        yield str(field.relation)
    if field.allowed:
        yield "one of " + ", ".join(f"`{value}`" for value in field.allowed)
    if field.minimum is not None:
        yield f"at least {field.minimum:g}"
    if field.maximum is not None:
        yield f"at most {field.maximum:g}"
    if field.pattern:
        yield f"form `{field.pattern}`"


def _text(text: str) -> str:
    """Keep what stands in angle brackets from vanishing as a tag."""
    return " ".join(text.split()).replace("<", "&lt;")


def _cell(text: str) -> str:
    return _bars(_text(text))


def _bars(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.buffer.write(data_page(shipped()).encode())
