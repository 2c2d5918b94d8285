"""Find a Chromium for the browser tests, or install one where that can be done."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from pathlib import Path

from bootstrapping.environment import ALONE, Environment, clean_variables, run_quietly

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLAYWRIGHTS_OWN = (
    "from playwright.sync_api import sync_playwright as s\n"
    "with s() as p:\n"
    "    print(p.chromium.executable_path)"
)
# The explorer's pictures need a sans-serif face with the signs it shows.
DEBIAN_PACKAGES = ("chromium", "fonts-dejavu-core", "fonts-liberation")


def find(environment: Environment) -> str | None:
    """Give the path of a Chromium that starts: the CHROMIUM variable's, the PATH's, or Playwright's own."""
    named = os.environ.get("CHROMIUM")
    candidates = [shutil.which(named)] if named else [shutil.which(name) for name in NAMES]
    for candidate in filter(None, candidates):
        if _starts(candidate):
            return candidate
    own = None if named else _playwrights_own(environment)
    return own if own and _starts(own) else None


def find_or_install(environment: Environment) -> str | None:
    """Give a Chromium, installing one where none is found; None where that failed too."""
    found = find(environment)
    if found or os.environ.get("CHROMIUM"):
        return found
    print("No Chromium found for the browser tests; trying to install one.", flush=True)
    return _from_debian(environment) or _from_playwright(environment)


def _from_debian(environment: Environment) -> str | None:
    if not (shutil.which("apt-get") and os.name == "posix" and os.geteuid() == 0):
        return None
    variables = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    _quietly(["apt-get", "update", "-qq"], variables)
    _quietly(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *DEBIAN_PACKAGES], variables)
    return find(environment)


def _from_playwright(environment: Environment) -> str | None:
    _quietly([str(environment.python), "-m", "playwright", "install", "chromium"], clean_variables())
    return find(environment)


def _playwrights_own(environment: Environment) -> str | None:
    answer = run_quietly(environment, [str(environment.python), *ALONE, "-c", PLAYWRIGHTS_OWN])
    path = os.fsdecode(answer.stdout.strip().encode("utf-8"))
    return path if answer.returncode == 0 and path and Path(path).exists() else None


def _starts(path: str) -> bool:
    try:
        return (
            subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
        )
    except (OSError, subprocess.TimeoutExpired):
        return False


def _quietly(command: list[str], variables: dict[str, str]) -> None:
    # Whether it helped is seen by looking for the browser again, not from here.
    nothing = subprocess.DEVNULL
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        subprocess.run(
            command, stdin=nothing, stdout=nothing, stderr=nothing, env=variables, timeout=900, check=False
        )
