"""The claims without a browser: what is sent, what may be set, and what is read where nothing runs."""

from __future__ import annotations

import json
import re
from types import MappingProxyType

import pytest

from retinoid_teach.evidence import Catalog, shipped
from retinoid_teach.evidence.citations import NOT_CHECKED
from retinoid_teach.widgets._claims.claims import VERDICTS, claims, steps
from tests.widgets.reading import Page, stored_bytes

ROWS = {row["id"]: row for row in shipped().rows("claims")}


def catalog_with(**changes):
    """The shipped data with every claim changed in these columns."""
    data = shipped()

    def read(table):
        changed = changes if table.name == "claims" else {}
        return tuple(MappingProxyType(dict(row) | changed) for row in data.rows(table.name))

    return Catalog(data.contract, read, data.folder)


def test_the_five_verdicts_are_those_of_the_table() -> None:
    field = next(field for field in shipped().table("claims").fields if field.name == "verdict")
    assert list(field.allowed) == list(VERDICTS)


def test_all_claims_or_some_in_the_order_given() -> None:
    assert [one["id"] for one in claims().data["claims"]] == list(ROWS)
    assert [one["id"] for one in claims(["CL17", "CL03", "CL17"]).data["claims"]] == ["CL17", "CL03"]
    assert repr(claims()) == "<Claims 20 claims, 0 judged>"
    assert repr(claims(["CL17"])) == "<Claims 1 claim, 0 judged>"


@pytest.mark.parametrize(
    ("ids", "part"),
    [
        (["CL7"], "ids: 'CL7' is not known; did you mean 'CL17'?"),
        (["nonsense"], "ids: 'nonsense' is not known"),
        ([], "ids: name at least one claim"),
        ("CL03", "ids: give a list, such as claims(['CL03'])"),
    ],
)
def test_a_wrong_id_is_answered_in_words(ids, part) -> None:
    with pytest.raises(ValueError, match=re.escape(part)):
        claims(ids)


def test_judgements_can_be_read_and_set() -> None:
    judged = claims()
    assert judged.judgements == judged.revised == {}
    judged.judgements = {"CL17": "supported", "CL03": "unclear"}
    judged.revised = {"CL17": "not supported"}
    assert judged.judgements["CL17"] == "supported"
    assert repr(judged) == "<Claims 20 claims, 2 judged>"


@pytest.mark.parametrize("trait", ["judgements", "revised"])
@pytest.mark.parametrize(
    ("value", "part"),
    [
        ({"CL99": "unclear"}, "'CL99' is not known; did you mean"),
        (
            {"CL03": "uncler"},
            "CL03: 'uncler' is not known; did you mean 'unclear'? Allowed: supported",
        ),
        ({"CL03": 3}, "CL03: 3 is not known"),
        ({"CL03": ["unclear"]}, "CL03: ['unclear'] is not known"),
    ],
)
def test_an_impossible_judgement_is_refused_and_changes_nothing(trait, value, part) -> None:
    judged = claims()
    with pytest.raises(ValueError, match=re.escape(f"{trait}: {part}")):
        setattr(judged, trait, value)
    assert getattr(judged, trait) == {}


def test_the_table_shows_the_evidence_of_judged_claims_only() -> None:
    judged = claims(["CL17", "CL03", "CL01"])
    judged.judgements = {"CL17": "supported", "CL03": "contested"}
    frame = judged.table()
    assert list(frame.index) == ["CL17", "CL03", "CL01"]
    assert frame["evidence"].fillna("").tolist() == ["not supported", "unclear", ""]
    assert frame["steps"].fillna(99).tolist() == [3, 0, 99]
    assert frame["claim"].tolist() == [ROWS[one]["claim"] for one in frame.index]


def test_steps_count_how_much_more_a_judgement_trusts() -> None:
    for yours in VERDICTS:
        assert steps(yours, yours) == 0
        for evidence in VERDICTS:
            assert steps(yours, evidence) == -steps(evidence, yours)
    assert steps("supported", "not supported") == 3


def test_each_claim_leads_to_its_sources_and_each_source_is_sent_once() -> None:
    data = claims().data
    assert json.loads(json.dumps(data)) == data
    ids = [set(source["ids"].split(", ")) for source in data["sources"]]
    for one in data["claims"]:
        led_to = set().union(*(ids[place] for place in one["sources"]))
        assert set(ROWS[one["id"]]["source_ids"].split(";")) <= led_to
    assert len({source["ids"] for source in data["sources"]}) == len(data["sources"])
    assert {place for one in data["claims"] for place in one["sources"]} == set(range(len(ids)))


def test_module_and_payload_are_small() -> None:
    judged = claims()
    assert len((str(judged._esm) + str(judged._css)).encode()) < 25_000
    assert len(json.dumps(judged.data).encode()) < 60_000
    assert stored_bytes(judged) < 100_000


def test_the_static_form_lists_claims_and_folds_every_verdict_away() -> None:
    page = Page(claims()._html())
    assert not {"script", "style", "svg", "iframe", "img"} & set(page.tags)
    assert page.tags.count("details") == len(ROWS)
    open_text = Page(re.sub(r"<details>.*?</details>", "", claims()._html())).text
    for row in ROWS.values():
        assert row["claim"] in open_text
        for column in ("evidence_for", "evidence_against", "what_to_teach"):
            assert row[column] in page.text
            assert row[column] not in open_text
    after_the_meanings = open_text.partition(ROWS["CL01"]["claim"])[2]
    assert not [verdict for verdict in VERDICTS if verdict in after_the_meanings]


def test_the_static_form_shows_what_was_judged() -> None:
    judged = claims(["CL03"])
    assert "You judged" not in judged._html()
    judged.judgements = {"CL03": "supported"}
    assert "You judged: supported" in Page(judged._html()).text


def test_an_unread_claim_is_marked() -> None:
    read, unread = claims(["CL03"]), claims(["CL03"], catalog=catalog_with(basis="unread"))
    assert f"({NOT_CHECKED})" not in Page(read._html()).text.partition("What the evidence says")[0]
    assert f"({NOT_CHECKED})" in Page(unread._html()).text.partition("What the evidence says")[0]
    assert unread.data["claims"][0]["unread"] is True


def test_text_of_a_file_stays_text(catalog_with_texts) -> None:
    hostile = '<script>alert(1)</script> & "quoted" <img src=x onerror=alert(1)>'
    page = Page(claims(["CL03"], catalog=catalog_with_texts(hostile))._html())
    assert not {"script", "img"} & set(page.tags)
    assert "<script>alert(1)</script>" in page.text
    assert [url for tag, name, url in page.attributes if name in ("href", "src")] == []


def test_executing_a_cell_twice_stores_the_same_twice() -> None:
    once, again = claims(), claims()
    assert once.data == again.data
    assert once._html() == again._html()
