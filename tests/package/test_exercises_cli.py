"""``retinoid-teach exercises``: what it writes and what it leaves alone."""

from __future__ import annotations

from importlib.util import find_spec

import nbformat
import pytest

from retinoid_teach import classroom, learning
from retinoid_teach.cli import _exercises, main
from tests.package.tree import ROOT

CHECKS = learning.questions(role="check")
LESSONS = list(dict.fromkeys(one.lesson for one in CHECKS))
LESSON = "01_acne_and_grading"


def run(*arguments):
    return main(["exercises", *map(str, arguments)])


def files(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_help_has_an_example(capsys):
    assert run("--help") == 0
    assert "Example: retinoid-teach exercises" in capsys.readouterr().out


def test_every_lesson_and_the_settings(tmp_path, capsys):
    course = tmp_path / "course"
    assert run(course) == 0
    assert files(course) == ["nbgrader_config.py", *(f"source/{name}/{name}.ipynb" for name in LESSONS)]
    for name in LESSONS:
        written = nbformat.read(course / "source" / name / f"{name}.ipynb", as_version=4)
        assert written == classroom.graded_notebook(name)
    said = capsys.readouterr().out
    assert f"Wrote the {len(CHECKS)} questions of {len(LESSONS)} lessons" in said
    assert f"nbgrader generate_assignment {LESSONS[0]}" in said
    assert "runs the learners' code with your rights" in said
    assert "container or in a\nseparate account" in said
    assert ("pip install nbgrader" in said) == (find_spec("nbgrader") is None)


def test_the_teachers_page_says_too_that_marking_runs_the_learners_code():
    page = " ".join((ROOT / "teaching" / "README.md").read_text(encoding="utf-8").split())
    (said,) = [part for part in page.split("**") if "`nbgrader autograde` executes each notebook" in part]
    assert "with your rights" in said
    assert "in a container, or in a separate account" in said


def test_without_nbgrader_it_says_how_to_get_it(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(_exercises, "find_spec", lambda name: None)
    assert run(tmp_path / "course", "--lesson", LESSON) == 0
    assert "pip install nbgrader" in capsys.readouterr().out


def test_lessons_may_be_named_and_come_later(tmp_path, capsys):
    course = tmp_path / "course"
    assert run(course, "--lesson", LESSON) == 0
    assert "left alone" not in capsys.readouterr().out
    (course / "nbgrader_config.py").write_text("# mine\n", encoding="utf-8")
    assert run(course, "--lesson", "08_pregnancy", "--lesson", "11_review") == 0
    assert "nbgrader_config.py was there already and is left alone" in capsys.readouterr().out
    assert [path.name for path in sorted((course / "source").iterdir())] == [
        LESSON,
        "08_pregnancy",
        "11_review",
    ]
    assert (course / "nbgrader_config.py").read_text(encoding="utf-8") == "# mine\n"


def test_it_does_not_write_over_a_notebook_unless_told_to(tmp_path, capsys):
    course = tmp_path / "course"
    mine = course / "source" / LESSON / f"{LESSON}.ipynb"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine", encoding="utf-8")
    assert run(course) == 2
    assert "--force" in capsys.readouterr().err
    assert files(course) == [mine.relative_to(course).as_posix()]
    assert mine.read_text(encoding="utf-8") == "mine"
    assert run(course, "--lesson", LESSON, "--force") == 0
    assert mine.read_text(encoding="utf-8").startswith("{")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("a-file",), "a-file is a file: name a folder."),
        (("no/such/folder",), "There is no folder no/such"),
        (("new", "--lesson", "01_acne_and_gradin"), "did you mean '01_acne_and_grading'"),
    ],
)
def test_wrong_use_is_a_sentence_and_writes_nothing(arguments, said, capsys, tmp_path, monkeypatch):
    (tmp_path / "a-file").write_text("mine", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(*arguments) == 2
    assert said in capsys.readouterr().err
    assert files(tmp_path) == ["a-file"]
