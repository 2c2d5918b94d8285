"""A table whose cells are sentences."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from retinoid_teach.views import text_table

FRAME = pd.DataFrame(
    {"word": pd.array(["one", pd.NA], dtype="string"), "number": pd.array([1.5, 20], dtype="Float64")},
    index=pd.Index(["R1", "R2"], name="id"),
)


def test_text_is_flush_left_and_numbers_flush_right() -> None:
    page = text_table(FRAME, "Two rows").html
    assert re.findall(r"<td style=\"text-align:(\w+)[^>]*>([^<]*)", page) == [
        ("left", "one"),
        ("right", "1.5"),
        ("left", "–"),
        ("right", "20"),
    ]
    assert re.findall(r"<th scope=\"(\w+)\"[^>]*>([^<]*)", page) == [
        ("col", "id"),
        ("col", "word"),
        ("col", "number"),
        ("row", "R1"),
        ("row", "R2"),
    ]
    assert "Two rows</caption>" in page


def test_yes_and_no_are_words() -> None:
    page = text_table(pd.DataFrame({"checked": [True, False]}), "Marks").html
    assert 'text-align:left;vertical-align:top">True' in page


def test_markup_in_a_cell_stays_text() -> None:
    hostile = pd.DataFrame({"<b>": ["<script>alert(1)</script>"]}, index=["<i>"])
    page = text_table(hostile, "<u>").html
    assert not re.search(r"<(script|b|i|u)>", page)


def test_plain_text_is_the_same_table() -> None:
    shown = text_table(FRAME, "Two rows")
    assert str(shown) == repr(shown) == "Two rows\nid word number\nR1 one  1.5\nR2 –    20"


def test_a_caption_must_say_something() -> None:
    with pytest.raises(ValueError, match=r"caption: ' ' says nothing"):
        text_table(FRAME, " ")
