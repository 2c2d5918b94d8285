"""A class by learner and by question: first tries, difficulty, discrimination, and a word."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from retinoid_teach import learning
from retinoid_teach.classroom import class_summary, gradebook_csv
from retinoid_teach.classroom._item_analysis import FEWEST_LEARNERS, analyse
from retinoid_teach.classroom._marking_anew import mark_anew
from retinoid_teach.learning import History, PastAnswer
from tests.classroom.classes import BEGIN, CHOICES, MISLEADING, answer, learner, thirty_learners

FIRST = CHOICES[0]


def of(kind):
    return next(one for one in learning.questions(role="check") if one.kind == kind)


def class_of(*rows):
    return {f"learner {at}": learner(100 * at, row) for at, row in enumerate(rows)}


def test_learners_by_hand():
    summary = class_summary(
        {
            "Ben": learner(0, "+-.+"),
            "Ana": learner(3 * 24 * 60, ".+"),
            "Cem": History(),
        }
    )
    learners = summary.learners
    assert list(learners.index) == ["Ana", "Ben", "Cem"]
    assert learners["tried"].to_dict() == {"Ana": 1, "Ben": 3, "Cem": 0}
    assert learners["right"].to_dict() == {"Ana": 1, "Ben": 2, "Cem": 0}
    assert learners.loc["Ben", "share"] == pytest.approx(2 / 3)
    assert math.isnan(learners.loc["Cem", "share"])
    assert learners["last"].to_list() == [pd.Timestamp("2030-01-04"), pd.Timestamp("2030-01-01"), pd.NaT]
    lesson = CHOICES[1].lesson
    in_it = [at for at, one in enumerate(CHOICES[:4]) if one.lesson == lesson and at != 2]
    assert learners.loc["Ben", f"{lesson} tried"] == len(in_it)
    assert learners.loc["Ben", f"{lesson} right"] == sum(at != 1 for at in in_it)
    assert summary.notes == ()


def test_only_lessons_that_were_begun_have_columns():
    columns = class_summary({"Ana": learner(0, "+")}).learners.columns
    assert [name for name in columns if name.endswith((" tried", " right"))] == [
        f"{FIRST.lesson} tried",
        f"{FIRST.lesson} right",
    ]


def test_a_class_of_nobody_has_the_same_columns():
    empty = class_summary({})
    assert (len(empty.learners), len(empty.questions)) == (0, 0)
    assert list(empty.questions.columns) == list(class_summary({"Ana": learner(0, "+")}).questions.columns)


def test_later_answers_are_practice():
    tries = [answer(FIRST, right, minute) for minute, right in enumerate([False, True, True])]
    for order in (tries, tries[::-1]):
        row = class_summary({"Ana": History(tuple(order))}).questions.loc[FIRST.id]
        assert (row["learners"], row["right"], row["difficulty"]) == (1, 0, 0.0)


HAND = ["++++-", "+++--", "+-+-+", "-+--+", "----+"]


def test_difficulty_and_discrimination_by_hand():
    """Each row twice: ten learners; the rest of the first question is 3/4, 2/4, 2/4, 2/4, 1/4."""
    rows = HAND * 2
    row = class_summary(class_of(*rows)).questions.loc[FIRST.id]
    assert (row["learners"], row["right"], row["difficulty"]) == (10, 6, 0.6)
    # Deviations of the own score .4 .4 .4 -.6 -.6, of the rest 1/4 0 0 0 -1/4:
    by_hand = (0.4 / 4 + 0.6 / 4) / math.sqrt((3 * 0.16 + 2 * 0.36) * (2 / 16))
    assert row["discrimination"] == pytest.approx(by_hand)
    assert row["low"] == pytest.approx(math.tanh(math.atanh(by_hand) - 1.644854 / math.sqrt(7)))
    assert (row["compared"], row["word"], row["why"]) == (10, "works", "")
    assert class_summary(class_of(*rows)).questions.loc[CHOICES[4].id, "discrimination"] < 0


@pytest.mark.parametrize("seed", range(5))
def test_it_finds_the_one_question_that_misleads_the_strong(seed):
    questions = class_summary(thirty_learners(seed)).questions
    assert questions["discrimination"].idxmin() == MISLEADING.id
    row = questions.loc[MISLEADING.id]
    assert row["word"] == "misleads"
    assert row["high"] < 0
    assert (questions["word"] == "misleads").sum() == 1
    assert row["wrong"] == next(one.text for one in MISLEADING.answers if one.id != MISLEADING.right)
    assert row["wrong_count"] == row["learners"] - row["right"]


def column(*, right, of=20):
    return [1.0] * right + [0.0] * (of - right)


def judged(own, *others):
    return analyse(pd.DataFrame({"own": own} | {f"other {at}": one for at, one in enumerate(others)}))["own"]


SOME = (column(right=8), column(right=12), column(right=15))


@pytest.mark.parametrize(
    ("own", "others", "word", "why"),
    [
        (column(right=10), SOME, "works", ""),
        (column(right=5), SOME, "hard", ""),
        (column(right=19), SOME, "easy", ""),
        (column(right=10)[::-1], SOME, "misleads", ""),
        (column(right=2)[::-1], SOME, "misleads", ""),
        (column(right=20), SOME, "easy", "everybody was right"),
        (column(right=0), SOME, "hard", "everybody was wrong"),
        (column(right=10), [column(right=20)] * 3, "too few to say", "everybody did equally well elsewhere"),
        (column(right=10), SOME[:2], "too few to say", "0 of those who tried it answered 3 other checks"),
        ([1.0] * 5 + [0.0] * 4 + [np.nan] * 11, SOME, "too few to say", "9 tried it; 10 are needed"),
    ],
)
def test_a_word_for_each_question(own, others, word, why):
    item = judged(own, *others)
    assert (item.word, item.why[: len(why)]) == (word, why)
    assert math.isnan(item.discrimination) == (why != "")


def test_below_zero_but_not_surely_is_not_called_misleading():
    own = [0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 1.0, 0.0, 1.0, 0.0, 1.0, 1.0]
    item = judged(own, *(column(right=right, of=12) for right in (4, 6, 8)))
    assert item.low < item.discrimination < 0 < item.high
    assert item.word == "too few to say"
    assert "did worse elsewhere, but 12 learners are too few" in item.why


def test_whoever_answered_little_else_is_not_compared():
    busy = ["-+"[at % 2] + "+" + "-+"[at > 4] + "-+"[at > 6] for at in range(FEWEST_LEARNERS)]
    lazy = ["++.."] * 3
    row = class_summary(class_of(*busy, *lazy)).questions.loc[FIRST.id]
    assert (row["learners"], row["compared"]) == (13, 10)


def test_a_prediction_is_tried_and_not_judged():
    made = [one for one in learning.questions(role="prediction") if one.kind == "number"]
    known = next(one for one in made if one.right is not None)
    open_ended = next(one for one in made if one.right is None)
    rows = {}
    for at in range(12):
        given = known.right if at < 3 else known.right + 99
        tries = PastAnswer(BEGIN, known.id, given, at < 3), PastAnswer(BEGIN, open_ended.id, 1.0, None)
        rows[f"learner {at}"] = History(tries)
    summary = class_summary(rows)
    assert (summary.learners["checks"] == 0).all()
    assert (summary.learners["tried"] == 2).all()
    row = summary.questions.loc[known.id]
    assert (row["word"], row["difficulty"], row["wrong_count"]) == ("prediction", 0.25, 9)
    assert math.isnan(row["discrimination"])
    row = summary.questions.loc[open_ended.id]
    assert (row["word"], row["learners"], row["why"]) == ("prediction", 12, "it has no right answer")
    assert math.isnan(row["difficulty"])
    assert (row["wrong"], row["wrong_count"]) == ("", 0)


def given_by(one, *answers):
    past = {
        f"learner {at}": History((PastAnswer(BEGIN, one.id, given, learning.mark(one, given).correct),))
        for at, given in enumerate(answers)
    }
    row = class_summary(past).questions.loc[one.id]
    return row["wrong"], row["wrong_count"]


def test_the_wrong_answer_that_drew_most():
    choice = of("one_choice")
    wrong = [one for one in choice.answers if one.id != choice.right]
    assert given_by(choice, choice.right, wrong[1].id, wrong[0].id, wrong[1].id) == (wrong[1].text, 2)
    assert given_by(choice, wrong[1].id, wrong[0].id) == (wrong[0].text, 1)
    assert given_by(choice, choice.right) == ("", 0)
    number = learning.question("Q-01-03")
    assert given_by(number, 10, 5, 5.0, 7) == ("5 points", 2)


def test_of_a_question_with_parts_the_line_that_most_had_wrong():
    one = of("several_choices")
    ids = [answer.id for answer in one.answers]
    wrong = [answer for answer in one.answers if not answer.correct]
    assert given_by(one, f"{one.right} {wrong[0].id}", " ".join(ids)) == (wrong[0].text, 2)
    one = of("ordering")
    swapped = one.right.split(" ")
    swapped[0], swapped[1] = swapped[1], swapped[0]
    text, count = given_by(one, " ".join(swapped))
    assert count == 1
    assert text in [answer.text for answer in one.answers if answer.id in swapped[:2]]


def test_answers_to_questions_that_are_not_asked_are_counted_and_named():
    gone = PastAnswer(BEGIN, "Q-99-99", "x", correct=True)
    summary = class_summary({"Ana": History((gone,)), "Ben": History((*learner(1, "+").answers, gone))})
    assert summary.learners["tried"].to_dict() == {"Ana": 0, "Ben": 1}
    assert "Not counted: 2 answers to questions that this data does not ask (Q-99-99)." in summary.notes


def test_a_verdict_that_the_data_does_not_share_is_named():
    (right,) = learner(0, "+").answers
    other = PastAnswer(right.time, right.question_id, right.given, correct=False)
    odd = PastAnswer(right.time, CHOICES[1].id, "no such answer", correct=True)
    otherwise, impossible = class_summary({"Ana": History((other, odd))}).notes
    assert otherwise.startswith(f"Ana: 1 answer marked otherwise than this data marks ({FIRST.id})")
    assert impossible.startswith(f"Ana: 1 answer that the question cannot have ({CHOICES[1].id})")


def changed(past, correct):
    return History(tuple(replace(one, correct=correct) for one in past.answers))


@pytest.mark.parametrize("correct", [True, False, None])
@pytest.mark.parametrize("signs", ["+-+-", "----", "++++"])
def test_what_a_file_says_of_its_answers_counts_for_nothing(signs, correct):
    """A file with all `correct` set to true was counted as 100 % in the table and in the gradebook."""
    others = class_of(*HAND * 2)
    honest = class_summary({"Ana": learner(5000, signs)} | others)
    edited = class_summary({"Ana": changed(learner(5000, signs), correct)} | others)
    pd.testing.assert_frame_equal(honest.learners, edited.learners)
    pd.testing.assert_frame_equal(honest.questions, edited.questions)
    assert gradebook_csv(honest) == gradebook_csv(edited)
    wrong = sum((sign == "+") is not correct for sign in signs)
    said = [f"Ana: {wrong} answer{'s' * (wrong > 1)} marked otherwise"] if wrong else []
    assert [note.partition(" than this data marks")[0] for note in edited.notes] == said


def test_an_impossible_first_answer_makes_no_room_for_a_second():
    odd = PastAnswer(BEGIN, FIRST.id, "no such answer", correct=True)
    summary = class_summary({"Ana": History((odd, *learner(1, "++").answers))})
    assert list(summary.questions.index) == [CHOICES[1].id]
    assert summary.learners.loc["Ana", "right"] == 1


def test_of_two_answers_at_one_time_the_first_in_the_file_counts():
    """A spreadsheet cuts the time to the minute, and “-a” came before “-b” for its name."""
    wrong, right = (answer(FIRST, right, 0) for right in (False, True))
    for tries in ((wrong, right), (right, wrong)):
        row = class_summary({"Ana": History(tries)}).questions.loc[FIRST.id]
        assert row["right"] == int(tries[0] is right)


def test_an_answer_to_an_earlier_wording_keeps_its_own_mark():
    bank = {one.id: one for one in CHOICES[:3]}
    told = {one.question_id: replace(one, correct=True) for one in learner(0, "-+-").answers}
    odd = replace(told[FIRST.id], given="no such answer")
    tries = {"Ana": told | {FIRST.id: odd}}
    earlier = {FIRST.id, CHOICES[1].id}
    marked, notes = mark_anew(tries, bank, of_earlier_wording=lambda one, answer: one.id in earlier)
    assert [one.correct for one in marked["Ana"].values()] == [True, True, False]
    of_then, otherwise = sorted(notes, key=lambda note: "otherwise" in note)
    assert of_then == (
        f"Ana: 2 answers to an earlier wording of the question ({FIRST.id}, {CHOICES[1].id}): "
        "counted as marked then."
    )
    assert otherwise.startswith(f"Ana: 1 answer marked otherwise than this data marks ({CHOICES[2].id})")


def test_a_copy_under_another_name_is_said_and_counted():
    whole = learner(0, "+-++")
    part = History(whole.answers[:3])
    own = learner(500, "+++")
    summary = class_summary({"Ana": whole, "Ben": part, "Cem": own})
    (note,) = summary.notes
    assert note.startswith("Ana and Ben handed in the same answers (3 given at the same instant)")
    assert summary.learners["tried"].to_dict() == {"Ana": 4, "Ben": 3, "Cem": 3}


def test_copies_of_copies_are_one_note():
    made = {f"learner {at}": History(learner(0, "+-++").answers[: at + 1]) for at in range(4)}
    made["another"] = learner(500, "++")
    (note,) = class_summary(made).notes
    assert note.startswith("learner 0, learner 1, learner 2, learner 3 handed in the same answers (1 or more")


def test_one_answer_at_the_same_instant_is_no_copy():
    one, other = learner(0, "+++"), learner(0, "+")
    later = History((*other.answers, *learner(500, ".++").answers))
    assert class_summary({"Ana": one, "Ben": later}).notes == ()


def test_what_a_history_could_not_read_is_said_with_the_name():
    assert class_summary({"Ana": History((), ("A line is lost.",))}).notes == ("Ana: A line is lost.",)


def test_a_teachers_own_questions(catalog_with):
    past = History((PastAnswer(BEGIN, "Q-77-01", 4.0, correct=True), *learner(0, "+").answers))
    summary = class_summary({"Ana": past}, catalog=catalog_with())
    assert list(summary.questions.index) == ["Q-77-01"]
    assert summary.learners.loc["Ana", "77_a_lesson right"] == 1
    assert len(summary.notes) == 1


ROWS = st.lists(st.text("+-.", max_size=8), max_size=16)


@settings(max_examples=60)
@drawn(ROWS, st.randoms())
def test_whatever_a_class_answers(rows, chance):
    made = class_of(*rows)
    summary = class_summary(made)
    questions = summary.questions
    assert questions["difficulty"].between(0, 1).all()
    for name in ("discrimination", "low", "high"):
        known = questions[name].dropna()
        assert known.between(-1, 1).all()
    known = questions.dropna(subset=["discrimination"])
    assert (known["low"] <= known["discrimination"]).all()
    assert (known["discrimination"] <= known["high"]).all()
    assert (known["compared"] >= FEWEST_LEARNERS).all()
    assert (questions[questions["discrimination"].isna()]["why"] != "").all()
    assert summary.learners["right"].sum() == questions["right"].sum()
    assert summary.learners["tried"].sum() == questions["learners"].sum()
    shuffled = list(made.items())
    chance.shuffle(shuffled)
    again = class_summary(dict(shuffled))
    pd.testing.assert_frame_equal(summary.learners, again.learners)
    pd.testing.assert_frame_equal(questions, again.questions)
    assert summary.notes == again.notes


def test_steps_of_cases_are_counted_apart():
    steps = [
        PastAnswer(BEGIN + timedelta(days=5, minutes=at), one, "x", correct=False)
        for at, one in enumerate(["CASE-6-1", "CASE-6-2", "CASE-6-1"])
    ]
    alone = class_summary({"Ana": learner(0, "+-"), "Ben": History()})
    both = class_summary(
        {"Ana": History((*learner(0, "+-").answers, *steps)), "Ben": History(tuple(steps[:1]))}
    )
    assert both.learners["steps"].to_dict() == {"Ana": 2, "Ben": 1}
    assert both.learners["last"].to_list() == [pd.Timestamp("2030-01-06")] * 2
    same = ["tried", "checks", "right", "share"]
    pd.testing.assert_frame_equal(both.learners[same], alone.learners[same])
    pd.testing.assert_frame_equal(both.questions, alone.questions)
    assert not any("does not ask" in note for note in both.notes)
