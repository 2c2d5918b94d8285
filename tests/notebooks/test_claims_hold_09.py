"""What lesson 09 says of its eight people, derived again from the rows."""

from __future__ import annotations

from retinoid_teach import clinic, learning
from retinoid_teach.evidence import shipped

GUIDELINES = [row["id"] for row in shipped().rows("guidelines")]


def named(word: str) -> learning.Case:
    return next(one for one in learning.cases() if one.title.startswith(word))


def test_three_lists_put_oral_isotretinoin_first_for_marek_and_nice_asks_for_referral() -> None:
    marek = named("Marek")
    compared = clinic.compare_guidelines(marek.acne_type, marek.patient, marek.region)
    verdicts = compared.loc["isotretinoin_oral", GUIDELINES].to_dict()
    assert {name for name, verdict in verdicts.items() if verdict == "first_line"} == {
        "aad_2024",
        "eu_s3_2016",
        "global_alliance_2018",
    }
    assert verdicts["nice_ng198"] == "alternative"
    strength = shipped().row("NICE-19")[1]["strength"]
    assert strength == "refer"


def test_the_explorers_function_gives_lena_the_same_words() -> None:
    lena = named("Lena")
    table = clinic.appropriate_options(lena.acne_type, lena.guideline, lena.patient, lena.region)
    (choose,) = [step for step in lena.steps if step.kind == "choose"]
    for choice in choose.choices:
        assert choice.feedback.startswith(table.loc[choice.option, "reasons"])
    assert sum(choice.acceptable for choice in choose.choices) > 1


def test_in_severe_kidney_disease_the_regimen_keeps_its_other_drug() -> None:
    person = clinic.Patient(conditions=("severe_renal_impairment",))
    found = clinic.appropriate_options(3, "nice_ng198", person)
    regimen = found.loc["adapalene_bpo_plus_oral_tetracycline"]
    assert (regimen["verdict"], regimen["with_conditions"]) == ("first_line", True)
    assert "Not with Lymecycline" in regimen["reasons"]
    assert "Not with Doxycycline" not in regimen["reasons"]
    assert "SR114" in found.loc["lymecycline", "rows"]
    assert found.loc["lymecycline", "verdict"] == "contraindicated"
    assert found.loc["doxycycline", "verdict"] == "first_line"


def test_oral_isotretinoin_depends_on_the_programme() -> None:
    def verdict(pregnancy: str) -> tuple[str, str]:
        found = clinic.appropriate_options(4, "eu_s3_2016", clinic.Patient(pregnancy=pregnancy))
        return found.loc["isotretinoin_oral", "verdict"], found.loc["isotretinoin_oral", "reasons"]

    without, reasons = verdict("possible_without_contraception")
    assert without == "contraindicated"
    assert "[SR158]" in reasons
    within, reasons = verdict("possible_with_contraception")
    assert within == "first_line"
    assert "[SR205]" in reasons


def test_at_eleven_the_three_that_kofi_keeps_ask_for_caution_and_one_rule_is_american() -> None:
    kofi = named("Kofi")
    found = clinic.appropriate_options(kofi.acne_type, kofi.guideline, kofi.patient, kofi.region)
    (choose,) = [step for step in kofi.steps if step.kind == "choose"]
    kept = {choice.option for choice in choose.choices if choice.acceptable}
    assert kept == {"bpo", "adapalene", "azelaic_acid"}
    rules = {"bpo": "SR208", "adapalene": "SR015", "azelaic_acid": "SR081"}
    for option, rule in rules.items():
        said = found.loc[option, "reasons"]
        assert rule in said
        assert "Caution, age <12" in said
        assert ("(read for" in said) == (option != "bpo")


def test_another_rule_speaks_when_priya_plans_a_child() -> None:
    priya = named("Priya")
    planning = clinic.Patient(
        age_years=priya.patient.age_years, pregnancy="planning", conditions=priya.patient.conditions
    )
    now = clinic.appropriate_options(priya.acne_type, priya.guideline, priya.patient, priya.region)
    then = clinic.appropriate_options(priya.acne_type, priya.guideline, planning, priya.region)
    assert now.loc["adapalene_bpo", "verdict"] == "first_line"
    assert then.loc["adapalene_bpo", "verdict"] == "contraindicated"
    assert "SR002" in then.loc["adapalene_bpo", "rows"]
    assert "SR002" not in now.loc["adapalene_bpo", "rows"]
