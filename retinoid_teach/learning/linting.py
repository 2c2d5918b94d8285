"""Find what makes a question weak though its tables are sound, and say what would be right."""

from __future__ import annotations

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.arguments import the_catalog

from ._questions import objectives, questions
from .records import CITATION, Question

if TYPE_CHECKING:
    import pandas as pd

_STANDS_OUT = 1.5
"""A right answer is known by its length if it is so many times longer than any other, or shorter."""

_BEFORE = 40
"""A citation is of one of so many numbers before it: no sentence has more."""

_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\w.,])\d+(?:\.\d+)?")
_CITED = re.compile(r"\[(?P<row>[A-Za-z][A-Za-z0-9_-]*\d)\.(?P<column>[a-z][a-z0-9_]*)\]")
_SENTENCE_END = re.compile(r"(?<=[.?!:;])\s")
_MARKS = re.compile(r"(?P<mark>[*`])(?=\S)[^*`\n]{1,200}(?<=\S)(?P=mark)")
_ARTICLE = re.compile(r"\b(an?)\W*$", re.IGNORECASE)


_FORMS: dict[str, Callable[[str], bool]] = {
    "full stop": lambda text: text.endswith("."),
    "capital letter": lambda text: text[:1].islower(),
}


class Finding(NamedTuple):
    """A weakness: the id it is of, the rule that found it, what was found and what would be right."""

    question: str
    rule: str
    what: str
    right: str


def lint(*, catalog: Catalog | None = None) -> pd.DataFrame:
    """List what gives an answer away, and what a bank of questions lacks.

    Parameters
    ----------
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    DataFrame
        One row a finding: `question` (or objective), its id; `rule`, one of length, grammar, marks, stem,
        objective, number and unread; `what` was found; `right`, what would be right. Empty where nothing
        was found.

    Raises
    ------
    DataError
        If the tables of questions contradict themselves; with every fault.

    Notes
    -----
    Source rows: `objectives`, `questions`, `answers`, and every row that they name.

    Examples
    --------
    >>> len(lint())
    0
    """
    import pandas as pd

    catalog = the_catalog(catalog)
    return pd.DataFrame(list(findings(catalog)), columns=list(Finding._fields))


def findings(catalog: Catalog) -> Iterator[Finding]:
    """Yield every finding of `lint`, question by question, then those of the whole bank."""
    asked = questions(catalog=catalog)
    for one in asked:
        if one.kind == "one_choice" and one.right is not None:
            yield from _by_length(one)
            yield from _by_grammar(one)
        yield from _by_marks(one)
        yield from _by_number(one, catalog)
        yield from _by_reading(one, catalog)
    yield from _by_stem(asked)
    yield from _by_objective(asked, catalog)


def _by_length(one: Question) -> Iterator[Finding]:
    right = len(one.right_text)
    wrong = [len(answer.text) for answer in one.answers if not answer.correct]
    if right > _STANDS_OUT * max(wrong):
        said = f"the right answer has {right} characters, the longest wrong one {max(wrong)}"
        yield Finding(one.id, "length", said, "a wrong answer about as long as the right one")
    if right * _STANDS_OUT < min(wrong):
        said = f"the right answer has {right} characters, the shortest wrong one {min(wrong)}"
        yield Finding(one.id, "length", said, "a wrong answer about as short as the right one")


def _by_grammar(one: Question) -> Iterator[Finding]:
    wrong = [answer.text for answer in one.answers if not answer.correct]
    article = _ARTICLE.search(one.stem)
    if article and not any(_follows(article[1], text) for text in wrong):
        said = f"only the right answer can follow {article[1]!r}"
        yield Finding(
            one.id, "grammar", said, "a stem that does not end in an article, or answers that fit it"
        )
    for name, form in _FORMS.items():
        others = {form(text) for text in wrong}
        if len(wrong) > 1 and len(others) == 1 and form(one.right_text) not in others:
            yield Finding(
                one.id, "grammar", f"the right answer alone differs in its {name}", f"one {name} for all"
            )


def _by_marks(one: Question) -> Iterator[Finding]:
    for found in filter(None, map(_MARKS.search, one.texts)):
        yield Finding(one.id, "marks", f"{found[0]}: a page shows the marks as they are", "“quotation marks”")


def _follows(article: str, text: str) -> bool:
    return (text[:1].lower() in "aeiou") == (article.lower() == "an")


def _by_number(one: Question, catalog: Catalog) -> Iterator[Finding]:
    for text in one.texts:
        for sentence in _SENTENCE_END.split(text):
            plain = CITATION.sub(lambda cited: " " * len(cited[0]), sentence)
            printed = _NUMBER.findall(plain)
            starts = [found.start() for found in _NUMBER.finditer(plain)]
            for cited in _CITED.finditer(sentence):
                value = catalog.row(cited["row"])[1].get(cited["column"])
                at = bisect(starts, cited.start())
                before = printed[max(0, at - _BEFORE) : at]
                if (
                    isinstance(value, (int, float))
                    and before
                    and not any(_is(number, value) for number in before)
                ):
                    said = f"{before[-1]} {cited[0]}"
                    yield Finding(one.id, "number", said, f"{value:g}, as the row says")


def _is(printed: str, value: float) -> bool:
    decimals = len(printed.partition(".")[2])
    return abs(float(printed.replace(",", "")) - value) <= 0.5 * 10.0**-decimals + 1e-9


def _by_reading(one: Question, catalog: Catalog) -> Iterator[Finding]:
    for row in one.rows:
        if catalog.row(row)[1].get("basis") == "unread":
            yield Finding(one.id, "unread", f"it rests on {row}", "rows that were read")


def _by_stem(asked: tuple[Question, ...]) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for one in asked:
        words = " ".join(re.findall(r"\w+", CITATION.sub("", one.stem).casefold()))
        if words in first:
            yield Finding(one.id, "stem", f"the stem of {first[words]} again", "a stem of its own")
        first.setdefault(words, one.id)


def _by_objective(asked: tuple[Question, ...], catalog: Catalog) -> Iterator[Finding]:
    checks: defaultdict[str, int] = defaultdict(int)
    for one in asked:
        checks[one.objective_id] += one.role == "check"
    for objective in objectives(catalog=catalog):
        if not checks[objective.id]:
            yield Finding(objective.id, "objective", "no check tests it", "a question with the role check")
