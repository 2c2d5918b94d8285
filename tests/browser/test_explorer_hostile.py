"""Text from a data folder stays text: in the page, in a stored notebook, in the handout, on the clipboard.

A teacher may open a folder that somebody else made. Names, statements, reasons, citations and addresses in it
are attacks here (hostile.py). `hit` is defined nowhere: if one ran, the page would throw, and the test fail.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

import retinoid_teach as rt
from retinoid_teach.widgets._explorer.explorer import explorer as make_explorer
from retinoid_teach.widgets._explorer.handout import handout_html
from retinoid_teach.widgets._explorer.payload import explorer_payload
from tests.browser.explorer_page import expected_groups, open_explorer
from tests.browser.hostile import ADDRESS, ATTACKS, hostile_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from retinoid_teach.evidence import Catalog

PERSON = {"patient": {"pregnancy": "pregnant", "age_years": 8, "conditions": ["asthma"], "situations": []}}
VIEWS: dict[str, dict[str, Any]] = {
    "options": PERSON,
    "compare": PERSON | {"view": "compare"},
    "pinned": PERSON | {"option": "isotretinoin_oral", "pinned": "doxycycline"},
}

LIVE_MARKUP = """root => [...root.querySelectorAll("*")].filter((node) => {
  const tag = /^(img|script|iframe|style|object|embed|link|base|meta|form)$/i.test(node.tagName);
  const leads = ({ name, value }) => /^(href|src)$/i.test(name) && !/^(https?:|#)/.test(value);
  return tag || [...node.attributes].some((one) => /^on/i.test(one.name) || leads(one));
}).map((node) => node.outerHTML.slice(0, 200))"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_folder(tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="module")
def catalog(folder: Path) -> Catalog:
    return rt.open_data(folder)


@pytest.mark.parametrize("view", VIEWS)
def test_in_the_page(page_with, catalog, view):
    explorer = open_explorer(page_with, catalog=catalog, traits=VIEWS[view])
    explorer.open_all()
    text = explorer.root.inner_text()
    assert sum(attack in text for attack in ATTACKS) >= len(ATTACKS) - 1
    assert explorer.root.evaluate(LIVE_MARKUP) == []


def test_in_the_panel_of_each_option(page_with, catalog):
    explorer = open_explorer(page_with, catalog=catalog, traits=PERSON)
    explorer.open_all()
    for option in {row["id"]: None for row in catalog.rows("options")}:
        explorer.receive(option=option)
        assert explorer.root.evaluate(LIVE_MARKUP) == [], option
    assert explorer.groups() == expected_groups(explorer.state, catalog)


def test_a_link_leads_to_its_address_as_written_and_to_nothing_else(page_with, catalog):
    explorer = open_explorer(page_with, catalog=catalog, traits=PERSON)
    explorer.open_all()
    links = explorer.root.locator(".rt-sources-list a[href^=http]")
    assert links.count() > 5
    assert set(links.evaluate_all("all => all.map((one) => one.getAttribute('href'))")) == {ADDRESS}
    assert set(links.evaluate_all("all => all.map((one) => one.rel)")) == {"noopener noreferrer"}


def test_an_address_of_another_kind_is_no_link(page_with):
    """The contract refuses it (next test); a payload that did not go through the contract is no way round."""
    payload = explorer_payload()
    column = payload["sources"]["columns"].index("url")
    rows = [[*row[:column], " javascript:hit()", *row[column + 1 :]] for row in payload["sources"]["rows"]]
    hostile = payload | {"sources": payload["sources"] | {"rows": rows}}
    explorer = open_explorer(page_with, traits=PERSON | {"data": hostile})
    explorer.open_all()
    assert explorer.root.locator(".rt-sources-list a").count() == 0


def test_an_address_of_another_kind_is_a_fault_of_the_folder(folder, tmp_path):
    copy = hostile_folder(tmp_path)
    path = copy / "sources.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    at = rows[0].index("url")
    rows[1][at] = "javascript:hit()"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    with pytest.raises(rt.DataError, match="javascript") as refusal:
        rt.open_data(copy)
    assert [(fault.file, fault.column) for fault in refusal.value.faults] == [("sources.csv", "url")]


def test_on_the_clipboard(page_with, catalog):
    """No cell breaks out of its place, and a spreadsheet finds no formula."""
    explorer = open_explorer(
        page_with, catalog=catalog, traits=PERSON, permissions=["clipboard-read", "clipboard-write"]
    )
    explorer.root.get_by_role("button", name="Copy as table").click()
    expect(explorer.root.get_by_text("Copied.", exact=True)).to_be_visible()
    lines = explorer.page.evaluate("navigator.clipboard.readText()").split("\n")
    cells = [line.split("\t") for line in lines]
    assert {len(row) for row in cells} == {8}
    assert len(cells) == len(catalog.rows("options")) + 1
    assert not [cell for row in cells for cell in row if cell[:1] in tuple("=+-@")]
    assert any(cell.startswith("'=HYPERLINK") for row in cells for cell in row)


def test_in_the_static_table(watched, catalog):
    """What an untrusted notebook shows."""
    page = watched().new_page()
    for option in ("isotretinoin_oral", "adapalene_bpo", None):
        page.set_content(make_explorer(option=option, catalog=catalog)._html())
        assert sum(attack in page.locator("body").inner_text() for attack in ATTACKS) > 6
        assert page.locator("body").evaluate(LIVE_MARKUP) == []


def test_in_the_handout(watched, catalog):
    page = handout_page(watched, handout_html(catalog))
    expect(page.locator(".rt-explorer .rt-card").first).to_be_visible()
    assert page.locator("main").evaluate(LIVE_MARKUP) == []
    assert page.locator("script").count() == 1


def test_in_the_handout_without_javascript(watched, catalog):
    page = handout_page(watched, handout_html(catalog), java_script_enabled=False)
    expect(page.locator("table caption")).to_be_visible()
    assert page.locator("img, iframe, svg").count() == 0
    assert page.locator("style").count() == 1


def handout_page(watched: Callable[..., Any], html: str, **options: Any) -> Page:
    page = watched(**options).new_page()
    page.route("http://127.0.0.1:9/", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto("http://127.0.0.1:9/")
    return page
