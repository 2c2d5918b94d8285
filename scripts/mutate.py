"""Change the decisions' code in small ways, one at a time, and count how many changes the tests notice.

    make mutate                                  every change (hours)
    make mutate ARGS="--sample 100 --seed 7"     a hundred of them, drawn by chance

The changes are made in copies of the tree; the tree itself is not touched. Changes that survive are listed.
"""

from __future__ import annotations

import argparse
import ast
import os
import queue
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("clinic", "pharmacology")
NEEDED = ("retinoid_teach", "data", "tests", "pyproject.toml")
WORKERS = 2
AIM = 0.9
PAIRS: tuple[tuple[type[ast.AST], type[ast.AST]], ...] = (
    (ast.Eq, ast.NotEq),
    (ast.Is, ast.IsNot),
    (ast.In, ast.NotIn),
    (ast.And, ast.Or),
    (ast.Lt, ast.LtE),
    (ast.Gt, ast.GtE),
    (ast.Add, ast.Sub),
    (ast.Mult, ast.Div),
)
SWAPPED = {one: other for pair in PAIRS for one, other in (pair, pair[::-1])}
SWAPPED_NAMES = {"any": "all", "all": "any", "min": "max", "max": "min"}


@dataclass(frozen=True)
class Change:
    """One piece of one module, and what it becomes."""

    module: str
    start: int
    end: int
    line: int
    before: str
    after: str

    def __str__(self) -> str:
        """Say what became what, and where."""
        return f"{self.module}:{self.line}: `{self.before}` became `{self.after}`"

    def apply(self, source: bytes) -> bytes:
        """Give the module's text with this piece changed."""
        return source[: self.start] + self.after.encode() + source[self.end :]


def changes_of(module: Path, root: Path = ROOT) -> list[Change]:
    """Give every change of a module that this script knows how to make."""
    source = module.read_bytes()
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    tree = ast.parse(source)
    found = []
    for node in _code(tree):
        for part, after in _alternatives(node):
            start = starts[part.lineno - 1] + part.col_offset
            end = starts[(part.end_lineno or part.lineno) - 1] + (part.end_col_offset or 0)
            before = " ".join(source[start:end].decode().split())
            name = module.relative_to(root).as_posix()
            found.append(Change(name, start, end, part.lineno, before, f"({after})"))
    return found


def _code(node: ast.AST) -> Iterator[ast.AST]:
    """Walk through what runs: no annotations, nothing that only type checkers see."""
    if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        return
    if isinstance(node, ast.JoinedStr):  # before Python 3.12 the places inside an f-string are wrong
        return
    yield node
    for field, value in ast.iter_fields(node):
        if field in {"annotation", "returns"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _code(child)


def _alternatives(node: ast.AST) -> Iterator[tuple[ast.expr, str]]:
    match node:
        case ast.Compare(left=left, ops=[first, *others], comparators=right) if type(first) in SWAPPED:
            ops = [SWAPPED[type(first)](), *others]
            yield node, ast.unparse(ast.Compare(left, ops, right))  # type: ignore[arg-type]
        case ast.BoolOp(op=op, values=values):
            yield node, ast.unparse(ast.BoolOp(SWAPPED[type(op)](), values))  # type: ignore[arg-type]
        case ast.BinOp(left=left, op=op, right=other) if type(op) in SWAPPED:
            yield node, ast.unparse(ast.BinOp(left, SWAPPED[type(op)](), other))  # type: ignore[arg-type]
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield node, ast.unparse(operand)
        case ast.If(test=test) | ast.While(test=test) | ast.IfExp(test=test):
            yield test, f"not ({ast.unparse(test)})"
        case ast.comprehension(ifs=conditions):
            yield from ((condition, "True") for condition in conditions)
        case ast.Constant(value=bool(value)):
            yield node, str(not value)
        case ast.Constant(value=int(value)):
            yield node, str(value + 1)
        case ast.Name(id=name) if name in SWAPPED_NAMES:
            yield node, SWAPPED_NAMES[name]


def is_noticed(change: Change, copy: Path, seconds: float) -> bool:
    """Tell whether the room's tests fail, or never end, with this change made in a copy of the tree."""
    module = copy / change.module
    source = module.read_bytes()
    module.write_bytes(change.apply(source))
    try:
        return _tests(copy, change.module.split("/")[1], seconds) != 0
    finally:
        module.write_bytes(source)


def _tests(copy: Path, room: str, seconds: float) -> int:
    rules = ["-x", "-q", "-p", "no:cacheprovider", "-o", "addopts=--import-mode=importlib", f"tests/{room}"]
    # No bytecode: a change within one second would meet the old module's.
    variables = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        command = [sys.executable, "-m", "pytest", *rules]
        return subprocess.run(
            command, cwd=copy, env=variables, capture_output=True, timeout=seconds, check=False
        ).returncode
    except subprocess.TimeoutExpired:
        return 1


def _copies(scratch: Path) -> queue.Queue[Path]:
    free: queue.Queue[Path] = queue.Queue()
    for number in range(WORKERS):
        copy = scratch / str(number)
        for name in NEEDED:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(ROOT / name, copy / name)
        free.put(copy)
    return free


def survivors(changes: Sequence[Change]) -> list[Change]:
    """Give the changes that the tests did not notice."""
    with tempfile.TemporaryDirectory(prefix="retinoid-teach-mutate-") as scratch:
        free = _copies(Path(scratch))
        first = free.get()
        began = time.monotonic()
        for room in {change.module.split("/")[1] for change in changes}:
            if _tests(first, room, 3600):
                raise SystemExit(
                    f"The tests of {room} fail before anything is changed: put them right first."
                )
        seconds = 60 + 5 * (time.monotonic() - began)
        free.put(first)

        def survives(change: Change) -> bool:
            copy = free.get()
            try:
                return not is_noticed(change, copy, seconds)
            finally:
                free.put(copy)

        with ThreadPoolExecutor(WORKERS) as pool:
            return [
                change for change, lives in zip(changes, pool.map(survives, changes), strict=True) if lives
            ]


def main() -> int:
    """Make the changes, list the survivors, and give 0 where the aim is reached."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sample", type=int, help="how many changes, drawn by chance (default: all)")
    parser.add_argument("--seed", type=int, default=1, help="what the chance begins from (default: 1)")
    arguments = parser.parse_args()
    modules = [path for room in ROOMS for path in sorted((ROOT / "retinoid_teach" / room).glob("*.py"))]
    changes = [change for module in modules for change in changes_of(module)]
    if arguments.sample and arguments.sample < len(changes):
        changes = random.Random(arguments.seed).sample(changes, arguments.sample)  # noqa: S311
    print(f"{len(changes)} changes; a test run for each.", flush=True)
    alive = survivors(changes)
    for change in alive:
        print(f"not noticed: {change}")
    share = 1 - len(alive) / len(changes)
    print(f"{len(changes) - len(alive)} of {len(changes)} noticed ({share:.0%}; aim {AIM:.0%}).")
    return 0 if share >= AIM else 1


if __name__ == "__main__":
    sys.exit(main())
