"""An evidence table in a real browser: found by a word, sorted by a number, its marks read as words."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from retinoid_teach.evidence import shipped
from retinoid_teach.widgets._tables.evidence_table import evidence_table
from tests.browser.mounting import PHONE, THEMES, mounted, overflows

HALF_LIVES = ["P004", "P024", "P029", "P033", "P042", "P016"]


@pytest.fixture
def table(page_with):
    return mounted(page_with, evidence_table("pk_parameters", HALF_LIVES))


def shown(table):
    return table.page.locator("tbody th sup").evaluate_all(
        "all => all.map((one) => one.lastChild.textContent)"
    )


def test_values_sort_as_numbers(table):
    button = table.page.get_by_role("columnheader", name="Value").get_by_role("button")
    button.click()
    values = {row_id: shipped().row(row_id)[1]["value_low"] for row_id in HALF_LIVES}
    assert shown(table) == sorted(HALF_LIVES, key=lambda row_id: values[row_id])
    button.click()
    assert shown(table) == sorted(HALF_LIVES, key=lambda row_id: -values[row_id])


def test_the_filter_finds_a_word_of_a_cell_and_of_a_mark(table):
    box = table.page.get_by_label("Filter")
    box.fill("children")
    assert shown(table) == ["P042"]
    expect(table.page.get_by_role("status")).to_have_text("1 of 6 rows")
    box.fill("trap")
    assert shown(table) == ["P016"]


def test_a_mark_stands_beside_the_row_id(table):
    line = table.page.get_by_role("row").filter(has_text="90 h")
    expect(line.get_by_role("rowheader")).to_contain_text("trap")


def test_the_sources_are_those_of_the_rows_shown(table):
    table.page.get_by_text("Sources (").click()
    count = table.page.locator(".rt-cited-sources li")
    expect(count).to_have_count(len({shipped().row(one)[1]["source_id"] for one in HALF_LIVES}))
    table.page.get_by_label("Filter").fill("children")
    expect(table.page.get_by_text("Sources (1)")).to_be_visible()


def test_the_whole_table_opens_and_keeps_its_place(page_with):
    """A long table scrolls in its own box, and its heads stay in view."""
    table = mounted(page_with, evidence_table("pk_parameters"))
    box = table.page.locator(".rt-sortable-scroll")
    box.evaluate("box => { box.scrollTop = box.scrollHeight; }")
    head = table.page.get_by_role("columnheader", name="Row").bounding_box()
    assert head["y"] >= box.bounding_box()["y"]
    expect(table.page.get_by_text(f"{len(shipped().rows('pk_parameters'))} of", exact=False)).to_be_visible()


def test_on_a_phone_only_the_table_scrolls(page_with):
    table = mounted(page_with, evidence_table("mechanism_effects"), width=PHONE)
    assert overflows(table) <= 0


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing(page_with, axe_violations, theme):
    table = mounted(page_with, evidence_table("receptor_activity"), theme=theme)
    table.page.get_by_text("Columns (").click()
    assert axe_violations(table.page, "#widget") == []


def test_text_of_a_file_stays_text(page_with, catalog_with_texts):
    hostile = "<img src=x onerror=\"document.title='hit'\">"
    table = mounted(page_with, evidence_table("data_traps", catalog=catalog_with_texts(hostile)))
    expect(table.page.locator("#widget img")).to_have_count(0)
    expect(table.root).to_contain_text(hostile)
    assert table.page.title() != "hit"
