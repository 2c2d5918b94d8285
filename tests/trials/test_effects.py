"""Two arms compared: against statsmodels, against published figures, and what must hold for all counts."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.contingency_tables import Table2x2

from retinoid_teach.evidence import shipped
from retinoid_teach.trials import Interval, effect_size, needed_to_treat

ANY = settings(deadline=None, derandomize=True, database=None, max_examples=200)
CROSSING = "20 to {} ({} to benefit, through no difference, to {} to harm)"
OUTCOMES = {row["id"]: row for row in shipped().rows("binary_outcomes")}


@st.composite
def arms(draw: st.DrawFn) -> tuple[int, int, int, int]:
    n_a, n_b = draw(st.integers(1, 500)), draw(st.integers(1, 500))
    return draw(st.integers(0, n_a)), n_a, draw(st.integers(0, n_b)), n_b


@ANY
@given(arms())
def test_every_interval_holds_its_estimate(arm):
    found = effect_size(*arm)
    assert (
        -1 <= found.risk_difference.low <= found.risk_difference.estimate <= found.risk_difference.high <= 1
    )
    for ratio in (found.risk_ratio, found.odds_ratio):
        if math.isnan(ratio.estimate):
            assert "No ratio can be estimated" in found.notes[0]
        else:
            assert 0 < ratio.low <= ratio.estimate <= ratio.high


@ANY
@given(arms(), st.integers(2, 20))
def test_more_people_narrow_the_interval(arm, times):
    few, many = effect_size(*arm), effect_size(*(times * count for count in arm))
    width = [one.risk_difference.high - one.risk_difference.low for one in (few, many)]
    assert width[1] < width[0]


@ANY
@given(arms())
def test_exchanged_arms_mirror_the_effect(arm):
    one, other = effect_size(*arm), effect_size(*arm[2:], *arm[:2])
    assert one.risk_difference.low == pytest.approx(-other.risk_difference.high, abs=1e-12)
    if not math.isnan(one.risk_ratio.estimate):
        assert one.risk_ratio.low == pytest.approx(1 / other.risk_ratio.high)
        assert one.odds_ratio.estimate == pytest.approx(1 / other.odds_ratio.estimate)


@ANY
@given(arms())
def test_a_number_needed_to_treat_turns_back_into_the_difference(arm):
    found = effect_size(*arm)
    number, difference = found.nnt, found.risk_difference
    sign = -1 if number.form == "harm" else 1
    ends = [sign / one if math.isfinite(one) else 0.0 for one in (number.low, number.high)]
    assert sorted(ends) == pytest.approx([difference.low, difference.high], abs=1e-12)
    assert (number.form == "benefit_harm") == (0 in difference)


@ANY
@given(arms())
def test_a_harm_is_the_same_difference_seen_from_the_other_side(arm):
    good, bad = effect_size(*arm), effect_size(*arm, event_is="harm")
    assert good.risk_difference == bad.risk_difference
    turned = {"benefit": "harm", "harm": "benefit", "benefit_harm": "benefit_harm"}
    assert bad.nnt.form == turned[good.nnt.form]
    assert abs(bad.nnt.estimate) == abs(good.nnt.estimate)


@ANY
@given(arms().filter(lambda arm: 0 < arm[0] < arm[1] and 0 < arm[2] < arm[3]))
def test_ratios_agree_with_another_reckoning(arm):
    events_a, n_a, events_b, n_b = arm
    table = Table2x2(np.array([[events_a, n_a - events_a], [events_b, n_b - events_b]]))
    found = effect_size(*arm)
    for ours, theirs, ends in (
        (found.risk_ratio, table.riskratio, table.riskratio_confint()),
        (found.odds_ratio, table.oddsratio, table.oddsratio_confint()),
    ):
        assert ours.estimate == pytest.approx(theirs)
        assert (ours.low, ours.high) == pytest.approx(ends)


def test_newcombes_interval_is_built_of_wilsons():
    """Newcombe's method 10: the limits come from Wilson's limits of each arm."""
    from statsmodels.stats.proportion import proportion_confint

    for arm in ((39, 46, 23, 46), (4, 215, 11, 430), (0, 30, 3, 28)):
        p_a, p_b = arm[0] / arm[1], arm[2] / arm[3]
        low_a, high_a = proportion_confint(*arm[:2], method="wilson")
        low_b, high_b = proportion_confint(*arm[2:], method="wilson")
        low = p_a - p_b - math.hypot(p_a - low_a, high_b - p_b)
        high = p_a - p_b + math.hypot(high_a - p_a, p_b - low_b)
        found = effect_size(*arm).risk_difference
        assert (found.low, found.high) == pytest.approx((low, high))


def test_a_published_head_to_head_comes_out_as_the_notes_say():
    """Isotretinoin against adapalene in one quasi-experimental trial (BO001, BO002)."""
    one, other = OUTCOMES["BO001"], OUTCOMES["BO002"]
    found = effect_size(one["events"], one["n"], other["events"], other["n"])
    shares = [round(100 * found.risk_difference.estimate, 1)]
    shares += [round(100 * end, 1) for end in (found.risk_difference.low, found.risk_difference.high)]
    assert shares == [34.8, 15.8, 50.6]


def test_zero_cells_are_repaired_for_the_ratios_and_said():
    found = effect_size(0, 20, 3, 20)
    assert found.risk_difference.estimate == -0.15
    assert found.risk_ratio.estimate == pytest.approx((0.5 / 21) / (3.5 / 21))
    assert found.notes == ("One cell is zero, so half a person was added to each cell for the ratios.",)
    assert effect_size(3, 20, 4, 20).notes == ()


@pytest.mark.parametrize(("arm", "who"), [((0, 20, 0, 30), "nobody"), ((20, 20, 30, 30), "everybody")])
def test_where_there_is_no_ratio_it_is_said(arm, who):
    found = effect_size(*arm)
    assert math.isnan(found.risk_ratio.estimate)
    assert math.isnan(found.odds_ratio.high)
    assert found.risk_difference.estimate == 0
    assert found.notes == (f"No ratio can be estimated: {who} had an event in either arm.",)


@pytest.mark.parametrize(
    ("difference", "event_is", "words"),
    [
        (Interval(0.25, 0.1, 0.4), "good", "4.0 to benefit (2.5 to 10)"),
        (Interval(0.25, 0.1, 0.4), "harm", "4.0 to harm (2.5 to 10)"),
        (Interval(-0.25, -0.4, -0.1), "good", "4.0 to harm (2.5 to 10)"),
        (
            Interval(0.05, -0.01, 0.1),
            "good",
            CROSSING.format("benefit", 10, 100),
        ),
        (
            Interval(-0.05, -0.1, 0.01),
            "good",
            CROSSING.format("harm", 100, 10),
        ),
        (
            Interval(0.0, 0.0, 0.0),
            "good",
            "no difference",
        ),
        (
            Interval(0.0, -0.1, 0.1),
            "good",
            "no difference (10 to benefit, through no difference, to 10 to harm)",
        ),
        (Interval(0.1, 0.0, 0.25), "good", "10 to benefit (4.0 to benefit to no difference)"),
        (Interval(-0.1, -0.25, 0.0), "good", "10 to harm (no difference to 4.0 to harm)"),
    ],
)
def test_the_number_needed_in_words(difference, event_is, words):
    assert str(needed_to_treat(difference, event_is=event_is)) == words


@pytest.mark.parametrize(
    ("arm", "message"),
    [
        ((5, 4, 1, 4), "events_a=5 is more than n_a=4: more events than people."),
        ((1, 4, 6, 5), "events_b=6 is more than n_b=5: more events than people."),
        ((-1, 4, 1, 4), "events_a=-1 must be 0 or more."),
        ((0, 0, 1, 4), "n_a=0 must be 1 or more."),
        (
            (41.5, 100, 1, 4),
            "events_a=41.5 must be a whole number of people. A percentage is not a count: ",
        ),
        (("39", 46, 1, 4), "events_a='39' must be a whole number of people."),
        ((True, 46, 1, 4), "events_a=True must be a whole number of people."),
        ((1, 46, None, 4), "events_b=None must be a whole number of people."),
    ],
)
def test_what_cannot_be_an_arm_is_refused(arm, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        effect_size(*arm)


def test_an_event_is_good_or_harm():
    with pytest.raises(ValueError, match=r"event_is: 'bad' is not known"):
        effect_size(1, 2, 1, 2, event_is="bad")
    with pytest.raises(ValueError, match=r"event_is: 'bad' is not known"):
        needed_to_treat(Interval(0.1, 0.0, 0.2), event_is="bad")


@pytest.mark.parametrize(
    ("difference", "message"),
    [
        (0, "difference=0 must be an Interval(estimate, low, high)."),
        (Interval(0.1, 0.2, 0.3), "low at most the estimate"),
        (Interval(0.1, math.nan, 0.3), "must be finite numbers"),
        (Interval(10, -5, 25), "must be from -1 to 1."),
    ],
)
def test_what_is_no_difference_of_risks_is_refused(difference, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        needed_to_treat(difference)


def test_counts_of_numpy_and_pandas_are_counts():
    assert effect_size(np.int64(39), np.int64(46), 23, 46) == effect_size(39, 46, 23, 46)
