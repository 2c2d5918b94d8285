"""A small picture of a drawing as SVG, for where no widget runs; it paints its own paper."""

from __future__ import annotations

import html
import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .drawing import Array, Axis, Curve, Drawing, Mark

WIDTH, HEIGHT = 640, 360
LEFT, RIGHT, TOP, BOTTOM = 62, 168, 34, 46
PAPER, INK, FAINT, GRID = "#f6f5f1", "#1f2430", "#5a6070", "#dddbd3"
INKS = {
    1: "#1a5ba6",
    2: "#a84300",
    3: "#5b3a99",
    4: "#33691e",
    5: "#7a2a5c",
    6: "#3d4650",
    "muted": FAINT,
    "text": INK,
}
DASHES = ("", "9 5", "2 4", "12 4 2 4", "5 3", "16 6")
_GAP, _MOST_POINTS = 15.0, 90


def picture(drawing: Drawing) -> str:
    """Return the drawing as SVG text, the same for the same drawing."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'font-family="system-ui, sans-serif" font-size="12" fill="{INK}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" rx="8" fill="{PAPER}"/>'
        f"{''.join(_pieces(drawing))}</svg>"
    )


def _pieces(drawing: Drawing) -> Iterator[str]:
    x, y = drawing.x, drawing.y
    yield _text(LEFT, 20, y.label, FAINT)
    yield _text(LEFT, HEIGHT - 10, x.label, FAINT)
    for value in ticks(x):
        at = _across(x, value)
        yield f'<path d="M{at:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="{GRID}"/>'
        yield _text(at, HEIGHT - BOTTOM + 16, _number(value), FAINT, "middle")
    for value in ticks(y):
        at = _up(y, value)
        yield f'<path d="M{LEFT} {at:.1f}H{WIDTH - RIGHT}" stroke="{GRID}"/>'
        yield _text(LEFT - 6, at + 4, _number(value), FAINT, "end")
    for band in drawing.bands:
        there, back = _points(drawing, band.low), _points(drawing, band.high)[::-1]
        yield f'<path d="M{"L".join(there + back)}Z" fill="{INKS[1]}" fill-opacity=".22"/>'
    for line in drawing.lines:
        at = _up(y, line.y)
        yield f'<path d="M{LEFT} {at:.1f}H{WIDTH - RIGHT}" stroke="{INKS[line.ink]}" stroke-dasharray="2 3"/>'
    for curve in drawing.curves:
        yield _curve(drawing, curve)
    if drawing.cursor is not None:
        yield f'<path d="M{_across(x, drawing.cursor):.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="{INK}"/>'
    for mark in drawing.marks:
        yield from _mark(drawing, mark)
    yield from _labels(drawing)


def _curve(drawing: Drawing, curve: Curve) -> str:
    dash = f' stroke-dasharray="{DASHES[curve.dash]}"' if DASHES[curve.dash] else ""
    path = "L".join(_points(drawing, curve.y))
    return f'<path d="M{path}" fill="none" stroke="{INKS[curve.ink]}" stroke-width="2"{dash}/>'


def _points(drawing: Drawing, values: Array) -> list[str]:
    assert drawing.x_values is not None
    step = -(-len(values) // _MOST_POINTS)
    pairs = list(zip(drawing.x_values, values, strict=True))
    kept = [*pairs[:-1:step], *pairs[-1:]]
    return [
        f"{_tenths(_across(drawing.x, a))} {_tenths(_up(drawing.y, b))}" for a, b in kept if math.isfinite(b)
    ]


def _mark(drawing: Drawing, mark: Mark) -> Iterator[str]:
    x, y, colour = _across(drawing.x, mark.x), _up(drawing.y, mark.y), INKS[mark.ink]
    if mark.low is not None and mark.high is not None:
        ends = _up(drawing.y, mark.low), _up(drawing.y, mark.high)
        yield f'<path d="M{x:.1f} {ends[0]:.1f}V{ends[1]:.1f}" stroke="{colour}" stroke-width="1.5"/>'
    if mark.left is not None and mark.right is not None:
        ends = _across(drawing.x, mark.left), _across(drawing.x, mark.right)
        yield f'<path d="M{ends[0]:.1f} {y:.1f}H{ends[1]:.1f}" stroke="{colour}" stroke-width="1.5"/>'
    fill = PAPER if mark.computed else colour
    yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{fill}" stroke="{colour}"/>'
    yield _text(x + 8, y + 4, mark.short or mark.text)


def _labels(drawing: Drawing) -> Iterator[str]:
    """Names at the right ends, moved apart from the top down."""
    ends = [
        (_last(drawing, one.y), one.short or one.text, INKS[one.ink]) for one in drawing.curves if one.text
    ]
    ends += [(_up(drawing.y, one.y), one.short or one.text, INKS[one.ink]) for one in drawing.lines]
    ends += [(_last(drawing, one.high), one.short or one.text, FAINT) for one in drawing.bands if one.text]
    free = float(TOP)
    for at, text, colour in sorted(ends, key=lambda end: end[0]):
        free = max(free, at)
        yield _text(WIDTH - RIGHT + 8, free + 4, text, colour)
        free += _GAP


def _last(drawing: Drawing, values: Array) -> float:
    return _up(drawing.y, next((value for value in values[::-1] if math.isfinite(value)), drawing.y.low))


def _text(x: float, y: float, text: str, colour: str = INK, anchor: str = "start") -> str:
    where = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text x="{_tenths(x)}" y="{_tenths(y)}" fill="{colour}"{where}>{html.escape(text)}</text>'


def _across(axis: Axis, value: float) -> float:
    return LEFT + _share(axis, value) * (WIDTH - LEFT - RIGHT)


def _up(axis: Axis, value: float) -> float:
    return HEIGHT - BOTTOM - _share(axis, value) * (HEIGHT - TOP - BOTTOM)


def _share(axis: Axis, value: float) -> float:
    """How far along its axis a value is, from 0 to 1; what lies outside is brought to the edge."""
    if axis.log:
        low, high, at = math.log(axis.low), math.log(axis.high), math.log(max(value, axis.low))
    else:
        low, high, at = axis.low, axis.high, value
    return min(1.0, max(0.0, (at - low) / (high - low)))


def ticks(axis: Axis) -> list[float]:
    """Return where an axis has its numbers: round ones, at most seven or so.

    Examples
    --------
    >>> from retinoid_teach.widgets._labs.drawing import Axis
    >>> ticks(Axis("h", 0, 48)), ticks(Axis("nM", 0.1, 100, log=True))
    ([0.0, 10.0, 20.0, 30.0, 40.0], [0.1, 1.0, 10.0, 100.0])
    """
    if axis.log:
        first, last = math.ceil(math.log10(axis.low) - 1e-9), math.floor(math.log10(axis.high) + 1e-9)
        return [10.0**power for power in range(first, last + 1)]
    return _even(axis)


def _even(axis: Axis) -> list[float]:
    rough = (axis.high - axis.low) / 6
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(one * power for one in (1, 2, 5, 10) if one * power >= rough)
    first, last = math.ceil(axis.low / step - 1e-9), math.floor(axis.high / step + 1e-9)
    return [round(at * step, 10) for at in range(first, last + 1)]


def _number(value: float) -> str:
    return f"{value:,.6g}" if 1e-3 <= abs(value) < 1e6 or value == 0 else f"{value:.0e}"


def _tenths(value: float) -> str:
    """Write a place of the picture no longer than it need be: a lesson stores many."""
    return f"{value:.1f}".removesuffix(".0")
