"""A folder of answers that others may write to: no link is followed, no pipe waited for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from retinoid_teach.cli import main
from retinoid_teach.learning import NotSaved, history, progress_folder
from retinoid_teach.learning import past_answers as reading
from retinoid_teach.learning.store import Keeper
from tests.learning.past import answer_line, write_answers

# With a time-out: where a pipe is waited for, nothing else would end the test.
pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="needs links and pipes"),
    pytest.mark.timeout(60),
]


def pipe(path: Path) -> None:
    os.mkfifo(path)


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def dangling(path: Path) -> None:
    path.symlink_to(path.with_name("nothing"))


def linked(path: Path) -> None:
    path.symlink_to(write_answers(path.parents[1] / "others", "x", answer_line(2)))


def circle(path: Path) -> None:
    path.symlink_to(path)


def folder(path: Path) -> None:
    path.mkdir()


STRANGE = pytest.mark.parametrize("plant", [pipe, endless, dangling, linked, circle, folder])


@pytest.fixture
def answered() -> Path:
    return write_answers(progress_folder(), "mine", answer_line(1))


@STRANGE
def test_what_is_no_file_of_its_own_is_left_out_and_named(plant, answered):
    plant(answered.with_name("answers-d.jsonl"))
    past = history()
    assert len(past.answers) == 1
    assert past.notes == ("answers-d.jsonl could not be read: it is no file of its own.",)


@STRANGE
def test_answers_can_be_deleted_beside_it(plant, answered, capsys):
    planted = answered.with_name("answers-d.jsonl")
    plant(planted)
    assert main(["progress", "--delete", "--yes"]) == 0
    said = capsys.readouterr()
    assert said.out == "Deleted 1 answer in 1 file.\n"
    assert "answers-d.jsonl" in said.err
    assert not answered.exists()
    assert os.path.lexists(planted)


def test_a_huge_file_is_left_out_and_named(answered, monkeypatch):
    monkeypatch.setattr(reading, "LARGEST_MB", 1)
    huge = write_answers(progress_folder(), "huge", answer_line(2))
    os.truncate(huge, 1_000_001)
    past = history()
    assert len(past.answers) == 1
    assert past.notes == ("answers-huge.jsonl could not be read: it is larger than 1 MB.",)


@pytest.mark.parametrize("plant", [pipe, dangling, linked, circle, folder])
def test_no_answer_goes_through_what_was_put_in_the_files_place(plant):
    keeper = Keeper()
    keeper.keep("Q-01-03", 1, correct=True)
    (own,) = progress_folder().iterdir()
    own.unlink()
    plant(own)
    outside = own.resolve() if plant is linked else None
    before = outside.read_bytes() if outside else b""
    with pytest.raises(NotSaved, match=r"^Not saved: "):
        keeper.keep("Q-01-03", 2, correct=True)
    keeper.keep("Q-01-03", 3, correct=True)
    assert [one.given for one in history().answers] == [3]
    assert outside is None or outside.read_bytes() == before
    assert not own.with_name("nothing").exists()


def test_a_pipe_that_somebody_reads_gets_no_answer():
    keeper = Keeper()
    keeper.keep("Q-01-03", 1, correct=True)
    (own,) = progress_folder().iterdir()
    own.unlink()
    os.mkfifo(own)
    reader = os.open(own, os.O_RDONLY | os.O_NONBLOCK)
    with pytest.raises(NotSaved, match="something else stands where"):
        keeper.keep("Q-01-03", 2, correct=True)
    assert os.read(reader, 100) == b""
    os.close(reader)
