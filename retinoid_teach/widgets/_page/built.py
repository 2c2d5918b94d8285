"""The scripts and style sheets that the widgets carry, as ``npm run build`` made them from the wings.

Who edits a script builds it anew; who learns or teaches needs no Node. A test compares the two.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

BUILT = Path(__file__).parents[1] / "built"


@cache
def read_built(name: str) -> str:
    """Read a built script or style sheet.

    Parameters
    ----------
    name : str
        Its file's name: that of its wing without the underscore, such as ``"quiz.js"`` or ``"quiz.css"``.

    Returns
    -------
    str
        An ES module whose default export is what anywidget renders, or a style sheet.

    Examples
    --------
    >>> ".rt-root" in read_built("quiz.css")
    True
    """
    return (BUILT / name).read_text(encoding="utf-8")
