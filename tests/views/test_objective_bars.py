"""The bars of a learner's progress: as long as the numbers, and told apart without colour."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest

from retinoid_teach.views import objective_bars

COLUMNS = ["lesson", "objective", "questions", "answered", "right_last"]
COUNTS = pd.DataFrame(
    [["01", "Name a lesion", 4, 3, 2], ["01", "Score a face", 2, 0, 0], ["02", "Draw a receptor", 3, 0, 0]],
    columns=COLUMNS,
)


def parts(figure):
    return [(bar.get_x(), bar.get_width(), bar.get_hatch() or "") for bar in figure.axes.patches]


def test_each_part_is_as_long_as_its_number_and_looks_different():
    assert parts(objective_bars(COUNTS)) == [(0, 2, ""), (2, 1, "////"), (3, 1, ""), (0, 2, "")]
    filled, _, empty, _ = [bar.get_facecolor() for bar in objective_bars(COUNTS).axes.patches]
    assert sum(empty[:3]) - sum(filled[:3]) > 1.5


def test_words_beside_each_bar_and_a_key():
    words = [text.get_text() for text in objective_bars(COUNTS).axes.texts]
    assert [one for one in words if one.endswith(" right")] == ["2 of 4 right", "0 of 2 right"]
    assert "hatched: answered" in words[0].replace("\n", " ")


def test_a_lesson_that_was_not_begun_is_left_out():
    assert "Draw a receptor" not in objective_bars(COUNTS).alt_text
    assert "Score a face, 0 of 2 (0 answered)" in objective_bars(COUNTS).alt_text


def test_the_lesson_to_open_stands_once_above_its_objectives():
    both = COUNTS.assign(lesson=["01_acne", "01_acne", "02_family"], answered=[3, 0, 1])
    words = [text.get_text() for text in objective_bars(both).axes.texts]
    heads = [place for place, one in enumerate(words) if one.startswith("Lesson")]
    assert [words[place] for place in heads] == ["Lesson 01", "Lesson 02"]
    assert words.index("Name a lesion") - 1 == heads[0]
    assert words.index("Draw a receptor") - 1 == heads[1]


def test_of_many_objectives_the_alt_text_says_the_sums():
    many = pd.concat([COUNTS.iloc[:1]] * 12)
    assert objective_bars(many).alt_text.endswith("24 of 48 questions of 12 objectives (36 answered).")


def test_nothing_to_draw_is_said():
    with pytest.raises(ValueError, match="nothing to draw"):
        objective_bars(COUNTS.assign(answered=0))


@pytest.mark.parametrize("count", [1, 45])
def test_no_text_leaves_the_paper_or_lies_on_another(count):
    long = "Explain why two sources that measure the same thing can differ, and say which of them to trust"
    rows = [["01", f"{long} {at}", 5, 2, 1] for at in range(count)]
    axes = objective_bars(pd.DataFrame(rows, columns=COLUMNS)).axes
    figure = axes.get_figure(root=True)
    boxes = [text.get_window_extent() for text in [*figure.texts, *axes.texts]]
    for box in boxes:
        assert box.x0 >= 0
        assert box.x1 <= figure.bbox.x1
        assert box.y0 >= 0
        assert box.y1 <= figure.bbox.y1
    apart = sorted(boxes, key=lambda box: box.y0)
    assert all(low.y1 <= high.y0 + 1 for low, high in pairwise(apart))
