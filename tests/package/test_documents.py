"""What README and its neighbours promise: links that lead somewhere, commands that are there."""

from __future__ import annotations

import re

import pytest

from benchmarks.command import PAGE
from benchmarks.table import BEGIN, END, HEADINGS
from bootstrapping import tasks
from retinoid_teach.cli import main
from tests.package.tree import ROOT, files

NAMED = re.compile(r"(?<![\w./-])(?:[\w-]+/)*[\w-]+\.(?:py|js|css)\b")
MADE_ELSEWHERE = {"nbgrader_config.py"}
"""What nbgrader reads, in the folder of a course."""

DOCUMENTS = [path for path in files() if path.suffix == ".md"]
LINK = re.compile(r"\]\(([^)\s]+)\)")


def _anchors(text: str) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_inside_the_repository_leads_somewhere(document):
    for link in LINK.findall(document.read_text(encoding="utf-8")):
        if "://" in link or link.startswith("mailto:"):
            continue
        name, _, anchor = link.partition("#")
        target = document.parent / name if name else document
        assert target.exists(), link
        if anchor and target.suffix == ".md":
            assert anchor in _anchors(target.read_text(encoding="utf-8")), link


def _commands(pattern: str) -> set[str]:
    written = "\n".join(
        path.read_text(encoding="utf-8") for path in DOCUMENTS if "decisions" not in path.parts
    )
    return set(re.findall(pattern, written))


def test_every_make_task_that_is_named_is_there():
    assert _commands(r"\bmake (lab|test|lessons|bench|mutate|lock)\b") <= set(tasks.TASKS)
    assert _commands(r"(?m)^\s*make (\w+)") <= set(tasks.TASKS)


def test_every_command_that_is_named_is_there(capsys):
    for command in _commands(r"(?m)^retinoid-teach ([a-z-]+)"):
        assert main([command, "--help"]) == 0, command


def _rows(text: str) -> list[dict[str, str]]:
    """The rows of a page's one table of measures, as dicts of its headings."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    start = next(at for at, line in enumerate(cells) if line[0] == HEADINGS[0])
    return [dict(zip(cells[start], line, strict=True)) for line in cells[start + 2 :]]


def test_what_readme_quotes_stands_in_the_measured_table():
    """After `make bench ARGS=--write`, quote the new values."""
    page = (ROOT / PAGE).read_text(encoding="utf-8")
    measured = _rows(page.partition(BEGIN)[2].partition(END)[0])
    quoted = _rows((ROOT / "README.md").read_text(encoding="utf-8").partition("## Measured")[2])
    assert len(quoted) == 6
    assert len(measured) > len(quoted)
    assert [row for row in quoted if not any(row.items() <= other.items() for other in measured)] == []


def test_the_decisions_are_numbered_without_a_gap():
    names = sorted(path.name for path in (ROOT / "docs" / "decisions").glob("*.md"))
    assert [name[:3] for name in names] == [f"{number:03}" for number in range(1, len(names) + 1)]


def test_every_module_and_script_that_a_text_names_is_there():
    """After a move, comments of the other side went on naming the old file."""
    there = [path.relative_to(ROOT).as_posix() for path in files()]
    written = [
        path for path in files() if path.suffix in {".md", ".py", ".js", ".css"} and _names_files(path)
    ]
    faults = [
        f"{path.relative_to(ROOT).as_posix()} names {name}"
        for path in written
        for name in NAMED.findall(path.read_text(encoding="utf-8"))
        if not any(one == name or one.endswith(f"/{name}") for one in there) and name not in MADE_ELSEWHERE
    ]
    assert len(written) > 200
    assert faults == []


def _names_files(path):
    """Not the history, nor what a tool built of other files."""
    parts = path.relative_to(ROOT).parts
    return parts[0] in {"retinoid_teach", "docs"} and "built" not in parts
