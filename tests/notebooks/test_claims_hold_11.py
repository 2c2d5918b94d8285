"""What lesson 11 says of the review, worked out again."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from retinoid_teach import learning
from retinoid_teach.cli import main
from retinoid_teach.evidence import shipped
from retinoid_teach.learning import History, PastAnswer, due

START = datetime(2030, 1, 1, tzinfo=UTC)
ASKED = "Q-01-02"


def days_asked(wrong_at: int) -> list[int]:
    """The days on which a made-up learner is asked one question six times, who answers when it is due."""
    days: list[int] = []
    answers: list[PastAnswer] = []
    for day in range(1000):
        now = START + timedelta(days=day)
        if not answers or due(History(tuple(answers)), now=now, count=1).index[0] == ASKED:
            days.append(day)
            answers.append(PastAnswer(now, ASKED, "x", correct=len(days) != wrong_at))
        if len(days) == 6:
            break
    return days


def test_lesson_11_each_rest_is_longer_than_the_one_before() -> None:
    days = days_asked(wrong_at=0)
    rests = [after - before for before, after in pairwise(days)]
    assert rests == sorted(set(rests))
    assert 1.8 * 365 < days[5] < 2 * 365


def test_lesson_11_after_a_miss_the_question_is_back_the_next_day_and_rests_are_short() -> None:
    days = days_asked(wrong_at=3)
    rests = [after - before for before, after in pairwise(days)]
    assert rests[2] == 1
    assert rests[2] < rests[3] < rests[4]
    assert days[5] <= 28


def test_lesson_11_the_set_to_begin_with_is_one_check_of_each_lesson_in_order() -> None:
    lessons = list(due(History())["lesson"])
    assert len(lessons) == 8
    assert lessons == list(dict.fromkeys(one.lesson for one in learning.questions()))[:8]


def test_lesson_11_the_scheduler_waits_until_the_chance_is_nine_in_ten() -> None:
    from fsrs import Scheduler

    assert Scheduler().desired_retention == 0.9


def test_lesson_11_the_commands_are_there(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    for command in (
        "export anki questions.apkg",
        "export csv questions.csv",
        "export csv questions.csv --force",
        "progress --export mine.csv",
    ):
        assert main(command.split()) == 0, command
    assert main(["export", "csv", "questions.csv"]) == 2
    assert main(["progress", "--export", "mine.csv"]) == 2


def test_lesson_11_only_the_gel_of_two_is_offered_at_any_severity() -> None:
    held = {name: shipped().row(name)[1] for name in ("NICE-01", "NICE-03", "NICE-04", "NICE-05")}
    assert {row["line"] for row in held.values()} == {"first"}
    assert [row["guideline_category"] for row in held.values()] == [
        "any severity",
        "mild to moderate",
        "moderate to severe",
        "moderate to severe",
    ]


def test_lesson_11_no_source_is_on_learning() -> None:
    words = re.compile(
        r"\bspaced\b|\bspacing\b|\bforget|\bmemory\b|\blearning\b|\bretention\b", re.IGNORECASE
    )
    assert [row["id"] for row in shipped().rows("sources") if words.search(row["citation"] or "")] == []
