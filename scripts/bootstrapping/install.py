"""Fill the environment from the locks: hashes checked, by uv where it is on the PATH, else by pip."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from bootstrapping import environment as env
from bootstrapping.environment import ALONE, Environment
from bootstrapping.path_file import make_relative
from bootstrapping.trouble import Trouble, explain
from bootstrapping.uv_settings import settings_rule

INSTALLER = "RETINOID_TEACH_INSTALLER"


def prepare(root: Path, locks: tuple[str, ...]) -> Environment:
    """Give an environment that holds what `locks` name and the project itself, made or repaired if needed."""
    environment = Environment(root)
    needed = env.wanted(root, locks)
    if _is_ready(environment, needed):
        return environment
    with env.one_at_a_time(environment):
        if not _is_ready(environment, needed):
            _fill(environment, locks, needed)
    return environment


def _is_ready(environment: Environment, needed: dict[str, str]) -> bool:
    stamp = env.read_stamp(environment)
    return needed.items() <= stamp.items() and _can_be_kept(environment, stamp) and env.works(environment)


def _can_be_kept(environment: Environment, stamp: dict[str, str]) -> bool:
    # Scripts in an environment hold its path: a folder that was moved has to be made again.
    return bool(stamp) and stamp.get("folder") == env.place(environment)


def _fill(environment: Environment, locks: tuple[str, ...], needed: dict[str, str]) -> None:
    stamp = env.read_stamp(environment)
    kept = _can_be_kept(environment, stamp) and _complaint(environment) is None
    if not kept:
        if environment.folder.exists():
            print("The environment in .venv is half made or damaged; making it again.", flush=True)
        env.remove(environment)  # before space is counted: it may fill the disk itself
        stamp = {}
    missing = [name for name in locks if stamp.get(name) != needed[name]]
    env.check_space(environment, missing)
    if not kept:
        env.make(environment, with_pip=_uv() is None)
    # From here to the new stamp, a stop leaves a half-made environment.
    environment.stamp.unlink(missing_ok=True)
    if missing:
        print(f"Installing from {' and '.join(missing)}: one to three minutes the first time.", flush=True)
    _install(environment, missing)
    env.write_stamp(environment, {**stamp, **needed})


def _install(environment: Environment, locks: Sequence[str]) -> None:
    """Install what `locks` name and the project: by uv where there is one, else or if that fails by pip."""
    uv = _uv()
    if uv:
        if _by_uv(environment, uv, locks) is None and _complaint(environment) is None:
            return
        print("uv did not succeed; trying pip.", flush=True)
    output = _by_pip(environment, locks)
    if output is not None:
        raise _trouble(environment, output)
    complaint = _complaint(environment)
    if complaint is not None:
        raise Trouble(
            f"The installation ended, but JupyterLab cannot be found in it: its Python said “{complaint}”. "
            f"Delete {environment.folder}, then run the same command again."
        )


def _complaint(environment: Environment) -> str | None:
    make_relative(environment)
    return env.complaint(environment)


def _by_uv(environment: Environment, uv: str, locks: Sequence[str]) -> str | None:
    """Install by uv; give what it printed where it failed, else None."""
    where = ["--python", str(environment.python), *settings_rule()]
    variables = env.clean_variables()
    for rules in _steps(environment, locks, ["--no-build"]):
        output = _run(environment, [uv, "pip", "install", *where, *rules], variables)
        if output is not None:
            return output
    return None


def _by_pip(environment: Environment, locks: Sequence[str]) -> str | None:
    """Install by pip; give what it printed where it failed, else None."""
    env.ensure_pip(environment)
    pip = [str(environment.python), *ALONE, "-m", "pip", "install", *_HERE, *_PIP_MANNERS]
    variables = env.clean_variables() | env.utf_8_variables(environment) | _NOT_FROM_ITS_SETTINGS
    for rules in _steps(environment, locks, _QUICK):
        output = _run(environment, [*pip, *rules], variables | {"PIP_PYTHON": str(environment.python)})
        if output is not None:
            return output
    return None


def _steps(environment: Environment, locks: Sequence[str], quick: Sequence[str]) -> list[list[str]]:
    requirements = [f"--requirement={environment.root / name}" for name in locks]
    project = ["--no-deps", "--no-build-isolation", "-e", str(environment.root)]
    return [["--require-hashes", *requirements, *quick], project] if locks else [project]


# A lock is complete, so pip need not look for more; bytecode is written when a module is first used.
_QUICK = ("--no-deps", "--no-compile", "--only-binary=:all:")
_PIP_MANNERS = ("--disable-pip-version-check", "--no-input", "--progress-bar", "off", "--retries", "3")
# A person's settings file for pip is read, because it may name the only index, proxy or certificate that
# works here. What would put packages elsewhere, or add rules to the locks, is overruled: a place by an empty
# argument (an empty variable would not count), the others by a variable (an argument cannot say no).
_HERE = ("--target=", "--prefix=", "--root=")
_NOT_FROM_ITS_SETTINGS = {"PIP_USER": "0", "PIP_REQUIRE_HASHES": "0", "PIP_CONSTRAINT": os.devnull}


def _uv() -> str | None:
    return None if os.environ.get(INSTALLER) == "pip" else shutil.which("uv")


def _run(environment: Environment, command: Sequence[str], variables: Mapping[str, str]) -> str | None:
    """Run an installer, its words into the log; give what it printed where it failed, else None."""
    lines: list[str] = []
    with (
        environment.log.open("a", encoding="utf-8") as log,
        subprocess.Popen(
            command,
            # Not where this person happens to be: uv takes settings from there.
            cwd=environment.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            env=variables,
        ) as process,
    ):
        for line in process.stdout or ():
            lines.append(line)
            log.write(line)
            _show_progress(line)
    _show_progress("")
    return "".join(lines) if process.returncode else None


def _show_progress(line: str) -> None:
    # One line that changes, and only for a person: a log stays short.
    if sys.stdout.isatty():
        words = (
            " ".join(line.split()[:2]) if line.startswith(("Collecting", "Installing", "Downloading")) else ""
        )
        if words or not line:
            print(f"\r  {words:<60}\r", end="", flush=True)


def _trouble(environment: Environment, output: str) -> Trouble:
    """Make of what an installer printed what a person can do about it."""
    errors = [line for line in output.splitlines() if re.match(r"\s*(?:\S+ install: )?error", line, re.I)]
    sentence = explain(
        output,
        folder=environment.root,
        needed_mb=sum(env.NEEDED_MB.values()),
        python=".".join(map(str, sys.version_info[:2])),
    )
    said = errors[-1] if errors else env.last_line(output)
    return Trouble(sentence or f"The installer stopped. It said: {said} (all: {environment.log})")
