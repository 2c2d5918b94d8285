"""The explorer without a browser: its traits keep the contract, and it can be read with no widget."""

from __future__ import annotations

import base64
import json
import zlib
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

import retinoid_teach as rt
from retinoid_teach.clinic import Patient
from retinoid_teach.clinic.question import ask
from retinoid_teach.clinic.verdict import clinic
from retinoid_teach.widgets._explorer.explorer import Explorer, explorer, packed


class Reader(HTMLParser):
    """The texts of a page and its open tags."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.tags: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join(self.texts)


def test_the_short_name_makes_the_same_widget() -> None:
    assert isinstance(rt.explorer(), Explorer)


def test_its_table_is_appropriate_options_of_the_present_state() -> None:
    person = Patient(age_years=16, pregnancy="planning")
    shown = explorer(acne_type=1, guideline="aad_2024", region="UK", patient=person)
    pd.testing.assert_frame_equal(shown.table(), rt.clinic.appropriate_options(1, "aad_2024", person, "UK"))


def test_its_table_follows_the_traits() -> None:
    shown = explorer()
    shown.acne_type, shown.guideline, shown.region = 4, "eu_s3_2016", "EU"
    shown.patient = Patient(conditions=("male",))
    pd.testing.assert_frame_equal(
        shown.table(), rt.clinic.appropriate_options(4, "eu_s3_2016", Patient(conditions=("male",)), "EU")
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"acne_type": 5}, ["acne_type=5", "1, 2, 3, 4"]),
        ({"guideline": "nice"}, ["guideline: 'nice'", "did you mean 'nice_ng198'?"]),
        ({"region": "uk"}, ["region: 'uk'", "did you mean 'UK'?"]),
        ({"option": "adapalen"}, ["option: 'adapalen'", "did you mean 'adapalene'?"]),
        ({"view": "opions"}, ["view: 'opions'", "compare"]),
    ],
)
def test_a_wrong_state_is_refused_in_words_and_changes_nothing(
    change: dict[str, object], words: list[str]
) -> None:
    shown = explorer()
    before = {name: getattr(shown, name) for name in change}
    ((name, value),) = change.items()
    with pytest.raises(ValueError, match=name) as error:
        setattr(shown, name, value)
    assert all(word in str(error.value) for word in words)
    assert {name: getattr(shown, name) for name in change} == before


def test_a_person_crosses_the_wire_and_comes_back_the_same() -> None:
    person = Patient(30, "breastfeeding", ("asthma",), ("relapse",))
    shown = explorer(patient=person)
    sent = shown.get_state("patient")["patient"]
    assert sent == {
        "age_years": 30,
        "pregnancy": "breastfeeding",
        "conditions": ["asthma"],
        "situations": ["relapse"],
    }
    other = explorer()
    other.set_state({"patient": json.loads(json.dumps(sent))})
    assert other.patient == person


def test_a_contradiction_from_the_page_is_refused() -> None:
    with pytest.raises(ValueError, match="contradicts"):
        explorer().set_state({"patient": {"pregnancy": "pregnant", "conditions": ["male"]}})


def test_its_text_form_is_the_same_at_every_run() -> None:
    assert repr(explorer(acne_type=3, region="US")) == "<Explorer type 3, nice_ng198, region US>"


def test_a_reader_without_widgets_gets_the_state_as_a_table() -> None:
    shown = explorer(2, "nice_ng198", patient=Patient(pregnancy="pregnant"), option="bpo")
    bundle = shown._repr_mimebundle_()
    assert bundle is not None
    page = Reader(bundle[0]["text/html"])
    table = shown.table()
    assert all(name in page.text for name in table["name"])
    assert "would be: first line" in page.text
    assert "Benzoyl peroxide." in page.texts
    assert "No substitute for current local guidance" in page.text
    assert "application/vnd.jupyter.widget-view+json" in bundle[0]


def test_the_plain_form_marks_what_was_not_checked() -> None:
    page = Reader(explorer(1, "eu_s3_2016")._html())
    unchecked = (~explorer(1, "eu_s3_2016").table().query("verdict != 'not_mentioned'")["checked"]).sum()
    assert unchecked > 0
    assert page.text.count("not checked against its source;") >= unchecked


def test_the_plain_form_says_what_to_ask_first() -> None:
    """Every rule that could make the verdict of the option shown worse stands there."""
    desk = clinic()
    checked = 0
    for guideline in desk.rows.guidelines:
        for acne_type in desk.rows.acne_types:
            shown = explorer(acne_type, guideline)
            chosen = Reader(shown._html())
            question = ask(acne_type, guideline, Patient(), None, desk.rows)
            option = next(name for name, row in desk.rows.options.items() if f"{row.name}." in chosen.texts)
            for limit in desk.ask_first(option, Patient(), question.region):
                assert f"[{limit.rule.id}]" in chosen.text
                checked += 1
    assert checked
    page = Reader(explorer(4, "aad_2024", option="isotretinoin_oral")._html())
    assert "If pregnant: contraindicated [SR156]" in page.text
    assert "If planning a pregnancy: contraindicated [SR156]" in page.text
    assert "Blood donation: " in page.text


def test_the_plain_form_asks_nothing_that_was_said() -> None:
    said = Patient(age_years=30, pregnancy="not_possible")
    assert "Ask first" not in explorer(4, "aad_2024", patient=said, option="isotretinoin_oral")._html()


@pytest.mark.parametrize("guideline", ["aad_2024", "global_alliance_2018", "eu_s3_2016"])
def test_the_plain_form_says_what_must_be_said_of_the_guideline(guideline: str) -> None:
    note = rt.table("guidelines").loc[guideline, "note"]
    assert note in Reader(explorer(1, guideline)._html()).text


def test_the_plain_form_marks_a_teachers_option_that_was_not_checked(tmp_path: Path) -> None:
    own = rt.table("options", include="all").drop(columns="checked").reset_index()
    own.loc[own["id"] == "bpo", "basis"] = "unread"
    own.to_csv(tmp_path / "options.csv", index=False)
    page = Reader(explorer(2, "nice_ng198", option="bpo", catalog=rt.open_data(tmp_path))._html())
    assert "Benzoyl peroxide. ⚠ not checked against its source" in " ".join(page.text.split())


def test_the_plain_form_holds_no_script_and_no_address() -> None:
    page = explorer()._html()
    assert set(Reader(page).tags).isdisjoint({"script", "style", "link", "img", "iframe"})
    assert "http" not in page


def test_the_payload_is_sent_packed_and_once() -> None:
    sent = packed()
    payload = json.loads(zlib.decompress(base64.b64decode(sent)))
    assert payload["date"]
    assert len(payload["options"]["rows"]) == len(rt.table("options", include="all"))
    assert len(sent) < 120_000
    assert explorer().get_state("data")["data"] == sent
