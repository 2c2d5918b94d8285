"""What goes wrong outside the course, and the sentence that a person gets for it."""

from __future__ import annotations

import errno
import os

import pytest

from bootstrapping import install, tasks
from bootstrapping.environment import Environment
from bootstrapping.trouble import Trouble, explain
from tests.package.tree import ROOT


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (
            "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
            "disk is full",
        ),
        ("WARNING: Retrying ... NewConnectionError('...: Failed to establish a new connection')", "network"),
        ("  Caused by: dns error: failed to lookup address information", "network"),
        ("[Errno -3] Temporary failure in name resolution", "network"),
        (
            "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.",
            "not the one that the lock names",
        ),
        (
            "ERROR: Could not install packages due to an OSError: [Errno 13] Permission denied: 'x'",
            "cannot|can be written",
        ),
        ("ERROR: No matching distribution found for numpy==2.4.6", "another Python"),
        (
            "[WinError 32] The process cannot access the file because it is being used by another process",
            "in use",
        ),
    ],
)
def test_what_an_installer_says_becomes_a_sentence(said, sentence, tmp_path):
    with pytest.raises(Trouble, match=sentence):
        install._raise_on_failure(Environment(tmp_path), f"Collecting numpy\n{said}\n")


def test_what_nobody_foresaw_is_quoted(tmp_path):
    with pytest.raises(Trouble, match=r"It said: ERROR: the moon is full \(all: .*install.log\)"):
        install._raise_on_failure(Environment(tmp_path), "Collecting numpy\nERROR: the moon is full\n")
    assert explain("the moon is full") is None


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.EROFS, "Nothing can be written"),
        (errno.EACCES, "Nothing can be written"),
        (errno.ENOSPC, "The disk is full"),
    ],
)
def test_what_the_system_refuses_is_a_sentence(number, sentence, monkeypatch, capsys):
    def refuse(root, arguments):
        raise OSError(number, os.strerror(number), "somewhere")

    monkeypatch.setitem(tasks.TASKS, "lab", refuse)
    assert tasks.run(["lab"]) == 1
    assert sentence in capsys.readouterr().err


def test_ctrl_c_is_a_sentence(monkeypatch, capsys):
    def stop(root, arguments):
        raise KeyboardInterrupt

    monkeypatch.setitem(tasks.TASKS, "lab", stop)
    assert tasks.run(["lab"]) == 1
    assert "Run the same command again" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["lap"]])
def test_an_unknown_task_is_wrong_use(arguments, capsys):
    assert tasks.run(arguments) == 2
    assert "lab, test, lessons, bench, mutate, lock" in capsys.readouterr().err


def test_make_offers_every_task():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert f"TASKS := {' '.join(tasks.TASKS)}\n" in makefile
    assert all(f"make {task} " in makefile for task in tasks.TASKS)
