"""Each sentence of "How rows become a verdict" of the evidence rules, on a few made-up rows."""

from __future__ import annotations

from typing import Any

import pytest

from retinoid_teach.clinic.patient import Patient
from retinoid_teach.clinic.verdict import VERDICTS, clinic, worst

from .synthetic import Tables, decided, option, rule, says

GEL = says("gel", "first")
PREGNANT = "pregnancy", "pregnant"


def verdict(*rows: dict[str, Any], of: str = "gel", **question: Any) -> str:
    return str(decided(*rows, **question).loc[of, "verdict"])


class TestWhatAGuidelineSays:
    @pytest.mark.parametrize(
        ("line", "expected"),
        [
            ("first", "first_line"),
            ("alternative", "alternative"),
            ("maintenance", "maintenance"),
            ("not_mentioned", "not_mentioned"),
            ("avoid", "avoid"),
        ],
    )
    def test_a_line_is_the_verdict_where_nothing_restricts(self, line: str, expected: str) -> None:
        assert verdict(says("gel", line)) == expected

    def test_an_option_of_which_no_row_speaks_is_not_mentioned(self) -> None:
        table = decided(GEL, option("stranger"))
        assert table.loc["stranger", "verdict"] == "not_mentioned"
        assert table.loc["stranger", "rows"] == ()

    def test_a_row_speaks_only_for_its_acne_types(self) -> None:
        row = says("gel", "first", acne_type="3;4")
        assert [verdict(row, acne_type=number) for number in (1, 2, 3, 4)] == [
            "not_mentioned",
            "not_mentioned",
            "first_line",
            "first_line",
        ]

    def test_a_row_speaks_only_for_its_guideline(self) -> None:
        assert verdict(GEL, guideline="home_us") == "not_mentioned"

    @pytest.mark.parametrize("order", [("first", "alternative"), ("alternative", "first")])
    def test_of_several_rows_the_best_line_holds_in_any_order(self, order: tuple[str, str]) -> None:
        assert verdict(*(says("gel", line) for line in order)) == "first_line"

    @pytest.mark.parametrize("order", [("first", "avoid"), ("avoid", "first")])
    def test_avoid_beats_every_other_line_in_any_order(self, order: tuple[str, str]) -> None:
        assert verdict(*(says("gel", line) for line in order)) == "avoid"

    def test_only_the_rows_of_the_best_line_are_named_and_give_the_strength(self) -> None:
        rows = (
            says("gel", "first", row="A1", strength="offer"),
            says("gel", "alternative", row="A2", strength="weak"),
        )
        table = decided(*rows)
        assert table.loc["gel", "rows"] == ("A1",)
        assert table.loc["gel", "strength"] == "offer"

    def test_two_rows_of_one_line_are_both_named_and_their_strengths_joined_once(self) -> None:
        rows = [
            says("gel", "first", row=f"A{n}", strength=s) for n, s in enumerate(("offer", "strong", "offer"))
        ]
        table = decided(*rows)
        assert table.loc["gel", "rows"] == ("A0", "A1", "A2")
        assert table.loc["gel", "strength"] == "offer; strong"


class TestSituations:
    @pytest.mark.parametrize("situation", ["initial", "within_combination"])
    def test_initial_and_within_combination_hold_without_being_said(self, situation: str) -> None:
        assert verdict(says("gel", "first", situation=situation)) == "first_line"

    def test_another_situation_holds_only_once_it_is_said(self) -> None:
        row = says("gel", "alternative", situation="after_failed_courses")
        assert verdict(row) == "not_mentioned"
        assert verdict(row, situations=["after_failed_courses"]) == "alternative"

    def test_maintenance_once_said_replaces_the_initial_rows(self) -> None:
        rows = (GEL, says("gel", "maintenance", situation="maintenance"), says("cream", "first"))
        table = decided(*rows, situations=["maintenance"])
        assert table["verdict"].to_dict() == {"gel": "maintenance", "cream": "not_mentioned"}

    def test_maintenance_rows_are_silent_until_maintenance_is_said(self) -> None:
        assert verdict(says("gel", "maintenance", situation="maintenance")) == "not_mentioned"

    @pytest.mark.parametrize("situation", ["within_combination", "female"])
    def test_maintenance_replaces_initial_rows_only(self, situation: str) -> None:
        row = says("gel", "alternative", situation=situation)
        assert verdict(row, situations=["female", "maintenance"]) == "alternative"

    def test_would_be_is_the_verdict_in_the_same_situations_for_anybody(self) -> None:
        rows = (says("gel", "alternative", situation="female"), rule("gel", *PREGNANT, "contraindicated"))
        table = decided(*rows, situations=["female"], pregnancy="pregnant")
        assert table.loc["gel", ["verdict", "would_be"]].tolist() == ["contraindicated", "alternative"]
        assert decided(*rows, pregnancy="pregnant").loc["gel", "would_be"] == "not_mentioned"

    @pytest.mark.parametrize(
        "person",
        [{"age_years": 7}, {"pregnancy": "pregnant"}, {"conditions": ["asthma"]}],
        ids=lambda one: next(iter(one)),
    )
    def test_would_be_forgets_every_fact_about_the_person(self, person: dict[str, Any]) -> None:
        rows = (
            GEL,
            rule("gel", *PREGNANT, "avoid"),
            rule("gel", "age_below", "9", "avoid"),
            rule("gel", "patient", "asthma", "avoid"),
        )
        assert decided(*rows, **person).loc["gel", ["verdict", "would_be"]].tolist() == [
            "avoid",
            "first_line",
        ]

    def test_would_be_keeps_what_the_option_is_itself(self) -> None:
        rows = (GEL, rule("gel", "itself", "alone", "avoid"))
        assert decided(*rows).loc["gel", "would_be"] == "avoid"


class TestOnlyWith:
    ROW = says("tablet", "first", only_with="gel|cream", row="T1")
    PARTNERS = (option("gel"), option("cream"))

    def ask(self, *rows: dict[str, Any], **person: Any) -> Any:
        return decided(self.ROW, *self.PARTNERS, *rows, **person).loc["tablet"]

    def test_a_row_with_partners_comes_with_conditions(self) -> None:
        answer = self.ask()
        assert answer["verdict"] == "first_line"
        assert answer["with_conditions"]

    def test_a_row_of_the_same_line_without_partners_needs_none(self) -> None:
        assert not self.ask(says("tablet", "first"))["with_conditions"]

    def test_a_better_line_with_partners_is_not_freed_by_a_worse_one_without(self) -> None:
        answer = self.ask(says("tablet", "alternative"))
        assert answer["verdict"] == "first_line"
        assert answer["with_conditions"]

    def test_one_partner_left_is_enough(self) -> None:
        answer = self.ask(rule("gel", *PREGNANT, "contraindicated"), pregnancy="pregnant")
        assert answer["verdict"] == "first_line"

    @pytest.mark.parametrize("effect", ["avoid", "contraindicated"])
    def test_the_row_does_not_hold_where_every_partner_is_ruled_out(self, effect: str) -> None:
        bans = [rule(partner, *PREGNANT, effect) for partner in ("gel", "cream")]
        answer = self.ask(*bans, pregnancy="pregnant")
        assert answer["verdict"] == "not_mentioned"
        assert answer["would_be"] == "first_line"
        assert not answer["with_conditions"]

    def test_a_dropped_row_says_why_and_is_named(self) -> None:
        bans = [rule(partner, *PREGNANT, "avoid") for partner in ("gel", "cream")]
        answer = self.ask(*bans, pregnancy="pregnant")
        assert answer["rows"] == ("T1",)
        assert "Named only with Gel or Cream, which is ruled out [T1]." in answer["reasons"]

    def test_a_partner_with_caution_is_a_partner(self) -> None:
        soft = [rule(partner, *PREGNANT, "caution") for partner in ("gel", "cream")]
        assert self.ask(*soft, pregnancy="pregnant")["verdict"] == "first_line"

    def test_another_row_still_speaks_when_one_is_dropped(self) -> None:
        bans = [rule(partner, *PREGNANT, "avoid") for partner in ("gel", "cream")]
        answer = self.ask(says("tablet", "alternative", row="T2"), *bans, pregnancy="pregnant")
        assert answer["verdict"] == "alternative"
        assert answer["rows"] == ("T2",)

    def test_a_partner_is_judged_by_the_persons_rules_not_by_the_guidelines_own_avoid(self) -> None:
        answer = self.ask(says("gel", "avoid"), says("cream", "avoid"))
        assert answer["verdict"] == "first_line"

    def test_a_partner_that_may_not_stand_alone_may_stand_beside(self) -> None:
        alone = [rule(partner, "itself", "alone", "avoid") for partner in ("gel", "cream")]
        assert self.ask(*alone)["verdict"] == "first_line"

    def test_partners_that_name_each_other_do_not_go_round_in_a_circle(self) -> None:
        rows = (says("gel", "first", only_with="cream"), says("cream", "first", only_with="gel"))
        assert decided(*rows)["verdict"].tolist() == ["first_line", "first_line"]


class TestWhatARuleDoes:
    @pytest.mark.parametrize("effect", ["contraindicated", "avoid"])
    def test_a_ban_is_the_verdict(self, effect: str) -> None:
        answer = decided(GEL, rule("gel", *PREGNANT, effect, row="R1"), pregnancy="pregnant").loc["gel"]
        assert answer["verdict"] == effect
        assert answer["rows"] == ("R1",)
        assert not answer["with_conditions"]

    @pytest.mark.parametrize("effect", ["caution", "monitor", "allowed_with_conditions"])
    def test_a_soft_effect_leaves_the_verdict_with_conditions(self, effect: str) -> None:
        answer = decided(GEL, rule("gel", *PREGNANT, effect, row="R1"), pregnancy="pregnant").loc["gel"]
        assert answer["verdict"] == "first_line"
        assert answer["with_conditions"]
        assert answer["rows"] == (GEL["id"], "R1")

    def test_a_caution_about_somebody_else_sets_no_conditions(self) -> None:
        row = rule("gel", *PREGNANT, "caution")
        assert not decided(GEL, row, pregnancy="breastfeeding").loc["gel", "with_conditions"]

    def test_a_ban_ends_the_conditions_of_a_softer_fact(self) -> None:
        rows = (GEL, rule("gel", *PREGNANT, "avoid"), rule("gel", "patient", "asthma", "caution"))
        answer = decided(*rows, pregnancy="pregnant", conditions=["asthma"]).loc["gel"]
        assert answer["verdict"] == "avoid"
        assert not answer["with_conditions"]

    def test_the_strictest_of_several_rules_on_one_fact_wins(self) -> None:
        rules = [
            rule("gel", *PREGNANT, effect, row=effect) for effect in ("caution", "contraindicated", "avoid")
        ]
        answer = decided(GEL, *rules, pregnancy="pregnant").loc["gel"]
        assert answer["verdict"] == "contraindicated"
        assert answer["rows"] == ("contraindicated",)

    def test_the_worst_of_several_facts_wins(self) -> None:
        rows = (GEL, rule("gel", "patient", "asthma", "contraindicated"), rule("gel", *PREGNANT, "avoid"))
        assert verdict(*rows, pregnancy="pregnant", conditions=["asthma"]) == "contraindicated"

    def test_a_rule_never_improves_what_the_guideline_avoids(self) -> None:
        rows = (says("gel", "avoid"), rule("gel", *PREGNANT, "allowed_with_conditions"))
        assert verdict(*rows, pregnancy="pregnant") == "avoid"

    def test_a_contraindication_is_worse_than_the_guidelines_avoid_and_names_itself_alone(self) -> None:
        rows = (says("gel", "avoid"), rule("gel", *PREGNANT, "contraindicated", row="R1"))
        answer = decided(*rows, pregnancy="pregnant").loc["gel"]
        assert answer["verdict"] == "contraindicated"
        assert answer["rows"] == ("R1",)

    def test_two_reasons_to_avoid_are_both_named(self) -> None:
        rows = (says("gel", "avoid", row="A1"), rule("gel", *PREGNANT, "avoid", row="R1"))
        assert decided(*rows, pregnancy="pregnant").loc["gel", "rows"] == ("A1", "R1")

    def test_a_rule_for_a_class_reaches_each_option_of_the_class_and_no_other(self) -> None:
        rows = (
            option("gel", classes="retinoid;other"),
            option("cream", classes="antibiotic"),
            rule("retinoid", *PREGNANT, "contraindicated"),
        )
        table = decided(*rows, pregnancy="pregnant")
        assert table["verdict"].to_dict() == {"cream": "not_mentioned", "gel": "contraindicated"}

    @pytest.mark.parametrize("stricter", ["gel", "retinoid"])
    def test_of_option_and_class_the_strictest_wins(self, stricter: str) -> None:
        softer = "retinoid" if stricter == "gel" else "gel"
        rows = (
            option("gel", classes="retinoid"),
            rule(stricter, *PREGNANT, "contraindicated"),
            rule(softer, *PREGNANT, "caution"),
        )
        assert verdict(*rows, pregnancy="pregnant") == "contraindicated"

    @pytest.mark.parametrize("kind", ["patient", "co_treatment", "course"])
    def test_each_kind_of_condition_speaks_once_ticked(self, kind: str) -> None:
        rows = (GEL, rule("gel", kind, "something", "avoid"))
        assert verdict(*rows) == "first_line"
        assert verdict(*rows, conditions=["something"]) == "avoid"

    def test_a_rule_for_another_status_does_not_speak(self) -> None:
        row = rule("gel", "pregnancy", "breastfeeding", "contraindicated")
        assert verdict(GEL, row, pregnancy="pregnant") == "first_line"


class TestAge:
    RULES = (rule("gel", "age_below", "9", "contraindicated"), rule("gel", "age_below", "12", "avoid"))

    @pytest.mark.parametrize(
        ("age", "expected"),
        [
            (0, "contraindicated"),
            (8.9, "contraindicated"),
            (9, "avoid"),
            (11.99, "avoid"),
            (12, "first_line"),
        ],
    )
    def test_below_means_below(self, age: float, expected: str) -> None:
        assert verdict(GEL, *self.RULES, age_years=age) == expected

    def test_all_ages_are_one_fact_so_a_region_that_draws_any_line_is_not_silent(self) -> None:
        rows = (
            GEL,
            rule("gel", "age_below", "9", "avoid", regions="US"),
            rule("gel", "age_below", "12", "avoid"),
        )
        assert verdict(*rows, age_years=10, region="US") == "first_line"
        assert verdict(*rows, age_years=10, region="UK") == "avoid"

    def test_a_region_without_any_age_rule_borrows(self) -> None:
        assert verdict(GEL, *self.RULES, age_years=10, region="AU") == "avoid"

    def test_a_line_of_age_that_does_not_decide_leaves_the_region_silent(self) -> None:
        rows = (
            GEL,
            rule("gel", "age_below", "9", "avoid", regions="CA", decides=False),
            rule("gel", "age_below", "12", "contraindicated", regions="UK"),
        )
        assert verdict(*rows, age_years=10, region="CA") == "contraindicated"


class TestRegions:
    def test_the_rules_of_the_home_region_speak_unless_another_is_chosen(self) -> None:
        rows = (
            GEL,
            says("gel", "first", guideline="home_us"),
            rule("gel", *PREGNANT, "contraindicated", regions="UK"),
            rule("gel", *PREGNANT, "caution", regions="US"),
        )
        assert verdict(*rows, pregnancy="pregnant") == "contraindicated"
        assert verdict(*rows, pregnancy="pregnant", guideline="home_us") == "first_line"
        assert verdict(*rows, pregnancy="pregnant", region="US") == "first_line"
        assert verdict(*rows, pregnancy="pregnant", guideline="home_us", region="UK") == "contraindicated"

    def test_a_rule_read_for_several_places_is_at_home_in_each(self) -> None:
        rows = (
            GEL,
            rule("gel", *PREGNANT, "caution", regions="UK;EU"),
            rule("gel", *PREGNANT, "avoid", regions="US"),
        )
        assert [verdict(*rows, pregnancy="pregnant", region=place) for place in ("UK", "EU", "US")] == [
            "first_line",
            "first_line",
            "avoid",
        ]

    @pytest.mark.parametrize("region", ["UK", "US"])
    def test_a_rule_for_any_place_speaks_beside_the_regions_own(self, region: str) -> None:
        rows = (
            GEL,
            rule("gel", *PREGNANT, "caution", regions="UK"),
            rule("gel", *PREGNANT, "avoid", regions="any"),
        )
        assert verdict(*rows, pregnancy="pregnant", region=region) == "avoid"

    def test_a_rule_for_any_place_breaks_the_silence_so_nothing_is_borrowed(self) -> None:
        rows = (
            GEL,
            rule("gel", *PREGNANT, "caution", regions="any"),
            rule("gel", *PREGNANT, "contraindicated", regions="US"),
        )
        assert verdict(*rows, pregnancy="pregnant", region="UK") == "first_line"

    def test_silence_is_never_permission_the_strictest_of_the_others_stands_in(self) -> None:
        rows = (
            GEL,
            rule("gel", *PREGNANT, "caution", regions="US"),
            rule("gel", *PREGNANT, "avoid", regions="EU"),
        )
        assert verdict(*rows, pregnancy="pregnant", region="AU") == "avoid"

    def test_a_soft_rule_at_home_keeps_a_neighbours_ban_out(self) -> None:
        rows = (
            GEL,
            rule("gel", *PREGNANT, "caution", regions="US"),
            rule("gel", *PREGNANT, "contraindicated", regions="UK"),
        )
        assert verdict(*rows, pregnancy="pregnant", region="US") == "first_line"

    def test_the_silence_is_that_of_option_and_classes_together(self) -> None:
        rows = (
            option("gel", classes="retinoid"),
            GEL,
            rule("retinoid", *PREGNANT, "caution", regions="US"),
            rule("gel", *PREGNANT, "contraindicated", regions="UK"),
        )
        assert verdict(*rows, pregnancy="pregnant", region="US") == "first_line"

    def test_each_fact_has_its_own_silence(self) -> None:
        rows = (
            GEL,
            rule("gel", *PREGNANT, "caution", regions="US"),
            rule("gel", "patient", "asthma", "avoid", regions="UK"),
        )
        assert verdict(*rows, pregnancy="pregnant", conditions=["asthma"], region="US") == "avoid"

    def test_a_borrowed_rule_is_marked_with_where_it_was_read(self) -> None:
        rows = (GEL, rule("gel", *PREGNANT, "avoid", regions="EU", row="R1"))
        borrowed = decided(*rows, pregnancy="pregnant", region="UK").loc["gel", "reasons"]
        assert "Avoid, pregnant (read for EU only): reason to avoid [R1]." in borrowed
        assert "only)" not in decided(*rows, pregnancy="pregnant", region="EU").loc["gel", "reasons"]

    def test_another_country_stands_in_under_its_own_name(self) -> None:
        rows = (GEL, rule("gel", *PREGNANT, "avoid", regions="other", jurisdiction="Philippines"))
        answer = decided(*rows, pregnancy="pregnant").loc["gel"]
        assert answer["verdict"] == "avoid"
        assert "(read for Philippines only)" in answer["reasons"]

    def test_another_country_does_not_break_the_regions_silence(self) -> None:
        rows = (
            GEL,
            rule("gel", *PREGNANT, "caution", regions="other"),
            rule("gel", *PREGNANT, "contraindicated", regions="EU"),
        )
        assert verdict(*rows, pregnancy="pregnant", region="UK") == "contraindicated"

    def test_several_home_regions_speak_together_and_the_strictest_wins(self) -> None:
        row = says("gel", "first", guideline="home_three")
        rules = [
            rule("gel", *PREGNANT, effect, regions=place)
            for effect, place in (
                ("caution", "UK"),
                ("avoid", "EU"),
                ("caution", "US"),
                ("contraindicated", "CA"),
            )
        ]
        assert verdict(row, *rules, guideline="home_three", pregnancy="pregnant") == "avoid"
        assert (
            verdict(row, *rules, guideline="home_three", pregnancy="pregnant", region="CA")
            == "contraindicated"
        )
        assert verdict(row, *rules, guideline="home_three", pregnancy="pregnant", region="UK") == "first_line"

    def test_a_course_rule_is_not_borrowed(self) -> None:
        rows = (GEL, rule("gel", "course", "beyond_6_months", "avoid", regions="UK"))
        assert verdict(*rows, conditions=["beyond_6_months"], region="UK") == "avoid"
        assert verdict(*rows, conditions=["beyond_6_months"], region="US") == "first_line"

    def test_a_course_rule_for_any_place_needs_no_borrowing(self) -> None:
        rows = (GEL, rule("gel", "course", "beyond_6_months", "avoid", regions="any"))
        assert verdict(*rows, conditions=["beyond_6_months"], region="US") == "avoid"

    @pytest.mark.parametrize("kind", ["patient", "co_treatment"])
    def test_patient_and_co_treatment_rules_are_borrowed(self, kind: str) -> None:
        rows = (GEL, rule("gel", kind, "something", "avoid", regions="UK"))
        assert verdict(*rows, conditions=["something"], region="US") == "avoid"

    @pytest.mark.parametrize("region", ["UK", "US", None])
    def test_what_an_option_is_itself_holds_everywhere_and_is_not_borrowed(self, region: str | None) -> None:
        rows = (GEL, rule("gel", "itself", "alone", "avoid", regions="UK"))
        answer = decided(*rows, region=region).loc["gel"]
        assert answer["verdict"] == "avoid"
        assert "only)" not in answer["reasons"]


class TestPlanning:
    """`planning` without a rule falls back on `pregnant`, in the stated order."""

    LOCAL_PLANNING = rule("gel", "pregnancy", "planning", "caution", regions="UK", row="local planning")
    LOCAL_PREGNANT = rule("gel", "pregnancy", "pregnant", "avoid", regions="UK", row="local pregnant")
    ANY_PREGNANT = rule("gel", "pregnancy", "pregnant", "avoid", regions="any", row="any pregnant")
    OTHER_PLANNING = rule(
        "gel", "pregnancy", "planning", "contraindicated", regions="AU", row="other planning"
    )
    OTHER_PREGNANT = rule(
        "gel", "pregnancy", "pregnant", "contraindicated", regions="EU", row="other pregnant"
    )

    @pytest.mark.parametrize(
        ("rows", "speaks"),
        [
            ((LOCAL_PLANNING, LOCAL_PREGNANT, OTHER_PLANNING, OTHER_PREGNANT), "local planning"),
            ((LOCAL_PREGNANT, OTHER_PLANNING, OTHER_PREGNANT), "local pregnant"),
            ((ANY_PREGNANT, OTHER_PLANNING, OTHER_PREGNANT), "any pregnant"),
            ((OTHER_PLANNING, OTHER_PREGNANT), "other planning"),
            ((OTHER_PREGNANT,), "other pregnant"),
        ],
        ids=lambda case: case if isinstance(case, str) else f"{len(case)} rules",
    )
    def test_the_first_group_that_speaks_decides_alone(
        self, rows: tuple[dict[str, Any], ...], speaks: str
    ) -> None:
        answer = decided(GEL, *rows, pregnancy="planning").loc["gel"]
        assert answer["rows"][-1] == speaks
        assert len([name for name in answer["rows"] if name != GEL["id"]]) == 1

    def test_pregnant_does_not_fall_back_on_planning(self) -> None:
        assert verdict(GEL, self.OTHER_PLANNING, pregnancy="pregnant") == "first_line"

    @pytest.mark.parametrize("status", ["possible_without_contraception", "breastfeeding", "not_possible"])
    def test_no_other_status_falls_back_on_pregnant(self, status: str) -> None:
        assert verdict(GEL, self.LOCAL_PREGNANT, pregnancy=status) == "first_line"

    def test_a_planning_rule_for_any_place_comes_before_the_regions_pregnant_rule(self) -> None:
        anywhere = rule("gel", "pregnancy", "planning", "caution", regions="any")
        assert verdict(GEL, anywhere, self.LOCAL_PREGNANT, pregnancy="planning") == "first_line"


class TestRegimens:
    PARTS = (option("gel"), option("lyme"), option("doxy"))
    REGIMEN = option("regimen", parts="gel;lyme|doxy")
    SAID = says("regimen", "first", row="M1")

    def ask(self, *rows: dict[str, Any], **person: Any) -> Any:
        return decided(*self.PARTS, self.REGIMEN, self.SAID, *rows, **person).loc["regimen"]

    def test_nothing_restricts_where_no_part_is_restricted(self) -> None:
        answer = self.ask(pregnancy="pregnant")
        assert answer["verdict"] == "first_line"
        assert not answer["with_conditions"]

    def test_the_worst_part_rules_a_regimen_out(self) -> None:
        answer = self.ask(rule("gel", *PREGNANT, "contraindicated", row="R1"), pregnancy="pregnant")
        assert answer["verdict"] == "contraindicated"
        assert answer["rows"] == ("R1",)
        assert "through its part Gel" in answer["reasons"]

    def test_of_alternatives_the_best_holds(self) -> None:
        answer = self.ask(rule("lyme", *PREGNANT, "contraindicated"), pregnancy="pregnant")
        assert answer["verdict"] == "first_line"

    def test_of_alternatives_that_are_both_restricted_the_less_strict_speaks(self) -> None:
        rows = (rule("lyme", *PREGNANT, "contraindicated"), rule("doxy", *PREGNANT, "avoid"))
        assert self.ask(*rows, pregnancy="pregnant")["verdict"] == "avoid"

    def test_a_regimen_has_its_own_rules_too(self) -> None:
        answer = self.ask(rule("regimen", *PREGNANT, "avoid"), pregnancy="pregnant")
        assert answer["verdict"] == "avoid"
        assert "through its part" not in answer["reasons"]

    def test_what_its_own_rule_says_is_not_said_again_through_a_part(self) -> None:
        rows = (
            option("gel", classes="gels"),
            option("regimen", classes="gels", parts="gel"),
            rule("gels", *PREGNANT, "avoid", row="R1"),
        )
        answer = decided(*rows, self.SAID, pregnancy="pregnant").loc["regimen"]
        assert answer["reasons"].count("[R1]") == 1
        assert "through its part" not in answer["reasons"]

    def test_a_soft_rule_of_a_part_sets_conditions(self) -> None:
        assert self.ask(rule("gel", *PREGNANT, "caution"), pregnancy="pregnant")["with_conditions"]

    def test_one_alternative_is_given_so_two_facts_may_rule_out_both(self) -> None:
        rows = (
            rule("lyme", "patient", "kidney", "contraindicated"),
            rule("doxy", "patient", "liver", "avoid"),
        )
        assert self.ask(*rows, conditions=["kidney"])["verdict"] == "first_line"
        assert self.ask(*rows, conditions=["kidney", "liver"])["verdict"] == "avoid"

    def test_a_parts_silence_is_its_own(self) -> None:
        rows = (
            rule("regimen", *PREGNANT, "caution", regions="US"),
            rule("gel", *PREGNANT, "contraindicated", regions="UK"),
        )
        assert self.ask(*rows, pregnancy="pregnant", region="US")["verdict"] == "contraindicated"

    def test_a_part_that_may_not_stand_alone_may_stand_in_a_regimen(self) -> None:
        assert self.ask(rule("gel", "itself", "alone", "avoid"))["verdict"] == "first_line"

    def test_a_regimen_can_be_the_fault_itself(self) -> None:
        assert self.ask(rule("regimen", "itself", "two_antibiotics", "avoid"))["verdict"] == "avoid"


class TestAnAlternativeThatIsRuledOut:
    """A regimen with one of two drugs has the verdict of the drug that is left, and says which is not."""

    ROWS = (
        says("both", "first"),
        option("lyme"),
        option("doxy"),
        option("both", parts="gel;lyme|doxy"),
        option("gel"),
        rule("lyme", "patient", "kidney", "contraindicated", row="R1"),
        rule("lyme", "patient", "liver", "avoid", row="R2"),
        rule("lyme", "patient", "asthma", "caution", row="R3"),
        rule("doxy", "patient", "fungus", "avoid", row="R4"),
    )

    def answer(self, *conditions: str) -> Any:
        return decided(*self.ROWS, conditions=conditions).loc["both"]

    @pytest.mark.parametrize("condition", ["kidney", "liver"])
    def test_the_regimen_stays_with_conditions(self, condition: str) -> None:
        answer = self.answer(condition)
        assert (answer["verdict"], answer["with_conditions"]) == ("first_line", True)
        assert "Not with Lyme: " in answer["reasons"]
        assert f"{condition}: reason to" in answer["reasons"]

    def test_only_the_strictest_rule_closes_it(self) -> None:
        reasons = self.answer("kidney", "liver", "asthma")["reasons"]
        assert "[R1]" in reasons
        assert "[R2]" not in reasons
        assert "[R3]" not in reasons

    def test_a_soft_rule_closes_nothing(self) -> None:
        answer = self.answer("asthma")
        assert not answer["with_conditions"]
        assert "Not with" not in answer["reasons"]

    def test_with_every_alternative_ruled_out_the_regimen_is(self) -> None:
        answer = self.answer("kidney", "fungus")
        assert (answer["verdict"], answer["with_conditions"]) == ("avoid", False)
        assert "Not with" not in answer["reasons"]

    def test_it_is_said_through_a_regimen_inside_another(self) -> None:
        rows = (*self.ROWS, says("more", "first"), option("more", parts="both"))
        answer = decided(*rows, conditions=("kidney",)).loc["more"]
        assert answer["with_conditions"]
        assert "Not with Lyme: " in answer["reasons"]


class TestWhatAConditionImplies:
    """A course of more than six months is one of more than three."""

    ROWS = (
        GEL,
        rule("gel", "course", "course_beyond_3_months", "avoid", row="R3"),
        rule("gel", "course", "course_beyond_6_months", "caution", row="R6"),
    )

    def test_the_rule_on_what_is_implied_speaks_too(self) -> None:
        answer = decided(*self.ROWS, conditions=("course_beyond_6_months",)).loc["gel"]
        assert answer["verdict"] == "avoid"
        assert "[R3]" in answer["reasons"]
        assert "[R6]" in answer["reasons"]

    def test_said_of_both_it_is_said_once(self) -> None:
        both = ("course_beyond_3_months", "course_beyond_6_months")
        assert decided(*self.ROWS, conditions=both).loc["gel", "reasons"].count("[R3]") == 1

    def test_it_does_not_hold_the_other_way_round(self) -> None:
        answer = decided(*self.ROWS, conditions=("course_beyond_3_months",)).loc["gel"]
        assert "[R6]" not in answer["reasons"]


def test_a_rule_for_pregnancy_that_stands_in_for_planning_is_named_as_such() -> None:
    rows = (GEL, rule("gel", *PREGNANT, "avoid"))
    said = {
        status: decided(*rows, pregnancy=status).loc["gel", "reasons"] for status in ("planning", "pregnant")
    }
    assert "Avoid, pregnant (no rule on planning was read)" in said["planning"]
    assert "planning" not in said["pregnant"]


class TestRulesThatNeverDecide:
    @pytest.mark.parametrize("effect", ["avoid", "contraindicated", "caution"])
    @pytest.mark.parametrize("region", ["UK", "US"])
    def test_always_is_advice_and_never_a_ban(self, effect: str, region: str) -> None:
        answer = decided(GEL, rule("gel", "always", "sun", effect), region=region).loc["gel"]
        assert answer["verdict"] == "first_line"
        assert not answer["with_conditions"]

    def test_always_is_shown_in_its_region_and_not_borrowed(self) -> None:
        tables: Any = Tables(
            GEL,
            rule("gel", "always", "sun", "caution", row="R1"),
            rule("gel", "always", "wax", "avoid", regions="any", row="R2"),
        )
        desk = clinic(tables)
        assert [one.id for one in desk.advice("gel", ("UK",))] == ["R1", "R2"]
        assert [one.id for one in desk.advice("gel", ("US",))] == ["R2"]

    def test_advice_that_does_not_decide_is_not_given_as_advice(self) -> None:
        tables: Any = Tables(GEL, rule("gel", "always", "sun", "caution", decides=False))
        assert clinic(tables).advice("gel", ("UK",)) == []

    def test_advice_for_a_part_is_advice_for_the_regimen(self) -> None:
        tables: Any = Tables(
            option("gel"), option("both", parts="gel"), rule("gel", "always", "sun", "caution", row="R1")
        )
        assert [one.id for one in clinic(tables).advice("both", ("UK",))] == ["R1"]

    @pytest.mark.parametrize(
        ("kind", "what", "person"),
        [
            ("pregnancy", "pregnant", {"pregnancy": "pregnant"}),
            ("age_below", "12", {"age_years": 10}),
            ("patient", "asthma", {"conditions": ["asthma"]}),
            ("course", "long", {"conditions": ["long"]}),
            ("itself", "alone", {}),
        ],
    )
    def test_a_row_marked_as_not_deciding_never_decides(
        self, kind: str, what: str, person: dict[str, Any]
    ) -> None:
        answer = decided(GEL, rule("gel", kind, what, "contraindicated", decides=False), **person).loc["gel"]
        assert answer["verdict"] == "first_line"
        assert not answer["with_conditions"]
        assert answer["rows"] == (GEL["id"],)

    def test_a_row_that_does_not_decide_leaves_the_region_silent(self) -> None:
        rows = (
            GEL,
            rule("gel", *PREGNANT, "caution", regions="UK", decides=False),
            rule("gel", *PREGNANT, "avoid", regions="EU"),
        )
        assert verdict(*rows, pregnancy="pregnant", region="UK") == "avoid"

    def test_a_row_that_does_not_decide_is_shown_as_context_to_whom_it_is_about(self) -> None:
        tables: Any = Tables(
            GEL,
            rule("gel", *PREGNANT, "avoid", decides=False, regions="EU", row="R1"),
            rule("gel", *PREGNANT, "avoid", row="R2"),
        )
        desk = clinic(tables)
        assert [one.id for one in desk.context("gel", Patient(pregnancy="pregnant", catalog=tables))] == [
            "R1"
        ]
        assert desk.context("gel", Patient(catalog=tables)) == []


class TestAskFirst:
    """Age or pregnancy not stated: the verdict stays, and the rules that could change it are shown."""

    TABLES: Any = Tables(
        option("gel", classes="retinoid"),
        GEL,
        rule("retinoid", *PREGNANT, "contraindicated", row="R1"),
        rule("gel", "pregnancy", "breastfeeding", "caution", row="R2"),
        rule("gel", "age_below", "12", "avoid", row="R3"),
        rule("gel", "patient", "male", "contraindicated", row="R4"),
        rule("gel", "patient", "asthma", "contraindicated", row="R5"),
        option("both", parts="gel"),
    )

    def asked(self, option_id: str = "gel", **person: Any) -> list[tuple[str, str, str | None]]:
        patient = Patient(**person, catalog=self.TABLES)
        return [
            (one.rule.id, one.fact, one.via)
            for one in clinic(self.TABLES).ask_first(option_id, patient, ("UK",))
        ]

    def test_the_verdict_stays_while_age_and_pregnancy_are_not_stated(self) -> None:
        rows = (GEL, rule("gel", *PREGNANT, "contraindicated"), rule("gel", "age_below", "12", "avoid"))
        assert verdict(*rows) == "first_line"

    def test_bans_by_age_and_pregnancy_are_asked_about_and_soft_rules_and_ticked_facts_are_not(self) -> None:
        assert self.asked() == [
            ("R1", "pregnancy:planning", None),
            ("R1", "pregnancy:pregnant", None),
            ("R3", "age:12", None),
        ]

    def test_what_is_stated_is_not_asked(self) -> None:
        assert self.asked(pregnancy="not_possible") == [("R3", "age:12", None)]
        assert [fact for _, fact, _ in self.asked(age_years=30)] == [
            "pregnancy:planning",
            "pregnancy:pregnant",
        ]
        assert self.asked(pregnancy="not_possible", age_years=30) == []

    def test_a_rule_that_cannot_make_it_worse_is_not_asked(self) -> None:
        assert self.asked(pregnancy="pregnant") == []
        assert self.asked(conditions=("asthma",)) == []

    def test_a_man_is_not_asked_about_pregnancy(self) -> None:
        rows: Any = Tables(
            GEL, rule("gel", *PREGNANT, "avoid"), rule("cream", "patient", "male", "avoid"), option("cream")
        )
        man, somebody = (Patient(conditions=said, catalog=rows) for said in (("male",), ()))
        assert clinic(rows).ask_first("gel", man, ("UK",)) == ()
        assert clinic(rows).ask_first("gel", somebody, ("UK",)) != ()

    def test_a_fact_that_would_close_the_last_alternative_is_asked(self) -> None:
        """One alternative is ruled out already; what would rule the other out changes the verdict."""
        rows: Any = Tables(
            *(option(name) for name in ("lyme", "doxy")),
            option("both", parts="lyme|doxy"),
            rule("lyme", "patient", "kidney", "contraindicated"),
            rule("doxy", *PREGNANT, "contraindicated", row="R1"),
        )
        person = Patient(age_years=30, conditions=("kidney",), catalog=rows)
        asked = clinic(rows).ask_first("both", person, ("UK",))
        assert {one.rule.id for one in asked} == {"R1"}

    def test_of_two_bans_for_one_fact_the_stricter_alone_is_asked(self) -> None:
        rows: Any = Tables(
            option("gel", classes="retinoid"),
            rule("gel", *PREGNANT, "avoid", row="R1"),
            rule("retinoid", *PREGNANT, "contraindicated", row="R2"),
        )
        asked = clinic(rows).ask_first("gel", Patient(age_years=30, catalog=rows), ("UK",))
        assert {one.rule.id for one in asked} == {"R2"}

    def test_a_regimen_asks_through_its_part(self) -> None:
        assert {via for _, _, via in self.asked("both")} == {"gel"}


class TestChecked:
    """`checked` is False where the verdict would differ without the unread rows."""

    def test_a_line_that_rests_on_an_unread_row_alone_is_not_checked(self) -> None:
        answer = decided(says("gel", "first", basis="unread")).loc["gel"]
        assert not answer["checked"]
        assert "not checked against its source" in answer["reasons"]

    def test_an_unread_row_beside_a_read_one_of_the_same_line_changes_nothing(self) -> None:
        answer = decided(GEL, says("gel", "first", basis="unread")).loc["gel"]
        assert answer["checked"]

    def test_a_computed_row_is_no_unread_row(self) -> None:
        assert decided(says("gel", "first", basis="computed")).loc["gel", "checked"]

    def test_an_unread_not_mentioned_row_says_what_silence_says(self) -> None:
        assert decided(says("gel", "not_mentioned", basis="unread")).loc["gel", "checked"]

    def test_a_ban_that_rests_on_an_unread_rule_is_not_checked(self) -> None:
        rows = (GEL, rule("gel", *PREGNANT, "avoid", basis="unread"))
        assert not decided(*rows, pregnancy="pregnant").loc["gel", "checked"]
        assert decided(*rows).loc["gel", "checked"]

    def test_an_unread_rule_that_is_overruled_leaves_the_verdict_checked(self) -> None:
        rows = (
            GEL,
            rule("gel", *PREGNANT, "avoid", basis="unread"),
            rule("gel", *PREGNANT, "contraindicated"),
        )
        assert decided(*rows, pregnancy="pregnant").loc["gel", "checked"]

    def test_an_unread_caution_leaves_the_verdict_checked(self) -> None:
        rows = (GEL, rule("gel", *PREGNANT, "caution", basis="unread"))
        assert decided(*rows, pregnancy="pregnant").loc["gel", "checked"]

    def test_an_unread_local_rule_that_keeps_a_neighbours_ban_out_is_not_checked(self) -> None:
        rows = (
            GEL,
            rule("gel", *PREGNANT, "caution", basis="unread", regions="UK"),
            rule("gel", *PREGNANT, "avoid", regions="EU"),
        )
        answer = decided(*rows, pregnancy="pregnant", region="UK").loc["gel"]
        assert answer["verdict"] == "first_line"
        assert not answer["checked"]

    def test_a_partner_ruled_out_by_an_unread_rule_makes_the_verdict_unchecked(self) -> None:
        rows = (
            says("tablet", "first", only_with="gel"),
            option("gel"),
            rule("gel", *PREGNANT, "avoid", basis="unread"),
        )
        answer = decided(*rows, pregnancy="pregnant").loc["tablet"]
        assert answer["verdict"] == "not_mentioned"
        assert not answer["checked"]

    def test_an_unread_rule_on_a_part_makes_the_regimen_unchecked(self) -> None:
        rows = (
            option("gel"),
            option("both", parts="gel"),
            says("both", "first"),
            rule("gel", *PREGNANT, "avoid", basis="unread"),
        )
        assert not decided(*rows, pregnancy="pregnant").loc["both", "checked"]


def test_the_verdicts_stand_best_to_worst_as_the_contract_names_them() -> None:
    assert VERDICTS == (
        "first_line",
        "alternative",
        "maintenance",
        "not_mentioned",
        "avoid",
        "contraindicated",
    )


@pytest.mark.parametrize("line", VERDICTS[:5])
@pytest.mark.parametrize(
    ("level", "limit"), [(0, "first_line"), (1, "first_line"), (2, "avoid"), (3, "contraindicated")]
)
def test_the_worse_of_line_and_restriction_is_the_verdict(line: str, level: int, limit: str) -> None:
    assert worst(line, level) == max(line, limit, key=VERDICTS.index)
