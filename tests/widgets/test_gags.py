"""The GAGS scorer without a browser."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retinoid_teach.clinic import gags_score
from retinoid_teach.evidence import shipped
from retinoid_teach.widgets._gags.gags import gags_scorer
from tests.widgets.reading import Page, stored_bytes

REGIONS = ("forehead", "right_cheek", "left_cheek", "nose", "chin", "chest_and_upper_back")
LESIONS = ("none", "comedone", "papule", "pustule", "nodule")


def test_a_new_scorer_is_clear_in_all_six_regions() -> None:
    scorer = gags_scorer()
    assert scorer.lesions == dict.fromkeys(REGIONS, "none")
    assert (scorer.total, repr(scorer)) == (0, "<GagsScorer 0 points, none>")


def test_lesions_may_be_named_or_numbered_and_left_out() -> None:
    scorer = gags_scorer({"nose": 4})
    scorer.lesions = {"chin": "papule", "forehead": 1}
    assert scorer.lesions == dict.fromkeys(REGIONS, "none") | {"chin": "papule", "forehead": "comedone"}
    assert scorer.total == 4


@given(st.fixed_dictionaries({region: st.sampled_from(LESIONS) for region in REGIONS}))
def test_the_score_is_that_of_the_clinic(lesions) -> None:
    scorer = SCORER
    scorer.lesions = lesions
    assert scorer.score() == gags_score(lesions)
    assert scorer.total == scorer.score().total
    assert f"{scorer.total} points: {scorer.score().band}" in Page(scorer._html()).text


SCORER = gags_scorer()


@pytest.mark.parametrize(
    ("lesions", "part"),
    [
        ({"neck": "papule"}, "'neck'"),
        ({"nose": "papules"}, "'papule'"),
        ({"nose": 5}, "5"),
        ({"nose": None}, "None"),
    ],
)
def test_a_wrong_region_or_lesion_is_answered_in_words_and_changes_nothing(lesions, part) -> None:
    with pytest.raises(ValueError, match=re.escape(part)):
        gags_scorer(lesions)
    scorer = gags_scorer({"nose": "papule"})
    with pytest.raises(ValueError, match=re.escape(part)):
        scorer.lesions = lesions
    assert scorer.total == 2


def test_the_scale_is_sent_as_the_rows_have_it() -> None:
    scale = gags_scorer().data["scale"]
    rows = {row["id"]: row for row in shipped().rows("gags_scoring")}
    assert tuple(one["key"] for one in scale["regions"]) == REGIONS
    assert tuple(one["key"] for one in scale["lesions"]) == LESIONS
    assert all(one["factor"] == rows[one["row"]]["factor"] for one in scale["regions"])
    assert all(one["score"] == rows[one["row"]]["lesion_score"] for one in scale["lesions"])
    assert [one["name"] for one in scale["bands"] if one.get("unread")] == ["none"]


def test_the_band_that_nobody_read_is_marked() -> None:
    assert "not checked against its source" in Page(gags_scorer()._html()).text.split("Sources")[0]
    assert "not checked" not in Page(gags_scorer({"nose": 1})._html()).text.split("Sources")[0]


def test_the_static_form_is_a_table_with_headers() -> None:
    page = Page(gags_scorer({"nose": "nodule"})._html())
    assert page.tags.count("tr") == 1 + len(REGIONS)
    assert page.attributes.count(("th", "scope", "row")) == len(REGIONS)
    assert "1 × 4 = 4" in page.text
    assert not {"script", "style", "svg"} & set(page.tags)


def test_text_of_a_file_stays_text(catalog_with_texts) -> None:
    page = Page(gags_scorer(catalog=catalog_with_texts("<script>alert(1)</script>"))._html())
    assert "script" not in page.tags


def test_it_is_small_and_the_same_each_time() -> None:
    assert stored_bytes(gags_scorer()) < 21_800
    assert json.dumps(gags_scorer().data) == json.dumps(gags_scorer().data)
    assert gags_scorer()._html() == gags_scorer()._html()
