"""A learner's hour: a lesson is read and answered, the kernel is lost, and the review knows what was missed.

The story is one test, told in real JupyterLab with a home that holds nothing yet. It guards the seams between
the parts: a quiz that says "saved" before the answer is on disk, a page that is dead after a reload, a review
that asks what was known and forgets what was not, a picture that counts something else.

    pytest tests/browser/test_learners_hour.py

With `HOUR_PICTURES` set to a folder, a picture of each chapter is put there.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from retinoid_teach import learning
from tests.browser.waiting import LAB_MS

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.browser.lab_page import Lab

pytestmark = pytest.mark.slow

LESSON, REVIEW = "01_acne_and_grading.ipynb", "11_review.ipynb"
MISSED = "Q-01-07"
ANSWERED = ("Q-01-12", "Q-01-03", MISSED, "Q-01-06", "Q-01-10", "Q-01-11")
QUESTIONS = {one.id: one for one in learning.questions()}
SETTLE = """node => new Promise((done) => {
  let before;
  const look = () => {
    node.scrollIntoView({ block: "center" });
    const { top } = node.getBoundingClientRect();
    if (top === before) return done();
    before = top;
    return requestAnimationFrame(look);
  };
  look();
})"""
PICTURES = os.environ.get("HOUR_PICTURES")


def card(lab: Lab, question: str) -> Locator:
    return lab.notebook.locator(f"[data-question='{question}']")


def answer(lab: Lab, question: str, *, right: bool) -> None:
    """Answer as asked, and wait until the page says that it is saved."""
    asked, shown = QUESTIONS[question], card(lab, question)
    shown.scroll_into_view_if_needed(timeout=LAB_MS)
    if asked.kind == "number":
        shown.get_by_label("Your answer").fill(f"{asked.right + (not right):g}")
    else:
        chosen = next(one for one in asked.answers if one.correct is right)
        shown.locator(f"input[value='{chosen.id}']").check()
    shown.get_by_role("button", name="Check").click()
    expect(shown.locator(".rt-quiz-verdict")).to_have_attribute("data-verdict", "right" if right else "wrong")
    expect(shown.locator(".rt-quiz-saved")).to_have_text("saved", timeout=LAB_MS)


def picture(lab: Lab, of: Locator, name: str) -> None:
    """Take a picture of a chapter, if somebody asked for pictures."""
    if PICTURES:
        of.evaluate(SETTLE)
        lab.page.screenshot(path=Path(PICTURES) / f"hour-{name}.png", animations="disabled")


def counted(right: int, answered: int) -> re.Pattern[str]:
    """How the picture's alt text counts the objective of the missed question."""
    goal = QUESTIONS[MISSED].objective_id
    text = next(one.text for one in learning.objectives() if one.id == goal)
    checks = [one for one in QUESTIONS.values() if one.objective_id == goal and one.role == "check"]
    return re.compile(re.escape(f"{text}, {right} of {len(checks)} ({answered} answered)"))


def test_an_hour_of_a_learner(open_lesson, answers):
    lab = open_lesson(LESSON)
    assert not answers.exists()

    # She runs the lesson and answers its checks. One thought is the usual mistake.
    lab.run_all()
    for question in ANSWERED:
        answer(lab, question, right=question != MISSED)
    picture(lab, card(lab, MISSED), "1-answered")
    told = [(one.question_id, one.correct) for one in learning.history(answers).answers]
    assert told == [(question, question != MISSED) for question in ANSWERED]

    # The kernel goes, and with it all that it knew; the page is loaded anew, and the lesson runs again.
    lab.page.evaluate("jupyterapp.commands.execute('docmanager:save')")
    lab.page.evaluate("jupyterapp.shell.currentWidget.sessionContext.restartKernel()")
    assert lab.popups() == []
    lab.page.reload(timeout=LAB_MS)
    lab.wait_for_kernel()
    lab.show(card(lab, MISSED))
    expect(card(lab, MISSED).locator(".rt-quiz-verdict")).to_have_attribute("data-verdict", "wrong")
    lab.run_all()
    expect(card(lab, MISSED).get_by_role("button", name="Answer again")).to_be_attached(timeout=LAB_MS)
    expect(card(lab, MISSED).locator(".rt-quiz-verdict")).to_have_attribute("data-verdict", "wrong")
    expect(card(lab, MISSED).locator(".rt-quiz-saved")).to_have_text(re.compile("^answered "))
    assert lab.popups() == []

    # In the review what was missed comes first, with the reason why it is asked.
    review = open_lesson(REVIEW)
    review.run_all()
    due = review.notebook.get_by_role("table", name="The questions to ask now")
    expect(due.locator("tbody tr").first).to_contain_text("missed last time", timeout=LAB_MS)
    asked = review.notebook.locator(f".rt-quiz:has([data-question='{MISSED}'])")
    expect(asked.locator("[data-question]").first).to_have_attribute("data-question", MISSED, timeout=LAB_MS)
    assert asked.locator("[data-question]").count() > 1

    # The picture counts what was answered; after a second try it counts that.
    drawn = review.notebook.locator("img[alt^='Your answers by objective']")
    expect(drawn).to_have_attribute("alt", counted(right=1, answered=2), timeout=LAB_MS)
    answer(review, MISSED, right=True)
    picture(review, card(review, MISSED), "2-review")
    sources = [cell["source"] for cell in review.outputs()]
    review.run_cell(sources.index("rt.progress()"))
    expect(drawn).to_have_attribute("alt", counted(right=2, answered=2), timeout=LAB_MS)
    picture(review, drawn, "3-progress")
    assert review.popups() == []
