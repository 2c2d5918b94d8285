"""What the labs share: values in, a drawing out, from Python and from the page."""

from __future__ import annotations

import json
import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import retinoid_teach as rt
from retinoid_teach.widgets._labs.controls import Choice, Flag, Many, Option, Range, ladder, tidied
from retinoid_teach.widgets._labs.drawing import ceiling
from retinoid_teach.widgets._labs.lab import Lab
from tests.widgets.plain_lab import PlainLab
from tests.widgets.reading import Page

START = {"amount": 5, "level": 1, "shape": "one", "list": "a", "many": ["a"], "flag": False}
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def sent(monkeypatch):
    """Traits that a lab sends to the page, in order."""
    names = []
    monkeypatch.setattr(Lab, "send_state", lambda self, key=None: names.append(key))
    return names


def test_a_new_lab_shows_its_start() -> None:
    lab = PlainLab()
    assert lab.values == START
    assert lab.drawing["for"] == START
    assert lab.data["initial"] == START
    assert lab.sentence == "plain: the top is 5 ng/mL [P002]."


def test_a_value_left_out_keeps_what_it_was() -> None:
    lab = PlainLab(amount=2)
    lab.values = {"level": 3}
    assert lab.values == START | {"amount": 2, "level": 3}
    assert lab.drawing["for"] == lab.values


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"amuont": 1}, r"values: 'amuont' is not known; did you mean 'amount'"),
        ({"amount": 11}, r"amount: 11 is out of range. Allowed: a number from 0 to 10 mg"),
        ({"amount": -1}, r"amount: -1 is out of range"),
        ({"amount": math.nan}, r"amount: nan is no number"),
        ({"amount": math.inf}, r"amount: inf is no number"),
        ({"amount": "5"}, r"amount: '5' is no number"),
        ({"amount": True}, r"amount: True is no number"),
        ({"shape": "oen"}, r"shape: 'oen' is not known; did you mean 'one'"),
        ({"list": 3}, r"list: 3 is not known"),
        ({"many": "a"}, r"many: 'a' is no list. Allowed: a list of a, b"),
        ({"many": ["c"]}, r"many: 'c' is not known"),
        ({"flag": 1}, r"flag: 1 is neither True nor False"),
    ],
)
def test_a_wrong_value_from_python_is_answered_in_words_and_changes_nothing(values, said) -> None:
    with pytest.raises(ValueError, match=said):
        PlainLab(**values)
    lab = PlainLab()
    with pytest.raises(ValueError, match=said):
        lab.values = values
    assert (lab.values, lab.drawing["for"]) == (START, START)


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ({"amount": 11}, {"amount": 10}),
        ({"amount": -3}, {"amount": 0}),
        ({"amount": "5"}, {}),
        ({"amount": None}, {}),
        ({"shape": "<b>"}, {}),
        ({"many": ["b", "z"]}, {"many": ["b"]}),
        ({"many": {}}, {}),
        ({"flag": "yes"}, {}),
        ({"new": 1}, {}),
        ({}, {}),
    ],
)
def test_a_wrong_value_from_the_page_is_mended_and_told(sent, asked, kept) -> None:
    lab = PlainLab()
    sent.clear()
    lab.set_state({"values": START | asked})
    assert lab.values == START | kept
    assert lab.drawing["for"] == lab.values
    assert ("values" in sent) is (lab.values != START | asked)


@pytest.mark.parametrize("given", [None, 3, "x", [1]])
def test_no_values_at_all_from_the_page_change_nothing(given) -> None:
    lab = PlainLab()
    lab.set_state({"values": given})
    assert lab.values == START


def test_the_page_cannot_write_the_drawing_or_the_data() -> None:
    lab = PlainLab()
    before = (dict(lab.data), dict(lab.drawing))
    lab.set_state({"data": {}, "drawing": {"title": "x"}})
    assert (lab.data, lab.drawing) == before


anything = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda one: st.lists(one, max_size=3) | st.dictionaries(st.text(max_size=3), one, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from([*START, "other"]), anything))
def test_whatever_the_page_sends_the_values_stay_possible(asked) -> None:
    lab = PAGE
    lab.set_state({"values": asked})
    assert PlainLab(**lab.values).values == lab.values
    assert lab.drawing["for"] == lab.values


PAGE = PlainLab()


def test_the_last_of_two_hundred_values_is_what_is_shown_and_each_is_drawn_once(sent) -> None:
    lab = PlainLab()
    drawn = lab.drawn
    sent.clear()
    for at in range(200):
        lab.set_state({"values": START | {"amount": at / 20}})
    assert lab.drawn - drawn == 200
    assert lab.drawing["for"]["amount"] == 199 / 20
    assert lab.sentence.startswith("plain: the top is 9.95")
    assert "values" not in sent


def test_what_is_drawn_ahead_is_what_the_values_would_show_and_changes_no_value() -> None:
    lab = PlainLab()
    ahead = [START | {"amount": amount} for amount in (5.5, 4.5)]
    lab.set_state({"wanted": {"number": 1, "values": ahead}})
    assert lab.values == START
    assert [one["for"] for one in lab.ahead["drawings"]] == ahead
    for drawing in lab.ahead["drawings"]:
        assert PlainLab(**drawing["for"]).drawing == drawing
    lab.set_state({"wanted": {"number": 2, "values": ahead}})
    assert lab.ahead["number"] == 2


@pytest.mark.parametrize(
    "wanted",
    [
        {"number": 1},
        {"number": 1, "values": 3},
        {"number": 1, "values": [None, [], {}, {"amount": 1}, START | {"amount": 11}, START | {"new": 1}]},
    ],
)
def test_nothing_is_drawn_ahead_for_values_that_cannot_be(wanted) -> None:
    lab = PlainLab()
    lab.set_state({"wanted": wanted})
    assert lab.ahead == {"number": 1, "drawings": []}
    assert lab.values == START


def test_a_wish_of_another_form_is_no_wish_and_few_are_granted_at_once() -> None:
    lab = PlainLab()
    for wanted in (None, 3, "x", [1]):
        lab.set_state({"wanted": wanted})
    assert lab.ahead == {}
    lab.set_state({"ahead": {"drawings": ["no"]}})
    assert lab.ahead == {}
    lab.set_state({"wanted": {"number": 1, "values": [START | {"amount": at / 10} for at in range(99)]}})
    assert len(lab.ahead["drawings"]) == 8


def test_the_same_values_are_not_drawn_again() -> None:
    lab = PlainLab()
    lab.set_state({"values": START})
    lab.values = {"amount": 5}
    assert lab.drawn == 1


def test_arrays_are_sent_as_small_numbers() -> None:
    lab = PlainLab()
    x = np.frombuffer(lab.drawing["x"]["values"], dtype="<f4")
    y = np.frombuffer(lab.drawing["curves"][0]["y"], dtype="<f4")
    assert len(x) == len(y) == 50
    assert (x[0], x[-1], y[0]) == (0, 10, 5)


def test_everything_else_of_a_drawing_is_json() -> None:
    text = json.dumps(
        PlainLab(flag=True).drawing, default=lambda one: len(one) if type(one) is bytes else 1 / 0
    )
    assert json.loads(text)["marks"] == [
        {"x": 5, "y": 5 / 3, "text": "plain mark", "ink": 2, "short": "", "low": 0, "high": 2.5}
        | {"left": 4, "right": 6, "computed": False, "minor": False}
    ]


def test_the_line_to_copy_makes_the_same_lab() -> None:
    lab = PlainLab(amount=2.5, many=["b"], flag=True)
    assert lab.drawing["call"] == (
        "rt.widgets.plain_lab(amount=2.5, level=1, shape='one', list='a', many=['b'], flag=True)"
    )


def test_the_text_form_says_the_values() -> None:
    assert repr(PlainLab(many=[])) == (
        "<PlainLab amount=5, level=1, shape='one', list='a', many=[], flag=False>"
    )
    assert repr(PlainLab()) == repr(PlainLab())


def test_the_static_form_has_values_picture_sentence_and_numbers() -> None:
    page = Page(PlainLab(flag=True)._html())
    assert page.tags.count("table") == 2
    assert page.attributes.count(("th", "scope", "row")) == 7
    (alt,) = [value for tag, name, value in page.attributes if (tag, name) == ("img", "alt")]
    assert alt == "plain: the top is 5 ng/mL."
    (src,) = [value for tag, name, value in page.attributes if (tag, name) == ("img", "src")]
    assert src.startswith("data:image/svg+xml;base64,")
    assert "plain note" in page.text
    assert not {"script", "style", "svg"} & set(page.tags)


def test_an_id_that_is_no_row_of_the_lab_is_read_and_heard_where_no_widget_runs() -> None:
    page = Page(PlainLab("plain [Z9]")._html())
    (alt,) = [value for tag, name, value in page.attributes if (tag, name) == ("img", "alt")]
    assert alt == "plain [Z9]: the top is 5 ng/mL."


def test_without_a_picture_the_static_form_says_so() -> None:
    page = Page(PlainLab(shape="none")._html())
    assert "plain nothing" in page.text
    assert "img" not in page.tags


def test_what_plays_no_part_is_left_out_of_the_static_form() -> None:
    assert "many" not in Page(PlainLab(list="b")._html()).text


def test_text_stays_text() -> None:
    page = Page(PlainLab(HOSTILE, flag=True)._html())
    assert "script" not in page.tags
    assert HOSTILE in page.text


def test_it_is_stable_and_small() -> None:
    assert PlainLab()._html() == PlainLab()._html()
    assert len(PlainLab()._html()) < 12_000


def test_a_lab_without_its_parts_says_what_is_missing() -> None:
    bare = Lab.__new__(Lab)
    for name, said in (("_start", "write _start"), ("_controls", "write _controls")):
        with pytest.raises(NotImplementedError, match=said):
            getattr(bare, name)
    with pytest.raises(NotImplementedError, match="write _drawn"):
        bare._drawn({})
    with pytest.raises(NotImplementedError, match="write _cited"):
        bare._cited()


OPTIONS = (Option("a", "A"), Option("b", "B", group="G"))


def test_a_control_says_what_the_page_needs() -> None:
    assert Range("a", "A", "h", 0, 9, 3).spec() == (
        {"key": "a", "kind": "range", "label": "A", "unit": "h", "low": 0, "high": 9, "step": 3}
    )
    assert Range("a", "A", "h", 1, 10, stops=(1, 10)).spec()["stops"] == [1, 10]
    assert Choice("a", "A", OPTIONS).spec()["kind"] == "radio"
    assert Choice("a", "A", OPTIONS, kind="select").spec()["options"] == (
        [{"key": "a", "label": "A"}, {"key": "b", "label": "B", "group": "G"}]
    )
    assert (Many("a", "A", OPTIONS).spec()["kind"], Flag("a", "A").spec()["kind"]) == ("many", "flag")


def test_whole_numbers_stay_whole() -> None:
    assert repr(Range("a", "A", "", 0, 9).checked(np.float64(3))) == "3"
    assert repr(Range("a", "A", "", 0, 9).checked(2.5)) == "2.5"


def test_many_are_kept_in_the_order_of_the_options() -> None:
    assert Many("a", "A", OPTIONS).checked(("b", "a", "b")) == ["a", "b"]


def test_tidied_keeps_the_present_where_nothing_is_near() -> None:
    assert tidied(Range("a", "A", "", 0, 9), "x", 4) == 4
    assert tidied(Range("a", "A", "", 0, 9), 1e9, 4) == 9
    assert tidied(Choice("a", "A", OPTIONS), "z", "b") == "b"


@given(st.floats(1e-4, 1), st.floats(1.5, 1e4), st.integers(2, 20))
def test_a_ladder_climbs_from_end_to_end(low, times, per_decade) -> None:
    steps = ladder(low, low * times, per_decade)
    assert list(steps) == sorted(set(steps))
    assert steps[0] == float(f"{low:.2g}")
    assert math.isclose(steps[-1], low * times, rel_tol=0.06) or len(steps) == 1


@given(st.floats(1e-6, 1e6))
def test_an_axis_ends_a_little_above_its_highest_value(value) -> None:
    end = ceiling(value)
    assert 1.05 * value <= end <= 1.65 * value
    assert re.fullmatch(r"([1234568]|1\.5)(\.0)?e[+-]\d\d", f"{end:.1e}")


@pytest.mark.parametrize(
    "call",
    [
        "rt.widgets.kinetics_lab(dose_mg=40, doses=3, metabolite=True)",
        "rt.widgets.receptor_lab('kd_r013', rival='R015', rival_nm=12)",
        "rt.widgets.receptor_lab('isotretinoin')",
        "rt.widgets.skin_lab('adapalene', molar_mass=300)",
        "rt.widgets.skin_lab(picture='into_the_blood', limit_ng_ml=5)",
    ],
)
def test_the_line_that_a_learner_copies_makes_the_lab_again(call) -> None:
    lab = eval(call, {"rt": rt})
    again = eval(lab.drawing["call"], {"rt": rt})
    assert again.values == lab.values
    assert again.sentence == lab.sentence
