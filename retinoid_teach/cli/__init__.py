"""The roof: the commands of ``retinoid-teach``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from ._arguments import parser
from ._errors import NotDone, WrongUse
from ._streams import print_any_letter

__all__ = ["main"]

DONE, FAULTS, WRONG_USE = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    argv : sequence of str, optional
        The arguments after the command's name; those of this process where left out.

    Returns
    -------
    int
        0 where all is well, 1 where faults were found or the command could not be done, 2 for wrong use.

    Examples
    --------
    >>> main(["check-data", "no/such/folder"])
    2
    """
    print_any_letter()
    ours, extra = _split(list(sys.argv[1:] if argv is None else argv))
    try:
        arguments = _read(ours)
    except SystemExit as stop:  # argparse has said what was wrong, or shown the help
        return DONE if not stop.code else WRONG_USE
    if extra and arguments.command != "lab":
        return _say(f"Only `lab` takes arguments after `--`; {arguments.command} does not.", WRONG_USE)
    try:
        return _run(arguments, extra)
    except WrongUse as error:
        return _say(str(error), WRONG_USE)
    except NotDone as error:
        return _say(str(error), FAULTS)
    except OSError as error:
        return _say(f"{error.filename or 'A file'} could not be used: {error.strerror or error}.", FAULTS)


def _read(ours: Sequence[str]) -> argparse.Namespace:
    """Read our arguments; one that only JupyterLab knows is told where it belongs."""
    reader = parser()
    arguments, strange = reader.parse_known_args(ours)
    if strange:
        options = [one for one in strange if one.startswith("-")]
        hint = "; what is for JupyterLab follows `--`: retinoid-teach lab FOLDER -- " + " ".join(options)
        said = hint if options and arguments.command == "lab" else ""
        reader.error(f"unrecognized arguments: {' '.join(strange)}{said}")
    return arguments


def _run(arguments: argparse.Namespace, extra: Sequence[str]) -> int:
    arguments.extra = extra
    status: int = arguments.run(arguments)
    return status


def _split(argv: list[str]) -> tuple[list[str], list[str]]:
    """Part our arguments from JupyterLab's at the first ``--``."""
    if "--" not in argv:
        return argv, []
    at = argv.index("--")
    return argv[:at], argv[at + 1 :]


def _say(sentence: str, status: int) -> int:
    print(sentence, file=sys.stderr)
    return status
