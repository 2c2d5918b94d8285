"""Make the locks anew from pyproject.toml: hashed, for every system, no address and no path in them."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from bootstrapping.environment import LEARNER_LOCK, TEST_LOCK
from bootstrapping.trouble import Trouble, explain

OLDEST_PYTHON = "3.11"
HEAD = "# {what} Made by `make lock` from pyproject.toml; do not edit.\n"
LEARNER_HEAD = HEAD.format(what="What a learner needs.")
TEST_HEAD = HEAD.format(what=f"What the tests need beyond {LEARNER_LOCK}, in agreement with it.")


def make_locks(root: Path, arguments: list[str]) -> int:
    """Write both locks; `arguments` go to uv, such as --upgrade."""
    learner = _compile(root, LEARNER_LOCK, ["--group", "build", *arguments])
    _write(root / LEARNER_LOCK, LEARNER_HEAD + learner)
    there = [part for name in package_names(learner) for part in ("--no-emit-package", name)]
    rest = _compile(root, TEST_LOCK, ["--extra", "test", "--constraint", LEARNER_LOCK, *there, *arguments])
    _write(root / TEST_LOCK, TEST_HEAD + rest)
    counts = [len(package_names(text)) for text in (learner, rest)]
    print(f"{LEARNER_LOCK}: {counts[0]} packages; {TEST_LOCK}: {counts[1]} more.")
    return 0


def package_names(lock: str) -> list[str]:
    """Give the names of the packages in a lock's text."""
    return re.findall(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==", lock, flags=re.MULTILINE)


def _compile(root: Path, lock: str, rules: list[str]) -> str:
    uv = shutil.which("uv")
    if uv is None:
        raise Trouble(
            "Making the locks needs uv: install it (`pip install uv`), then run the same command again."
        )
    command = [
        *(
            uv,
            "pip",
            "compile",
            "pyproject.toml",
            "--universal",
            "--generate-hashes",
            "--quiet",
            "--no-header",
        ),
        *(
            "--python-version",
            OLDEST_PYTHON,
            "--fork-strategy",
            "fewest",
            "--no-config",
            "--output-file",
            lock,
        ),
        *rules,
    ]
    answer = subprocess.run(
        command, cwd=root, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    if answer.returncode:
        output = answer.stdout + answer.stderr
        raise Trouble(
            explain(output, folder=root) or f"uv could not make {lock}. It said: {output.strip()[-600:]}"
        )
    return (root / lock).read_text(encoding="utf-8")


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
