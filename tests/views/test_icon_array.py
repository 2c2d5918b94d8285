"""A risk as people: as many filled as the risk says."""

from __future__ import annotations

import re

import pytest

from retinoid_teach.views import icon_array


def filled(figure):
    groups = [one for one in figure.axes.collections if one.get_gid() == "event"]
    return [len(one.get_offsets()) for one in groups]


@pytest.mark.parametrize(
    ("risks", "people"),
    [([0.11, 0.337], [11, 34]), ([0], [0]), ([1, 0.004], [100, 0]), ([0.5, 0.5], [50, 50])],
)
def test_so_many_of_a_hundred_are_filled(risks, people):
    figure = icon_array(risks)
    assert filled(figure) == people
    every = sum(len(one.get_offsets()) for one in figure.axes.collections)
    assert every == 100 * len(risks)


def test_people_with_the_event_are_larger_and_darker():
    with_event, without = icon_array([0.3]).axes.collections
    assert with_event.get_sizes()[0] > 2 * without.get_sizes()[0]
    assert with_event.get_facecolor().mean() < without.get_facecolor().mean()


@pytest.mark.parametrize(
    ("risks", "ending"),
    [
        ([0.1, 0.3], "before 10, after 30. That is 20 more."),
        ([0.3, 0.1], "before 30, after 10. That is 20 fewer."),
        ([0.101, 0.104], "before 10, after 10. That is no difference in whole people."),
        ([0.3], "before 30."),
    ],
)
def test_its_text_has_its_numbers(risks, ending):
    figure = icon_array(risks, ["before", "after"], event="dry skin")
    assert figure.alt_text == f"Of 100 people, dry skin: {ending}"
    written = [one.get_text() for one in figure.axes.texts]
    assert f"{round(100 * risks[0])} of 100: dry skin" in written


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([0.1, 1.2],), "risks: 1.2 must be a number from 0 to 1, such as 0.25 for 25 of 100."),
        (([float("nan")],), "risks: nan must be a number from 0 to 1"),
        ((["a"],), "risks: 'a' must be a number"),
        (([],), "risks: 0 given; one or two squares"),
        (([0.1, 0.2, 0.3],), "risks: 3 given; one or two squares"),
        (([0.1, 0.2], ["one"]), "names: 1 given for 2 risks"),
    ],
)
def test_what_is_no_risk_is_refused(arguments, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        icon_array(*arguments)
