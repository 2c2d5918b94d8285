"""Questions that counted arms answer: which arms may be compared, and what they say together."""

from __future__ import annotations

import math
import re
from types import MappingProxyType

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from retinoid_teach.evidence import Catalog, shipped
from retinoid_teach.trials import absolute_risk, comparison, comparisons, effect_size, in_people, pool
from retinoid_teach.trials._effects import Interval
from retinoid_teach.trials.comparing import MEASURES, METHODS

ANY = settings(deadline=None, derandomize=True, database=None, max_examples=120)
IDS = [f"CM{number:02}" for number in range(1, 14)]
CITED = re.compile(r"\[([A-Z]+\d+)\]")


def with_rows(**changed):
    """The shipped data with other rows in some tables."""
    data = shipped()

    def read(table):
        rows = data.rows(table.name)
        return (
            tuple(MappingProxyType(changed[table.name](dict(row))) for row in rows)
            if table.name in changed
            else rows
        )

    return Catalog(data.contract, read, data.folder)


def changed(row_id, **cells):
    return lambda row: row | cells if row["id"] == row_id else row


def test_the_ids_that_lessons_use_stay():
    assert list(comparisons().index) == IDS
    assert comparisons().loc["CM05", "studies"] == 8


@pytest.mark.parametrize("name", IDS)
def test_only_counted_read_arms_of_one_trial_are_compared(name):
    outcomes = {row["id"]: row for row in shipped().rows("binary_outcomes")}
    found = comparison(name)
    for study in found.studies:
        treated, control = (outcomes[row] for row in study.rows)
        assert treated["trial_id"] == control["trial_id"] == study.trial_id
        assert treated["outcome"] == control["outcome"]
        assert treated["arm"] != control["arm"]
        assert study.counts == (treated["events"], treated["n"], control["events"], control["n"])
        assert {treated["basis"], control["basis"]} == {"read"}
        assert {treated["use"], control["use"]} <= {None, "core", "context"}


@pytest.mark.parametrize("name", IDS)
def test_no_comparison_counts_people_twice(name):
    trials = {row["id"]: row for row in shipped().rows("trials")}
    found = comparison(name)
    assert len(set(found.trials)) == len(found.studies)
    others = {one for trial in found.trials for one in (trials[trial]["overlaps_with"] or "").split(";")}
    assert not others & set(found.trials)


@pytest.mark.parametrize("name", IDS)
def test_its_texts_cite_rows_that_were_read(name):
    found = comparison(name)
    for row in CITED.findall(found.note + found.not_measured):
        assert shipped().row(row)[1]["basis"] == "read"
        assert shipped().row(row)[1].get("use") in (None, "core", "context")


@pytest.mark.parametrize("name", IDS)
def test_what_rests_on_general_knowledge_is_not_said(name):
    assert not [study for study in comparison(name).studies if "knowledge" in study.trial_note]


def test_one_study_says_its_own_effect_by_either_method():
    own = effect_size(39, 46, 23, 46)
    for measure in MEASURES:
        for method in METHODS:
            found = comparison("CM01").together(measure, method)
            assert found.effect == getattr(own, measure)
            assert math.isnan(found.i2)
            assert math.isnan(found.prediction.low)


@pytest.mark.parametrize("left_out", [None, "perfect1", "gold2009"])
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("measure", MEASURES)
def test_several_studies_are_pooled(measure, method, left_out):
    found = comparison("CM05")
    table = found.table().drop(index=left_out) if left_out else found.table()
    expected = pool(table, measure, method)
    together = found.together(measure, method, left_out=left_out)
    assert together.effect == Interval(expected.estimate, expected.ci_low, expected.ci_high)
    assert together.i2 == expected.i2
    assert together.tau2 == expected.tau2
    assert dict(together.weights) == expected.weights.to_dict()
    assert left_out not in together.weights


def test_leaving_one_of_two_out_leaves_a_study_with_its_own_effect():
    found = comparison("CM07")
    first, second = found.trials
    left = found.together("risk_ratio", left_out=first)
    assert left.effect == found.effects()[second].risk_ratio
    assert dict(left.weights) == {second: 1.0}


def test_a_study_without_a_ratio_stays_out_of_the_ratios():
    nobody = with_rows(
        binary_outcomes=lambda row: row | {"events": 0} if row["id"] in ("BO067", "BO068") else row
    )
    found = comparison("CM05", catalog=nobody)
    assert "perfect1" not in found.together("risk_ratio").weights
    assert "perfect1" in found.together("risk_difference").weights
    alone = with_rows(
        binary_outcomes=lambda row: row | {"events": 0} if row["id"] in ("BO001", "BO002") else row
    )
    assert math.isnan(comparison("CM01", catalog=alone).together("risk_ratio").effect.estimate)


def test_an_empty_cell_is_repaired_for_a_ratio_only():
    found = comparison("CM12")
    assert found.baseline == 0
    assert found.together("risk_ratio").effect == effect_size(3, 406, 0, 414).risk_ratio
    assert found.together("risk_difference").effect.estimate == pytest.approx(3 / 406)


@pytest.mark.parametrize(
    ("name", "trial", "words"),
    [
        ("CM01", "saleem2023", "not randomised"),
        ("CM02", "jkcd_taziso", "suspect reporting"),
        ("CM03", "jpad_adaptret", "worked out from a percentage"),
        ("CM06", "fabior_label", "counted together in the source"),
        ("CM11", "adaclin_adabpo_100", "case control"),
    ],
)
def test_what_a_reader_must_know_of_a_trial_is_said(name, trial, words):
    study = next(one for one in comparison(name).studies if one.trial_id == trial)
    assert words in "; ".join(study.cautions)


@pytest.mark.parametrize(
    ("catalog", "words"),
    [
        (with_rows(binary_outcomes=changed("BO001", events=None)), "BO001 has no count"),
        (with_rows(binary_outcomes=changed("BO001", basis="unread")), "BO001 may not be taught"),
        (with_rows(binary_outcomes=changed("BO002", use="trap")), "BO002 may not be taught"),
        (with_rows(binary_outcomes=changed("BO002", trial_id="perfect1")), "arms of two trials"),
        (with_rows(comparison_pairs=changed("CX001", comparison_id="CM02")), "no row of comparison_pairs"),
    ],
)
def test_arms_that_may_not_be_compared_are_refused(catalog, words):
    with pytest.raises(ValueError, match=words):
        comparison("CM01", catalog=catalog)


def test_trials_that_overlap_are_refused():
    overlapping = with_rows(trials=changed("gold2009", overlaps_with="perfect1"))
    with pytest.raises(ValueError, match="counts people of perfect1 again"):
        comparison("CM05", catalog=overlapping).together()


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda: comparison("cm01"), "comparison_id: 'cm01' is not known; did you mean 'CM01'?"),
        (lambda: comparison("CM05").together("risk_ration"), "did you mean 'risk_ratio'?"),
        (lambda: comparison("CM05").together("given"), "measure: 'given' is not known"),
        (lambda: comparison("CM05").together(method="mixed"), "method: 'mixed'"),
        (lambda: comparison("CM05").together(left_out="perfect2"), "did you mean 'perfect1'?"),
        (lambda: comparison("CM01").together(left_out="saleem2023"), "nothing would be left"),
    ],
)
def test_wrong_arguments_are_answered_in_words(ask, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        ask()


@ANY
@given(st.floats(0.05, 20), st.floats(0.5, 99.5))
def test_a_ratio_is_carried_over_as_absolute_risk_does(ratio, baseline):
    odds = in_people(Interval(ratio, ratio / 2, ratio * 2), "odds_ratio", baseline)
    assert odds.treatment.estimate == pytest.approx(100 * absolute_risk(baseline / 100, odds_ratio=ratio))
    assert not odds.beyond
    assume(2 * ratio * baseline < 100)
    risk = in_people(Interval(ratio, ratio / 2, ratio * 2), "risk_ratio", baseline)
    assert risk.treatment.estimate == pytest.approx(100 * absolute_risk(baseline / 100, risk_ratio=ratio))


def test_a_difference_at_its_own_baseline_gives_the_trial_back():
    own = effect_size(38, 57, 27, 57)
    found = in_people(own.risk_difference, "risk_difference", 100 * 27 / 57)
    assert found.treatment.estimate == pytest.approx(100 * 38 / 57)
    assert str(found.nnt) == str(own.nnt)


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("baseline", [0, 0.1, 50, 99.9, 100])
def test_people_of_a_hundred_are_never_more_or_fewer(measure, baseline):
    effect = Interval(0.4, -0.2, 0.9) if measure == "risk_difference" else Interval(3, 0.4, 20)
    found = in_people(effect, measure, baseline).treatment
    assert 0 <= found.low <= found.estimate <= found.high <= 100


def test_it_says_where_an_effect_cannot_hold():
    assert in_people(Interval(1.5, 1.2, 1.9), "risk_ratio", 60).beyond
    assert not in_people(Interval(1.5, 1.2, 1.9), "risk_ratio", 50).beyond


@pytest.mark.parametrize("baseline", [-1, 100.5, True, "20", None, math.nan])
def test_a_baseline_that_cannot_be_is_refused(baseline):
    with pytest.raises(ValueError, match="baseline="):
        in_people(Interval(1, 1, 1), "risk_ratio", baseline)


def test_no_effect_cannot_be_carried_over():
    with pytest.raises(ValueError, match=r"effect=.* must be finite numbers"):
        in_people(Interval(math.nan, math.nan, math.nan), "risk_ratio", 20)


@pytest.mark.parametrize(
    ("effect", "measure", "message"),
    [
        (Interval(0.5, math.nan, math.nan), "risk_ratio", "effect=Interval(estimate=0.5, low=nan, high=nan)"),
        (Interval(2, 1, math.inf), "odds_ratio", "must be finite numbers"),
        (Interval(-1, -2, -0.5), "risk_ratio", "must be 0 or more."),
        (Interval(1, 2, 0.5), "risk_ratio", "low at most the estimate"),
        (Interval(10, 5, 15), "risk_difference", "must be from -1 to 1."),
        (1.5, "risk_ratio", "effect=1.5 must be an Interval(estimate, low, high)."),
    ],
)
def test_an_effect_that_cannot_be_is_refused_and_not_carried_over(effect, measure, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        in_people(effect, measure, 20)


def test_what_is_certain_stays_certain_whatever_the_odds_ratio():
    assert in_people(Interval(0, 0, 1.9), "odds_ratio", 100).treatment == Interval(100, 100, 100)
