"""The joiner: parts in, one ES module out, and a sentence that helps where a part breaks a rule."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from retinoid_teach.widgets._page import bundle
from retinoid_teach.widgets._page.bundle import BundleError

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def _write(**parts: str) -> Path:
        for name, text in parts.items():
            (tmp_path / name.replace("_css", ".css").replace("_js", ".js")).write_text(text, encoding="utf-8")
        return tmp_path

    return _write


def test_a_part_follows_what_it_imports(write: Write) -> None:
    folder = write(
        a_js='import { b } from "./b.js";\nexport function render() { return b() + c; }\n',
        b_js='import { c } from "./c.js";\nexport function b() { return c; }\n',
        c_js="export const c = 1;\n",
    )
    assert bundle.module("a.js", folder).startswith(
        "const c = 1;\nfunction b() { return c; }\nfunction render() { return b() + c; }\n"
    )


def test_a_widget_ends_as_one_whose_state_a_notebook_keeps(write: Write) -> None:
    widget = bundle.module("a.js", write(a_js="export function render() {}\n"))
    assert widget.endswith(f"\n{bundle.WIDGET_END}\n")
    assert widget.count("\nfunction lasting(render) {") == 1
    page = bundle.module("b.js", write(b_js="export function mount() {}\n"))
    assert "lasting" not in page


def test_a_shared_part_is_joined_once(write: Write) -> None:
    folder = write(
        a_js='import { b } from "./b.js";\nimport { c } from "./c.js";\nexport function render() {}\n',
        b_js='import { c } from "./c.js";\nexport function b() {}\n',
        c_js="export const c = 1;\n",
    )
    assert bundle.module("a.js", folder).count("const c = 1;") == 1


def test_an_entry_without_render_exports_its_own_names(write: Write) -> None:
    folder = write(a_js="export function mount() {}\nfunction quiet() {}\nexport const two = 2;\n")
    assert bundle.module("a.js", folder).endswith("export { mount, two };\n")


def test_an_entry_may_export_render_and_more(write: Write) -> None:
    folder = write(a_js="export function render() {}\nexport function mount() {}\n")
    assert bundle.module("a.js", folder).endswith(f"{bundle.WIDGET_END}\nexport {{ mount }};\n")


def test_comments_are_left_out_and_code_is_not(write: Write) -> None:
    folder = write(
        a_js="/**\n * Says a thing.\n * export function no() {}\n */\nexport function render() {\n"
        '  // why\n  return "http://x/*y*/"; // kept\n}\n'
    )
    joined = bundle.module("a.js", folder)
    assert joined.startswith('function render() {\nreturn "http://x/*y*/"; // kept\n}\n')


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({}, r"a\.js: cannot be read"),
        ({"a_js": 'import { b } from "./b.js";\n'}, r"b\.js: cannot be read"),
        (
            {"a_js": 'import {\n  b\n} from "./b.js";\n'},
            r"a\.js, line 1: write an import as import \{ a, b \}",
        ),
        ({"a_js": '\nimport b from "./b.js";\n'}, r"a\.js, line 2: write an import"),
        ({"a_js": 'import { b as c } from "./b.js";\n'}, r"write an import"),
        ({"a_js": 'import { b } from "b";\n'}, r"write an import"),
        ({"a_js": "/* one\ntwo */\nexport default { a };\n"}, r"a\.js, line 3: write an export"),
        ({"a_js": "export { a };\n"}, r"a\.js, line 1: write an export"),
        ({"a_js": "export let a = 1;\n"}, r"write an export"),
        ({"a_js": "const a = `one\ntwo`;\n"}, r"a\.js, line 1: a text in backticks"),
        (
            {"a_js": 'import { b } from "./b.js";\n', "b_js": "function b() {}\n"},
            r"a\.js: b\.js does not export b",
        ),
        (
            {
                "a_js": 'import { b } from "./b.js";\nconst x = 1;\n',
                "b_js": "export const b = 1;\nfunction x() {}\n",
            },
            r"x is declared in b\.js and in a\.js",
        ),
        (
            {
                "a_js": 'import { b } from "./b.js";\n',
                "b_js": 'import { a } from "./a.js";\nexport const b = 1;\n',
            },
            r"in a circle: a\.js > b\.js > a\.js",
        ),
    ],
)
def test_a_broken_rule_is_named(write: Write, parts: dict[str, str], said: str) -> None:
    with pytest.raises(BundleError, match=said):
        bundle.module("a.js", write(**parts))


def test_a_comment_before_code_on_its_line_swallows_nothing(write: Write) -> None:
    folder = write(a_js="/** @type {number} */ export const a = 1;\n/** Two. */\nexport const b = 2;\n")
    with pytest.raises(BundleError, match="does not export a"):
        bundle.module("c.js", write(c_js='import { a } from "./a.js";\n'))
    assert "const b = 2;" in bundle.module("a.js", folder)


def test_styles_are_joined_in_order_without_comments(write: Write) -> None:
    folder = write(one_css="/* why\n * and how */\na { b: c; }\n", two_css=".d { e: f; } /* g */\n")
    assert bundle.style("one.css", "two.css", folder=folder) == "a{b:c}\n.d{e:f}\n"


def test_white_space_that_means_something_stays(write: Write) -> None:
    text = 'a :is(b, i) > c:hover,\nd {\n  width: calc(1% + 2px);\n  font: 1em "Segoe UI", serif;\n}\n'
    joined = 'a :is(b,i) > c:hover,d{width:calc(1% + 2px);font:1em "Segoe UI",serif}\n'
    assert bundle.style("one.css", folder=write(one_css=text)) == joined


@pytest.mark.parametrize("text", ['@import "x.css";', "a { background: url(x.png); }"])
def test_a_style_loads_nothing(write: Write, text: str) -> None:
    with pytest.raises(BundleError, match=r"one\.css: a sheet of a bundle loads no other file"):
        bundle.style("one.css", folder=write(one_css=text))


def test_a_missing_style_is_named(write: Write) -> None:
    with pytest.raises(BundleError, match=r"none\.css: cannot be read"):
        bundle.style("none.css", folder=write())


def test_the_answer_is_kept() -> None:
    assert bundle.module("_page/dom.js") is bundle.module("_page/dom.js")
    assert bundle.style("_page/theme.css") is bundle.style("_page/theme.css")
