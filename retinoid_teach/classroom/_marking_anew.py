"""Mark the answers of a class anew: what a file says of them may be changed, or of another version."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from retinoid_teach.learning import PastAnswer, Question, mark
from retinoid_teach.learning.class_notes import counted, some

Firsts = Mapping[str, Mapping[str, PastAnswer]]
"""Learner to question id to the answer given first; only questions that are asked here."""


def mark_anew(
    first: Firsts,
    bank: Mapping[str, Question],
    *,
    of_earlier_wording: Callable[[Question, PastAnswer], bool] | None = None,
) -> tuple[Firsts, list[str]]:
    """Mark first answers as this data marks them.

    Parameters
    ----------
    first : mapping
        Learner to question id to the first answer.
    bank : mapping of str to Question
        Every question by its id.
    of_earlier_wording : callable, optional
        Says whether an answer was given when the question read otherwise. Such an answer keeps its own mark:
        nobody knows here what was right then. If None, no answer tells.

    Returns
    -------
    mapping
        The same, each answer with the mark that this data gives. An answer that its question cannot have is
        left out.
    list of str
        A sentence for each learner about answers that were marked otherwise, are of an earlier wording, or
        are left out.

    Examples
    --------
    >>> mark_anew({}, {})
    ({}, [])
    """
    marked: dict[str, dict[str, PastAnswer]] = {}
    notes = []
    for name, tries in first.items():
        tells = of_earlier_wording
        earlier = [key for key, one in tries.items() if tells is not None and tells(bank[key], one)]
        now = {key: _marked(bank[key], one) for key, one in tries.items() if key not in earlier}
        impossible = [key for key, one in now.items() if one is None]
        otherwise = [key for key, one in now.items() if one not in (None, tries[key])]
        kept = {key: tries[key] if key in earlier else now[key] for key in tries}
        marked[name] = {key: one for key, one in kept.items() if one is not None}
        notes += _sentences(name, otherwise, earlier, impossible)
    return marked, notes


def _marked(question: Question, answer: PastAnswer) -> PastAnswer | None:
    try:
        return replace(answer, correct=mark(question, answer.given).correct)
    except ValueError:
        return None


def _sentences(name: str, otherwise: list[str], earlier: list[str], impossible: list[str]) -> list[str]:
    cause = "another version of the questions, or a changed file"
    found = (
        (otherwise, f"marked otherwise than this data marks ({{}}): {cause}. What this data says counts."),
        (earlier, "to an earlier wording of the question ({}): counted as marked then."),
        (impossible, f"that the question cannot have ({{}}): {cause}. Not counted."),
    )
    return [
        f"{name}: {counted(len(keys), 'answer')} {said.format(some(keys))}" for keys, said in found if keys
    ]
