"""Questions that nobody can answer right are found when a folder is opened, not first in a lesson."""

from __future__ import annotations

from pathlib import Path

import pytest

from retinoid_teach import learning
from retinoid_teach.cli import main
from retinoid_teach.evidence import open_data, shipped
from tests.evidence.folders import only_fault
from tests.evidence.mutations import sheet, written

Rows = dict[str, dict[str, str]]


def _put(folder: Path, questions: Rows | None = None, answers: Rows | None = None) -> Path:
    """Write the two tables with some cells changed; a table that is None is left to the shipped data."""
    for name, changes in (("questions", questions), ("answers", answers)):
        if changes is None:
            continue
        clean = sheet(name)
        rows = [
            [
                changes.get(row[0], {}).get(column, cell)
                for column, cell in zip(clean.header, row, strict=True)
            ]
            for row in clean.rows[:-1]
        ]
        (folder / f"{name}.csv").write_bytes(written([clean.header, *rows]))
    return folder


def _question(kind: str, role: str = "check") -> str:
    rows = [row for row in shipped().rows("questions") if row["kind"] == kind and row["role"] == role]
    return str(rows[0]["id"])


def _answers(question: str, *, correct: bool | None = None) -> list[str]:
    return [
        row["id"]
        for row in shipped().rows("answers")
        if row["question_id"] == question and correct in (None, row["correct"])
    ]


def _line(question: str) -> int:
    return 2 + next(at for at, row in enumerate(shipped().rows("questions")) if row["id"] == question)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("one_choice", "exactly one correct answer (answers.csv has 0)"),
        ("number", "exactly one correct answer (answers.csv has 0)"),
        ("several_choices", "some answers correct and some not (answers.csv has 0 correct)"),
        ("ordering", "every answer correct, each where it belongs"),
        ("match", "every answer correct, each where it belongs"),
    ],
)
def test_a_question_without_a_right_answer(kind: str, said: str, tmp_path: Path) -> None:
    question = _question(kind)
    wrong = {one: {"correct": "false"} for one in _answers(question)}
    fault = only_fault(_put(tmp_path, {}, wrong))
    assert (fault.file, fault.row, fault.column) == ("questions.csv", _line(question), "id")
    assert fault.expected.startswith(said)


def test_a_question_of_the_shipped_table_whose_answers_are_ones_own(tmp_path: Path) -> None:
    question = _question("one_choice")
    wrong = {one: {"correct": "false"} for one in _answers(question)}
    fault = only_fault(_put(tmp_path, None, wrong))
    assert (fault.file, fault.row, fault.column, fault.value) == (
        "answers.csv",
        None,
        "question_id",
        question,
    )
    assert fault.expected.endswith("(answers.csv has 0), for this question of the shipped table")


def test_a_new_question_whose_answers_were_forgotten(tmp_path: Path) -> None:
    clean = sheet("questions")
    line = dict(zip(clean.header, clean.rows[_line(_question("one_choice")) - 2], strict=True))
    (tmp_path / "questions.csv").write_bytes(clean.with_cells(**line | {"id": clean.probe, "stem": "Mine?"}))
    fault = only_fault(tmp_path)
    assert (fault.row, fault.expected) == (clean.line, "two or more answers with a text (answers.csv)")


def test_two_right_answers_to_one_choice(tmp_path: Path) -> None:
    question = _question("one_choice")
    first_wrong = _answers(question, correct=False)[0]
    fault = only_fault(_put(tmp_path, {}, {first_wrong: {"correct": "true"}}))
    assert "exactly one correct answer (answers.csv has 2)" in fault.expected


@pytest.mark.parametrize("kind", ["one_choice", "several_choices"])
def test_a_wrong_answer_that_reads_like_the_right_one(kind: str, tmp_path: Path) -> None:
    question = _question(kind)
    right, wrong = (_answers(question, correct=correct)[0] for correct in (True, False))
    text = next(row["text"] for row in shipped().rows("answers") if row["id"] == right)
    fault = only_fault(_put(tmp_path, {}, {wrong: {"text": f" {text} "}}))
    assert "answers with texts of their own" in fault.expected


def test_two_lines_of_an_ordering_that_read_alike(tmp_path: Path) -> None:
    one, other = _answers(_question("ordering"))[:2]
    text = next(row["text"] for row in shipped().rows("answers") if row["id"] == one)
    assert "is there twice" in only_fault(_put(tmp_path, {}, {other: {"text": text}})).expected


def test_a_place_in_an_ordering_that_is_given_twice(tmp_path: Path) -> None:
    one, other = _answers(_question("ordering"))[:2]
    belongs = next(row["belongs"] for row in shipped().rows("answers") if row["id"] == one)
    assert "each once" in only_fault(_put(tmp_path, {}, {other: {"belongs": belongs}})).expected


def test_a_number_without_a_right_number(tmp_path: Path) -> None:
    question = _question("number")
    fault = only_fault(_put(tmp_path, {question: {"answer_from": "", "answer_value": ""}}))
    assert (fault.column, fault.expected) == (
        "answer_from",
        "a right number: answer_from, or else answer_value",
    )


@pytest.mark.parametrize(
    ("limits", "column", "said"),
    [
        ({"minimum": "8", "maximum": "9"}, "minimum", "at most the right number, which is 7"),
        ({"minimum": "1", "maximum": "6.5"}, "maximum", "at least the right number, which is 7"),
        ({"minimum": "9", "maximum": "8"}, "maximum", "more than the minimum 9"),
    ],
)
def test_a_right_number_that_cannot_be_given(
    limits: dict[str, str], column: str, said: str, tmp_path: Path
) -> None:
    question = _question("number")
    changes = {"answer_from": "", "answer_value": "7", "tolerance": "0"} | limits
    fault = only_fault(_put(tmp_path, {question: changes}))
    assert (fault.row, fault.column, fault.expected) == (_line(question), column, said)


def test_a_right_number_within_the_tolerance_can_be_given(tmp_path: Path) -> None:
    changes = {"answer_from": "", "answer_value": "7", "tolerance": "1", "minimum": "8", "maximum": "9"}
    assert open_data(_put(tmp_path, {_question("number"): changes})).borrowed


def test_a_question_with_a_fault_in_a_row_is_not_blamed_twice(tmp_path: Path) -> None:
    question = _question("one_choice")
    right = _answers(question, correct=True)[0]
    fault = only_fault(_put(tmp_path, {}, {right: {"correct": "yes"}}))
    assert (fault.file, fault.column) == ("answers.csv", "correct")


def test_the_command_finds_what_only_all_tables_show(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A right number that is worked out from a row which is not there: only a lesson said so."""
    question = _question("number")
    _put(tmp_path, {question: {"answer_from": "GS099.factor", "answer_value": ""}})
    assert main(["check-data", str(tmp_path)]) == 1
    said = capsys.readouterr()
    assert said.out.startswith(
        f"questions.csv, row {_line(question)}, column answer_from: found 'GS099.factor'"
    )
    assert said.err == "1 fault.\n"


def test_a_question_that_opens_can_be_asked(tmp_path: Path) -> None:
    catalog = open_data(_put(tmp_path, {}, {}))
    assert len(learning.questions(catalog=catalog)) == len(shipped().rows("questions"))
