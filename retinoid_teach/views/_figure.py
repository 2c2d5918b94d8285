"""A drawing with its text alternative: what every figure of the course comes as."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from ._own_look import own_look

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PAPER = "#f6f5f1"
INK = "#1f2430"
FAINT = "#5a6070"
"""Colours of every figure. It paints its own paper, so that it reads the same in both themes."""

_DPI, _COLOURS = 110, 64


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawn figure.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        What was drawn; its figure is closed for pyplot, so that nothing is shown twice.
    alt_text : str
        One or two sentences that say what it shows, with its numbers.
    """

    axes: Axes
    alt_text: str

    @own_look()
    def png(self) -> bytes:
        """Return the drawing as PNG, the same bytes for the same drawing.

        Examples
        --------
        >>> from retinoid_teach.views import guideline_matrix
        >>> guideline_matrix(1).png()[1:4]
        b'PNG'
        """
        from PIL import Image

        drawn = self.axes.get_figure(root=True)
        if drawn is None:
            raise ValueError("axes: they belong to no figure any more.")
        whole, small = io.BytesIO(), io.BytesIO()
        drawn.savefig(whole, format="png", dpi=_DPI, facecolor=PAPER)
        # A palette makes the picture five times smaller: a lesson stores it, and a phone loads it.
        Image.open(whole).convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE).save(
            small, "PNG", optimize=True
        )
        return small.getvalue()

    def _repr_html_(self) -> str:
        data = base64.b64encode(self.png()).decode("ascii")
        look = "max-width:100%;height:auto;border-radius:8px"
        return f'<img alt="{escape(self.alt_text)}" style="{look}" src="data:image/png;base64,{data}">'

    def __repr__(self) -> str:
        return f"<Figure: {self.alt_text}>"
