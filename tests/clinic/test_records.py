"""What a decision returns cannot be changed afterwards: it is kept, and given to everyone who asks again."""

from __future__ import annotations

from retinoid_teach import clinic
from tests.clinic.records import named, records

KEEP_ANSWERS = {"Clinic", "Restrictions"}


def test_no_record_can_be_changed_but_those_that_keep_answers():
    assert named(clinic, "loose") == KEEP_ANSWERS
    assert named(clinic, "open") == set()
    assert {"Patient", "GagsScore"} <= {one.__name__ for one in records(clinic)}


def test_rows_are_told_apart_by_what_they_are():
    """A cache asks for them often: to compare all their values each time would be slow."""
    assert named(clinic, "own") == KEEP_ANSWERS | {"ClinicRows", "Recommendation", "Rule"}
