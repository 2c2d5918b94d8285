"""One line that says on what the numbers were measured."""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version

PACKAGES = ("jupyterlab", "pandas", "matplotlib", "ipywidgets", "anywidget")


def machine() -> str:
    """Describe the machine and the versions; nothing that names a person or a place."""
    python = f"Python {platform.python_version()}"
    parts = [f"{_cores()} cores", platform.system(), python, *filter(None, map(_package, PACKAGES))]
    return f"Measured on {', '.join(parts)}; headless Chromium, loopback only."


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _package(name: str) -> str:
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return ""
