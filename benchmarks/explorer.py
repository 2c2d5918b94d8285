"""Clicks on the explorer beside clicks on its peers: one page of a real JupyterLab, one kernel, one run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.clicks import Clicks, Kind, click_in_turns, notebook
from benchmarks.growth import grown
from benchmarks.table import Aim, Of, Row

ROUNDS = 5
TIMES = 10
ANSWER, FRAME, FRAMES = Aim(5), Aim(16.7), Aim(33)
SETUP = """\
import retinoid_teach as rt
from benchmarks import peers


def shown(name, catalog=None):
    widget = rt.explorer(catalog=catalog)
    widget.add_class(name)
    return widget
"""
CLICK = "explorer, click to answer in the page"
PAINTED = "explorer, click to next painted frame (to 8 ms)"
PICTURE = "interact + matplotlib, click to picture loaded"
TABLE = "interact + table of the kernel, click to table in the page"


def clicks(scratch: Path) -> Iterator[Row]:
    """Acne types, guidelines and conditions; then opening another option, and the guidelines compared."""
    cells = [SETUP, "shown('bench-explorer')", "peers.picture()", "peers.html_table()"]
    kinds = {
        "explorer": Kind(cell=1, each=44),
        "option": Kind(cell=1, each=20),
        "picture": Kind(cell=2, each=24),
        "table": Kind(cell=3, each=24),
        "compare": Kind(cell=1, each=20),
    }
    with notebook(scratch, cells) as page:
        taken = click_in_turns(page, kinds, ROUNDS)
    own = taken["explorer"]
    yield from _pair(CLICK, own, PICTURE, taken["picture"], Aim(40, Of.RATIO))
    yield from _pair(CLICK, own, TABLE, taken["table"], ANSWER)
    for name, kind in (("another option opened", "option"), ("guidelines compared", "compare")):
        times = taken[kind].answer
        yield Row(measure=f"{CLICK}, {name}, p95", value=times.p95, unit="ms", n=times.count, aim=ANSWER)
    frames = own.painted
    yield Row(measure=f"{PAINTED}, median", value=frames.median, unit="ms", n=frames.count)
    yield Row(measure=f"{PAINTED}, p95", value=frames.p95, unit="ms", n=frames.count, aim=FRAMES)


def clicks_grown(scratch: Path) -> Iterator[Row]:
    """The same clicks with ten times the options and evidence, beside today's data in the same page."""
    folder = grown(scratch / "data", TIMES)
    cells = [SETUP, "shown('bench-explorer')", f"shown('bench-grown', rt.open_data({str(folder)!r}))"]
    kinds = {"explorer": Kind(cell=1, each=20), "grown": Kind(cell=2, each=40)}
    with notebook(scratch, cells) as page:
        taken = click_in_turns(page, kinds, ROUNDS)
    today, more = taken["explorer"], taken["grown"]
    pairs = ((CLICK, more.answer, today.answer, FRAME), (PAINTED, more.painted, today.painted, FRAMES))
    for name, times, peer, aim in pairs:
        yield Row(
            measure=f"{name}, {TIMES} × the data, p95",
            value=times.p95,
            unit="ms",
            n=times.count,
            aim=aim,
            peer="today's data",
            peer_value=peer.p95,
            peer_n=peer.count,
        )


def _pair(measure: str, own: Clicks, peer: str, other: Clicks, aim: Aim) -> Iterator[Row]:
    for name in ("median", "p95"):
        yield Row(
            measure=f"{measure}, {name}",
            value=getattr(own.answer, name),
            unit="ms",
            n=own.answer.count,
            aim=aim if name == "p95" else None,
            faster=True,
            peer=peer,
            peer_value=getattr(other.answer, name),
            peer_n=other.answer.count,
        )
