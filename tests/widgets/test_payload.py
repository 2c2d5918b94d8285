"""What the page is sent: every id resolves, nothing twice, and enough for the page to answer alone."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest

from retinoid_teach.clinic.patient import Patient
from retinoid_teach.clinic.question import ask
from retinoid_teach.clinic.verdict import clinic
from retinoid_teach.evidence import shipped
from retinoid_teach.widgets._explorer.payload import explorer_payload

PAYLOAD = explorer_payload()
TABLES = {name: value for name, value in PAYLOAD.items() if isinstance(value, dict) and "rows" in value}


def column(table: str, name: str) -> list[Any]:
    at = TABLES[table]["columns"].index(name)
    return [row[at] for row in TABLES[table]["rows"]]


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_row_has_a_cell_for_every_column(name: str) -> None:
    assert {len(row) for row in TABLES[name]["rows"]} == {len(TABLES[name]["columns"])}


@pytest.mark.parametrize("name", sorted(name for name in TABLES if "source" in TABLES[name]["columns"]))
def test_every_source_that_is_cited_is_sent(name: str) -> None:
    assert set(column(name, "source")) <= set(column("sources", "id"))


@pytest.mark.parametrize("name", ["effects", "monitoring", "interactions", "pregnancy"])
def test_every_id_an_option_leads_to_is_sent_and_none_besides(name: str) -> None:
    led_to = {row for ids in column("options", name) for row in ids}
    assert led_to == set(column(name, "id"))


def test_every_rule_and_recommendation_is_sent() -> None:
    data = shipped()
    assert column("rules", "id") == [row["id"] for row in data.rows("safety_rules")]
    assert column("recommendations", "id") == [row["id"] for row in data.rows("guideline_recommendations")]


def test_every_entry_of_the_limits_names_rules_that_are_sent() -> None:
    entries = PAYLOAD["limits"]["entries"]
    assert {rule for entry in entries for rule in entry[1:]} <= set(column("rules", "id"))
    used = {
        at
        for facts in PAYLOAD["limits"]["cells"].values()
        for cell in facts.values()
        for row in cell
        for at in row
    }
    assert used | {0} == set(range(len(entries)))


def test_the_limits_say_for_each_region_what_python_says() -> None:
    desk = clinic()
    regions = [tuple(name.split(";")) for name in PAYLOAD["limits"]["regions"]]
    for option, facts in PAYLOAD["limits"]["cells"].items():
        for fact, cell in facts.items():
            for at, region in enumerate(regions):
                rules = [limit.rule.id for limit in desk.restrictions.own(option, fact, region).limits]
                assert PAYLOAD["limits"]["entries"][cell[0][at]][1:] == rules, (option, fact, region)


def test_every_fact_that_can_limit_a_person_has_its_cell() -> None:
    desk = clinic()
    for condition in desk.rows.conditions:
        for decision in desk.decide(ask(2, "aad_2024", Patient(conditions=(condition,)), "AU", desk.rows)):
            for limit in decision.limits:
                assert limit.fact in PAYLOAD["limits"]["cells"][limit.via or decision.option]


def test_no_long_text_is_sent_twice_in_one_table() -> None:
    for name in ("rules", "recommendations", "options"):
        texts = Counter(json.dumps(row) for row in TABLES[name]["rows"])
        assert max(texts.values()) == 1


def test_every_guideline_and_type_has_its_place_in_the_crosswalk() -> None:
    assert {guideline: set(cells) for guideline, cells in PAYLOAD["crosswalk"].items()} == {
        guideline: {"1", "2", "3", "4"} for guideline in column("guidelines", "id")
    }


def test_what_a_guideline_calls_a_type_leads_to_its_source() -> None:
    known = set(column("sources", "id"))
    rows = {row["id"]: row for row in shipped().rows("grade_crosswalk")}
    cells = [cell for types in PAYLOAD["crosswalk"].values() for cell in types.values()]
    assert [cell["source"] for cell in cells] == [rows[cell["id"]]["source_id"] for cell in cells]
    assert {cell["source"] for cell in cells} <= known
    assert {rows[cell["id"]]["basis"] for cell in cells} == {"read"}


def test_it_is_plain_json() -> None:
    assert json.loads(json.dumps(PAYLOAD, allow_nan=False)).keys() == PAYLOAD.keys()
