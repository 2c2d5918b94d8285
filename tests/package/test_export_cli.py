"""``retinoid-teach export``: what it writes, and what it will not write over."""

from __future__ import annotations

import csv
import subprocess
import sys
import zipfile

import pytest

from retinoid_teach import learning
from retinoid_teach.cli import main

COUNT = len(learning.questions(role="check"))


def run(*arguments):
    return main(["export", *map(str, arguments)])


def test_help_has_an_example(capsys):
    assert run("--help") == 0
    assert "Example: retinoid-teach export anki" in capsys.readouterr().out


def test_anki(tmp_path, capsys):
    file = tmp_path / "mine.apkg"
    assert run("anki", file) == 0
    assert capsys.readouterr().out == f"Wrote {COUNT} questions to {file}. Open it with Anki.\n"
    assert zipfile.ZipFile(file).namelist() == ["collection.anki2", "media"]


def test_csv(tmp_path, capsys):
    file = tmp_path / "mine.csv"
    assert run("csv", file) == 0
    assert f"Wrote {COUNT} questions" in capsys.readouterr().out
    assert file.read_bytes().startswith(b"\xef\xbb\xbfid,lesson")
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert [row["id"] for row in rows] == [one.id for one in learning.questions(role="check")]


def test_it_does_not_write_over_a_file_unless_told_to(tmp_path, capsys):
    file = tmp_path / "mine.csv"
    file.write_text("my notes", encoding="utf-8")
    assert run("csv", file) == 2
    assert "is there already" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == "my notes"
    assert run("csv", file, "--force") == 0
    assert file.read_text(encoding="utf-8-sig").startswith("id,lesson")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("csv", "."), "is a folder"),
        (("csv", "no/such/folder/mine.csv"), "There is no folder"),
        (("anki", "mine.csv"), "does not end in .apkg"),
    ],
)
def test_wrong_use_is_a_sentence(arguments, said, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run(*arguments) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_the_two_libraries_come_in_only_when_used():
    code = "import sys, retinoid_teach.cli; print({'fsrs', 'genanki'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
