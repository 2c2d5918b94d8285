"""The closed forms solve the differential equations, and keep their limits."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.integrate import quad

from retinoid_teach import pharmacology as model
from retinoid_teach.pharmacology._exponentials import bateman, bateman_slope, three_steps, two_steps
from tests.pharmacology.reading import MODELS, integrated, value, with_rows

DOSE = 80.0
TIMES = np.concatenate([np.linspace(3.5, 12, 18), np.linspace(13, 200, 40)])


@pytest.mark.parametrize(("name", "fed"), MODELS)
def test_one_dose_solves_the_equations(name, fed):
    at = integrated(model.kinetic_model(name, fed), DOSE, 24, 1, 200)
    expected = [at(time)[0] for time in TIMES]
    assert model.oral_concentration(TIMES, DOSE, fed, name) == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize(("name", "fed"), MODELS)
@pytest.mark.parametrize(("interval", "doses"), [(24, 5), (12, 4), (7.5, 9)])
def test_repeated_doses_solve_the_equations(name, fed, interval, doses):
    at = integrated(model.kinetic_model(name, fed), 40, interval, doses, 200)
    expected = [at(time)[0] for time in TIMES]
    found = model.repeated_doses(TIMES, 40, interval, doses, fed, name)
    assert found == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize("doses", [1, 4])
def test_the_metabolite_solves_the_equations(doses):
    at = integrated(model.kinetic_model("lag"), DOSE, 24, doses, 200)
    expected = [at(time)[1] for time in TIMES]
    found = model.repeated_doses(TIMES, DOSE, 24, doses, analyte="4-oxo-isotretinoin")
    assert found == pytest.approx(expected, rel=1e-6)
    if doses == 1:
        assert model.metabolite_concentration(TIMES, DOSE) == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize(("name", "fed"), MODELS)
def test_what_goes_in_comes_out(name, fed):
    chosen = model.kinetic_model(name, fed)
    until = chosen.lag_h + 40 * chosen.half_life_h
    points = sorted({chosen.lag_h, chosen.tmax_h, 3 * chosen.half_life_h, 10 * chosen.half_life_h})
    area, _ = quad(
        lambda time: model.oral_concentration(time, DOSE, fed, name), 0, until, points=points, limit=400
    )
    # Dose in mg, over clearance in L/h, in ng*h/mL.
    assert area == pytest.approx(1000 * DOSE / chosen.clearance_l_h, rel=1e-6)
    assert area == pytest.approx(DOSE * chosen.auc_per_mg, rel=1e-6)


def test_the_metabolite_has_the_area_that_its_row_says():
    area, _ = quad(lambda t: model.metabolite_concentration(t, DOSE), 0, 1200, points=[3, 20, 100], limit=400)
    parent = DOSE * model.kinetic_model("lag").auc_per_mg
    assert area / parent == pytest.approx(value("P135") / value("P134"), rel=1e-6)
    assert area / parent == pytest.approx(value("P027"), rel=0.002)


@pytest.mark.parametrize(("name", "fed"), MODELS)
def test_the_peak_is_the_peak(name, fed):
    chosen = model.kinetic_model(name, fed)
    around = chosen.tmax_h + np.linspace(-2, 2, 4001)
    curve = model.oral_concentration(around[around >= 0], DOSE, fed, name)
    assert DOSE * chosen.cmax_per_mg == pytest.approx(curve.max(), rel=1e-6)
    assert model.oral_concentration(chosen.tmax_h, DOSE, fed, name) == pytest.approx(curve.max(), rel=1e-6)


@pytest.mark.parametrize(("name", "fed"), MODELS)
def test_it_begins_at_nothing_and_ends_at_nothing(name, fed):
    lag = model.kinetic_model(name, fed).lag_h
    assert model.oral_concentration(0, DOSE, fed, name) == 0
    assert model.oral_concentration(lag, DOSE, fed, name) == 0
    assert model.oral_concentration(lag + 1e-6, DOSE, fed, name) > 0
    assert model.oral_concentration(1e5, DOSE, fed, name) == 0
    assert model.oral_concentration(10, 0, fed, name) == 0


@pytest.mark.parametrize(("name", "fed"), MODELS)
def test_the_end_falls_by_half_in_a_half_life(name, fed):
    half = model.kinetic_model(name, fed).half_life_h
    late = 30 * half
    first, second = model.oral_concentration([late, late + half], DOSE, fed, name)
    assert second / first == pytest.approx(0.5, rel=1e-9)


@pytest.mark.parametrize("gap", [0.0, 1e-15, 1e-12, 1e-9, 1e-6, 1e-4])
def test_equal_rates_are_a_limit_and_no_fault(gap):
    time = np.array([0.0, 0.1, 1.0, 10.0, 100.0])
    assert bateman(time, 0.3 + gap, 0.3) == pytest.approx(0.3 * time * np.exp(-0.3 * time), rel=0.02)
    assert two_steps(time, 0.3, 0.3 + gap) == pytest.approx(two_steps(time, 0.3 + gap, 0.3), rel=1e-15)
    expected = time**2 / 2 * np.exp(-0.3 * time)
    assert three_steps(time, (0.3, 0.3 + gap, 0.3 - gap)) == pytest.approx(expected, rel=0.01)


@pytest.mark.parametrize("rates", [(0.7, 0.13, 0.03), (0.7, 0.7, 0.03), (0.03, 0.03, 0.7), (2.0, 0.001, 0.5)])
def test_three_steps_are_two_steps_and_one_more(rates):
    for time in (1e-4, 0.01, 1.0, 30.0):
        expected, _ = quad(
            lambda x, end=time: two_steps(np.asarray(x), rates[0], rates[1]) * np.exp(-rates[2] * (end - x)),
            0,
            time,
            epsrel=1e-12,
        )
        assert float(three_steps(np.asarray(time), rates)) == pytest.approx(expected, rel=1e-8)


def test_the_series_and_the_closed_form_meet():
    rates = (0.7, 0.13, 0.03)
    edge = 1e-3 / (0.7 - 0.03)
    below, above = three_steps(np.array([edge * (1 - 1e-9), edge * (1 + 1e-9)]), rates)
    assert below == pytest.approx(above, rel=1e-7)


@pytest.mark.parametrize("time", [0.5, 2.0, 9.0])
def test_the_slope_is_the_slope(time):
    step = 1e-5
    ends = bateman(np.array([time - step, time + step]), 0.7, 0.13)
    assert bateman_slope(time, 0.7, 0.13) == pytest.approx((ends[1] - ends[0]) / (2 * step), rel=1e-6)


@pytest.mark.parametrize("ka", [0.5321542609289895, 0.0328457390710105])
def test_absorption_as_fast_as_a_phase_still_solves_the_equations(ka):
    catalog = with_rows(lambda _, one: one | {"value": ka} if one["id"] == "K001" else one)
    chosen = model.kinetic_model("two_compartment", catalog=catalog)
    at = integrated(chosen, DOSE, 24, 1, 200)
    found = model.oral_concentration(TIMES, DOSE, model="two_compartment", catalog=catalog)
    assert found == pytest.approx([at(time)[0] for time in TIMES], rel=1e-6)
