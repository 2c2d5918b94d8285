"""What JupyterLab needs of the person who starts it: a home, and folders there that can be written."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from ._errors import NotDone

_HOME = "USERPROFILE" if os.name == "nt" else "HOME"
_SET = f"set the variable {_HOME} to a folder of your own, then run the same command again."

STRAY_VARIABLES = ("MPLBACKEND", "PYTHONINSPECT", "PYTHONSTARTUP", "PYTHONWARNINGS")
"""What is set for a terminal, and would stop JupyterLab, its kernels, or their pictures in the page."""


def without_stray(present: Mapping[str, str]) -> dict[str, str]:
    """Return a person's variables without those that are meant for Python in a terminal.

    Examples
    --------
    >>> without_stray({"PYTHONWARNINGS": "error", "BROWSER": "firefox"})
    {'BROWSER': 'firefox'}
    """
    return {name: value for name, value in present.items() if name not in STRAY_VARIABLES}


def refuse_without_home() -> None:
    """Say what to do where JupyterLab would find no place for its own files.

    Raises
    ------
    NotDone
        Where this person has no home, or it cannot be written to.
    """
    from jupyter_core.paths import jupyter_config_dir, jupyter_data_dir, jupyter_runtime_dir

    try:
        jupyter_config_dir()  # read only, so it need not be there
        folders = [jupyter_data_dir(), jupyter_runtime_dir()]
    except RuntimeError as error:
        raise NotDone(
            f"This computer knows no home folder for you, and JupyterLab keeps its files there: {_SET}"
        ) from error
    for folder in map(Path, folders):
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise NotDone(
                f"JupyterLab keeps its files in {folder}, and that cannot be made ({error.strerror}): {_SET}"
            ) from error
