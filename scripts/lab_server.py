"""A JupyterLab of its own, started for a test or a picture and stopped after it.

It listens on this machine only, on a free port, with a token. Its settings, its data and its record of
trusted notebooks lie in a folder of its own: nothing of the person who runs it comes in or stays behind.
"""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from retinoid_teach.cli._lab import variables

ROOT = Path(__file__).resolve().parent.parent
LONGEST_START = 120.0
LONGEST_STOP = 30.0
READY = {"jupyterlab": "is running at", "voila": "is running at"}


@dataclass(frozen=True)
class Server:
    """A running server: where it is, the token it asks for, the folder it shows and its own folder."""

    address: str
    token: str
    folder: Path
    home: Path

    def lesson(self, name: str, workspace: str = "own") -> str:
        """Give the address of a notebook in JupyterLab, in a workspace that nobody used before."""
        return f"{self.address}/lab/workspaces/{workspace}/tree/{name}?token={self.token}&reset"


def trust(home: Path, paths: Iterable[Path]) -> None:
    """Mark notebooks as trusted by the user of a server that is not running yet, as `jupyter trust` does.

    Before, because a running server has the database of signatures open itself.
    """
    import nbformat
    from nbformat.sign import NotebookNotary

    (home / "data").mkdir(parents=True, exist_ok=True)
    notary = NotebookNotary(data_dir=str(home / "data"))
    for path in paths:
        notary.sign(nbformat.read(path, as_version=4))
    notary.store.close()


@contextmanager
def jupyterlab(folder: Path, home: Path, *extra: str) -> Iterator[Server]:
    """Start JupyterLab on `folder`; `home` is for all that it writes."""
    port, token = free_port(), secrets.token_hex(16)
    options = [
        f"--ServerApp.root_dir={folder}",
        f"--IdentityProvider.token={token}",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        "--ServerApp.open_browser=False",
        "--ServerApp.allow_root=True",
        "--LabApp.expose_app_in_browser=True",
    ]
    with started("jupyterlab", [*options, *extra], home):
        yield Server(f"http://127.0.0.1:{port}", token, folder, home)


@contextmanager
def voila(notebook: Path, home: Path) -> Iterator[Server]:
    """Start Voila on one notebook."""
    port, token = free_port(), secrets.token_hex(16)
    options = [
        str(notebook),
        "--Voila.ip=127.0.0.1",
        f"--port={port}",
        "--Voila.port_retries=0",
        "--no-browser",
        f"--token={token}",
    ]
    with started("voila", options, home):
        yield Server(f"http://127.0.0.1:{port}", token, notebook.parent, home)


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def started(module: str, options: Sequence[str], home: Path) -> Iterator[None]:
    """Run a server until the block ends; the block begins when the server says that it is ready."""
    command = [sys.executable, "-P", "-m", module, *options]
    process = subprocess.Popen(
        command,
        env=environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    assert process.stdout is not None
    said, ready, listener = listen(process.stdout, READY[module])
    try:
        if not ready.wait(LONGEST_START) or process.poll() is not None:
            raise RuntimeError(f"{module} did not start. It said:\n{''.join(said)}")
        yield
    finally:
        process.terminate()  # the server then stops its kernels
        try:
            process.wait(LONGEST_STOP)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        listener.join(LONGEST_STOP)
        process.stdout.close()


def listen(lines: IO[str], sign: str) -> tuple[list[str], threading.Event, threading.Thread]:
    """Keep what a process says, and tell when it has said `sign` or has ended."""
    said: list[str] = []
    ready = threading.Event()

    def read() -> None:
        for line in lines:
            said.append(line)
            if sign in line:
                ready.set()
        ready.set()

    listener = threading.Thread(target=read, daemon=True)
    listener.start()
    return said, ready, listener


def environment(home: Path) -> dict[str, str]:
    """The course's own settings (no news pop-up), this checkout for the kernel, and folders of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "IPYTHON"))}
    paths = [str(ROOT), *filter(None, kept.get("PYTHONPATH", "").split(os.pathsep))]
    own = {
        "JUPYTER_CONFIG_DIR": home / "config",
        "JUPYTER_DATA_DIR": home / "data",
        "JUPYTER_RUNTIME_DIR": home / "runtime",
        "JUPYTERLAB_SETTINGS_DIR": home / "settings",
        "JUPYTERLAB_WORKSPACES_DIR": home / "workspaces",
        "IPYTHONDIR": home / "ipython",
        "RETINOID_TEACH_HOME": home / "answers",
    }
    for folder in own.values():
        folder.mkdir(parents=True, exist_ok=True)
    return (
        variables(kept)
        | {name: str(folder) for name, folder in own.items()}
        | {"PYTHONPATH": os.pathsep.join(paths)}
    )
