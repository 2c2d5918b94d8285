"""Skin: permeability and flux give back the computed rows; absorbed amounts against what an assay can see."""

from __future__ import annotations

import re

import numpy as np
import pytest

from retinoid_teach import pharmacology as model
from retinoid_teach.evidence import shipped
from tests.pharmacology.reading import row, value, with_rows

# Compound and row of logP to the rows of its permeability, plain and corrected.
COMPUTED = {
    ("isotretinoin", "CP186"): ("P157", "P158"),
    ("tretinoin", "CP188"): ("P157", "P158"),
    ("adapalene", "CP190"): ("P159", "P160"),
    ("adapalene", "CP189"): ("P161", "P162"),
    ("tazarotene", "CP191"): ("P163", "P164"),
    ("tazarotene", "CP192"): ("P165", "P166"),
    ("tazarotenic acid", "CP046"): ("P167", "P168"),
    ("trifarotene", "CP054"): ("P169", "P170"),
    ("retinol", "CP062"): ("P171", "P172"),
}


def digits_of(row_id):
    """The value of a row, give or take half a unit of its last printed digit."""
    text = row(row_id)["value"]
    return pytest.approx(float(text), abs=0.51 * 10 ** -len(text.partition(".")[2]))


@pytest.mark.parametrize(("compound", "log_p_row"), COMPUTED)
def test_permeability_gives_the_computed_rows_back(compound, log_p_row):
    first = model.skin_permeability(compound)
    found = next(one for one in (first, *first.others) if one.row_id == log_p_row)
    plain, corrected = COMPUTED[compound, log_p_row]
    assert found.uncorrected == digits_of(plain)
    assert found.corrected == digits_of(corrected)
    assert found.log_p == value(log_p_row)
    assert f"logP {found.log_p:g}" in row(plain)["formulation"]
    assert compound in row(plain)["analyte"]


def test_predictions_that_disagree_are_all_given():
    for compound in ("adapalene", "tazarotene", "isotretinoin"):
        found = model.skin_permeability(compound)
        (other,) = found.others
        assert other.log_p != found.log_p
        assert other.corrected != found.corrected
        assert other.others == ()
    assert model.skin_permeability("trifarotene").others == ()


def test_the_rough_estimate_is_the_last_resort():
    assert row(model.skin_permeability("retinaldehyde").row_id)["property"] == "crippen_logp"
    for compound in ("isotretinoin", "adapalene", "tazarotene"):
        assert row(model.skin_permeability(compound).row_id)["property"] != "crippen_logp"


def test_a_logp_of_ones_own_has_no_row():
    mine = model.skin_permeability("tretinoin", log_p=3)
    assert (mine.log_p, mine.row_id, mine.others) == (3.0, "", ())
    assert mine.uncorrected == pytest.approx(model.permeability_estimate(3, mine.molar_mass, corrected=False))


def test_the_correction_is_a_ceiling():
    log_p = np.linspace(-3, 15, 100)
    plain = model.permeability_estimate(log_p, 300.0, corrected=False)
    corrected = model.permeability_estimate(log_p, 300.0)
    ceiling = value("K005") / np.sqrt(300.0)
    assert np.all(corrected < np.minimum(plain, ceiling))
    assert corrected[0] == pytest.approx(plain[0], rel=1e-3)
    assert corrected[-1] == pytest.approx(ceiling, rel=1e-3)
    assert np.all(np.diff(corrected) > 0)
    assert corrected.shape == log_p.shape
    assert isinstance(model.permeability_estimate(3, 300.0), float)


def test_the_constants_are_those_of_the_words_and_nobody_has_read_their_papers():
    note = row("P157")["note"]
    assert note.startswith(
        f"logKp(cm/h)={value('K002')}+{value('K003')} logP{value('K004')} MW".replace("-0.", "-0.")
    )
    assert f"sqrt(MW)/{value('K005')})" in row("P158")["note"]
    for row_id in ("K002", "K003", "K004", "K005"):
        assert row(row_id)["basis"] == "unread"
        assert row(row_id)["use"] == "teaching_model"
    assert f"ka {value('K001')}" in row("P137")["formulation"]
    assert f"F_oral {value('K006')}-{value('K007'):g}" in row("P072")["note"]


def test_the_study_on_the_face_is_as_its_row_tells_it():
    told = row("P080")["formulation"]
    mass, strength, area, hours = (value(row_id) for row_id in ("K008", "K009", "K010", "K011"))
    assert told == f"{mass:g} mg of {strength}% cream on {area:g} cm2 face, {hours:g} h"
    assert f"{mass * 1000 * strength / 100 / area:.2f} ug/cm2 applied" in row("P080")["note"]


def test_flux_gives_the_computed_and_the_observed_rows_back():
    found = model.skin_flux("tretinoin")
    assert found.uncorrected == pytest.approx(value("P173"), rel=0.01)
    assert found.corrected == digits_of("P174")
    assert found.observed == pytest.approx(float(re.search(r"i\.e\. ([\d.]+) ng", row("P080")["note"])[1]))
    assert found.solubility_ng_ml == pytest.approx(63, abs=0.5)
    assert "Solubility 63 ng/mL" in row("P173")["note"]
    assert {"CP188", "CP193", "P080"} <= set(found.rows)


@pytest.mark.parametrize("compound", ["retinol", "retinaldehyde"])
def test_where_nothing_was_observed_nothing_is_given(compound):
    found = model.skin_flux(compound)
    assert found.observed is None
    assert found.corrected < found.uncorrected
    assert "P080" not in found.rows


@pytest.mark.parametrize("compound", ["isotretinoin", "adapalene", "benzoyl peroxide"])
def test_no_solubility_no_flux(compound):
    with pytest.raises(
        ValueError,
        match=f"compound: '{compound}' has no row of its solubility in water, so no flux can be worked out. "
        "Allowed: tretinoin, retinol, retinaldehyde",
    ):
        model.skin_flux(compound)


def test_a_compound_without_any_logp_is_told_so():
    def change(_, one):
        return (
            None
            if one["compound" if "compound" in one else "id"] == "retinol" and "logp" in one["property"]
            else one
        )

    with pytest.raises(ValueError, match=r"'retinol' has no row of crippen_logp\. Allowed: isotretinoin"):
        model.skin_permeability("retinol", catalog=with_rows(change))


def dose_of(row_id):
    return float(re.search(r"([\d.]+) ?mg(?:/day)?\)?", row(row_id)["formulation"])[1])


def test_what_the_old_study_could_not_have_seen():
    needed = model.fraction_needed(row("P067")["value_high"], dose_of("P073"))
    assert round(100 * needed.low) == value("P073")
    assert round(100 * needed.high) == row("P073")["value_high"]


def test_what_the_later_study_implies():
    rise = value("P065") * value("P068") / 100
    needed = model.fraction_needed(rise, dose_of("P072"))
    assert value("P072") <= 100 * needed.low
    assert 100 * needed.high <= row("P072")["value_high"]
    # An order of magnitude: the row is rounded outwards.
    assert 100 * needed.low == pytest.approx(value("P072"), rel=0.2)
    assert 100 * needed.high == pytest.approx(row("P072")["value_high"], rel=0.1)


def test_rise_and_fraction_are_each_others_reverse():
    fraction = np.array([0.001, 0.01, 0.2])
    rise = model.absorbed_exposure(10, fraction)
    assert rise.low.shape == fraction.shape
    assert model.fraction_needed(rise.low, 10).high == pytest.approx(fraction)
    assert model.fraction_needed(rise.high, 10).low == pytest.approx(fraction)
    assert rise.high / rise.low == pytest.approx(np.full(3, value("K007") / value("K006")))


def test_all_of_an_oral_dose_gives_the_average_of_its_row():
    """With F = 1 a dose wholly absorbed through the skin is an oral dose: the steady state of P153."""
    assert model.absorbed_exposure(80, 1.0).low == pytest.approx(value("P153"), rel=0.001)


def test_the_band_follows_the_assumed_bioavailability():
    """Half as much assumed to reach the blood is half the clearance, so twice the rise: at both ends."""
    given = model.absorbed_exposure(10, 0.1)
    halves = with_rows(
        lambda _, one: one | {"value": one["value"] / 2} if one["id"] in ("K006", "K007") else one
    )
    found = model.absorbed_exposure(10, 0.1, catalog=halves)
    assert (found.low, found.high) == pytest.approx((2 * given.low, 2 * given.high))


def test_nothing_absorbed_raises_nothing():
    assert model.absorbed_exposure(10, 0.0) == model.Band(0.0, 0.0)
    assert model.absorbed_exposure(0, 0.5) == model.Band(0.0, 0.0)
    assert model.fraction_needed(0, 10) == model.Band(0.0, 0.0)


def test_every_compound_with_a_structure_has_a_permeability():
    names = [one["compound"] for one in shipped().rows("compounds") if one["property"] == "smiles"]
    for name in names:
        assert 0 < model.skin_permeability(name).corrected < 1
