"""The command: which measures, where the table goes, and the exit status."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence

from benchmarks.machine import machine
from benchmarks.place import ROOT
from benchmarks.run import Measure, run
from benchmarks.table import put_between_markers, render
from retinoid_teach.cli._streams import print_any_letter

PAGE = "docs/measured.md"
"""Where the table stands, between its markers; README quotes some of its rows."""


def main(arguments: Sequence[str], measures: Mapping[str, Measure] | None = None) -> int:
    """Measure, print one table, and give 1 where something could not be measured; a missed aim gives 0."""
    print_any_letter()
    known = _all() if measures is None else measures
    asked = _parser(known).parse_args(arguments)
    rows = run({title: known[title] for title in known if not asked.only or title in asked.only})
    page = f"{render(rows)}\n{machine()}\n"
    print(page, end="")
    failed = sum(bool(row.failed) for row in rows)
    if asked.write and failed:
        print(f"{PAGE} is left as it is: {failed} could not be measured.", file=sys.stderr)
    elif asked.write:
        return _write(page)
    return 1 if failed else 0


def _all() -> Mapping[str, Measure]:
    from benchmarks.measures import MEASURES

    return MEASURES


def _write(page: str) -> int:
    try:
        put_between_markers(ROOT / PAGE, page)
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    said = f"{PAGE} has the new table. Read again what it says around the table, and what README quotes."
    print(said, file=sys.stderr)
    return 0


def _parser(measures: Mapping[str, Measure]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=f"Measure what {PAGE} shows.")
    parser.add_argument(
        "--write", action="store_true", help=f"put the table into {PAGE}, between its markers"
    )
    names = ", ".join(measures)
    parser.add_argument("--only", nargs="+", choices=list(measures), metavar="MEASURE", help=names)
    return parser
