"""From relative to absolute and back, from percentages to counts, and the rule of three."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retinoid_teach.evidence import shipped
from retinoid_teach.trials import absolute_risk, counts_from_percent, relative_risk, rule_of_three

ANY = settings(deadline=None, derandomize=True, database=None)
risks = st.floats(0.001, 0.999)


@ANY
@given(risks, risks)
def test_there_and_back(risk, baseline):
    risk_ratio, odds_ratio = relative_risk(risk, baseline)
    assert absolute_risk(baseline, risk_ratio=risk_ratio) == pytest.approx(risk)
    assert absolute_risk(baseline, odds_ratio=odds_ratio) == pytest.approx(risk)


@ANY
@given(risks, st.floats(0.01, 100))
def test_an_odds_ratio_never_leaves_the_range_and_overstates_the_risk_ratio(baseline, odds_ratio):
    risk = absolute_risk(baseline, odds_ratio=odds_ratio)
    assert 0 < risk < 1
    ratio = risk / baseline
    assert min(1, odds_ratio) - 1e-9 <= ratio <= max(1, odds_ratio) + 1e-9


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: absolute_risk(0.6, risk_ratio=2),
            "risk_ratio=2 would make 1.2 of a baseline of 0.6",
        ),
        (lambda: absolute_risk(0.2), "risk_ratio, odds_ratio: give one of the two."),
        (lambda: absolute_risk(0.2, risk_ratio=1, odds_ratio=1), "give one of the two."),
        (lambda: absolute_risk(0, risk_ratio=1), "baseline=0 must be a risk above 0 and below 1"),
        (lambda: absolute_risk(20, risk_ratio=1), "baseline=20 must be a risk above 0 and below 1"),
        (lambda: absolute_risk("0.2", risk_ratio=1), "baseline='0.2' must be a risk"),
        (lambda: absolute_risk(0.2, risk_ratio=-1), "risk_ratio=-1 must be a number above 0."),
        (lambda: absolute_risk(0.2, odds_ratio=float("inf")), "odds_ratio=inf must be a number above 0."),
        (lambda: relative_risk(float("nan"), 0.2), "risk=nan must be a risk"),
        (lambda: relative_risk(0.2, 1), "baseline=1 must be a risk"),
        (lambda: rule_of_three(0), "people=0 must be a whole number, 1 or more."),
        (lambda: rule_of_three(94.5), "people=94.5 must be a whole number"),
        (lambda: rule_of_three(people=True), "people=True must be a whole number"),
        (lambda: counts_from_percent(101, 10), "percent=101 must be a number from 0 to 100."),
        (lambda: counts_from_percent("12", 10), "percent='12' must be a number"),
        (lambda: counts_from_percent(12, 0), "n=0 must be a whole number, 1 or more."),
        (lambda: counts_from_percent(12, 10, -1), "decimals=-1 must be a whole number, 0 or more."),
        (lambda: counts_from_percent(84.8, 45), "percent=84.8: no whole number of 45 people gives it"),
        (lambda: counts_from_percent(12, 1000, 0), "percent=12: 115 to 125 of 1000 people all give it"),
    ],
)
def test_what_cannot_be_is_refused(call, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        call()


@ANY
@given(st.integers(1, 100_000))
def test_the_rule_of_three_is_a_little_above_the_exact_limit(people):
    found = rule_of_three(people)
    assert 0 < found.exact <= found.upper <= 1
    assert (1 - found.exact) ** people == pytest.approx(0.05)
    if people >= 30:
        assert found.upper == pytest.approx(found.exact, rel=0.06)


@ANY
@given(st.integers(1, 400), st.data())
def test_a_count_is_found_from_its_own_percentage(n, data):
    events = data.draw(st.integers(0, n))
    assert counts_from_percent(round(100 * events / n, 2), n, 2) == events


def test_counts_in_the_data_that_were_worked_out_are_the_only_ones_that_fit():
    derived = [row for row in shipped().rows("binary_outcomes") if "DERIVED" in (row["locator"] or "")]
    assert len(derived) > 5
    for row in derived:
        assert counts_from_percent(row["percent"], row["n"]) == row["events"], row["id"]
