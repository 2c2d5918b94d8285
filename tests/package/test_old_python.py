"""`bootstrap.py` under a Python that cannot run the rest: a newer one is found, or a sentence helps."""

from __future__ import annotations

import ast
import subprocess
import sys

import bootstrap
from tests.package.tree import ROOT

SOURCE = (ROOT / "scripts" / "bootstrap.py").read_text(encoding="utf-8")


def test_it_uses_no_syntax_that_python_2_lacks():
    newer = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Match, ast.AsyncFunctionDef, ast.Nonlocal)
    nodes = list(ast.walk(ast.parse(SOURCE)))
    assert [node for node in nodes if isinstance(node, newer)] == []
    assert not [node for node in nodes if isinstance(node, ast.arg) and node.annotation]
    assert SOURCE.isascii()


def test_it_says_what_to_do_and_shows_no_traceback(tmp_path):
    script = str(ROOT / "scripts" / "bootstrap.py")
    lines = (
        f"import runpy, sys; sys.version_info = (3, 8); sys.argv[:] = [{script!r}, 'lab']",
        f"runpy.run_path({script!r}, run_name='__main__')",
    )
    answer = subprocess.run(
        [sys.executable, "-c", "; ".join(lines)],
        capture_output=True,
        text=True,
        env={"PATH": str(tmp_path)},
        check=False,
    )
    assert answer.returncode == 1
    assert answer.stderr == (
        "This is Python 3.8, and the course needs Python 3.11 or newer. Install a newer Python, then run "
        "the same command again with it, for example: make lab PYTHON=python3.11\n"
    )


def test_it_hands_over_to_a_newer_python(monkeypatch):
    calls = []
    monkeypatch.setattr(bootstrap, "is_new_enough", lambda name: name == "python3.12")
    monkeypatch.setattr(bootstrap.subprocess, "call", lambda command: calls.append(command) or 0)
    assert bootstrap.run_with_a_newer_python(["lab"]) == 0
    assert [calls[0][0], *calls[0][2:]] == ["python3.12", "lab"]


def test_it_knows_an_old_python_and_a_missing_one(tmp_path):
    assert bootstrap.is_new_enough(sys.executable)
    assert not bootstrap.is_new_enough(str(tmp_path / "python"))
