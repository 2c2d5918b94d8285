"""What can be wrong with a data folder, and how it is said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

SHOWN = 40
"""A message shows so many faults in full and counts the rest; ``DataError.faults`` has them all."""

_LONGEST_VALUE = 80


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where it is, what stands there and what was expected.

    Parameters
    ----------
    file : str
        Path inside the data folder.
    row : int or None
        Line number as an editor shows it (the header is line 1); None where the whole file is meant.
    column : str or None
        Column name, or the place inside ``datapackage.json``.
    value : str or None
        What was found.
    expected : str
        What should stand there.
    follows : str
        The file whose own fault may be the cause of this one; blank where none is known.

    Examples
    --------
    >>> print(Fault("clinical/options.csv", 7, "route", "orl", "one of: oral, topical"))
    clinical/options.csv, row 7, column route: found 'orl'; expected one of: oral, topical
    """

    file: str
    row: int | None
    column: str | None
    value: str | None
    expected: str
    follows: str = ""

    def __str__(self) -> str:
        place = self.file
        if self.row is not None:
            place += f", row {self.row}"
        if self.column is not None:
            place += f", column {self.column}"
        found = "" if self.value is None else f"found {_quoted(self.value)}; "
        cause = f"; this may follow from what is wrong in {self.follows}" if self.follows else ""
        return printable(f"{place}: {found}expected {self.expected}{cause}")


class DataError(ValueError):
    """A data folder that cannot be used, with every fault in it.

    Parameters
    ----------
    faults : iterable of Fault
        All that is wrong, in any order.
    folder : str
        The folder as the caller named it.

    Attributes
    ----------
    faults : tuple of Fault
        Sorted by file and row, what may follow from another fault last; complete, however long.

    Examples
    --------
    >>> error = DataError([Fault("sources.csv", None, "year", None, "this column")], "my_data")
    >>> print(error)
    1 fault in my_data:
      sources.csv, column year: expected this column
    >>> len(error.faults)
    1
    """

    faults: tuple[Fault, ...]

    def __init__(self, faults: Iterable[Fault], folder: str = "the data folder") -> None:
        self.faults = tuple(sorted(faults, key=_place))
        self.folder = folder
        super().__init__(self._message())

    def __reduce__(self) -> tuple[type[DataError], tuple[tuple[Fault, ...], str]]:
        return type(self), (self.faults, self.folder)

    def _message(self) -> str:
        count = len(self.faults)
        lines = [f"{count} fault{'s' if count != 1 else ''} in {self.folder}:"]
        lines += [f"  {fault}" for fault in self.faults[:SHOWN]]
        if count > SHOWN:
            lines.append(f"  ... and {count - SHOWN} more (all are in the attribute `faults`)")
        return "\n".join(lines)


def _quoted(value: str) -> str:
    return repr(value if len(value) <= _LONGEST_VALUE else value[:_LONGEST_VALUE] + "…")


def printable(text: str) -> str:
    r"""Keep a message on one line, and keep signs that no terminal can show from breaking it.

    Examples
    --------
    >>> print(printable("a" + chr(27) + "[2J"))
    a\x1b[2J
    """
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)


def _place(fault: Fault) -> tuple[bool, str, int, str]:
    return bool(fault.follows), fault.file, fault.row or 0, fault.column or ""
