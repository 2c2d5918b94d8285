"""The right number of a question is worked out from cells, and from nothing else."""

from __future__ import annotations

import contextlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retinoid_teach.evidence import shipped
from retinoid_teach.learning._cells import cell_value, cells


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("GS011.lesion_score", 4),
        (" GS001.factor * GS008.lesion_score + GS004.factor*GS011.lesion_score ", 6),
        ("(GS006.factor - GS004.factor) / 4", 0.5),
        ("P001.value / P005.value", 10004 / 3703),
        ("100 * BO174.events / BO174.n", 100 * 38 / 57),
    ],
)
def test_a_cell_or_arithmetic_over_cells(expression, value) -> None:
    assert cell_value(expression, shipped()) == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(
    ("expression", "part"),
    [
        ("GS099.factor", "did you mean"),
        ("GS001.facto", "no column 'facto'"),
        ("GS001.lesion_score", "is None, which is not a number"),
        ("GS001.region", "'forehead', which is not a number"),
        ("SR001.decides", "which is not a number"),
        ("GS001.factor / 0", "divides by zero"),
        ("GS001.factor / (GS001.factor - GS001.factor)", "divides by zero"),
        ("GS001.factor **", "cannot be read"),
        ("GS001.factor ** 99999999", "is not allowed"),
        ("__import__('os').getcwd()", "is not allowed"),
        ("GS001", "is not allowed"),
        ("'a' + 'b'", "is not allowed"),
        ("True", "is not allowed"),
        ("-GS001.factor", "is not allowed"),
        ("1j", "is not allowed"),
        ("(" * 300, "cannot be read"),
        ("+".join(["1"] * 400), "cannot be read"),
        ("", "cannot be read"),
    ],
)
def test_anything_else_is_refused_in_words(expression, part) -> None:
    with pytest.raises(ValueError, match=re.escape(part)):
        cell_value(expression, shipped())


@given(st.text(max_size=60))
def test_no_text_does_more_than_raise_a_value_error(text) -> None:
    with contextlib.suppress(ValueError):
        assert isinstance(cell_value(text, shipped()), float)


def test_the_cells_of_an_expression_are_named() -> None:
    assert cells("GS001.factor*(GS008.lesion_score + 2)") == (("GS001", "factor"), ("GS008", "lesion_score"))
