"""What the skin lab says, for both of its pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from retinoid_teach import pharmacology as model
from retinoid_teach.evidence.citations import NOT_CHECKED

from .drawing import Readout
from .skin_run import (
    ASSUMED,
    CREAM_RISE,
    FORMULA,
    GEL_LIMIT,
    GEL_NEEDED,
    NATURAL,
    Skin,
    limit_of,
    measured_rise,
    study_dose,
)
from .words import amount, figures, percent

if TYPE_CHECKING:
    from retinoid_teach.evidence import Catalog

_THROUGH = (
    "Through the skin: how fast a compound could pass, estimated from two properties, how oily it is (logP) "
    "and how heavy. The dashed curve takes the horny layer alone; the full one adds the watery layer below, "
    "which a very oily compound enters badly."
)
_ESTIMATE = (
    "It is an estimate to an order of magnitude. Every logP here is predicted, none was measured; above "
    "about 6 the formula is outside the range that it was made for [P157]. It knows nothing of gels, of hair "
    "follicles or of acids that carry a charge."
)
_INTO = (
    "Into the blood: how much a daily dose on the skin adds to isotretinoin in plasma, for each share that "
    "is absorbed. The band is as wide as what nobody knows: which part of a swallowed dose reaches the "
    "blood, the number that ties clearance to dose."
)
_NOT_SAFETY = (
    "It is about what a study can see. It is no statement on safety, in pregnancy or at any other time."
)
ABOUT = (_THROUGH, _ESTIMATE, _INTO, _NOT_SAFETY)


def through_sentence(found: Skin) -> str:
    """Say what the picture of the permeabilities shows for one compound."""
    used = found.used
    mass = amount(round(used.molar_mass), "g/mol")
    plain, both = (amount(one, "cm/h", 2) for one in (used.uncorrected, used.corrected))
    said = (
        f"{found.compound.capitalize()}, logP {figures(used.log_p)} [{used.row_id}], {mass}: an estimated "
        f"{plain} without the watery layer, {both} with it"
    )
    if found.flux is None:
        return f"{said}."
    flux = found.flux
    told = (
        f"{said}. From a saturated solution in water that makes {figures(flux.uncorrected, 2)} and "
        f"{amount(flux.corrected, 'ng/cm²/h', 2)} [{flux.rows[1]}]"
    )
    if flux.observed is None:
        return f"{told}."
    return f"{told}; from a cream on a face {figures(flux.observed, 2)} was observed [{flux.rows[2]}]."


def through_readouts(found: Skin) -> Iterator[Readout]:
    """Give permeability and flux, and what another predicted logP would make of them."""
    for one in found.estimates:
        logp = f"logP {figures(one.log_p)}"
        yield Readout(
            f"Permeability, {logp}", figures(one.uncorrected, 2), "cm/h", (one.row_id, *FORMULA[:3])
        )
        yield Readout(
            f"With the watery layer, {logp}", figures(one.corrected, 2), "cm/h", (one.row_id, *FORMULA)
        )
    if found.flux is not None:
        rows = found.flux.rows
        yield Readout("Flux, saturated solution", figures(found.flux.uncorrected, 2), "ng/cm²/h", rows[:2])
        yield Readout("Flux, with the watery layer", figures(found.flux.corrected, 2), "ng/cm²/h", rows[:2])
        if found.flux.observed is not None:
            yield Readout("Flux observed, cream", figures(found.flux.observed, 2), "ng/cm²/h", rows[2:])


def through_notes(found: Skin) -> Iterator[str]:
    """Give the cautions of the first picture."""
    if found.refusal:
        yield f"No flux: {found.refusal}"
    if len(found.estimates) > 1:
        low, high = (pick(one.corrected for one in found.estimates) for pick in (min, max))
        yield (
            f"Sources predict different logP, and the answers differ with them: {figures(low, 2)} to "
            f"{amount(high, 'cm/h', 2)} with the watery layer."
        )
    yield f"Each constant of both formulas is second-hand, {NOT_CHECKED} {_cited(FORMULA)}."


def into_sentence(values: Mapping[str, Any], catalog: Catalog) -> str:
    """Say what a study with this detection limit could not have seen."""
    dose, limit = values["dose_mg_per_day"], values["limit_ng_ml"]
    natural = model.endogenous_ng_ml(catalog=catalog)
    own = f"the body's own level of {amount(natural, 'ng/mL')} [{NATURAL}]"
    said = f"{amount(dose, 'mg')} a day on the skin: with a limit of {amount(limit, 'ng/mL')} a study"
    if limit <= natural:
        return (
            f"{said} sees what everybody has, for the limit is not above {own}. Whether it sees a rise then "
            "depends on how much people differ."
        )
    return f"{said} {_missed(values, catalog)}. The limit is {figures(limit / natural, 2)} times {own}."


def _missed(values: Mapping[str, Any], catalog: Catalog) -> str:
    needed = model.fraction_needed(values["limit_ng_ml"], values["dose_mg_per_day"], catalog=catalog)
    low, high = 100 * float(needed.low), 100 * float(needed.high)
    if low >= 100:
        return "could not have seen it even if all of it were absorbed"
    if high >= 100:
        return f"could have missed at least {_range(low, low)} % absorption, and perhaps all of it"
    ids = f" [{GEL_NEEDED}]" if _is_gel_study(values, catalog) else ""
    return f"could have missed up to {_range(low, high)} % absorption{ids}"


def _is_gel_study(values: Mapping[str, Any], catalog: Catalog) -> bool:
    dose, limit = values["dose_mg_per_day"], values["limit_ng_ml"]
    return bool(dose == study_dose(GEL_LIMIT, catalog) and limit == limit_of(GEL_LIMIT, catalog))


def _range(low: float, high: float) -> str:
    """Two percentages, no finer than they are known, and no more than there is."""
    if low > 100:
        return "over 100"
    return "–".join(
        dict.fromkeys(figures(round(one) if one >= 5 else one, 2) for one in (low, min(high, 100)))
    )


def into_readouts(values: Mapping[str, Any], catalog: Catalog) -> Iterator[Readout]:
    """Give what has to be absorbed for a rise: to the limit, by the body's own level, as it was measured."""
    dose = values["dose_mg_per_day"]
    asked = [
        ("Absorbed for a rise as large as the limit", values["limit_ng_ml"], ()),
        ("Absorbed to double the body's own level", model.endogenous_ng_ml(catalog=catalog), (NATURAL,)),
    ]
    if dose == study_dose(CREAM_RISE, catalog):
        label = f"Absorbed for the rise measured with {_cream(catalog)}"
        asked.append((label, measured_rise(catalog), (CREAM_RISE, NATURAL)))
    for label, rise, rows in asked:
        needed = model.fraction_needed(rise, dose, catalog=catalog)
        yield Readout(label, _range(100 * float(needed.low), 100 * float(needed.high)), "% of the dose", rows)


def _cream(catalog: Catalog) -> str:
    return " ".join(str(catalog.row(CREAM_RISE)[1]["formulation"]).split()[:2])


def into_notes(values: Mapping[str, Any], catalog: Catalog) -> Iterator[str]:
    """Give the cautions of the second picture."""
    dose = study_dose(CREAM_RISE, catalog)
    if values["dose_mg_per_day"] != dose:
        yield f"The rise that was measured belongs to {amount(dose, 'mg')} a day [{CREAM_RISE}]."
    least, most = (percent(float(catalog.row(row)[1]["value"])) for row in ASSUMED)
    yield (
        f"The band takes for granted that {least} to {most} of a swallowed dose reaches the blood "
        f"{_cited(ASSUMED)}; nobody has measured it in people. “Below the limit” is not “not absorbed”."
    )
    yield _NOT_SAFETY


def _cited(rows: tuple[str, ...]) -> str:
    return " ".join(f"[{row}]" for row in rows)
