"""Where things are, and the surroundings that measured processes get."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LESSONS = ROOT / "notebooks"
DATA = ROOT / "data"
_TIMED = Path(__file__).with_name("timed.py")


def variables(scratch: Path) -> dict[str, str]:
    """Let a process find this checkout, and nothing of a person's own Jupyter settings."""
    own = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    apart = {name: str(scratch / name.lower()) for name in own}
    return {**os.environ, **apart, "PYTHONPATH": str(ROOT), "JUPYTER_PREFER_ENV_PATH": "1"}


def timed(scratch: Path, code: str, setup: str = "", timeout: float = 120) -> tuple[float, float]:
    """Run code in a fresh process: the seconds it took, and the process's peak of memory in MB."""
    command = [sys.executable, "-P", str(_TIMED), setup, code]
    done = call(command, scratch, timeout=timeout)
    seconds, megabytes = done.split()[-2:]
    return float(seconds), float(megabytes)


def call(command: Sequence[str], scratch: Path, cwd: Path | None = None, timeout: float = 120) -> str:
    """Run a command to its end and give its output; RuntimeError with its last line where it fails."""
    done = subprocess.run(
        command,
        cwd=cwd or scratch,
        env=variables(scratch),
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
    if done.returncode:
        said = [line for line in (done.stdout + "\n" + done.stderr).splitlines() if line.strip()]
        raise RuntimeError(said[-1].strip() if said else f"exit status {done.returncode}")
    return done.stdout
