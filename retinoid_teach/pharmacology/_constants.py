"""Receptor constants in sets that may share an axis."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.arguments import the_catalog
from retinoid_teach.evidence.typed_tables import WITHHELD

OCCUPIED = "fraction of receptors occupied"
EFFECT = "fraction of the largest effect"
DISPLACED = "fraction of the bound label displaced"
MEANINGS = {"Kd": OCCUPIED, "Ki": OCCUPIED, "EC50": EFFECT, "AC50": EFFECT, "ED50": EFFECT, "IC50": DISPLACED}
"""What a curve through each quantity shows; only Kd and Ki are of receptors."""

_CLASSES = ("RAR/RXR", "binding protein", "phenotype")
_NO_ASSAY = "not stated"
_RECEPTOR = re.compile(r"(?:the )?(?:Retinoic acid|Retinoid X) receptor (?:RXR |RAR )?(?:alpha|beta|gamma)")


@dataclass(frozen=True, slots=True)
class Constant:
    """One constant: `compound` at `target`, `value_nm` with its `relation` (``=`` or ``<=``), and its row."""

    compound: str
    target: str
    value_nm: float
    relation: str
    row_id: str


@dataclass(frozen=True, slots=True)
class ConstantSet:
    """Constants of one quantity, assay, species and source, which may be compared.

    Parameters
    ----------
    key : str
        Name of the set: the quantity and its first row, such as ``ki_r001``.
    title : str
        Quantity, assay and species in words.
    quantity : str
        ``Kd``, ``Ki``, ``EC50``, ``AC50`` or ``IC50``.
    assay, species, source_id : str
        As the rows have them.
    constants : tuple of Constant
        In the order of the rows.
    caution : str
        What a reader has to know before trusting them.
    """

    key: str
    title: str
    quantity: str
    assay: str
    species: str
    source_id: str
    constants: tuple[Constant, ...]
    caution: str

    @property
    def meaning(self) -> str:
        """What a curve through these constants shows.

        Examples
        --------
        >>> constant_sets()["ki_r001"].meaning, constant_sets()["ec50_r014"].meaning
        ('fraction of receptors occupied', 'fraction of the largest effect')
        """
        return MEANINGS[self.quantity]

    @property
    def row_ids(self) -> tuple[str, ...]:
        """Ids of the rows of the set."""
        return tuple(one.row_id for one in self.constants)


def constant_sets(catalog: Catalog | None = None) -> dict[str, ConstantSet]:
    """Group the receptor constants that may be taught into sets that may share an axis.

    Two constants share a set only if quantity, assay, species and source agree. Left out: traps, rows nobody
    has checked, rows without an assay, and every constant of a compound of `no_curve`.

    Parameters
    ----------
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    dict
        Key to `ConstantSet`, in the order of the rows; values in nM.

    Notes
    -----
    Source rows: `receptor_activity`.

    Examples
    --------
    >>> [(one.target, one.value_nm) for one in constant_sets()["ki_r001"].constants[:3]]
    [('RARA', 1100.0), ('RARB', 34.0), ('RARG', 130.0)]
    """
    return dict(sets_of(the_catalog(catalog)))


def refusal(row: Mapping[str, Any]) -> str:
    """Give the reason why a row of `receptor_activity` may not make a curve; blank if it may.

    Examples
    --------
    >>> refusal(the_catalog(None).row("R051")[1])
    'is a trap, not a fact'
    """
    if row["use"] in WITHHELD["use"] or row["basis"] == "unread":
        return "is a trap, not a fact" if row["use"] == "trap" else "was not checked against its source"
    if row["parameter"] not in MEANINGS or row["unit"] != "nM" or row["relation"] not in ("=", "<="):
        return "holds no constant in nM"
    if row["assay"].startswith(_NO_ASSAY):
        return "states no assay"
    if row["target_class"] not in _CLASSES:
        return f"is of another class of target ({row['target_class']})"
    return ""


def without_curve(catalog: Catalog) -> tuple[str, ...]:
    """Name the compounds whose receptor affinity is known in words only: no number may make a curve.

    Examples
    --------
    >>> without_curve(the_catalog(None))
    ('isotretinoin',)
    """
    rows = [row for row in catalog.rows("receptor_activity") if row["target_class"] == "RAR/RXR"]
    measured = {row["compound"] for row in rows if not refusal(row)}
    said = dict.fromkeys(row["compound"] for row in rows if row["parameter"] == "affinity")
    return tuple(name for name in said if name not in measured)


@lru_cache(maxsize=8)
def sets_of(catalog: Catalog) -> Mapping[str, ConstantSet]:
    """Group the constants of a catalog, once.

    Examples
    --------
    >>> sets_of(the_catalog(None)) is sets_of(the_catalog(None))
    True
    """
    none = without_curve(catalog)
    groups: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    for row in catalog.rows("receptor_activity"):
        if row["compound"] not in none and not refusal(row):
            groups.setdefault(group_of(row), []).append(row)
    made = [_made(group, rows) for group, rows in groups.items()]
    return {one.key: one for one in made}


def group_of(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Give what has to agree before two rows may share an axis: quantity, assay, species, source.

    Examples
    --------
    >>> group_of(the_catalog(None).row("R013")[1])
    ('Kd', 'radioligand binding, hRARalpha', 'human', 'S009')
    """
    return row["parameter"], _assay(row["assay"]), _species(row["species"] or ""), row["source_id"]


def _assay(text: str) -> str:
    """The assay without the receptor that it was done on: one assay, several receptors."""
    return _RECEPTOR.sub("receptor", text)


def _species(text: str) -> str:
    """A recombinant receptor whose species was not stated is one thing, in whatever words."""
    return "species not stated" if "recombinant" in text or text == _NO_ASSAY else text


def _made(group: tuple[str, ...], rows: Sequence[Mapping[str, Any]]) -> ConstantSet:
    quantity, assay, species, source = group
    return ConstantSet(
        key=f"{quantity}_{rows[0]['id']}".lower(),
        title=f"{quantity}: {assay}; {species}",
        quantity=quantity,
        assay=assay,
        species=species,
        source_id=source,
        constants=tuple(_constant(row) for row in rows),
        caution=" ".join(_cautions(quantity, rows)),
    )


def _constant(row: Mapping[str, Any]) -> Constant:
    value = row["value_low"] if row["relation"] == "=" else row["value_high"]
    return Constant(row["compound"], row["target"], float(value), row["relation"], row["id"])


def _cautions(quantity: str, rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield f"Compare {quantity} with {quantity} of this assay only."
    if any(row["confidence"] == "low" for row in rows):
        yield "Confidence is low."
    for note in dict.fromkeys(row["note"] for row in rows if row["note"]):
        yield f"{note.rstrip('.')}."
