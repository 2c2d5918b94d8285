"""Studies of exposure in pregnancy as squares of a hundred: one absolute scale, several definitions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from retinoid_teach.trials import exposure_risks

from ._drawing import SIZE, SMALL
from ._figure import FAINT, INK, PAPER, Figure
from ._icon_array import PEOPLE, hundred
from ._own_look import own_look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from retinoid_teach.evidence import Catalog

_COLUMNS = 2
_STEP_X, _STEP_Y = 12.5, 15.0
_PERSON = 0.216
"""Inches for one person of a square."""


def exposure_icons(rows: Sequence[str], *, catalog: Catalog | None = None) -> Figure:
    """Draw the risks of studies of exposure in pregnancy as so many of 100.

    Parameters
    ----------
    rows : sequence of str
        Ids of `pregnancy_studies`.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    Figure
        A line a study: a square for the exposed, and one for those compared with if they were counted, with
        what was counted and the real numbers.
        Those with the event are filled from the upper left, and larger, so that they are seen without
        colour.

    Raises
    ------
    ValueError
        What `exposure_risks` refuses: case reports and series, rows that were not read, and rows without a
        denominator.

    Examples
    --------
    >>> exposure_icons(["PS018"]).alt_text
    'Of 100: oral isotretinoin (Lammer 1985) 18, malformed infants, 5 of 28 births. Definitions differ.'
    """
    risks = exposure_risks(rows, catalog=catalog)
    groups = [dict(zip(risks.columns, one, strict=True)) for one in risks.itertuples(index=False)]
    return Figure(_draw(groups), _alt_text(groups))


@own_look()
def _draw(groups: list[dict[str, Any]]) -> Axes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure as Canvas

    studies = list(dict.fromkeys(group["row"] for group in groups))
    wide, high = _STEP_X * _COLUMNS, _STEP_Y * len(studies)
    canvas = Canvas(figsize=(_PERSON * wide, _PERSON * high), facecolor=PAPER)
    FigureCanvasAgg(canvas)
    axes = canvas.add_axes((0, 0, 1, 1), facecolor=PAPER)
    axes.set(xlim=(-1, wide - 1), ylim=(high - 4.3, -4.3), aspect="equal")
    axes.set_axis_off()
    for line, study in enumerate(studies):
        shown = [group for group in groups if group["row"] == study]
        for at, group in enumerate(shown):
            _square(axes, _STEP_X * at, _STEP_Y * line, group)
        if len(shown) < _COLUMNS:
            nobody = "our row has no group\nto compare with"
            axes.text(_STEP_X - 0.5, _STEP_Y * line + 0.5, nobody, color=FAINT, size=SMALL, va="center")
    return axes


def _square(axes: Axes, left: float, top: float, group: dict[str, Any]) -> None:
    count = round(PEOPLE * group["risk"])
    hundred(axes, left, top, count)
    texts = (
        f"{group['study']}: {group['events']} of {group['people']}",
        f"{count} of {PEOPLE}: {group['counted']}",
    )
    axes.text(left - 0.5, top - 3.4, group["group"], va="center", color=INK, size=SIZE, weight="bold")
    for up, text in zip((2.4, 1.45), texts, strict=True):
        axes.text(left - 0.5, top - up, text, va="center", color=FAINT, size=SMALL)


def _alt_text(groups: list[dict[str, Any]]) -> str:
    each = [
        f"{one['group']} ({one['study']}) {round(PEOPLE * one['risk'])}, {one['counted']}, "
        f"{one['events']} of {one['people']} {one['among']}"
        for one in groups
    ]
    return f"Of {PEOPLE}: {'; '.join(each)}. Definitions differ."
