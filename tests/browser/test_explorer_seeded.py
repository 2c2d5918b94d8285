"""10,000 seeded combinations: the page and Python agree on everything that the list and the panel show.

The base states (test_explorer_states.py) have one fact at most beside age and pregnancy. Persons have more,
and facts meet: a partner that is ruled out, a regimen whose parts fall one after the other.
"""

from __future__ import annotations

import pytest

from retinoid_teach.clinic._patient import CONTRADICTIONS
from tests.browser.explorer_states import (
    BATCH,
    SEEDED,
    compare,
    impossible,
    seeded_states,
    sent_pairs,
    states_page,
)


@pytest.fixture
def page(page_with, tmp_path):
    return states_page(page_with, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(SEEDED // BATCH))
def test_seeded_combinations_are_answered_as_python_answers(page, part, record_property):
    possible, _ = seeded_states(part)
    compare(page, possible, "whole", record_property)


def test_the_page_refuses_the_persons_that_python_refuses(page):
    """Each pair of statements that contradict each other, and 10,000 seeded persons, possible or not."""
    refused = [state for part in range(SEEDED // BATCH) for state in seeded_states(part)[1]]
    possible = [state for part in range(SEEDED // BATCH) for state in seeded_states(part)[0]]
    assert len(refused) > 100
    assert set(impossible(page, refused)) == {True}
    assert set(impossible(page, possible)) == {False}
    assert sent_pairs(page) == [list(pair) for pair in CONTRADICTIONS]
