"""An answer is on disk when it is called saved; what cannot be written is a sentence and nothing worse."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from retinoid_teach.learning import NotSaved, history, progress_folder
from retinoid_teach.learning.store import Keeper

KILLS = int(os.environ.get("RETINOID_TEACH_KILLS", "30"))
POSIX = pytest.mark.skipif(os.name == "nt", reason="needs the calls of a POSIX system")
NOBODY = 65534
ANSWERS = """
from retinoid_teach.learning import keep

for number in range({}):
    keep("Q-01-03", number, correct=True)
"""


def kept_files() -> list[Path]:
    return sorted(progress_folder().glob("*"))


def given() -> list[float | str]:
    return [one.given for one in history().answers]


def test_the_folder_is_below_the_home_that_is_named(answers_home):
    assert progress_folder() == answers_home / "progress"
    assert not answers_home.exists()


def test_without_a_name_it_is_in_the_systems_folder_and_not_beside_the_lessons(monkeypatch):
    monkeypatch.delenv("RETINOID_TEACH_HOME")
    folder = progress_folder()
    assert folder.is_absolute()
    assert "retinoid_teach" in folder.parts
    assert Path.cwd() not in folder.parents


@pytest.mark.parametrize("home", ["here", "./here", "~nobody-of-this-name/here"])
def test_a_home_that_is_no_whole_path_is_refused(monkeypatch, home):
    monkeypatch.setenv("RETINOID_TEACH_HOME", home)
    with pytest.raises(NotSaved, match=re.escape(f"RETINOID_TEACH_HOME: {home!r} is not a whole path")):
        Keeper().keep("Q-01-03", 10, correct=True)


def test_a_file_begins_with_its_format_and_has_a_line_for_each_answer():
    keeper = Keeper()
    keeper.keep("Q-01-03", 10.5, correct=False)
    keeper.keep("Q-01-02", "Q-01-02-b", correct=True)
    keeper.keep("Q-01-01", 3, correct=None)
    (file,) = kept_files()
    header, *answers = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    assert header == {"course": "retinoid_teach", "format": 1, "writer": file.stem}
    assert [(one["question"], one["given"], one["correct"]) for one in answers] == [
        ("Q-01-03", 10.5, False),
        ("Q-01-02", "Q-01-02-b", True),
        ("Q-01-01", 3, None),
    ]
    times = [one["time"] for one in answers]
    assert times == sorted(set(times))


@POSIX
def test_others_on_the_computer_cannot_read_it():
    Keeper().keep("Q-01-03", 10, correct=True)
    (file,) = kept_files()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_it_returns_after_the_disk_has_the_whole_line(monkeypatch):
    seen = []
    monkeypatch.setattr(
        os, "fsync", lambda descriptor: seen.append([one.read_bytes() for one in kept_files()])
    )
    Keeper().keep("Q-01-03", 10, correct=True)
    assert seen[0][0].endswith(b'"given": 10, "correct": true}\n')


def test_each_process_each_folder_and_each_keeper_has_a_file_of_its_own(monkeypatch, tmp_path):
    keeper = Keeper()
    keeper.keep("Q-01-03", 1, correct=True)
    Keeper().keep("Q-01-03", 2, correct=True)
    monkeypatch.setattr(os, "getpid", lambda: 77)
    keeper.keep("Q-01-03", 3, correct=True)
    assert len(kept_files()) == 3
    monkeypatch.setenv("RETINOID_TEACH_HOME", str(tmp_path))
    keeper.keep("Q-01-03", 4, correct=True)
    assert given() == [4]


def test_a_clock_that_is_put_back_does_not_turn_two_tries_round(monkeypatch):
    from retinoid_teach.learning import store

    class Clock(store.datetime):
        hours = iter((12, 11, 11))

        @classmethod
        def now(cls, tz=None):
            return store.datetime(2030, 1, 1, next(cls.hours), tzinfo=tz)

    keeper = Keeper()
    monkeypatch.setattr(store, "datetime", Clock)
    for number in (1, 2, 3):
        keeper.keep("Q-01-03", number, correct=True)
    assert given() == [1, 2, 3]


def test_after_deletion_a_kernel_that_still_runs_begins_again():
    keeper = Keeper()
    keeper.keep("Q-01-03", 1, correct=True)
    for file in kept_files():
        file.unlink()
    progress_folder().rmdir()
    keeper.keep("Q-01-03", 2, correct=True)
    assert given() == [2]
    assert history().notes == ()


WRONG = [
    (errno.EROFS, "the folder for your answers may not be written to"),
    (errno.EACCES, "the folder for your answers may not be written to"),
    (errno.ENOSPC, "the disk is full"),
    (errno.EDQUOT, "the disk is full"),
    (errno.EIO, os.strerror(errno.EIO)),
]


@pytest.mark.parametrize(("number", "said"), WRONG)
@pytest.mark.parametrize("call", ["open", "write", "fsync", "mkdir"])
def test_what_goes_wrong_is_said_and_the_next_answer_is_kept(monkeypatch, call, number, said):
    keeper = Keeper()

    def fail(*arguments, **settings):
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as broken:
        broken.setattr(os, call, fail)
        for _ in range(3):
            with pytest.raises(NotSaved, match=f"^Not saved: .*{re.escape(said)}"):
                keeper.keep("Q-01-03", 5, correct=False)
    keeper.keep("Q-01-03", 10, correct=True)
    assert given()[-1] == 10
    assert history().notes == ()


def test_a_disk_that_fills_up_within_a_line_costs_only_that_line(monkeypatch):
    keeper = Keeper()
    keeper.keep("Q-01-03", 1, correct=True)
    write, room = os.write, iter((20,))

    def fill(descriptor, data):
        left = next(room, None)
        if left is None:
            raise OSError(errno.ENOSPC, "full")
        return write(descriptor, data[:left])

    with monkeypatch.context() as full:
        full.setattr(os, "write", fill)
        with pytest.raises(NotSaved, match="the disk is full"):
            keeper.keep("Q-01-03", 2, correct=True)
    keeper.keep("Q-01-03", 3, correct=True)
    assert given() == [1, 3]
    (note,) = history().notes
    assert "was cut off before it was saved" in note


def test_a_system_that_writes_in_pieces_is_written_to_until_all_is_there(monkeypatch):
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, data[:7]))
    Keeper().keep("Q-01-02", "Q-01-02-b", correct=True)
    assert given() == ["Q-01-02-b"]


@POSIX
@pytest.mark.parametrize("place", ["home", "progress"])
def test_a_read_only_home_is_a_sentence(answers_home, place):
    folder = answers_home if place == "home" else progress_folder()
    folder.mkdir(parents=True)
    with unprivileged(folder), pytest.raises(NotSaved, match="may not be written to"):
        Keeper().keep("Q-01-03", 10, correct=True)
    assert history().answers == ()


@contextlib.contextmanager
def unprivileged(folder):
    """Be somebody who may read a folder and not write to it."""
    for part in (folder, *folder.parents):
        if part.stat().st_mode & 0o055 != 0o055 and part.stat().st_uid == os.geteuid():
            part.chmod(part.stat().st_mode | 0o055)
    folder.chmod(0o555)
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o755)


def test_a_file_where_the_folder_should_be_is_a_sentence_and_stays(answers_home):
    answers_home.mkdir()
    (answers_home / "progress").write_text("mine", encoding="utf-8")
    with pytest.raises(NotSaved, match="something else stands where"):
        Keeper().keep("Q-01-03", 10, correct=True)
    assert (answers_home / "progress").read_text(encoding="utf-8") == "mine"
    (note,) = history().notes
    assert note.startswith("The folder of your answers could not be read")


@POSIX
@pytest.mark.slow
def test_nothing_that_was_called_saved_is_lost_when_a_kernel_is_killed():
    """RETINOID_TEACH_KILLS says how often; 30 unless said."""
    program = Path(__file__).with_name("killed.py")
    answer = run(str(program), str(KILLS), "6")
    rounds = [json.loads(line) for line in answer.splitlines()]
    assert len(rounds) == KILLS
    past = history()
    saved = {number for one in rounds for number in one}
    assert len(saved) > 3 * KILLS
    assert saved - {one.given for one in past.answers} == set()
    assert [note for note in past.notes if "cut off before it was saved" not in note] == []
    assert len(kept_files()) == KILLS


@pytest.mark.slow
def test_kernels_that_answer_at_once_lose_nothing():
    count, kernels = 150, 3
    command = [sys.executable, "-c", ANSWERS.format(count)]
    running = [subprocess.Popen(command, env=environment()) for _ in range(kernels)]
    while any(one.poll() is None for one in running):
        # Read while they write: a line that is being written is no fault.
        assert all("cut off" in note for note in history().notes)
    assert [one.returncode for one in running] == [0] * kernels
    assert sorted(given()) == sorted(list(range(count)) * kernels)
    assert len(kept_files()) == kernels


def run(*arguments: str) -> str:
    return subprocess.run(
        [sys.executable, *arguments], env=environment(), capture_output=True, text=True, check=True
    ).stdout


def environment() -> dict[str, str]:
    root = str(Path(__file__).parents[2])
    return os.environ | {
        "PYTHONPATH": os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH", ""))))
    }
