"""What the lessons and the questions say about verdicts and scores, derived again from the rows."""

from __future__ import annotations

import itertools
import re

import pytest

import retinoid_teach as rt
from retinoid_teach import clinic, learning, pharmacology, table
from retinoid_teach.evidence import shipped
from retinoid_teach.evidence.place import lessons_folder
from tests.notebooks import reading

GUIDELINES = ["nice_ng198", "aad_2024", "eu_s3_2016", "global_alliance_2018"]
ECZEMA = clinic.Patient(conditions=("eczema_irritated_or_broken_skin",))
NO_TETRACYCLINE = clinic.Patient(conditions=("tetracycline_contraindicated",))
PREGNANT = clinic.Patient(pregnancy="pregnant")


def first_line(acne_type: int, guideline: str, patient: clinic.Patient | None = None) -> set[str]:
    table = clinic.appropriate_options(acne_type, guideline, patient or clinic.Patient())
    return set(table.index[table["verdict"] == "first_line"])


def verdict(option: str, acne_type: int, guideline: str, patient: clinic.Patient, region: str) -> str:
    return str(clinic.appropriate_options(acne_type, guideline, patient, region).loc[option, "verdict"])


def test_lesson_00_two_of_three_fall_in_pregnancy() -> None:
    assert first_line(2, "nice_ng198") == {"adapalene_bpo", "tretinoin_clindamycin", "bpo_clindamycin"}
    assert first_line(2, "nice_ng198", PREGNANT) == {"bpo_clindamycin"}
    assert learning.question("Q-00-01").right == len(first_line(2, "nice_ng198", PREGNANT))


def test_lesson_00_counts_an_answer_in_the_row_of_its_lesson_as_right_at_the_last_try() -> None:
    for number, right in ((5, False), (10, True)):
        learning.keep("Q-01-03", number, correct=right)
    (cell,) = [one for one in reading.code(lessons_folder() / "00_start_here.ipynb") if one.id == "where"]
    first, _, last = cell.source.rpartition("\n")
    names = {"rt": rt}
    exec(f"{first}\nshown = {last}", names)
    _, _, *rows = str(names["shown"]).splitlines()
    assert [row.split()[0] for row in rows] == [
        path.name[:2] for path in sorted(lessons_folder().glob("*.ipynb"))
    ]
    assert [row.split()[2:] for row in rows[:3]] == [["0", "0"], ["1", "1"], ["0", "0"]]


@pytest.mark.parametrize(("region", "word"), [("UK", "contraindicated"), ("US", "avoid")])
@pytest.mark.parametrize("option", ["adapalene_bpo", "tretinoin_clindamycin"])
def test_lesson_00_the_place_changes_the_word(option: str, region: str, word: str) -> None:
    assert verdict(option, 2, "nice_ng198", PREGNANT, region) == word


@pytest.mark.parametrize(
    ("lesions", "total", "band"),
    [
        ({"nose": "nodule"}, 4, "mild"),
        (
            dict.fromkeys(
                ["forehead", "right_cheek", "left_cheek", "nose", "chin", "chest_and_upper_back"], 3
            ),
            33,
            "severe",
        ),
        (
            dict.fromkeys(["right_cheek", "left_cheek", "nose", "chin"], "nodule")
            | dict.fromkeys(["forehead", "chest_and_upper_back"], "pustule"),
            39,
            "very severe",
        ),
        (
            {"forehead": "comedone", "right_cheek": "papule", "left_cheek": "papule", "chin": "nodule"},
            14,
            "mild",
        ),
    ],
)
def test_lesson_01_scores(lesions: dict[str, str], total: int, band: str) -> None:
    score = clinic.gags_score(lesions)
    assert (score.total, score.band) == (total, band)


def test_lesson_01_answers_that_are_computed_from_rows() -> None:
    assert learning.question("Q-01-01").right == clinic.gags_score({"nose": "nodule"}).total
    cheeks = {"right_cheek": "papule", "left_cheek": "papule"}
    assert learning.question("Q-01-03").right == clinic.gags_score(cheeks | {"forehead": "comedone"}).total
    face = dict.fromkeys(["forehead", "right_cheek", "left_cheek", "nose", "chin"], "pustule")
    assert learning.question("Q-01-08").right == clinic.gags_score(face).total
    assert learning.question("Q-01-04").right == 34


def test_lesson_01_four_bridges_from_type_3_are_rough() -> None:
    from retinoid_teach import table

    rows = table("grade_crosswalk").query("acne_type == '3' and checked")
    assert (rows["closeness"] == "rough").sum() == 4


def held(row_id: str) -> float:
    """The one number that a row holds."""
    return float(shipped().row(row_id)[1]["value"])


def test_lesson_03_above_the_kd_each_tenfold_step_buys_less() -> None:
    kd = held("R013")
    shares = [
        100 * float(share) for share in pharmacology.receptor_occupancy([0.1 * kd, kd, 10 * kd, 100 * kd], kd)
    ]
    assert [round(share) for share in shares] == [9, 50, 91, 99]
    assert [round(b - a) for a, b in itertools.pairwise(shares)] == [41, 41, 8]
    assert learning.question("Q-03-01").right == pytest.approx(shares[2])


def test_lesson_03_competitors_at_their_kd_leave_a_third_empty() -> None:
    kd = {"tretinoin": held("R013"), "alitretinoin": held("R015")}
    shares = pharmacology.competitive_occupancy(kd, kd)
    assert list(shares.values()) == pytest.approx([1 / 3, 1 / 3])
    pushed = pharmacology.competitive_occupancy(kd | {"alitretinoin": 10 * kd["alitretinoin"]}, kd)
    assert learning.question("Q-03-06").right == pytest.approx(100 * float(pushed["tretinoin"]))


def test_lesson_03_half_of_gamma_is_a_tenth_of_alpha() -> None:
    share = 100 * float(pharmacology.receptor_occupancy(held("R003"), held("R001")))
    assert learning.question("Q-03-05").right == pytest.approx(share)
    assert round(share, -1) == 10


def test_lesson_03_the_ratio_changes_with_the_assay() -> None:
    by_binding = pharmacology.selectivity("ki_r001", "adapalene", "RARG", "RARA")
    assert learning.question("Q-03-16").right == pytest.approx(by_binding)
    assert round(by_binding, 1) == 8.5
    by_effect = pharmacology.one_axis(["R009", "R010"])
    assert round(pharmacology.selectivity(by_effect, "adapalene", "RARG", "RARA"), 1) == 2.4
    with pytest.raises(ValueError, match="differ in quantity"):
        pharmacology.one_axis(["R003", "R041"])
    assert round(held("R003") / held("R041")) == 12


def test_lesson_03_the_kd_of_tretinoin_differ_more_than_forty_five_times() -> None:
    rows = table("receptor_activity").query("compound == 'tretinoin' and parameter == 'Kd' and checked")
    at_the_rar = rows[rows["target"].str.contains("RAR")]["value"].astype(float)
    assert (at_the_rar.idxmin(), at_the_rar.idxmax()) == ("R017", "R063")
    assert at_the_rar.max() / at_the_rar.min() > 45
    assert learning.question("Q-03-02").right == pytest.approx(at_the_rar.max() / at_the_rar.min())


def test_lesson_03_a_collection_prints_one_ec50_for_all_three_receptors() -> None:
    assert {held(row) for row in ("R055", "R056", "R057")} == {200}


def test_lesson_03_no_constant_of_isotretinoin_makes_a_curve() -> None:
    sets = pharmacology.constant_sets().values()
    assert not any(one.compound == "isotretinoin" for each in sets for one in each.constants)
    assert pharmacology.no_curve().known[:4] == ("R019", "R020", "R021", "R022")


def test_lesson_03_the_ratios_of_trifarotene_do_not_fit_together() -> None:
    assert held("R032") < held("R030") < held("R031")


def test_lesson_03_three_numbers_of_the_rar_stand_at_the_rxr() -> None:
    rows = table("receptor_activity", include="all")
    rows = rows[rows["target"].str.fullmatch("RXR[ABG]") & rows["assay"].str.contains(r"\bRAR\b")]
    assert list(rows.index) == ["R058", "R061", "R064"]
    assert set(rows["use"]) == {"trap"}


def test_lesson_03_skin_has_five_rxr_for_each_rar() -> None:
    effects = table("mechanism_effects")["value"]
    assert round(float(effects["M006"]) / float(effects["M005"])) == 5


def test_lesson_03_the_filter_finds_both_sides_of_the_disagreements() -> None:
    status = table("mechanism_effects")["teaching_status"]
    both = ["M030", "M031", "M022", "M023", "M062", "M063", "M064", "M007", "M008"]
    assert set(status[both]) == {"contested"}
    assert status["M017"] == "hypothesis"


def test_lesson_03_the_face_answers_weeks_after_the_gene() -> None:
    effects = table("mechanism_effects")
    assert list(effects.loc[["M055", "M056"], "assay"]) == ["6 h", "24 h"]
    assert learning.question("Q-03-04").right == float(effects.loc["M051", "value"])
    assert float(effects.loc["M050", "value"]) < float(effects.loc["M051", "value"])


def test_lesson_03_two_trials_of_the_gel_found_opposite_orders() -> None:
    trials = table("trials")
    chalker, hughes = trials.loc["chalker1987"], trials.loc["hughes1992"]
    assert chalker["source_id"] == "B001"
    assert shipped().row("B001")[1]["same_as"] == table("mechanism_effects").loc["M049", "source_id"]
    assert "inflammatory lesions after 5 weeks; noninflammatory lesions and grade after 8" in chalker["note"]
    assert "gel twice daily" in chalker["arms"]
    completed = int(re.match(r"\d+", chalker["note"])[0])
    assert completed > hughes["n_randomised"] == int(table("mechanism_effects").loc["M051", "n"])


def test_lesson_03_nine_printed_claims_are_traps() -> None:
    traps = table("data_traps", include="all")
    assert list(traps["area"].isin(["receptor", "mechanism"])).count(True) == 9


def test_lesson_09_the_six_options_are_checked_in_all_four_lists() -> None:
    shown = ["adapalene", "tretinoin", "bpo", "azelaic_acid", "adapalene_bpo", "bpo_clindamycin"]
    for guideline in GUIDELINES:
        assert clinic.appropriate_options(2, guideline).loc[shown, "checked"].all()


def test_lesson_09_one_list_has_adapalene_first_and_alone() -> None:
    rows = [clinic.appropriate_options(2, guideline).loc["adapalene"] for guideline in GUIDELINES]
    alone = [row for row in rows if row["verdict"] == "first_line" and not row["with_conditions"]]
    assert learning.question("Q-09-01").right == len(alone) == 1
    assert [row["verdict"] for row in rows] == ["not_mentioned", "first_line", "alternative", "first_line"]


def test_lesson_09_all_four_agree_on_adapalene_with_benzoyl_peroxide() -> None:
    assert all("adapalene_bpo" in first_line(2, guideline) for guideline in GUIDELINES)


def test_lesson_09_four_retinoids_in_three_places() -> None:
    for option in ("adapalene", "tretinoin", "trifarotene", "tazarotene"):
        assert verdict(option, 2, "aad_2024", PREGNANT, "UK") == "contraindicated"
        assert verdict(option, 2, "aad_2024", PREGNANT, "EU") == "contraindicated"
        in_the_us = "contraindicated" if option == "tazarotene" else "avoid"
        assert verdict(option, 2, "aad_2024", PREGNANT, "US") == in_the_us
    for region in ("UK", "EU", "US"):
        assert verdict("bpo", 2, "aad_2024", PREGNANT, region) == "first_line"
        assert verdict("azelaic_acid", 2, "aad_2024", PREGNANT, region) == "alternative"


def test_lesson_09_six_first_line_options_and_two_without_tetracyclines() -> None:
    assert len(first_line(3, "nice_ng198")) == 6
    left = first_line(3, "nice_ng198", NO_TETRACYCLINE)
    assert left == {"adapalene_bpo", "tretinoin_clindamycin"}
    assert learning.question("Q-09-03").right == len(left)


def test_lesson_09_eczema_leaves_the_antibiotic_its_other_partner() -> None:
    left = first_line(3, "nice_ng198", ECZEMA)
    assert left == {"azelaic_acid_plus_oral_tetracycline", "lymecycline", "doxycycline"}
    capsules = clinic.appropriate_options(3, "nice_ng198", ECZEMA).loc[["lymecycline", "doxycycline"]]
    assert capsules["with_conditions"].all()
    table = clinic.appropriate_options(3, "nice_ng198", ECZEMA)
    retinoids = table[table["would_be"].eq("first_line") & table["verdict"].ne("first_line")]
    assert set(retinoids["verdict"]) == {"avoid"}


@pytest.mark.parametrize("guideline", GUIDELINES)
def test_lesson_09_no_list_gives_an_antibiotic_alone(guideline: str) -> None:
    for acne_type in (1, 2, 3, 4):
        assert (
            clinic.appropriate_options(acne_type, guideline).loc["oral_antibiotic_mono", "verdict"] == "avoid"
        )


def test_lesson_09_three_lists_put_oral_isotretinoin_first_for_type_4() -> None:
    said = [
        clinic.appropriate_options(4, guideline).loc["isotretinoin_oral", "verdict"]
        for guideline in GUIDELINES
    ]
    assert said == ["alternative", "first_line", "first_line", "first_line"]


def test_lesson_09_the_label_decides_on_peanuts_and_on_breastfeeding() -> None:
    peanut = clinic.Patient(conditions=("peanut_or_soya_allergy",), situations=("after_failed_courses",))
    assert verdict("isotretinoin_oral", 4, "nice_ng198", peanut, "UK") == "contraindicated"
    feeding = clinic.Patient(pregnancy="breastfeeding")
    assert verdict("isotretinoin_topical", 2, "eu_s3_2016", feeding, "UK") == "contraindicated"


def test_lesson_09_a_rule_is_borrowed_where_the_place_is_silent() -> None:
    feeding = clinic.Patient(pregnancy="breastfeeding")
    row = clinic.appropriate_options(2, "aad_2024", feeding, "US").loc["adapalene"]
    assert "SR014" in row["reasons"]
    assert "read for UK only" in row["reasons"]


def test_lesson_09_the_first_five_european_lines_for_type_1_are_unchecked() -> None:
    assert not clinic.appropriate_options(1, "eu_s3_2016").head(5)["checked"].any()


def test_lesson_09_under_twelve_options_fall_and_their_rules_name_a_place() -> None:
    child = clinic.appropriate_options(3, "nice_ng198", clinic.Patient(age_years=11))
    fallen = child[child["would_be"].ne(child["verdict"])]
    assert {"tretinoin_clindamycin", "lymecycline", "doxycycline"} <= set(fallen.index)
