"""Every file of the tree: readable anywhere, and free of addresses and paths of one machine."""

from __future__ import annotations

import re

from tests.package.tree import ROOT, text_files

REGISTRY = re.compile(r"(?:pypi|pythonhosted|npmjs|anaconda|debian)\.(?:org|com|io)", re.IGNORECASE)
MACHINE_PATH = re.compile(r"(?<![\w.:/-])(?:/(?:root|home|work|Users)/\w|/tmp/[w]/|[A-Z]:\\Users)")


def _faults(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number}: {found.group()}"
        for path in text_files()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if (found := pattern.search(line))
    ]


def test_text_is_utf8_without_a_mark_and_with_unix_line_ends():
    for path in text_files():
        content = path.read_bytes()
        content.decode("utf-8")
        assert not content.startswith(b"\xef\xbb\xbf"), path
        assert b"\r" not in content, path


def test_text_ends_with_one_line_end():
    """Ours does; what others wrote is shipped as they wrote it."""
    for path in (one for one in text_files() if "vendor" not in one.parts):
        content = path.read_bytes()
        assert not content or (content.endswith(b"\n") and not content.endswith(b"\n\n")), path


def test_no_file_names_a_package_registry():
    assert _faults(REGISTRY) == []


def test_no_file_names_a_path_of_one_machine():
    assert _faults(MACHINE_PATH) == []


def test_the_patterns_find_what_they_are_for():
    host = "py" + "pi.org"
    assert REGISTRY.search(f"--index{'-'}url https://{host}/")
    folder = "/home" + "/someone/retinoid_teach"
    assert MACHINE_PATH.search(f"# via -r {folder}")
    assert not MACHINE_PATH.search("https://example.org/home/x")
