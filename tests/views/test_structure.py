"""Structures: every bond is drawn, E/Z stands beside it, and what differs is marked in words too."""

from __future__ import annotations

import numpy as np
import pytest
from rdkit import Chem

from retinoid_teach import pharmacology, views
from retinoid_teach.evidence import shipped
from retinoid_teach.views._depiction import BOND, _path, depict
from tests.views.looking import lab

NAMES = [one["compound"] for one in shipped().rows("compounds") if one["property"] == "smiles"]


def words(figure):
    return [one.get_text() for one in figure.axes.texts]


def marked(figure):
    return [one for one in figure.axes.texts if one.get_bbox_patch()]


@pytest.mark.parametrize("name", NAMES)
def test_name_formula_and_mass_stand_below(name):
    figure, found = views.structure(name), pharmacology.structure(name)
    assert name in words(figure)
    subscript = found.formula.translate(str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"))
    assert f"{subscript}, {found.molar_mass:g} g/mol" in words(figure)
    assert f"{name}, {found.formula}, {found.molar_mass:g} g/mol" in figure.alt_text


@pytest.mark.parametrize("name", NAMES)
def test_every_bond_is_drawn_and_its_geometry_named(name):
    figure = views.structure(name)
    molecule = Chem.MolFromSmiles(pharmacology.structure(name).isomeric_smiles)
    lines = [patch for patch in figure.axes.patches if not patch.get_fill()]
    assert len(lines) >= molecule.GetNumBonds()
    bonds = [bond.name for bond in pharmacology.stereo_bonds(name)]
    assert words(figure)[:-2] == bonds[-len(words(figure)[:-2]) :] if bonds else len(words(figure)) == 2
    assert all(bond in figure.alt_text for bond in bonds)
    assert marked(figure) == []


@pytest.mark.parametrize("name", NAMES)
def test_hydroxyl_and_other_atoms_have_their_letters(name):
    drawn = depict(pharmacology.structure(name).isomeric_smiles)
    molecule = Chem.MolFromSmiles(pharmacology.structure(name).isomeric_smiles)
    others = [atom for atom in molecule.GetAtoms() if atom.GetSymbol() != "C"]
    assert len(drawn.letters) >= len(others)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("isotretinoin", "tretinoin", ["13Z", "13E"]),
        ("alitretinoin", "tretinoin", ["9Z", "9E"]),
        ("isotretinoin", "alitretinoin", ["9E", "13Z", "9Z", "13E"]),
    ],
)
def test_what_differs_is_marked_by_colour_and_word(first, second, expected):
    figure = views.structure(first, second)
    assert [one.get_text() for one in marked(figure)] == expected
    strokes = [line for line in figure.axes.lines if line.get_color() == "#f2c230"]
    assert len(strokes) == len(expected)
    assert all(one.get_weight() == "bold" for one in marked(figure))
    assert pharmacology.isomer_difference(first, second).statement in figure.alt_text
    assert words(figure).count(first) == words(figure).count(second) == 1
    # On a grey print the mark is still lighter than the ink.
    assert lab("#f2c230")[0] - lab("#1f2430")[0] > 40


def test_a_label_stands_beside_its_own_bond():
    figure = views.structure("isotretinoin", "tretinoin")
    strokes = [line for line in figure.axes.lines if line.get_color() == "#f2c230"]
    for line, text in zip(strokes, marked(figure), strict=True):
        middle = np.mean(np.column_stack(line.get_data()), axis=0)
        assert np.linalg.norm(middle - np.array(text.get_position())) < BOND


def test_the_rings_of_isomers_lie_alike():
    ring = [1, 2, 3, 4, 5, 6]
    first, second = (pharmacology.structure(name).isomeric_smiles for name in ("isotretinoin", "tretinoin"))
    one, other = depict(first).atoms[ring], depict(second, first).atoms[ring]
    assert one - one.mean(axis=0) == pytest.approx(other - other.mean(axis=0), abs=1.0)


def test_the_chains_of_isomers_begin_under_each_other():
    figure = views.structure("isotretinoin", "tretinoin")
    starts = [one for one in figure.axes.lines if one.get_color() == "#f2c230"]
    assert starts[0].get_xdata()[0] == pytest.approx(starts[1].get_xdata()[0], abs=4)


def test_a_molecule_without_a_ring_has_nothing_to_lie_alike():
    assert depict("C/C=C/C", r"C/C=C\C").atoms.shape == (4, 2)


@pytest.mark.parametrize("name", NAMES)
def test_bonds_have_one_length(name):
    smiles = pharmacology.structure(name).isomeric_smiles
    drawn, molecule = depict(smiles), Chem.MolFromSmiles(smiles)
    chain = [bond for bond in molecule.GetBonds() if not bond.IsInRing()]
    ends = [(bond.GetBeginAtomIdx(), bond.GetEndAtomIdx()) for bond in chain]
    lengths = [np.linalg.norm(drawn.atoms[one] - drawn.atoms[other]) for one, other in ends]
    assert lengths == pytest.approx([BOND] * len(lengths), rel=0.1)


def test_the_path_of_an_svg_is_read_whole():
    path = _path("M 1.0,2.0 L 3.5,4.0 Q 5.0,6.0 7.0,8.0 C 1,1 2,2 3,3 Z")
    assert path.vertices.tolist() == [[1, 2], [3.5, 4], [5, 6], [7, 8], [1, 1], [2, 2], [3, 3], [1, 2]]
    assert path.codes.tolist() == [1, 2, 3, 3, 4, 4, 4, 79]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("tretinion",), "compound: 'tretinion' is not known; did you mean 'tretinoin'?"),
        (("tretinoin", "retinol"), "second: 'retinol' differs from 'tretinoin' in more than the geometry"),
        (("tretinoin", "x"), "compound: 'x' is not known"),
    ],
)
def test_what_is_wrong_is_named(arguments, said):
    with pytest.raises(ValueError, match="Allowed") as caught:
        views.structure(*arguments)
    assert str(caught.value).startswith(said)
