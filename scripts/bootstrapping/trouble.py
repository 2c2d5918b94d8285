"""Troubles a person can do something about, each as one sentence."""

from __future__ import annotations

import errno
import re


class Trouble(Exception):
    """Something went wrong that the person at the keyboard can put right; the message says how."""


NO_NETWORK = (
    "The packages could not be fetched: this computer does not seem to reach the network. Check the "
    "connection (and the proxy, if you have one), then run the same command again."
)
NO_SPACE = (
    "The disk is full: free some space (the course needs about {needed_mb} MB), then run the same command "
    "again."
)
NOT_WRITABLE = (
    "Nothing can be written in {folder}: copy the course to a folder of your own, then run the same command "
    "there."
)
NO_WHEEL = (
    "A package has no ready-made build for this Python ({python}) on this computer: run the same command "
    "with another Python, for example: make lab PYTHON=python3.12"
)
CHANGED_PACKAGE = (
    "A fetched package is not the one that the lock names, so it was not installed: run the same command "
    "again, and if it happens again, ask who runs your network whether it changes downloads."
)
BUSY_FILE = (
    "A file in {folder} is in use: close JupyterLab and every other program that uses it, then run the same "
    "command again."
)

# Words of pip, uv, and the operating system, lower case. The first that fits decides; a full disk is named
# before the network because a download that fails for want of space names both.
SIGNS = (
    (r"no space left on device|not enough space on the disk|errno 28\b|disk quota exceeded", NO_SPACE),
    (r"do not match the hashes|hash mismatch", CHANGED_PACKAGE),
    (
        (
            r"name resolution|name or service not known|network is unreachable|nameresolutionerror|dns error"
            r"|connection (?:refused|reset|aborted|timed out)|newconnectionerror|max retries exceeded"
            r"|failed to establish a new connection|error sending request|read timed out|connecttimeout"
            r"|proxyerror|getaddrinfo failed"
        ),
        NO_NETWORK,
    ),
    (r"read-only file system|permission denied|errno 13\b|errno 30\b", NOT_WRITABLE),
    (r"being used by another process|winerror 32\b|winerror 5\b", BUSY_FILE),
    (r"no matching distribution|no solution found|has no wheels|no compatible|--no-build", NO_WHEEL),
)


def explain(output: str, **details: object) -> str | None:
    """Give the sentence for what a tool printed, or None where none fits.

    >>> explain("OSError: [Errno 28] No space left on device", needed_mb=900)[:17]
    'The disk is full:'
    >>> explain("all went well") is None
    True
    """
    text = output.lower()
    for pattern, sentence in SIGNS:
        if re.search(pattern, text):
            return sentence.format_map(_Details(details))
    return None


def explain_os_error(error: OSError, **details: object) -> str | None:
    """Give the sentence for an error of the operating system, or None where none fits."""
    details.setdefault("folder", error.filename or "this folder")
    if getattr(error, "winerror", None) in (5, 32):
        return BUSY_FILE.format_map(_Details(details))
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return NO_SPACE.format_map(_Details(details))
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return NOT_WRITABLE.format_map(_Details(details))
    return None


class _Details(dict[str, object]):
    """Details for a sentence; what is not known reads as three dots and never fails."""

    def __missing__(self, key: str) -> str:
        return "..."
