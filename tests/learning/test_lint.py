"""The lint of the bank: each rule finds its fault, says what would be right, and is silent on the course."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from retinoid_teach import learning
from retinoid_teach.cli import main
from retinoid_teach.evidence import open_data, shipped

CHOICES = (
    {"id": "Q-77-01-a", "text": "Four points", "correct": True, "feedback": "Yes: the row says so."},
    {"id": "Q-77-01-b", "text": "Five points", "correct": False, "feedback": "You counted from one."},
    {"id": "Q-77-01-c", "text": "Nine points", "correct": False, "feedback": "You added them all up."},
)


def choice(*, right="Four points", wrong=("Five points", "Nine points"), **columns):
    texts = (right, *wrong)
    answers = tuple(one | {"text": text} for one, text in zip(CHOICES, texts, strict=True))
    return {"kind": "one_choice", "answer_from": None, "answers": answers} | columns


def test_the_course_has_no_finding() -> None:
    assert learning.lint().to_dict("records") == []


def test_a_sound_question_has_no_finding(catalog_with) -> None:
    assert learning.lint(catalog=catalog_with()).empty
    assert learning.lint(catalog=catalog_with(**choice())).empty


@pytest.mark.parametrize(
    ("changes", "rule", "what", "right"),
    [
        (
            choice(right="Four points, as the row of the table says"),
            "length",
            "has 41 characters",
            "as long as",
        ),
        (choice(right="4"), "length", "has 1 characters", "as short as"),
        (
            choice(right="a nodule", wrong=("eczemas", "urticaria"), stem="It is a"),
            "grammar",
            "follow 'a'",
            "stem",
        ),
        (choice(right="Four points."), "grammar", "its full stop", "one full stop for all"),
        (choice(right="four points"), "grammar", "its capital letter", "one capital letter for all"),
        (
            {"explanation": "A nodule scores 5 [GS011.lesion_score]."},
            "number",
            "5 [GS011.lesion_score]",
            "4, as",
        ),
        ({"explanation": "It is *called* rare, 2 * 3."}, "marks", "*called*: a page", "“quotation"),
        ({"stem": "What does `rt.table` give?"}, "marks", "`rt.table`: a page", "“quotation"),
        ({"objective_id": "O-77-2"}, "objective", "no check tests it", "a question"),
    ],
)
def test_each_rule_finds_its_fault(catalog_with, changes, rule, what, right) -> None:
    (found,) = learning.lint(catalog=catalog_with(**changes)).to_dict("records")
    assert found["rule"] == rule
    assert what in found["what"]
    assert right in found["right"]
    assert found["question"] == ("O-77-1" if rule == "objective" else "Q-77-01")


@pytest.mark.parametrize(
    "text",
    [
        "It scores 4 [GS011.lesion_score].",
        "It scores from 1 to 4 [GS011.lesion_score] points.",
        "A nodule outweighs the rest [GS011.lesion_score].",
        "There are 9 of them. It scores most [GS011.lesion_score].",
    ],
)
def test_a_number_that_agrees_is_left_alone(catalog_with, text) -> None:
    assert learning.lint(catalog=catalog_with(explanation=text)).empty


def test_a_row_that_nobody_read_is_named(catalog_with) -> None:
    unread = next(row["id"] for row in shipped().rows("grading_schemes") if row["basis"] == "unread")
    (found,) = learning.lint(catalog=catalog_with(rows=f"GS011;{unread}")).to_dict("records")
    assert (found["rule"], found["what"]) == ("unread", f"it rests on {unread}")


@pytest.fixture
def bad_folder(tmp_path: Path) -> Path:
    """The shipped questions, with the stem of one repeated in another and an objective that nobody tests."""
    folder = tmp_path / "data"
    shutil.copytree(shipped().folder, folder)
    questions = folder / "questions" / "questions.csv"
    stems = [row["stem"] for row in shipped().rows("questions") if row["id"] in ("Q-01-07", "Q-01-12")]
    text = questions.read_text(encoding="utf-8")
    assert text.count(stems[1]) == 1
    quoted = stems[0].upper().replace(chr(34), chr(34) * 2)
    text = text.replace(stems[1], f'"{quoted}"')
    questions.write_text(text, encoding="utf-8", newline="\n")
    with (folder / "questions" / "objectives.csv").open("a", encoding="utf-8", newline="\n") as file:
        file.write("O-01-9,01_acne_and_grading,Draw a face\n")
    return folder


def test_a_repeated_stem_and_a_lonely_objective_are_found_in_a_folder(bad_folder) -> None:
    found = learning.lint(catalog=open_data(bad_folder))
    assert found[["question", "rule"]].to_numpy().tolist() == [["Q-01-12", "stem"], ["O-01-9", "objective"]]
    assert found["what"][0] == "the stem of Q-01-07 again"


def test_the_command_prints_each_finding_in_a_line(bad_folder, capsys) -> None:
    assert main(["check-data", str(bad_folder)]) == 0
    capsys.readouterr()
    assert main(["check-data", str(bad_folder), "--questions"]) == 1
    said = capsys.readouterr()
    assert said.out.splitlines()[1:] == [
        "Q-01-12, stem: the stem of Q-01-07 again; right would be a stem of its own.",
        "O-01-9, objective: no check tests it; right would be a question with the role check.",
    ]
    assert said.err == "2 findings.\n"


def test_the_command_says_when_it_finds_nothing(capsys) -> None:
    assert main(["check-data", str(shipped().folder), "--questions"]) == 0
    assert capsys.readouterr().out.endswith("No finding in the questions.\n")
