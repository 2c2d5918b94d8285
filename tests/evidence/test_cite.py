"""References: numbered in order, one a paper, marked where nobody read them, safe whatever they hold."""

from __future__ import annotations

import html.parser
from pathlib import Path
from typing import Any

import pytest

from retinoid_teach.evidence import cite, open_data, shipped
from retinoid_teach.evidence.citations import NOT_CHECKED, ReferenceList, _may_be_followed
from tests.evidence.mutations import sheet

HOSTILE = (
    '<script>alert(1)</script> [x](javascript:alert(1)) ![i](x) `c` $e^2$ | *b* _u_ &lt; "q"\n\n# h\n- l'
)


class Parsed(html.parser.HTMLParser):
    """Tags, addresses and text of a piece of HTML."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name == "href"]
        if tag == "ol":
            attrs.remove(("style", "overflow-wrap:anywhere"))
        assert {name for name, _ in attrs} <= {"href", "value", "class"}

    def handle_data(self, data: str) -> None:
        self.text += data


def every_row() -> list[str]:
    names = [name for name in shipped().names if shipped().table(name).citable]
    return [row["id"] for name in names for row in shipped().rows(name)]


def test_numbers_follow_the_order_of_first_mention() -> None:
    references = cite("P002", "AE001", "P001")
    assert [one.number for one in references] == [1, 2]
    assert [one.source_ids[0] for one in references] == ["S056", shipped().row("AE001")[1]["source_id"]]
    assert references.entries[0].rows == ("P002", "P001")
    assert references.numbers("P001") == (1,)
    assert references.numbers("S056") == (1,)
    assert references.numbers("P003") == ()


def test_a_row_with_several_sources_cites_them_all() -> None:
    sources = shipped().row("CL01")[1]["source_ids"].split(";")
    references = cite("CL01")
    assert len(references) == len({one.source_ids for one in references})
    assert all(any(source in one.source_ids for one in references) for source in sources)
    assert references.numbers("CL01") == tuple(range(1, len(references) + 1))


def test_a_paper_listed_twice_is_one_reference() -> None:
    for row in shipped().rows("sources"):
        if row["same_as"]:
            references = cite(row["id"], row["same_as"])
            assert len(references) == 1
            assert references.entries[0].source_ids[0] == row["same_as"]
            assert {row["id"], row["same_as"]} <= set(references.entries[0].source_ids)


def test_an_id_may_name_a_column() -> None:
    assert str(cite("BO174.events")) == str(cite("BO174"))
    with pytest.raises(ValueError, match=r"row_ids: 'BO174\.event' names no column of binary_outcomes"):
        cite("BO174.event")


def test_a_source_that_nobody_read_is_marked() -> None:
    unread = {row["id"] for row in shipped().rows("sources") if row["basis"] == "unread"}
    for source in unread:
        references = cite(source)
        if not unread.issuperset(references.entries[0].source_ids):
            assert references.entries[0].checked
            continue
        assert not references.entries[0].checked
        for text in (
            str(references),
            references._repr_html_(),
            references._repr_markdown_().replace("\\", ""),
        ):
            assert NOT_CHECKED in text


def test_a_row_that_nobody_checked_is_marked_beside_its_id() -> None:
    row = next(
        row
        for row in shipped().rows("grading_schemes")
        if row["basis"] == "unread" and shipped().row(row["source_id"])[1]["basis"] != "unread"
    )
    references = cite(row["id"])
    assert references.entries[0].checked
    assert references.entries[0].unread_rows == (row["id"],)
    assert f"{row['id']} ({NOT_CHECKED})" in str(references)


def test_a_row_that_was_read_from_a_source_that_was_read_has_no_mark() -> None:
    assert NOT_CHECKED not in str(cite("P001"))


@pytest.mark.parametrize("row_id", ["P9999", "", "optoins", ".", "P001.", None, 7, ["P001"]])
def test_an_id_that_does_not_exist(row_id: Any) -> None:
    with pytest.raises(ValueError, match="row_id"):
        cite(row_id)


def test_a_row_without_source() -> None:
    with pytest.raises(ValueError, match="row_ids: the row 'oral' of routes names no source"):
        cite("oral")


def test_nothing_cited_is_an_empty_list() -> None:
    assert len(cite()) == 0
    assert str(cite()) == ""


def test_every_row_of_the_data_can_be_cited_and_its_links_are_plain() -> None:
    references = cite(*every_row())
    assert len(references) > 400
    parsed = Parsed(references._repr_html_())
    assert set(parsed.tags) == {"ol", "li", "a"}
    assert parsed.tags.count("li") == len(references)
    assert len(parsed.addresses) > 300
    assert all(address.startswith(("https://", "http://")) for address in parsed.addresses)
    assert references._repr_markdown_().count("\n") == len(references) - 1
    for one in references:
        assert one.citation
        assert all(link.address for link in one.links)


def test_a_doi_and_a_pmid_are_links_and_not_said_twice() -> None:
    references = cite("S041")
    assert [link.address for link in references.entries[0].links] == [
        "https://doi.org/10.1111/j.1365-2133.1982.tb00410.x",
        "https://pubmed.ncbi.nlm.nih.gov/6215056/",
    ]


@pytest.fixture
def hostile(tmp_path: Path) -> ReferenceList:
    (tmp_path / "sources.csv").write_bytes(
        sheet("sources").with_cells(
            citation=HOSTILE,
            doi='10.1234/"><script>alert(2)</script>',
            pmid="",
            url='https://example.org/"onmouseover="alert(3)',
            basis="read",
        )
    )
    return cite("zz-probe", catalog=open_data(tmp_path))


def test_hostile_text_stays_text_in_html(hostile: ReferenceList) -> None:
    parsed = Parsed(hostile._repr_html_())
    assert set(parsed.tags) == {"ol", "li", "a"}
    assert parsed.addresses == ["https://doi.org/10.1234/%22%3E%3Cscript%3Ealert(2)%3C/script%3E"]
    assert " ".join(HOSTILE.split()) in parsed.text
    assert 'https://example.org/"onmouseover="alert(3)' in parsed.text


def test_hostile_text_stays_text_in_markdown(hostile: ReferenceList) -> None:
    text = hostile._repr_markdown_()
    assert "\n" not in text
    for sign in ("<", "`", "*", "$", "|", "&"):
        assert text.count(sign) == text.count(f"\\{sign}"), sign
    assert text.count("](") == 1
    assert "alert%282%29" in text
    assert "](https://doi.org/10.1234/%22" in text
    assert r"\[x\]\(javascript" in text


def test_plain_text_has_one_line_an_entry(hostile: ReferenceList) -> None:
    assert str(hostile).startswith("1. <script>")
    assert len(str(hostile).splitlines()) == 1


ADDRESSES = {
    "https://example.org/a?b=c#d": True,
    "http://example.org": True,
    "javascript:alert(1)": False,
    "JavaScript:alert(1)": False,
    "data:text/html,x": False,
    "file:///etc/passwd": False,
    "//example.org": False,
    "example.org": False,
    "https://": False,
    "https:///path": False,
    "https://[": False,
    "https://exa mple.org": False,
    "https://example.org/\n": False,
    "https://example.org/(x)": True,
    'https://example.org/"': False,
    " https://example.org": False,
    "": False,
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_only_a_plain_web_address_is_a_link(address: str) -> None:
    assert _may_be_followed(address) is ADDRESSES[address]
