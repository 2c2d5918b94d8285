"""Tiny made-up tables: a test says in a few rows what it is about, and nothing else can decide."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Any

import pandas as pd

from retinoid_teach.clinic import Patient, appropriate_options

GUIDELINES = {"home_uk": "UK", "home_us": "US", "home_three": "UK;EU;US"}
REGIONS = ("UK", "EU", "US", "CA", "AU", "NZ")
STATUSES = (
    "not_stated",
    "not_possible",
    "possible_with_contraception",
    "possible_without_contraception",
    "planning",
    "pregnant",
    "breastfeeding",
)
IMPLIES = {"course_beyond_6_months": "course_beyond_3_months"}
_numbers = count(1)


class Tables:
    """As much of a catalog as a decision reads: `rows(name)`."""

    def __init__(self, *rows: dict[str, Any]) -> None:
        self._tables: dict[str, list[dict[str, Any]]] = {
            "options": [],
            "guideline_recommendations": [],
            "safety_rules": [],
            "contradictions": [],
            "guidelines": [
                {"id": name, "name": name, "home_regions": home, "crosswalk_scheme": None}
                for name, home in GUIDELINES.items()
            ],
            "regions": [{"id": name, "kind": "choosable"} for name in REGIONS]
            + [{"id": name, "kind": name} for name in ("any", "other")],
            "pregnancy_statuses": [{"id": name} for name in STATUSES],
            "acne_types": [{"id": str(number)} for number in (1, 2, 3, 4)],
        }
        for row in rows:
            table = row["table"]
            self._tables[table].append({name: cell for name, cell in row.items() if name != "table"})
        named = {row["id"] for row in self._tables["options"]}
        for mentioned in self._mentioned():
            if mentioned not in named:
                named.add(mentioned)
                self._tables["options"].append(without_table(option(mentioned)))
        self._tables["conditions"] = [
            {"id": name, "kind": kind, "implies": IMPLIES.get(name)}
            for kind, name in dict.fromkeys(
                (row["condition_kind"], row["condition_id"])
                for row in self._tables["safety_rules"]
                if row["condition_kind"] not in ("pregnancy", "age_below")
            )
        ]
        said = [row["situation"] for row in self._tables["guideline_recommendations"]]
        self._tables["situations"] = [
            {"id": name} for name in dict.fromkeys(["maintenance", "female", *said])
        ]

    def rows(self, name: str) -> tuple[dict[str, Any], ...]:
        return tuple(self._tables[name])

    def names(self) -> tuple[str, ...]:
        return tuple(self._tables)

    def _mentioned(self) -> list[str]:
        return [row["option_id"] for row in self._tables["guideline_recommendations"]]


def without_table(row: dict[str, Any]) -> dict[str, Any]:
    return {name: cell for name, cell in row.items() if name != "table"}


def option(name: str, classes: str | None = None, parts: str | None = None) -> dict[str, Any]:
    """A row of `options`."""
    return {
        "table": "options",
        "id": name,
        "name": name.capitalize(),
        "classes": classes,
        "parts": parts,
        "ingredient_routes": f"{name}:topical",
    }


def says(
    option_id: str,
    line: str,
    *,
    situation: str = "initial",
    only_with: str | None = None,
    basis: str = "read",
    acne_type: str = "1;2;3;4",
    guideline: str = "home_uk",
    row: str | None = None,
    strength: str | None = "offer",
) -> dict[str, Any]:
    """A row of `guideline_recommendations`."""
    return {
        "table": "guideline_recommendations",
        "id": row or f"REC{next(_numbers)}",
        "option_id": option_id,
        "guideline_id": guideline,
        "line": line,
        "situation": situation,
        "only_with": only_with,
        "basis": basis,
        "acne_type": acne_type,
        "strength": strength,
        "statement": f"{option_id} is {line}",
    }


def rule(
    applies_to: str,
    kind: str,
    condition_id: str,
    effect: str,
    *,
    regions: str = "UK",
    jurisdiction: str | None = None,
    decides: bool = True,
    basis: str = "read",
    row: str | None = None,
) -> dict[str, Any]:
    """A row of `safety_rules`."""
    return {
        "table": "safety_rules",
        "id": row or f"RULE{next(_numbers):04}",
        "applies_to": applies_to,
        "condition": condition_id.replace("_", " "),
        "condition_kind": kind,
        "condition_id": condition_id,
        "effect": effect,
        "reason": f"reason to {effect}",
        "jurisdiction": jurisdiction or regions,
        "regions": regions,
        "decides": decides,
        "why_not": None if decides else "for the test",
        "basis": basis,
    }


def decided(
    *rows: dict[str, Any],
    acne_type: int = 2,
    guideline: str = "home_uk",
    region: str | None = None,
    age_years: float | None = None,
    pregnancy: str = "not_stated",
    conditions: Sequence[str] = (),
    situations: Sequence[str] = (),
) -> pd.DataFrame:
    """What `appropriate_options` answers from these rows alone."""
    tables: Any = Tables(*rows)
    person = Patient(age_years, pregnancy, tuple(conditions), tuple(situations), catalog=tables)
    return appropriate_options(acne_type, guideline, person, region, catalog=tables)
