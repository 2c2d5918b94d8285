"""What is counted by objective: checks, by their first and their last try."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest

from retinoid_teach import learning
from retinoid_teach.learning import History, PastAnswer, by_case, by_objective, due
from retinoid_teach.learning.progress import not_asked_here

BEGIN = datetime(2030, 1, 1, tzinfo=UTC)
CHECKS = [one for one in learning.questions(role="check") if one.objective_id == "O-01-1"]


def tries(*answers):
    """Past answers, a minute apart, from pairs of a question's id and whether it was right."""
    return History(
        tuple(
            PastAnswer(BEGIN + timedelta(minutes=at), question, "x", correct)
            for at, (question, correct) in enumerate(answers)
        )
    )


def counted(past, objective="O-01-1"):
    row = by_objective(past).loc[objective]
    return row["answered"], row["right_first"], row["right_last"]


def test_every_objective_of_the_course_is_there_also_without_an_answer():
    counts = by_objective(History())
    assert list(counts.index) == [one.id for one in learning.objectives()]
    assert counts[["answered", "right_first", "right_last"]].to_numpy().sum() == 0
    assert counts["last"].isna().all()
    assert str(counts["last"].dtype).endswith("UTC]")


def test_the_questions_of_an_objective_are_its_checks():
    counts = by_objective(History())
    assert counts["questions"].sum() == len(learning.questions(role="check"))
    assert counts.loc["O-01-1", "questions"] == len(CHECKS) > 1


FIRST, SECOND = CHECKS[0].id, CHECKS[1].id


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([(FIRST, True)], (1, 1, 1)),
        ([(FIRST, False)], (1, 0, 0)),
        ([(FIRST, False), (FIRST, False), (FIRST, True)], (1, 0, 1)),
        ([(FIRST, True), (FIRST, False)], (1, 1, 0)),
        ([(FIRST, True), (SECOND, False), (FIRST, True)], (2, 1, 1)),
    ],
)
def test_the_first_and_the_last_try_are_counted(answers, expected):
    assert counted(tries(*answers)) == expected
    assert by_objective(tries(*answers))["answered"].sum() == expected[0]


def test_a_history_that_is_not_in_order_is_counted_by_its_times():
    past = tries((FIRST, False), (FIRST, True))
    assert counted(past) == counted(History(past.answers[::-1])) == (1, 0, 1)


def test_the_last_time_is_that_of_any_of_its_questions():
    past = tries((FIRST, True), (SECOND, True), (FIRST, True))
    assert by_objective(past).loc["O-01-1", "last"] == pd.Timestamp(BEGIN + timedelta(minutes=2))


def test_a_prediction_is_neither_right_nor_wrong():
    prediction = learning.questions(role="prediction")[0]
    assert by_objective(tries((prediction.id, True)))["answered"].sum() == 0
    assert not_asked_here(tries((prediction.id, True))) == 0


def test_answers_to_questions_that_are_gone_are_told_apart():
    past = tries(("Q-99-99", True), (FIRST, True), ("Q-99-99", False))
    assert not_asked_here(past) == 2
    assert by_objective(past)["answered"].sum() == 1


def test_a_teachers_own_questions_are_counted_by_their_objectives(catalog_with):
    counts = by_objective(tries(("Q-77-01", True), (FIRST, True)), catalog=catalog_with())
    assert list(counts.index) == ["O-77-1"]
    assert counts.loc["O-77-1", "right_first"] == 1


def test_every_case_is_there_also_without_an_answer():
    counts = by_case(History())
    assert counts["title"].to_dict() == {one.id: one.title for one in learning.cases()}
    assert counts["steps"].to_list() == [len(one.steps) for one in learning.cases()]
    assert counts[["answered", "accepted_first", "accepted_last"]].to_numpy().sum() == 0
    assert counts["last"].isna().all()


def test_the_first_and_the_last_try_of_a_step_are_counted():
    past = tries(("CASE-6-1", False), ("CASE-6-2", True), ("CASE-6-1", True), ("CASE-6-2", False))
    row = by_case(past).loc["CASE-6"]
    assert (row["answered"], row["accepted_first"], row["accepted_last"]) == (2, 1, 1)
    assert row["last"] == pd.Timestamp(BEGIN + timedelta(minutes=3))
    assert by_case(past)["answered"].sum() == 2


def test_a_step_is_no_question_and_is_not_asked_again():
    steps = [(step.id, False) for one in learning.cases() for step in one.steps]
    assert by_objective(tries(*steps))["answered"].sum() == 0
    assert not_asked_here(tries(*steps, ("CASE-99-1", True))) == 1
    now = BEGIN + timedelta(days=9)
    alone, both = due(tries(*steps), now=now), due(tries((FIRST, False), *steps), now=now)
    pd.testing.assert_frame_equal(alone, due(History(), now=now))
    pd.testing.assert_frame_equal(both, due(tries((FIRST, False)), now=now))
