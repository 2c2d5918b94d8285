"""What the kinetics lab says: its sentence, its numbers, its cautions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from retinoid_teach import pharmacology as model

from .drawing import Readout
from .kinetics_run import LABEL, LABEL_DOSE, NATURAL, STEADY, Run, seen, shows_metabolite
from .words import amount, figures, hours

if TYPE_CHECKING:
    from retinoid_teach.evidence import Catalog

MODELS = {
    "no_lag": "no lag (label half-life)",
    "lag": "lag",
    "two_compartment": "two compartments",
}
MEALS = {True: "with food", False: "without food"}
_WHAT = (
    "Isotretinoin in blood plasma after it is swallowed, as three models see it. Each is drawn from the rows "
    "named beside its numbers; the discs are the means of the label's study, with one standard deviation "
    "each way [P002]."
)
_LINEAR = (
    "The models are linear: twice the dose gives twice the curve [P031]. They describe an average person. "
    "People differ widely: the bar along the time axis says how much for the time of the peak [P003]."
)
_APPARENT = (
    "No one has given isotretinoin into a vein in people, so the share that is absorbed is not known. "
    "Clearance and volume are written with /F: they hold for what was swallowed, not for what arrived."
)
_LIMITS = (
    "It is a teaching model. It does not say what dose a person should take, nor when after a course a "
    "pregnancy may begin."
)
ABOUT = (_WHAT, _LINEAR, _APPARENT, _LIMITS)
_ASSUMED = (
    "The two-compartment model takes its absorption rate for granted [K001]; other rates give other curves."
)
_MEANS = (
    "The label's peaks and times are means over people, not one person's curve: no curve has to pass "
    "through their crossing."
)


def is_label_dose(values: Mapping[str, Any], catalog: Catalog) -> bool:
    """Whether the values are those of the label's study: one dose, and that dose."""
    return bool(values["doses"] == 1 and values["dose_mg"] == model.label_dose_mg(catalog))


def kinetics_sentence(values: Mapping[str, Any], found: Run, catalog: Catalog) -> str:
    """Say what the picture shows."""
    parts = [_one(values, found, catalog) if values["doses"] == 1 else _many(values, found, catalog)]
    natural = model.endogenous_ng_ml(catalog=catalog)
    parts.append(
        f"It falls below the body's own level of {amount(natural, 'ng/mL')} [{NATURAL}] "
        f"{hours(found.natural_h)} after the {'last ' if values['doses'] > 1 else ''}dose."
    )
    if values["both_meals"]:
        parts.append(f"The other curve is the same dose {MEALS[not values['fed']]}.")
    return " ".join(parts)


def _one(values: Mapping[str, Any], found: Run, catalog: Catalog) -> str:
    peaks = f"the curve peaks at {amount(found.peak, 'ng/mL')} after {hours(found.peak_h)}"
    said = (
        f"One dose of {amount(values['dose_mg'], 'mg')} {MEALS[values['fed']]}, "
        f"model “{MODELS[values['model']]}”: {peaks}"
    )
    if not is_label_dose(values, catalog):
        return f"{said}."
    peak, time = (seen(LABEL[values["fed"]][name], catalog) for name in ("peak", "time"))
    return (
        f"{said}. Measured in people: {amount(peak.value, 'ng/mL')} [{peak.row}] "
        f"after {hours(time.value)} [{time.row}]."
    )


def _many(values: Mapping[str, Any], found: Run, catalog: Catalog) -> str:
    steady = seen(STEADY, catalog)
    return (
        f"{values['doses']} doses of {amount(values['dose_mg'], 'mg')}, one every {values['interval_h']} h, "
        f"{MEALS[values['fed']]}, model “{MODELS[values['model']]}”: after the last dose the curve peaks at "
        f"{amount(found.peak, 'ng/mL')}; over that interval it averages {amount(found.average, 'ng/mL')}. "
        f"Measured in people on {_words(STEADY, catalog)}: {figures(steady.value)} ± "
        f"{amount(steady.spread, 'ng/mL')} [{STEADY}]."
    )


def _words(row_id: str, catalog: Catalog) -> str:
    _, row = catalog.row(row_id)
    return str(row["formulation"])


def kinetics_readouts(values: Mapping[str, Any], found: Run, catalog: Catalog) -> Iterator[Readout]:
    """Give the numbers under the picture."""
    label = LABEL[values["fed"]]
    half_life = seen(label["half_life"], catalog)
    rows = dict(found.parameters.rows)
    lasting = tuple(rows[name] for name in ("half_life", "ke", "k10", "k12", "k21") if name in rows)
    yield Readout("Highest after the last dose", figures(found.peak), "ng/mL")
    yield Readout("Time of that peak", figures(found.peak_h), "h")
    yield Readout("Area under the curve, all doses", figures(found.auc, 4), "ng·h/mL")
    yield Readout(
        "Half-life of this model, the slow end", figures(found.parameters.half_life_h), "h", lasting
    )
    yield Readout("Half-life on the label", figures(half_life.value), "h", (half_life.row,))
    yield Readout(
        "Clearance, CL/F", figures(found.parameters.clearance_l_h), "L/h", (lasting[0], rows["volume"])
    )
    yield Readout("Below the body's own level after", figures(found.natural_h), "h", (NATURAL,))
    if shows_metabolite(values):
        assert found.metabolite is not None
        yield Readout(
            "Highest of 4-oxo-isotretinoin", figures(float(found.metabolite.max())), "ng/mL", ("P134", "P135")
        )
    if values["model"] == "no_lag":
        yield from _bound(values["fed"], catalog)


def _bound(fed: bool, catalog: Catalog) -> Iterator[Readout]:
    label = LABEL[fed]
    auc, peak, time = (seen(label[name], catalog) for name in ("auc", "peak", "time"))
    bound = float(model.cmax_over_auc_bound(time.value))
    yield Readout("Largest peak ÷ area of such a model: 1/(e × time of peak)", figures(bound), "per h")
    yield Readout("Peak ÷ area on the label", figures(peak.value / auc.value), "per h", (peak.row, auc.row))


def kinetics_notes(values: Mapping[str, Any], catalog: Catalog) -> list[str]:
    """Give the cautions that belong to the present values."""
    notes = []
    if values["model"] == "no_lag":
        notes.append(_failure(values["fed"], catalog))
    if values["model"] == "two_compartment":
        notes.append(_ASSUMED)
    if is_label_dose(values, catalog):
        notes.append(_MEANS)
    elif values["doses"] == 1:
        dose = amount(model.label_dose_mg(catalog), "mg")
        notes.append(
            f"What was measured is drawn for one dose of {dose} [{LABEL_DOSE}], that of the label's study."
        )
    return notes


def _failure(fed: bool, catalog: Catalog) -> str:
    label = LABEL[fed]
    auc, peak, time = (seen(label[name], catalog) for name in ("auc", "peak", "time"))
    bound, ratio = float(model.cmax_over_auc_bound(time.value)), peak.value / auc.value
    half_life = f"[{label['half_life']}]"
    ending = (
        "so no absorption rate can save it"
        if ratio > bound
        else f"so it is not this bound that stops it but the half-life {half_life}"
    )
    return (
        f"This model is kept because it fails: with the label's half-life {half_life} it peaks far too low. "
        "For any model of this kind the peak divided by the area is at most 1/(e × time of peak) = "
        f"{figures(bound)} per hour; the label's is {figures(ratio)} [{peak.row}] [{auc.row}], {ending}."
    )
