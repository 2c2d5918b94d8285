"""Whose word a verdict or an advice is, and that a choice moves no card which stays where it was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from retinoid_teach.clinic import side_effects
from retinoid_teach.evidence import shipped
from retinoid_teach.widgets._explorer.html import format_range
from tests.browser.explorer_page import NAMES, ROWS, TYPES, ExplorerPage, open_explorer, table_of
from tests.browser.mounting import WINGS

if TYPE_CHECKING:
    from collections.abc import Callable

SILENT = " does not speak of it here."
RULED = ("avoid", "contraindicated")
PERSONS: list[dict[str, Any]] = [{}, {"pregnancy": "pregnant"}]


@pytest.fixture
def explorer(page_with: Callable[..., Any]) -> ExplorerPage:
    return open_explorer(page_with)


def of_rules_alone(state: dict[str, Any]) -> set[str]:
    """The options that a safety rule speaks against and the guideline does not name."""
    table = table_of(state)
    silent = table["reasons"].str.contains(SILENT, regex=False)
    return set(table[silent & table["verdict"].isin(RULED)].index)


def with_text(explorer: ExplorerPage, selector: str, pattern: str) -> set[str]:
    """The options of the elements whose text matches."""
    told = explorer.root.locator(selector).evaluate_all(
        "all => all.map((one) => [one.closest('[data-option]').dataset.option, one.textContent])"
    )
    return {option for option, text in told if re.search(pattern, text)}


@pytest.mark.parametrize("person", PERSONS)
@pytest.mark.parametrize("guideline", NAMES)
def test_a_card_says_that_a_safety_rule_and_not_the_guideline_speaks_against_it(explorer, guideline, person):
    explorer.receive(guideline=guideline)
    explorer.person(**person)
    expected = of_rules_alone(explorer.state)
    assert with_text(explorer, ".rt-card-about", "(?i)safety rule") == expected
    assert expected or (guideline, person) == ("nice_ng198", {})


def test_the_panel_says_so_too_and_a_silence_without_a_rule_stays_a_silence(explorer):
    explorer.receive(guideline="aad_2024")
    ruled = of_rules_alone(explorer.state)
    assert ruled
    for option, row in table_of(explorer.state).iterrows():
        if SILENT in row["reasons"]:
            explorer.receive(option=option)
            ending = ": the verdict is that of the safety rules." if option in ruled else "."
            expect(explorer.section("why").locator("li").first).to_have_text(
                f"{NAMES['aad_2024']} does not speak of it here{ending}"
            )


@pytest.mark.parametrize("person", PERSONS)
def test_the_matrix_says_which_verdicts_are_not_the_guidelines_own(explorer, person):
    explorer.person(**person)
    expected = {name: of_rules_alone(explorer.state | {"guideline": name}) for name in NAMES}
    assert any(expected.values())
    explorer.radio("Compare").check()
    for name in NAMES:
        cells = f"td[data-guideline={name}]"
        assert with_text(explorer, cells, "safety rule; guideline silent") == expected[name]


def test_advice_that_differs_for_one_side_effect_says_whose_it_is(explorer):
    """Symptom if not: "pruritus: moisturise" and "pruritus: stop" in one list, as if both held at once."""
    rows = {row["id"]: row for row in shipped().rows("adverse_events")}
    differing = 0
    for option in ROWS.options:
        explorer.receive(option=option)
        told = (
            explorer.section("tell")
            .locator("li")
            .evaluate_all(
                """all => all.map((li) => ({
              row: li.dataset.row, events: li.querySelector(".rt-lead")?.textContent.toLowerCase(),
              whose: li.querySelector(".rt-place")?.textContent ?? "" }))"""
            )
        )
        advice = [one for one in told if one["row"] in rows]
        for one in advice:
            row = rows[one["row"]]
            others = advised(option, row["event"])
            assert (len(others) > 1) == (one["whose"] != ""), (option, one)
            differing += len(others) > 1
            if one["whose"]:
                assert row["ingredient"] in one["whose"]
                assert sum(other["events"] == one["events"] for other in advice) == len(others)
    assert differing > 10


def advised(option: str, event: str) -> set[str]:
    """The different pieces of advice that labels of the option's ingredients give on one side effect."""
    table = side_effects(option)
    plain = table[(table["kind"] == "reaction") & (table["seriousness"] != "serious")]
    same = plain["event"].map(name_of) == name_of(event)
    return set(plain[same]["management"].dropna()) - {""}


def name_of(event: str) -> str:
    return re.sub(r" \(.*\)$", "", event).lower()


def test_a_choice_moves_only_the_cards_that_change_their_place(explorer):
    """Each card that is put anew is styled and laid out anew: that is what makes a click slow."""
    explorer.receive(option="azelaic_acid")
    explorer.page.evaluate(
        """() => {
          window.put = [];
          const options = (node) => node.matches?.(".rt-card") ? [node.dataset.option] : [];
          new MutationObserver((records) => {
            for (const record of records) put.push(...[...record.addedNodes].flatMap(options));
          }).observe(document.querySelector(".rt-list"), { childList: true, subtree: true });
        }"""
    )
    before = table_of(explorer.state)
    explorer.radio(TYPES[3]).check()
    after = table_of(explorer.state)
    moved = {option for option in ROWS.options if place(before.loc[option]) != place(after.loc[option])}
    assert moved
    assert len(moved) < len(ROWS.options)
    put = explorer.page.evaluate("put")
    assert sorted(put) == sorted(moved)


def place(row: Any) -> tuple[str, bool]:
    return row["verdict"], row["would_be"] == "not_mentioned"


def test_a_section_that_says_the_same_as_before_stays_in_the_page(explorer):
    explorer.receive(option="azelaic_acid")
    explorer.page.evaluate(
        "window.held = document.querySelector('.rt-panel [data-section=effects]'); window.gone = 0;"
        "new MutationObserver((all) => all.forEach((one) => (gone += [...one.removedNodes].includes(held))))"
        ".observe(held.parentNode, { childList: true })"
    )
    for name in NAMES:
        explorer.receive(guideline=name)
    assert explorer.page.evaluate("[held.isConnected, gone]") == [True, 0]


def test_a_percent_without_a_class_of_frequency_says_so_in_a_whole_sentence(explorer):
    table = side_effects("spironolactone")
    reactions = table[(table["kind"] == "reaction") & table["percent_high"].notna()]
    crossing = reactions[reactions["frequency_category"].fillna("unknown") == "unknown"]
    assert len(crossing)
    explorer.receive(option="spironolactone")
    for row in crossing.index:
        expect(explorer.section("effects").locator(f"[data-row={row}].rt-effect")).to_contain_text(
            "its source gives no single class of frequency"
        )


def test_how_many_people_is_said_alike_in_the_page_and_in_the_stored_table(explorer):
    """The stored table said "33 of 100" where its row says no more than 33."""
    rows = [[row["percent_low"], row["percent_high"]] for row in shipped().rows("adverse_events")]
    ends = [{"low": low, "high": high} for low, high in rows]
    in_the_page = explorer.page.evaluate(
        "async ([address, ends]) => ends.map((await import(address)).rangeText)",
        [f"{WINGS}_explorer/words.js", ends],
    )
    assert in_the_page == [format_range(low, high) for low, high in rows]
    assert sum(told.startswith("up to ") for told in in_the_page) > 10
