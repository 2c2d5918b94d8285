"""Which small changes of a module are made, and where each one stands."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

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
    last: int
    function: range
    before: str
    after: str

    @property
    def room(self) -> str:
        """Give the room that the module stands in."""
        return self.module.split("/")[1]

    def __str__(self) -> str:
        """Say what became what, and where."""
        return f"{self.module}:{self.line}: `{self.before}` became `{self.after}`"

    def apply(self, source: bytes) -> bytes:
        """Give the module's text with this piece changed."""
        return source[: self.start] + self.after.encode() + source[self.end :]


def changes_of(module: Path, root: Path) -> list[Change]:
    """Give every change of a module that this script knows how to make."""
    source = module.read_bytes()
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    tree = ast.parse(source)
    functions = _functions(tree)
    found = []
    for node in _code(tree):
        for part, after in _alternatives(node):
            start = starts[part.lineno - 1] + part.col_offset
            last = part.end_lineno or part.lineno
            end = starts[last - 1] + (part.end_col_offset or 0)
            before = " ".join(source[start:end].decode().split())
            name = module.relative_to(root).as_posix()
            inside = [lines for lines in functions if part.lineno in lines]
            function = min(inside, key=len, default=range(0))
            found.append(Change(name, start, end, part.lineno, last, function, before, f"({after})"))
    return found


def _functions(tree: ast.AST) -> list[range]:
    """Give the lines of each function's body; what stands before it runs when the module is imported."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [
        range(node.body[0].lineno, (node.end_lineno or node.lineno) + 1)
        for node in ast.walk(tree)
        if isinstance(node, kinds)
    ]


def _code(node: ast.AST) -> Iterator[ast.AST]:
    """Walk through what runs: no annotations, nothing that only type checkers see."""
    if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        return
    if isinstance(node, ast.JoinedStr):  # before Python 3.12 the places inside an f-string are wrong
        return
    if isinstance(node, ast.keyword) and node.arg == "strict":  # guards against what cannot be
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
