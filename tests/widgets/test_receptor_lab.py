"""The receptor lab without a browser: one kind of constant at a time, and no curve where none is known."""

from __future__ import annotations

import json
import re

import numpy as np
import pytest

from retinoid_teach import pharmacology as ph
from retinoid_teach.widgets import receptor_lab
from retinoid_teach.widgets._labs.words import percent
from tests.widgets.reading import Page

SETS = ph.constant_sets()
MEASURED = [key for key, one in SETS.items() if any(each.relation == "=" for each in one.constants)]


def x(lab):
    return np.frombuffer(lab.drawing["x"]["values"], dtype="<f4").astype(float)


def y(lab, at=0):
    return np.frombuffer(lab.drawing["curves"][at]["y"], dtype="<f4")


@pytest.mark.parametrize("key", MEASURED)
def test_each_curve_is_half_at_its_constant(key) -> None:
    lab = receptor_lab(key)
    shown = [SETS[key].constants[SETS[key].row_ids.index(row)] for row in lab.values["curves"]]
    assert len(lab.drawing["curves"]) == len(shown) <= 6
    for at, one in enumerate(shown):
        assert np.interp(one.value_nm, x(lab), y(lab, at)) == pytest.approx(50, abs=0.7)


@pytest.mark.parametrize("key", SETS)
def test_the_title_says_quantity_and_assay_and_what_the_fraction_is_of(key) -> None:
    lab = receptor_lab(key)
    chosen = SETS[key]
    title = lab.drawing["title"]
    assert chosen.quantity in title
    assert chosen.assay in title
    assert ("receptors occupied" in title) is (chosen.quantity in ("Kd", "Ki"))
    assert ("largest effect" in title) is (chosen.quantity in ("EC50", "AC50"))


@pytest.mark.parametrize("key", SETS)
def test_looks_differ_in_pattern_as_well_as_in_colour(key) -> None:
    curves = receptor_lab(key).drawing["curves"]
    for name in ("ink", "dash"):
        assert len({curve[name] for curve in curves}) == len(curves)


def test_the_readouts_are_the_shares_and_the_ratios_of_the_set() -> None:
    lab = receptor_lab("ki_r001", curves=["R001", "R003"], concentration_nm=130)
    shares = [ph.receptor_occupancy(130, one.value_nm) for one in SETS["ki_r001"].constants[:3:2]]
    said = [one["value"] for one in lab.drawing["readouts"]]
    assert said == [*(percent(share).removesuffix(" %") for share in shares), "8.5"]
    assert lab.drawing["readouts"][-1]["rows"] == ["R003", "R001"]
    assert all(percent(share) in lab.sentence for share in shares)


def test_a_bound_is_shown_and_makes_no_curve() -> None:
    lab = receptor_lab("kd_r017")
    assert lab.drawing["curves"] == []
    (mark,) = lab.drawing["marks"]
    assert mark["right"] == mark["x"] == SETS["kd_r017"].constants[0].value_nm
    assert "at most 0.4 nM [R017]. A bound makes no curve." in lab.sentence


def test_a_second_ligand_takes_its_share() -> None:
    lab = receptor_lab("kd_r013", rival="R015", rival_nm=50, concentration_nm=10)
    kd = {one.row_id: one.value_nm for one in SETS["kd_r013"].constants}
    expected = ph.competitive_occupancy({"a": 10, "b": 50}, {"a": kd["R013"], "b": kd["R015"]})["a"]
    assert f"{percent(expected)} for tretinoin at RARA [R013]" in lab.sentence
    assert [curve["text"] for curve in lab.drawing["curves"]] == [
        "tretinoin at RARA, alone",
        "tretinoin at RARA, beside 50 nM alitretinoin",
        "alitretinoin at RARA, alone",
    ]
    assert "slope 1" in lab.drawing["disabled"]["hill"]


def test_only_a_ligand_of_another_kind_at_the_same_receptor_competes() -> None:
    assert receptor_lab("ki_r001").drawing["offers"]["rival"] == [
        "none",
        "R001",
        "R002",
        "R003",
        "R005",
        "R006",
        "R007",
    ]
    assert receptor_lab("ki_r001", curves=["R002"]).drawing["offers"]["rival"] == ["none", "R007"]
    for key in ("kd_r026", "ec50_r014"):
        assert receptor_lab(key).drawing["offers"]["rival"] == ["none"]
        assert "nothing to compete with" in receptor_lab(key).drawing["disabled"]["rival"]


def test_a_rival_leaves_with_the_curve_it_competed_with() -> None:
    lab = receptor_lab("ki_r001", rival="R007")
    lab.values = {"curves": ["R001"]}
    assert lab.values["rival"] == "none"


def test_a_slope_is_called_a_what_if() -> None:
    lab = receptor_lab(hill=2)
    assert any("what-if" in note for note in lab.drawing["notes"])
    kd = SETS[lab.values["set"]].constants[0].value_nm
    assert y(lab) == pytest.approx(100 * ph.receptor_occupancy(x(lab), kd, 2), abs=0.1)


def test_another_set_begins_with_its_own_constants() -> None:
    lab = receptor_lab(add="R013")
    lab.values = {"set": "kd_r059"}
    assert lab.values["curves"] == list(SETS["kd_r059"].row_ids[:6])
    assert (lab.values["rival"], lab.values["add"]) == ("none", "none")


def test_a_constant_of_another_set_is_refused_with_the_reason() -> None:
    lab = receptor_lab("ki_r001", add="R013")
    refusal = lab.drawing["notes"][0]
    assert refusal.startswith("Not added. R001 and R013 differ in quantity (R001 Ki, R013 Kd)")
    assert "never measured alike" in refusal
    assert len(lab.drawing["curves"]) == 6
    assert "R013" not in receptor_lab("kd_r013").drawing["offers"]["add"]


def test_beside_a_second_ligand_the_sentence_says_what_it_would_be_alone() -> None:
    lab = receptor_lab("kd_r013", rival="R015", rival_nm=10, concentration_nm=1)
    alone = percent(ph.receptor_occupancy(1, SETS["kd_r013"].constants[0].value_nm))
    assert f"for tretinoin at RARA [R013] beside 10 nM alitretinoin [R015] (alone {alone})" in lab.sentence


def test_a_pair_that_other_sets_have_too_is_named_with_their_numbers() -> None:
    (said,) = receptor_lab("kd_r013", curves=["R013"]).drawing["facts"]
    assert said["title"].endswith("not for this picture")
    assert said["texts"] == ["tretinoin at RARA: Kd 3.3 nM [R013] here; Kd 15.1 nM [R059]"]
    assert receptor_lab("kd_r062").drawing["facts"] == []


@pytest.mark.parametrize("key", [*SETS, "isotretinoin"])
def test_no_note_to_the_keepers_of_the_tables_is_shown(key) -> None:
    lab = receptor_lab(key)
    facts = [text for group in lab.drawing["facts"] for text in group["texts"]]
    shown = re.sub(r" \[[A-Z]+\d+\]", "", " ".join([*facts, *lab.drawing["notes"]]))
    assert not re.search(r"\b[A-Z]\d{3}\b|data_traps|TRAP|CONFLICT|->|S\d{3}|exercise", shown)
    assert not re.search(r"in \.|\(\)|  |\.\.", shown)


def test_isotretinoin_has_no_curve_and_the_lab_says_what_is_known() -> None:
    lab = receptor_lab("isotretinoin")
    reason = ph.no_curve("isotretinoin")
    assert lab.drawing["curves"] == []
    assert lab.drawing["empty"] == "No curve: no constant of isotretinoin can be trusted."
    known, traps = lab.drawing["facts"]
    assert [text.rpartition("[")[2].rstrip("]") for text in known["texts"]] == list(reason.known)
    assert [text.rpartition("[")[2].rstrip("]") for text in traps["texts"]] == list(reason.traps)
    assert traps["title"] == "Printed in a database, and not used"
    assert "5.9" in traps["texts"][1]
    assert "5.9" not in lab.sentence
    assert set(lab.drawing["hidden"]) >= {"curves", "concentration_nm", "hill", "rival"}


def test_from_isotretinoin_one_can_go_back() -> None:
    lab = receptor_lab("isotretinoin")
    lab.set_state({"values": lab.values | {"set": "kd_r013"}})
    assert lab.values["curves"] == ["R013", "R015"]
    lab.set_state({"values": lab.values | {"set": "isotretinoin"}})
    assert lab.values["curves"] == []


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"set": "ki_r002"}, r"set: 'ki_r002' is not known; did you mean 'ki_r001'"),
        ({"curves": ["R013"]}, r"curves: R001 and R013 differ in quantity"),
        ({"curves": ["R051"]}, r"curves: 'R051' is not known"),
        ({"set": "isotretinoin", "curves": ["R013"]}, r"curves: isotretinoin has no curve"),
        ({"set": "kd_r059", "curves": list(SETS["kd_r059"].row_ids)}, r"curves: 11 are too many. Allowed: 6"),
        ({"set": "ec50_r014", "rival": "R016"}, r"rival: 'R016' is not known"),
        ({"concentration_nm": 0}, r"concentration_nm: 0 is out of range"),
        ({"concentration_nm": float("nan")}, r"concentration_nm: nan is no number"),
        ({"hill": -1}, r"hill: -1 is out of range"),
    ],
)
def test_a_wrong_value_is_answered_in_words(values, said) -> None:
    with pytest.raises(ValueError, match=said):
        receptor_lab(**values)


def test_a_seventh_curve_from_the_page_is_not_taken() -> None:
    lab = receptor_lab("kd_r059")
    before = dict(lab.values)
    lab.set_state({"values": before | {"curves": list(SETS["kd_r059"].row_ids[:7])}})
    assert lab.values == before


@pytest.mark.parametrize("key", [*SETS, "isotretinoin"])
def test_every_row_that_it_cites_can_be_shown(key) -> None:
    lab = receptor_lab(key)
    facts = [text for group in lab.drawing["facts"] for text in group["texts"]]
    texts = " ".join([lab.sentence, *lab.drawing["notes"], *facts, *lab.data["about"]])
    cited = set(re.findall(r"\[([A-Z]+\d+)\]", texts)) | {
        row for one in lab.drawing["readouts"] for row in one["rows"]
    }
    assert cited
    assert cited <= set(lab.data["rows"])


def test_no_trap_and_no_unread_row_makes_a_curve() -> None:
    withheld = {"R051", "R058", "R061", "R064", "R048", "R033", "R011"}
    options = next(one for one in receptor_lab().data["controls"] if one["key"] == "curves")["options"]
    assert withheld.isdisjoint(option["key"] for option in options)


def test_it_is_stable_and_small() -> None:
    lab = receptor_lab()
    assert lab._html() == receptor_lab()._html()
    assert len(lab._html()) < 22_000
    assert len(json.dumps(lab.data)) < 25_000
    assert "adapalene at RARB" in Page(lab._html()).text
    assert "img" not in Page(receptor_lab("isotretinoin")._html()).tags
