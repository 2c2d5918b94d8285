"""The curves are those of the constants, the axis says what they mean, isotretinoin has none."""

from __future__ import annotations

import numpy as np
import pytest

from retinoid_teach import pharmacology, views
from retinoid_teach.evidence import shipped
from retinoid_teach.views._drawing import DASHES

SETS = pharmacology.constant_sets()


def curves(figure):
    return [line for line in figure.axes.lines if len(line.get_xdata()) > 100]


@pytest.mark.parametrize("key", SETS)
def test_each_constant_has_its_curve(key):
    figure = views.occupancy(key)
    drawn = curves(figure)
    assert len(drawn) == len(SETS[key].constants)
    for line, constant in zip(drawn, SETS[key].constants, strict=True):
        x, y = line.get_data()
        assert y == pytest.approx(np.asarray(pharmacology.receptor_occupancy(x, constant.value_nm)))
        assert x[0] < constant.value_nm < x[-1]


@pytest.mark.parametrize("key", SETS)
def test_the_axis_the_title_and_the_words_say_what_it_is(key):
    figure = views.occupancy(key)
    title = figure.axes.get_figure(root=True).texts[0].get_text().replace("\n", " ")
    assert title.startswith(f"{SETS[key].quantity}, ")
    assert SETS[key].assay in title
    assert SETS[key].source_id in title
    assert figure.axes.get_ylabel() == SETS[key].meaning
    assert figure.axes.get_xlabel() == "free concentration (nM)"
    assert figure.axes.get_xscale() == "log"
    for constant in SETS[key].constants:
        sign = "" if constant.relation == "=" else "≤ "
        assert f"{sign}{constant.value_nm:g} nM ({constant.row_id})" in figure.alt_text


@pytest.mark.parametrize("key", SETS)
def test_each_line_has_its_label_at_its_end(key):
    figure = views.occupancy(key)
    labels = [one.get_text() for one in figure.axes.texts]
    for constant in SETS[key].constants:
        assert sum(label.endswith(f"{constant.value_nm:g} nM") for label in labels) >= 1
    assert figure.axes.get_legend() is None


@pytest.mark.parametrize("key", SETS)
def test_no_two_lines_look_the_same(key):
    looks = [(line.get_color(), str(line._dash_pattern)) for line in curves(views.occupancy(key))]
    assert len(set(looks)) == len(looks)


def test_dashes_tell_targets_where_colours_tell_compounds():
    drawn = curves(views.occupancy("ki_r001"))
    by_colour = {line.get_color() for line in drawn}
    assert len(by_colour) == 2
    assert len({str(line._dash_pattern) for line in drawn}) == 3 <= len(DASHES)


def test_a_bound_is_hatched_and_said():
    figure = views.occupancy("kd_r017")
    assert [patch.get_hatch() for patch in figure.axes.collections] == ["//"]
    assert any("only a bound" in one.get_text() for one in figure.axes.texts)
    assert "only a bound" in figure.alt_text
    assert views.occupancy("kd_r013").axes.collections[:] == []


def test_a_concentration_is_marked_and_its_fractions_are_said():
    said = views.occupancy("kd_r013", concentration_nm=5).alt_text
    for constant in SETS["kd_r013"].constants:
        percent = 100 * pharmacology.receptor_occupancy(5, constant.value_nm)
        assert f"{constant.compound} RARα {percent:.1f} %" in said
    assert "at least 71.4 %" in views.occupancy("kd_r017", concentration_nm=1).alt_text


def test_a_mark_is_on_the_axis_wherever_it_is():
    for marked in (1e-6, 1e6):
        low, high = views.occupancy("kd_r013", concentration_nm=marked).axes.get_xlim()
        assert low < marked < high


def test_compounds_can_be_chosen_and_have_short_names():
    figure = views.occupancy("ki_r001", ["adapalene"])
    assert len(curves(figure)) == 3
    assert "CD437" not in figure.alt_text
    assert ", adapalene." in figure.alt_text
    assert "CD437 RARγ 77 nM (R005)" in views.occupancy("ki_r001").alt_text
    assert views.occupancy("ki_r001", "adapalene").alt_text == figure.alt_text


@pytest.mark.parametrize(
    "arguments", [("isotretinoin",), ("kd_r013", ["isotretinoin"]), ("nothing", ["isotretinoin"])]
)
def test_isotretinoin_is_refused_with_the_reason(arguments):
    with pytest.raises(
        ValueError, match=r"compounds: 'isotretinoin' has no curve\. No trustworthy"
    ) as caught:
        views.occupancy(*arguments)
    assert pharmacology.no_curve("isotretinoin").reason in str(caught.value)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("kd_r13",), "constant_set: 'kd_r13' is not known; did you mean 'kd_r013'?"),
        (("kd_r013", ["tretinion"]), "compounds: 'tretinion' is not known; did you mean 'tretinoin'?"),
        (("kd_r013", ["adapalene"]), "compounds: 'adapalene' is not known"),
        (("kd_r013", []), "compounds: none was given. Allowed: tretinoin, alitretinoin"),
        (("kd_r013", None, -1), "concentration_nm: -1.0 is not allowed. Allowed: finite numbers above 0"),
        (("kd_r013", None, 0), "concentration_nm: 0.0 is not allowed. Allowed: finite numbers above 0"),
        (("kd_r013", None, [1, 2]), "concentration_nm: an array of shape (2,) is not allowed"),
    ],
)
def test_what_is_wrong_is_named(arguments, said):
    with pytest.raises(ValueError, match="llowed") as caught:
        views.occupancy(*arguments)
    assert str(caught.value).startswith(said)


def test_its_rows_are_those_of_the_set():
    for key, chosen in SETS.items():
        for row_id in chosen.row_ids:
            assert row_id in views.occupancy(key).alt_text
            assert shipped().row(row_id)[0] == "receptor_activity"
