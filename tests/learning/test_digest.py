"""A kept answer names the wording that was answered: nobody is suspected because a question has changed."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from retinoid_teach import learning
from retinoid_teach.classroom import class_summary
from retinoid_teach.cli import main
from retinoid_teach.learning import History, PastAnswer, history, keep
from retinoid_teach.learning.digest import digest, of_earlier_wording
from retinoid_teach.learning.records import KINDS

OF_EACH_KIND = {one.kind: one for one in learning.questions(role="check")}
NOW = datetime(2030, 1, 1, tzinfo=UTC)


@pytest.fixture(params=KINDS)
def one(request):
    return OF_EACH_KIND[request.param]


def test_no_two_questions_or_steps_have_the_same():
    steps = [step for case in learning.cases() for step in case.steps]
    found = [digest(one) for one in (*learning.questions(), *steps)]
    assert len(set(found)) == len(found)
    assert not [one for one in found if one.isdecimal() or not one.isalnum()]


def test_another_stem_is_another_wording(one):
    assert digest(replace(one, stem=one.stem + "?")) != digest(one)


def test_what_nobody_saw_before_the_answer_does_not_count(one):
    answers = tuple(replace(answer, feedback="Otherwise.") for answer in one.answers)
    other = replace(one, explanation="Otherwise.", difficulty=3, level="apply", rows=(), answers=answers)
    assert digest(other) == digest(one)


def test_choices_in_another_order_are_the_same_but_for_a_match_whose_answer_goes_by_lines(one):
    turned = replace(one, answers=tuple(reversed(one.answers)))
    assert (digest(turned) == digest(one)) is (one.kind != "match")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "number"])
def test_another_choice_is_another_wording(kind):
    one = OF_EACH_KIND[kind]
    first, *rest = one.answers
    for other in (replace(first, text="Otherwise"), replace(first, id="Q-99-99-a")):
        assert digest(replace(one, answers=(other, *rest))) != digest(one)


def test_another_right_answer_is_another_wording():
    number, choice = OF_EACH_KIND["number"], OF_EACH_KIND["one_choice"]
    for changed in ({"right_text": "9,999"}, {"tolerance": 9.0}, {"unit": "g"}, {"minimum": -1.0}):
        assert digest(replace(number, **changed)) != digest(number)
    moved = tuple(replace(answer, correct=not answer.correct) for answer in choice.answers)
    assert digest(replace(choice, answers=moved)) != digest(choice)
    step = learning.case("CASE-1").steps[0]
    choices = tuple(replace(one, acceptable=not one.acceptable) for one in step.choices)
    assert digest(replace(step, choices=choices)) != digest(step)
    assert digest(replace(step, text=step.text + "?")) != digest(step)


def test_an_answer_without_a_digest_is_of_no_other_wording(one):
    answer = PastAnswer(NOW, one.id, "x", correct=True)
    assert not of_earlier_wording(one, answer)
    assert not of_earlier_wording(one, replace(answer, digest=digest(one)))
    assert of_earlier_wording(one, replace(answer, digest="w0"))


def test_a_class_is_told_of_an_earlier_wording_and_not_of_a_changed_file():
    asked = OF_EACH_KIND["one_choice"]
    wrong = next(one.id for one in asked.answers if not one.correct)
    past = History((PastAnswer(NOW, asked.id, wrong, correct=True, digest="w0"),))
    same = History((PastAnswer(NOW, asked.id, wrong, correct=True, digest=digest(asked)),))
    old = History((PastAnswer(NOW, asked.id, wrong, correct=True),))
    notes = class_summary({"Ana": past, "Ben": same, "Cem": old}).notes
    of = {name: [note for note in notes if note.startswith(f"{name}:")] for name in ("Ana", "Ben", "Cem")}
    assert ["earlier wording" in note for note in of["Ana"]] == [True]
    for name in ("Ben", "Cem"):
        assert ["marked otherwise" in note for note in of[name]] == [True]


def test_the_digest_goes_with_an_export_and_is_read_from_what_was_handed_in(tmp_path):
    keep("Q-01-03", 5, correct=True, digest="w0")
    keep("Q-01-02", "Q-01-02-b", correct=True)
    handed = tmp_path / "class"
    handed.mkdir()
    assert main(["progress", "--export", str(handed / "Ana.csv")]) == 0
    with (handed / "Ana.csv").open(encoding="utf-8-sig", newline="") as opened:
        assert [row["digest"] for row in csv.DictReader(opened)] == ["w0", ""]
    (note,) = [note for note in class_summary(handed).notes if note.startswith("Ana:")]
    assert "1 answer to an earlier wording of the question (Q-01-03)" in note
    assert [one.digest for one in history().answers] == ["w0", ""]
