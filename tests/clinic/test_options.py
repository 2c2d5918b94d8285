"""The table that answers what is appropriate, and the one that compares guidelines, on the shipped rows."""

from __future__ import annotations

import re
from typing import Any

import pytest

from retinoid_teach.clinic import Patient, appropriate_options, compare_guidelines
from retinoid_teach.clinic._options import differ
from retinoid_teach.evidence import shipped

from .oracle import VERDICTS
from .synthetic import Tables, decided, option, rule, says

GUIDELINES = ("nice_ng198", "aad_2024", "eu_s3_2016", "global_alliance_2018")
OPTIONS = [row["id"] for row in shipped().rows("options")]
COLUMNS = ["name", "verdict", "would_be", "with_conditions", "strength", "reasons", "rows", "checked"]
PREGNANT = Patient(pregnancy="pregnant")
EVERY_QUESTION = [(acne_type, guideline) for acne_type in (1, 2, 3, 4) for guideline in GUIDELINES]
USABLE = {"first_line", "alternative", "maintenance"}


class TestTheTable:
    def test_its_columns_are_those_of_the_contract(self) -> None:
        table = appropriate_options(2, "nice_ng198")
        assert list(table.columns) == COLUMNS
        assert table.index.name == "option"
        assert table["verdict"].isin(VERDICTS).all()
        assert table["would_be"].isin(VERDICTS).all()
        assert table["with_conditions"].dtype == table["checked"].dtype == bool

    @pytest.mark.parametrize(("acne_type", "guideline"), EVERY_QUESTION)
    def test_every_option_is_answered_once(self, acne_type: int, guideline: str) -> None:
        assert sorted(appropriate_options(acne_type, guideline).index) == sorted(OPTIONS)

    @pytest.mark.parametrize("patient", [Patient(), PREGNANT, Patient(age_years=8)])
    @pytest.mark.parametrize(("acne_type", "guideline"), EVERY_QUESTION)
    def test_the_best_come_first_and_within_a_verdict_the_order_of_the_options(
        self, acne_type: int, guideline: str, patient: Patient
    ) -> None:
        table = appropriate_options(acne_type, guideline, patient)
        places = [(VERDICTS.index(verdict), OPTIONS.index(one)) for one, verdict in table["verdict"].items()]
        assert places == sorted(places)

    def test_names_are_those_of_the_options(self) -> None:
        names = {row["id"]: row["name"] for row in shipped().rows("options")}
        assert appropriate_options(2, "nice_ng198")["name"].to_dict() == names

    def test_the_strength_is_the_guidelines_own_word(self) -> None:
        assert appropriate_options(1, "nice_ng198").loc["adapalene_bpo", "strength"] == "offer"
        assert appropriate_options(1, "aad_2024").loc["azelaic_acid", "strength"] == "conditional"

    def test_an_option_of_which_the_guideline_says_nothing_has_no_strength(self) -> None:
        answer = appropriate_options(1, "global_alliance_2018").loc["tazarotene"]
        assert answer["strength"] == ""
        assert answer["reasons"] == "Global Alliance 2018 does not speak of it here."

    def test_the_caller_may_do_what_he_likes_with_his_table(self) -> None:
        spoilt = appropriate_options(2, "nice_ng198")
        spoilt["verdict"] = "first_line"
        spoilt.attrs["silent"] = "spoilt"
        fresh = appropriate_options(2, "nice_ng198")
        assert set(fresh["verdict"]) > {"first_line"}
        assert fresh.attrs["silent"] == ""

    def test_a_person_not_given_is_a_person_of_whom_nothing_is_known(self) -> None:
        assert appropriate_options(2, "nice_ng198").equals(appropriate_options(2, "nice_ng198", Patient()))

    @pytest.mark.parametrize(
        ("guideline", "home"), [("nice_ng198", "UK"), ("eu_s3_2016", "EU"), ("aad_2024", "US")]
    )
    def test_a_region_not_given_is_the_guidelines_home(self, guideline: str, home: str) -> None:
        left_out = appropriate_options(2, guideline, PREGNANT)
        assert left_out.equals(appropriate_options(2, guideline, PREGNANT, home))


class TestWhatItSaysOfRealCases:
    """Answers that a pharmacist would look up, with the rows that give them."""

    def test_uk_and_us_differ_on_adapalene_with_benzoyl_peroxide_in_pregnancy(self) -> None:
        uk = appropriate_options(2, "nice_ng198", PREGNANT, "UK").loc["adapalene_bpo"]
        us = appropriate_options(2, "nice_ng198", PREGNANT, "US").loc["adapalene_bpo"]
        assert (uk["verdict"], uk["rows"]) == ("contraindicated", ("SR001", "SR016"))
        assert (us["verdict"], us["rows"]) == ("avoid", ("SR004",))
        assert uk["would_be"] == us["would_be"] == "first_line"
        assert "[SR017]" in us["reasons"], "the label's softer wording is shown beside it"

    @pytest.mark.parametrize("region", [None, "UK", "EU", "US", "CA", "AU", "NZ"])
    @pytest.mark.parametrize("guideline", GUIDELINES)
    def test_oral_isotretinoin_is_contraindicated_in_pregnancy_everywhere(
        self, guideline: str, region: str | None
    ) -> None:
        assert appropriate_options(4, guideline, PREGNANT, region).loc["isotretinoin_oral", "verdict"] == (
            "contraindicated"
        )

    def test_benzoyl_peroxide_stays_in_pregnancy(self) -> None:
        answer = appropriate_options(2, "nice_ng198", PREGNANT).loc["bpo"]
        assert answer["verdict"] == "alternative"
        assert answer["with_conditions"]

    def test_erythromycin_by_mouth_may_be_used_in_pregnancy_beside_azelaic_acid(self) -> None:
        answer = appropriate_options(3, "nice_ng198", PREGNANT).loc["erythromycin_oral"]
        assert (answer["verdict"], answer["with_conditions"]) == ("alternative", True)
        assert answer["rows"] == ("NICE-10", "SR135")

    @pytest.mark.parametrize(("age", "verdict"), [(11, "contraindicated"), (12, "first_line")])
    def test_a_uk_child_below_twelve_gets_no_oral_tetracycline(self, age: int, verdict: str) -> None:
        table = appropriate_options(3, "nice_ng198", Patient(age_years=age))
        options = ["lymecycline", "doxycycline", "adapalene_bpo_plus_oral_tetracycline"]
        assert set(table.loc[options, "verdict"]) == {verdict}

    def test_canada_has_not_read_a_tetracycline_rule_for_pregnancy_and_borrows_one(self) -> None:
        answer = appropriate_options(3, "nice_ng198", PREGNANT, "CA").loc["lymecycline"]
        assert answer["verdict"] == "contraindicated"
        assert "(read for UK only)" in answer["reasons"]

    def test_hong_kongs_rule_stands_in_under_its_own_name_only_where_a_region_is_silent(self) -> None:
        person = Patient(pregnancy="possible_without_contraception")
        silent = appropriate_options(2, "nice_ng198", person, "US").loc["adapalene_bpo", "reasons"]
        assert "read for Hong Kong only" in silent
        assert (
            "Hong Kong"
            not in appropriate_options(2, "nice_ng198", person, "UK").loc["adapalene_bpo", "reasons"]
        )

    def test_tetracycline_with_oral_isotretinoin_is_ruled_out_from_either_side(self) -> None:
        on_isotretinoin = Patient(conditions=("on_oral_isotretinoin",))
        on_tetracycline = Patient(conditions=("on_an_oral_tetracycline",))
        for guideline in GUIDELINES:
            table = appropriate_options(4, guideline, on_isotretinoin)
            assert set(table.loc[["lymecycline", "doxycycline", "minocycline"], "verdict"]) == {
                "contraindicated"
            }
            answer = appropriate_options(4, guideline, on_tetracycline).loc["isotretinoin_oral"]
            assert answer["verdict"] == "contraindicated"

    def test_maintenance_under_nice_is_the_four_that_it_names(self) -> None:
        table = appropriate_options(3, "nice_ng198", Patient(situations=("maintenance",)))
        assert set(table.index[table["verdict"] == "maintenance"]) == {
            "adapalene",
            "adapalene_bpo",
            "azelaic_acid",
            "bpo",
        }
        assert "first_line" not in set(table["verdict"])

    def test_a_dated_rule_says_its_date_and_the_ended_one_does_not_decide(self) -> None:
        answer = appropriate_options(4, "nice_ng198", Patient(age_years=16)).loc["isotretinoin_oral"]
        assert "Since 22 January 2026" in answer["reasons"]
        assert "SR167" not in answer["rows"]

    def test_a_type_1_answer_of_the_eu_guideline_rests_on_unread_rows_and_says_so(self) -> None:
        answer = appropriate_options(1, "eu_s3_2016").loc["adapalene"]
        assert not answer["checked"]
        assert "[EUS3-01, not checked against its source]" in answer["reasons"]


class TestReasons:
    @pytest.mark.parametrize(
        "patient", [Patient(), PREGNANT, Patient(8, conditions=("on_oral_isotretinoin",))]
    )
    @pytest.mark.parametrize(("acne_type", "guideline"), EVERY_QUESTION)
    def test_every_row_that_decided_is_cited_in_the_reasons(
        self, acne_type: int, guideline: str, patient: Patient
    ) -> None:
        table = appropriate_options(acne_type, guideline, patient)
        for rows, told in zip(table["rows"], table["reasons"], strict=True):
            cited = set(re.findall(r"\[([A-Z0-9]+-?\d+)[\],]", told))
            assert set(rows) <= cited

    @pytest.mark.parametrize(("acne_type", "guideline"), EVERY_QUESTION)
    def test_an_unread_row_is_never_cited_without_the_mark(self, acne_type: int, guideline: str) -> None:
        unread = {
            row["id"]
            for name in ("guideline_recommendations", "safety_rules")
            for row in shipped().rows(name)
            if row["basis"] == "unread"
        }
        person = Patient(8, "pregnant", ("hepatic_impairment",), ("female", "after_failed_courses"))
        told = " ".join(appropriate_options(acne_type, guideline, person)["reasons"])
        marked = set(re.findall(r"\[([A-Z0-9]+-?\d+), not checked against its source\]", told))
        unmarked = set(re.findall(r"\[([A-Z0-9]+-?\d+)\]", told))
        assert marked <= unread
        assert unmarked.isdisjoint(unread)
        assert unmarked

    def test_the_guideline_speaks_first_with_its_strength_then_each_rule_in_a_sentence(self) -> None:
        rows = (
            says("gel", "first", row="A1"),
            rule("gel", "pregnancy", "pregnant", "allowed_with_conditions", row="R1"),
        )
        assert decided(*rows, pregnancy="pregnant").loc["gel", "reasons"] == (
            "home_uk (offer): gel is first [A1]. "
            "Allowed with conditions, pregnant: reason to allowed_with_conditions [R1]."
        )

    def test_a_partner_and_a_missing_strength_are_spoken_of(self) -> None:
        rows = (
            says("gel", "first", only_with="cream|wash", strength=None, row="A1"),
            option("cream"),
            option("wash"),
        )
        assert decided(*rows).loc["gel", "reasons"] == "home_uk, only with Cream or Wash: gel is first [A1]."

    def test_the_strictest_rule_is_told_before_the_softer(self) -> None:
        rows = (
            says("gel", "first"),
            rule("gel", "pregnancy", "pregnant", "caution", row="R1"),
            rule("gel", "patient", "asthma", "contraindicated", row="R2"),
        )
        told = decided(*rows, pregnancy="pregnant", conditions=["asthma"]).loc["gel", "reasons"]
        assert told.index("[R2]") < told.index("[R1]")

    def test_what_an_option_is_itself_needs_no_condition_in_words(self) -> None:
        told = decided(says("gel", "first"), rule("gel", "itself", "alone", "avoid", row="R1"))
        assert told.loc["gel", "reasons"].endswith(" Avoid: reason to avoid [R1].")


class TestSilence:
    @pytest.mark.parametrize("situations", [(), ("maintenance",)])
    @pytest.mark.parametrize(("acne_type", "guideline"), EVERY_QUESTION)
    def test_a_guideline_names_something_to_use_or_is_plainly_silent(
        self, acne_type: int, guideline: str, situations: tuple[str, ...]
    ) -> None:
        table = appropriate_options(acne_type, guideline, Patient(situations=situations))
        assert (table.attrs["silent"] == "") == bool(USABLE & set(table["verdict"]))

    def test_the_sentence_names_guideline_and_type(self) -> None:
        table = appropriate_options(2, "aad_2024", Patient(situations=("maintenance",)))
        assert table.attrs["silent"] == (
            "AAD 2024 is silent on acne type 2 in these situations: it names no option to use."
        )

    def test_a_person_for_whom_all_is_ruled_out_meets_no_silence(self) -> None:
        rows = (says("gel", "first"), rule("gel", "pregnancy", "pregnant", "contraindicated"))
        assert decided(*rows, pregnancy="pregnant").attrs["silent"] == ""

    def test_to_say_avoid_is_not_to_name_something_to_use(self) -> None:
        assert decided(says("gel", "avoid")).attrs["silent"].startswith("home_uk is silent on acne type 2")

    def test_a_guideline_whose_only_row_lost_its_partner_is_silent(self) -> None:
        rows = (
            says("gel", "first", only_with="cream"),
            option("cream"),
            rule("cream", "pregnancy", "pregnant", "avoid"),
        )
        assert decided(*rows).attrs["silent"] == ""
        assert decided(*rows, pregnancy="pregnant").attrs["silent"] != ""


class TestComparingGuidelines:
    @pytest.mark.parametrize("acne_type", [1, 2, 3, 4])
    @pytest.mark.parametrize("patient", [Patient(), PREGNANT, Patient(30, situations=("maintenance",))])
    @pytest.mark.parametrize("region", [None, "US"])
    def test_each_cell_is_the_verdict_of_that_guideline(
        self, acne_type: int, patient: Patient, region: str | None
    ) -> None:
        table = compare_guidelines(acne_type, patient, region)
        for guideline in GUIDELINES:
            alone = appropriate_options(acne_type, guideline, patient, region)["verdict"]
            assert table[guideline].to_dict() == alone.to_dict()

    def test_its_columns_are_the_name_the_guidelines_and_the_disagreement(self) -> None:
        table = compare_guidelines(2)
        assert list(table.columns) == ["name", *GUIDELINES, "disagreement"]
        assert table.index.tolist() == OPTIONS
        assert table["disagreement"].dtype == bool

    def test_a_disagreement_is_marked_where_those_that_speak_differ(self) -> None:
        table = compare_guidelines(2)
        assert table.index[table["disagreement"]].tolist() == [
            "adapalene",
            "tretinoin",
            "tretinoin_clindamycin",
            "bpo",
        ]

    def test_all_agree_on_adapalene_with_benzoyl_peroxide_and_against_antibiotics_alone(self) -> None:
        table = compare_guidelines(2)
        agreed = ["adapalene_bpo", "clindamycin_topical_mono", "oral_antibiotic_mono"]
        assert not table.loc[agreed, "disagreement"].any()

    def test_oral_isotretinoin_in_severe_acne_is_first_line_for_three_and_an_alternative_for_nice(
        self,
    ) -> None:
        row = compare_guidelines(4).loc["isotretinoin_oral"]
        assert row["nice_ng198"] == "alternative"
        assert set(row[list(GUIDELINES[1:])]) == {"first_line"}
        assert row["disagreement"]

    def test_the_home_regions_make_a_difference_in_pregnancy(self) -> None:
        home = compare_guidelines(2, PREGNANT).loc["adapalene_bpo"]
        assert (home["nice_ng198"], home["aad_2024"], home["disagreement"]) == (
            "contraindicated",
            "avoid",
            True,
        )
        one_place = compare_guidelines(2, PREGNANT, "UK").loc["adapalene_bpo"]
        assert not one_place["disagreement"]

    @pytest.mark.parametrize(
        ("verdicts", "expected"),
        [
            (("first_line", "first_line"), False),
            (("first_line", "alternative"), True),
            (("first_line", "not_mentioned"), False),
            (("not_mentioned", "not_mentioned"), False),
            (("avoid", "not_mentioned", "first_line"), True),
            ((), False),
        ],
    )
    def test_silence_is_no_opinion(self, verdicts: tuple[str, ...], expected: bool) -> None:
        assert differ(verdicts) is expected

    def test_another_catalog_brings_its_own_guidelines_and_options(self) -> None:
        tables: Any = Tables(says("gel", "first"), says("gel", "avoid", guideline="home_us"))
        table = compare_guidelines(2, Patient(catalog=tables), catalog=tables)
        assert table.loc["gel"].tolist() == ["Gel", "first_line", "avoid", "not_mentioned", True]
