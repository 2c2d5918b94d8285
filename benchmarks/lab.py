"""A JupyterLab of our own on the loopback address, and a headless Chromium that can reach nothing else."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.place import variables

if TYPE_CHECKING:
    from playwright.sync_api import Page, Playwright

HOST = "127.0.0.1"
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {HOST}",
)
PATIENCE = 180


@dataclass(frozen=True)
class Lab:
    """A running server: where it is, the folder that it shows, and its process."""

    port: int
    token: str
    folder: Path
    pid: int = 0

    def address(self, path: str) -> str:
        """The address of a path below the server, with the token."""
        return f"http://{HOST}:{self.port}/{path}?token={self.token}"


@contextmanager
def running_lab(scratch: Path) -> Iterator[Lab]:
    """Start JupyterLab as `retinoid-teach lab` does, on a folder of its own, and end it afterwards."""
    from retinoid_teach.cli import _lab

    folder = scratch / "notebooks"
    folder.mkdir()
    lab = Lab(_free_port(), secrets.token_hex(16), folder)
    settings = _lab.variables(variables(scratch))
    log = scratch / "lab.log"
    with log.open("wb") as sink:
        process = subprocess.Popen(
            _command(lab), cwd=folder, env=settings, stdout=sink, stderr=subprocess.STDOUT
        )
    try:
        _wait(lab, process, log)
        yield replace(lab, pid=process.pid)
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def page_at(address: str) -> Iterator[Page]:
    """Open an address in a Chromium of our own: one window, as large as a laptop's."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=_chromium(started), args=list(FLAGS))
        try:
            page = browser.new_page(viewport={"width": 1366, "height": 900})
            page.set_default_timeout(PATIENCE * 1000)
            page.goto(address)
            yield page
        finally:
            browser.close()


def _command(lab: Lab) -> list[str]:
    is_root = os.name == "posix" and os.geteuid() == 0
    settings = {
        "ServerApp.ip": HOST,
        "ServerApp.port": str(lab.port),
        "ServerApp.port_retries": "0",
        "IdentityProvider.token": lab.token,
        "ServerApp.root_dir": str(lab.folder),
        "LabApp.expose_app_in_browser": "True",
    }
    options = [f"--{name}={value}" for name, value in settings.items()]
    as_root = ["--allow-root"] if is_root else []
    return [sys.executable, "-P", "-m", "jupyterlab", "--no-browser", *options, *as_root]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _wait(lab: Lab, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            said = log.read_text(encoding="utf-8", errors="replace").split("\n")
            raise RuntimeError(
                f"JupyterLab ended: {next(filter(str.strip, reversed(said)), process.returncode)}"
            )
        try:
            urllib.request.urlopen(lab.address("api/status"), timeout=5).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"JupyterLab did not answer within {PATIENCE} s")


def _chromium(playwright: Playwright) -> str:
    named = os.environ.get("CHROMIUM")
    found = shutil.which(named) if named else next(filter(None, map(shutil.which, NAMES)), None)
    own = playwright.chromium.executable_path
    if found or (not named and Path(own).is_file()):
        return found or own
    raise RuntimeError("no Chromium: install one, or set CHROMIUM to its path")
