"""What is worked out of a trial cannot be changed afterwards."""

from __future__ import annotations

import pytest

from retinoid_teach import trials
from tests.clinic.records import named, records


@pytest.mark.parametrize("trait", ["loose", "open"])
def test_no_record_can_be_changed(trait):
    assert named(trials, trait) == set()
    assert {"Interval", "Pooled", "Comparison"} <= {one.__name__ for one in records(trials)}
