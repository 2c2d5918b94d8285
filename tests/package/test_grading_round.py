"""The whole round through nbgrader: generate, hand out, hand in, mark, tell, count.

Three copies come back: a right one, a wrong one and an empty one. What learners get is searched for every
answer, feedback and reason, and for every line of the hidden parts.
"""

from __future__ import annotations

import csv
import html
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from retinoid_teach import learning
from retinoid_teach.classroom._graded import _plain
from retinoid_teach.cli import main

pytestmark = pytest.mark.slow

LESSON = "01_acne_and_grading"
ASKED = learning.questions(LESSON, role="check")


def letter_of(page, text):
    """Find the letter or the number that stands before a text in a question as the learner sees it."""
    (found,) = re.findall(rf"^- \*\*(\w+)\*\* – {re.escape(_plain(text))}$", page, flags=re.MULTILINE)
    return found


def right_answer(one, page):
    """Answer as a learner does who knows the words of the answer, and sees the question alone."""
    if one.kind == "number":
        return one.right
    if one.kind == "match":
        by_line = {letter_of(page, answer.text): letter_of(page, answer.belongs) for answer in one.answers}
        return " ".join(by_line[number] for number in sorted(by_line))
    if one.kind == "ordering":
        ordered = sorted(one.answers, key=lambda answer: int(answer.belongs))
        return " ".join(letter_of(page, answer.text) for answer in ordered)
    return " ".join(letter_of(page, answer.text) for answer in one.answers if answer.correct)


def wrong_answer(one, page):
    """Give a wrong answer that was foreseen, and what is said of it."""
    wrong = next(answer for answer in one.answers if answer.correct is (one.kind == "ordering"))
    if one.kind == "number":
        return wrong.low, wrong.feedback
    if one.kind == "ordering":
        backwards = right_answer(one, page).split()[::-1]
        (first, *_) = sorted(one.answers, key=lambda answer: letter_of(page, answer.text))
        return " ".join(backwards), f"{first.text}: {first.feedback}"
    if one.kind == "several_choices":
        taken = [answer for answer in one.answers if answer.correct]
        letters = [letter_of(page, answer.text) for answer in (*taken, wrong)]
        return " ".join(letters), f"{wrong.text}: {wrong.feedback}"
    return letter_of(page, wrong.text), wrong.feedback


def hand_in(course, learner, answer):
    """Write a learner's copy: `answer` gives, for a question and its page, what stands in place of None."""
    released = nbformat.read(course / "release" / LESSON / f"{LESSON}.ipynb", as_version=4)
    cells = {cell.id: cell for cell in released.cells}
    for one in ASKED:
        cell = cells[f"{one.id.lower()}-answer"]
        assert cell.source.count("None") == 1
        given = answer(one, cells[f"{one.id.lower()}-question"].source)
        cell.source = cell.source.replace("None", repr(given))
    folder = course / "submitted" / learner / LESSON
    folder.mkdir(parents=True)
    nbformat.write(released, folder / f"{LESSON}.ipynb")


@pytest.fixture
def nbgrader(tmp_path):
    """Run a command of nbgrader in the course; its home and its settings are the test's own."""
    strange = ("JUPYTER", "IPYTHON", "PYTHON", "COV_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(strange)}
    own = (
        "HOME",
        "USERPROFILE",
        "JUPYTER_CONFIG_DIR",
        "JUPYTER_DATA_DIR",
        "JUPYTER_RUNTIME_DIR",
        "IPYTHONDIR",
    )
    # nbgrader starts alembic by its name alone.
    kept["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    kept |= {name: str(tmp_path / "home" / name) for name in own}
    for name in own:
        (tmp_path / "home" / name).mkdir(parents=True)

    def command(*arguments):
        line = [sys.executable, "-m", "nbgrader", *arguments]
        done = subprocess.run(
            line, cwd=tmp_path / "course", env=kept, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr

    return command


def test_the_round_from_the_bank_to_the_feedback(tmp_path, nbgrader):
    course = tmp_path / "course"
    assert main(["exercises", str(course), "--lesson", LESSON]) == 0
    nbgrader("generate_assignment", LESSON)
    nothing_is_given_away(course / "release")
    hand_in(course, "right", right_answer)
    hand_in(course, "wrong", lambda one, page: wrong_answer(one, page)[0])
    hand_in(course, "empty", lambda one, page: None)
    nbgrader("autograde", LESSON)
    nbgrader("generate_feedback", LESSON)
    nbgrader("export")
    with (course / "grades.csv").open(encoding="utf-8", newline="") as opened:
        grades = {row["student_id"]: row for row in csv.DictReader(opened)}
    assert {name: float(row["score"]) for name, row in grades.items()} == {
        "right": len(ASKED),
        "wrong": 0,
        "empty": 0,
    }
    assert {float(row["max_score"]) for row in grades.values()} == {len(ASKED)}
    the_feedback_teaches(course)


def nothing_is_given_away(folder):
    """No answer, feedback, reason or line of a hidden part is in what learners get."""
    assert [path.name for path in folder.rglob("*") if path.is_file()] == [f"{LESSON}.ipynb"]
    text = (folder / LESSON / f"{LESSON}.ipynb").read_text(encoding="utf-8")
    source = (folder.parent / "source" / LESSON / f"{LESSON}.ipynb").read_text(encoding="utf-8")
    assert "HIDDEN" in source
    assert "SOLUTION" in source
    assert not re.search('hidden|solution\\b(?!":)|right =|told|praise', text, re.IGNORECASE)
    released = flat("\n".join(cell["source"] for cell in joined(text)))
    for one in ASKED:
        hidden = [one.explanation, *(answer.feedback for answer in one.answers)]
        assert not [said for said in hidden if flat(said) in released]
    parts = [cell["source"] for cell in joined(source) if cell["cell_type"] == "code"]
    lines = [line for part in parts for line in re.split("### BEGIN .*", part)[1].splitlines()]
    assert len(lines) > 100
    long = [line.strip() for line in lines if len(line.strip()) > 12 and "### END" not in line]
    assert not [line for line in long if line in released]


def the_feedback_teaches(course):
    """Wrong: the thought that led there. Empty: how to write. All: the reason, and praise where it is due."""
    released = (course / "release" / LESSON / f"{LESSON}.ipynb").read_text(encoding="utf-8")
    asked = {cell["id"]: cell["source"] for cell in joined(released)}
    right, wrong, empty = (words(course / "feedback" / name / LESSON) for name in ("right", "wrong", "empty"))
    assert "AssertionError" not in right
    for one in ASKED:
        _, told = wrong_answer(one, asked[f"{one.id.lower()}-question"])
        assert f"AssertionError: {flat(told)}" in wrong, one.id
        assert f"AssertionError: {one.id}: write " in empty
        assert f"{last_told(one, asked[f'{one.id.lower()}-question'])} {flat(one.explanation)}" in right


def last_told(one, page):
    """Give the last feedback on a right answer, which the reason follows; lines are spoken of as shown."""
    right = [answer for answer in one.answers if answer.correct]
    if one.kind in ("ordering", "several_choices"):
        right = sorted(one.answers, key=lambda answer: letter_of(page, answer.text))
    return flat(right[-1].feedback)


def words(folder):
    """Give the words of a page of feedback."""
    page = (folder / f"{LESSON}.html").read_text(encoding="utf-8")
    return flat(html.unescape(re.sub("<[^>]+>", "", page)))


def joined(text):
    """Give the cells of a notebook, the source of each as one text."""
    return [cell | {"source": "".join(cell["source"])} for cell in json.loads(text)["cells"]]


def flat(text):
    return " ".join(text.split())
