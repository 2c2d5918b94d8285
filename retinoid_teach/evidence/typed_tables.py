"""Tables as a lesson opens them: what may be taught, typed, with units; and what has not been checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ._catalog import Catalog
from .arguments import the_catalog
from .names import check_name

if TYPE_CHECKING:
    import pandas as pd

    from .contract import Table

WITHHELD = {
    "use": ("trap", "do_not_use_until_checked"),
    "teaching_status": ("do_not_teach_as_settled",),
}
"""Rows with these values are left out of what may be taught; a blank cell is core."""

_ONLY_TRAPS = "data_traps"
_PROVENANCE = ("id", "source_id", "source_ids", "locator", "basis", "confidence", *WITHHELD, "note")
_LONGEST_SUMMARY = 120


def tables(catalog: Catalog | None = None) -> pd.DataFrame:
    """List the tables.

    Parameters
    ----------
    catalog : Catalog, optional
        The data to read; the shipped data by default.

    Returns
    -------
    DataFrame
        Indexed by table name: `title`, `rows`, `key` (the column with the row id) and `purpose`.

    Examples
    --------
    >>> tables().loc["options", "key"]
    'id'
    """
    import pandas as pd

    catalog = the_catalog(catalog)
    found = [catalog.table(name) for name in catalog.names]
    return pd.DataFrame(
        {
            "title": [one.title for one in found],
            "rows": [len(catalog.rows(one.name)) for one in found],
            "key": [one.key for one in found],
            "purpose": [one.purpose or one.description for one in found],
        },
        index=pd.Index([one.name for one in found], name="table"),
    )


def table(
    name: str, include: Literal["taught", "all"] = "taught", catalog: Catalog | None = None
) -> pd.DataFrame:
    """Open a table: one row a fact, indexed by row id.

    Parameters
    ----------
    name : str
        A name of `tables`.
    include : {"taught", "all"}
        ``"taught"`` leaves out traps, rows that wait for a check (``use``) and what must not be taught as
        settled (``teaching_status``). ``"all"`` gives every row.
    catalog : Catalog, optional
        The data to read; the shipped data by default.

    Returns
    -------
    DataFrame
        Columns of type string, Int64, Float64 or boolean (missing is ``pd.NA``) and `checked`: False on a row
        whose source nobody has read for it. ``attrs["title"]``; ``attrs["units"]`` maps a column to its unit;
        ``attrs["unit_columns"]`` maps a column to the column that carries its unit row by row.

    Raises
    ------
    ValueError
        For a name or an `include` that does not exist, and for ``data_traps`` without ``include="all"``.

    Examples
    --------
    >>> acne = table("receptor_activity")
    >>> set(acne["use"].dropna()) & {"trap", "do_not_use_until_checked"}
    set()
    >>> len(table("receptor_activity", include="all")) > len(acne)
    True
    """
    catalog = the_catalog(catalog)
    about = catalog.table(name)
    check_name("include", include, ("taught", "all"))
    if name == _ONLY_TRAPS and include != "all":
        raise ValueError(
            f'name: {name!r} holds wrong or risky claims, none of which is taught; open it with include="all"'
        )
    frame = catalog.frame(name)
    frame["checked"] = _checked(frame)
    if include == "taught":
        frame = frame[_taught(frame)]
    frame.attrs = _attributes(about)
    return frame


def unread(catalog: Catalog | None = None) -> pd.DataFrame:
    """List the rows whose source nobody has read for them, so that somebody can.

    Parameters
    ----------
    catalog : Catalog, optional
        The data to read; the shipped data by default.

    Returns
    -------
    DataFrame
        Indexed by row id: `table`, `what` (the row in a few words), `source` (its id and citation) and
        `locator`, all text; blank where the row has none.

    Examples
    --------
    >>> set(unread().columns) == {"table", "what", "source", "locator"}
    True
    """
    import pandas as pd

    catalog = the_catalog(catalog)
    citations = {row["id"]: row.get("citation") or "" for row in _rows_or_none(catalog, "sources")}
    found = [
        (row["id"], name, _summary(row), _source(name, row, citations), row.get("locator") or "")
        for name in catalog.names
        if catalog.table(name).has("basis")
        for row in catalog.rows(name)
        if row["basis"] == "unread"
    ]
    frame = pd.DataFrame(found, columns=["id", "table", "what", "source", "locator"], dtype="string")
    return frame.set_index("id")


def _checked(frame: pd.DataFrame) -> Any:
    import pandas as pd

    if "basis" not in frame:
        return pd.array([True] * len(frame), dtype="boolean")
    return (frame["basis"] != "unread").fillna(True).astype("boolean")  # noqa: FBT003


def _taught(frame: pd.DataFrame) -> Any:
    import pandas as pd

    keep = pd.Series(data=True, index=frame.index)
    for column, withheld in WITHHELD.items():
        if column in frame:
            keep &= ~frame[column].isin(withheld)
    return keep


def _attributes(about: Table) -> dict[Any, Any]:
    return {
        "title": about.title,
        "units": {field.name: field.unit for field in about.fields if field.unit},
        "unit_columns": {field.name: field.unit_column for field in about.fields if field.unit_column},
    }


def _rows_or_none(catalog: Catalog, name: str) -> tuple[Any, ...]:
    return catalog.rows(name) if name in catalog.names else ()


def _summary(row: Any) -> str:
    parts = [str(value) for column, value in row.items() if value is not None and column not in _PROVENANCE]
    text = ", ".join(parts[:4])
    return text if len(text) <= _LONGEST_SUMMARY else text[: _LONGEST_SUMMARY - 1] + "…"


def _source(name: str, row: Any, citations: dict[str, str]) -> str:
    source = row["id"] if name == "sources" else row.get("source_id") or ""
    return f"{source} {citations.get(source, '')}".strip()
