"""Isotretinoin in plasma against time: models, the label's peak, and the level that everybody has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from retinoid_teach import pharmacology
from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.arguments import the_catalog
from retinoid_teach.evidence.names import unknown
from retinoid_teach.evidence.quantities import number, row_number, whole

from ._drawing import DASHES, INKS, SMALL, Dash, EndLabel, chart, figures, label_ends, name_axes
from ._figure import FAINT, INK, Figure
from ._own_look import own_look

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WORDS = {"no_lag": "no lag", "lag": "lag", "two_compartment": "two compartments"}
METABOLITE = "4-oxo-isotretinoin"
_POINTS = 600


def concentration(  # noqa: PLR0913
    dose_mg: float | None = None,
    fed: bool = True,
    models: Sequence[str] = ("no_lag", "lag", "two_compartment"),
    *,
    doses: int = 1,
    interval_h: float = 24.0,
    hours: float = 48.0,
    metabolite: bool = False,
    log: bool = False,
    catalog: Catalog | None = None,
) -> Figure:
    """Draw the concentration of isotretinoin by one model or more, beside what was measured.

    Parameters
    ----------
    dose_mg : float, optional
        Each dose, mg, above 0; the dose of the label's study unless said.
    fed : bool
        With food or fasted.
    models : sequence of str
        Of `retinoid_teach.pharmacology.MODELS`.
    doses : int
        How many.
    interval_h : float
        Hours between doses, above 0.
    hours : float
        How long after the last dose the axis runs, above 0.
    metabolite : bool
        Show 4-oxo-isotretinoin too; only with food and by the lag model.
    log : bool
        A logarithmic axis of concentration.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    Figure
        Curves in ng/mL with labels at their ends; with one dose of the label's study, its mean peak with
        the spread between people (one standard deviation each way).

    Raises
    ------
    ValueError
        For numbers out of range, a model that is not known, or the metabolite where it has no rows.

    Notes
    -----
    Source rows: those of `retinoid_teach.pharmacology.kinetic_model`; P002, P003, P006, P007 (observed),
    P065.

    Examples
    --------
    >>> concentration(models=["lag"]).alt_text[:72]
    'Isotretinoin in plasma (ng/mL) over 48 h after one dose of 80 mg with fo'
    """
    import numpy as np

    catalog = the_catalog(catalog)
    label_dose = pharmacology.label_dose_mg(catalog)
    dose = label_dose if dose_mg is None else number("dose_mg", dose_mg, above=0)
    until = (whole("doses", doses, 1, 1000) - 1) * number("interval_h", interval_h, above=0)
    time = np.linspace(0, until + number("hours", hours, above=0), _POINTS)
    curves = _curves(_models(models), fed, metabolite=metabolite)
    drawn = [
        (
            name,
            pharmacology.repeated_doses(
                time, dose, interval_h, doses, fed, model, analyte=of, catalog=catalog
            ),
        )
        for name, model, of in curves
    ]
    observed = _observed(fed, catalog) if doses == 1 and dose == label_dose else None
    title = f"Isotretinoin in plasma: {_given(dose, fed, doses, interval_h)}"
    axes = _draw(title, time, drawn, observed, pharmacology.endogenous_ng_ml(catalog), log)
    return Figure(axes, _alt_text(time, drawn, observed, _given(dose, fed, doses, interval_h), catalog))


def _models(models: Sequence[str]) -> tuple[str, ...]:
    found = (models,) if isinstance(models, str) else tuple(models)
    for name in found:
        if name not in WORDS:
            raise unknown("models", name, WORDS)
    if not found:
        raise ValueError(f"models: none was given. Allowed: {', '.join(WORDS)}")
    return found


def _curves(models: tuple[str, ...], fed: bool, *, metabolite: bool) -> list[tuple[str, str, str]]:
    curves = [(name, name, "isotretinoin") for name in models]
    if metabolite:
        if not fed or "lag" not in models:
            raise ValueError("metabolite: True has rows for the lag model with food only. Allowed: False")
        curves.append((METABOLITE, "lag", METABOLITE))
    return curves


def _observed(fed: bool, catalog: Catalog) -> dict[str, Any]:
    """The label's mean peak: time and height, each with one standard deviation and its row."""
    rows = pharmacology.label_rows(fed)
    found: dict[str, Any] = {}
    for name, quantity in (("x", "Tmax"), ("y", "Cmax")):
        mean, percent = (row_number(catalog, rows[quantity], column) for column in ("value", "dispersion"))
        found[name] = (mean, mean * percent / 100, rows[quantity], percent)
    return found


def _given(dose: float, fed: bool, doses: int, interval: float) -> str:
    often = "one dose" if doses == 1 else f"{doses} doses, one every {figures(interval)} h, each"
    return f"{often} of {figures(dose)} mg {'with food' if fed else 'fasted'}"


@own_look()
def _draw(
    title: str,
    time: Any,
    drawn: list[tuple[str, Any]],
    observed: dict[str, Any] | None,
    endogenous: float,
    log: bool,
) -> Axes:
    axes = chart(title, 3.3, right=1.7)
    top = max([float(curve.max()) for _, curve in drawn] + [sum(observed["y"][:2]) if observed else 0.0])
    axes.set(xlim=(0, time[-1]), ylim=(endogenous / 4, top * 1.6) if log else (0, top * 1.06))
    if log:
        axes.set_yscale("log")
        axes.yaxis.set_major_formatter(lambda value, _: figures(value))
    labels = []
    for name, curve in drawn:
        ink, dash = look(name)
        axes.plot(time, curve, color=ink, linestyle=dash, linewidth=2.2)
        labels.append(EndLabel(max(float(curve[-1]), axes.get_ylim()[0]), _name(name), ink, dash))
    axes.axhline(endogenous, color=FAINT, linewidth=1)
    labels.append(EndLabel(endogenous, f"in everybody\n{figures(endogenous)} ng/mL", FAINT))
    if observed:
        _draw_observed(axes, observed)
    name_axes(axes, "time after the first dose (h)", "concentration (ng/mL)")
    label_ends(axes, labels)
    return axes


def look(name: str) -> tuple[str, Dash]:
    """Give the colour and dash of a curve, the same in every figure.

    Examples
    --------
    >>> look("lag")
    ('#16335f', '-')
    """
    place = ("lag", "no_lag", "two_compartment", METABOLITE).index(name)
    return INKS[place], DASHES[place]


def _name(name: str) -> str:
    words = WORDS.get(name, "4-oxo metabolite")
    return words.replace(" ", "\n", 1) if name == "two_compartment" else words


def _draw_observed(axes: Axes, observed: dict[str, Any]) -> None:
    (x, x_spread, _, _), (y, y_spread, _, _) = observed["x"], observed["y"]
    axes.errorbar(
        x,
        y,
        xerr=x_spread,
        yerr=y_spread,
        fmt="o",
        color=INK,
        markersize=6,
        capsize=4,
        linewidth=1.3,
        zorder=5,
    )
    axes.text(
        x + x_spread * 1.1, y, f"label: {figures(y)} ng/mL\nat {figures(x)} h",
        va="center", color=INK, size=SMALL, linespacing=1.15,
    )  # fmt: skip


def _alt_text(
    time: Any, drawn: list[tuple[str, Any]], observed: dict[str, Any] | None, given: str, catalog: Catalog
) -> str:
    peaks = "; ".join(
        f"{WORDS.get(name, name)} {figures(float(curve.max()))} at {figures(float(time[curve.argmax()]))} h"
        for name, curve in drawn
    )
    text = f"Isotretinoin in plasma (ng/mL) over {figures(float(time[-1]))} h after {given}. "
    text += f"Highest by model: {peaks}."
    if observed:
        (x, _, x_row, x_cv), (y, _, y_row, y_cv) = observed["x"], observed["y"]
        text += (
            f" The label's mean peak is {figures(y)} ng/mL (CV {figures(y_cv)} %, {y_row}) "
            f"at {figures(x)} h (CV {figures(x_cv)} %, {x_row})."
        )
    return f"{text} Without any drug it is {figures(pharmacology.endogenous_ng_ml(catalog))} ng/mL (P065)."
