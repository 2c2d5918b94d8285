"""How `make test` runs: which Chromium, which rules for pytest, and the counts at the end."""

from __future__ import annotations

import os
import subprocess
import sys
from types import SimpleNamespace

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from bootstrapping import chromium, tasks
from bootstrapping.environment import Environment
from tests.conftest import HOME
from tests.package.tree import ROOT, project
from tests.scheduling import kind_of, reason_of

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the stand-in for Chromium is a shell script")


@pytest.fixture
def nowhere(tmp_path, monkeypatch):
    """A machine on which no browser is found, and none can be installed."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(chromium, "_playwrights_own", lambda environment: None)
    monkeypatch.setattr(chromium, "_quietly", lambda command, variables: None)
    return tmp_path


def _browser(path, status=0):
    path.write_text(f"#!/bin/sh\nexit {status}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize("name", chromium.NAMES)
def test_a_browser_on_the_path_is_found(name, nowhere):
    browser = _browser(nowhere / name)
    assert chromium.find(Environment(nowhere)) == browser


def test_the_named_browser_comes_first(nowhere, monkeypatch):
    _browser(nowhere / "chromium")
    monkeypatch.setenv("CHROMIUM", _browser(nowhere / "mine"))
    assert chromium.find(Environment(nowhere)) == str(nowhere / "mine")


def test_a_named_browser_that_does_not_start_is_not_replaced_by_another(nowhere, monkeypatch):
    _browser(nowhere / "chromium")
    monkeypatch.setenv("CHROMIUM", _browser(nowhere / "mine", status=1))
    assert chromium.find_or_install(Environment(nowhere)) is None


def test_a_browser_that_does_not_start_is_passed_over(nowhere):
    _browser(nowhere / "chromium", status=1)
    assert chromium.find(Environment(nowhere)) is None


def test_what_playwright_installs_is_found(nowhere, monkeypatch):
    own = _browser(nowhere / "playwrights-own")
    monkeypatch.setattr(chromium, "_playwrights_own", lambda environment: own)
    assert chromium.find(Environment(nowhere)) == own


def test_installing_is_tried_and_may_fail(nowhere, capsys):
    assert chromium.find_or_install(Environment(nowhere)) is None
    assert "trying to install one" in capsys.readouterr().out


@pytest.fixture
def ran(monkeypatch):
    """What would have been run, with an environment that needs no making."""
    calls = []
    monkeypatch.setattr(tasks, "prepare", lambda root, locks: Environment(root))
    monkeypatch.setattr(
        tasks, "_call", lambda environment, command, root, more=None: calls.append((command, more)) or 0
    )
    return calls


def test_in_ci_the_browser_tests_are_required(nowhere, ran, monkeypatch, capsys):
    monkeypatch.setenv("CI", "true")
    assert tasks.run(["test"]) == 1
    assert ran == []
    assert "no Chromium was found" in capsys.readouterr().err


def test_elsewhere_it_is_said_that_they_are_skipped(nowhere, ran, monkeypatch, capsys):
    monkeypatch.delenv("CI", raising=False)
    assert tasks.run(["test"]) == 0
    assert "the browser tests are skipped" in capsys.readouterr().out
    assert "CHROMIUM" not in ran[0][1]


def test_the_browser_is_handed_to_the_tests_and_the_persons_settings_are_not(nowhere, ran):
    browser = _browser(nowhere / "chromium")
    assert tasks.run(["test"]) == 0
    for command, variables in ran:
        assert variables["CHROMIUM"] == browser
        assert {"JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR"} <= set(variables)
        assert command[:2] == ["-m", "pytest"]


def test_the_floors_are_run_with_coverage_and_all_others_without(nowhere, ran):
    _browser(nowhere / "chromium")
    tasks.run(["test"])
    floors, others = (command for command, _ in ran)
    assert {"--cov=retinoid_teach.clinic", "--cov=retinoid_teach.evidence", "--cov-fail-under=95"} <= set(
        floors
    )
    assert not {"--cov=retinoid_teach.widgets", "--cov=retinoid_teach.cli"} & set(floors)
    assert not [rule for rule in others if rule.startswith("--cov")]


def test_both_runs_together_are_every_test(nowhere, ran):
    _browser(nowhere / "chromium")
    tasks.run(["test"])
    floors, others = (command for command, _ in ran)
    left_out = {rule.removeprefix("--ignore=") for rule in others if rule.startswith("--ignore=")}
    paths = {word for word in floors + others if (ROOT / word).exists()}
    assert left_out == {word for word in floors if (ROOT / word).exists()}
    assert set(project()["tool"]["pytest"]["ini_options"]["testpaths"]) <= paths


def test_a_part_is_one_run_without_coverage(nowhere, ran):
    _browser(nowhere / "chromium")
    tasks.run(["test", "tests/clinic"])
    ((part, _),) = ran
    assert part[-1] == "tests/clinic"
    assert not [rule for rule in part if rule.startswith("--cov")]


def test_the_second_run_is_made_where_the_first_has_failed_and_the_failure_counts(nowhere, monkeypatch):
    _browser(nowhere / "chromium")
    monkeypatch.setattr(tasks, "prepare", lambda root, locks: Environment(root))
    ended = []
    monkeypatch.setattr(tasks, "_call", lambda *given: ended.append(given) or (1 if len(ended) == 1 else 0))
    assert tasks.run(["test"]) == 1
    assert len(ended) == 2


def test_the_check_needs_no_chromium_and_leaves_out_what_is_slow(nowhere, ran, monkeypatch):
    monkeypatch.setenv("CI", "true")
    assert tasks.run(["check"]) == 0
    ((command, variables),) = ran
    assert command[command.index("-m", 1) + 1] == "not slow and not browser"
    assert "CHROMIUM" not in variables


@pytest.mark.parametrize(
    ("cores", "memory_gb", "workers"),
    [(1, 16, 1), (2, 24, 2), (8, 16, 8), (8, 7.9, 3), (2, 1, 1), (64, 64, 32)],
)
def test_there_are_as_many_workers_as_cores_and_memory_allow(cores, memory_gb, workers):
    assert tasks.count_workers(cores, memory_gb) == workers


def test_this_machine_has_a_worker():
    assert tasks.count_workers() >= 1


@pytest.mark.parametrize(
    ("nodeid", "kind"),
    [
        ("tests/clinic/test_gags.py::test_total[3]", "clinic"),
        ("tests/browser/test_axe.py::TestDark::test_clean", "browser"),
        ("notebooks/00_start_here.ipynb::Cell 0", "notebooks"),
        ("retinoid_teach/clinic/_gags.py::retinoid_teach.clinic._gags.gags_score", "doctests"),
        ("README.md::README.md", "README.md"),
    ],
)
def test_each_test_has_a_kind(nodeid, kind):
    assert kind_of(nodeid) == kind


def test_the_reason_of_a_skip_is_given():
    assert reason_of(SimpleNamespace(longrepr=("conftest.py", 7, "Skipped: no Chromium"))) == "no Chromium"


@pytest.mark.slow
@pytest.mark.parametrize(
    "code",
    [
        "print('aside')",
        "import sys; print('aside', file=sys.stderr)",
        "import warnings; warnings.warn('aside')",
    ],
)
def test_a_lesson_that_prints_what_is_not_stored_fails(code, tmp_path):
    """JupyterLab opens three lessons by default; what the others print on the side is found by nbval."""
    nbformat.write(new_notebook(cells=[new_code_cell(code, execution_count=1)]), tmp_path / "aside.ipynb")
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--nbval",
        "--nbval-current-env",
        "-p",
        "no:cacheprovider",
        "-q",
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout
    assert "Unexpected output fields" in done.stdout
    assert "aside" in done.stdout


@pytest.mark.slow
def test_lessons_and_examples_alone_have_an_empty_home_too(tmp_path):
    """The home of whoever runs them is given up before the first is collected."""
    plugin = tmp_path / "says_home.py"
    plugin.write_text(
        f"import os\n\ndef pytest_collection_finish():\n    print('home', os.environ[{HOME!r}])\n",
        encoding="utf-8",
    )
    mine = str(tmp_path / "mine")
    environ = {**os.environ, HOME: mine, "PYTHONPATH": f"{ROOT}{os.pathsep}{tmp_path}"}
    paths = ["notebooks/00_start_here.ipynb", "retinoid_teach/learning/records.py"]
    command = [sys.executable, "-m", "pytest", *paths, "-p", "says_home", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, "--collect-only", "-q"], cwd=ROOT, env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (said,) = [line for line in done.stdout.splitlines() if line.startswith("home ")]
    assert mine not in said
