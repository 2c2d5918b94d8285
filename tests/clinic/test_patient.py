"""A person, checked: what is refused, and in which words."""

from __future__ import annotations

import dataclasses
import math
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from retinoid_teach.clinic import Patient, appropriate_options, compare_guidelines
from retinoid_teach.clinic.rows import clinic_rows
from retinoid_teach.evidence import shipped
from retinoid_teach.evidence.arguments import several_of
from retinoid_teach.evidence.names import check_name

from .synthetic import Tables, rule, says


def message(**person: Any) -> str:
    with pytest.raises(ValueError, match=r".") as caught:
        Patient(**person)
    return str(caught.value)


def asked(*question: Any, **more: Any) -> str:
    with pytest.raises(ValueError, match=r".") as caught:
        appropriate_options(*question, **more)
    return str(caught.value)


class TestAge:
    @pytest.mark.parametrize("age", [-1, -0.1, 120.5, 121, math.nan, math.inf, -math.inf])
    def test_an_age_nobody_has_is_refused_with_the_value_and_the_limits(self, age: float) -> None:
        assert message(age_years=age) == (
            f"age_years={age!r} must be a number from 0 to 120, or None if not stated."
        )

    def test_a_number_too_large_for_the_machine_is_an_age_nobody_has(self) -> None:
        assert message(age_years=10**400).endswith("must be a number from 0 to 120, or None if not stated.")

    @pytest.mark.parametrize("age", ["16", "", True, np.True_, b"16", False, [16], {"years": 16}, 3 + 4j])
    def test_what_is_not_a_number_is_refused(self, age: Any) -> None:
        assert message(age_years=age).startswith(f"age_years={age!r} must be a number from 0 to 120")

    @pytest.mark.parametrize("age", [0, 120, 11.5, np.int64(16), np.float64(16.5), Decimal(12)])
    def test_a_number_of_any_make_is_taken_as_it_is(self, age: Any) -> None:
        assert Patient(age_years=age).age_years == float(age)

    @pytest.mark.parametrize(("age", "kind"), [(16.0, int), (np.float64(16), int), (16.5, float)])
    def test_a_whole_number_of_years_is_kept_as_one(self, age: Any, kind: type) -> None:
        assert type(Patient(age_years=age).age_years) is kind

    def test_not_stated_is_none(self) -> None:
        assert Patient().age_years is None


class TestPregnancy:
    @pytest.mark.parametrize("status", [row["id"] for row in shipped().rows("pregnancy_statuses")])
    def test_each_status_of_the_contract_is_taken(self, status: str) -> None:
        assert Patient(pregnancy=status).pregnancy == status

    def test_the_statuses_are_those_of_the_contract(self) -> None:
        assert [row["id"] for row in shipped().rows("pregnancy_statuses")] == [
            "not_stated",
            "not_possible",
            "possible_with_contraception",
            "possible_without_contraception",
            "planning",
            "pregnant",
            "breastfeeding",
        ]

    def test_a_misspelt_status_is_answered_with_the_nearest_and_all_that_is_allowed(self) -> None:
        assert message(pregnancy="pregnent") == (
            "pregnancy: 'pregnent' is not known; did you mean 'pregnant'? "
            "Allowed: not_stated, not_possible, possible_with_contraception, "
            "possible_without_contraception, planning, pregnant, breastfeeding"
        )

    @pytest.mark.parametrize("status", [None, True, 1, ("pregnant",)])
    def test_what_is_not_a_word_is_refused(self, status: Any) -> None:
        assert message(pregnancy=status).startswith(f"pregnancy: {status!r} is not known")


class TestConditionsAndSituations:
    def test_a_condition_that_does_not_exist_is_named_with_the_nearest(self) -> None:
        told = message(conditions=("asthmaa",))
        assert told.startswith("conditions: 'asthmaa' is not known; did you mean 'asthma'? Allowed: ")
        assert " male" in told

    def test_a_condition_like_no_other_gets_no_guess(self) -> None:
        told = message(conditions=("xqz",))
        assert told.startswith("conditions: 'xqz' is not known. Allowed: ")
        assert "did you mean" not in told

    @pytest.mark.parametrize("name", ["sun_exposure", "is_an_antibiotic_on_its_own", "pregnant", "12"])
    def test_what_a_learner_cannot_tick_is_no_condition(self, name: str) -> None:
        told = message(conditions=(name,))
        assert told.startswith(f"conditions: {name!r} is not known")
        assert f"'{name}'" not in told.split("Allowed:")[1]

    def test_every_condition_a_learner_can_tick_is_taken(self) -> None:
        kinds = ("patient", "co_treatment", "course")
        rules = shipped().rows("safety_rules")
        for name in sorted({row["condition_id"] for row in rules if row["condition_kind"] in kinds}):
            assert Patient(conditions=(name,)).conditions == (name,)

    def test_a_misspelt_situation_is_named_with_the_nearest(self) -> None:
        told = message(situations=("maintenence",))
        assert told.startswith("situations: 'maintenence' is not known; did you mean 'maintenance'?")

    @pytest.mark.parametrize("name", ["initial", "within_combination"])
    def test_what_always_holds_is_no_situation_to_say(self, name: str) -> None:
        assert message(situations=(name,)).startswith(f"situations: {name!r} is not known")

    @pytest.mark.parametrize("field", ["conditions", "situations"])
    @pytest.mark.parametrize("value", ["male", "", None, 3])
    def test_a_single_string_or_no_list_at_all_is_answered_with_an_example(
        self, field: str, value: Any
    ) -> None:
        told = message(**{field: value})
        assert told.startswith(f"{field}={value!r} must be a list or tuple of names, such as ('")
        assert told.endswith("',).")

    @pytest.mark.parametrize("name", [None, 3, ["male"]])
    def test_an_entry_that_is_no_word_is_refused(self, name: Any) -> None:
        assert message(conditions=[name]).startswith(f"conditions: {name!r} is not known")

    def test_any_sequence_is_kept_as_a_tuple_without_repeats_in_the_order_given(self) -> None:
        person = Patient(conditions=["male", "asthma", "male"], situations=iter(["maintenance"]))  # type: ignore[arg-type]
        assert person.conditions == ("male", "asthma")
        assert person.situations == ("maintenance",)

    def test_a_teachers_own_data_bring_their_own_conditions(self) -> None:
        tables: Any = Tables(
            says("gel", "first", situation="on_holiday"), rule("gel", "patient", "sunburn", "avoid")
        )
        person = Patient(conditions=("sunburn",), situations=("on_holiday",), catalog=tables)
        assert person.conditions == ("sunburn",)
        assert message(conditions=("asthma",), catalog=tables).endswith("Allowed: sunburn")


class TestContradictions:
    @pytest.mark.parametrize(
        "status",
        [
            "possible_with_contraception",
            "possible_without_contraception",
            "planning",
            "pregnant",
            "breastfeeding",
        ],
    )
    def test_a_man_who_could_be_pregnant_is_refused_and_both_statements_named(self, status: str) -> None:
        assert message(pregnancy=status, conditions=("male",)) == (
            f"conditions 'male' contradicts pregnancy '{status}': a man cannot be pregnant or breastfeed."
        )

    @pytest.mark.parametrize("status", ["not_stated", "not_possible"])
    def test_a_man_who_cannot_be_pregnant_is_a_person(self, status: str) -> None:
        assert Patient(pregnancy=status, conditions=("male",)).pregnancy == status

    @pytest.mark.parametrize("situation", ["female", "polycystic_ovary_syndrome", "contraception_wanted"])
    def test_a_man_in_a_womans_situation_is_refused(self, situation: str) -> None:
        told = message(conditions=("male",), situations=(situation,))
        assert told.startswith(f"conditions 'male' contradicts situations '{situation}': ")

    def test_a_man_who_wants_a_progestogen_only_method_is_refused(self) -> None:
        told = message(conditions=("progestogen_only_method_in_use_or_wanted", "male"))
        assert told.startswith(
            "conditions 'male' contradicts conditions 'progestogen_only_method_in_use_or_wanted': "
        )

    @pytest.mark.parametrize("age", [0, 16, 34, 34.5])
    def test_a_smoker_of_35_and_over_who_is_younger_is_refused(self, age: float) -> None:
        assert message(age_years=age, conditions=("smoker_aged_35_and_over",)) == (
            f"conditions 'smoker_aged_35_and_over' contradicts age_years {age}: "
            "the condition says aged 35 or over."
        )

    @pytest.mark.parametrize("age", [None, 35, 60])
    def test_a_smoker_of_35_and_over_may_be_so_old_or_not_have_said(self, age: float | None) -> None:
        assert Patient(age_years=age, conditions=("smoker_aged_35_and_over",)).age_years == age

    def test_every_statement_in_a_contradiction_can_be_made_so_that_none_is_dead(self) -> None:
        rows = clinic_rows()
        allowed = {
            *(f"pregnancy:{name}" for name in rows.pregnancy_statuses),
            *(f"condition:{name}" for name in rows.conditions),
            *(f"situation:{name}" for name in rows.situations),
            "age<35",
        }
        assert {token for first, second, _ in rows.contradictions for token in (first, second)} <= allowed

    def test_the_contradictions_are_those_of_the_data_that_the_person_is_checked_against(self) -> None:
        """The age and the words come from the row: a folder of one's own may say 40."""
        pair = {
            "condition_id": "asthma",
            "other_kind": "age_below",
            "other_id": "40",
            "reason": "for the test",
        }
        row = {"table": "contradictions", "id": "one", **pair}
        tables: Any = Tables(rule("gel", "patient", "asthma", "avoid"), row)
        assert message(age_years=39, conditions=("asthma",), catalog=tables) == (
            "conditions 'asthma' contradicts age_years 39: for the test."
        )
        assert Patient(40, conditions=("asthma",), catalog=tables).age_years == 40
        assert Patient(39, conditions=("asthma",)).age_years == 39


class TestAPersonIsAValue:
    def test_it_cannot_be_changed(self) -> None:
        with pytest.raises(dataclasses.FrozenInstanceError):
            Patient().pregnancy = "pregnant"  # type: ignore[misc]

    def test_two_of_the_same_facts_are_equal_and_hash_alike(self) -> None:
        one, other = (Patient(16.0, conditions=make(["asthma"])) for make in (list, tuple))
        assert one == other
        assert len({one, other, Patient()}) == 2

    def test_the_data_it_was_checked_against_are_not_part_of_it(self) -> None:
        assert [field.name for field in dataclasses.fields(Patient())] == [
            "age_years",
            "pregnancy",
            "conditions",
            "situations",
        ]

    def test_a_copy_with_another_fact_is_checked_too(self) -> None:
        man = Patient(conditions=("male",))
        with pytest.raises(ValueError, match="contradicts"):
            dataclasses.replace(man, pregnancy="pregnant", catalog=None)


class TestTheQuestion:
    @pytest.mark.parametrize("acne_type", [5, 0, -1, 2.5, "2", True, np.True_, False, None, [2], "Papular"])
    def test_an_acne_type_the_course_does_not_count_is_refused(self, acne_type: Any) -> None:
        assert asked(acne_type, "nice_ng198") == (
            f"acne_type={acne_type!r} must be one of 1, 2, 3, 4 (the course counts four types)."
        )

    @pytest.mark.parametrize("acne_type", [np.int64(2), 2.0])
    def test_a_number_of_another_make_counts_as_the_same_type(self, acne_type: Any) -> None:
        same = appropriate_options(2, "nice_ng198")
        assert appropriate_options(acne_type, "nice_ng198")["verdict"].equals(same["verdict"])

    def test_a_misspelt_guideline_is_answered_with_the_nearest_and_all_four(self) -> None:
        assert asked(2, "nice_ng189") == (
            "guideline: 'nice_ng189' is not known; did you mean 'nice_ng198'? "
            "Allowed: nice_ng198, aad_2024, eu_s3_2016, global_alliance_2018"
        )

    @pytest.mark.parametrize("guideline", [None, 1, "", ("nice_ng198",)])
    def test_what_names_no_guideline_is_refused(self, guideline: Any) -> None:
        assert asked(2, guideline).startswith(f"guideline: {guideline!r} is not known")

    def test_capitals_are_not_guessed_but_suggested(self) -> None:
        assert "did you mean 'nice_ng198'?" in asked(2, "NICE_NG198")
        assert asked(2, "nice_ng198", region="uk") == (
            "region: 'uk' is not known; did you mean 'UK'? Allowed: UK, EU, US, CA, AU, NZ"
        )

    @pytest.mark.parametrize("region", ["any", "other", "", 1, ("UK",)])
    def test_a_region_that_cannot_be_chosen_is_refused(self, region: Any) -> None:
        assert asked(2, "nice_ng198", region=region).startswith(f"region: {region!r} is not known")

    @pytest.mark.parametrize("patient", ["pregnant", {"age_years": 16}, 16, Patient])
    def test_a_person_must_be_a_patient(self, patient: Any) -> None:
        assert asked(2, "nice_ng198", patient).endswith("must be a Patient, such as Patient(age_years=16).")

    @pytest.mark.parametrize(
        ("arguments", "named"),
        [
            ((5,), "acne_type=5"),
            ((2, "pregnant"), "patient='pregnant'"),
            ((2, Patient(), "Mars"), "region: 'Mars'"),
        ],
    )
    def test_comparing_guidelines_refuses_the_same(self, arguments: tuple[Any, ...], named: str) -> None:
        with pytest.raises(ValueError, match=rf"^{named} "):
            compare_guidelines(*arguments)


class TestWords:
    """The two functions behind every message."""

    def test_the_nearest_match_keeps_its_own_spelling(self) -> None:
        with pytest.raises(ValueError, match=r"did you mean 'NICE'\? Allowed: NICE, AAD$"):
            check_name("scheme", "nice", ["NICE", "AAD"])

    def test_a_mapping_offers_its_names(self) -> None:
        assert several_of("conditions", {"asthma": 1}, ["asthma"]) == ("asthma",)

    def test_none_of_several_is_none(self) -> None:
        assert several_of("conditions", [], ["asthma"]) == ()
