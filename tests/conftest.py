"""How the tests are counted: one line a kind, and why some were skipped, before pytest's closing line."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from hypothesis import settings

if TYPE_CHECKING:
    import pytest

# On a shared machine a slow example says nothing about the code.
settings.register_profile("house", deadline=None, print_blob=True)
settings.load_profile("house")

OUTCOMES = ("passed", "failed", "error", "skipped", "xfailed", "xpassed")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    skipped: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for outcome in OUTCOMES:
        for report in terminalreporter.stats.get(outcome, []):
            kind = kind_of(report.nodeid)
            counts[kind][outcome] += 1
            if outcome == "skipped":
                skipped[kind][reason_of(report)] += 1
    if not counts:
        return
    terminalreporter.section("tests by kind")
    for kind in sorted(counts):
        said = ", ".join(
            f"{counts[kind][outcome]} {outcome}" for outcome in OUTCOMES if counts[kind][outcome]
        )
        terminalreporter.write_line(f"{kind:<12} {said}")
        for reason, number in skipped[kind].items():
            terminalreporter.write_line(f"{'':<12} skipped {number}: {reason}")


def kind_of(nodeid: str) -> str:
    """Give a test's kind: its folder in `tests`, or what it is an example of."""
    parts = nodeid.split("::", 1)[0].split("/")
    if parts[0] == "tests" and len(parts) > 2:
        return parts[1]
    if parts[0] == "retinoid_teach":
        return "doctests"
    return "notebooks" if parts[0] == "notebooks" else parts[0]


def reason_of(report: object) -> str:
    """Give why a test was skipped."""
    place = getattr(report, "longrepr", None)
    reason = place[2] if isinstance(place, tuple) else str(place)
    return reason.removeprefix("Skipped: ")
