"""What the widgets carry is what their sources give."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from retinoid_teach.widgets._page.built import BUILT, read_built

WIDGETS = BUILT.parent
ROOT = WIDGETS.parents[1]
TOOLS = ROOT / "node_modules"
CARRIED = sorted(path.name for path in BUILT.glob("*.*s") if path.suffix in {".js", ".css"})
BUILD_ANEW = "build the scripts anew: npm ci --ignore-scripts && npm run build"


def test_no_source_is_newer_than_what_was_built_of_it():
    """Seen without Node too: the build keeps the digest of each source."""
    kept = json.loads((BUILT / "sources.json").read_text(encoding="utf-8"))
    found = {name: digest((WIDGETS / name).resolve()) for name in kept}
    assert found == kept, BUILD_ANEW


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_text(encoding="utf-8").encode()).hexdigest()


def test_every_script_and_sheet_of_a_wing_is_carried():
    kept = json.loads((BUILT / "sources.json").read_text(encoding="utf-8"))
    sources = {path.relative_to(WIDGETS).as_posix() for path in WIDGETS.glob("_*/*.[jc]s*")}
    assert sources - set(kept) == set()


@pytest.mark.parametrize("name", CARRIED)
def test_a_bundle_asks_for_no_other_file(name):
    """Stored in a notebook it is read anywhere, with no network and no folder around it."""
    text = read_built(name)
    assert re.findall(r"@import|url\(|\bimport\b|importScripts|(?<![\w-])from[\"']", text) == []


def test_the_licence_of_the_plots_goes_with_them():
    assert "Copyright (c) 2022 Leon Sorokin" in read_built("labs.js")
    assert "Permission is hereby granted" in read_built("labs.js")


@pytest.mark.slow
@pytest.mark.parametrize("command", [("build", "--", "--check"), ("types",), ("lint",)], ids=" ".join)
def test_with_node_the_scripts_pass(command):
    """Who only learns or teaches has no Node: `.ci/run` has, and there it is required."""
    npm = shutil.which("npm")
    if npm is None or not TOOLS.is_dir():
        assert os.environ.get("CI") != "true", "npm ci --ignore-scripts has not run"
        pytest.skip("no Node, or npm ci has not run")
    answer = subprocess.run([npm, "run", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, f"\n{answer.stdout}{answer.stderr}"
