"""Reads the lessons for the tests: cells, sections, links, quizzes, outputs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import nbformat

ROOT = Path(__file__).resolve().parents[2]
LESSONS = sorted((ROOT / "notebooks").glob("*.ipynb"))
VIEW = "application/vnd.jupyter.widget-view+json"
HEADING = re.compile(r"^(#{1,6}) +(.+?)\s*$", re.MULTILINE)
LINK = re.compile(r"(?<!!)\[[^\]\n]+\]\(([^)\s]+)\)")


@dataclass(frozen=True)
class Section:
    """A heading of the second level with all cells under it, up to the next one."""

    title: str
    cells: tuple[Any, ...]

    @property
    def prose(self) -> str:
        return "\n\n".join(cell.source for cell in self.cells if cell.cell_type == "markdown")


@cache
def lesson(path: Path) -> Any:
    return nbformat.read(path, as_version=4)


def named(path: Path) -> str:
    return path.stem


def prose(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the id and the text of every Markdown cell."""
    return ((cell.id, cell.source) for cell in lesson(path).cells if cell.cell_type == "markdown")


def code(path: Path) -> list[Any]:
    return [cell for cell in lesson(path).cells if cell.cell_type == "code"]


def headings(path: Path) -> list[tuple[int, str]]:
    text = "\n\n".join(text for _, text in prose(path))
    return [(len(marks), title) for marks, title in HEADING.findall(without_code(text))]


def sections(path: Path) -> list[Section]:
    """The sections in order. A lesson's Markdown cell has at most one heading, at its start."""
    found: list[tuple[str, list[Any]]] = []
    for cell in lesson(path).cells:
        heading = re.match(r"## +(.+)", cell.source) if cell.cell_type == "markdown" else None
        if heading:
            found.append((heading[1].strip(), []))
        if found:
            found[-1][1].append(cell)
    return [Section(title, tuple(cells)) for title, cells in found]


def links(text: str) -> list[str]:
    return LINK.findall(without_code(text))


def without_code(text: str) -> str:
    return re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)


def tables_in(text: str) -> int:
    return len(re.findall(r"^\|(?:\s*:?-+:?\s*\|)+\s*$", text, re.MULTILINE))


def quizzes(path: Path) -> list[tuple[str, list[str]]]:
    """The id of each cell with a quiz, and the questions it asks."""
    found = []
    for cell in code(path):
        asked = [
            part.value
            for node in ast.walk(ast.parse(cell.source))
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "rt.widgets.quiz"
            for part in ast.walk(node)
            if isinstance(part, ast.Constant) and isinstance(part.value, str)
        ]
        if asked:
            found.append((cell.id, asked))
    return found


def cited_at_the_end(path: Path) -> list[str]:
    """The row ids that the cell `references` gives to `rt.cite`."""
    (cell,) = [cell for cell in code(path) if cell.id == "references"]
    texts = [n.value for n in ast.walk(ast.parse(cell.source)) if isinstance(n, ast.Constant)]
    return [row_id for text in texts if isinstance(text, str) for row_id in text.split()]


def shown(cell: Any) -> str:
    """All that a code cell shows as HTML, or as text where it has no HTML."""
    data = [output.get("data", {}) for output in cell.outputs]
    return "\n".join(str(one.get("text/html") or one.get("text/plain") or "") for one in data)
