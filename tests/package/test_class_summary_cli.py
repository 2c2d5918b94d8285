"""``retinoid-teach class-summary``: what it prints, what it writes, and what it will not write over."""

from __future__ import annotations

import csv

import pytest

from retinoid_teach.cli import main
from retinoid_teach.evidence import shipped
from retinoid_teach.learning import keep
from tests.classroom.classes import MISLEADING, export, learner, thirty_learners


def run(*arguments):
    return main(["class-summary", *map(str, arguments)])


@pytest.fixture
def handed(tmp_path):
    """A class of three that has handed in its files."""
    folder = tmp_path / "handed"
    for at, signs in enumerate(["+-+", "++", "-"]):
        export(learner(100 * at, signs), folder / f"learner {at}.csv")
    return folder


def test_help_has_an_example(capsys):
    assert run("--help") == 0
    assert "Example: retinoid-teach class-summary" in capsys.readouterr().out


def test_it_shows_who_did_what(handed, capsys):
    assert run(handed) == 0
    said = capsys.readouterr()
    header, *rows = said.out.splitlines()[:4]
    assert header.split() == ["Learner", "tried", "checks", "right", "first", "steps", "last", "answer"]
    assert [row.split() for row in rows] == [
        ["learner", "0", "3", "3", "2", "67", "%", "0", "2030-01-01"],
        ["learner", "1", "2", "2", "2", "100", "%", "0", "2030-01-01"],
        ["learner", "2", "1", "1", "0", "0", "%", "0", "2030-01-01"],
    ]
    assert "3 tried it; 10 are needed" in said.out
    assert said.err == ""


def test_the_question_that_misleads_comes_first_and_all_fits_80_columns(tmp_path, capsys):
    for name, past in thirty_learners().items():
        export(past, tmp_path / f"{name} whose name is longer than any column that a table has.csv")
    (tmp_path / "Dilek.csv").write_text("", encoding="utf-8")
    assert run(tmp_path) == 0
    said = capsys.readouterr()
    lines = said.out.splitlines()
    assert max(map(len, lines)) <= 80
    at = next(at for at, line in enumerate(lines) if line.startswith("Questions"))
    assert lines[at + 1].startswith(f"{MISLEADING.id}  misleads: ")
    assert any(line.strip().startswith("Drew most: “") for line in lines[at + 2 : at + 8])
    assert "10 more: --questions FILE writes them all." in lines
    assert "The limits are this course's own" in said.out
    assert any(
        line.startswith("Dilek ") and line.split()[1:] == ["0", "0", "0", "-", "0", "-"] for line in lines
    )
    assert said.err == "Dilek.csv is empty.\n"


def test_it_writes_both_files(handed, tmp_path, capsys):
    grades, questions = tmp_path / "grades.csv", tmp_path / "questions.csv"
    assert run(handed, "--csv", grades, "--questions", questions) == 0
    said = capsys.readouterr().out
    assert f"Wrote 3 learners to {grades}." in said
    assert f"Wrote 3 questions to {questions}." in said
    for file, first in ((grades, "learner 0"), (questions, "Q-")):
        assert file.read_bytes().startswith(b"\xef\xbb\xbf")
        assert b"\r" not in file.read_bytes()
        with file.open(encoding="utf-8-sig", newline="") as opened:
            rows = list(csv.reader(opened))
        assert len(rows) == 4
        assert rows[1][0].startswith(first)


ROSTER = """First name,Last name,Email address
Learner,0,a@example.org
learner,1,b@example.org
Ana,Lee,c@example.org
"""


def test_a_roster_says_by_what_the_gradebook_knows_them(handed, tmp_path, capsys):
    grades, roster = tmp_path / "grades.csv", tmp_path / "roster.csv"
    roster.write_text(ROSTER, encoding="utf-8")
    assert run(handed, "--csv", grades, "--roster", roster) == 0
    said = capsys.readouterr()
    assert said.err == "Left out of the gradebook, for the roster does not name them: learner 2.\n"
    assert f"Wrote 2 learners to {grades}." in said.out
    told = " ".join(said.out.split())
    assert "choose “Map from: Email address” and “Map to: Email address”" in told
    with grades.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.reader(opened))
    assert [row[:2] for row in rows] == [
        ["Student", "Email address"],
        ["Learner 0", "a@example.org"],
        ["learner 1", "b@example.org"],
    ]
    assert max(map(len, said.out.splitlines())) <= max(80, len(f"Wrote 2 learners to {grades}."))


def test_without_a_roster_it_says_what_to_choose_and_when_to_give_one(handed, tmp_path, capsys):
    assert run(handed, "--csv", tmp_path / "grades.csv") == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "“Map from: SIS Login ID” and “Map to” the field that the files are named by" in told
    assert "Canvas: it goes by ID, SIS User ID, SIS Login ID and the name." in told
    assert "--roster FILE" in told


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "could not be read: "),
        ("name,email\nLee, Ana,a@b.org\n", "line 2: 3 cells, but the header has 2"),
        ("group\n1\n", "no column with names"),
        ("\x1b[2Jgroup\n1\n", "it has “�[2Jgroup”"),
    ],
)
def test_a_roster_that_is_none_is_a_sentence_and_nothing_is_written(handed, tmp_path, capsys, text, said):
    roster = tmp_path / "roster.csv"
    if text is not None:
        roster.write_text(text, encoding="utf-8")
    assert run(handed, "--csv", tmp_path / "grades.csv", "--roster", roster) == 2
    shown = capsys.readouterr()
    assert said in shown.err
    assert shown.err.startswith("roster: ")
    assert shown.out == ""
    assert not (tmp_path / "grades.csv").exists()


def test_it_does_not_write_over_a_file_unless_told_to(handed, tmp_path, capsys):
    file = tmp_path / "mine.csv"
    file.write_text("my notes", encoding="utf-8")
    for option in ("--csv", "--questions"):
        assert run(handed, option, file) == 2
        assert "is there already" in capsys.readouterr().err
        assert file.read_text(encoding="utf-8") == "my notes"
        assert run(handed, option, file, "--force") == 0
        assert file.read_text(encoding="utf-8-sig") != "my notes"
        file.write_text("my notes", encoding="utf-8")


def test_both_tables_do_not_go_to_one_file(handed, tmp_path, capsys):
    assert run(handed, "--csv", tmp_path / "a.csv", "--questions", tmp_path / "." / "a.csv") == 2
    assert "cannot hold both tables" in capsys.readouterr().err
    assert not (tmp_path / "a.csv").exists()


@pytest.mark.parametrize("option", ["--csv", "--questions"])
def test_it_does_not_write_among_what_was_handed_in(handed, capsys, option):
    """A second run took the file of the first for a learner."""
    for file in (handed / "g.csv", handed / ".." / handed.name / "g.csv"):
        assert run(handed, option, file) == 2
        assert "whose files are what learners handed in: write it to another" in capsys.readouterr().err
    assert not (handed / "g.csv").exists()


def test_a_gradebook_among_the_answers_is_left_out(handed, tmp_path, capsys):
    assert run(handed, "--csv", tmp_path / "grades.csv") == 0
    (tmp_path / "grades.csv").replace(handed / "grades.csv")
    assert run(handed) == 0
    said = capsys.readouterr()
    assert "grades.csv, line 1: no answers of this course; the file is left out." in said.err


@pytest.mark.parametrize(
    ("name", "said"), [("nothing", "There is no folder"), ("a.csv", "There is no folder")]
)
def test_no_folder_is_a_sentence(tmp_path, capsys, name, said):
    (tmp_path / "a.csv").touch()
    assert run(tmp_path / name) == 2
    assert said in capsys.readouterr().err


def test_nobody_is_a_sentence(tmp_path, capsys):
    assert run(tmp_path) == 1
    assert capsys.readouterr().out.startswith("Nobody has handed anything in")


def test_a_file_name_does_not_steer_the_terminal(tmp_path, capsys):
    try:
        export(learner(0, "+"), tmp_path / "Ana\x1b[2J\n.csv")
        (tmp_path / "Ben\x1b[2J.csv").touch()
    except OSError:
        pytest.skip("this system has no such names")
    assert run(tmp_path) == 0
    said = capsys.readouterr()
    assert "\x1b" not in said.out + said.err
    assert any(line.startswith("Ana�[2J� ") for line in said.out.splitlines())


def test_a_data_folder_of_ones_own(handed, tmp_path, capsys):
    assert run(handed, "--data", shipped().folder) == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("learner 0")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "questions.csv").write_text("id\n", encoding="utf-8")
    assert run(handed, "--data", tmp_path / "data") == 1
    assert "fault" in capsys.readouterr().err


def test_from_the_answer_to_the_class(tmp_path, capsys):
    keep("Q-01-03", 10, correct=True)
    assert main(["progress", "--export", str(tmp_path / "Ana.csv")]) == 0
    keep("CASE-6-1", "CASE-6-1-3", correct=True)
    assert main(["progress", "--export", str(tmp_path / "Ben.csv")]) == 0
    assert run(tmp_path) == 0
    said = capsys.readouterr()
    ana, ben = [line.split() for line in said.out.splitlines() if line.startswith(("Ana ", "Ben "))]
    assert (ana[1:7], ben[1:7]) == (["1", "1", "1", "100", "%", "0"], ["1", "1", "1", "100", "%", "1"])
    assert said.err.startswith("Ana and Ben handed in the same answers (1 given at the same instant)")
