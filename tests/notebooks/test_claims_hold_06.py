"""What lesson 06 says about combinations, worked out again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from retinoid_teach import clinic, learning, table, trials
from retinoid_teach.evidence import shipped

ALONE = ["clindamycin_topical_mono", "erythromycin_topical_mono", "oral_antibiotic_mono"]
GUIDELINES = ["nice_ng198", "aad_2024", "eu_s3_2016", "global_alliance_2018"]


def row(row_id: str) -> Mapping[str, Any]:
    return shipped().row(row_id)[1]


def effect(a: str, b: str) -> trials.EffectSize:
    one, other = row(a), row(b)
    assert (one["trial_id"], one["outcome"]) == (other["trial_id"], other["outcome"])
    return trials.effect_size(one["events"], one["n"], other["events"], other["n"], event_is="harm")


@pytest.mark.parametrize("acne_type", [1, 2, 3, 4])
def test_lesson_06_no_guideline_allows_an_antibiotic_alone_or_two_together(acne_type: int) -> None:
    verdicts = clinic.compare_guidelines(acne_type).loc[[*ALONE, "topical_plus_oral_antibiotic"], GUIDELINES]
    assert set(verdicts.to_numpy().ravel()) == {"avoid"}


def test_lesson_06_what_each_guideline_says_of_it_was_read() -> None:
    ids = ["NICE-11", "NICE-13", "NICE-14", "AAD-09", "AAD-20", "EUS3-20", "GA-05", "GA-07"]
    rows = table("guideline_recommendations").loc[ids]
    assert rows["checked"].all()
    assert set(rows["line"]) == {"avoid"}
    assert set(rows["guideline_id"]) == set(GUIDELINES)


def test_lesson_06_the_explorer_keeps_two_antibiotics_apart() -> None:
    antibiotic = [
        one["id"] for one in shipped().rows("options") if "topical_antibiotic" in (one["classes"] or "")
    ]
    taking = clinic.Patient(conditions=("on_an_oral_tetracycline",))
    now = clinic.appropriate_options(2, "nice_ng198", taking)
    assert set(now.loc[antibiotic, "verdict"]) == {"avoid"}
    assert "SR204" in now.loc["bpo_clindamycin", "rows"]
    assert now.loc["bpo_clindamycin", "would_be"] == "first_line"
    beside = clinic.Patient(conditions=("used_with_a_topical_antibiotic",))
    capsules = [one["id"] for one in shipped().rows("options") if "oral_antibiotic" in (one["classes"] or "")]
    found = clinic.appropriate_options(3, "nice_ng198", beside)
    assert set(found.loc[capsules, "verdict"]) == {"avoid"}
    assert "SR140" in found.loc["doxycycline", "rows"]
    elsewhere = clinic.appropriate_options(2, "aad_2024", taking, region="US")
    assert "(read for UK only)" in elsewhere.loc["bpo_clindamycin", "reasons"]
    elsewhere = clinic.appropriate_options(3, "aad_2024", beside, region="US")
    assert "(read for UK only): Resistance [SR140]" in elsewhere.loc["doxycycline", "reasons"]
    labels = {one["id"]: one["label"] for one in shipped().rows("conditions")}
    assert labels["on_an_oral_tetracycline"] == "Takes an oral tetracycline"
    assert labels["used_with_a_topical_antibiotic"] == "Used with a topical antibiotic"


def test_lesson_06_resistance_before_and_after() -> None:
    said = row("AE114")["what_the_learner_should_know"]
    assert "of 87% of people before, and of 98% after" in said
    assert learning.question("Q-06-01").right == 87
    assert "three months" in row("C135")["citation"]
    assert "versus its vehicle" in row("C135")["citation"]


def test_lesson_06_both_beat_adapalene_and_not_benzoyl_peroxide() -> None:
    both, adapalene, peroxide = (row(one) for one in ("AO019", "AO020", "AO021"))
    assert (adapalene["p_vs_comparator"], peroxide["p_vs_comparator"]) == ("<0.001", "not significant")
    assert both["value"] - adapalene["value"] > 10 > both["value"] - peroxide["value"]
    assert "54% v 35%" in row("MA021")["outcome"]
    assert row("MA021")["certainty"].startswith("low")


def test_lesson_06_three_drugs_beat_the_pairs_in_one_trial() -> None:
    trial = table("trials").loc["cab_p2"]
    low, high = (float(one) for one in trial["note"].partition(" ")[2].rstrip("%.").split("-"))
    assert row("BO064")["percent"] < 27 < low < high < 31 < row("BO063")["percent"]
    assert trial["funding_note"].startswith("Bausch")
    assert trial["arms"].count(";") == 4
    assert {row(one)["trial_id"] for one in ("BO169", "BO171")} == {"nct04892706"}
    outcomes = table("binary_outcomes").query("trial_id == 'nct04892706'")["outcome"]
    assert set(outcomes) == {"did not complete the study (any reason)"}


def test_lesson_06_the_antibiotic_adds_no_irritation_that_can_be_seen() -> None:
    difference = effect("BO110", "BO112").risk_difference
    assert (round(100 * difference.low), round(100 * difference.high)) == (-3, 2)
    assert 0 in difference
    assert 0 not in effect("BO110", "BO111").risk_difference
    assert 0 in effect("BO111", "BO113").risk_difference


def test_lesson_06_benzoyl_peroxide_burns_more() -> None:
    difference = effect("BO138", "BO139").risk_difference
    found = [round(100 * one) for one in (difference.estimate, difference.low, difference.high)]
    assert found == [26, 11, 40]
    assert row("BO138")["n"] == row("BO139")["n"] == 50
    assert effect("BO138", "BO139").risk_ratio.estimate > 5
    questions = trials.comparisons()["question"]
    assert questions["CM10"] == "Does clindamycin beside tretinoin change how many have a side effect?"


def test_lesson_06_the_success_of_gold_was_not_read() -> None:
    rows = table("binary_outcomes", include="all").query("trial_id == 'gold2009'")
    success = rows["outcome"].str.startswith("success")
    assert success.any()
    assert not rows.loc[success, "checked"].any()
    assert rows.loc[~success, "checked"].all()
    assert table("trials").loc["gold2009", "n_randomised"] > 1600


def test_lesson_06_who_left_and_why() -> None:
    difference = effect("BO145", "BO148")
    assert round(difference.risk_ratio.estimate) == 11
    assert round(100 * difference.risk_difference.estimate) == 2
    rows = table("binary_outcomes").query("trial_id == 'nct00421993'")
    left = rows.pivot(index="arm", columns="outcome", values="events")
    assert left["did not complete the study (any reason)"].idxmax() == "vehicle gel"
    assert left["discontinuation due to AE"].idxmax() == "adapalene 0.1%/BPO 2.5% gel"
    assert rows["n"].between(400, 420).all()
    assert learning.question("Q-06-09").right == pytest.approx(24, abs=0.5)


def test_lesson_06_one_pair_without_an_antibiotic_is_first_in_all_four() -> None:
    verdicts = clinic.compare_guidelines(2).loc[:, GUIDELINES]
    assert set(verdicts.loc["adapalene_bpo"]) == {"first_line"}
    assert verdicts.loc["tretinoin_clindamycin", ["nice_ng198", "eu_s3_2016"]].tolist() == [
        "first_line",
        "alternative",
    ]
    assert all(row(one)["basis"] == "read" for one in ("NICE-01", "EUS3-08", "GA-01", "AAD-07"))


def test_lesson_06_every_source_sets_an_end() -> None:
    notes = table("options").loc[["lymecycline", "minocycline"], "course_note"]
    assert "not above 6 months" in notes["lymecycline"]
    assert "beyond 6 months monitor every 3 months" in notes["minocycline"]
    assert row("SR141")["condition"] == "antibiotic course beyond 6 months"
    assert row("SR128")["reason"].startswith("Every 3 months")


def test_lesson_06_the_pair_that_must_not_meet() -> None:
    assert "IX001" in clinic.interactions(["isotretinoin_oral"]).index
    assert "IX052" in clinic.interactions(["doxycycline"]).index
    assert "contraindicated" in row("IX001")["advice"]
    assert row("IX052")["advice"].startswith("Contraindicated")
