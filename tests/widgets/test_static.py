"""The scripts and sheets of the widgets: small, documented; no text of theirs becomes markup."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from retinoid_teach.evidence.citations import NOT_CHECKED
from retinoid_teach.widgets._page.built import BUILT, read_built

WIDGETS = BUILT.parent
SCRIPTS = sorted(WIDGETS.glob("_*/*.js"))
SHEETS = sorted(WIDGETS.glob("_*/*.css"))
LONGEST_FILE = 300
LONGEST_BODY = 50
MOST_BYTES = 74_000
"""What one explorer adds to a stored lesson besides its data: its module and its style sheet."""

MARKUP = re.compile(
    r"innerHTML|outerHTML\s*=|insertAdjacentHTML|createContextualFragment|document\.write|DOMParser|setHTML"
    r"|\beval\s*\(|new Function|srcdoc\s*=|javascript:|setTimeout\(\s*[\"'`]"
)
EXPORTED = re.compile(r"^export (?:async )?(?:function|class) ([\w$]+)", re.MULTILINE)
DOCUMENTED = re.compile(
    r"\*/\nexport (?:async )?(?:function|class) ([\w$]+)|^/\*\*.*\*/\nexport (?:async )?function ([\w$]+)",
    re.MULTILINE,
)
PATH = re.compile(r'"(M ?\d[\d .,A-Za-z-]{6,})"')


def named(paths: list[Path]) -> list[object]:
    return [pytest.param(path, id=name_of(path)) for path in paths]


def name_of(path: Path) -> str:
    return path.relative_to(WIDGETS).as_posix()


@pytest.mark.parametrize("path", named([*SCRIPTS, *SHEETS]))
def test_a_file_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", named(SCRIPTS))
def test_no_text_becomes_markup_or_code(path: Path) -> None:
    code = path.read_text(encoding="utf-8")
    assert [code[found.start() : found.end()] for found in MARKUP.finditer(code)] == []


@pytest.mark.parametrize("path", named(SCRIPTS))
def test_an_exported_function_says_what_it_takes(path: Path) -> None:
    code = path.read_text(encoding="utf-8")
    documented = {name for pair in DOCUMENTED.findall(code) for name in pair if name}
    assert set(EXPORTED.findall(code)) - documented == set()
    assert "@param" in code or "@returns" in code or "@type" in code or not EXPORTED.search(code)


@pytest.mark.parametrize("path", named(SCRIPTS))
def test_no_function_is_long(path: Path) -> None:
    """A function that begins at the left margin ends with the first brace that stands there."""
    lines = path.read_text(encoding="utf-8").splitlines()
    starts = [at for at, line in enumerate(lines) if re.match(r"(export )?(async )?function", line)]
    ends = [at for at, line in enumerate(lines) if line == "}"]
    lengths = {lines[at]: next((end for end in ends if end > at), at) - at - 1 for at in starts}
    assert {name: length for name, length in lengths.items() if length > LONGEST_BODY} == {}


@pytest.mark.parametrize("path", named(SHEETS))
def test_a_sheet_keeps_to_the_widgets(path: Path) -> None:
    """Every rule of a sheet stands under a class of ours: nothing of the notebook around it changes."""
    sheet = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    outside = [
        selector.strip()
        for selectors in top_selectors(sheet)
        for selector in re.split(r",(?![^()]*\))", selectors)
        if not re.search(r"\.rt-[\w-]+", selector)
    ]
    assert outside == []


def top_selectors(sheet: str) -> list[str]:
    """The selectors that no other rule encloses, looking through `@media` and the like."""
    found, depth, start, inside_rule = [], 0, 0, None
    for at, letter in enumerate(sheet):
        if letter == "{":
            prelude = sheet[start:at].strip()
            if inside_rule is None and not prelude.startswith("@"):
                found.append(prelude)
                inside_rule = depth
            depth += 1
            start = at + 1
        elif letter == "}":
            depth -= 1
            if inside_rule == depth:
                inside_rule = None
            start = at + 1
        elif letter == ";":
            start = at + 1
    return found


def test_the_mark_of_an_unread_row_is_written_once_and_as_python_says_it() -> None:
    marked = [path for path in SCRIPTS if NOT_CHECKED in path.read_text(encoding="utf-8")]
    assert [name_of(path) for path in marked] == ["_page/words.js"]


def test_a_shape_is_drawn_from_one_place() -> None:
    """Copies of a path drift apart unseen: the tick had four."""
    paths = [path for script in SCRIPTS for path in PATH.findall(script.read_text(encoding="utf-8"))]
    assert paths
    assert sorted(path for path in set(paths) if paths.count(path) > 1) == []


def test_the_explorer_stays_small() -> None:
    """A stored widget carries its module in every notebook that shows it."""
    size = len((read_built("explorer.js") + read_built("explorer.css")).encode())
    assert size <= MOST_BYTES
