"""Each test has an empty home for answers. How the tests are counted, before pytest's closing line."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

# On a shared machine a slow example says nothing about the code.
settings.register_profile("house", deadline=None, print_blob=True)
settings.load_profile("house")

HOME = "RETINOID_TEACH_HOME"
OUTCOMES = ("passed", "failed", "error", "skipped", "xfailed", "xpassed")


@pytest.fixture(autouse=True)
def answers_home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give each test an empty home for answers; it is made when the first answer is kept."""
    home = Path(tempfile.mkdtemp(dir=os.environ[HOME]))
    home.rmdir()
    monkeypatch.setenv(HOME, str(home))
    yield home
    shutil.rmtree(home, ignore_errors=True)


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
