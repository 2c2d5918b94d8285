"""The answers of a lesson as Markdown: all of them, where they belong, and nothing that breaks the page."""

from __future__ import annotations

import re
from html import unescape

import pytest
from nbconvert.filters import markdown2html

from retinoid_teach import classroom, learning
from retinoid_teach.classroom import answer_key
from retinoid_teach.evidence import shipped
from retinoid_teach.learning.marking import foreseen
from retinoid_teach.learning.records import PARTED

LESSONS = list(dict.fromkeys(one.lesson for one in learning.questions()))
each_lesson = pytest.mark.parametrize("lesson", LESSONS)


def plain(text):
    """The text as a reader of the page sees it: marks and escapes taken away."""
    return re.sub(r"\\([^a-zA-Z0-9\s])", r"\1", text)


def spoken(text):
    return " ".join(text.split())


def block(key, question_id):
    """What stands between a question's id and the next question or objective."""
    return re.search(rf"^\*\*{question_id}\*\*.*?(?=^\*\*Q-|^### |\Z)", key, re.DOTALL | re.MULTILINE)[0]


@each_lesson
def test_each_question_stands_once_under_its_objective(lesson):
    parts = re.split(r"^### (O-\d\d-\d)", answer_key(lesson), flags=re.MULTILINE)[1:]
    found = {
        goal: re.findall(r"^\*\*(Q-\d\d-\d\d)\*\*", text, re.MULTILINE)
        for goal, text in zip(parts[::2], parts[1::2], strict=True)
    }
    goals = learning.objectives(lesson)
    assert list(found) == [goal.id for goal in goals]
    for goal in goals:
        asks = [one.id for one in learning.questions(lesson) if one.objective_id == goal.id]
        assert found[goal.id] == asks


@each_lesson
def test_a_question_has_its_stem_its_answer_every_feedback_its_reason_and_its_rows(lesson):
    key = answer_key(lesson)
    for one in learning.questions(lesson):
        text = plain(block(key, one.id))
        assert f"({one.role}). {spoken(one.stem)}" in text
        right = f"{one.right_text} {one.unit}".strip() if one.right is not None else "none; it is a forecast"
        assert f"- **Right:** {spoken(right)}" in text
        told = [a for a in foreseen(one) if a.feedback and (one.kind in PARTED or not a.correct)]
        assert all(spoken(answer.feedback) in text for answer in told)
        assert text.count("\n- ") == 1 + len(told) + bool(one.explanation) + bool(one.rows)
        assert spoken(one.explanation) in text
        assert not one.rows or f"- **Rows:** {', '.join(one.rows)}\n" in text


def test_where_a_question_is_used_is_said_only_if_it_is_known():
    key = answer_key("00_start_here", asked={"Q-00-01", "Q-00-02"})
    assert re.findall(r"^\*\*(Q-[\d-]+)\*\* \((.+?)\)", key, re.MULTILINE) == [
        ("Q-00-01", "prediction"),
        ("Q-00-02", "check in the lesson"),
        ("Q-00-03", "only in the bank and the review"),
        ("Q-00-04", "only in the bank and the review"),
    ]
    assert "bank" not in answer_key("00_start_here")


def test_a_number_says_how_near_is_near_enough():
    assert "- **Right:** 4 points (give or take 1)\n" in answer_key("01_acne_and_grading")


def test_no_source_is_written_out():
    text = "".join(answer_key(lesson) for lesson in LESSONS)
    titles = {row["citation"] for row in shipped().rows("sources")}
    assert [title for title in titles if title in text] == []


def test_only_the_lesson_on_choosing_has_the_cases():
    assert [one for one in LESSONS if "### The cases" in answer_key(one)] == ["09_choosing_treatment"]


def test_every_step_of_a_case_names_what_is_acceptable_and_what_is_not():
    text = plain(answer_key("09_choosing_treatment").partition("### The cases")[2])
    for case in learning.cases():
        assert f"**{case.id}: {case.title}** (type {case.acne_type}, {case.guideline}, {case.region})" in text
        assert case.story in text
        for step in case.steps:
            assert plain(step.explanation) in text
            assert f"- {spoken(step.text)}" in text
            for choice in step.choices:
                line = f"  - {spoken(choice.text)}. *{spoken(choice.heading)}.*"
                assert (line in text) == (choice.acceptable or step.kind != "grade")
                if choice.acceptable:
                    assert f"{line} {spoken(choice.feedback)}".rstrip() in text


def test_a_treatment_that_was_set_aside_names_the_rows_that_did_it():
    key = answer_key("09_choosing_treatment").partition("CASE-2")[2]
    aside = next(one for one in learning.case("CASE-2").steps[1].choices if not one.acceptable)
    assert "[SR002]" in aside.feedback
    assert "precaution for pregnancy" in aside.feedback
    (line,) = re.findall(rf"^  - {re.escape(aside.text)}\. (.+)$", key.partition("CASE-3")[0], re.MULTILINE)
    assert line == "*Not here: contraindicated (NICE NG198).* [NICE-01] [SR002] [SR046]"


HOSTILE = (
    "<img src=x onerror=alert(1)> *bold* _it_ `code` [link](x.html) ![p](q) ~~gone~~ $x$ &lt; |a|\n\n"
    "# Heading\n\n<!-- answers:end -->\n- item\n[GS011]: x.html"
)


def test_what_stands_in_the_data_stays_text(catalog_with):
    written = catalog_with(stem=HOSTILE, explanation=f"Because [GS011.lesion_score]. {HOSTILE}")
    key = answer_key("77_a_lesson", catalog=written)
    stem = block(key, "Q-77-01").splitlines()[0]
    assert plain(stem).endswith(spoken(HOSTILE))
    assert not re.search(r"(?<!\\)[<`~$&|]", key)
    assert not re.search(r"(?<!\\)\[(?!GS011\.lesion_score\]\.)", key)
    assert re.findall(r"^#.*", key, re.MULTILINE) == ["### O-77-1: Read a row"]
    assert "<!-- answers:end -->" not in key.splitlines()
    page = markdown2html(key).partition("</h3>")[2]
    assert not re.search(r"<(?:img|a|code|del|h1|!--)\b", page)
    assert unescape(page).count(spoken(HOSTILE)) == 2


@pytest.mark.parametrize(
    ("stem", "shown"),
    [
        ("1. one", "1\\. one"),
        ("1.89 steps", "1.89 steps"),
        ("# one", "\\# one"),
        ("- one", "\\- one"),
        ("12", "12"),
        ("a [GS011] b", "a [GS011] b"),
        ("a [GS011](b)", "a \\[GS011\\](b)"),
        ("a [b]", "a \\[b\\]"),
    ],
)
def test_a_line_does_not_begin_a_list_or_a_heading(catalog_with, stem, shown):
    key = answer_key("77_a_lesson", catalog=catalog_with(explanation=stem))
    assert f"- **Why:** {shown}\n" in key


@pytest.mark.parametrize("lesson", ["12_nothing", "", "01_acne_and_grades"])
def test_an_unknown_lesson_is_answered_in_words(lesson):
    with pytest.raises(ValueError, match=r"^lesson: .* is not known.*01_acne_and_grading"):
        answer_key(lesson)


def test_a_wrong_range_around_the_right_number_leaves_it_out(catalog_with) -> None:
    """The right number is looked for first, so a range for all low guesses may hold it."""
    answers = (
        {"id": "Q-77-01-a", "correct": True, "feedback": "You read the row."},
        {"id": "Q-77-01-b", "correct": False, "high": 19.0, "feedback": "You expected more."},
        {"id": "Q-77-01-c", "correct": False, "feedback": "Look at the row."},
    )
    key = answer_key("77_a_lesson", catalog=catalog_with(answers=answers))
    assert "*up to 19, but not 4:*" in key


def test_a_line_that_no_number_of_the_slider_meets_is_left_out() -> None:
    key = classroom.answer_key("05_comparator_drugs")
    assert "Think of the article's claim" not in key
    assert "*39 or more:*" in key
