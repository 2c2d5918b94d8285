"""`make mutate`: which changes are made, and whether they leave a module that can be read."""

from __future__ import annotations

import ast

import pytest

import mutate


def _changes(tmp_path, source):
    module = tmp_path / "module.py"
    module.write_text(source, encoding="utf-8")
    found = mutate.changes_of(module, tmp_path)
    for change in found:
        ast.parse(change.apply(module.read_bytes()))
    return [(change.line, change.before, change.after) for change in found]


@pytest.mark.parametrize(
    ("source", "before", "after"),
    [
        ("x = a < b", "a < b", "(a <= b)"),
        ("x = a in b", "a in b", "(a not in b)"),
        ("x = a and b", "a and b", "(a or b)"),
        ("x = a + b", "a + b", "(a - b)"),
        ("x = not a", "not a", "(a)"),
        ("x = True", "True", "(False)"),
        ("x = 7", "7", "(8)"),
        ("x = max(a)", "max", "(min)"),
        ("x = a if b else c", "b", "(not (b))"),
        ("if a:\n    b()", "a", "(not (a))"),
        ("x = [a for a in b if c]", "c", "(True)"),
    ],
)
def test_what_is_changed(source, before, after, tmp_path):
    assert (1, before, after) in _changes(tmp_path, source + "\n")


@pytest.mark.parametrize(
    "source",
    [
        '"""Words."""\n',
        "def f(x: Literal[1]) -> Literal[2]: ...\n",
        "if TYPE_CHECKING:\n    x = 1\n",
        'f"{a + 1}"\n',
    ],
)
def test_what_is_left_alone(source, tmp_path):
    assert _changes(tmp_path, source) == []


def test_the_place_is_right_after_letters_of_many_bytes(tmp_path):
    source = 'x = "“café” – ≥"; y = a == b\n'
    assert _changes(tmp_path, source) == [(1, "a == b", "(a != b)")]


def test_every_change_of_the_decisions_leaves_code_that_parses():
    for module in sorted((mutate.ROOT / "retinoid_teach" / "clinic").glob("*.py")):
        source = module.read_bytes()
        for change in mutate.changes_of(module):
            ast.parse(change.apply(source))
