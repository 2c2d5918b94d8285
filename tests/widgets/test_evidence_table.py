"""The evidence table without a browser."""

from __future__ import annotations

import json
import re

import pytest

from retinoid_teach import table
from retinoid_teach.evidence import shipped
from retinoid_teach.widgets._tables.evidence_table import evidence_table, fact_value
from tests.widgets.reading import Page, stored_bytes

SCIENCE = [
    "compounds",
    "data_traps",
    "mechanism_effects",
    "pk_parameters",
    "products",
    "receptor_activity",
]


@pytest.mark.parametrize("name", SCIENCE)
def test_every_row_is_there_with_every_word_of_it(name) -> None:
    """No column is lost: what is not a column of its own is part of the value, a mark or the source."""
    data = evidence_table(name).data
    assert json.loads(json.dumps(data)) == data
    rows = shipped().rows(name)
    assert [line["name"] for line in data["lines"]] == [row["id"] for row in rows]
    assert set(data["rows"]) == {row["id"] for row in rows}
    keys = [column["key"] for column in data["properties"]]
    for line, row in zip(data["lines"], rows, strict=True):
        shown = dict(zip(keys, line["cells"], strict=True))
        for key in keys:
            assert key == "value" or shown[key] == ("" if row[key] is None else row[key])
        assert ("not checked against its source" in line["marks"]) == (row.get("basis") == "unread")


def test_traps_and_unsettled_rows_are_marked_or_left_out() -> None:
    every = {line["name"]: line["marks"] for line in evidence_table("receptor_activity").data["lines"]}
    uses = {row["id"]: row["use"] for row in shipped().rows("receptor_activity")}
    assert {one for one, marks in every.items() if "trap" in marks} == {
        one for one, use in uses.items() if use == "trap"
    }
    taught = evidence_table("receptor_activity", include="taught").data["lines"]
    assert [line["name"] for line in taught] == list(table("receptor_activity").index)
    settled = evidence_table("mechanism_effects", ["M041", "M001"]).data["lines"]
    assert [line["marks"] for line in settled] == [["not settled"], []]


@pytest.mark.parametrize(
    ("row_id", "pattern"),
    [
        ("P002", r"\d+ ng/mL \(CV \d+\xa0%\)"),
        ("P033", r"\d+ ± \d+ h \(SD\)"),
        ("P067", r"< \d+ ng/mL"),
        ("P014", r"CYP2C8, .*"),
        ("P044", "not determined"),
        ("M029", r"-\d+ ± \d+ % \(as printed\)"),
        ("R007", r"\d+ nM"),
        ("CP001", r"CC1=C.*"),
    ],
)
def test_a_value_is_written_with_sign_spread_and_unit(row_id, pattern) -> None:
    row = shipped().row(row_id)[1]
    assert re.fullmatch(pattern, fact_value(row))
    assert row["value"] in fact_value(row)


def test_a_row_without_a_value_has_none() -> None:
    assert fact_value({"value": None}) == ""


def test_a_value_sorts_by_its_number_and_a_range_by_its_middle() -> None:
    data = evidence_table("pk_parameters", ["P002", "P015", "P014"], ["value"]).data
    place = [column["key"] for column in data["properties"]].index("value")
    cells = [line["cells"][place] for line in data["lines"]]
    low, high = (shipped().row("P015")[1][end] for end in ("value_low", "value_high"))
    assert cells[0]["number"] == shipped().row("P002")[1]["value_low"]
    assert cells[1]["number"] == (low + high) / 2
    assert isinstance(cells[2], str)


def test_rows_and_columns_are_chosen() -> None:
    few = evidence_table("pk_parameters", ["P005", "P001"], ["value", "formulation"])
    assert [line["name"] for line in few.data["lines"]] == ["P005", "P001"]
    assert few.columns == ["formulation", "value"]
    assert repr(few).startswith("<EvidenceTable Kinetics in the body and the skin: 2 rows, 2 of ")
    hidden = evidence_table("pk_parameters", hide=["note", "assay"])
    assert "note" not in hidden.columns
    assert "parameter" in hidden.columns


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("pk_parameter",), "name: 'pk_parameter' is not known; did you mean 'pk_parameters'"),
        (("pk_parameters", ["P01"]), "rows: 'P01' is not known; did you mean 'P101'"),
        (("pk_parameters", None, ["valu"]), "columns: 'valu' is not known; did you mean 'value'"),
        (("regions",), "the rows of 'regions' have no sources"),
    ],
)
def test_a_wrong_name_is_answered(arguments, message) -> None:
    with pytest.raises(ValueError, match=message):
        evidence_table(*arguments)


def test_a_wrong_column_to_hide_is_answered() -> None:
    with pytest.raises(ValueError, match="hide: 'notes' is not known; did you mean 'note'"):
        evidence_table("products", hide=["notes"])


def test_a_row_that_is_not_taught_is_not_a_row_of_the_taught() -> None:
    with pytest.raises(ValueError, match="rows: 'R051' is not known"):
        evidence_table("receptor_activity", ["R051"], include="taught")


def test_a_row_with_several_sources_names_them_all() -> None:
    data = evidence_table("data_traps", ["T02"]).data
    first, _, *others = data["rows"]["T02"]
    named = [data["sources"][source][0] for source in (first, *others)]
    wanted = shipped().row("T02")[1]["correct_source_ids"].split(";")
    assert named == [shipped().row(source)[1]["citation"] for source in wanted]


def test_the_stand_in_has_the_columns_shown_and_nothing_that_runs() -> None:
    few = evidence_table("data_traps", ["T10"], ["why"])
    page = few._html()
    assert page.count("<th scope") == 3
    assert "<caption>Traps in public data</caption>" in page
    assert "<script" not in page


@pytest.mark.parametrize("name", SCIENCE)
def test_a_long_stand_in_is_folded_and_no_row_is_lost(name) -> None:
    ids = [row["id"] for row in shipped().rows(name)]
    whole = evidence_table(name)._html()
    page = Page(whole)
    assert re.findall(r'<th scope="row">(\w+)', whole) == ids
    seen, fold, folded = whole.partition("<details>")
    if len(ids) <= 16:
        assert not fold
        return
    assert seen.count('scope="row"') == 12
    assert f"<summary>{len(ids) - 12} more rows</summary>" in folded
    assert f", 12 of {len(ids)} rows</caption>" in seen
    assert page.tags.count("table") == page.tags.count("caption") == 2
    heads = [re.findall(r'<th scope="col">([^<]*)', part) for part in (seen, folded)]
    assert heads[0] == heads[1]


def test_a_few_rows_more_than_a_screen_are_not_worth_a_fold() -> None:
    ids = [row["id"] for row in shipped().rows("pk_parameters")]
    assert "<details>" not in evidence_table("pk_parameters", ids[:16])._html()
    assert "<summary>5 more rows</summary>" in evidence_table("pk_parameters", ids[:17])._html()


def test_text_of_a_file_is_escaped(catalog_with_texts) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    page = evidence_table("data_traps", catalog=catalog_with_texts(hostile))._html()
    assert "<img" not in page


def test_its_size_is_that_of_the_table() -> None:
    assert stored_bytes(evidence_table("pk_parameters")) < 34_000
