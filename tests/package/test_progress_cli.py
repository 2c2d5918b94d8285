"""``retinoid-teach progress``: shown, found, exported and deleted."""

from __future__ import annotations

import csv
import io
import json

import pytest

from retinoid_teach.cli import main
from retinoid_teach.learning import history, keep, progress_folder
from tests.learning.past import answer_line, write_answers


@pytest.fixture
def answered():
    """Two answers in one file."""
    keep("Q-01-03", 5, correct=False)
    keep("Q-01-02", "Q-01-02-b", correct=True)


def run(*arguments):
    return main(["progress", *map(str, arguments)])


def test_help_has_an_example(capsys):
    assert run("--help") == 0
    assert "Example: retinoid-teach progress" in capsys.readouterr().out


def test_without_an_answer_it_says_so_and_makes_no_folder(answers_home, capsys):
    assert run() == 0
    assert capsys.readouterr().out.startswith("Nothing is answered yet")
    assert not answers_home.exists()


@pytest.mark.usefixtures("answered")
def test_it_shows_what_is_answered_by_objective(capsys):
    assert run() == 0
    shown = capsys.readouterr().out
    assert "Score a face and trunk with the Global Acne Grading System" in shown
    assert "right at the first and at the last try" in shown


def test_where_is_one_line_and_makes_nothing(answers_home, capsys):
    assert run("--where") == 0
    assert capsys.readouterr().out == f"{answers_home / 'progress'}\n"
    assert not answers_home.exists()


@pytest.mark.usefixtures("answered")
def test_export_has_a_line_for_each_answer(tmp_path, capsys):
    file = tmp_path / "mine.csv"
    assert run("--export", file) == 0
    assert "Wrote 2 answers" in capsys.readouterr().out
    assert file.read_bytes().startswith(b"\xef\xbb\xbftime,question")
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert [(row["question"], row["given"], row["correct"]) for row in rows] == [
        ("Q-01-03", "5", "false"),
        ("Q-01-02", "Q-01-02-b", "true"),
    ]
    assert [row["time"] for row in rows] == [one.time.isoformat() for one in history().answers]


def test_an_export_runs_no_formula_and_reads_back_as_it_was(tmp_path, capsys):
    keep("=1+1", " @SUM(A1)", correct=True)
    keep("Q-01-03", -5.0, correct=False)
    file = tmp_path / "Ana" / "mine.csv"
    file.parent.mkdir()
    assert run("--export", file) == 0
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = [(row["question"], row["given"]) for row in csv.DictReader(opened)]
    assert rows == [("'=1+1", "' @SUM(A1)"), ("Q-01-03", "-5.0")]
    assert main(["class-summary", str(tmp_path)]) == 0
    assert capsys.readouterr().err == "Ana/mine.csv, line 2: cannot be read and left out.\n"


@pytest.mark.usefixtures("answered")
def test_export_says_what_it_could_not_read(tmp_path, capsys):
    write_answers(progress_folder(), "newer", answer_line(1), format=2)
    assert run("--export", tmp_path / "mine.csv") == 0
    assert "answers-newer.jsonl was written by a newer version" in capsys.readouterr().err


@pytest.mark.usefixtures("answered")
def test_export_is_never_written_over_a_file(tmp_path, capsys):
    file = tmp_path / "mine.csv"
    file.write_text("mine", encoding="utf-8")
    assert run("--export", file) == 2
    assert "is there already" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == "mine"
    assert run("--export", tmp_path / "no" / "mine.csv") == 2
    assert "There is no folder" in capsys.readouterr().err


@pytest.mark.usefixtures("answered")
def test_delete_deletes_every_answer_also_those_of_a_newer_course(capsys):
    write_answers(progress_folder(), "newer", answer_line(1), format=2)
    (progress_folder() / "answers-empty.jsonl").touch()
    assert run("--delete", "--yes") == 0
    assert capsys.readouterr().out == "Deleted 2 answers in 3 files.\n"
    assert not progress_folder().exists()
    assert run("--delete") == 0
    assert capsys.readouterr().out == "There is nothing to delete.\n"


@pytest.mark.usefixtures("answered")
def test_delete_leaves_what_is_not_ours(capsys):
    foreign = progress_folder() / "answers-foreign.jsonl"
    foreign.write_text(json.dumps({"course": "another"}) + "\n", encoding="utf-8")
    (progress_folder() / "notes.txt").write_text("mine", encoding="utf-8")
    assert run("--delete", "--yes") == 0
    assert sorted(path.name for path in progress_folder().iterdir()) == ["answers-foreign.jsonl", "notes.txt"]
    assert "answers-foreign.jsonl, notes.txt" in capsys.readouterr().err


@pytest.mark.usefixtures("answered")
@pytest.mark.parametrize(("word", "left"), [("n", 2), ("", 2), ("y", 0)])
def test_somebody_who_is_there_is_asked_first(monkeypatch, capsys, word, left):
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda prompt: word)
    assert run("--delete") == (1 if left else 0)
    assert len(history().answers) == left


@pytest.mark.usefixtures("answered")
def test_where_nobody_can_be_asked_nothing_is_deleted(monkeypatch, capsys):
    """`echo no | retinoid-teach progress --delete` deleted every answer."""
    monkeypatch.setattr("sys.stdin", io.StringIO("no\n"))
    assert run("--delete") == 2
    assert capsys.readouterr().err == (
        "Nothing is deleted: nobody is here to be asked. To delete 2 answers in 1 file, add --yes.\n"
    )
    assert len(history().answers) == 2


def test_yes_alone_asks_what_for(capsys):
    assert run("--yes") == 2
    assert "goes with --delete" in capsys.readouterr().err


@pytest.mark.parametrize("asked", ["", "--export", "--delete"])
def test_answers_that_cannot_be_read_are_not_called_none(answers_home, tmp_path, capsys, asked):
    """It said that nothing was answered, and exported a copy of nothing."""
    answers_home.mkdir(exist_ok=True)
    (answers_home / "progress").touch()
    lost = tmp_path / "lost.csv"
    assert run(*filter(None, [asked]), *([lost] if asked == "--export" else [])) == 1
    said = capsys.readouterr()
    assert (said.out, lost.exists()) == ("", False)
    assert said.err.startswith(f"The folder of your answers, {answers_home / 'progress'}, cannot be read: ")


def test_one_thing_at_a_time(capsys):
    assert run("--where", "--delete") == 2
    assert "not allowed with" in capsys.readouterr().err


def test_a_home_that_cannot_be_is_a_sentence(monkeypatch, capsys):
    monkeypatch.setenv("RETINOID_TEACH_HOME", "here")
    assert run("--where") == 1
    assert "is not a whole path" in capsys.readouterr().err
