"""The explorer answers in the page; Python answers in the kernel. They must never differ.

Symptom if they do: a learner reads "first line" in the page and `explorer.table()` says "avoid". Every base state
(type, guideline, region, age, pregnancy) is asked of both, with nothing else known and with each single condition
or situation; then 10,000 seeded combinations, with everything that the panel shows. A batch is compared by the
SHA-256 of its texts; where that differs the test says which states and options.

How many states were compared, and how many differ, stands in the report: `--junit-xml`, property by property.
"""

from __future__ import annotations

import hashlib
import json
import random
import shutil
from functools import cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from retinoid_teach.clinic import Patient
from retinoid_teach.clinic._patient import CONTRADICTIONS
from retinoid_teach.clinic._verdict import Clinic, Decision, Question, ask, clinic
from retinoid_teach.widgets._bundle import STATIC, module
from retinoid_teach.widgets._explorer import packed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

ROWS = clinic().rows
REGIONS = (None, *ROWS.regions)
AGES = (None, 7, 8, 10, 14, 25)
"""Not stated, below 8, 8, 9 to 11, 12 to 17, 18 and over: the steps at which a rule speaks."""

SMOKER = "smoker_aged_35_and_over"
ALONE = ("", "")
EXTRAS = (
    ALONE,
    *(("conditions", name) for name in ROWS.conditions),
    *(("situations", name) for name in ROWS.situations),
)
BASE = len(ROWS.acne_types) * len(ROWS.guidelines) * len(REGIONS) * len(AGES) * len(ROWS.pregnancy_statuses)
SEEDED = 10_000
BATCH = 1_000

State = dict[str, Any]


@pytest.fixture(scope="session")
def answering_module(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The explorer's own modules and the few lines of states.js, joined as a widget is."""
    folder = tmp_path_factory.mktemp("states")
    for part in (*STATIC.glob("*.js"), Path(__file__).with_name("states.js")):
        shutil.copy(part, folder)
    return module("states.js", folder)


@pytest.fixture
def page(page_with: Callable[..., Any], answering_module: str) -> Page:
    return page_with(answering_module, "", {"data": packed()}).page


@pytest.mark.parametrize("extra", EXTRAS, ids=lambda extra: extra[1] or "nothing_else")
def test_every_base_state_is_answered_as_python_answers(page, extra, record_property):
    compare(page, list(base_states(*extra)), "brief", record_property)


@pytest.mark.parametrize("part", range(SEEDED // BATCH))
def test_seeded_combinations_are_answered_as_python_answers(page, part, record_property):
    possible, _ = seeded_states(part)
    compare(page, possible, "whole", record_property)


def test_no_base_state_is_left_out(record_property):
    """What the tests above compare is every combination that a person can be, counted another way."""
    persons = [
        (age, pregnancy, kind, name)
        for kind, name in EXTRAS
        for age, pregnancy in product((*AGES, 40) if name == SMOKER else AGES, ROWS.pregnancy_statuses)
        if not (name == "male" and pregnancy not in ("not_stated", "not_possible"))
        and not (name == SMOKER and age is not None and age < 35)
    ]
    expected = len(persons) * len(ROWS.acne_types) * len(ROWS.guidelines) * len(REGIONS)
    counted = sum(1 for extra in EXTRAS for _ in base_states(*extra))
    record_property("base_states", counted)
    assert counted == expected > 38 * BASE


def test_the_page_refuses_the_persons_that_python_refuses(page):
    """Each pair of statements that contradict each other, and 10,000 seeded persons, possible or not."""
    refused = [state for part in range(SEEDED // BATCH) for state in seeded_states(part)[1]]
    possible = [state for part in range(SEEDED // BATCH) for state in seeded_states(part)[0]]
    assert len(refused) > 100
    assert set(impossible(page, refused)) == {True}
    assert set(impossible(page, possible)) == {False}
    assert sent_pairs(page) == [list(pair) for pair in CONTRADICTIONS]


def test_a_difference_would_be_seen(page):
    """A comparison that cannot fail proves nothing: here one state of many differs."""
    states = list(base_states(*ALONE))[:50]
    told = python_texts(states, "brief")
    told[17] = told[17].replace("first_line", "alternative", 1)
    assert page_digest(page, states, "brief")["sha256"] != sha256(told)
    assert differences(page, states, told, "brief")[0].startswith("1 of 50 states differ")


def compare(page: Page, states: list[State], asked: str, record_property: Callable[..., None]) -> None:
    told = python_texts(states, asked)
    answer = page_digest(page, states, asked)
    differing = [] if answer["sha256"] == sha256(told) else differences(page, states, told, asked)
    record_property("states_compared", answer["count"])
    record_property("states_that_differ", len(differing))
    assert answer["count"] == len(states) == len(told) > 0
    assert not differing, differing[0]


def base_states(kind: str, name: str) -> Iterator[State]:
    """Every base state with one more thing true of the person, or none; type and guideline change fastest."""
    ages = (*AGES, 40) if name == SMOKER else AGES
    for age, pregnancy in product(ages, ROWS.pregnancy_statuses):
        person = {"age_years": age, "pregnancy": pregnancy, "conditions": [], "situations": []}
        if kind:
            person[kind] = [name]
        if as_patient(person) is not None:
            for region, guideline, acne_type in product(REGIONS, ROWS.guidelines, ROWS.acne_types):
                yield {"acne_type": acne_type, "guideline": guideline, "region": region, "patient": person}


@cache
def seeded_states(part: int) -> tuple[list[State], list[State]]:
    """A batch of combinations, always the same; beside it those on the way that no person can be."""
    draw = random.Random(part)
    possible: list[State] = []
    refused: list[State] = []
    while len(possible) < BATCH:
        person = {
            "age_years": draw.choice((*AGES, 0, 8.5, 9, 11.9, 12, 17, 18, 34, 35, 40, 120)),
            "pregnancy": draw.choice(ROWS.pregnancy_statuses),
            "conditions": draw.sample(ROWS.conditions, draw.choice((0, 1, 1, 2, 3, 5))),
            "situations": draw.sample(ROWS.situations, draw.choice((0, 0, 1, 2, 3))),
        }
        state = {
            "acne_type": draw.choice(ROWS.acne_types),
            "guideline": draw.choice(list(ROWS.guidelines)),
            "region": draw.choice(REGIONS),
            "patient": person,
        }
        (refused if as_patient(person) is None else possible).append(state)
    return possible, refused


def as_patient(person: dict[str, Any]) -> Patient | None:
    """The person, or None where Python refuses: two statements contradict each other."""
    try:
        return Patient(**person)
    except ValueError as refusal:
        assert "contradicts" in str(refusal)
        return None


def python_texts(states: list[State], asked: str) -> list[str]:
    desk = clinic()
    return [state_text(desk, question_of(state), asked) for state in states]


def question_of(state: State) -> Question:
    return ask(state["acne_type"], state["guideline"], Patient(**state["patient"]), state["region"], ROWS)


def state_text(desk: Clinic, question: Question, asked: str) -> str:
    """As states.js writes it."""
    decisions = desk.decide(question)
    lines = [whole(desk, question, one) if asked == "whole" else brief(one) for one in decisions]
    return "\n".join([";".join(question.region), *lines])


def brief(one: Decision) -> str:
    rows = " ".join(one.rows)
    return f"{one.option}|{one.verdict}|{one.would_be}|{one.with_conditions:d}|{one.checked:d}|{rows}"


def whole(desk: Clinic, question: Question, one: Decision) -> str:
    proposal, region, patient = one.proposal, question.region, question.patient
    strengths = dict.fromkeys(row.strength for row in proposal.rows if row.strength)
    fields = (
        [brief(one), "; ".join(strengths)],
        [" ".join(row.id for row in rows) for rows in (proposal.rows, proposal.dropped)],
        [" ".join(map(limit_text, one.limits))],
        [" ".join(map(limit_text, desk.ask_first(one.option, patient, region)))],
        [" ".join(sorted(rule.id for rule in desk.advice(one.option, region)))],
        [" ".join(sorted(rule.id for rule in desk.context(one.option, patient)))],
    )
    return "|".join(text for some in fields for text in some)


def limit_text(limit: Any) -> str:
    return f"{limit.rule.id},{limit.fact},{limit.borrowed:d},{limit.via or ''}"


def sha256(texts: list[str]) -> str:
    return hashlib.sha256("\n\n".join(texts).encode()).hexdigest()


def page_digest(page: Page, states: list[State], asked: str) -> dict[str, Any]:
    return page.evaluate(
        "([states, asked]) => explorerStates.digest(states, asked)", [json.dumps(states), asked]
    )


def differences(page: Page, states: list[State], told: list[str], asked: str) -> list[str]:
    """Each state that differs, in words; the first is headed by how many there are."""
    texts = page.evaluate(
        "([states, asked]) => explorerStates.texts(states, asked)", [json.dumps(states), asked]
    )
    found = []
    for state, ours, pages in zip(states, told, texts, strict=True):
        if ours != pages:
            lines = zip(ours.split("\n"), pages.split("\n"), strict=True)
            first = next(f"Python {a!r}, page {b!r}" for a, b in lines if a != b)
            found.append(f"{json.dumps(state)}: {first}")
    if found:
        found[0] = f"{len(found)} of {len(states)} states differ, such as {found[0]}"
    return found


def impossible(page: Page, states: list[State]) -> list[bool]:
    return page.evaluate("states => explorerStates.impossible(states)", json.dumps(states))


def sent_pairs(page: Page) -> list[list[str]]:
    return page.evaluate("explorerStates.contradictions")
