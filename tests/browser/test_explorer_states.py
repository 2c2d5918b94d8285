"""The explorer answers in the page; Python answers in the kernel. They must never differ.

Symptom if they do: a learner reads "first line" in the page and `explorer.table()` says "avoid". Every base
state (type, guideline, region, age, pregnancy) is asked of both, with nothing else known and with each single
condition or situation. Persons have more than one, and facts meet (a partner that is ruled out, a regimen
whose parts fall one after the other): 10,000 seeded combinations are asked too, and there all that the panel
shows is compared. How many states were compared, and how many differ, is in the report (`--junit-xml`).
"""

from __future__ import annotations

from itertools import chain, product

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
    base_states,
    compare,
    differences,
    impossible,
    page_digest,
    python_texts,
    seeded_states,
    sent_pairs,
    sha256,
    states_page,
)

PARTS = range(SEEDED // BATCH)
BASES = {extra[1] or "nothing_else": extra for extra in EXTRAS}


@pytest.fixture
def page(page_with, tmp_path):
    return states_page(page_with, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("batch", [*BASES, *PARTS], ids=str)
def test_the_page_answers_as_python_answers(page, batch, record_property):
    seeded = batch in PARTS
    states = seeded_states(batch)[0] if seeded else list(base_states(*BASES[batch]))
    compare(page, states, "whole" if seeded else "brief", record_property)


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
