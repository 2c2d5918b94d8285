"""A wrong argument meets its name, its value and what is allowed."""

from __future__ import annotations

import math

import numpy as np
import pytest

from retinoid_teach import pharmacology as model
from tests.pharmacology.reading import with_rows

CALLS = {
    "concentration_nm": lambda v: model.receptor_occupancy(v, 1.0),
    "time_h": lambda v: model.oral_concentration(v, 80),
    "time_h of the metabolite": lambda v: model.metabolite_concentration(v, 80),
    "time_h of many doses": lambda v: model.repeated_doses(v, 80, 24, 3),
    "fraction_absorbed": lambda v: model.absorbed_exposure(10, v),
    "rise_ng_ml": lambda v: model.fraction_needed(v, 10),
    "concentrations_nm['a']": lambda v: model.competitive_occupancy({"a": v}, {"a": 1.0}),
    "dose_mg": lambda v: model.oral_concentration(1, v),
    "dose_mg of the metabolite": lambda v: model.metabolite_concentration(1, v),
    "dose_mg of many doses": lambda v: model.repeated_doses(1, v, 24, 3),
    "dose_mg of the end": lambda v: model.time_to_fall_below(1, v, 24, 3),
    "dose_mg_per_day": lambda v: model.absorbed_exposure(v, 0.1),
}
POSITIVE = {
    "kd_nm": lambda v: model.receptor_occupancy(1.0, v),
    "hill": lambda v: model.receptor_occupancy(1.0, 1.0, v),
    "affinities_nm['a']": lambda v: model.competitive_occupancy({"a": 1.0}, {"a": v}),
    "interval_h": lambda v: model.repeated_doses(1, 80, v, 3),
    "interval_h of the end": lambda v: model.time_to_fall_below(1, 80, v, 3),
    "threshold_ng_ml": lambda v: model.time_to_fall_below(v, 80, 24, 3),
    "tmax_h": model.cmax_over_auc_bound,
    "molar_mass": lambda v: model.permeability_estimate(3, v),
    "dose_mg_per_day": lambda v: model.fraction_needed(1, v),
}


def message(call, given):
    with pytest.raises(ValueError, match="Allowed") as caught:
        call(given)
    return str(caught.value)


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("wrong", [-1, -1e-300, math.nan, math.inf, -math.inf])
def test_a_number_that_cannot_be(name, wrong):
    said = message(CALLS[name], wrong)
    assert (
        said
        == f"{name.split(' of ')[0]}: {float(wrong)} is not allowed. Allowed: finite numbers of 0 or more"
    )


@pytest.mark.parametrize("name", [name for name in CALLS if name.startswith("dose_mg") and "day" not in name])
def test_a_dose_that_overflows_is_no_dose(name):
    said = message(CALLS[name], 1e308)
    assert said == "dose_mg: 1e+308 is not allowed. Allowed: a number from 0 to 1,000,000"


@pytest.mark.parametrize("name", POSITIVE)
@pytest.mark.parametrize("wrong", [0, -1, math.nan, math.inf])
def test_a_number_that_has_to_be_above_nothing(name, wrong):
    said = message(POSITIVE[name], wrong)
    assert said == f"{name.split(' of ')[0]}: {float(wrong)} is not allowed. Allowed: finite numbers above 0"


@pytest.mark.parametrize("name", CALLS | POSITIVE)
@pytest.mark.parametrize("wrong", ["80", None, True, 1 + 2j, {"a": 1}, [1, "x"]])
def test_what_is_no_number(name, wrong):
    said = message((CALLS | POSITIVE)[name], wrong)
    assert said.startswith(f"{name.split(' of ')[0]}: {wrong!r} is not allowed. Allowed: finite numbers ")


@pytest.mark.parametrize("name", list(CALLS)[:7])
def test_where_in_an_array_it_stands(name):
    said = message(CALLS[name], [[0, 0], [0, -2]])
    assert said.startswith(f"{name.split(' of ')[0]}: -2.0 at position 1, 1 is not allowed. Allowed: ")
    assert "rows of different lengths are not allowed" in message(CALLS[name], [[1, 2], [3]])


@pytest.mark.parametrize("name", [*list(CALLS)[7:], *(name for name in POSITIVE if name != "tmax_h")])
def test_an_array_where_one_number_belongs(name):
    said = message((CALLS | POSITIVE)[name], np.array([1.0, 2.0]))
    assert said == f"{name.split(' of ')[0]}: an array of shape (2,) is not allowed. Allowed: one number"


@pytest.mark.parametrize("wrong", [0, -1, 2.0, True, "3", None, 10_001])
@pytest.mark.parametrize("call", [model.repeated_doses, model.time_to_fall_below])
def test_doses_are_counted(call, wrong):
    said = message(lambda doses: call(1, 80, 24, doses), wrong)
    assert said == f"doses: {wrong!r} is not allowed. Allowed: a whole number from 1 to 10000"


def test_a_count_of_numpy_is_a_count():
    assert model.repeated_doses(30, 80, 24, np.int64(2)) == model.repeated_doses(30, 80, 24, 2)


MODEL_CALLS = {
    "one dose": lambda **given: model.oral_concentration(1, 80, **given),
    "many": lambda **given: model.repeated_doses(1, 80, 24, 2, **given),
    "the end": lambda **given: model.time_to_fall_below(1, 80, 24, 2, **given),
    "itself": model.kinetic_model,
}


@pytest.mark.parametrize("call", MODEL_CALLS)
def test_an_unknown_model(call):
    said = message(lambda name: MODEL_CALLS[call](model=name), "two_compartments")
    assert said == (
        "model: 'two_compartments' is not known; did you mean 'two_compartment'? "
        "Allowed: no_lag, lag, two_compartment"
    )
    assert message(lambda name: MODEL_CALLS[call](model=name), None).startswith("model: None is not known.")


@pytest.mark.parametrize("call", MODEL_CALLS)
@pytest.mark.parametrize("wrong", ["fed", 1, None])
def test_fed_is_yes_or_no(call, wrong):
    said = message(lambda fed: MODEL_CALLS[call](fed=fed), wrong)
    assert said == f"fed: {wrong!r} is not allowed. Allowed: True, False"


def test_an_unknown_analyte():
    said = message(lambda name: model.repeated_doses(1, 80, 24, 2, analyte=name), "4-oxo")
    assert said.startswith("analyte: '4-oxo' is not known")
    assert said.endswith("Allowed: isotretinoin, 4-oxo-isotretinoin")


def test_arrays_of_different_shapes():
    said = message(lambda b: model.competitive_occupancy({"a": [1, 2], "b": b}, {"a": 1, "b": 1}), [1, 2, 3])
    assert said == (
        "concentrations_nm: shapes differ (a (2,), b (3,)). Allowed: numbers, or arrays of one shape"
    )


@pytest.mark.parametrize(
    ("concentrations", "affinities", "said"),
    [
        ({"a": 1}, {"b": 1}, "affinities_nm: 'a' is missing. Allowed: the same ligands in"),
        ({"a": 1}, {"a": 1, "b": 1}, "concentrations_nm: 'b' is missing. Allowed: the same ligands in"),
        ({}, {}, "concentrations_nm: {} is not allowed. Allowed: a dict of numbers by ligand"),
        ({"a": 1}, {}, "affinities_nm: {} is not allowed. Allowed: a dict"),
        ([1], {"a": 1}, "concentrations_nm: [1] is not allowed. Allowed: a dict"),
    ],
)
def test_ligands_that_do_not_match(concentrations, affinities, said):
    with pytest.raises(ValueError, match="Allowed") as caught:
        model.competitive_occupancy(concentrations, affinities)
    assert str(caught.value).startswith(said)


@pytest.mark.parametrize("wrong", [20.1, 1e6])
def test_a_logp_that_no_compound_has(wrong):
    said = message(lambda one: model.permeability_estimate(one, 300), wrong)
    assert said == f"log_p: {wrong} is not allowed. Allowed: numbers from -20 to 20"
    assert message(lambda one: model.skin_permeability("tretinoin", one), wrong) == said
    assert message(lambda one: model.permeability_estimate(one, 300), -21).startswith("log_p: -21.0 is not")


def test_more_than_all_cannot_be_absorbed():
    said = message(lambda one: model.absorbed_exposure(10, one), [0.5, 1.5])
    assert said == "fraction_absorbed: 1.5 is not allowed. Allowed: numbers from 0 to 1"


@pytest.mark.parametrize("call", [model.skin_permeability, model.skin_flux])
def test_an_unknown_compound(call):
    assert message(call, "tretinion").startswith(
        "compound: 'tretinion' is not known; did you mean 'tretinoin'?"
    )


def test_a_row_without_its_number_is_named():
    catalog = with_rows(lambda _, one: one | {"value_low": None} if one["id"] == "P124" else one)
    with pytest.raises(ValueError, match=r"row P124: value_low is None\. Allowed: a number"):
        model.kinetic_model("lag", catalog=catalog)


def test_a_folder_without_a_row_is_told_which():
    catalog = with_rows(lambda _, one: None if one["id"] == "P124" else one)
    with pytest.raises(ValueError, match="row_id: 'P124' is not known"):
        model.oral_concentration(1, 80, catalog=catalog)
