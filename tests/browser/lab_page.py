"""A lesson in real JupyterLab: a server with a copy of the lessons, and a page that opens one of them."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from playwright.sync_api import expect

from lab_server import Server, jupyterlab, trust
from lessons import execute, settle
from retinoid_teach.evidence.place import lessons_folder
from tests.browser.waiting import LAB_MS, wait_until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Locator, Page

RELOADS = 2
SMALL = "small.ipynb"
CELLS = (
    "import retinoid_teach as rt\n\nshown = rt.explorer(acne_type=2)\nshown",
    'shown.acne_type = 4\nshown.guideline = "aad_2024"\nshown.patient = rt.clinic.Patient(None, "pregnant")',
    "(shown.acne_type, shown.option, shown.patient.age_years, shown.table().verdict.iloc[0])",
)
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
KERNEL = "jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel"
RUN_ALL = """() => {
  window.ranAll = false;
  jupyterapp.commands.execute("runmenu:run-all").then(() => { window.ranAll = true; });
}"""
OUTPUTS = """() => {
  const models = jupyterapp.shell.currentWidget.content.widgets.map((cell) => cell.model);
  return models.filter((model) => model.type === "code").map((model) => ({
    source: model.sharedModel.source, count: model.executionCount, outputs: model.outputs.toJSON(),
  }));
}"""


@pytest.fixture(scope="session")
def lessons(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The lessons and a small one, and of each a copy that nobody trusts."""
    folder = tmp_path_factory.mktemp("lab") / "notebooks"
    shutil.copytree(lessons_folder(), folder, ignore=shutil.ignore_patterns(".*"))
    write_small_lesson(folder / SMALL)
    shutil.copytree(folder, folder / "untrusted")
    forget_trust_in(folder / "untrusted")
    return folder


@pytest.fixture(scope="session")
def server(lessons: Path) -> Iterator[Server]:
    """JupyterLab on the lessons, started once for all tests of a worker; `lessons` itself is trusted."""
    home = lessons.parent / "home"
    trust(home, lessons.glob("*.ipynb"))
    with jupyterlab(lessons, home) as running:
        yield running


@pytest.fixture
def answers(server: Server) -> Path:
    """The folder of the learner's answers on that server, emptied of what other tests have answered."""
    home = server.home / "answers"
    shutil.rmtree(home, ignore_errors=True)
    return home / "progress"


def write_small_lesson(path: Path) -> None:
    """Write a notebook as `make lessons` does, executed and with its widgets' state; two cells are new."""
    notebook = new_notebook(cells=[new_code_cell(CELLS[0], id="explorer")])
    execute(notebook, path.parent)
    notebook.cells += [new_code_cell(text, id=f"cell-{at}") for at, text in enumerate(CELLS[1:])]
    settle(notebook, path.stem)
    for cell in notebook.cells[1:]:
        cell.execution_count = None
    nbformat.write(notebook, path)


def forget_trust_in(folder: Path) -> None:
    """Change each notebook a little: trust goes by content."""
    for path in folder.glob("*.ipynb"):
        notebook = nbformat.read(path, as_version=4)
        notebook.metadata["title"] = "not trusted"
        nbformat.write(notebook, path)


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

    def show(self, widget: Locator) -> None:
        """Bring a stored widget into view; a failure says what stands in the notebook instead.

        JupyterLab's widget manager may call itself restored before it has read the notebook: it restores
        once for the notebook and, if the kernel connects in that moment, once more for the kernel alone. What
        is drawn in between stays without its model. README tells a learner to reload the page, so that is
        what is done here, and only where that sentence stands.
        """
        lost = self.notebook.get_by_text(MODEL_LOST).first
        try:
            for _ in range(RELOADS):
                widget.or_(lost).first.wait_for(state="attached", timeout=LAB_MS)
                if widget.count():
                    break
                self.page.reload(timeout=LAB_MS)
                self.wait_for_kernel()
            widget.scroll_into_view_if_needed(timeout=LAB_MS)
        except PlaywrightTimeout:
            stands = self.notebook.inner_text()[:1500]
            pytest.fail(f"No {widget} in the notebook. Thrown: {self.wrong}. There stands:\n{stands}")

    def wait_for_kernel(self) -> None:
        """Wait until the notebook stands there and its kernel has nothing to do."""
        expect(self.notebook).to_be_visible(timeout=LAB_MS)
        wait_until(self.page, f"{KERNEL}?.status === 'idle'", "a kernel that is idle", timeout_ms=LAB_MS)

    def run_all(self) -> None:
        """What the menu Run, Run All Cells does; ends when the last cell has run."""
        self.page.evaluate(RUN_ALL)
        wait_until(self.page, "ranAll", "the end of Run All Cells", timeout_ms=LAB_MS)

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
        lab.page.goto(server.lesson(name, workspace), timeout=LAB_MS)
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
