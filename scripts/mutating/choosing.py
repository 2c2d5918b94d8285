"""Which tests concern a change: those that ran its lines when nothing was changed, the quickest first."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from .changes import Change
from .running import COVERED, SECONDS, run_and_record

BUDGET = 5.0
"""Seconds of tests that a change meets at first. Only one that survives them meets the others too."""


@dataclass(frozen=True)
class Record:
    """How long each test of a room took, and which tests ran which line of which module."""

    seconds: dict[str, float]
    ran: dict[str, dict[int, frozenset[str]]]

    @property
    def total(self) -> float:
        """Give the seconds of all tests."""
        return sum(self.seconds.values())

    def ranked(self, change: Change) -> tuple[list[str], list[str]]:
        """Give the tests that concern a change and all others, both the quickest first."""
        lines = self.ran.get(change.module, {})
        spans = (range(change.line, change.last + 1), change.function)
        hits = [{test for line in span for test in lines.get(line, ())} for span in spans]
        concerned = (hits[0] or hits[1]) & self.seconds.keys()
        order = sorted(self.seconds, key=lambda test: (self.seconds[test], test))
        return [one for one in order if one in concerned], [one for one in order if one not in concerned]

    def rounds(self, change: Change, budget: float = BUDGET) -> list[list[str]]:
        """Give the tests in the order to run them: first the quickest that concern it, then the rest."""
        concerned, others = self.ranked(change)
        first: list[str] = []
        spent = 0.0
        for test in concerned:
            spent += self.seconds[test]
            if first and spent > budget:
                break
            first.append(test)
        return [one for one in (first, concerned[len(first) :] + others) if one]


def files_of(tests: list[str]) -> list[str]:
    """Give the files that tests stand in, each once, in their order."""
    return list(dict.fromkeys(test.split("::", 1)[0] for test in tests))


def record(copy: Path, room: str, seconds: float) -> Record:
    """Run a room's tests in a copy where nothing is changed, and keep what they ran.

    Raises
    ------
    SystemExit
        If they fail: then a change would prove nothing.
    """
    from coverage import CoverageData

    if run_and_record(copy, room, seconds):
        raise SystemExit(f"The tests of {room} fail before anything is changed: put them right first.")
    data = CoverageData(str(copy / COVERED))
    data.read()
    ran = {}
    for name in data.measured_files():
        module = Path(name).relative_to(copy.resolve()).as_posix()
        found = data.contexts_by_lineno(name)
        ran[module] = {
            line: frozenset(context.rsplit("|", 1)[0] for context in contexts if context)
            for line, contexts in found.items()
        }
    return Record(json.loads((copy / SECONDS).read_text(encoding="utf-8")), ran)
