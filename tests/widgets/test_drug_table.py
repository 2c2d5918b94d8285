"""The comparator widget without a browser."""

from __future__ import annotations

import json

import pytest

from retinoid_teach import compare_drugs
from retinoid_teach.views import comparator_table
from retinoid_teach.widgets._tables.drug_table import drug_table
from tests.widgets.reading import stored_bytes

DRUGS = ["isotretinoin", "tretinoin", "adapalene", "tazarotene", "trifarotene"]
EVERY = compare_drugs(DRUGS)
FEW = compare_drugs(DRUGS, columns=["formula", "mw", "logp_predicted"])


def test_few_columns_are_all_shown_and_of_many_those_with_a_unit() -> None:
    assert drug_table(FEW).columns == ["formula", "mw", "logp_predicted"]
    shown = drug_table(EVERY).columns
    assert 1 < len(shown) <= 8
    assert set(shown) <= set(EVERY.attrs["units"])
    assert repr(drug_table(EVERY)) == f"<DrugTable 5 drugs, {len(shown)} of {len(EVERY.columns)} properties>"


def test_columns_keep_the_order_of_the_table() -> None:
    table = drug_table(FEW)
    table.columns = ["logp_predicted", "formula"]
    assert table.columns == ["formula", "logp_predicted"]
    assert table._html() == comparator_table(FEW, ["formula", "logp_predicted"]).html


@pytest.mark.parametrize("trait", ["columns", "sort_by"])
def test_a_wrong_property_is_answered_with_the_nearest(trait) -> None:
    table = drug_table(FEW)
    value = ["formulae"] if trait == "columns" else "formulae"
    with pytest.raises(ValueError, match=f"{trait}: 'formulae' is not known; did you mean 'formula'"):
        setattr(table, trait, value)


def test_sorting_and_filtering_can_be_set_and_taken_back() -> None:
    table = drug_table(FEW)
    table.sort_by, table.descending, table.filter = "mw", True, "ta"
    assert (table.sort_by, table.descending, table.filter) == ("mw", True, "ta")
    table.sort_by = ""
    assert table.sort_by == ""


def test_each_cell_is_sent_with_rows_marks_and_what_to_sort_by() -> None:
    data = drug_table(EVERY).data
    assert json.loads(json.dumps(data)) == data
    sent = {drug["name"]: drug["cells"] for drug in data["lines"]}
    for drug, row in EVERY.iterrows():
        for cell, found in zip(row, sent[drug], strict=True):
            assert [entry[1] for entry in found["entries"]] == list(cell.rows)
            assert [len(entry) == 3 for entry in found["entries"]] == [
                not one.checked for one in cell.entries
            ]
            assert found.get("number") == cell.number
            assert found.get("conflict", False) == cell.conflict
            assert set(cell.rows) <= set(data["rows"])


def test_its_size_is_that_of_the_table() -> None:
    assert stored_bytes(drug_table(FEW)) < 19_500
    assert stored_bytes(drug_table(EVERY)) < 25_500


def test_the_frame_stays_the_callers() -> None:
    frame = FEW.copy()
    table = drug_table(frame)
    before = table._html()
    del frame["mw"]
    assert table._html() == before
