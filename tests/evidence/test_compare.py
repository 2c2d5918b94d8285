"""Drugs side by side: every value with its unit and its row, and disagreements left standing."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from retinoid_teach.evidence import compare_drugs, shipped
from retinoid_teach.evidence._compare import Cell, Entry
from retinoid_teach.evidence.citations import NOT_CHECKED

COMPOUNDS = list(dict.fromkeys(row["compound"] for row in shipped().rows("compounds")))


def entry(value: str, unit: str | None = "nM", place: str | None = None, relation: str = "=") -> Entry:
    return Entry("X1", value, unit, relation, "S1", place, checked=True)


def test_every_value_of_the_table_is_in_its_place_and_none_is_lost() -> None:
    frame = compare_drugs(COMPOUNDS)
    assert list(frame.index) == COMPOUNDS
    rows = [row for row in shipped().rows("compounds") if row["value"] is not None]
    for row in rows:
        found = [
            one for one in frame.loc[row["compound"], row["property"]].entries if one.row_id == row["id"]
        ]
        assert [(one.value, one.unit, one.relation) for one in found] == [
            (row["value"], row["unit"], row["relation"])
        ]
    assert sum(len(cell.entries) for cell in frame.to_numpy().ravel()) == len(rows)


def test_rows_and_columns_come_in_the_order_wanted() -> None:
    frame = compare_drugs(["tazarotene", "adapalene"], columns=["mw", "formula"])
    assert list(frame.index) == ["tazarotene", "adapalene"]
    assert list(frame.columns) == ["mw", "formula"]
    assert (frame.index.name, frame.columns.name) == ("compound", "property")
    assert str(frame.loc["adapalene", "formula"]).startswith("C28H28O3 [CP")
    assert frame.attrs["units"] == {"mw": "g/mol"}


def test_one_drug_may_be_given_by_name_alone() -> None:
    pd.testing.assert_frame_equal(compare_drugs("adapalene"), compare_drugs(["adapalene"]))


def test_by_default_only_properties_that_one_of_the_drugs_has() -> None:
    frame = compare_drugs(["retinol"])
    assert all(bool(cell) for cell in frame.loc["retinol"])


def test_a_conflict_shows_both_sides_and_no_number() -> None:
    cell = compare_drugs(["tazarotene"]).loc["tazarotene", "logp_predicted"]
    assert cell.conflict
    assert cell.number is None
    assert [one.value for one in cell.entries] == ["5.6", "4.9"]
    assert "; but " in str(cell)


def test_two_codes_or_two_places_are_no_conflict() -> None:
    codes = compare_drugs(["isotretinoin"]).loc["isotretinoin", "atc_code"]
    assert len(codes.entries) == 2
    assert not codes.conflict
    assert not Cell((entry("1", place="US"), entry("2", place="EU"))).conflict
    assert Cell((entry("1", place="US"), entry("2", place="US"))).conflict
    assert Cell((entry("1"), entry("1", relation="<"))).conflict
    assert not Cell((entry("1"), entry("1"))).conflict
    assert not Cell((entry("1", "nM"), entry("0.001", "uM"))).conflict


def test_an_empty_cell_says_nothing() -> None:
    cell = compare_drugs(["isotretinoin", "tazarotene"]).loc["isotretinoin", "logp_predicted"]
    assert (bool(cell), str(cell), cell.number, cell.rows, cell.conflict) == (False, "", None, (), False)


def test_an_unread_value_carries_the_mark() -> None:
    cell = compare_drugs(["isotretinoin"]).loc["isotretinoin", "name_type"]
    assert not cell.checked
    assert str(cell).endswith(f"({NOT_CHECKED})")


def test_a_cell_has_a_number_to_sort_by() -> None:
    frame = compare_drugs(["isotretinoin", "adapalene"])
    assert frame.loc["adapalene", "mw"].number == pytest.approx(412.529)
    assert frame.loc["adapalene", "formula"].number is None
    assert str(Cell((entry("3", relation="<"),))) == "< 3 nM [X1]"


def test_the_frame_shows_itself_without_markup_from_the_data() -> None:
    frame = pd.DataFrame([[Cell((entry("<b>x</b>"),))]])
    assert "&lt;b&gt;x" in frame.to_html()


@pytest.mark.parametrize(
    ("compounds", "columns", "message"),
    [
        (["isotretinion"], None, "compounds: 'isotretinion' is not known; did you mean 'isotretinoin'"),
        ("Adapalen", None, "compounds: 'Adapalen' is not known; did you mean 'adapalene'"),
        ([7], None, "compounds: 7 is not known"),
        (["adapalene"], ["smile"], "columns: 'smile' is not known; did you mean 'smiles'"),
        ("", None, "compounds: '' is not known"),
    ],
)
def test_a_misspelt_name(compounds: Any, columns: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        compare_drugs(compounds, columns=columns)


def test_no_drug_is_an_empty_frame() -> None:
    assert compare_drugs([]).empty
