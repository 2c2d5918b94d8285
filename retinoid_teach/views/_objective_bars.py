"""What a learner has answered, as a bar for each objective."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from ._drawing import INKS, SIZE, SMALL, chart
from ._figure import FAINT, INK, PAPER, Figure
from ._own_look import own_look

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_TITLE = "Your answers by objective"
_LETTERS, _LINE, _BAR, _GAP, _HEAD, _UP = 58, 0.19, 0.2, 0.2, 0.27, 0.12
_NAMED_IN_ALT_TEXT = 8
_KEY = "filled: right at the last try; hatched: answered, but not right at the last try; empty: not answered"


def objective_bars(counts: pd.DataFrame) -> Figure:
    """Draw one bar for each objective of the lessons that were begun.

    Parameters
    ----------
    counts : DataFrame
        As from `retinoid_teach.learning.by_objective`: `lesson`, `objective`, `questions`, `answered`,
        `right_last`.

    Returns
    -------
    Figure
        Each bar is as long as its objective has questions: filled where the last answer was right, hatched
        where it was not, empty where there is none. The numbers stand beside it, the lesson above its bars.

    Raises
    ------
    ValueError
        If no question was answered: there is nothing to draw.

    Examples
    --------
    >>> import pandas as pd
    >>> counts = pd.DataFrame(
    ...     [["01", "Name a lesion", 4, 3, 2]],
    ...     columns=["lesson", "objective", "questions", "answered", "right_last"],
    ... )
    >>> objective_bars(counts).alt_text
    'Your answers by objective, right at the last try: Name a lesion, 2 of 4 (3 answered).'
    """
    begun = counts[counts["lesson"].isin(counts.loc[counts["answered"] > 0, "lesson"])]
    if begun.empty:
        raise ValueError("counts: no question was answered, so there is nothing to draw.")
    return Figure(_draw(begun), f"{_TITLE}, right at the last try: {_numbers(begun)}.")


def _numbers(begun: pd.DataFrame) -> str:
    """Say each objective's numbers, or of many objectives the sums: the numbers stand in a table too."""
    if len(begun) > _NAMED_IN_ALT_TEXT:
        right, questions, answered = (begun[name].sum() for name in ("right_last", "questions", "answered"))
        return f"{right} of {questions} questions of {len(begun)} objectives ({answered} answered)"
    return "; ".join(
        f"{one['objective']}, {one['right_last']} of {one['questions']} ({one['answered']} answered)"
        for one in begun.to_dict("records")
    )


@own_look()
def _draw(begun: pd.DataFrame) -> Axes:
    texts = [textwrap.wrap(text, _LETTERS) or [""] for text in begun["objective"]]
    key = textwrap.wrap(_KEY, _LETTERS)
    height = sum(len(lines) * _LINE + _BAR + _GAP for lines in texts) + len(key) * _LINE + 0.1 - _UP
    height += begun["lesson"].nunique() * _HEAD
    axes = chart(_TITLE, height, right=0.1, left=0.12, bottom=0.1)
    longest = int(begun["questions"].max())
    axes.set(xlim=(0, longest / 0.78), ylim=(height, 0))
    axes.set_axis_off()
    axes.text(0, -_UP, "\n".join(key), va="top", color=FAINT, size=SMALL, linespacing=1.2)
    at, lesson = len(key) * _LINE + 0.1 - _UP, None
    for lines, one in zip(texts, begun.to_dict("records"), strict=True):
        if one["lesson"] != lesson:
            lesson = one["lesson"]
            axes.text(0, at, f"Lesson {lesson[:2]}", va="top", color=INK, size=SIZE, weight="bold")
            at += _HEAD
        axes.text(0, at, "\n".join(lines), va="top", color=INK, size=SIZE, linespacing=1.15)
        at += len(lines) * _LINE + _BAR / 2
        _bar(axes, at, one["right_last"], one["answered"], one["questions"])
        words = f"{one['right_last']} of {one['questions']} right"
        axes.text(one["questions"] + longest * 0.02, at, words, va="center", color=INK, size=SMALL)
        at += _BAR / 2 + _GAP
    return axes


def _bar(axes: Axes, at: float, right: int, answered: int, questions: int) -> None:
    """Draw the three parts of a bar, apart by filling and hatching and not by colour alone."""
    parts = ((0, right, INKS[0], ""), (right, answered, PAPER, "////"), (answered, questions, PAPER, ""))
    for start, end, colour, hatch in parts:
        if end > start:
            axes.barh(
                at, end - start, left=start, height=_BAR * 0.8, facecolor=colour, edgecolor=INKS[0],
                hatch=hatch, linewidth=1,
            )  # fmt: skip
