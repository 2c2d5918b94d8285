"""The decisions equal those of a second, plain implementation, on the shipped rows and on made-up ones."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from retinoid_teach.clinic import Patient, appropriate_options
from retinoid_teach.clinic.question import ask
from retinoid_teach.clinic.verdict import clinic
from retinoid_teach.evidence import shipped

from .oracle import VERDICTS, Answer, Oracle, State
from .synthetic import GUIDELINES, REGIONS, STATUSES, Tables, option, rule, says

SHIPPED = shipped()
DESK = clinic(SHIPPED)
ROWS = DESK.rows
ORACLE = Oracle.of(SHIPPED)
AGES = (None, 7, 8, 10, 14, 17, 30)


class Difference(NamedTuple):
    state: State
    option: str
    oracle: Answer
    code: Answer


def code_says(state: State, catalog: Any = None) -> dict[str, Answer] | None:
    """What `retinoid_teach.clinic` decides; None for a person who contradicts himself or herself."""
    desk = DESK if catalog is None else clinic(catalog)
    try:
        person = Patient(
            state.age_years, state.pregnancy, state.conditions, state.situations, catalog=catalog
        )
    except ValueError as error:
        if "contradicts" in str(error):
            return None
        raise
    decisions = desk.decide(ask(state.acne_type, state.guideline, person, state.region, desk.rows))
    return {
        one.option: Answer(one.verdict, one.would_be, one.with_conditions, one.checked) for one in decisions
    }


def differences(
    states: list[State], oracle: Oracle = ORACLE, catalog: Any = None
) -> tuple[int, list[Difference]]:
    """How many states could be compared, and where the two differ."""
    compared, found = 0, []
    for state in states:
        code = code_says(state, catalog)
        if code is None:
            continue
        compared += 1
        plain = oracle.decide(state)
        assert plain.keys() == code.keys()
        found += [Difference(state, one, plain[one], code[one]) for one in plain if plain[one] != code[one]]
    return compared, found


def base_states(guideline: str) -> Iterator[State]:
    """Every type, region, age band and pregnancy status under one guideline."""
    for acne_type in ROWS.acne_types:
        for region in (None, *ROWS.regions):
            for age in AGES:
                for status in ROWS.pregnancy_statuses:
                    yield State(acne_type, guideline, age, status, region=region)


def one_thing_more(state: State, draw: random.Random) -> State:
    """The same person with one condition or situation."""
    said = draw.choice([*ROWS.conditions, *ROWS.situations])
    if said in ROWS.conditions:
        return state._replace(conditions=(said,))
    return state._replace(situations=(said,))


def anybody(draw: random.Random, guideline: str) -> State:
    return State(
        acne_type=draw.choice(ROWS.acne_types),
        guideline=guideline,
        age_years=draw.choice([None, *range(41), 11.5]),
        pregnancy=draw.choice(ROWS.pregnancy_statuses),
        conditions=tuple(draw.sample(ROWS.conditions, draw.randint(0, 6))),
        situations=tuple(draw.sample(ROWS.situations, draw.randint(0, 4))),
        region=draw.choice([None, *ROWS.regions]),
    )


@pytest.mark.parametrize("guideline", ROWS.guidelines)
class TestOnTheShippedRows:
    def test_people_of_whom_at_most_age_and_pregnancy_are_stated(self, guideline: str) -> None:
        draw = random.Random(f"base {guideline}")
        compared, found = differences(draw.sample(list(base_states(guideline)), 200))
        assert found == []
        assert compared == 200

    def test_each_single_condition_and_each_single_situation(self, guideline: str) -> None:
        draw = random.Random(f"single {guideline}")
        everything = list(base_states(guideline))
        states = [one_thing_more(draw.choice(everything), draw) for _ in range(200)]
        singles = [State(3, guideline, conditions=(name,)) for name in ROWS.conditions]
        singles += [State(3, guideline, situations=(name,)) for name in ROWS.situations]
        compared, found = differences(states + singles)
        assert found == []
        assert compared > 180 + len(singles)

    def test_many_facts_at_once(self, guideline: str) -> None:
        draw = random.Random(f"many {guideline}")
        compared, found = differences([anybody(draw, guideline) for _ in range(250)])
        assert found == []
        assert compared > 150


def test_the_public_table_says_what_the_decisions_say() -> None:
    draw = random.Random("public table")
    for guideline in list(ROWS.guidelines) * 5:
        state = anybody(draw, guideline)._replace(situations=())
        if "male" in state.conditions or "smoker_aged_35_and_over" in state.conditions:
            state = state._replace(conditions=())
        person = Patient(state.age_years, state.pregnancy, state.conditions)
        table = appropriate_options(state.acne_type, guideline, person, state.region)
        columns = table[["verdict", "would_be", "with_conditions", "checked"]]
        shown = {str(one): Answer(*cells) for one, *cells in columns.itertuples(name=None)}
        assert shown == ORACLE.decide(state)


def test_the_comparison_meets_every_verdict_and_both_marks() -> None:
    """A comparison of states in which nothing happens would prove nothing."""
    draw = random.Random("coverage")
    answers = [
        answer
        for guideline in ROWS.guidelines
        for _ in range(40)
        for answer in ORACLE.decide(anybody(draw, guideline)).values()
    ]
    assert {one.verdict for one in answers} == set(VERDICTS)
    assert {one.would_be for one in answers} == set(VERDICTS) - {"contraindicated"}
    assert {one.with_conditions for one in answers} == {True, False}
    assert {one.checked for one in answers} == {True, False}
    assert {True, False} == {one.verdict == one.would_be for one in answers}


def test_three_home_regions_together_are_as_strict_as_the_strictest_of_them() -> None:
    """Global Alliance: "the strictest of UK, EU and US", read either way, gives the same verdicts here."""
    draw = random.Random("three homes")
    for _ in range(50):
        state = anybody(draw, "global_alliance_2018")._replace(region=None)
        together = ORACLE.decide(state)
        apart = [ORACLE.decide(state._replace(region=region)) for region in ("UK", "EU", "US")]
        for one, answer in together.items():
            strictest = max((each[one].verdict for each in apart), key=VERDICTS.index)
            assert answer.verdict == strictest, (state, one)


def test_no_partner_that_a_guideline_avoids_is_ever_the_last_one_left() -> None:
    """So it makes no difference whether a partner is judged by the person's rules or by its whole verdict."""
    rows = SHIPPED.rows("guideline_recommendations")
    avoided = {(row["guideline_id"], row["option_id"]) for row in rows if row["line"] == "avoid"}
    banned = {
        row["applies_to"]
        for row in SHIPPED.rows("safety_rules")
        if row["effect"] in ("avoid", "contraindicated") and row["condition_kind"] != "always"
    }
    for row in rows:
        partners = (row["only_with"] or "").split("|")
        if any((row["guideline_id"], partner) in avoided for partner in partners):
            assert any(ROWS.options[partner].names.isdisjoint(banned) for partner in partners), row["id"]


class TestOnMadeUpRows:
    """Small random tables reach what today's rows do not: other parts, partners and silences."""

    OPTIONS = ("gel", "cream", "wash", "pill")
    CLASSES = ("retinoid", "antibiotic")
    EFFECTS = ("contraindicated", "avoid", "caution", "monitor", "allowed_with_conditions")
    FACTS = (
        *(("pregnancy", status) for status in ("pregnant", "pregnant", "planning", "breastfeeding")),
        *(("age_below", limit) for limit in ("9", "12", "18")),
        ("patient", "asthma"),
        ("co_treatment", "on_a_pill"),
        ("course", "beyond_6_months"),
        ("always", "sun"),
        ("itself", "alone"),
    )

    def tables(self, draw: random.Random) -> Tables:
        rows = [
            option(name, classes=";".join(draw.sample(self.CLASSES, draw.randint(0, 2))))
            for name in self.OPTIONS
        ]
        rows.append(option("both", classes=draw.choice([None, *self.CLASSES]), parts="gel;cream|pill"))
        rows.append(option("all", parts=draw.choice(["both;wash", "wash|pill", "gel|cream;wash|pill"])))
        names = [row["id"] for row in rows]
        rows += [self.recommendation(draw, names) for _ in range(12)]
        rows += [self.rule(draw, names) for _ in range(18)]
        return Tables(*rows)

    @staticmethod
    def recommendation(draw: random.Random, names: list[str]) -> dict[str, Any]:
        partners = draw.choice([None, None, "|".join(draw.sample(names, draw.randint(1, 2)))])
        return says(
            draw.choice(names),
            draw.choice(["first", "first", "alternative", "maintenance", "not_mentioned", "avoid"]),
            situation=draw.choice(["initial", "initial", "within_combination", "maintenance", "female"]),
            only_with=partners,
            basis=draw.choice(["read", "read", "unread", "computed"]),
            acne_type=draw.choice(["1;2;3;4", "2", "3;4"]),
            guideline=draw.choice(list(GUIDELINES)),
        )

    def rule(self, draw: random.Random, names: list[str]) -> dict[str, Any]:
        return rule(
            draw.choice([*names, *self.CLASSES]),
            *draw.choice(self.FACTS),
            draw.choice(self.EFFECTS),
            regions=draw.choice(["UK", "EU", "US", "UK;EU", "any", "other", "UK;other", "CA"]),
            decides=draw.random() > 0.15,
            basis=draw.choice(["read", "read", "read", "unread"]),
        )

    @staticmethod
    def state(draw: random.Random, tables: Tables) -> State:
        kinds = ("patient", "co_treatment", "course")
        ticked = [row["id"] for row in tables.rows("conditions") if row["kind"] in kinds]
        return State(
            acne_type=draw.choice([2, 3]),
            guideline=draw.choice(list(GUIDELINES)),
            age_years=draw.choice([None, 8, 9, 11, 17, 30]),
            pregnancy=draw.choice(STATUSES),
            conditions=tuple(one for one in ticked if draw.random() < 0.6),
            situations=tuple(one for one in ("maintenance", "female") if draw.random() < 0.3),
            region=draw.choice([None, *REGIONS]),
        )

    @pytest.mark.parametrize("seed", range(8))
    def test_the_two_agree(self, seed: int) -> None:
        draw = random.Random(seed)
        for _ in range(30):
            tables = self.tables(draw)
            states = [self.state(draw, tables) for _ in range(6)]
            compared, found = differences(states, Oracle.of(tables), tables)
            assert found == [], [row for name in tables.names() for row in tables.rows(name)]
            assert compared == len(states)
