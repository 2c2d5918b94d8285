"""The table: aims judged the right way round, what failed said in it, and its place in a page."""

from __future__ import annotations

import pytest

from benchmarks.table import BEGIN, END, HEADINGS, Aim, Of, Row, number, put_between_markers, render


def cells(row):
    line = render([row]).splitlines()[2]
    return dict(zip(HEADINGS, (cell.strip() for cell in line.strip("|").split("|")), strict=True))


def test_a_row_with_everything():
    row = Row(
        measure="click",
        value=2.5,
        unit="ms",
        n=200,
        aim=Aim(40, Of.RATIO),
        faster=True,
        peer="picture",
        peer_value=125,
        peer_n=150,
    )
    assert cells(row) == {
        "Measure": "click",
        "Value": "2.50 ms (n = 200)",
        "Aim": "≥ 40 × faster",
        "Beside it, in the same run": "picture: 125 ms (n = 150)",
        "Ratio": "50.0 × faster",
        "Met": "yes",
    }


def test_a_row_with_a_value_only_leaves_the_rest_empty():
    assert cells(Row(measure="module", value=81.2, unit="kB")) == dict(
        zip(HEADINGS, ("module", "81.2 kB", "", "", "", ""), strict=True)
    )


@pytest.mark.parametrize(
    ("row", "met"),
    [
        (Row(measure="m", value=5, aim=Aim(5)), True),
        (Row(measure="m", value=5.01, aim=Aim(5)), False),
        (Row(measure="m", value=11, aim=Aim(1.1, Of.RATIO), peer_value=10), True),
        (Row(measure="m", value=11.1, aim=Aim(1.1, Of.RATIO), peer_value=10), False),
        (Row(measure="m", value=1, aim=Aim(40, Of.RATIO), faster=True, peer_value=40), True),
        (Row(measure="m", value=1, aim=Aim(40, Of.RATIO), faster=True, peer_value=39.9), False),
        (Row(measure="m", value=5, aim=Aim(5), faster=True, peer_value=1), True),
        (Row(measure="m", value=5), None),
        (Row(measure="m", failed="no browser"), False),
    ],
)
def test_an_aim_is_judged(row, met):
    assert row.met is met


def test_an_aim_against_a_peer_that_was_not_measured_is_an_error():
    with pytest.raises(ValueError, match="needs the peer's value"):
        _ = Row(measure="m", value=1, aim=Aim(2, Of.RATIO)).met


@pytest.mark.parametrize(("faster", "ratio"), [(False, float("inf")), (True, 0)])
def test_a_peer_of_nothing_does_not_divide_by_zero(faster, ratio):
    assert Row(measure="m", value=1, faster=faster, peer_value=0).ratio == ratio


def test_what_failed_says_why_and_cannot_break_the_table():
    row = cells(Row(measure="clicks", failed="a | b"))
    assert row["Value"] == "failed: a / b"
    assert row["Met"] == "no"


def test_all_lines_are_of_one_width_and_have_all_columns():
    rows = [Row(measure="a", value=1), Row(measure="a much longer name", failed="because")]
    lines = render(rows).splitlines()
    assert len({len(line) for line in lines}) == 1
    assert {line.count("|") for line in lines} == {len(HEADINGS) + 1}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0.00"),
        (0.012, "0.01"),
        (9.994, "9.99"),
        (10, "10.0"),
        (99.94, "99.9"),
        (100, "100"),
        (1e5, "100,000"),
    ],
)
def test_numbers(value, text):
    assert number(value) == text


def test_the_table_goes_between_the_markers_and_nothing_else_changes(tmp_path):
    page = tmp_path / "measured.md"
    page.write_text(f"# Top\n\n{BEGIN}\nold\n{END}\n\nEnd\n", encoding="utf-8")
    put_between_markers(page, "| new |\n")
    once = page.read_bytes()
    assert once.decode() == f"# Top\n\n{BEGIN}\n\n| new |\n\n{END}\n\nEnd\n"
    put_between_markers(page, "| new |\n")
    assert page.read_bytes() == once, "written twice is written once"


@pytest.mark.parametrize("text", ["", BEGIN, END, f"{END} {BEGIN}"])
def test_a_page_without_its_markers_is_left_as_it_is(tmp_path, text):
    page = tmp_path / "measured.md"
    page.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"measured\.md has no place for the table"):
        put_between_markers(page, "new")
    assert page.read_text(encoding="utf-8") == text
