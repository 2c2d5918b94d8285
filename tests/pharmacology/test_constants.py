"""Constants share an axis only where one assay measured them; isotretinoin has no curve, and why."""

from __future__ import annotations

import pytest

from retinoid_teach import pharmacology as model
from retinoid_teach.evidence import shipped
from tests.pharmacology.reading import row, with_rows

SETS = model.constant_sets()
ROWS = shipped().rows("receptor_activity")


@pytest.mark.parametrize("key", SETS)
def test_a_set_is_of_one_quantity_and_source(key):
    chosen = SETS[key]
    rows = [row(row_id) for row_id in chosen.row_ids]
    assert {one["parameter"] for one in rows} == {chosen.quantity}
    assert {one["source_id"] for one in rows} == {chosen.source_id}
    assert key.startswith(chosen.quantity.lower())
    assert chosen.title.startswith(f"{chosen.quantity}: ")
    assert chosen.assay in chosen.title
    assert model.one_axis(chosen.row_ids) == key


@pytest.mark.parametrize("key", SETS)
def test_a_set_holds_only_what_may_be_taught(key):
    for constant in SETS[key].constants:
        found = row(constant.row_id)
        assert found["use"] in ("core", "context", None)
        assert found["basis"] == "read"
        assert found["unit"] == "nM"
        assert not found["assay"].startswith("not stated")
        assert constant.compound == found["compound"] != "isotretinoin"
        assert constant.target == found["target"]
        end = found["value_low"] if constant.relation == "=" else found["value_high"]
        assert constant.value_nm == end > 0


@pytest.mark.parametrize("key", SETS)
def test_occupancy_is_said_of_binding_only(key):
    chosen = SETS[key]
    assert ("receptors occupied" in chosen.meaning) == (chosen.quantity in ("Kd", "Ki"))
    assert ("largest effect" in chosen.meaning) == (chosen.quantity in ("EC50", "AC50"))


@pytest.mark.parametrize("key", SETS)
def test_every_caution_has_the_notes_of_its_rows(key):
    for row_id in SETS[key].row_ids:
        note = row(row_id)["note"]
        assert (note or "").rstrip(".") in SETS[key].caution
        assert (row(row_id)["confidence"] == "low") <= ("Confidence is low." in SETS[key].caution)


def test_one_assay_on_several_receptors_is_one_set():
    mouse = SETS[model.one_axis(["R059", "R063"])]
    assert {one.target for one in mouse.constants} >= {"RARA", "RARB", "RARG", "RXRA", "RXRG"}
    assert {one.compound for one in mouse.constants} == {"tretinoin", "alitretinoin"}
    assert model.one_axis(["R001", "R005"]) == "ki_r001"


def test_a_bound_stays_a_bound():
    (only,) = SETS["kd_r017"].constants
    assert only.relation == "<="
    with pytest.raises(ValueError, match=r"target: 'RARA,RARB,RARG' has only a bound \(R017\)"):
        model.selectivity("kd_r017", "tretinoin", "RARA,RARB,RARG", "RARA,RARB,RARG")


MIXED = {
    ("R003", "R010"): "R003 and R010 differ in quantity (R003 Ki, R010 AC50), assay",
    ("R013", "R014"): "R013 and R014 differ in quantity (R013 Kd, R014 EC50) and assay",
    ("R013", "R059"): "differ in assay (R013 radioligand binding, hRARalpha, R059 Dissociation",
    ("R009", "R014"): "differ in quantity",
    ("R059", "R062"): "R059 and R062 differ in assay (",
    ("R051",): "R051 is a trap, not a fact",
    ("R001", "R051"): "R051 is a trap, not a fact",
    ("R011",): "R011 was not checked against its source",
    ("R018",): "R018 was not checked against its source",
    ("R055",): "R055 states no assay",
    ("R030",): "R030 holds no constant in nM",
    ("R029",): "R029 holds no constant in nM",
    ("R045",): "R045 holds no constant in nM",
    ("R049",): "R049 is of another class of target (other nuclear receptor)",
    ("R024",): "R024 is of a compound without a curve; no_curve says why",
    ("X1",): "'X1' is not known. Allowed: ids of receptor_activity",
    (): "none was given. Allowed: one row id of receptor_activity or more",
}


@pytest.mark.parametrize("rows", MIXED)
def test_a_mixture_is_refused_with_the_reason(rows):
    with pytest.raises(ValueError, match=r"^rows: ") as caught:
        model.one_axis(rows)
    assert MIXED[rows] in str(caught.value)
    assert "nM" in str(caught.value) or "Allowed" in str(caught.value) or "why" in str(caught.value)


def test_a_mixture_of_sources_alone_is_refused_too():
    def change(_, one):
        return one | {"source_id": "S009"} if one["id"] == "R003" else one

    with pytest.raises(ValueError, match="R001 and R003 differ in source, so one axis"):
        model.one_axis(["R001", "R003"], with_rows(change))


def test_one_id_may_come_as_text_and_twice():
    assert model.one_axis("R013") == model.one_axis(["R013", "R013", "R015"]) == "kd_r013"


def test_selectivity_depends_on_the_assay():
    binding = model.selectivity("ki_r001", "adapalene", "RARG", "RARA")
    effect = model.selectivity("ac50_r009", "adapalene", "RARG", "RARA")
    said = row("T14")["why"]
    assert f"{binding:.1f} from binding" in said
    assert f"{effect:.1f} from transactivation" in said
    assert model.selectivity("ki_r001", "adapalene", "RARA", "RARG") == pytest.approx(1 / binding)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("ki_r01", "adapalene", "RARG", "RARA"),
            "constant_set: 'ki_r01' is not known; did you mean 'ki_r001'?",
        ),
        (
            ("ki_r001", "adapalen", "RARG", "RARA"),
            "compound: 'adapalen' is not known; did you mean 'adapalene'?",
        ),
        (("ki_r001", "adapalene", "RARX", "RARA"), "target: 'RARX' is not known; did you mean"),
        (("ki_r001", "adapalene", "RARG", "RXRA"), "over: 'RXRA' is not known. Allowed: RARA, RARB, RARG"),
    ],
)
def test_selectivity_names_what_is_wrong(arguments, said):
    with pytest.raises(ValueError, match="Allowed: ") as caught:
        model.selectivity(*arguments)
    assert str(caught.value).startswith(said)


def test_isotretinoin_has_no_curve_and_the_reason_has_its_rows():
    found = model.no_curve("isotretinoin")
    assert found.known == ("R019", "R020", "R021", "R022", "R024", "R025", "M009", "M010", "M012")
    assert found.traps == ("R050", "R051", "T01", "T02")
    for row_id in ("R019", "R020", "R021", "R022"):
        assert f"“{row(row_id)['value']}” ({row_id})" in found.reason
    assert "No trustworthy constant of isotretinoin" in found.reason
    assert all(row(row_id)["compound"] in ("isotretinoin", "tretinoin") for row_id in found.known)


def test_no_number_of_isotretinoin_makes_a_curve_whatever_its_table_says():
    numbers = [one["id"] for one in ROWS if one["compound"] == "isotretinoin" and one["unit"] == "nM"]
    assert {"R051", "R048", "R049", "R024"} <= set(numbers)
    drawn = {row_id for one in SETS.values() for row_id in one.row_ids}
    assert not drawn & set(numbers)


def test_a_compound_with_constants_has_no_reason_to_lack_a_curve():
    with pytest.raises(ValueError, match="compound: 'tretinoin' is not known; did you mean 'isotretinoin'"):
        model.no_curve("tretinoin")


def test_a_folder_that_has_a_constant_for_isotretinoin_gets_its_curve():
    def change(_, one):
        return one | {"compound": "isotretinoin"} if one["id"] == "R013" else one

    catalog = with_rows(change)
    assert "isotretinoin" in {one.compound for one in model.constant_sets(catalog)["kd_r013"].constants}
    with pytest.raises(ValueError, match="compound: 'isotretinoin' is not known"):
        model.no_curve("isotretinoin", catalog)


def test_what_is_given_can_be_changed_without_harm():
    model.constant_sets().clear()
    assert model.constant_sets() == SETS
