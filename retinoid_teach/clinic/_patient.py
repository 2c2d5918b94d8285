"""The person a decision is for: frozen, checked, and free of contradictions."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import InitVar, dataclass
from typing import Any

from ..evidence import Catalog
from ._choices import is_number, one_of, several_of
from ._rows import clinic_rows

OLDEST = 120
_CAN_BE_PREGNANT = (
    "possible_with_contraception",
    "possible_without_contraception",
    "planning",
    "pregnant",
    "breastfeeding",
)
_SMOKER, _SMOKER_AGE = "smoker_aged_35_and_over", 35

CONTRADICTIONS: tuple[tuple[str, str, str], ...] = (
    *(
        ("condition:male", f"pregnancy:{status}", "a man cannot be pregnant or breastfeed")
        for status in _CAN_BE_PREGNANT
    ),
    ("condition:male", "situation:female", "one person cannot be both"),
    ("condition:male", "situation:polycystic_ovary_syndrome", "it is a condition of women"),
    (
        "condition:male",
        "situation:contraception_wanted",
        "it means hormonal contraception for the person treated",
    ),
    ("condition:male", "condition:progestogen_only_method_in_use_or_wanted", "it is a method for women"),
    (f"condition:{_SMOKER}", f"age<{_SMOKER_AGE}", f"the condition says aged {_SMOKER_AGE} or over"),
)
"""Pairs of statements that cannot both be true of one person, and why."""


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
    Source rows: `pregnancy_statuses`, `conditions`, `situations`.

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
        one_of("pregnancy", self.pregnancy, rows.pregnancy_statuses)
        object.__setattr__(self, "conditions", several_of("conditions", self.conditions, rows.conditions))
        object.__setattr__(self, "situations", several_of("situations", self.situations, rows.situations))
        _refuse_contradictions(self)


def statements(patient: Patient) -> Iterator[str]:
    """What was said of the person, as the tokens that `CONTRADICTIONS` uses.

    Examples
    --------
    >>> list(statements(Patient(age_years=20, conditions=("asthma",))))
    ['pregnancy:not_stated', 'condition:asthma', 'age<35']
    """
    yield f"pregnancy:{patient.pregnancy}"
    yield from (f"condition:{name}" for name in patient.conditions)
    yield from (f"situation:{name}" for name in patient.situations)
    if patient.age_years is not None and patient.age_years < _SMOKER_AGE:
        yield f"age<{_SMOKER_AGE}"


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


def _refuse_contradictions(patient: Patient) -> None:
    said = set(statements(patient))
    for first, second, why in CONTRADICTIONS:
        if first in said and second in said:
            raise ValueError(f"{_spoken(first, patient)} contradicts {_spoken(second, patient)}: {why}.")


def _spoken(token: str, patient: Patient) -> str:
    if token.startswith("age<"):
        return f"age_years {patient.age_years}"
    kind, name = token.split(":")
    return f"{ {'condition': 'conditions', 'situation': 'situations'}.get(kind, kind) } {name!r}"
