"""How much of a receptor is taken: occupancy, its Hill form, and ligands that compete."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from retinoid_teach.evidence.quantities import Numbers, as_given, number, numbers, same_keys


def receptor_occupancy(concentration_nm: object, kd_nm: float, hill: float = 1.0) -> Numbers:
    """Give the fraction of receptors that a ligand occupies at equilibrium: c^h / (c^h + Kd^h).

    The same curve with an EC50 or AC50 in place of the Kd is a fraction of the largest effect, not of
    receptors: effect and occupancy differ where a cell has receptors to spare.

    Parameters
    ----------
    concentration_nm : float or array
        Free ligand, nM, 0 or more.
    kd_nm : float
        Concentration at which half is occupied, nM, above 0.
    hill : float
        Steepness; 1 for one ligand at one site.

    Returns
    -------
    float or array
        Fraction from 0 to 1, in the shape of `concentration_nm`.

    Raises
    ------
    ValueError
        For a negative, infinite or missing number, and for an array where one number belongs.

    Notes
    -----
    It takes for granted that the ligand is in excess and nothing else binds; in blood more than 99.9 % of
    isotretinoin is bound to albumin (row P013). Constants with their assay: `constant_sets`.

    Examples
    --------
    >>> receptor_occupancy(3.3, 3.3)
    0.5
    """
    concentration = numbers("concentration_nm", concentration_nm)
    kd = number("kd_nm", kd_nm, above=0)
    steepness = number("hill", hill, above=0)
    with np.errstate(divide="ignore", over="ignore"):  # log 0 is -inf: a fraction of 0
        above_half = steepness * (np.log(concentration) - np.log(kd))
    return as_given(np.exp(-np.logaddexp(0.0, -above_half)))


def competitive_occupancy(
    concentrations_nm: Mapping[str, object], affinities_nm: Mapping[str, float]
) -> dict[str, Numbers]:
    """Give the fraction of one receptor that each of several ligands occupies when they compete.

    Each takes (c/K) / (1 + sum of all c/K); what is left is free.

    Parameters
    ----------
    concentrations_nm : dict
        Ligand to free concentration, nM: a number, or arrays all of one shape.
    affinities_nm : dict
        The same ligands to Kd or Ki at this one receptor, nM, above 0; of one assay.

    Returns
    -------
    dict
        Ligand to fraction; their sum is at most 1.

    Raises
    ------
    ValueError
        For numbers out of range, ligands that are in one dict only, or arrays of different shapes.

    Examples
    --------
    >>> competitive_occupancy({"a": 2.0, "b": 2.0}, {"a": 1.0, "b": 2.0})
    {'a': 0.5, 'b': 0.25}
    """
    same_keys("concentrations_nm", concentrations_nm, "affinities_nm", affinities_nm)
    found = {name: numbers(f"concentrations_nm[{name!r}]", one) for name, one in concentrations_nm.items()}
    affinity = {
        name: number(f"affinities_nm[{name!r}]", affinities_nm[name], above=0) for name in concentrations_nm
    }
    _one_shape(found)
    with np.errstate(divide="ignore"):
        logs = [np.log(one) - np.log(affinity[name]) for name, one in found.items()]
    total = np.zeros(())
    for one in logs:
        total = np.logaddexp(total, one)  # the free receptor stands in it as log 1
    return {name: as_given(np.exp(one - total)) for name, one in zip(found, logs, strict=True)}


def _one_shape(found: Mapping[str, NDArray[np.float64]]) -> None:
    shapes = {one.shape for one in found.values() if one.ndim}
    if len(shapes) > 1:
        said = ", ".join(f"{name} {one.shape}" for name, one in found.items())
        raise ValueError(
            f"concentrations_nm: shapes differ ({said}). Allowed: numbers, or arrays of one shape"
        )
