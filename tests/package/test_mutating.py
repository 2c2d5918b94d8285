"""`make mutate`: which changes are made, and whether they leave a module that can be read."""

from __future__ import annotations

import ast
import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager

import pytest

import mutate
from mutating.choosing import Record, files_of

LONGEST = 900
"""Seconds: enough for a machine many times slower than this needs."""


def _changes(tmp_path, source):
    module = tmp_path / "module.py"
    module.write_text(source, encoding="utf-8")
    found = mutate.changes_of(module, tmp_path)
    for change in found:
        ast.parse(change.apply(module.read_bytes()))
    return [(change.line, change.before, change.after) for change in found]


@pytest.mark.parametrize(
    ("source", "before", "after"),
    [
        ("x = a < b", "a < b", "(a <= b)"),
        ("x = a in b", "a in b", "(a not in b)"),
        ("x = a and b", "a and b", "(a or b)"),
        ("x = a + b", "a + b", "(a - b)"),
        ("x = not a", "not a", "(a)"),
        ("x = True", "True", "(False)"),
        ("x = 7", "7", "(8)"),
        ("x = max(a)", "max", "(min)"),
        ("x = a if b else c", "b", "(not (b))"),
        ("if a:\n    b()", "a", "(not (a))"),
        ("x = [a for a in b if c]", "c", "(True)"),
    ],
)
def test_what_is_changed(source, before, after, tmp_path):
    assert (1, before, after) in _changes(tmp_path, source + "\n")


@pytest.mark.parametrize(
    "source",
    [
        '"""Words."""\n',
        "def f(x: Literal[1]) -> Literal[2]: ...\n",
        "if TYPE_CHECKING:\n    x = 1\n",
        'f"{a + 1}"\n',
        "zip(a, b, strict=True)\n",
    ],
)
def test_what_is_left_alone(source, tmp_path):
    assert _changes(tmp_path, source) == []


def test_the_place_is_right_after_letters_of_many_bytes(tmp_path):
    source = 'x = "“café” – ≥"; y = a == b\n'
    assert _changes(tmp_path, source) == [(1, "a == b", "(a != b)")]


def test_every_change_of_the_decisions_leaves_code_that_parses():
    for module in sorted((mutate.ROOT / "retinoid_teach" / "clinic").glob("*.py")):
        source = module.read_bytes()
        for change in mutate.changes_of(module, mutate.ROOT):
            ast.parse(change.apply(source))


MODULE = """
def more(number):
    return number + 1


def small(number):
    return number < 3 and number > -3
"""
TESTS = """
from retinoid_teach.clinic._sums import more, small

def test_more():
    assert more(1) == 2

def test_small():
    assert small(0)
    assert not small(9)
    assert not small(-9)
"""
RUN = "import sys, pathlib, mutate; sys.exit(mutate.main(sys.argv[2:], pathlib.Path(sys.argv[1])))"


@pytest.fixture
def tree(tmp_path):
    """A house with one room of two functions, one of them tested everywhere but at its edges."""
    for name, text in {
        "pyproject.toml": '[tool.pytest.ini_options]\npythonpath = ["."]\n',
        "retinoid_teach/__init__.py": "",
        "retinoid_teach/clinic/__init__.py": "",
        "retinoid_teach/clinic/_sums.py": MODULE,
        "tests/clinic/test_sums.py": TESTS,
        "data/nothing.csv": "",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


@contextmanager
def mutating(tree, *arguments):
    place = {**os.environ, "PYTHONPATH": str(mutate.ROOT / "scripts")}
    command = [sys.executable, "-c", RUN, str(tree), "--workers", "1", "--room", "clinic", *arguments]
    with subprocess.Popen(
        command, env=place, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as running:
        yield running
        running.kill()


@pytest.mark.slow
def test_survivors_are_named_and_counted(tree):
    with mutating(tree) as running:
        said, counted = running.communicate(timeout=LONGEST)
    lines = said.splitlines()
    edges = [line.split(": ", 2)[2] for line in lines if line.startswith("not noticed")]
    assert {"`number < 3` became `(number <= 3)`", "`number > -3` became `(number >= -3)`"} <= set(edges)
    assert all("_sums.py:7" in line for line in lines if line.startswith("not noticed"))
    every = len(mutate.drawn(["clinic"], tree, None, 1))
    assert lines[0].startswith(f"{every} changes.")
    assert lines[-1].startswith(f"{every - len(edges)} of {every} noticed (")
    assert f"tried, {every - len(edges)} noticed" in counted
    assert running.returncode == 1
    assert (tree / "retinoid_teach/clinic/_sums.py").read_text(encoding="utf-8") == MODULE


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_ctrl_c_says_the_count_so_far(tree):
    with mutating(tree) as running:
        for line in running.stdout:
            if line.startswith("not noticed"):
                break
        running.send_signal(signal.SIGINT)
        said, _ = running.communicate(timeout=LONGEST)
    assert said.splitlines()[-2] == "Stopped."
    tried = re.fullmatch(r"\d+ of (\d+) noticed \(.*\)\.", said.splitlines()[-1])
    assert 0 < int(tried[1]) < len(mutate.drawn(["clinic"], tree, None, 1))
    assert running.returncode == mutate.STOPPED


@pytest.mark.slow
def test_tests_that_fail_anyway_prove_nothing(tree):
    (tree / "tests/clinic/test_sums.py").write_text("def test_no():\n    assert False\n", encoding="utf-8")
    with mutating(tree, "--sample", "1") as running:
        said = running.communicate(timeout=LONGEST)[1]
    assert "The tests of clinic fail before anything is changed: put them right first." in said


def test_a_sample_is_the_same_for_the_same_seed(tree):
    one, again, other = (mutate.drawn(["clinic"], tree, 3, seed) for seed in (1, 1, 2))
    assert one == again != other
    assert len(set(one)) == 3
    assert set(one) < set(mutate.drawn(["clinic"], tree, None, 1))


def test_a_change_meets_the_tests_that_ran_its_line_first_and_the_quick_ones_before_the_slow(tree):
    (change, *_) = [one for one in mutate.drawn(["clinic"], tree, None, 1) if one.before == "number + 1"]
    seconds = {"t.py::a": 3.0, "t.py::b": 1.0, "t.py::c": 0.1, "u.py::d": 4.0}
    ran = {change.module: {change.line: frozenset({"t.py::a", "t.py::b", "u.py::d"})}}
    known = Record(seconds, ran)
    assert known.rounds(change) == [["t.py::b", "t.py::a"], ["u.py::d", "t.py::c"]]
    assert known.rounds(change, 0.5) == [["t.py::b"], ["t.py::a", "u.py::d", "t.py::c"]]
    unknown = Record(seconds, {})
    assert unknown.rounds(change) == [["t.py::c", "t.py::b", "t.py::a", "u.py::d"]]
    assert files_of(["t.py::a", "u.py::d", "t.py::b"]) == ["t.py", "u.py"]
