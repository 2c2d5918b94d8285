"""The whole course executed as `make test` does it, beside as many notebooks with nothing in them."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.place import LESSONS, ROOT, call
from benchmarks.table import Aim, Row

WORKERS = 2


def course(scratch: Path) -> Iterator[Row]:
    """Seconds for nbval, pytest-xdist's two workers, one file a worker at a time."""
    lessons = sorted(LESSONS.glob("*.ipynb"))
    if not lessons:
        raise ValueError("there are no lessons")
    nothing = [_empty(scratch / f"empty_{number}.ipynb") for number, _ in enumerate(lessons)]
    empty_seconds = _execute(nothing, scratch)
    yield Row(
        measure=f"{len(lessons)} lessons executed by nbval, {WORKERS} workers",
        value=_execute(lessons, scratch),
        unit="s",
        aim=Aim(60),
        peer="as many empty notebooks",
        peer_value=empty_seconds,
    )


def _empty(path: Path) -> Path:
    import nbformat

    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    cells = [nbformat.v4.new_code_cell("None", id="empty")]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)
    return path


def _execute(notebooks: Sequence[Path], scratch: Path) -> float:
    # Lax: every cell runs and none may fail; whether outputs are as stored is for the tests to say.
    plain = (
        "-q",
        "-o",
        "addopts=",
        "-o",
        "filterwarnings=",
        "-p",
        "no:cacheprovider",
        "--import-mode=importlib",
    )
    workers = ("-n", str(WORKERS), "--dist", "loadfile", "--nbval-lax", "--nbval-current-env")
    command = [sys.executable, "-m", "pytest", *plain, *workers, *map(str, notebooks)]
    begun = time.perf_counter()
    call(command, scratch, cwd=ROOT, timeout=300)
    return time.perf_counter() - begun
