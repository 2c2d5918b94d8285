"""What lesson 08 says of intervals, counts and rules, worked out again."""

from __future__ import annotations

from typing import Any

import pytest

from retinoid_teach import clinic, learning, trials
from retinoid_teach.evidence import shipped
from retinoid_teach.views import forest_published

TOPICAL = ["isotretinoin_topical", "adapalene", "tretinoin", "tazarotene", "trifarotene"]


def row(row_id: str) -> Any:
    return shipped().row(row_id)[1]


def interval(row_id: str) -> trials.Interval:
    return trials.Interval(*(float(row(row_id)[name]) for name in ("estimate", "ci_low", "ci_high")))


def test_lesson_08_every_line_of_the_first_forest_crosses_one() -> None:
    assert all(1 in interval(name) for name in ("PS001", "PS006", "PS010"))
    ends = [one.get_xdata() for one in forest_published().axes.lines if one.get_gid() == "interval"]
    assert len(ends) == 4
    assert all(float(min(one)) < 1 < float(max(one)) for one in ends)


def test_lesson_08_a_doubling_fits_every_study_and_a_rise_as_after_the_capsules_fits_none() -> None:
    for name in ("PS001", "PS006", "PS010"):
        limit = trials.upper_limit(interval(name))
        assert limit.possible is not None
        assert limit.possible >= 2
        assert limit.high < row("PS019")["ci_low"]
    assert trials.upper_limit(interval("PS006")).excluded == 6


def test_lesson_08_the_lower_end_for_the_capsules_leaves_no_small_rise() -> None:
    assert trials.upper_limit(interval("PS019")).shows_rise
    assert row("PS019")["ci_low"] > 10


def test_lesson_08_none_seen_leaves_more_than_a_third_or_a_little_over_one_in_a_hundred() -> None:
    babies = row("PS016")["exposed_events"]
    assert trials.rule_of_three(babies).upper > 1 / 3
    assert 0.3 < trials.rule_of_three(babies).exact < 0.5
    assert 0.01 < trials.rule_of_three(row("PS006")["n_exposed"]).upper < 0.015
    assert f"{babies} apparently healthy".replace("8", "eight") in row("PS016")["conclusion"]


def test_lesson_08_two_of_six_printed_results_can_be_worked_out_again_and_hold() -> None:
    found = trials.published_effects().loc[["PC001", "PC008", "PC011", "PC015", "PC023", "PC024"]]
    assert found["kind"].tolist() == ["check", "check", *["not_possible"] * 4]
    assert round(found.loc["PC001", "recomputed"], 1) == found.loc["PC001", "published"]
    assert round(found.loc["PC008", "recomputed"]) == found.loc["PC008", "published"]
    assert "worked out from the percentages" in row("PS001")["limitation"]


def test_lesson_08_more_than_one_birth_in_six_and_most_infants_normal() -> None:
    births = row("PS018")["n_births"]
    assert row("PS018")["exposed_events"] / births > 1 / 6
    assert row("PS018")["exposed_events"] + 23 == births


def test_lesson_08_the_series_shows_a_larger_share_than_those_followed_forward() -> None:
    series, forward = (row(name)["exposed_events"] / row(name)["n_births"] for name in ("PS017", "PS018"))
    assert series > 2 * forward


def test_lesson_08_terminations_are_the_only_outcome_of_that_study_whose_interval_does_not_hold_one() -> None:
    found = {name: interval(name) for name in ("PS006", "PS007", "PS008", "PS009")}
    assert [name for name, one in found.items() if 1 not in one] == ["PS009"]
    assert 1 in interval("PS013")
    panchaud = [
        one for one in shipped().rows("pregnancy_studies") if one["citation_short"] == "Panchaud 2012"
    ]
    assert len(panchaud) == len(found)


def test_lesson_08_of_the_topical_retinoids_only_tazarotene_is_contraindicated_in_the_us() -> None:
    rules = clinic.pregnancy_rules(TOPICAL)
    said = rules[(rules["route"] == "topical") & (rules["basis"] != "unread")]
    banned = said["category_or_status"].str.startswith("contraindicated")
    assert set(said[banned & (said["jurisdiction"] == "US")]["ingredient"]) == {"tazarotene"}
    first = said.drop_duplicates(["ingredient", "jurisdiction"])
    europe = first[first["jurisdiction"].isin(["UK", "EU"])]
    assert europe["category_or_status"].str.startswith("contraindicated").all()
    assert set(first[first["category_or_status"] == "category D"]["ingredient"]) == {"adapalene", "tretinoin"}


def test_lesson_08_the_uk_and_eu_rule_holds_for_the_class_and_calls_itself_a_precaution() -> None:
    for name, status in (("SR001", "pregnant"), ("SR002", "planning")):
        assert row(name)["applies_to"] == "topical_retinoid"
        assert row(name)["regions"] == "UK;EU"
        assert (row(name)["condition_id"], row(name)["effect"]) == (status, "contraindicated")
    assert row("SR001")["reason"].startswith("Precaution")


def test_lesson_08_two_uk_texts_on_breastfeeding_disagree() -> None:
    assert row("SR006")["regions"] == row("SR042")["regions"] == "UK"
    assert (row("SR006")["effect"], row("SR042")["effect"]) == ("allowed_with_conditions", "contraindicated")
    assert row("SR159")["effect"] == "contraindicated"


def test_lesson_08_the_numbers_of_the_questions() -> None:
    babies = row("PS016")["exposed_events"]
    limit = learning.question("Q-08-04")
    assert limit.right == pytest.approx(100 * trials.rule_of_three(babies).upper)
    assert isinstance(limit.right, float)
    assert abs(100 * trials.rule_of_three(babies).exact - limit.right) < limit.tolerance
    counts = [
        row("PS001")[name] for name in ("exposed_events", "n_exposed", "comparator_events", "n_comparator")
    ]
    assert learning.question("Q-08-13").right == pytest.approx(
        trials.effect_size(*counts).risk_ratio.estimate, abs=0.005
    )
    # A ten-fold rise does not fit, a five-fold one does: what Q-08-03 says of the upper end.
    assert 5 < row("PS006")["ci_high"] < 10
