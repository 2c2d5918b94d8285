"""What a model returns cannot be changed afterwards, and equals what has the same values."""

from __future__ import annotations

import pytest

from retinoid_teach import pharmacology
from tests.clinic.records import named, records


@pytest.mark.parametrize("trait", ["loose", "open", "own"])
def test_no_record_can_be_changed(trait):
    assert named(pharmacology, trait) == set()
    assert {"Band", "Structure"} <= {one.__name__ for one in records(pharmacology)}
