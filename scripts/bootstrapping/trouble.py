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
NO_LOGIN = (
    "The packages could not be fetched: the proxy of this network asks for a user name and a password. Put "
    "both into the variable HTTPS_PROXY, as in http://NAME:PASSWORD@proxy.example:8080 (ask who runs the "
    "network what they are), then run the same command again."
)
NOT_TRUSTED = (
    "The packages could not be fetched: this computer does not trust the certificate that the network "
    "answered with. At a college or a company the network often puts in one of its own: ask who runs it for "
    "that certificate as a file (.pem), name the file in the variables PIP_CERT and SSL_CERT_FILE, then run "
    "the same command again."
)
NOT_IN_TIME = (
    "The packages could not be fetched: by the clock of this computer a certificate is out of date. Set the "
    "date and the time right; if they are, ask who runs the network. Then run the same command again."
)
NO_CERTIFICATES = (
    "The file of certificates {file} cannot be read. It is named in the variable PIP_CERT, "
    "REQUESTS_CA_BUNDLE or SSL_CERT_FILE, or in pip's settings as `cert`: put that right or take it away, "
    "then run the same command again."
)
BROKEN_SETTINGS = (
    "The settings file {file} cannot be read, so pip does not start: put it right or move it away, then run "
    "the same command again."
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

# Words of pip, uv, and the operating system, in either case. The first that fits decides: a download that
# fails names the network too, whether the disk is full, the proxy asks for a login or a certificate is wrong.
SIGNS = (
    (r"no space left on device|not enough space on the disk|errno 28\b|disk quota exceeded", NO_SPACE),
    (r"do not match the hashes|hash mismatch", CHANGED_PACKAGE),
    (r"configuration file could not be loaded[^']*'(?P<file>[^'\n]+)'", BROKEN_SETTINGS),
    (r"configuration file contains invalid .{1,40} characters in (?P<file>[^\n]+?)\.?\s*$", BROKEN_SETTINGS),
    (r"tls ca certificate bundle, invalid path: (?P<file>[^\n]+?)\s*$", NO_CERTIFICATES),
    (r"\b407\b[^\n]{0,20}proxy|proxy[- ]auth(?:entication|orization)[- ]required", NO_LOGIN),
    (r"certificate (?:has expired|is not yet valid|not valid yet)|peer certificate: expired", NOT_IN_TIME),
    (
        (
            r"certificate[_ ]verify[_ ]failed|invalid peer certificate|confirming the ssl certificate"
            r"|self[- ]signed certificate|unable to get (?:local )?issuer certificate"
            r"|certificate (?:\S+ )?(?:which )?is not trusted|not trusted by the trust provider"
        ),
        NOT_TRUSTED,
    ),
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
    for pattern, sentence in SIGNS:
        found = re.search(pattern, output, re.IGNORECASE | re.MULTILINE)
        if found:
            return sentence.format_map(_Details(details | found.groupdict()))
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
