"""The second day with a lesson: it was run, answered, saved and closed; opened again, it is as it was left.

JupyterLab stored the outputs with ids of widgets that were new in each run, and beside them the state of the
old ones: the next day every widget of a lesson that had been run said "model not found". Its own setting for
it (saveState) helps for one day: the state of a widget that no kernel runs is not saved, so a lesson that is
opened, not run and saved loses all of them on the third.

JupyterLab's page saves by itself here every few seconds, and not every two minutes. Of the lessons three are
tried, and all of them where CI=true.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from lab_server import Server, jupyterlab, trust
from retinoid_teach import learning
from retinoid_teach.cli._put import put_lessons
from retinoid_teach.learning import history
from tests.browser.lab_page import MODEL_LOST, OURS, WATCH_POPUPS, Lab
from tests.browser.waiting import LAB_MS, wait_until
from tests.notebooks import reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Locator

pytestmark = pytest.mark.slow

ALL = [path.name for path in reading.LESSONS]
FEW = [name for name in ALL if name[:2] in ("00", "01", "04")]
TRIED = ALL if os.environ.get("CI") == "true" else FEW
ONE = next(name for name in ALL if name.startswith("01"))
AUTOSAVE = {"@jupyterlab/docmanager-extension:plugin": {"autosaveInterval": 3}}
NOTEBOOK = "jupyterapp.shell.currentWidget"
SHOW_EVERY_CELL = """async () => {
  const notebook = jupyterapp.shell.currentWidget.content;
  for (const cell of notebook.widgets.keys()) await notebook.scrollToItem(cell);
}"""


ANSWER_WHILE_SAVING = """async (question) => {
  const { context } = jupyterapp.shell.currentWidget;
  const answer = () => document.querySelector(`[data-question="${question}"] button`).click();
  const once = (_, stage) => {
    if (stage === "started" && context.saveState.disconnect(once)) setTimeout(answer);
  };
  context.saveState.connect(once);
  await context.save();
}"""


# The reply to a save comes when the first cell has run after the file was written.
RUN_WHILE_SAVING = """async () => {
  const { contents } = jupyterapp.serviceManager;
  const save = contents.save;
  contents.save = async (...given) => {
    contents.save = save;
    const saved = await save.apply(contents, given);
    const { content } = jupyterapp.shell.currentWidget;
    content.activeCellIndex = content.widgets.findIndex((cell) => cell.model.type === "code");
    await jupyterapp.commands.execute("notebook:run-cell");
    return saved;
  };
  await jupyterapp.shell.currentWidget.context.save();
}"""
WATCH_SAVES = """() => {
  window.writing = 0;
  const count = (_, stage) => { window.writing += stage === "started" ? 1 : -1; };
  jupyterapp.shell.currentWidget.context.saveState.connect(count);
}"""


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """JupyterLab on the lessons as `retinoid-teach lab` puts them, trusted; it saves by itself soon."""
    place = tmp_path_factory.mktemp("second-day")
    folder, home = place / "lessons", place / "home"
    put_lessons(folder)
    trust(home, folder.glob("*.ipynb"))
    settings = home / "config" / "labconfig"
    settings.mkdir(parents=True)
    (settings / "default_setting_overrides.json").write_text(json.dumps(AUTOSAVE), encoding="utf-8")
    with jupyterlab(folder, home) as running:
        yield running


@dataclass
class Lesson(Lab):
    """A lesson in a page of JupyterLab, and its file."""

    path: Path = None  # type: ignore[assignment]
    browser: Any = None

    @property
    def is_dirty(self) -> bool:
        return self.page.evaluate(f"{NOTEBOOK}.context.model.dirty")

    @property
    def question(self) -> Locator:
        """The first question of the lesson that is answered by a choice."""
        asked = dict(reading.quizzes(reading.ROOT / "notebooks" / self.path.name))["checks"]
        name = next(one for one in asked if learning.question(one).kind == "one_choice")
        return self.notebook.locator(f"[data-question='{name}']")

    def show_all(self) -> None:
        self.page.evaluate(SHOW_EVERY_CELL)

    def answer(self) -> None:
        self.question.scroll_into_view_if_needed(timeout=LAB_MS)
        again = self.question.get_by_role("button", name="Answer again")
        if again.count():
            again.click(timeout=LAB_MS)
        self.question.get_by_role("radio").first.check(timeout=LAB_MS)
        self.question.get_by_role("button", name="Check").click(timeout=LAB_MS)
        expect(self.question.locator(".rt-quiz-verdict")).to_be_visible(timeout=LAB_MS)

    def expect_answered(self) -> None:
        self.question.scroll_into_view_if_needed(timeout=LAB_MS)
        expect(self.question.get_by_role("radio").first).to_be_checked(timeout=LAB_MS)
        expect(self.question.locator(".rt-quiz-verdict")).to_be_visible(timeout=LAB_MS)

    def expect_alive(self) -> None:
        """Each output that shows a widget has one, and none says that it found none."""
        self.show_all()
        shown = [
            output["data"][reading.VIEW]["model_id"]
            for cell in self.outputs()
            for output in cell["outputs"]
            if reading.VIEW in output.get("data", {})
        ]
        assert len(shown) >= 2
        expect(self.notebook.locator(".jp-OutputArea-output > * > .rt-root")).to_have_count(
            len(shown), timeout=LAB_MS
        )
        assert self.notebook.get_by_text(MODEL_LOST).count() == 0

    def wait_until_saved(self) -> None:
        saved = f"!writing && !{NOTEBOOK}.context.model.dirty"
        wait_until(self.page, saved, "a lesson that is saved", timeout_ms=LAB_MS)

    def save(self) -> None:
        """Save by hand, also what is not dirty."""
        self.page.evaluate(f"{NOTEBOOK}.context.save()")

    def stored(self) -> dict[str, Any]:
        """The widgets that the file keeps, by id."""
        metadata = json.loads(self.path.read_bytes())["metadata"]
        return metadata["widgets"]["application/vnd.jupyter.widget-state+json"]["state"]


@pytest.fixture
def opened(watched: Callable[..., Any], server: Server, request: pytest.FixtureRequest) -> Callable[..., Any]:
    """Open a lesson of this test's own: `with opened(name) as lesson`. At the end its kernel is shut down."""
    place = server.folder / re.sub(r"\W+", "-", request.node.name)

    @contextmanager
    def open_one(name: str, *, shut_down: bool = True, beside: Lesson | None = None) -> Iterator[Lesson]:
        place.mkdir(exist_ok=True)
        if not (place / name).exists():
            shutil.copy(server.folder / name, place / name)
        one = beside.browser if beside else watched(viewport={"width": 1400, "height": 1000})
        one.context.add_init_script(WATCH_POPUPS)
        lesson = Lesson(one.new_page(), path=place / name, browser=one)
        lesson.page.on("pageerror", lambda error: lesson.wrong.append(f"{error.stack or error}"))
        lesson.page.goto(server.lesson(f"{place.name}/{name}", f"{place.name}-{id(lesson)}"), timeout=LAB_MS)
        lesson.wait_for_kernel()
        lesson.page.evaluate(WATCH_SAVES)
        yield lesson
        if shut_down:
            lesson.page.evaluate(f"{NOTEBOOK}.sessionContext.shutdown()")
        popups = lesson.popups()
        lesson.page.close()
        told = [text for text in [*one.errors, *lesson.wrong] if OURS.search(text)]
        one.errors.clear()
        assert (told, popups) == ([], [])

    return open_one


@pytest.mark.parametrize("name", TRIED)
def test_a_lesson_that_is_only_looked_at_stays_byte_for_byte(opened, name):
    with opened(name) as lesson:
        before = lesson.path.read_bytes()
        lesson.expect_alive()
        assert not lesson.is_dirty
        lesson.save()
        assert lesson.path.read_bytes() == before


@pytest.mark.parametrize("name", TRIED)
def test_on_the_second_day_and_the_third_a_lesson_is_as_it_was_left(opened, name):
    with opened(name) as lesson:
        lesson.run_all()
        models = set(lesson.stored())
        lesson.answer()
        expect(lesson.question).to_contain_text("saved", timeout=LAB_MS)
        lesson.wait_until_saved()
    with opened(name) as lesson:
        lesson.expect_alive()
        lesson.expect_answered()
        assert not lesson.is_dirty
        lesson.save()
        assert set(lesson.stored()) == models
    with opened(name) as lesson:
        lesson.expect_alive()
        lesson.expect_answered()


def test_what_is_done_in_a_lesson_that_was_not_run_is_kept_too(opened):
    with opened(ONE) as lesson:
        lesson.show_all()
        lesson.answer()
        lesson.wait_until_saved()
    with opened(ONE) as lesson:
        lesson.expect_alive()
        lesson.expect_answered()


def test_a_restart_of_the_kernel_and_more_runs_leave_one_state_for_each_widget(opened):
    with opened(ONE) as lesson:
        before = lesson.stored().keys()
        lesson.run_all()
        lesson.page.evaluate(f"{NOTEBOOK}.sessionContext.session.kernel.restart()")
        lesson.wait_for_kernel()
        lesson.expect_alive()
        lesson.run_all()
        lesson.run_all()
        lesson.expect_alive()
        lesson.answer()
        lesson.wait_until_saved()
        assert lesson.stored().keys() == before
    with opened(ONE) as lesson:
        lesson.expect_alive()
        lesson.expect_answered()


def test_a_widget_in_a_cell_of_ones_own_lasts(opened):
    with opened(ONE) as lesson:
        lesson.run_cell(0)
        count = len(lesson.stored())
        lesson.page.evaluate("jupyterapp.commands.execute('notebook:insert-cell-below')")
        lesson.page.evaluate(
            f"{NOTEBOOK}.content.activeCell.model.sharedModel.setSource('rt.explorer(acne_type=3)')"
        )
        lesson.page.evaluate("jupyterapp.commands.execute('notebook:run-cell')")
        expect(lesson.explorer.get_by_role("radio", name="3 Pustular")).to_be_checked(timeout=LAB_MS)
        lesson.explorer.get_by_role("radio", name="1 Comedonal").check()
        lesson.wait_until_saved()
        assert len(lesson.stored()) == count + 2
    with opened(ONE) as lesson:
        lesson.expect_alive()
        expect(lesson.explorer.get_by_role("radio", name="1 Comedonal")).to_be_checked(timeout=LAB_MS)


def test_a_second_tab_that_only_looks_asks_nothing(opened):
    """It was dirty from the start and saved as well: JupyterLab asked which of two files is to stay."""
    with opened(ONE) as first:
        first.run_all()
        first.wait_until_saved()
        with opened(ONE, shut_down=False) as second:
            second.expect_alive()
            first.answer()
            first.wait_until_saved()
            second.expect_answered()
            assert not second.is_dirty
        first.answer()
        first.wait_until_saved()


def test_two_tabs_that_are_both_worked_in_save_without_a_question(opened):
    with opened(ONE) as first, opened(ONE, shut_down=False, beside=first) as second:
        for lesson in (first, second, first):
            lesson.run_all()
            lesson.answer()
            lesson.wait_until_saved()
            lesson.save()
        cells = json.loads(first.path.read_bytes())["cells"]
        assert None not in [cell["execution_count"] for cell in cells if cell["cell_type"] == "code"]


def test_two_tabs_with_different_text_are_asked_which_one_stays(opened):
    with opened(ONE) as first, opened(ONE, shut_down=False, beside=first) as second:
        for lesson in (first, second):
            lesson.expect_alive()
        first.page.evaluate(f"{NOTEBOOK}.content.model.cells.get(0).sharedModel.setSource('mine')")
        first.wait_until_saved()
        second.page.evaluate(f"{NOTEBOOK}.content.model.cells.get(0).sharedModel.setSource('other')")
        question = second.page.get_by_role("dialog").filter(has_text="File Changed")
        expect(question).to_be_visible(timeout=LAB_MS)
        question.get_by_role("button", name="Revert").click(timeout=LAB_MS)
        expect(second.notebook).to_contain_text("mine", timeout=LAB_MS)
        assert second.popups().pop()
        second.page.evaluate("window.popups = []")


@pytest.mark.parametrize("keys", [("d", "d"), ("x",)])
def test_a_stray_key_deletes_no_cell_and_each_can_be_changed(opened, keys):
    with opened(ONE) as lesson:
        cells = lesson.page.evaluate(f"{NOTEBOOK}.content.widgets.length")
        for kind in ("Code", "Markdown"):
            lesson.notebook.locator(f".jp-{kind}Cell .jp-InputPrompt").first.click()
            for key in keys:
                lesson.page.keyboard.press(key)
        assert lesson.page.evaluate(f"{NOTEBOOK}.content.widgets.length") == cells
        lesson.notebook.locator(".jp-MarkdownCell").first.dblclick()
        for kind in ("Markdown", "Code"):
            cell = lesson.notebook.locator(f".jp-{kind}Cell .cm-content").first
            cell.click()
            lesson.page.keyboard.type("mine ")
            expect(cell).to_contain_text("mine")


@pytest.mark.parametrize("name", FEW)
def test_the_glossary_opens_to_be_read_and_leads_back(opened, server, name):
    with opened(name) as lesson:
        shutil.copy(server.folder / "glossary.md", lesson.path.parent)
        link = lesson.notebook.get_by_role("link", name="glossary", exact=True)
        lesson.show_all()
        link.click(timeout=LAB_MS)
        read = lesson.page.locator(".jp-MarkdownViewer:not(.lm-mod-hidden)")
        expect(read.get_by_role("heading", name="Glossary", exact=True)).to_be_visible(timeout=LAB_MS)
        lesson.page.evaluate("jupyterapp.shell.activateById(jupyterapp.shell.currentWidget.id)")
        read.get_by_role("link", name=f"lesson {name[:2]}").first.click(timeout=LAB_MS)
        expect(lesson.notebook).to_be_visible(timeout=LAB_MS)
        lesson.wait_for_kernel()


def test_what_was_answered_is_on_disk_beside_the_lesson(opened, server):
    with opened(ONE) as lesson:
        lesson.run_all()
        before = len(history(server.home / "answers" / "progress").answers)
        lesson.answer()
        expect(lesson.question).to_contain_text("saved", timeout=LAB_MS)
        assert len(history(server.home / "answers" / "progress").answers) == before + 1


def test_what_is_done_while_the_file_is_being_written_is_saved_after_it(opened):
    """JupyterLab calls all saved once it has written: the answer of that moment was in no file."""
    with opened(ONE) as lesson:
        lesson.show_all()
        lesson.question.scroll_into_view_if_needed(timeout=LAB_MS)
        lesson.question.get_by_role("radio").first.check(timeout=LAB_MS)
        lesson.page.evaluate(ANSWER_WHILE_SAVING, lesson.question.get_attribute("data-question"))
        expect(lesson.question.locator(".rt-quiz-verdict")).to_be_visible(timeout=LAB_MS)
        lesson.wait_until_saved()
    with opened(ONE) as lesson:
        lesson.expect_answered()


def test_what_is_run_while_the_file_is_being_written_is_saved_after_it(opened):
    """JupyterLab called it saved, and the next day the lesson was without its outputs."""
    with opened(ONE) as lesson:
        lesson.run_all()
        lesson.wait_until_saved()
        lesson.page.evaluate(RUN_WHILE_SAVING)
        lesson.wait_until_saved()
        count = lesson.outputs()[0]["count"]
        assert count > len(lesson.outputs())
        cells = json.loads(lesson.path.read_bytes())["cells"]
        assert next(cell["execution_count"] for cell in cells if cell["cell_type"] == "code") == count
