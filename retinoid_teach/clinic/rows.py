"""The clinical rows as small frozen records: what a decision reads, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.arguments import the_catalog

LEVELS = {"allowed_with_conditions": 1, "monitor": 1, "caution": 1, "avoid": 2, "contraindicated": 3}
"""How much an effect restricts: 1 verdict stays with conditions, 2 avoid, 3 contraindicated."""

LEARNER_FACTS = ("patient", "co_treatment", "course")
"""The kinds of condition that a learner can tick."""

ALWAYS_ACTIVE = ("initial", "within_combination")
"""The situations that hold without being said."""

YOUNGER = "age<"
"""Before a number of years: the statement that a person is younger."""

Contradiction = tuple[str, str, str]
"""Two statements that cannot both be true of one person, as ``condition:male`` or ``age<35``, and why."""


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One row of `safety_rules`."""

    id: str
    applies_to: str
    kind: str
    condition_id: str
    effect: str
    level: int
    reason: str
    condition: str
    jurisdiction: str
    regions: frozenset[str]
    decides: bool
    why_not: str
    unread: bool


@dataclass(frozen=True, slots=True, eq=False)
class Recommendation:
    """One row of `guideline_recommendations`."""

    id: str
    guideline: str
    acne_types: frozenset[int]
    option: str
    line: str
    situation: str
    strength: str
    statement: str
    only_with: tuple[str, ...]
    unread: bool


@dataclass(frozen=True, slots=True)
class Option:
    """One row of `options`: its classes, and its parts (of each part, the alternatives)."""

    id: str
    name: str
    names: frozenset[str]
    parts: tuple[tuple[str, ...], ...]
    ingredient_routes: tuple[tuple[tuple[str, str], ...], ...]


@dataclass(frozen=True, slots=True, eq=False)
class ClinicRows:
    """Everything that a decision reads, from one catalog."""

    options: Mapping[str, Option]
    rules: tuple[Rule, ...]
    recommendations: tuple[Recommendation, ...]
    guidelines: Mapping[str, tuple[str, ...]]
    guideline_names: Mapping[str, str]
    crosswalk_schemes: Mapping[str, str]
    regions: tuple[str, ...]
    pregnancy_statuses: tuple[str, ...]
    conditions: tuple[str, ...]
    implied: Mapping[str, tuple[str, ...]]
    situations: tuple[str, ...]
    contradictions: tuple[Contradiction, ...]
    acne_types: tuple[int, ...]


def clinic_rows(catalog: Catalog | None = None) -> ClinicRows:
    """The clinical rows of `catalog` (the shipped data if None), read once.

    Examples
    --------
    >>> clinic_rows().guidelines["nice_ng198"]
    ('UK',)
    """
    return _read(the_catalog(catalog))


@lru_cache(maxsize=8)
def _read(catalog: Catalog) -> ClinicRows:
    guidelines = catalog.rows("guidelines")
    return ClinicRows(
        options={row["id"]: _option(row) for row in catalog.rows("options")},
        rules=tuple(_rule(row) for row in catalog.rows("safety_rules")),
        recommendations=tuple(_recommendation(row) for row in catalog.rows("guideline_recommendations")),
        guidelines={row["id"]: split(row["home_regions"]) for row in guidelines},
        guideline_names={row["id"]: row["name"] for row in guidelines},
        crosswalk_schemes={r["id"]: r["crosswalk_scheme"] for r in guidelines if r["crosswalk_scheme"]},
        regions=tuple(row["id"] for row in catalog.rows("regions") if row["kind"] == "choosable"),
        pregnancy_statuses=tuple(row["id"] for row in catalog.rows("pregnancy_statuses")),
        conditions=tuple(row["id"] for row in catalog.rows("conditions") if row["kind"] in LEARNER_FACTS),
        implied={row["id"]: split(row["implies"]) for row in catalog.rows("conditions") if row["implies"]},
        situations=tuple(r["id"] for r in catalog.rows("situations") if r["id"] not in ALWAYS_ACTIVE),
        contradictions=tuple(map(_contradiction, catalog.rows("contradictions"))),
        acne_types=tuple(int(row["id"]) for row in catalog.rows("acne_types")),
    )


def split(text: str | None, separator: str = ";") -> tuple[str, ...]:
    """The parts of a list cell; a blank cell is empty.

    Examples
    --------
    >>> split("UK; EU"), split(None)
    (('UK', 'EU'), ())
    """
    return tuple(part.strip() for part in (text or "").split(separator) if part.strip())


def _option(row: Mapping[str, Any]) -> Option:
    routes = tuple(
        tuple((pair.rpartition(":")[0], pair.rpartition(":")[2]) for pair in split(group, "|"))
        for group in split(row["ingredient_routes"])
    )
    return Option(
        id=row["id"],
        name=row["name"],
        names=frozenset({row["id"], *split(row["classes"])}),
        parts=tuple(split(group, "|") for group in split(row["parts"])),
        ingredient_routes=routes,
    )


def _contradiction(row: Mapping[str, Any]) -> Contradiction:
    kind, other = row["other_kind"], row["other_id"]
    second = f"{YOUNGER}{other}" if kind == "age_below" else f"{kind}:{other}"
    return f"condition:{row['condition_id']}", second, row["reason"]


def _rule(row: Mapping[str, Any]) -> Rule:
    return Rule(
        id=row["id"],
        applies_to=row["applies_to"],
        kind=row["condition_kind"],
        condition_id=str(row["condition_id"]),
        effect=row["effect"],
        level=LEVELS[row["effect"]],
        reason=row["reason"],
        condition=row["condition"],
        jurisdiction=row["jurisdiction"],
        regions=frozenset(split(row["regions"])),
        decides=bool(row["decides"]),
        why_not=row["why_not"] or "",
        unread=row["basis"] == "unread",
    )


def _recommendation(row: Mapping[str, Any]) -> Recommendation:
    return Recommendation(
        id=row["id"],
        guideline=row["guideline_id"],
        acne_types=frozenset(int(number) for number in split(row["acne_type"])),
        option=row["option_id"],
        line={"first": "first_line"}.get(row["line"], row["line"]),
        situation=row["situation"],
        strength=row["strength"] or "",
        statement=row["statement"],
        only_with=split(row["only_with"], "|"),
        unread=row["basis"] == "unread",
    )
