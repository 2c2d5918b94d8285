"""The files for a gradebook: what they say, that they are read back, and that no name becomes a formula."""

from __future__ import annotations

import csv
import io

import pandas as pd
import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from retinoid_teach import learning
from retinoid_teach.learning import History, class_questions_csv, class_summary, gradebook_csv
from tests.learning.classes import CHOICES, learner, thirty_learners

LESSON = CHOICES[0].lesson
CHECKS = len(learning.questions(LESSON, role="check"))


def read(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_columns_that_canvas_wants_come_first():
    """Its importer wants Student, ID, the SIS columns and Section before the first assignment."""
    head = gradebook_csv(class_summary({"Ana": learner(0, "+")})).splitlines()[0]
    assert head == (f"Student,ID,SIS User ID,SIS Login ID,Section,{LESSON} answered %,{LESSON} right first %")


def test_percents_are_of_all_checks_of_the_lesson():
    rows = read(gradebook_csv(class_summary({"Ana": learner(0, "+-"), "Ben": History()})))
    ana, ben = rows
    here = [one.lesson == LESSON for one in CHOICES[:2]]
    assert float(ana[f"{LESSON} answered %"]) == round(100 * sum(here) / CHECKS, 1)
    assert float(ana[f"{LESSON} right first %"]) == round(100 / CHECKS, 1)
    assert [ana[name] for name in ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")] == [
        "Ana",
        "",
        "Ana",
        "Ana",
        "",
    ]
    assert (ben[f"{LESSON} answered %"], ben[f"{LESSON} right first %"]) == ("-", "-")


HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", '=cmd|" /C calc"!A0']


@pytest.mark.parametrize("name", HOSTILE, ids=repr)
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
    assert grades.filter(like=" %").stack().between(0, 100).all()
    file.write_text(class_questions_csv(summary), encoding="utf-8-sig", newline="\n")
    questions = pd.read_csv(file, index_col="question")
    assert list(questions.columns) == list(summary.questions.columns)
    pd.testing.assert_series_equal(
        questions["discrimination"], summary.questions["discrimination"].round(3), check_index_type=False
    )
    assert (questions["stem"] == summary.questions["stem"]).all()
