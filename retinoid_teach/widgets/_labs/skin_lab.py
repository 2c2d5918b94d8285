"""The skin lab: from the skin inwards, and how little of it a study may see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.arguments import the_catalog
from retinoid_teach.pharmacology import endogenous_ng_ml

from .controls import Choice, Control, Flag, Option, Range, ladder
from .drawing import Axis, Band, Curve, Drawing, Line, Mark
from .lab import Lab
from .skin_run import (
    ASSUMED,
    CREAM_RISE,
    FINE_LIMIT,
    FORMULA,
    GEL_LIMIT,
    GEL_NEEDED,
    LOG_P,
    NATURAL,
    PERCENT,
    POINTS,
    compounds,
    estimate,
    limit_of,
    measured_rise,
    rises,
    skin,
    study_dose,
)
from .skin_text import (
    ABOUT,
    into_notes,
    into_readouts,
    into_sentence,
    through_notes,
    through_readouts,
    through_sentence,
)
from .words import figures

if TYPE_CHECKING:
    from .drawing import Array

THROUGH, INTO, OWN = "through_the_skin", "into_the_blood", "own"
_OF_THROUGH = ("compound", "molar_mass", "uncorrected")
_OF_INTO = ("dose_mg_per_day", "study", "limit_ng_ml")
_KP = (1e-3, 10.0)
_RISE = (1e-2, 1e3)
_LIMITS = ladder(0.1, 30)


class SkinLab(Lab):
    """Permeability of the skin, and what of it reaches the blood; made by `skin_lab`.

    Attributes
    ----------
    values : dict
        ``picture`` (``"through_the_skin"`` or ``"into_the_blood"``); of the first ``compound``,
        ``molar_mass``, ``uncorrected``; of the second ``dose_mg_per_day``, ``study``, ``limit_ng_ml``.
        Readable and settable; a name left out keeps its value.
    """

    _name = "skin_lab"
    _title = "Skin lab"
    _about = ABOUT

    @property
    def _start(self) -> dict[str, Any]:
        return {
            "picture": THROUGH,
            "compound": "tretinoin",
            "molar_mass": self._mass("tretinoin"),
            "uncorrected": True,
            "dose_mg_per_day": _plain(study_dose(GEL_LIMIT, self._catalog)),
            "study": GEL_LIMIT,
            "limit_ng_ml": _plain(limit_of(GEL_LIMIT, self._catalog)),
        }

    def _mass(self, compound: str) -> int:
        return round(skin(compound, self._catalog).used.molar_mass)

    @cached_property
    def _controls(self) -> tuple[Control, ...]:
        pictures = [Option(THROUGH, "through the skin"), Option(INTO, "into the blood")]
        named = [Option(name, name) for name in compounds(self._catalog)]
        studies = [
            Option(row, f"{words}: {figures(limit_of(row, self._catalog))} ng/mL")
            for row, words in ((FINE_LIMIT, "a fine assay"), (GEL_LIMIT, "the gel study"))
        ]
        return (
            Choice("picture", "Picture", pictures),
            Choice("compound", "Compound", named, kind="select"),
            Range("molar_mass", "Molar mass of the curves", "g/mol", 200, 500, 1),
            Flag("uncorrected", "Show it without the watery layer as well"),
            Range("dose_mg_per_day", "Dose on the skin", "mg a day", 0.5, 20, 0.5),
            Choice("study", "Detection limit of", [*studies, Option(OWN, "your own study")]),
            Range("limit_ng_ml", "Detection limit", "ng/mL", 0.1, 30, stops=_LIMITS),
        )

    def _cited(self) -> Sequence[str]:
        found = [skin(name, self._catalog) for name in compounds(self._catalog)]
        estimates = [one.row_id for each in found for one in each.estimates]
        fluxes = [row for each in found if each.flux for row in each.flux.rows]
        blood = (NATURAL, FINE_LIMIT, GEL_LIMIT, GEL_NEEDED, CREAM_RISE)
        return list(dict.fromkeys([*estimates, *fluxes, *FORMULA, *ASSUMED, *blood, "P157"]))

    def _agreed(self, values: dict[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
        if "compound" in given and "molar_mass" not in given:
            values = values | {"molar_mass": self._mass(values["compound"])}
        if "limit_ng_ml" in given and "study" not in given:
            values = values | {"study": self._study(values["limit_ng_ml"])}
        elif values["study"] != OWN:
            values = values | {"limit_ng_ml": _plain(limit_of(values["study"], self._catalog))}
        return values

    def _study(self, limit: float) -> str:
        """The study that has this limit, or the learner's own."""
        known = {limit_of(row, self._catalog): row for row in (FINE_LIMIT, GEL_LIMIT)}
        return known.get(limit, OWN)

    def _drawn(self, values: Mapping[str, Any]) -> Drawing:
        return self._through(values) if values["picture"] == THROUGH else self._into(values)

    def _through(self, values: Mapping[str, Any]) -> Drawing:
        import numpy as np

        found = skin(values["compound"], self._catalog)
        log_p = np.linspace(*LOG_P, POINTS)
        return Drawing(
            title="Permeability of skin by how oily a compound is",
            x=Axis("logP (each unit: ten times oilier)", *LOG_P),
            y=Axis("cm/h", *_KP, log=True),
            sentence=through_sentence(found),
            x_values=log_p,
            curves=list(self._estimates(log_p, values)),
            marks=list(self._points(values["compound"])),
            readouts=list(through_readouts(found)),
            notes=list(through_notes(found)),
            hidden=_OF_INTO,
        )

    def _estimates(self, log_p: Array, values: Mapping[str, Any]) -> Iterator[Curve]:
        mass = values["molar_mass"]
        if values["uncorrected"]:
            plain = estimate(log_p, mass, False, self._catalog)  # noqa: FBT003
            yield Curve(plain, f"horny layer alone, {mass:g} g/mol", 2, 1, short="horny layer")
        both = estimate(log_p, mass, True, self._catalog)  # noqa: FBT003
        yield Curve(both, f"with the watery layer, {mass:g} g/mol", 1, 0, short="both layers")

    def _points(self, chosen: str) -> Iterator[Mark]:
        """Each compound at its own molar mass; those at one place share a name."""
        places: dict[tuple[float, float], list[str]] = {}
        for name in compounds(self._catalog):
            for one in skin(name, self._catalog).estimates:
                places.setdefault((one.log_p, one.corrected), []).append(name)
        named: list[str] = []
        for (log_p, height), names in sorted(places.items(), key=lambda place: chosen in place[1]):
            text = ", ".join(name for name in names if name not in named)
            named += names
            here = chosen in names
            ink, short = (1, chosen) if here else ("muted", "")
            yield Mark(log_p, height, text, ink, short, computed=True, minor=not here)

    def _into(self, values: Mapping[str, Any]) -> Drawing:
        share, band = rises(values, self._catalog)
        limit = values["limit_ng_ml"]
        natural = endogenous_ng_ml(catalog=self._catalog)
        lines = [
            Line(natural, f"the body's own level, {figures(natural)}", "text", "own level"),
            Line(limit, f"detection limit, {figures(limit)}", 2, "limit"),
        ]
        if values["dose_mg_per_day"] == study_dose(CREAM_RISE, self._catalog):
            rise = measured_rise(self._catalog)
            lines.append(Line(rise, f"rise measured, cream: {figures(rise, 2)}", 4, "measured"))
        return Drawing(
            title="What a daily dose on the skin adds to isotretinoin in plasma",
            x=Axis("% of the dose absorbed", *PERCENT, log=True),
            y=Axis("rise, ng/mL", *_RISE, log=True),
            sentence=into_sentence(values, self._catalog),
            x_values=share,
            bands=[Band(band.low, band.high, "rise, as far as is known", "rise")],
            curves=[Curve(band.low, "", 1, 0), Curve(band.high, "", 1, 0)],
            lines=lines,
            readouts=list(into_readouts(values, self._catalog)),
            notes=list(into_notes(values, self._catalog)),
            hidden=_OF_THROUGH,
        )


def _plain(value: float) -> float | int:
    return int(value) if value.is_integer() else value


def skin_lab(compound: str = "tretinoin", *, catalog: Catalog | None = None, **values: Any) -> SkinLab:
    """Put a retinoid on the skin: how fast it could pass, and what of it a study of the blood could see.

    Parameters
    ----------
    compound : str
        Name as in the table ``compounds``, of one with a predicted logP.
    catalog : Catalog, optional
        The data to read; the shipped data if None.
    **values
        Any other value of the lab: ``picture`` (``"through_the_skin"``, ``"into_the_blood"``),
        ``molar_mass``, ``uncorrected``, ``dose_mg_per_day``, ``study``, ``limit_ng_ml``.

    Returns
    -------
    SkinLab
        A widget. `values` is what its controls say, `sentence` what its picture shows.

    Raises
    ------
    ValueError
        For a compound or a name that does not exist (with the nearest match), or a number out of range.

    Notes
    -----
    Source rows: ``compounds`` (logP, solubility), ``model_constants`` K002 to K011 (those of the formula are
    not checked against their source), ``pk_parameters`` P065 to P068, P073, P080, P115. Never a statement on
    safety.

    Examples
    --------
    >>> skin_lab(picture="into_the_blood").sentence.partition(": ")[2].partition(". ")[0]
    'with a limit of 20 ng/mL a study could have missed up to 10–38 % absorption [P073]'
    """
    return SkinLab({"compound": compound, **values}, the_catalog(catalog))
