"""The cases without a browser: what is sent, what may be set, and what is read where nothing runs."""

from __future__ import annotations

import html
import json
import re

import pytest
from traitlets import TraitError

from retinoid_teach import learning
from retinoid_teach.learning import NotSaved, history
from retinoid_teach.learning.records import CITATION
from retinoid_teach.widgets._case.case import case
from tests.widgets.reading import Page, stored_bytes

IDS = [one.id for one in learning.cases()]
A_CASE, A_SHELL = 25_000, 23_500


def test_one_several_or_all() -> None:
    assert repr(case("CASE-1")) == "<Case CASE-1>"
    assert repr(case("CASE-4", "CASE-2", "CASE-4")) == "<Case CASE-4 CASE-2>"
    assert case("CASE-4", "CASE-2").chosen == "CASE-4"
    assert [one["id"] for one in case().data["cases"]] == IDS


def test_a_wrong_id_is_answered_in_words() -> None:
    with pytest.raises(ValueError, match="'CASE1' is not known; did you mean 'CASE-1'"):
        case("CASE1")


def test_answers_can_be_read_and_set() -> None:
    shown = case("CASE-1", "CASE-2")
    assert shown.answers == {}
    shown.answers = {"CASE-1-1": "CASE-1-1-1", "CASE-1-3": ["CASE-1-3-b", "CASE-1-3-c"]}
    assert shown.answers["CASE-1-3"] == ["CASE-1-3-b", "CASE-1-3-c"]
    shown.chosen = "CASE-2"
    assert shown.chosen == "CASE-2"


@pytest.mark.parametrize(
    ("answers", "part"),
    [
        ({"CASE-2-1": "CASE-2-1-2"}, "'CASE-2-1' is no step of CASE-1"),
        ({"CASE-1-1": "a"}, "CASE-1-1: 'a' is none of its choices: CASE-1-1-1"),
        ({"CASE-1-1": ["CASE-1-1-1"]}, "is none of its choices"),
        ({"CASE-1-3": "CASE-1-3-b"}, "is not a list of its choices"),
        ({"CASE-1-3": []}, "is not a list of its choices"),
        ({"CASE-1-3": ["CASE-1-3-b", "CASE-1-3-b"]}, "is not a list of its choices"),
        ({"CASE-1-3": ["CASE-1-2-a"]}, "'CASE-1-2-a' is none of its choices"),
    ],
)
def test_an_impossible_answer_is_refused_and_changes_nothing(answers, part) -> None:
    shown = case("CASE-1")
    with pytest.raises(ValueError, match=re.escape(part)):
        shown.answers = answers
    assert shown.answers == {}


def sent(shown, *tries) -> None:
    """Have the page send its tries, with the answers that they make."""
    many = {step.id for one in learning.cases() for step in one.steps if step.many}
    answers = {step: given.split(" ") if step in many else given for step, given in tries}
    shown.set_state({"answers": answers, "tries": list(map(list, tries))})


def test_each_try_of_the_page_is_kept_once_with_what_it_was_told() -> None:
    shown = case("CASE-1", "CASE-6")
    first, second = ("CASE-6-1", "CASE-6-1-2"), ("CASE-6-1", "CASE-6-1-3")
    good = " ".join(one.id for one in learning.case("CASE-6").steps[2].choices if one.acceptable)
    third, fourth = ("CASE-6-3", good), ("CASE-6-3", good.split(" ")[0])
    sent(shown, first)
    assert shown.saved == ["saved"]
    sent(shown, first, second, third, fourth)
    sent(shown, first, second, third, fourth)
    assert shown.saved == ["saved"] * 4
    kept = [(one.question_id, one.given, one.correct) for one in history().answers]
    assert kept == [(*first, False), (*second, True), (*third, True), (*fourth, False)]


def test_making_and_setting_a_case_writes_nothing(answers_home) -> None:
    shown = case("CASE-1")
    shown.answers = {"CASE-1-1": "CASE-1-1-1"}
    shown._html()
    shown.get_state()
    assert shown.saved == []
    assert not answers_home.exists()


def test_what_could_not_be_kept_is_a_sentence_and_the_case_goes_on(monkeypatch) -> None:
    def full(*arguments, **settings):
        raise NotSaved("Not saved: the disk is full.")

    shown = case("CASE-6")
    monkeypatch.setattr("retinoid_teach.widgets._page.tries.keep", full)
    sent(shown, ("CASE-6-1", "CASE-6-1-3"))
    assert shown.saved == ["Not saved: the disk is full."]
    assert shown.answers == {"CASE-6-1": "CASE-6-1-3"}


@pytest.mark.parametrize(
    ("tries", "part"),
    [
        ([["CASE-2-1", "CASE-2-1-2"]], "tries: 'CASE-2-1' is no step of CASE-1"),
        ([["CASE-1-1", "a"]], "CASE-1-1: 'a' is none of its choices"),
        ([["CASE-1-1", "CASE-1-1-1 CASE-1-1-2"]], "is none of its choices"),
        ([["CASE-1-3", 3]], "is not a list of its choices"),
        ([["CASE-1-3", ""]], "'' is none of its choices"),
        ([["CASE-1-3", "CASE-1-3-b CASE-1-3-b"]], "is not a list of its choices"),
        ([["CASE-1-1"]], "length"),
    ],
)
def test_an_impossible_try_is_refused_and_not_kept(answers_home, tries, part) -> None:
    shown = case("CASE-1")
    with pytest.raises(TraitError, match=re.escape(part)):
        shown.set_state({"tries": tries})
    assert (shown.tries, shown.saved) == ([], [])
    assert not answers_home.exists()


def test_a_case_that_is_not_here_is_refused_also_when_the_page_sends_it() -> None:
    shown = case("CASE-1")
    with pytest.raises(TraitError, match="'CASE-2' is not one of the cases here: CASE-1"):
        shown.set_state({"chosen": "CASE-2"})
    assert shown.chosen == "CASE-1"


@pytest.mark.parametrize("case_id", IDS)
def test_it_is_small(case_id) -> None:
    shown = case(case_id)
    shell = len(shown._esm.encode()) + len(shown._css.encode())
    assert shell <= A_SHELL
    assert stored_bytes(shown) - shell <= A_CASE
    assert len(shown._html().encode()) <= A_CASE


def test_the_page_has_what_python_worked_out() -> None:
    for one, sent in zip(learning.cases(), case().data["cases"], strict=True):
        for step, there in zip(one.steps, sent["steps"], strict=True):
            assert [choice["ok"] for choice in there["choices"]] == [c.acceptable for c in step.choices]
            assert [choice["feedback"] for choice in there["choices"]] == [c.feedback for c in step.choices]
            assert there["many"] == (step.kind == "justify")


def test_every_citation_in_the_texts_is_sent_with_its_source() -> None:
    data = case().data
    cited = set(CITATION.findall(json.dumps(data["cases"], ensure_ascii=False)))
    assert cited == set(data["rows"])
    assert all(0 <= places[0] < len(data["sources"]) for places in data["rows"].values())


def test_the_static_form_holds_the_story_and_folds_the_answers() -> None:
    shown = case("CASE-3")
    shown.answers = {"CASE-3-5": "CASE-3-5-b"}
    page = Page(shown._html())
    one = learning.case("CASE-3")
    for text in (one.story, one.wish, *(part for step in one.steps for part in step.texts)):
        assert text in page.text
    assert page.text.count("(taken)") == 1
    before, _, _ = shown._html().partition("<summary>Answer and feedback</summary>")
    assert html.escape(one.steps[0].explanation) not in before
    assert not {"script", "style", "input"} & set(page.tags)


def test_text_of_a_file_stays_text(catalog_with_texts) -> None:
    hostile = "<img src=x onerror=alert(1)><script>alert(1)</script>"
    shown = case("CASE-1", catalog=catalog_with_texts(hostile))
    page = Page(shown._html())
    assert hostile in page.text
    assert not {"img", "script"} & set(page.tags)


def test_the_same_state_is_stored_the_same() -> None:
    first, second = case("CASE-5"), case("CASE-5")
    assert first._html() == second._html()
    assert first.data == second.data
