"""Change the decisions' code in small ways, one at a time, and count how many changes the tests notice.

    make mutate                                                  every change (hours)
    make mutate ARGS="--sample 100 --seed 7"                     a hundred of them, drawn by chance
    make mutate ARGS="--room clinic --sample 60 --workers 1"     of one room, on one core

The changes are made in copies of the tree; the tree itself is not touched. Each change meets the tests that
ran its lines, the quickest first; only one that survives them meets the others of its room. A survivor is
printed at once, the count so far goes to stderr, and Ctrl-C stops with the count.
"""

from __future__ import annotations

import argparse
import queue
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from bootstrapping.streams import print_any_letter
from mutating.changes import Change, changes_of
from mutating.choosing import Record, files_of, record
from mutating.running import NO_TEST_RAN, run_tests, stop

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("clinic", "pharmacology", "trials")
NEEDED = ("retinoid_teach", "data", "tests", "pyproject.toml", "conftest.py")
WORKERS = 2
AIM = 0.9
LONGEST = 3600.0
STOPPED = 130


@dataclass
class Count:
    """How many changes were tried, and which were not noticed."""

    all: int
    tried: int = 0
    alive: int = 0

    def add(self, change: Change, noticed: bool) -> None:
        """Count a change; name it at once if it was not noticed, and say how far the count is."""
        self.tried += 1
        if not noticed:
            self.alive += 1
            print(f"not noticed: {change}", flush=True)
        seen = sys.stderr.isatty()
        if seen or self.tried % 10 == 0 or not noticed:
            said = f"{self.tried} of {self.all} tried, {self.tried - self.alive} noticed"
            print(said, end="\r" if seen else "\n", file=sys.stderr, flush=True)

    def close(self) -> int:
        """Say the count; give 0 where the aim is reached."""
        if not self.tried:
            print("No change was tried.")
            return STOPPED
        share = 1 - self.alive / self.tried
        print(f"{self.tried - self.alive} of {self.tried} noticed ({share:.0%}; aim {AIM:.0%}).", flush=True)
        return 0 if share >= AIM else 1


def is_noticed(change: Change, copy: Path, known: Record) -> bool:
    """Tell whether tests fail, or never end, with this change made in a copy of the tree."""
    module = copy / change.module
    source = module.read_bytes()
    module.write_bytes(change.apply(source))
    try:
        for tests in known.rounds(change):
            seconds = 60 + 5 * sum(known.seconds[test] for test in tests)
            code = run_tests(copy, files_of(tests), tests, seconds)
            if code == NO_TEST_RAN:
                raise RuntimeError(f"{change}: none of its tests was found: {tests[:3]}")
            if code:
                return True
        return False
    finally:
        module.write_bytes(source)


def _copies(root: Path, scratch: Path, number: int) -> queue.Queue[Path]:
    free: queue.Queue[Path] = queue.Queue()
    for place in range(number):
        copy = scratch / str(place)
        copy.mkdir()
        for name in NEEDED:
            if (root / name).is_dir():
                shutil.copytree(root / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
            elif (root / name).exists():
                shutil.copy(root / name, copy / name)
        free.put(copy)
    return free


def trials(changes: Sequence[Change], root: Path, workers: int) -> Iterator[tuple[Change, bool]]:
    """Give each change, as it is tried, with whether the tests noticed it."""
    with tempfile.TemporaryDirectory(prefix="retinoid-teach-mutate-") as scratch:
        free = _copies(root, Path(scratch).resolve(), workers)
        pool = ThreadPoolExecutor(workers)
        known: dict[str, Record] = {}

        def tried(change: Change) -> bool:
            copy = free.get()
            try:
                return is_noticed(change, copy, known[change.room])
            finally:
                free.put(copy)

        try:
            for room in sorted({change.room for change in changes}):
                known[room] = record(free.queue[0], room, LONGEST)
            jobs = {pool.submit(tried, change): change for change in changes}
            for job in as_completed(jobs):
                yield jobs[job], job.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            stop()
            pool.shutdown()


def drawn(rooms: Sequence[str], root: Path, sample: int | None, seed: int) -> list[Change]:
    """Give every change of these rooms, or so many of them, drawn by chance: the same for the same seed."""
    modules = [path for room in rooms for path in sorted((root / "retinoid_teach" / room).glob("*.py"))]
    changes = [change for module in modules for change in changes_of(module, root)]
    if sample and sample < len(changes):
        return random.Random(seed).sample(changes, sample)  # noqa: S311
    return changes


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Make the changes, name the survivors, and give 0 where the aim is reached."""
    print_any_letter()
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sample", type=int, help="how many changes, drawn by chance (default: all)")
    parser.add_argument("--seed", type=int, default=1, help="what the chance begins from (default: 1)")
    parser.add_argument("--room", choices=ROOMS, action="append", help="only this room (default: both)")
    parser.add_argument("--workers", type=int, default=WORKERS, help=f"tests at once (default: {WORKERS})")
    given = parser.parse_args(arguments)
    changes = drawn(given.room or ROOMS, root, given.sample, given.seed)
    print(f"{len(changes)} changes. First the tests run once with nothing changed.", flush=True)
    count = Count(len(changes))
    try:
        for change, noticed in trials(changes, root, given.workers):
            count.add(change, noticed)
    except KeyboardInterrupt:
        print("\nStopped.", flush=True)
        count.close()
        return STOPPED
    return count.close()


if __name__ == "__main__":
    sys.exit(main())
