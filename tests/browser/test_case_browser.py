"""A case in a real browser: steps open one after another, and every answer is told why."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from retinoid_teach import learning
from retinoid_teach.widgets._case.case import case
from tests.browser.mounting import PHONE, THEMES, mounted, overflows, stop_clock, tries

ONE = learning.case("CASE-6")
NOT_EMPTY = re.compile(r"\S")
TAKEN = {
    "CASE-6-1": "CASE-6-1-3",
    "CASE-6-2": "CASE-6-2-c",
    "CASE-6-3": ["CASE-6-3-a", "CASE-6-3-b"],
    "CASE-6-4": "CASE-6-4-c",
    "CASE-6-5": "CASE-6-5-a",
}


@pytest.fixture
def shown(page_with):
    return mounted(page_with, case("CASE-6"))


def step(shown, place):
    return shown.page.locator(f"[data-step='CASE-6-{place}']")


def take(shown, place, *names):
    for name in names:
        step(shown, place).get_by_label(name, exact=True).check()
    step(shown, place).get_by_role("button", name="Answer").click()


def test_a_step_opens_when_the_one_before_it_is_answered(shown):
    forms = shown.page.locator("form")
    expect(forms).to_have_count(1)
    take(shown, 1, "Type 3: pustular")
    expect(forms).to_have_count(2)
    expect(step(shown, 1).locator(".rt-quiz-verdict")).to_have_text("Yes")
    expect(step(shown, 1).get_by_label("Type 3: pustular")).to_be_checked()
    expect(step(shown, 1).get_by_label("Type 3: pustular")).to_be_disabled()
    assert shown.get("answers") == {"CASE-6-1": "CASE-6-1-3"}


def test_what_was_chosen_is_seen_where_the_locked_control_is_faint_and_no_gap_is_left(shown):
    take(shown, 1, "Type 3: pustular")
    chosen = step(shown, 1).locator("label", has_text="Type 3: pustular")
    expect(chosen).to_have_css("font-weight", "600")
    expect(step(shown, 1).locator("label", has_text="Type 2: papular")).to_have_css("font-weight", "400")
    expect(step(shown, 1).locator(".rt-quiz-act")).to_be_hidden()
    shown.receive(saved=["saved"])
    expect(step(shown, 1).locator(".rt-quiz-saved")).to_be_visible()


def test_a_treatment_is_told_the_verdict_the_reasons_and_what_others_say(shown):
    take(shown, 1, "Type 3: pustular")
    chosen = ONE.steps[1].choices[2]
    take(shown, 2, chosen.text)
    reply = step(shown, 2).locator(".rt-quiz-reply")
    expect(reply.locator(".rt-quiz-verdict")).to_have_text(chosen.heading)
    expect(reply).to_contain_text("SmPC contraindicates lactation")
    expect(reply).to_contain_text(chosen.elsewhere)
    other = reply.get_by_text(ONE.steps[1].choices[1].heading)
    expect(other).to_be_hidden()
    reply.get_by_text("What the other choices are told").click()
    expect(other).to_be_visible()


def test_reasons_are_counted_those_found_and_those_that_did_not_decide(shown):
    shown.receive(answers={name: TAKEN[name] for name in ("CASE-6-1", "CASE-6-2")})
    reasons = ONE.steps[2].choices
    take(shown, 3, reasons[0].text, reasons[1].text)
    words = "You found 1 of 2 reasons that decided, and took 1 that did not"
    expect(step(shown, 3).locator(".rt-quiz-verdict")).to_have_text(words)
    expect(step(shown, 3).locator("[data-mark=right]")).to_have_count(1)
    expect(step(shown, 3).locator("[data-mark=wrong]")).to_have_count(1)
    assert shown.get("answers")["CASE-6-3"] == [reasons[0].id, reasons[1].id]
    shown.receive(answers={**TAKEN, "CASE-6-3": [reasons[0].id, reasons[2].id]})
    expect(step(shown, 3).locator("[data-verdict=right]")).to_have_text(
        "You found 2 of 2 reasons that decided"
    )


def test_saved_is_said_once_the_kernel_has_said_so_and_of_no_later_answer(shown):
    """Until then nothing is said. The same answer after a new start is another try."""
    stop_clock(shown)
    word, live = step(shown, 1).locator(".rt-quiz-saved"), shown.page.get_by_role("status")
    take(shown, 1, "Type 2: papular")
    assert tries(shown) == [["CASE-6-1", "CASE-6-1-2"]]
    expect(word).to_have_text("")
    shown.receive(saved=["saved"])
    expect(word).to_have_text("saved")
    expect(live).not_to_contain_text("saved")
    shown.page.get_by_role("button", name="Start again").click()
    expect(word).to_have_text("")
    take(shown, 1, "Type 2: papular")
    expect(word).to_have_text("")
    shown.receive(saved=["saved", "Not saved: the disk is full."])
    expect(word).to_have_text("Not saved: the disk is full.")
    expect(word).to_have_class(re.compile("rt-quiz-missing"))
    expect(live).to_contain_text("The next step is open. Not saved: the disk is full.")


def test_several_reasons_are_one_try(shown):
    shown.receive(answers={name: TAKEN[name] for name in ("CASE-6-1", "CASE-6-2")})
    take(shown, 3, *(one.text for one in ONE.steps[2].choices[:2]))
    assert tries(shown) == [["CASE-6-3", "CASE-6-3-a CASE-6-3-b"]]
    shown.receive(saved=["saved"])
    expect(step(shown, 3).locator(".rt-quiz-saved")).to_have_text("saved")
    shown.receive(answers={**shown.get("answers"), "CASE-6-3": ["CASE-6-3-b"]})
    expect(step(shown, 3).locator(".rt-quiz-saved")).to_have_text("")


@pytest.mark.parametrize("one", learning.cases(), ids=lambda one: one.id)
def test_the_page_calls_acceptable_what_is_kept_as_acceptable(page_with, one):
    shown = mounted(page_with, case(one.id))
    for at in range(max(len(place.choices) for place in one.steps)):
        taken = {place.id: taken_in(place, at) for place in one.steps}
        shown.receive(answers=taken)
        kept = [
            place.accepts(" ".join(given) if place.many else given)
            for place, given in zip(one.steps, taken.values(), strict=True)
        ]
        verdicts = shown.page.locator(".rt-quiz-verdict")
        expect(verdicts).to_have_count(len(kept))
        said = [verdicts.nth(place).get_attribute("data-verdict") for place in range(len(kept))]
        assert said == ["right" if good else "wrong" for good in kept]


def taken_in(place, at):
    """Take the choice at a place; of several, first those that hold, then all up to there."""
    ids = [choice.id for choice in place.choices]
    if not place.many:
        return ids[at % len(ids)]
    return ids[:at] or [choice.id for choice in place.choices if choice.acceptable]


def test_nothing_taken_is_no_answer(shown):
    step(shown, 1).get_by_role("button", name="Answer").click()
    expect(step(shown, 1)).to_contain_text("Choose one first.")
    expect(shown.page.get_by_role("status")).to_have_text("Choose one first.")
    assert shown.saved == []


def test_the_whole_case_by_keyboard_alone(shown):
    press = shown.page.keyboard.press
    for place in range(1, 6):
        here = step(shown, place)
        press("Tab")
        expect(here.locator("input").first).to_be_focused()
        press("Space")
        if place == 3:
            for _ in ONE.steps[2].choices[1:]:
                press("Tab")
        press("Tab")
        expect(here.get_by_role("button")).to_be_focused()
        press("Enter")
        expect(here.locator(".rt-quiz-reply")).to_be_focused()
        for _ in range(here.locator("summary").count()):
            press("Tab")
            expect(here.locator("summary:focus")).to_have_count(1)
    press("Tab")
    expect(shown.page.get_by_role("button", name="Start again")).to_be_focused()
    press("Enter")
    expect(shown.page.locator("form")).to_have_count(1)
    expect(shown.page.locator("input:checked")).to_have_count(0)
    expect(shown.page.get_by_role("button", name="Start again")).to_be_hidden()
    expect(shown.page.locator(".rt-case-about")).to_be_focused()
    assert shown.get("answers") == {}


def test_the_result_is_announced_with_what_comes_next(shown):
    take(shown, 1, "Type 2: papular")
    live = shown.page.get_by_role("status")
    expect(live).to_have_text("Not this type. The next step is open.")
    shown.receive(answers={name: taken for name, taken in TAKEN.items() if name != "CASE-6-5"})
    take(shown, 5, ONE.steps[4].choices[1].text)
    expect(live).to_have_text("Acceptable. The case ends here.")


def test_every_control_has_a_name_and_each_step_is_a_group(shown):
    shown.receive(answers=TAKEN)
    groups = shown.page.locator("fieldset")
    expect(groups).to_have_count(5)
    for place, one in enumerate(ONE.steps):
        expect(groups.nth(place)).to_have_accessible_name(one.text)
    for control in shown.page.locator("input, button:visible").all():
        expect(control).to_have_accessible_name(NOT_EMPTY)


def test_people_are_picked_by_name_and_keep_their_answers(page_with):
    shown = mounted(page_with, case("CASE-1", "CASE-6"))
    who = shown.page.get_by_label("Person")
    expect(shown.root).to_contain_text("Tom is fourteen")
    expect(shown.page.locator(".rt-case-about .rt-quiz-title")).to_have_count(0)
    who.select_option("CASE-6")
    expect(shown.root).to_contain_text(ONE.story)
    expect(shown.root).not_to_contain_text("Tom is fourteen")
    take(shown, 1, "Type 3: pustular")
    who.select_option("CASE-1")
    expect(shown.page.locator("form")).to_have_count(1)
    shown.receive(answers={**shown.get("answers"), "CASE-1-1": "CASE-1-1-1"})
    expect(shown.page.locator("form")).to_have_count(2)
    shown.page.get_by_role("button", name="Start again").click()
    assert shown.get("answers") == {"CASE-6-1": "CASE-6-1-3"}
    shown.receive(chosen="CASE-6")
    expect(who).to_have_value("CASE-6")
    expect(shown.page.locator("form")).to_have_count(2)


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_before_or_after_answering(page_with, axe_violations, theme):
    shown = mounted(page_with, case("CASE-6", "CASE-1"), theme=theme)
    assert axe_violations(shown.page, "#widget") == []
    shown.receive(answers=TAKEN)
    for fold in shown.page.locator("summary").all():
        fold.click()
    assert axe_violations(shown.page, "#widget") == []


def test_all_cases_fit_a_phone(page_with):
    shown = mounted(page_with, case(), width=PHONE)
    assert overflows(shown) <= 0
    shown.receive(
        answers={
            step.id: [step.choices[0].id] if step.many else step.choices[0].id
            for one in learning.cases()
            for step in one.steps
        }
    )
    for one in learning.cases():
        shown.receive(chosen=one.id)
        for fold in shown.page.locator("summary").all():
            fold.click()
        assert overflows(shown) <= 0, one.id


def test_text_of_a_file_stays_text(page_with, catalog_with_texts):
    hostile = "<img src=x onerror=\"document.title='hit'\"><b>bold</b> javascript:alert(1)"
    shown = mounted(page_with, case("CASE-6", catalog=catalog_with_texts(hostile)))
    shown.receive(answers=TAKEN)
    expect(shown.root).to_contain_text("<b>bold</b>")
    expect(shown.page.locator("#widget :is(img, b)")).to_have_count(0)
    assert shown.page.title() != "hit"


def test_a_removed_view_lets_go(shown):
    shown.page.evaluate(
        """async () => {
          const second = document.createElement("div");
          document.querySelector("main").append(second);
          (await view(second))();
        }"""
    )
    for trait in ("answers", "chosen", "tries", "saved"):
        assert shown.page.evaluate("name => model.listeners.get('change:' + name).length", trait) == 1
