"""What a lab shows for one set of values, as plain data: Python makes it, the page draws it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["Axis", "Band", "Curve", "Drawing", "Line", "Mark", "Readout", "ceiling"]


@dataclass(frozen=True)
class Axis:
    """A scale: its title with unit, its ends, whether it is logarithmic."""

    label: str
    low: float
    high: float
    log: bool = False


@dataclass(frozen=True)
class Curve:
    """A line through the values at the drawing's `x`; named at its right end. `ink` 1 to 6, `dash` 0 to 5."""

    y: Array
    text: str
    ink: int | str
    dash: int
    short: str = ""


@dataclass(frozen=True)
class Band:
    """The room between two curves."""

    low: Array
    high: Array
    text: str
    short: str = ""


@dataclass(frozen=True)
class Line:
    """A line across, at `y`: a level to compare with."""

    y: float
    text: str
    ink: int | str = "muted"
    short: str = ""


@dataclass(frozen=True)
class Mark:
    """A point, with its spread up and down (`low`, `high`) and along (`left`, `right`) where it has one.

    `computed` marks what no one measured; a `minor` one has no name where there is little room.
    """

    x: float
    y: float
    text: str
    ink: int | str
    short: str = ""
    low: float | None = None
    high: float | None = None
    left: float | None = None
    right: float | None = None
    computed: bool = False
    minor: bool = False


@dataclass(frozen=True)
class Readout:
    """A number under the picture, as text, with the rows that it comes from."""

    label: str
    value: str
    unit: str = ""
    rows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Drawing:
    """Everything that a lab shows for one set of values.

    `sentence` says with numbers what the picture shows; it is the picture's text alternative. `notes` are
    cautions and refusals. `empty` stands in the picture's place where there is none. `hidden` names controls
    that play no part now, `disabled` those that cannot be used now and why, `offers` which options of a
    control there are now.
    """

    title: str
    x: Axis
    y: Axis
    sentence: str
    x_values: Array | None = None
    curves: Sequence[Curve] = ()
    bands: Sequence[Band] = ()
    lines: Sequence[Line] = ()
    marks: Sequence[Mark] = ()
    cursor: float | None = None
    readouts: Sequence[Readout] = ()
    notes: Sequence[str] = ()
    facts: Sequence[tuple[str, Sequence[str]]] = ()
    empty: str = ""
    hidden: Sequence[str] = ()
    disabled: Mapping[str, str] = field(default_factory=dict)
    offers: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def texts(self) -> list[str]:
        """Return every text that may cite a row."""
        rows = [f"[{row}]" for readout in self.readouts for row in readout.rows]
        return [self.sentence, *self.notes, *(text for _, texts in self.facts for text in texts), *rows]

    def sent(self) -> dict[str, Any]:
        """Return it as the page gets it; arrays as float32, little-endian."""
        return {
            "title": self.title,
            "x": vars(self.x) | {"values": _packed(self.x_values)},
            "y": dict(vars(self.y)),
            "curves": [vars(one) | {"y": _packed(one.y)} for one in self.curves],
            "bands": [vars(one) | {"low": _packed(one.low), "high": _packed(one.high)} for one in self.bands],
            "lines": [dict(vars(one)) for one in self.lines],
            "marks": [
                {key: value for key, value in vars(one).items() if value is not None} for one in self.marks
            ],
            "cursor": None if self.cursor is None else {"x": self.cursor},
            "sentence": self.sentence,
            "readouts": [vars(one) | {"rows": list(one.rows)} for one in self.readouts],
            "notes": list(self.notes),
            "facts": [{"title": title, "texts": list(texts)} for title, texts in self.facts],
            "empty": self.empty,
            "hidden": list(self.hidden),
            "disabled": dict(self.disabled),
            "offers": {key: list(options) for key, options in self.offers.items()},
        }


def ceiling(value: float) -> float:
    """Return the next round number that leaves a little room above a value.

    An axis that ends there stands still while a slider moves a little.

    Examples
    --------
    >>> ceiling(862), ceiling(97), ceiling(0)
    (1000.0, 150.0, 1.0)
    """
    if value <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in (1, 1.5, 2, 3, 4, 5, 6, 8, 10, 15) if step * power >= value * 1.08)


def _packed(values: Array | None) -> bytes:
    import numpy as np

    return b"" if values is None else np.asarray(values, dtype="<f4").tobytes()
