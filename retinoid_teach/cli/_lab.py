"""``retinoid-teach lab``: the lessons in a folder, trusted where unmodified, open in JupyterLab."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from ._errors import NotDone, WrongUse
from ._home import refuse_without_home, without_stray
from ._port import choose_port
from ._put import put_lessons, trust_lessons

DEFAULT_FOLDER = "retinoid-lessons"
START = "00_start_here.ipynb"
SETTINGS = Path(__file__).with_name("jupyter")
AS_ROOT = "--allow-root"
HUB = ("JUPYTERHUB_SERVICE_PREFIX", "JUPYTERHUB_USER", "JUPYTERHUB_API_URL")


def lab(folder: Path, extra: Sequence[str] = ()) -> int:
    """Put the lessons in a folder where they are not there yet, and open them in JupyterLab.

    Parameters
    ----------
    folder : Path
        Where the lessons are or will be. What a learner has changed there is never written over.
    extra : sequence of str
        Arguments for JupyterLab.

    Returns
    -------
    int
        JupyterLab's exit status; 0 on a JupyterHub, where one is running already and none is started.

    Raises
    ------
    WrongUse
        Where `folder` is a file.
    NotDone
        Where JupyterLab is not installed, the folder cannot be written, or the port is taken.
    """
    if find_spec("jupyterlab") is None:
        raise NotDone(
            "JupyterLab is not installed for this Python: run `pip install jupyterlab`, then try again."
        )
    refuse_without_home()
    folder = _whole(folder)
    on_hub = any(os.environ.get(name) for name in HUB)
    port, sentence = ([], "") if on_hub else choose_port(extra)
    put_lessons(folder)
    trust_lessons()
    if on_hub:
        print(
            f"The lessons are in {folder}. This is a JupyterHub, so your JupyterLab is running already: "
            f"in its list of files open {_from_home(folder)}, then {START}."
        )
        if extra:
            print(f"No JupyterLab is started here, so this is not used: {' '.join(extra)}")
        return 0
    print(f"The lessons are in {folder}. To stop JupyterLab, press Ctrl+C here, twice.")
    start = command(folder, [*extra, *port])
    if AS_ROOT in start and AS_ROOT not in extra:
        print(f"You are root. JupyterLab refuses root unless it is told otherwise: {AS_ROOT} is added.")
    if sentence:
        print(sentence)
    return _start(start, variables(os.environ))


def _whole(folder: Path) -> Path:
    try:
        return folder.expanduser().absolute()
    except RuntimeError as error:  # such as ~name of nobody
        raise WrongUse(f"There is no home folder for {folder.parts[0]}: name the whole path.") from error


def command(folder: Path, extra: Sequence[str]) -> list[str]:
    """Return the command that opens the first lesson.

    Examples
    --------
    >>> command(Path("lessons"), ["--no-browser"])[1:5]
    ['-P', '-m', 'jupyterlab', '--ServerApp.root_dir=lessons']
    """
    is_root = os.name == "posix" and os.geteuid() == 0
    as_root = [AS_ROOT] if is_root and AS_ROOT not in extra else []
    # A default address, not a file to open: JupyterLab then also prints it where there is no browser to open.
    first = f"--LabApp.default_url=/lab/tree/{START}"
    # Its own settings may prefer a folder that is not below this one, and then it would not start.
    place = [f"--ServerApp.root_dir={folder}", "--FileContentsManager.preferred_dir="]
    # Without -P a module of the present folder would be taken for JupyterLab's own.
    return [sys.executable, "-P", "-m", "jupyterlab", *place, first, *as_root, *extra]


def variables(present: Mapping[str, str]) -> dict[str, str]:
    """Return the variables for JupyterLab: our settings and this Python's kernel before all others.

    Examples
    --------
    >>> variables({"JUPYTER_CONFIG_PATH": "mine"})["JUPYTER_CONFIG_PATH"].endswith(f"{os.pathsep}mine")
    True
    """
    kernels = Path(sys.prefix) / "share" / "jupyter"
    first = {"JUPYTER_CONFIG_PATH": str(SETTINGS), "JUPYTER_PATH": str(kernels)}
    joined = {name: os.pathsep.join(filter(None, (ours, present.get(name)))) for name, ours in first.items()}
    return {**without_stray(present), **joined, "JUPYTER_PREFER_ENV_PATH": "1"}


def _from_home(folder: Path) -> Path:
    """Return a folder as a hub's list of files shows it, which begins at home."""
    home = Path.home()
    return folder.relative_to(home) if folder.is_relative_to(home) else folder


def _start(argv: list[str], environ: Mapping[str, str]) -> int:
    sys.stdout.flush()
    if os.name == "posix":  # replaced, not started beside: Ctrl+C then reaches JupyterLab alone
        os.execve(argv[0], argv, dict(environ))
    return subprocess.run(argv, env=dict(environ), check=False).returncode
