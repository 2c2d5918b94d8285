"""The compound without a curve: why there is none, and what is known instead."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.arguments import the_catalog
from retinoid_teach.evidence.names import unknown

from ._constants import without_curve


@dataclass(frozen=True, slots=True)
class NoCurve:
    """Why a compound has no occupancy curve.

    Parameters
    ----------
    compound : str
        Its name.
    reason : str
        Why, in a sentence or two with row ids.
    known : tuple of str
        Ids of the rows that say what is known instead.
    traps : tuple of str
        Ids of the rows that look like an answer and are none.
    """

    compound: str
    reason: str
    known: tuple[str, ...]
    traps: tuple[str, ...]


def no_curve(compound: str = "isotretinoin", catalog: Catalog | None = None) -> NoCurve:
    """Say why no occupancy curve of a compound is drawn, and what is known of it instead.

    Parameters
    ----------
    compound : str
        A compound whose affinity is known in words only; of the shipped data, isotretinoin.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    NoCurve
        The reason, the rows that are known, and the traps.

    Raises
    ------
    ValueError
        For any other compound.

    Notes
    -----
    Source rows: R019 to R022 (affinity in words), R024 and R025 (a binding protein, chick skin), M009, M010
    and M012 (it turns into tretinoin; an effect that a blocker of the receptors leaves). Traps: R050, R051,
    T01, T02.

    Examples
    --------
    >>> no_curve("isotretinoin").known
    ('R019', 'R020', 'R021', 'R022', 'R024', 'R025', 'M009', 'M010', 'M012')
    """
    catalog = the_catalog(catalog)
    allowed = without_curve(catalog)
    if compound not in allowed:
        raise unknown("compound", compound, allowed)
    rows = [row for row in catalog.rows("receptor_activity") if row["compound"] == compound]
    said = [row for row in rows if row["parameter"] == "affinity"]
    words = "; ".join(f"“{row['value']}” ({row['id']})" for row in said)
    traps = [row["id"] for row in rows if row["use"] == "trap" and row["target_class"] == "RAR/RXR"]
    reason = (
        f"No trustworthy constant of {compound} at the retinoic acid receptors was found, so none is drawn. "
        f"In words, sources give its affinity as {words}. "
        f"Databases print numbers that are traps ({', '.join(traps)})."
    )
    known = (
        *(row["id"] for row in said),
        *_binding_proteins(compound, catalog),
        *_effects(compound, catalog),
    )
    return NoCurve(compound, reason, known, (*traps, *_claims(compound, catalog)))


def _binding_proteins(compound: str, catalog: Catalog) -> list[str]:
    rows = [row for row in catalog.rows("receptor_activity") if row["target_class"] == "binding protein"]
    assays = {(row["target"], row["assay"]) for row in rows if row["compound"] == compound}
    return [row["id"] for row in rows if (row["target"], row["assay"]) in assays]


def _effects(compound: str, catalog: Catalog) -> list[str]:
    """The rows on its isomerisation, and on an effect without the receptors: each contested."""
    return [
        row["id"]
        for row in catalog.rows("mechanism_effects")
        if row["compound"] == compound
        and row["teaching_status"] == "contested"
        and (row["category"] == "isomerisation" or "RAR antagonist" in (row["note"] or ""))
    ]


def _claims(compound: str, catalog: Catalog) -> list[str]:
    about = re.compile(rf"^{re.escape(compound)} (?:is an )?RAR", re.IGNORECASE)
    return [row["id"] for row in catalog.rows("data_traps") if about.match(row["wrong_or_risky_claim"])]
