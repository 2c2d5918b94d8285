"""The table: a row a measure, with its aim, its peer from the same run, and whether the aim is met."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

BEGIN, END = "<!-- bench:begin -->", "<!-- bench:end -->"
HEADINGS = ("Measure", "Value", "Aim", "Beside it, in the same run", "Ratio", "Met")


class Of(Enum):
    """What an aim is about."""

    VALUE = "the value: at most so much"
    RATIO = "the ratio: at most so many times the peer, or at least so many times faster"


@dataclass(frozen=True)
class Aim:
    """A limit, and what it limits."""

    limit: float
    of: Of = Of.VALUE


@dataclass(frozen=True, kw_only=True)
class Row:
    """One measure. `n` is how many measurements are behind it; 0 where counting says nothing.

    `faster` turns the ratio round: how many times smaller this is than the peer.
    """

    measure: str
    value: float = 0.0
    unit: str = ""
    n: int = 0
    aim: Aim | None = None
    faster: bool = False
    peer: str = ""
    peer_value: float | None = None
    peer_n: int = 0
    failed: str = ""

    @property
    def ratio(self) -> float | None:
        """Value to peer, or peer to value if `faster`; None without a peer."""
        if self.peer_value is None or self.failed:
            return None
        if self.faster:
            return self.peer_value / self.value if self.value else float("inf")
        return self.value / self.peer_value if self.peer_value else float("inf")

    @property
    def met(self) -> bool | None:
        """Whether the aim is met; None where there is no aim. What failed has not met it."""
        if self.failed:
            return False
        if self.aim is None:
            return None
        if self.aim.of is Of.VALUE:
            return self.value <= self.aim.limit
        if self.ratio is None:
            raise ValueError(f"{self.measure}: an aim against a peer needs the peer's value")
        return self.ratio >= self.aim.limit if self.faster else self.ratio <= self.aim.limit


def number(value: float) -> str:
    """Write a number with three figures or so.

    Examples
    --------
    >>> number(0.634), number(12.34), number(1234.5)
    ('0.63', '12.3', '1,234')
    """
    decimals = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return f"{value:,.{decimals}f}"


def render(rows: Iterable[Row]) -> str:
    """Write the table in Markdown, its columns padded so that it reads in a terminal too."""
    cells = [HEADINGS, *(_cells(row) for row in rows)]
    widths = [max(len(line[at]) for line in cells) for at in range(len(HEADINGS))]
    lines = [_line(line, widths) for line in cells]
    return "\n".join([lines[0], _line(["-" * width for width in widths], widths), *lines[1:]]) + "\n"


def put_between_markers(page: Path, text: str) -> None:
    """Replace what stands between the markers of a page; ValueError where it does not have both, in order."""
    before, begin, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{page.name} has no place for the table: put {BEGIN} and {END} where it belongs")
    page.write_text(f"{before}{BEGIN}\n\n{text.strip()}\n\n{END}{after}", encoding="utf-8", newline="\n")


def _cells(row: Row) -> tuple[str, ...]:
    if row.failed:
        return (row.measure, f"failed: {row.failed}".replace("|", "/"), "", "", "", "no")
    met = {True: "yes", False: "no", None: ""}[row.met]
    return (row.measure, _amount(row.value, row.unit, row.n), _aim(row), _peer(row), _ratio(row), met)


def _amount(value: float, unit: str, n: int) -> str:
    count = f" (n = {n})" if n else ""
    return f"{number(value)} {unit}{count}"


def _aim(row: Row) -> str:
    if row.aim is None:
        return ""
    if row.aim.of is Of.VALUE:
        return f"≤ {row.aim.limit:g} {row.unit}"
    return f"≥ {row.aim.limit:g} × faster" if row.faster else f"≤ {row.aim.limit:.2f} ×"


def _peer(row: Row) -> str:
    if row.peer_value is None:
        return ""
    return f"{row.peer}: {_amount(row.peer_value, row.unit, row.peer_n)}"


def _ratio(row: Row) -> str:
    if row.ratio is None:
        return ""
    return f"{number(row.ratio)} × faster" if row.faster else f"{number(row.ratio)} ×"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |"
