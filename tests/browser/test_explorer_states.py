"""The explorer answers in the page; Python answers in the kernel. They must never differ.

Symptom if they do: a learner reads "first line" in the page and `explorer.table()` says "avoid". Every base
state (type, guideline, region, age, pregnancy) is asked of both with nothing else known; with each single
condition or situation, every pair of these choices, and where CI=true every base state again. Persons have
more than one, and facts meet (a partner that is ruled out, a regimen whose parts fall one after the other):
every two facts are asked together once, and 10,000 seeded combinations too; there all that the panel shows is
compared.
How many states were compared, and how many differ, is in the report (`--junit-xml`).
"""

from __future__ import annotations

import os
from itertools import chain, combinations, product

import pytest

from tests.browser.explorer_states import (
    AGES,
    ALONE,
    BASE,
    BATCH,
    EXTRAS,
    REGIONS,
    ROWS,
    SEEDED,
    SMOKER,
    as_patient,
    base_states,
    compare,
    differences,
    impossible,
    page_digest,
    pairwise_states,
    python_texts,
    seeded_states,
    sent_pairs,
    sha256,
    states_of_two_facts,
    states_page,
)

PARTS = range(SEEDED // BATCH)
BASES = {extra[1] or "nothing_else": extra for extra in EXTRAS}


@pytest.fixture
def page(page_with, tmp_path):
    return states_page(page_with)


ALL = os.environ.get("CI") == "true"


@pytest.mark.slow
@pytest.mark.parametrize("base", BASES if ALL else ["nothing_else"])
def test_the_page_answers_as_python_answers_in_every_base_state(page, base, record_property):
    compare(page, list(base_states(*BASES[base])), "brief", record_property)


@pytest.mark.slow
def test_the_page_answers_as_python_answers_with_each_fact_and_each_pair_of_choices(page, record_property):
    states = [state for extra in EXTRAS for state in pairwise_states(*extra)]
    compare(page, states, "brief", record_property)


@pytest.mark.slow
def test_the_page_answers_as_python_answers_with_each_two_facts(page, record_property):
    compare(page, list(states_of_two_facts()), "whole", record_property)


@pytest.mark.slow
@pytest.mark.parametrize("part", PARTS, ids=str)
def test_the_page_answers_as_python_answers_with_facts_by_chance(page, part, record_property):
    compare(page, seeded_states(part)[0], "whole", record_property)


@pytest.mark.parametrize("extra", EXTRAS, ids=lambda extra: extra[1] or "nothing_else")
def test_the_few_states_meet_every_pair_that_the_many_meet(extra):
    assert pairs(pairwise_states(*extra)) == pairs(base_states(*extra))


def test_every_two_facts_that_one_person_can_have_are_asked_together():
    asked = {frozenset(facts(state["patient"])) for state in states_of_two_facts()}
    possible = [
        pair
        for pair in combinations(EXTRAS[1:], 2)
        if as_patient(
            {kind: [name for of, name in pair if of == kind] for kind in ("conditions", "situations")}
        )
    ]
    assert asked == set(map(frozenset, possible))
    assert len(possible) > 700


def facts(person):
    return [(kind, name) for kind in ("conditions", "situations") for name in person[kind]]


def pairs(states):
    """Every two choices that some state makes together."""
    found = set()
    for state in states:
        person = state["patient"]
        made = {"age": person["age_years"], "pregnancy": person["pregnancy"]} | {
            name: state[name] for name in ("acne_type", "guideline", "region")
        }
        found.update(combinations(sorted(made.items(), key=lambda one: one[0]), 2))
    return found


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


def test_a_difference_would_be_seen(page):
    """A comparison that cannot fail proves nothing: here one state of many differs."""
    states = list(base_states(*ALONE))[:50]
    told = python_texts(states, "brief")
    told[17] = told[17].replace("first_line", "alternative", 1)
    assert page_digest(page, states, "brief")["sha256"] != sha256(told)
    assert differences(page, states, told, "brief")[0].startswith("1 of 50 states differ")


def test_the_page_refuses_the_persons_that_python_refuses(page):
    """Each pair of statements that contradict each other, and 10,000 seeded persons, possible or not."""
    possible, refused = (list(chain(*some)) for some in zip(*map(seeded_states, PARTS), strict=True))
    assert len(refused) > 100
    assert set(impossible(page, refused)) == {True}
    assert set(impossible(page, possible)) == {False}
    assert sent_pairs(page) == [list(pair) for pair in ROWS.contradictions]
