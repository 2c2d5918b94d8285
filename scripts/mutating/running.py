"""Run some tests of a copy of the tree, each time in a process that has the heavy packages already."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import sys
from collections.abc import Sequence
from multiprocessing.context import ForkServerContext, SpawnContext
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

HEAVY = ("numpy", "pandas", "scipy.optimize", "scipy.stats", "hypothesis.strategies", "pytest")
NEEDLESS = ("cacheprovider", "nbval", "anyio", "xdist")
"""Plugins that the tests of these rooms do without; to import nbval alone takes three seconds."""
SECONDS = "seconds.json"
COVERED = ".covered"
NO_TEST_RAN = 5


class Chosen:
    """A plugin of pytest: only these tests, in this order; None means all. It keeps how long each took."""

    def __init__(self, tests: Sequence[str] | None) -> None:
        self.places = None if tests is None else {test: place for place, test in enumerate(tests)}
        self.seconds: dict[str, float] = {}

    def pytest_sessionstart(self) -> None:
        """Take the same examples for each change, and do not look for the smallest that fails."""
        from hypothesis import Phase, settings

        phases = (Phase.explicit, Phase.generate)
        settings.register_profile("mutating", deadline=None, derandomize=True, database=None, phases=phases)
        settings.load_profile("mutating")

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep and order the tests."""
        places = self.places
        if places is not None:
            items[:] = sorted(
                (item for item in items if item.nodeid in places), key=lambda item: places[item.nodeid]
            )

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add up what a test took, with what it needed before and after."""
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0.0) + report.duration


def run_tests(copy: Path, files: Sequence[str], tests: Sequence[str] | None, seconds: float) -> int:
    """Give pytest's exit code for these tests of a copy: 0 where all pass; 1 where they never end."""
    return _in_child(seconds, copy, files, tests, None)


def run_and_record(copy: Path, room: str, seconds: float) -> int:
    """Run all tests of a room; leave in the copy how long each took, and which lines it ran."""
    return _in_child(seconds, copy, [f"tests/{room}"], None, f"retinoid_teach.{room}")


def stop() -> None:
    """End the test runs that are still going."""
    for child in multiprocessing.active_children():
        child.kill()


def _in_child(
    seconds: float, copy: Path, files: Sequence[str], tests: Sequence[str] | None, recorded: str | None
) -> int:
    child = _context().Process(target=_pytest, args=(copy, files, tests, recorded), daemon=True)
    child.start()
    child.join(seconds)
    if child.is_alive():
        child.kill()
        child.join()
        return 1
    code = child.exitcode
    return 1 if code is None else code


def _context() -> ForkServerContext | SpawnContext:
    """Give what starts processes: from one that imported the heavy packages, where the system can."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(HEAVY))
    return context


def _pytest(copy: Path, files: Sequence[str], tests: Sequence[str] | None, recorded: str | None) -> None:
    # Ctrl-C reaches every process of a terminal; the one that counts ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    os.chdir(copy)
    sys.path.insert(0, str(copy))
    # No bytecode: a change within one second would meet the old module's.
    sys.dont_write_bytecode = True
    os.environ.update(PYTHONPATH=str(copy), PYTHONDONTWRITEBYTECODE="1", COVERAGE_FILE=str(copy / COVERED))
    import pytest

    chosen = Chosen(tests)
    # Hypothesis is imported before pytest can rewrite its asserts: that is meant.
    rules = ["-q", "-W", "ignore::pytest.PytestAssertRewriteWarning", "-o", "addopts=--import-mode=importlib"]
    rules += [f"-pno:{plugin}" for plugin in NEEDLESS]
    rules += [f"--cov={recorded}", "--cov-context=test", "--cov-report="] if recorded else ["-x"]
    code = int(pytest.main([*rules, *files], plugins=[chosen]))
    if recorded:
        (copy / SECONDS).write_text(json.dumps(chosen.seconds), encoding="utf-8")
    sys.exit(code)
