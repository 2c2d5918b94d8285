"""Which worker gets which tests, and when: a run must not end with one worker that waits for the other."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest

from tests import scheduling
from tests.package.tree import ROOT


def test_a_file_stays_together_and_a_parted_one_does_not():
    parted = scheduling.PARTED[0]
    assert (
        scheduling.group_of("tests/trials/test_pool.py::TestPool::test_one[a::b]")
        == "tests/trials/test_pool.py"
    )
    assert scheduling.group_of("notebooks/00_start_here.ipynb::Cell 3") == "notebooks/00_start_here.ipynb"
    assert scheduling.group_of(f"{parted}::test_one[3]") == f"{parted}::test_one[3]"


def test_every_parted_file_is_there():
    assert [name for name in scheduling.PARTED if not (ROOT / name).is_file()] == []


def test_the_slowest_come_first_and_an_unknown_one_before_the_quick():
    order = scheduling.slowest_first(
        ["new", "quick", "slow", "other"], {"quick": 1.0, "slow": 90.0, "other": 1.0}
    )
    assert order == ["slow", "new", "quick", "other"]


def test_the_stored_durations_name_what_is_there():
    """A file that was renamed would count as unknown: store the durations anew, or rename it there too."""
    seconds = scheduling.read_durations()
    assert [name for name in seconds if not (ROOT / name.split("::")[0]).exists()] == []
    assert all(taken >= 0 for taken in seconds.values())
    slow = [path.relative_to(ROOT).as_posix() for path in (ROOT / "tests/browser").glob("test_*.py")]
    assert len([name for name in slow if name in seconds or name in scheduling.PARTED]) > len(slow) / 2


def test_durations_are_kept_of_groups_that_did_not_run_and_leave_with_their_file(tmp_path, monkeypatch):
    there = "tests/package/test_scheduling.py"
    monkeypatch.setattr(scheduling, "DURATIONS", tmp_path / "durations.json")
    scheduling.DURATIONS.write_text(json.dumps({there: 3.0, "tests/gone.py": 8.0}), encoding="utf-8")
    scheduling.store_durations({"tests/conftest.py": 0.26})
    assert scheduling.read_durations() == {"tests/conftest.py": 0.3, there: 3.0}


@pytest.mark.slow
def test_two_workers_begin_with_the_slow_files_and_the_run_says_what_it_took(tmp_path):
    """In a run of its own: ten files, of which the last two by name are the slow ones by durations.json."""
    tests = tmp_path / "tests"
    tests.mkdir()
    names = [f"tests/test_{number}.py" for number in range(10)]
    for name in names:
        (tmp_path / name).write_text("def test_one(): pass\ndef test_two(): pass\n", encoding="utf-8")
    (tmp_path / "durations.json").write_text(
        json.dumps({name: float(number >= 8) for number, name in enumerate(names)}), encoding="utf-8"
    )
    (tmp_path / "conftest.py").write_text(
        "from pathlib import Path\nfrom tests import scheduling\n"
        "scheduling.DURATIONS = Path(__file__).with_name('durations.json')\n"
        "scheduling.ROOT = Path(__file__).parent\n",
        encoding="utf-8",
    )
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "tests.scheduling", "-n", "2", "--dist", "loadfile"]
    done = subprocess.run(
        [*command, "-p", "no:cacheprovider", "--store-durations", "-v"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    ran = re.findall(r"\[(gw\d)\] .*PASSED (\S+)::", done.stdout)
    first = dict(reversed(ran))
    assert sorted(first.values()) == names[8:], done.stdout
    assert len(ran) == 20
    assert "20 passed" in done.stdout.split("tests by kind")[1]
    assert set(json.loads((tmp_path / "durations.json").read_text(encoding="utf-8"))) == set(names)
