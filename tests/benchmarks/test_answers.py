"""The measures of answers are taken in a home of their own, and say so when an answer is not kept."""

from __future__ import annotations

import os

import pytest

from benchmarks import answers
from retinoid_teach.learning import NotSaved


@pytest.fixture(autouse=True)
def few(monkeypatch):
    for name, number in (("ANSWERS", 5), ("PAST", 40), ("FILES", 2), ("ROUNDS", 2)):
        monkeypatch.setattr(answers, name, number)


def test_rows_and_no_trace_in_the_learners_home(tmp_path, answers_home):
    rows = list(answers.answers(tmp_path))
    assert [row.n for row in rows] == [5, 5, 2]
    assert all(row.value > 0 for row in rows)
    assert os.environ["RETINOID_TEACH_HOME"] == str(answers_home)
    assert not answers_home.exists()


def test_an_answer_that_is_not_kept_is_no_measurement(monkeypatch):
    def full(*arguments, **settings):
        raise NotSaved("Not saved: the disk is full.")

    monkeypatch.setattr("retinoid_teach.widgets._page.tries.keep", full)
    with pytest.raises(RuntimeError, match="the disk is full"):
        list(answers.answer_times())
