"""Several choices, an ordering, a match: what is right, what is told of each line, what is refused."""

from __future__ import annotations

from itertools import combinations, permutations, product

import pytest

from retinoid_teach import learning
from retinoid_teach.evidence import DataError
from retinoid_teach.learning import mark
from retinoid_teach.learning.parts import partners

PARTED = [one for one in learning.questions() if one.kind in ("several_choices", "ordering", "match")]


def line(letter, text, *, correct=True, belongs=None):
    return {
        "id": f"Q-77-01-{letter}",
        "text": text,
        "correct": correct,
        "feedback": f"About {text}.",
        "belongs": belongs,
    }


SEVERAL = (line("a", "One"), line("b", "Two", correct=False), line("c", "Three"))
ORDER = (line("a", "Last", belongs="3"), line("b", "First", belongs="1"), line("c", "Middle", belongs="2"))
MATCH = (line("a", "Cat", belongs="Paw"), line("b", "Gull", belongs="Beak"), line("c", "Dog", belongs="Paw"))
LINES = {"several_choices": SEVERAL, "ordering": ORDER, "match": MATCH}


def asked(catalog_with, kind, answers=None, **columns):
    changes = {"kind": kind, "answer_from": None, "answers": answers or LINES[kind]} | columns
    (one,) = learning.questions(catalog=catalog_with(**changes))
    return one


def ids(letters):
    return " ".join(f"Q-77-01-{letter}" for letter in letters)


@pytest.mark.parametrize(
    ("kind", "right", "words"),
    [
        ("several_choices", "ac", "One; Three"),
        ("ordering", "bca", "First; Middle; Last"),
        ("match", "aba", "Cat: Paw; Gull: Beak; Dog: Paw"),
    ],
)
def test_the_right_answer_is_built_from_the_lines(catalog_with, kind, right, words) -> None:
    one = asked(catalog_with, kind)
    assert (one.right, one.right_text) == (ids(right), words)
    found = mark(one, one.right)
    assert found.correct is True
    assert found.parts == one.answers


@pytest.mark.parametrize(
    ("kind", "given", "wrong"),
    [
        ("several_choices", "a", "c"),
        ("several_choices", "b", "abc"),
        ("several_choices", "abc", "b"),
        ("ordering", "bac", "ac"),
        ("ordering", "acb", "ab"),
        ("ordering", "cab", "abc"),
        ("match", "aaa", "b"),
        ("match", "bba", "a"),
        ("match", "bab", "abc"),
    ],
)
def test_each_wrong_line_is_told_why_and_no_other(catalog_with, kind, given, wrong) -> None:
    one = asked(catalog_with, kind)
    found = mark(one, ids(given))
    assert found.correct is False
    assert "".join(part.id[-1] for part in found.parts) == wrong
    assert found.feedback == " ".join(f"{part.text}: {part.feedback}" for part in found.parts)


def test_several_choices_may_be_named_in_any_order(catalog_with) -> None:
    assert mark(asked(catalog_with, "several_choices"), ids("ca")).correct is True


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        *(("several_choices", given) for given in ("", ids("aa"), ids("ad"), 1, None, f"{ids('a')} ")),
        *(("ordering", given) for given in (ids("ab"), ids("aab"), ids("abcc"), 3, ids("a"))),
        *(("match", given) for given in (ids("ab"), ids("abab"), ids("abc"), "", 2.0)),
    ],
)
def test_what_is_no_answer_is_refused_with_what_is(catalog_with, kind, given) -> None:
    with pytest.raises(ValueError, match=r"Q-77-01: .* it takes .*Q-77-01-a, .*a space between"):
        mark(asked(catalog_with, kind), given)


@pytest.mark.parametrize(
    ("kind", "answers", "expected"),
    [
        ("several_choices", SEVERAL[:2], "three or more answers with a text"),
        (
            "several_choices",
            tuple(one | {"correct": True} for one in SEVERAL),
            "some answers correct and some not",
        ),
        (
            "several_choices",
            tuple(one | {"correct": False} for one in SEVERAL),
            "some answers correct and some not",
        ),
        ("several_choices", (*SEVERAL[:2], SEVERAL[2] | {"belongs": "1"}), "belongs left blank"),
        ("ordering", (*ORDER[:2], ORDER[2] | {"belongs": "1"}), "belongs from 1 to 3, each once"),
        ("ordering", (*ORDER[:2], ORDER[2] | {"belongs": "later"}), "belongs from 1 to 3, each once"),
        ("ordering", (*ORDER[:2], ORDER[2] | {"correct": False}), "every answer correct"),
        ("match", (*MATCH[:2], MATCH[2] | {"belongs": None}), "belongs for every answer"),
        ("match", tuple(one | {"belongs": "Paw"} for one in MATCH), "two or more different ones"),
        ("match", (*MATCH[:2], MATCH[2] | {"feedback": None}), "feedback for every answer"),
    ],
)
def test_lines_that_contradict_themselves_are_a_fault(catalog_with, kind, answers, expected) -> None:
    with pytest.raises(DataError, match=expected):
        asked(catalog_with, kind, answers)


@pytest.mark.parametrize("kind", LINES)
def test_it_is_a_check(catalog_with, kind) -> None:
    with pytest.raises(DataError, match=f"check, the only role of {kind}"):
        asked(catalog_with, kind, role="prediction")


def test_partners_are_offered_once_and_in_no_telling_order(catalog_with) -> None:
    offered = partners(asked(catalog_with, "match").answers)
    assert [(one.id, one.belongs) for one in offered] == [("Q-77-01-b", "Beak"), ("Q-77-01-a", "Paw")]


def every_answer(one):
    lines = [answer.id for answer in one.answers]
    if one.kind == "several_choices":
        return [some for size in range(1, len(lines) + 1) for some in combinations(lines, size)]
    if one.kind == "ordering":
        return list(permutations(lines))
    return list(product([partner.id for partner in partners(one.answers)], repeat=len(lines)))


@pytest.mark.parametrize("one", PARTED, ids=lambda one: one.id)
def test_of_all_answers_one_is_right_and_each_other_is_told_something(one) -> None:
    marks = [mark(one, " ".join(given)) for given in every_answer(one)]
    assert sum(found.correct is True for found in marks) == 1
    assert all(found.feedback and found.parts for found in marks)


def test_each_kind_is_asked_in_the_course_and_spread_over_lessons() -> None:
    assert {one.kind for one in PARTED} == set(LINES)
    assert len({one.lesson for one in PARTED}) >= 8


def test_an_ordering_is_not_shown_in_its_order() -> None:
    shown = [[one.belongs for one in question.answers] for question in PARTED if question.kind == "ordering"]
    assert [places for places in shown if places == sorted(places)] == []
