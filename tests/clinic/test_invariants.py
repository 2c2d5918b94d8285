"""What must hold for every person, every guideline and every region, whatever the rows say."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, note, reject, settings
from hypothesis import strategies as st

from retinoid_teach.clinic import Patient, appropriate_options
from retinoid_teach.clinic.question import ask
from retinoid_teach.clinic.verdict import Decision, clinic, fact_of
from retinoid_teach.evidence import shipped

from .oracle import VERDICTS, Oracle, State

DESK = clinic()
ROWS = DESK.rows
OPTIONS = ROWS.options
ORACLE = Oracle.of(shipped())
USABLE = {"first_line", "alternative", "maintenance"}
RECOMMENDATIONS = {row["id"]: row for row in shipped().rows("guideline_recommendations")}
RULES = {row["id"]: row for row in shipped().rows("safety_rules")}
ANYBODY = settings(deadline=None, derandomize=True, database=None, max_examples=120)
SOFT = {"caution", "monitor", "allowed_with_conditions"}
LINES = {"first": "first_line"}

acne_types = st.sampled_from(ROWS.acne_types)
guidelines = st.sampled_from(list(ROWS.guidelines))
regions = st.sampled_from([None, *ROWS.regions])
statuses = st.sampled_from(ROWS.pregnancy_statuses)
ages = st.none() | st.integers(0, 45) | st.floats(0, 120, allow_nan=False)


@st.composite
def patients(draw: st.DrawFn, pregnancy: st.SearchStrategy[str] = statuses) -> Patient:
    """Anybody who does not contradict himself or herself."""
    facts = {
        "age_years": draw(ages),
        "pregnancy": draw(pregnancy),
        "conditions": tuple(draw(st.lists(st.sampled_from(ROWS.conditions), max_size=5, unique=True))),
        "situations": tuple(draw(st.lists(st.sampled_from(ROWS.situations), max_size=4, unique=True))),
    }
    person = believable(**facts)
    return person if person else reject()


def believable(**facts: object) -> Patient | None:
    try:
        return Patient(**facts)  # type: ignore[arg-type]
    except ValueError as error:
        if "contradicts" not in str(error):
            raise
        return None


def decide(acne_type: int, guideline: str, patient: Patient, region: str | None) -> dict[str, Decision]:
    return {one.option: one for one in DESK.decide(ask(acne_type, guideline, patient, region, ROWS))}


def rank(verdict: str) -> int:
    return VERDICTS.index(verdict)


def those_with(*classes: str) -> list[str]:
    """The options that have all these classes."""
    found = [name for name, one in OPTIONS.items() if one.names >= set(classes)]
    assert found
    return found


RETINOIDS = sorted({*those_with("topical_retinoid"), *those_with("oral_retinoid")})


def test_the_retinoids_are_all_that_contain_one() -> None:
    """The first invariant would be empty for an option whose class was forgotten."""
    named = {row["id"] for row in shipped().rows("ingredients") if row["is_retinoid"]}
    containing = {
        name
        for name, one in OPTIONS.items()
        if any(ingredient in named for group in one.ingredient_routes for ingredient, _ in group)
    }
    assert containing == set(RETINOIDS)
    assert len(RETINOIDS) == 12


@ANYBODY
@given(acne_types, guidelines, patients(st.sampled_from(["pregnant", "planning"])), regions)
def test_pregnant_or_planning_no_retinoid_is_better_than_avoid(
    acne_type: int, guideline: str, patient: Patient, region: str | None
) -> None:
    decisions = decide(acne_type, guideline, patient, region)
    for name in RETINOIDS:
        assert rank(decisions[name].verdict) >= rank("avoid"), name


@pytest.mark.parametrize("region", [None, *ROWS.regions])
@pytest.mark.parametrize("guideline", ROWS.guidelines)
@pytest.mark.parametrize("status", ["pregnant", "planning"])
def test_pregnant_or_planning_no_retinoid_even_if_nothing_else_is_known(
    status: str, guideline: str, region: str | None
) -> None:
    for acne_type in ROWS.acne_types:
        decisions = decide(acne_type, guideline, Patient(pregnancy=status), region)
        assert {name for name in RETINOIDS if rank(decisions[name].verdict) < rank("avoid")} == set()


@ANYBODY
@given(acne_types, guidelines, patients(), regions)
def test_an_antibiotic_alone_is_never_better_than_avoid(
    acne_type: int, guideline: str, patient: Patient, region: str | None
) -> None:
    decisions = decide(acne_type, guideline, patient, region)
    for name in those_with("antibiotic_alone"):
        assert rank(decisions[name].verdict) >= rank("avoid"), name


@ANYBODY
@given(acne_types, guidelines, patients(), regions)
def test_a_topical_with_an_oral_antibiotic_is_never_better_than_avoid(
    acne_type: int, guideline: str, patient: Patient, region: str | None
) -> None:
    decisions = decide(acne_type, guideline, patient, region)
    for name in those_with("topical_antibiotic", "oral_antibiotic"):
        assert rank(decisions[name].verdict) >= rank("avoid"), name


def test_no_row_pairs_a_topical_with_an_oral_antibiotic() -> None:
    """Neither as the partner of a recommendation nor as the parts of a regimen."""
    kinds = {"topical_antibiotic", "oral_antibiotic"}
    for row in ROWS.recommendations:
        for partner in row.only_with:
            assert not kinds <= OPTIONS[row.option].names | OPTIONS[partner].names, row.id
    for name, one in OPTIONS.items():
        parts = [OPTIONS[part].names for group in one.parts for part in group]
        assert not kinds <= frozenset().union(*parts), name


@ANYBODY
@given(acne_types, guidelines, patients(), regions, st.sampled_from(ROWS.conditions))
def test_one_condition_more_never_improves_a_verdict(
    acne_type: int, guideline: str, patient: Patient, region: str | None, condition: str
) -> None:
    conditions = (*patient.conditions, condition)
    more = believable(
        age_years=patient.age_years,
        pregnancy=patient.pregnancy,
        conditions=conditions,
        situations=patient.situations,
    )
    if more is None:
        reject()
    before, after = (decide(acne_type, guideline, person, region) for person in (patient, more))
    for name in OPTIONS:
        assert rank(after[name].verdict) >= rank(before[name].verdict), name


@ANYBODY
@given(acne_types, guidelines, patients(st.just("not_stated")), regions, statuses)
def test_a_pregnancy_status_once_stated_never_improves_a_verdict(
    acne_type: int, guideline: str, patient: Patient, region: str | None, status: str
) -> None:
    stated = believable(
        age_years=patient.age_years,
        pregnancy=status,
        conditions=patient.conditions,
        situations=patient.situations,
    )
    if stated is None:
        reject()
    before, after = (decide(acne_type, guideline, person, region) for person in (patient, stated))
    for name in OPTIONS:
        assert rank(after[name].verdict) >= rank(before[name].verdict), name


@ANYBODY
@given(
    acne_types,
    guidelines,
    patients(),
    regions,
    st.floats(0, 34, allow_nan=False),
    st.floats(0, 34, allow_nan=False),
)
def test_to_be_younger_never_improves_a_verdict(
    acne_type: int, guideline: str, patient: Patient, region: str | None, one: float, other: float
) -> None:
    if "smoker_aged_35_and_over" in patient.conditions:
        reject()
    younger, older = (replace(patient, age_years=age, catalog=None) for age in sorted((one, other)))
    child, adult = (decide(acne_type, guideline, person, region) for person in (younger, older))
    for name in OPTIONS:
        assert rank(child[name].verdict) >= rank(adult[name].verdict), name


@ANYBODY
@given(acne_types, guidelines, patients(), regions)
def test_a_verdict_is_never_better_than_it_would_be_for_anybody(
    acne_type: int, guideline: str, patient: Patient, region: str | None
) -> None:
    for one in decide(acne_type, guideline, patient, region).values():
        assert rank(one.verdict) >= rank(one.would_be), one.option


@ANYBODY
@given(acne_types, guidelines, patients(), regions)
def test_would_be_is_the_verdict_of_a_person_of_whom_nothing_is_known(
    acne_type: int, guideline: str, patient: Patient, region: str | None
) -> None:
    nobody = decide(acne_type, guideline, Patient(situations=patient.situations), region)
    for one in decide(acne_type, guideline, patient, region).values():
        assert one.would_be == nobody[one.option].verdict == nobody[one.option].would_be


@ANYBODY
@given(acne_types, guidelines, patients(), regions)
def test_every_verdict_but_not_mentioned_names_rows_that_say_so(
    acne_type: int, guideline: str, patient: Patient, region: str | None
) -> None:
    for one in decide(acne_type, guideline, patient, region).values():
        note(f"{one.option}: {one.verdict} {one.rows}")
        assert one.rows or one.verdict == "not_mentioned"
        assert len(set(one.rows)) == len(one.rows)
        said = [RECOMMENDATIONS[row] for row in one.rows if row in RECOMMENDATIONS]
        ruled = [RULES[row] for row in one.rows if row in RULES]
        assert len(said) + len(ruled) == len(one.rows), "every named row exists"
        assert {row["option_id"] for row in said} <= {one.option}
        assert {row["guideline_id"] for row in said} <= {guideline}
        assert all(row["decides"] for row in ruled)
        if one.verdict == "contraindicated":
            assert said == []
            assert {row["effect"] for row in ruled} == {"contraindicated"}
        elif one.verdict == "avoid":
            assert {row["line"] for row in said} <= {"avoid"}
            assert {row["effect"] for row in ruled} <= {"avoid", *(SOFT if said else ())}
        else:
            assert {row["effect"] for row in ruled} <= SOFT
            if one.verdict != "not_mentioned":
                assert {LINES.get(row["line"], row["line"]) for row in said} == {one.verdict}


@ANYBODY
@given(acne_types, guidelines, patients(), regions)
def test_a_rule_named_is_about_the_option_its_class_or_a_part_and_about_the_person(
    acne_type: int, guideline: str, patient: Patient, region: str | None
) -> None:
    held = {*patient.conditions, *(one for said in patient.conditions for one in ROWS.implied.get(said, ()))}
    asked = {
        "pregnancy": {patient.pregnancy, *({"pregnant"} if patient.pregnancy == "planning" else ())},
        "patient": held,
        "co_treatment": held,
        "course": held,
    }
    for one in decide(acne_type, guideline, patient, region).values():
        parts = [part for group in OPTIONS[one.option].parts for part in group]
        about = OPTIONS[one.option].names.union(*(OPTIONS[part].names for part in parts))
        for row in (RULES[name] for name in one.rows if name in RULES):
            assert row["applies_to"] in about
            if row["condition_kind"] == "age_below":
                assert patient.age_years is not None
                assert patient.age_years < float(row["condition_id"])
            elif row["condition_kind"] != "itself":
                assert row["condition_id"] in asked[row["condition_kind"]]


@ANYBODY
@given(acne_types, guidelines, patients(), st.sampled_from(ROWS.regions))
def test_a_limit_is_marked_as_borrowed_exactly_where_it_was_not_read_for_the_region(
    acne_type: int, guideline: str, patient: Patient, region: str
) -> None:
    for one in decide(acne_type, guideline, patient, region).values():
        for limit in (*one.limits, *one.closed):
            at_home = not limit.rule.regions.isdisjoint({region, "any"}) or limit.rule.kind == "itself"
            assert limit.borrowed is not at_home
            assert not (limit.borrowed and limit.rule.kind in ("course", "always"))


@ANYBODY
@given(acne_types, guidelines, patients(), regions)
def test_what_is_ruled_out_by_a_rule_carries_no_conditions(
    acne_type: int, guideline: str, patient: Patient, region: str | None
) -> None:
    for one in decide(acne_type, guideline, patient, region).values():
        banned = any(limit.rule.effect not in SOFT for limit in one.limits)
        assert not (banned and one.with_conditions), one.option
        assert (one.verdict != "contraindicated") or not one.with_conditions


@ANYBODY
@given(acne_types, guidelines, patients(), regions)
def test_an_unchecked_verdict_rests_on_an_unread_row_that_the_reader_can_see(
    acne_type: int, guideline: str, patient: Patient, region: str | None
) -> None:
    """Save where an unread rule ruled a partner out: that shows as a dropped row."""
    for one in decide(acne_type, guideline, patient, region).values():
        seen = [*one.proposal.rows, *one.proposal.dropped, *(limit.rule for limit in one.limits)]
        if not one.checked:
            assert one.proposal.dropped or any(row.unread for row in seen), one.option


@settings(ANYBODY, max_examples=60)
@given(guidelines, patients(st.just("not_stated")), regions)
def test_what_is_asked_first_is_exactly_what_could_rule_an_option_out(
    guideline: str, patient: Patient, region: str | None
) -> None:
    person = replace(patient, age_years=None, catalog=None)
    state = State(1, guideline, conditions=person.conditions, region=region)
    places = ask(1, guideline, person, region, ROWS).region
    for name in OPTIONS:
        now = max(1, ORACLE.restriction(name, state, unread_too=True), ORACLE.itself(name, unread_too=True))
        worse = {
            f"pregnancy:{status}"
            for status in ROWS.pregnancy_statuses
            if "male" not in person.conditions
            and ORACLE.restriction(name, state._replace(pregnancy=status), unread_too=True) > now
        }
        youngest = ORACLE.restriction(name, state._replace(age_years=0), unread_too=True)
        asked = {limit.fact for limit in DESK.ask_first(name, person, places)}
        assert {fact for fact in asked if fact.startswith("pregnancy:")} == worse, name
        assert any(fact.startswith("age:") for fact in asked) == (youngest > now), name


@settings(ANYBODY, max_examples=30)
@given(acne_types, guidelines, patients(), regions)
def test_a_guideline_has_an_option_or_a_plain_sentence_that_it_is_silent(
    acne_type: int, guideline: str, patient: Patient, region: str | None
) -> None:
    table = appropriate_options(acne_type, guideline, patient, region)
    name = ROWS.guideline_names[guideline]
    if table.attrs["silent"]:
        assert not USABLE & set(table["verdict"])
        assert table.attrs["silent"].startswith(f"{name} is silent on acne type {acne_type} ")
    else:
        assert USABLE & {*table["verdict"], *table["would_be"]}


@settings(ANYBODY, max_examples=60)
@given(acne_types, guidelines, patients(), regions)
def test_the_same_question_has_the_same_answer_whatever_the_order_of_the_facts(
    acne_type: int, guideline: str, patient: Patient, region: str | None
) -> None:
    turned = Patient(patient.age_years, patient.pregnancy, patient.conditions[::-1], patient.situations[::-1])
    one, other = (decide(acne_type, guideline, person, region) for person in (patient, turned))
    for name in OPTIONS:
        first, second = one[name], other[name]
        assert (first.verdict, first.would_be, first.with_conditions, first.checked) == (
            second.verdict,
            second.would_be,
            second.with_conditions,
            second.checked,
        )
        assert set(first.rows) == set(second.rows)


def test_only_rules_that_close_an_option_are_worth_a_question() -> None:
    """A caution about the same fact changes no verdict, so nobody is asked for it first."""
    soft_beside_strict = 0
    for region in (*((one,) for one in ROWS.regions), tuple(ROWS.regions)):
        for option in OPTIONS:
            asked = DESK.ask_first(option, Patient(), region)
            assert all(limit.rule.level > 1 for limit in asked), option
            facts = {fact_of(limit.rule) for limit in asked}
            own = [DESK.restrictions.own(option, fact, region).limits for fact in facts]
            soft_beside_strict += any(limit.rule.level == 1 for limits in own for limit in limits)
    assert soft_beside_strict, "the data must hold the case that this test is about"


@pytest.mark.parametrize("guideline", ROWS.guidelines)
@pytest.mark.parametrize("region", [None, *ROWS.regions])
@pytest.mark.parametrize("acne_type", ROWS.acne_types)
class TestAntibioticsTogether:
    """Rules that hold from both sides, on the shipped rows."""

    def verdicts(
        self, acne_type: int, guideline: str, region: str | None, *conditions: str
    ) -> pd.Series[str]:
        return appropriate_options(acne_type, guideline, Patient(conditions=conditions), region)["verdict"]

    def test_never_a_topical_beside_an_oral_one(
        self, acne_type: int, guideline: str, region: str | None
    ) -> None:
        for condition, kind in (
            ("on_an_oral_tetracycline", "topical_antibiotic"),
            ("used_with_a_topical_antibiotic", "oral_antibiotic"),
        ):
            verdicts = self.verdicts(acne_type, guideline, region, condition)
            about = [name for name, one in OPTIONS.items() if kind in one.names]
            assert about
            assert set(verdicts[about]) <= {"avoid", "contraindicated"}

    def test_a_longer_course_is_never_better(
        self, acne_type: int, guideline: str, region: str | None
    ) -> None:
        three, six = (
            self.verdicts(acne_type, guideline, region, f"antibiotic_course_beyond_{months}_months")
            for months in (3, 6)
        )
        assert all(VERDICTS.index(six[name]) >= VERDICTS.index(three[name]) for name in OPTIONS)
