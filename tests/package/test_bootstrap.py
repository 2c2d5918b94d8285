"""The set-up: what is made, kept, and made again, and the sentence that each trouble gets.

The environments here are small stand-ins, so that each story takes milliseconds; `test_wheel.py` and the
set-up that runs these very tests are the real ones.
"""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
from collections import namedtuple
from pathlib import Path

import pytest

from bootstrapping import environment as env
from bootstrapping import install
from bootstrapping.environment import LEARNER_LOCK, TEST_LOCK, Environment
from bootstrapping.trouble import Trouble
from tests.package.tree import ROOT

Disk = namedtuple("Disk", "total used free")
pytestmark = pytest.mark.skipif(os.name != "posix", reason="the stand-in for Python is a shell script")


@pytest.fixture
def course(tmp_path):
    """A copy of the course with nothing in it but what the set-up reads."""
    for name in ("pyproject.toml", LEARNER_LOCK, TEST_LOCK):
        (tmp_path / name).write_text(f"# {name}\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def done(monkeypatch):
    """What the set-up did, with making and installing replaced by notes."""
    notes = []

    def make(environment, *, with_pip):
        env.remove(environment)
        environment.python.parent.mkdir(parents=True)
        environment.python.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
        environment.python.chmod(0o755)
        notes.append("made")

    def run(environment, command, variables):
        notes.append(
            " ".join(Path(part).name for part in command if part.endswith((".lock", environment.root.name)))
        )

    monkeypatch.setattr(env, "make", make)
    monkeypatch.setattr(install, "_run", run)
    monkeypatch.setenv(install.INSTALLER, "pip")
    return notes


def prepare(course, *locks):
    return install.prepare(course, locks or (LEARNER_LOCK,))


def test_the_first_run_makes_and_installs(course, done):
    prepare(course)
    assert done == ["made", LEARNER_LOCK, course.name]


def test_the_second_run_does_nothing(course, done):
    prepare(course)
    done.clear()
    prepare(course)
    assert done == []


def test_tests_add_to_what_a_learner_has(course, done):
    prepare(course)
    done.clear()
    prepare(course, LEARNER_LOCK, TEST_LOCK)
    assert done == [TEST_LOCK, course.name]


def test_lab_keeps_what_the_tests_installed(course, done):
    prepare(course, LEARNER_LOCK, TEST_LOCK)
    done.clear()
    prepare(course)
    assert done == []


def test_a_changed_lock_is_installed_into_what_is_there(course, done):
    prepare(course)
    done.clear()
    (course / LEARNER_LOCK).write_text("# newer\n", encoding="utf-8")
    prepare(course)
    assert done == [LEARNER_LOCK, course.name]


def test_a_changed_project_is_installed_again(course, done):
    prepare(course)
    done.clear()
    (course / "pyproject.toml").write_text("# newer\n", encoding="utf-8")
    prepare(course)
    assert done == [course.name]


def test_an_interrupted_run_is_put_right_by_the_next(course, done, monkeypatch, capsys):
    def stop(environment, command, variables):
        raise KeyboardInterrupt

    with monkeypatch.context() as interrupted:
        interrupted.setattr(install, "_run", stop)
        with pytest.raises(KeyboardInterrupt):
            prepare(course)
    assert not Environment(course).stamp.exists()
    done.clear()
    prepare(course)
    assert done == ["made", LEARNER_LOCK, course.name]
    assert "half made or damaged" in capsys.readouterr().out


@pytest.mark.parametrize(
    "harm", ["no python", "python does not start", "stamp damaged", "stamp gone", "moved"]
)
def test_a_damaged_environment_is_made_again(harm, course, done):
    environment = prepare(course)
    done.clear()
    if harm == "no python":
        environment.python.unlink()
    elif harm == "python does not start":
        environment.python.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    elif harm == "stamp damaged":
        environment.stamp.write_text('{"pyproject', encoding="utf-8")
    elif harm == "stamp gone":
        environment.stamp.unlink()
    else:
        text = environment.stamp.read_text(encoding="utf-8")
        environment.stamp.write_text(text.replace(course.name, "elsewhere"), encoding="utf-8")
    prepare(course)
    assert done == ["made", LEARNER_LOCK, course.name]


@pytest.mark.parametrize("kind", ["a file", "a dangling link"])
def test_whatever_stands_in_the_place_of_the_environment_gives_way(kind, course, done):
    place = Environment(course).folder
    if kind == "a file":
        place.write_text("", encoding="utf-8")
    else:
        place.symlink_to(course / "gone")
    prepare(course)
    assert Environment(course).python.exists()


def test_two_set_ups_at_once_wait_for_each_other(course, done, monkeypatch):
    said = queue.Queue()
    monkeypatch.setattr(env, "print", lambda text, **options: said.put(text), raising=False)
    with env.one_at_a_time(Environment(course)):
        second = threading.Thread(target=prepare, args=(course,))
        second.start()
        assert "Another set-up works in this folder" in said.get(timeout=120)
        assert second.is_alive()
        assert done == []
    second.join(120)
    assert done == ["made", LEARNER_LOCK, course.name]


def test_a_missing_lock_is_a_sentence(course):
    (course / LEARNER_LOCK).unlink()
    with pytest.raises(Trouble, match=r"requirements.lock is missing: .* Get it again"):
        prepare(course)


def test_a_disk_with_too_little_room_is_a_sentence(course, done, monkeypatch):
    monkeypatch.setattr(env.shutil, "disk_usage", lambda path: Disk(10**9, 10**9, 5 * 10**6))
    with pytest.raises(Trouble, match="has 5 MB free and the course needs about 900 MB: free some space"):
        prepare(course)
    assert done == []


def test_an_installation_without_jupyter_is_a_sentence(course, done, monkeypatch):
    monkeypatch.setattr(env, "complaint", lambda environment: "not all is there")
    sentence = r"JupyterLab cannot be found in it: its Python said “not all is there”. Delete .*\.venv, then"
    with pytest.raises(Trouble, match=sentence):
        prepare(course)
    assert not Environment(course).stamp.exists()


def test_where_uv_fails_pip_is_tried(course, done, monkeypatch, capsys):
    commands = []

    def run(environment, command, variables):
        commands.append(Path(command[0]).name)
        return "error: nothing works" if Path(command[0]).name == "uv" else None

    monkeypatch.setattr(install, "_uv", lambda: "/somewhere/uv")
    monkeypatch.setattr(install, "_run", run)
    prepare(course)
    assert commands == ["uv", "python", "python"]
    assert "trying pip" in capsys.readouterr().out


def test_where_uv_puts_things_elsewhere_pip_is_tried(course, done, monkeypatch):
    """A person's settings for uv may name another place; uv then ends well, and nothing has arrived."""
    commands = []

    def run(environment, command, variables):
        commands.append(Path(command[0]).name)

    monkeypatch.setattr(install, "_uv", lambda: "/somewhere/uv")
    monkeypatch.setattr(install, "_run", run)
    monkeypatch.setattr(env, "complaint", lambda environment: None if "python" in commands else "nothing")
    prepare(course)
    assert commands == ["uv", "uv", "python", "python"]


@pytest.mark.parametrize(
    ("settings", "left_out"),
    [
        ('index-url = "https://mirror.example/simple"\n', False),
        ('[pip]\ntarget = "/elsewhere"\n', True),
        ('native-tls = true\n[pip]\nprefix = "/elsewhere"\n', True),
        ("nonsense = = 1\n", False),
        (None, False),
    ],
)
@pytest.mark.parametrize("way", ["the file of the account", "the file that a variable names"])
def test_a_persons_settings_for_uv_count_unless_they_name_another_place(
    way, settings, left_out, course, monkeypatch
):
    """No argument overrules such a place: uv put a gigabyte there, and the environment stayed empty."""
    file = course / "uv" / "uv.toml"
    if settings is not None:
        file.parent.mkdir()
        file.write_text(settings, encoding="utf-8")
    monkeypatch.setenv("HOME", str(course / "home"))
    monkeypatch.delenv("UV_CONFIG_FILE", raising=False)
    named = {"the file of the account": ("XDG_CONFIG_HOME", course)}.get(way, ("UV_CONFIG_FILE", file))
    monkeypatch.setenv(named[0], str(named[1]))
    commands = []
    monkeypatch.setattr(install, "_run", lambda environment, command, variables: commands.append(command))
    install._by_uv(Environment(course), "uv", [LEARNER_LOCK])
    assert ["--no-config" in command for command in commands] == [left_out, left_out]


def test_a_python_without_venv_is_a_sentence(course, monkeypatch):
    python = course / "python"
    python.write_text("#!/bin/sh\necho 'ensurepip is not available' >&2\nexit 1\n", encoding="utf-8")
    python.chmod(0o755)
    monkeypatch.setattr(env.sys, "executable", str(python))
    with pytest.raises(Trouble, match="sudo apt install python3-venv"):
        env.make(Environment(course), with_pip=True)
    assert not Environment(course).folder.exists()


def test_stray_variables_do_not_reach_the_environment(monkeypatch):
    for name in env.STRAY_VARIABLES:
        monkeypatch.setenv(name, "astray")
    assert "astray" not in env.clean_variables().values()
    assert env.clean_variables()["PATH"] == os.environ["PATH"]


@pytest.mark.slow
def test_without_a_network_a_real_run_ends_in_a_sentence(tmp_path):
    """The real pip, the real locks, and an index that nobody serves."""
    names = ["pyproject.toml", LEARNER_LOCK, "scripts/bootstrap.py"]
    names += [
        f"scripts/bootstrapping/{path.name}" for path in (ROOT / "scripts" / "bootstrapping").glob("*.py")
    ]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    closed = "http://127.0.0.1:9/"
    nobody = {"PIP_INDEX_URL": closed, "PIP_CONFIG_FILE": os.devnull, "PIP_RETRIES": "0"}
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    answer = subprocess.run(
        [sys.executable, str(tmp_path / "scripts/bootstrap.py"), "lab"],
        capture_output=True,
        text=True,
        env={**kept, **nobody, install.INSTALLER: "pip"},
        check=False,
    )
    assert answer.returncode == 1
    assert "does not seem to reach the network" in answer.stderr
    assert "Traceback" not in answer.stdout + answer.stderr
