"""Two options side by side, four guidelines compared, two views of one model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from retinoid_teach.clinic import Patient, compare_guidelines, side_effects
from tests.browser.explorer_page import NAMES, TYPES, WORDS, ExplorerPage, open_explorer

if TYPE_CHECKING:
    from collections.abc import Callable

PREGNANT = {"pregnancy": "pregnant"}


@pytest.fixture
def explorer(page_with: Callable[..., Any]) -> ExplorerPage:
    return open_explorer(page_with)


def test_two_options_are_pinned_side_by_side(explorer):
    explorer.panel().get_by_role("button", name="Benzoyl peroxide", exact=False).first.click()
    state = explorer.state
    assert state["option"] == "adapalene_bpo"
    assert state["pinned"] not in (None, "adapalene_bpo")
    heads = explorer.panel().locator("[data-option]")
    assert heads.evaluate_all("all => all.map((one) => one.dataset.option)") == [
        state["option"],
        state["pinned"],
    ]
    explorer.open_all()
    cells = (
        explorer.panel()
        .locator("[data-section]")
        .evaluate_all("all => all.map((one) => one.querySelectorAll('.rt-pair-cell').length)")
    )
    assert len(cells) > 5
    assert set(cells) == {2}
    for at, option in enumerate((state["option"], state["pinned"])):
        cell = explorer.section("effects").locator(".rt-pair-cell").nth(at)
        shown = set(
            cell.locator("[data-row].rt-effect").evaluate_all("all => all.map((one) => one.dataset.row)")
        )
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
    spoken = (
        table[~silent]
        .assign(best=best)
        .sort_values(["disagreement", "best"], ascending=[False, True], kind="stable")
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
    texts = """() => [...document.querySelectorAll(".rt-explorer")].map((root) =>
      [...root.querySelectorAll("*")].filter((one) => !one.children.length && one.checkVisibility())
        .map((one) => one.textContent))"""
    for act in (
        lambda: explorer.radio(TYPES[4]).check(),
        lambda: explorer.field("Pregnancy").select_option("pregnant"),
        lambda: (
            explorer.page.locator("#second").get_by_role("radio", name=NAMES["aad_2024"], exact=True).check()
        ),
        lambda: explorer.page.locator("#second .rt-card[data-option=adapalene] input").check(),
        lambda: explorer.page.locator("#second").get_by_role("radio", name="Compare", exact=True).check(),
    ):
        act()
        first, second = explorer.page.evaluate(texts)
        assert first == second
        assert len(first) > 50


def test_a_view_that_was_closed_listens_no_more(explorer):
    explorer.page.evaluate("cleanup()")
    explorer.receive(acne_type=4)
    assert explorer.page.locator("#widget > *").count() == 0
