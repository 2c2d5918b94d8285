"""The whole job by keyboard alone, and for a screen reader: nothing needs a mouse, the focus is never lost.

Symptom of a lost focus: the learner presses a key, the list is written anew, and the next Tab begins at the
top of the notebook. It happens when what has the focus is taken out of the page or put somewhere else in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.explorer_page import ExplorerPage, open_explorer

if TYPE_CHECKING:
    from collections.abc import Callable

WIDE, NARROW = 1000, 360


@pytest.fixture
def explorer(page_with: Callable[..., Any]) -> ExplorerPage:
    return open_explorer(page_with)


def test_the_whole_job_by_keyboard_alone(explorer):
    """From the first control to reading what an option does to people, and pinning another beside it."""
    press, write = explorer.page.keyboard.press, explorer.page.keyboard.type
    press("Tab")
    assert explorer.focused()["text"].startswith("2 ")
    press("ArrowRight")
    press("Tab")
    press("ArrowRight")
    explorer.tab_to(tag="select", id="region")
    write("United States")
    explorer.tab_to(tag="input", id="-age")
    write("30")
    explorer.tab_to(tag="select", id="pregnancy")
    write("Could become pregnant, uses")
    explorer.tab_to(type="checkbox", value="eczema")
    press("Space")
    explorer.tab_to(tag="summary", text="more")
    press("Enter")
    explorer.tab_to(type="checkbox", value="asthma")
    press("Space")
    state = explorer.state
    assert (state["acne_type"], state["guideline"], state["region"]) == (3, "aad_2024", "US")
    assert state["patient"] == {
        "age_years": 30,
        "pregnancy": "possible_with_contraception",
        "conditions": ["eczema_irritated_or_broken_skin", "asthma"],
        "situations": [],
    }
    first = explorer.tab_to(type="radio", id="-option-")["value"]
    press("ArrowDown")
    state = explorer.state
    assert state["option"] not in (None, first)
    assert explorer.focused()["value"] == state["option"]
    effects = explorer.section("effects")
    expect(effects.get_by_role("heading", name="Side effects")).to_be_visible()
    expect(effects.get_by_role("listitem").first).to_be_visible()
    explorer.tab_to(tag="button", id="")
    while not explorer.page.evaluate("document.activeElement.dataset.pin ?? null"):
        press("Tab")
    press("Enter")
    state = explorer.state
    assert state["pinned"] not in (None, state["option"])
    assert explorer.focused()["text"] == "Stop comparing"
    press("Enter")
    assert explorer.state["pinned"] is None
    assert explorer.focused()["inside"]


def test_the_guidelines_are_compared_by_keyboard(explorer):
    press = explorer.page.keyboard.press
    press("Tab")
    press("Tab")
    for _ in range(4):
        press("ArrowRight")
    assert explorer.state["view"] == "compare"
    explorer.tab_to(type="checkbox", text="Only disagreements")
    press("Space")
    name = explorer.tab_to(tag="button")["text"]
    press("Enter")
    assert explorer.state["view"] == "options"
    assert explorer.focused()["value"] == explorer.state["option"]
    assert name in explorer.focused()["text"]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_choice_leaves_the_focus_where_it_is(page_with, width):
    explorer = open_explorer(page_with, width=width)
    explorer.open_all()
    stays(explorer, explorer.radio("2 Papular"), "ArrowRight", moves=True)
    stays(explorer, explorer.radio("NICE NG198"), "ArrowRight", moves=True)
    for label, key in (("Safety rules of", "U"), ("Age (years)", "8"), ("Pregnancy", "C")):
        stays(explorer, explorer.field(label), key)
    for box in ("asthma", "after_failed_courses", "maintenance", "smoker_aged_35_and_over"):
        stays(explorer, explorer.root.locator(f"input[type=checkbox][value={box}]"), "Space")
    for key in ("ArrowDown",) * 4 + ("ArrowUp",) * 2:
        stays(explorer, explorer.root.locator(".rt-card input:checked"), key, moves=True)
    for button in ("Copy as table", "Reset"):
        stays(explorer, explorer.root.get_by_role("button", name=button), "Enter")


def stays(explorer: ExplorerPage, control: Any, key: str, moves: bool = False) -> None:
    """Press a key on a control: the focus stays on it, or moves on among its radio buttons."""
    control.focus()
    before = explorer.focused()
    explorer.page.keyboard.press(key)
    after = explorer.focused()
    assert after["inside"], f"{key} on {before} lost the focus"
    assert after["type"] == before["type"]
    assert (after["id"] != before["id"]) == moves


PLACES = {
    "a card": ".rt-card[data-option=bpo] input",
    "a citation of the list": ".rt-card .rt-cite",
    "the citation of the line above": ".rt-summary .rt-cite",
    "a citation of the panel": "[data-section=why] .rt-cite",
    "a fold of the panel": "[data-section=pregnancy] summary",
    "a button to compare": "button[data-pin]",
    "the menu to compare": "select[aria-label]",
    "the sources": ".rt-sources > summary",
    "more conditions": "[data-list=conditions] summary",
}


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("place", PLACES)
def test_a_change_from_python_does_not_take_the_focus_away(page_with, place, width):
    """A lesson's cell sets a trait while the learner stands in the list or the panel."""
    explorer = open_explorer(page_with, width=width, traits={"option": "adapalene_bpo"})
    explorer.open_all()
    explorer.root.locator(PLACES[place]).first.focus()
    for traits in ({"acne_type": 3}, {"patient": {"pregnancy": "pregnant"}}, {"guideline": "aad_2024"}):
        explorer.receive(**traits)
        assert explorer.focused()["inside"], f"{traits} took the focus from {place}"


def test_the_focus_survives_pinning_from_python(explorer):
    explorer.receive(option="adapalene_bpo")
    explorer.root.locator("button[data-pin]").first.focus()
    explorer.receive(pinned="bpo")
    assert explorer.focused()["inside"]
    explorer.root.get_by_role("button", name="Stop comparing").focus()
    explorer.receive(pinned=None)
    assert explorer.focused()["inside"]


@pytest.mark.parametrize("place", ["[data-section=why]", ".rt-summary"])
def test_a_citation_leads_to_its_source_and_back(explorer, place):
    citation = explorer.root.locator(f"{place} a.rt-cite").first
    source = citation.get_attribute("data-source")
    citation.press("Enter")
    at = explorer.page.evaluate("document.activeElement.dataset.source")
    assert at == source
    explorer.page.keyboard.press("Tab")
    explorer.root.get_by_role("button", name="Back to the text").press("Enter")
    assert explorer.page.evaluate("document.activeElement.dataset.source") == source
    expect(citation).to_be_focused()


def test_each_answer_is_spoken_once_and_the_first_is_not(explorer):
    live = explorer.root.get_by_role("status")
    expect(live).to_have_text("")
    heard = explorer.page.evaluate_handle(
        """() => {
          const heard = [];
          const live = document.querySelector("[role=status]");
          const watched = { childList: true, characterData: true, subtree: true };
          new MutationObserver(() => heard.push(live.textContent)).observe(live, watched);
          return heard;
        }"""
    )
    explorer.radio("3 Pustular").check()
    explorer.field("Pregnancy").select_option("pregnant")
    explorer.receive(guideline="aad_2024")
    explorer.radio("Compare").check()
    said = heard.json_value()
    assert len(said) == 4
    assert said[0].startswith("NICE NG198 calls this moderate to severe")
    assert "contraindicated" in said[1]
    assert said[2].startswith("AAD 2024")
    assert said[3].startswith("The guidelines disagree on ")


def test_every_control_has_a_name_and_a_role(explorer):
    explorer.open_all()
    nameless = explorer.root.locator("input, select, button, summary, a").evaluate_all(
        """all => all.filter((one) => {
          const words = [...(one.labels ?? [])].map((label) => label.textContent).join("") || one.textContent;
          return !(words || one.ariaLabel || "").trim();
        }).map((one) => one.outerHTML)"""
    )
    assert nameless == []
    names = explorer.root.locator("input, select").evaluate_all(
        "all => all.map((one) => one.labels.length + (one.ariaLabel ? 1 : 0))"
    )
    assert set(names) == {1}
