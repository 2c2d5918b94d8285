"""What lesson 02 says about molecules and records, derived again from the rows and from the drawings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pandas as pd
import pytest
from rdkit import Chem

import retinoid_teach as rt
from retinoid_teach import learning
from retinoid_teach.evidence import shipped


def test_lesson_02_six_of_eight_properties_cannot_tell_the_isomers_apart() -> None:
    acids = ["tretinoin", "isotretinoin", "alitretinoin"]
    eight = ["formula", "mw", "exact_mass", "crippen_logp", "tpsa", "rotatable_bonds", "inchikey", "smiles"]
    table = rt.compare_drugs(acids, columns=eight)
    values = {name: {cell.entries[0].value for cell in table[name]} for name in eight}
    differing = {name for name, found in values.items() if len(found) > 1}
    assert differing == {"inchikey", "smiles"}
    assert learning.question("Q-02-01").right == len(differing)
    blocks = [key.split("-") for key in values["inchikey"]]
    assert len({first for first, *_ in blocks}) == 1
    assert len({second for _, second, _ in blocks}) == len(acids)


@pytest.mark.parametrize(
    ("acid", "bonds", "row"),
    [("tretinoin", "EEEE", "CP009"), ("isotretinoin", "EEEZ", "CP001"), ("alitretinoin", "EZEE", "CP017")],
)
def test_lesson_02_which_bond_is_turned(acid: str, bonds: str, row: str) -> None:
    assert turned(acid) == bonds
    assert row_of(row)["note"].endswith(f" {bonds}")


def test_lesson_02_the_names_count_the_bond_that_is_turned() -> None:
    def cis(acid: str) -> list[str]:
        return [bond.name for bond in rt.pharmacology.stereo_bonds(acid) if bond.label == "Z"]

    assert cis("tretinoin") == []
    assert cis("isotretinoin") == [row_of("CP211")["value"].split()[0]] == ["13Z"]
    assert cis("alitretinoin") == ["9Z"]


def test_lesson_02_three_bonds_of_alitretinoin_are_trans() -> None:
    assert learning.question("Q-02-05").right == turned("alitretinoin").count("E")


def test_lesson_02_a_flat_smiles_merges_the_three() -> None:
    acids = ("tretinoin", "isotretinoin", "alitretinoin")
    assert len({Chem.MolToSmiles(drawn(acid), isomericSmiles=False) for acid in acids}) == 1


def test_lesson_02_five_that_act_at_the_receptors_carry_an_acid_group() -> None:
    acid = Chem.MolFromSmarts("[CX3](=O)[OX2H1]")
    for name in ("tretinoin", "alitretinoin", "adapalene", "trifarotene", "tazarotenic acid"):
        rows = rt.table("receptor_activity").query("compound == @name")
        assert rows["target"].str.contains("RAR").any(), name
        assert drawn(name).HasSubstructMatch(acid), name
    assert not drawn("tazarotene").HasSubstructMatch(acid)
    assert turned("adapalene") == ""


def test_lesson_02_tazarotene_loses_two_carbons_and_four_hydrogens() -> None:
    ester, acid = (Chem.AddHs(drawn(name)) for name in ("tazarotene", "tazarotenic acid"))
    lost = Counter(atom.GetSymbol() for atom in ester.GetAtoms())
    lost.subtract(atom.GetSymbol() for atom in acid.GetAtoms())
    assert +lost == Counter({"C": 2, "H": 4})


def test_lesson_02_one_receptor_tells_two_isomers_apart_and_the_other_hardly() -> None:
    def ratio(above: str, below: str) -> float:
        one, other = row_of(above), row_of(below)
        same = ("target", "parameter", "assay", "species", "source_id", "unit")
        assert [one[name] for name in same] == [other[name] for name in same]
        return float(one["value"]) / float(other["value"])

    assert 28 < ratio("R065", "R083") < 32
    assert ratio("R059", "R079") < 2.5


def test_lesson_02_no_number_for_isotretinoin_at_these_receptors_may_be_taught() -> None:
    rows = rt.table("receptor_activity").query("compound == 'isotretinoin' and target_class == 'RAR/RXR'")
    assert pd.to_numeric(rows["value"], errors="coerce").isna().all()


def test_lesson_02_three_programs_lie_almost_two_steps_apart() -> None:
    low, middle, high = (float(row_of(row)["value"]) for row in ("CP030", "CP190", "CP189"))
    assert low < middle < high
    assert learning.question("Q-02-02").right == pytest.approx(high - low)
    assert 75 < 10 ** (high - low) < 80
    logp = rt.compare_drugs(["trifarotene"]).filter(like="logp").loc["trifarotene"]
    assert [len(cell.entries) for cell in logp if cell] == [1]


def test_lesson_02_no_logp_was_measured() -> None:
    rows = rt.table("compounds", include="all").query("property.str.contains('logp')")
    assert set(rows["assay"]) == {"RDKit", "predicted"}


def test_lesson_02_generations_skip_the_second_and_follow_no_date() -> None:
    rows = rt.table("compounds", include="all").query("property == 'retinoid_generation'")
    assert set(rows["value"]) == {"1", "3", "4"}
    alitretinoin, adapalene = row_of("CP207")["value"], row_of("CP202")["value"]
    assert int(alitretinoin[:4]) > int(adapalene[:4])
    assert row_of("CP119")["value"] < row_of("CP122")["value"]
    assert row_of(row_of("CP124")["source_id"])["year"] == "2021"
    handbook = row_of("S117")["year"]
    assert "S117" in row_of("CP117")["note"]
    assert int(row_of("CP205")["value"][:4]) - int(handbook) == 9


def test_lesson_02_the_traps_shown_are_all_of_their_area() -> None:
    traps = rt.table("data_traps", include="all").query("area == 'identity'")
    assert sorted(traps.index) == ["T06", "T07", "T08", "T09", "T10", "T19", "T21"]


def test_lesson_02_nine_chembl_numbers_and_three_unchecked() -> None:
    rows = rt.table("compounds", include="all").query("property == 'chembl_id'")
    assert (len(rows), (~rows["checked"]).sum()) == (9, 3)
    assert "may be wrong" in rows.loc["CP159", "note"]
    assert not rt.table("compounds", include="all").loc["CP100", "checked"]


def test_lesson_02_a_product_can_hold_three_active_substances() -> None:
    assert [row_of(row)["components"].count("+") + 1 for row in ("D018", "D020")] == [2, 3]


def row_of(row_id: str) -> Mapping[str, Any]:
    return shipped().row(row_id)[1]


def drawn(compound: str) -> Chem.Mol:
    return Chem.MolFromSmiles(rt.pharmacology.structure(compound).isomeric_smiles)


def turned(compound: str) -> str:
    """E or Z of each double bond that has sides, from the ring to the acid."""
    return "".join(bond.label for bond in rt.pharmacology.stereo_bonds(compound))
