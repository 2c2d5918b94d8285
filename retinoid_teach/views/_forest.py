"""Studies of one question under each other, each with its interval, and what they say together."""

from __future__ import annotations

import math
import textwrap
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from retinoid_teach.evidence.arguments import data_frame
from retinoid_teach.evidence.names import check_name
from retinoid_teach.trials import Interval, effect_size, pool

from ._drawing import SIZE, SMALL
from ._figure import FAINT, INK, PAPER, Figure
from ._own_look import own_look

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.axes import Axes

    from retinoid_teach.trials import Pooled

_COUNTS = ("events_a", "n_a", "events_b", "n_b")
_NAMES = {
    "risk_ratio": "Risk ratio",
    "odds_ratio": "Odds ratio",
    "risk_difference": "Risk difference, percentage points",
}
_DOT, _TOGETHER = "#1f4e79", "#8a4b08"
_WIDTH, _ABOVE, _BELOW = 5.4, 0.4, 0.65
_PLOT = (0.42, 0.32)
"""Where the intervals begin in the figure, and how wide they are, as shares of its width."""
_LINE, _GAP = 0.185, 0.16
_NAME_LETTERS, _COUNT_LETTERS = 21, 25


class Row(NamedTuple):
    """What stands beside an interval: a name over a few words to its left, the numbers to its right."""

    name: str
    detail: str
    numbers: str

    @property
    def left(self) -> tuple[list[str], list[str]]:
        """The lines of the name and of what stands below it."""
        return textwrap.wrap(self.name, _NAME_LETTERS), textwrap.wrap(self.detail, _COUNT_LETTERS)


def forest(
    table: pd.DataFrame,
    measure: Literal["risk_ratio", "odds_ratio", "risk_difference"] = "risk_ratio",
    method: Literal["random", "fixed"] | None = None,
    *,
    arms: Sequence[str] = ("treatment", "control"),
    favours: Sequence[str] = ("fewer events", "more events"),
) -> Figure:
    """Draw a forest plot of counted studies.

    Parameters
    ----------
    table : DataFrame
        One study a row, indexed by its name: ``events_a``, ``n_a``, ``events_b``, ``n_b`` (people).
    measure : {"risk_ratio", "odds_ratio", "risk_difference"}
        What is drawn. Ratios stand on a logarithmic axis, differences in percentage points.
    method : {"random", "fixed"}, optional
        Pool the studies so, and draw the pooled effect below; none unless said.
    arms : pair of str
        What the arms a and b are called.
    favours : pair of str
        What stands under the axis to the left and to the right of no difference.

    Returns
    -------
    Figure
        Every study with its counts, estimate and 95 % interval as numbers. A study that has no ratio says so
        and has no dot.

    Raises
    ------
    ValueError
        For an empty table, a missing column, or counts that cannot be; with `method`, for what `pool`
        refuses.

    Examples
    --------
    >>> import pandas as pd
    >>> one = pd.DataFrame(
    ...     {"events_a": [39], "n_a": [46], "events_b": [23], "n_b": [46]}, index=["made up"]
    ... )
    >>> forest(one).alt_text
    'Risk ratio of treatment to control, 95 % intervals. made up: 39/46 against 23/46, 1.70 (1.24 to 2.32).'
    """
    check_name("measure", measure, list(_NAMES))
    data_frame("table", table)
    missing = [name for name in _COUNTS if name not in table.columns]
    if missing:
        raise ValueError(
            f"table: column {missing[0]!r} is missing; a forest plot needs {', '.join(_COUNTS)}."
        )
    if table.empty:
        raise ValueError("table is empty: there is no study to draw.")
    shown = [_interval(row, measure) for row in table[list(_COUNTS)].itertuples(index=False)]
    pooled = pool(table, measure, method) if method else None
    counts = [_counted(row) for row in table[list(_COUNTS)].itertuples(index=False)]
    names = [str(name) for name in table.index]
    axes = _draw(names, counts, shown, pooled, measure, favours)
    return Figure(axes, _alt_text(names, counts, shown, pooled, measure, arms))


def _interval(row: Any, measure: str) -> Interval:
    found: Interval = getattr(effect_size(*(int(count) for count in row)), measure)
    return _shown(found, measure)


def _shown(found: Interval, measure: str) -> Interval:
    times = 100 if measure == "risk_difference" else 1
    return Interval(times * found.estimate, times * found.low, times * found.high)


def _together(pooled: Pooled) -> Interval:
    return _shown(Interval(pooled.estimate, pooled.ci_low, pooled.ci_high), pooled.measure)


def _counted(row: Any) -> str:
    return f"{row[0]}/{row[1]} against {row[2]}/{row[3]}"


def _words(one: Interval) -> str:
    if math.isnan(one.estimate):
        return "no ratio"
    digits = [
        f"{value:.2f}" if abs(value) < 10 else f"{value:.1f}" for value in (one.estimate, one.low, one.high)
    ]
    return f"{digits[0]} ({digits[1]} to {digits[2]})".replace("-", "−")


@own_look()
def _draw(
    names: list[str],
    counts: list[str],
    shown: list[Interval],
    pooled: Pooled | None,
    measure: str,
    favours: Sequence[str],
) -> Axes:
    rows = [Row(*one) for one in zip(names, counts, map(_words, shown), strict=True)]
    if pooled:
        detail = f"I² {100 * pooled.i2:.0f} %"
        rows.append(Row(f"Together ({pooled.method})", detail, _words(_together(pooled))))
    axes = lines(rows)
    weights = list(pooled.weights) if pooled else [1 / len(names)] * len(names)
    for at, (one, weight) in enumerate(zip(shown, weights, strict=True)):
        _study(axes, at, one, weight)
    if pooled:
        _diamond(axes, len(names), _together(pooled))
    _axis(axes, measure, [*shown, *([_together(pooled)] if pooled else [])], favours)
    return axes


def _study(axes: Axes, at: int, one: Interval, weight: float) -> None:
    if math.isnan(one.estimate):
        return
    axes.plot([one.low, one.high], [at, at], color=_DOT, linewidth=1.8, solid_capstyle="butt", gid="interval")
    size = 5 + 9 * math.sqrt(weight)
    axes.plot([one.estimate], [at], "s", color=_DOT, markersize=size, gid="estimate")


def _diamond(axes: Axes, at: int, one: Interval) -> None:
    axes.fill(
        [one.low, one.estimate, one.high, one.estimate],
        [at, at - 0.28, at, at + 0.28],
        color=_TOGETHER,
        gid="together",
    )


def lines(rows: Sequence[Row]) -> Axes:
    """Give axes with a row a study, from 0 downwards, its words written beside it.

    Examples
    --------
    >>> [text.get_text() for text in lines([Row("made up", "1/2 against 1/2", "1.00")]).texts]
    ['made up', '1/2 against 1/2', '1.00']
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure as Canvas

    tall = _LINE * max(sum(map(len, row.left)) for row in rows) + _GAP
    height = tall * len(rows) + _ABOVE + _BELOW
    canvas = Canvas(figsize=(_WIDTH, height), facecolor=PAPER)
    FigureCanvasAgg(canvas)
    axes = canvas.add_axes((_PLOT[0], _BELOW / height, _PLOT[1], tall * len(rows) / height), facecolor=PAPER)
    axes.set(ylim=(len(rows) - 0.5, -0.5), yticks=[])
    for at, row in enumerate(rows):
        _write(axes, at, row, _LINE / tall)
    return axes


def _write(axes: Axes, at: int, row: Row, line: float) -> None:
    """Write a row's words; `line` is the height of a line of type, in rows."""
    place: dict[str, Any] = {
        "transform": axes.get_yaxis_transform(), "clip_on": False, "size": SMALL, "parse_math": False,
        "linespacing": _LINE * 72 / SMALL / 1.18,
    }  # fmt: skip
    left, (name, detail) = -(_PLOT[0] - 0.02) / _PLOT[1], row.left
    top = at - line * (len(name) + len(detail)) / 2
    axes.text(left, top, "\n".join(name), color=INK, weight="bold", va="top", **place)
    axes.text(left, top + line * len(name), "\n".join(detail), color=FAINT, va="top", **place)
    axes.text(1.05, at, row.numbers.replace(" (", "\n("), color=INK, va="center", **place)


def _axis(axes: Axes, measure: str, shown: list[Interval], favours: Sequence[str]) -> None:
    nothing = 0.0 if measure == "risk_difference" else 1.0
    drawn = [value for one in shown for value in (one.low, one.high) if not math.isnan(value)]
    if measure == "risk_difference":
        low, high = min([nothing, *drawn]), max([nothing, *drawn])
        edge = 0.06 * (high - low or 1)
        axes.set_xlim(low - edge, high + edge)
    else:
        axes.set_xscale("log")
        axes.set_xlim(min([0.8, *drawn]) / 1.15, max([1.25, *drawn]) * 1.15)
        _plain_ticks(axes)
    axes.axvline(nothing, color=INK, linewidth=0.9, zorder=0)
    axes.tick_params(colors=INK, labelsize=SMALL)
    axes.set_xlabel(_NAMES[measure], color=INK, size=SIZE)
    for side in ("top", "left", "right"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(FAINT)
    look: dict[str, Any] = {"size": SMALL, "color": FAINT, "va": "bottom", "textcoords": "offset points"}
    for words, away, side in ((f"← {favours[0]}", -6, "right"), (f"{favours[1]} →", 6, "left")):
        axes.annotate(words, (nothing, 1), (away, 4), xycoords=axes.get_xaxis_transform(), ha=side, **look)


def _plain_ticks(axes: Axes) -> None:
    """A few round ratios instead of powers of ten."""
    from matplotlib.ticker import FixedLocator, FuncFormatter, NullFormatter, NullLocator

    low, high = axes.get_xlim()
    between = [2, 5] if high / low < 60 else []
    round_ratios = [step * 10**power for power in range(-3, 4) for step in (1, *between)]
    axes.xaxis.set_major_locator(FixedLocator([one for one in round_ratios if low <= one <= high]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_minor_formatter(NullFormatter())


def _alt_text(
    names: list[str],
    counts: list[str],
    shown: list[Interval],
    pooled: Pooled | None,
    measure: str,
    arms: Sequence[str],
) -> str:
    each = [f"{name}: {count}, {_words(one)}" for name, count, one in zip(names, counts, shown, strict=True)]
    text = f"{_NAMES[measure]} of {arms[0]} to {arms[1]}, 95 % intervals. {'; '.join(each)}."
    if pooled:
        text += f" Together ({pooled.method}): {_words(_together(pooled))}, I² {100 * pooled.i2:.0f} %."
    return text
