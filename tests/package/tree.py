"""The files of the repository, as the tests of this folder see them."""

from __future__ import annotations

import subprocess
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
NEVER = {
    ".git",
    ".venv",
    "__pycache__",
    ".ipynb_checkpoints",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    "dist",
}
BINARY = {".png", ".jpg", ".ico", ".woff2"}


@cache
def files() -> tuple[Path, ...]:
    """Give every file that git has or would take; in an unpacked archive, every file there is."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        answer = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
        names = [name for name in answer.stdout.decode("utf-8").split("\0") if name]
        found = [ROOT / name for name in names]
    except (OSError, subprocess.CalledProcessError):
        found = [path for path in ROOT.rglob("*") if not NEVER.intersection(path.relative_to(ROOT).parts)]
    return tuple(sorted(path for path in found if path.is_file()))


def text_files() -> tuple[Path, ...]:
    """Give every file that is text."""
    return tuple(path for path in files() if path.suffix not in BINARY)


@cache
def project() -> dict[str, Any]:
    """Give what pyproject.toml says."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
