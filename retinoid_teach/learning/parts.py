"""Questions with a part for each line: several choices, an ordering, a match. Ids, a space between.

Several choices: the ids that were chosen, in any order. An ordering: every id, the first first. A match: for
each line as shown the id of the first line that has the partner chosen, so that lines may share a partner.
"""

from __future__ import annotations

from collections.abc import Sequence

from .records import Answer, Question


def right_parts(kind: str, answers: Sequence[Answer]) -> str:
    """Return the right answer as ids with a space between; empty where nothing is right."""
    if kind == "several_choices":
        return " ".join(answer.id for answer in answers if answer.correct)
    if kind == "ordering":
        return " ".join(answer.id for answer in sorted(answers, key=_place))
    first = {partner.belongs: partner.id for partner in partners(answers)}
    return " ".join(first[answer.belongs] for answer in answers)


def right_words(kind: str, answers: Sequence[Answer]) -> str:
    """Return the right answer as a reader would say it."""
    if kind == "several_choices":
        return "; ".join(answer.text for answer in answers if answer.correct)
    if kind == "ordering":
        return "; ".join(answer.text for answer in sorted(answers, key=_place))
    return "; ".join(f"{answer.text}: {answer.belongs}" for answer in answers)


def partners(answers: Sequence[Answer]) -> tuple[Answer, ...]:
    """Return, for each partner of a match, the first line that has it; by the alphabet."""
    first = {answer.belongs: answer for answer in reversed(answers)}
    return tuple(sorted(first.values(), key=lambda answer: answer.belongs.casefold()))


def misjudged(question: Question, given: str) -> tuple[Answer, ...]:
    """Return the lines that an answer has wrong, as shown."""
    ids = given.split(" ")
    if question.kind == "several_choices":
        return tuple(answer for answer in question.answers if answer.correct != (answer.id in ids))
    if question.kind == "ordering":
        return tuple(answer for answer in question.answers if _place(answer) != ids.index(answer.id) + 1)
    partner = {answer.id: answer.belongs for answer in question.answers}
    pairs = zip(question.answers, ids, strict=True)
    return tuple(answer for answer, chosen in pairs if partner[chosen] != answer.belongs)


def check_parts(question: Question, given: object) -> None:
    """Raise ValueError unless `given` is an answer that a question with parts can have."""
    lines = [answer.id for answer in question.answers]
    ids = given.split(" ") if isinstance(given, str) else []
    if question.kind == "match":
        allowed = [partner.id for partner in partners(question.answers)]
        if len(ids) != len(lines) or not set(ids) <= set(allowed):
            raise _refused(question, given, f"one id for each of its {len(lines)} lines, out of", allowed)
    elif question.kind == "ordering":
        if sorted(ids) != sorted(lines):
            raise _refused(question, given, "each of its answers once:", lines)
    elif not ids or len(set(ids)) < len(ids) or not set(ids) <= set(lines):
        raise _refused(question, given, "one or more of its answers, each once:", lines)


def _refused(question: Question, given: object, wanted: str, ids: Sequence[str]) -> ValueError:
    return ValueError(
        f"{question.id}: {given!r} is no answer to it; it takes {wanted} {', '.join(ids)}, a space between."
    )


def _place(answer: Answer) -> int:
    return int(answer.belongs) if answer.belongs.isdecimal() else 0
