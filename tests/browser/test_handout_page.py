"""The one-file handout, opened from a disk by somebody with no network."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import expect

from retinoid_teach.clinic import appropriate_options
from retinoid_teach.widgets._explorer.handout import handout_html

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

MOST_BYTES = 300_000


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("handout") / "a handout.html"
    path.write_text(handout_html(), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """An offline page that counts what it asks for, and may throw nothing."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
    page.goto(address)
    yield page
    context.close()
    assert {url.partition("#")[0] for url in asked} == {address}
    assert wrong == []


def test_it_is_small():
    assert len(handout_html().encode()) <= MOST_BYTES


def test_it_answers_offline(page, record_property):
    cards = page.locator(".rt-card")
    expect(cards.first).to_be_visible()
    painted = page.evaluate(
        """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done({
          first_answer_ms: performance.now(),
          first_paint_ms: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? null,
        }))))"""
    )
    for name, value in painted.items():
        record_property(name, value)
    page.get_by_role("radio", name="4 Nodulocystic").check()
    page.get_by_label("Pregnancy", exact=True).select_option("planning")
    assert verdicts(page) == python_verdicts(4, pregnancy="planning")


def verdicts(page: Page) -> dict[str, str]:
    pairs = page.locator(".rt-card").evaluate_all(
        "all => all.map((one) => [one.dataset.option, one.dataset.verdict])"
    )
    return dict(pairs)


def python_verdicts(acne_type: int, **person: Any) -> dict[str, str]:
    from retinoid_teach.clinic import Patient

    return appropriate_options(acne_type, "nice_ng198", Patient(**person))["verdict"].to_dict()


def test_the_choices_are_kept_in_the_address(page):
    page.get_by_role("radio", name="3 Pustular").check()
    page.get_by_label("Age (years)").fill("10")
    page.locator(".rt-card[data-option=bpo] input").check()
    expect(page).to_have_url(re.compile("%22bpo%22"))
    said = json.loads(unquote(urlsplit(page.url).fragment))
    assert (said["acne_type"], said["patient"]["age_years"], said["option"]) == (3, 10, "bpo")
    page.reload()
    expect(page.get_by_role("radio", name="3 Pustular")).to_be_checked()
    expect(page.get_by_label("Age (years)")).to_have_value("10")
    expect(page.locator(".rt-panel")).to_have_attribute("data-option", "bpo")
    assert verdicts(page) == python_verdicts(3, age_years=10)


DAMAGED = (
    "#%7Bnot json",
    '#{"acne_type":9}',
    '#{"guideline":"nobody"}',
    '#{"region":"XX"}',
    '#{"option":"nothing","pinned":"nothing"}',
    '#{"view":"sideways"}',
    '#{"patient":{"conditions":"asthma","age_years":"old","pregnancy":7}}',
    '#{"patient":{"conditions":["nobody_knows"],"situations":null}}',
    '#{"patient":null}',
    "#[]",
    "#null",
    '#{"__proto__":{"acne_type":1},"data":"x"}',
)


@pytest.mark.parametrize("damaged", DAMAGED)
def test_a_damaged_address_still_shows_an_answer(page, address, damaged):
    """An address gets cut in a mail, or comes from an older handout: what cannot be read is left out."""
    page.goto("about:blank")
    page.goto(address + damaged)
    expect(page.locator(".rt-card:visible").first).to_be_visible()
    expect(page.locator(".rt-panel")).to_be_visible()
    assert page.locator(".rt-summary").inner_text().strip()


def test_without_javascript_it_shows_the_first_state(browser, address):
    context = browser.new_context(offline=True, java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_role("table")).to_be_visible()
    for option in ("Adapalene + benzoyl peroxide", "Benzoyl peroxide"):
        expect(page.get_by_role("rowheader", name=option).first).to_be_visible()
    context.close()
