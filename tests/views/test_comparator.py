"""The comparator table says what it shows, and shows a disagreement as one."""

from __future__ import annotations

import pytest

from retinoid_teach import compare_drugs, views
from retinoid_teach.views.comparator import heading, property_name
from tests.widgets.reading import Page

DRUGS = ["isotretinoin", "tretinoin", "adapalene", "tazarotene", "trifarotene"]
FRAME = compare_drugs(DRUGS)


def test_it_is_a_table_with_a_caption_and_headers_on_both_sides() -> None:
    page = Page(views.comparator_table(FRAME)._repr_html_())
    assert page.tags.count("caption") == 1
    assert page.attributes.count(("th", "scope", "row")) == len(DRUGS)
    assert page.attributes.count(("th", "scope", "col")) == len(FRAME.columns) + 1


def test_every_value_stands_there_with_its_row() -> None:
    page = Page(views.comparator_table(FRAME).html)
    entries = [entry for name in FRAME for cell in FRAME[name] for entry in cell.entries]
    assert [entry.row_id for entry in entries if f"{entry.value}" not in page.text] == []
    assert [entry.row_id for entry in entries if entry.row_id not in page.text] == []
    unread = sum(not entry.checked for entry in entries)
    assert page.text.count("not checked against its source") == unread > 0


def test_sources_that_disagree_are_both_shown_and_named() -> None:
    table = views.comparator_table(FRAME, ["logp_predicted"])
    assert "5.6 CP191; but 4.9 CP192" in Page(table.html).text
    assert "Sources disagree on tazarotene, logP, predicted: 5.6 [CP191]; but 4.9 [CP192]." in table.alt_text
    assert "disagree" not in views.comparator_table(FRAME, ["mw"]).alt_text


def test_the_unit_stands_in_the_header_once() -> None:
    text = Page(views.comparator_table(FRAME, ["mw", "tpsa", "rotatable_bonds"]).html).text
    assert text.count("g/mol") == text.count("Å²") == 1
    assert "count" not in text


def test_columns_keep_the_order_asked_for_and_a_wrong_one_is_named() -> None:
    text = Page(views.comparator_table(FRAME, ["tpsa", "mw"]).html).text
    assert text.index("Polar surface area") < text.index("Molar mass")
    with pytest.raises(ValueError, match="columns: 'mass' is not in this table; it has smiles"):
        views.comparator_table(FRAME, ["mass"])


def test_its_text_form_is_its_text_alternative() -> None:
    table = views.comparator_table(FRAME, ["mw"])
    assert str(table) == table.alt_text
    assert table.alt_text.startswith("5 drugs (isotretinoin, tretinoin,")


@pytest.mark.parametrize("name", FRAME.columns)
def test_every_property_has_a_name_to_read(name) -> None:
    assert "_" not in property_name(name)
    assert heading(name)[0].isupper() or heading(name).startswith(("logP", "pKa"))


def test_text_of_a_file_stays_text(catalog_with_texts) -> None:
    hostile = "<script>alert(1)</script>"
    frame = compare_drugs(DRUGS, catalog=catalog_with_texts(hostile))
    page = Page(views.comparator_table(frame).html)
    assert "script" not in page.tags
    assert hostile in page.text
