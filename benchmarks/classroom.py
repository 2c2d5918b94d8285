"""A class on one shared server: each learner opens lesson 00, runs it and answers, all at the same time."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.answers import HOME, home
from benchmarks.kernels import BARE, ROUNDS, beside_bare, code_cells, resident
from benchmarks.lab import Lab, running_lab
from benchmarks.place import LESSONS
from benchmarks.pupil import Pupil
from benchmarks.samples import Samples
from benchmarks.table import Aim, Row

LEARNERS = 60
LESSON = "00_start_here.ipynb"
PATIENCE = 600.0  # s; twice the aim, so that a slow class is measured and not cut off
QUESTION, ANSWER = "Q-00-02", "Q-00-02-a"
SAID = {"answers": {QUESTION: ANSWER}, "tries": [[QUESTION, ANSWER]]}  # as the page tells the quiz
OWN_HOME = f"import os; os.environ[{HOME!r}] = {{home!r}}"
ANSWERED = f"""\
asked = rt.widgets.quiz("{QUESTION}")
asked.set_state({SAID})
if asked.saved[-1] != "saved":
    raise RuntimeError(asked.saved[-1])
"""


def classroom(scratch: Path) -> Iterator[Row]:
    """Seconds until the last learner is done, and the memory of a learner's kernel beside a bare one."""
    bare = Samples.of(resident(scratch, [BARE]) for _ in range(ROUNDS))
    names = [f"learner-{number:02}" for number in range(1, LEARNERS + 1)]
    with running_lab(scratch) as lab:
        for name in names:
            (lab.folder / name).mkdir()
            shutil.copy(LESSONS / LESSON, lab.folder / name)
        begun = time.perf_counter()
        with ThreadPoolExecutor(1) as own:  # the caller's may have a loop: Playwright's, in tests
            _complain("could not finish", own.submit(asyncio.run, _lesson(lab, names)).result())
        seconds = time.perf_counter() - begun
        kernels = Samples.of(_kernels(lab))
    _complain("lost their answer", [name for name in names if not _answered(lab, name)])
    measure = f"a class of {LEARNERS} on one server: lesson 00"
    yield Row(measure=f"{measure} opened, run and answered by all", value=seconds, unit="s", aim=Aim(300))
    yield beside_bare(f"{measure}, memory of a learner's kernel, median", kernels, bare)


def _complain(what: str, learners: Sequence[str]) -> None:
    if learners:
        raise RuntimeError(f"{len(learners)} of {LEARNERS} learners {what}; the first: {learners[0]}")


async def _lesson(lab: Lab, names: Sequence[str]) -> list[str]:
    cells = code_cells(LESSONS / LESSON)
    tasks = [
        Pupil(lab, name).study(
            LESSON, [OWN_HOME.format(home=str(_home(lab, name))), *cells, ANSWERED], PATIENCE
        )
        for name in names
    ]
    done = await asyncio.gather(*tasks, return_exceptions=True)
    return [f"{type(one).__name__}: {one}" for one in done if one is not None]


def _kernels(lab: Lab) -> Iterator[float]:
    import psutil  # type: ignore[import-untyped]

    for process in psutil.Process(lab.pid).children():
        if any("ipykernel" in part for part in process.cmdline()):
            yield process.memory_info().rss / 1e6


def _home(lab: Lab, name: str) -> Path:
    return lab.folder.parent / "homes" / name


def _answered(lab: Lab, name: str) -> bool:
    from retinoid_teach.learning import history

    with home(_home(lab, name)):
        return [(one.question_id, one.given) for one in history().answers] == [(QUESTION, ANSWER)]
