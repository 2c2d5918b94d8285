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
MODULES = [path for path in files() if path.suffix == ".py"]
HOUSE = [
    path
    for path in files()
    if path.suffix in {".py", ".pyi"} and path.is_relative_to(ROOT / "retinoid_teach")
]


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
    """The floors and the wings are named in pyproject.toml, as contracts of import-linter."""
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, f"\n{answer.stdout}{answer.stderr}"
    assert "0 broken" in answer.stdout


def test_a_room_keeps_to_itself_what_begins_with_an_underscore():
    faults = [
        f"{_name(path)}:{line} takes {'.'.join(taken)}"
        for path in HOUSE
        for line, taken, _ in _taken(path)
        if taken[1] != _room(path) and any(part.startswith("_") for part in taken[1:])
    ]
    assert faults == []


def test_an_import_is_relative_inside_a_room_and_absolute_between_rooms():
    faults = [
        f"{_name(path)}:{line} takes {'.'.join(taken)}"
        for path in HOUSE
        for line, taken, relative in _taken(path)
        if relative != (taken[1] == _room(path))
    ]
    assert faults == []


def _room(path: Path) -> str:
    return path.relative_to(ROOT / "retinoid_teach").parts[0]


def _taken(path: Path) -> list[tuple[int, list[str], bool]]:
    """What a module takes from rooms: the line, the dotted name, and whether it is written relatively."""
    package = path.relative_to(ROOT).parent.parts
    nodes = [
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and len(package) > 1
    ]
    named = [
        (node, [*package[: len(package) - node.level + 1], *(node.module or "").split(".")])
        if node.level
        else (node, (node.module or "").split("."))
        for node in nodes
    ]
    return [
        (node.lineno, [*parts, alias.name], bool(node.level))
        for node, found in named
        if (parts := [part for part in found if part])[0] == "retinoid_teach"
        for alias in node.names
    ]


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
