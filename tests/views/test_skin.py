"""Skin: each mark stands at its value, and the missed fraction is that of the rows."""

from __future__ import annotations

import numpy as np
import pytest

from retinoid_teach import pharmacology, views
from tests.pharmacology.reading import row, value, with_rows


def marks(figure):
    return [float(line.get_xdata()[0]) for line in figure.axes.lines if len(line.get_xdata()) == 1]


def test_the_flux_of_tretinoin_is_predicted_twice_and_observed_once():
    figure, flux = views.skin(), pharmacology.skin_flux("tretinoin")
    assert marks(figure) == [flux.uncorrected, flux.corrected, flux.observed]
    assert [one.get_text() for one in figure.axes.texts] == ["48.4", "7.92", "5.3"]
    assert figure.axes.get_xlabel() == "flux (ng/cm²/h)"
    assert figure.axes.get_xscale() == "log"
    for number in ("48.4", "7.92", "5.3", "P080", "CP193", "Second-hand"):
        assert number in figure.alt_text


def test_what_was_not_observed_is_not_drawn():
    figure = views.skin("retinol")
    assert len(marks(figure)) == 2
    assert "observed" not in figure.alt_text


def test_marks_differ_by_shape_too():
    shapes = [line.get_marker() for line in views.skin().axes.lines if len(line.get_xdata()) == 1]
    assert len(set(shapes)) == 3


def test_no_solubility_no_picture():
    with pytest.raises(ValueError, match="'isotretinoin' has no row of its solubility in water"):
        views.skin("isotretinoin")


def segments(figure):
    """The thick pieces of the levels: from the least to the most that has to be absorbed, %."""
    return [tuple(line.get_xdata()) for line in figure.axes.lines if line.get_linewidth() == 5]


def test_the_missed_fraction_is_that_of_the_rows():
    limit, rise = segments(views.absorption())
    assert [round(end) for end in limit] == [value("P073"), row("P073")["value_high"]]
    needed = pharmacology.fraction_needed(value("P065") * value("P068") / 100, value("K014"))
    assert rise == pytest.approx((100 * needed.low, 100 * needed.high))


def test_the_band_is_that_of_the_model():
    figure = views.absorption()
    (band,) = figure.axes.collections
    low, high = (band.get_paths()[0].vertices[:, 1].min(), band.get_paths()[0].vertices[:, 1].max())
    whole = pharmacology.absorbed_exposure(value("K013"), np.array([0.0005, 1.0]))
    assert (low, high) == pytest.approx((whole.low[0], whole.high[1]))


def test_the_words_have_the_numbers_and_the_years_of_the_studies():
    figure = views.absorption()
    assert "Everybody has 1.5 ng/mL (P065)" in figure.alt_text
    assert "The rise of 0.72 ng/mL seen in 1997 (P068) implies 0.35 to 1.4 %" in figure.alt_text
    assert "1991 assay saw nothing below 20 ng/mL (P067)" in figure.alt_text
    assert "up to 9.6 to 38 % absorbed" in figure.alt_text
    assert row("S072")["year"] == "1991"
    assert row("S071")["year"] == "1997"
    assert "safe" not in figure.alt_text


def test_a_rise_is_shown_only_at_the_dose_at_which_it_was_seen():
    figure = views.absorption(1)
    ((low, high),) = segments(figure)
    assert "seen in" not in figure.alt_text
    # Ten times less on the skin, ten times more of it has to be absorbed: more than there is, at the worst.
    assert (round(low), high) == (96, 100)
    assert "up to 96 % or more absorbed" in figure.alt_text
    assert "more than the whole dose" in views.absorption(0.1).alt_text


def test_the_axes_have_their_units():
    axes = views.absorption().axes
    assert axes.get_xlabel() == "absorbed (% of the dose on the skin)"
    assert axes.get_ylabel() == "average rise (ng/mL)"
    assert axes.get_xscale() == axes.get_yscale() == "log"


@pytest.mark.parametrize("wrong", [0, -1, float("nan"), "x"])
def test_a_dose_that_cannot_be(wrong):
    with pytest.raises(ValueError, match=r"dose_mg_per_day: .* is not allowed"):
        views.absorption(wrong)


def test_another_limit_in_a_folder_is_drawn():
    catalog = with_rows(lambda _, one: one | {"value_high": 2.0} if one["id"] == "P067" else one)
    assert "saw nothing below 2 ng/mL" in views.absorption(catalog=catalog).alt_text
