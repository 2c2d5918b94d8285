"""What is asked again: what is due, then what was missed, then what is new; the same for the same past."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from fsrs import Scheduler
from hypothesis import given
from hypothesis import strategies as st

from retinoid_teach import learning
from retinoid_teach.learning import History, PastAnswer, due, keep

BEGIN = datetime(2030, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
EVERY = {one.id: one for one in learning.questions()}
CHECKS = [one for one in EVERY.values() if one.role == "check"]
PREDICTION = next(one.id for one in EVERY.values() if one.role == "prediction")
FIRST = [one.id for one in CHECKS if one.lesson == "01_acne_and_grading"]

moments = st.integers(0, 3000).map(lambda hours: BEGIN + timedelta(hours=hours))
pasts = st.lists(
    st.builds(PastAnswer, moments, st.sampled_from([*EVERY, "Q-99-01"]), st.just("x"), st.booleans()),
    max_size=60,
).map(lambda answers: History(tuple(answers)))


def answered(question, right=True, day=0.0):
    return PastAnswer(BEGIN + day * DAY, question, "x", right)


def chosen(*answers, day=0.0, count=8):
    return due(History(answers), now=BEGIN + day * DAY, count=count)


def every(*answers, day=0.0):
    return chosen(*answers, day=day, count=len(EVERY))


def test_with_no_answer_it_is_one_check_of_each_lesson_at_any_time():
    start = chosen()
    assert start.equals(chosen(day=9999))
    assert start.index.name == "question"
    assert start["lesson"].is_unique
    assert len(start) == 8
    assert set(start["why"]) == {"to begin with: no question is answered yet"}


def test_a_right_answer_rests_and_then_is_due():
    asked = FIRST[0]
    assert asked not in every(answered(asked), day=1).index
    later = every(answered(asked), day=30)
    assert later.index[0] == asked
    assert later["why"].iloc[0].startswith("due since 2030-01-")


def test_a_missed_question_comes_back_at_once_and_stays_until_it_is_right():
    asked = FIRST[0]
    assert every(answered(asked, right=False)).loc[asked, "why"] == "missed last time"
    again = (answered(asked, right=False), answered(asked, right=True, day=1))
    assert asked not in every(*again, day=1.1).index


def test_each_right_answer_makes_the_rest_longer():
    asked, rests, day = FIRST[0], [], 0
    made = []
    for _ in range(4):
        made.append(answered(asked, day=day))
        rest = next(days for days in range(1, 1000) if asked in set(every(*made, day=day + days).index[:1]))
        rests.append(rest)
        day += rest
    assert rests == sorted(set(rests))


def test_the_order_is_due_then_missed_then_new():
    past = (answered(FIRST[0]), answered(FIRST[1], right=False, day=30))
    whys = list(every(*past, day=30)["why"])
    assert whys[0].startswith("due since")
    assert whys[1] == "missed last time"
    assert set(whys[2:]) == {"not asked yet"}


def test_new_questions_come_only_from_lessons_that_were_begun_also_by_a_prediction():
    begun = every(answered(PREDICTION, right=None), answered(FIRST[0]))
    assert set(begun["lesson"]) == {EVERY[PREDICTION].lesson, "01_acne_and_grading"}


def test_lessons_take_turns():
    others = [one.id for one in CHECKS if one.lesson == "02_retinoid_family"]
    past = [answered(one, right=False) for one in (*FIRST[:3], *others[:3])]
    lessons = list(chosen(*past, day=5)["lesson"])[:6]
    assert all(before != after for before, after in pairwise(lessons))


def test_it_reads_the_learners_own_answers():
    keep(FIRST[0], "x", correct=False)
    assert due().loc[FIRST[0], "why"] == "missed last time"


def test_a_question_that_is_gone_begins_nothing():
    assert chosen(answered("Q-99-01", right=False)).equals(chosen())


def test_all_answered_and_none_due_is_an_empty_frame():
    past = [answered(one) for one in EVERY]
    assert list(chosen(*past).columns) == ["lesson", "why"]
    assert len(chosen(*past)) == 0


@given(pasts, moments, st.integers(1, 40))
def test_no_question_twice_and_no_prediction(past, now, count):
    asked = due(past, now=now, count=count)
    assert asked.index.is_unique
    assert len(asked) <= count
    assert {EVERY[one].role for one in asked.index} <= {"check"}


@given(pasts, moments)
def test_what_was_missed_comes_back(past, now):
    last = {one.question_id: one.correct for one in sorted(past.answers, key=lambda one: one.time)}
    missed = {name for name, right in last.items() if not right and name in {one.id for one in CHECKS}}
    assert missed <= set(due(past, now=now, count=len(EVERY)).index)


@given(pasts, moments)
def test_the_same_past_gives_the_same_set_in_any_time_zone(past, now):
    elsewhere = now.astimezone(timezone(timedelta(hours=-7)))
    moved = History(
        tuple(
            PastAnswer(one.time.astimezone(elsewhere.tzinfo), one.question_id, one.given, one.correct)
            for one in past.answers
        )
    )
    assert due(past, now=now).equals(due(moved, now=elsewhere))


def test_of_thousands_of_answers_each_is_looked_at_once(monkeypatch):
    past = [answered(CHECKS[at % len(CHECKS)].id, at % 3 > 0, at / 50) for at in range(5000)]
    review_card, reviewed = Scheduler.review_card, []

    def count(scheduler, card, rating, **options):
        reviewed.append(rating)
        return review_card(scheduler, card, rating, **options)

    monkeypatch.setattr(Scheduler, "review_card", count)
    chosen(*past, day=200)
    assert len(reviewed) == len(past)


@pytest.mark.parametrize(
    ("wrong", "part"),
    [
        ({"count": 0}, "count: 0 is not allowed; choose 1 or more"),
        ({"now": datetime(2030, 1, 1)}, "now: 2030-01-01T00:00:00 has no time zone"),
    ],
)
def test_what_is_not_allowed_is_named(wrong, part):
    with pytest.raises(ValueError, match=part):
        due(History(), **wrong)
