"""What lesson 05 says about trials and their counts, worked out again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from retinoid_teach import learning, table, trials, widgets
from retinoid_teach.evidence import shipped

RIVALS = {"saleem2023", "ioannides2002", "ahmadsarwar2009", "jkcd_taziso", "dominguez1998", "elbaum1988"}


def row(row_id: str) -> Mapping[str, Any]:
    return shipped().row(row_id)[1]


def effect(a: str, b: str, **how: Any) -> trials.EffectSize:
    one, other = row(a), row(b)
    assert (one["trial_id"], one["outcome"]) == (other["trial_id"], other["outcome"])
    return trials.effect_size(one["events"], one["n"], other["events"], other["n"], **how)


def hundred(found: trials.Interval) -> list[int]:
    return [round(100 * value) for value in (found.estimate, found.low, found.high)]


def test_lesson_05_the_trials_shown_are_all_with_isotretinoin_gel_and_another_retinoid() -> None:
    trials = table("trials", include="all")
    arms = trials["arms"].str.lower()
    topical = arms.str.contains("isotretinoin") & ~arms.str.contains("oral")
    rival = arms.str.contains("adapalene|tazarotene|(?<!iso)tretinoin", regex=True)
    assert set(trials.index[topical & rival]) == RIVALS | {"adhikary2014"}
    assert trials.loc["elbaum1988", "basis"] == "unread"
    assert not trials.loc["saleem2023", "design"].startswith("parallel; randomised")
    assert "QUASI" in trials.loc["saleem2023", "design"]
    assert trials.loc["dominguez1998", "n_randomised"] == 30


def test_lesson_05_counts_were_read_for_two_of_three_rivals() -> None:
    rows = table("binary_outcomes")
    counted = rows[rows["trial_id"].isin(RIVALS) & rows["events"].notna() & rows["checked"]]
    assert set(counted["trial_id"]) == {"saleem2023", "jkcd_taziso"}
    assert learning.question("Q-05-02").right == 2


def test_lesson_05_the_two_differences_and_their_intervals() -> None:
    assert hundred(effect("BO001", "BO002").risk_difference) == [35, 16, 51]
    assert hundred(effect("BO174", "BO175").risk_difference) == [19, 1, 36]


def test_lesson_05_the_lab_shows_these_two_trials() -> None:
    questions = trials.comparisons()["question"]
    assert questions["CM02"] == "Does tazarotene help more people than topical isotretinoin?"
    found = trials.comparison("CM02")
    people = trials.in_people(
        found.together("risk_difference", "random").effect, "risk_difference", found.baseline
    )
    assert round(people.treatment.estimate) - round(people.control) == 20
    assert trials.comparison("CM01").table().index.tolist() == ["saleem2023"]
    lab = widgets.evidence_lab("CM01")
    lab.measure = "risk_difference"
    assert "35 more (16 to 50 more)" in lab.answer().sentence


def test_lesson_05_numbers_needed_to_treat() -> None:
    saleem, peshawar, trifarotene = (
        effect(*pair).nnt for pair in (("BO001", "BO002"), ("BO174", "BO175"), ("BO072", "BO073"))
    )
    assert [round(one.estimate) for one in (saleem, peshawar, trifarotene)] == [3, 5, 10]
    assert [round(peshawar.low), round(peshawar.high)] == [3, 87]
    assert row("BO072")["n"] + row("BO073")["n"] > 1000
    left = effect("BO145", "BO154", event_is="harm").nnt
    assert left.form == "benefit_harm"
    assert round(left.high) == -27
    assert learning.question("Q-05-05").right == pytest.approx(peshawar.estimate)


@pytest.mark.parametrize("row_id", ["BO174", "BO175", "BO026", "BO074"])
def test_lesson_05_counts_that_cannot_exist(row_id: str) -> None:
    with pytest.raises(ValueError, match="no whole number"):
        trials.counts_from_percent(row(row_id)["percent"], row(row_id)["n"])


def test_lesson_05_counts_that_can() -> None:
    assert trials.counts_from_percent(row("BO001")["percent"], row("BO001")["n"]) == 39
    assert [round(100 * row(one)["events"] / row(one)["n"]) for one in ("BO174", "BO175")] == [67, 47]


def test_lesson_05_a_vehicle_nearly_catches_the_drug_of_the_other_trial() -> None:
    drug, vehicle, other = (row(one)["percent"] for one in ("BO072", "BO073", "BO075"))
    assert drug - other < other - vehicle
    assert row("BO072")["arm"] == row("BO074")["arm"]
    assert row("BO072")["outcome"] == row("BO074")["outcome"]
    across = row("BO074")["percent"] - drug
    assert (round(across), round(100 / across)) == (13, 8)


def test_lesson_05_the_scale_of_feyz_ends_below_its_scores() -> None:
    shown = table("arm_outcomes", include="all").query("trial_id == 'feyz2018'")
    assert set(shown["use"]) == {"trap"}
    start, end = (shown[shown["timepoint_weeks"] == week] for week in (0, 12))
    assert start["value"].min() > row("GS017")["band_high"]
    best = end.loc[end["value"].idxmin()]
    assert (best["arm"], best["strength"]) == ("tretinoin 0.05% gel", "0.05%")
    assert row("AO086")["strength"] == "0.025%"


def test_lesson_05_one_trial_is_ahead_one_a_draw_and_one_the_other_way() -> None:
    value = {one: row(one)["value"] for one in ("AO085", "AO086", "AO091", "AO092", "AO093", "AO094")}
    assert value["AO085"] - value["AO086"] > 10
    assert (value["AO091"] - value["AO092"]) * (value["AO093"] - value["AO094"]) < 0
    assert {row(one)["metric"] for one in value} == {"mean % reduction"}
    assert "DERIVED" in row("BO003")["locator"]
    assert row("BO003")["source_id"] == row("BO004")["source_id"] == "B009"
    assert row("BO003")["outcome"].startswith("excellent response")


def test_lesson_05_isotretinoin_has_one_form_in_the_table_and_another_outside_it() -> None:
    options = table("options")
    both = options.loc[["isotretinoin_topical", "trifarotene"]]
    assert not both[["form", "strengths"]].apply(lambda column: column.str.contains(";")).any(axis=None)
    assert row("D002")["vehicle"] == "cream"
    assert "0.1% cream" in row("P068")["formulation"]


def test_lesson_05_about_half_of_the_trials_say_not_stated_about_money() -> None:
    said = table("trials", include="all")["funding_note"]
    unsaid = said.str.contains("not stated|not known|not seen", regex=True)
    assert 0.4 < said.str.contains("not stated").mean() < 0.6
    makers = "Galderma|Bausch|Ortho|Dow|Stiefel|Allergan|Medicis|Yamanouchi|Roche"
    assert said[~unsaid].str.contains(makers, regex=True).mean() > 0.8


def test_lesson_05_spots_fall_by_more_than_two_thirds() -> None:
    assert row("AO022")["value"] > 200 / 3
    assert row("AO022")["trial_id"] == row("BO026")["trial_id"]
    assert learning.question("Q-05-14").right == pytest.approx(34.8, abs=0.05)
