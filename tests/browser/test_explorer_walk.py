"""A learner who tries everything: after each choice the page shows what Python says of the same person."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from retinoid_teach.clinic import Patient
from tests.browser.explorer_page import (
    LABELS,
    NAMES,
    ROWS,
    TYPES,
    ExplorerPage,
    can_be,
    open_explorer,
    shows_what_python_says,
)

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def explorer(page_with: Callable[..., Any]) -> ExplorerPage:
    return open_explorer(page_with)


@pytest.mark.parametrize("seed", range(4))
def test_a_long_walk_through_the_controls(explorer, seed):
    """75 choices with the mouse or the keys, each told by the real control; 300 in the four walks."""
    explorer.open_all()
    draw = random.Random(seed)
    for _ in range(75):
        before = explorer.state
        draw.choice(
            [choose_type, choose_guideline, choose_region, choose_age, choose_pregnancy, *[tick] * 4]
        )(explorer, draw, before["patient"])
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
    age = draw.choice(
        [None, *(age for age in (0, 7, 8, 8.5, 11, 12, 17, 18, 34, 35, 60, 120) if age >= youngest)]
    )
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
