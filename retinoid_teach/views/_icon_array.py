"""A hundred people, twice: what a risk and a difference of risks look like in heads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retinoid_teach.evidence.arguments import is_number, listed

from ._drawing import SIZE, SMALL
from ._figure import FAINT, INK, PAPER, Figure
from ._own_look import own_look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

PEOPLE = 100
_ACROSS = 10
_FILLED, _EMPTY = "#1f4e79", "#a9a596"


def icon_array(
    risks: Sequence[float], names: Sequence[str] = ("without", "with"), *, event: str = "an event"
) -> Figure:
    """Draw each risk as so many of 100 people.

    Parameters
    ----------
    risks : sequence of float
        One or two risks, each 0 to 1; the first is the one to compare with.
    names : sequence of str
        What each group is called.
    event : str
        What happens to the people that are filled in, such as "a dry skin".

    Returns
    -------
    Figure
        A square of 100 people for each risk. Those with the event are filled from the upper left, and larger,
        so that they are seen without colour.

    Raises
    ------
    ValueError
        For a risk that is none, more or fewer risks than one or two, or names that do not match them.

    Examples
    --------
    >>> icon_array([0.11, 0.337], ["vehicle", "gel"], event="success").alt_text
    'Of 100 people, success: vehicle 11, gel 34. That is 23 more.'
    """
    risks, names = listed("risks", risks, "numbers"), listed("names", names)
    if len(risks) not in (1, 2):
        raise ValueError(f"risks: {len(risks)} given; one or two squares can be compared at a glance.")
    if len(names) < len(risks):
        raise ValueError(f"names: {len(names)} given for {len(risks)} risks; each square needs one.")
    for risk in risks:
        if not is_number(risk) or not 0 <= risk <= 1:
            raise ValueError(f"risks: {risk!r} must be a number from 0 to 1, such as 0.25 for 25 of 100.")
    heads = [round(PEOPLE * risk) for risk in risks]
    shown = names[: len(risks)]
    return Figure(_draw(heads, shown, event), _alt_text(heads, shown, event))


@own_look()
def _draw(heads: list[int], names: list[str], event: str) -> Axes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure as Canvas

    canvas = Canvas(figsize=(2.55 * len(heads) + 0.3, 3.4), facecolor=PAPER)
    FigureCanvasAgg(canvas)
    axes = canvas.add_axes((0.02, 0.02, 0.96, 0.96), facecolor=PAPER)
    step = _ACROSS + 2
    axes.set(xlim=(-1, step * len(heads) - 1.5), ylim=(_ACROSS + 0.2, -2.9), aspect="equal")
    axes.set_axis_off()
    for square, (count, name) in enumerate(zip(heads, names, strict=True)):
        hundred(axes, square * step, 0, count)
        axes.text(square * step - 0.5, -1.9, name, color=INK, size=SIZE, weight="bold", va="center")
        axes.text(
            square * step - 0.5, -1.0, f"{count} of {PEOPLE}: {event}", color=FAINT, size=SMALL, va="center"
        )
    return axes


def hundred(axes: Axes, left: float, top: float, count: int) -> None:
    """Draw a square of 100 people, `count` of them filled in, from the upper left."""
    places = [(left + place % _ACROSS, top + place // _ACROSS) for place in range(PEOPLE)]
    for few, size, colour, gid in (
        (places[:count], 90, _FILLED, "event"),
        (places[count:], 34, _EMPTY, "no event"),
    ):
        axes.scatter([x for x, _ in few], [y for _, y in few], s=size, c=colour, linewidths=0, gid=gid)


def _alt_text(heads: list[int], names: list[str], event: str) -> str:
    each = ", ".join(f"{name} {count}" for name, count in zip(names, heads, strict=True))
    text = f"Of {PEOPLE} people, {event}: {each}."
    if len(heads) == 1:
        return text
    difference = heads[1] - heads[0]
    if not difference:
        return f"{text} That is no difference in whole people."
    return f"{text} That is {abs(difference)} {'more' if difference > 0 else 'fewer'}."
