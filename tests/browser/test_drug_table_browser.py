"""The comparator table in a real browser: it sorts, filters and scrolls, and hides no disagreement."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from retinoid_teach import compare_drugs
from retinoid_teach.widgets._tables.drug_table import drug_table
from tests.browser.mounting import PHONE, THEMES, mounted, overflows
from tests.browser.waiting import wait_until

DRUGS = ["isotretinoin", "tretinoin", "adapalene", "tazarotene", "trifarotene"]
FEW = compare_drugs(DRUGS, columns=["formula", "mw", "logp_predicted", "xlogp3", "synonyms"])
EVERY = compare_drugs(DRUGS)


@pytest.fixture
def table(page_with):
    return mounted(page_with, drug_table(FEW))


def drugs(table):
    return table.page.get_by_role("rowheader").all_inner_texts()


def head(table, name):
    return table.page.get_by_role("columnheader", name=name)


def test_a_header_sorts_up_then_down_then_not_at_all(table):
    by_mass = sorted(DRUGS, key=lambda drug: FEW.loc[drug, "mw"].number)
    mass = head(table, "Molar mass")
    button = mass.get_by_role("button")
    for order, expected in (("ascending", by_mass), ("descending", None), ("none", DRUGS)):
        button.click()
        expect(mass).to_have_attribute("aria-sort", order)
        expect(button).to_be_focused()
        if expected:
            assert drugs(table) == expected
    assert table.saved == [
        {"sort_by": "mw"},
        {"descending": True},
        {"sort_by": "", "descending": False},
    ]


def test_what_is_not_recorded_is_last_in_either_direction(table):
    button = head(table, "logP, XLogP3").get_by_role("button")
    for first in ("isotretinoin", "adapalene"):
        button.click()
        assert drugs(table)[0] == first
        assert set(drugs(table)[2:]) == {"tretinoin", "tazarotene", "trifarotene"}


def test_a_disagreement_shows_every_value_with_its_row(table):
    cell = table.page.get_by_role("row", name="tazarotene").locator("[data-conflict=true]")
    expect(cell).to_have_text("5.6 row CP191but 4.9 row CP192")


def test_what_nobody_checked_is_marked_in_words(table):
    expect(table.page.get_by_role("table").get_by_text("not checked against its source")).to_have_count(5)


def test_the_filter_looks_at_names_and_at_what_is_shown(table):
    box = table.page.get_by_label("Filter")
    box.fill("TRETINOIN")
    assert drugs(table) == ["isotretinoin", "tretinoin"]
    box.fill("C28H28")
    assert drugs(table) == ["adapalene"]
    expect(table.page.get_by_role("status")).to_have_text("1 of 5 drugs")
    expect(box).to_be_focused()
    box.fill("no such thing")
    assert drugs(table) == []
    table.receive(filter="")
    expect(box).to_have_value("")
    assert drugs(table) == DRUGS


def test_columns_are_chosen_by_check_boxes(table):
    table.page.get_by_text("Columns (5 of 5)").click()
    table.page.get_by_role("checkbox", name="Synonyms").uncheck()
    expect(head(table, "Synonyms")).to_have_count(0)
    expect(table.page.get_by_text("Columns (4 of 5)")).to_be_visible()
    assert table.get("columns") == ["formula", "mw", "logp_predicted", "xlogp3"]
    table.receive(columns=["mw"])
    expect(table.page.get_by_role("checkbox", name="Formula")).not_to_be_checked()


def test_on_a_phone_only_the_table_scrolls_and_the_keyboard_can_scroll_it(page_with):
    table = mounted(page_with, drug_table(FEW), width=PHONE)
    assert overflows(table) <= 0
    region = table.page.get_by_role("region", name="Drugs compared, scrolls sideways")
    region.focus()
    table.page.keyboard.press("ArrowRight")
    wait_until(
        table.page,
        "document.querySelector('.rt-sortable-scroll').scrollLeft > 0",
        "a table that has scrolled",
    )
    name = table.page.get_by_role("rowheader", name="adapalene")
    assert name.bounding_box()["x"] >= 0, "the name stays in view"


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing(page_with, axe_violations, theme):
    table = mounted(page_with, drug_table(EVERY), theme=theme)
    table.page.get_by_text("Columns (").click()
    table.page.get_by_text("Sources (").click()
    assert axe_violations(table.page, "#widget") == []


def test_it_is_a_table_with_a_caption_and_headers_on_both_sides(table):
    expect(table.page.get_by_role("table", name="Drugs compared")).to_be_visible()
    expect(table.page.get_by_role("columnheader")).to_have_count(6)
    expect(table.page.get_by_role("rowheader")).to_have_count(5)


def test_text_of_a_file_stays_text(page_with, catalog_with_texts):
    hostile = "<img src=x onerror=\"document.title='hit'\">"
    catalog = catalog_with_texts(hostile)
    table = mounted(page_with, drug_table(compare_drugs(DRUGS, catalog=catalog), catalog=catalog))
    expect(table.page.locator("#widget img")).to_have_count(0)
    expect(table.root).to_contain_text(hostile)
    assert table.page.title() != "hit"
