"""What a verdict is asked about, with its four arguments checked."""

from __future__ import annotations

from dataclasses import dataclass

from retinoid_teach.evidence.arguments import is_number
from retinoid_teach.evidence.names import check_name

from .patient import Patient
from .restrictions import Region
from .rows import ClinicRows


@dataclass(frozen=True, slots=True)
class Question:
    """What a verdict is asked about: a type, a guideline, a region and a person."""

    acne_type: int
    guideline: str
    region: Region
    patient: Patient


def ask(acne_type: int, guideline: str, patient: Patient, region: str | None, rows: ClinicRows) -> Question:
    """Check the four arguments of a question; without a region the guideline's home speaks.

    Raises
    ------
    ValueError
        If the acne type, the guideline or the region is not known.

    Examples
    --------
    >>> from retinoid_teach.clinic.rows import clinic_rows
    >>> ask(2, "nice_ng198", Patient(), None, clinic_rows()).region
    ('UK',)
    """
    if not is_number(acne_type) or acne_type not in rows.acne_types:
        allowed = ", ".join(map(str, rows.acne_types))
        raise ValueError(f"acne_type={acne_type!r} must be one of {allowed} (the course counts four types).")
    check_name("guideline", guideline, list(rows.guidelines))
    if not isinstance(patient, Patient):
        raise ValueError(f"patient={patient!r} must be a Patient, such as Patient(age_years=16).")
    home = rows.guidelines[guideline]
    return Question(
        int(acne_type),
        guideline,
        home if region is None else (check_name("region", region, rows.regions),),
        patient,
    )
