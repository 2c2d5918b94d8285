"""From a grade in some scheme to the course's four acne types: this project's own reading, mostly rough."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.arguments import the_catalog
from retinoid_teach.evidence.names import check_name

if TYPE_CHECKING:
    import pandas as pd


def crosswalk(scheme: str, category: str, *, catalog: Catalog | None = None) -> pd.DataFrame:
    """The acne types nearest to a category of a grading scheme, how near, and why.

    Parameters
    ----------
    scheme : str
        A scheme of the table `grade_crosswalk`, such as `"GAGS band"` or `"NICE NG198"`.
    category : str
        A category of that scheme, whole or in part: `"moderate"` finds every category that speaks of
        moderate.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    pandas.DataFrame
        Indexed by row id: `acne_type` (1 to 4), `type_name`, `nearest_category`, `closeness` (`exact`, `near`
        or `rough`), `reason`, `checked` (False: not checked against its source).

    Raises
    ------
    ValueError
        For a scheme or a category that does not exist.

    Notes
    -----
    Source rows: `grade_crosswalk`. No published bridge between the schemes was found; where `closeness` is
    not `exact`, say that it is rough.

    Examples
    --------
    >>> crosswalk("GAGS band", "severe")["acne_type"].tolist()
    [3, 4]
    """
    import pandas as pd

    rows = the_catalog(catalog).rows("grade_crosswalk")
    schemes = list(dict.fromkeys(row["scheme"] for row in rows))
    of_scheme = [row for row in rows if row["scheme"] == check_name("scheme", scheme, schemes)]
    found = [row for row in of_scheme if _matches(category, row["nearest_category"])]
    if not found:
        check_name("category", category, list(dict.fromkeys(row["nearest_category"] for row in of_scheme)))
    return pd.DataFrame([_shown(row) for row in found]).set_index("id")


def _matches(category: object, nearest: str) -> bool:
    if not isinstance(category, str) or not category.strip():
        return False
    if category.casefold() == nearest.casefold():
        return True
    words = rf"(?<!\w){re.escape(category.strip().casefold())}(?!\w)"
    return re.search(words, _without_brackets(nearest.casefold())) is not None


def _without_brackets(text: str) -> str:
    """Leave out what stands in brackets; behind the last that closes, none is looked for."""
    closed, bracket, rest = text.rpartition(")")
    return re.sub(r"\([^)]*\)", "", closed + bracket) + rest


def _shown(row: Any) -> dict[str, object]:
    shown = {
        name: row[name]
        for name in ("id", "acne_type", "type_name", "nearest_category", "closeness", "reason")
    }
    return shown | {"acne_type": int(row["acne_type"]), "checked": row["basis"] != "unread"}
