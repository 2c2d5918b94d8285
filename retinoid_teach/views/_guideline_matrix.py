"""One matrix: every option that some guideline speaks of, and what each of them says."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from retinoid_teach.clinic import Patient, compare_guidelines
from retinoid_teach.clinic.rows import clinic_rows
from retinoid_teach.evidence import Catalog

from ._drawing import SMALL
from ._figure import FAINT, INK, PAPER, Figure
from ._own_look import own_look

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
_COLUMN_INCHES, _NAME_INCHES, _LINE_INCHES, _GAP_INCHES = 0.87, 1.92, 0.19, 0.14
_NAME_LETTERS, _COLUMN_LETTERS = 22, 9
_KEY = "≠ guidelines differ"
_SYLLABLES = {"contraindicated": "contra-\nindicated"}
"""A column is as narrow as a phone asks for, so that the longest word takes two lines."""


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


@own_look()
def _draw(table: pd.DataFrame, columns: Mapping[str, str]) -> Axes:
    names = [
        textwrap.fill(f"{'≠ ' if one['disagreement'] else ''}{_short(one['name'])}", _NAME_LETTERS)
        for _, one in table.iterrows()
    ]
    heads = [textwrap.fill(name, _COLUMN_LETTERS) for name in columns.values()]
    words = [[_word(option[guideline]) for guideline in columns] for _, option in table.iterrows()]
    rows = [_inches(*texts, name) for texts, name in zip(words, names, strict=True)]
    top = _inches(*heads)
    axes = _paper(top, sum(rows) + _inches(_KEY), len(columns))
    for at, head in enumerate(heads):
        _text(axes, at + 0.5, -top / 2, head, INK, weight="bold", ha="center")
    down = 0.0
    for (_, option), name, height in zip(table.iterrows(), names, rows, strict=True):
        _text(axes, -0.1, down + height / 2, name, INK, ha="right")
        for at, guideline in enumerate(columns):
            _cell(axes, at, down, height, option[guideline])
        down += height
    _text(axes, -0.1, down + _inches(_KEY) / 2, _KEY, FAINT, ha="right")
    return axes


def _paper(top: float, height: float, columns: int) -> Axes:
    """Empty axes: across a column is one, down an inch is one, and 0 is where the first row begins."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure as Canvas

    canvas = Canvas(figsize=(_NAME_INCHES + _COLUMN_INCHES * columns, top + height), facecolor=PAPER)
    FigureCanvasAgg(canvas)
    axes = canvas.add_axes((0, 0, 1, 1), facecolor=PAPER)
    axes.set(xlim=(-_NAME_INCHES / _COLUMN_INCHES, columns), ylim=(height, -top))
    axes.set_axis_off()
    return axes


def _cell(axes: Axes, at: int, down: float, height: float, verdict: str) -> None:
    from matplotlib.patches import Rectangle

    _, fill, ink = LOOKS[verdict]
    axes.add_patch(Rectangle((at + 0.03, down + 0.02), 0.94, height - 0.04, facecolor=fill, edgecolor="none"))
    _text(axes, at + 0.5, down + height / 2, _word(verdict), ink, ha="center")


def _text(axes: Axes, across: float, down: float, text: str, ink: str, **look: Any) -> None:
    axes.text(
        across, down, text, va="center", color=ink, size=SMALL, linespacing=1.1, parse_math=False, **look
    )


def _word(verdict: str) -> str:
    word = LOOKS[verdict][0]
    return _SYLLABLES.get(word, word)


def _inches(*texts: str) -> float:
    """How high a row has to be for these texts beside each other."""
    return _LINE_INCHES * (max(text.count("\n") for text in texts) + 1) + _GAP_INCHES


def _short(name: str) -> str:
    return name.split(" (", maxsplit=1)[0]


def _alt_text(table: pd.DataFrame, acne_type: int, guidelines: int) -> str:
    differ = [_short(name) for name in table.loc[table["disagreement"], "name"]]
    named = f": {'; '.join(differ)}" if differ else ""
    return (
        f"What {guidelines} guidelines say of {len(table)} options for acne type {acne_type}. "
        f"They disagree on {len(differ)}{named}."
    )
