"""Read the cases, and work out what every choice is told with the decision function of `clinic`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from retinoid_teach.clinic import Patient, appropriate_options
from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.arguments import the_catalog
from retinoid_teach.evidence.citations import NOT_CHECKED
from retinoid_teach.evidence.names import check_name, unknown

from ._case_records import STEP_KINDS, Case, Choice, Step

_PROPOSED = ("first_line", "alternative", "maintenance")
_WORDS = {
    "first_line": "first line",
    "alternative": "an alternative",
    "maintenance": "for maintenance",
    "not_mentioned": "not mentioned",
    "avoid": "avoid",
    "contraindicated": "contraindicated",
}

_Row = Mapping[str, Any]
_Tables = dict[str, dict[Any, Any]]
"""Guideline to option to what the decision function says; the guideline of the case comes first."""


def cases(*, catalog: Catalog | None = None) -> tuple[Case, ...]:
    """Return every case, in the order of the file.

    Parameters
    ----------
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    tuple of Case
        Each with its steps; what a treatment is told is worked out by `clinic.appropriate_options`.

    Raises
    ------
    ValueError
        If a case names a guideline, a status, a condition, a region or an option that is not known.

    Notes
    -----
    Source rows: `cases`, `case_steps`, `case_choices`, and all that the decision function reads.

    Examples
    --------
    >>> cases()[0].id
    'CASE-1'
    """
    return tuple(_every(the_catalog(catalog)).values())


def case(case_id: str, *, catalog: Catalog | None = None) -> Case:
    """Return one case by its id.

    Parameters
    ----------
    case_id : str
        Such as ``"CASE-1"``.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Raises
    ------
    ValueError
        If there is no such case; with the nearest id.

    Examples
    --------
    >>> [step.kind for step in case("CASE-1").steps][:3]
    ['grade', 'choose', 'justify']
    >>> case("CASE1")
    Traceback (most recent call last):
    ...
    ValueError: case_id: 'CASE1' is not known; did you mean 'CASE-1'? Allowed: ...
    """
    every = _every(the_catalog(catalog))
    return every[check_name("case_id", case_id, every)]


@lru_cache(maxsize=8)
def _every(catalog: Catalog) -> Mapping[str, Case]:
    steps = _grouped(catalog.rows("case_steps"), "case_id")
    choices = _grouped(catalog.rows("case_choices"), "step_id")
    return MappingProxyType(
        {row["id"]: _case(row, steps.get(row["id"], []), choices, catalog) for row in catalog.rows("cases")}
    )


def _grouped(rows: Any, column: str) -> dict[str, list[_Row]]:
    found: dict[str, list[_Row]] = {}
    for row in sorted(rows, key=lambda one: int(one["order"])):
        found.setdefault(row[column], []).append(row)
    return found


def _case(row: _Row, steps: list[_Row], choices: dict[str, list[_Row]], catalog: Catalog) -> Case:
    patient = Patient(
        age_years=row["age"],
        pregnancy=row["pregnancy"],
        conditions=_listed(row["conditions"]),
        situations=_listed(row["situations"]),
        catalog=catalog,
    )
    others = [one["id"] for one in catalog.rows("guidelines") if one["id"] != row["guideline"]]
    tables = {
        name: appropriate_options(
            int(row["acne_type"]), name, patient, row["region"], catalog=catalog
        ).to_dict("index")
        for name in (row["guideline"], *others)
    }
    return Case(
        id=row["id"],
        title=row["title"],
        story=row["story"],
        wish=row["wish"],
        acne_type=int(row["acne_type"]),
        guideline=row["guideline"],
        region=row["region"],
        patient=patient,
        steps=tuple(
            _step(one, choices.get(one["id"], []), int(row["acne_type"]), tables, catalog) for one in steps
        ),
    )


def _listed(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split(";") if part.strip())


def _step(row: _Row, choices: list[_Row], acne_type: int, tables: _Tables, catalog: Catalog) -> Step:
    kind, option = row["kind"], row["option_id"] or ""
    if kind not in STEP_KINDS:
        raise unknown(f"case_steps {row['id']}, kind", kind, STEP_KINDS)
    reasons = ""
    if kind == "grade":
        told = _types(row["id"], acne_type, catalog)
    elif kind == "choose":
        told = tuple(_treatment(one, tables, catalog) for one in choices)
    elif kind == "justify":
        decided = next(iter(tables.values()))[option]
        told = tuple(_reason(one, decided["rows"]) for one in choices)
        reasons = decided["reasons"]
    else:
        told = tuple(_handling(one) for one in choices)
    return Step(
        id=row["id"],
        kind=kind,
        text=row["text"],
        explanation=row["explanation"] or "",
        choices=told,
        option=option,
        reasons=reasons,
    )


def _types(step_id: str, acne_type: int, catalog: Catalog) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            id=f"{step_id}-{row['id']}",
            text=f"Type {row['id']}: {row['name'].lower()}",
            acceptable=int(row["id"]) == acne_type,
            heading="Yes" if int(row["id"]) == acne_type else "Not this type",
            feedback=f"Type {row['id']}: {row['seen'][0].lower()}{row['seen'][1:]} [{row['row_id']}].",
        )
        for row in catalog.rows("acne_types")
    )


def _treatment(row: _Row, tables: _Tables, catalog: Catalog) -> Choice:
    names = {one["id"]: one["name"] for one in catalog.rows("guidelines")}
    (own, table), *others = tables.items()
    if row["option_id"] not in table:
        raise unknown(f"case_choices {row['id']}, option_id", row["option_id"], table)
    found = table[row["option_id"]]
    acceptable = found["verdict"] in _PROPOSED
    word = _WORDS[found["verdict"]]
    if acceptable and any(catalog.row(one)[1].get("only_with") for one in found["rows"]):
        word += ", only with a partner"
    feedback = found["reasons"]
    if found["would_be"] != found["verdict"]:
        feedback += f" With nothing known about the person it would be {_WORDS[found['would_be']]}."
    said = [f"{names[name]}: {_said(other[row['option_id']])}" for name, other in others]
    return Choice(
        id=row["id"],
        text=row["text"] or found["name"],
        acceptable=acceptable,
        heading=f"{'Acceptable' if acceptable else 'Not here'}: {word} ({names[own]})",
        feedback=feedback,
        elsewhere=f"For the same person elsewhere: {'; '.join(said)}.",
        option=row["option_id"],
        verdict=found["verdict"],
    )


def _said(found: Any) -> str:
    return _WORDS[found["verdict"]] + ("" if found["checked"] else f" ({NOT_CHECKED})")


def _reason(row: _Row, decided: tuple[str, ...]) -> Choice:
    acceptable = row["row_id"] in decided
    said = f"This is what decided [{row['row_id']}]." if acceptable else ""
    return Choice(
        id=row["id"],
        text=row["text"],
        acceptable=acceptable,
        heading="It decided" if acceptable else "It did not decide",
        feedback=" ".join(part for part in (said, row["feedback"] or "") if part),
    )


def _handling(row: _Row) -> Choice:
    return Choice(
        id=row["id"],
        text=row["text"],
        acceptable=bool(row["acceptable"]),
        heading="Acceptable" if row["acceptable"] else "Not this one",
        feedback=row["feedback"],
    )
