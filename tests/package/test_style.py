"""Lint, format, types and spelling, and the house's own rules on size and on the direction of imports."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.package.tree import ROOT, files

LONGEST_MODULE = 300
LONGEST_FUNCTION = 50
# A room may use the rooms of the floors below its own, and the parts of its own room.
FLOOR = {
    "evidence": 1,
    "pharmacology": 2,
    "clinic": 2,
    "trials": 2,
    "views": 3,
    "learning": 3,
    "widgets": 4,
    "classroom": 4,
    "cli": 5,
}
MODULES = [path for path in files() if path.suffix == ".py"]


def _is_test(path: Path) -> bool:
    return path.relative_to(ROOT).parts[0] == "tests"


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize(
    "command",
    [("ruff", "check"), ("ruff", "format", "--check"), ("mypy",), ("codespell_lib",)],
    ids=" ".join,
)
def test_clean(command):
    answer = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, f"\n{answer.stdout}{answer.stderr}"


def test_no_module_is_too_long():
    written = [path for path in files() if path.suffix in {".py", ".js", ".css"} and not _is_test(path)]
    lengths = {_name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in written}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_MODULE} == {}


def test_no_function_is_too_long():
    lengths = {
        f"{_name(path)}:{node.lineno} {node.name}": _body_lines(node)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FUNCTION} == {}


def _body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_imports_run_downwards():
    faults = [
        f"{_name(path)}:{line} uses {other}"
        for path in (ROOT / "retinoid_teach").rglob("*.py")
        for line, other in _rooms_used(path)
        if FLOOR[other] >= FLOOR.get(_room(path), 9) and other != _room(path)
    ]
    assert faults == []


def _room(path: Path) -> str:
    return path.relative_to(ROOT / "retinoid_teach").parts[0]


def _rooms_used(path: Path) -> list[tuple[int, str]]:
    package = path.relative_to(ROOT).parent.parts
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name.split(".") for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = list(package[: len(package) - node.level + 1]) if node.level else []
            start = base + (node.module or "").split(".") * bool(node.module)
            names = [[*start, alias.name] for alias in node.names]
        else:
            continue
        found += [
            (node.lineno, name[1])
            for name in names
            if name[0] == "retinoid_teach" and name[1:2] and name[1] in FLOOR
        ]
    return found


def test_nothing_is_left_to_do():
    words = ("TO-DO", "FIX-ME", "X-XX")  # with a dash, or this line would be found
    marks = re.compile(rf"\b(?:{'|'.join(words).replace('-', '')})\b")
    suffixes = {".py", ".js", ".css", ".md", ".toml", ".yml"}
    written = [path for path in files() if path.suffix in suffixes]
    assert [_name(path) for path in written if marks.search(path.read_text(encoding="utf-8"))] == []


def test_no_test_waits_by_sleeping():
    pattern = re.compile(r"\b(?:time|asyncio)\.sleep\(|wait_for_timeout\(")
    tests = filter(_is_test, MODULES)
    assert [_name(path) for path in tests if pattern.search(path.read_text(encoding="utf-8"))] == []
