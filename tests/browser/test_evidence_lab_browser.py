"""The evidence lab in a real browser: it answers with nothing behind it."""

from __future__ import annotations

import json
import re
from itertools import pairwise, product

import pytest
from playwright.sync_api import expect

from retinoid_teach.widgets._evidence_lab.evidence_lab import evidence_lab
from retinoid_teach.widgets._evidence_lab.words import answer, heads
from tests.browser.mounting import PHONE, THEMES, called, mounted, overflows, part_of

COMPARISONS = evidence_lab().data["comparisons"]
MEASURES = ("risk_ratio", "odds_ratio", "risk_difference")
METHODS = ("random", "fixed")
HOSTILE = "<img src=x onerror=\"document.title='hit'\">"


@pytest.fixture
def lab(page_with):
    return mounted(page_with, evidence_lab("CM05"))


def slider(lab):
    return lab.page.get_by_role("slider", name="Baseline")


def said(lab):
    return lab.page.locator(".rt-ev-said")


def spoken(lab):
    """The live region; a slider's output has the role too, and is silent."""
    return lab.page.locator("[role=status]")


def counted(lab, square, kind):
    return lab.page.locator(".rt-ev-hundred").nth(square).locator(f"g.rt-ev-{kind}").count()


EVERY_STATE = part_of("_evidence_lab/words.js", "evidenceAnswer, headsOf") + (
    "export function everyState(one, states) {\n"
    "  return states.map(([measure, method, left, baseline]) => {\n"
    "    const { result, effect, sentence, applied, sure, people } =\n"
    "      evidenceAnswer(one, { measure, method, left, baseline });\n"
    "    const two = people && [headsOf(people.control), headsOf(people.treatment[0])];\n"
    "    return [result, effect, sentence, applied, sure, two];\n"
    "  });\n"
    "}\n"
)


def expected(one, state):
    found = answer(one, *state)
    people = found.people
    two = people and [heads(people.control), heads(people.treatment.estimate)]
    return [found.result, found.effect, found.sentence, found.applied, list(found.sure), two]


@pytest.mark.parametrize("one", COMPARISONS, ids=lambda one: one["id"])
def test_the_page_says_what_python_says_in_every_state(lab, one):
    trials = [study["trial"] for study in one["studies"]]
    leaving = [None, *trials] if len(trials) > 1 else [None]
    baselines = [0, 0.1, 0.7, one["baseline"], 33.3, 50, 87, 99.9, 100]
    states = list(product(MEASURES, METHODS, leaving, baselines))
    found = called(lab, EVERY_STATE, "everyState", [one, states])
    assert found == json.loads(json.dumps([expected(one, state) for state in states]))


def test_a_measure_is_drawn_said_and_saved_at_once(lab):
    lab.page.get_by_role("radio", name="risk difference").check()
    expect(lab.page.locator(".rt-ev-together .rt-ev-effect")).to_have_text("1.4 (−1.8 to 4.5)")
    expect(lab.page.get_by_role("img", name="Forest plot")).to_have_attribute(
        "aria-label",
        re.compile("Forest plot, risk difference of a topical retinoid to its vehicle.*Together 1.4"),
    )
    assert lab.saved[-1] == {"measure": "risk_difference"}
    widget = evidence_lab("CM05")
    widget.measure = "risk_difference"
    expect(said(lab)).to_have_text(widget.sentence)
    expect(spoken(lab)).to_have_text(widget.sentence)


def test_a_study_that_is_left_out_stays_and_says_so(lab):
    lab.page.get_by_label("Leave out").select_option("gold2009")
    row = lab.page.locator(".rt-ev-row", has_text="Gold 2009 Cutis")
    expect(row).to_contain_text("left out")
    expect(row).to_contain_text("0.80 (0.58 to 1.10)")
    expect(lab.page.locator(".rt-ev-together .rt-ev-effect")).to_have_text("1.20 (0.92 to 1.55)")
    assert lab.saved[-1] == {"left_out": "gold2009"}
    lab.page.get_by_label("Leave out").select_option("no study")
    expect(lab.page.locator(".rt-ev-together .rt-ev-effect")).to_have_text("1.13 (0.88 to 1.44)")
    assert lab.get("left_out") is None


def test_a_fixed_model_has_no_range_for_a_next_study(lab):
    expect(lab.page.locator(".rt-ev-next")).to_have_count(1)
    lab.page.get_by_role("radio", name="fixed effect").check()
    expect(lab.page.locator(".rt-ev-next")).to_have_count(0)
    expect(lab.root).to_contain_text("it says nothing of a next one")


def test_an_interval_that_goes_on_beyond_the_axis_has_arrows(lab):
    expect(lab.page.locator(".rt-ev-beyond")).to_have_count(0)
    lab.page.get_by_label("Question").select_option("CM06")
    expect(lab.page.locator(".rt-ev-beyond")).to_have_count(2)


def test_another_question_begins_with_its_own_baseline_and_studies(lab):
    lab.page.get_by_label("Leave out").select_option("gold2009")
    lab.page.get_by_label("Question").select_option("CM02")
    assert lab.saved[-1] == {"comparison": "CM02", "left_out": None, "baseline": 47.4}
    expect(said(lab)).to_have_text(evidence_lab("CM02").sentence)
    expect(lab.page.get_by_label("Leave out")).to_be_hidden()
    expect(lab.page.get_by_role("radio", name="fixed effect")).to_be_hidden()
    expect(lab.root).to_contain_text("Suspect reporting.")
    expect(slider(lab)).to_have_attribute("aria-valuetext", "47.4 of 100 people")


def test_questions_are_grouped_by_what_is_wanted(lab):
    groups = lab.page.locator("optgroup").evaluate_all(
        "all => all.map((one) => [one.label, one.children.length])"
    )
    good = sum(one["event_is"] == "good" for one in COMPARISONS)
    assert groups == [["A wanted outcome", good], ["An unwanted outcome", len(COMPARISONS) - good]]


def test_people_are_filled_and_those_who_differ_stand_in_a_frame(page_with):
    widget = evidence_lab("CM02")
    widget.measure = "risk_difference"
    lab = mounted(page_with, widget)
    assert (counted(lab, 0, "event"), counted(lab, 0, "none")) == (47, 53)
    assert (counted(lab, 1, "event"), counted(lab, 1, "more"), counted(lab, 1, "none")) == (47, 20, 33)
    expect(lab.page.locator(".rt-ev-legend")).to_contain_text("In a frame with +: one more")
    expect(lab.page.get_by_role("img", name="67 of 100 people with tazarotene 0.1% gel")).to_be_visible()
    assert lab.page.locator("g.rt-ev-more path.rt-ev-sign").evaluate_all(
        "all => all.every((one) => one.getAttribute('d'))"
    )


def test_fewer_is_shown_as_fewer(page_with):
    widget = evidence_lab("CM05")
    widget.baseline = 60
    lab = mounted(page_with, widget)
    lab.page.get_by_label("Leave out").select_option("feldman2013_b")
    lab.page.get_by_label("Question").select_option("CM08")
    lab.receive(baseline=60)
    assert counted(lab, 1, "fewer") == 1
    expect(lab.page.locator(".rt-ev-legend")).to_contain_text("one fewer than without")
    assert lab.saved[-1]["comparison"] == "CM08"


def test_by_keyboard_alone(lab):
    press = lab.page.keyboard.press
    press("Tab")
    expect(lab.page.get_by_label("Question")).to_be_focused()
    press("Tab")
    press("ArrowRight")
    expect(lab.page.get_by_role("radio", name="odds ratio")).to_be_checked()
    press("Tab")
    press("ArrowRight")
    expect(lab.page.get_by_role("radio", name="fixed effect")).to_be_checked()
    press("Tab")
    expect(lab.page.get_by_label("Leave out")).to_be_focused()
    press("ArrowDown")
    assert lab.get("left_out") == "perfect1"
    press("Tab")
    press("Enter")
    expect(lab.page.get_by_role("table")).to_be_visible()
    expect(lab.page.get_by_role("row", name="PERFECT 1")).to_contain_text("left out")
    press("Tab")
    press("Tab")
    expect(slider(lab)).to_be_focused()
    press("ArrowRight")
    expect(slider(lab)).to_have_attribute("aria-valuetext", "13 of 100 people")
    press("End")
    assert lab.get("baseline") == 100
    press("Tab")
    press("Enter")
    assert lab.get("baseline") == 12.6


def test_every_stop_of_the_slider_is_a_number_of_people_and_the_trials_own(lab):
    slider(lab).focus()
    lab.page.keyboard.press("Home")
    found = []
    for _ in range(9):
        found.append(lab.get("baseline"))
        lab.page.keyboard.press("ArrowRight")
    assert found == [0, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 2, 3]
    lab.receive(baseline=33.3)
    expect(slider(lab)).to_have_attribute("aria-valuetext", "33.3 of 100 people")


def test_nothing_is_said_while_the_slider_moves(lab):
    slider(lab).evaluate("(input) => { input.value = 40; input.dispatchEvent(new Event('input')); }")
    expect(spoken(lab)).to_have_text("")
    slider(lab).dispatch_event("change")
    expect(spoken(lab)).to_contain_text("of 100 people")


def test_traits_from_python_are_shown_and_not_saved_back(lab):
    lab.receive(comparison="CM12", left_out=None, baseline=0.0)
    expect(said(lab)).to_have_text(evidence_lab("CM12").sentence)
    lab.receive(measure="risk_difference")
    expect(said(lab)).to_contain_text("1 more (0 to 2 more)")
    assert lab.saved == []


def test_the_table_keeps_open_and_has_the_same_numbers(lab):
    lab.page.get_by_text("Show as table").click()
    lab.page.get_by_role("radio", name="odds ratio").check()
    table = lab.page.get_by_role("table")
    expect(table).to_be_visible()
    expect(table.get_by_role("row")).to_have_count(10)
    expect(table.get_by_role("columnheader", name="odds ratio (95 %)")).to_be_visible()
    drawn = lab.page.locator(".rt-ev-row:not(.rt-ev-head) .rt-ev-effect").all_text_contents()
    told = table.locator("tbody tr td:nth-child(4)").all_text_contents()
    assert drawn == told


def test_squares_and_diamond_stand_where_their_numbers_are(lab):
    """The strip's axis is the same for all rows: no difference lies under no difference."""
    lines = lab.page.locator(".rt-ev-nothing").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect().x)"
    )
    assert max(lines) - min(lines) < 1
    tick = lab.page.locator(".rt-ev-ticks span", has_text=re.compile("^1$")).bounding_box()
    assert tick is not None
    assert abs(tick["x"] + tick["width"] / 2 - lines[0]) < 2


def test_it_says_who_paid_and_what_was_not_measured(lab):
    expect(lab.root).to_contain_text("PERFECT 1: Galderma R&D.")
    expect(lab.root).to_contain_text("Gold 2009 Cutis: not stated in what was read.")
    expect(lab.root).to_contain_text("Why they left.")
    lab.page.get_by_text("Sources (8)").click()
    links = lab.page.locator(".rt-cited-sources a")
    assert all(href.startswith("http") for href in links.evaluate_all("all => all.map((one) => one.href)"))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", ["CM02", "CM05"])
def test_axe_finds_nothing(page_with, axe_violations, theme, name):
    lab = mounted(page_with, evidence_lab(name), theme=theme)
    if name == "CM05":
        lab.page.get_by_label("Leave out").select_option("gold2009")
    lab.page.get_by_text("Show as table").click()
    lab.page.get_by_text(re.compile("^Sources")).click()
    assert axe_violations(lab.page, "#widget") == []


@pytest.mark.parametrize("width", [276, 320, PHONE, 600, 700, 800, 1000])
@pytest.mark.parametrize("name", ["CM05", "CM06", "CM10"])
def test_it_fits_its_place(page_with, width, name):
    lab = mounted(page_with, evidence_lab(name), width=width)
    lab.page.get_by_text("Show as table").click()
    assert overflows(lab) <= 0
    ticks = lab.page.locator(".rt-ev-ticks span").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect()).map(({ left, right }) => [left, right])"
    )
    assert len(ticks) >= 2
    assert all(right <= after for (_, right), (after, _) in pairwise(ticks))


def test_a_name_of_two_drugs_breaks_after_its_plus_and_not_inside_a_word(page_with):
    shown = mounted(page_with, evidence_lab("CM11"), width=PHONE)
    name = shown.page.locator(".rt-ev-row .rt-ev-name b").first
    expect(name).to_have_text("Adapalene+\u200bclindamycin v adapalene+\u200bBPO")
    assert name.evaluate("one => one.scrollWidth <= one.parentElement.clientWidth")


def test_the_view_takes_its_listeners_with_it(lab):
    lab.page.evaluate("cleanup()")
    before = said(lab).text_content()
    lab.receive(measure="odds_ratio")
    assert said(lab).text_content() == before


def test_text_of_a_file_stays_text(page_with, catalog_with_texts):
    lab = mounted(page_with, evidence_lab("CM05", catalog=catalog_with_texts(HOSTILE)))
    lab.page.get_by_text("Show as table").click()
    expect(lab.page.locator("#widget img")).to_have_count(0)
    expect(said(lab)).to_contain_text("onerror")
    assert lab.page.title() != "hit"
