"""The controls of a lab: what each lets through, and how the page is told of it.

`checked` answers Python: it raises. `tidied` answers the page, where nobody reads an exception: what cannot
be is brought to the nearest value that can, or the present value stays.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from numbers import Real
from typing import Any, ClassVar, Protocol

from retinoid_teach.evidence.names import unknown

__all__ = ["Choice", "Control", "Flag", "Many", "Option", "Range", "ladder"]


class Control(Protocol):
    """One control: `key` is its name in ``values``."""

    @property
    def key(self) -> str:
        """Its name in ``values``."""

    def checked(self, value: Any) -> Any:
        """Return the value as it is kept; ValueError if it cannot be."""

    def spec(self) -> dict[str, Any]:
        """Return what the page needs to build it."""


def tidied(control: Control, value: Any, present: Any) -> Any:
    """Return a value from the page as it is kept: itself, the nearest that may be, or the present one."""
    if isinstance(control, Range):
        value = control.nearest(value)
    if isinstance(control, Many) and isinstance(value, list):
        value = [one for one in value if one in control.keys]
    try:
        return control.checked(value)
    except ValueError:
        return present


def ladder(low: float, high: float, per_decade: int = 20) -> tuple[float, ...]:
    """Return values from `low` to `high` in even steps of their logarithm, each rounded to two figures.

    Examples
    --------
    >>> ladder(0.1, 10, per_decade=2)
    (0.1, 0.32, 1.0, 3.2, 10.0)
    """
    steps = max(1, round(per_decade * math.log10(high / low)))
    rounded = (float(f"{low * (high / low) ** (at / steps):.2g}") for at in range(steps + 1))
    return tuple(dict.fromkeys(rounded))


@dataclass(frozen=True, slots=True)
class Option:
    """One of several: its key, the words of the page, the group that it stands in."""

    key: str
    label: str
    group: str = ""

    def spec(self) -> dict[str, str]:
        """Return what the page needs of it."""
        return {"key": self.key, "label": self.label} | ({"group": self.group} if self.group else {})


@dataclass(frozen=True, slots=True)
class Range:
    """A slider from `low` to `high`, in steps; with `stops`, over these values."""

    key: str
    label: str
    unit: str
    low: float
    high: float
    step: float = 1.0
    stops: tuple[float, ...] = ()

    def checked(self, value: Any) -> float | int:
        """Return the number; ValueError for what is none or lies outside."""
        allowed = f"a number from {self.low:g} to {self.high:g} {self.unit}".rstrip()
        if not _is_number(value):
            raise ValueError(f"{self.key}: {value!r} is no number that can be used. Allowed: {allowed}")
        number = float(value)
        if not self.low <= number <= self.high:
            raise ValueError(f"{self.key}: {value!r} is out of range. Allowed: {allowed}")
        return int(number) if number.is_integer() else number

    def nearest(self, value: Any) -> Any:
        """Return a number brought between the ends; anything else as it is."""
        return min(max(float(value), self.low), self.high) if _is_number(value) else value

    def spec(self) -> dict[str, Any]:
        """Return what the page needs to build it."""
        scale: dict[str, Any] = (
            {"stops": list(self.stops)}
            if self.stops
            else {"low": self.low, "high": self.high, "step": self.step}
        )
        return {"key": self.key, "kind": "range", "label": self.label, "unit": self.unit, **scale}


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of several, as radio buttons or, with `kind="select"`, as a list."""

    key: str
    label: str
    options: Sequence[Option]
    kind: str = "radio"

    def checked(self, value: Any) -> str:
        """Return the key of the option; ValueError for one that does not exist."""
        keys = [option.key for option in self.options]
        if not isinstance(value, str) or value not in keys:
            raise unknown(self.key, value, keys)
        return value

    def spec(self) -> dict[str, Any]:
        """Return what the page needs to build it."""
        return _with_options(self.key, self.kind, self.label, self.options)


@dataclass(frozen=True, slots=True)
class Many:
    """Any of several options, as boxes to tick; kept in the order of the options."""

    key: str
    label: str
    options: Sequence[Option]
    kind: ClassVar[str] = "many"

    @property
    def keys(self) -> list[str]:
        """The keys of the options."""
        return [option.key for option in self.options]

    def checked(self, value: Any) -> list[str]:
        """Return the keys in the order of the options; ValueError for one that does not exist."""
        if isinstance(value, str) or not isinstance(value, Sequence):
            raise ValueError(f"{self.key}: {value!r} is no list. Allowed: a list of {', '.join(self.keys)}")
        for one in value:
            if one not in self.keys:
                raise unknown(self.key, one, self.keys)
        return [key for key in self.keys if key in value]

    def spec(self) -> dict[str, Any]:
        """Return what the page needs to build it."""
        return _with_options(self.key, self.kind, self.label, self.options)


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no: one box to tick."""

    key: str
    label: str
    kind: ClassVar[str] = "flag"

    def checked(self, value: Any) -> bool:
        """Return the truth value; ValueError for anything else."""
        if not isinstance(value, bool):
            raise ValueError(f"{self.key}: {value!r} is neither True nor False. Allowed: True, False")
        return value

    def spec(self) -> dict[str, Any]:
        """Return what the page needs to build it."""
        return {"key": self.key, "kind": self.kind, "label": self.label}


def _is_number(value: Any) -> bool:
    # True counts as a number in Python; a lab that took it for 1 would hide a mistake.
    return type(value) is not bool and isinstance(value, Real) and math.isfinite(float(value))


def _with_options(key: str, kind: str, label: str, options: Sequence[Option]) -> dict[str, Any]:
    return {"key": key, "kind": kind, "label": label, "options": [option.spec() for option in options]}
