"""The skin lab without a browser: estimates through the skin, and what a study of the blood could see."""

from __future__ import annotations

import json
import re

import numpy as np
import pytest

from retinoid_teach import pharmacology as ph
from retinoid_teach.evidence import shipped
from retinoid_teach.widgets import skin_lab
from retinoid_teach.widgets._labs.skin_run import compounds, study_dose
from retinoid_teach.widgets._labs.words import figures
from tests.widgets.reading import Page

INTO = "into_the_blood"


def value(row_id, column="value_low"):
    return shipped().row(row_id)[1][column]


def array(sent):
    return np.frombuffer(sent, dtype="<f4").astype(float)


def readouts(lab):
    return {one["label"]: one["value"] for one in lab.drawing["readouts"]}


def test_the_curves_are_the_estimates_for_the_sliders_molar_mass() -> None:
    lab = skin_lab(molar_mass=400)
    log_p = array(lab.drawing["x"]["values"])
    for at, corrected in enumerate((False, True)):
        expected = ph.permeability_estimate(log_p, 400, corrected=corrected)
        assert array(lab.drawing["curves"][at]["y"]) == pytest.approx(expected, rel=1e-4)


def test_one_curve_can_be_put_away() -> None:
    (curve,) = skin_lab(uncorrected=False).drawing["curves"]
    assert curve["text"] == "with the watery layer, 300 g/mol"


@pytest.mark.parametrize("compound", compounds(shipped()))
def test_each_compound_is_a_point_at_every_predicted_logp(compound) -> None:
    lab = skin_lab(compound)
    found = ph.skin_permeability(compound)
    points = {(mark["x"], mark["y"]): mark for mark in lab.drawing["marks"]}
    for one in (found, *found.others):
        mark = points[one.log_p, one.corrected]
        assert not mark["minor"]
        assert (mark["computed"], mark["short"]) == (True, compound)
    assert lab.values["molar_mass"] == round(found.molar_mass)
    assert f"[{found.row_id}]" in lab.sentence
    assert figures(found.corrected, 2) in lab.sentence


def test_every_compound_is_named_once_in_the_picture() -> None:
    named = ", ".join(mark["text"] for mark in skin_lab().drawing["marks"] if mark["text"]).split(", ")
    assert sorted(named) == sorted(compounds(shipped()))


def test_the_flux_is_shown_beside_what_was_observed() -> None:
    lab = skin_lab("tretinoin")
    flux = ph.skin_flux("tretinoin")
    found = readouts(lab)
    assert found["Flux, saturated solution"] == figures(flux.uncorrected, 2)
    assert found["Flux, with the watery layer"] == figures(flux.corrected, 2)
    assert found["Flux observed, cream"] == figures(flux.observed, 2)
    assert "5.3 was observed [P080]" in lab.sentence
    assert "observed" not in skin_lab("retinol").sentence


def test_without_a_solubility_row_no_flux_is_made_up() -> None:
    lab = skin_lab("adapalene")
    assert lab.drawing["notes"][0].startswith("No flux: adapalene has no row of its solubility in water")
    assert not any(label.startswith("Flux") for label in readouts(lab))


def test_two_predicted_logp_give_two_answers() -> None:
    lab = skin_lab("tazarotene")
    assert {label for label in readouts(lab) if label.startswith("Permeability")} == (
        {"Permeability, logP 5.6", "Permeability, logP 4.9"}
    )
    assert any("Sources predict different logP" in note for note in lab.drawing["notes"])


def test_the_formulas_constants_are_marked_as_not_checked() -> None:
    lab = skin_lab()
    assert "not checked against its source [K002]" in lab.drawing["notes"][-1]
    assert "not checked against its source" in lab.data["rows"]["K005"][1]


@pytest.mark.parametrize("limit", [2, 7, 20])
def test_what_a_study_could_have_missed_is_read_from_the_model(limit) -> None:
    lab = skin_lab(picture=INTO, limit_ng_ml=limit)
    needed = ph.fraction_needed(limit, 10)
    low, high = re.search(r"up to ([\d.]+)–([\d.]+) %", lab.sentence).groups()
    assert (float(low), float(high)) == pytest.approx((100 * needed.low, 100 * needed.high), rel=0.06)


def test_the_gel_study_could_have_missed_what_its_row_says() -> None:
    lab = skin_lab(picture=INTO)
    assert lab.values["limit_ng_ml"] == value("P067", "value_high")
    assert lab.values["dose_mg_per_day"] == study_dose("P067", shipped())
    said = value("P073", "value").replace("-", "–")
    assert f"could have missed up to {said} % absorption [P073]" in lab.sentence


def test_the_band_is_that_of_the_model() -> None:
    lab = skin_lab(picture=INTO, dose_mg_per_day=4)
    share = np.minimum(array(lab.drawing["x"]["values"]) / 100, 1)
    band = ph.absorbed_exposure(4, share)
    (drawn,) = lab.drawing["bands"]
    assert array(drawn["low"]) == pytest.approx(band.low, rel=1e-4)
    assert array(drawn["high"]) == pytest.approx(band.high, rel=1e-4)


def test_own_level_limit_and_the_rise_that_was_measured_are_lines() -> None:
    heights = {line["short"]: line["y"] for line in skin_lab(picture=INTO).drawing["lines"]}
    rise = value("P068") / 100 * value("P065")
    assert heights == pytest.approx({"own level": value("P065"), "limit": 20, "measured": rise})
    other = skin_lab(picture=INTO, dose_mg_per_day=2)
    assert "measured" not in {line["short"] for line in other.drawing["lines"]}
    assert "belongs to 10 mg a day [P068]" in other.drawing["notes"][0]


def test_a_limit_chooses_its_study_and_a_study_its_limit() -> None:
    lab = skin_lab(picture=INTO)
    lab.values = {"study": "P066"}
    assert lab.values["limit_ng_ml"] == value("P066")
    lab.values = {"limit_ng_ml": 5}
    assert lab.values["study"] == "own"
    lab.values = {"limit_ng_ml": value("P067", "value_high")}
    assert lab.values["study"] == "P067"
    lab.values = {"study": "own"}
    assert lab.values["limit_ng_ml"] == value("P067", "value_high")


def test_a_limit_below_the_bodys_own_level_misses_no_level() -> None:
    lab = skin_lab(picture=INTO, study="P066")
    assert "sees what everybody has" in lab.sentence
    assert "missed" not in lab.sentence


def test_no_more_is_missed_than_there_is() -> None:
    assert (
        "even if all of it were absorbed"
        in skin_lab(picture=INTO, limit_ng_ml=30, dose_mg_per_day=1).sentence
    )
    part = skin_lab(picture=INTO, limit_ng_ml=20, dose_mg_per_day=2)
    assert "at least 48 % absorption, and perhaps all of it" in part.sentence
    assert (
        readouts(skin_lab(picture=INTO, limit_ng_ml=30, dose_mg_per_day=1))[
            "Absorbed for a rise as large as the limit"
        ]
        == "over 100"
    )


@pytest.mark.parametrize("picture", ["through_the_skin", INTO])
def test_controls_of_the_other_picture_are_away(picture) -> None:
    hidden = set(skin_lab(picture=picture).drawing["hidden"])
    assert ("compound" in hidden) is (picture == INTO)
    assert ("limit_ng_ml" in hidden) is (picture != INTO)


def test_it_is_never_a_statement_on_safety() -> None:
    assert (
        "It is no statement on safety, in pregnancy or at any other time."
        in skin_lab(picture=INTO).drawing["notes"][-1]
    )
    for compound in compounds(shipped()):
        assert not re.search(r"\bsafe\b", json.dumps(skin_lab(compound)._html()))


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"compound": "tretinoine"}, r"compound: 'tretinoine' is not known; did you mean 'tretinoin'"),
        ({"picture": "both"}, r"picture: 'both' is not known"),
        ({"dose_mg_per_day": -1}, r"dose_mg_per_day: -1 is out of range"),
        ({"limit_ng_ml": float("inf")}, r"limit_ng_ml: inf is no number"),
        ({"study": "P070"}, r"study: 'P070' is not known"),
    ],
)
def test_a_wrong_value_is_answered_in_words(values, said) -> None:
    with pytest.raises(ValueError, match=said):
        skin_lab(**values)


def test_a_row_without_a_dose_is_named() -> None:
    with pytest.raises(ValueError, match="P066: its formulation"):
        study_dose("P066", shipped())


@pytest.mark.parametrize(
    "values", [{}, {"compound": "tazarotene"}, {"compound": "retinol"}, {"picture": INTO}]
)
def test_every_row_that_it_cites_can_be_shown(values) -> None:
    lab = skin_lab(**values)
    texts = " ".join([lab.sentence, *lab.drawing["notes"], *lab.data["about"]])
    cited = set(re.findall(r"\[([A-Z]+\d+)\]", texts)) | {
        row for one in lab.drawing["readouts"] for row in one["rows"]
    }
    assert cited
    assert cited <= set(lab.data["rows"])


def test_it_is_stable_and_small() -> None:
    lab = skin_lab(picture=INTO)
    assert lab._html() == skin_lab(picture=INTO)._html()
    assert len(lab._html()) < 15_000
    assert len(json.dumps(lab.data)) < 10_000
    assert "could have missed" in Page(lab._html()).text
