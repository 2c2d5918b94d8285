"""From the skin into the blood: what an absorbed fraction adds, and what a study could have seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.quantities import Numbers, as_given, number, numbers, row_number

_CLEARANCE = "P115"
_LEAST, _MOST = "K006", "K007"
_NG_PER_MG, _ML_PER_L, _HOURS_A_DAY = 1e6, 1e3, 24.0


@dataclass(frozen=True, slots=True)
class Band:
    """A range that follows from an assumption nobody has measured: `low` and `high`, numbers or arrays."""

    low: Numbers
    high: Numbers


def absorbed_exposure(
    dose_mg_per_day: float, fraction_absorbed: object, *, catalog: Catalog | None = None
) -> Band:
    """Give the average rise of isotretinoin in plasma if a fraction of a daily skin dose is absorbed.

    Rise = dose × fraction / 24 h / CL, and CL = F × CL/F. F, the part of an oral dose that reaches the
    blood, was never measured in people, so the answer is a band over the F that row P072 assumes.

    Parameters
    ----------
    dose_mg_per_day : float
        Put on the skin each day, mg, 0 or more.
    fraction_absorbed : float or array
        Part of it that reaches the blood, 0 to 1.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    Band
        ng/mL above what is there without it, in the shape of `fraction_absorbed`.

    Raises
    ------
    ValueError
        For numbers out of range.

    Notes
    -----
    Source rows: P115 (CL/F), K006 and K007 (assumed F, from P072). A steady average; order of magnitude;
    not a statement on safety: labels of the gel contraindicate it in pregnancy whatever is absorbed.

    Examples
    --------
    >>> rise = absorbed_exposure(10, 0.01)
    >>> round(rise.low, 2), round(rise.high, 2)
    (0.52, 2.08)
    """
    dose = number("dose_mg_per_day", dose_mg_per_day)
    fraction = _fraction(fraction_absorbed)
    oral = dose * fraction * _NG_PER_MG / _HOURS_A_DAY / (row_number(catalog, _CLEARANCE) * _ML_PER_L)
    low, high = sorted((1 / row_number(catalog, _LEAST), 1 / row_number(catalog, _MOST)))
    return Band(as_given(np.asarray(oral * low)), as_given(np.asarray(oral * high)))


def fraction_needed(rise_ng_ml: object, dose_mg_per_day: float, *, catalog: Catalog | None = None) -> Band:
    """Give the fraction of a daily skin dose that has to be absorbed for an average rise in plasma.

    With the limit of an assay as the rise, it is what a study with that assay could not have seen.

    Parameters
    ----------
    rise_ng_ml : float or array
        Average rise of isotretinoin in plasma, ng/mL, 0 or more.
    dose_mg_per_day : float
        Put on the skin each day, mg, above 0.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    Band
        Fractions in the shape of `rise_ng_ml`; above 1 where even the whole dose would not be enough.

    Raises
    ------
    ValueError
        For numbers out of range.

    Notes
    -----
    Source rows: P115, K006, K007. For the limit of P067 it gives P073; for the rise of P068 over P065 it
    gives 0.35 to 1.4 %, inside the rounder range of P072.

    Examples
    --------
    >>> needed = fraction_needed(20, 10)
    >>> round(needed.low, 2), round(needed.high, 2)
    (0.1, 0.38)
    """
    rise = numbers("rise_ng_ml", rise_ng_ml)
    whole = absorbed_exposure(number("dose_mg_per_day", dose_mg_per_day, above=0), 1.0, catalog=catalog)
    return Band(as_given(rise / whole.high), as_given(rise / whole.low))


def _fraction(value: object) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    fraction = numbers("fraction_absorbed", value)
    if np.any(fraction > 1):
        raise ValueError(
            f"fraction_absorbed: {float(fraction.max())} is not allowed. Allowed: numbers from 0 to 1"
        )
    return fraction
