"""``retinoid-teach lab``: the lessons in a folder, trusted where unmodified, open in JupyterLab."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from retinoid_teach.cli._errors import NotDone, WrongUse
from retinoid_teach.cli._home import refuse_without_home, without_stray
from retinoid_teach.cli._port import choose_port
from retinoid_teach.cli._shipped import is_shipped, shipped_digests

DEFAULT_FOLDER = "retinoid-lessons"
START = "00_start_here.ipynb"
SETTINGS = Path(__file__).with_name("jupyter")


def lab(folder: Path, extra: Sequence[str] = ()) -> int:
    """Put the lessons in a folder where they are not there yet, and open them in JupyterLab.

    Parameters
    ----------
    folder : Path
        Where the lessons are or will be. A lesson that is there already is never written over.
    extra : sequence of str
        Arguments for JupyterLab.

    Returns
    -------
    int
        JupyterLab's exit status.

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
    port, sentence = choose_port(extra)
    put_lessons(folder)
    trust(folder / name for name in shipped_digests())
    print(f"The lessons are in {folder}. To stop JupyterLab, press Ctrl+C here, twice.")
    if sentence:
        print(sentence)
    return _start(command(folder, [*extra, *port]), variables(os.environ))


def _whole(folder: Path) -> Path:
    try:
        return folder.expanduser().absolute()
    except RuntimeError as error:  # such as ~name of nobody
        raise WrongUse(f"There is no home folder for {folder.parts[0]}: name the whole path.") from error


def put_lessons(folder: Path) -> None:
    """Copy each lesson that the folder does not have; say which ones differ from this version's."""
    from retinoid_teach.evidence._place import lessons_folder

    if folder.exists() and not folder.is_dir():
        raise WrongUse(f"{folder} is a file: name a folder for the lessons.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in shipped_digests():
            _put(lessons_folder() / name, folder / name)
    except OSError as error:
        raise NotDone(
            f"The lessons cannot be put in {folder} ({error.strerror}): name a folder of your own, "
            "for example: retinoid-teach lab my-lessons"
        ) from error


def trust(lessons: Iterable[Path]) -> None:
    """Sign the shipped, unmodified lessons, so that their stored widgets work before any cell has run."""
    import nbformat
    from nbformat.sign import NotebookNotary

    try:
        notary = NotebookNotary()
        for path in filter(is_shipped, lessons):
            notary.sign(nbformat.read(path, as_version=4))
    except (
        OSError
    ) as error:  # a read-only home: the lessons open all the same, with still pictures of the widgets
        print(f"The lessons could not be marked as trusted ({error.strerror}): run their cells first.")


def command(folder: Path, extra: Sequence[str]) -> list[str]:
    """Return the command that opens the first lesson.

    Examples
    --------
    >>> command(Path("lessons"), ["--no-browser"])[1:4]
    ['-m', 'jupyterlab', '--ServerApp.root_dir=lessons']
    """
    is_root = os.name == "posix" and os.geteuid() == 0
    as_root = ["--allow-root"] if is_root and "--allow-root" not in extra else []
    # A default address, not a file to open: JupyterLab then also prints it where there is no browser to open.
    first = f"--LabApp.default_url=/lab/tree/{START}"
    # Its own settings may prefer a folder that is not below this one, and then it would not start.
    place = [f"--ServerApp.root_dir={folder}", "--FileContentsManager.preferred_dir="]
    return [sys.executable, "-m", "jupyterlab", *place, first, *as_root, *extra]


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


def _put(shipped: Path, target: Path) -> None:
    if not target.exists():
        half = target.with_suffix(".half")
        try:
            shutil.copyfile(shipped, half)
            half.replace(target)  # in one step: a lesson is whole or not there
        finally:
            half.unlink(missing_ok=True)
    elif not is_shipped(target):
        print(f"{target.name} has been changed, or is of another version of the course; it is left as it is.")


def _start(argv: list[str], environ: Mapping[str, str]) -> int:
    sys.stdout.flush()
    if os.name == "posix":  # replaced, not started beside: Ctrl+C then reaches JupyterLab alone
        os.execve(argv[0], argv, dict(environ))
    return subprocess.run(argv, env=dict(environ), check=False).returncode
