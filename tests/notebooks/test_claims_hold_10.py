"""What lesson 10 says of claims, trials and our own rows, worked out again."""

from __future__ import annotations

from collections import Counter

import pytest

from retinoid_teach import learning, table
from retinoid_teach.evidence import shipped

RIVALS = ("ioannides2002", "saleem2023", "ahmadsarwar2009", "dominguez1998", "jkcd_taziso")


def row(row_id):
    return shipped().row(row_id)[1]


def fits(percent: str, n: int) -> list[int]:
    """The whole numbers of people that round to a percentage as it is printed."""
    decimals = len(percent.partition(".")[2])
    return [count for count in range(n + 1) if f"{100 * count / n:.{decimals}f}" == percent]


def test_lesson_10_the_verdicts_are_counted() -> None:
    verdicts = Counter(table("claims")["verdict"])
    assert verdicts == {
        "supported": 6,
        "partly supported": 9,
        "contested": 2,
        "unclear": 2,
        "not supported": 1,
    }
    assert learning.question("Q-10-01").right == verdicts["supported"]
    assert row("CL17")["verdict"] == "not supported"
    assert (row("CL11")["verdict"], row("CL05")["verdict"]) == ("contested", "contested")
    assert (row("CL03")["verdict"], row("CL04")["verdict"]) == ("unclear", "unclear")
    assert row("CL07")["verdict"] == "partly supported"


def test_lesson_10_the_rivals_are_all_that_met_the_gel() -> None:
    """Arms of isotretinoin gel without a partner, in a trial with another retinoid alone."""
    trials = table("trials").query("checked")
    rivals = ("adapalene", "tazarotene", "tretinoin")

    def met(arms: str) -> bool:
        alone = [arm for arm in arms.split("; ") if "+" not in arm and "oral" not in arm]
        gel = [arm for arm in alone if "isotretinoin" in arm]
        return bool(gel) and any(name in arm for arm in alone if arm not in gel for name in rivals)

    assert set(trials.index[trials["arms"].map(met)]) == set(RIVALS)


def test_lesson_10_two_of_five_have_counts_and_they_disagree() -> None:
    counted = set(table("binary_outcomes")["trial_id"]) & set(RIVALS)
    assert counted == {"saleem2023", "jkcd_taziso"}
    share = {one: row(one)["events"] / row(one)["n"] for one in ("BO001", "BO002", "BO174", "BO175")}
    assert share["BO001"] > share["BO002"]
    assert share["BO174"] > share["BO175"]
    assert "isotretinoin" in row("BO001")["arm"]
    assert "isotretinoin" in row("BO175")["arm"]
    assert "QUASI" in shipped().row("saleem2023")[1]["design"]


def test_lesson_10_mechanisms_come_from_abstracts() -> None:
    rows = table("mechanism_effects", include="all")
    assert rows["locator"].str.contains("abstract").mean() > 0.95


def test_lesson_10_what_the_abstracts_left_out() -> None:
    assert "definition not in abstract" in row("BO001")["outcome"]
    assert "timepoint not stated" in row("BO174")["locator"]
    assert "CI not in abstract" in row("MA004")["certainty"]
    assert "Text read ends" in shipped().row("ioannides2002")[1]["note"]
    assert row("C085")["same_as"] == shipped().row("ioannides2002")[1]["source_id"]


def test_lesson_10_the_interval_of_peels_holds_the_other_estimate() -> None:
    peels, pair = row("MA002"), row("MA001")
    assert peels["ci_low"] < pair["estimate"] < peels["ci_high"]
    assert peels["estimate"] > pair["estimate"]
    ranks = table("meta_analyses").loc[["MA004", "MA005", "MA006"], "certainty"]
    scores = ranks.str.extract(r"P-score (\d\.\d+)")[0].astype(float)
    assert scores.idxmax() == "MA004"


def test_lesson_10_the_crude_odds_ratio_is_lower_than_the_network() -> None:
    improved, on_vehicle = 0.35, 0.26
    assert "35% v 26%" in row("MA020")["outcome"]
    crude = improved / (1 - improved) / (on_vehicle / (1 - on_vehicle))
    assert crude == pytest.approx(1.5, abs=0.05)
    assert crude < row("MA020")["estimate"]


def test_lesson_10_no_whole_number_of_people_fits() -> None:
    assert fits(str(row("BO026")["percent"]), int(row("BO026")["n"])) == []
    assert 100 * 73 / 217 < row("BO026")["percent"] < 100 * 74 / 217
    assert "imputation likely" in shipped().row("steingold2016")[1]["note"]


def test_lesson_10_peshawar_was_rounded_wrongly() -> None:
    for row_id, printed in (("BO174", 66), ("BO175", 48)):
        assert row(row_id)["percent"] == printed
        exact = 100 * row(row_id)["events"] / row(row_id)["n"]
        assert round(exact) != printed
    assert learning.question("Q-10-10").right == round(100 * row("BO174")["events"] / row("BO174")["n"])


def test_lesson_10_a_mean_above_the_highest_score_is_a_trap() -> None:
    highest = row("GS017")["band_high"]
    above = [one for one in ("AO001", "AO002") if row(one)["value"] > highest]
    assert above == ["AO001", "AO002"]
    assert {(row(one)["use"], row(one)["source_id"], row(one)["timepoint_weeks"]) for one in above} == {
        ("trap", "B010", 0)
    }
    assert shipped().row("feyz2018")[1]["severity"] == "mild to moderate"
    assert not set(above) & set(table("arm_outcomes").index)


def test_lesson_10_five_texts_and_no_study_of_sebum_with_the_gel() -> None:
    assert "same sentence" in row("B118")["citation"]
    assert "unreferenced" in row("B117")["citation"]
    assert {one for one in ("S103", "S105", "S106") if one in row("T20")["where_seen"]} == {
        "S103",
        "S105",
        "S106",
    }
    effects = table("mechanism_effects", include="all")
    about_gel = effects.query("compound == 'isotretinoin' and route == 'topical' and species == 'human'")
    sebum = about_gel[about_gel["endpoint"].str.contains("sebum")]
    assert set(sebum["direction"]) == {"no human data found"}


def test_lesson_10_intervals_of_the_pregnancy_cohort_hold_one_and_two() -> None:
    assert "RR 0.7 (0.2 to 2.3)" in row("CL19")["evidence_for"]
    assert "a doubling is not excluded" in row("CL19")["what_to_teach"]
