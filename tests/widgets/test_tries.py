"""What a widget knows of answers that were given before it was made, and of those that waited in a page."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from retinoid_teach import classroom, learning
from retinoid_teach.learning import History, NotSaved, history, keep, progress_folder
from retinoid_teach.learning.digest import digest
from retinoid_teach.widgets import case, claims, progress, quiz, review
from retinoid_teach.widgets._page.base import RefusedError
from tests.learning.past import answer_line, write_answers
from tests.widgets.reading import Page

KINDS = {
    "Q-01-01": 20,
    "Q-01-02": "Q-01-02-a",
    "Q-01-03": 12.5,
    "Q-09-13": "Q-09-13-a Q-09-13-b",
    "Q-01-14": learning.question("Q-01-14").right,
    "Q-08-15": "Q-08-15-a Q-08-15-b Q-08-15-a Q-08-15-a",
}
AT = "2026-03-01T09:30:00.123Z"


def test_every_kind_of_question_begins_with_what_was_answered_last():
    for question, given in KINDS.items():
        first = quiz(question)
        first.set_state({"tries": [[question, given]]})
        assert first.last == {}
    again = quiz(list(KINDS))
    assert again.answers == KINDS
    assert {key: one["given"] for key, one in again.last.items()} == KINDS
    times = {one.question_id: one.time.isoformat() for one in history().answers}
    assert {key: one["time"] for key, one in again.last.items()} == times
    assert again.tries == []
    assert "You answered: The comedones" in Page(again._html()).text


def test_the_last_answer_is_the_last_in_time_and_of_no_other_question():
    write_answers(progress_folder(), "b", answer_line(3, 7), answer_line(1, 5))
    write_answers(progress_folder(), "a", answer_line(2, 6), answer_line(9, 1, question="Q-01-04"))
    assert quiz("Q-01-03").answers == {"Q-01-03": 7}


def test_a_step_begins_with_what_was_taken_last_also_where_several_were():
    shown = case("CASE-1")
    taken = [["CASE-1-1", "CASE-1-1-2"], ["CASE-1-3", "CASE-1-3-a CASE-1-3-b"]]
    shown.set_state({"tries": taken})
    assert case("CASE-1").answers == {"CASE-1-1": "CASE-1-1-2", "CASE-1-3": ["CASE-1-3-a", "CASE-1-3-b"]}


def test_a_claim_begins_with_the_first_judgement_and_the_last():
    judged = claims(["CL01", "CL02", "CL03"])
    verdicts = [["CL01", "supported"], ["CL01", "contested"], ["CL01", "unclear"], ["CL02", "unclear"]]
    judged.set_state({"tries": verdicts})
    assert judged.saved == ["saved"] * 4
    again = claims()
    assert again.judgements == {"CL01": "supported", "CL02": "unclear"}
    assert again.revised == {"CL01": "unclear"}
    assert again.last["CL01"]["given"] == "unclear"
    assert repr(again) == "<Claims 20 claims, 2 judged>"
    assert progress().notes == ()
    assert classroom.class_summary({"Ana": history()}).notes == ()


@pytest.mark.parametrize("digest", ["w0", "w1"])
def test_a_claim_that_has_changed_is_judged_anew(digest):
    keep("CL01", "supported", correct=None, digest=digest)
    judged = claims(["CL01"])
    assert (judged.judgements, list(judged.last["CL01"])) == ({}, ["time"])


@pytest.mark.parametrize(
    ("given", "digest"), [(10, "w0"), (12.5, "w1"), ("a choice of another kind", ""), ("Q-01-03-a", "")]
)
def test_an_answer_to_another_wording_is_named_and_not_shown(given, digest):
    keep("Q-01-03", given, correct=True, digest=digest)
    asked = quiz("Q-01-03")
    assert asked.answers == {}
    assert asked.last == {"Q-01-03": {"time": history().answers[0].time.isoformat()}}


def test_an_answer_of_an_older_course_has_no_digest_and_is_shown():
    write_answers(progress_folder(), "a", answer_line(1, 12))
    assert quiz("Q-01-03").answers == {"Q-01-03": 12}


def test_each_answer_is_kept_with_the_wording_it_was_given_to():
    quiz("Q-01-03").set_state({"tries": [["Q-01-03", 10]]})
    case("CASE-1").set_state({"tries": [["CASE-1-1", "CASE-1-1-2"]]})
    wordings = [one.digest for one in history().answers]
    assert wordings == [digest(learning.question("Q-01-03")), digest(learning.case("CASE-1").steps[0])]


@pytest.mark.parametrize("made", [lambda: quiz("Q-01-02", "Q-01-03"), case, claims])
def test_the_history_is_read_once_for_a_widget(monkeypatch, made):
    read = []
    monkeypatch.setattr("retinoid_teach.widgets._page.tries.history", lambda: read.append(1) or History())
    made()
    assert read == [1]


def test_a_review_asks_to_be_remembered_and_shows_no_earlier_answer():
    keep("Q-01-03", 5, correct=False)
    again = review(count=3)
    assert "Q-01-03" in repr(again)
    assert again.answers == again.last == {}
    again.set_state({"tries": [["Q-01-03", 10]]})
    assert [one.given for one in history().answers] == [5, 10]


def test_an_answer_that_waited_is_kept_with_the_time_at_which_it_was_given():
    asked = quiz("Q-01-02", "Q-01-03")
    asked.set_state({"tries": [["Q-01-03", 10, AT], ["Q-01-02", "Q-01-02-b"]]})
    assert asked.saved == ["saved", "saved"]
    first, second = history().answers
    assert (first.question_id, first.time) == ("Q-01-03", datetime.fromisoformat(AT))
    assert datetime.now(UTC) - second.time < timedelta(hours=1)


def test_a_page_whose_clock_is_ahead_writes_no_answer_of_the_future():
    asked = quiz("Q-01-03")
    asked.set_state({"tries": [["Q-01-03", 10, "2999-01-01T00:00:00Z"]]})
    assert history().answers[0].time <= datetime.now(UTC)


@pytest.mark.parametrize("at", ["yesterday", "2026-03-01T09:30:00", 7, [], ""])
def test_a_time_that_is_none_is_refused_and_the_answer_not_kept(at):
    asked = quiz("Q-01-03")
    with pytest.raises(RefusedError, match=re.escape("Invalid isoformat") + "|is not a time with its zone"):
        asked.set_state({"tries": [["Q-01-03", 10, at]]})
    assert (asked.tries, asked.saved, history().answers) == ([], [], ())


def test_an_answer_that_is_sent_twice_is_counted_once():
    """The page was closed before the word came, so that it sends the answer again."""
    for _ in range(2):
        quiz("Q-01-03").set_state({"tries": [["Q-01-03", 10, AT]]})
    (only,) = history().answers
    assert (only.time, only.given) == (datetime.fromisoformat(AT), 10)


def test_a_home_that_cannot_be_read_stops_no_quiz(monkeypatch):
    monkeypatch.setenv("RETINOID_TEACH_HOME", "here")
    asked = quiz("Q-01-03")
    assert asked.answers == {}
    asked.set_state({"tries": [["Q-01-03", 10]]})
    assert asked.saved[0].startswith("Not saved. RETINOID_TEACH_HOME")
    with pytest.raises(NotSaved):
        keep("Q-01-03", 10, correct=True)
