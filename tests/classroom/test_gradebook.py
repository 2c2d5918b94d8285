"""The files for a gradebook: what they say, that they are read back, and that no name becomes a formula."""

from __future__ import annotations

import csv
import io

import pandas as pd
import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from retinoid_teach import learning
from retinoid_teach.classroom import class_questions_csv, class_summary, gradebook_csv
from retinoid_teach.cli._class_text import lines
from retinoid_teach.learning import History
from retinoid_teach.learning.spreadsheets import plain, restored
from tests.classroom.classes import CHOICES, answer, learner, thirty_learners

LESSON = CHOICES[0].lesson
CHECKS = len(learning.questions(LESSON, role="check"))
ANSWERED = f"{LESSON} answered % of its checks"
RIGHT = f"{LESSON} right first % of those answered"


def read(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_columns_that_canvas_wants_come_first():
    """Its importer wants Student, ID, the SIS columns and Section before the first assignment."""
    head = gradebook_csv(class_summary({"Ana": learner(0, "+")})).splitlines()[0]
    assert head == (
        f"Student,ID,SIS User ID,SIS Login ID,Section,{LESSON} answered % of its checks,"
        f"{LESSON} right first % of those answered"
    )


def test_each_header_says_what_its_percent_is_of():
    rows = read(gradebook_csv(class_summary({"Ana": learner(0, "+-"), "Ben": History()})))
    ana, ben = rows
    here = [one.lesson == LESSON for one in CHOICES[:2]]
    assert float(ana[ANSWERED]) == round(100 * sum(here) / CHECKS, 1)
    assert float(ana[RIGHT]) == round(100 / sum(here), 1)
    assert [ana[name] for name in ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")] == [
        "Ana",
        "",
        "Ana",
        "Ana",
        "",
    ]
    assert (ben[ANSWERED], ben[RIGHT]) == ("-", "-")


@pytest.mark.parametrize("signs", ["+", "+-", "+-+", "-", "--+"])
def test_right_first_is_one_number_on_the_screen_and_in_the_file(signs):
    """The screen said 17 % and the file 7.7 %, under one name."""
    lesson = [one for one in CHOICES if one.lesson == LESSON]
    pairs = enumerate(zip(lesson, signs, strict=False))
    past = History(tuple(answer(one, sign == "+", at) for at, (one, sign) in pairs))
    summary = class_summary({"Ana": past})
    (row,) = read(gradebook_csv(summary))
    shown = next(line for line in lines(summary) if line.startswith("Ana "))
    assert f"{float(row[RIGHT]):.0f} %" in shown
    assert "their share of the checks answered" in "\n".join(lines(summary))


HOSTILE = [
    *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", '=cmd|" /C calc"!A0', "\tx", "\0x"),
    *(
        " =1",
        "\u00a0=1",
        "\u200b=1",
        "\ufeff=1",
        "\v=1",
        "\f+1",
        "\x1f@1",
        "\u2028-1",
        "﹦1",
        "﹢1",
        "\u00ad ＠1",
    ),
]


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_no_name_becomes_a_formula(name):
    (row,) = read(gradebook_csv(class_summary({name: learner(0, "+")})))
    assert {row[column] for column in ("Student", "SIS User ID", "SIS Login ID")} == {f"'{name}"}


def test_no_text_of_a_question_becomes_a_formula(catalog_with):
    catalog = catalog_with(stem="=HYPERLINK(1)")
    past = History((learning.PastAnswer(learner(0, "+").answers[0].time, "Q-77-01", 4.0, correct=True),))
    (row,) = read(class_questions_csv(class_summary({"Ana": past}, catalog=catalog)))
    assert row["stem"] == "'=HYPERLINK(1)"


def test_a_text_is_in_quotes_so_that_a_semicolon_begins_no_cell():
    text = gradebook_csv(class_summary({"Ana;=1+1": learner(0, "+")}))
    assert text.splitlines()[1].startswith('"Ana;=1+1","",')


@drawn(st.text() | st.text("'=+ \t"))
def test_a_text_comes_back_from_what_was_written_for_a_spreadsheet(text):
    assert restored(plain(text)) == text
    assert plain(text) in (text, f"'{text}")


@drawn(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), unique=True, max_size=5))
def test_names_come_back_as_they_are(names):
    text = gradebook_csv(class_summary({name: learner(0, "") for name in names}))
    back = [row["Student"] for row in read(text)]
    assert [name.removeprefix("'") if name not in names else name for name in back] == sorted(names)


def test_pandas_reads_both_with_a_byte_order_mark(tmp_path):
    summary = class_summary(thirty_learners())
    file = tmp_path / "grades.csv"
    file.write_text(gradebook_csv(summary), encoding="utf-8-sig", newline="\n")
    grades = pd.read_csv(file, na_values="-").set_index("Student")
    assert list(grades.index) == list(summary.learners.index)
    assert grades.filter(like=" % of ").stack().between(0, 100).all()
    file.write_text(class_questions_csv(summary), encoding="utf-8-sig", newline="\n")
    questions = pd.read_csv(file, index_col="question")
    assert list(questions.columns) == list(summary.questions.columns)
    pd.testing.assert_series_equal(
        questions["discrimination"], summary.questions["discrimination"].round(3), check_index_type=False
    )
    assert (questions["stem"] == summary.questions["stem"]).all()
