"""A right answer that is worked out from cells of the evidence, so that nobody types its number again."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterator

from retinoid_teach.evidence import Catalog

_EXPECTED = "cells such as GS001.factor, joined by + - * / ( ) and plain numbers"
_LONGEST = 400
_OPERATIONS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def cell_value(expression: str, catalog: Catalog) -> float:
    """Work out an ``answer_from``: one cell, or arithmetic over cells.

    Parameters
    ----------
    expression : str
        Such as ``"GS011.lesion_score"`` or ``"GS001.factor*GS008.lesion_score + GS004.factor"``.
    catalog : Catalog
        Where the rows are.

    Raises
    ------
    ValueError
        If it is no such arithmetic, names a row or column that is not there, or a cell that is no number.
    """
    try:
        return _value(_parsed(expression), catalog)
    except ZeroDivisionError:
        raise ValueError(f"{expression!r} divides by zero") from None


def cells(expression: str) -> tuple[tuple[str, str], ...]:
    """Return the cells of an ``answer_from`` as pairs of row id and column, in the order written.

    Examples
    --------
    >>> cells("GS001.factor * GS008.lesion_score")
    (('GS001', 'factor'), ('GS008', 'lesion_score'))
    """
    return tuple(_cells(_parsed(expression)))


def _parsed(expression: str) -> ast.expr:
    try:
        if len(expression) > _LONGEST:
            raise SyntaxError
        return ast.parse(expression.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise ValueError(f"{expression[:80]!r} cannot be read; write {_EXPECTED}") from None


def _cells(node: ast.expr) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.BinOp):
        yield from _cells(node.left)
        yield from _cells(node.right)
    elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        yield node.value.id, node.attr


def _value(node: ast.expr, catalog: Catalog) -> float:
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATIONS:
        return _OPERATIONS[type(node.op)](_value(node.left, catalog), _value(node.right, catalog))
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return _cell(node.value.id, node.attr, catalog)
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return float(node.value)  # type: ignore[arg-type]
    raise ValueError(f"{ast.unparse(node)[:80]!r} is not allowed; write {_EXPECTED}")


def _cell(row_id: str, column: str, catalog: Catalog) -> float:
    table, row = catalog.row(row_id)
    if column not in row:
        columns = ", ".join(name for name in row if name != "id")
        raise ValueError(f"row {row_id} of {table} has no column {column!r}; it has {columns}")
    try:
        if isinstance(row[column], bool):
            raise TypeError
        return float(row[column])
    except (TypeError, ValueError):
        raise ValueError(f"{row_id}.{column} is {row[column]!r}, which is not a number") from None
