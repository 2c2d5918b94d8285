"""Structures: the stored keys are those of the stored SMILES, and isomers differ where they are said to."""

from __future__ import annotations

import re

import pytest
from rdkit import Chem
from rdkit.Chem import Descriptors, rdMolDescriptors

from retinoid_teach import pharmacology as model
from retinoid_teach.evidence import shipped
from retinoid_teach.pharmacology._isomers import inchikey_of
from tests.pharmacology.reading import row, with_rows

NAMES = [one["compound"] for one in shipped().rows("compounds") if one["property"] == "smiles"]
RETINOIDS = {
    "isotretinoin": "7E 9E 11E 13Z",
    "tretinoin": "7E 9E 11E 13E",
    "alitretinoin": "7E 9Z 11E 13E",
    "retinol": "7E 9E 11E 13E",
    "retinaldehyde": "7E 9E 11E 13E",
    "4-oxo-isotretinoin": "7E 9E 11E 13Z",
}


@pytest.mark.parametrize("name", NAMES)
def test_key_formula_and_mass_are_those_of_the_smiles(name):
    found = model.structure(name)
    molecule = Chem.MolFromSmiles(found.isomeric_smiles)
    assert inchikey_of(found.isomeric_smiles) == found.inchikey
    assert rdMolDescriptors.CalcMolFormula(molecule) == found.formula
    assert Descriptors.MolWt(molecule) == pytest.approx(found.molar_mass, abs=0.001)


@pytest.mark.parametrize("name", NAMES)
def test_every_part_is_that_of_its_row(name):
    found = model.structure(name)
    shown = (found.isomeric_smiles, found.inchikey, found.formula, str(found.molar_mass))
    assert shown == tuple(row(row_id)["value"] for row_id in found.rows)
    assert {row(row_id)["compound"] for row_id in found.rows} == {name} == {found.name}


def test_the_first_block_of_the_key_takes_isomers_for_one():
    keys = [model.structure(name).inchikey for name in ("isotretinoin", "tretinoin", "alitretinoin")]
    assert len(set(keys)) == 3
    assert len({key.partition("-")[0] for key in keys}) == 1
    assert keys[0].partition("-")[0] in row("T10")["wrong_or_risky_claim"]


@pytest.mark.parametrize("name", RETINOIDS)
def test_the_bonds_of_the_chain_have_their_numbers(name):
    bonds = model.stereo_bonds(name)
    assert " ".join(bond.name for bond in bonds) == RETINOIDS[name]
    # The vocabulary of trivial names agrees: "13-cis" is Z at 13.
    synonyms = [
        one["value"]
        for one in shipped().rows("compounds")
        if (one["compound"], one["property"]) == (name, "synonyms")
    ]
    for number in re.findall(r"(\d+)-cis", " ".join(synonyms)):
        assert f"{number}Z" in RETINOIDS[name]


@pytest.mark.parametrize("name", RETINOIDS)
def test_the_numbers_run_from_the_ring_to_the_oxygen(name):
    molecule = Chem.MolFromSmiles(model.structure(name).isomeric_smiles)
    bonds = model.stereo_bonds(name)
    assert all(molecule.GetBondBetweenAtoms(*bond.atoms).GetBondTypeAsDouble() == 2 for bond in bonds)
    assert [bond.place for bond in bonds] == ["C7=C8", "C9=C10", "C11=C12", "C13=C14"]
    distances = [min(len(Chem.GetShortestPath(molecule, atom, 1)) for atom in bond.atoms) for bond in bonds]
    assert distances == sorted(distances)


@pytest.mark.parametrize("name", sorted(set(NAMES) - set(RETINOIDS)))
def test_a_compound_without_such_bonds_has_none(name):
    assert model.stereo_bonds(name) == ()


def test_another_chain_has_bonds_without_numbers():
    def change(_, one):
        return one | {"value": r"CC(=O)/C=C/c1ccccc1"} if one["id"] == "CP025" else one

    (bond,) = model.stereo_bonds("adapalene", with_rows(change))
    assert (bond.number, bond.name, bond.place) == (None, "E", "C=C")


@pytest.mark.parametrize(
    ("first", "second", "differ"),
    [
        ("isotretinoin", "tretinoin", [("13Z", "13E")]),
        ("tretinoin", "isotretinoin", [("13E", "13Z")]),
        ("alitretinoin", "tretinoin", [("9Z", "9E")]),
        ("alitretinoin", "isotretinoin", [("9Z", "9E"), ("13E", "13Z")]),
        ("tretinoin", "tretinoin", []),
    ],
)
def test_isomers_differ_where_they_differ(first, second, differ):
    found = model.isomer_difference(first, second)
    assert [(one.name, other.name) for one, other in found.bonds] == differ
    assert (found.first, found.second) == (first, second)
    assert found.statement.endswith("everything else is the same.")
    assert found.statement[0].isupper()
    for one, _ in found.bonds:
        assert one.place in found.statement


def test_the_atoms_are_matched_whatever_their_order_in_the_smiles():
    turned = Chem.MolToSmiles(
        Chem.MolFromSmiles(model.structure("tretinoin").isomeric_smiles), rootedAtAtom=15
    )
    catalog = with_rows(lambda _, one: one | {"value": turned} if one["id"] == "CP009" else one)
    assert turned != model.structure("tretinoin").isomeric_smiles
    found = model.isomer_difference("isotretinoin", "tretinoin", catalog)
    assert [(one.name, other.name) for one, other in found.bonds] == [("13Z", "13E")]
    assert found.bonds[0][0].atoms != found.bonds[0][1].atoms


def test_different_compounds_are_no_isomers():
    with pytest.raises(
        ValueError, match="second: 'retinol' differs from 'tretinoin' in more than the geometry"
    ):
        model.isomer_difference("tretinoin", "retinol")


@pytest.mark.parametrize(
    "call", [model.structure, model.stereo_bonds, lambda name: model.isomer_difference("tretinoin", name)]
)
def test_a_misspelt_name_meets_the_nearest(call):
    with pytest.raises(
        ValueError, match="compound: 'isotretinoine' is not known; did you mean 'isotretinoin'"
    ):
        call("isotretinoine")


def test_a_folder_without_a_mass_is_told_so():
    catalog = with_rows(lambda _, one: None if one["id"] == "CP004" else one)
    with pytest.raises(ValueError, match=r"'isotretinoin' has no row of mw\. Allowed: tretinoin, "):
        model.structure("isotretinoin", catalog)
    empty = with_rows(lambda _, one: None if one.get("property") == "mw" else one)
    with pytest.raises(ValueError, match=r"has no row of mw\. Allowed: none in this data"):
        model.structure("isotretinoin", empty)


def test_a_compound_whose_smiles_is_not_in_the_folder_has_no_structure():
    catalog = with_rows(
        lambda _, one: None if one.get("compound") == "tretinoin" and one["property"] == "smiles" else one
    )
    with pytest.raises(ValueError, match=r"compound: 'tretinoin' is not known") as caught:
        model.structure("tretinoin", catalog)
    assert "isotretinoin" in str(caught.value)
