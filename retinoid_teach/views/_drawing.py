"""What every chart of the course is drawn on: its paper, its axes, and labels at the line ends."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ._figure import FAINT, INK, PAPER

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INKS = ("#16335f", "#bf6a0c", "#12757d", "#7a2f5c")
"""Colours of lines: apart in hue, in lightness (for a grey print), and for colour-blind eyes."""

DASHES = ("-", (0, (6, 2)), (0, (1.5, 1.5)), (0, (8, 2, 1.5, 2)), (0, (3, 1)), (0, (10, 3, 3, 3)))
"""A style beside each colour, so that no line is told by colour alone."""

Dash = str | tuple[float, tuple[float, ...]]

SIZE, SMALL = 11.0, 10.0
"""Type in points: 10 px or more where a phone shows a figure at 360 px."""

_WIDTH = 5.4
_TITLE_LETTERS = 54
_LINE_INCHES = 0.22


@dataclass(frozen=True, slots=True)
class EndLabel:
    """A label at the right edge: where its line ends (in data), what it says, how its line is drawn."""

    at: float
    text: str
    ink: str
    dash: Dash = "-"


def chart(title: str, height: float, *, right: float, left: float = 0.72, bottom: float = 0.62) -> Axes:
    """Give empty axes under a title, with room at the right for labels; margins and height in inches.

    Examples
    --------
    >>> chart("Concentration", 3.0, right=1.0).get_facecolor()[:1] == (0xF6 / 255,)
    True
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure as Canvas

    lines = textwrap.wrap(title, _TITLE_LETTERS)
    total = height + bottom + _LINE_INCHES * len(lines) + 0.34
    canvas = Canvas(figsize=(_WIDTH, total), facecolor=PAPER)
    FigureCanvasAgg(canvas)
    width = _WIDTH - left - right
    axes = canvas.add_axes((left / _WIDTH, bottom / total, width / _WIDTH, height / total), facecolor=PAPER)
    canvas.text(
        0.12 / _WIDTH, 1 - 0.1 / total, "\n".join(lines), va="top", color=INK, size=SIZE, weight="bold"
    )
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(FAINT)
    axes.tick_params(colors=INK, labelsize=SMALL)
    return axes


def name_axes(axes: Axes, across: str, up: str) -> None:
    """Name the axes: `across` below, `up` on its side at the left.

    Examples
    --------
    >>> axes = chart("Concentration", 3.0, right=1.0)
    >>> name_axes(axes, "time (h)", "ng/mL")
    >>> axes.get_xlabel()
    'time (h)'
    """
    axes.set_xlabel(across, color=INK, size=SIZE)
    axes.set_ylabel(up, color=INK, size=SIZE)


def label_ends(axes: Axes, labels: Sequence[EndLabel]) -> None:
    """Write labels beside the right edge, each joined to its line's end, none over another.

    The limits and scales of the axes have to be set before.

    Examples
    --------
    >>> axes = chart("Concentration", 3.0, right=1.0)
    >>> label_ends(axes, [EndLabel(0.5, "one", INKS[0]), EndLabel(0.5, "other", INKS[1])])
    >>> [text.get_text() for text in axes.texts]
    ['one', 'other']
    """
    figure = axes.get_figure(root=True)
    assert figure is not None
    tall = axes.get_position().height * figure.get_figheight()
    wide = axes.get_position().width * figure.get_figwidth()
    to_axes = axes.transAxes.inverted()
    ends = [
        float(to_axes.transform(axes.transData.transform((axes.get_xlim()[0], one.at)))[1]) for one in labels
    ]
    lines = [one.text.count("\n") + 1 for one in labels]
    gaps = [SMALL * 1.3 * count / 72 / tall for count in lines]
    places = within(spread([min(max(end, 0.0), 1.0) for end in ends], gaps), gaps)
    for label, end, place in zip(labels, ends, places, strict=True):
        joint = [1.0, 1 + 0.05 / wide, 1 + 0.17 / wide]
        axes.plot(
            joint, [end, end, place], transform=axes.transAxes, clip_on=False, color=label.ink, linewidth=0.8
        )
        axes.plot(
            [joint[-1], 1 + 0.42 / wide], [place, place], transform=axes.transAxes, clip_on=False,
            color=label.ink, linestyle=label.dash, linewidth=2,
        )  # fmt: skip
        axes.text(
            1 + 0.47 / wide, place, label.text, transform=axes.transAxes,
            va="center", color=INK, size=SMALL, linespacing=1.1,
        )  # fmt: skip


def spread(wanted: Sequence[float], gaps: Sequence[float]) -> list[float]:
    """Move places apart, as little as may be, so that each has its gap, in the order that they want.

    Examples
    --------
    >>> spread([0.5, 0.5, 0.9], [0.2, 0.2, 0.2])
    [0.4, 0.6, 0.9]
    """
    order = sorted(range(len(wanted)), key=lambda one: wanted[one])
    offsets, total = [], 0.0
    for rank, one in enumerate(order):
        total += (gaps[one] + gaps[order[rank - 1]]) / 2 if rank else 0.0
        offsets.append(total)
    blocks: list[tuple[float, int]] = []
    for rank, one in enumerate(order):
        mean, count = wanted[one] - offsets[rank], 1
        while blocks and blocks[-1][0] > mean:
            before, number = blocks.pop()
            mean, count = (mean * count + before * number) / (count + number), count + number
        blocks.append((mean, count))
    moved = [mean for mean, count in blocks for _ in range(count)]
    places = [0.0] * len(order)
    for rank, one in enumerate(order):
        places[one] = round(moved[rank] + offsets[rank], 9)
    return places


def within(places: Sequence[float], gaps: Sequence[float]) -> list[float]:
    """Move places that are spread already, so that none lies outside 0 to 1, as long as there is room.

    Examples
    --------
    >>> within([0.9, 1.1], [0.2, 0.2]), within([-0.2, 0.0], [0.2, 0.2])
    ([0.8, 1.0], [0.0, 0.2])
    """
    order = sorted(range(len(places)), key=lambda one: places[one])
    found = list(places)
    for rising in (False, True):
        bound = 0.0 if rising else 1.0
        before = None
        for one in order if rising else reversed(order):
            if before is not None:
                gap = (gaps[one] + gaps[before]) / 2
                bound = found[before] + (gap if rising else -gap)
            found[one] = round(max(found[one], bound) if rising else min(found[one], bound), 9)
            before = one
    return found


def plain_decades(axes: Axes, which: str) -> None:
    """Number a logarithmic axis, ``x`` or ``y``, at the powers of ten, in plain digits.

    Examples
    --------
    >>> axes = chart("Concentration", 3.0, right=1.0)
    >>> axes.set_xscale("log")
    >>> plain_decades(axes, "x")
    >>> axes.xaxis.get_major_formatter()(1000)
    '1000'
    """
    from matplotlib.ticker import LogLocator, NullFormatter

    axis = axes.xaxis if which == "x" else axes.yaxis
    low, high = sorted(axis.get_view_interval())
    # Long numbers need room: over many decades, only some are numbered.
    most = 7 if high / low < 1e6 else 4
    axis.set_major_locator(LogLocator(base=10, subs=(1.0,), numticks=most))
    axis.set_major_formatter(lambda value, _: figures(value))
    axis.set_minor_formatter(NullFormatter())


def figures(value: float) -> str:
    """Write a number with three figures at most, in plain digits.

    Examples
    --------
    >>> figures(862.4), figures(0.0343), figures(10004.2), figures(2.0)
    ('862', '0.0343', '10004', '2')
    """
    if abs(value) >= 100:
        return f"{value:.0f}"
    return f"{float(f'{value:.3g}'):.10f}".rstrip("0").rstrip(".")
