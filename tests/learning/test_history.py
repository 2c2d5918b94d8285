"""The files of every kernel are one history; what cannot be read is named, left out and left alone."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from retinoid_teach.learning import History, PastAnswer, history, progress_folder
from tests.learning.past import HEADER, answer_line, write_answers


def given_in(folder):
    return [one.given for one in history(folder).answers]


def test_files_of_several_kernels_are_one_history_in_the_order_of_time(tmp_path):
    write_answers(tmp_path, "b", answer_line(1, 1), answer_line(4, 4))
    write_answers(tmp_path, "a", answer_line(2, 2), answer_line(3, 3))
    assert given_in(tmp_path) == [1, 2, 3, 4]
    assert history(tmp_path).notes == ()


def test_it_reads_the_learners_own_folder_unless_told_otherwise():
    assert history() == History()
    write_answers(progress_folder(), "a", answer_line(1, "Q-01-02-b", question="Q-01-02", correct=None))
    (only,) = history().answers
    assert only == PastAnswer(datetime(2030, 1, 1, 0, 1, tzinfo=UTC), "Q-01-02", "Q-01-02-b", None)


def test_a_torn_last_line_is_named_and_everything_before_it_is_there(tmp_path):
    path = write_answers(tmp_path, "a", answer_line(1, 1), answer_line(2, 2))
    whole = path.read_bytes()
    for end in range(1, len(whole)):
        path.write_bytes(whole[:end])
        lines = whole[:end].count(b"\n")
        past = history(tmp_path)
        assert [one.given for one in past.answers] == [1, 2][: max(0, lines - 1)]
        assert len(past.notes) == (not whole[:end].endswith(b"\n"))


def test_an_empty_file_is_nothing_to_talk_about(tmp_path):
    (tmp_path / "answers-a.jsonl").touch()
    assert history(tmp_path) == History()


NOTES = [
    (json.dumps(HEADER | {"format": 2}), "was written by a newer version of the course"),
    (json.dumps(HEADER | {"format": "1"}), "was written by a newer version of the course"),
    (json.dumps({"course": "another", "format": 1}), "holds no answers of this course"),
    ("[]", "holds no answers of this course"),
    ("\x00\x01", "holds no answers of this course"),
    ("[" * 100_000, "holds no answers of this course"),
]


@pytest.mark.parametrize(("header", "said"), NOTES, ids=range(len(NOTES)))
def test_a_newer_or_foreign_file_is_set_aside_and_stays_as_it_is(tmp_path, header, said):
    write_answers(tmp_path, "ours", answer_line(1, 1))
    other = tmp_path / "answers-other.jsonl"
    other.write_text(f"{header}\n{answer_line(2, 2)}\n", encoding="utf-8")
    before = other.read_bytes()
    past = history(tmp_path)
    assert [one.given for one in past.answers] == [1]
    (note,) = past.notes
    assert note.startswith("answers-other.jsonl")
    assert said in note
    assert other.read_bytes() == before


FAULTY = [
    "not JSON",
    "[]",
    "{}",
    answer_line(1, correct="yes"),
    answer_line(1, correct=1),
    answer_line(1, question=3),  # type: ignore[arg-type]
    answer_line(1, [1]),  # type: ignore[arg-type]
    answer_line(1, True),  # type: ignore[arg-type]  # noqa: FBT003
    answer_line(1, float("nan")),
    answer_line(1).replace("10", "1e999"),
    answer_line(1).replace("10", "9" * 400),
    answer_line(1).replace("10", "9" * 5000),
    answer_line(1).replace("2030-01-01", "some day"),
    answer_line(1).replace("2030-01-01", "0001-01-01").replace("+00:00", "+14:00"),
]


@pytest.mark.parametrize("line", FAULTY, ids=range(len(FAULTY)))
def test_a_faulty_line_costs_only_itself(tmp_path, line):
    write_answers(tmp_path, "a", answer_line(1, 1), line, answer_line(2, 2))
    assert given_in(tmp_path) == [1, 2]
    assert history(tmp_path).notes == ("answers-a.jsonl: lines that could not be read and are left out: 1.",)


def test_a_copy_of_a_file_is_not_counted_again(tmp_path):
    path = write_answers(tmp_path, "a", answer_line(1, 1), answer_line(2, 2))
    shutil.copy(path, tmp_path / "answers-a (copy).jsonl")
    assert given_in(tmp_path) == [1, 2]


def test_an_answer_that_a_page_sent_to_two_kernels_is_counted_once(tmp_path):
    """It waited in the page, and its second sending is the same answer of the same instant."""
    write_answers(tmp_path, "a", answer_line(1, 1), answer_line(2, 2))
    write_answers(tmp_path, "b", answer_line(1, 1), answer_line(1, 1, question="Q-01-04"), answer_line(2, 3))
    assert sorted(given_in(tmp_path)) == [1, 1, 2, 3]


def test_other_files_are_nobodys_business(tmp_path):
    write_answers(tmp_path, "a", answer_line(1, 1))
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    assert history(tmp_path).notes == ()


def test_a_folder_by_the_name_of_a_file_is_named(tmp_path):
    (tmp_path / "answers-a.jsonl").mkdir()
    (note,) = history(tmp_path).notes
    assert note.startswith("answers-a.jsonl could not be read")


def test_a_home_that_cannot_be_is_a_note(monkeypatch):
    monkeypatch.setenv("RETINOID_TEACH_HOME", "here")
    (note,) = history().notes
    assert "is not a whole path" in note


@drawn(st.binary(max_size=200))
def test_nothing_that_a_file_may_hold_stops_the_course(tmp_path_factory, content):
    folder = tmp_path_factory.mktemp("past")
    write_answers(folder, "a", answer_line(1, 1))
    header = json.dumps(HEADER).encode() + b"\n"
    (folder / "answers-b.jsonl").write_bytes(content)
    (folder / "answers-c.jsonl").write_bytes(header + content)
    assert 1 in given_in(folder)
