"""Scripts of others: as their authors publish them, named with their licence, joined unread."""

from __future__ import annotations

import hashlib
import re

import pytest

from retinoid_teach.widgets._page import bundle
from retinoid_teach.widgets._page.bundle import STATIC, BundleError

VENDOR = STATIC / "_labs" / "vendor"
FOLDERS = sorted(path for path in VENDOR.iterdir() if path.is_dir())
PUBLISHED = {"uplot/uplot.js": "19c8d4c6ad88929a79f4ae49d6f7161566dfd0ba3d15cc495e974f787eb78f1f"}
"""What the packages hold; a change made here would be lost with the next version."""


@pytest.fixture
def write(tmp_path):
    def _write(script, licence="May be used."):
        folder = tmp_path / "vendor/a"
        folder.mkdir(parents=True)
        (folder / "a.js").write_text(script, encoding="utf-8")
        if licence is not None:
            (folder / "LICENSE").write_text(licence, encoding="utf-8")
        (tmp_path / "b.js").write_text(
            'import { a } from "./vendor/a/a.js";\nexport function b() { return a; }\n', encoding="utf-8"
        )
        return tmp_path

    return _write


def test_a_vendored_script_is_joined_as_it_is_after_its_licence(write) -> None:
    folder = write('/*! a 1.0 */\nvar a=function(){"use strict";\n  // kept\n  return `\n`}();\n')
    assert bundle.module("b.js", folder) == (
        '/*!\nMay be used.\n*/\n/*! a 1.0 */\nvar a=function(){"use strict";\n  // kept\n  return `\n`}();\n'
        "function b() { return a; }\nexport { b };\n"
    )


@pytest.mark.parametrize(
    ("script", "licence", "said"),
    [
        ("var a=1;", None, r"vendor/a/LICENSE: cannot be read"),
        ("var a=1;", "no */ end", r"its LICENSE cannot stand in a comment"),
        ("export default 1;", "", r"a vendored script declares one name"),
        ("var c=1;", "", r"b\.js: vendor/a/a\.js does not export a"),
    ],
)
def test_a_broken_rule_is_named(write, script, licence, said) -> None:
    with pytest.raises(BundleError, match=said):
        bundle.module("b.js", write(script, licence))


def test_every_script_is_the_published_one() -> None:
    found = {
        path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.glob("*/*.js")
    }
    assert found == PUBLISHED


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_a_folder_has_its_licence_and_its_line_in_the_list(folder) -> None:
    assert "Copyright" in (folder / "LICENSE").read_text(encoding="utf-8")
    listed = (VENDOR / "README.md").read_text(encoding="utf-8")
    (line,) = re.findall(rf"^\| `{folder.name}` .*$", listed, re.MULTILINE)
    version = re.search(r"\d+\.\d+\.\d+", line)
    (script,) = folder.glob("*.js")
    assert version is not None
    assert f"v{version[0]}" in script.read_text(encoding="utf-8")[:200]


def test_a_lab_carries_the_licence_of_what_it_draws_with() -> None:
    assert "Permission is hereby granted" in bundle.module("_labs/lab.js")
