"""Bytes: every stored lesson, what the explorer sends to the page, and the one-file handout."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks.place import LESSONS
from benchmarks.table import Aim, Row

LESSON_LIMIT, HANDOUT_LIMIT = Aim(450), Aim(300)


def lessons(_scratch: Path) -> Iterator[Row]:
    """The size of each lesson as it is stored."""
    found = sorted(LESSONS.glob("*.ipynb"))
    if not found:
        raise ValueError("there are no lessons")
    for lesson in found:
        stored = "" if has_outputs(lesson) else ", without its outputs"
        measure = f"stored lesson {lesson.stem}{stored}"
        yield Row(measure=measure, value=lesson.stat().st_size / 1000, unit="kB", aim=LESSON_LIMIT)


def has_outputs(lesson: Path) -> bool:
    """Whether a lesson was executed before it was stored."""
    cells = json.loads(lesson.read_text(encoding="utf-8"))["cells"]
    return any(cell.get("outputs") for cell in cells)


def parts(_scratch: Path) -> Iterator[Row]:
    """What the explorer sends: its data, packed and plain, its module with its style; then the handout."""
    from retinoid_teach.widgets import handout_html
    from retinoid_teach.widgets._explorer.explorer import packed
    from retinoid_teach.widgets._explorer.payload import explorer_payload
    from retinoid_teach.widgets._page.built import read_built

    plain = json.dumps(explorer_payload(), ensure_ascii=False, separators=(",", ":"))
    yield Row(
        measure="explorer's data as sent, packed",
        value=_kilobytes(packed()),
        unit="kB",
        peer="the same, plain",
        peer_value=_kilobytes(plain),
    )
    code = read_built("explorer.js") + read_built("explorer.css")
    yield Row(measure="explorer's module and style", value=_kilobytes(code), unit="kB")
    yield Row(measure="one-file handout", value=_kilobytes(handout_html()), unit="kB", aim=HANDOUT_LIMIT)


def _kilobytes(text: str) -> float:
    return len(text.encode()) / 1000
