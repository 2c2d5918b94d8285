"""The code in the cells of a graded question: the form of an answer, the right one, and the test of it.

Text of the data comes into code as Python literals only. The tests need nothing but what stands in their own
cell, and mark as ``marking.py`` does; a test compares the two.
"""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import sha256
from itertools import count
from string import ascii_lowercase
from textwrap import TextWrapper

from retinoid_teach.learning import Answer, Question
from retinoid_teach.learning.marking import SLACK
from retinoid_teach.learning.parts import partners, right_parts
from retinoid_teach.learning.records import PARTED

_MARKER = re.compile(r"\b(BEGIN|END) |(?<=AUTO)(TEST)")
"""What nbgrader looks for in a line: the space in ``BEGIN SOLUTION``, and ``AUTOTEST``."""

_FORMS = {
    "one_choice": (
        "len(given) == 1 and given[0] in letters",
        "write one letter in straight quotation marks, such as {example}",
    ),
    "several_choices": (
        "0 < len(given) == len(set(given)) and set(given) <= set(letters)",
        "write one letter or more, each once, in straight quotation marks, such as {example}",
    ),
    "ordering": (
        "sorted(given) == sorted(letters)",
        "write every letter once, in straight quotation marks, such as {example}",
    ),
    "match": (
        "len(given) == lines and set(given) <= set(letters)",
        "write one letter for each line, in their order and in straight quotation marks, such as {example}",
    ),
    "number": (
        "isinstance(given, Real) and not isinstance(given, bool) and isfinite(given)",
        "write a number with a decimal point, without unit and without quotation marks, such as {example}",
    ),
}
"""Of each kind: what holds of an answer that can be marked, and how to write one."""

_WRONG = {
    "one_choice": "[letter for letter in given if letter != right]",
    "several_choices": "[letter for letter in told if (letter in given) != (letter in right)]",
    "ordering": "[letter for letter in told if given.index(letter) != right.index(letter)]",
    "match": "[line for line, mine, meant in zip(told, given, right) if mine != meant]",
}

_WIDTH = 84
"""Of a line of text in the code, so that it can be read where nothing wraps it."""


def shuffled(question: Question) -> Question:
    """Return the question with its lines in an order that is always the same and says nothing.

    An ordering is never shown in its own order.
    """
    if question.kind == "number":
        return question
    for turn in count():
        answers = tuple(sorted(question.answers, key=lambda answer: _chance(f"{turn} {answer.id}")))
        right = right_parts(question.kind, answers) if question.kind in PARTED else question.right
        if question.kind != "ordering" or right != " ".join(answer.id for answer in answers):
            break
    return replace(question, answers=answers, right=right)


def choices(question: Question) -> dict[str, Answer]:
    """Return what may be answered, by its letter; of a match, the first line of each partner."""
    offered = partners(question.answers) if question.kind == "match" else question.answers
    if len(offered) > len(ascii_lowercase):
        raise ValueError(f"{question.id}: {len(offered)} answers have no letters; at most 26 are allowed.")
    return dict(zip(ascii_lowercase, offered, strict=False))


def variable(question: Question) -> str:
    """Return the name that the answer is given to, such as ``answer_01_03``."""
    return "answer_" + re.sub(r"\W", "_", question.id.removeprefix("Q-"), flags=re.ASCII)


def written(question: Question, given: float | str) -> str:
    """Return an answer as Python code: a number, or letters with a space between."""
    if not isinstance(given, str):
        return repr(int(given) if given == int(given) else given)
    letters = {answer.id: letter for letter, answer in choices(question).items()}
    return repr(" ".join(letters[part] for part in given.split(" ")))


def how_to_write(question: Question) -> str:
    """Say in half a sentence how an answer is written."""
    return _FORMS[question.kind][1].format(example=_example(question))


def form_test(question: Question) -> str:
    """Return the code that looks at the form of an answer; it does not hold what is right."""
    holds, _ = _FORMS[question.kind]
    how = f"{question.id}: {how_to_write(question)}."
    said, name = _text(how), variable(question)
    slip = "a unit" if question.kind == "number" else "a letter without quotation marks, or in curly ones"
    nothing = _text(
        f"{how} {name} has no value: the cell of the answer was not run, or it stopped with an error, as at "
        f"{slip}."
    )
    if question.kind == "number":
        lines = ["from math import isfinite", "from numbers import Real", "", f"given = {name}"]
    else:
        lines = [
            f"letters = {literal(''.join(choices(question)))}",
            *([f"lines = {len(question.answers)}"] if question.kind == "match" else []),
            f"given = [letter for letter in str({name} or '').casefold() if letter not in ' ,;']",
        ]
    written_at_all = f"assert {literal(name)} in globals(), {nothing}"
    return "\n".join([written_at_all, *lines, f"well_formed = {holds}", f"assert well_formed, {said}"])


def answer_test(question: Question) -> str:
    """Return the code that marks an answer of the right form and says why."""
    marking = _number_test(question) if question.kind == "number" else _letters_test(question)
    return "\n".join(
        [
            "from textwrap import fill",
            "",
            f"why = {_text(question.explanation)}",
            *marking,
            "message = '\\n\\n'.join(fill(text, 96) for text in (*said, why))",
            "assert correct, message",
            "print(message)",
        ]
    )


def literal(value: object) -> str:
    """Return a value as Python code on one line, in which nbgrader finds no marker of its own."""
    return _MARKER.sub(lambda found: f"{found[1]}\\x20" if found[1] else "\\x54EST", repr(value))


def _text(text: str, indent: int = 0) -> str:
    """Return a text as a literal; a long one as several, each on a line of its own."""
    parts = TextWrapper(
        _WIDTH, expand_tabs=False, replace_whitespace=False, drop_whitespace=False, break_on_hyphens=False
    ).wrap(text)
    if len(parts) < 2:
        return literal(text)
    margin = "\n" + " " * indent
    return f"({''.join(f'{margin}    {literal(part)}' for part in parts)}{margin})"


def _letters_test(question: Question) -> list[str]:
    letters = {answer.id: letter for letter, answer in choices(question).items()}
    right = [letters[part] for part in str(question.right).split(" ")]
    told = [f"    {literal(mark)}: {_text(text, 4)}," for mark, text in _told(question).items()]
    spoken_of = "given" if question.kind == "one_choice" else "wrong or told"
    return [
        f"right = {literal(''.join(right))}",
        *("told = {", *told, "}"),
        f"wrong = {_WRONG[question.kind]}",
        "correct = not wrong",
        f"said = [told[one] for one in {spoken_of}]",
    ]


def _told(question: Question) -> dict[str, str]:
    """Return the feedback on each line, by its letter; of a match by its number."""
    if question.kind == "one_choice":
        return {letter: answer.feedback for letter, answer in choices(question).items()}
    marks = map(str, count(1)) if question.kind == "match" else iter(choices(question))
    return {
        mark: f"{answer.text}: {answer.feedback}"
        for mark, answer in zip(marks, question.answers, strict=False)
    }


def _number_test(question: Question) -> list[str]:
    assert isinstance(question.right, (int, float))
    within = question.tolerance + SLACK * max(1.0, abs(question.right))
    praise = next(answer.feedback for answer in question.answers if answer.correct)
    ranges = [
        f"    ({literal(answer.low)}, {literal(answer.high)}, {_text(answer.feedback, 4)}),"
        for answer in question.answers
        if not answer.correct
    ]
    return [
        f"right, within = {question.right!r}, {within!r}",
        f"praise = {_text(praise)}",
        *("told = [  # from, to, what is said", *ranges, "]"),
        "correct = abs(given - right) <= within",
        "fits = [",
        "    text",
        "    for low, high, text in told",
        "    if (low is None or given >= low) and (high is None or given <= high)",
        "]",
        "said = [praise] if correct else fits[:1]",
    ]


def _example(question: Question) -> str:
    """Return an answer that shows the form; an ordering is never right in the order shown."""
    if question.kind == "number":
        return "1.5"
    letters = list(choices(question))
    if question.kind == "one_choice":
        letters = letters[:1]
    elif question.kind == "several_choices":
        letters = letters[:2]
    elif question.kind == "match":
        letters = [letters[0]] * len(question.answers)
    return literal(" ".join(letters))


def _chance(text: str) -> bytes:
    return sha256(text.encode("utf-8")).digest()
