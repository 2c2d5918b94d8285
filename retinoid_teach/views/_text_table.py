"""A table to be read: text flush left, numbers flush right, every header with its scope."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

_LEFT, _RIGHT = "text-align:left;vertical-align:top", "text-align:right;vertical-align:top"


@dataclass(frozen=True)
class TextTable:
    """A table for the page.

    Parameters
    ----------
    html : str
        An HTML table with a caption and headers of rows and columns; no script, no style sheet.
    text : str
        The same as plain text.
    """

    html: str
    text: str

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return self.html


def text_table(frame: pd.DataFrame, caption: str) -> TextTable:
    """Show a frame whose cells are sentences and words.

    JupyterLab sets every cell of a frame flush right, which suits numbers and makes sentences hard to read.

    Parameters
    ----------
    frame : DataFrame
        What to show; its index becomes the headers of the rows. A missing value is shown as a dash.
    caption : str
        What the table shows, in a few words.

    Returns
    -------
    TextTable
        Columns of numbers are flush right, all others flush left.

    Raises
    ------
    ValueError
        For a caption that is blank.

    Examples
    --------
    >>> from retinoid_teach.evidence import table
    >>> bands = table("gags_scoring").loc["GS013":"GS014", ["band", "band_low"]]
    >>> print(text_table(bands, "Two bands"))
    Two bands
    id   band     band_low
    GS013 mild     1
    GS014 moderate 19
    """
    if not caption.strip():
        raise ValueError(f"caption: {caption!r} says nothing; write what the table shows in a few words.")
    looks = [_RIGHT if _numbers(frame[name]) else _LEFT for name in frame.columns]
    heads = [_head(_shown(frame.index.name, ""), _LEFT, "col")]
    heads += [_head(str(name), look, "col") for name, look in zip(frame.columns, looks, strict=True)]
    body = "".join(_line(label, cells, looks) for label, *cells in frame.itertuples(name=None))
    page = (
        f'<table class="rt-text-table"><caption style="text-align:left">{html.escape(caption)}</caption>'
        f"<thead><tr>{''.join(heads)}</tr></thead><tbody>{body}</tbody></table>"
    )
    return TextTable(page, f"{caption}\n{_plain(frame)}")


def _numbers(column: pd.Series[Any]) -> bool:
    from pandas.api.types import is_bool_dtype, is_numeric_dtype

    return bool(is_numeric_dtype(column) and not is_bool_dtype(column))


def _head(text: str, look: str, scope: str) -> str:
    return f'<th scope="{scope}" style="{look}">{html.escape(text)}</th>'


def _line(label: object, cells: list[Any], looks: list[str]) -> str:
    shown = (
        f'<td style="{look}">{html.escape(_shown(cell))}</td>'
        for cell, look in zip(cells, looks, strict=True)
    )
    return f"<tr>{_head(_shown(label), _LEFT, 'row')}{''.join(shown)}</tr>"


def _shown(value: Any, missing: str = "–") -> str:
    import pandas as pd

    if value is None or (pd.api.types.is_scalar(value) and pd.isna(value)):
        return missing
    return f"{value:g}" if isinstance(value, float) else str(value)


def _plain(frame: pd.DataFrame) -> str:
    lines = [[_shown(frame.index.name, ""), *map(str, frame.columns)]]
    lines += [[_shown(cell) for cell in line] for line in frame.itertuples(name=None)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    padded = (" ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)
    return "\n".join(line.rstrip() for line in padded)
