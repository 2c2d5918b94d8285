"""A learner's answers: from the page's message until it is on disk, and reading many past ones."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from benchmarks.samples import Samples
from benchmarks.table import Row

HOME = "RETINOID_TEACH_HOME"
ANSWERS, PAST, FILES, ROUNDS = 200, 10_000, 20, 7


def answers(scratch: Path) -> Iterator[Row]:
    """Time `saved` of a quiz, and `by_objective` of a long history, in a home of their own."""
    with home(scratch / "answering"):
        saved = Samples.of(answer_times())
    yield Row(measure="answer to saved (on disk), median", value=saved.median, unit="ms", n=saved.count)
    yield Row(measure="answer to saved (on disk), p95", value=saved.p95, unit="ms", n=saved.count)
    with home(scratch / "past"):
        read = Samples.of(reading_times())
    measure = f"progress from {PAST:,} past answers in {FILES} files, median"
    yield Row(measure=measure, value=read.median, unit="ms", n=read.count)


@contextmanager
def home(folder: Path) -> Iterator[None]:
    """Have answers kept in a folder, for a while."""
    before = os.environ.get(HOME)
    os.environ[HOME] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ[HOME]
        else:
            os.environ[HOME] = before


def answer_times() -> Iterator[float]:
    """Send tries to a quiz as the page does; the first, which makes the file, counts too."""
    from retinoid_teach.widgets import quiz

    asked = quiz("Q-01-03")
    for number in range(ANSWERS):
        state = {"answers": {"Q-01-03": number}, "tries": [*asked.tries, ["Q-01-03", number]]}
        begun = time.perf_counter()
        asked.set_state(state)
        yield (time.perf_counter() - begun) * 1000
        if asked.saved[-1] != "saved":
            raise RuntimeError(asked.saved[-1])


def reading_times() -> Iterator[float]:
    """Keep answers as so many kernels would, then read and count them."""
    from retinoid_teach.learning import by_objective, history, questions
    from retinoid_teach.learning.store import Keeper

    asked = questions(role="check")
    keepers = [Keeper() for _ in range(FILES)]
    with patch("os.fsync"):  # only reading is measured
        for number in range(PAST):
            one = asked[number % len(asked)]
            keepers[number % FILES].keep(one.id, one.right or 0, correct=True)
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        past = history()
        by_objective(past)
        yield (time.perf_counter() - begun) * 1000
        if len(past.answers) != PAST:
            raise RuntimeError(f"{len(past.answers)} of {PAST} answers were read")
