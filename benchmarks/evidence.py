"""Keys on the controls of the evidence lab, to the frame that shows the answer; the page asks no kernel."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.clicks import notebook
from benchmarks.samples import Samples
from benchmarks.table import Aim, Row

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROUNDS, EACH, WARM_UP, CELL = 5, 20, 6, 1
SETUP = """\
import retinoid_teach as rt

lab = rt.widgets.evidence_lab("CM05")
lab.add_class("bench-evidence")
"""
KEYS = {
    "baseline": ("ArrowLeft", "ArrowRight"),
    "measure": ("ArrowRight",) * 2,
    "left_out": ("ArrowDown", "ArrowUp"),
}
NAMES = {"baseline": "baseline moved", "measure": "another measure", "left_out": "another study left out"}


def evidence(scratch: Path) -> Iterator[Row]:
    """Each control in turn, one key at a time, warm."""
    with notebook(scratch, [SETUP, "lab"]) as page:
        page.evaluate(Path(__file__).with_name("page_sliders.js").read_text(encoding="utf-8"))
        taken: dict[str, list[float]] = {kind: [] for kind in KEYS}
        for turn in range(ROUNDS + 1):
            for kind in KEYS:
                page.evaluate("([cell, kind]) => benchSliders.show(cell, kind)", [CELL, kind])
                times = [_changed(page, kind, at) for at in range(EACH if turn else WARM_UP)]
                taken[kind] += times if turn else []
    for kind, times in taken.items():
        found = Samples.of(times)
        said = f"evidence lab, {NAMES[kind]}, key to painted answer"
        yield Row(measure=f"{said}, median", value=found.median, unit="ms", n=found.count)
        yield Row(measure=f"{said}, p95", value=found.p95, unit="ms", n=found.count, aim=Aim(50))


def _changed(page: Page, kind: str, at: int) -> float:
    page.evaluate("kind => benchSliders.next(kind)", kind)
    there, back = KEYS[kind]
    page.keyboard.press(back if at % 2 else there)
    return float(page.evaluate("() => benchSliders.answer()"))
