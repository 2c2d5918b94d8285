"""Fill the environment from the locks: hashes checked, by uv where it is on the PATH, else by pip."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from bootstrapping import environment as env
from bootstrapping.environment import Environment
from bootstrapping.trouble import Trouble, explain

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
    return bool(stamp) and stamp.get("folder") == str(environment.folder)


def _fill(environment: Environment, locks: tuple[str, ...], needed: dict[str, str]) -> None:
    stamp = env.read_stamp(environment)
    kept = _can_be_kept(environment, stamp) and env.works(environment)
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
        _install(environment, [f"--requirement={environment.root / name}" for name in missing])
    _install_project(environment)
    if not env.works(environment):
        raise Trouble(
            f"The installation ended, but JupyterLab cannot be found in it. Delete {environment.folder}, "
            "then run the same command again."
        )
    env.write_stamp(environment, {**stamp, **needed})


def _install(environment: Environment, requirements: Sequence[str]) -> None:
    rules = ["install", "--require-hashes", *requirements]
    uv = _uv()
    if uv:
        command = [uv, "pip", *rules, "--python", str(environment.python), "--no-build", "--no-config"]
        if _run(environment, command) is None:
            return
        print("uv did not succeed; trying pip.", flush=True)
    _raise_on_failure(environment, _run(environment, [*_pip(environment), *rules, *_QUICK, *_PIP_MANNERS]))


def _install_project(environment: Environment) -> None:
    rules = ["install", "--no-deps", "--no-build-isolation", "-e", str(environment.root)]
    uv = _uv()
    if (
        uv
        and _run(environment, [uv, "pip", *rules, "--python", str(environment.python), "--no-config"]) is None
    ):
        return
    _raise_on_failure(environment, _run(environment, [*_pip(environment), *rules, *_PIP_MANNERS]))


# A lock is complete, so pip need not look for more; bytecode is written when a module is first used.
_QUICK = ("--no-deps", "--no-compile", "--only-binary=:all:")
_PIP_MANNERS = ("--disable-pip-version-check", "--no-input", "--progress-bar", "off", "--retries", "3")


def _uv() -> str | None:
    return None if os.environ.get(INSTALLER) == "pip" else shutil.which("uv")


def _pip(environment: Environment) -> list[str]:
    env.ensure_pip(environment)
    return [str(environment.python), "-m", "pip"]


def _run(environment: Environment, command: Sequence[str]) -> str | None:
    """Run an installer, its words into the log; give what it printed where it failed, else None."""
    lines: list[str] = []
    with (
        environment.log.open("a", encoding="utf-8") as log,
        subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            env=env.clean_variables(),
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


def _raise_on_failure(environment: Environment, output: str | None) -> None:
    if output is None:
        return
    errors = [line for line in output.splitlines() if line.lower().lstrip().startswith("error")]
    sentence = explain(
        output,
        folder=environment.root,
        needed_mb=sum(env.NEEDED_MB.values()),
        python=".".join(map(str, sys.version_info[:2])),
    )
    raise Trouble(
        sentence
        or f"The installer stopped. It said: {errors[-1] if errors else 'nothing'} (all: {environment.log})"
    )
