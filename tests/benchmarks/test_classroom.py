"""A class is measured on a real server, and only if every learner finished and nothing was lost."""

from __future__ import annotations

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from benchmarks import classroom
from benchmarks.lab import HOST, Lab

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def a_small_class(monkeypatch):
    monkeypatch.setattr(classroom, "LEARNERS", 2)
    monkeypatch.setattr(classroom, "ROUNDS", 1)


@pytest.fixture
def no_bare_kernel(monkeypatch):
    monkeypatch.setattr(classroom, "resident", lambda _scratch, _cells: 1.0)


def test_every_learner_runs_the_lesson_and_keeps_the_answer(tmp_path, answers_home):
    seconds, memory = classroom.classroom(tmp_path)
    assert seconds.value > 0
    assert (memory.n, memory.peer_n) == (2, 1)
    assert sorted(folder.name for folder in (tmp_path / "homes").iterdir()) == ["learner-01", "learner-02"]
    assert not answers_home.exists()


@pytest.mark.usefixtures("no_bare_kernel")
def test_a_lesson_that_fails_quotes_the_cell(tmp_path, monkeypatch):
    monkeypatch.setattr(classroom, "code_cells", lambda _lesson: ["1 + 1", "1 / 0"])
    with pytest.raises(
        RuntimeError, match=r"2 of 2 learners could not finish.*'1 / 0' failed: ZeroDivisionError"
    ):
        list(classroom.classroom(tmp_path))


@pytest.mark.usefixtures("no_bare_kernel")
def test_a_class_is_measured_where_a_loop_is_running(tmp_path, monkeypatch):
    monkeypatch.setattr(classroom, "code_cells", lambda _lesson: ["import retinoid_teach as rt"])

    async def beside_a_loop():
        return list(classroom.classroom(tmp_path))

    with ThreadPoolExecutor(1) as own:  # this thread may have a loop already: a browser's, if one was tested
        seconds, _memory = own.submit(asyncio.run, beside_a_loop()).result()
    assert seconds.value > 0


@pytest.mark.usefixtures("no_bare_kernel")
def test_a_lost_answer_is_no_measurement(tmp_path, monkeypatch):
    monkeypatch.setattr(classroom, "code_cells", lambda _lesson: ["1 + 1"])
    monkeypatch.setattr(classroom, "ANSWERED", "None")
    with pytest.raises(RuntimeError, match="2 of 2 learners lost their answer; the first: learner-01"):
        list(classroom.classroom(tmp_path))


@pytest.mark.usefixtures("no_bare_kernel")
def test_a_server_that_does_not_answer_is_not_waited_for(tmp_path, monkeypatch):
    @contextmanager
    def silent(scratch):
        with socket.create_server((HOST, 0)) as server:
            yield Lab(server.getsockname()[1], "token", scratch)

    monkeypatch.setattr(classroom, "running_lab", silent)
    monkeypatch.setattr(classroom, "PATIENCE", 0.5)
    with pytest.raises(RuntimeError, match=r"2 of 2 learners could not finish; the first: TimeoutError"):
        list(classroom.classroom(tmp_path))
