"""A slider moved in the kinetics lab, beside the same curve drawn in two other ways: one page, one kernel."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.clicks import notebook
from benchmarks.samples import Samples
from benchmarks.table import Aim, Of, Row

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROUNDS, EACH, WARM_UP, QUICK = 5, 20, 6, 10
CELLS = {"lab": 1, "blitted": 2, "interact": 3}
SETUP = """\
import retinoid_teach as rt
from benchmarks import peers_labs

lab = rt.widgets.kinetics_lab()
lab.add_class("bench-lab")
"""
PAINTED = "simulators, slider to painted curve"
PEERS = {
    "blitted": "one matplotlib figure that stays, drawn over",
    "interact": "interact + matplotlib",
}


def sliders(scratch: Path) -> Iterator[Row]:
    """Keys on the dose slider, one at a time; then quick ones, of which the last must be shown."""
    with notebook(scratch, [SETUP, "lab", "peers_labs.Blitted()", "peers_labs.interact()"]) as page:
        page.evaluate(Path(__file__).with_name("page_sliders.js").read_text(encoding="utf-8"))
        taken = {kind: Samples.of(times) for kind, times in _in_turns(page).items()}
        last = Samples.of(_quick(page))
    own = taken["lab"]
    for kind, peer in PEERS.items():
        for name in ("median", "p95"):
            yield Row(
                measure=f"{PAINTED}, {name}",
                value=getattr(own, name),
                unit="ms",
                n=own.count,
                aim=_aim(kind, name),
                faster=True,
                peer=peer,
                peer_value=getattr(taken[kind], name),
                peer_n=taken[kind].count,
            )
    yield Row(
        measure=f"simulators, {QUICK} quick moves: from the last to its curve, p95",
        value=last.p95,
        unit="ms",
        n=last.count,
    )


def _aim(kind: str, name: str) -> Aim | None:
    if name != "p95":
        return None
    return Aim(3, Of.RATIO) if kind == "interact" else Aim(50)


def _in_turns(page: Page) -> dict[str, list[float]]:
    """The three take turns, so that a busy minute of the machine is shared by all."""
    taken: dict[str, list[float]] = {kind: [] for kind in CELLS}
    for turn in range(ROUNDS + 1):
        for kind, cell in CELLS.items():
            page.evaluate("([cell, kind]) => benchSliders.show(cell, kind)", [cell, kind])
            times = [_moved(page, kind, at) for at in range(EACH if turn else WARM_UP)]
            taken[kind] += times if turn else []
    return taken


def _moved(page: Page, kind: str, at: int) -> float:
    page.evaluate("kind => benchSliders.next(kind)", kind)
    page.keyboard.press("ArrowLeft" if at % 10 < 5 else "ArrowRight")
    return float(page.evaluate("() => benchSliders.answer()"))


def _quick(page: Page) -> Iterator[float]:
    """Several keys without waiting, fewer than reach the end; RuntimeError if the picture ends elsewhere."""
    page.evaluate("([cell, kind]) => benchSliders.show(cell, kind)", [CELLS["lab"], "lab"])
    for turn in range(ROUNDS * 2):
        key = "ArrowRight" if turn % 2 else "ArrowLeft"
        page.evaluate("() => benchSliders.next('lab')")
        for _ in range(QUICK - 1):
            page.keyboard.press(key)
        page.evaluate("() => benchSliders.next('lab', false)")
        page.keyboard.press(key)
        yield float(page.evaluate("() => benchSliders.answer()"))
        wanted, shown = page.evaluate("() => benchSliders.ends()")
        if wanted not in shown:
            raise RuntimeError(f"the slider stands at {wanted}, the picture says {shown}")
