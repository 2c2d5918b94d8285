"""Everything the page needs to answer alone: worked out once, each text sent once, ids elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from retinoid_teach.clinic.joins import ingredients, interacts
from retinoid_teach.clinic.patient import OLDEST
from retinoid_teach.clinic.restrictions import AGE, ITSELF, Region, Restriction
from retinoid_teach.clinic.rows import LEARNER_FACTS, ClinicRows, split
from retinoid_teach.clinic.verdict import Clinic, clinic, fact_of
from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.arguments import the_catalog

Table = dict[str, list[Any]]

NOTICE = "For teaching. No substitute for current local guidance."


def explorer_payload(catalog: Catalog | None = None) -> dict[str, Any]:
    """The data of the explorer, ready for JSON.

    Tables are `{"columns": [...], "rows": [[...]]}` so that no column name is sent twice; `limits` holds, for
    every option, fact and region, which rules speak (an index into `entries`), with all rows and, where that
    differs, with the rows that were read.

    Examples
    --------
    >>> sorted(explorer_payload())[:3]
    ['acne_types', 'advice', 'conditions']
    """
    return _payload(the_catalog(catalog))


@lru_cache(maxsize=2)
def _payload(catalog: Catalog) -> dict[str, Any]:
    desk = clinic(catalog)
    about = {option: _about(option, catalog, desk.rows) for option in desk.rows.options}
    payload: dict[str, Any] = {
        "date": catalog.date,
        "notice": NOTICE,
        **_choices(catalog, desk.rows),
        "crosswalk": _crosswalk(catalog, desk.rows),
        "options": _options(catalog, desk.rows, about),
        "recommendations": _recommendations(catalog, desk.rows),
        "rules": _rules(catalog, desk.rows),
        "limits": _limits(desk),
        "advice": _by_option(desk, lambda rule: rule.kind == "always" and rule.decides),
        "context": _by_option(desk, lambda rule: not rule.decides and rule.kind not in ("always", "itself")),
        **_facts_about_ingredients(catalog, about),
    }
    payload["sources"] = _sources(catalog, payload)
    return payload


def _pick(
    rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str], **more: Callable[[Any], Any]
) -> Table:
    kept = [
        [row.get(column) for column in columns.values()] + [value(row) for value in more.values()]
        for row in rows
    ]
    return {"columns": [*columns, *more], "rows": kept}


def _same(*names: str) -> dict[str, str]:
    return {name: name for name in names}


def _unread(row: Mapping[str, Any]) -> int:
    return int(row["basis"] == "unread")


def _choices(catalog: Catalog, rows: ClinicRows) -> dict[str, Any]:
    def kept(name: str, ids: Sequence[str]) -> list[Mapping[str, Any]]:
        return [row for row in catalog.rows(name) if row["id"] in ids]

    conditions = [
        row
        for row in catalog.rows("conditions")
        if row["kind"] in LEARNER_FACTS and row["id"] in rows.conditions
    ]
    return {
        "acne_types": _pick(
            catalog.rows("acne_types"), {"name": "name", "seen": "seen"}, id=lambda row: int(row["id"])
        ),
        "guidelines": _pick(
            catalog.rows("guidelines"),
            _same("id", "name", "sorted_by_severity", "note"),
            home=lambda row: list(split(row["home_regions"])),
        ),
        "regions": _pick(kept("regions", rows.regions), _same("id", "name")),
        "pregnancy_statuses": _pick(catalog.rows("pregnancy_statuses"), _same("id", "label")),
        "conditions": _pick(conditions, _same("id", "label", "kind", "common")),
        "situations": _pick(kept("situations", rows.situations), _same("id", "label", "common")),
        "contradictions": [list(pair) for pair in rows.contradictions],
        "oldest": OLDEST,
    }


def _crosswalk(catalog: Catalog, rows: ClinicRows) -> dict[str, dict[str, Any]]:
    columns = {"category": "nearest_category", "source": "source_id"} | _same("id", "closeness", "reason")
    return {
        guideline: {
            str(row["acne_type"]): {name: row[column] for name, column in columns.items()}
            for row in catalog.rows("grade_crosswalk")
            if row["scheme_id"] == scheme
        }
        for guideline, scheme in rows.crosswalk_schemes.items()
    }


def _about(option: str, catalog: Catalog, rows: ClinicRows) -> dict[str, list[str]]:
    """The ids of what is known of an option's ingredients, and those of which nothing was collected."""
    pairs = ingredients(option, rows)

    def ids(name: str) -> list[str]:
        return [row["id"] for row in catalog.rows(name) if (row["ingredient"], row["route"]) in pairs]

    collected = {(row["ingredient"], row["route"]) for row in catalog.rows("adverse_events")}
    acting = [
        row["id"]
        for row in catalog.rows("interactions")
        if any(interacts(row, ingredient, route, rows) for ingredient, route in pairs)
    ]
    return {
        "effects": ids("adverse_events"),
        "monitoring": ids("monitoring"),
        "interactions": acting,
        "pregnancy": ids("pregnancy_rules"),
        "uncollected": [ingredient for ingredient, route in pairs if (ingredient, route) not in collected],
    }


def _options(catalog: Catalog, rows: ClinicRows, about: Mapping[str, Mapping[str, list[str]]]) -> Table:
    columns = {
        **_same("id", "name", "form", "strengths", "frequency"),
        "course": "course_note",
        "onset": "time_to_effect",
        "age_note": "min_age_note",
        "market_note": "licensed_markets_note",
        "source": "source_id",
        "locator": "locator",
    }

    def linked(name: str) -> Callable[[Any], list[str]]:
        return lambda row: about[row["id"]][name]

    return _pick(
        catalog.rows("options"),
        columns,
        unread=_unread,
        parts=lambda row: [list(group) for group in rows.options[row["id"]].parts],
        **{name: linked(name) for name in next(iter(about.values()), {})},
    )


def _recommendations(catalog: Catalog, rows: ClinicRows) -> Table:
    known = {row.id: row for row in rows.recommendations}
    return _pick(
        catalog.rows("guideline_recommendations"),
        {"id": "id", "option": "option_id", "guideline": "guideline_id", "situation": "situation"}
        | {"strength": "strength", "statement": "statement", "source": "source_id", "locator": "locator"},
        types=lambda row: sorted(known[row["id"]].acne_types),
        line=lambda row: known[row["id"]].line,
        only_with=lambda row: list(known[row["id"]].only_with),
        unread=_unread,
    )


def _rules(catalog: Catalog, rows: ClinicRows) -> Table:
    known = {rule.id: rule for rule in rows.rules}
    return _pick(
        catalog.rows("safety_rules"),
        {
            **_same("id", "effect", "reason", "condition", "locator", "why_not"),
            "place": "jurisdiction",
            "source": "source_id",
        },
        fact=lambda row: fact_of(known[row["id"]]),
        regions=lambda row: list(split(row["regions"])),
        decides=lambda row: int(row["decides"]),
        unread=_unread,
    )


def _limits(desk: Clinic) -> dict[str, Any]:
    homes = dict.fromkeys(desk.rows.guidelines.values())
    regions: list[Region] = list(dict.fromkeys([*((region,) for region in desk.rows.regions), *homes]))
    entries: dict[tuple[Any, ...], int] = {(0,): 0}

    def entry(restriction: Restriction) -> int:
        limits = restriction.limits
        key = (int(bool(limits) and limits[0].borrowed), *(limit.rule.id for limit in limits))
        return entries.setdefault(key, len(entries))

    cells: dict[str, dict[str, list[list[int]]]] = {}
    for option in desk.rows.options:
        for fact in _facts(desk, option):
            every = [entry(desk.restrictions.own(option, fact, region)) for region in regions]
            read = [entry(desk.read_restrictions.own(option, fact, region)) for region in regions]
            if any(every):
                cells.setdefault(option, {})[fact] = [every] if read == every else [every, read]
    ages = dict(desk.age_facts())
    names = [";".join(region) for region in regions]
    return {"regions": names, "ages": ages, "entries": [list(key) for key in entries], "cells": cells}


def _facts(desk: Clinic, option: str) -> list[str]:
    kinds = ("pregnancy", "patient", "co_treatment", "course", "itself", "age_below")
    facts = {
        fact_of(rule): None
        for kind in kinds
        for rule in desk.restrictions.about(option, kind)
        if rule.decides
    }
    for condition, implied in desk.rows.implied.items():
        if any(f"condition:{one}" in facts for one in implied):
            facts[f"condition:{condition}"] = None
    if "pregnancy:pregnant" in facts:  # planning falls back on it
        facts["pregnancy:planning"] = None
    return sorted(facts, key=lambda fact: (fact != ITSELF, fact.startswith(AGE), fact))


def _by_option(desk: Clinic, keep: Callable[[Any], bool]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for option, row in desk.rows.options.items():
        names = [option, *(part for group in row.parts for part in group)]
        about = {name for one in names for name in desk.rows.options[one].names}
        ids = [rule.id for rule in desk.rows.rules if rule.applies_to in about and keep(rule)]
        if ids:
            found[option] = ids
    return found


def _facts_about_ingredients(
    catalog: Catalog, about: Mapping[str, Mapping[str, list[str]]]
) -> dict[str, Table]:
    def used(name: str, table: str) -> list[Mapping[str, Any]]:
        ids = {row for one in about.values() for row in one[name]}
        return [row for row in catalog.rows(table) if row["id"] in ids]

    source = {"source": "source_id", "locator": "locator"}
    place = {"place": "jurisdiction"}
    effects = {
        **_same("id", "ingredient", "route", "event", "seriousness", "kind"),
        "frequency": "frequency_category",
        "low": "percent_low",
        "high": "percent_high",
        "onset": "onset_note",
        "know": "what_the_learner_should_know",
        "manage": "management",
    }
    status = {"status": "category_or_status"}
    return {
        "effects": _pick(used("effects", "adverse_events"), effects | source, unread=_unread),
        "monitoring": _pick(
            used("monitoring", "monitoring"),
            _same("id", "ingredient", "route", "what", "when") | place | source,
            unread=_unread,
        ),
        "interactions": _pick(
            used("interactions", "interactions"),
            {
                "id": "id",
                "a": "ingredient_a",
                "b": "ingredient_b_or_class",
                "effect": "effect",
                "advice": "advice",
            }
            | source,
            unread=_unread,
        ),
        "pregnancy": _pick(
            used("pregnancy", "pregnancy_rules"),
            _same("id", "ingredient", "route", "rule", "programme") | place | status | source,
            unread=_unread,
        ),
    }


def _sources(catalog: Catalog, payload: Mapping[str, Any]) -> Table:
    tables = [
        table
        for table in payload.values()
        if isinstance(table, dict) and "source" in table.get("columns", ())
    ]
    cited = {row[table["columns"].index("source")] for table in tables for row in table["rows"]}
    cited |= {cell["source"] for types in payload["crosswalk"].values() for cell in types.values()}
    rows = [row for row in catalog.rows("sources") if row["id"] in cited]
    return _pick(rows, _same("id", "citation", "url"), unread=_unread)
