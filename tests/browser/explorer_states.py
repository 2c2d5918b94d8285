"""Many states at once: asked of Python and of the page, and compared.

A state is written as a text here and in states.js, in the same way. A batch is compared by the SHA-256 of its
texts; where that differs, the texts say which states and options.
"""

from __future__ import annotations

import hashlib
import json
import random
from functools import cache
from itertools import combinations, cycle, product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from retinoid_teach.clinic import Patient
from retinoid_teach.clinic.question import Question, ask
from retinoid_teach.clinic.verdict import Clinic, Decision, clinic
from retinoid_teach.widgets._explorer.explorer import packed
from retinoid_teach.widgets._explorer.html import first_to_show, order_as_shown
from tests.browser.mounting import WINGS

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
PRIME = 11
TURNS = len(AGES) * len(ROWS.pregnancy_statuses)
SEEDED = 10_000
BATCH = 1_000

State = dict[str, Any]


def states_page(page_with: Callable[..., Any]) -> Page:
    """Open a page with the explorer's own modules and the few lines of states.js."""
    lines = Path(__file__).with_name("states.js").read_text(encoding="utf-8")
    return page_with(lines.replace("../_", f"{WINGS}_"), "", {"data": packed()}).page


def compare(page: Page, states: list[State], asked: str, record_property: Callable[..., None]) -> None:
    told = python_texts(states, asked)
    answer = page_digest(page, states, asked)
    differing = [] if answer["sha256"] == sha256(told) else differences(page, states, told, asked)
    record_property("states_compared", answer["count"])
    record_property("states_that_differ", len(differing))
    assert answer["count"] == len(states) == len(told) > 0
    assert not differing, differing[0]


def pairwise_states(kind: str, name: str) -> Iterator[State]:
    """Few states, in which one thing is true of the person and every pair of two other choices is met.

    Line (i, j) takes of the k-th choice the level i + kj, modulo a prime that is no smaller than any number
    of levels. Of two choices each pair of levels then has a line of its own (an orthogonal array).
    """
    fact = (
        {"conditions": [], "situations": [], kind: [name]} if kind else {"conditions": [], "situations": []}
    )
    ages = (*AGES, 40) if name == SMOKER else AGES
    choices = (
        [age for age in ages if as_patient({"age_years": age, **fact})],
        [one for one in ROWS.pregnancy_statuses if as_patient({"pregnancy": one, **fact})],
        list(REGIONS),
        list(ROWS.guidelines),
        list(ROWS.acne_types),
    )
    for i, j in product(range(PRIME), repeat=2):
        line = [levels[(i + k * j) % PRIME % len(levels)] for k, levels in enumerate(choices)]
        age, pregnancy, region, guideline, acne_type = line
        person = {"age_years": age, "pregnancy": pregnancy, **fact}
        yield {"acne_type": acne_type, "guideline": guideline, "region": region, "patient": person}


def states_of_two_facts() -> Iterator[State]:
    """A state for every two things that can be true of one person at once; the other choices take turns."""
    places = cycle(product(ROWS.acne_types, REGIONS, ROWS.guidelines))
    statuses, ages = cycle(ROWS.pregnancy_statuses), cycle(AGES)
    for pair in combinations(EXTRAS[1:], 2):
        facts = {kind: [name for of, name in pair if of == kind] for kind in ("conditions", "situations")}
        persons = ({"age_years": next(ages), "pregnancy": next(statuses), **facts} for _ in range(TURNS))
        person = next(filter(as_patient, persons), None)
        if person is not None:
            acne_type, region, guideline = next(places)
            yield {"acne_type": acne_type, "guideline": guideline, "region": region, "patient": person}


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
        if "contradicts" not in str(refusal):
            raise
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
    opened = first_to_show(order_as_shown(decisions)).option
    return "\n".join([";".join(question.region), opened, *lines])


def brief(one: Decision) -> str:
    rows = " ".join(one.rows)
    return f"{one.option}|{one.verdict}|{one.would_be}|{one.with_conditions:d}|{one.checked:d}|{rows}"


def whole(desk: Clinic, question: Question, one: Decision) -> str:
    proposal, region, patient = one.proposal, question.region, question.patient
    strengths = dict.fromkeys(row.strength for row in proposal.rows if row.strength)
    fields = (
        [brief(one), "; ".join(strengths)],
        [" ".join(row.id for row in rows) for rows in (proposal.rows, proposal.dropped)],
        [" ".join(map(limit_text, limits)) for limits in (one.limits, one.closed)],
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
