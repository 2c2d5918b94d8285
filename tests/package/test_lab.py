"""`retinoid-teach lab`: JupyterLab started rightly, and what cannot be done said in a sentence."""

from __future__ import annotations

import errno
import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from nbformat.sign import NotebookNotary

from lab_server import LONGEST_START, LONGEST_STOP, listen
from retinoid_teach.cli import _lab, _port, main
from retinoid_teach.cli._errors import NotDone
from tests.package.tree import ROOT


@pytest.fixture
def started(monkeypatch, tmp_path):
    """What would have been started, instead of JupyterLab."""
    calls = []
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "jupyter"))
    monkeypatch.setattr(_lab, "_start", lambda argv, environ: calls.append((argv, environ)) or 0)
    return calls


@pytest.fixture
def taken():
    """A port that somebody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_jupyterlab_opens_on_the_first_lesson(started, tmp_path):
    main(["lab", str(tmp_path), "--", "--no-browser"])
    argv, environ = started[0]
    assert argv[:4] == [sys.executable, "-P", "-m", "jupyterlab"]
    assert {
        f"--ServerApp.root_dir={tmp_path}",
        f"--LabApp.default_url=/lab/tree/{_lab.START}",
        "--no-browser",
    } <= set(argv)
    assert environ["JUPYTER_PATH"].split(os.pathsep)[0] == str(Path(sys.prefix) / "share" / "jupyter")


def test_what_a_person_set_for_a_terminal_does_not_reach_jupyterlab(started, tmp_path, monkeypatch):
    """With PYTHONWARNINGS=error its extensions failed; MPLBACKEND took the figures out of the page."""
    monkeypatch.setenv("PYTHONWARNINGS", "error")
    monkeypatch.setenv("MPLBACKEND", "nonsense")
    monkeypatch.setenv("PYTHONSTARTUP", str(tmp_path / "mine.py"))
    monkeypatch.setenv("BROWSER", "mine")
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:8080")
    main(["lab", str(tmp_path)])
    environ = started[0][1]
    assert not {"PYTHONWARNINGS", "MPLBACKEND", "PYTHONSTARTUP"}.intersection(environ)
    assert (environ["BROWSER"], environ["HTTPS_PROXY"]) == ("mine", "http://proxy.example:8080")


@pytest.mark.slow
@pytest.mark.parametrize(
    "settings",
    [
        "c.ServerApp.preferred_dir = '/usr'\nc.ServerApp.root_dir = '/usr'\nc.LabApp.default_url = '/tree'\n",
        "c.ServerApp.port = = 1\n",
    ],
    ids=["of another folder", "broken"],
)
@pytest.mark.skipif(os.name != "posix", reason="the folder /usr is outside of every other only there")
def test_a_persons_settings_for_jupyter_do_not_keep_it_from_starting(settings, tmp_path):
    """A folder that they prefer, outside of the lessons' one, ended it: “/usr is outside root contents”."""
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "jupyter_server_config.py").write_text(settings, encoding="utf-8")
    own = {f"JUPYTER_{name.upper()}_DIR": str(tmp_path / name) for name in ("config", "data", "runtime")}
    process = subprocess.Popen(
        [sys.executable, "-m", "retinoid_teach.cli", "lab", str(tmp_path / "lessons"), "--", "--no-browser"],
        env=os.environ | own | {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
    )  # fmt: skip
    said, ready, listener = listen(process.stdout, "is running at")
    try:
        assert ready.wait(LONGEST_START)
        assert process.poll() is None, "".join(said)
        assert not [line for line in said if "error adding extension" in line]
    finally:
        process.terminate()
        process.wait(LONGEST_STOP)
        listener.join(LONGEST_STOP)
        process.stdout.close()
    # Read when it has ended: the addresses follow the line that was waited for.
    assert f"/lab/tree/{_lab.START}" in "".join(said)


def test_the_news_pop_up_is_off(started, tmp_path):
    main(["lab", str(tmp_path)])
    first = Path(started[0][1]["JUPYTER_CONFIG_PATH"].split(os.pathsep)[0])
    settings = json.loads((first / "labconfig" / "page_config.json").read_text(encoding="utf-8"))
    assert settings["disabledExtensions"] == {"@jupyterlab/apputils-extension:announcements": True}


def test_a_link_to_the_glossary_opens_it_to_be_read(started, tmp_path):
    main(["lab", str(tmp_path)])
    first = Path(started[0][1]["JUPYTER_CONFIG_PATH"].split(os.pathsep)[0])
    settings = json.loads(
        (first / "labconfig" / "default_setting_overrides.json").read_text(encoding="utf-8")
    )
    documents = settings["@jupyterlab/docmanager-extension:plugin"]
    assert documents["defaultViewers"] == {"markdown": "Markdown Preview"}


@pytest.mark.slow
@pytest.mark.parametrize("module", ["jupyterlab", "jupyter_server", "json"])
def test_a_module_in_the_present_folder_is_not_run(module, tmp_path):
    """`python -m` looks there first: a file beside the data that somebody sent was run as JupyterLab."""
    (tmp_path / f"{module}.py").write_text("raise SystemExit(7)\n", encoding="utf-8")
    argv = [*_lab.command(tmp_path, []), "--version"]
    answer = subprocess.run(argv, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.startswith("4.")


@pytest.mark.parametrize(("user", "asked", "said"), [(0, [], 1), (0, ["--allow-root"], 0), (1000, [], 0)])
@pytest.mark.skipif(os.name != "posix", reason="only POSIX systems have a root")
def test_root_may_start_it_and_is_told(user, asked, said, started, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(os, "geteuid", lambda: user)
    assert main(["lab", str(tmp_path), "--", *asked]) == 0
    assert started[0][0].count("--allow-root") == (1 if user == 0 else 0)
    assert capsys.readouterr().out.count("You are root.") == said


@pytest.mark.parametrize("name", _lab.HUB)
def test_on_a_hub_no_address_is_printed_that_nobody_can_open(name, started, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv(name, "/user/rtanna/")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert main(["lab", str(tmp_path / "course" / "lessons"), "--", "--port=9000"]) == 0
    said = capsys.readouterr().out
    assert started == []
    assert f"open {Path('course', 'lessons')}, then {_lab.START}" in said
    assert "not used: --port=9000" in said
    assert "http" not in said
    assert (tmp_path / "course" / "lessons" / _lab.START).is_file()


def test_jupyter_missing_is_a_sentence(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(_lab, "find_spec", lambda name: None)
    assert main(["lab", str(tmp_path)]) == 1
    assert "pip install jupyterlab" in capsys.readouterr().err


def test_a_file_in_the_folders_place_is_wrong_use(started, tmp_path, capsys):
    (tmp_path / "lessons").write_text("", encoding="utf-8")
    assert main(["lab", str(tmp_path / "lessons")]) == 2
    assert "is a file" in capsys.readouterr().err


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.ENOSPC])
def test_a_folder_that_cannot_be_written_is_a_sentence(number, started, tmp_path, monkeypatch, capsys):
    def refuse(*arguments):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    assert main(["lab", str(tmp_path / "lessons")]) == 1
    said = capsys.readouterr().err
    assert os.strerror(number) in said
    assert "name a folder of your own" in said
    assert list((tmp_path / "lessons").iterdir()) == []


def test_a_read_only_home_still_opens_the_lessons(started, tmp_path, monkeypatch, capsys):
    def refuse(*arguments, **settings):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(NotebookNotary, "sign", refuse)
    assert main(["lab", str(tmp_path)]) == 0
    assert "could not be marked as trusted (Permission denied)" in capsys.readouterr().out
    assert started


def test_a_port_that_was_asked_for_and_is_taken_is_a_sentence(taken, started, tmp_path, capsys):
    assert main(["lab", str(tmp_path), "--", f"--port={taken}"]) == 1
    assert capsys.readouterr().err.startswith(f"Port {taken} is taken")
    assert not started


@pytest.mark.parametrize("spelling", ["--port={}", "--port {}", "--ServerApp.port={}"])
def test_every_way_to_ask_for_a_port_is_understood(spelling, taken):
    with pytest.raises(NotDone, match=f"Port {taken} is taken"):
        _port.choose_port(spelling.format(taken).split())


def test_when_the_usual_port_is_taken_the_next_is_used_and_said(
    taken, started, tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr(_port, "FIRST", taken)
    assert main(["lab", str(tmp_path)]) == 0
    port = int(next(part for part in started[0][0] if part.startswith("--port=")).removeprefix("--port="))
    assert port > taken
    assert f"Port {taken} is taken" in capsys.readouterr().out


def test_no_free_port_is_a_sentence(taken, monkeypatch):
    monkeypatch.setattr(_port, "FIRST", taken)
    monkeypatch.setattr(_port, "TRIES", 1)
    with pytest.raises(NotDone, match="are all taken"):
        _port.choose_port([])


def test_a_port_below_1024_is_a_sentence(monkeypatch):
    monkeypatch.setattr(_port, "_refusal", lambda port, ip: errno.EACCES)
    with pytest.raises(NotDone, match="choose one above 1023"):
        _port.choose_port(["--port=80"])


def test_a_port_that_is_no_number_is_a_sentence():
    with pytest.raises(NotDone, match="needs a number"):
        _port.choose_port(["--port=first"])


def test_an_address_nobody_knows_is_left_to_jupyterlab():
    assert _port.choose_port(["--ip=no.such.host.invalid", "--port=9000"]) == ([], "")
