"""The numbers behind the skin lab: permeability by logP, what is absorbed, what an assay could have seen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from retinoid_teach import pharmacology as model

if TYPE_CHECKING:
    from retinoid_teach.evidence import Catalog
    from retinoid_teach.pharmacology import SkinFlux, SkinPermeability

    from .drawing import Array

NATURAL, FINE_LIMIT, GEL_LIMIT, GEL_NEEDED, CREAM_RISE = "P065", "P066", "P067", "P073", "P068"
FORMULA = ("K002", "K003", "K004", "K005")
ASSUMED = ("K006", "K007")
LOG_P = (2.0, 9.0)
PERCENT = (0.1, 100.0)
POINTS = 120
_MG_A_DAY = re.compile(r"\(?([\d.]+) mg(?:/day)?\)?")
_PROPERTIES = ("xlogp", "xlogp3", "logp_predicted", "crippen_logp")


@dataclass(frozen=True)
class Skin:
    """A compound as the lab draws it: its estimates, first of the logP that is used, then of the others."""

    compound: str
    estimates: tuple[SkinPermeability, ...]
    flux: SkinFlux | None
    refusal: str

    @property
    def used(self) -> SkinPermeability:
        """The estimate with the logP that is used."""
        return self.estimates[0]


def compounds(catalog: Catalog) -> tuple[str, ...]:
    """Name the compounds with a predicted logP, in the order of the rows."""
    rows = catalog.rows("compounds")
    return tuple(dict.fromkeys(row["compound"] for row in rows if row["property"] in _PROPERTIES))


@lru_cache(maxsize=64)
def skin(compound: str, catalog: Catalog) -> Skin:
    """Return what is known of a compound's way through the skin."""
    first = model.skin_permeability(compound, catalog=catalog)
    try:
        flux, refusal = model.skin_flux(compound, catalog), ""
    except ValueError as refused:
        flux, refusal = None, str(refused).partition(": ")[2].partition(" Allowed:")[0].replace("'", "")
    return Skin(compound, (first, *first.others), flux, refusal)


def estimate(log_p: Array, molar_mass: float, corrected: bool, catalog: Catalog) -> Array:
    """Return permeabilities along an axis of logP, cm/h."""
    import numpy as np

    found = model.permeability_estimate(log_p, molar_mass, corrected=corrected, catalog=catalog)
    return np.asarray(found)


def limit_of(row_id: str, catalog: Catalog) -> float:
    """Return the detection limit of a study, ng/mL."""
    _, row = catalog.row(row_id)
    return float(row["value_high"])


def study_dose(row_id: str, catalog: Catalog) -> float:
    """Return the dose of isotretinoin that a row's text gives, mg a day.

    Examples
    --------
    >>> from retinoid_teach.evidence import shipped
    >>> study_dose("P067", shipped())
    10.0
    """
    _, row = catalog.row(row_id)
    found = _MG_A_DAY.search(row["formulation"] or "")
    if found is None:
        raise ValueError(f"{row_id}: its formulation {row['formulation']!r} gives no dose in mg")
    return float(found[1])


def measured_rise(catalog: Catalog) -> float:
    """Return the rise that was measured with the cream, ng/mL: a percentage of the body's own level."""
    _, row = catalog.row(CREAM_RISE)
    return float(row["value_low"]) / 100 * model.endogenous_ng_ml(catalog=catalog)


def rises(values: Mapping[str, Any], catalog: Catalog) -> tuple[Array, Any]:
    """Return percentages absorbed, and the band of the rise that each gives."""
    import numpy as np

    percent = np.geomspace(*PERCENT, POINTS)
    dose = values["dose_mg_per_day"]
    return percent, model.absorbed_exposure(dose, np.minimum(percent / 100, 1), catalog=catalog)
