"""Which worker runs which tests, in which order, and what a run took: for `pytest -n 2 --dist loadfile`.

A file stays with one worker, because its tests share a kernel, a server or what a fixture has made. The
slowest files come first, by the seconds in durations.json, so that no worker waits at the end for a slow file
of the other. Where tests share nothing their file is parted: each goes to whichever worker is free.

    make test ARGS=--store-durations      write durations.json anew, from a run of every test
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from xdist.scheduler import LoadScopeScheduling

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

ROOT = Path(__file__).resolve().parents[1]
DURATIONS = Path(__file__).with_name("durations.json")
PARTED = (
    "tests/browser/test_explorer_states.py",
    "tests/browser/test_explorer_walk.py",
    "tests/browser/test_jupyterlab.py",
    "tests/browser/test_second_day.py",
)
UNKNOWN = 10.0
"""Seconds assumed of a group that durations.json does not name yet: it comes before the many quick ones."""

OUTCOMES = ("passed", "failed", "error", "skipped", "xfailed", "xpassed")


def group_of(nodeid: str) -> str:
    """Give what has to stay with one worker: a test's file, or the test alone where its file is parted.

    >>> group_of("tests/clinic/test_gags.py::test_total[3]")
    'tests/clinic/test_gags.py'
    """
    path = nodeid.split("::", 1)[0]
    return nodeid if path in PARTED else path


def read_durations() -> dict[str, float]:
    """Read the seconds that each group took when they were last stored."""
    found: dict[str, float] = json.loads(DURATIONS.read_text(encoding="utf-8"))
    return found


def slowest_first(groups: Collection[str], seconds: Mapping[str, float]) -> list[str]:
    """Order groups by their seconds, the slowest first; equal ones stay in their order."""
    return sorted(groups, key=lambda group: -seconds.get(group, UNKNOWN))


class SlowestFirst(LoadScopeScheduling):
    """Hand out groups in the order in which the workers have collected them."""

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> SlowestFirst | None:
    if config.getoption("dist") != "loadfile":
        return None
    config.option.loadscopereorder = False  # by number of tests, it would put the slowest files last
    return SlowestFirst(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_itemcollected(item: pytest.Item) -> None:
    if item.path.suffix == ".ipynb":  # each lesson starts a kernel
        item.add_marker("slow")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not hasattr(config, "workerinput"):
        return
    groups: defaultdict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        groups[group_of(item.nodeid)].append(item)
    items[:] = [item for name in slowest_first(groups, read_durations()) for item in groups[name]]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--store-durations", action="store_true", help="write tests/durations.json from what this run takes"
    )


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, exitstatus: int, config: pytest.Config
) -> None:
    reports = [one for some in terminalreporter.stats.values() for one in some if hasattr(one, "duration")]
    groups, kinds = Counter[str](), Counter[str]()
    for report in reports:
        groups[group_of(report.nodeid)] += report.duration
        kinds[kind_of(report.nodeid)] += report.duration
    write_counts(terminalreporter, kinds)
    if config.getoption("store_durations"):
        store_durations(groups)
        terminalreporter.write_line(f"{DURATIONS.name}: {len(groups)} groups stored")


def store_durations(measured: Mapping[str, float]) -> None:
    """Store what was measured; what was said of the same files before, or of files that are gone, goes."""
    renewed = {group.split("::")[0] for group in measured}
    others = {
        group: taken for group, taken in read_durations().items() if group.split("::")[0] not in renewed
    }
    seconds = others | {group: round(taken, 1) for group, taken in measured.items()}
    kept = {group: seconds[group] for group in sorted(seconds) if (ROOT / group.split("::")[0]).exists()}
    DURATIONS.write_text(json.dumps(kept, indent=0) + "\n", encoding="utf-8", newline="\n")


def write_counts(terminalreporter: pytest.TerminalReporter, seconds: Mapping[str, float]) -> None:
    """Say how many tests of each kind ended how, what they took, and why some were skipped."""
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
        ended = [f"{counts[kind][outcome]} {outcome}" for outcome in OUTCOMES if counts[kind][outcome]]
        terminalreporter.write_line(f"{kind:<12} {seconds[kind]:6.0f} s  {', '.join(ended)}")
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
