"""The review: the quiz of what is due, or a sentence where nothing is."""

from __future__ import annotations

from datetime import UTC, datetime

from retinoid_teach import learning
from retinoid_teach.learning import History, PastAnswer
from retinoid_teach.widgets import NothingDue, Quiz, review

NOW = datetime(2030, 1, 1, tzinfo=UTC)


def test_it_asks_what_is_due_in_that_order():
    asked = review(History(), now=NOW, count=5)
    assert isinstance(asked, Quiz)
    due = learning.due(History(), now=NOW, count=5)
    assert [one["id"] for one in asked.data["questions"]] == list(due.index)


def test_an_answer_in_the_review_is_kept_and_counts():
    asked = review(count=1)
    (question,) = learning.due(count=1).index
    wrong = next(answer.id for answer in learning.question(question).answers if not answer.correct)
    asked.set_state({"answers": {question: wrong}, "tries": [[question, wrong]]})
    assert learning.due().loc[question, "why"] == "missed last time"


def test_nothing_due_is_said_in_a_sentence():
    past = History(tuple(PastAnswer(NOW, one.id, "x", correct=True) for one in learning.questions()))
    nothing = review(past, now=NOW)
    assert isinstance(nothing, NothingDue)
    assert repr(nothing).startswith("Nothing is due now")
    assert repr(nothing) in nothing._repr_html_()
