"""What lesson 07 says of counts, words and differences, worked out again."""

from __future__ import annotations

from typing import Any

import pytest

from retinoid_teach import clinic, learning, table
from retinoid_teach.evidence import shipped
from retinoid_teach.trials import effect_size


def row(row_id: str) -> Any:
    return shipped().row(row_id)[1]


def counts(row_id: str) -> tuple[int, int]:
    return row(row_id)["events"], row(row_id)["n"]


def said(row_id: str) -> str:
    return str(row(row_id)["what_the_learner_should_know"])


def test_lesson_07_the_limits_of_the_words_are_those_of_the_contract() -> None:
    fields = shipped().table("adverse_events").fields
    (field,) = [one for one in fields if one.name == "frequency_category"]
    assert field.description.startswith(
        "very common 10% or more; common 1 to 10%; uncommon 0.1 to 1%; rare 0.01 to 0.1%; "
        "very rare below 0.01%; unknown"
    )


def test_lesson_07_one_trial_gives_a_reported_and_a_scored_number() -> None:
    assert row("AE002")["source_id"] == row("AE003")["source_id"]
    assert row("AE003")["percent_low"] / row("AE002")["percent_low"] > 4
    assert "worst score above baseline" in row("LT018")["severity_note"]
    assert row("LT018")["percent_low"] == row("AE003")["percent_low"]
    assert 100 - row("AE003")["percent_low"] > 100 / 3
    assert (row("AE001")["frequency_category"], row("AE001")["percent_low"]) == ("common", None)


def test_lesson_07_none_of_the_serious_effects_of_the_capsule_is_common() -> None:
    effects = clinic.side_effects("isotretinoin_oral").query("basis == 'read'")
    serious = effects.query("seriousness == 'serious'")["frequency_category"].value_counts()
    assert dict(serious) == {"very rare": 10, "unknown": 5, "rare": 1}
    assert sum(serious) == 16
    assert (row("AE205")["seriousness"], row("AE205")["frequency_category"]) == ("serious", "very common")
    assert row("AE089")["frequency_category"] == "unknown"


def test_lesson_07_five_that_cannot_wait_all_say_stop_and_are_of_three_drugs() -> None:
    five = [row(one) for one in ("AE015", "AE061", "AE073", "AE063", "AE190")]
    assert all("stop" in one["management"].lower() for one in five)
    assert len({one["ingredient"] for one in five}) == 3
    words = [one["frequency_category"] for one in five]
    assert (words.count("very rare"), words.count("unknown")) == (2, 3)
    lists = {one["locator"].split(" list")[0] for one in five if one["frequency_category"] == "very rare"}
    assert lists == {"very rare", "rare or very rare"}


def test_lesson_07_the_list_does_not_part_rare_from_very_rare_for_six_serious_effects() -> None:
    effects = clinic.side_effects("isotretinoin_oral").query("basis == 'read' and seriousness == 'serious'")
    assert effects["locator"].str.startswith("rare or very rare").sum() == 6
    assert said("AE079").startswith("The UK list says rare or very rare")


def test_lesson_07_the_ratio_for_mood_has_one_inside_its_interval() -> None:
    assert "RR 1.08, 0.99 to 1.19" in said("AE080")
    assert row("AE081")["percent_high"] == 0.5


def test_lesson_07_one_more_in_eight_has_dry_skin() -> None:
    found = effect_size(*counts("BO033"), *counts("BO034"), event_is="harm")
    assert 12 < 100 * found.risk_difference.estimate < 13
    assert found.nnt.form == "harm"
    assert round(found.nnt.estimate) == 8
    assert (round(found.nnt.low), round(found.nnt.high)) == (6, 14)
    assert row("BO033")["trial_id"] == row("BO034")["trial_id"]
    assert round(1 / found.risk_a) == 7


def test_lesson_07_four_arms_of_one_programme() -> None:
    ids = ("BO115", "BO116", "BO114", "BO117")
    assert len({(row(one)["trial_id"], row(one)["outcome"]) for one in ids}) == 1
    clindamycin, tretinoin, both = (
        effect_size(*counts(one), *counts("BO117"), event_is="harm").nnt for one in ids[:3]
    )
    assert (round(tretinoin.estimate), round(both.estimate)) == (19, 19)
    assert (clindamycin.form, tretinoin.form, both.form) == ("benefit_harm", "harm", "harm")
    assert round(clindamycin.estimate) == -180  # a harm, written as a negative benefit
    trial = next(one for one in shipped().rows("trials") if one["id"] == row("BO117")["trial_id"])
    assert "randomised" in trial["design"]


def test_lesson_07_on_the_gel_it_rose_and_on_the_vehicle_it_fell() -> None:
    red, dry = row("LT057"), row("LT059")
    assert red["later_percent"] < red["baseline_percent"]
    assert dry["later_percent"] == 2 * dry["baseline_percent"]
    assert "vehicle 31% to 35%" in red["severity_note"]
    assert "vehicle 18% to 13%" in dry["severity_note"]
    assert "12.7% at last visit against 6.5% before" in said("AE066")


def test_lesson_07_isotretinoin_gel_has_two_rows_and_no_percent() -> None:
    rows = table("local_tolerability").query("compound == 'isotretinoin'")
    assert set(rows["measure"]) == {"named_without_percent"}
    assert len(rows) == 2
    assert rows[["percent_low", "percent_high"]].isna().all(axis=None)
    topical = clinic.side_effects("isotretinoin_topical")
    assert topical[["percent_low", "percent_high"]].isna().all(axis=None)
    # The lesson has the learner filter for the word: no other row may hold it.
    others = table("local_tolerability").query("compound != 'isotretinoin'").astype(str)
    assert not others.apply(lambda column: column.str.contains("isotretinoin")).any(axis=None)


def test_lesson_07_dryness_needs_no_fall_of_sebum() -> None:
    assert row("CL17")["verdict"] == "not supported"
    assert "No human sebum study of topical isotretinoin was found" in row("CL07")["evidence_against"]
    assert row("CL05")["verdict"] == "contested"


def test_lesson_07_the_numbers_of_the_questions() -> None:
    foam = effect_size(*counts("BO091"), *counts("BO092"), event_is="harm")
    assert learning.question("Q-07-07").right == pytest.approx(foam.nnt.estimate)
    gel = effect_size(*counts("BO033"), *counts("BO034"))
    assert learning.question("Q-07-14").right == pytest.approx(100 * gel.risk_difference.estimate)
    lotion, dry_gel = row("LT034"), row("LT022")
    assert dry_gel["percent_low"] / lotion["percent_low"] == pytest.approx(4, abs=0.3)
    assert lotion["compound"] != dry_gel["compound"]
