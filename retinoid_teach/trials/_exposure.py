"""Risks after exposure in pregnancy, on one absolute scale, and the studies that give none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.arguments import several_of, the_catalog

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pandas as pd

    Row = Mapping[str, Any]


def exposure_risks(rows: Sequence[str], *, catalog: Catalog | None = None) -> pd.DataFrame:
    """Give the risks that studies of exposure in pregnancy counted, each with its definition.

    Parameters
    ----------
    rows : sequence of str
        Ids of `pregnancy_studies`.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    pandas.DataFrame
        One row a group, the exposed before those compared with: `group`, `study`, `events`, `people`,
        `risk` (0 to 1), `counted` (the outcome), `among` (``births`` or ``pregnancies or births``) and
        `row`. Studies count different things: the risks stand beside each other and are no ranking.

    Raises
    ------
    ValueError
        For an id that does not exist or a row that was not read; for a case report or case series, whose
        cases were not followed forward; and for a row without events or without a denominator.

    Notes
    -----
    Source rows: `pregnancy_studies`.

    Examples
    --------
    >>> exposure_risks(["PS018"])[["group", "events", "people"]].values.tolist()
    [['oral isotretinoin', 5, 28]]
    """
    import pandas as pd

    catalog = the_catalog(catalog)
    known = {row["id"]: row for row in catalog.rows("pregnancy_studies")}
    groups = [group for name in several_of("rows", rows, list(known)) for group in _groups(known[name])]
    return pd.DataFrame(groups).reset_index(drop=True)


def _groups(row: Row) -> Iterator[dict[str, Any]]:
    _refuse(row)
    births = row["n_births"]
    among = "pregnancies or births" if births is None else "births"
    shared = {"study": row["citation_short"], "counted": row["outcome"], "among": among, "row": row["id"]}
    people = row["n_exposed"] if births is None else births
    yield _group(row["exposure"], row["exposed_events"], people) | shared
    if row["comparator_events"] is not None and row["n_comparator"]:
        yield _group("not exposed", row["comparator_events"], row["n_comparator"]) | shared


def _group(name: str, events: int, people: int) -> dict[str, Any]:
    return {"group": name, "events": events, "people": people, "risk": events / people}


def _refuse(row: Row) -> None:
    at = f"rows: {row['id']!r}"
    if row["basis"] == "unread":
        raise ValueError(f"{at} was not read; it carries no figure.")
    if row["design"].startswith(("case ", "spontaneous ")):
        raise ValueError(
            f"{at}: the design is {row['design']!r}. Its cases were not followed forward, so it has no risk."
        )
    if row["exposed_events"] is None or not (row["n_births"] or row["n_exposed"]):
        raise ValueError(f"{at} has no events or no denominator; no rate may be worked out from it.")
