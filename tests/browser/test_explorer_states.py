"""The explorer answers in the page; Python answers in the kernel. They must never differ.

Symptom if they do: a learner reads "first line" in the page and `explorer.table()` says "avoid". Every base
state (type, guideline, region, age, pregnancy) is asked of both, with nothing else known and with each single
condition or situation. How many states were compared, and how many differ, is in the report (`--junit-xml`).
"""

from __future__ import annotations

from itertools import product

import pytest

from tests.browser.explorer_states import (
    AGES,
    ALONE,
    BASE,
    EXTRAS,
    REGIONS,
    ROWS,
    SMOKER,
    base_states,
    compare,
    differences,
    page_digest,
    python_texts,
    sha256,
    states_page,
)


@pytest.fixture
def page(page_with, tmp_path):
    return states_page(page_with, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("extra", EXTRAS, ids=lambda extra: extra[1] or "nothing_else")
def test_every_base_state_is_answered_as_python_answers(page, extra, record_property):
    compare(page, list(base_states(*extra)), "brief", record_property)


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
