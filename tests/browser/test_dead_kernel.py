"""A kernel that has died while its widgets are still on the page: each answers all the same.

JupyterLab throws from `save_changes` then ("Kernel is dead", "Cannot send"). Where that throw came through,
the rest of the click was lost: the evidence lab kept its old sentence, the quiz told a screen reader nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from retinoid_teach import compare_drugs
from retinoid_teach.widgets import case, claims, drug_table, evidence_lab, evidence_table, gags_scorer, quiz
from tests.browser.explorer_page import open_explorer
from tests.browser.lab_mounting import mounted_lab
from tests.browser.mounting import mounted
from tests.widgets.plain_lab import PlainLab

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import Mounted

TWO = compare_drugs(["adapalene", "tretinoin"])
DIES = "() => { model.save_changes = () => { window.tried = true; throw new Error('Kernel is dead'); }; }"


def live(page: Page, *words: str) -> None:
    """What a screen reader is told; a slider's output has the role of the live region too, and is silent."""
    for one in words:
        expect(page.locator("[role=status]:not(output)").first).to_contain_text(one)


def ask_the_explorer(page: Page) -> None:
    page.get_by_role("radio", name="AAD 2024", exact=True).check()
    live(page, "AAD 2024")
    expect(page.locator(".rt-summary")).to_contain_text("AAD 2024")


def weigh_anew(page: Page) -> None:
    sentence, picture = page.locator(".rt-ev-said"), page.locator(".rt-ev-figure")
    before, drawn = sentence.inner_text(), picture.inner_text()
    page.get_by_role("slider", name="Baseline").focus()
    page.keyboard.press("ArrowRight")
    expect(sentence).not_to_have_text(before)
    live(page, "of 100 people")
    page.get_by_label("Odds ratio").check()
    expect(picture).not_to_have_text(drawn, use_inner_text=True)


def not_saved(page: Page, word: Locator) -> None:
    """Said at once, and told to who does not see it."""
    expect(word).to_have_text("not saved: run this cell")
    live(page, "not saved: run this cell")


def answer_the_quiz(page: Page) -> None:
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Check").click()
    expect(page.locator(".rt-quiz-verdict")).to_be_visible()
    live(page, page.locator(".rt-quiz-verdict").inner_text())
    not_saved(page, page.locator(".rt-quiz-saved"))


def take_a_step(page: Page) -> None:
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Answer").click()
    expect(page.locator("form")).to_have_count(2)
    live(page, "The next step is open.")
    not_saved(page, page.locator(".rt-quiz-saved").first)
    page.get_by_role("button", name="Start again").click()
    expect(page.locator("form")).to_have_count(1)
    live(page, "Started again")


def meet_another(page: Page) -> None:
    page.get_by_label("Person").select_option("CASE-6")
    expect(page.locator("[data-step='CASE-6-1']")).to_be_visible()


def judge_the_only_claim(page: Page) -> None:
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Judge", exact=True).click()
    live(page, "The evidence:")
    expect(page.locator(".rt-claims-said")).to_be_visible()
    expect(page.locator("details").filter(has=page.locator(".rt-claims-table"))).to_have_attribute("open", "")


def score_a_region(page: Page) -> None:
    page.get_by_role("radiogroup", name="Forehead").get_by_label("nodule").check()
    expect(page.locator(".rt-gags-total")).to_contain_text("8 of")
    live(page, "Total 8")
    page.get_by_role("button", name="Reset").click()
    expect(page.locator(".rt-gags-total")).to_contain_text("0 of")
    live(page, "All regions are clear again.")


def sort_a_table(page: Page) -> None:
    page.locator(".rt-sortable-sort").first.click()
    expect(page.locator("[aria-sort=ascending]")).to_have_count(1)
    live(page, "Sorted:")


def move_a_slider(page: Page) -> None:
    slider = page.get_by_role("slider", name="plain amount")
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "5.5\u00a0mg")
    expect(page.locator(".rt-lab-wait")).to_be_visible()


OPENED: dict[str, tuple[Callable[[Any], Mounted], Callable[[Page], None]]] = {
    "explorer": (lambda page_with: open_explorer(page_with).mounted, ask_the_explorer),
    "evidence lab": (lambda page_with: mounted(page_with, evidence_lab("CM05")), weigh_anew),
    "quiz": (lambda page_with: mounted(page_with, quiz("Q-01-02")), answer_the_quiz),
    "case": (lambda page_with: mounted(page_with, case("CASE-6")), take_a_step),
    "cases": (lambda page_with: mounted(page_with, case()), meet_another),
    "claims": (lambda page_with: mounted(page_with, claims(["CL01"])), judge_the_only_claim),
    "GAGS scorer": (lambda page_with: mounted(page_with, gags_scorer()), score_a_region),
    "drug table": (
        lambda page_with: mounted(page_with, drug_table(TWO)),
        sort_a_table,
    ),
    "evidence table": (
        lambda page_with: mounted(page_with, evidence_table("pk_parameters", ["P004", "P024"])),
        sort_a_table,
    ),
    "lab": (lambda page_with: mounted_lab(page_with, PlainLab()).mounted, move_a_slider),
}


@pytest.mark.parametrize("name", OPENED)
def test_the_page_answers(page_with, name):
    """That it throws nothing either is asked of every browser test (`watched`)."""
    opened, act = OPENED[name]
    shown = opened(page_with)
    shown.page.evaluate(DIES)
    act(shown.page)
    assert shown.saved == []
    assert shown.page.evaluate("tried"), "the page has tried to tell the kernel"


def test_an_answer_that_reached_no_kernel_is_not_called_saved(page_with):
    """The same answer was saved before the kernel died: that word is not for the answer given now."""
    asked = mounted(page_with, quiz("Q-01-02"))
    word = asked.page.locator(".rt-quiz-saved")
    asked.page.get_by_role("radio").first.check()
    asked.page.get_by_role("button", name="Check").click()
    asked.receive(saved=["saved"])
    expect(word).to_have_text("saved")
    asked.page.evaluate(DIES)
    asked.page.get_by_role("button", name="Check").click()
    expect(word).to_have_text("not saved: run this cell")
