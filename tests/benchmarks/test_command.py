"""The command: measures kept apart, the exit status, and what reaches docs/measured.md."""

from __future__ import annotations

import subprocess
import sys

import pytest

from benchmarks import command
from benchmarks.measures import MEASURES
from benchmarks.place import timed
from benchmarks.run import LONGEST_REASON, isolated, reason
from benchmarks.table import BEGIN, END, Aim, Row

GOOD = Row(measure="good", value=1, unit="ms", aim=Aim(5))


def good(_scratch):
    yield GOOD


def missed(_scratch):
    yield Row(measure="missed", value=9, unit="ms", aim=Aim(5))


def broken(_scratch):
    yield GOOD
    raise RuntimeError("no Chromium\nand a long story")


@pytest.fixture
def page(tmp_path, monkeypatch):
    monkeypatch.setattr(command, "ROOT", tmp_path)
    page = tmp_path / command.PAGE
    page.parent.mkdir()
    page.write_text(f"{BEGIN}\n{END}\n", encoding="utf-8")
    return page


def test_one_that_fails_says_why_keeps_its_rows_and_does_not_stop_the_next(capsys):
    assert command.main([], {"broken": broken, "missed": missed}) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("|")[1].strip() for line in lines[2:5]] == ["good", "broken", "missed"]
    assert "failed: no Chromium " in lines[3]


def test_a_missed_aim_is_no_failure(capsys):
    assert command.main([], {"missed": missed}) == 0
    assert capsys.readouterr().out.splitlines()[2].endswith("| no  |")


def test_only_what_was_asked_for_is_measured(capsys):
    assert command.main(["--only", "good"], {"good": good, "broken": broken}) == 0
    assert "broken" not in capsys.readouterr().out


def test_a_name_that_is_not_known_is_refused(capsys):
    with pytest.raises(SystemExit, match="2"):
        command.main(["--only", "godo"], {"good": good})
    assert "choose from" in capsys.readouterr().err


def test_the_table_is_written_only_when_asked(page, capsys):
    before = page.read_text(encoding="utf-8")
    assert command.main([], {"good": good}) == 0
    assert page.read_text(encoding="utf-8") == before
    assert command.main(["--write"], {"good": good}) == 0
    assert "1.00 ms" in page.read_text(encoding="utf-8")
    assert "what README quotes" in capsys.readouterr().err


def test_a_table_with_a_failure_is_not_written(page, capsys):
    before = page.read_text(encoding="utf-8")
    assert command.main(["--write"], {"broken": broken}) == 1
    assert page.read_text(encoding="utf-8") == before
    assert f"{command.PAGE} is left as it is" in capsys.readouterr().err


def test_a_page_without_markers_is_said(page, capsys):
    page.write_text("nothing", encoding="utf-8")
    assert command.main(["--write"], {"good": good}) == 1
    assert "no place for the table" in capsys.readouterr().err


def test_every_measure_gets_an_empty_folder_that_is_gone_afterwards():
    seen = []

    def look(scratch):
        seen.append((scratch, list(scratch.iterdir())))
        yield GOOD

    isolated("look", look)
    (folder, inside), *_ = seen
    assert inside == []
    assert not folder.exists()


class Error(Exception):
    """As Playwright names its own."""


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (ValueError("plain"), "plain"),
        (ValueError(), "ValueError"),
        (KeyError("kernel"), "KeyError: 'kernel'"),
        (subprocess.TimeoutExpired("python", 120), "no end within 120 s"),
        (RuntimeError("\n  indented\nmore"), "indented"),
        (Error("Page.evaluate: Error: nothing to click: table\n  at next"), "nothing to click: table"),
        (Error("BrowserType.launch: no such file"), "no such file"),
    ],
)
def test_reasons_fit_a_cell(error, text):
    assert reason(error) == text


def test_a_long_reason_is_cut():
    assert len(reason(ValueError("x" * 999))) == LONGEST_REASON


def test_a_process_says_what_it_took(tmp_path):
    seconds, megabytes = timed(tmp_path, "x = bytearray(30_000_000)", setup="y = 1")
    assert 0 < seconds < 60
    assert 30 < megabytes < 300


def test_a_process_that_fails_gives_its_last_line(tmp_path):
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        timed(tmp_path, "1 / 0")


def test_the_measures_have_names_for_the_command_line():
    assert all(name.replace("-", "").isalpha() and callable(one) for name, one in MEASURES.items())


def test_it_runs_as_a_module():
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--help"],
        cwd=command.ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert all(name in done.stdout for name in MEASURES)
