"""Concentration against time: one dose, many doses, the metabolite, and how long it lasts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.names import unknown
from retinoid_teach.evidence.quantities import Numbers, as_given, number, numbers, row_number, whole

from ._exponentials import bateman, three_steps
from ._models import KineticModel, kinetic_model

PARENT = "isotretinoin"
METABOLITE = "4-oxo-isotretinoin"
MOST_DOSES = 10_000
_FELT = 60
MOST_MG = 1_000_000.0
"""No dose comes near it, and no product with it overflows."""
_KM, _KF = "P134", "P135"


def oral_concentration(
    time_h: object, dose_mg: float, fed: bool = True, model: str = "lag", *, catalog: Catalog | None = None
) -> Numbers:
    """Give the concentration of isotretinoin in plasma after one capsule dose.

    Every model is linear: twice the dose gives twice the concentration (row P031 calls repeated doses
    linear).

    Parameters
    ----------
    time_h : float or array
        Hours after the dose, 0 or more.
    dose_mg : float
        Dose, mg, 0 to 1 000 000.
    fed : bool
        With food or fasted.
    model : {"no_lag", "lag", "two_compartment"}
        As in `kinetic_model`; ``no_lag`` cannot reach the peak of the label and is taught as such.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    float or array
        Concentration, ng/mL, in the shape of `time_h`; 0 during the lag.

    Raises
    ------
    ValueError
        For a negative, infinite or missing time or dose, a dose too large, or a model that is not known.

    Notes
    -----
    Source rows: P115 to P148, P004, P008, K001; made from the label's means for 80 mg (P001 to P008). A curve
    through means is no person's curve.

    Examples
    --------
    >>> round(oral_concentration(5.3, 80))
    862
    """
    time = numbers("time_h", time_h)
    return as_given(
        _parent(kinetic_model(model, fed, catalog), time, number("dose_mg", dose_mg, high=MOST_MG))
    )


def metabolite_concentration(time_h: object, dose_mg: float, *, catalog: Catalog | None = None) -> Numbers:
    """Give the concentration of 4-oxo-isotretinoin after one dose with food, by the lag model.

    Parameters
    ----------
    time_h : float or array
        Hours after the dose, 0 or more.
    dose_mg : float
        Dose of isotretinoin, mg, 0 to 1 000 000.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    float or array
        Concentration, ng/mL, in the shape of `time_h`.

    Raises
    ------
    ValueError
        For a negative, infinite or missing time or dose, a dose too large.

    Notes
    -----
    Source rows: P134, P135 and those of the lag model. Rows exist for that model and food only. How much of
    the dose becomes the metabolite is not identifiable; only its ratio to the parent is set (P027, and P036
    gives a lower one). The model peaks later than was seen (P136 against P026).

    Examples
    --------
    >>> round(metabolite_concentration(19, 80))
    463
    """
    time = numbers("time_h", time_h)
    parent = kinetic_model("lag", fed=True, catalog=catalog)
    return as_given(_metabolite(parent, time, number("dose_mg", dose_mg, high=MOST_MG), catalog))


def repeated_doses(  # noqa: PLR0913
    time_h: object,
    dose_mg: float,
    interval_h: float,
    doses: int,
    fed: bool = True,
    model: str = "lag",
    *,
    analyte: str = PARENT,
    catalog: Catalog | None = None,
) -> Numbers:
    """Give the concentration during and after equal doses at equal intervals, by superposition.

    Parameters
    ----------
    time_h : float or array
        Hours after the first dose, 0 or more.
    dose_mg : float
        Each dose, mg, 0 to 1 000 000.
    interval_h : float
        Hours between doses, above 0.
    doses : int
        How many, 1 to 10 000.
    fed, model
        As in `oral_concentration`.
    analyte : {"isotretinoin", "4-oxo-isotretinoin"}
        What is measured; the metabolite only with the fed lag model.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    float or array
        Concentration, ng/mL, in the shape of `time_h`.

    Raises
    ------
    ValueError
        For numbers out of range, an unknown model or analyte, or the metabolite with another model.

    Notes
    -----
    Source rows: those of the model; P031 (linear: one dose predicts the steady state).

    Examples
    --------
    >>> round(repeated_doses(24 * 30, 80, interval_h=24, doses=30))
    105
    """
    time = numbers("time_h", time_h)
    dose, interval = number("dose_mg", dose_mg, high=MOST_MG), number("interval_h", interval_h, above=0)
    one = _single(analyte, kinetic_model(model, fed, catalog), catalog)
    return as_given(_superposed(one, time, dose, interval, whole("doses", doses, 1, MOST_DOSES)))


def time_to_fall_below(
    threshold_ng_ml: float,
    dose_mg: float,
    interval_h: float,
    doses: int,
    fed: bool = True,
    model: str = "two_compartment",
    *,
    catalog: Catalog | None = None,
) -> float:
    """Give the hours after the last dose from which isotretinoin stays below a concentration.

    Parameters
    ----------
    threshold_ng_ml : float
        Concentration, ng/mL, above 0; `endogenous_ng_ml` is what everybody has.
    dose_mg, interval_h, doses, fed, model
        As in `repeated_doses`.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    float
        Hours; 0 if it is never above the threshold after the last dose.

    Raises
    ------
    ValueError
        For numbers out of range or an unknown model.

    Notes
    -----
    Source rows: those of the model. The answer follows the half-life, and half-lives differ between sources
    from 5.8 h (P042) to 29 h with a standard deviation of 40 h (P033): it is no rule for stopping before a
    pregnancy.

    Examples
    --------
    >>> time_to_fall_below(1.5, 80, interval_h=24, doses=30) > 24
    True
    """
    from scipy.optimize import brentq

    threshold = number("threshold_ng_ml", threshold_ng_ml, above=0)
    dose, interval = number("dose_mg", dose_mg, high=MOST_MG), number("interval_h", interval_h, above=0)
    chosen = kinetic_model(model, fed, catalog)
    count = _still_felt(chosen, interval, whole("doses", doses, 1, MOST_DOSES))
    last = (count - 1) * interval

    def excess(after: Any) -> Any:
        time = np.asarray(last + after)
        return _superposed(lambda t, d: _parent(chosen, t, d), time, dose, interval, count) - threshold

    # From there on every dose is past its peak, so the curve only falls.
    late = chosen.tmax_h
    while excess(late) >= 0:
        late *= 2
    grid = np.linspace(0.0, late, 4001)
    above = np.flatnonzero(excess(grid) >= 0)
    if not above.size:
        return 0.0
    return float(brentq(excess, grid[above[-1]], grid[above[-1] + 1], xtol=1e-9))


def endogenous_ng_ml(catalog: Catalog | None = None) -> float:
    """Give the isotretinoin that people have without taking any, ng/mL (row P065).

    Examples
    --------
    >>> endogenous_ng_ml()
    1.5
    """
    return row_number(catalog, "P065")


def _parent(model: KineticModel, time: NDArray[Any], dose: float) -> NDArray[Any]:
    since = np.maximum(time - model.lag_h, 0.0)
    parts = [weight * bateman(since, model.ka, rate) for weight, rate in model.terms]
    return np.asarray(dose * model.scale * sum(parts))


def _metabolite(
    model: KineticModel, time: NDArray[Any], dose: float, catalog: Catalog | None
) -> NDArray[Any]:
    since = np.maximum(time - model.lag_h, 0.0)
    km, kf = row_number(catalog, _KM), row_number(catalog, _KF)
    return np.asarray(dose * model.scale * kf * model.ka * three_steps(since, (model.ka, model.k10, km)))


def _still_felt(model: KineticModel, interval: float, doses: int) -> int:
    """Count the last doses that matter once the last was taken; any before them is lost in rounding.

    From s to s + H hours after its lag a dose falls at least to (1 + H/s) e^(-k H) of itself, k being the
    slowest rate constant (see `two_steps`: it is s e^(-k s) times what only falls). With k H of 60 even
    10,000 such doses are below 1e-16 of those that are kept. Two are kept besides, because during the lag
    the last one gives nothing yet.
    """
    slowest = min(model.ka, *(rate for _, rate in model.terms))
    felt_h = model.lag_h + _FELT / slowest
    return int(min(doses, 3 + felt_h / interval))


_OneDose = Callable[[NDArray[Any], float], NDArray[Any]]


def _single(analyte: str, model: KineticModel, catalog: Catalog | None) -> _OneDose:
    if analyte == PARENT:
        return lambda time, dose: _parent(model, time, dose)
    if analyte != METABOLITE:
        raise unknown("analyte", analyte, (PARENT, METABOLITE))
    if (model.name, model.fed) != ("lag", True):
        raise ValueError(
            f"analyte: {METABOLITE!r} with model={model.name!r}, fed={model.fed} has no rows. "
            "Allowed: model='lag', fed=True"
        )
    return lambda time, dose: _metabolite(model, time, dose, catalog)


def _superposed(one: _OneDose, time: NDArray[Any], dose: float, interval: float, doses: int) -> NDArray[Any]:
    total = np.zeros(time.shape)
    for number_before in range(doses):
        since = time - number_before * interval
        if not np.any(since > 0):
            break
        total = total + np.where(since > 0, one(np.maximum(since, 0.0), dose), 0.0)
    return total
