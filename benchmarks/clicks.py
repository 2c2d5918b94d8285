"""Click through a notebook in JupyterLab, and bring back what the page's own clock said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.lab import page_at, running_lab
from benchmarks.samples import Samples

if TYPE_CHECKING:
    from playwright.sync_api import Page

NAME = "bench.ipynb"
SCRIPTS = ("page_choices.js", "page.js")
WARM_UP = 10
TRIES = 5  # of one click: a page still in motion may put another thing under a held pointer
HELD = 60  # ms that a click's button stays down: a hand's; at 0 the frame of the press is still being drawn
SHORTEST_EVENT = 16.0  # ms: the browser lists no event that took less
_KERNEL = "() => window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel"


@dataclass(frozen=True)
class Kind:
    """A kind of control: the cell that shows it, and how many clicks it gets a round."""

    cell: int
    each: int


@dataclass(frozen=True)
class Clicks:
    """The clicks on one kind of control: to the finished answer, and to the frame that shows it, in ms."""

    answer: Samples
    painted: Samples


@contextmanager
def notebook(scratch: Path, cells: Sequence[str]) -> Iterator[Page]:
    """Open a notebook of these cells in a JupyterLab of our own and run them all."""
    with running_lab(scratch) as lab:
        _write(lab.folder / NAME, cells)
        with page_at(lab.address(f"lab/tree/{NAME}")) as page:
            page.wait_for_function(_KERNEL)
            for name in SCRIPTS:
                page.evaluate(Path(__file__).with_name(name).read_text(encoding="utf-8"))
            page.evaluate("() => bench.runAll()")
            yield page


def click_in_turns(page: Page, kinds: Mapping[str, Kind], rounds: int) -> dict[str, Clicks]:
    """Click on every kind of control (named as in page_choices.js), `rounds` times over, warm.

    The kinds take turns, so that a busy minute of the machine is shared by all.
    """
    taken: dict[str, list[dict[str, Any]]] = {kind: [] for kind in kinds}
    for turn in range(rounds + 1):
        for name, kind in kinds.items():
            page.evaluate("([cell, name]) => bench.show(cell, name)", [kind.cell, name])
            measured = [_click(page, name) for _ in range(kind.each if turn else WARM_UP)]
            taken[name] += measured if turn else []
    return {kind: _summary(page, measured) for kind, measured in taken.items()}


def _write(path: Path, cells: Sequence[str]) -> None:
    import nbformat

    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    code = [nbformat.v4.new_code_cell(text, id=f"cell-{at}") for at, text in enumerate(cells)]
    nbformat.write(nbformat.v4.new_notebook(cells=code, metadata={"kernelspec": kernel}), path)


def _click(page: Page, kind: str) -> dict[str, Any]:
    for _ in range(TRIES):
        x, y = page.evaluate("kind => bench.next(kind)", kind)
        page.mouse.click(x, y, delay=HELD)
        if page.evaluate("() => bench.hit()"):
            return dict(page.evaluate("() => bench.answer()"))
    raise RuntimeError(f"the page moves its controls away from the pointer: {kind}")


def _summary(page: Page, measured: Sequence[dict[str, Any]]) -> Clicks:
    frames = [one["frame"] for one in measured]
    if page.evaluate("() => bench.timesEvents"):
        said = page.evaluate("clicks => clicks.map(bench.painted)", [one["click"] for one in measured])
        frames = [SHORTEST_EVENT if one is None else one for one in said]
    return Clicks(Samples.of(one["answer"] for one in measured), Samples.of(frames))
