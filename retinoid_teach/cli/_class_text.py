"""A class summary as plain text."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from retinoid_teach.classroom import ClassSummary

_WIDTH, _NAME = 80, 30
_LISTED = 10
_MISLEADS = "misleads"
_RIGHT = "Right first: right at the first try, and their share of the checks answered."
_LIMITS = (
    "Tried: questions of any kind; checks: those that are marked; steps: of cases. First answers only. "
    "Difficulty: the share that was right. Discrimination: 1 or 0 here against the share right elsewhere "
    "(item-rest correlation, 90 % interval). The limits are this course's own: “misleads” where the whole "
    "interval is below 0, from ten learners on who each answered three other checks; “hard” below a "
    "difficulty of 0.3, “easy” above 0.9. A question that has nothing to do with the others is called "
    "misleading by chance about once in twenty."
)


def lines(summary: ClassSummary) -> Iterator[str]:
    """Give a summary line by line, none wider than 80 columns."""
    if not len(summary.learners):
        yield "Nobody has handed anything in: there is no file of answers in this folder."
        return
    yield f"{'Learner':<{_NAME}} tried  checks  right first  steps  last answer"
    for name, row in zip(summary.learners.index, summary.learners.to_dict("records"), strict=True):
        yield _learner(_cut(str(name), _NAME), row)
    yield ""
    yield _RIGHT
    rows = summary.questions.reset_index().to_dict("records")
    judged = sorted((row for row in rows if row["role"] == "check"), key=_order)
    if judged:
        yield ""
        yield f"Questions, those that mislead and the hardest first ({len(judged)} checks were tried)"
        for row in judged[:_LISTED]:
            yield from _question(row)
        if len(judged) > _LISTED:
            yield f"{len(judged) - _LISTED} more: --questions FILE writes them all."
        yield ""
        yield from textwrap.wrap(_LIMITS, _WIDTH)


def _learner(name: str, row: Mapping[Any, Any]) -> str:
    share = f"{100 * row['share']:.0f} %" if row["checks"] else "-"
    last = "-" if row["last"] != row["last"] else f"{row['last']:%Y-%m-%d}"
    done = f"{row['tried']:>5}  {row['checks']:>6}  {row['right']:>5} {share:>5}  {row['steps']:>5}"
    return f"{name:<{_NAME}} {done}  {last}"


def _order(row: Mapping[Any, Any]) -> tuple[bool, bool, float, str]:
    """Put questions that mislead first, those that may next; all others by their difficulty."""
    misleads, may = row["word"] == _MISLEADS, row["discrimination"] < 0
    key = row["discrimination"] if may else row["difficulty"]
    return (not misleads, not may, 2.0 if math.isnan(key) else key, row["question"])


def _question(row: Mapping[Any, Any]) -> Iterator[str]:
    found, difficulty = row["discrimination"], row["difficulty"]
    number = "" if math.isnan(found) else f"{found:.2f} ({row['low']:.2f} to {row['high']:.2f})"
    said = "; ".join(part for part in (number, row["why"]) if part)
    shown = "not known" if math.isnan(difficulty) else f"{difficulty:.2f}"
    yield f"{row['question']}  {row['word']}: {row['right']} of {row['learners']} right, difficulty {shown}"
    yield from _indented(row["stem"])
    yield from _indented(f"Discrimination: {said}")
    if row["wrong"]:
        yield from _indented(f"Drew most: “{_short(row['wrong'])}”, {row['wrong_count']}")


def _indented(text: str) -> list[str]:
    return textwrap.wrap(
        textwrap.shorten(text, 2 * 70, placeholder=" …"),
        _WIDTH,
        initial_indent="    ",
        subsequent_indent="    ",
    )


def _short(text: str) -> str:
    return textwrap.shorten(text, 100, placeholder=" …")


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def printable(text: str) -> str:
    """A file may be named by anybody: what would steer the terminal is not printed."""
    return "".join(one if one.isprintable() else "�" for one in text)
