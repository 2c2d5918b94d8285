"""Through the skin: a permeability estimated from logP and molar mass, and the flux it gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.arguments import the_catalog
from retinoid_teach.evidence.quantities import Numbers, as_given, number, numbers, row_number

from ._structures import property_row, structure

_PREDICTED = ("xlogp", "xlogp3", "logp_predicted")
_LAST_RESORT = "crippen_logp"
_SOLUBILITY = "aqueous_solubility_pH7.3"
_INTERCEPT, _PER_LOG_P, _PER_MASS, _DIVISOR = "K002", "K003", "K004", "K005"
_OBSERVED = "P080"
_CREAM_MG, _CREAM_PERCENT, _AREA_CM2, _HOURS = "K008", "K009", "K010", "K011"
_NG_PER_MG = 1e6


@dataclass(frozen=True, slots=True)
class SkinPermeability:
    """Permeability in cm/h, without and with the aqueous-layer correction.

    Parameters
    ----------
    uncorrected, corrected : float
        Potts–Guy as it is, and with the correction of Cleek and Bunge, cm/h.
    log_p : float
        The predicted logP that was used.
    row_id : str
        Its row; blank where `log_p` was given.
    molar_mass : float
        g/mol.
    others : tuple of SkinPermeability
        The same with each other predicted logP of the compound: where rows disagree, so does the answer.
    """

    uncorrected: float
    corrected: float
    log_p: float
    row_id: str
    molar_mass: float
    others: tuple[SkinPermeability, ...] = ()


@dataclass(frozen=True, slots=True)
class SkinFlux:
    """Flux from a saturated solution in water, ng/cm²/h.

    Parameters
    ----------
    uncorrected, corrected : float
        Predicted: permeability times solubility.
    observed : float or None
        Measured in people, as a mean over the time on the skin; None where no row has it.
    solubility_ng_ml : float
        Solubility in water, ng/mL.
    rows : tuple of str
        Rows of logP, solubility and observation.
    """

    uncorrected: float
    corrected: float
    observed: float | None
    solubility_ng_ml: float
    rows: tuple[str, ...]


def permeability_estimate(
    log_p: object, molar_mass: float, *, corrected: bool = True, catalog: Catalog | None = None
) -> Numbers:
    """Estimate the permeability of skin from logP and molar mass (Potts and Guy; Cleek and Bunge).

    log10 Kp = intercept + slope logP + slope M; corrected, Kp / (1 + Kp sqrt(M) / divisor): the watery layer
    below the horny layer lets no compound through faster than it lets through a very oily one.

    Parameters
    ----------
    log_p : float or array
        Logarithm of the octanol–water partition coefficient, -20 to 20 and finite.
    molar_mass : float
        g/mol, above 0.
    corrected : bool
        With the correction for the aqueous layer.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    float or array
        Permeability, cm/h, in the shape of `log_p`.

    Raises
    ------
    ValueError
        For numbers out of range.

    Notes
    -----
    Source rows: K002 to K005, which are second-hand: neither paper was read. Order of magnitude only.
    Outside the fitted range for logP above about 6; not meant for ionised acids, gels or the way through
    follicles.

    Examples
    --------
    >>> round(permeability_estimate(6.25, 300.442, corrected=False), 2)
    0.77
    """
    exponents = numbers("log_p", log_p, low=-20.0)
    if np.any(exponents > 20):
        raise ValueError(f"log_p: {float(exponents.max())} is not allowed. Allowed: numbers from -20 to 20")
    mass = number("molar_mass", molar_mass, above=0)
    intercept, per_log_p, per_mass, divisor = (
        row_number(catalog, row_id) for row_id in (_INTERCEPT, _PER_LOG_P, _PER_MASS, _DIVISOR)
    )
    plain = 10.0 ** (intercept + per_log_p * exponents + per_mass * mass)
    return as_given(plain / (1 + plain * np.sqrt(mass) / divisor) if corrected else plain)


def skin_permeability(
    compound: str, log_p: float | None = None, catalog: Catalog | None = None
) -> SkinPermeability:
    """Give the estimated permeability of skin to a compound.

    Parameters
    ----------
    compound : str
        Name as in the table `compounds`.
    log_p : float, optional
        A logP of your own; the first predicted one of the compound if None.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    SkinPermeability
        cm/h, with the logP that was used; `others` has the same for each other predicted logP.

    Raises
    ------
    ValueError
        For a compound without a structure, or a logP out of range.

    Notes
    -----
    Source rows: K002 to K005 (second-hand), `compounds`; compare P157 to P172. Every logP is predicted,
    none was measured; the Crippen estimate is used only where there is no other. Order of magnitude only.

    Examples
    --------
    >>> found = skin_permeability("tazarotene")
    >>> found.log_p, round(found.corrected, 3), [other.log_p for other in found.others]
    (5.6, 0.067, [4.9])
    """
    catalog = the_catalog(catalog)
    mass = structure(compound, catalog).molar_mass
    if log_p is not None:
        return _permeability(number("log_p", log_p, low=-20.0), "", mass, catalog)
    rows = _log_p_rows(compound, catalog)
    first, *others = (_permeability(float(row["value_low"]), row["id"], mass, catalog) for row in rows)
    return SkinPermeability(
        first.uncorrected, first.corrected, first.log_p, first.row_id, first.molar_mass, tuple(others)
    )


def skin_flux(compound: str, catalog: Catalog | None = None) -> SkinFlux:
    """Give the flux through skin that a saturated solution in water would have, beside what was observed.

    Parameters
    ----------
    compound : str
        Name as in the table `compounds`.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    SkinFlux
        ng/cm²/h.

    Raises
    ------
    ValueError
        For a compound whose solubility in water has no row, or without a structure.

    Notes
    -----
    Source rows: K002 to K005 (second-hand), `compounds` (logP, solubility), P080 with K008 to K011
    (observed, from a cream); compare P173 and P174. That prediction and observation are near is partly
    luck: another vehicle, a finite dose, follicles, and an acid that is ionised at the pH of the
    solubility.

    Examples
    --------
    >>> flux = skin_flux("tretinoin")
    >>> round(flux.uncorrected), round(flux.corrected, 1), round(flux.observed, 1)
    (48, 7.9, 5.3)
    """
    catalog = the_catalog(catalog)
    permeability = skin_permeability(compound, catalog=catalog)
    row = _solubility_row(compound, catalog)
    # µmol/L times g/mol is µg/L, which is ng/mL, and a mL is a cm³.
    solubility = float(row["value_low"]) * permeability.molar_mass
    observed = _observed(catalog) if catalog.row(_OBSERVED)[1]["analyte"] == compound else None
    seen = () if observed is None else (_OBSERVED, _CREAM_MG, _CREAM_PERCENT, _AREA_CM2, _HOURS)
    return SkinFlux(
        permeability.uncorrected * solubility,
        permeability.corrected * solubility,
        observed,
        solubility,
        (permeability.row_id, row["id"], *seen),
    )


def _permeability(log_p: float, row_id: str, mass: float, catalog: Catalog) -> SkinPermeability:
    plain = permeability_estimate(log_p, mass, corrected=False, catalog=catalog)
    return SkinPermeability(
        float(plain), float(permeability_estimate(log_p, mass, catalog=catalog)), log_p, row_id, mass
    )


def _log_p_rows(compound: str, catalog: Catalog) -> list[Any]:
    rows = [row for row in catalog.rows("compounds") if row["compound"] == compound]
    found = [row for name in _PREDICTED for row in rows if row["property"] == name]
    return found or [property_row(compound, _LAST_RESORT, catalog)]


def _solubility_row(compound: str, catalog: Catalog) -> Any:
    rows = [row for row in catalog.rows("compounds") if row["property"] == _SOLUBILITY]
    for row in rows:
        if row["compound"] == compound:
            return row
    allowed = [row["compound"] for row in rows]
    raise ValueError(
        f"compound: {compound!r} has no row of its solubility in water, so no flux can be worked out. "
        f"Allowed: {', '.join(allowed)}"
    )


def _observed(catalog: Catalog) -> float:
    """The fraction of what was put on a cm² that was absorbed, over the hours that it lay there."""
    cream, strength, area, hours, percent = (
        row_number(catalog, row_id) for row_id in (_CREAM_MG, _CREAM_PERCENT, _AREA_CM2, _HOURS, _OBSERVED)
    )
    applied = cream * _NG_PER_MG * strength / 100 / area
    return applied * percent / 100 / hours
