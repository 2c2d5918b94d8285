"""What every chart shares: labels that move apart, numbers in plain digits, colours that stay apart."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retinoid_teach import views
from retinoid_teach.pharmacology import constant_sets
from retinoid_teach.views._drawing import DASHES, INKS, figures, spread, within
from retinoid_teach.views._figure import FAINT, INK, PAPER
from tests.views.looking import (
    EYES,
    contrast,
    lab,
    outside,
    overlapping,
    picture,
    smallest_on_a_phone,
)

CHARTS = {
    **{f"occupancy {key}": lambda key=key: views.occupancy(key) for key in constant_sets()},
    "occupancy, marked": lambda: views.occupancy("kd_r013", concentration_nm=5),
    "occupancy, marked far away": lambda: views.occupancy("ki_r001", ["adapalene"], 1e6),
    "concentration": views.concentration,
    "concentration, fasted": lambda: views.concentration(fed=False),
    "concentration, log": lambda: views.concentration(log=True, metabolite=True),
    "concentration, with the metabolite": lambda: views.concentration(metabolite=True),
    "concentration, many": lambda: views.concentration(40, doses=10, models=["lag", "two_compartment"]),
    "concentration, small": lambda: views.concentration(1, models=["lag"]),
    "skin": views.skin,
    "skin, not observed": lambda: views.skin("retinol"),
    "absorption": views.absorption,
    "absorption, another dose": lambda: views.absorption(1),
    "structure": lambda: views.structure("adapalene"),
    "structure, chain": lambda: views.structure("4-oxo-isotretinoin"),
    "structure, two": lambda: views.structure("isotretinoin", "tretinoin"),
    "structure, two bonds": lambda: views.structure("isotretinoin", "alitretinoin"),
}


@pytest.mark.parametrize("name", CHARTS)
def test_no_text_lies_on_another_or_is_cut(name):
    figure = CHARTS[name]()
    assert overlapping(figure) == []
    assert outside(figure) == []


@pytest.mark.parametrize("name", CHARTS)
def test_a_phone_shows_it_in_type_that_can_be_read(name):
    assert smallest_on_a_phone(CHARTS[name]()) >= 9


@pytest.mark.parametrize("name", CHARTS)
def test_it_is_the_same_picture_every_time_and_small(name):
    one, other = CHARTS[name](), CHARTS[name]()
    assert one.png() == other.png()
    assert one.alt_text == other.alt_text
    assert len(one.png()) < 40_000
    assert picture(one).width == 594


@pytest.mark.parametrize("name", CHARTS)
def test_its_words_say_numbers_with_their_units(name):
    figure = CHARTS[name]()
    assert any(letter.isdigit() for letter in figure.alt_text)
    assert figure.alt_text.rstrip().endswith(".")
    unit = {
        "o": "nM",
        "c": "ng/mL",
        "s": "g/mol" if name.startswith("structure") else "ng/cm²/h",
        "a": "ng/mL",
    }
    assert unit[name[0]] in figure.alt_text
    if figure.axes.axison:
        assert "(" in figure.axes.get_xlabel()


@pytest.mark.parametrize("eye", EYES)
def test_lines_stay_apart_for_every_eye(eye):
    for one, other in combinations(INKS, 2):
        assert np.linalg.norm(lab(one, eye) - lab(other, eye)) > 10, (one, other)
    for one, other in combinations(INKS[:3], 2):
        assert np.linalg.norm(lab(one, eye) - lab(other, eye)) > 25, (one, other)


def test_lines_stay_apart_on_a_grey_print():
    for one, other in combinations(INKS, 2):
        assert abs(lab(one)[0] - lab(other)[0]) > 7, (one, other)


def test_no_line_is_told_by_its_colour_alone():
    assert len(set(map(str, DASHES))) == len(DASHES) >= len(INKS)


@pytest.mark.parametrize("ink", [*INKS, INK, FAINT])
def test_every_ink_is_seen_on_the_paper(ink):
    assert contrast(ink, PAPER) >= (4.5 if ink in (INK, FAINT) else 3)


places = st.lists(st.floats(0, 1), max_size=8)


@given(places)
def test_labels_move_apart_and_keep_their_order(wanted):
    gap = 0.1
    found = spread(wanted, [gap] * len(wanted))
    order = sorted(range(len(wanted)), key=lambda one: wanted[one])
    for one, other in pairwise(order):
        assert found[other] - found[one] >= gap - 1e-6
    assert sum(found) == pytest.approx(sum(wanted), abs=1e-6)


@given(places)
def test_labels_stay_inside_as_long_as_there_is_room(wanted):
    gaps = [0.1] * len(wanted)
    found = within(spread(wanted, gaps), gaps)
    assert all(-1e-6 <= one <= 1 + 1e-6 for one in found)
    ordered = sorted(found)
    assert all(high - low >= 0.1 - 1e-6 for low, high in pairwise(ordered))


def test_labels_that_have_room_do_not_move():
    assert spread([0.1, 0.9, 0.5], [0.1, 0.1, 0.1]) == [0.1, 0.9, 0.5]
    assert within([0.1, 0.9, 0.5], [0.1, 0.1, 0.1]) == [0.1, 0.9, 0.5]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.00123, "0.00123"),
        (0.1, "0.1"),
        (1.0, "1"),
        (48.38, "48.4"),
        (100, "100"),
        (1234.5, "1234"),
        (0, "0"),
    ],
)
def test_numbers_are_plain(value, said):
    assert figures(value) == said
