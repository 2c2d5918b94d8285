"""Numbers as people type them: read rightly on the page, or refused in words; never another number.

A field of the type `number` took 1,17 as 117 in Chromium, called it wrong and kept it as the first answer.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from retinoid_teach.widgets import quiz
from tests.browser.explorer_page import open_explorer
from tests.browser.mounting import called, mounted, part_of, tries

NUMBER, PREDICTION, STEPS = "Q-01-03", "Q-01-01", "Q-02-12"
NO_NUMBER = "cannot be read as a number here"
READ = [
    ("1.17", "", 1.17),
    ("1,17", "", 1.17),
    (" 1.17\t", "", 1.17),
    ("\u22121.17", "", -1.17),
    ("-1,17", "", -1.17),
    ("\u2013 5", "", -5),
    ("+5", "", 5),
    ("+ 5", "", 5),
    (".5", "", 0.5),
    ("5.", "", 5),
    ("1e3", "", 1000),
    ("0,123", "", 0.123),
    ("0.123", "", 0.123),
    ("1.234", "", 1.234),
    ("1234,567", "", 1234.567),
    ("1 234", "", 1234),
    ("1\u00a0234,5", "", 1234.5),
    ("12\u2009345\u202f678", "", 12345678),
    ("1'234.5", "", 1234.5),
    ("1,234.5", "", 1234.5),
    ("1.234,5", "", 1234.5),
    ("1,234,567", "", 1234567),
    ("1.234.567", "", 1234567),
    ("1.17 steps", "steps", 1.17),
    ("1 step", "steps", 1),
    ("10\u00a0points", "points", 10),
    ("10POINTS", "points", 10),
    ("5 %", "%", 5),
    ("5%", "%", 5),
    ("5 per cent", "%", 5),
    ("20 of 100", "of 100", 20),
    ("1,17 h", "h", 1.17),
]
REFUSED = [
    ("1,234", "", "can be read in two ways: write 1.234 or 1234"),
    ("\u221212,345", "", "can be read in two ways: write -12.345 or -12345"),
    ("1,234 points", "points", "can be read in two ways"),
    *((typed, "points", NO_NUMBER) for typed in ("5 mg", "5 %", "points", "ten")),
    *((typed, "", NO_NUMBER) for typed in ("1 point", "1..2", "1,2,3", "1,23,456", "1 23")),
    *((typed, "", NO_NUMBER) for typed in ("1/2", "5-10", "<5", "10\u00b2", "-", ",", "0x10")),
    ("1e999", "", "is too large"),
]


@pytest.fixture(scope="module")
def reader():
    return part_of("_page/numbers.js", "readNumber")


@pytest.fixture
def asked(page_with):
    return mounted(page_with, quiz(PREDICTION, NUMBER, STEPS))


def test_what_can_be_read_in_one_way_is_read(asked, reader):
    found = [called(asked, reader, "readNumber", [typed, unit]) for typed, unit, _ in READ]
    assert found == [{"value": value, "refused": ""} for _, _, value in READ]


def test_anything_else_is_refused_in_words_that_repeat_it(asked, reader):
    for typed, unit, why in REFUSED:
        found = called(asked, reader, "readNumber", [typed, unit])
        assert found["value"] is None, typed
        assert found["refused"].startswith(f"\u201c{typed.strip().replace(chr(0x2212), '-')}\u201d "), typed
        assert why in found["refused"], typed


@pytest.mark.parametrize("typed", ["", " ", "\u00a0", "\u2009\u202f"])
def test_nothing_typed_is_no_number(asked, reader, typed):
    assert called(asked, reader, "readNumber", [typed, "points"]) == {"value": None, "refused": ""}


@pytest.mark.parametrize(
    ("typed", "verdict", "value"),
    [("1,17", "Right", 1.17), ("1.17 steps", "Right", 1.17), ("\u22121,17", "Not this number", -1.17)],
)
def test_the_quiz_marks_the_number_that_was_meant_and_shows_how_it_was_read(asked, typed, verdict, value):
    here = asked.page.locator(f"[data-question='{STEPS}']")
    box = here.get_by_label("Your answer")
    box.press_sequentially(typed)
    box.press("Enter")
    expect(here.locator(".rt-quiz-verdict")).to_have_text(verdict)
    expect(box).to_have_value(str(value))
    assert tries(asked) == [[STEPS, value]]


@pytest.mark.parametrize("typed", ["1,170", "117 mg", "about 1"])
def test_the_quiz_refuses_in_words_and_keeps_what_was_typed(asked, typed):
    here = asked.page.locator(f"[data-question='{STEPS}']")
    box = here.get_by_label("Your answer")
    expect(box).to_have_attribute("inputmode", "decimal")
    box.press_sequentially(typed)
    box.press("Enter")
    expect(here.locator(".rt-quiz-missing")).to_contain_text(f"\u201c{typed}\u201d")
    expect(asked.page.get_by_role("status")).to_contain_text(f"\u201c{typed}\u201d")
    expect(box).to_have_attribute("aria-invalid", "true")
    expect(box).to_have_value(typed)
    assert tries(asked) == []
    box.fill("1.17")
    expect(box).to_have_attribute("aria-invalid", "false")


@pytest.mark.parametrize(("typed", "place"), [("7,5", "7.5"), ("20 points", "20"), ("1,234", None)])
def test_the_field_beside_a_slider_reads_the_same(asked, typed, place):
    here = asked.page.locator(f"[data-question='{PREDICTION}']")
    here.get_by_label("Your prediction", exact=True).fill(typed)
    said = "not chosen yet" if place is None else f"{place}\u00a0points"
    expect(here.get_by_role("slider")).to_have_attribute("aria-valuetext", said)
    here.get_by_role("button").click()
    assert tries(asked) == ([] if place is None else [[PREDICTION, float(place)]])


@pytest.mark.parametrize(("typed", "age"), [("14", 14), ("14,5", 14.5), ("\u00a016 years", 16), ("", None)])
def test_the_explorer_reads_an_age(page_with, typed, age):
    explorer = open_explorer(page_with).mounted
    explorer.page.get_by_label("Age (years)").fill(typed)
    assert explorer.get("patient")["age_years"] == age
    expect(explorer.page.locator(".rt-error")).to_be_hidden()


@pytest.mark.parametrize("typed", ["1,400", "14 months", "-3", "\u22123", "fourteen", "14-16"])
def test_the_explorer_says_which_age_it_does_not_use(page_with, typed):
    explorer = open_explorer(page_with).mounted
    box = explorer.page.get_by_label("Age (years)")
    box.fill("17")
    box.fill(typed)
    expect(explorer.page.locator(".rt-error")).to_contain_text("Not used:")
    expect(box).to_have_value(typed)
    assert explorer.get("patient")["age_years"] is None
