"""The kinetics lab without a browser: what it draws is what the models and the rows say."""

from __future__ import annotations

import json
import re

import numpy as np
import pytest

from retinoid_teach import pharmacology as ph
from retinoid_teach.evidence import shipped
from retinoid_teach.widgets import kinetics_lab
from retinoid_teach.widgets._labs.words import figures
from tests.widgets.reading import Page

MODELS = ("no_lag", "lag", "two_compartment")


def value(row_id, column="value_low"):
    return shipped().row(row_id)[1][column]


def x(lab):
    return np.frombuffer(lab.drawing["x"]["values"], dtype="<f4").astype(float)


def y(lab, at=0):
    return np.frombuffer(lab.drawing["curves"][at]["y"], dtype="<f4")


def readout(lab, label):
    (found,) = [one for one in lab.drawing["readouts"] if one["label"].startswith(label)]
    return found


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("fed", [True, False])
def test_the_curve_is_that_of_the_model(model, fed) -> None:
    lab = kinetics_lab(dose_mg=40, fed=fed, model=model)
    expected = ph.oral_concentration(x(lab), 40, fed=fed, model=model)
    assert y(lab) == pytest.approx(expected, rel=1e-3, abs=0.5)
    assert readout(lab, "Half-life of this model")["value"] == figures(
        ph.kinetic_model(model, fed).half_life_h
    )


def test_the_numbers_are_those_of_the_curve() -> None:
    lab = kinetics_lab()
    model = ph.kinetic_model("lag", fed=True)
    assert float(readout(lab, "Highest")["value"]) == pytest.approx(80 * model.cmax_per_mg, rel=0.01)
    assert float(readout(lab, "Time of that peak")["value"]) == pytest.approx(model.tmax_h, abs=0.05)
    area = readout(lab, "Area")["value"].replace(",", "")
    assert float(area) == pytest.approx(80 * model.auc_per_mg, rel=1e-3)
    below = ph.time_to_fall_below(ph.endogenous_ng_ml(), 80, 24, 1, fed=True, model="lag")
    assert readout(lab, "Below the body")["value"] == figures(below)


@pytest.mark.parametrize(("fed", "rows"), [(True, ("P002", "P003")), (False, ("P006", "P007"))])
def test_the_measured_peak_has_the_labels_spread(fed, rows) -> None:
    (mark,) = kinetics_lab(fed=fed).drawing["marks"]
    peak, time = (value(row) for row in rows)
    peak_cv, time_cv = (value(row, "dispersion") / 100 for row in rows)
    assert (mark["x"], mark["y"]) == (time, peak)
    assert (mark["low"], mark["high"]) == pytest.approx((peak * (1 - peak_cv), peak * (1 + peak_cv)))
    assert (mark["left"], mark["right"]) == pytest.approx((time * (1 - time_cv), time * (1 + time_cv)))
    assert all(f"[{row}]" in kinetics_lab(fed=fed).sentence for row in rows)


def test_both_meals_are_drawn_with_both_measured_peaks() -> None:
    lab = kinetics_lab(both_meals=True)
    assert [curve["text"] for curve in lab.drawing["curves"]] == [
        "isotretinoin, with food",
        "isotretinoin, without food",
    ]
    assert [mark["y"] for mark in lab.drawing["marks"]] == [value("P002"), value("P006")]
    looks = {(curve["ink"], curve["dash"]) for curve in lab.drawing["curves"]}
    assert len({ink for ink, _ in looks}) == len({dash for _, dash in looks}) == 2


def test_what_was_measured_is_drawn_for_the_dose_that_was_given() -> None:
    lab = kinetics_lab(dose_mg=40)
    assert lab.drawing["marks"] == []
    assert f"one dose of {value('K012', 'value'):g} mg [K012]" in " ".join(lab.drawing["notes"])


def test_repeated_doses_are_added_up_beside_what_was_measured() -> None:
    lab = kinetics_lab(doses=14)
    assert lab.drawing["x"]["label"] == "days after the first dose"
    expected = ph.repeated_doses(x(lab) * 24, 80, 24, 14)
    assert y(lab) == pytest.approx(expected, rel=1e-2, abs=1)
    (mark,) = lab.drawing["marks"]
    assert (mark["y"], mark["high"] - mark["y"]) == (value("P035"), value("P035", "dispersion"))
    average = re.search(r"averages ([\d.]+) ng/mL", lab.sentence)
    assert average is not None
    assert float(average[1]) == pytest.approx(value("P153"), rel=0.02)


def test_the_metabolite_is_there_for_the_lag_model_with_food_only() -> None:
    lab = kinetics_lab(metabolite=True)
    assert y(lab, 1) == pytest.approx(ph.metabolite_concentration(x(lab), 80), rel=1e-3, abs=0.5)
    assert "metabolite" not in lab.drawing["disabled"]
    for values in ({"fed": False}, {"model": "no_lag"}, {"model": "two_compartment"}):
        lab.values = {"fed": True, "model": "lag"} | values
        assert len(lab.drawing["curves"]) == 1
        assert lab.drawing["disabled"]["metabolite"] == "Rows exist for the lag model with food only."
    lab.values = {"fed": True, "model": "lag"}
    assert len(lab.drawing["curves"]) == 2


def test_the_model_without_a_lag_is_shown_failing_with_the_proof() -> None:
    lab = kinetics_lab(model="no_lag")
    bound = ph.cmax_over_auc_bound(value("P003"))
    assert readout(lab, "Largest peak")["value"] == figures(bound)
    assert readout(lab, "Peak ÷ area on the label")["value"] == figures(value("P002") / value("P001"))
    assert "no absorption rate can save it" in lab.drawing["notes"][0]
    assert "half-life" in kinetics_lab(model="no_lag", fed=False).drawing["notes"][0].rpartition("bound")[2]


def test_the_assumed_rate_of_the_third_model_is_named() -> None:
    assert "[K001]" in kinetics_lab(model="two_compartment").drawing["notes"][0]


def test_a_logarithmic_scale_has_no_nought() -> None:
    lab = kinetics_lab(log_axis=True)
    assert lab.drawing["y"]["log"]
    assert lab.drawing["y"]["low"] > 0
    assert np.isnan(y(lab)[0])


def test_the_bodys_own_level_is_a_line() -> None:
    (line,) = kinetics_lab().drawing["lines"]
    assert line["y"] == value("P065")


def test_the_short_names_set_the_values() -> None:
    lab = kinetics_lab()
    lab.dose_mg, lab.fed, lab.model = 40, False, "two_compartment"
    assert (lab.dose_mg, lab.fed, lab.model) == (40, False, "two_compartment")
    assert lab.drawing["for"]["dose_mg"] == 40


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"dose_mg": -80}, r"dose_mg: -80 is out of range. Allowed: a number from 5 to 160 mg"),
        ({"dose_mg": float("nan")}, r"dose_mg: nan is no number"),
        ({"model": "leg"}, r"model: 'leg' is not known; did you mean 'lag'"),
        ({"fed": "yes"}, r"fed: 'yes' is neither True nor False"),
        ({"dose": 80}, r"values: 'dose' is not known; did you mean 'doses'"),
    ],
)
def test_a_wrong_value_is_answered_in_words(values, said) -> None:
    with pytest.raises(ValueError, match=said):
        kinetics_lab(**values)


def test_every_row_that_it_cites_can_be_shown() -> None:
    for model in MODELS:
        for fed in (True, False):
            lab = kinetics_lab(model=model, fed=fed, metabolite=True)
            cited = set(re.findall(r"\[([A-Z]+\d+)\]", json.dumps([lab.sentence, *lab.drawing["notes"]])))
            cited |= {row for one in lab.drawing["readouts"] for row in one["rows"]}
            cited |= set(re.findall(r"\[([A-Z]+\d+)\]", " ".join(lab.data["about"])))
            assert cited <= set(lab.data["rows"])


def test_curves_are_small_and_a_stored_lab_too() -> None:
    lab = kinetics_lab(doses=14, both_meals=True, metabolite=True)
    assert len(x(lab)) <= 300
    page = Page(kinetics_lab()._html())
    assert kinetics_lab().sentence.partition(" [")[0] in page.text
    assert len(kinetics_lab()._html()) < 15_000
    assert kinetics_lab()._html() == kinetics_lab()._html()
    small = {name: one for name, one in kinetics_lab().get_state().items() if name in ("data", "values")}
    assert len(json.dumps(small)) < 10_000
