"""Files that the commands write, in a folder that others may write to: whole, and for whom they are meant."""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path

import pytest

from retinoid_teach.cli import main
from retinoid_teach.cli._target import put_in_place, write_whole
from retinoid_teach.learning import keep
from tests.learning.past import answer_line, write_answers

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs the modes and links of a POSIX system")


@pytest.fixture(autouse=True)
def usual_umask():
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def modes(monkeypatch):
    """The mode of each file at the moment when its first byte could be read."""
    seen: list[int] = []
    fsync = os.fsync

    def look(descriptor: int) -> None:
        seen.append(stat.S_IMODE(os.fstat(descriptor).st_mode))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", look)
    return seen


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize(
    ("there", "private", "expected"),
    [
        (None, False, 0o644),
        (None, True, 0o600),
        (0o600, False, 0o600),
        (0o640, True, 0o640),
        (0o444, False, 0o444),
    ],
)
def test_the_mode_is_the_final_one_from_the_first_byte(tmp_path, modes, there, private, expected):
    file = tmp_path / "table.csv"
    if there is not None:
        file.write_text("old", encoding="utf-8")
        file.chmod(there)
    write_whole(file, b"new", private=private)
    assert modes == [expected]
    assert mode(file) == expected
    assert file.read_bytes() == b"new"


def test_while_it_is_written_only_its_owner_could_open_it(tmp_path, monkeypatch):
    """Whoever opens a file while it is empty goes on reading it when its mode has changed."""
    made: list[int] = []
    real = os.open

    def watch(path, flags, wanted=0o777, **rest):
        made.append(wanted)
        return real(path, flags, wanted, **rest)

    file = tmp_path / "table.csv"
    file.touch(mode=0o600)
    monkeypatch.setattr(os, "open", watch)
    write_whole(file, b"new")
    assert made == [0o600]


@pytest.mark.parametrize("write", [write_whole, put_in_place])
def test_the_half_written_file_is_new_and_nobody_can_guess_its_name(write, tmp_path, monkeypatch):
    victim = tmp_path / "victim.txt"
    victim.write_text("mine", encoding="utf-8")
    (tmp_path / f".{os.getpid()}.half").symlink_to(victim)
    write(tmp_path / "table.csv", b"new")
    assert not (tmp_path / "table.csv").is_symlink()
    # Even who guesses it, gains nothing.
    monkeypatch.setattr(secrets, "token_hex", lambda count: "guessed")
    (tmp_path / ".guessed.half").symlink_to(victim)
    with pytest.raises(FileExistsError):
        write(tmp_path / "other.csv", b"new")
    assert victim.read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "other.csv").exists()


def test_a_link_of_ones_own_goes_on_pointing(tmp_path):
    (tmp_path / "kept.csv").write_text("old", encoding="utf-8")
    (tmp_path / "table.csv").symlink_to(tmp_path / "kept.csv")
    write_whole(tmp_path / "table.csv", b"new")
    assert (tmp_path / "table.csv").is_symlink()
    assert (tmp_path / "kept.csv").read_bytes() == b"new"


@pytest.mark.parametrize("option", ["--csv", "--questions"])
def test_what_a_class_answered_is_for_its_teacher_alone(tmp_path, option, modes):
    write_answers(tmp_path / "class", "ana", answer_line(1))
    modes.clear()
    assert main(["class-summary", str(tmp_path / "class"), option, str(tmp_path / "table.csv")]) == 0
    assert modes == [0o600]
    assert mode(tmp_path / "table.csv") == 0o600


def test_an_export_of_ones_answers_is_for_oneself_alone(tmp_path):
    keep("Q-01-03", 5, correct=False)
    assert main(["progress", "--export", str(tmp_path / "mine.csv")]) == 0
    assert mode(tmp_path / "mine.csv") == 0o600


@pytest.mark.parametrize("arguments", [["handout"], ["export", "csv"]])
def test_what_is_made_to_be_handed_out_can_be_read_by_others(arguments, tmp_path):
    assert main([*arguments, str(tmp_path / "file.html")]) == 0
    assert mode(tmp_path / "file.html") == 0o644
