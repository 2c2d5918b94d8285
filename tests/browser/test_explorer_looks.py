"""The explorer on a phone, in every theme, on paper, without motion: it fits, and axe finds nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from retinoid_teach.clinic.verdict import clinic
from tests.browser.explorer_page import ExplorerPage, open_explorer

if TYPE_CHECKING:
    from collections.abc import Iterator

PERSON = {"patient": {"pregnancy": "pregnant", "age_years": 16, "conditions": ["asthma"]}}
VIEWS: dict[str, dict[str, Any]] = {
    "options": PERSON,
    "compare": PERSON | {"view": "compare"},
    "pinned": PERSON | {"option": "isotretinoin_oral", "pinned": "adapalene_bpo"},
}
THEMES = ("light", "dark", "jupyter-light", "jupyter-dark", "forced-colors")

STICKING_OUT = """() => {
  const clipped = (node) => node.closest(".rt-unseen, thead") !== null;
  const out = [];
  for (const node of document.querySelectorAll(".rt-explorer, .rt-explorer *")) {
    if (!node.checkVisibility() || clipped(node)) continue;
    const { left, right, width } = node.getBoundingClientRect();
    const fits = !width || (left >= -0.5 && right <= innerWidth + 0.5);
    if (!fits) out.push(`${node.outerHTML.slice(0, 120)} ${left}..${right}`);
  }
  return out;
}"""


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing(page_with, axe_violations, theme, view):
    """Everything unfolded, so that what is folded is looked at too; and again as it is first shown."""
    explorer = open_explorer(page_with, theme=theme, traits=VIEWS[view])
    assert axe_violations(explorer.page, "#widget") == []
    explorer.open_all()
    assert axe_violations(explorer.page, "#widget") == []


@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_on_a_phone(page_with, axe_violations, view):
    explorer = open_explorer(page_with, width=360, traits=VIEWS[view])
    explorer.open_all()
    assert axe_violations(explorer.page, "#widget") == []


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_sticks_out_at_360_px(page_with, view):
    explorer = open_explorer(page_with, width=360, traits=VIEWS[view])
    assert sticking_out(explorer) == []
    explorer.open_all()
    assert sticking_out(explorer) == []


def test_no_option_sticks_out_at_360_px(page_with):
    explorer = open_explorer(page_with, width=360, traits=PERSON | {"acne_type": 4})
    explorer.open_all()
    for option in clinic().rows.options:
        explorer.receive(option=option)
        assert sticking_out(explorer) == [], option
        explorer.receive(pinned="adapalene_bpo_plus_oral_tetracycline")
        assert sticking_out(explorer) == [], f"{option} beside another"
        explorer.receive(pinned=None)


def sticking_out(explorer: ExplorerPage) -> list[str]:
    assert explorer.page.evaluate("document.scrollingElement.scrollWidth") <= 360
    return explorer.page.evaluate(STICKING_OUT)


def test_on_a_phone_the_panel_opens_under_its_card(page_with):
    explorer = open_explorer(page_with, width=360)
    for option in ("bpo", "adapalene_bpo"):
        explorer.card(option).get_by_role("radio").check()
        below = explorer.card(option).evaluate(
            "card => card.nextElementSibling?.querySelector('.rt-panel')?.dataset.option"
        )
        assert below == option


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_it_prints_on_little_paper(page_with, record_property, view, theme):
    """The choices stand in words on the paper, which has no controls; a dark page is not printed dark."""
    explorer = open_explorer(page_with, theme=theme, traits=VIEWS[view])
    pdf = explorer.page.pdf(format="A4")
    pages = len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))
    record_property(f"pages_{view}", pages)
    assert 1 <= pages <= 2
    explorer.page.emulate_media(media="print")
    assert explorer.root.locator(".rt-printed").is_visible()
    assert "pregnant" in explorer.root.locator(".rt-printed").inner_text()
    assert not explorer.root.locator(".rt-controls").is_visible()
    ground = explorer.root.evaluate("root => getComputedStyle(root).backgroundColor")
    assert ground == "rgb(255, 255, 255)"


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_nothing_moves_for_who_wants_no_motion(page_with, motion):
    explorer = open_explorer(page_with, reduced_motion=motion, traits=PERSON)
    explorer.card("bpo").get_by_role("radio").check()
    if motion == "reduce":
        assert list(moving(explorer)) == []


def moving(explorer: ExplorerPage) -> Iterator[str]:
    yield from explorer.page.evaluate(
        """() => [
          ...document.getAnimations().map(String),
          ...[...document.querySelectorAll(".rt-explorer, .rt-explorer *")].filter((node) => {
            const style = getComputedStyle(node);
            const still = style.animationName === "none" && /^(0s(, )?)+$/.test(style.transitionDuration);
            return !still || style.scrollBehavior === "smooth";
          }).map((node) => node.className),
        ]"""
    )


@pytest.mark.parametrize("theme", ["jupyter-light", "jupyter-dark"])
def test_it_wears_the_theme_of_the_page(page_with, theme):
    """Also where the reader's system has the other scheme."""
    explorer = open_explorer(page_with, theme=theme)
    explorer.page.emulate_media(color_scheme="light" if "dark" in theme else "dark")
    ground, text = explorer.root.evaluate(
        "root => [getComputedStyle(root).backgroundColor, getComputedStyle(root).color].map((one) => "
        "one.match(/[\\d.]+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0))"
    )
    assert (ground < text) == ("dark" in theme)


def test_the_verdicts_are_told_apart_without_colour(page_with):
    """Each group has a word and a sign of its own shape."""
    explorer = open_explorer(page_with, traits={"acne_type": 4} | PERSON)
    groups = explorer.root.locator(".rt-group:visible .rt-group-title").evaluate_all(
        """all => all.map((one) =>
          [one.querySelector("svg > *").outerHTML, one.innerText.replace(/\\d+/, "").trim()])"""
    )
    assert len(groups) >= 3
    assert len({sign for sign, _ in groups}) == len({word for _, word in groups}) == len(groups)
