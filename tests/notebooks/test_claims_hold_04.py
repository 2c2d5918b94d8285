"""What lesson 04 says of models and numbers, worked out again."""

from __future__ import annotations

import numpy as np
import pytest

from retinoid_teach import learning, pharmacology, table
from retinoid_teach.evidence import shipped


def held(row_id: str) -> float:
    """The one number that a row holds."""
    return float(shipped().row(row_id)[1]["value"])


def test_lesson_04_food_changes_the_amount_and_hardly_the_speed() -> None:
    fed, fasted = (pharmacology.kinetic_model("lag", meal) for meal in (True, False))
    assert fed.k10 == pytest.approx(fasted.k10, rel=0.1)
    assert held("P001") / held("P005") == pytest.approx(held("P009"), abs=0.05)
    assert held("P004") == held("P008")


def test_lesson_04_without_a_lag_the_peak_is_a_third() -> None:
    check = pharmacology.label_check().set_index(["model", "fed", "quantity"]).sort_index()["ratio"]
    assert check["no_lag", True, "Cmax"] == pytest.approx(1 / 3, abs=0.02)
    assert held("P002") / held("P001") / pharmacology.cmax_over_auc_bound(held("P003")) == pytest.approx(
        1.25, abs=0.02
    )
    assert check["lag", True, "t1/2"] == pytest.approx(0.25, abs=0.02)
    assert all(
        abs(check["two_compartment", True][name] - 1) < 0.01 for name in ("AUC", "Cmax", "Tmax", "t1/2")
    )


def test_lesson_04_the_bound_of_the_question() -> None:
    assert learning.question("Q-04-07").right == pytest.approx(
        1000 * pharmacology.cmax_over_auc_bound(4), abs=0.5
    )


def test_lesson_04_the_printed_half_lives_run_from_the_shortest_to_the_longest() -> None:
    rows = table("pk_parameters").query("analyte == 'isotretinoin' and route == 'oral' and unit == 'h'")
    half_lives = rows[rows["parameter"].str.startswith("t1/2") & rows["checked"]]["value_low"]
    assert half_lives.min() == held("P042")
    assert half_lives.max() == held("P033")
    assert "P016" not in rows.index


def test_lesson_04_doses_add_up_by_the_half_life() -> None:
    left = 0.5 ** (24 / held("P004"))
    assert 1 / (1 - left) == pytest.approx(held("P155"), abs=0.005)


def test_lesson_04_a_long_tail_does_not_make_doses_add_up() -> None:
    dose = pharmacology.label_dose_mg()
    hours = [hour / 10 for hour in range(7 * 240)]
    for model, low, high in (("no_lag", 1.85, 1.95), ("lag", 1.0, 1.1), ("two_compartment", 1.15, 1.25)):
        many = pharmacology.repeated_doses(hours, dose, 24, 7, model=model)
        one = pharmacology.oral_concentration(hours, dose, model=model)
        assert low < np.max(many) / np.max(one) < high
    tail = pharmacology.kinetic_model("two_compartment").half_life_h
    assert tail == pytest.approx(held("P004"), rel=0.01)


def test_lesson_04_the_studies_of_food_turned_to_one_way_run_from_one_and_a_half_to_two_point_seven() -> None:
    assert 100 / held("P038") == pytest.approx(2.5, abs=0.05)
    assert shipped().row("P032")[1]["value_low"] < 100 / held("P038") < held("P009")


def test_lesson_04_three_findings_are_told_in_words_that_their_rows_allow() -> None:
    rows = table("pk_parameters")
    assert list(rows.loc["P097", ["value", "unit"]]) == ["1.2", "ug/L"]
    assert list(rows.loc["P102", ["value", "unit"]]) == ["7/19", "count"]
    assert rows.loc["P102", "parameter"] == "subjects quantifiable"
    assert rows.loc["P035", "formulation"] == "0.75-1.0 mg/kg/day"


def test_lesson_04_the_longest_half_life_is_five_times_the_shortest() -> None:
    assert held("P033") / held("P042") == pytest.approx(5, abs=0.1)


def test_lesson_04_two_models_part_on_the_way_back_to_the_natural_level() -> None:
    natural = pharmacology.endogenous_ng_ml()
    lag, tail = (
        pharmacology.time_to_fall_below(natural, pharmacology.label_dose_mg(), 24, 1, model=model) / 24
        for model in ("lag", "two_compartment")
    )
    assert 2 < lag < 2.5
    assert 6 < tail < 7


def test_lesson_04_the_metabolite_peaks_late_and_the_limit_is_thirteen_times_the_natural_level() -> None:
    hours = [hour / 10 for hour in range(480)]
    curve = [pharmacology.metabolite_concentration(hour, pharmacology.label_dose_mg()) for hour in hours]
    assert round(hours[curve.index(max(curve))]) == 19
    assert int(held("P067") / held("P065")) == 13
