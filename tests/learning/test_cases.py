"""The cases: what is said of a treatment is what the decision function says of it for that person."""

from __future__ import annotations

import pytest

from retinoid_teach import clinic, learning
from retinoid_teach.evidence import shipped
from retinoid_teach.learning import _cases
from retinoid_teach.learning._case_records import STEP_KINDS
from retinoid_teach.learning.records import CITATION

CASES = learning.cases()
STEPS = [step for one in CASES for step in one.steps]
WRITTEN = {row["id"]: row for table in ("case_steps", "case_choices") for row in shipped().rows(table)}
GUIDELINES = {row["id"]: row["name"] for row in shipped().rows("guidelines")}
WORDS = {
    "first_line": "first line",
    "alternative": "an alternative",
    "maintenance": "for maintenance",
    "not_mentioned": "not mentioned",
    "avoid": "avoid",
    "contraindicated": "contraindicated",
}
PROPOSED = ("first_line", "alternative", "maintenance")

each_case = pytest.mark.parametrize("one", CASES, ids=lambda one: one.id)


def decided(one, guideline=None):
    return clinic.appropriate_options(one.acne_type, guideline or one.guideline, one.patient, one.region)


def of_kind(one, kind):
    return [step for step in one.steps if step.kind == kind]


@each_case
def test_every_verdict_is_that_of_the_decision_function(one) -> None:
    table = decided(one)
    for step in of_kind(one, "choose"):
        for choice in step.choices:
            row = table.loc[choice.option]
            assert choice.verdict == row["verdict"]
            assert choice.acceptable == (row["verdict"] in PROPOSED)
            word = WORDS[row["verdict"]]
            if choice.acceptable and ", only with " in row["reasons"]:
                word += ", only with a partner"
            assert choice.heading.endswith(f": {word} ({GUIDELINES[one.guideline]})")
            assert choice.feedback.startswith(row["reasons"])
            differs = row["would_be"] != row["verdict"]
            assert (f"would be {WORDS[row['would_be']]}." in choice.feedback) == differs


@each_case
def test_what_the_other_guidelines_say_stands_beside_it(one) -> None:
    compared = clinic.compare_guidelines(one.acne_type, one.patient, one.region)
    others = [name for name in GUIDELINES if name != one.guideline]
    tables = {name: decided(one, name) for name in others}
    for choice in of_kind(one, "choose")[0].choices:
        said = choice.elsewhere.removeprefix("For the same person elsewhere: ").removesuffix(".").split("; ")
        assert len(said) == len(others)
        for name, words in zip(others, said, strict=True):
            unread = "" if tables[name].loc[choice.option, "checked"] else " (not checked against its source)"
            assert words == f"{GUIDELINES[name]}: {WORDS[compared.loc[choice.option, name]]}{unread}"


@each_case
def test_some_choice_is_acceptable_and_some_is_not(one) -> None:
    for step in one.steps:
        assert {choice.acceptable for choice in step.choices} == {True, False}, step.id
    assert len(of_kind(one, "choose")[0].choices) in (5, 6)


@each_case
def test_a_reason_is_right_when_its_row_decided(one) -> None:
    table = decided(one)
    for step in of_kind(one, "justify"):
        assert step.reasons == table.loc[step.option, "reasons"]
        for choice in step.choices:
            row = WRITTEN[choice.id]["row_id"]
            assert choice.acceptable == (row in table.loc[step.option, "rows"])
            assert choice.feedback


@each_case
def test_a_case_goes_from_the_grade_to_week_twelve(one) -> None:
    assert [step.kind for step in one.steps] == ["grade", "choose", "justify", "event", "event"]
    assert "week six" in one.steps[3].text
    assert "week twelve" in one.steps[4].text.lower()
    right = [choice.id for choice in one.steps[0].choices if choice.acceptable]
    assert right == [f"{one.steps[0].id}-{one.acne_type}"]


def test_the_people_differ() -> None:
    people = [one.patient for one in CASES]
    assert len(CASES) == 8
    assert {one.acne_type for one in CASES} == {1, 2, 3, 4}
    assert len({one.age_years for one in people}) == 8
    expected = {"not_possible", "planning", "pregnant", "breastfeeding", "possible_with_contraception"}
    assert {one.pregnancy for one in people} == expected
    conditions = {name for one in people for name in one.conditions}
    assert {"tetracycline_contraindicated", "eczema_irritated_or_broken_skin"} <= conditions
    assert any("after_failed_courses" in one.situations for one in people)
    assert len({one.guideline for one in CASES}) >= 3
    assert {one.region for one in CASES} == {"UK", "EU", "US"}
    assert len({one.wish for one in CASES}) == 8


def test_in_some_case_the_guidelines_disagree_on_an_option_that_is_offered() -> None:
    for one in CASES:
        compared = clinic.compare_guidelines(one.acne_type, one.patient, one.region)
        offered = [choice.option for choice in of_kind(one, "choose")[0].choices]
        if compared.loc[offered, "disagreement"].any():
            return
    pytest.fail("the guidelines agree in every case")


@each_case
def test_it_rests_on_rows_that_were_read(one) -> None:
    cited = {*one.cited, *(row for step in one.steps for row in listed(WRITTEN[step.id]["rows"]))}
    for row_id in cited:
        table, row = shipped().row(row_id)
        assert row.get("basis") != "unread", row_id
        assert table != "data_traps"
    told = " ".join(text for step in one.steps for text in (step.explanation, step.reasons, *feedback(step)))
    assert "not checked" not in told


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.id)
def test_a_step_lists_every_row_that_its_written_texts_cite(step) -> None:
    chosen = [row for row in WRITTEN.values() if row.get("step_id") == step.id]
    texts = [WRITTEN[step.id]["explanation"], *(row["feedback"] for row in chosen)]
    cited = {row for text in texts for row in CITATION.findall(text or "")}
    rows = {row["row_id"] for row in chosen if row["row_id"]}
    assert cited | rows <= set(listed(WRITTEN[step.id]["rows"]))


@pytest.mark.parametrize("step", [one for one in STEPS if one.kind == "event"], ids=lambda step: step.id)
def test_a_handling_has_feedback_and_does_not_stand_out_by_its_length(step) -> None:
    assert all(choice.feedback for choice in step.choices)
    right = [len(choice.text) for choice in step.choices if choice.acceptable]
    wrong = [len(choice.text) for choice in step.choices if not choice.acceptable]
    assert len(right) == 1
    assert right[0] <= max(wrong) * 1.25


def test_the_right_handling_is_not_always_in_the_same_place() -> None:
    places = [
        [choice.acceptable for choice in step.choices].index(True) for step in STEPS if step.kind == "event"
    ]
    assert max(places.count(place) for place in set(places)) <= len(places) / 2


def test_no_option_tells_the_answer_by_its_name() -> None:
    names = [choice.text for step in STEPS for choice in step.choices if step.kind == "choose"]
    assert [name for name in names if "avoided" in name] == []


def test_made_up_numbers_are_written_in_words() -> None:
    for one in CASES:
        texts = [one.title, one.story, one.wish, *(WRITTEN[step.id]["text"] for step in one.steps)]
        assert [text for text in texts if any(sign.isdigit() for sign in text)] == []


def listed(text):
    return [part for part in (text or "").split(";") if part]


def feedback(step):
    return [choice.feedback for choice in step.choices]


@pytest.mark.parametrize("one", STEPS, ids=lambda one: one.id)
def test_of_several_choices_all_that_hold_are_needed_and_no_other(one):
    good = [choice.id for choice in one.choices if choice.acceptable]
    bad = [choice.id for choice in one.choices if not choice.acceptable]
    if one.many:
        assert one.accepts(" ".join(good))
        assert one.accepts(" ".join(good[::-1]))
        assert not one.accepts(" ".join([*good, *bad[:1]])) or not bad
        assert len(good) == 1 or not one.accepts(good[0])
    else:
        assert all(map(one.accepts, good))
    assert not any(map(one.accepts, bad))


def test_the_kinds_of_step_are_those_of_the_contract():
    (allowed,) = (one.allowed for one in shipped().table("case_steps").fields if one.name == "kind")
    assert allowed == STEP_KINDS


def test_a_step_of_an_unknown_kind_is_refused_and_not_taken_for_an_event():
    """An event is told what its row says; of a treatment the decision function would then not be asked."""
    row = {**shipped().rows("case_steps")[0], "kind": "chose"}
    with pytest.raises(ValueError, match=f"case_steps {row['id']}, kind: 'chose' is not known; did you mean"):
        _cases._step(row, [], 2, {}, shipped())
