"""The tasks that `make` offers, each in the environment that it needs."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from bootstrapping import chromium
from bootstrapping.environment import LEARNER_LOCK, NEEDED_MB, TEST_LOCK, Environment, clean_variables
from bootstrapping.install import prepare
from bootstrapping.lock import make_locks
from bootstrapping.trouble import Trouble, explain_os_error

ROOT = Path(__file__).resolve().parents[2]
# The floors below widgets. Their branches have to be covered; what is drawn in a browser is proved there.
FLOORS = ("evidence", "pharmacology", "clinic", "trials", "learning", "classroom", "views")
COVERED_PERCENT = 95
# Where the tests of these floors lie. They run with coverage, which makes them slower; all others without.
FLOOR_TESTS = [f"tests/{name}" for name in ("data", *FLOORS)] + ["retinoid_teach"]
OTHER_TESTS = ["tests", "notebooks", "README.md", "docs/tour.md"]
# A worker may hold a kernel, a server and a browser at a time.
WORKER_GB = 2
SLOWEST = ["--durations=10", "--durations-min=1"]
# Not `notebooks`: what a learner writes there would stand in the way of the next version of the course.
LESSONS = "retinoid-lessons"
NO_CHROMIUM = (
    "The browser tests are required here (CI=true), and no Chromium was found or could be installed: install "
    "Chromium, or name one in the variable CHROMIUM, then run the same command again."
)


def run(arguments: Sequence[str]) -> int:
    """Do the task named first in `arguments`; what follows is the task's own. Give the exit status."""
    if not arguments or arguments[0] not in TASKS:
        print(f"Say which task: {', '.join(TASKS)}. For example: make lab", file=sys.stderr)
        return 2
    try:
        return TASKS[arguments[0]](ROOT, list(arguments[1:]))
    except Trouble as trouble:
        print(f"\n{trouble}", file=sys.stderr)
    except OSError as error:
        sentence = explain_os_error(error, folder=ROOT, needed_mb=sum(NEEDED_MB.values()))
        print(f"\n{sentence or f'The system refused: {error}.'}", file=sys.stderr)
    except KeyboardInterrupt:
        print("\nStopped. Run the same command again when you like; it puts right what was left half done.")
    return 1


def lab(root: Path, arguments: list[str]) -> int:
    """Open JupyterLab on the first lesson, in a copy of the lessons that is the learner's own."""
    environment = prepare(root, (LEARNER_LOCK,))
    # Without -P a module of the present folder would be taken for Python's own.
    command = ["-P", "-m", "retinoid_teach.cli", "lab", str(root / LESSONS), "--", *arguments]
    return _hand_over(environment, command)


def test(root: Path, arguments: list[str]) -> int:
    """Run every test; with `arguments`, what pytest makes of them."""
    environment = prepare(root, (LEARNER_LOCK, TEST_LOCK))
    browser = chromium.find_or_install(environment)
    if browser is None and os.environ.get("CI") == "true":
        raise Trouble(NO_CHROMIUM)
    if browser is None:
        print("No Chromium: the browser tests are skipped. Install Chromium to run them too.", flush=True)
    runs = [arguments] if arguments else [_covered_floors(), _all_others()]
    # Each run is made, also where an earlier one failed: one look then shows all that is wrong.
    return max([_run_pytest(environment, root, rules, browser) for rules in runs])


def check(root: Path, arguments: list[str]) -> int:
    """Check types and lint, and run every test that is neither slow nor in a browser."""
    environment = prepare(root, (LEARNER_LOCK, TEST_LOCK))
    return _run_pytest(environment, root, ["-m", "not slow and not browser", *SLOWEST, *arguments])


def lessons(root: Path, arguments: list[str]) -> int:
    """Execute the lessons and store their outputs, the same from run to run."""
    environment = prepare(root, (LEARNER_LOCK, TEST_LOCK))
    status = _call(environment, ["scripts/lessons.py", *arguments], root)
    renew = (
        f"from retinoid_teach.cli import _shipped as s; s.renew_digests(s.Path({str(root / 'notebooks')!r}))"
    )
    return status or _call(environment, ["-c", renew], root)


def bench(root: Path, arguments: list[str]) -> int:
    """Measure what docs/measured.md shows."""
    environment = prepare(root, (LEARNER_LOCK, TEST_LOCK))
    browser = chromium.find_or_install(environment)
    return _call(
        environment, ["-m", "benchmarks", *arguments], root, {"CHROMIUM": browser} if browser else {}
    )


def mutate(root: Path, arguments: list[str]) -> int:
    """Change the decisions' code in small ways and count how many changes the tests notice."""
    environment = prepare(root, (LEARNER_LOCK, TEST_LOCK))
    # Handed over: with Ctrl-C it has its count to say.
    return _hand_over(environment, [str(root / "scripts" / "mutate.py"), *arguments])


TASKS: dict[str, Callable[[Path, list[str]], int]] = {
    "lab": lab,
    "check": check,
    "test": test,
    "lessons": lessons,
    "bench": bench,
    "mutate": mutate,
    "lock": make_locks,
}


def _run_pytest(environment: Environment, root: Path, rules: list[str], browser: str | None = None) -> int:
    # `tests/scheduling.py` says what a worker gets, and when.
    shared = ["-n", str(count_workers()), "--dist", "loadfile"]
    with tempfile.TemporaryDirectory(prefix="retinoid-teach-test-") as scratch:
        variables = _apart_from_this_person(Path(scratch)) | ({"CHROMIUM": browser} if browser else {})
        return _call(environment, ["-m", "pytest", *shared, *rules], root, variables)


def _covered_floors() -> list[str]:
    floors = [f"--cov=retinoid_teach.{name}" for name in FLOORS]
    report = ["--cov-branch", "--cov-report=term", f"--cov-fail-under={COVERED_PERCENT}"]
    return [*FLOOR_TESTS, *floors, *report, *SLOWEST]


def _all_others() -> list[str]:
    return [*OTHER_TESTS, *(f"--ignore={name}" for name in FLOOR_TESTS), *SLOWEST]


def count_workers(cores: int | None = None, memory_gb: float | None = None) -> int:
    """Give how many tests may run at once: one a core, as long as each has memory enough."""
    if cores is None:
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if memory_gb is None:
        known = hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names
        pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") if known else cores * WORKER_GB * 1e9
        memory_gb = pages / 1e9
    return max(1, min(cores, int(memory_gb // WORKER_GB)))


def _apart_from_this_person(scratch: Path) -> dict[str, str]:
    # A person's own Jupyter settings, kernels and start-up scripts must not decide how a test ends.
    names = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    return {name: str(scratch / name.lower()) for name in names}


def _call(
    environment: Environment, command: list[str], root: Path, more: dict[str, str] | None = None
) -> int:
    variables = clean_variables() | (more or {})
    return subprocess.run(
        [str(environment.python), *command], cwd=root, env=variables, check=False
    ).returncode


def _hand_over(environment: Environment, command: list[str]) -> int:
    sys.stdout.flush()
    if os.name != "nt":
        os.execve(environment.python, [str(environment.python), *command], clean_variables())
    return _call(environment, command, Path.cwd())
