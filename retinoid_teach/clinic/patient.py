"""The person a decision is for: frozen, checked, and free of contradictions."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import InitVar, dataclass
from typing import Any

from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.arguments import is_number, several_of
from retinoid_teach.evidence.names import check_name

from .rows import YOUNGER, Contradiction, clinic_rows

OLDEST = 120
"""The greatest age that is taken; the page hears of it in its payload."""


@dataclass(frozen=True, slots=True)
class Patient:
    """What is known of a person; every field may be left out.

    Parameters
    ----------
    age_years : float, optional
        Age in years, 0 to 120. None: not stated.
    pregnancy : str
        `not_stated`, `not_possible`, `possible_with_contraception`, `possible_without_contraception`,
        `planning`, `pregnant` or `breastfeeding` (table `pregnancy_statuses`).
    conditions : sequence of str
        Ids of `conditions` of the kinds patient, co_treatment and course. They can only make a verdict worse.
    situations : sequence of str
        Ids of `situations`. They select which recommendations speak.
    catalog : Catalog, optional
        The data whose conditions and situations are allowed; the shipped data if None.

    Raises
    ------
    ValueError
        For a value that is not allowed, and for two statements that contradict each other (both are named).

    Notes
    -----
    Source rows: `pregnancy_statuses`, `conditions`, `situations`, `contradictions`.

    Examples
    --------
    >>> Patient(age_years=16, pregnancy="planning").pregnancy
    'planning'
    >>> Patient(pregnancy="pregnant", conditions=("male",))
    Traceback (most recent call last):
    ...
    ValueError: conditions 'male' contradicts pregnancy 'pregnant': a man cannot be pregnant or breastfeed.
    """

    age_years: float | None = None
    pregnancy: str = "not_stated"
    conditions: tuple[str, ...] = ()
    situations: tuple[str, ...] = ()
    catalog: InitVar[Catalog | None] = None

    def __post_init__(self, catalog: Catalog | None) -> None:
        rows = clinic_rows(catalog)
        object.__setattr__(self, "age_years", _age(self.age_years))
        check_name("pregnancy", self.pregnancy, rows.pregnancy_statuses)
        object.__setattr__(self, "conditions", several_of("conditions", self.conditions, rows.conditions))
        object.__setattr__(self, "situations", several_of("situations", self.situations, rows.situations))
        _refuse_contradictions(self, rows.contradictions)


def _age(value: Any) -> float | None:
    if value is None:
        return None
    wrong = ValueError(f"age_years={value!r} must be a number from 0 to {OLDEST}, or None if not stated.")
    if not is_number(value):
        raise wrong
    try:
        years = float(value)
    except (TypeError, ValueError, OverflowError):
        raise wrong from None
    if not math.isfinite(years) or not 0 <= years <= OLDEST:
        raise wrong
    return int(years) if years.is_integer() else years


def _refuse_contradictions(patient: Patient, contradictions: Iterable[Contradiction]) -> None:
    for first, second, why in contradictions:
        if _holds(first, patient) and _holds(second, patient):
            raise ValueError(f"{_spoken(first, patient)} contradicts {_spoken(second, patient)}: {why}.")


def _holds(token: str, patient: Patient) -> bool:
    if token.startswith(YOUNGER):
        return patient.age_years is not None and patient.age_years < int(token.removeprefix(YOUNGER))
    kind, name = token.split(":")
    said = {"condition": patient.conditions, "situation": patient.situations}
    return name in said.get(kind, (patient.pregnancy,))


def _spoken(token: str, patient: Patient) -> str:
    if token.startswith(YOUNGER):
        return f"age_years {patient.age_years}"
    kind, name = token.split(":")
    return f"{ {'condition': 'conditions', 'situation': 'situations'}.get(kind, kind) } {name!r}"
