"""The port that JupyterLab will listen on: the one asked for, or the first free one."""

from __future__ import annotations

import argparse
import errno
import os
import socket
from collections.abc import Sequence

from ._errors import NotDone

FIRST = 8888
TRIES = 50


def choose_port(arguments: Sequence[str]) -> tuple[list[str], str]:
    """Choose the port, from JupyterLab's own arguments.

    Parameters
    ----------
    arguments : sequence of str
        JupyterLab's arguments; ``--port`` and ``--ip`` among them count.

    Returns
    -------
    tuple
        What to add to the arguments, and a sentence where it is not the usual port (else empty).

    Raises
    ------
    NotDone
        Where the port that was asked for cannot be had, or none is free.

    Examples
    --------
    >>> choose_port(["--port=0"])
    ([], '')
    """
    port, ip = _asked_for(arguments)
    if port == 0:
        return [], ""
    if port is not None:
        _insist(port, ip)
        return [], ""
    for candidate in range(FIRST, FIRST + TRIES):
        if _refusal(candidate, ip) is None:
            return [f"--port={candidate}"], "" if candidate == FIRST else _another(candidate)
    raise NotDone(
        f"The ports {FIRST} to {FIRST + TRIES - 1} are all taken: close a JupyterLab that you no longer use, "
        "or name a free port, for example: retinoid-teach lab -- --port=9000"
    )


def _another(port: int) -> str:
    return f"Port {FIRST} is taken, perhaps by a JupyterLab that is still open; this one uses port {port}."


def _insist(port: int, ip: str) -> None:
    refusal = _refusal(port, ip)
    if refusal is None:
        return
    if refusal == errno.EACCES:
        raise NotDone(f"Port {port} may not be used by you: choose one above 1023, or leave --port out.")
    raise NotDone(
        f"Port {port} is taken, perhaps by a JupyterLab that is still open: close that one, choose another "
        "port, or leave --port out and a free one is found."
    )


def _asked_for(arguments: Sequence[str]) -> tuple[int | None, str]:
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    parser.add_argument("--port", "--ServerApp.port", dest="port", type=int)
    parser.add_argument("--ip", "--ServerApp.ip", dest="ip", default="localhost")
    try:
        known, _ = parser.parse_known_args(list(arguments))
    except argparse.ArgumentError as error:
        raise NotDone(
            f"{error.argument_name or 'An argument'} needs a number, for example: --port=9000"
        ) from error
    return known.port, known.ip


def _refusal(port: int, ip: str) -> int | None:
    """Give why a port cannot be had, as an error number; None where it can."""
    host = None if ip in ("", "*") else ip
    try:
        places = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except OSError:
        return None  # JupyterLab says what is wrong with the name
    for family, kind, protocol, _, address in places:
        try:
            with socket.socket(family, kind, protocol) as probe:
                if os.name != "nt":
                    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                if family == socket.AF_INET6:
                    probe.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
                probe.bind(address)
        except OSError as error:
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                return error.errno
    return None
