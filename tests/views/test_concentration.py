"""Plasma: the curves are the models', the points the label's, and the words have their numbers."""

from __future__ import annotations

import numpy as np
import pytest

from retinoid_teach import pharmacology, views
from tests.pharmacology.reading import row, value


def curves(figure):
    return [line for line in figure.axes.lines if len(line.get_xdata()) > 100]


@pytest.mark.parametrize("fed", [True, False])
def test_each_model_has_its_curve(fed):
    drawn = curves(views.concentration(fed=fed))
    assert len(drawn) == 3
    for line, model in zip(drawn, ("no_lag", "lag", "two_compartment"), strict=True):
        x, y = line.get_data()
        assert y == pytest.approx(np.asarray(pharmacology.oral_concentration(x, 80, fed, model)))
        assert (x[0], x[-1]) == (0, 48)


def test_many_doses_are_those_of_the_model():
    figure = views.concentration(40, models="lag", doses=5, interval_h=12, hours=24)
    (line,) = curves(figure)
    x, y = line.get_data()
    assert x[-1] == 4 * 12 + 24
    assert y == pytest.approx(np.asarray(pharmacology.repeated_doses(x, 40, 12, 5)))
    assert "after 5 doses, one every 12 h, each of 40 mg with food" in figure.alt_text


def test_the_metabolite_is_its_own_curve():
    figure = views.concentration(models=["lag"], metabolite=True)
    _, line = curves(figure)
    x, y = line.get_data()
    assert y == pytest.approx(np.asarray(pharmacology.metabolite_concentration(x, 80)))
    assert "4-oxo-isotretinoin 463 at 19" in figure.alt_text


@pytest.mark.parametrize(("fed", "peak", "time"), [(True, "P002", "P003"), (False, "P006", "P007")])
def test_the_labels_peak_stands_there_with_its_spread(fed, peak, time):
    figure = views.concentration(fed=fed)
    (bars,) = figure.axes.containers
    point, _, (across, up) = bars
    assert point.get_xdata()[0] == value(time)
    assert point.get_ydata()[0] == value(peak)
    for segment, row_id, axis in ((across, time, 0), (up, peak, 1)):
        ends = segment.get_segments()[0][:, axis]
        spread = value(row_id) * row(row_id)["dispersion"] / 100
        assert sorted(ends) == pytest.approx([value(row_id) - spread, value(row_id) + spread])
    assert f"{value(peak):.0f} ng/mL (CV {row(peak)['dispersion']:g} %, {peak})" in figure.alt_text
    assert f"{value(time):g} h (CV {row(time)['dispersion']:g} %, {time})" in figure.alt_text


@pytest.mark.parametrize("given", [{"dose_mg": 40}, {"doses": 2}, {"dose_mg": 80.5}])
def test_the_labels_peak_is_of_one_dose_of_its_study_only(given):
    figure = views.concentration(**given)
    assert figure.axes.containers == []
    assert "label" not in figure.alt_text


def test_the_level_that_everybody_has_is_drawn_and_said():
    figure = views.concentration()
    level = pharmacology.endogenous_ng_ml()
    assert any(
        set(np.asarray(line.get_ydata())) == {level}
        for line in figure.axes.lines
        if len(line.get_xdata()) == 2
    )
    assert f"{level:g} ng/mL (P065)" in figure.alt_text
    assert any(f"{level:g} ng/mL" in one.get_text() for one in figure.axes.texts)


def test_the_axes_have_units_and_can_be_logarithmic():
    plain, log = views.concentration(), views.concentration(log=True)
    for figure in (plain, log):
        assert figure.axes.get_xlabel() == "time after the first dose (h)"
        assert figure.axes.get_ylabel() == "concentration (ng/mL)"
    assert (plain.axes.get_yscale(), log.axes.get_yscale()) == ("linear", "log")
    assert plain.axes.get_ylim()[0] == 0
    low, high = log.axes.get_ylim()
    assert low < pharmacology.endogenous_ng_ml() < value("P002") < high


def test_the_words_have_each_models_peak():
    said = views.concentration().alt_text
    for name, words in (("no_lag", "no lag"), ("lag", "lag"), ("two_compartment", "two compartments")):
        assert f"{words} {80 * pharmacology.kinetic_model(name).cmax_per_mg:.0f} at 5.29 h" in said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"dose_mg": 0}, "dose_mg: 0.0 is not allowed. Allowed: finite numbers above 0"),
        ({"dose_mg": -5}, "dose_mg: -5.0 is not allowed"),
        ({"models": ["lags"]}, "models: 'lags' is not known; did you mean 'lag'? Allowed: no_lag, lag"),
        ({"models": []}, "models: none was given. Allowed: no_lag, lag, two_compartment"),
        ({"fed": "yes"}, "fed: 'yes' is not allowed. Allowed: True, False"),
        ({"doses": 0}, "doses: 0 is not allowed. Allowed: a whole number from 1 to 1000"),
        ({"doses": 2, "interval_h": 0}, "interval_h: 0.0 is not allowed"),
        ({"hours": float("nan")}, "hours: nan is not allowed"),
        ({"metabolite": True, "fed": False}, "metabolite: True has rows for the lag model with food only"),
        ({"metabolite": True, "models": ["no_lag"]}, "metabolite: True has rows for the lag model with food"),
    ],
)
def test_what_is_wrong_is_named(given, said):
    with pytest.raises(ValueError, match="Allowed") as caught:
        views.concentration(**given)
    assert str(caught.value).startswith(said)
