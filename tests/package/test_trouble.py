"""What goes wrong outside the course, and the sentence that a person gets for it."""

from __future__ import annotations

import errno
import os

import pytest

from bootstrapping import install, tasks
from bootstrapping.environment import Environment
from bootstrapping.trouble import Trouble, explain
from tests.package.tree import ROOT


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (
            "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
            "disk is full",
        ),
        ("WARNING: Retrying ... NewConnectionError('...: Failed to establish a new connection')", "network"),
        ("  Caused by: dns error: failed to lookup address information", "network"),
        ("[Errno -3] Temporary failure in name resolution", "network"),
        (
            "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.",
            "not the one that the lock names",
        ),
        (
            "ERROR: Could not install packages due to an OSError: [Errno 13] Permission denied: 'x'",
            "cannot|can be written",
        ),
        ("ERROR: No matching distribution found for numpy==2.4.6", "another Python"),
        (
            "[WinError 32] The process cannot access the file because it is being used by another process",
            "in use",
        ),
    ],
)
def test_what_an_installer_says_becomes_a_sentence(said, sentence, tmp_path):
    with pytest.raises(Trouble, match=sentence):
        raise install._trouble(Environment(tmp_path), f"Collecting numpy\n{said}\n")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        # A proxy that asks for a login: pip, pip over SOCKS, uv.
        (
            "after ProxyError('x', OSError('Tunnel connection failed: 407 Proxy Authentication Required'))",
            "user name and a password.*HTTPS_PROXY",
        ),
        (
            "ERROR: HTTP error 407 while getting x: 407 Client Error: Proxy Authentication Required",
            "password",
        ),
        (
            "  cause: error sending request for url (x)\n  cause: tunnel error: proxy authorization required",
            "password",
        ),
        # A certificate that is not known here: pip with Python's own, with the system's (macOS), uv.
        (
            "Max retries exceeded (SSLError('[SSL: CERTIFICATE_VERIFY_FAILED] self-signed certificate in'))",
            "PIP_CERT and SSL_CERT_FILE",
        ),
        (
            "Could not fetch URL x: There was a problem confirming the ssl certificate: ... - skipping",
            "does not trust",
        ),
        ("SSLError(SSLCertVerificationError('“College” certificate is not trusted'))", "does not trust"),
        (
            "  Caused by: client error (Connect)\n  Caused by: invalid peer certificate: UnknownIssuer",
            "ask who runs it for that certificate",
        ),
        # One out of date, by this clock.
        ("[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired", "the clock"),
        ("error sending request\n  Caused by: invalid peer certificate: Expired", "date and the time"),
        ("certificate verify failed: certificate is not yet valid (_ssl.c:997)", "date and the time"),
        # A file of certificates that is not there.
        (
            "OSError: Could not find a suitable TLS CA certificate bundle, invalid path: /etc/My Own.pem",
            r"The file of certificates /etc/My Own\.pem cannot be read",
        ),
    ],
)
def test_what_the_network_wants_is_not_called_a_network_that_is_not_reached(said, sentence, tmp_path):
    with pytest.raises(Trouble, match=sentence) as told:
        raise install._trouble(Environment(tmp_path), f"Collecting numpy\n{said}\nERROR: No matching\n")
    assert "does not seem to reach the network" not in str(told.value)
    assert str(told.value).endswith("run the same command again.")


@pytest.mark.parametrize(
    "said",
    [
        "could not be loaded.\nFile contains no section headers.\nfile: '{}', line: 1\n'nonsense\\n'",
        "could not be loaded.\nSource contains parsing errors: '{}'\n\t[line  2]: 'user\\n'",
        "could not be loaded.\nWhile reading from '{}' [line  3]: option 'user' already exists",
        "contains invalid UTF-8 characters in {}.",
        "contains invalid cp1252 characters in {}.\n",
    ],
)
def test_settings_of_pip_that_cannot_be_read_are_named(said, tmp_path):
    """It said: “It said: nothing”."""
    file = tmp_path / "My Own pip.conf"
    told = str(install._trouble(Environment(tmp_path), f"Configuration file {said.format(file)}"))
    assert told.startswith(f"The settings file {file} cannot be read, so pip does not start:")


@pytest.mark.parametrize(
    ("said", "quoted"),
    [
        (
            "\nUsage:\n  pip install\n\nperhaps is not a valid value for user option\n",
            "perhaps is not a valid",
        ),
        ("Usage: pip\npip install: error: no such option: --odd\n", "pip install: error: no such option"),
        ("\n\n", "nothing"),
    ],
)
def test_what_is_no_error_by_name_is_quoted_too(said, quoted, tmp_path):
    told = str(install._trouble(Environment(tmp_path), said))
    assert f"The installer stopped. It said: {quoted}" in told


def test_what_nobody_foresaw_is_quoted(tmp_path):
    with pytest.raises(Trouble, match=r"It said: ERROR: the moon is full \(all: .*install.log\)"):
        raise install._trouble(Environment(tmp_path), "Collecting numpy\nERROR: the moon is full\n")
    assert explain("the moon is full") is None


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.EROFS, "Nothing can be written"),
        (errno.EACCES, "Nothing can be written"),
        (errno.ENOSPC, "The disk is full"),
    ],
)
def test_what_the_system_refuses_is_a_sentence(number, sentence, monkeypatch, capsys):
    def refuse(root, arguments):
        raise OSError(number, os.strerror(number), "somewhere")

    monkeypatch.setitem(tasks.TASKS, "lab", refuse)
    assert tasks.run(["lab"]) == 1
    assert sentence in capsys.readouterr().err


def test_ctrl_c_is_a_sentence(monkeypatch, capsys):
    def stop(root, arguments):
        raise KeyboardInterrupt

    monkeypatch.setitem(tasks.TASKS, "lab", stop)
    assert tasks.run(["lab"]) == 1
    assert "Run the same command again" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["lap"]])
def test_an_unknown_task_is_wrong_use(arguments, capsys):
    assert tasks.run(arguments) == 2
    assert "lab, check, test, lessons, bench, mutate, lock" in capsys.readouterr().err


def test_make_offers_every_task():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert f"TASKS := {' '.join(tasks.TASKS)}\n" in makefile
    assert all(f"make {task} " in makefile for task in tasks.TASKS)
