"""The folder `.venv`: whether it can be used as it is, and how it is made anew."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bootstrapping.trouble import Trouble, explain

LEARNER_LOCK = "requirements.lock"
TEST_LOCK = "requirements-test.lock"
NEEDED_MB = {LEARNER_LOCK: 900, TEST_LOCK: 600}
# What could lead the new environment's Python or an installer astray, whoever set it. What says how this
# person reaches the network (an index, a proxy, a certificate) is not among them.
STRAY_VARIABLES = (
    *("PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP", "PYTHONSAFEPATH", "PYTHONPLATLIBDIR", "PYTHONEXECUTABLE"),
    *("PYTHONWARNINGS", "PYTHONOPTIMIZE", "PYTHONINSPECT", "PYTHONDEVMODE"),
    *("VIRTUAL_ENV", "CONDA_PREFIX"),
    *("PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_REQUIRE_VIRTUALENV", "PIP_NO_BINARY"),
    *("UV_PROJECT_ENVIRONMENT", "UV_SYSTEM_PYTHON", "UV_CONSTRAINT", "UV_OVERRIDE", "UV_NO_BINARY"),
)
# A module of the folder in which this person happens to be is not taken for one of Python's own.
ALONE = ("-P",)
NO_VENV = (
    "This Python cannot make environments: its venv module is not complete. On Debian or Ubuntu run "
    "`sudo apt install python3-venv`; elsewhere install Python again with all its parts. Then run the same "
    "command again."
)


@dataclass(frozen=True)
class Environment:
    """The environment of one copy of the course."""

    root: Path

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """Its Python."""
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    @property
    def stamp(self) -> Path:
        """The file that says what was installed; there only while that is true."""
        return self.folder / "retinoid-teach-stamp.json"

    @property
    def log(self) -> Path:
        """What the installer printed, last time."""
        return self.folder / "install.log"


def clean_variables() -> dict[str, str]:
    """Give this process's environment variables without those that lead astray."""
    return {name: value for name, value in os.environ.items() if name not in STRAY_VARIABLES}


def run_quietly(environment: Environment, command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run a command with nobody at its keyboard, and keep what it prints."""
    return subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        env=clean_variables() | utf_8_variables(environment),
        check=False,
    )


def utf_8_variables(environment: Environment) -> dict[str, str]:
    """Give what has a Python read and print UTF-8, also under a locale that lacks letters of the path.

    Python's own venv, and what builds a package, fail at a path that they cannot write as UTF-8. A path that
    is no UTF-8 itself is read by the locale that it was made under.
    """
    try:
        os.fsencode(environment.root).decode("utf-8")
    except UnicodeDecodeError:
        return {}
    return {"PYTHONUTF8": "1", "PYTHONIOENCODING": "utf-8"}


def digest(path: Path) -> str:
    """Give the SHA-256 of a file; line endings count."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def wanted(root: Path, locks: tuple[str, ...]) -> dict[str, str]:
    """Tell what has to be installed: each lock and the project's own settings, with their digests."""
    try:
        return {name: digest(root / name) for name in ("pyproject.toml", *locks)}
    except FileNotFoundError as error:
        raise Trouble(
            f"{Path(error.filename).name} is missing: this copy of the course is not complete. Get it again."
        ) from error


def read_stamp(environment: Environment) -> dict[str, str]:
    """Read what was installed; nothing, where the stamp is missing or damaged."""
    try:
        found = json.loads(environment.stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write_stamp(environment: Environment, installed: dict[str, str]) -> None:
    """Say what is installed, in one step: a reader finds the whole stamp or none."""
    half = environment.stamp.with_suffix(".half")
    stamp = {**installed, "folder": place(environment)}
    half.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
    half.replace(environment.stamp)


def place(environment: Environment) -> str:
    """Give where the environment lies, in the same letters under every locale."""
    return os.fsencode(environment.folder).decode("utf-8", "surrogateescape")


def works(environment: Environment) -> bool:
    """Tell whether the environment's Python starts and finds what a learner needs."""
    return complaint(environment) is None


def complaint(environment: Environment) -> str | None:
    """Give why the environment cannot be used, in its Python's own words; None where it can."""
    check = (
        "import sys; from importlib.util import find_spec as found; "
        "needed = ('jupyterlab', 'pandas', 'retinoid_teach'); "
        "sys.exit(None if sys.version_info >= (3, 11) and all(map(found, needed)) else 'not all is there')"
    )
    return _complaint(environment, check)


def make(environment: Environment, *, with_pip: bool) -> None:
    """Make the environment from nothing; without pip where another installer will fill it (it is faster)."""
    command = [
        *(sys.executable, *ALONE, "-m"),
        "venv",
        *([] if with_pip else ["--without-pip"]),
        str(environment.folder),
    ]
    answer = run_quietly(environment, command)
    if answer.returncode:
        output = answer.stdout + answer.stderr
        remove(environment)
        if "ensurepip" in output or "No module named venv" in output:
            raise Trouble(NO_VENV)
        raise Trouble(
            explain(output, folder=environment.root, needed_mb=NEEDED_MB[LEARNER_LOCK])
            or f"Python could not make the environment {environment.folder}. It said: {last_line(output)}"
        )


def remove(environment: Environment) -> None:
    """Take away whatever stands where the environment belongs."""
    if environment.folder.is_symlink() or environment.folder.is_file():
        environment.folder.unlink()
    elif environment.folder.exists():
        environment.stamp.unlink(missing_ok=True)
        shutil.rmtree(environment.folder)


def ensure_pip(environment: Environment) -> None:
    """Bring pip into an environment that was made without it."""
    if _complaint(environment, "import pip") is None:
        return
    if run_quietly(environment, [str(environment.python), *ALONE, "-m", "ensurepip"]).returncode:
        raise Trouble(NO_VENV)


def check_space(environment: Environment, locks: Sequence[str]) -> None:
    """Refuse to begin what the disk has no room for."""
    needed = sum(NEEDED_MB[name] for name in locks)
    free = shutil.disk_usage(environment.root).free // 1_000_000
    if free < needed:
        raise Trouble(
            f"The disk has {free} MB free and the course needs about {needed} MB: free some space, then run "
            "the same command again."
        )


@contextlib.contextmanager
def one_at_a_time(environment: Environment) -> Iterator[None]:
    """Let one set-up work in this folder at a time; a second one waits and then finds the work done."""
    if os.name == "nt":
        yield
        return
    import fcntl

    with (environment.root / ".venv.lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another set-up works in this folder; waiting for it.", flush=True)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _complaint(environment: Environment, check: str) -> str | None:
    if not environment.python.exists():
        return "there is no Python in it"
    try:
        answer = run_quietly(environment, [str(environment.python), *ALONE, "-c", check])
    except OSError as error:
        return error.strerror or str(error)
    return last_line(answer.stdout + answer.stderr) if answer.returncode else None


def last_line(output: str) -> str:
    """Give the last line of what a tool printed that is not blank."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return lines[-1] if lines else "nothing"
