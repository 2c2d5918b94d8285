"""What the explorer's page shows is what Python says, however the learner or a lesson came there."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from retinoid_teach.clinic import Patient, compare_guidelines, side_effects
from retinoid_teach.clinic._verdict import ask, clinic
from retinoid_teach.evidence import shipped
from tests.browser.explorer_page import (
    NOBODY,
    START,
    WORDS,
    ExplorerPage,
    expected_controls,
    expected_groups,
    open_explorer,
    table_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROWS = clinic().rows
LABELS = {row["id"]: row["label"] for name in ("conditions", "situations") for row in shipped().rows(name)}
TYPES = {int(row["id"]): f"{row['id']} {row['name']}" for row in shipped().rows("acne_types")}
NAMES = ROWS.guideline_names
PREGNANT = {"pregnancy": "pregnant"}


@pytest.fixture
def explorer(page_with: Callable[..., Any]) -> ExplorerPage:
    return open_explorer(page_with)


def shows_what_python_says(explorer: ExplorerPage) -> dict[str, Any]:
    """Check the whole list, its counts and the controls; give the state."""
    state = explorer.state
    differing = list(unlike(explorer.groups(), expected_groups(state)))
    if differing:
        pytest.fail(f"{state}\n" + "\n".join(differing), pytrace=False)
    assert explorer.controls() == expected_controls(state)
    counts = table_of(state)["verdict"].value_counts()
    summary = explorer.root.locator(".rt-summary").inner_text()
    for verdict in WORDS:
        if verdict != "not_mentioned" and verdict in counts:
            assert f"{counts[verdict]} {WORDS[verdict].lower()}" in summary
    spoken = int(counts.sum() - counts.get("not_mentioned", 0))
    assert f"{spoken} option{'' if spoken == 1 else 's'} considered" in summary
    return state


def unlike(shown: list[dict[str, Any]], expected: list[dict[str, Any]]) -> Iterator[str]:
    """Say card by card what is shown and what Python expects."""
    for group, other in zip(shown, expected, strict=True):
        for name in ("verdict", "shown", "title"):
            if group[name] != other[name]:
                yield f"group {other['verdict']}: {name} {group[name]!r}, expected {other[name]!r}"
        orders = [[card["option"] for card in one["cards"]] for one in (group, other)]
        if orders[0] != orders[1]:
            yield f"group {other['verdict']}: {orders[0]}, expected {orders[1]}"
            continue
        for card, wanted in zip(group["cards"], other["cards"], strict=True):
            if card != wanted:
                yield f"{card}, expected {[item for item in wanted.items() if item not in card.items()]}"


@pytest.mark.parametrize("seed", range(4))
def test_a_long_walk_through_the_controls(explorer, seed):
    """75 choices with the mouse or the keys, each told by the real control; 300 in the four walks."""
    explorer.open_all()
    draw = random.Random(seed)
    for _ in range(75):
        before = explorer.state
        draw.choice([choose_type, choose_guideline, choose_region, choose_age, choose_pregnancy, *[tick] * 4])(
            explorer, draw, before["patient"]
        )
        state = shows_what_python_says(explorer)
        Patient(**state["patient"])


def choose_type(explorer: ExplorerPage, draw: random.Random, patient: dict[str, Any]) -> None:
    if draw.random() < 0.5:
        number = draw.choice(list(TYPES))
        explorer.radio(TYPES[number]).check()
    else:
        before = explorer.state["acne_type"]
        explorer.radio(TYPES[before]).press("ArrowRight")
        number = before % 4 + 1
    assert explorer.state["acne_type"] == number


def choose_guideline(explorer: ExplorerPage, draw: random.Random, patient: dict[str, Any]) -> None:
    guideline = draw.choice(list(NAMES))
    if draw.random() < 0.5:
        explorer.radio(NAMES[guideline]).check()
    else:
        explorer.radio(NAMES[guideline]).press("Space")
    assert explorer.state["guideline"] == guideline


def choose_region(explorer: ExplorerPage, draw: random.Random, patient: dict[str, Any]) -> None:
    region = draw.choice([None, *ROWS.regions])
    explorer.field("Safety rules of").select_option(region or "")
    assert explorer.state["region"] == region


def choose_age(explorer: ExplorerPage, draw: random.Random, patient: dict[str, Any]) -> None:
    youngest = 35 if "smoker_aged_35_and_over" in patient["conditions"] else 0
    age = draw.choice([None, *(age for age in (0, 7, 8, 8.5, 11, 12, 17, 18, 34, 35, 60, 120) if age >= youngest)])
    explorer.field("Age (years)").fill("" if age is None else f"{age:g}")
    assert explorer.state["patient"]["age_years"] == age


def choose_pregnancy(explorer: ExplorerPage, draw: random.Random, patient: dict[str, Any]) -> None:
    possible = [status for status in ROWS.pregnancy_statuses if can_be(patient, pregnancy=status)]
    status = draw.choice(possible)
    explorer.field("Pregnancy").select_option(status)
    assert explorer.state["patient"]["pregnancy"] == status


def tick(explorer: ExplorerPage, draw: random.Random, patient: dict[str, Any]) -> None:
    kind = draw.choice(["conditions", "situations"])
    name = draw.choice(getattr(ROWS, kind))
    box = explorer.box(LABELS[name])
    had = name in patient[kind]
    now = [one for one in patient[kind] if one != name] if had else [*patient[kind], name]
    if not had and not can_be(patient, **{kind: now}):
        expect(box).to_be_disabled()
        return
    if draw.random() < 0.5:
        box.set_checked(not had)
    else:
        box.press("Space")
    assert sorted(explorer.state["patient"][kind]) == sorted(now)


def can_be(patient: dict[str, Any], **changes: Any) -> bool:
    try:
        Patient(**(patient | changes))
    except ValueError:
        return False
    return True


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
        told = explorer.section("why").locator("li:has(.rt-effect-word)").evaluate_all(
            "all => all.map((li) => [li.dataset.row, li.querySelector('.rt-borrowed')?.textContent ?? ''])"
        )
        assert [row for row, _ in told] == [limit.rule.id for limit in one.limits]
        for (_, note), limit in zip(told, one.limits, strict=True):
            assert ("read for " in note) == limit.borrowed
            borrowed += limit.borrowed
    assert borrowed > 20


def test_side_effects_are_ranges_of_reactions_only_serious_first(explorer):
    """For each option; the bars are compared with the percents of their rows."""
    for option in ROWS.options:
        explorer.receive(option=option)
        table = side_effects(option)
        reactions = table[table["kind"] == "reaction"]
        shown = explorer.section("effects").locator("[data-row].rt-effect").evaluate_all(
            """all => all.map((one) => {
              const bar = one.querySelector(".rt-bar");
              const of = (name) => parseFloat(bar.style.getPropertyValue(name));
              return { row: one.dataset.row, serious: one.dataset.seriousness === "serious",
                bar: bar && [of("--rt-from"), of("--rt-width")] };
            })"""
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
            assert rows.evaluate_all("all => all.map((one) => one.dataset.row)") == measured
            assert explorer.section("measured").locator(".rt-bar").count() == 0


def table_of_measured(option: str) -> list[str]:
    """What was measured but harmed nobody: changes from baseline, resistance, effects on products."""
    table = side_effects(option, kinds="all")
    return table[~table["kind"].isin(["reaction", "not_collected"])].index.tolist()


def bar_of(low: float, high: float) -> list[float] | None:
    """From and width on the axis of 100; a percent that is known on one side only begins at 0 or has no width."""
    known = [float(one) for one in (low, high) if one is not None and one == one]
    if not known:
        return None
    first = 0 if low is None or low != low else known[0]
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


def test_two_options_are_pinned_side_by_side(explorer):
    explorer.panel().get_by_role("button", name="Benzoyl peroxide", exact=False).first.click()
    state = explorer.state
    assert state["option"] == "adapalene_bpo"
    assert state["pinned"] not in (None, "adapalene_bpo")
    heads = explorer.panel().locator("[data-option]")
    assert heads.evaluate_all("all => all.map((one) => one.dataset.option)") == [state["option"], state["pinned"]]
    cells = explorer.panel().locator("[data-section]").evaluate_all(
        "all => all.map((one) => one.querySelectorAll('.rt-pair-cell').length)"
    )
    assert len(cells) > 5
    assert set(cells) == {2}
    for at, option in enumerate((state["option"], state["pinned"])):
        cell = explorer.section("effects").locator(".rt-pair-cell").nth(at)
        shown = set(cell.locator("[data-row].rt-effect").evaluate_all("all => all.map((one) => one.dataset.row)"))
        assert shown == set(side_effects(option).query("kind == 'reaction'").index)
    explorer.panel().get_by_role("button", name="Stop comparing").click()
    assert explorer.state["pinned"] is None
    expect(explorer.panel()).to_have_attribute("data-option", state["option"])


@pytest.mark.parametrize("acne_type", TYPES)
@pytest.mark.parametrize("person", [{}, PREGNANT, {"age_years": 10, "situations": ["after_failed_courses"]}])
def test_the_guidelines_compared_equal_python(explorer, acne_type, person):
    explorer.receive(acne_type=acne_type)
    explorer.person(**person)
    explorer.radio("Compare").check()
    table = compare_guidelines(acne_type, Patient(**person))
    silent = (table[list(NAMES)] == "not_mentioned").all(axis=1)
    rank = {verdict: at for at, verdict in enumerate(WORDS)}
    best = table[list(NAMES)].apply(lambda row: min(map(rank.__getitem__, row)), axis=1)
    spoken = table[~silent].assign(best=best).sort_values(
        ["disagreement", "best"], ascending=[False, True], kind="stable"
    )
    shown = matrix(explorer)
    assert [row["option"] for row in shown] == list(spoken.index)
    assert [row["differs"] for row in shown] == spoken["disagreement"].tolist()
    assert [row["verdicts"] for row in shown] == spoken[list(NAMES)].to_numpy().tolist()
    assert explorer.root.locator("tbody").get_by_text("silent", exact=True).count() == int(
        (spoken[list(NAMES)] == "not_mentioned").sum().sum()
    )
    explorer.box("Only disagreements").check()
    assert [row["option"] for row in matrix(explorer)] == list(spoken[spoken["disagreement"]].index)


def matrix(explorer: ExplorerPage) -> list[dict[str, Any]]:
    return explorer.root.locator("tr[data-option]:visible").evaluate_all(
        """all => all.map((row) => ({
          option: row.dataset.option,
          differs: row.dataset.disagreement === "true",
          verdicts: [...row.querySelectorAll("td")].map((cell) => cell.dataset.verdict),
        }))"""
    )


def test_an_option_opens_from_the_matrix(explorer):
    explorer.radio("Compare").check()
    explorer.root.get_by_role("button", name="Azelaic acid").first.click()
    state = explorer.state
    assert state["view"] == "options"
    assert state["option"].startswith("azelaic_acid")
    assert explorer.focused()["id"].endswith(f"option-{state['option']}")


def test_two_views_of_one_model_stay_in_step(explorer):
    explorer.page.evaluate(
        """() => {
          const second = document.body.appendChild(document.createElement("div"));
          second.id = "second";
          return view(second);
        }"""
    )
    texts = "[...document.querySelectorAll('.rt-explorer')].map((one) => one.innerText)"
    for act in (
        lambda: explorer.radio(TYPES[4]).check(),
        lambda: explorer.field("Pregnancy").select_option("pregnant"),
        lambda: explorer.page.locator("#second").get_by_role("radio", name=NAMES["aad_2024"], exact=True).check(),
        lambda: explorer.page.locator("#second .rt-card[data-option=adapalene] input").check(),
        lambda: explorer.page.locator("#second").get_by_role("radio", name="Compare", exact=True).check(),
    ):
        act()
        first, second = explorer.page.evaluate(texts)
        assert first == second


def test_a_view_that_was_closed_listens_no_more(explorer):
    explorer.page.evaluate("cleanup()")
    explorer.receive(acne_type=4)
    assert explorer.page.locator("#widget > *").count() == 0
