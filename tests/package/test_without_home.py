"""A user id without a name and without HOME, as in a container: each place says so, and nothing fails."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

import retinoid_teach as rt
from retinoid_teach.cli import _lab, main
from retinoid_teach.learning import History, NotSaved, history, keep, progress_folder

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows knows the home of every user")
SENTENCE = (
    "This computer knows no home folder for you: name a folder for your answers in RETINOID_TEACH_HOME."
)
ABOUT_A_PERSON = ("HOME", "XDG_DATA_HOME", "RETINOID_TEACH_HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR")


@pytest.fixture
def nobody(monkeypatch):
    """The system's list of users does not have whoever asks."""

    def getpwuid(uid):
        raise KeyError(f"getpwuid(): uid not found: {uid}")

    monkeypatch.setattr("pwd.getpwuid", getpwuid)
    for name in (*ABOUT_A_PERSON, "JUPYTER_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def started(monkeypatch):
    """What would have been started instead of JupyterLab."""
    calls = []
    monkeypatch.setattr(_lab, "_start", lambda argv, environ: calls.append(environ) or 0)
    return calls


@pytest.mark.usefixtures("nobody")
def test_an_answer_is_not_saved_and_the_sentence_says_why():
    """It was a RuntimeError of a library, which the quiz did not expect."""
    with pytest.raises(NotSaved, match=f"Not saved. {SENTENCE}"):
        keep("Q-01-03", 10, correct=True)


@pytest.mark.usefixtures("nobody")
@pytest.mark.parametrize("old", [False, True])
def test_there_is_no_past_and_a_note_says_why(old, monkeypatch):
    if old:  # an older platformdirs did not raise
        monkeypatch.setattr("platformdirs.user_data_path", lambda *given, **more: Path("~/.local/share/x"))
    assert history() == History(notes=(SENTENCE,))
    with pytest.raises(ValueError, match=SENTENCE):
        progress_folder()


@pytest.mark.usefixtures("nobody")
def test_progress_and_review_show_what_they_can():
    shown = rt.progress()
    assert SENTENCE in repr(shown)
    assert SENTENCE in shown._repr_html_()
    assert rt.widgets.review().data


@pytest.mark.usefixtures("nobody")
@pytest.mark.parametrize("asked", [[], ["--where"], ["--delete", "--yes"], ["--export", "mine.csv"]], ids=str)
def test_the_command_is_one_sentence(asked, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["progress", *asked]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", f"{SENTENCE}\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("nobody")
def test_a_folder_that_is_named_is_used(tmp_path, monkeypatch):
    monkeypatch.setenv("RETINOID_TEACH_HOME", str(tmp_path))
    keep("Q-01-03", 10, correct=True)
    assert [one.given for one in history().answers] == [10]


@pytest.mark.usefixtures("nobody")
def test_jupyterlab_is_not_started_and_the_sentence_says_what_to_set(started, tmp_path, capsys):
    """JupyterLab ended in a traceback of its own."""
    assert main(["lab", str(tmp_path / "lessons")]) == 1
    said = capsys.readouterr()
    assert (said.out, started) == ("", [])
    assert said.err == (
        "This computer knows no home folder for you, and JupyterLab keeps its files there: set the variable "
        "HOME to a folder of your own, then run the same command again.\n"
    )
    assert not (tmp_path / "lessons").exists()


def test_a_home_where_nothing_can_be_made_is_a_sentence(started, tmp_path, capsys, monkeypatch):
    (tmp_path / "file").touch()
    for name in ("JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "file"))
    assert main(["lab", str(tmp_path / "lessons")]) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"JupyterLab keeps its files in {tmp_path / 'file'}")
    assert "cannot be made (Not a directory): set the variable HOME to a folder of your own" in said
    assert started == []


def test_what_jupyterlab_needs_is_made_for_this_person_alone(started, tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / "data" / "runtime"))
    assert main(["lab", str(tmp_path / "lessons")]) == 0
    assert stat.S_IMODE((tmp_path / "data" / "runtime").stat().st_mode) == 0o700
    assert len(started) == 1


@pytest.mark.parametrize("name", ["~nobody-of-this-name/lessons", "~"])
def test_a_folder_in_the_home_of_nobody_is_a_sentence(name, started, capsys, monkeypatch, request, tmp_path):
    monkeypatch.chdir(tmp_path)
    if name == "~":
        request.getfixturevalue("nobody")
        for kind in ("CONFIG", "DATA", "RUNTIME"):
            monkeypatch.setenv(f"JUPYTER_{kind}_DIR", str(tmp_path / "jupyter"))
    assert main(["lab", name]) == 2
    first = name.split("/", maxsplit=1)[0]
    assert capsys.readouterr().err == f"There is no home folder for {first}: name the whole path.\n"
    assert started == []
