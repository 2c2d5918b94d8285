"""Occupancy and competition: limits, shapes and sums."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retinoid_teach import pharmacology as model

positive = st.floats(1e-6, 1e9)
amounts = st.just(0.0) | st.floats(1e-6, 1e9)


@given(amounts, positive, st.floats(0.2, 6))
def test_occupancy_is_the_formula_of_the_textbook(concentration, kd, hill):
    found = model.receptor_occupancy(concentration, kd, hill)
    ratio = (concentration / kd) ** hill
    assert 0 <= found <= 1
    assert found == pytest.approx(ratio / (1 + ratio), rel=1e-9, abs=1e-300)


@given(positive, st.floats(0.2, 6))
def test_half_is_occupied_at_the_constant_whatever_the_steepness(kd, hill):
    assert model.receptor_occupancy(kd, kd, hill) == pytest.approx(0.5)


def test_a_steeper_curve_is_lower_before_and_higher_after_the_constant():
    below, above = model.receptor_occupancy([1.0, 100.0], 10.0, 2.0) - model.receptor_occupancy(
        [1.0, 100.0], 10.0
    )
    assert below < 0 < above


def test_nothing_occupies_nothing_and_no_number_is_too_large():
    found = model.receptor_occupancy([0.0, 5e-324, 1.7e308], 1e-300, 50)
    assert found == pytest.approx([0, 0, 1])
    assert model.receptor_occupancy(2.0, 1.0, 1e307) == 1


@pytest.mark.parametrize("shape", [(), (3,), (2, 2), (0,)])
def test_the_shape_stays(shape):
    found = model.receptor_occupancy(np.ones(shape), 1.0)
    assert np.shape(found) == shape
    assert isinstance(found, np.ndarray if shape else float)


ligands = st.dictionaries(st.sampled_from("abcd"), st.tuples(amounts, positive), min_size=1)


@given(ligands)
def test_competing_ligands_share_the_receptors(found):
    shares = model.competitive_occupancy(
        {name: one for name, (one, _) in found.items()}, {name: kd for name, (_, kd) in found.items()}
    )
    ratios = {name: one / kd for name, (one, kd) in found.items()}
    assert list(shares) == list(found)
    assert sum(shares.values()) <= 1 + 1e-12
    for name, share in shares.items():
        assert share == pytest.approx(ratios[name] / (1 + sum(ratios.values())), rel=1e-9, abs=1e-300)


@given(amounts, positive)
def test_one_ligand_alone_is_plain_occupancy(concentration, kd):
    share = model.competitive_occupancy({"a": concentration}, {"a": kd})["a"]
    assert share == pytest.approx(model.receptor_occupancy(concentration, kd), rel=1e-12)


def test_a_competitor_shifts_the_curve_and_leaves_its_top():
    concentration = np.geomspace(1e-3, 1e9, 50)
    alone = model.receptor_occupancy(concentration, 4.0)
    against = model.competitive_occupancy({"a": concentration, "b": 30.0}, {"a": 4.0, "b": 10.0})
    assert np.all(against["a"] <= alone)
    assert against["a"] == pytest.approx(model.receptor_occupancy(concentration, 4.0 * (1 + 30 / 10)))
    assert against["a"][-1] == pytest.approx(1, abs=1e-6)
    assert against["b"].shape == concentration.shape


def test_competition_has_no_number_too_large():
    shares = model.competitive_occupancy({"a": 1e308, "b": 1e308}, {"a": 1e-300, "b": 1e-300})
    assert shares == {"a": pytest.approx(0.5), "b": pytest.approx(0.5)}
    assert model.competitive_occupancy({"a": 0.0}, {"a": 1.0}) == {"a": 0.0}
