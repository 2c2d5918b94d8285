"""The other two ways to draw the kinetics lab draw the same curve, or the comparison would be unfair."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from benchmarks import labs, peers_labs
from retinoid_teach.pharmacology import oral_concentration
from retinoid_teach.widgets import kinetics_lab


@pytest.fixture
def figure(monkeypatch):
    import matplotlib.pyplot as plt

    shown = []
    monkeypatch.setattr(plt, "show", lambda: shown.append(plt.gcf()))
    peers_labs._draw(40)
    yield shown[0]
    plt.close("all")


def test_the_sliders_of_all_three_begin_alike():
    lab = kinetics_lab()
    spec = next(one for one in lab.data["controls"] if one["key"] == "dose_mg")
    assert lab.values["dose_mg"] == peers_labs.START == peers_labs.Blitted().dose_mg
    assert spec["step"] == peers_labs.STEP


def test_the_figure_has_the_curve_of_the_dose_and_what_was_measured(figure):
    (axes,) = figure.axes
    curve = next(line for line in axes.lines if len(line.get_xdata()) == len(peers_labs.TIMES))
    assert np.allclose(curve.get_ydata(), oral_concentration(peers_labs.TIMES, 40))
    (mark,) = kinetics_lab().drawing["marks"]
    assert (mark["x"], mark["y"]) in [tuple(line.get_xydata()[0]) for line in axes.lines]


def test_the_figure_that_stays_draws_each_dose_anew():
    blitted = peers_labs.Blitted()
    first = blitted.png
    blitted.dose_mg = 40
    assert blitted.png != first
    blitted.dose_mg = peers_labs.START
    assert blitted.png == first
    assert Image.open(io.BytesIO(first)).size == (700, 350)


def test_a_picture_that_does_not_end_at_the_slider_is_a_failure():
    class Page:
        keyboard = type("Keyboard", (), {"press": staticmethod(lambda key: None)})

        def evaluate(self, script, *given):
            return ["80 mg", "One dose of 75 mg"] if "ends" in script else 1

    with pytest.raises(RuntimeError, match="the slider stands at 80 mg, the picture says One dose of 75 mg"):
        list(labs._quick(Page()))
