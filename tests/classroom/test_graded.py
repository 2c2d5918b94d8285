"""Graded notebooks: their form, and that they mark and say what `mark` does, whatever the text."""

from __future__ import annotations

import ast
import contextlib
import io
import re
from collections import Counter
from dataclasses import replace
from itertools import combinations, permutations, product

import nbformat
import pytest

from retinoid_teach import learning
from retinoid_teach.classroom import graded_notebook
from retinoid_teach.classroom._graded_code import (
    answer_test,
    choices,
    form_test,
    literal,
    shuffled,
    variable,
    written,
)
from retinoid_teach.learning import mark
from retinoid_teach.learning.parts import partners
from tests.learning.test_parts import LINES, asked

CHECKS = learning.questions(role="check")
LESSONS = list(dict.fromkeys(one.lesson for one in CHECKS))
HOSTILE = (
    "'); import os; os.abort()  # \"\"\" ''' \\' {why} \\N{DASH} %s {{x}} \u2028\r\n"
    "### END HIDDEN TESTS\n### BEGIN SOLUTION\nAUTOTEST ### END SOLUTION END MARK SCHEME "
    "<img src=x onerror=alert(1)> [a](javascript:alert(1)) $x$ `code`"
)


def of(one):
    return one.id


def answers(one):
    """Give every answer that a question can have; of a number those around each of its borders."""
    ids = [answer.id for answer in one.answers]
    if one.kind == "one_choice":
        return ids
    if one.kind == "several_choices":
        return [" ".join(some) for size in range(1, len(ids) + 1) for some in combinations(ids[::-1], size)]
    if one.kind == "ordering":
        return [" ".join(order) for order in permutations(ids)]
    if one.kind == "match":
        offered = [partner.id for partner in partners(one.answers)]
        return [" ".join(chosen) for chosen in product(offered, repeat=len(ids))]
    borders = {one.right - one.tolerance, one.right + one.tolerance, one.minimum, one.maximum, 0, -3, 1e9}
    borders |= {border for answer in one.answers for border in (answer.low, answer.high)}
    steps = (0, 1e-10, -1e-10, 1e-6, -1e-6, 0.5, -0.5, 1, -1)
    return [border + step for border in borders - {None} for step in steps]


def as_asked(one, other, given):
    """Say an answer to `other`, the question with its lines in another order, as an answer to `one`."""
    if one.kind != "match":
        return given
    words = {answer.id: answer.belongs for answer in other.answers}
    chosen = {answer.id: words[part] for answer, part in zip(other.answers, given.split(" "), strict=True)}
    first = {partner.belongs: partner.id for partner in partners(one.answers)}
    return " ".join(first[chosen[answer.id]] for answer in one.answers)


def graded(one, value, code=None):
    """Run a test cell as nbgrader does; give whether it passed and what it said."""
    said = io.StringIO()
    code = code or compile(f"{form_test(one)}\n{answer_test(one)}", one.id, "exec")
    try:
        with contextlib.redirect_stdout(said):
            exec(code, {variable(one): value})
    except AssertionError as error:
        return False, str(error)
    return True, said.getvalue()


def flat(text):
    return " ".join(text.split())


@pytest.mark.parametrize("one", CHECKS, ids=of)
def test_it_marks_every_answer_as_mark_does_and_says_the_same(one):
    other = shuffled(one)
    code = compile(f"{form_test(other)}\n{answer_test(other)}", one.id, "exec")
    for given in answers(other):
        meant = mark(other, given)
        correct, said = graded(other, ast.literal_eval(written(other, given)), code)
        assert correct == meant.correct == mark(one, as_asked(one, other, given)).correct, given
        assert flat(said) == flat(f"{meant.feedback} {one.explanation}"), given
        assert {part.id for part in meant.parts} == {
            part.id for part in mark(one, as_asked(one, other, given)).parts
        }


@pytest.mark.parametrize("one", CHECKS, ids=of)
def test_what_has_not_the_form_of_an_answer_is_told_how_to_write_it(one):
    other = shuffled(one)
    for value in (None, "", "?", "a and b", [], True, float("nan"), float("inf"), ...):
        correct, said = graded(other, value, form_test(other))
        assert not correct
        assert flat(said).startswith(f"{one.id}: write ")


SLIPS = {
    "number": ["{name} = {right} points", "{name} = ten", "", "{name} = “{right}”"],
    "letters": ["{name} = b", "{name} = “b”", "{name} = 'b", "{name} = b c"],
}


@pytest.mark.parametrize("kind", ["number", "one_choice", *LINES])
def test_an_answer_cell_that_stopped_is_answered_in_words(catalog_with, kind):
    """A letter without quotes, or in curly ones, ended in a NameError that names no question."""
    if kind == "number":
        (one,) = learning.questions(catalog=catalog_with())
    elif kind == "one_choice":
        one = shuffled(next(one for one in CHECKS if one.kind == kind))
    else:
        one = shuffled(asked(catalog_with, kind))
    for slip in SLIPS["number" if kind == "number" else "letters"]:
        kernel = {}
        with contextlib.suppress(NameError, SyntaxError):
            exec(slip.format(name=variable(one), right=one.right), kernel)
        with pytest.raises(AssertionError) as told:
            exec(f"{form_test(one)}\n{answer_test(one)}", kernel)
        said = flat(str(told.value))
        assert said.startswith(f"{one.id}: write ")
        assert f"{variable(one)} has no value" in said
        assert ("a unit" if kind == "number" else "in curly ones") in said


def test_letters_may_be_written_in_several_ways_and_a_number_as_any_number(catalog_with):
    several = shuffled(asked(catalog_with, "several_choices"))
    letters = ast.literal_eval(written(several, several.right)).split()
    assert len(letters) == 2
    for text in ("".join(letters), ", ".join(letters).upper(), f" {letters[1]};{letters[0]} "):
        assert graded(several, text)[0]
    (number,) = learning.questions(catalog=catalog_with())
    import numpy as np

    for value in (4, 4.0, np.int64(4), np.float32(4)):
        assert graded(number, value)[0]


@pytest.mark.parametrize("one", CHECKS, ids=of)
def test_the_test_needs_nothing_but_itself(one):
    tree = ast.parse(f"{form_test(shuffled(one))}\n{answer_test(shuffled(one))}")
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert imported <= {"math", "numbers", "textwrap"}
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Import)]


@pytest.mark.parametrize("one", CHECKS, ids=of)
def test_the_look_at_the_form_does_not_depend_on_what_is_right(one):
    """What a learner sees is the same whichever answer were the right one."""
    other = shuffled(one)
    changed = replace(
        other,
        right=0.0,
        tolerance=9.0,
        explanation="",
        answers=tuple(replace(answer, correct=not answer.correct, feedback="") for answer in other.answers),
    )
    assert form_test(changed) == form_test(other)


def test_letters_tell_nothing():
    chosen = [shuffled(one) for one in CHECKS if one.kind == "one_choice"]
    counted = Counter(ast.literal_eval(written(one, one.right)) for one in chosen)
    assert min(counted[letter] for letter in "abcd") > len(chosen) * 0.15, counted
    for one in CHECKS:
        if one.kind == "ordering":
            other = shuffled(one)
            assert ast.literal_eval(written(other, other.right)) != " ".join(choices(other))


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_notebook_has_three_cells_for_each_check_with_lasting_names(lesson):
    notebook = graded_notebook(lesson)
    nbformat.validate(notebook)
    checks = learning.questions(lesson, role="check")
    expected = [f"{one.id.lower()}-{part}" for one in checks for part in ("question", "answer", "test")]
    assert [cell.id for cell in notebook.cells] == ["head", *expected]
    assert all(cell.metadata.nbgrader.grade_id == cell.id for cell in notebook.cells)
    points = [cell.metadata.nbgrader.points for cell in notebook.cells if cell.metadata.nbgrader.grade]
    assert points == [1] * len(checks)
    assert "practice, not an exam" in notebook.cells[0].source
    assert nbformat.writes(notebook) == nbformat.writes(graded_notebook(lesson))


@pytest.mark.parametrize("lesson", LESSONS)
def test_nbgrader_takes_the_notebook_and_clears_every_answer_out_of_it(lesson):
    released = cleared(graded_notebook(lesson))
    text = nbformat.writes(released)
    assert not re.search("HIDDEN|SOLUTION", text)
    flat_text = flat("\n".join(cell.source for cell in released.cells))
    for one in learning.questions(lesson, role="check"):
        assert flat(one.explanation) not in flat_text
        assert not [answer.id for answer in one.answers if flat(answer.feedback) in flat_text]
        assert f"{variable(one)} = None" in text
        assert text.count(f"{variable(one)} = ") == 1


@pytest.mark.parametrize("kind", ["number", "one_choice", *LINES])
def test_hostile_text_stays_text(catalog_with, kind):
    columns = {"stem": HOSTILE, "explanation": HOSTILE, "unit": HOSTILE}
    if kind != "number":
        lines = LINES.get(kind) or [line | {"correct": not at} for at, line in enumerate(LINES["match"])]
        if kind == "one_choice":
            lines = [line | {"belongs": None} for line in lines]
        hostile = [line | {"text": f"{at} {HOSTILE}", "feedback": HOSTILE} for at, line in enumerate(lines)]
        columns |= {"kind": kind, "answer_from": None, "answers": tuple(hostile)}
    catalog = catalog_with(**columns)
    (one,) = map(shuffled, learning.questions(catalog=catalog))
    correct, said = graded(one, ast.literal_eval(written(one, one.right)))
    assert correct
    assert flat(said) == flat(f"{mark(one, one.right).feedback} {HOSTILE}")
    released = cleared(graded_notebook("77_a_lesson", catalog=catalog))
    question, answer, test = (cell.source for cell in released.cells[1:])
    assert test.endswith(form_test(one))
    assert answer.splitlines()[1:3] == ["answer_77_01 = None", "# YOUR CODE HERE"]
    page = rendered(question)
    assert "<img" not in page
    assert "<code" not in page
    assert not re.search(r"href\s*=\s*.javascript", page)
    assert "### END HIDDEN TESTS" in flat(re.sub(r"&#32;", " ", question))


def test_a_literal_is_the_same_value_and_no_marker():
    written_down = literal(HOSTILE)
    assert ast.literal_eval(written_down) == HOSTILE
    assert "\n" not in written_down
    assert not re.search(r"(BEGIN|END) (HIDDEN|SOLUTION|MARK)|AUTOTEST", written_down)


def test_a_lesson_that_cannot_be_graded_is_refused(catalog_with):
    with pytest.raises(ValueError, match="did you mean '01_acne_and_grading'"):
        graded_notebook("01_acne_and_gradin")
    prediction = catalog_with(role="prediction", minimum=0.0, maximum=9.0)
    with pytest.raises(ValueError, match="'77_a_lesson' has no check"):
        graded_notebook("77_a_lesson", catalog=prediction)


def test_more_answers_than_letters_are_refused(catalog_with):
    lines = tuple(
        LINES["several_choices"][number % 2] | {"id": f"Q-77-01-{'a' * (number + 1)}"} for number in range(27)
    )
    catalog = catalog_with(kind="several_choices", answer_from=None, answers=lines)
    with pytest.raises(ValueError, match="Q-77-01: 27 answers have no letters"):
        graded_notebook("77_a_lesson", catalog=catalog)


def cleared(notebook):
    """Give what nbgrader's own parts make of a source notebook, after a look at its metadata."""
    from nbgrader import preprocessors

    for name in ("LockCells", "ClearSolutions", "CheckCellMetadata", "ClearHiddenTests", "CheckCellMetadata"):
        notebook, _ = getattr(preprocessors, name)().preprocess(notebook, {})
    return notebook


def rendered(markdown):
    from nbconvert.filters import markdown2html

    return markdown2html(markdown)
