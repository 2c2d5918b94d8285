"""The kinetics lab: a swallowed dose, how it is absorbed, and how long it stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.arguments import the_catalog

from .controls import Choice, Control, Flag, Option, Range
from .drawing import Axis, Curve, Drawing, Line, Mark, ceiling
from .kinetics_run import (
    LABEL,
    LABEL_DOSE,
    LINEAR,
    METABOLITE,
    NATURAL,
    STEADY,
    Run,
    has_metabolite,
    run,
    seen,
)
from .kinetics_text import (
    ABOUT,
    MEALS,
    MODELS,
    is_label_dose,
    kinetics_notes,
    kinetics_readouts,
    kinetics_sentence,
)
from .lab import Lab
from .words import figures

if TYPE_CHECKING:
    from .drawing import Array

_ONE_DOSE = "One dose has no interval."
_NO_METABOLITE = "Rows exist for the lag model with food only."
_DAYS_FROM_H = 168
_BOTTOM = 0.3
_X = {False: "hours after the first dose", True: "days after the first dose"}
_START = {
    "dose_mg": 80,
    "fed": True,
    "both_meals": False,
    "model": "lag",
    "doses": 1,
    "interval_h": 24,
    "metabolite": False,
    "log_axis": False,
}


class KineticsLab(Lab):
    """Isotretinoin in plasma after one or more doses; made by `kinetics_lab`.

    Attributes
    ----------
    values : dict
        ``dose_mg``, ``fed``, ``both_meals``, ``model``, ``doses``, ``interval_h``, ``metabolite``,
        ``log_axis``. Readable and settable; a name left out keeps its value.
    """

    _name = "kinetics_lab"
    _title = "Kinetics lab"
    _about = ABOUT

    @property
    def _start(self) -> dict[str, Any]:
        return dict(_START)

    @cached_property
    def _controls(self) -> tuple[Control, ...]:
        return (
            Range("dose_mg", "Dose", "mg", 5, 160, 5),
            Flag("fed", "Taken with food"),
            Flag("both_meals", "Show the other meal as well"),
            Choice("model", "Model", [Option(key, label) for key, label in MODELS.items()]),
            Range("doses", "Number of doses", "", 1, 14, 1),
            Range("interval_h", "Hours between doses", "h", 6, 48, 6),
            Flag("metabolite", f"{METABOLITE}, the main metabolite"),
            Flag("log_axis", "Logarithmic scale"),
        )

    @property
    def dose_mg(self) -> float:
        """The dose, mg."""
        return float(self.values["dose_mg"])

    @dose_mg.setter
    def dose_mg(self, value: float) -> None:
        self.values = {"dose_mg": value}

    @property
    def fed(self) -> bool:
        """Whether the dose is taken with food."""
        return bool(self.values["fed"])

    @fed.setter
    def fed(self, value: bool) -> None:
        self.values = {"fed": value}

    @property
    def model(self) -> str:
        """The model that draws the curve."""
        return str(self.values["model"])

    @model.setter
    def model(self, value: str) -> None:
        self.values = {"model": value}

    def _cited(self) -> Sequence[str]:
        label = [row for rows in LABEL.values() for row in rows.values()]
        models = [f"P{number}" for number in range(115, 149)]
        return [*label, *models, STEADY, NATURAL, LINEAR, LABEL_DOSE, "K001"]

    def _drawn(self, values: Mapping[str, Any]) -> Drawing:
        found = run(values, self._catalog)
        in_days = found.time_h[-1] > _DAYS_FROM_H
        divisor = 24 if in_days else 1
        natural = seen(NATURAL, self._catalog)
        marks = list(_marks(values, divisor, self._catalog))
        top = _top(found, marks)
        return Drawing(
            title="Isotretinoin in blood plasma, ng/mL",
            x=Axis(_X[in_days], 0, float(found.time_h[-1]) / divisor),
            y=Axis("ng/mL", _BOTTOM if values["log_axis"] else 0, top, bool(values["log_axis"])),
            sentence=kinetics_sentence(values, found, self._catalog),
            x_values=found.time_h / divisor,
            curves=list(_curves(values, found)),
            lines=[Line(natural.value, f"the body's own level, {figures(natural.value)}", short="own level")],
            marks=marks,
            readouts=list(kinetics_readouts(values, found, self._catalog)),
            notes=kinetics_notes(values, self._catalog),
            disabled=_disabled(values),
        )


def _curves(values: Mapping[str, Any], found: Run) -> Iterator[Curve]:
    fed = bool(values["fed"])
    named = MEALS[fed] if found.other_meal is not None else MODELS[values["model"]]
    yield Curve(_shown(found.curve, values), f"isotretinoin, {named}", *_LOOKS[fed], short=MEALS[fed])
    if found.other_meal is not None:
        other = _shown(found.other_meal, values)
        yield Curve(other, f"isotretinoin, {MEALS[not fed]}", *_LOOKS[not fed], short=MEALS[not fed])
    if found.metabolite is not None:
        yield Curve(_shown(found.metabolite, values), METABOLITE, 3, 2, short="4-oxo")


def _top(found: Run, marks: Sequence[Mark]) -> float:
    """Where the axis ends: above everything that is drawn."""
    drawn = [one for one in (found.curve, found.other_meal, found.metabolite) if one is not None]
    return ceiling(max([*(float(one.max()) for one in drawn), *(mark.high or 0 for mark in marks)]))


_LOOKS = {True: (1, 0), False: (2, 1)}
"""Ink and dash, with food and without."""


def _shown(curve: Array, values: Mapping[str, Any]) -> Array:
    """A curve as it can be drawn: on a logarithmic scale nothing stands at nought."""
    import numpy as np

    return np.where(curve > 0, curve, np.nan) if values["log_axis"] else curve


def _marks(values: Mapping[str, Any], divisor: float, catalog: Catalog) -> Iterator[Mark]:
    if is_label_dose(values, catalog):
        for fed in [values["fed"], not values["fed"]][: 2 if values["both_meals"] else 1]:
            yield _label_mark(fed, catalog)
    elif values["doses"] > 1:
        steady = seen(STEADY, catalog)
        middle = values["interval_h"] * (values["doses"] - 0.5) / divisor
        text = f"measured: {figures(steady.value)} ± {figures(steady.spread)}"
        yield Mark(middle, steady.value, text, 4, "measured", low=steady.low, high=steady.high)


def _label_mark(fed: bool, catalog: Catalog) -> Mark:
    peak, time = (seen(LABEL[fed][name], catalog) for name in ("peak", "time"))
    return Mark(
        time.value,
        peak.value,
        f"measured {MEALS[fed]}: {figures(peak.value)}",
        _LOOKS[fed][0],
        "measured",
        low=peak.low,
        high=peak.high,
        left=time.low,
        right=time.high,
    )


def _disabled(values: Mapping[str, Any]) -> dict[str, str]:
    single = {"interval_h": _ONE_DOSE} if values["doses"] == 1 else {}
    return single | ({} if has_metabolite(values) else {"metabolite": _NO_METABOLITE})


def kinetics_lab(
    dose_mg: float = 80,
    fed: bool = True,
    model: str = "lag",
    *,
    catalog: Catalog | None = None,
    **values: Any,
) -> KineticsLab:
    """Swallow isotretinoin, and see how much of it is in the blood and for how long.

    Parameters
    ----------
    dose_mg : float
        Each dose, 5 to 160 mg.
    fed : bool
        Whether it is taken with food.
    model : {"lag", "no_lag", "two_compartment"}
        As in `pharmacology.oral_concentration`.
    catalog : Catalog, optional
        The data to read; the shipped data if None.
    **values
        Any other value of the lab: ``both_meals``, ``doses`` (1 to 14), ``interval_h`` (6 to 48 h),
        ``metabolite``, ``log_axis``.

    Returns
    -------
    KineticsLab
        A widget. `values` is what its controls say, `sentence` what its picture shows.

    Raises
    ------
    ValueError
        For a value out of range, a model or a name that does not exist (with the nearest match).

    Notes
    -----
    Source rows: ``pk_parameters`` P001 to P008 (measured), P035, P065, P115 to P148 (models);
    ``model_constants`` K001, K012.

    Examples
    --------
    >>> lab = kinetics_lab(dose_mg=40)
    >>> lab.values["dose_mg"], lab.values["model"]
    (40, 'lag')
    """
    given = {"dose_mg": dose_mg, "fed": fed, "model": model, **values}
    return KineticsLab(given, the_catalog(catalog))
