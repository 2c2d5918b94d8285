"""The two numbers that are quoted of every measure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.samples import Samples

NUMBERS = st.lists(st.floats(0, 1e6), min_size=1, max_size=300)


@pytest.mark.parametrize(
    ("values", "median", "p95"),
    [([7], 7, 7), ([1, 3], 2, 2.9), (range(101), 50, 95), (range(100, -1, -1), 50, 95), ([5] * 9, 5, 5)],
)
def test_median_and_p95(values, median, p95):
    samples = Samples.of(values)
    assert (samples.median, samples.p95) == (pytest.approx(median), pytest.approx(p95))


@given(NUMBERS)
def test_p95_lies_between_median_and_largest(values):
    samples = Samples.of(values)
    assert samples.median <= samples.p95 * (1 + 1e-9) <= max(values) * (1 + 1e-8)


@given(NUMBERS)
def test_about_one_in_twenty_is_above_p95(values):
    samples = Samples.of(values)
    assert sum(value > samples.p95 * (1 + 1e-9) for value in values) <= 0.05 * len(values) + 1


def test_nothing_measured_is_an_error():
    with pytest.raises(ValueError, match="nothing was measured"):
        Samples.of([])
