"""Structures as rows give them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.arguments import the_catalog
from retinoid_teach.evidence.names import check_name

_PROPERTIES = ("smiles", "inchikey", "formula", "mw")


@dataclass(frozen=True, slots=True)
class Structure:
    """One compound: `isomeric_smiles` with E/Z marks, `molar_mass` in g/mol, and the `rows` of all four."""

    name: str
    isomeric_smiles: str
    inchikey: str
    formula: str
    molar_mass: float
    rows: tuple[str, ...]


def structure(compound: str, catalog: Catalog | None = None) -> Structure:
    """Give the structure of a compound.

    Parameters
    ----------
    compound : str
        Name as in the table `compounds`.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    Structure
        Isomeric SMILES, InChIKey, formula, molar mass (g/mol) and their row ids.

    Raises
    ------
    ValueError
        For a compound without a structure; with the nearest match.

    Notes
    -----
    Source rows: `compounds` (smiles, inchikey, formula, mw). The retinoic acids differ only in the E/Z
    marks: a SMILES without them, or the first block of the InChIKey, takes them for one (trap T10).

    Examples
    --------
    >>> structure("isotretinoin").inchikey
    'SHGAZHPCJJPHSC-XFYACQKRSA-N'
    """
    catalog = the_catalog(catalog)
    allowed = dict.fromkeys(
        row["compound"] for row in catalog.rows("compounds") if row["property"] == "smiles"
    )
    check_name("compound", compound, allowed)
    found = [property_row(compound, name, catalog) for name in _PROPERTIES]
    smiles, inchikey, formula, mass = found
    return Structure(
        name=compound,
        isomeric_smiles=smiles["value"],
        inchikey=inchikey["value"],
        formula=formula["value"],
        molar_mass=float(mass["value_low"]),
        rows=tuple(row["id"] for row in found),
    )


def property_row(compound: str, name: str, catalog: Catalog) -> Any:
    """Give the first row of `compounds` with this property of this compound.

    Examples
    --------
    >>> property_row("tretinoin", "mw", the_catalog(None))["id"]
    'CP012'
    """
    for row in catalog.rows("compounds"):
        if row["compound"] == compound and row["property"] == name:
            return row
    having = dict.fromkeys(row["compound"] for row in catalog.rows("compounds") if row["property"] == name)
    raise ValueError(
        f"compound: {compound!r} has no row of {name}. Allowed: {', '.join(having) or 'none in this data'}"
    )
