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
