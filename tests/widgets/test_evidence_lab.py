"""The evidence lab without a browser: its state, what is sent, and what is said of it."""

from __future__ import annotations

import json
import math
import re
from itertools import product

import pytest

from retinoid_teach.evidence import shipped
from retinoid_teach.trials import comparison, comparisons, in_people
from retinoid_teach.trials._effects import Interval
from retinoid_teach.trials.comparing import MEASURES, METHODS
from retinoid_teach.widgets._evidence_lab.evidence_lab import evidence_lab
from retinoid_teach.widgets._evidence_lab.words import answer, fixed, heads, of_hundred
from tests.widgets.reading import Page, stored_bytes

IDS = list(comparisons().index)
PAYLOAD = {one["id"]: one for one in evidence_lab().data["comparisons"]}


def same(sent, value):
    return sent is None if math.isnan(value) else sent == pytest.approx(value, rel=1e-4, abs=1e-9)


def test_a_new_lab_begins_with_all_studies_and_the_baseline_of_its_control_arms():
    lab = evidence_lab("CM05")
    assert (lab.measure, lab.method, lab.left_out) == ("risk_ratio", "random", None)
    assert lab.baseline == round(comparison("CM05").baseline, 1) == 12.6
    assert repr(lab) == "<EvidenceLab CM05, risk_ratio, random, baseline 12.6>"


def test_another_question_begins_anew():
    lab = evidence_lab("CM05")
    lab.left_out, lab.baseline, lab.measure = "gold2009", 40, "odds_ratio"
    assert repr(lab) == "<EvidenceLab CM05, odds_ratio, random, without gold2009, baseline 40>"
    lab.comparison = "CM08"
    assert (lab.left_out, lab.baseline, lab.measure) == (None, 13.9, "odds_ratio")


def test_the_page_may_set_all_at_once():
    lab = evidence_lab("CM01")
    lab.set_state({"comparison": "CM05", "left_out": None, "baseline": 12.6})
    lab.set_state({"left_out": "perfect1", "baseline": 20})
    assert repr(lab) == "<EvidenceLab CM05, risk_ratio, random, without perfect1, baseline 20>"


@pytest.mark.parametrize("name", IDS)
def test_every_result_that_is_sent_is_the_clinics(name):
    found, sent = comparison(name), PAYLOAD[name]
    leaving = [None, *found.trials] if len(found.studies) > 1 else [None]
    for measure, method in product(MEASURES, METHODS):
        results = sent["pooled"][measure][method]
        assert len(results) == len(leaving)
        for left_out, result in zip(leaving, results, strict=True):
            expected = found.together(measure, method, left_out=left_out)
            effect, next_one = expected.effect, expected.prediction
            ends = (effect.estimate, effect.low, effect.high, next_one.low, next_one.high)
            wanted = [
                *ends,
                expected.i2,
                expected.tau2,
                *(expected.weights.get(one, 0.0) for one in found.trials),
            ]
            assert all(map(same, result, wanted)), (measure, method, left_out)
            assert len(result) == len(wanted)
        for study, own in zip(found.studies, sent["own"][measure], strict=True):
            effect = study.effect(measure)
            assert all(map(same, own, (effect.estimate, effect.low, effect.high)))


@pytest.mark.parametrize("name", IDS)
@pytest.mark.parametrize("baseline", [0.1, 12, 50, 100])
def test_the_sentence_has_the_numbers_of_the_clinic(name, baseline):
    for measure in MEASURES:
        effect = comparison(name).together(measure).effect
        people = in_people(effect, measure, baseline, event_is=PAYLOAD[name]["event_is"])
        said = answer(PAYLOAD[name], measure, "random", None, baseline)
        assert f"of 100 people, {heads(baseline)} with" in said.sentence
        assert f" and {heads(people.treatment.estimate)} with" in said.sentence
        assert said.people is not None
        assert said.people.nnt.form == people.nnt.form


@pytest.mark.parametrize(
    ("name", "measure", "baseline", "words"),
    [
        (
            "CM02",
            "risk_difference",
            47.4,
            "47 with isotretinoin 0.05% gel and 67 with tazarotene 0.1% gel: 20 more",
        ),
        ("CM02", "risk_difference", 47.4, "Treat 5 to help one more (3 to 87)."),
        ("CM09", "risk_difference", 0.2, "fewer than 1 with adapalene 0.1% gel and 3 with"),
        ("CM09", "risk_difference", 0.2, "Treat 42 for one more to have it ("),
        ("CM10", "risk_difference", 13, "through no difference to"),
        ("CM12", "risk_ratio", 0, "a ratio of nothing is nothing. Move the baseline"),
        ("CM12", "risk_difference", 0, "and 1 with tretinoin 0.05% lotion: 1 more (0 to 2 more)"),
        ("CM12", "risk_difference", 0, "runs from no difference to 47 for one more to have it."),
        ("CM01", "risk_ratio", 100, ": no difference."),
    ],
)
def test_what_is_said_of_people(name, measure, baseline, words):
    assert words in answer(PAYLOAD[name], measure, "random", None, baseline).sentence


def test_it_says_where_an_effect_cannot_hold():
    assert "stopped there" in answer(PAYLOAD["CM01"], "risk_ratio", "random", None, 80).applied
    assert "stopped there" not in answer(PAYLOAD["CM01"], "odds_ratio", "random", None, 80).applied


@pytest.mark.parametrize(
    ("name", "method", "left_out", "words"),
    [
        ("CM01", "random", None, "One study only"),
        ("CM01", "random", None, "Not randomised: quasi-experimental."),
        ("CM02", "random", None, "Suspect reporting."),
        ("CM05", "random", None, "I² 70 %"),
        ("CM05", "random", None, "One more study like these would lie between 0.52 and 2.42 (95 %)."),
        ("CM05", "fixed", None, "says nothing of a next one"),
        ("CM08", "random", None, "I² 0 %: the studies differ no more than chance"),
        ("CM07", "random", None, "Two studies say nothing of what a next one"),
        ("CM07", "random", "differin03_label", "One study is left."),
        ("CM12", "random", None, "It is wide"),
        ("CM10", "random", None, "The interval holds no difference"),
    ],
)
def test_how_sure_it_is_is_said(name, method, left_out, words):
    assert words in " ".join(answer(PAYLOAD[name], "risk_ratio", method, left_out, 10).sure)


def test_a_question_without_a_ratio_says_so():
    one = json.loads(json.dumps(PAYLOAD["CM01"]))
    one["pooled"]["risk_ratio"]["random"] = [[None] * 7 + [0.0]]
    said = answer(one, "risk_ratio", "random", None, 10)
    assert "there is no ratio" in said.sentence
    assert (said.people, said.applied, said.effect) == (None, "", "no ratio")


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [(0.125, 2, "0.13"), (-0.04, 1, "0.0"), (-3.05, 1, "−3.1"), (11803.9, 0, "11,804"), (2.5, 0, "3")],
)
def test_numbers_are_rounded_as_the_page_does(value, digits, text):
    assert fixed(value, digits) == text


def test_people_are_whole_where_there_is_one():
    assert [heads(one) for one in (0, 0.2, 0.5, 12.4, 99.6, 100)] == [
        "0",
        "fewer than 1",
        "1",
        "12",
        "more than 99",
        "100",
    ]
    assert [of_hundred(one) for one in (12.6, 40.0, 0)] == ["12.6 of 100", "40 of 100", "0 of 100"]


@pytest.mark.parametrize(
    ("trait", "value", "words"),
    [
        ("comparison", "CM99", "comparison: 'CM99' is not known; did you mean 'CM09'?"),
        ("measure", "risk_ration", "did you mean 'risk_ratio'?"),
        ("method", "mixed", "method: 'mixed' is not known"),
        ("left_out", "perfect2", "did you mean 'perfect1'?"),
        ("baseline", 101, "baseline=101 must be people of 100"),
        ("baseline", True, "baseline=True"),
        ("baseline", "20", "baseline='20'"),
    ],
)
def test_what_cannot_be_is_answered_in_words_and_changes_nothing(trait, value, words):
    lab = evidence_lab("CM05")
    before = repr(lab)
    with pytest.raises(ValueError, match=re.escape(words)):
        setattr(lab, trait, value)
    assert repr(lab) == before


def test_an_only_study_cannot_be_left_out():
    with pytest.raises(ValueError, match="CM01 has one study"):
        evidence_lab("CM01").left_out = "saleem2023"
    with pytest.raises(ValueError, match="'cm01' is not known"):
        evidence_lab("cm01")


def test_the_static_form_has_the_studies_the_sentence_and_who_paid():
    lab = evidence_lab("CM05")
    lab.left_out = "gold2009"
    page = Page(lab._html())
    assert page.tags.count("tr") == 1 + 8 + 1
    assert lab.sentence in page.text
    assert "left out" in page.text
    assert "Gold 2009 Cutis: not stated in what was read." in page.text
    assert "What was not measured" in page.text
    assert page.attributes.count(("th", "scope", "row")) == 9
    assert not {"script", "style", "svg"} & set(page.tags)


def test_text_of_a_file_stays_text(catalog_with_texts):
    page = Page(evidence_lab("CM05", catalog=catalog_with_texts("<script>alert(1)</script>"))._html())
    assert "<script>alert(1)</script>" in page.text
    assert "script" not in page.tags


def test_every_row_that_is_shown_has_its_source():
    data = evidence_lab().data
    shown = {row for one in data["comparisons"] for study in one["studies"] for row in study["rows"]}
    assert shown <= set(data["rows"])
    assert all(shipped().row(row)[1]["basis"] == "read" for row in data["rows"])


def test_it_is_lean_and_the_same_each_time():
    lab = evidence_lab("CM05")
    assert len(json.dumps(lab.data).encode()) < 60_000
    assert len((str(lab._esm) + str(lab._css)).encode()) < 33_000
    assert stored_bytes(lab) < 100_000
    assert lab._html() == evidence_lab("CM05")._html()


def test_a_baseline_of_one_decimal_is_kept():
    lab = evidence_lab("CM01")
    lab.baseline = 33.333
    assert lab.baseline == 33.3
    assert in_people(Interval(1, 1, 1), "risk_ratio", lab.baseline).control == 33.3
