"""Sentences about a class that no table holds: what is not counted, and what was handed in twice."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import combinations

from .past_answers import History

_NAMED = 5


def shared(histories: Mapping[str, History]) -> Iterator[str]:
    """Name learners whose answers are the same to the instant: a copy, or a file under two names."""
    made = {name: {(one.time, one.question_id) for one in past.answers} for name, past in histories.items()}
    names = defaultdict(list)
    for name in sorted(made):
        for key in made[name]:
            names[key].append(name)
    pairs = Counter(pair for held in names.values() for pair in combinations(held, 2))
    same = {pair: count for pair, count in pairs.items() if same_answers(made[pair[0]], made[pair[1]])}
    for group in _groups(same):
        count = min(number for pair, number in same.items() if pair[0] in group)
        given = f"{count} given" if len(group) == 2 else f"{count} or more given"
        who = " and ".join(group) if len(group) == 2 else some(group)
        yield (
            f"{who} handed in the same answers ({given} at the same instant): a slip, or a copy. "
            "All are counted."
        )


def _groups(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Put together whoever is linked by pairs, in the order of the alphabet."""
    groups: list[set[str]] = []
    for pair in pairs:
        touched = [group for group in groups if group & set(pair)]
        groups = [group for group in groups if group not in touched] + [set(pair).union(*touched)]
    return sorted(sorted(group) for group in groups)


def not_asked(histories: Mapping[str, History], known: Collection[str]) -> Iterator[str]:
    """Count the answers to questions that are not asked here."""
    gone = Counter(
        one.question_id for past in histories.values() for one in past.answers if one.question_id not in known
    )
    if gone:
        yield (
            f"Not counted: {counted(gone.total(), 'answer')} to questions that this data does not ask "
            f"({some(sorted(gone))})."
        )


def same_answers(one: set[tuple[datetime, str]], other: set[tuple[datetime, str]]) -> bool:
    """Say whether half or more of the answers of one are also those of another, to the instant."""
    return 0 < min(len(one), len(other)) <= 2 * len(one & other)


def counted(number: int, name: str) -> str:
    """Write a number before a name."""
    return f"{number} {name}{'' if number == 1 else 's'}"


def some(names: list[str]) -> str:
    """Name the first few of many."""
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def name_lines(shown: str, lines: list[int], notes: list[str]) -> None:
    """Say which lines of a file could not be read, if any."""
    if lines:
        said = some([str(line) for line in lines])
        notes.append(f"{shown}, line{'s' * (len(lines) > 1)} {said}: cannot be read and left out.")
