"""The GAGS scorer in a real browser."""

from __future__ import annotations

from itertools import product

import pytest
from playwright.sync_api import expect

from retinoid_teach.clinic import gags_score
from retinoid_teach.widgets._gags.gags import gags_scorer
from tests.browser.mounting import PHONE, THEMES, called, mounted, overflows, part_of

LESIONS = ("none", "comedone", "papule", "pustule", "nodule")


@pytest.fixture
def scorer(page_with):
    return mounted(page_with, gags_scorer())


def row(scorer, region):
    return scorer.page.get_by_role("radiogroup", name=region)


def choose(scorer, region, lesion):
    row(scorer, region).get_by_label(lesion, exact=True).check()


def test_the_page_scores_every_state_as_python_does(scorer):
    """All 5 to the power of 6 states: 15,625."""
    scale = scorer.get("data")["scale"]
    regions = [region["key"] for region in scale["regions"]]
    found = called(scorer, EVERY_STATE, "everyState", [scale])
    expected = [gags_score(dict(zip(regions, state, strict=True))) for state in product(LESIONS, repeat=6)]
    assert len(found) == 15_625
    assert found == [[one.total, one.band, list(one.by_region.values())] for one in expected]


EVERY_STATE = part_of("_gags/score.js", "gagsScore") + (
    "export function everyState(scale) {\n"
    "  const states = scale.regions.reduce((found, { key }) =>\n"
    "    found.flatMap((state) => scale.lesions.map((lesion) => ({ ...state, [key]: lesion.key }))), [{}]);\n"
    "  return states.map((state) => gagsScore(scale, state)).map(\n"
    "    ({ total, band, points }) => [total, band.name, points.map((one) => one.points)]);\n"
    "}\n"
)


def test_a_choice_is_scored_shown_and_saved_at_once(scorer):
    choose(scorer, "forehead", "pustule")
    choose(scorer, "chest and upper back", "papule")
    expect(row(scorer, "forehead")).to_contain_text("2 × 3 = 6")
    expect(scorer.page.locator(".rt-gags-total")).to_have_text("12 of 44 points mild")
    expect(scorer.page.locator("[data-region=forehead] text")).to_have_text("3")
    assert scorer.saved[-1]["lesions"]["chest_and_upper_back"] == "papule"
    expect(scorer.root).to_contain_text("12 points are in the band “mild” (1 to 18)")


def test_it_says_that_the_worst_lesion_counts_and_not_the_number(scorer):
    expect(scorer.root).to_contain_text("whatever the number of lesions")
    expect(scorer.root).to_contain_text("One papule or fifty: the points are the same.")


def test_it_says_what_a_low_sum_hides(scorer):
    choose(scorer, "nose", "nodule")
    expect(scorer.root).to_contain_text("There is a nodule, and the sum is still in the lowest band")
    for region in ("forehead", "right cheek", "left cheek"):
        choose(scorer, region, "nodule")
    expect(scorer.root).not_to_contain_text("There is a nodule")


def test_the_band_that_nobody_read_is_marked(scorer):
    words = "this band is not checked against its source"
    expect(scorer.root).to_contain_text(words)
    choose(scorer, "chin", "comedone")
    expect(scorer.root).to_contain_text("1 point is in the band")
    expect(scorer.root).not_to_contain_text(words)


def test_by_keyboard_a_region_is_one_stop_and_arrows_choose(scorer):
    press = scorer.page.keyboard.press
    press("Tab")
    press("ArrowRight")
    press("Tab")
    press("ArrowRight")
    press("ArrowRight")
    expect(row(scorer, "forehead").get_by_label("comedone")).to_be_checked()
    expect(row(scorer, "right cheek").get_by_label("papule")).to_be_checked()
    expect(scorer.page.get_by_role("status")).to_have_text("right cheek: 4. Total 6, mild.")


def test_pressing_a_region_of_the_face_reaches_its_row(scorer):
    scorer.page.locator("svg [data-region=chin]").click()
    expect(row(scorer, "chin").get_by_label("none")).to_be_focused()
    expect(scorer.page.locator("svg [data-region=chin]")).to_have_class("rt-gags-part rt-pointed")


def test_lesions_from_python_are_shown_and_reset_clears_them(scorer):
    lesions = scorer.get("lesions") | {"nose": "papule"}
    scorer.receive(lesions=lesions)
    expect(row(scorer, "nose").get_by_label("papule")).to_be_checked()
    assert scorer.saved == []
    scorer.page.get_by_role("button", name="Reset").click()
    expect(scorer.page.locator(".rt-gags-total")).to_have_text("0 of 44 points none")
    expect(scorer.page.get_by_role("button", name="Reset")).to_be_focused()
    assert set(scorer.get("lesions").values()) == {"none"}


def test_a_shade_is_never_alone(page_with):
    """Whatever the theme, each region of the drawing has its score as a number."""
    widget = gags_scorer({"forehead": 1, "right_cheek": 2, "left_cheek": 3, "nose": 4})
    scorer = mounted(page_with, widget, theme="forced-colors")
    numbers = scorer.page.locator("svg [data-region] text").all_text_contents()
    assert numbers == ["1", "2", "3", "4", "0", "0"]


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing(page_with, axe_violations, theme):
    widget = gags_scorer({"forehead": "pustule", "nose": "nodule", "chin": "comedone"})
    scorer = mounted(page_with, widget, theme=theme)
    scorer.page.get_by_text("Sources (1)").click()
    assert axe_violations(scorer.page, "#widget") == []


@pytest.mark.parametrize("width", [320, PHONE, 600, 760, 1000])
def test_it_fits_its_place(page_with, width):
    scorer = mounted(page_with, gags_scorer(), width=width)
    assert overflows(scorer) <= 0


def test_text_of_a_file_stays_text(page_with, catalog_with_texts):
    hostile = "<img src=x onerror=\"document.title='hit'\">"
    scorer = mounted(page_with, gags_scorer(catalog=catalog_with_texts(hostile)))
    expect(scorer.page.locator("#widget img")).to_have_count(0)
    assert scorer.page.title() != "hit"


@pytest.mark.parametrize("width", [276, PHONE])
def test_words_of_choices_and_bands_never_run_into_each_other(page_with, width):
    """A phone shows a widget inside a notebook, which leaves it some 250 pixels."""
    gags = mounted(page_with, gags_scorer({"nose": "nodule"}), width=width)
    assert overflows(gags) <= 0
    words = gags.page.locator(".rt-gags-choice, .rt-gags-share span").evaluate_all(
        """all => all.map((one) => {
          const range = document.createRange();
          range.selectNodeContents(one);
          const { left, right, top, bottom } = range.getBoundingClientRect();
          return [left, right, top, bottom];
        }).filter(([left, right]) => right > left)"""
    )
    assert len(words) > 30
    for place, (left, right, top, bottom) in enumerate(words):
        for other_left, other_right, other_top, other_bottom in words[place + 1 :]:
            apart = right <= other_left + 1 or other_right <= left + 1
            assert apart or bottom <= other_top + 1 or other_bottom <= top + 1
