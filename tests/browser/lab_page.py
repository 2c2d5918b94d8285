"""A lesson in real JupyterLab: a server with a copy of the lessons, and a page that opens one of them."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from playwright.sync_api import expect

from lab_server import Server, jupyterlab, trust
from retinoid_teach.evidence._place import lessons_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Locator, Page

LONG = 60_000
RELOADS = 2
MODEL_LOST = "Error displaying widget: model not found"
OURS = re.compile(r"retinoid|anywidget|\brt-|explorer|quiz|gags", re.IGNORECASE)

WATCH_POPUPS = """
window.popups = [];
const boxes = ".jp-Dialog, .Toastify__toast";
new MutationObserver((changes) => {
  for (const { addedNodes } of changes) for (const node of addedNodes) {
    const found = node.matches?.(boxes) ? node : node.querySelector?.(boxes);
    if (found) window.popups.push(found.textContent);
  }
}).observe(document, { childList: true, subtree: true });
"""
OUTPUTS = """() => {
  const models = jupyterapp.shell.currentWidget.content.widgets.map((cell) => cell.model);
  return models.filter((model) => model.type === "code").map((model) => ({
    source: model.sharedModel.source, count: model.executionCount, outputs: model.outputs.toJSON(),
  }));
}"""


@pytest.fixture(scope="module")
def lessons(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the lessons."""
    folder = tmp_path_factory.mktemp("lab") / "notebooks"
    shutil.copytree(lessons_folder(), folder, ignore=shutil.ignore_patterns(".*"))
    return folder


@pytest.fixture(scope="module")
def server(lessons: Path) -> Iterator[Server]:
    """JupyterLab on the lessons, all trusted, with a home for answers that is empty."""
    home = lessons.parent / "home"
    trust(home, lessons.glob("*.ipynb"))
    with jupyterlab(lessons, home) as running:
        yield running


@dataclass
class Lab:
    """A page of JupyterLab with one notebook in it."""

    page: Page
    wrong: list[str] = field(default_factory=list)

    @property
    def notebook(self) -> Locator:
        return self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")

    @property
    def explorer(self) -> Locator:
        return self.notebook.locator(".rt-explorer").first

    def show_explorer(self) -> None:
        """Bring the explorer into view; a failure says what stands in the notebook instead.

        JupyterLab's widget manager may call itself restored before it has read the notebook: it restores
        once for the notebook and, if the kernel connects in that moment, once more for the kernel alone. What
        is drawn in between stays without its model. README tells a learner to reload the page, so that is
        what is done here, and only where that sentence stands.
        """
        lost = self.notebook.get_by_text(MODEL_LOST).first
        try:
            for _ in range(RELOADS):
                self.explorer.or_(lost).first.wait_for(state="attached", timeout=LONG)
                if self.explorer.count():
                    break
                self.page.reload(timeout=LONG)
                self.wait_for_kernel()
            self.explorer.scroll_into_view_if_needed(timeout=LONG)
        except PlaywrightTimeout:
            stands = self.notebook.inner_text()[:1500]
            pytest.fail(f"No explorer in the notebook. Thrown: {self.wrong}. There stands:\n{stands}")

    def wait_for_kernel(self) -> None:
        """Wait until the notebook stands there and its kernel has nothing to do."""
        expect(self.notebook).to_be_visible(timeout=LONG)
        self.page.wait_for_function(
            "jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'", timeout=LONG
        )

    def run_all(self) -> None:
        """What the menu Run, Run All Cells does; ends when the last cell has run."""
        self.page.evaluate("jupyterapp.commands.execute('runmenu:run-all')")

    def run_cell(self, index: int) -> None:
        """Click into a code cell and press Shift and Enter."""
        self.notebook.locator(".jp-CodeCell .cm-content").nth(index).click()
        self.page.keyboard.press("Shift+Enter")

    def outputs(self) -> list[dict[str, Any]]:
        return self.page.evaluate(OUTPUTS)

    def popups(self) -> list[str]:
        return self.page.evaluate("popups")


@pytest.fixture
def open_lesson(
    watched: Callable[..., Any], server: Server, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Lab]]:
    """Open a notebook in a workspace of its own."""
    opened: list[tuple[Any, Lab]] = []

    def open_one(name: str, **options: Any) -> Lab:
        one = watched(viewport={"width": 1400, "height": 1000}, **options)
        one.context.add_init_script(WATCH_POPUPS)
        lab = Lab(one.new_page())
        lab.page.on("pageerror", lambda error: lab.wrong.append(f"{error.stack or error}"))
        opened.append((one, lab))
        workspace = re.sub(r"\W+", "-", request.node.name)
        lab.page.goto(server.lesson(name, workspace), timeout=LONG)
        lab.wait_for_kernel()
        return lab

    yield open_one
    for one, lab in opened:
        lab.page.evaluate("jupyterapp.shell.currentWidget.sessionContext.shutdown()")
        lab.page.close()
        told = [text for text in one.errors if OURS.search(text)]
        thrown = [text for text in lab.wrong if "blob:" in text or OURS.search(text)]
        one.errors.clear()
        assert told + thrown == []
