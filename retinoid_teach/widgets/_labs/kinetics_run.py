"""The numbers behind the kinetics lab: what the models say for a dose, and what was measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from retinoid_teach import pharmacology as model

if TYPE_CHECKING:
    from retinoid_teach.evidence import Catalog

    from .drawing import Array

METABOLITE = "4-oxo-isotretinoin"
POINTS, TAIL_H, FINE = 280, 48.0, 1001
LABEL = {
    True: {"auc": "P001", "peak": "P002", "time": "P003", "half_life": "P004"},
    False: {"auc": "P005", "peak": "P006", "time": "P007", "half_life": "P008"},
}
"""Rows of the label's table, with food and without."""

LABEL_DOSE, STEADY, NATURAL, LINEAR = "K012", "P035", "P065", "P031"


@dataclass(frozen=True)
class Seen:
    """A measured mean, its spread (one standard deviation each way), and its row."""

    value: float
    spread: float
    row: str

    @property
    def low(self) -> float:
        """One standard deviation below."""
        return self.value - self.spread

    @property
    def high(self) -> float:
        """One standard deviation above."""
        return self.value + self.spread


def seen(row_id: str, catalog: Catalog) -> Seen:
    """Return what a row of ``pk_parameters`` measured; a CV is turned into a standard deviation."""
    _, row = catalog.row(row_id)
    value = float(row["value_low"])
    spread = float(row["dispersion"] or 0)
    return Seen(value, value * spread / 100 if row["dispersion_type"] == "CV%" else spread, row_id)


@dataclass(frozen=True)
class Run:
    """What the model says for one set of values; the metabolite's curve where there is one."""

    time_h: Array
    curve: Array
    other_meal: Array | None
    metabolite: Array | None
    peak: float
    peak_h: float
    trough: float
    average: float
    auc: float
    natural_h: float
    parameters: Any


def run(values: Mapping[str, Any], catalog: Catalog) -> Run:
    """Work out every number for a set of values."""
    parameters = model.kinetic_model(values["model"], fed=values["fed"], catalog=catalog)
    time_h = times(values, parameters.lag_h)
    last_h, span_h = _last(values)
    import numpy as np

    fine = np.linspace(last_h, last_h + span_h, FINE)
    end = _curve(fine, values, values["fed"], catalog)
    at = int(end.argmax())
    return Run(
        time_h=time_h,
        curve=_curve(time_h, values, values["fed"], catalog),
        other_meal=_curve(time_h, values, not values["fed"], catalog) if values["both_meals"] else None,
        metabolite=_curve(time_h, values, values["fed"], catalog, METABOLITE)
        if shows_metabolite(values)
        else None,
        peak=float(end[at]),
        peak_h=float(fine[at] - last_h),
        trough=float(end[-1]),
        average=float(np.trapezoid(end, fine) / span_h),
        auc=values["doses"] * values["dose_mg"] * 1000 / parameters.clearance_l_h,
        natural_h=_natural(values, catalog),
        parameters=parameters,
    )


def has_metabolite(values: Mapping[str, Any]) -> bool:
    """Whether rows for the metabolite exist: the lag model, with food."""
    return bool(values["fed"]) and values["model"] == "lag"


def shows_metabolite(values: Mapping[str, Any]) -> bool:
    """Whether the metabolite is asked for and there are rows for it."""
    return bool(values["metabolite"]) and has_metabolite(values)


def times(values: Mapping[str, Any], lag_h: float) -> Array:
    """Times of the picture, h: closer together after each dose, and one where its absorption begins."""
    import numpy as np

    last_h, _ = _last(values)
    if values["doses"] == 1:
        return np.union1d(np.linspace(0, TAIL_H, POINTS), [lag_h])
    each = (POINTS - 60) // values["doses"]
    within = values["interval_h"] * np.linspace(0, 1, each, endpoint=False) ** 1.4
    starts = values["interval_h"] * np.arange(values["doses"] - 1)
    tail = last_h + (values["interval_h"] + TAIL_H) * np.linspace(0, 1, 60 + each) ** 1.4
    turns = lag_h + values["interval_h"] * np.arange(values["doses"])
    return np.union1d(np.concatenate([*(start + within for start in starts), tail]), turns)


def _last(values: Mapping[str, Any]) -> tuple[float, float]:
    """When the last dose is taken, and how long after it numbers are read, h."""
    if values["doses"] == 1:
        return 0.0, TAIL_H
    return float(values["interval_h"] * (values["doses"] - 1)), float(values["interval_h"])


def _curve(
    time_h: Array, values: Mapping[str, Any], fed: bool, catalog: Catalog, analyte: str = "isotretinoin"
) -> Array:
    import numpy as np

    found = model.repeated_doses(
        time_h,
        values["dose_mg"],
        values["interval_h"],
        values["doses"],
        fed=fed,
        model=values["model"],
        analyte=analyte,
        catalog=catalog,
    )
    return np.asarray(found)


def _natural(values: Mapping[str, Any], catalog: Catalog) -> float:
    found = model.time_to_fall_below(
        model.endogenous_ng_ml(catalog=catalog),
        values["dose_mg"],
        values["interval_h"],
        values["doses"],
        fed=values["fed"],
        model=values["model"],
        catalog=catalog,
    )
    return float(found)
