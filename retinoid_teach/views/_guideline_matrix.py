"""One matrix: every option that some guideline speaks of, and what each of them says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..clinic import Patient, compare_guidelines
from ..clinic._rows import clinic_rows
from ..evidence import Catalog
from ._figure import FAINT, INK, PAPER, Figure

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

# A word, a fill and a text colour for each verdict; the word says it without the colour.
LOOKS = {
    "first_line": ("first line", "#11654a", "#ffffff"),
    "alternative": ("alternative", "#9cc3e6", INK),
    "maintenance": ("maintenance", "#d9e6f2", INK),
    "not_mentioned": ("silent", PAPER, FAINT),
    "avoid": ("avoid", "#f2c230", INK),
    "contraindicated": ("contraindicated", "#7a1620", "#ffffff"),
}
_ROW_INCHES, _COLUMN_INCHES, _NAME_INCHES = 0.34, 1.25, 3.6
_LONGEST = 46


def guideline_matrix(
    acne_type: int,
    patient: Patient | None = None,
    region: str | None = None,
    *,
    catalog: Catalog | None = None,
) -> Figure:
    """Draw what each guideline says of each option for one person, disagreements first.

    Parameters
    ----------
    acne_type : int
        1 to 4, as in `retinoid_teach.clinic.compare_guidelines`.
    patient : Patient, optional
        What is known of the person; nothing if left out.
    region : str, optional
        Whose safety rules speak; each guideline's home if None.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    Figure
        A matrix without the options of which every guideline is silent; a cell has a word as well as a
        colour.

    Raises
    ------
    ValueError
        If an argument is not known.

    Notes
    -----
    Source rows: `options`, `guideline_recommendations`, `safety_rules`.

    Examples
    --------
    >>> guideline_matrix(2).alt_text[:60]
    'What 4 guidelines say of 26 options for acne type 2. They di'
    """
    names = clinic_rows(catalog).guideline_names
    table = compare_guidelines(acne_type, patient, region, catalog=catalog)
    spoken = table[(table[list(names)] != "not_mentioned").any(axis=1)]
    shown = spoken.sort_values("disagreement", ascending=False, kind="stable")
    return Figure(_draw(shown, names), _alt_text(shown, acne_type, len(names)))


def _draw(table: pd.DataFrame, columns: Mapping[str, str]) -> Axes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure as Canvas
    from matplotlib.patches import Rectangle

    width = _NAME_INCHES + _COLUMN_INCHES * len(columns)
    canvas = Canvas(figsize=(width, _ROW_INCHES * (len(table) + 2)), facecolor=PAPER)
    FigureCanvasAgg(canvas)
    axes = canvas.add_axes((0, 0, 1, 1), facecolor=PAPER)
    axes.set(xlim=(-_NAME_INCHES / _COLUMN_INCHES, len(columns)), ylim=(len(table) + 0.6, -1.4))
    axes.set_axis_off()
    for at, name in enumerate(columns.values()):
        axes.text(at + 0.5, -0.5, name, ha="center", va="center", color=INK, size=9, weight="bold", wrap=True)
    for row, (_, option) in enumerate(table.iterrows()):
        mark = "≠ " if option["disagreement"] else ""
        axes.text(
            -0.1, row + 0.5, f"{mark}{_short(option['name'])}", ha="right", va="center", color=INK, size=9
        )
        for at, guideline in enumerate(columns):
            word, fill, ink = LOOKS[option[guideline]]
            axes.add_patch(Rectangle((at + 0.03, row + 0.06), 0.94, 0.88, facecolor=fill, edgecolor="none"))
            axes.text(at + 0.5, row + 0.5, word, ha="center", va="center", color=ink, size=8)
    axes.text(-0.1, len(table) + 0.35, "≠ guidelines that speak differ", ha="right", color=FAINT, size=8)
    return axes


def _short(name: str) -> str:
    plain = name.split(" (", maxsplit=1)[0]
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…"


def _alt_text(table: pd.DataFrame, acne_type: int, guidelines: int) -> str:
    differ = [_short(name) for name in table.loc[table["disagreement"], "name"]]
    named = f": {'; '.join(differ)}" if differ else ""
    return (
        f"What {guidelines} guidelines say of {len(table)} options for acne type {acne_type}. "
        f"They disagree on {len(differ)}{named}."
    )
