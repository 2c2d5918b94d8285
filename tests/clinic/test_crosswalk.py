"""From another scheme's grade to the four types: a rough reading, called rough."""

from __future__ import annotations

from typing import Any

import pytest

from retinoid_teach.clinic import crosswalk
from retinoid_teach.evidence import shipped

ROWS = shipped().rows("grade_crosswalk")
SCHEMES = sorted({row["scheme"] for row in ROWS})


def refused(scheme: Any, category: Any) -> str:
    with pytest.raises(ValueError, match=r".") as caught:
        crosswalk(scheme, category)
    return str(caught.value)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["id"]))
def test_every_category_leads_to_its_own_row_unchanged(row: dict[str, Any]) -> None:
    found = crosswalk(row["scheme"], row["nearest_category"]).loc[row["id"]]
    assert found["acne_type"] == int(row["acne_type"])
    for column in ("type_name", "nearest_category", "closeness", "reason"):
        assert found[column] == row[column]
    assert found["checked"] == (row["basis"] != "unread")


def test_the_table_has_the_columns_of_the_contract_and_row_ids() -> None:
    table = crosswalk("EU S3 2016", "comedonal acne")
    assert list(table.columns) == [
        "acne_type",
        "type_name",
        "nearest_category",
        "closeness",
        "reason",
        "checked",
    ]
    assert table.index.name == "id"
    assert table.index.tolist() == ["GX009"]


def test_one_scheme_never_answers_for_another() -> None:
    scheme_of = {row["id"]: row["scheme"] for row in ROWS}
    for scheme in SCHEMES:
        for row in ROWS:
            if row["scheme"] == scheme:
                table = crosswalk(scheme, row["nearest_category"])
                assert {scheme_of[one] for one in table.index} == {scheme}


@pytest.mark.parametrize(
    ("scheme", "category", "types"),
    [
        ("GAGS band", "mild", [1, 2]),
        ("GAGS band", "moderate", [2, 3]),
        ("GAGS band", "severe", [3, 4]),
        ("GAGS band", "very severe", [4]),
        ("NICE NG198", "mild to moderate", [1, 2]),
        ("NICE NG198", "moderate to severe", [3, 4]),
        ("NICE NG198", "moderate", [1, 2, 3, 4]),
        ("Pillsbury 1956", "grade I", [1]),
        ("Pillsbury 1956", "grade IV", [4]),
        ("EU S3 2016", "severe nodular / conglobate", [4]),
        ("IGA (FDA)", "2 mild", [1, 2]),
    ],
)
def test_a_category_or_a_whole_word_of_it_finds_the_types_it_speaks_of(
    scheme: str, category: str, types: list[int]
) -> None:
    assert crosswalk(scheme, category)["acne_type"].tolist() == types


def test_part_of_a_word_finds_nothing() -> None:
    """Grade I is not grade IV, and "mode" is not moderate."""
    assert crosswalk("Pillsbury 1956", "grade I")["nearest_category"].tolist() == ["grade I"]
    assert refused("NICE NG198", "mode").startswith("category: 'mode' is not known")


def test_what_stands_in_brackets_is_a_remark_and_not_a_category() -> None:
    """ "moderate to severe (up to 33 with pustules ...)" is not found by "pustules"."""
    assert refused("GAGS band", "pustules").startswith("category: 'pustules' is not known")


def test_capitals_and_spaces_around_do_not_matter() -> None:
    assert (
        crosswalk("GAGS band", " Severe ").index.tolist() == crosswalk("GAGS band", "severe").index.tolist()
    )


def test_nothing_but_an_equal_wording_is_called_exact() -> None:
    exact = {row["id"] for row in ROWS if row["closeness"] == "exact"}
    assert exact == {"GX009", "GX012", "GX028"}
    assert {row["closeness"] for row in ROWS} == {"exact", "near", "rough"}


def test_a_misspelt_scheme_is_answered_with_the_nearest() -> None:
    assert refused("NICE NG189", "mild").startswith(
        "scheme: 'NICE NG189' is not known; did you mean 'NICE NG198'?"
    )


def test_a_category_that_does_not_exist_is_answered_with_those_of_the_scheme_alone() -> None:
    told = refused("EU S3 2016", "comedonal acme")
    assert told.startswith("category: 'comedonal acme' is not known; did you mean 'comedonal acne'?")
    assert "grade IV" not in told


@pytest.mark.parametrize("category", ["", "  ", None, 3, ["mild"]])
def test_no_category_at_all_is_refused(category: Any) -> None:
    assert refused("GAGS band", category).startswith(f"category: {category!r} is not known")
