"""What the explorer's page shows is what Python says, however the learner or a lesson came there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from playwright.sync_api import expect

from retinoid_teach.clinic import Patient, side_effects
from retinoid_teach.clinic.question import ask
from retinoid_teach.clinic.verdict import clinic
from retinoid_teach.evidence import shipped
from tests.browser.explorer_page import (
    LABELS,
    NAMES,
    NOBODY,
    ROWS,
    START,
    TYPES,
    ExplorerPage,
    can_be,
    open_explorer,
    shows_what_python_says,
    table_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

PREGNANT = {"pregnancy": "pregnant"}


@pytest.fixture
def explorer(page_with: Callable[..., Any]) -> ExplorerPage:
    return open_explorer(page_with)


def test_what_the_learner_chooses_reaches_python(explorer):
    explorer.radio(TYPES[3]).check()
    explorer.radio(NAMES["aad_2024"]).check()
    explorer.field("Pregnancy").select_option("planning")
    explorer.card("azelaic_acid").get_by_role("radio").check()
    assert explorer.mounted.saved == [
        {"acne_type": 3},
        {"guideline": "aad_2024"},
        {"patient": NOBODY | {"pregnancy": "planning"}},
        {"option": "azelaic_acid"},
    ]


def test_what_python_sets_reaches_the_page_and_is_not_sent_back(explorer):
    explorer.receive(acne_type=4, guideline="eu_s3_2016", region="AU")
    explorer.person(age_years=15, pregnancy="breastfeeding", conditions=["asthma"], situations=["relapse"])
    explorer.receive(option="isotretinoin_oral")
    state = shows_what_python_says(explorer)
    assert (state["acne_type"], state["region"], state["option"]) == (4, "AU", "isotretinoin_oral")
    assert explorer.panel().get_attribute("data-option") == "isotretinoin_oral"
    assert explorer.mounted.saved == []


def test_contradictory_choices_are_off_and_say_why(explorer):
    explorer.open_all()
    explorer.person(conditions=["male"])
    for status in ROWS.pregnancy_statuses:
        choice = explorer.field("Pregnancy").locator(f"option[value={status}]")
        possible = can_be(NOBODY | {"conditions": ["male"]}, pregnancy=status)
        expect(choice).to_be_enabled() if possible else expect(choice).to_be_disabled()
    expect(explorer.field("Pregnancy")).to_have_accessible_description(
        "Some are off: a man cannot be pregnant or breastfeed."
    )
    female = explorer.box(LABELS["female"])
    expect(female).to_be_disabled()
    expect(female).to_have_accessible_description("one person cannot be both")


def test_an_age_that_contradicts_a_condition_is_not_used_and_says_why(explorer):
    explorer.open_all()
    explorer.box(LABELS["smoker_aged_35_and_over"]).check()
    age = explorer.field("Age (years)")
    age.fill("20")
    assert explorer.state["patient"]["age_years"] is None
    expect(age).to_have_accessible_description("Not used: the condition says aged 35 or over.")
    expect(age).to_have_attribute("aria-invalid", "true")
    age.fill("40")
    assert explorer.state["patient"]["age_years"] == 40
    expect(age).to_have_attribute("aria-invalid", "false")
    expect(explorer.root.locator(".rt-error")).to_be_hidden()


@pytest.mark.parametrize("text", ["-1", "121", "1e9"])
def test_an_impossible_age_is_not_used_and_says_why(explorer, text):
    age = explorer.field("Age (years)")
    age.fill(text)
    assert explorer.state["patient"]["age_years"] is None
    expect(age).to_have_accessible_description("Not used: an age is a number from 0 to 120.")


def test_an_option_that_is_ruled_out_stays_and_says_what_it_would_have_been(explorer):
    explorer.person(**PREGNANT)
    table = table_of(explorer.state)
    fallen = table[(table["verdict"] != table["would_be"]) & (table["would_be"] != "not_mentioned")]
    assert {"adapalene_bpo", "tretinoin_clindamycin"} <= set(fallen.index)
    for option, row in fallen.iterrows():
        card = explorer.card(option)
        expect(card).to_be_visible()
        expect(card).to_contain_text(f"would be {row['would_be'].replace('_', ' ')}; ")
        cited = card.locator("[data-row]").evaluate_all("all => all.map((one) => one.dataset.row)")
        assert cited
        assert set(cited) <= set(row["rows"])


def test_rules_of_other_places_say_where_they_were_read(explorer):
    """Each rule of each option in the panel, under a region that has few rules of its own."""
    explorer.receive(region="NZ")
    explorer.person(pregnancy="pregnant", age_years=8, conditions=["asthma", "hepatic_impairment"])
    state = explorer.state
    patient = Patient(**state["patient"])
    decisions = clinic().decide(ask(2, "nice_ng198", patient, "NZ", ROWS))
    borrowed = 0
    for one in decisions:
        explorer.receive(option=one.option)
        told = (
            explorer.section("why")
            .locator("li:has(.rt-effect-word)")
            .evaluate_all(
                "all => all.map((li) => [li.dataset.row, li.querySelector('.rt-borrowed')?.textContent])"
            )
        )
        limits = [*one.closed, *one.limits]
        assert [row for row, _ in told] == [limit.rule.id for limit in limits]
        for (_, note), limit in zip(told, limits, strict=True):
            assert ("read for " in (note or "")) == limit.borrowed
            borrowed += limit.borrowed
    assert borrowed > 20


def test_side_effects_are_ranges_of_reactions_only_serious_first(explorer):
    """For each option; the bars are compared with the percents of their rows."""
    for option in ROWS.options:
        explorer.receive(option=option)
        table = side_effects(option)
        reactions = table[table["kind"] == "reaction"]
        shown = (
            explorer.section("effects")
            .locator("[data-row].rt-effect")
            .evaluate_all(
                """all => all.map((one) => {
              const bar = one.querySelector(".rt-bar");
              const of = (name) => parseFloat(bar.style.getPropertyValue(name));
              return { row: one.dataset.row, serious: one.dataset.seriousness === "serious",
                bar: bar && [of("--rt-from"), of("--rt-width")] };
            })"""
            )
        )
        assert sorted(one["row"] for one in shown) == sorted(reactions.index), option
        serious = [one["serious"] for one in shown]
        assert serious == sorted(serious, reverse=True), option
        for one in shown:
            low, high = reactions.loc[one["row"], ["percent_low", "percent_high"]]
            assert one["serious"] == (reactions.loc[one["row"], "seriousness"] == "serious")
            assert one["bar"] == bar_of(low, high), one["row"]
        gaps = explorer.section("effects").locator("[data-uncollected]")
        expected = [f"Side effects not collected: {name}" for name in table.attrs["not_collected"]]
        assert [text.partition(".")[0] for text in gaps.all_inner_texts()] == expected, option
        measured = table_of_measured(option)
        expect(explorer.section("measured")).to_have_count(1 if measured else 0)
        if measured:
            explorer.page.evaluate("document.querySelector('[data-section=measured]').open = true")
            rows = explorer.section("measured").locator("li")
            expect(rows).to_have_count(len(measured))
            assert set(rows.evaluate_all("all => all.map((one) => one.dataset.row)")) == measured
            assert explorer.section("measured").locator(".rt-bar").count() == 0


def table_of_measured(option: str) -> set[str]:
    """What was measured but harmed nobody: changes from baseline, resistance, effects on products."""
    table = side_effects(option, kinds="all")
    return set(table[~table["kind"].isin(["reaction", "not_collected"])].index)


def bar_of(low: float | None, high: float | None) -> list[float] | None:
    """Give from and width on the axis of 100; a percent with one end known begins at 0 or has no width."""
    known = [float(one) for one in (low, high) if pd.notna(one)]
    if not known:
        return None
    first = known[0] if pd.notna(low) else 0
    return [pytest.approx(first), pytest.approx(known[-1] - first)]


def test_the_panel_says_what_is_not_stated(explorer):
    without = next(row["id"] for row in shipped().rows("options") if not row["time_to_effect"])
    explorer.receive(option=without)
    expect(explorer.section("onset")).to_contain_text("Not stated in what was read")


def test_reset_forgets_the_person_and_goes_back_to_the_beginning(page_with):
    explorer = open_explorer(page_with, traits={"acne_type": 3, "guideline": "aad_2024"})
    explorer.radio(TYPES[1]).check()
    explorer.field("Safety rules of").select_option("EU")
    explorer.field("Age (years)").fill("14")
    explorer.person(pregnancy="pregnant", conditions=["asthma"], age_years=14)
    explorer.card("azelaic_acid").get_by_role("radio").check()
    explorer.root.get_by_role("button", name="Reset").click()
    assert explorer.state == START | {"acne_type": 3, "guideline": "aad_2024"}
    shows_what_python_says(explorer)


def test_copy_as_table_gives_the_columns_of_appropriate_options(page_with):
    explorer = open_explorer(page_with, permissions=["clipboard-read", "clipboard-write"])
    explorer.person(**PREGNANT)
    explorer.root.get_by_role("button", name="Copy as table").click()
    expect(explorer.root.get_by_text("Copied.", exact=True)).to_be_visible()
    copied = explorer.page.evaluate("navigator.clipboard.readText()")
    assert [line.split("\t") for line in copied.split("\n")] == copied_table(explorer.state)
    html = explorer.page.evaluate(
        "navigator.clipboard.read().then((all) => all[0].getType('text/html')).then((blob) => blob.text())"
    )
    assert html.count("<tr>") == len(ROWS.options) + 1


def copied_table(state: dict[str, Any]) -> list[list[str]]:
    table = table_of(state)
    columns = ["name", "verdict", "would_be", "with_conditions", "strength", "rows", "checked"]
    rows = [
        [option, *(" ".join(cell) if isinstance(cell, tuple) else javascript(cell) for cell in row[columns])]
        for option, row in table.iterrows()
    ]
    return [["option", *columns], *rows]


def javascript(cell: object) -> str:
    return str(cell).lower() if str(cell) in ("True", "False") else str(cell)


def test_copy_works_where_there_is_no_clipboard_object(explorer):
    """A page that is served without https has none."""
    explorer.page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    explorer.page.evaluate(
        "document.addEventListener('copy', () => { window.copied = String(document.activeElement.value); })"
    )
    explorer.root.get_by_role("button", name="Copy as table").click()
    expect(explorer.root.get_by_text("Copied.", exact=True)).to_be_visible()
    assert explorer.page.evaluate("copied.split('\\n').length") == len(ROWS.options) + 1
    assert "Copy as table" in explorer.focused()["text"]
