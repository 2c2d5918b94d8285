"""Run the measures one after the other; one that fails says why and does not stop the rest."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from benchmarks.table import Row

Measure = Callable[[Path], Iterable[Row]]
"""Takes an empty folder of its own, gives rows."""

LONGEST_REASON = 160
_CALLED = re.compile(r"^(?:\w+\.\w+: )?(?:Error: )?")


def run(measures: Mapping[str, Measure]) -> list[Row]:
    """Run every measure in the order given; what each title took goes to standard error."""
    rows: list[Row] = []
    for title, measure in measures.items():
        begun = time.perf_counter()
        print(f"{title} ...", end="", file=sys.stderr, flush=True)
        rows += isolated(title, measure)
        print(f" {time.perf_counter() - begun:.0f} s", file=sys.stderr, flush=True)
    return rows


def isolated(title: str, measure: Measure) -> list[Row]:
    """Run one measure in a folder of its own; what goes wrong becomes a row, after those that there are."""
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="retinoid-teach-bench-", ignore_cleanup_errors=True) as scratch:
        try:
            for row in measure(Path(scratch)):
                rows.append(row)  # noqa: PERF402 (kept when the next one fails)
        except Exception as error:
            rows.append(Row(measure=title, failed=reason(error)))
    return rows


def reason(error: BaseException) -> str:
    """Say in one line what went wrong.

    Examples
    --------
    >>> reason(ValueError("no browser\\n  at line 3"))
    'no browser'
    >>> reason(KeyError("kernel"))
    "KeyError: 'kernel'"
    """
    if isinstance(error, subprocess.TimeoutExpired):
        return f"no end within {error.timeout:.0f} s"
    first = next((line.strip() for line in str(error).splitlines() if line.strip()), "")
    if type(error).__name__ == "Error":  # Playwright's: where it was called, then what the page threw
        return _CALLED.sub("", first)[:LONGEST_REASON]
    clear = first and isinstance(error, (ValueError, RuntimeError, OSError))
    return (first if clear else f"{type(error).__name__}: {first}")[:LONGEST_REASON].removesuffix(": ")
